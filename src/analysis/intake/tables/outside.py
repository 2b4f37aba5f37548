"""Every cell of a sheet accounted for: what is heading, data, set apart, or no part of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.intake.sheet import Sheet
from analysis.intake.tables.apart import shows
from analysis.intake.tables.headings import merged_cells
from analysis.intake.tables.records import Place
from analysis.intake.tables.table import Table

KINDS = ("header", "data", "apart", "above", "beside")
"""``above``: titles and units above the first table; ``beside``: cells under no heading."""


def account(sheet: Sheet, tables: Sequence[Table]) -> Counter[str]:
    """Count the cells of a sheet by kind; all together are ``sheet.filled()``."""
    return Counter(kind for _, kind in _kinds(sheet, tables))


def outside(sheet: Sheet, tables: Sequence[Table]) -> dict[str, list[Place]]:
    """Return the cells that are no part of a table, by kind: ``above`` and ``beside``."""
    owners = [_owner(sheet, table) for table in tables]
    width = range(max(map(len, sheet.grid), default=0))
    found: dict[str, list[Place]] = {}
    free: dict[tuple[int, ...], list[int]] = {}
    flawed = set(sheet.flaws)
    for row, line in enumerate(sheet.grid):
        here = tuple(number for number, (rows, _) in enumerate(owners) if row in rows)
        if here not in free:
            headed = set[int]().union(*(owners[number][1] for number in here))
            free[here] = [column for column in width if column not in headed]
        for column in free[here]:
            if (column < len(line) and shows(line[column])) or (row, column) in flawed:
                found.setdefault("beside" if here else "above", []).append((row, column))
    return found


def _kinds(sheet: Sheet, tables: Sequence[Table]) -> Iterator[tuple[Place, str]]:
    """Yield each filled cell once with its kind."""
    owners = [_owner(sheet, table) for table in tables]
    flaws: dict[int, set[int]] = {}
    for row, column in sheet.flaws:
        flaws.setdefault(row, set()).add(column)
    for row, line in enumerate(sheet.grid):
        here = [(rows[row], headed) for rows, headed in owners if row in rows]
        flawed = flaws.get(row, set[int]())
        other = "beside" if here else "above"
        for column, cell in enumerate(line):
            if shows(cell) or column in flawed:
                kind = next((kind for kind, headed in here if column in headed), other)
                yield (row, column), kind


def _owner(sheet: Sheet, table: Table) -> tuple[dict[int, str], set[int]]:
    """Return row → kind of a table, and the columns that are its own."""
    first, last = table.header
    rows = dict.fromkeys(range(first, last + 1), "header")
    rows |= dict.fromkeys(table.rows, "data") | dict.fromkeys(table.apart, "apart")
    merged = merged_cells(sheet)
    headed = set(range(table.width[0], table.width[1] + 1))
    if not table.beside:
        width = max(map(len, sheet.grid), default=0)
        headed |= {
            column
            for row in range(first, last + 1)
            for column in range(width)
            if _filled(sheet, merged.get((row, column), (row, column)))
        }
    return rows, headed


def _filled(sheet: Sheet, place: Place) -> bool:
    row, column = place
    line = sheet.grid[row]
    return (column < len(line) and shows(line[column])) or place in sheet.flaws
