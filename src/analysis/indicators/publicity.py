"""Publicity: talks and events, materials handed out, boards."""

from __future__ import annotations

from analysis.indicators.model import Count, Display, Indicator, Sum, Where

_ABOUT = Display(step=100)


def _materials(category: str) -> tuple[Sum, ...]:
    return (Sum("materials", "quantity", when="given_on", where=(Where("category", (category,)),)),)


INDICATORS = (
    Indicator(
        id="publicity.events",
        title="普法活动",
        unit="场次",
        formulas=(Count("publicity_events", when="held_on"),),
        by=("month", "form", "village"),
        phrases=("普法活动", "开展普法宣传", "法治宣传活动"),
    ),
    Indicator(
        id="publicity.talks",
        title="学习宣讲会",
        unit="场次",
        formulas=(
            Count("publicity_events", when="held_on", where=(Where("form", ("学习宣讲会",)),)),
        ),
        by=("month", "village"),
        phrases=("学习宣讲会", "宣讲会", "法治讲座", "院坝会"),
    ),
    Indicator(
        id="publicity.rallies",
        title="集中宣传",
        unit="场次",
        formulas=(
            Count("publicity_events", when="held_on", where=(Where("form", ("集中宣传",)),)),
        ),
        by=("month", "village"),
        phrases=("集中宣传",),
    ),
    Indicator(
        id="publicity.participants",
        title="普法活动参加",
        unit="人次",
        formulas=(Sum("publicity_events", "participants", when="held_on"),),
        by=("month", "form", "village"),
        phrases=("受众", "参加群众", "受教育群众"),
    ),
    Indicator(
        id="publicity.consulted",
        title="现场解答咨询",
        unit="人次",
        formulas=(Sum("publicity_events", "consulted", when="held_on"),),
        by=("month", "form"),
        phrases=("解答咨询", "现场解答群众咨询"),
    ),
    Indicator(
        id="publicity.booklets",
        title="发放宣传读本",
        unit="本",
        formulas=_materials("宣传读本"),
        by=("month",),
        display=_ABOUT,
        phrases=("宣传读本", "发放读本"),
    ),
    Indicator(
        id="publicity.bags",
        title="发放宣传袋",
        unit="个",
        formulas=_materials("宣传袋"),
        by=("month",),
        display=_ABOUT,
        phrases=("宣传袋",),
    ),
    Indicator(
        id="publicity.leaflets",
        title="发放传单",
        unit="份",
        formulas=_materials("传单"),
        by=("month",),
        display=_ABOUT,
        phrases=("传单", "宣传单", "宣传资料"),
    ),
    Indicator(
        id="publicity.board_changes",
        title="普法宣传栏内容更换",
        unit="次",
        formulas=(Sum("boards", "changes", when="changed_on"),),
        by=("month", "village"),
        phrases=("宣传栏内容更换", "更换宣传栏"),
    ),
)
