"""By what the figures of a return may be laid out: months, villages, classes of dispute."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from analysis.intake.parse import accepted
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import Cell, Unreadable, normalise, parse_period, tidy

TOTAL = re.compile("(?:合计|总计|小计|共计|总数|总和|合计数)")


_PERIODIC = re.compile("[月季年q/.-]")
"""A normalised text without one of these is no period; a bare number may be one elsewhere."""


def dimensions(ledger: Ledger) -> tuple[Column, ...]:
    """Return the columns by whose values a ledger's figures may be laid out."""
    if ledger.grain != "return":
        return ()
    return tuple(c for c in ledger.columns if c.kind == "period" or c.values or c.ends)


def value_of(column: Column, cell: Cell) -> str | None:
    """Return the value of a dimension that a heading or a label is, None when it is none."""
    if isinstance(cell, dt.date):
        return f"{cell.year}年{cell.month}月" if column.kind == "period" else None
    text = normalise(cell) if isinstance(cell, str) else ""
    if not text:
        return None
    if column.kind == "period":
        return text if not text.isdigit() and _reads(text) else None
    if column.values:
        return accepted(column, text)
    ends = text.endswith(column.ends) and 2 < len(text) <= 10
    if not ends or text in _own_names(column.title, column.headers):
        return None
    return tidy(str(cell))


@cache
def _own_names(title: str, headers: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normalise, (title, *headers)))


def _reads(text: str) -> bool:
    if not _PERIODIC.search(text):
        return False
    try:
        parse_period(text, 2000)
    except Unreadable:
        return False
    return True


@cache
def names_of(ledger_id: str) -> Mapping[str, Column]:
    """Return heading → column; headings below one another are joined by /."""
    names: dict[str, Column] = {}
    for column in LEDGERS[ledger_id].columns:
        for heading in (column.title, *column.headers):
            key = "/".join(normalise(part) for part in heading.split("/"))
            names.setdefault(key, column)
    return names


@cache
def all_dimensions() -> tuple[Column, ...]:
    """Return each distinct dimension of all ledgers once."""
    found = [c for ledger in LEDGERS.values() for c in dimensions(ledger)]
    return tuple(c for i, c in enumerate(found) if all(c is not other for other in found[:i]))


@cache
def tellable() -> tuple[Column, ...]:
    """Return one dimension for each way to tell its values; periods are told alike everywhere."""
    found: dict[tuple[object, ...], Column] = {}
    for column in all_dimensions():
        own = (column.title, column.headers, column.ends, (*column.values.items(),))
        found.setdefault(() if column.kind == "period" else own, column)
    return tuple(found.values())


def within(part: str, whole: str) -> bool:
    """Whether a month lies in a quarter, half year or year."""
    try:
        inner, outer = parse_period(part, 2000), parse_period(whole, 2000)
    except Unreadable:
        return False
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]
