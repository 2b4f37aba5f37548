"""Rows of printed pages become paragraphs, as a reader tells them: by indent and by full lines."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from analysis.documents.lines import one_line, rejoined
from analysis.documents.model import Paragraph
from analysis.documents.plain import HEADING

_NUMBER: Final = re.compile(
    r"[\s—–\-－·.]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*(?:页)?)?[\s—–\-－·.]*"
)
_DIGITS: Final = re.compile(r"\d+")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_SAID: Final = re.compile(rf"[，。；：]|^[图表]\s*\d|^{HEADING.pattern}")
_BEGINS: Final = re.compile(rf"{HEADING.pattern}|\d+[.．、](?!\d)")
_ENDS: Final = ("。", "：", "；", "！", "？", "”")
_LONG: Final = 15  # type sizes: a row so long shows where the margins are
_ALIKE: Final = 0.15  # of the size: what differs by less is of the same
_FURNITURE: Final = 2  # rows at either end of a page


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line of a page, in one cell or several. ``size``: of the type."""

    page: int
    cells: tuple[str, ...]
    left: float
    right: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The row's words."""
        return " ".join(self.cells)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the document is set: margins by page, size of the type, distance of lines."""

    margins: dict[int, tuple[float, float]]
    size: float
    pitch: float
    indented: bool


def paragraphs(rows: Sequence[Row], pages: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document of so many pages."""
    kept = _without_furniture(rows, pages)
    if not kept:
        return
    setting = _setting(kept)
    tabular = _tabular(kept)
    begins = [n for n, row in enumerate(kept) if not n or not _goes_on(kept[n - 1], row, setting)]
    number = 0
    for start, end in pairwise([*begins, len(kept)]):
        for text in _texts(kept[start:end]):
            place = f"第{kept[start].page}页"
            yield Paragraph(text, place=place, number=number, in_table=tabular[start])
            number += 1


def _texts(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the text of rows that belong together, or those of the cells of one row."""
    if len(rows) > 1:
        yield rejoined(row.text for row in rows)
    else:
        yield from filter(None, map(one_line, rows[0].cells))


def _without_furniture(rows: Sequence[Row], pages: int) -> list[Row]:
    """Leave out page numbers, and heads and feet that repeat."""
    by_page: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_page[row.page].append(row)
    for end in (0, -1):
        for _ in range(_FURNITURE):
            ends = Counter(_masked(page[end]) for page in by_page.values() if page)
            for page in by_page.values():
                if page and _is_furniture(page[end], ends, pages):
                    del page[end]
    return [row for page in by_page.values() for row in page]


def _is_furniture(row: Row, ends: Counter[str], pages: int) -> bool:
    times = ends[_masked(row)]
    return bool(_NUMBER.fullmatch(row.text)) or (times > 1 and times * 2 > pages)


def _masked(row: Row) -> str:
    return _DIGITS.sub("#", "".join(row.text.split()))


def _setting(rows: Sequence[Row]) -> _Setting:
    """Tell how the running text is set; what tables and charts hold is no measure of it."""
    single = [row for row in rows if len(row.cells) == 1 and _CHINESE.search(row.text)] or rows
    long = [row for row in single if row.right - row.left >= _LONG * row.size] or single
    size = statistics.median(row.size for row in long)
    left, right = min(row.left for row in long), max(row.right for row in long)
    margins = {}
    for page in {row.page for row in rows}:
        here = [row for row in long if row.page == page]
        edge = min((row.left for row in here), default=left)
        edge = left if abs(edge - left) < 3 * size else edge
        margins[page] = edge, max((row.right for row in here), default=right)
    steps = [a.base - b.base for a, b in pairwise(long) if a.page == b.page and a.base > b.base]
    pitch = statistics.quantiles(steps, n=4)[0] if len(steps) > 1 else 0.0
    text = [row for row in single if abs(row.size - size) < _ALIKE * size]
    indents = sum(1.5 < (row.left - margins[row.page][0]) / size < 2.7 for row in text)
    return _Setting(margins, size, pitch, indented=indents >= max(2, len(text) // 10))


def _tabular(rows: Sequence[Row]) -> list[bool]:
    """Tell which rows are of a table or a chart, and no sentences."""
    sure = [len(row.cells) > 1 or not _CHINESE.search(row.text) for row in rows]
    around = zip([False, *sure[:-1]], [*sure[1:], False], rows, strict=True)
    among = [before and after and not _SAID.search(row.text) for before, after, row in around]
    return [a or b for a, b in zip(sure, among, strict=True)]


def _goes_on(before: Row, row: Row, setting: _Setting) -> bool:
    """Whether a row continues the paragraph of the one before."""
    if len(before.cells) > 1 or len(row.cells) > 1:
        return False
    if abs(before.size - row.size) > _ALIKE * setting.size:
        return False
    left, same_page = setting.margins[row.page][0], before.page == row.page
    if row.left - left > 0.8 * row.size:
        return _is_title(before, setting) and _is_title(row, setting) and same_page
    missing = (setting.margins[before.page][1] - before.right) / row.size
    down = (before.base - row.base) / max(setting.pitch, row.size) if same_page else 1.0
    if setting.indented:  # what cannot be broken (2023, 100%) may leave a line short
        return missing < 8 and down < 1.6
    if missing >= 2 or down > 1.2 or _BEGINS.match(row.text):
        return False
    return missing < 0.7 or not before.text.endswith(_ENDS)


def _is_title(row: Row, setting: _Setting) -> bool:
    """Whether a row is set larger than the text, in the middle."""
    left, right = setting.margins[row.page]
    centred = abs((row.left - left) - (right - row.right)) < 2 * row.size
    return row.size > 1.2 * setting.size and centred
