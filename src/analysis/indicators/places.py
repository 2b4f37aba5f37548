"""Where the rows behind a value stand: whole sheets of rows become a few A1 ranges at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from analysis.cells import Source, span
from analysis.indicators.areas import joined
from analysis.indicators.model import Part
from analysis.intake.found import TableRead

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Whole = np.ndarray[Any, np.dtype[np.int64]]
Exact = np.ndarray[Any, np.dtype[np.object_]]

_ROWS = 1 << 22  # more than a sheet has; rows of two groups are never neighbours


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are cited together: of one table, or (``table`` None) with cells of their own."""

    file: str
    sheet: str
    table: TableRead | None

    def width(self, column: str | None) -> tuple[str, str]:
        """Return the columns to cite: the summed one, or the whole width of the table."""
        assert self.table is not None  # noqa: S101 - the others cite their rows' own cells
        letters = self.table.columns.get(column or "")  # without the column it adds nothing
        return (letters, letters) if letters else self.table.width


@dataclass(frozen=True)
class Places:
    """Where each row of a ledger stands: ``line`` is its group's number × ``_ROWS`` + its row."""

    groups: list[Group]
    line: Whole
    cells: list[str]

    @cached_property
    def group(self) -> Whole:
        """The number of each row's group."""
        return self.line // _ROWS

    def source(self, rows: Whole) -> Source | None:
        """Return where some rows, of which there is one at least, stand; None for several groups."""
        groups = self.group[rows]
        if (groups != groups[0]).any():
            return None
        ((_, (part,)),) = self.parts(rows, None, None)
        return part.source

    def parts(
        self, rows: Whole, column: str | None, numbers: Exact | None, codes: Whole | None = None
    ) -> Iterator[tuple[int, list[Part]]]:
        """Yield for each code of the rows, in order, the parts that its rows give.

        A part is the rows of one group: what they add (``numbers``, else 1 each), and their cells
        in ``column``, else the whole rows. ``codes``: a number per row of ``rows``; None: all 0.
        """
        lines = self.line[rows]
        keys = lines if codes is None else codes * (_ROWS * len(self.groups)) + lines
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        edge = np.ones(len(keys) + 1, dtype=bool)  # where runs of neighbours start or end
        edge[1:-1] = keys[1:] - keys[:-1] > 1
        at = edge.nonzero()[0]
        starts, ends = keys[at[:-1]], keys[at[1:] - 1]
        columns = (starts // _ROWS, starts % _ROWS, ends % _ROWS, at[:-1], at[1:])
        runs = zip(*(one.tolist() for one in columns), strict=True)
        found: dict[int, list[Part]] = {}
        for owner, its in groupby(runs, itemgetter(0)):
            near = list(its)
            code, number = divmod(owner, len(self.groups))
            group, mine = self.groups[number], rows[near[0][3] : near[-1][4]]
            if group.table is None:
                cells = joined(self.cells[row] for row in mine.tolist())
            else:
                sides = group.width(column)
                cells = ",".join([span(first, last, *sides) for _, first, last, _, _ in near])
            value = Decimal(len(mine)) if numbers is None else _sum(numbers[mine])
            source = Source(group.file, group.sheet, cells)
            found.setdefault(code, []).append(Part(group.sheet or group.file, value, source))
        yield from found.items()


def _sum(numbers: Exact) -> Decimal:
    return tidy(sum(numbers.tolist(), Decimal(0)))


def tidy(total: Decimal) -> Decimal:
    """Return a sum without idle zeros."""
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()


def placed(frame: pd.DataFrame, tables: Sequence[TableRead]) -> Places:
    """Tell where the rows of a ledger stand; several tables may stand on one sheet.

    Groups are in the order in which a value names them: records with cells of their own first,
    sheets as the rows come, the tables of one from the top.
    """
    keys = list(zip(frame["_file"].tolist(), frame["_sheet"].tolist(), strict=True))
    row = frame["_row"].to_numpy(dtype=np.int64)
    cells = frame["_cells"].fillna("").tolist() if "_cells" in frame else [""] * len(keys)
    sheets = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    sheet = np.array([sheets[key] for key in keys], dtype=np.int64)
    own = np.array([bool(text) for text in cells], dtype=bool)
    groups = [Group(*key, None) for key in sheets]
    group = sheet.copy()
    for key, number in sheets.items():
        here = [table for table in tables if (table.file, table.sheet) == key]
        starts = [table.first_row for table in here]
        mine = (sheet == number) & ~own
        at = np.searchsorted(starts, row[mine], side="right") - 1
        group[mine] = len(groups) + at % len(here)
        groups += [Group(*key, table) for table in here]
    return Places(groups, group * _ROWS + row, cells)
