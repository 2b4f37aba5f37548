"""The pages of ours in a copy: 更正, which the clerk fills in and hands back, and the plain list."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from analysis.annotate.results import settled
from analysis.cells import Source, column_letters, row_ranges
from analysis.findings import Finding, Severity
from analysis.forms.style import height
from analysis.intake.corrections.table import banner
from analysis.intake.listing import TABLE
from analysis.intake.sheet import OWN_PAGE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Numbered = Sequence[tuple[int, Finding]]

COLOURS = {Severity.ERROR: "FFFFC9C9", Severity.WARNING: "FFFFF2B3", Severity.NOTE: "FFCFE5FF"}

_COLUMNS = (
    ("序号", 5), ("代号", 6), ("级别", 5), ("文件", 16), ("工作表", 9), ("单元格", 8), ("表头", 11),
    ("原值", 13), ("问题", 34), ("应为", 21), ("改为", 14), ("理由", 14),
)  # fmt: skip
_LISTED = 10
SEVERITY = 3
"""The column of the severities, in their colours."""
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]*")
_EMPTY = frozenset({"C303", "C306"})
_FONT = Font(name="宋体", size=10)
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
    chosen: dict[str, list[int]] = {}
    for row, (number, finding) in enumerate([*first, *others], start=3):
        _line(page, row, [*_cells(number, finding), "", ""], finding.severity)
        if not mendable(finding):
            page.cell(row, _LISTED + 1).fill = page.cell(row, _LISTED + 2).fill = _GREY
        elif listed := _choices(finding):
            chosen.setdefault(listed, []).append(row)
    for listed, rows in chosen.items():
        page.add_data_validation(_dropdown(listed, rows))
    _laid_out(page)


def findings_book(some: Numbered, shown: str, earlier: Workbook | None = None) -> bytes:
    """Return a workbook with the sheet 更正 and the plain list of all findings.

    ``earlier``: the one handed back before, of which what the clerk has filled in stays.
    """
    book = earlier or openpyxl.Workbook()
    for page in [page for page in book.worksheets if not page.title.startswith(TABLE)]:
        book.remove(page)
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
    where = str(Source("", "", place.cells))
    meant = f"是否指“{finding.nearest}”？" if finding.nearest else ""
    expects = "；".join(text for text in (finding.expects, meant) if text)
    return [
        *(number, finding.code, str(finding.severity), place.file, place.sheet, where),
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
    like = page.cell(3, 1)  # its style is copied: setting it anew is most of the work
    if row == 3:
        like.font, like.border, like.alignment = _FONT, _LINE, _WRAP
    for column, content in enumerate(cells, start=1):
        cell = page.cell(row, column)
        cell._style = copy(like._style)  # noqa: SLF001 - as openpyxl's own copies do
        if isinstance(content, int):
            cell.value = content
        else:
            text_into(cell, content)
    page.cell(row, SEVERITY).fill = solid(severity)
    widths = [width for _, width in _COLUMNS]
    page.row_dimensions[row].height = height(zip(map(str, cells), widths, strict=False))


def _choices(finding: Finding) -> str:
    """Return the values that a closed category accepts, as a dropdown takes them; else nothing."""
    options = re.split("、| 或 ", finding.expects) if finding.code == "C304" else []
    listed = ",".join(options)
    fits = len(options) > 1 and len(listed) <= _MAX_INLINE and '"' not in listed
    return listed if fits and listed.count(",") < len(options) else ""


def _dropdown(listed: str, rows: Sequence[int]) -> DataValidation:
    """Offer values in 改为 of some rows; others are asked about."""
    letters = column_letters(_LISTED)
    return DataValidation(
        sqref=row_ranges(rows, letters, letters).replace(",", " "),
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
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
