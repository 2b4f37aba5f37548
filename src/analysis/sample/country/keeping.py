"""Which tables a town keeps, in which files, and what goes wrong with them in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from random import Random
from typing import Final

from analysis.sample import chance
from analysis.sample.country.figures import (
    RETURNS,
    mediation_months,
    months,
    screening_months,
    state,
)
from analysis.sample.country.paper import Sheet, workbook
from analysis.sample.country.parts import TURNED, Part
from analysis.sample.country.registers import REGISTERS, rows
from analysis.sample.country.tables import Layout, Record, Table, layout_of, sheets
from analysis.sample.country.towns import Lot, Town, weighted

_WAYS: Final[tuple[Mapping[tuple[str, ...], int], ...]] = (
    {("mediation",): 70, ("mediation", "mediation_return"): 14, ("mediation_return",): 16},
    {("screening",): 55, ("screening_return",): 20, (): 25},
    {("publicity_events",): 88, ("publicity_return",): 12},
    {("study", "exams"): 55, ("study",): 30, (): 15},
    {("materials",): 35, (): 65},
    {("meetings",): 50, (): 50},
    {("legal_service",): 50, ("visits",): 30, (): 20},
    {("petitions",): 20, ("petition_return",): 12, ("hotline_return",): 18, (): 50},
    {("inspections",): 18, ("enforcement_return",): 15, ("penalties",): 15, (): 52},
    {("hazards",): 15, ("safety_return",): 12, ("service_return",): 10, ("grid_return",): 13,
     (): 50},
)  # fmt: skip
"""Of each subject: the ledgers a town keeps on it, and how many of a hundred towns do so."""

_SHOWN: Final[Mapping[Part, tuple[str, ...]]] = {
    "turned": ("mediation", "screening", "publicity_events"),
    "failing": ("mediation",),
    "perfect": ("mediation",),
    "growing": ("publicity_events",),
}
"""The registers that a part is seen in."""

_HELD: Final = 64  # a town is written all its years before the next
_YEARLY: Final = 0.05  # of the towns keep nothing but 基本情况表
_FIXED: Final = {"exams": 2, "study": 20, "meetings": 9}  # rows that do not grow with the town
_NAMES: Final = ("{year}年{title}", "{town}{title}", "{title}（{year}年）", "{title}{year}")
_BREAKS: Final = (
    ("mediation", "accepted_on", "{year}.13.5"),
    ("mediation", "result", "再看看"),
    ("publicity_events", "participants", "约三十"),
    ("publicity_events", "held_on", "{year}年2月30日"),
    ("study", "attended", 999),
    ("screening", "screened_on", "{year}.13.5"),
    ("state", "value", "若干"),
)
"""What refuses a report: ledger, column, and what stands in one of its cells."""
_DOUBTS: Final = (
    ("mediation", "type", "扯皮"),
    ("publicity_events", "form", "碰头"),
    ("state", "item", "镇里的石狮子"),
)
"""What is warned of, likewise."""


@lru_cache(_HELD)
def ledgers_of(town: Town, year: int) -> tuple[str, ...]:
    """Return the ledgers that a town keeps: every year the same, but for one that has ``turned``."""
    if town.part == "written":
        return ()
    random = town.random("ledgers")
    yearly = random.random() < _YEARLY and not town.part
    shown = _SHOWN.get(town.part, ())
    found = [ledger for way in _WAYS for ledger in _way(random, way, shown)]
    if town.part == "turned" and year < TURNED:
        returned = [ledger for ledger in found if ledger not in REGISTERS]
        found = ["mediation_return", "screening_return", "publicity_return", *returned]
    return ("state",) if yearly else ("state", *found)


def _way(
    random: Random, ways: Mapping[tuple[str, ...], int], shown: Sequence[str]
) -> tuple[str, ...]:
    """Draw the ledgers on a subject: one that is to be seen, else by weight."""
    return next(((one,) for one in shown if (one,) in ways), None) or weighted(random, ways)


def files(town: Town, year: int, befalls: Lot) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of ledgers that a town files for a year."""
    tables = [_table(town, year, ledger) for ledger in ledgers_of(town, year)]
    if befalls:
        tables = _spoilt(town, year, tables, befalls)
    random = town.random("files")
    named = random.choice(_NAMES)
    if random.random() < 0.06:
        title = named.format(year=year, town=town.name, title="法治建设台账")
        yield f"{title}.xlsx", workbook(title, [s for t in tables for s in _whole(town, year, t)])
        return
    for group in _groups(tables):
        title = named.format(year=year, town=town.name, title=group[0].title)
        written = [s for table in group for s in sheets(town, year, table)]
        if len(written) == 1 and random.random() < 0.1:
            encoding = random.choice(("utf-8-sig", "gb18030"))
            yield f"{title}.csv", _csv(title, written[0]).encode(encoding)
        else:
            yield f"{title}.xlsx", workbook(title, written)


def _groups(tables: Sequence[Table]) -> Iterator[list[Table]]:
    """Yield the tables of one file: exams stand with the study."""
    for table in tables:
        if table.ledger != "exams":
            yield [table, *(t for t in tables if t.ledger == "exams" and table.ledger == "study")]


def _whole(town: Town, year: int, table: Table) -> Iterator[Sheet]:
    return sheets(town, year, replace(table, monthly=""))


def _table(town: Town, year: int, ledger: str) -> Table:
    if ledger == "state":
        held = state(town, year, full=len(ledgers_of(town, year)) == 1)
        layout = _layout(town, ledger, ("item", "value", "measure", "as_of"), ())
        return Table(ledger, "基本情况表", held, layout)
    if ledger in REGISTERS:
        register = REGISTERS[ledger]
        layout = _layout(town, ledger, register.core, register.optional)
        return Table(ledger, register.title, _rows(town, year, ledger), layout, register.monthly)
    if ledger == "mediation_return":
        held = mediation_months(_rows(town, year, "mediation"))
        title = "人民调解月报表"
    elif ledger == "screening_return":
        held = screening_months(_rows(town, year, "screening"))
        title = "矛盾纠纷排查化解统计表"
    else:
        held, title = months(town, year, ledger), RETURNS[ledger].title
    return Table(ledger, title, held, _layout(town, ledger, tuple(held[0]), ()))


def _rows(town: Town, year: int, ledger: str) -> list[Record]:
    register = REGISTERS[ledger]
    usual = register.a_year if ledger in _FIXED else register.a_year * town.size
    return rows(town, year, ledger, usual, register.row)


@lru_cache(_HELD)
def _layout(town: Town, ledger: str, core: tuple[str, ...], optional: tuple[str, ...]) -> Layout:
    return layout_of(town, ledger, core, optional)


def _spoilt(town: Town, year: int, tables: Sequence[Table], befalls: Lot) -> list[Table]:
    """Return the tables with one cell that is wrong (``refused``) or doubtful (``warned``).

    A total that is no sum is a doubt too.
    """
    random = town.random(year, "spoilt")
    added = [t for t in tables if t.ledger in REGISTERS and t.records and t.layout.totalled]
    if befalls == "warned" and added and random.random() < 0.4:
        wrong = random.choice(added)
        return [replace(t, off=random.randint(1, 9)) if t is wrong else t for t in tables]
    choices = _BREAKS if befalls == "refused" else _DOUBTS
    kept = {table.ledger for table in tables if table.records}
    ledger, column, value = random.choice([c for c in choices if c[0] in kept])
    written = value.format(year=year) if isinstance(value, str) else value
    return [
        replace(t, records=_with(t.records, random.randrange(len(t.records)), column, written))
        if t.ledger == ledger
        else t
        for t in tables
    ]


def _with(records: Sequence[Record], place: int, column: str, value: str | int) -> list[Record]:
    """Return the records with another value in one cell."""
    spoilt = {**records[place], column: value}
    return [*records[:place], spoilt, *records[place + 1 :]]


def _csv(title: str, sheet: Sheet) -> str:
    """Return the text of a sheet as an old program exports it: its first line says 示例."""
    width = max(len(values) for _, values in sheet.lines)
    lines: list[list[str]] = [[f"{title}（示例数据，均为虚构）"]]
    for style, values in sheet.lines:
        if style != "title":
            lines.append([
                chance.slashed(v) if isinstance(v, date) else "" if v is None else str(v)
                for v in values
            ])  # fmt: skip
    return "".join(",".join([*line, *[""] * (width - len(line))]) + "\r\n" for line in lines)
