"""Cell addresses as spreadsheets show them (A1), and the ranges that stand behind a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ROWS = re.compile(r"(?<![A-Z0-9])(\d+):(\d+)(?![0-9])")

_SPAN = re.compile(r"[A-Z]*(\d+)(?::[A-Z]*(\d+))?")


@dataclass(frozen=True, slots=True)
class Source:
    """Cells of one sheet: ``cells`` is in A1 style, several ranges joined by ``,`` ("C5:C16,C18").

    ``file`` and ``sheet`` are the names as shown to readers, with personal names masked.
    """

    file: str
    sheet: str
    cells: str

    def __str__(self) -> str:
        """Return 文件 › 工作表 › 单元格; whole rows (7:7) as 第7行."""
        cells, whole = _ROWS.subn(_rows, self.cells)
        if whole:
            cells = cells.replace(",", "、")
        return " › ".join(filter(None, (self.file, self.sheet, cells)))


def _rows(span: re.Match[str]) -> str:
    first, last = span.groups()
    return f"第{first}行" if first == last else f"第{first}至{last}行"


def row_count(places: Iterable[Source]) -> int:
    """Return how many rows of sheets the cells of some places lie in, a row shared counted once."""
    return len(
        {
            (place.file, place.sheet, row)
            for place in places
            for first, last in _SPAN.findall(place.cells)
            for row in range(int(first), int(last or first) + 1)
        }
    )


def column_letters(index: int) -> str:
    """Return the letters of the column with the 0-based ``index`` (0 → A, 26 → AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1 address of a cell given by 0-based row and column."""
    return f"{column_letters(column)}{row + 1}"


def row_ranges(rows: Iterable[int], first: str, last: str) -> str:
    """Return the A1 ranges that cover 1-based sheet ``rows`` from column ``first`` to ``last``.

    Consecutive rows are joined: rows 4, 5, 6, 9 of A to C give ``A4:C6,A9:C9``.
    """
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ",".join(span(start, end, first, last) for start, end in runs)


def span(start: int, end: int, first: str, last: str) -> str:
    """Return the A1 range of 1-based rows ``start`` to ``end``, columns ``first`` to ``last``."""
    if start == end and first == last:
        return f"{first}{start}"
    return f"{first}{start}:{last}{end}"
