"""Workbooks of Excel 2 to 2003 and WPS (.xls, .et): read by xlrd, counted, and read again.

The walk over the records says how many cells must arrive; calamine is the second reader, and
where the two read a cell differently the clerk is told.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import struct
from typing import Final

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.formula import FormulaError

from analysis.cells import address
from analysis.intake.files.biff import Stream, Walked, for_cells, walk_globals, walk_sheet
from analysis.intake.files.ole import SIGNATURE, stream_of
from analysis.intake.files.page import Page, error_flaw
from analysis.intake.files.quick import open_quick, quick_grid
from analysis.intake.files.refusals import SAVE_AS, damaged, locked, refused, too_big
from analysis.intake.files.serials import Shown, dated, shown_as
from analysis.intake.sheet import Book, Sheet
from analysis.values import Cell

# What xlrd is known to raise on damaged files
_BROKEN: Final = (
    xlrd.XLRDError, FormulaError, struct.error, AssertionError, AttributeError, LookupError,
    TypeError, ValueError, ArithmeticError, MemoryError, NotImplementedError, RecursionError,
)  # fmt: skip
_MAX_CELLS: Final = 6_000_000  # formatted blank cells among them
_MOST_TWICE: Final = 4_000_000  # empty cells among them
_EXPECTED_PAGES: Final = frozenset({936, 54936, 1200, 20936})
_IGNORED: Final = re.compile(r"Ignoring non-worksheet data named (.+) \(type")


def read_xls(raw: bytes) -> Book:
    """Read a workbook. Raises ``UnreadableFileError``."""
    stream = _stream(raw)
    outline = walk_globals(stream)
    log = io.StringIO()
    remarks: list[str] = []
    starts = [s for s, kind in zip(outline.starts, outline.kinds, strict=True) if not kind]
    walks = [walk_sheet(stream, at, biff2=outline.biff2) for at in starts or [0]]
    if sum(walked.cells + walked.blanks for walked in walks) > _MAX_CELLS:
        raise too_big()
    book = _opened(for_cells(stream), outline, log, remarks)
    if len(walks) != book.nsheets:
        raise damaged("工作表数目不符")
    sheets = tuple(_page(book, n, walked).sheet() for n, walked in enumerate(walks))
    if not outline.biff8:
        _check_script(book, sheets, outline.codepage)
    remarks += _second_opinion(raw, sheets, texts=outline.biff8)
    others = tuple(map(_named, _IGNORED.findall(log.getvalue())))
    return Book("xls", sheets, others, tuple(remarks))


def _named(written: str) -> str:
    """Return a name that xlrd wrote as Python writes an ASCII string."""
    try:
        return str(ast.literal_eval(written))
    except (ValueError, SyntaxError):
        return written


def _stream(raw: bytes) -> bytes:
    if not raw.startswith(SIGNATURE):
        return raw
    stream = stream_of(raw, "Workbook", "Book")
    if not stream:
        raise damaged("找不到表格内容")
    return stream


def _opened(stream: bytes, outline: Stream, log: io.StringIO, remarks: list[str]) -> xlrd.Book:
    encoding = None
    if not outline.biff8 and outline.codepage in {None, 10008, 54936, 20936}:
        encoding = "gb18030"
        remarks.append(
            "旧版文件没有注明文字编码，已按简体中文（GB18030）读取，请核对文字是否正确。"
        )
    try:
        try:
            return _xlrd(stream, log, encoding, formats=True)
        except _BROKEN:  # often only fonts and borders are odd, which nobody asks for
            log.truncate(0)
            return _xlrd(stream, log, encoding, formats=False)
    except UnicodeError as error:
        raise refused("旧版文件的文字编码无法识别。") from error
    except _BROKEN as error:
        if "encrypt" in str(error):
            raise locked() from error
        raise damaged() from error


def _xlrd(stream: bytes, log: io.StringIO, encoding: str | None, *, formats: bool) -> xlrd.Book:
    return xlrd.open_workbook(
        file_contents=stream, logfile=log, verbosity=1, encoding_override=encoding,
        formatting_info=formats, ragged_rows=True,
    )  # fmt: skip


def _page(book: xlrd.Book, number: int, walked: Walked) -> Page:
    sheet = book.sheet_by_index(number)
    page = Page(sheet.name, bool(sheet.visibility))
    arrived = 0
    for r in range(sheet.nrows):
        kinds, values = sheet.row_types(r), sheet.row_values(r)
        for c, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            arrived += 1
            if kind == xlrd.XL_CELL_ERROR:
                page.flaw(r, c, error_flaw(error_text_from_code.get(value, "")))
            else:
                page.put(r, c, _value(book, sheet, r, c))
    if arrived != walked.cells:
        raise damaged(f"工作表“{page.name}”应有 {walked.cells} 个单元格，读到 {arrived} 个")
    page.hidden_rows, page.hidden_columns = walked.hidden_rows, walked.hidden_columns
    for merge in walked.merges:
        page.merge(merge)
    return page


def _value(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> Cell:
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    shown = _shown(book, sheet, row, column, kind)
    return dated(float(value), shown, since_1904=bool(book.datemode))


def _shown(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int, kind: int) -> Shown:
    if not book.formatting_info:
        return "date" if kind == xlrd.XL_CELL_DATE else ""
    number = book.xf_list[sheet.cell_xf_index(row, column)].format_key
    known = book.format_map.get(number)
    # xlrd fills in built-in formats by number: what the file wrote itself has the say
    return shown_as(number, known.format_str if known and number >= 164 else "") or (
        shown_as(number, known.format_str) if known and known.format_str else ""
    )


def _check_script(book: xlrd.Book, sheets: tuple[Sheet, ...], codepage: int | None) -> None:
    """Refuse texts that a Western code page is named for, but that may be Chinese."""
    if codepage is None or codepage in _EXPECTED_PAGES or codepage == 10008:
        return
    for sheet in sheets:
        for row in sheet.grid:
            for cell in row:
                if isinstance(cell, str) and not cell.isascii() and _may_be_chinese(book, cell):
                    raise refused(
                        f"旧版文件注明的文字编码（{codepage}）与中文内容不符，文字可能读错。",
                        SAVE_AS,
                    )


def _may_be_chinese(book: xlrd.Book, text: str) -> bool:
    try:
        return bool(text.encode(book.encoding).decode("gb18030"))
    except (UnicodeError, LookupError):
        return False


def _second_opinion(raw: bytes, sheets: tuple[Sheet, ...], *, texts: bool) -> list[str]:
    """Return a sentence for each sheet that calamine reads differently."""
    if any(s.afar for s in sheets) or sum(map(_area, sheets)) > _MOST_TWICE:
        return []  # it would take memory for every empty cell
    other = open_quick(raw)
    if other is None:
        return []
    remarks = []
    for sheet in sheets:
        places = [
            address(r, c)
            for r, row in enumerate(quick_grid(other, sheet.name) or [])
            if row.count("") < len(row) or any(map(any, sheet.grid[r : r + 1]))
            for c, cell in enumerate(row)
            if _differ(_at(sheet, r, c), cell, texts=texts) and (r, c) not in sheet.flaws
        ]
        if places:
            says = f"工作表“{sheet.name}”有 {len(places)} 个单元格（如 {places[0]}）用两种方法读出的内容不同，"
            remarks.append(says + "请核对，或用 Excel、WPS 另存为 .xlsx。")
    return remarks


def _area(sheet: Sheet) -> int:
    return len(sheet.grid) * len(sheet.grid[0]) if sheet.grid else 0


def _at(sheet: Sheet, row: int, column: int) -> Cell:
    inside = row < len(sheet.grid) and column < len(sheet.grid[row])
    return sheet.grid[row][column] if inside else ""


def _differ(one: Cell, other: Cell, *, texts: bool) -> bool:
    """Whether two readers read two things; a date and a number may be the same thing."""
    if isinstance(one, str) and isinstance(other, str):
        return (texts and one != other) or bool(one) != bool(other)
    if isinstance(one, dt.date | dt.time | dt.timedelta) or isinstance(
        other, dt.date | dt.time | dt.timedelta
    ):
        return isinstance(one, str) != isinstance(other, str)
    if isinstance(one, str) or isinstance(other, str):
        return True
    a, b = float(one or 0), float(other or 0)
    return abs(a - b) > 1e-9 * max(abs(a), abs(b))
