"""The 审核意见表 as XLSX: a sheet for each part, what is ticked on paper chosen from lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from analysis.forms.style import set_print
from analysis.render.document.model import Document
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
from analysis.render.workbook.sheets import HEAD, Book, Table, Value, fit_height, set_widths

COVER, HINTS, LACKS = "封面与总体意见", "审核提示", "待补充"
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
_LOW: Final = 22.0  # points
_VERDICT: Final[Mapping[str, float]] = {
    "结论": 24.0,
    "意见": 120.0,
    "审核人签名": 28.0,
    "日期": 24.0,
}
_ADVICE: Final = (
    f"请在“{{part}}”“{HINTS}”“{LACKS}”三张表的“核对”一栏从下拉列表中选择，“意见”一栏直接填写；"
    "再填总体意见，发还乡镇。"
)


def opinions_xlsx(document: Document) -> bytes:
    """Return the form for a page of the review edition, the same bytes for the same page."""
    form = opinion_form(document)
    book = Book(f"审核意见表：{form.title}")
    _write_cover(book, form)
    rows: list[list[Value]] = [
        [row.text] if row.heading
        else [row.label, row.text, "\n".join(row.figures), "\n".join(numbered(row.questions))]
        for row in form.rows
    ]  # fmt: skip
    hints: list[list[Value]] = [
        [number, hint.level, hint.where, hint.text, hint.remedy, hint.places]
        for number, hint in enumerate(form.hints, start=1)
    ]
    lacks: list[list[Value]] = [
        [number, lack.group, lack.wanted, lack.told]
        for number, lack in enumerate(form.lacks, start=1)
    ]
    columns = form.columns(_ROWS)
    _write_part(book, Table(form.part, f"一、{form.part}", "", columns, rows), ROW_CHOICES)
    _write_part(book, Table(HINTS, "二、审核提示", "", _HINTS, hints), HINT_CHOICES)
    _write_part(book, Table(LACKS, "三、待补充", "", _LACKS, lacks), LACK_CHOICES)
    return book.content()


def _write_cover(book: Book, form: OpinionForm) -> None:
    """Write what is reviewed, by whom, and the verdict, both to be filled in."""
    sheet = book.sheet(COVER)
    facts = [*form.facts, *((name, "") for name in BLANKS)]
    facts += [("注意", form.mark)] if form.mark else []
    lines: list[tuple[str, ...]] = [
        ("title", "审核意见表"), *facts, ("section", "填法"), ("line", _ADVICE.format(part=form.part)),
        ("section", "四、总体意见"), *((name, "") for name in _VERDICT),
    ]  # fmt: skip
    for row, (name, text) in enumerate(lines):
        if name in {"title", "section", "line"}:
            book.line(sheet, row, text, name, _COVER)
        else:
            sheet.set_row(row, max(_VERDICT.get(name, _LOW), fit_height([text], _COVER[1:])))
            book.put(sheet, (row, 0), name, "head")
            book.put(sheet, (row, 1), text)
        if name == "结论":
            sheet.data_validation(row, 1, row, 1, _choice(VERDICTS))
    set_widths(sheet, _COVER)
    sheet.hide_gridlines(2)
    sheet.print_area(0, 0, len(lines) - 1, 1)
    set_print(sheet)
    sheet.fit_to_pages(1, 1)


def _write_part(book: Book, table: Table, choices: Sequence[str]) -> None:
    """Write one part; each of its rows but the headings between them has a list to choose from."""
    rows = [row if len(row) == 1 else [*row, None, None] for row in table.rows]
    note = f"“核对”请选：{'、'.join(choices)}。" if rows else "这一部分没有内容。"
    sheet = book.table(replace(table, note=note, rows=rows, centred=_CENTRED, fixed=1))
    at = list(table.head).index("核对")
    for row, values in enumerate(rows, start=HEAD + 1):
        if len(values) > 1:
            sheet.data_validation(row, at, row, at, _choice(choices))


def _choice(choices: Sequence[str]) -> dict[str, object]:
    """Return what a cell lets choose; other words are asked about and may stand."""
    return {
        "validate": "list",
        "source": list(choices),
        "error_type": "warning",
        "error_title": "请核对",
        "error_message": f"请从列表中选择：{'、'.join(choices)}。",
    }
