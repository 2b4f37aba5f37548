"""The 审核意见表 as XLSX: a sheet for each part, what is ticked on paper chosen from lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from analysis.render.document import Document
from analysis.render.opinions.form import (
    BLANKS,
    HINT_CHOICES,
    LACK_CHOICES,
    ROW_CHOICES,
    VERDICTS,
    OpinionForm,
    numbered,
    opinion_form,
)
from analysis.render.sheets import Book, Value, fit_height, lay_out

HEAD: Final = 2
"""The 0-based row of a table's headings: its title and a line of advice stand above."""

COVER, ROWS, HINTS, LACKS = "封面与总体意见", "逐段审核", "审核提示", "待补充"
_ROWS: Final[Mapping[str, float]] = {
    "段号": 8, "内容摘要": 32, "数字": 44, "提问": 44, "核对": 10, "意见": 30,
}  # fmt: skip
_HINTS: Final[Mapping[str, float]] = {
    "序号": 6, "级别": 7, "位置": 30, "提示": 52, "建议": 34, "见于": 20, "核对": 10, "意见": 26,
}  # fmt: skip
_LACKS: Final[Mapping[str, float]] = {
    "序号": 6, "类别": 24, "需要补充": 40, "用处和原因": 56, "核对": 12, "意见": 30,
}  # fmt: skip
_COVER: Final = (16.0, 84.0)
_CENTRED: Final = frozenset({"段号", "序号", "级别", "核对"})
_ROOM: Final = 150.0  # points for the overall opinion

Rows = Sequence[Sequence[Value]]


def opinions_xlsx(document: Document) -> bytes:
    """Return the form for a page of the review edition, the same bytes for the same page."""
    form = opinion_form(document)
    book = Book(f"审核意见表：{form.title}")
    _write_cover(book, form)
    rows = [
        ["", row.text] if row.heading
        else [row.label, row.text, "\n".join(row.figures), "\n".join(numbered(row.questions))]
        for row in form.rows
    ]  # fmt: skip
    _write_part(book, ROWS, "一、逐段审核", _ROWS, rows, ROW_CHOICES)
    hints = [
        [number, hint.level, hint.where, hint.text, hint.remedy, hint.places]
        for number, hint in enumerate(form.hints, start=1)
    ]
    _write_part(book, HINTS, "二、审核提示", _HINTS, hints, HINT_CHOICES)
    lacks = [
        [number, lack.group, lack.wanted, lack.told]
        for number, lack in enumerate(form.lacks, start=1)
    ]
    _write_part(book, LACKS, "三、待补充", _LACKS, lacks, LACK_CHOICES)
    return book.content()


def _write_cover(book: Book, form: OpinionForm) -> None:
    """Write what is reviewed, by whom, and the verdict, both to be filled in."""
    sheet, width = book.sheet(COVER), sum(_COVER)
    sheet.hide_gridlines(2)
    book.line(sheet, 0, 1, "审核意见表", "title", width)
    facts = [*form.facts, *((name, "") for name in BLANKS)]
    facts += [("注意", form.mark)] if form.mark else []
    row = 0
    for row, pair in enumerate(facts, start=1):
        _pair(book, sheet, row, pair)
    book.line(sheet, row + 1, 1, "填法", "section", width)
    told = f"请在“{ROWS}”“{HINTS}”“{LACKS}”三张表的“核对”一栏从下拉列表中选择，“意见”一栏直接填写；再填总体意见，发还乡镇。"
    book.line(sheet, row + 2, 1, told, "line", width)
    book.line(sheet, row + 3, 1, "四、总体意见", "section", width)
    below = (("结论", 24), ("意见", _ROOM), ("审核人签名", 28), ("日期", 24))
    for at, (name, high) in enumerate(below, start=row + 4):
        _pair(book, sheet, at, (name, ""))
        sheet.set_row(at, high)
    sheet.data_validation(row + 4, 1, row + 4, 1, _choice(VERDICTS))
    lay_out(sheet, -1, _COVER, fixed=0, last=row + 3 + len(below), pages=1)


def _pair(book: Book, sheet: Worksheet, row: int, pair: Sequence[str]) -> None:
    sheet.set_row(row, max(22, fit_height(pair, _COVER)))
    book.put(sheet, (row, 0), pair[0], "head")
    book.put(sheet, (row, 1), pair[1])


def _write_part(  # noqa: PLR0913 - one part's parts
    book: Book, name: str, title: str, head: Mapping[str, float], rows: Rows,
    choices: Sequence[str],
) -> None:  # fmt: skip
    """Write one part as a table; a row of two cells is a heading of the report."""
    sheet, widths = book.sheet(name), list(head.values())
    book.line(sheet, 0, 0, title, "title", widths[0])
    advice = f"“核对”请选：{'、'.join(choices)}。" if rows else "这一部分没有内容。"
    book.put(sheet, (1, 0), advice, "note")
    book.row(sheet, HEAD, head, "head")
    at = list(head).index("核对")
    for row, values in enumerate(rows, start=HEAD + 1):
        band = len(values) == 2
        cells = [*values, *[None] * (len(head) - len(values))]
        sheet.set_row(row, fit_height(cells, widths) if not band else 20)
        for column, (value, column_title) in enumerate(zip(cells, head, strict=True)):
            plain = "mark" if column_title in _CENTRED else "cell"
            book.put(sheet, (row, column), value, "band" if band else plain)
        if not band:
            sheet.data_validation(row, at, row, at, _choice(choices))
    last = HEAD + len(rows)
    sheet.autofilter(HEAD, 0, last, len(head) - 1)
    lay_out(sheet, HEAD, widths, fixed=1, last=last, pages=1)


def _choice(choices: Sequence[str]) -> dict[str, object]:
    """Return what a cell lets choose; other words are asked about and may stand."""
    return {
        "validate": "list",
        "source": list(choices),
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": f"请从列表中选择：{'、'.join(choices)}。",
    }
