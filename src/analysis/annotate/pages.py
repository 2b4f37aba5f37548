"""The pages of ours in a copy: 更正, which the clerk fills in and hands back, and the plain list."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from analysis.annotate.results import settled
from analysis.findings import Finding, Severity
from analysis.intake.corrections import TABLE, banner
from analysis.intake.sheet import OWN_PAGE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Numbered = Sequence[tuple[int, Finding]]

COLOURS = {Severity.ERROR: "FFFFC9C9", Severity.WARNING: "FFFFF2B3", Severity.NOTE: "FFCFE5FF"}

_COLUMNS = (
    ("序号", 6), ("代号", 7), ("级别", 6), ("文件", 20), ("工作表", 11), ("单元格", 9), ("表头", 12),
    ("原值", 15), ("问题", 36), ("应为", 24), ("改为", 16), ("理由", 16),
)  # fmt: skip
_LISTED = 10
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")
_EMPTY = frozenset({"C303", "C306"})
_GREY = PatternFill("solid", fgColor="FFD9D9D9")
_HEAD = PatternFill("solid", fgColor="FFEDEDED")
_LINE = Border(*[Side("thin", color="FFBFBFBF")] * 4)
_WRAP = Alignment(wrap_text=True, vertical="top")
_MAX_INLINE = 255  # what a spreadsheet takes as a list of choices written out


def mendable(finding: Finding) -> bool:
    """Whether a 改为 can mend it: one cell, and what it holds may be told or is nothing."""
    one = bool(_CELL.fullmatch(finding.place.cells))
    return one and (bool(finding.written) or finding.code in _EMPTY)


def solid(severity: Severity) -> PatternFill:
    """Return the fill of a severity."""
    return PatternFill("solid", fgColor=COLOURS[severity])


def add_corrections(book: Workbook, some: Numbered, shown: str, *, apart: bool = False) -> None:
    """Add the sheet 更正 on the file ``shown``; ``apart``: the book is not that file."""
    page = book.create_sheet(TABLE)  # a taken name gets a number
    _head(page, banner(shown, apart=apart), [title for title, _ in _COLUMNS])
    first = [pair for pair in some if mendable(pair[1])]
    others = [pair for pair in some if not mendable(pair[1])]
    for row, (number, finding) in enumerate([*first, *others], start=3):
        _line(page, row, [*_cells(number, finding), "", ""], finding.severity)
        if not mendable(finding):
            page.cell(row, _LISTED + 1).fill = page.cell(row, _LISTED + 2).fill = _GREY
        elif choices := _choices(finding):
            choices.add(page.cell(row, _LISTED + 1))
            page.add_data_validation(choices)
    _laid_out(page)


def findings_book(some: Numbered, shown: str) -> bytes:
    """Return a workbook with the sheet 更正 and the plain list of all findings."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    add_corrections(book, some, shown, apart=True)
    page = book.create_sheet("问题清单")
    titles = [title for title, _ in _COLUMNS[:_LISTED]]
    _head(page, f"{OWN_PAGE}：全部问题，序号与终端和数据核对页相同。", titles)
    for row, (number, finding) in enumerate(some, start=3):
        _line(page, row, _cells(number, finding), finding.severity)
    _laid_out(page)
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue())


def text_into(cell: Any, text: str) -> None:  # noqa: ANN401 - openpyxl has no types
    """Write a text that stays one: nothing in it is ever a formula or an error value."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s" if text else "n"
    if text[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        cell.quotePrefix = True  # also after the cell is opened for editing


def _cells(number: int, finding: Finding) -> list[str | int]:
    place = finding.place
    meant = f"是否指“{finding.nearest}”？" if finding.nearest else ""
    expects = "；".join(text for text in (finding.expects, meant) if text)
    return [
        *(number, finding.code, str(finding.severity), place.file, place.sheet, place.cells),
        *(finding.heading, finding.written, f"{finding.says}{finding.remedy}", expects),
    ]


def _head(page: Worksheet, first_line: str, titles: Sequence[str]) -> None:
    text_into(page["A1"], first_line)
    page["A1"].font = Font(name="宋体", size=10, bold=True)
    for column, title in enumerate(titles, start=1):
        cell = page.cell(2, column, title)
        cell.font, cell.fill = Font(name="黑体", size=10), _HEAD
        cell.border, cell.alignment = _LINE, Alignment(horizontal="center", wrap_text=True)


def _line(page: Worksheet, row: int, cells: Sequence[str | int], severity: Severity) -> None:
    for column, content in enumerate(cells, start=1):
        cell = page.cell(row, column)
        cell.font, cell.border, cell.alignment = Font(name="宋体", size=10), _LINE, _WRAP
        if isinstance(content, int):
            cell.value = content
        else:
            text_into(cell, content)
    page.cell(row, 3).fill = solid(severity)


def _choices(finding: Finding) -> DataValidation | None:
    """Return a dropdown of the values that a closed category accepts; others are asked about."""
    options = re.split("、| 或 ", finding.expects) if finding.code == "C304" else []
    listed = ",".join(options)
    if (
        len(options) < 2
        or len(listed) > _MAX_INLINE
        or '"' in listed
        or listed.count(",") >= len(options)
    ):
        return None
    return DataValidation(
        type="list", formula1=f'"{listed}"', errorStyle="warning", showErrorMessage=True,
        errorTitle="请核对", error="不在规定的类别中。",
    )  # fmt: skip


def _laid_out(page: Worksheet) -> None:
    """Set widths, frozen headings and the print layout: A4, landscape, one page wide."""
    for cell, (_, width) in zip(page[2], _COLUMNS, strict=False):
        page.column_dimensions[cell.column_letter].width = width
    page.freeze_panes = "A3"
    page.print_title_rows = "2:2"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
