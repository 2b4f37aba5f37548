"""Figures of a return that would be counted twice: the same month by village and again by type."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.cells import Source
from analysis.findings import Finding
from analysis.ledgers import Ledger

_REMEDY = "同一时段的同一数字只留一种分法，其余移出该文件夹。"


def overlaps(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield figures given twice over all tables of a return, for every figure that is added up.

    Twice: under the same key, for periods that lie in one another, or by different dimensions.
    """
    period, *others = ledger.key
    others = [name for name in others if name in frame]
    if period not in frame:
        return
    for column in ledger.columns:
        if column.kind not in {"count", "number"} or column.running or column.id not in frame:
            continue
        given = frame[frame[column.id].notna() & frame[period].notna()]
        given = given.sort_values([period, f"{period}_end"], kind="stable")
        by = [given[name].fillna("") for name in others]
        for _, group in given.groupby(by, sort=False) if by else [((), given)]:
            yield from _twice(column.title, period, group)
        yield from _otherwise(ledger, column.title, period, given, others)


def _twice(title: str, period: str, group: pd.DataFrame) -> Iterator[Finding]:
    """Yield the rows whose period overlaps the one before; cells of one row stand for parts."""
    rows = list(zip(group[period], group[f"{period}_end"], _places(group), strict=True))
    for (_, until, other), (start, _, here) in pairwise(rows):
        if start <= until and here != other:
            says = f"“{title}”的同一时段在 {other} 已有数字，会重复计数。"
            yield Finding("W401", here, says, remedy=_REMEDY)


def _otherwise(
    ledger: Ledger, title: str, period: str, given: pd.DataFrame, others: list[str]
) -> Iterator[Finding]:
    """Yield one finding where a figure of the same time is divided in different ways."""
    if not others or given.empty:
        return
    filled = given[others].notna().apply(tuple, axis=1)
    first = given[filled == filled.iloc[0]]
    for way in filled.unique()[1:]:
        rest = given[filled == way]
        meets = (rest[period] <= first[f"{period}_end"].max()) & (
            rest[f"{period}_end"] >= first[period].min()
        )
        if meets.any():
            ways = [_told(ledger, others, each) for each in (filled.iloc[0], way)]
            says = f"“{title}”既{ways[0]}又{ways[1]}填报，会重复计数，另见 {_places(first)[0]}。"
            yield Finding("W401", _places(rest[meets])[0], says, remedy=_REMEDY)


def _told(ledger: Ledger, others: list[str], filled: tuple[Any, ...]) -> str:
    names = [ledger.column(name).title for name, there in zip(others, filled, strict=True) if there]
    return f"按{'、'.join(names)}" if names else "不分类"


def _places(frame: pd.DataFrame) -> list[Source]:
    return [
        Source(str(file), str(sheet), f"{row}:{row}")
        for file, sheet, row in zip(frame["_file"], frame["_sheet"], frame["_row"], strict=True)
    ]
