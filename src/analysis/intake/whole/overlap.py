"""Figures of a return that would be counted twice: the same month by village and again by type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress, pairwise

import pandas as pd

from analysis.cells import Source
from analysis.findings import Finding
from analysis.ledgers import Ledger

_REMEDY = "同一时段的同一数字只留一种分法，其余移出该文件夹。"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a return: its period, its dimensions (None where empty) and where it stands."""

    start: datetime
    until: datetime
    by: tuple[str | None, ...]
    place: Source

    @property
    def way(self) -> tuple[bool, ...]:
        """By which dimensions its figures are divided."""
        return tuple(one is not None for one in self.by)


def overlaps(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield figures given twice over all tables of a return, for every figure that is added up.

    Twice: under the same key, for periods that lie in one another, or by different dimensions.
    """
    period, *others = ledger.key
    others = [name for name in others if name in frame]
    if period not in frame:
        return
    # Rows once for all columns, of which a return has dozens: pandas would sort and group for each.
    dated = frame[frame[period].notna()].sort_values([period, f"{period}_end"], kind="stable")
    rows = _rows(dated, period, others)
    for column in ledger.columns:
        if column.kind not in {"count", "number"} or column.running or column.id not in frame:
            continue
        given = list(compress(rows, dated[column.id].notna()))
        groups: dict[tuple[str | None, ...], list[_Row]] = {}
        for row in given:
            groups.setdefault(row.by, []).append(row)
        for group in groups.values():
            yield from _twice(column.title, group)
        yield from _otherwise(ledger, column.title, given, others)


def _rows(frame: pd.DataFrame, period: str, others: Sequence[str]) -> list[_Row]:
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in others]
    by = zip(*columns, strict=True) if columns else [()] * len(frame)
    places = zip(frame["_file"], frame["_sheet"], frame["_row"], strict=True)
    return [
        _Row(start, until, tuple(one), Source(str(file), str(sheet), f"{row}:{row}"))
        for start, until, one, (file, sheet, row) in zip(
            frame[period], frame[f"{period}_end"], by, places, strict=True
        )
    ]


def _twice(title: str, group: Sequence[_Row]) -> Iterator[Finding]:
    """Yield the rows whose period overlaps the one before; cells of one row stand for parts."""
    for before, row in pairwise(group):
        if row.start <= before.until and row.place != before.place:
            says = f"“{title}”的同一时段在 {before.place} 已有数字，会重复计数。"
            yield Finding("W401", row.place, says, remedy=_REMEDY)


def _otherwise(
    ledger: Ledger, title: str, given: Sequence[_Row], others: Sequence[str]
) -> Iterator[Finding]:
    """Yield one finding where a figure of the same time is divided in different ways."""
    ways: dict[tuple[bool, ...], list[_Row]] = {}
    for row in given:
        ways.setdefault(row.way, []).append(row)
    if not given:
        return
    (way, first), *rest = ways.items()
    for other, rows in rest:
        begin, end = min(row.start for row in first), max(row.until for row in first)
        meets = [row for row in rows if row.start <= end and row.until >= begin]
        if meets:
            told = [_told(ledger, others, each) for each in (way, other)]
            says = f"“{title}”既{told[0]}又{told[1]}填报，会重复计数，另见 {first[0].place}。"
            yield Finding("W401", meets[0].place, says, remedy=_REMEDY)


def _told(ledger: Ledger, others: Sequence[str], filled: Sequence[bool]) -> str:
    names = [ledger.column(name).title for name, there in zip(others, filled, strict=True) if there]
    return f"按{'、'.join(names)}" if names else "不分类"
