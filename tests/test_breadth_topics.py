"""Figures told by words of a topic or an exam's name: from the sheets of an invented town."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from workbooks import read, save, values

from analysis.indicators.subjects import exams, thought

TOPIC = "深入学习习近平法治思想和宪法"
STUDY: list[list[Any]] = [
    ["日期", "类别", "主题", "应到人数", "实到人数"],
    ["2023-01-10", "中心组学法", TOPIC, 12, 11],
    ["2023-02-10", "中心组学法", "民法典", 12, 12],
    ["2022-02-10", "中心组学法", TOPIC, 12, 12],
    ["2023-02-11", "会前学法", TOPIC, 20, 19],
    ["2023-02-12", "第一议题", TOPIC, 10, 9],
    ["2023-02-13", "党委会学法", TOPIC, 9, 8],
    ["2023-02-14", "班子学法", TOPIC, 8, 7],
    ["2023-02-15", "集体学习", TOPIC, 60, 50],
    ["2023-02-16", "党支部学习", TOPIC, 30, 29],
    ["2023-02-17", "村（社区）学习", TOPIC, 25, 24],
    ["2023-02-18", "研讨", TOPIC, 11, 10],
    ["2023-02-19", "专题讲座", TOPIC, 90, 80],
    ["2023-02-20", "干部培训", TOPIC, 70, 60],
    ["2023-02-21", "讲法治课", TOPIC, 45, 40],
]
EVENTS: list[list[Any]] = [
    ["活动时间", "活动主题", "活动形式", "活动地点", "参加人次", "发放宣传资料"],
    ["2023-03-01", TOPIC, "进社区", "甲社区", 100, 10],
    ["2023-03-02", TOPIC, "进乡村", "乙村", 90, 9],
    ["2023-03-03", TOPIC, "进校园", "甲小学", 80, 8],
    ["2023-03-04", TOPIC, "进企业", "甲厂", 70, 7],
    ["2023-03-05", TOPIC, "进机关", "甲楼", 60, 6],
    ["2023-03-06", TOPIC, "院坝会", "乙院", 50, 5],
    ["2023-03-07", TOPIC, "法治讲座", "乙室", 40, 4],
    ["2023-03-08", "禁毒", "进社区", "丙社区", 30, 3],
]
EXAMS: list[list[Any]] = [
    [
        "考试日期",
        "考试名称",
        "考试类别",
        "应考人数",
        "实考人数",
        "合格人数",
        "优秀人数",
        "满分人数",
    ],
    ["2023-05-01", "国家工作人员学法用法考试", "法治理论考试", 50, 48, 48, 40, 12],
    ["2023-06-01", "“法律明白人”学法考试", "应知应会测试", 100, 90, 81, 30, 9],
    ["2023-07-01", "村（社区）干部法律知识测试", "应知应会测试", 40, 40, 30, 20, 4],
    ["2023-08-01", "习近平法治思想理论测试", "应知应会测试", 30, 27, 27, 9, 3],
]
SESSIONS = {
    "centre_group": 11, "before_meeting": 19, "first_topic": 9, "committee": 8, "leading_group": 7,
    "group_study": 50, "branches": 29, "in_villages": 24, "seminars": 10, "talks": 80, "cadres": 60,
    "lessons": 40,
}  # fmt: skip
TALKS = {
    "to_communities": 100, "to_countryside": 90, "to_schools": 80, "to_firms": 70,
    "to_offices": 60, "yard_meetings": 50, "lectures": 40,
}  # fmt: skip
SAT = {
    "officials": (50, 48, 48, 40, 12), "guides": (100, 90, 81, 30, 9),
    "villages": (40, 40, 30, 20, 4), "thought": (30, 27, 27, 9, 3),
}  # fmt: skip
WORDS = ("expected", "sat", "passed", "excellent", "full_marks")
EXPECTED = {
    **{f"thought.{word}": 1 for word in (*SESSIONS, *TALKS)},
    **{f"thought.{word}_attended": people for word, people in SESSIONS.items()},
    **{f"thought.{word}_participants": people for word, people in TALKS.items()},
    "thought.events": 7,
    "thought.events_participants": 490,
    "study.thought": 12,
    "study.thought_talks": 7,
    "study.thought_papers": 49,
    **{f"exam.{kind}_sessions": 1 for kind in SAT},
    **{
        f"exam.{kind}_{word}": number
        for kind, numbers in SAT.items()
        for word, number in zip(WORDS, numbers, strict=True)
    },
    "exam.all_full_marks": 28,
}
RATES: dict[str, int | str] = {
    "exam.guides_attendance_rate": 90,
    "exam.guides_pass_rate": 90,
    "exam.officials_full_marks_rate": 25,
    "exam.villages_pass_rate": 75,
    "exam.thought_attendance_rate": 90,
    "exam.thought_pass_rate": 100,
    "exam.thought_excellence_rate": "33.3",
    "exam.villages_excellence_rate": 50,
}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Decimal]:
    """Read the town's sheets and compute."""
    folder = tmp_path_factory.mktemp("云岭镇")
    for name, rows in {"学法": STUDY, "普法": EVENTS, "考试": EXAMS}.items():
        save(folder / f"{name}.xlsx", {name: rows})
    return values(read(folder))


@pytest.mark.parametrize("name", [*EXPECTED, *RATES])
def test_the_sheets_give_the_figure_counted_by_hand(name: str, counted: dict[str, Decimal]) -> None:
    """The rows that say the words are counted, those of last year and of other topics are not."""
    assert round(counted[name], 1) == Decimal({**EXPECTED, **RATES}[name])


def test_every_figure_on_the_subject_is_proved() -> None:
    """No figure told by words is declared without a sheet above that gives it."""
    kinds = tuple(f"exam.{kind}_" for kind in SAT)
    named = {one.id for one in exams.INDICATORS if one.id.startswith(kinds)}
    rates = {name for name in named if name.endswith("_rate")}
    assert {one.id for one in thought.INDICATORS} | (named - rates) <= EXPECTED.keys()
