"""What a form asks and how it says so: headings, sentences and invented examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from analysis.ledgers import AtMost, Column, Ledger, NotBefore

Example: TypeAlias = str | int | dt.date

LOCAL = "仅本地使用，不进入报告"
MONTHS = tuple(f"{month}月" for month in range(1, 13))
FLAGS = ("是", "否")
EXAMPLES = 3
_NUMBERS = ("号", "号码", "电话")
_NAMES = ("张某某", "李某某", "王某某")
_YEAR = 2024
_OF_KIND: Mapping[str, str] = MappingProxyType(
    {
        "text": "文字，简要写明",
        "person": "姓名",
        "category": "文字，同一内容前后写法一致",
        "date": "日期，写年月日，如 2024-05-06 或 2024年5月6日",
        "period": "从下拉列表中选月份，也可写 第二季度、上半年、全年",
        "count": "不小于 0 的整数，没有发生的写 0",
        "number": "不小于 0 的数字",
        "flag": "从下拉列表中选 是 或 否",
    }
)


def asked(ledger: Ledger) -> tuple[Column, ...]:
    """Return the columns of a ledger that its form has.

    No running totals, which nobody should have to keep, and none that is a heading under another
    (当事人/住址): the plain column of the same kind asks for it.
    """
    return tuple(c for c in ledger.columns if not c.running and "/" not in c.title)


def is_serial(column: Column) -> bool:
    """Whether a column only numbers the rows."""
    return column.id == "serial"


def heading(column: Column) -> str:
    """Return the heading with its unit, and ``*`` where the column is required."""
    unit = f"（{column.unit}）" if column.unit else ""
    return f"{column.title}{unit}{'*' if column.required else ''}"


def choices(column: Column) -> tuple[str, ...]:
    """Return what the dropdown of a column offers; nothing where it has none."""
    return {"period": MONTHS, "flag": FLAGS}.get(column.kind, tuple(column.values))


def how(ledger: Ledger, column: Column, *, listed: bool = True) -> str:
    """Say how a column is filled in; ``listed``: with all the values that it may have."""
    parts = [_kind(column, listed=listed)]
    if column.unit:
        parts.append(f"单位：{column.unit}，只写数字")
    parts += _rules(ledger, column)
    if column.id in ledger.key:
        named = "".join(f"“{ledger.column(name).title}”" for name in ledger.key)
        parts.append(f"{named}{'都' if len(ledger.key) > 1 else ''}相同的只填一行")
        if ledger.grain == "return" and not column.required:
            parts.append("要么每行都填，要么都不填")
    if column.required:
        parts.append("必填")
    if column.personal:
        parts.append(f"{LOCAL}，可不填")
    return "；".join(parts) + "。"


def _kind(column: Column, *, listed: bool) -> str:
    if is_serial(column):
        return "顺序号，从 1 起，可不填"
    if column.kind == "text" and column.title.endswith(_NUMBERS):
        return "照原样填写，开头的 0 也不会丢"
    if not column.values:
        return _OF_KIND[column.kind]
    values = f"：{'、'.join(column.values)}" if listed else ""
    if column.closed:
        return f"只能从下拉列表中选{values}"
    return f"从下拉列表中选{values}；列表中没有的可照实填写，程序会提示核对"


def _rules(ledger: Ledger, column: Column) -> list[str]:
    told = []
    for rule in ledger.rules:
        match rule:
            case NotBefore(later, earlier) if later == column.id:
                told.append(f"不早于“{ledger.column(earlier).title}”")
            case AtMost(part, whole) if part == column.id:
                told.append(f"不大于“{ledger.column(whole).title}”")
    return told


def examples(ledger: Ledger) -> list[dict[str, Example]]:
    """Return invented rows, column id → cell; they keep every rule of the ledger."""
    return [
        {column.id: _example(ledger, column, number) for column in asked(ledger)}
        for number in range(EXAMPLES)
    ]


def _example(ledger: Ledger, column: Column, number: int) -> Example:
    depth = _depth(ledger, column.id)
    makers: Mapping[str, Callable[[], Example]] = {
        "person": lambda: _NAMES[number],
        "date": lambda: dt.date(_YEAR, 3 * number + 1, 8 + 5 * depth),
        "count": lambda: 20 + number - 2 * depth,
        "number": lambda: 10 * (number + 1),
        "text": lambda: _text(column, number),
        "category": lambda: _text(column, number),
    }
    if is_serial(column):
        return number + 1
    offered = choices(column)
    if offered:  # of a closed list the usual value: the others are the exception
        return offered[0 if column.closed else number % len(offered)]
    return makers[column.kind]()


def _depth(ledger: Ledger, column_id: str) -> int:
    """Count the rules above a column: 合格 is at most 实考, which is at most 应考."""
    above = [
        rule.earlier if isinstance(rule, NotBefore) else rule.whole
        for rule in ledger.rules
        if column_id == (rule.later if isinstance(rule, NotBefore) else rule.part)
    ]
    return max((1 + _depth(ledger, other) for other in above), default=0)


def _text(column: Column, number: int) -> str:
    if column.personal:
        return "（略）"
    if column.title.endswith("号"):
        return f"（{_YEAR}）第{number + 1}号"
    return f"某某{column.title.removesuffix('名称')}"
