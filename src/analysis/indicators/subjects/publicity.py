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
        formulas=(
            Count("publicity_events", when="held_on"),
            Sum("publicity_return", "events", when="period"),
        ),
        by=("month", "form", "village"),
        phrases=(
            "普法活动",
            "开展普法宣传",
            "法治宣传活动",
            "开展普法活动",
            "开展法治宣传活动",
            "开展普法宣传活动",
            "普法宣传活动",
            "开展法治宣传",
            "开展各类普法宣传活动",
            "开展宣传活动",
            "举办法治宣传活动",
            "组织开展普法宣传",
            "主题宣传",
            "法治宣传“六进”活动",
            "宣传活动",
            "普法宣传",
            "普法专场",
        ),
    ),
    Indicator(
        id="publicity.talks",
        title="学习宣讲会",
        unit="场次",
        formulas=(
            Count(
                "publicity_events",
                when="held_on",
                where=(Where("form", ("学习宣讲会", "法治讲座", "院坝会")),),
            ),
        ),
        by=("month", "village"),
        phrases=(
            "学习宣讲会",
            "宣讲会",
            "专题宣讲",
            "集中宣讲",
            "法治宣讲",
            "开展宣讲",
            "普法宣讲",
            "法律宣讲",
            "法治宣讲会",
            "法治理论宣讲",
            "基层宣讲",
            "法治流动课堂",
            "靶向宣讲",
            "宣讲活动",
        ),
        note="宣讲会、法治讲座、院坝会都计入；讲座、院坝会另列。",
    ),
    Indicator(
        id="publicity.rallies",
        title="集中宣传",
        unit="场次",
        formulas=(
            Count("publicity_events", when="held_on", where=(Where("form", ("集中宣传",)),)),
        ),
        by=("month", "village"),
        phrases=(
            "集中宣传",
            "集中宣传活动",
            "开展集中宣传",
            "大型集中宣传",
            "现场集中宣传",
            "集中普法",
        ),
    ),
    Indicator(
        id="publicity.participants",
        title="普法活动参加",
        unit="人次",
        formulas=(
            Sum("publicity_events", "participants", when="held_on"),
            Sum("publicity_return", "participants", when="period"),
        ),
        by=("month", "form", "village"),
        phrases=(
            "受众",
            "参加群众",
            "受教育群众",
            "受众达",
            "参与群众",
            "覆盖群众",
            "惠及群众",
            "受教育",
            "覆盖",
            "宣传群众",
            "受益群众",
            "参加人次",
            "获宣人员",
        ),
    ),
    Indicator(
        id="publicity.consulted",
        title="现场解答咨询",
        unit="人次",
        formulas=(
            Sum("publicity_events", "consulted", when="held_on"),
            Sum("publicity_return", "consulted", when="period"),
        ),
        by=("month", "form"),
        phrases=(
            "解答咨询",
            "咨询答疑",
            "开展咨询",
            "提供现场咨询",
            "现场解答群众咨询",
            "现场解答咨询",
            "解答群众咨询",
            "接受群众咨询",
            "现场解答",
            "解答群众法律咨询",
            "接受法律咨询",
            "现场接受咨询",
        ),
    ),
    Indicator(
        id="publicity.booklets",
        title="发放宣传读本",
        unit="本",
        formulas=_materials("宣传读本"),
        by=("month",),
        display=_ABOUT,
        phrases=(
            "宣传读本",
            "发放读本",
            "发放宣传读本",
            "法律读本",
            "普法读本",
            "法律书籍",
            "普法书籍",
            "民法典读本",
        ),
    ),
    Indicator(
        id="publicity.bags",
        title="发放宣传袋",
        unit="个",
        formulas=_materials("宣传袋"),
        by=("month",),
        display=_ABOUT,
        phrases=("宣传袋", "普法宣传袋", "环保袋", "手提袋"),
    ),
    Indicator(
        id="publicity.leaflets",
        title="发放传单",
        unit="份",
        formulas=_materials("传单"),
        by=("month",),
        display=_ABOUT,
        phrases=("传单", "宣传单", "发放传单", "宣传折页", "发放宣传单", "宣传彩页"),
    ),
    Indicator(
        id="publicity.board_changes",
        title="普法宣传栏内容更换",
        unit="次",
        formulas=(
            Sum("boards", "changes", when="changed_on"),
            Sum("publicity_return", "boards", when="period"),
        ),
        by=("month", "village"),
        phrases=(
            "宣传栏内容更换",
            "更换宣传栏",
            "更新宣传栏",
            "普法宣传栏内容更换",
            "宣传栏更新",
            "更换普法宣传栏",
        ),
    ),
)
