"""A table of the annex: as wide as the text block, its columns by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from analysis.render.document.paper import Exhibit
from analysis.render.docx.page import WIDTH
from analysis.render.docx.xml import element, fit_for_xml, halves, paragraph, run

_WHOLE: Final = 20  # rows: a table as short as this is kept on one page
_WORDS: Final = 10  # halves that a column of words keeps: five characters
_HEADING: Final = 4  # halves that a heading keeps: it may stand in several lines
_WIDEST: Final = 60  # halves: a longer cell stands in several lines anyway
_LONG_ROW: Final = 600  # halves in a cell: such a row may go on on the next page


@dataclass(frozen=True, slots=True)
class Size:
    """How large a table is set. ``margin``: twips at each side of a cell."""

    style: str
    points: float
    margin: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width``: twips; ``side``: where its cells stand."""

    width: int
    side: str


_SIZES: Final = (
    Size("Cell", 10.5, 80),
    Size("CellSmall", 9, 60),
    Size("CellSmaller", 7.5, 40),
    Size("CellSmallest", 6.5, 30),
)


def table(exhibit: Exhibit) -> BaseOxmlElement:
    """Return a table: headings repeated on every page, numbers flush right, the sum in 黑体.

    A short one stays on one page.
    """
    size, widths = layout(exhibit)
    sides = ["right" if number else "left" for number in exhibit.numeric]
    columns = [Column(*column) for column in zip(widths, sides, strict=True)]
    heading = _row(
        exhibit.columns, size, [Column(width, "center") for width in widths], "bottom", keep=True
    )
    last = len(exhibit.rows) - 1
    rows = [
        _row(
            row, size, columns, "top" if exhibit.total and n == last else "",
            keep=last < _WHOLE and (n < last or bool(exhibit.source_line)),
        )
        for n, row in enumerate(exhibit.rows)
    ]  # fmt: skip
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", _properties(exhibit, size), grid, heading, *rows)


def _properties(exhibit: Exhibit, size: Size) -> BaseOxmlElement:
    rule = {"val": "single", "sz": 12, "space": 0, "color": "000000"}
    hair = {"val": "single", "sz": 4, "space": 0, "color": "BFBFBF"}
    sides = (element(side, w=size.margin, type="dxa") for side in ("left", "right"))
    return element(
        "tblPr",
        element("tblW", w=WIDTH, type="dxa"),
        element(
            "tblBorders",
            element("top", **rule),
            element("bottom", **rule),
            element("insideH", **hair),
        ),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *sides),
        element("tblLook", val="0020", firstRow=1),
        element("tblCaption", val=fit_for_xml(f"{exhibit.label} {exhibit.caption}".strip())),
        element("tblDescription", val=fit_for_xml(exhibit.alt)),
    )


def layout(exhibit: Exhibit) -> tuple[Size, list[int]]:
    """Return how large the cells are set and the columns' widths in twips, together ``WIDTH``.

    The largest size at which no number is broken and words keep a readable width.
    """
    wanted, least = _needs(exhibit)
    for size in _SIZES:
        unit = size.points * 10
        spare = WIDTH - 2 * size.margin * len(least) - sum(least) * unit
        if spare >= 0:
            return size, _shared(wanted, least, size, spare)
    part = WIDTH / sum(least)
    return _SIZES[-1], _whole([width * part for width in least])


def _needs(exhibit: Exhibit) -> tuple[list[int], list[int]]:
    """Return what each column would like to have and what it cannot do without, in halves."""
    wanted, least = [], []
    for heading, number, *cells in zip(
        exhibit.columns, exhibit.numeric, *exhibit.rows, strict=True
    ):
        longest = max((halves(str(cell)) for cell in cells), default=0)
        title = halves(heading)
        wanted.append(min(max(longest, title), _WIDEST))
        words = longest + 1 if number else min(longest, _WORDS)  # digits of some faces are wider
        least.append(max(words, min(title, _HEADING), 1))
    return [max(pair) for pair in zip(wanted, least, strict=True)], least


def _shared(wanted: Sequence[int], least: Sequence[int], size: Size, spare: float) -> list[int]:
    """Give every column what it needs, then by what it would like, then all the same."""
    unit = size.points * 10
    wishes = [(wish - need) * unit for wish, need in zip(wanted, least, strict=True)]
    granted = min(1, spare / sum(wishes)) if sum(wishes) else 0
    rest = (spare - granted * sum(wishes)) / len(least)
    return _whole(
        [
            2 * size.margin + need * unit + granted * wish + rest
            for need, wish in zip(least, wishes, strict=True)
        ],
    )


def _whole(widths: Sequence[float]) -> list[int]:
    whole = [int(width) for width in widths]
    whole[-1] += WIDTH - sum(whole)
    return whole


def _row(
    texts: Sequence[str], size: Size, columns: Sequence[Column], rule: str, *, keep: bool
) -> BaseOxmlElement:
    """Return a row. ``rule``: where a heading or sum has its line; ``keep``: on the next one's page."""
    whole = all(halves(text) <= _LONG_ROW for text in texts)
    properties = [element("cantSplit")] if whole else []
    if rule == "bottom":
        properties.append(element("tblHeader"))
    cells = (
        _cell(column, rule, _words(text, size, column, rule, keep=keep and whole))
        for text, column in zip(texts, columns, strict=True)
    )
    return element("tr", element("trPr", *properties), *cells)


def _cell(column: Column, rule: str, words: BaseOxmlElement) -> BaseOxmlElement:
    line = element(rule, val="single", sz=6, space=0, color="000000") if rule else None
    properties = element(
        "tcPr",
        element("tcW", w=column.width, type="dxa"),
        *([] if line is None else [element("tcBorders", line)]),
        element("vAlign", val="center"),
    )
    return element("tc", properties, words)


def _words(text: str, size: Size, column: Column, rule: str, *, keep: bool) -> BaseOxmlElement:
    return paragraph(
        size.style,
        run(text, "Hei" if rule else ""),
        **({"keep": element("keepNext")} if keep else {}),
        align=element("jc", val=column.side),
    )
