"""The totals that a sheet states itself, and which records each of them adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.intake.sheet import Sheet
from analysis.intake.tables.headings import cell_at
from analysis.intake.tables.records import Stated
from analysis.intake.tables.subtotals import spans
from analysis.intake.tables.table import Table
from analysis.values import is_blank


def stated(sheet: Sheet, table: Table) -> Iterator[Stated]:
    """Yield every total of a table: each 小计 over its own rows, 合计 over all, rows and columns.

    Running totals (累计) are none.
    """
    yield from table.stated
    if table.crossed:
        return
    rows = [row for row, reason in table.apart.items() if reason == "合计"]
    labels = {row: _label(sheet.grid[row]) for row in rows}
    index = {row: number for number, row in enumerate(table.rows)}
    figures = [
        located
        for located in table.columns
        if located.column.kind in {"count", "number"} and not located.column.running
    ]
    for row, span in spans(table.rows, labels).items():
        for located in figures:
            if not is_blank(cell_at(sheet, row, located.index)):
                records = tuple(index[each] for each in span)
                yield Stated((row, located.index), located.column.id, records)


def _label(line: Sequence[object]) -> str:
    return next((cell for cell in line if isinstance(cell, str) and cell.strip()), "")
