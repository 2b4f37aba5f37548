"""Which column of a ledger each heading claims, and how good its claim is.

A heading claims a column by its name; its unit and the cells below it may speak against it.
"""

from __future__ import annotations

import re
from collections import Counter, abc
from functools import lru_cache
from typing import NamedTuple

from analysis.intake.parse import fits
from analysis.intake.tables.cells import Below, readings
from analysis.intake.tables.everywhere import meanings
from analysis.intake.tables.mapping import Mapping
from analysis.intake.tables.names import bare, contradicts, frames, meaning, unit_in
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import normalise

_SHORT = 16
_TITLED = re.compile("[:：，。；]|(?:[表册簿]|台[账帐]|汇总|清单|统计)$")
_QUALIFIED = re.compile(
    "累计|上年|去年|往年|同期|同比|环比|增减|增长|计划|目标|合计|小计|总计|占比"
)

Ends = tuple[tuple[int, tuple[str, ...]], ...]
"""How many headings were left off above, and the rest, normalised."""

Claim = tuple[tuple[bool, int, bool, int, int], Column]
"""(whether its cells speak against it, headings left off, whether it is a bare word such as 时间,
rank of the name, index), and column."""


def claims_of(
    ledger: Ledger,
    paths: abc.Mapping[int, tuple[str, ...]],
    keys: abc.Mapping[int, Ends],
    mapping: Mapping,
    below: Below | None,
) -> list[Claim]:
    """Return the claims of headings on columns, the best fit first."""
    shared = set[str].intersection(*map(set, paths.values())) if len(paths) > 1 else set()
    claims: list[Claim] = []
    for index, ends in keys.items():
        if mapping.says(ledger, paths[index]):
            if column := mapping.column(ledger, paths[index]):
                claims.append(((False, 0, False, -1, index), column))
            continue
        for depth, parts in ends:
            left_off = [part for part in paths[index][:depth] if part not in shared]
            if bare(parts[-1]) and not all(frames(ledger, part) for part in left_off):
                continue  # 人数 below 志愿者 is not the 人数 of those who came
            if found := meaning(ledger.id, parts):
                column = _held(ledger, found[0], paths[index][-1], index, below)
                if column:
                    strange = _strange(ledger, column, paths[index][-1])
                    unlike = strange or (below is not None and below.unlike(column, index))
                    short = len(parts) == 1 and bare(parts[0])
                    claims.append(((unlike, depth, short, found[1], index), column))
                break
    return sorted(claims, key=lambda claim: claim[0])


class Prospect(NamedTuple):
    """What headings may give a ledger at most: in how many columns, and whether these make it."""

    ledger: str
    columns: int
    signed: bool


@lru_cache(maxsize=1 << 10)
def prospects(paths: frozenset[tuple[int, tuple[str, ...]]]) -> tuple[Prospect, ...]:
    """Return what headings (index, from top to bottom) may give, whatever stands below them.

    Only for the ledgers that any of them may be of, in the order of the declarations.
    """
    ids: dict[str, set[str | None]] = {}
    columns: Counter[str] = Counter()
    for _, path in paths:
        meant = _meant(path)
        columns.update({name for each in meant for name in each})
        for each in meant:
            for name, column in each.items():
                ids.setdefault(name, set()).update((column.id, column.texts))
    return tuple(
        Prospect(name, columns[name], any(s <= ids[name] for s in ledger.signature))
        for name, ledger in LEDGERS.items()
        if name in ids
    )


def meaningful(paths: abc.Collection[tuple[str, ...]], least: int) -> bool:
    """Whether so many headings mean anything in any ledger; of a row of data a few cells tell."""
    idle = 0
    for path in paths:
        idle += not _meant(path)
        if idle > len(paths) - least:
            return False
    return True


@lru_cache(maxsize=1 << 12)
def _meant(path: tuple[str, ...]) -> tuple[abc.Mapping[str, Column], ...]:
    """Return what a heading and each of its ends mean, by ledger."""
    return tuple(meant for _, parts in ends_of(path) if (meant := meanings(parts)))


def _strange(ledger: Ledger, column: Column, heading: str) -> bool:
    """Whether a heading is in a unit that is not the column's: 调解（件） are no 件次."""
    unit = unit_in(heading)
    once = ledger.grain == "register"
    return bool(unit and column.unit) and not fits(unit or "", column.unit or "", once=once)


def _held(
    ledger: Ledger, column: Column, heading: str, index: int, below: Below | None
) -> Column | None:
    """Return the column that a heading means once its unit and the cells below it are seen."""
    for one in readings(ledger, column):
        refused = below is not None and below.refuses(one, index, heading)
        if not refused and not contradicts(one, heading):
            return one
    return None


def qualifies(text: str) -> bool:
    """Whether a short heading says that the figures below it are others (累计, 上年同期)."""
    short = len(text) <= _SHORT and not _TITLED.search(text)
    return short and bool(_QUALIFIED.search(text))


@lru_cache(maxsize=1 << 12)
def ends_of(path: tuple[str, ...]) -> Ends:
    """Return the whole path and its ends; a qualifying heading is never left off."""
    parts = tuple(normalise(part) for part in path)
    cuts = range(len(parts))
    return tuple((cut, parts[cut:]) for cut in cuts if not any(map(qualifies, parts[:cut])))
