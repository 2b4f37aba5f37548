"""A sheet as it stands in its file: every cell with its row and column, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from analysis.values import Cell, is_blank

OWN_PAGE = "本页由 fazhi 生成"
"""A sheet whose first cell begins so is a page of ours (instructions, choices), and no ledger."""

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; 0-based, inclusive."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``grid[r][c]`` is the cell in 0-based row r and column c, counted from A1.

    ``flaws``: cells that hold an error value or a formula without a stored result, by position.
    ``hidden_rows`` and ``hidden_columns``: 0-based; what they hold is in the grid like the rest.
    ``afar``: stray cells below thousands of empty rows, which the grid does not reach.
    """

    name: str
    grid: list[list[Cell]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    flaws: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    afar: Mapping[tuple[int, int], Cell] = field(default_factory=lambda: MappingProxyType({}))

    def own_page(self) -> bool:
        """Whether fazhi wrote this sheet for the clerk to read."""
        return bool(self.grid and self.grid[0]) and str(self.grid[0][0]).startswith(OWN_PAGE)

    def column(self, rows: Sequence[int], index: int) -> list[Cell]:
        """Return the cells of a column in these 0-based rows; empty ones where a row ends before."""
        grid = self.grid
        try:
            return [grid[row][index] for row in rows]
        except IndexError:
            return [grid[row][index] if index < len(grid[row]) else "" for row in rows]

    def filled(self) -> int:
        """Count the cells that hold something, flawed ones among them."""
        shown = 0
        for row in self.grid:
            odd = [cell for cell in row if isinstance(cell, str) and not cell[:1].isalnum()]
            shown += len(row) - row.count(None) - sum(map(is_blank, odd))
        shown += sum(not is_blank(cell) for cell in self.afar.values())
        return shown + sum(is_blank(self.grid[r][c]) for r, c in self.flaws)


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds. ``kind`` is what it is by content (``xlsx``, ``xls``, ``csv`` …).

    ``others``: names of sheets that hold no cells (charts, macros), which are named and not read.
    ``remarks``: what the clerk should look at of how the file was read, as sentences; ``misnamed``:
    the sentence on an extension that is not that of the content.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    misnamed: str = ""
