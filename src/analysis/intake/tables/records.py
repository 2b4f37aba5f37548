"""A record that is not a whole row of its sheet: a cell of a cross table, a column of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.cells import address
from analysis.values import Cell

Place = tuple[int, int]
"""0-based row and column."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a column of a record holds, and the cell of the sheet that says so."""

    place: Place
    cell: Cell


@dataclass(frozen=True, slots=True)
class Record:
    """One record: ``row`` is where it stands, ``body`` its own cells, ``taken`` id → what it holds.

    ``body`` lies in one row or one column.
    """

    row: int
    body: tuple[Place, ...]
    taken: Mapping[str, Taken]

    @property
    def cells(self) -> str:
        """Its own cells in A1 style, a range where they stand beside one another."""
        rows, columns = ({place[axis] for place in self.body} for axis in (0, 1))
        area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
        if area != len(self.body) or len(self.body) == 1:
            return ",".join(address(*place) for place in self.body)
        return f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"


@dataclass(frozen=True, slots=True)
class Stated:
    """A total that the sheet itself states: ``column`` added over those records should give it.

    ``records`` are indices into the records (or data rows) of the table, as in its frame.
    """

    place: Place
    column: str
    records: tuple[int, ...]
