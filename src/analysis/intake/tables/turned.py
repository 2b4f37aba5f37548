"""Transposed tables: the headings stand down the first column, each further column is a record."""

from __future__ import annotations

from dataclasses import replace

from analysis.intake.parse import UnlistedError, is_nothing, parse
from analysis.intake.sheet import Sheet
from analysis.intake.tables.headings import cell_at
from analysis.intake.tables.match import Located
from analysis.intake.tables.records import Place, Record, Stated, Taken
from analysis.intake.tables.sums import stated
from analysis.intake.tables.table import Table
from analysis.values import Cell, Unreadable

_MOST = 60
_WORDS = frozenset({"text", "person"})


def turned_sheet(sheet: Sheet) -> Sheet | None:
    """Return a sheet with rows and columns exchanged; None for one too large to be a short list."""
    height, width = len(sheet.grid), max(map(len, sheet.grid), default=0)
    if not 1 < width <= _MOST + 1 or not 1 < height <= _MOST + 1:
        return None
    grid = [[cell_at(sheet, row, column) for row in range(height)] for column in range(width)]
    merges = tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merges)
    flaws = {(column, row): flaw for (row, column), flaw in sheet.flaws.items()}
    return replace(sheet, grid=grid, merges=merges, flaws=flaws)


def turned_records(turned: Sheet, table: Table) -> Table | None:
    """Return a table found in a turned sheet as one of the sheet itself; None for an accident.

    A page of explanations may name headings down its first column too: what stands beside them
    must read as their values.
    """
    records = table.records if table.crossed else _records(turned, table)
    if table.rival or (not table.unsure and not (records and _plausible(table, records))):
        return None
    secrets = [
        (located.column, cell_at(turned, row, located.index))
        for located in table.columns
        if located.column.personal
        for row in table.rows
    ]
    first, last = table.width
    return replace(
        table,
        header=(first, first),
        width=(table.header[0], max((*table.rows, *table.apart, table.header[1]))),
        rows=tuple(range(first, last + 1)),
        apart={},
        columns=tuple(replace(found, index=table.header[1]) for found in table.columns),
        records=tuple(map(_back, records)),
        stated=tuple(Stated(_flip(s.place), s.column, s.records) for s in stated(turned, table)),
        secrets=tuple(secrets),
        dates={},
        month=None,
        crossed=True,
    )


def _records(turned: Sheet, table: Table) -> tuple[Record, ...]:
    """Return each data row of a turned sheet as a record."""
    first, last = table.width
    return tuple(
        Record(
            row,
            tuple((row, column) for column in range(first, last + 1)),
            {found.column.id: _taken(turned, row, found) for found in _open(table)},
        )
        for row in table.rows
    )


def _open(table: Table) -> list[Located]:
    return [found for found in table.columns if not found.column.personal]


def _taken(turned: Sheet, row: int, found: Located) -> Taken:
    return Taken((row, found.index), cell_at(turned, row, found.index))


def _plausible(table: Table, records: tuple[Record, ...]) -> bool:
    """Whether most of the filled cells are what their headings ask for."""
    located = {found.column.id: found for found in _open(table)}
    pairs = [
        (located[name], taken.cell)
        for record in records
        for name, taken in record.taken.items()
        if name in located and located[name].column.kind not in _WORDS
    ]
    read = [_reads(found, cell) for found, cell in pairs if not is_nothing(found.column, cell)]
    return 2 * sum(read) > len(read)


def _reads(found: Located, cell: Cell) -> bool:
    try:
        parse(found.column, found.unit, cell, 2000)
    except (Unreadable, UnlistedError):
        return False
    return True


def _flip(place: Place) -> Place:
    return place[1], place[0]


def _back(record: Record) -> Record:
    """Return a record of the turned sheet as one of the sheet."""
    body = tuple(map(_flip, record.body))
    taken = {name: Taken(_flip(t.place), t.cell) for name, t in record.taken.items()}
    return Record(body[0][0], body, taken)
