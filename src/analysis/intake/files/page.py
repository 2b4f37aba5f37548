"""Where the readers put cells down: one sheet grows, within limits, and nothing is put twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from analysis.cells import address
from analysis.errors import UnreadableFileError
from analysis.intake.files.refusals import refused
from analysis.intake.sheet import Merge, Sheet
from analysis.values import Cell

MAX_CELLS: Final = 10_000_000  # from A1 to the last cell: memory is taken for all of them
GAP: Final = 10_000  # beyond so many empty rows stands no part of a table …
_STRAY: Final = 1000  # … if it is no more than so many cells
_CHEAP: Final = 1_000_000  # from A1 to the last cell; empty rows cost time in all that follows
MAX_MERGES: Final = 100_000
UNCOMPUTED: Final = "没有算出结果的公式"
ERRORS: Final = frozenset({
    *("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"),
    *("#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!"),
})  # fmt: skip


def error_flaw(code: str) -> str:
    """Return the words for an error cell; what is no code of a spreadsheet is not repeated."""
    return f"错误值 {code}" if code in ERRORS else "错误值"


@dataclass(slots=True)
class Page:
    """One sheet in the making. Rows and columns are 0-based."""

    name: str
    hidden: bool = False
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    flaws: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    height: int = 0
    width: int = 0
    held: int = 0
    afar: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Cell) -> None:
        """Put a cell down. Raises ``UnreadableFileError`` where there is one, or too far away."""
        if value is None or value == "":
            return
        self.reach(row, column)
        line = self.rows.setdefault(row, [])
        if column < len(line):
            if line[column] != "" or (row, column) in self.flaws:
                raise self._twice(row, column)
            line[column] = value
        else:
            self.held += column + 1 - len(line)
            if self.held > MAX_CELLS:
                raise self.too_far(row, column)
            line += [""] * (column - len(line))
            line.append(value)

    def flaw(self, row: int, column: int, says: str) -> None:
        """Mark a cell that shows an error, or a formula without a result."""
        self.reach(row, column)
        line = self.rows.get(row, [])
        if (row, column) in self.flaws or (column < len(line) and line[column] != ""):
            raise self._twice(row, column)
        self.flaws[row, column] = says

    def merge(self, merge: Merge) -> None:
        """Note a merged area."""
        self.merges.append(merge)
        if len(self.merges) > MAX_MERGES:
            raise self._merged()

    def sheet(self) -> Sheet:
        """Return the sheet: a rectangle from A1 to the last cell that holds something."""
        self._part()
        width = self.width
        if self.height * width > MAX_CELLS:
            raise self.too_far(self.height - 1, width - 1)
        grid: list[list[Cell]] = []
        for r in range(self.height):
            line = self.rows.pop(r, [])
            line += [""] * (width - len(line))
            grid.append(line)
        return finished(self, grid)

    def reach(self, row: int, column: int) -> None:
        """Let the sheet reach a cell."""
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)

    def _part(self) -> None:
        """Put the stray cells below a gap apart: a sheet would be made of a million empty rows."""
        if self.height <= GAP or self.height * self.width <= _CHEAP:
            return
        rows = sorted({*self.rows, *(row for row, _ in self.flaws)})
        end = next((a + 1 for a, b in pairwise([-1, *rows]) if b - a > GAP), self.height)
        beyond = {
            **{(r, c): v for r in rows if r >= end for c, v in enumerate(self.rows.get(r, []))},
            **{place: says for place, says in self.flaws.items() if place[0] >= end},
        }
        strays = {place: value for place, value in beyond.items() if value != ""}
        if not strays or len(strays) > _STRAY:
            return
        self.afar = strays
        self.rows = {r: line for r, line in self.rows.items() if r < end}
        self.flaws = {place: says for place, says in self.flaws.items() if place[0] < end}
        widths = [*map(len, self.rows.values()), *(column + 1 for _, column in self.flaws)]
        self.height, self.width = end, max(widths, default=0)

    def too_far(self, row: int, column: int) -> UnreadableFileError:
        """Return the refusal of a sheet that reaches too far."""
        return refused(
            f"工作表“{self.name}”一直延伸到 {address(row, column)}，离开头太远，无法安全读取。",
            "请删去远处多余的内容，只保留有数据的行和列，另存为新文件。",
        )

    def _twice(self, row: int, column: int) -> UnreadableFileError:
        says = f"文件内容已损坏：工作表“{self.name}”的单元格 {address(row, column)} 出现两次。"
        return refused(says)

    def _merged(self) -> UnreadableFileError:
        says = f"工作表“{self.name}”的合并单元格互相重叠或过多，无法安全读取。"
        return refused(says, "请取消合并单元格后另存为新文件。")


def finished(page: Page, grid: list[list[Cell]]) -> Sheet:
    """Return the sheet of a grid, with what the page knows of it besides, cut to the grid."""
    width = len(grid[0]) if grid else 0
    height = len(grid)
    return Sheet(
        page.name,
        grid,
        page.hidden,
        _clipped(page, height, width),
        MappingProxyType(page.flaws),
        frozenset(r for r in page.hidden_rows if r < height),
        frozenset(_inside(page.hidden_columns, width)),
        MappingProxyType(page.afar),
    )


def _inside(spans: Iterable[tuple[int, int]], width: int) -> set[int]:
    """Return the columns of spans (inclusive) that the sheet has."""
    return {c for first, last in spans for c in range(max(first, 0), min(last, width - 1) + 1)}


def _clipped(page: Page, height: int, width: int) -> tuple[Merge, ...]:
    """Cut merges to the grid. Merges that do not overlap never cover more than the grid."""
    kept: list[Merge] = []
    area = 0
    for top, left, bottom, right in page.merges:
        down, across = min(bottom, height - 1), min(right, width - 1)
        if 0 <= top <= down and 0 <= left <= across and (top, left) != (down, across):
            kept.append((top, left, down, across))
            area += (down - top + 1) * (across - left + 1)
    if area > height * width:
        raise page._merged()  # noqa: SLF001 - of this module
    return tuple(kept)
