"""What a reader sees of one paragraph of a Word document, and which elements show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from analysis.documents.styles import Styles, W, is_on

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P: Final = f"{W}p"
RUN: Final = f"{W}r"
TEXT: Final = f"{W}t"
BOX: Final = f"{W}txbxContent"
FALLBACK: Final = f"{_MC}Fallback"
_SIGNS: Final = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "-",
}
_UNSEEN: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}rt", BOX, FALLBACK})


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of a run and what it shows."""

    element: etree._Element
    text: str


def pieces(paragraph: etree._Element, styles: Styles) -> Iterator[Piece]:
    """Yield what a paragraph shows, in order.

    Insertions that are tracked are seen; what is deleted, moved away or hidden is not, nor is the
    text of a text box, whose paragraphs are its own.
    """
    for element in paragraph.iter(TEXT, *_SIGNS):
        above = list(element.iterancestors())
        within = above[: above.index(paragraph)]
        if not within or within[0].tag != RUN:
            continue  # a tab stop in the settings is no tab
        if _UNSEEN.isdisjoint(e.tag for e in within) and not _is_hidden(within[0], styles):
            text = element.text or "" if element.tag == TEXT else _SIGNS[str(element.tag)]
            if text:
                yield Piece(element, text)


def _is_hidden(run: etree._Element, styles: Styles) -> bool:
    said = run.find(f"{W}rPr/{W}vanish")
    if said is not None:
        return is_on(said)
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and styles.is_hidden(style.get(f"{W}val", ""))
