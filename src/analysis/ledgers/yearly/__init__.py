"""Figures of which a town keeps a year's total and no register, by subject: items of 基本情况表.

Each is declared once: from it come the item that intake knows and the indicator that reads it.
Rates of them stand beside, under the same subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.ledgers.yearly import enforcing, hazards, order, streets
from analysis.ledgers.yearly.model import Item, Rate

SUBJECTS: Mapping[str, tuple[Item, ...]] = MappingProxyType(
    {
        "平安建设": order.ITEMS,
        "执法规范与柔性执法": enforcing.ITEMS,
        "城市管理与生态环境": streets.ITEMS,
        "安全与应急各领域": hazards.ITEMS,
    }
)
"""Subject → its items, as ``docs/indicators.md`` lists them."""

RATES: Mapping[str, tuple[Rate, ...]] = MappingProxyType(
    {
        "执法规范与柔性执法": enforcing.RATES,
        "城市管理与生态环境": streets.RATES,
        "安全与应急各领域": hazards.RATES,
    }
)
"""Subject → its rates, listed after its items."""

ITEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {item.title: item.also for items in SUBJECTS.values() for item in items}
)
"""Item → other ways of writing it."""

__all__ = ["ITEMS", "RATES", "SUBJECTS", "Item", "Rate"]
