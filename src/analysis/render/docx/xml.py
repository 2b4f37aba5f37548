"""Elements of WordprocessingML, written shortly; texts made fit for XML and measured."""

from __future__ import annotations

import re
from typing import Final, TypeAlias, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement

from analysis.words import text_width

_NO_XML: Final = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # XML 1.0, 2.2
_LINE_END: Final = re.compile("\r\n?")

Content: TypeAlias = str | BaseOxmlElement


def element(tag: str, *children: BaseOxmlElement, **attributes: object) -> BaseOxmlElement:
    """Return ``<w:tag>`` with attributes and children; the caller keeps the schema's order."""
    made = cast("BaseOxmlElement", OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def paragraph(style: str, *content: Content, **properties: BaseOxmlElement) -> BaseOxmlElement:
    """Return a paragraph of a style (its id) with runs or texts.

    ``properties``: elements that this paragraph has beyond its style, in the schema's order.
    """
    runs = [run(part) if isinstance(part, str) else part for part in content if part != ""]
    settings = element("pPr", element("pStyle", val=style), *properties.values())
    return element("p", settings, *runs)


def run(text: str, style: str = "") -> BaseOxmlElement:
    """Return a run of text, with a character style (its id) or as the paragraph has it."""
    made = cast("CT_R", OxmlElement("w:r"))
    made.text = fit_for_xml(text)  # line ends become breaks, spaces are kept
    if style:
        made.insert(0, element("rPr", element("rStyle", val=style)))
    return made


def fit_for_xml(text: str) -> str:
    """Return the text without the characters that XML forbids, each line end one character."""
    return _NO_XML.sub("", _LINE_END.sub("\n", text))


def halves(text: str) -> int:
    """Return how wide a text is in half characters: 2 for a Chinese one, 1 for a Latin one."""
    return text_width(text, "WFA")
