"""A document's sentences, each with the headings that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analysis.documents.model import Document, Paragraph
from analysis.verify.model import Span

_WIDE_COMMA: Final = 0xFF0C  # stays wide: a comma between clauses is no thousands mark
_PLAIN: Final = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if wide != _WIDE_COMMA} | {
    0x3000: " ",
    0xA0: " ",
    0xFE6A: "%",
}
_NUMERAL: Final = "[一二三四五六七八九十]{1,3}"
_LABELS: Final = tuple(
    re.compile(rf"[ #]*(?:{form})[ ]*")
    for form in (
        rf"第?{_NUMERAL}(?:部分)?[、.]|{_NUMERAL} (?=\S)",
        rf"\({_NUMERAL}\)[、.]?",
        r"\d{1,2}(?:[、.](?!\d)|\.(?=20\d\d\s?年))",
        r"\(\d{1,2}\)|[\u2460-\u2473]",
    )
)
"""What stands before a heading, from the outermost level: 一、 （一） 1. （1）."""
_LONGEST: Final = 60  # characters of a heading; what is longer is a sentence with a number
_SENTENCE: Final = re.compile(r"[^。！？!?；;]*[。！？!?；;]?[”’\")）]?")
_ANNEX: Final = re.compile(
    r" *附[件表图录]\s?[\d一二三四五六七八九十]{0,2}[:：.、]?[^。；;，]{0,30}"
)
_TITLE: Final = re.compile(r"[^。；;！!]{1,60}")
_END: Final = re.compile(r"[。！？!?；;]")
_STOP: Final = re.compile(r"[。！？!?；;：:]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. ``text`` has half-width digits and letters, as many characters as printed.

    ``heading``: it is the whole of a heading, in which slogans stand and no figures.
    """

    start: int
    text: str
    section: tuple[str, ...]
    paragraph: int
    heading: bool = False

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return Span(self.start, self.start + len(self.text))


def plain(text: str) -> str:
    """Return a text with half-width digits, letters and marks, of the same length."""
    return text.translate(_PLAIN)


def label_level(text: str) -> tuple[int, int]:
    """Return the level of the number that a plain text begins with, and its length; 0, 0 for none."""
    for level, label in enumerate(_LABELS, start=1):
        if found := label.match(text):
            return level, found.end()
    return 0, 0


def sentences(document: Document) -> Iterator[Sentence]:
    """Yield the sentences in order; cells of tables and what charts say stand in none."""
    section: dict[int, str] = {}
    for index, paragraph in enumerate(document.paragraphs):
        text, start = plain(paragraph.text), document.starts[index]
        annexed = section.get(1, "").startswith("附") and not _END.search(text)
        if paragraph.in_table or (annexed and not label_level(text)[0]):
            continue  # labels and legends of an annex are no sentences either
        level, heading = _heading(paragraph, text)
        alone = bool(_TITLE.fullmatch(text)) and (bool(level) or bool(paragraph.level))
        if level:
            section = {k: v for k, v in section.items() if k < level} | {level: heading}
        above = tuple(section[k] for k in sorted(section))
        for found in _SENTENCE.finditer(text):
            if found[0].strip():
                yield Sentence(start + found.start(), found[0], above, index, alone)


def _heading(paragraph: Paragraph, text: str) -> tuple[int, str]:
    """Return the level and the words of a heading, or of the one that a paragraph opens with."""
    if _ANNEX.fullmatch(text):
        return 1, text.strip()
    level, length = label_level(text)
    words = text[length:].strip()
    if paragraph.level and len(text) <= 2 * _LONGEST:
        return level or paragraph.level, words
    stop = _STOP.search(words)
    words = words[: stop.start()] if stop else words
    return (level, words) if level and len(words) <= _LONGEST else (0, "")
