"""How forms look: fonts that Office and WPS both have, borders, widths and heights by content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from types import MappingProxyType
from typing import Any, TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.words import text_width

Styles: TypeAlias = Mapping[str, Format]

PLAIN: Mapping[str, Any] = MappingProxyType({"font_name": "宋体", "font_size": 11})
FONT: Mapping[str, Any] = MappingProxyType({"font_name": "宋体", "font_size": 10})
_BOX = {"border": 1, "valign": "vcenter", "text_wrap": True}
_HEAD = {**_BOX, "bold": True, "align": "center"}
STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
        "line": {"text_wrap": True, "valign": "vcenter"},
        "section": {"bold": True, "font_size": 12, "valign": "vcenter"},
        "head": {**_HEAD, "bg_color": "#DDEBF7"},
        "required": {**_HEAD, "bg_color": "#FFF2CC"},
        "personal": {**_HEAD, "bg_color": "#E7E6E6"},
        "cell": {**_BOX},
        "text": {**_BOX, "num_format": "@"},
        "date": {**_BOX, "align": "center", "num_format": "yyyy-mm-dd"},
        "mark": {**_BOX, "align": "center"},
    }
)
_A4 = 9
_LINE = 14.0  # points that a line of 10-point text is high
_READABLE = 140.0  # the width that A4 takes at some 90 %; half as much more still does
_MOST = 400.0  # Excel's rows are at most 409 points high


def wide(text: str) -> int:
    """Return the width of a text in half-width characters, the unit of column widths."""
    return text_width(text, "WFA")


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row by the texts and the widths of its cells."""
    lines = max(ceil(wide(text) / max(width - 1, 1)) for text, width in cells)
    return min(lines * _LINE + 6, _MOST)


def pages_across(width: float) -> int:
    """Return over how many pages a sheet is printed, so that what is on them can be read."""
    return max(1, round(width / _READABLE))


def set_print(sheet: Worksheet, pages: int = 1) -> None:
    """Set up printing on A4 landscape, as wide as so many pages."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(pages, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
