"""What only shows over a whole table or ledger: totals, keys, rules, rows left aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pandas as pd

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.locate import Table, kinds_apart, totals
from analysis.intake.read import Sheet
from analysis.ledgers import AtMost, Ledger, NotBefore, Rule
from analysis.values import Unreadable, format_number, parse_number

_SHOWN = 8
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
    line = sheet.grid[rows[0]]
    for located in table.columns:
        name = located.column.id
        counted = located.column.kind in {"count", "number"} and name in frame
        if not counted or located.index >= len(line):
            continue
        try:
            stated = parse_number(line[located.index])
        except Unreadable:
            continue
        scale = 10000 if (located.unit, located.column.unit) == ("万元", "元") else 1
        added = Decimal(str(frame[name].sum() if len(frame) else 0))
        if added != stated * scale:
            where = Source(file, sheet.name, address(rows[0], located.index))
            says = f"合计写作 {format_number(stated, 4)}，明细相加为 {format_number(added / scale, 4)}。"
            yield Finding("W404", where, says, remedy="报告以明细为准，请核对合计。")


def check_ledger(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    """Yield breaches of the ledger's own rules and keys that stand more than once."""
    for rule in ledger.rules:
        yield from _rule(ledger, rule, frame)
    if ledger.key and all(name in frame for name in ledger.key):
        yield from _doubled_keys(ledger, frame)


def _rule(ledger: Ledger, rule: Rule, frame: pd.DataFrame) -> Iterator[Finding]:
    match rule:
        case NotBefore(later, earlier):
            code, low, high, word = "W402", earlier, later, "早于"
        case AtMost(part, whole):
            code, low, high, word = "W403", part, whole, "大于"
    if low not in frame or high not in frame:
        return
    broken = frame[(frame[low] > frame[high]).fillna(value=False)]
    first, second = (high, low) if code == "W402" else (low, high)
    says = f"“{ledger.column(first).title}”{word}“{ledger.column(second).title}”。"
    for place in _places(broken):
        yield Finding(code, place, says, remedy=_REMEDY)


def _doubled_keys(ledger: Ledger, frame: pd.DataFrame) -> Iterator[Finding]:
    keys = list(ledger.key)
    named = frame.dropna(subset=keys)
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
