"""One cell becomes one value of its column's kind, or raises what the clerk has to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Any

from analysis.ledgers import Column
from analysis.values import (
    Cell,
    Unreadable,
    is_blank,
    nearest,
    normalise,
    parse_date,
    parse_flag,
    parse_period,
    parse_quantity,
    round_half_up,
    tidy,
)

_LARGEST = Decimal(10) ** 15
_NO_YEAR = 1  # of a period that does not say its year
_MOST = 10**8  # of anything that a town counts; a telephone number is more
_NOTHING = frozenset({"/", "-", "—", "——", "\\", "－", "--"})
_ZERO = frozenset({"零报告", "零上报", "无", "没有", "未发生"})
_ALIKE = (
    frozenset({"人", "名", "位"}),
    frozenset({"次", "场", "场次", "期", "回", "堂"}),
    frozenset({"件", "起", "宗", "例"}),
)
_WITHIN_ONE = (frozenset({"人", "名", "位", "人次"}), frozenset({"次", "件次"}))


class UnlistedError(Exception):
    """A category that is not declared, and the declared value nearest to it."""

    def __init__(self, guess: str | None) -> None:
        """Keep the guess."""
        self.nearest = guess


def parse(column: Column, unit: str | None, cell: Cell, year: int) -> Any:
    """Read a filled cell under a heading with that unit. Raises Unreadable or UnlistedError."""
    match column.kind:
        case "count":
            return _count(column, unit, cell)
        case "number":
            return _number(column, unit, cell)
        case "period":
            return parse_period(cell, year)
        case "category" if column.values:
            return _category(column, text_of(cell))
        case "date" if column.rough:
            return _rough(cell)
    return _SIMPLE[column.kind](cell)


def text_of(cell: Cell) -> str:
    """Return a cell as people see it: a number that is whole has no decimals."""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole and isinstance(cell, float) else tidy(str(cell))


def is_nothing(column: Column, cell: Cell) -> bool:
    """Whether a cell is empty or struck out (/), and this is not a value of its column."""
    if is_blank(cell):
        return True
    if isinstance(cell, str) and cell[0].isalnum():
        return False
    struck = str(cell).strip() in _NOTHING
    return struck and accepted(column, str(cell)) is None


def expects(column: Column) -> str:
    """Say what an empty cell should hold."""
    if column.closed:
        return "、".join(column.values)
    return {
        "date": "日期，如 2023年5月6日",
        "period": "月份或季度，如 5月、第二季度",
        "count": "整数",
        "number": "数字",
    }.get(column.kind, "")


def fits(written: str, wanted: str, *, once: bool) -> bool:
    """Whether a unit may stand for another; within one event 人 is 人次, of one case 次 is 件次."""
    pair = {written, wanted}
    groups = (*_ALIKE, *_WITHIN_ONE) if once else _ALIKE
    same = written == wanted or any(pair <= alike for alike in groups)
    return same or pair == {"万元", "元"}


def listed(column: Column, text: str) -> str | None:
    """Return the declared value that has a text among its ways of writing, patterns apart."""
    return _table(_Same(column.values))[0].get(normalise(text))


def accepted(column: Column, text: str) -> str | None:
    """Return the declared value that a text stands for, None when it stands for none."""
    exact, parts = _table(_Same(column.values))
    key = normalise(text)
    if key in exact:
        return exact[key]
    return next((value for part, value in parts if part in key), None)


class _Same:
    """The values that a column declares, known again as the very same ones and not as equal ones."""

    __slots__ = ("values",)

    def __init__(self, values: Mapping[str, tuple[str, ...]]) -> None:
        self.values = values

    def __hash__(self) -> int:
        return id(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.values is other.values


@cache
def _table(told: _Same) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    exact = {normalise(value): value for value in told.values}
    parts: list[tuple[str, str]] = []
    for value, aliases in told.values.items():
        for alias in aliases:
            if alias.startswith("*"):
                parts.append((normalise(alias[1:]), value))
            else:
                exact.setdefault(normalise(alias), value)
    return exact, tuple(parts)


def _rough(cell: Cell) -> dt.date:
    """Read a date, or the first day of a month or year that says which year it is."""
    with suppress(Unreadable):
        return parse_date(cell)
    with suppress(Unreadable):
        first, _ = parse_period(cell, _NO_YEAR)
        if first.year != _NO_YEAR:
            return first
    return parse_date(cell)  # says what a date looks like


def _category(column: Column, text: str) -> str:
    found = accepted(column, text)
    if found is None:
        raise UnlistedError(nearest(text, column.values))
    return found


def _count(column: Column, unit: str | None, cell: Cell) -> int:
    if normalise(str(cell)) in _ZERO:
        return 0
    number = _number(column, unit, cell)
    if not 0 <= number < _MOST or number != int(number):
        msg = "不小于 0 的整数，如 12"
        raise Unreadable(msg)
    return int(number)


def _number(column: Column, heading_unit: str | None, cell: Cell) -> Decimal:
    """Read a number in the column's unit; a unit in the cell goes before that of the heading."""
    number, unit = parse_quantity(cell)
    if unit and column.unit and not fits(unit, column.unit, once=True):
        msg = f"以“{column.unit}”为单位的数字"
        raise Unreadable(msg)
    if unit is None and (heading_unit, column.unit) == ("万元", "元"):
        number *= 10000
    if abs(number) >= _LARGEST:
        msg = "数字，如 12 或 3.5"
        raise Unreadable(msg)
    return round_half_up(number, 4)


_SIMPLE: Mapping[str, Callable[[Cell], Any]] = {
    "text": text_of,
    "category": text_of,
    "date": parse_date,
    "flag": parse_flag,
}
