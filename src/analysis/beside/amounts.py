"""A figure as people copy it from a document: with its unit or without, rates in percent."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from analysis.indicators.model import Indicator
from analysis.values import Cell, Unreadable, narrow, parse_number, parse_quantity

_SAME_UNITS: Final = ({"件", "起", "宗"}, {"人", "名"}, {"场", "场次"})


def amount(cell: Cell, indicator: Indicator) -> Decimal:
    """Read a figure with its unit or without. Raises ``Unreadable``."""
    if indicator.unit == "%":
        text = narrow(cell).strip() if isinstance(cell, str) else ""
        value = parse_number(text.removesuffix("%") if text else cell)
        if value < 0 or (0 < value <= 1 and not text.endswith("%")):
            raise Unreadable("带百分号的数，如 98.5%")
        return value
    value, unit = parse_quantity(cell)
    if indicator.unit == "万元" and unit == "元":
        return value / 10_000
    same = next((units for units in _SAME_UNITS if indicator.unit in units), {indicator.unit})
    if value < 0 or (unit and unit not in same):
        raise Unreadable(f"以“{indicator.unit}”为单位的数")
    return value
