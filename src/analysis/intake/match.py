"""Which ledger a set of headings names, and which column each heading is.

Headings are compared with the declared names after ``values.normalise``; never by similarity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from analysis.intake.sheet import Sheet
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import UNITS, Cell, is_blank, normalise, unit_of

_NEAR = 4
_SHORT = 8
_QUALIFIED = re.compile(
    "累计|上年|去年|往年|同期|同比|环比|增减|增长|计划|目标|合计|小计|总计|占比"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A declared column found in a sheet: its 0-based ``index`` and heading as written."""

    column: Column
    index: int
    heading: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of a table. ``rival``: another ledger that fits just as well."""

    ledger: Ledger
    top: int
    bottom: int
    columns: tuple[Located, ...]
    doubles: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    rival: Ledger | None = None

    def like(self, other: Header) -> bool:
        """Whether both name the same columns in the same places."""
        mine, theirs = ([(c.index, c.column.id) for c in h.columns] for h in (self, other))
        return self.ledger is other.ledger and mine == theirs


def promising(row: list[Cell]) -> bool:
    """Whether enough cells of a row could be headings; keeps data rows cheap."""
    texts = {cell for cell in row if isinstance(cell, str) and 0 < len(cell) < 60}
    return sum(normalise(text) in known_names() for text in texts) > 1


@cache
def known_names() -> frozenset[str]:
    """Return all that is a heading, or part of one, of any ledger."""
    names = {name for ledger in LEDGERS for name in _names_of(ledger)}
    return frozenset(part for name in names for part in (name, *name.split("/"))) | set(UNITS)


@cache
def _names_of(ledger_id: str) -> dict[str, tuple[Column, int]]:
    """Return heading → column and how early the column names it: the earlier, the better."""
    names: dict[str, tuple[Column, int]] = {}
    for column in LEDGERS[ledger_id].columns:
        for rank, header in enumerate((column.title, *column.headers)):
            key = "/".join(normalise(part) for part in header.split("/"))
            names.setdefault(key, (column, rank))
    return names


def _claims(
    ledger: Ledger, keys: Mapping[int, list[tuple[int, str]]]
) -> list[tuple[tuple[int, int, int], Column]]:
    """Return (headings left off, rank of the name, index) and column, the best fit first."""
    names = _names_of(ledger.id)
    claims: list[tuple[tuple[int, int, int], Column]] = []
    for index, ends in keys.items():
        found = next(((depth, names[key]) for depth, key in ends if key in names), None)
        if found:
            depth, (column, rank) = found
            claims.append(((depth, rank, index), column))
    return sorted(claims, key=lambda claim: claim[0])


def match(
    ledger: Ledger,
    paths: Mapping[int, tuple[str, ...]],
    keys: Mapping[int, list[tuple[int, str]]],
    top: int,
    bottom: int,
) -> Header | None:
    """Return the header that headings make for a ledger; None where they are not its headings.

    ``paths``: index → headings from top to bottom; ``keys``: what ``ends_of`` makes of them.
    """
    claims = _claims(ledger, keys)
    unused = [index for index in paths if index not in {at for (_, _, at), _ in claims}]
    located: dict[int, Located] = {}
    doubles: list[tuple[str, str]] = []
    taken: dict[str, str] = {}
    for (depth, _, index), column in claims:
        heading = "/".join(paths[index])
        partly = sum(c is column and d > 0 for (d, _, _), c in claims)
        if column.personal or (column.id not in taken and (depth == 0 or partly == 1)):
            located[index] = Located(column, index, heading, unit_of(paths[index][-1]))
            taken[column.id] = heading
        elif column.id in taken:
            doubles.append((taken[column.id], heading))
        else:  # 村/受理 beside 居/受理: neither is the whole
            unused.append(index)
    if not any(signature <= taken.keys() for signature in ledger.signature):
        return None
    columns = tuple(located[index] for index in sorted(located))
    rest = tuple("/".join(paths[index]) for index in sorted(unused))
    return Header(ledger, top, bottom, columns, tuple(doubles), rest)


def qualifies(text: str) -> bool:
    """Whether a short heading says that the figures below it are others (累计, 上年同期)."""
    return len(text) <= _SHORT and bool(_QUALIFIED.search(text))


def ends_of(path: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the whole path and its ends; a qualifying heading is never left off."""
    parts = [normalise(part) for part in path]
    cuts = range(len(parts))
    return [(cut, "/".join(parts[cut:])) for cut in cuts if not any(map(qualifies, parts[:cut]))]


def near_miss(sheet: Sheet) -> tuple[Ledger, tuple[Column, ...]] | None:
    """Return the ledger that a sheet without a table may be meant for, and what it lacks."""
    best: tuple[int, Ledger, tuple[Column, ...]] | None = None
    for line in sheet.grid:
        if not promising(line):
            continue
        keys = {normalise(str(cell)) for cell in line if not is_blank(cell)}
        for ledger in LEDGERS.values():
            names = _names_of(ledger.id)
            there = {names[key][0].id for key in keys if key in names}
            lacking = min((s - there for s in ledger.signature), key=len)
            told = [c for c in ledger.columns if c.id in there and not c.personal]
            if lacking and len(told) >= _NEAR and 2 * len(there) >= len(keys):
                columns = tuple(c for c in ledger.columns if c.id in lacking)
                if best is None or len(told) > best[0]:
                    best = (len(told), ledger, columns)
    return best[1:] if best else None
