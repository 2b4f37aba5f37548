"""习近平法治思想: study, talks and publicity on it, which every report counts by forum.

Told by the words in the topic of the register, whatever else the topic names.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows, says
from analysis.indicators.subjects.short import figure

_WORDS = "习近平法治思想"
_TOPIC = says("topic", _WORDS)

_FORUMS: tuple[tuple[str, str, str], ...] = (
    ("centre_group", "中心组学法", "中心组学习"),
    ("before_meeting", "会前学法", "会前学习"),
    ("first_topic", "第一议题学习", "“第一议题”学习"),
    ("committee", "党委会学法", "党委会学习"),
    ("leading_group", "领导班子学法", "领导班子学习"),
    ("group_study", "集体学习", "集体学习"),
    ("branches", "党支部学习", "党支部学习"),
    ("in_villages", "村（社区）学习", "村（社区）学习"),
    ("seminars", "专题研讨", "专题研讨"),
    ("talks", "专题讲座", "专题讲座"),
    ("cadres", "干部培训", "专题培训"),
    ("lessons", "讲法治课", "专题党课"),
)
"""Word of the id, kind of study in the ledger, what it is called."""

_FORMS: tuple[tuple[str, str, str], ...] = (
    ("to_communities", "送法进社区", "进社区宣传"),
    ("to_countryside", "送法进乡村", "进乡村宣传"),
    ("to_schools", "送法进校园", "进校园宣传"),
    ("to_firms", "送法进企业", "进企业宣传"),
    ("to_offices", "送法进机关", "进机关宣传"),
    ("yard_meetings", "院坝会", "院坝会宣讲"),
    ("lectures", "法治讲座", "法治讲座"),
)
"""Word of the id, form of the event in the ledger, what it is called."""


_ALSO: dict[str, tuple[str, ...]] = {
    "中心组学习": (
        "中心组学习习近平法治思想", "中心组安排习近平法治思想专题学习", "中心组专题学习习近平法治思想", "中心组集中学习习近平法治思想",
        "中心组集体学习习近平法治思想", "习近平法治思想中心组专题学习", "习近平法治思想中心组学习专题学习",
        "习近平法治思想中心组集中学习", "习近平法治思想中心组集体学习",
        "中心组围绕习近平法治思想学习", "中心组围绕习近平法治思想专题学习", "中心组习近平法治思想专题学习",
        "中心组习近平法治思想学习", "中心组就习近平法治思想集中研讨", "习近平法治思想中心组学法",
    ),
    "会前学习": ("会前学习习近平法治思想", "习近平法治思想会前学法"),
    "“第一议题”学习": (
        "第一议题学习习近平法治思想", "第一议题党委会传达学习习近平法治思想", "习近平法治思想纳入第一议题学习", "习近平法治思想纳入第一议题传达学习", "习近平法治思想纳入第一议题党委会传达学习", "第一议题专题学习习近平法治思想", "第一议题传达学习习近平法治思想",
        "第一议题制度专题学习习近平法治思想", "第一议题习近平法治思想专题学习", "习近平法治思想作为第一议题学习",
    ),
    "党委会学习": (
        "党委会学习习近平法治思想", "习近平法治思想党委会传达学习", "党委会传达学习习近平法治思想", "党委会专题学习习近平法治思想", "党委会上专题学习习近平法治思想",
        "习近平法治思想党委会专题学习", "党委会集体学习习近平法治思想", "党委会习近平法治思想专题学习", "党委会围绕习近平法治思想专题学习",
        ),
    "领导班子学习": ("领导班子学习习近平法治思想", "班子成员学习习近平法治思想", "班子会学习习近平法治思想"),
    "集体学习": ("集体学习习近平法治思想", "集中学习法治思想", "干部集中学习习近平法治思想", "机关干部集中学习习近平法治思想", "集中学习习近平法治思想", "干部职工学习习近平法治思想", "习近平法治思想集中学习"),
    "党支部学习": (
        "党支部学习习近平法治思想", "党支部专题学习习近平法治思想", "党支部习近平法治思想学习", "各支部学习习近平法治思想", "党支部开展习近平法治思想学习", "习近平法治思想支部“三会一课”学习",
        "“三会一课”学习习近平法治思想", "习近平法治思想主题党日学习",
    ),
    "村（社区）学习": ("村（社区）学习习近平法治思想",),
    "专题研讨": ("习近平法治思想学习研讨", "习近平法治思想研讨交流", "习近平法治思想集中研讨"),
    "专题讲座": ("习近平法治思想讲座", "习近平法治思想专题辅导讲座", "习近平法治思想专题辅导报告", "习近平法治思想专题辅导", "习近平法治思想辅导讲座", "习近平法治思想专题报告会"),
    "专题培训": ("习近平法治思想培训", "习近平法治思想专题培训班"),
    "专题党课": ("习近平法治思想党课", "讲习近平法治思想党课"),
    "宣传活动": ("习近平法治思想宣传", "宣传习近平法治思想", "习近平法治思想主题宣传"),
    "进社区宣传": ("习近平法治思想进社区",),
    "进乡村宣传": ("习近平法治思想进乡村", "习近平法治思想进农村"),
    "进校园宣传": ("习近平法治思想进校园",),
    "进企业宣传": ("习近平法治思想进企业",),
    "进机关宣传": ("习近平法治思想进机关",),
    "院坝会宣讲": ("习近平法治思想院坝会", "院坝会宣讲习近平法治思想"),
    "法治讲座": ("习近平法治思想普法讲座",),
}  # fmt: skip
"""What else each is called, by its name without the words."""


_CAME: dict[str, tuple[str, ...]] = {
    "专题培训": (
        "习近平法治思想专题培训参训",
        "习近平法治思想专题培训培训干部",
        "习近平法治思想培训干部",
    ),
    "专题讲座": (
        "习近平法治思想专题讲座听讲",
        "习近平法治思想专题辅导讲座参训",
        "参加习近平法治思想专题辅导讲座",
        "习近平法治思想专题辅导讲座",
        "习近平法治思想专题辅导讲座参训党员干部",
        "习近平法治思想讲座听课",
    ),
}
"""What reports say of those who came, by the same name."""


def _said(name: str) -> tuple[str, ...]:
    return (name, *_ALSO.get(name.removeprefix(_WORDS), ()))


def _pair(word: str, name: str, ledger: str, kind: dict[str, str]) -> Iterator[Indicator]:
    """Yield how often it was held and how many came."""
    column = "attended" if ledger == "study" else "participants"
    unit = "次" if ledger == "study" else "场次"
    yield figure(f"thought.{word}", name, unit, rows(ledger, "held_on", _TOPIC, **kind),
                 by=("month",), phrases=_said(name), note=f"主题提到“{_WORDS}”的。")  # fmt: skip
    yield figure(
        f"thought.{word}_{column}", f"{name}参加", "人次",
        added(ledger, column, "held_on", _TOPIC, **kind), by=("month",),
        phrases=tuple(dict.fromkeys((*(p.format(name) for p in ("{0}参加", "参加{0}", "{0}覆盖", "{0}受众")), *_CAME.get(name.removeprefix(_WORDS), ())))),
        note=f"主题提到“{_WORDS}”的各场人次之和。",
    )  # fmt: skip


def _indicators() -> Iterator[Indicator]:
    for word, kind, name in _FORUMS:
        yield from _pair(word, f"{_WORDS}{name}", "study", {"category": kind})
    yield from _pair("events", f"{_WORDS}宣传活动", "publicity_events", {})
    for word, kind, name in _FORMS:
        yield from _pair(word, f"{_WORDS}{name}", "publicity_events", {"form": kind})


INDICATORS = tuple(_indicators())
