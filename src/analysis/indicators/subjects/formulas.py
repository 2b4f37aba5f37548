"""Formulas in few words, for the declarations: ``rows("meetings", "held_on", category="述法会议")``."""

from __future__ import annotations

from analysis.indicators.model import Count, Latest, Sum, Where


def rows(ledger: str, when: str | None, *where: Where, **values: str | tuple[str, ...]) -> Count:
    """Return the count of a ledger's rows whose columns hold one of the values."""
    return Count(ledger, when=when, where=(*where, *_holding(values)))


def added(
    ledger: str, column: str, when: str | None, *where: Where, **values: str | tuple[str, ...]
) -> Sum:
    """Return the sum of a column over a ledger's rows whose columns hold one of the values."""
    return Sum(ledger, column, when=when, where=(*where, *_holding(values)))


def state(item: str) -> Latest:
    """Return the last figure of an item in 基本情况表: a headcount, or a year's total so kept."""
    return Latest("state", "value", where=(Where("item", (item,)),), dated="as_of")


def filled(column: str) -> Where:
    """Return the condition that a column is filled."""
    return Where(column)


def other_than(column: str, *values: str) -> Where:
    """Return the condition that a column is filled, and not with one of the values."""
    return Where(column, values, exclude=True)


def says(column: str, *words: str) -> Where:
    """Return the condition that a column's text has one of the words in it."""
    return Where(column, words, within=True)


def _holding(values: dict[str, str | tuple[str, ...]]) -> tuple[Where, ...]:
    return tuple(
        Where(column, (held,) if isinstance(held, str) else held) for column, held in values.items()
    )
