"""Cells become typed values; what cannot be read is a finding with address and remedy."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from analysis.cells import Source, address, column_letters
from analysis.findings import Finding
from analysis.intake.parse import fits
from analysis.intake.rows.column import Calendar, ColumnReader, Places
from analysis.intake.rows.secrets import keep_secret
from analysis.intake.rows.typed import Typed
from analysis.intake.sheet import Sheet
from analysis.intake.tables.dates import joined_date
from analysis.intake.tables.headings import cell_at
from analysis.intake.tables.match import Located
from analysis.intake.tables.table import Table
from analysis.values import Cell

_LABELS = frozenset({"category", "date", "period", "text", "flag"})
_CODED = frozenset({"text", "person"})
_EXACT = 10**15
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?(?:1[5-9]|2\d)")


def convert(file: str, sheet: Sheet, table: Table, year: int) -> Typed:
    """Type the data rows or records of a table. Columns that are not declared, or personal, stay."""
    rows = [record.row for record in table.records] if table.crossed else table.rows
    typed = Typed(table.ledger.id, file, sheet.name, array("q", (row + 1 for row in rows)))
    for located, at, cells in _columns(sheet, table):
        if located.column.kind in _CODED:
            typed.findings += _damaged(file, sheet, located, at, cells)
        if located.column.personal:
            keep_secret(typed, located.column, cells)
            continue
        unfit = _unit_finding(file, sheet, table, located)
        if unfit:
            typed.findings.append(unfit)
            continue
        calendar, joined = Calendar(year, table.month), located.index in table.dates
        reader = ColumnReader(file, sheet, located, calendar, typed.findings, joined)
        typed.columns[located.column.id] = reader.read(at, cells)
    if not table.whole_rows:
        typed.cells = _cells(table)
    return typed


def _columns(sheet: Sheet, table: Table) -> Iterator[tuple[Located, Places, list[Cell]]]:
    """Yield each column with its cells and where they stand; None for what no cell says."""
    yield from _recorded(table) if table.crossed else _whole(sheet, table)
    for name, text in table.told.items():
        count = len(table.records if table.crossed else table.rows)
        yield Located(table.ledger.column(name), 0, text, None), [None] * count, [text] * count
    yield from ((Located(column, 0, "", None), [None], [cell]) for column, cell in table.secrets)
    if table.crossed and not table.secrets:
        for located in table.columns:
            if located.column.personal:
                yield located, *_down(sheet, table.rows, located.index)


def _recorded(table: Table) -> Iterator[tuple[Located, Places, list[Cell]]]:
    """Yield the columns of records; each heading of a figure counts for its unit."""
    names = {name for record in table.records for name in record.taken}
    for column in table.ledger.columns:
        if column.id not in names or column.personal:
            continue
        empty = Located(column, table.header[1], column.title, None)
        heads = [found for found in table.columns if found.column.id == column.id] or [empty]
        units = {found.unit for found in heads}
        located = replace(heads[0], unit=next((u for u in units if u), None))
        taken = [record.taken.get(column.id) for record in table.records]
        yield located, [t.place if t else None for t in taken], [t.cell if t else "" for t in taken]


def _whole(sheet: Sheet, table: Table) -> Iterator[tuple[Located, Places, list[Cell]]]:
    merged = _merged(sheet, table)
    for located in _with_fallbacks(table):
        parts = []
        for index in table.dates.get(located.index, (located.index,)):
            at, cells = _down(sheet, table.rows, index)
            if any(column == index for _, column in merged):
                cells = [merged.get(p, c) for p, c in zip(at, cells, strict=True)]
            parts.append((at, cells))
        if len(parts) == 3:
            dates = zip(*(cells for _, cells in parts), strict=True)
            yield located, parts[0][0], [joined_date(trio) for trio in dates]
        else:
            yield located, *parts[0]


class _Down(Sequence[tuple[int, int]]):
    """The places of a column's cells, made only where they are asked for."""

    def __init__(self, rows: Sequence[int], index: int) -> None:
        """Take the rows and the column."""
        self._rows = rows
        self._index = index

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def __getitem__(self, number: Any) -> Any:
        """Return one place."""
        return (self._rows[number], self._index)


def _down(
    sheet: Sheet, rows: Sequence[int], index: int
) -> tuple[Sequence[tuple[int, int]], list[Cell]]:
    return _Down(rows, index), sheet.column(rows, index)


def _cells(table: Table) -> list[str]:
    """Return the cells of each record in A1 style."""
    if table.crossed:
        return [record.cells for record in table.records]
    first, last = (column_letters(index) for index in table.width)
    return [f"{first}{row + 1}:{last}{row + 1}" for row in table.rows]


def _damaged(
    file: str, sheet: Sheet, located: Located, at: Places, cells: list[Cell]
) -> Iterator[Finding]:
    """Yield the numbers that have lost their last digits: a spreadsheet keeps fifteen."""
    lost = {cell for cell in set(cells) if _lost(cell)}
    for place, cell in zip(at, cells, strict=True) if lost else ():
        if cell in lost:
            where = Source(file, sheet.name, address(*place) if place else "")
            says = f"“{located.column.title}”已成为数值，15 位以后的数字已丢失。"
            remedy = "请把该列设为文本格式后重新录入。"
            yield Finding("C308", where, says, remedy=remedy, heading=located.heading)


def _lost(cell: Cell) -> bool:
    if isinstance(cell, str):
        written = "e" in cell or "E" in cell
        return written and _SCIENTIFIC.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and abs(cell) >= _EXACT


def _with_fallbacks(table: Table) -> list[Located]:
    found = {located.column.id: located for located in table.columns}
    extra = [
        Located(column, found[column.fallback].index, found[column.fallback].heading, None)
        for column in table.ledger.columns
        if column.fallback in found and column.id not in found
    ]
    return [*table.columns, *extra]


def _merged(sheet: Sheet, table: Table) -> dict[tuple[int, int], Cell]:
    """A label merged over several rows holds for each of them; a merged number only once."""
    kinds = {located.index: located.column.kind for located in table.columns}
    kinds |= {index: "date" for trio in table.dates.values() for index in trio}
    first = table.header[1] + 1
    return {
        (row, left): cell_at(sheet, top, left) if kinds[left] in _LABELS else ""
        for top, left, bottom, _ in sheet.merges
        if top >= first and left in kinds
        for row in range(top + 1, min(bottom + 1, len(sheet.grid)))
    }


def _unit_finding(file: str, sheet: Sheet, table: Table, located: Located) -> Finding | None:
    wanted, written = located.column.unit, located.unit
    once = table.ledger.grain == "register"
    if wanted is None or written is None or fits(written, wanted, once=once):
        return None
    return Finding(
        "T206",
        Source(file, sheet.name, address(table.header[1], located.index)),
        f"“{located.heading}”的单位是“{written}”，台账要求“{wanted}”。",
        remedy="两种单位不能互换，请核对后改表头，或另列一栏。",
    )
