"""Figures of which a town keeps a year's total and no register, by subject: items of 基本情况表.

Each is declared once: from it come the item that intake knows and the indicator that reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.ledgers.yearly import deciding, order, serving, spreading, studying
from analysis.ledgers.yearly.model import Item

SUBJECTS: Mapping[str, tuple[Item, ...]] = MappingProxyType(
    {
        "平安建设": order.ITEMS,
        "学习教育": studying.ITEMS,
        "普法渠道和力量": spreading.ITEMS,
        "决策、制度和法治力量": deciding.ITEMS,
        "公共服务与营商": serving.ITEMS,
    }
)
"""Subject → its items, as ``docs/indicators.md`` lists them."""

ITEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {item.title: item.also for items in SUBJECTS.values() for item in items}
)
"""Item → other ways of writing it."""

__all__ = ["ITEMS", "SUBJECTS", "Item"]
