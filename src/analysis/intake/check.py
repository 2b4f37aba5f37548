"""What only shows over a whole table or ledger: totals, keys, rules, rows left aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.headings import cell_at
from analysis.intake.locate import Table, kinds_apart, totals
from analysis.intake.parse import parse
from analysis.intake.sheet import Sheet
from analysis.ledgers import AtMost, Ledger, NotBefore, Rule
from analysis.values import Unreadable, format_number

_SHOWN = 8
_ORDINAL = r"\d{1,4}(\.0)?"
_REMEDY = "请核对原表。"


def check_table(file: str, sheet: Sheet, table: Table, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield what a table's header, its own 合计 and the rows set apart have to tell."""
    head = Source(file, sheet.name, f"{table.header[0] + 1}:{table.header[1] + 1}")
    for kept, other in table.doubles:
        says = f"“{kept}”与“{other}”对应同一栏目，已取前者，后者未计入。"
        yield Finding("T203", head, says, remedy="请改其中一个表头。")
    if table.unused:
        names = "、".join(f"“{name[-20:]}”" for name in table.unused[:_SHOWN])
        more = f"等 {len(table.unused)} 列" if len(table.unused) > _SHOWN else ""
        yield Finding("T204", head, f"{names}{more}未使用，不进入报告。")
    yield from _totals(file, sheet, table, frame)
    for rule in table.ledger.rules:
        yield from _rule(file, sheet, table, frame, rule)


def check_apart(file: str, tables: Sequence[Table]) -> Iterator[Finding]:
    """Name the rows of a file's tables that are no data: totals, notes, blank and header rows."""
    kinds = sum((kinds_apart(table) for table in tables), Counter[str]())
    if kinds:
        told = "、".join(f"{kind} {rows} 行" for kind, rows in sorted(kinds.items()))
        yield Finding("T205", Source(file, "", ""), f"{told}，不作为明细计入。")


def _totals(file: str, sheet: Sheet, table: Table, frame: pd.DataFrame) -> Iterator[Finding]:
    """Hold the sheet's own 合计 against the detail; several totals rows are left to the reader."""
    rows = list(totals(table))
    if len(rows) != 1:
        return
    for located in table.columns:
        name = located.column.id
        if located.column.kind not in {"count", "number"} or name not in frame:
            continue
        try:
            stated = parse(located.column, located.unit, cell_at(sheet, rows[0], located.index), 0)
        except Unreadable:
            continue
        added = Decimal(str(frame[name].sum() if len(frame) else 0))
        if added != stated and not located.column.running:
            where = Source(file, sheet.name, address(rows[0], located.index))
            unit = located.column.unit or ""
            sums = [f"{format_number(Decimal(number), 4)}{unit}" for number in (stated, added)]
            says = f"合计为 {sums[0]}，明细相加为 {sums[1]}。"
            yield Finding("W404", where, says, remedy="报告以明细为准，请核对合计。")


def check_ledger(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield keys that stand more than once in a ledger, over all its files and sheets."""
    if not ledger.key or not all(name in frame for name in ledger.key):
        return
    if f"{ledger.key[0]}_end" in frame:
        yield from _overlaps(ledger, frame)
    else:
        yield from _doubled_keys(ledger, frame)


def _overlaps(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield periods that lie in one another: a month beside its quarter would count twice."""
    key = ledger.key[0]
    named = frame.dropna(subset=[key])
    rows = sorted(
        zip(named[key], named[f"{key}_end"], _places(named), strict=True), key=lambda r: r[:2]
    )
    for (_, until, other), (start, _, here) in pairwise(rows):
        if start <= until:
            says = f"“{ledger.column(key).title}”与 {other} 重叠，会重复计数。"
            remedy = "同一时段只留一行；季度、半年、全年的小计请在该栏写“小计”或“合计”。"
            yield Finding("W401", here, says, remedy=remedy)


def _rule(
    file: str, sheet: Sheet, table: Table, frame: pd.DataFrame, rule: Rule
) -> Iterator[Finding]:
    match rule:
        case NotBefore(later, earlier):
            code, told, word, other = "W402", later, "早于", earlier
        case AtMost(part, whole):
            code, told, word, other = "W403", part, "大于", whole
    if told not in frame or other not in frame:
        return
    wrong = frame[told] < frame[other] if code == "W402" else frame[told] > frame[other]
    column = next(found.index for found in table.columns if found.column.id == told)
    says = f"“{table.ledger.column(told).title}”{word}“{table.ledger.column(other).title}”。"
    for row in frame["_row"][wrong.fillna(value=False)]:
        place = Source(file, sheet.name, address(int(row) - 1, column))
        yield Finding(code, place, says, remedy=_REMEDY)


def _doubled_keys(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    keys = list(ledger.key)
    named = frame.dropna(subset=keys)
    # 1, 2, 3 … begin anew on each month's sheet: they count rows and name no case.
    ordinals = named[keys[0]].astype("str").str.fullmatch(_ORDINAL).to_numpy(dtype=bool)
    named = named[~ordinals]
    doubled = named[named.duplicated(keys, keep=False)]
    titles = "、".join(ledger.column(name).title for name in keys)
    for _, group in doubled.groupby(keys, sort=True):
        places = _places(group)
        others = "；".join(str(place) for place in places[1:_SHOWN])
        says = f"{titles}相同的行出现 {len(group)} 次，另见 {others}。"
        remedy = f"如是重复登记请删去一行；如确为{ledger.row_is}分次登记，请另编号或合为一行。"
        yield Finding("W401", places[0], says, remedy=remedy)


def _places(frame: pd.DataFrame) -> list[Source]:
    return [
        Source(str(file), str(sheet), f"{row}:{row}")
        for file, sheet, row in zip(frame["_file"], frame["_sheet"], frame["_row"], strict=True)
    ]
