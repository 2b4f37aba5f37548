"""A table of the annex: as wide as the text block, its columns by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from analysis.render.docx.page import WIDTH
from analysis.render.docx.xml import element, fit_for_xml, halves, paragraph, run
from analysis.render.paper import Exhibit

_SIZES: Final = (("Cell", 10.5), ("CellSmall", 9), ("CellSmallest", 7.5))  # style, points
_MARGIN: Final = 80  # twips at each side of a cell
_WORDS: Final = 10  # halves that a column of words keeps: five characters
_HEADING: Final = 4  # halves that a heading keeps: it may stand in several lines
_WIDEST: Final = 60  # halves: a longer cell stands in several lines anyway
_LONG_ROW: Final = 600  # halves in a cell: such a row may go on on the next page


def table(exhibit: Exhibit) -> BaseOxmlElement:
    """Return a table: headings repeated on every page, numbers flush right, the sum in 黑体."""
    style, widths = layout(exhibit)
    rule = {"val": "single", "space": 0, "color": "000000"}
    hair = {"val": "single", "sz": 4, "space": 0, "color": "BFBFBF"}
    name = fit_for_xml(f"{exhibit.label} {exhibit.caption}".strip())
    properties = element(
        "tblPr",
        element("tblW", w=WIDTH, type="dxa"),
        element("tblBorders", element("top", sz=12, **rule), element("bottom", sz=12, **rule), element("insideH", **hair)),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow=1),
        element("tblCaption", val=name),
        element("tblDescription", val=fit_for_xml(exhibit.alt)),
    )  # fmt: skip
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    sides = ["right" if number else "left" for number in exhibit.numeric]
    columns = list(zip(widths, sides, strict=True))
    rows = [_row(row, style, columns) for row in exhibit.rows]
    if exhibit.total:
        rows[-1] = _row(exhibit.rows[-1], style, columns, "top")
    heading = _row(exhibit.columns, style, [(width, "center") for width in widths], "bottom")
    return element("tbl", properties, grid, heading, *rows)


def layout(exhibit: Exhibit) -> tuple[str, list[int]]:
    """Return the style of the cells and the columns' widths in twips, together ``WIDTH``.

    The largest size at which no number is broken and words keep a readable width.
    """
    wanted, least = _needs(exhibit)
    for style, points in _SIZES:
        unit = points * 10
        spare = WIDTH - 2 * _MARGIN * len(least) - sum(least) * unit
        if spare >= 0:
            return style, _shared(wanted, least, unit, spare)
    part = WIDTH / sum(least)
    return _SIZES[-1][0], _whole([width * part for width in least])


def _needs(exhibit: Exhibit) -> tuple[list[int], list[int]]:
    """Return what each column would like to have and what it cannot do without, in halves."""
    wanted, least = [], []
    for heading, number, *cells in zip(
        exhibit.columns, exhibit.numeric, *exhibit.rows, strict=True
    ):
        longest = max((halves(str(cell)) for cell in cells), default=0)
        title = halves(heading)
        wanted.append(min(max(longest, title), _WIDEST))
        words = longest if number else min(longest, _WORDS)
        least.append(max(words, min(title, _HEADING), 1))
    return wanted, least


def _shared(wanted: Sequence[int], least: Sequence[int], unit: float, spare: float) -> list[int]:
    """Give every column what it needs, then by what it would like, then all the same."""
    wishes = [(wish - need) * unit for wish, need in zip(wanted, least, strict=True)]
    granted = min(1, spare / sum(wishes)) if sum(wishes) else 0
    rest = (spare - granted * sum(wishes)) / len(least)
    return _whole(
        [
            2 * _MARGIN + need * unit + granted * wish + rest
            for need, wish in zip(least, wishes, strict=True)
        ],
    )


def _whole(widths: Sequence[float]) -> list[int]:
    whole = [int(width) for width in widths]
    whole[-1] += WIDTH - sum(whole)
    return whole


def _row(
    texts: Sequence[str], style: str, columns: Sequence[tuple[int, str]], rule: str = ""
) -> BaseOxmlElement:
    """Return a row. ``columns``: width and side; ``rule``: where a heading or sum has its line."""
    whole = all(halves(text) <= _LONG_ROW for text in texts)
    properties = [element("cantSplit")] if whole else []
    if rule == "bottom":
        properties.append(element("tblHeader"))
    cells = (
        _cell(text, style, width, side, rule)
        for text, (width, side) in zip(texts, columns, strict=True)
    )
    return element("tr", element("trPr", *properties), *cells)


def _cell(text: str, style: str, width: int, side: str, rule: str) -> BaseOxmlElement:
    line = element(rule, val="single", sz=6, space=0, color="000000") if rule else None
    properties = element(
        "tcPr",
        element("tcW", w=width, type="dxa"),
        *([] if line is None else [element("tcBorders", line)]),
        element("vAlign", val="center"),
    )
    content = run(text, "Hei" if rule else "")
    return element("tc", properties, paragraph(style, content, align=element("jc", val=side)))
