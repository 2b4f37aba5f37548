"""The page of instructions: what a row is, how each column is filled in, three invented rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from analysis.forms.style import Styles, height, set_print
from analysis.forms.wording import EXAMPLES, LOCAL, Example, asked, examples, heading, how
from analysis.intake.sheet import OWN_PAGE
from analysis.ledgers import Column, Ledger

_HEADINGS = ("栏目", "怎样填", "必填", "个人信息", *(f"示例{n + 1}" for n in range(EXAMPLES)))
_WIDTHS = (24.0, 50.0, 6.0, 14.0, *(14.0 for _ in range(EXAMPLES)))
_MOST = 99
"""A column of more values has them in its dropdown and comment: a cell here has no room."""
_GENERAL = (
    "已有台账的，直接放入原来的台账即可，不必另填本表。",
    "每行登记一条，从表头下一行起逐行填写；不够可以接着往下加行，不要改动表头，不要留“合计”行。",
    f"带 * 的栏目必填。灰色表头的栏目是个人信息，{LOCAL}，可以不填。",
    "同一事项既有登记台账又有统计表的，填登记台账即可。",
    "没有用到的工作表请整张删去：留着空表，等于报告“没有发生”，程序会计为 0。",
    "下拉列表标明“只能”的只认所列写法；其余列表中没有的可以照实填写，程序会提示核对。",
    "填好后存入本乡镇当年的台账文件夹，运行 fazhi validate 核对。",
)


def write_guide(sheet: Worksheet, styles: Styles, title: str, ledgers: Sequence[Ledger]) -> None:
    """Write the instructions for the ledgers of a form; reading skips the page by its A1."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    _line(sheet, 0, f"{OWN_PAGE}，供填写时参考，不作为台账读取。", styles, "line")
    _line(sheet, 1, f"《{title}》填写说明", styles, "title")
    row = 2
    for number, told in enumerate(_GENERAL, start=1):
        _line(sheet, row, f"{number}．{told}", styles, "line")
        row += 1
    for ledger in ledgers:
        row = _write_ledger(sheet, styles, ledger, row + 1)
    sheet.print_area(0, 0, row - 1, len(_WIDTHS) - 1)
    set_print(sheet)


def _line(sheet: Worksheet, row: int, text: str, styles: Styles, style: str) -> None:
    sheet.set_row(row, 28 if style == "title" else height([(text, sum(_WIDTHS))]))
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, text, styles[style])


def _write_ledger(sheet: Worksheet, styles: Styles, ledger: Ledger, row: int) -> int:
    """Write one ledger from ``row`` on; return the row below it."""
    told = f"《{ledger.title}》：每行登记{ledger.row_is}。右边三栏是三行示例，均为虚构。"
    _line(sheet, row, told, styles, "section")
    for index, name in enumerate(_HEADINGS):
        sheet.write_string(row + 1, index, name, styles["head"])
    shown = examples(ledger)
    for below, column in enumerate(asked(ledger), start=row + 2):
        _write_row(sheet, styles, below, _cells(ledger, column, [one[column.id] for one in shown]))
    return row + 2 + len(asked(ledger))


def _cells(
    ledger: Ledger, column: Column, shown: Sequence[Example]
) -> Iterator[tuple[Example, str]]:
    """Yield what the guide says of a column, cell by cell, with the style of each."""
    yield heading(column), "cell"
    yield how(ledger, column, listed=len(column.values) <= _MOST), "cell"
    yield "是" if column.required else "", "mark"
    yield "仅本地使用" if column.personal else "", "mark"
    for value in shown:
        yield value, "date" if isinstance(value, dt.date) else "mark"


def _write_row(
    sheet: Worksheet, styles: Styles, row: int, cells: Iterable[tuple[Example, str]]
) -> None:
    texts = []
    for index, (value, style) in enumerate(cells):
        sheet.write(row, index, value, styles[style])
        texts.append((str(value), _WIDTHS[index]))
    sheet.set_row(row, height(texts))
