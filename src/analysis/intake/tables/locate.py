"""A sheet becomes tables: every row below a header is data, or set apart with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.intake.sheet import Sheet
from analysis.intake.tables.apart import Sorter, shows
from analysis.intake.tables.beside import blocks
from analysis.intake.tables.crossed import labelled_records
from analysis.intake.tables.dates import Joined, joined_headings
from analysis.intake.tables.headings import Merged, find_headers, merged_cells
from analysis.intake.tables.mapping import EMPTY, Mapping
from analysis.intake.tables.match import Header, Located
from analysis.intake.tables.pivot import Cross, find_crosses
from analysis.intake.tables.table import Table, kinds_apart, totals
from analysis.intake.tables.told import month_named, period_told
from analysis.intake.tables.turned import turned_records, turned_sheet


def locate(sheet: Sheet, mapping: Mapping = EMPTY, file: str = "") -> list[Table]:
    """Return the tables of known ledgers on a sheet, from top to bottom.

    Tables beside one another are looked for block by block; where no headings stand in rows, they
    may stand in the first column.
    """
    whole = _tables(sheet, mapping, file)
    parts = blocks(sheet)
    if len(parts) > 1:
        apart = [table for part in parts for table in _tables(part, mapping, file)]
        if len(apart) > 1 and _columns(apart) > _columns(whole):
            beside = [replace(table, beside=True) for table in apart]
            return sorted(beside, key=lambda table: (table.header, table.width))
    return whole or _turned(sheet, mapping, file)


def _columns(tables: list[Table]) -> int:
    return sum(len(table.columns) for table in tables)


def _tables(sheet: Sheet, mapping: Mapping, file: str) -> list[Table]:
    """Return the tables whose headings stand in rows."""
    joined = joined_headings(sheet)
    merged = merged_cells(joined.sheet)
    headers, repeats = _headers(joined.sheet, merged, mapping, file)
    found = _claimed(sheet, headers, find_crosses(sheet, merged, file))
    ends = [*(header.top for header, _ in found[1:]), len(sheet.grid)]
    tables = []
    for (header, cross), end in zip(found, ends, strict=False):  # no header, no table
        top = joined.reach(header) if cross is None else header
        table = _table(sheet, top, range(top.bottom + 1, end), merged, repeats)
        made = _crossed(sheet, merged, table, cross) if cross else _told(sheet, table, joined, file)
        tables.append(made)
    return tables


def _claimed(
    sheet: Sheet, headers: list[Header], crosses: Iterable[Cross]
) -> list[tuple[Header, Cross | None]]:
    """Return each header once: as that of a cross table where it is one and its figures are told.

    A row of a ledger that happens to hold two months or two villages is no header.
    """
    found: list[tuple[Header, Cross | None]] = []
    for cross in crosses:
        same = [h for h in headers if h.top <= cross.header.bottom and cross.header.top <= h.bottom]
        over = sheet.grid[cross.header.top - 1] if cross.header.top else []
        among = any(h.bottom < cross.header.top for h in headers) and sum(map(shows, over)) > 2
        if among or (same and cross.unsure):
            continue
        found.append((cross.header, cross))
        headers = [header for header in headers if header not in same]
    found += [(header, None) for header in headers]
    return sorted(found, key=lambda pair: pair[0].top)


def _headers(
    sheet: Sheet, merged: Merged, mapping: Mapping, file: str
) -> tuple[list[Header], set[int]]:
    """Return the headers of a sheet, and the rows in which one is repeated."""
    headers: list[Header] = []
    repeats: set[int] = set()
    for header in find_headers(sheet, merged, mapping, file):
        if headers and header.like(headers[-1]):
            repeats |= set(range(header.top, header.bottom + 1))
        else:
            headers.append(header)
    return headers, repeats


def _table(sheet: Sheet, header: Header, below: range, merged: Merged, repeats: set[int]) -> Table:
    sorter = Sorter(sheet, header.ledger, header.columns, merged)
    reasons = {row: "重复的表头" if row in repeats else sorter.why_apart(row) for row in below}
    indices = [found.index for found in header.columns]
    return Table(
        ledger=header.ledger,
        header=(header.top, header.bottom),
        columns=header.columns,
        doubles=header.doubles,
        unused=header.unused,
        rows=tuple(row for row, reason in reasons.items() if reason is None),
        apart={row: reason for row, reason in reasons.items() if reason},
        width=(min(indices), max(indices)),
        rival=header.rival,
        asked=header.asked,
    )


def _crossed(sheet: Sheet, merged: Merged, table: Table, cross: Cross) -> Table:
    """Fill in the records of a cross table."""
    if cross.unsure:
        return replace(table, unsure=cross.unsure, crossed=True)
    made = labelled_records(sheet, merged, cross, table.rows, table.apart)
    return replace(
        table,
        records=made.records,
        stated=made.stated,
        rows=made.rows,
        apart=made.apart,
        told=cross.told,
        crossed=True,
    )


def _told(sheet: Sheet, table: Table, joined: Joined, file: str) -> Table:
    """Add what stands outside the table: the month of a return, dates over three columns."""
    there = {found.column.id for found in table.columns}
    periods = [c for c in table.ledger.columns if c.kind == "period" and c.id not in there]
    told = dict[str, str]()
    if table.ledger.grain == "return" and periods:
        above = [str(c) for row in reversed(sheet.grid[: table.header[0]]) for c in row if shows(c)]
        period = period_told([*above, sheet.name, file.rpartition("/")[2].rpartition(".")[0]])
        if period is None:
            return replace(table, unsure="时段")
        told[periods[0].id] = period
    indices = {found.index for found in table.columns}
    dates = {index: trio for index, trio in joined.trios.items() if index in indices}
    return replace(table, told=told, dates=dates, month=month_named(sheet.name))


def _turned(sheet: Sheet, mapping: Mapping, file: str) -> list[Table]:
    """Return the tables whose headings stand in the first column, a record per column."""
    turned = turned_sheet(sheet)
    if turned is None:
        return []
    return [
        made
        for table in _tables(turned, mapping, file)
        if (made := turned_records(turned, table)) is not None
    ]


__all__ = ["Located", "Table", "kinds_apart", "locate", "totals"]
