"""The styles of a Word document: which make a heading, which hide their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])?\b|(?:title|标题)", re.IGNORECASE)
_CONTENTS: Final = re.compile(r"toc\s*[1-9]|目录\s*[1-9]", re.IGNORECASE)
_BODY: Final = 9  # the outline level of what is no heading
_BASES: Final = 10


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their id."""

    by_id: Mapping[str, etree._Element]

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """Return the styles of a part ``styles.xml``, none without one."""
        found = root.iter(f"{W}style") if root is not None else ()
        return cls({style.get(f"{W}styleId", ""): style for style in found})

    def level(self, paragraph: etree._Element) -> int:
        """Return the level of a heading from 1, by outline level or style; 0 for what is none."""
        own = _outline(paragraph)
        if own is not None:
            return own
        for style in self._chain(_style_of(paragraph)):
            said = _outline(style)
            if said is not None:
                return said
            if named := _HEADING.match(_name(style)):
                return int(named[1] or 1)
        return 0

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS.match(_name(style)) for style in self._chain(_style_of(paragraph)))

    def is_hidden(self, style: str) -> bool:
        """Whether a character style hides its text."""
        said = (one.find(f"{W}rPr/{W}vanish") for one in self._chain(style))
        first = next((one for one in said if one is not None), None)
        return first is not None and is_on(first)

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_BASES):
            element = self.by_id.get(style)
            if element is None:
                return
            yield element
            base = element.find(f"{W}basedOn")
            style = base.get(f"{W}val", "") if base is not None else ""


def is_on(switch: etree._Element) -> bool:
    """Whether an element that switches something on or off switches it on."""
    return switch.get(f"{W}val", "1").lower() not in {"0", "false", "off"}


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return name.get(f"{W}val", "") if name is not None else ""


def _outline(element: etree._Element) -> int | None:
    """Return the heading level of an outline level, 0 for that of body text; None without one."""
    level = element.find(f"{W}pPr/{W}outlineLvl")
    said = level.get(f"{W}val", "") if level is not None else ""
    if not said.isascii() or not said.isdigit():
        return None
    return int(said) + 1 if int(said) < _BODY else 0
