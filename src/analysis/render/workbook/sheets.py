"""What the workbooks that are handed out have in common: plain cells, one look, the same bytes.

A town's text is always a text cell: never a formula, an address or a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.forms.style import FONT, PLAIN, pages_across, set_print, wide
from analysis.store import same_archive

Value: TypeAlias = str | int | Decimal | None

HEAD: Final = 2
"""The 0-based row of a table's headings: its title and a note stand above."""

_HIGH: Final[Mapping[str, float]] = MappingProxyType({"title": 34.0, "section": 30.0})
_BAND: Final = 20.0  # points
_GREY: Final = "#BFBFBF"
_BOX: Final = {"border": 1, "border_color": _GREY, "valign": "vcenter", "text_wrap": True}
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "title": {"font_name": "黑体", "font_size": 16, "valign": "vcenter"},
        "note": {"font_color": "#595959", "valign": "vcenter"},  # runs over the cells at its right
        "line": {"text_wrap": True, "valign": "vcenter"},
        "section": {"font_name": "黑体", "font_size": 12, "valign": "vcenter"},
        "link": {"font_color": "#1F4E79", "underline": 1, **_BOX},
        "back": {"font_color": "#1F4E79", "underline": 1, "valign": "vcenter"},
        "head": {**_BOX, "bold": True, "align": "center", "bg_color": "#EDEDED"},
        "cell": _BOX,
        "band": {  # a heading between rows runs over the cells at its right
            "bold": True,
            "bg_color": "#F2F2F2",
            "valign": "vcenter",
            "top": 1,
            "bottom": 1,
            "border_color": _GREY,
        },
        "mark": {**_BOX, "align": "center"},
        "total": {**_BOX, "bold": True, "top": 2, "top_color": "#7F7F7F"},
    }
)
_LINE: Final = 14.0  # points that a line of 10-point text is high
_TALLEST: Final = 400.0  # Excel's rows are at most 409 points high
_EXACT: Final = 15  # digits that a spreadsheet's numbers hold
_FITS: Final = 32_000  # characters; a cell holds 32,767
_CUT: Final = "……（太长，其余见网页的数据来源）"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one table: title, note, headings, rows.

    ``head``: the width of each column by its heading; ``rows``: as many values each, or a single
    one, which is a heading of its own; ``centred``: the columns set in the middle; ``fixed``: how
    many columns stay in sight; ``pages``: over how many pages it is printed, 0 for as many as it
    takes to be read.
    """

    name: str
    title: str
    note: str
    head: Mapping[str, float]
    rows: Sequence[Sequence[Value]]
    centred: frozenset[str] = frozenset()
    fixed: int = 2
    pages: int = 1

    @property
    def last(self) -> int:
        """The 0-based row of its last row."""
        return HEAD + len(self.rows)


class Book:
    """A workbook being written, in memory; ``content`` closes it."""

    def __init__(self, title: str) -> None:
        """Open a workbook."""
        self._file = BytesIO()
        self._book = Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": dict(PLAIN),
            },
        )
        self._book.set_properties({
            "title": title,
            "author": "fazhi",
            "created": datetime(2024, 1, 1),  # noqa: DTZ001 - xlsx keeps no time zone
        })  # fmt: skip
        self._made: dict[tuple[str, str], Format] = {}

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet."""
        return self._book.add_worksheet(name)

    def style(self, name: str, number: str = "") -> Format:
        """Return a cell format, with a number format if it is given."""
        if (name, number) not in self._made:
            more = {"num_format": number} if number else {}
            self._made[name, number] = self._book.add_format({**FONT, **_STYLES[name], **more})
        return self._made[name, number]

    def put(
        self,
        sheet: Worksheet,
        at: tuple[int, int],
        value: Value,
        style: str = "cell",
        form: str = "",
    ) -> None:
        """Write one cell; a number that a spreadsheet cannot hold exactly is written as text.

        ``form``: the number format; "" shows a number exactly, to four places at most.
        """
        if value is None or value == "":
            sheet.write_blank(*at, None, self.style(style))
        elif isinstance(value, str):
            sheet.write_string(*at, fitting(value), self.style(style))
        else:
            exact = Decimal(value)
            if len("".join(map(str, exact.as_tuple().digits)).rstrip("0")) > _EXACT:
                sheet.write_string(*at, f"{exact:f}", self.style(style))
            else:
                sheet.write_number(*at, float(exact), self.style(style, form or places(exact)))

    def row(self, sheet: Worksheet, row: int, values: Iterable[Value], style: str = "cell") -> None:
        """Write one row from the first column on."""
        for column, value in enumerate(values):
            self.put(sheet, (row, column), value, style)

    def line(
        self, sheet: Worksheet, row: int, text: str, style: str, widths: Sequence[float]
    ) -> None:
        """Write a text over the first columns, which are so wide."""
        high = _HIGH.get(style) or fit_height([text], [sum(widths)])
        sheet.set_row(row, high)
        if len(widths) > 1:
            sheet.merge_range(row, 0, row, len(widths) - 1, "", self.style(style))
        self.put(sheet, (row, 0), text, style)

    def table(self, table: Table) -> Worksheet:
        """Add a sheet with one table that can be filtered and printed."""
        sheet, widths = self.sheet(table.name), list(table.head.values())
        self.line(sheet, 0, table.title, "title", widths[:1])
        self.put(sheet, (1, 0), table.note, "note")
        self.row(sheet, HEAD, table.head, "head")
        sheet.set_row(HEAD, fit_height(list(table.head), widths))
        for row, values in enumerate(table.rows, start=HEAD + 1):
            if len(values) == 1:
                sheet.set_row(row, _BAND)
                self.row(sheet, row, [*values, *[None] * (len(widths) - 1)], "band")
                continue
            sheet.set_row(row, fit_height(values, widths))
            for column, (value, name) in enumerate(zip(values, table.head, strict=True)):
                self.put(sheet, (row, column), value, "mark" if name in table.centred else "cell")
        sheet.autofilter(HEAD, 0, table.last, len(widths) - 1)
        _lay_out(sheet, table, widths)
        return sheet

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return same_archive(self._file.getvalue())


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Set the widths of the first columns, in half-width characters."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _lay_out(sheet: Worksheet, table: Table, widths: Sequence[float]) -> None:
    """Keep the headings in sight, on the screen and on every page."""
    pages = table.pages or pages_across(sum(widths))
    set_widths(sheet, widths)
    sheet.freeze_panes(HEAD + 1, table.fixed)
    sheet.repeat_rows(HEAD)
    if pages > 1:
        sheet.repeat_columns(0, table.fixed - 1)
    sheet.print_area(0, 0, table.last, len(widths) - 1)
    set_print(sheet, pages)


def fit_height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Return the height of a row by what stands in it, in points; line ends count."""
    lines = max(
        sum(max(1, ceil(wide(line) / max(width - 2, 1))) for line in str(value or "").split("\n"))
        for value, width in zip(values, widths, strict=True)
    )
    return min(lines * _LINE + 6, _TALLEST)


def fitting(text: str) -> str:
    """Return a text that a cell holds."""
    return text if len(text) <= _FITS else text[:_FITS] + _CUT


def places(value: Decimal) -> str:
    """Return the number format that shows a value, to four places at most, without idle zeros."""
    _, _, decimals = f"{value:f}".partition(".")
    decimals = decimals[:4].rstrip("0")
    return "0" + ("." + "0" * len(decimals) if decimals else "")
