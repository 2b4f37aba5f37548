"""What names a row of a ledger may stand only once, over all files and sheets of a town."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from analysis.cells import Source
from analysis.findings import Finding
from analysis.intake.whole.copies import key_columns, keyed
from analysis.intake.whole.overlap import overlaps
from analysis.ledgers import Ledger

_SHOWN = 8


def check_ledger(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield keys that stand more than once in a ledger, over all its files and sheets."""
    names = key_columns(ledger, frame)
    if not names:
        return
    if f"{names[0]}_end" not in frame:
        keys = [*zip(*(frame[name].tolist() for name in names), strict=True)]
        if len(set(keys)) < len(keys):  # most often all differ
            yield from _doubled_keys(ledger, frame[keyed(ledger, frame)])
    elif len(ledger.key) > 1:
        yield from overlaps(ledger, frame)
    else:
        starts, ends = (frame[name].tolist() for name in (names[0], f"{names[0]}_end"))
        spans = sorted(s for s in zip(starts, ends, strict=True) if s[0] is not pd.NaT)
        if any(start <= until for (_, until), (start, _) in pairwise(spans)):  # seldom
            yield from _overlaps(ledger, frame[keyed(ledger, frame)])


def _overlaps(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield periods that lie in one another: a month beside its quarter would count twice."""
    key = ledger.key[0]
    ends = frame[f"{key}_end"]
    rows = sorted(zip(frame[key], ends, _places(frame), strict=True), key=lambda r: r[:2])
    reach = rows[:1]
    for start, until, here in rows[1:]:
        ((_, reached, other),) = reach
        if start <= reached:
            says = f"“{ledger.column(key).title}”与 {other} 重叠，会重复计数。"
            remedy = "同一时段只留一行；季度、半年、全年的小计请在该栏写“小计”或“合计”。"
            yield Finding("W401", here, says, remedy=remedy)
        if until > reached:
            reach = [(start, until, here)]


def _doubled_keys(ledger: Ledger, named: pd.DataFrame) -> Iterator[Finding]:
    keys = list(ledger.key)
    doubled = named[named.duplicated(keys, keep=False)]
    titles = "、".join(ledger.column(name).title for name in keys)
    for _, group in doubled.groupby(keys, sort=False):
        places = _places(group)
        others = "；".join(str(place) for place in places[1:_SHOWN])
        says = f"{titles}相同的行出现 {len(group)} 次，另见 {others}。"
        remedy = f"如是重复登记请删去一行；如确为{ledger.row_is}分次登记，请另编号或合为一行。"
        yield Finding("W401", places[0], says, remedy=remedy, heading=ledger.column(keys[0]).title)


def _places(frame: pd.DataFrame) -> list[Source]:
    """Return where records stand: in their own cells, else in whole rows."""
    cells = frame["_row"].map(lambda row: f"{row}:{row}")
    if "_cells" in frame:
        cells = frame["_cells"].fillna("").where(frame["_cells"].fillna("") != "", cells)
    return [
        Source(str(file), str(sheet), str(here))
        for file, sheet, here in zip(frame["_file"], frame["_sheet"], cells, strict=True)
    ]
