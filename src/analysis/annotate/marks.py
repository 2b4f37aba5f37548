"""Findings in the cells they speak of: a colour and a comment, which a later round takes away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import range_boundaries

from analysis.annotate.pages import COLOURS, SEVERITY, Numbered, solid
from analysis.intake.corrections.table import HEADER_NEW
from analysis.intake.listing import TABLE
from analysis.intake.sheet import OWN_PAGE
from analysis.values import tidy

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from analysis.findings import Finding

_MARK = "【数据核对】"
_AUTHOR = "fazhi"
_MOST_CELLS = 500
_HEADER_ROWS = 40


def mark(book: Workbook, some: Numbered, sheets: Mapping[str, str]) -> None:
    """Colour the cells that findings name and tell each finding in a comment on its first cell."""
    pages = {page.title: page for page in book.worksheets}
    extents = {title: (page.max_row, page.max_column) for title, page in pages.items()}
    told: dict[tuple[str, int, int], list[str]] = {}
    coloured: set[tuple[str, int, int]] = set()
    for number, finding in some:
        page = pages.get(sheets.get(finding.place.sheet, finding.place.sheet))
        if page is None:
            continue
        for first, (row, column) in enumerate(_cells(page, finding, extents[page.title])):
            at = (page.title, row, column)
            if at not in coloured:  # errors come first
                page.cell(row, column).fill = solid(finding.severity)
                coloured.add(at)
            if not first:
                told.setdefault(at, []).append(_telling(number, finding))
    for (title, row, column), texts in told.items():
        _comment(pages[title].cell(row, column), texts)
    for page in pages.values():
        for cell in page._cells.values():  # noqa: SLF001 - iter_rows would make all the empty ones
            if cell.comment:
                _fit(cell.comment)  # openpyxl forgets the sizes of those that were there


def _telling(number: int, finding: Finding) -> str:
    expects = f"应为：{finding.expects}\n" if finding.expects else ""
    head = f"{number}. {finding.code} {finding.severity}：{finding.says}\n"
    text: str = ILLEGAL_CHARACTERS_RE.sub("", f"{head}{expects}{finding.remedy}")
    return text.strip()


def _comment(cell: Any, texts: list[str]) -> None:  # noqa: ANN401 - openpyxl has no types
    before = cell.comment
    text = f"{_MARK}\n" + "\n".join(texts)
    author = _AUTHOR
    if before:
        text, author = f"{before.text.rstrip()}\n{text}", before.author or _AUTHOR
    cell.comment = Comment(text, author)


def _fit(comment: Comment) -> None:
    """Give a comment room for its text."""
    lines = sum(1 + len(line) // 22 for line in comment.text.splitlines())
    comment.width, comment.height = 320, 24 + 20 * lines


def _cells(page: Worksheet, finding: Finding, extent: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the cells to colour, a whole row as one cell; those beyond the sheet are left out."""
    seen: dict[tuple[int, int], None] = {}
    for text in filter(None, finding.place.cells.split(",")):
        try:
            left, top, right, bottom = range_boundaries(text.strip())
        except ValueError:
            continue
        rows = range(top or 1, min(bottom or 1, extent[0]) + 1)  # of a whole column its first cell
        for row in rows:
            first = left or _of_row(page, finding, row, extent[1])
            columns = range(first, min(right or first, extent[1]) + 1)
            for column in columns:
                seen[_anchor(page, row, column)] = None
                if len(seen) == _MOST_CELLS:
                    yield from seen
                    return
    yield from seen


def _of_row(page: Worksheet, finding: Finding, row: int, width: int) -> int:
    """Return the column that a finding on a row names, else the first filled one."""
    heading = tidy(finding.heading.rsplit("/", 1)[-1])
    if heading:
        for line in page.iter_rows(1, min(row, _HEADER_ROWS), max_col=width):
            for cell in line:
                if isinstance(cell.value, str) and tidy(cell.value) == heading:
                    return int(cell.column)
    filled = (c for c in range(1, width + 1) if page.cell(row, c).value is not None)
    return next(filled, 1)


def _anchor(page: Worksheet, row: int, column: int) -> tuple[int, int]:
    """Return the cell that shows what a cell shows: the upper left one of a merged range."""
    if isinstance(page.cell(row, column), MergedCell):
        for merged in page.merged_cells.ranges:
            if merged.min_row <= row <= merged.max_row and (
                merged.min_col <= column <= merged.max_col
            ):
                return merged.min_row, merged.min_col
    return row, column


# --- an earlier round ------------------------------------------------------------------------


def unmark(book: Workbook) -> None:
    """Take away what an earlier round left: comments and colours, and 更正 where nothing was filled.

    The fill that a cell had before it was coloured is not known any more: it has none.
    """
    pages = [page for page in book.worksheets if _ours(page)]
    if not pages:
        return
    ours = set(COLOURS.values())
    for page in book.worksheets:
        for line in page.iter_rows():
            for cell in line:
                if cell.comment and _MARK in cell.comment.text:
                    before = cell.comment.text.split(_MARK)[0].rstrip()
                    cell.comment = Comment(before, cell.comment.author) if before else None
                listed = page in pages and cell.column == SEVERITY
                if not listed and cell.has_style and cell.fill.fgColor.rgb in ours:
                    cell.fill = PatternFill()
    for page in pages:
        if not _filled(page):
            book.remove(page)


def _ours(page: Worksheet) -> bool:
    return page.title.startswith(TABLE) and str(page["A1"].value).startswith(OWN_PAGE)


def _filled(page: Worksheet) -> bool:
    """Whether the clerk has written a 改为."""
    column = next((c.column for c in page[2] if c.value == HEADER_NEW), None)
    return column is None or any(
        page.cell(row, column).value is not None for row in range(3, page.max_row + 1)
    )
