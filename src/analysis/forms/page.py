"""One sheet of a form: title, instruction, headings, and rows that check what is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from xlsxwriter.worksheet import Worksheet

from analysis.cells import address, column_letters
from analysis.forms.style import Styles, height, pages_across, set_print, wide
from analysis.forms.wording import LOCAL, asked, choices, heading, how, is_serial
from analysis.ledgers import Column, Ledger

HEADER = 2
"""The 0-based row of the headings."""

CHECKED = 2000
"""The rows whose cells are checked while typing; more may be filled in."""

_LINED = {"register": 200, "return": 30, "state": 30}
_LIMIT = 255  # what Excel takes of a list or a message
_TITLE = 32
_ONE_LINE = 18
_FIRST_DAY, _LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
_WIDTHS = {"text": 16.0, "person": 12.0, "category": 14.0, "date": 12.0, "period": 10.0,
           "count": 9.0, "number": 12.0, "flag": 8.0}  # fmt: skip
_STEP = f"带 * 的为必填；灰色表头的栏{LOCAL}，可不填；填法见“填写说明”。请勿改动表头。"


@dataclass(slots=True)
class Lists:
    """The dropdown lists of a workbook. ``long``: name → values that do not fit into a cell."""

    long: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def source(self, ledger: Ledger, column: Column) -> list[str] | str:
        """Return what a dropdown refers to: the values, or the name of their range."""
        values = choices(column)
        joined = ",".join(values)
        # A comma would part a value in two, and a quotation mark end the list.
        fits = joined.count(",") == len(values) - 1 and '"' not in joined
        if fits and len(joined.encode("utf-16-le")) // 2 <= _LIMIT:
            return list(values)
        name = f"list_{ledger.id}_{column.id}"
        self.long[name] = values
        return f"={name}"

    @staticmethod
    def area(column: int, values: int) -> str:
        """Return where the list stands that is the 0-based ``column`` of the sheet of lists."""
        letters = column_letters(column)
        return f"${letters}$2:${letters}${values + 1}"


def write_page(sheet: Worksheet, styles: Styles, ledger: Ledger, lists: Lists) -> None:
    """Write the blank sheet of a ledger."""
    columns = asked(ledger)
    widths = [_width(column) for column in columns]
    last = HEADER + _LINED[ledger.grain]
    _write_top(sheet, styles, ledger, widths)
    sheet.set_row(HEADER, height((heading(c), w) for c, w in zip(columns, widths, strict=True)))
    for index, column in enumerate(columns):
        style = styles[_style(column)]
        sheet.set_column(index, index, widths[index], style)
        _write_heading(sheet, styles, ledger, index)
        for row in range(HEADER + 1, last + 1):
            sheet.write_blank(row, index, None, style)
        options = {**_told(ledger, column), **_check(ledger, column, lists)}
        sheet.data_validation(HEADER + 1, index, HEADER + CHECKED, index, options)
    below = f"{address(HEADER + 1, 0)}:{address(HEADER + CHECKED, len(columns) - 1)}"
    sheet.ignore_errors({"number_stored_as_text": below})
    sheet.freeze_panes(HEADER + 1, 0)
    sheet.repeat_rows(HEADER)
    sheet.print_area(0, 0, last, len(columns) - 1)
    set_print(sheet, pages_across(sum(widths)))


def _write_top(sheet: Worksheet, styles: Styles, ledger: Ledger, widths: Sequence[float]) -> None:
    first_page = sum(widths) / pages_across(sum(widths))
    last = sum(until <= first_page for until in accumulate(widths)) - 1
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, last, ledger.title, styles["title"])
    told = f"每行登记{ledger.row_is}。{_STEP}"
    sheet.set_row(1, height([(told, sum(widths[: last + 1]))]))
    sheet.merge_range(1, 0, 1, last, told, styles["line"])
    for index in range(last + 1, len(widths)):  # without the borders of their columns
        sheet.write_blank(0, index, None, styles["line"])
        sheet.write_blank(1, index, None, styles["line"])


def _write_heading(sheet: Worksheet, styles: Styles, ledger: Ledger, index: int) -> None:
    column = asked(ledger)[index]
    style = "personal" if column.personal else "required" if column.required else "head"
    sheet.write_string(HEADER, index, heading(column), styles[style])
    told = how(ledger, column)
    box = {"author": "fazhi", "font_name": "宋体", "font_size": 9, "width": 240}
    sheet.write_comment(HEADER, index, told, {**box, "height": 20 + 16 * (wide(told) // 36 + 1)})


def _style(column: Column) -> str:
    """Text cells keep what is typed: 001 stays 001, 1-2 is no date, an ID number no number."""
    if is_serial(column) or column.kind in {"count", "number"}:
        return "cell"
    return "date" if column.kind == "date" else "text"


def _width(column: Column) -> float:
    """Return the width for what is written below a heading, which takes two lines if it is long."""
    values = max((wide(value) + 2 for value in choices(column)), default=0)
    base = 6.0 if is_serial(column) else _WIDTHS[column.kind]
    head = wide(heading(column))
    return max(base, values, head + 2 if head <= _ONE_LINE else (head + 1) // 2 + 3)


def _told(ledger: Ledger, column: Column) -> dict[str, Any]:
    says = how(ledger, column, listed=False)
    title = heading(column)[:_TITLE]
    return {"input_title": title, "input_message": says, "error_title": title,
            "error_message": f"请核对：{says}"}  # fmt: skip


def _check(ledger: Ledger, column: Column, lists: Lists) -> dict[str, Any]:
    """Return what Excel holds a cell against; only what reading refuses stops the clerk."""
    if choices(column):
        stops = column.closed or column.kind == "flag"
        source: Sequence[str] | str = lists.source(ledger, column)
        return {"validate": "list", "source": source, "error_type": "stop" if stops else "warning"}
    match column.kind:
        case "date":
            return {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY,
                    "maximum": _LAST_DAY}  # fmt: skip
        case "count":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        case "number":
            return {"validate": "decimal", "criteria": ">=", "value": 0}
    return {"validate": "any"}
