"""Which ledger a set of headings names, and which column each heading is.

Headings are compared with the declared names and forms of the same meaning (``names``); what is
only near a name is asked about (``suggest``), never taken for it.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from analysis.intake.sheet import Sheet
from analysis.intake.tables.cells import Below
from analysis.intake.tables.claims import Ends, claims_of, qualifies
from analysis.intake.tables.mapping import EMPTY, Mapping
from analysis.intake.tables.names import (
    declared,
    known,
    likely,
    meaning,
    plain,
    unit_in,
)
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import Cell, is_blank, nearest, normalise

_NEAR = 4
_TELLING = 3
_LONGEST = 30
_DIGITS = frozenset("0123456789")  # "" is none of them


@dataclass(frozen=True, slots=True)
class Located:
    """A declared column found in a sheet: its 0-based ``index`` and heading as written."""

    column: Column
    index: int
    heading: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows of a table.

    ``rival``: another ledger that fits just as well. ``asked``: headings that are not used, each
    with the column that it may be meant for. ``made``: how many columns no declared name gives. ``signed``: the
    headings alone make the ledger; else a title had to help.
    """

    ledger: Ledger
    top: int
    bottom: int
    columns: tuple[Located, ...]
    doubles: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    rival: Ledger | None = None
    asked: tuple[tuple[str, Column], ...] = ()
    made: int = 0
    signed: bool = True

    def like(self, other: Header) -> bool:
        """Whether both name the same columns in the same places."""
        mine, theirs = ([(c.index, c.column.id) for c in h.columns] for h in (self, other))
        return self.ledger is other.ledger and mine == theirs


def promising(row: list[Cell], mapping: Mapping = EMPTY) -> bool:
    """Whether enough cells of a row could be headings; keeps data rows cheap.

    A row with figures, as data rows have, needs headings in half of its cells.
    """
    texts = likely(row, mapping.ends)
    if len(texts) < 2:
        return False
    filled = len(row) - row.count("") - row.count(None)
    least = max(2, (filled + 1) // 2)
    if len(texts) < least and any(map(_is_figure, row)):
        return False
    hits = [t for t in texts if known(t) or (mapping.words and mapping.has(t))]
    if len(hits) < least and any(map(_is_figure, row)):
        return False
    return len(set(hits)) > 1


def _is_figure(cell: Cell) -> bool:
    """Whether a cell is a number or a date, or begins as they do."""
    return cell[:1] in _DIGITS if isinstance(cell, str) else cell is not None


def match(  # noqa: PLR0913, PLR0917 - a header is a place and what stands there
    ledger: Ledger,
    paths: abc.Mapping[int, tuple[str, ...]],
    keys: abc.Mapping[int, Ends],
    top: int,
    bottom: int,
    mapping: Mapping = EMPTY,
    *,
    told: bool = False,
    below: Below | None = None,
    titled: bool = False,
) -> Header | None:
    """Return the header that headings make for a ledger; None where they are not its headings.

    ``paths``: index → headings from top to bottom; ``keys``: what ``ends_of`` makes of them;
    ``told``: the town has said that this is the ledger; ``titled``: a title says so; ``below``:
    what stands below the headings.
    """
    claims = claims_of(ledger, paths, keys, mapping, below)
    claimed = {at for (*_, at), _ in claims}
    unused = [index for index in paths if index not in claimed]
    located: dict[int, Located] = {}
    doubles: list[tuple[str, str]] = []
    taken: dict[str, str] = {}
    for (_, depth, _, _, index), column in claims:
        heading = "/".join(paths[index])
        whole = depth == 0 or sum(c is column and d > 0 for (_, d, *_), c in claims) == 1
        if column.personal or (column.id not in taken and whole):
            located[index] = Located(column, index, heading, unit_in(paths[index][-1]))
            taken[column.id] = heading
        elif column.id in taken:
            doubles.append((taken[column.id], heading))
        else:  # 村/受理 beside 居/受理: neither is the whole
            unused.append(index)
    signed = any(signature <= taken.keys() for signature in ledger.signature)
    if not signed and not (told and taken) and not (titled and _enough(ledger, located, paths)):
        return None
    columns = tuple(located[index] for index in sorted(located))
    rest = tuple("/".join(paths[index]) for index in sorted(unused))
    made = sum(rank > len(c.headers) for (*_, rank, at), c in claims if at in located)
    return Header(ledger, top, bottom, columns, tuple(doubles), rest, made=made, signed=signed)


def _enough(
    ledger: Ledger, located: abc.Mapping[int, Located], paths: abc.Mapping[int, tuple[str, ...]]
) -> bool:
    """Whether a table whose title names a register has most of its headings, and a date."""
    columns = [found.column for found in located.values()]
    persons = ledger.about == "person"
    telling = [c for c in columns if (persons or not c.personal) and c.id != "serial"]
    dated = any(column.kind == "date" for column in telling)
    needed = any(column.kind == "date" and column.required for column in ledger.columns)
    most = 3 * len(columns) >= 2 * len(paths)
    return ledger.grain == "register" and dated >= needed and len(telling) >= _TELLING and most


# --- what is only near ------------------------------------------------------------------------

_OPPOSED = re.compile(
    "人数|人次|件次|件数|场次|次数|户数|份数|份|金额|率|比例|被|申请|受理|结案|办结|立案|应|实|未|不|非|无|已"
    "|本[月年季期]|[当上去往今每同]年|当月|累计|同期|计划|实际|目标|预计|拟|下次|上次|要求|期限|时限"
    "|成功|失败|化解|合格|优秀|及格|履行|确认|回访|评查|领取|印制|采购|库存|剩余|村|员|起|止|开始|结束"
)
"""Words that make another meaning of a heading that otherwise looks the same."""

_ABOUT_PERSONS = re.compile(
    "姓名|名字|电话|手机|身份|证件|证号|住址|地址|账号|卡号|号码|签[名字]|[人员者方]$|案情|经过|简介|车牌"
)


def suggest(ledger: Ledger, heading: str, missing: Collection[str] | None = None) -> Column | None:
    """Return the column that an unknown heading may be meant for, to be asked about.

    ``missing``: ids of the columns still to be found; None: all. Never one that differs by a word
    that matters (人数 人次, 受理 结案), and never from or to what may name a person.
    """
    path = tuple(normalise(part) for part in heading.split("/"))
    key = plain(path[-1])
    if column := _asking(ledger.id).get(key):
        open_one = missing is None or column.id in missing
        return column if open_one and not any(map(qualifies, path)) else None
    if any(map(qualifies, path)) or len(key) > _LONGEST or _ABOUT_PERSONS.search(key):
        return None
    names = _plain_names(ledger.id)
    near = nearest(key, names)
    column = names[near] if near else None
    if near is None or column is None or column.personal or near == key:
        return None  # a name that is not taken for its column: cells or units speak against it
    if missing is not None and column.id not in missing:
        return None
    if key.endswith("日期") and column.kind not in {"date", "period"}:
        return None
    return column if _opposed(near) == _opposed(key) else None


@cache
def _plain_names(ledger_id: str) -> abc.Mapping[str, Column]:
    """Return the declared names of one part in their plain form → column."""
    names = declared(ledger_id).items()
    return {plain(name): column for name, (column, _) in names if "/" not in name}


@cache
def _asking(ledger_id: str) -> abc.Mapping[str, Column]:
    """Return heading → the column that it may mean."""
    columns = LEDGERS[ledger_id].columns
    return {plain(normalise(name)): column for column in columns for name in column.asks}


def _opposed(text: str) -> set[str]:
    return set(_OPPOSED.findall(text))


def asked_of(
    ledger: Ledger, unused: Collection[str], found: Collection[str]
) -> tuple[tuple[str, Column], ...]:
    """Return the unused headings that may be meant for a column not found."""
    missing = {column.id for column in ledger.columns} - set(found)
    near = ((heading, suggest(ledger, heading, missing)) for heading in unused)
    return tuple((heading, column) for heading, column in near if column)


def near_miss(sheet: Sheet, mapping: Mapping = EMPTY) -> tuple[Ledger, tuple[Column, ...]] | None:
    """Return the ledger that a sheet without a table may be meant for, and what it lacks."""
    best = max(_misses(sheet, mapping), key=lambda miss: miss[0], default=None)
    return (best[1], best[2]) if best else None


def near_asked(sheet: Sheet, mapping: Mapping = EMPTY) -> tuple[tuple[str, Column], ...]:
    """Return the headings of such a sheet that may be meant for what it lacks."""
    best = max(_misses(sheet, mapping), key=lambda miss: miss[0], default=None)
    asked = asked_of(best[1], best[3], best[4]) if best else ()
    return tuple((heading, column) for heading, column in asked if best and column in best[2])


def _misses(
    sheet: Sheet, mapping: Mapping
) -> Iterator[tuple[int, Ledger, tuple[Column, ...], tuple[str, ...], frozenset[str]]]:
    """Yield how many columns are there, ledger, columns lacking, headings unknown, ids found."""
    for line in sheet.grid:
        if not promising(line, mapping):
            continue
        headings = {normalise(str(cell)): str(cell) for cell in line if not is_blank(cell)}
        for ledger in LEDGERS.values():
            means = {
                h: found[0] for key, h in headings.items() if (found := meaning(ledger.id, (key,)))
            }
            there = frozenset(column.id for column in means.values())
            lacking = min((s - there for s in ledger.signature), key=len)
            told = [c for c in ledger.columns if c.id in there and not c.personal]
            if lacking and len(told) >= _NEAR and 2 * len(there) >= len(headings):
                columns = tuple(c for c in ledger.columns if c.id in lacking)
                open_ones = (h for h in headings.values() if not mapping.says(ledger, (h,)))
                rest = tuple(h for h in open_ones if h not in means)
                yield len(told), ledger, columns, rest, there
