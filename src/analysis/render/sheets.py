"""What the workbooks that are handed out have in common: plain cells, one look, the same bytes.

A town's text is always a text cell: never a formula, an address or a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
from analysis.values import format_number

Value: TypeAlias = str | int | Decimal | None

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
        "band": {**_BOX, "bold": True, "bg_color": "#F7F7F7"},
        "mark": {**_BOX, "align": "center"},
        "total": {**_BOX, "bold": True, "top": 2, "top_color": "#7F7F7F"},
    }
)
_LINE: Final = 14.0  # points that a line of 10-point text is high
_TALLEST: Final = 400.0  # Excel's rows are at most 409 points high
_EXACT: Final = 15  # digits that a spreadsheet's numbers hold
_FITS: Final = 32_000  # characters; a cell holds 32,767
_CUT: Final = "……（太长，其余见网页的数据来源）"


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
            exact = Decimal(value).normalize()
            if len(exact.as_tuple().digits) > _EXACT:
                sheet.write_string(*at, f"{exact:f}", self.style(style))
            else:
                sheet.write_number(*at, float(exact), self.style(style, form or places(exact)))

    def row(self, sheet: Worksheet, row: int, values: Iterable[Value], style: str = "cell") -> None:
        """Write one row from the first column on."""
        for column, value in enumerate(values):
            self.put(sheet, (row, column), value, style)

    def line(  # noqa: PLR0913 - where, what, how
        self, sheet: Worksheet, row: int, last: int, text: str, style: str, width: float
    ) -> None:
        """Write a text over the columns up to ``last``, which are so wide together."""
        high = {"title": 34.0, "section": 30.0}.get(style) or fit_height([text], [width])
        sheet.set_row(row, high)
        if last:
            sheet.merge_range(row, 0, row, last, "", self.style(style))
        self.put(sheet, (row, 0), text, style)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return same_archive(self._file.getvalue())


def lay_out(
    sheet: Worksheet, head: int, widths: Sequence[float], *, fixed: int, last: int, pages: int = 0
) -> None:
    """Set widths, frozen panes and printing of a table. ``head``: the 0-based row of its headings,
    -1 without.

    ``fixed``: how many columns stay in sight; ``last``: its last row; ``pages``: how many pages it
    is wide, 0 for as many as it takes to be read.
    """
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    pages = pages or pages_across(sum(widths))
    if head >= 0:
        sheet.freeze_panes(head + 1, fixed)
        sheet.repeat_rows(head)
    if pages > 1:
        sheet.repeat_columns(0, fixed - 1)
    sheet.print_area(0, 0, last, len(widths) - 1)
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
    """Return the number format that shows a value exactly, to four places at most."""
    _, _, decimals = format_number(value, 4).partition(".")
    return "0" + ("." + "0" * len(decimals) if decimals else "")
