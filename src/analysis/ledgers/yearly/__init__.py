"""Figures of which a town keeps a year's total and no register, by subject: items of 基本情况表.

Each is declared once: from it come the item that intake knows and the indicator that reads it.
Rates of them stand beside, under the same subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.ledgers.yearly import (
    calls,
    courts,
    crime,
    deciding,
    disasters,
    enforcing,
    hazards,
    land,
    living,
    order,
    oversight,
    serving,
    spreading,
    staffing,
    streets,
    studying,
    villages,
    welfare,
)
from analysis.ledgers.yearly.model import Item, Rate

_MODULES = {
    "学习教育": studying,
    "普法渠道和力量": spreading,
    "决策、制度和法治力量": deciding,
    "执法规范与柔性执法": enforcing,
    "执法力量与权限": staffing,
    "城市管理": streets,
    "土地与生态环境": land,
    "安全生产、消防与燃气": hazards,
    "道路食品校园安全": living,
    "防灾减灾": disasters,
    "平安建设": order,
    "打击和预防违法犯罪": crime,
    "诉求与综治中心": calls,
    "诉源治理": courts,
    "基层治理": villages,
    "监督": oversight,
    "公共服务与营商": serving,
    "民生与社区服务": welfare,
}

SUBJECTS: Mapping[str, tuple[Item, ...]] = MappingProxyType(
    {subject: module.ITEMS for subject, module in _MODULES.items()}
)
"""Subject → its items, as ``docs/indicators.md`` lists them."""

RATES: Mapping[str, tuple[Rate, ...]] = MappingProxyType(
    {subject: module.RATES for subject, module in _MODULES.items()}
)
"""Subject → its rates, listed after its items."""

ITEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {item.title: (*item.also, *item.tabled) for items in SUBJECTS.values() for item in items}
)
"""Item → other ways of writing it."""

__all__ = ["ITEMS", "RATES", "SUBJECTS", "Item", "Rate"]
