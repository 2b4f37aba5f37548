"""A table of any ledger from its declaration, laid out the way its town keeps its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from random import Random
from typing import Final

from analysis.ledgers import LEDGERS, Column
from analysis.sample import chance
from analysis.sample.country.paper import Line, Sheet
from analysis.sample.country.towns import Town, weighted
from analysis.sample.layout import Range, Value

Record = dict[str, Value]

_DATES: Final[Mapping[Callable[[date], Value], int]] = {
    lambda day: day: 40,
    chance.dotted: 18,
    chance.slashed: 16,
    chance.in_characters: 16,
    date.isoformat: 10,
}  # fmt: skip
_NEAR: Final = 4  # of the headings most like a column's title, how many towns use
_FEW: Final = 60  # values of a category; what has more is spelt where it is drawn
_ADDED: Final = ("count", "number")


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one ledger, and the layout they are written in.

    ``monthly``: the column whose month may have a sheet of its own. ``off``: by how much one
    of its 合计 is wrong.
    """

    ledger: str
    title: str
    records: Sequence[Record]
    layout: Layout
    monthly: str = ""
    off: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a town lays out the table of one ledger, year after year.

    ``headings`` and ``columns`` go together; ``spelling``: by column, value → how it is written.
    """

    columns: tuple[Column, ...]
    headings: tuple[tuple[str, ...], ...]
    spelling: Mapping[str, Mapping[Value, str]]
    dated: Callable[[date], Value]
    titled: bool
    noted: bool
    numbered: bool
    totalled: bool
    by_month: bool


def layout_of(town: Town, ledger_id: str, core: Iterable[str], optional: Iterable[str]) -> Layout:
    """Return the town's own way with a ledger: ``core`` columns, and some of the ``optional``."""
    random, ledger = town.random("layout", ledger_id), LEDGERS[ledger_id]
    kept = {*core, *(name for name in optional if random.random() < 0.55)}
    columns = tuple(column for column in ledger.columns if column.id in kept)
    return Layout(
        columns=columns,
        headings=_headings(random, ledger_id, columns),
        spelling={c.id: _spelling(random, c) for c in columns if 0 < len(c.values) <= _FEW},
        dated=weighted(random, _DATES),
        titled=random.random() < 0.85,
        noted=random.random() < 0.3,
        numbered=random.random() < 0.85,
        totalled=random.random() < 0.5 and ledger.grain != "state",
        by_month=random.random() < 0.25,
    )


def _headings(
    random: Random, ledger_id: str, columns: Sequence[Column]
) -> tuple[tuple[str, ...], ...]:
    """Return a heading for each column, no two the same; 当事人/姓名 is one under another."""
    used: set[str] = set()
    found = []
    for column in columns:
        names = [name for name in _names(ledger_id, column.id) if name not in used]
        name = names[0] if random.random() < 0.5 else random.choice(names)
        used.add(name)
        found.append(tuple(name.split("/")) if name.count("/") == 1 else (name,))
    return tuple(found)


@cache
def _names(ledger_id: str, column_id: str) -> Sequence[str]:
    """Return the title and the headings most like it; of far-fetched ones a town has none."""
    column = LEDGERS[ledger_id].column(column_id)
    near = [h for h in column.headers if len({*h} & {*column.title}) > 1]
    return [column.title, *(h for h in near[:_NEAR] if h != column.title)]


def _spelling(random: Random, column: Column) -> dict[Value, str]:
    """Return how a town writes each value: as declared, or one of the first other ways."""
    return {
        value: random.choice([value, *(other for other in others[:2] if other[0] != "*")])
        for value, others in column.values.items()
        if random.random() < 0.4
    }


def sheets(town: Town, year: int, table: Table) -> Iterator[Sheet]:
    """Yield the sheet of a table, or twelve where the town has one for each month."""
    name = f"{town.name}{year}年{table.title}"
    if not (table.layout.by_month and table.monthly):
        yield _sheet(table.title, name, table, table.records)
        return
    wrong = _month(table.records[0][table.monthly]) if table.off else 0
    for month in range(1, 13):
        held = [r for r in table.records if _month(r[table.monthly]) == month]
        one = table if month == wrong else replace(table, off=0)
        yield _sheet(f"{month}月", f"{name}（{month}月）", one, held)


def _month(value: Value) -> int:
    return value.month if isinstance(value, date) else 12  # one that cannot be read: at the end


def _sheet(name: str, title: str, table: Table, records: Sequence[Record]) -> Sheet:
    layout = table.layout
    headings = [("序号",), *layout.headings] if layout.numbered else list(layout.headings)
    lines: list[Line] = []
    merges: list[Range] = []
    if layout.titled:
        lines.append(("title", [title]))
        merges.append((0, 0, 0, len(headings) - 1))
    merges += _header(headings, lines)
    written = enumerate((_written(record, layout) for record in records), 1)
    lines += [("cell", [n, *values] if layout.numbered else values) for n, values in written]
    if records and layout.totalled:
        lines.append(("cell", list(_total(records, table))))
    if layout.noted:
        lines.append(("cell", ["注：本表数据均为示例。"]))
    return Sheet(name, lines, merges)


def _header(headings: Sequence[tuple[str, ...]], lines: list[Line]) -> Iterator[Range]:
    """Write one row of headings, or two with what is merged in them."""
    top = len(lines)
    if all(len(heading) == 1 for heading in headings):
        lines.append(("head", [heading[0] for heading in headings]))
        return
    above: list[Value] = []
    for column, heading in enumerate(headings):
        same = column > 0 and len(heading) == 2 and headings[column - 1][0] == heading[0]
        above.append(None if same else heading[0])
        if len(heading) == 1:
            yield top, column, top + 1, column
        elif not same:
            group = [h for h in headings[column:] if len(h) == 2 and h[0] == heading[0]]
            yield top, column, top, column + len(group) - 1
    lines += [("head", above), ("head", [h[1] if len(h) == 2 else None for h in headings])]


def _written(record: Record, layout: Layout) -> list[Value]:
    values: list[Value] = []
    for column in layout.columns:
        value = record.get(column.id)
        if isinstance(value, date):
            value = layout.dated(value)
        elif column.id in layout.spelling:
            value = layout.spelling[column.id].get(value, value)
        values.append(value)
    return values


def _total(records: Sequence[Record], table: Table) -> Iterator[Value]:
    """Yield the cells of a 合计 row: its word in the first one, the sums of what is added up."""
    layout, off = table.layout, table.off
    if layout.numbered:
        yield "合计"
    for place, column in enumerate(layout.columns):
        if place + layout.numbered and column.kind in _ADDED:
            yield sum(_amount(record.get(column.id)) for record in records) + off
            off = 0
        else:
            yield None if layout.numbered or place else "合计"


def _amount(value: Value) -> int:
    return value if isinstance(value, int) else 0
