"""Yearly items that a register gives where the town keeps no total: its rows are told by words.

The total that a town states comes first: a register of checks need not hold every check on smoking.
"""

from __future__ import annotations

from analysis.indicators.model import RowFormula
from analysis.indicators.subjects.formulas import added, rows, says


def _studied(column: str, *words: str) -> RowFormula:
    return rows("study", "held_on", says(column, *words))


def _came(column: str, *words: str) -> RowFormula:
    return added("study", "attended", "held_on", says(column, *words))


def _met(*words: str) -> RowFormula:
    return rows("meetings", "held_on", says("name", *words))


def _checked(*words: str) -> RowFormula:
    return rows("inspections", "held_on", says("topic", *words))


def _of_checks(column: str, *words: str) -> RowFormula:
    return added("inspections", column, "held_on", says("topic", *words))


def _punished(column: str, *words: str) -> RowFormula:
    return rows("penalties", "decided_on", says(column, *words))


def _fined(column: str, *words: str) -> RowFormula:
    return added("penalties", "amount", "decided_on", says(column, *words))


def _held(column: str, *words: str) -> RowFormula:
    return rows("publicity_events", "held_on", says(column, *words))


def _of_events(column: str, *words: str) -> RowFormula:
    return added("publicity_events", column, "held_on", says("topic", *words))


_APPOINTED = says("name", "任前")

COUNTED: dict[str, RowFormula] = {
    "study.retreats": _studied("category", "读书班"),
    "study.retreat_people": _came("category", "读书班"),
    "study.joint": _studied("category", "联组"),
    "study.staff_meetings": _studied("category", "例会"),
    "study.party_days": _studied("category", "主题党日"),
    "study.party_day_people": _came("category", "主题党日"),
    "study.branch_life": _studied("category", "三会一课"),
    "study.law_classes": _studied("category", "法治讲堂", "法治大讲堂"),
    "study.law_class_people": _came("category", "法治讲堂", "法治大讲堂"),
    "study.warnings": _studied("category", "警示教育"),
    "study.warned": _came("category", "警示教育"),
    "study.thought": _studied("topic", "习近平法治思想"),
    "study.thought_talks": _held("topic", "习近平法治思想"),
    "study.thought_talk_people": _of_events("participants", "习近平法治思想"),
    "study.thought_papers": _of_events("leaflets", "习近平法治思想"),
    "study.constitution": _studied("topic", "宪法"),
    "study.civil_code": _studied("topic", "民法典"),
    "study.discipline": _studied("topic", "党纪", "纪律处分条例"),
    "study.young": _studied("topic", "年轻干部"),
    "study.young_people": _came("topic", "年轻干部"),
    "study.appointed_exam": added("exams", "expected", "held_on", _APPOINTED),
    "study.appointed_exam_sat": added("exams", "sat", "held_on", _APPOINTED),
    "study.appointed_exam_passed": added("exams", "passed", "held_on", _APPOINTED),
    "decide.meetings": _met("重大行政决策", "重大决策"),
    "enforcing.case_meetings": _met("案审会", "案件审理", "案件评审"),
    "enforcing.liaison_meetings": _met("执法联席"),
    "spread.meetings": _met("普法工作", "普法联席"),
    "calls.joint_meetings": _met("信访联席", "信访工作联席"),
    "order.meetings": _met("平安建设"),
    "enforcing.firm_checks": _checked("涉企"),
    "enforcing.one_check": _checked("综合查一次"),
    "streets.smoking": _checked("控烟", "吸烟", "禁烟"),
    "streets.smoking_officers": _of_checks("officers", "控烟", "吸烟", "禁烟"),
    "streets.smoking_places": _of_checks("checked", "控烟", "吸烟", "禁烟"),
    "streets.smoking_stopped": _of_checks("persuaded", "控烟", "吸烟", "禁烟"),
    "streets.sorting": _checked("垃圾分类"),
    "streets.sorting_officers": _of_checks("officers", "垃圾分类"),
    "streets.sorting_places": _of_checks("checked", "垃圾分类"),
    "streets.fairs": _checked("农贸市场", "集贸市场"),
    "streets.dust": _checked("扬尘"),
    "streets.fumes": _of_checks("checked", "油烟"),
    "streets.patrols": _checked("市容"),
    "streets.stalls_persuaded": _of_checks("persuaded", "占道经营"),
    "land.land_patrols": _checked("耕地"),
    "land.building_patrols": _checked("农房", "建房"),
    "land.burning_patrols": _checked("秸秆"),
    "land.fishing_patrols": _checked("禁捕", "禁渔"),
    "streets.venues": _of_checks("checked", "网吧", "娱乐场所", "文化市场"),
    "land.ecology_checks": _checked("生态环境", "环境保护", "环保"),
    "land.ecology_firms": _of_checks("checked", "生态环境", "环境保护", "环保"),
    "hazards.fire_checks": _checked("消防"),
    "hazards.fire_places": _of_checks("checked", "消防"),
    "hazards.gas_checks": _checked("燃气"),
    "hazards.gas_diners": _of_checks("checked", "燃气"),
    "living.food_checks": _checked("食品"),
    "living.food_shops": _of_checks("checked", "食品"),
    "living.school_checks": _checked("校园"),
    "disasters.wood_patrols": _checked("森林防火"),
    "disasters.flood_checks": _checked("防汛"),
    "living.drown_patrols": _checked("溺水"),
    "disasters.slope_patrols": _checked("地质灾害"),
    "streets.penalties": _punished("basis", "市容"),
    "streets.civility_cases": _punished("basis", "文明"),
    "streets.civility_fines": _fined("basis", "文明"),
    "streets.smoking_cases": _punished("cause", "吸烟", "控烟"),
    "streets.smoking_fines": _fined("cause", "吸烟", "控烟"),
    "streets.sorting_cases": _punished("cause", "垃圾分类", "未分类"),
    "hazards.cases": _punished("basis", "安全生产"),
    "hazards.fines": _fined("basis", "安全生产"),
    "hazards.fire_cases": _punished("basis", "消防"),
    "living.food_cases": _punished("basis", "食品安全"),
    "spread.on_cults": _held("topic", "邪教"),
    "spread.on_peoples": _held("topic", "民族", "宗教"),
    "spread.on_net": _held("topic", "网络安全"),
    "spread.on_ip": _held("topic", "知识产权"),
    "spread.on_land": _held("topic", "土地"),
    "spread.on_secrecy": _held("topic", "保密"),
    "spread.on_railways": _held("topic", "铁路"),
    "spread.to_sites": _held("form", "进工地"),
    "spread.to_barracks": _held("form", "进军营"),
    "spread.to_markets": _held("form", "进市场"),
    "spread.to_scenic": _held("form", "进景区"),
    "spread.to_hospitals": _held("form", "进医院"),
    "spread.to_care": _held("form", "进养老"),
    "spread.to_grids": _held("form", "进网格"),
    "spread.to_estates": _held("form", "进小区"),
    "spread.fairs": _held("form", "大集"),
    "spread.fair_people": added(
        "publicity_events", "participants", "held_on", says("form", "大集")
    ),
}
"""Indicator → the formula after the stated total."""
