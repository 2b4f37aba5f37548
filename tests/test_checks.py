"""What is odd about figures taken together is told in neutral words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import MEDIATION, RETURN, STUDY, found, observed, sheet, taken_in

from analysis.cells import Source
from analysis.checks import check_observations, check_parts
from analysis.findings import Finding, Severity
from analysis.indicators import INDICATORS
from analysis.indicators.model import LeftOut, Observation, Part, Reconciled


def figure(indicator: str, value: int, **more: object) -> Observation:
    """Make a total."""
    return Observation(
        area="双龙镇", year=2023, indicator=indicator, cell=(), value=Decimal(value),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def check(*observations: Observation) -> list[Finding]:
    """Check figures."""
    return check_observations(observations, INDICATORS)


def test_a_register_that_differs_from_its_return_is_told() -> None:
    """3 accepted in the register, 2 in the return: W405 with both figures, a 警告."""
    intake = taken_in(sheet(MEDIATION, name="案件"), sheet(RETURN[:3], name="报表"))
    (finding,) = [
        f for f in found(check_observations(observed(intake)[0], INDICATORS), "W405")
        if f.place.sheet == "受理人民调解案件"
    ]  # fmt: skip
    assert finding.says == "台账为3件，报表为2件。"
    assert (finding.severity, bool(finding.remedy)) == (Severity.WARNING, True)


def test_a_register_that_agrees_with_its_return_is_silent() -> None:
    """The same figure from both says nothing."""
    same = (Reconciled(1, Decimal(3), ()),)
    assert not check(figure("mediation.accepted", 3, reconciled=same))


def test_a_hundred_percent_is_told_with_its_halves() -> None:
    """100% is no accusation, but is always told with the two numbers behind it."""
    halves = (
        Part("成功", Decimal(202), Source("", "", "")),
        Part("办结", Decimal(202), Source("", "", "")),
    )
    (finding,) = check(figure("mediation.success_rate", 100, parts=halves))
    assert (finding.code, finding.severity) == ("W406", Severity.NOTE)
    assert finding.says == "比率为100%（成功 202，办结 202）。"
    assert not check(figure("mediation.success_rate", 99, parts=halves))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("mediation.settled", "mediation.accepted"),
        ("exam.passed", "exam.sat"),
        ("training.attended", "training.expected"),
        ("disputes.resolved", "disputes.screened"),
    ],
)
def test_a_part_larger_than_its_whole_is_told(part: str, whole: str) -> None:
    """More passed than sat, more settled than accepted: told with both figures."""
    (finding,) = check(figure(part, 3), figure(whole, 2))
    assert finding.code == "W407"
    assert "3" in finding.says
    assert "2" in finding.says
    assert not check(figure(part, 2), figure(whole, 2))
    assert not check(figure(part, 3))


def test_rows_outside_the_year_are_told_once() -> None:
    """Two figures that leave out the same rows: one W409 with their number and place."""
    place = Source("a.xlsx", "1月", "A5:T6")
    years = (LeftOut("受理日期在2023年以前", 2, place),)
    late = (LeftOut("受理日期在数据截止日之后", 1, place), LeftOut("“调解结果”未填", 1, place))
    findings = check(
        figure("mediation.accepted", 3, left_out=years),
        figure("mediation.sessions", 3, left_out=(*years, *late)),
    )
    assert [(f.code, f.place, f.says) for f in findings] == [
        ("W409", place, "受理日期在2023年以前的有 2 行，未计入本年度。"),
        ("W409", place, "受理日期在数据截止日之后的有 1 行，未计入本年度。"),
    ]


def test_the_required_parts_of_a_report() -> None:
    """Each part that no heading names is told; their order is free."""
    headings = ["一、下一步工作安排", "二、主要举措", "三、第一责任人履职", "四、存在问题"]
    assert list(check_parts(headings)) == []
    (finding,) = check_parts(headings[:3])
    assert (finding.code, finding.says) == ("W408", "没有“存在的不足和原因”。")


# --- patterns over the year ------------------------------------------------------------------


def broken_down(indicator: str, by: str, shares: Mapping[str, int]) -> list[Observation]:
    """Make a total and its breakdown."""
    slices = [
        Observation(area="双龙镇", year=2023, indicator=indicator, cell=((by, label),),
                    value=Decimal(value))
        for label, value in shares.items()
    ]  # fmt: skip
    return [figure(indicator, sum(shares.values())), *slices]


def months(*numbers: int, each: int = 1) -> dict[str, int]:
    """Make one figure a month."""
    return {f"{number}月": each for number in numbers}


@pytest.mark.parametrize("indicator", ["mediation.accepted", "disputes.screened"])
def test_months_without_a_record_are_named(indicator: str) -> None:
    """Six months with records: those between them without one are named, a 提示."""
    (finding,) = check(*broken_down(indicator, "month", months(2, 3, 5, 6, 8, 9)))
    assert (finding.code, finding.severity) == ("W413", Severity.NOTE)
    assert finding.says == "4月、7月没有记录。"
    assert not check(*broken_down(indicator, "month", months(2, 3, 5, 6, 8)))
    assert not check(*broken_down(indicator, "month", months(4, 5, 6, 7, 8, 9)))


def test_months_are_looked_for_until_the_cut_off() -> None:
    """With the cut-off known, the months up to it without a record are named too."""
    figures = broken_down("mediation.accepted", "month", months(1, 2, 3, 4, 5, 6))
    (finding,) = check_observations(figures, INDICATORS, date(2023, 8, 31))
    assert finding.says == "7月、8月没有记录。"
    assert not check_observations(figures, INDICATORS, date(2023, 6, 30))


def test_a_quarter_holds_its_months_and_a_nil_return_is_a_record() -> None:
    """1—3月 stands for three months, and a month returned as 0 is no month without a record."""
    figures = broken_down("mediation.accepted", "month", {"1—3月": 9, "4月": 0, **months(5, 6, 8)})
    (finding,) = check(*figures)
    assert finding.says == "7月没有记录。"


def test_events_need_not_happen_every_month() -> None:
    """Study and publicity are not monthly ledgers: their empty months are no finding."""
    assert not check(*broken_down("training.sessions", "month", months(1, 2, 3, 5, 6, 8, 11)))


@given(st.sets(st.integers(1, 12)))
def test_the_silent_months_are_those_between_the_first_and_the_last(held: set[int]) -> None:
    """The months that are named and those with records are all from the first to the last."""
    said = found(check(*broken_down("mediation.accepted", "month", months(*held))), "W413")
    if len(held) < 6:
        assert not said
    else:
        named = {
            int(m)
            for f in said
            for m in f.says.removesuffix("没有记录。").replace("月", "").split("、")
        }
        assert held | named == set(range(min(held), max(held) + 1))
        assert not held & named


def test_a_large_share_of_other_is_told_once_for_a_ledger() -> None:
    """其他 above 30 % of 20 cases or more is told with both halves, once for a column."""
    accepted = broken_down("mediation.accepted", "type", {"邻里": 14, "其他": 7})
    settled = broken_down("mediation.settled", "type", {"邻里": 13, "其他": 7})
    (finding,) = check(*accepted, *settled)
    assert (finding.code, finding.severity) == ("W414", Severity.NOTE)
    assert finding.says == "“纠纷类型”为“其他”的有 7件，占全部 21件的33.3%。"
    assert not check(*broken_down("mediation.accepted", "type", {"邻里": 14, "其他": 6}))
    assert not check(*broken_down("mediation.accepted", "type", {"邻里": 12, "其他": 7}))


def test_events_gathered_in_the_last_month_are_told() -> None:
    """40 % of ten events or more in December, or in the month of the cut-off: told, a 提示."""
    figures = broken_down("training.sessions", "month", {"3月": 6, "12月": 4})
    (finding,) = check(*figures)
    assert (finding.code, finding.severity) == ("W415", Severity.NOTE)
    assert finding.says == "12月的有 4次，占全部 10次的40%。"
    assert not check(*broken_down("training.sessions", "month", {"3月": 7, "12月": 4}))
    assert not check(*broken_down("training.sessions", "month", {"3月": 5, "12月": 4}))
    assert not check_observations(figures, INDICATORS, date(2023, 11, 30))
    assert found(check_observations(figures, INDICATORS, date(2023, 3, 31)), "W415")


def test_a_part_of_a_register_is_not_looked_at_apart() -> None:
    """Only figures that count a whole register are looked at, not each kind of event in it."""
    figures = broken_down("training.group_study", "month", {"3月": 1, "12月": 19})
    assert not check(*figures)


def test_several_rates_at_a_hundred_percent_are_told_together() -> None:
    """Three rates at 100 % of four: one 提示 names them beside the three single ones."""
    rates = ["mediation.success_rate", "exam.pass_rate", "training.attendance_rate"]
    full = [figure(rate, 100) for rate in rates]
    partly = figure("disputes.resolution_rate", 90)
    *single, together = check(*full, partly)
    assert [f.code for f in single] == ["W406"] * 3
    assert (together.code, together.place) == ("W406", Source("指标", "", ""))
    assert together.says.startswith("4 项比率中有 3 项为100%：“")
    assert len(check(*full[:2], partly)) == 2


def test_the_order_of_findings_does_not_depend_on_that_of_figures() -> None:
    """Whatever is found stands in the order of the checks, and nothing is said of other towns."""
    december = broken_down("training.sessions", "month", {"3月": 6, "12月": 4})
    silent = broken_down("mediation.accepted", "month", months(1, 2, 3, 5, 6, 7))
    codes = [finding.code for finding in check(*december, *silent)]
    assert codes == [finding.code for finding in check(*silent, *december)] == ["W413", "W415"]


def test_patterns_in_a_register_as_it_is_read() -> None:
    """From cells to findings: 10 of 19 lessons in December are told, 4 of 13 are not."""
    lessons = [[n, f"2023-{min(12, n + 2):02}-05", *STUDY[1][2:]] for n in range(1, 14)]
    figures, _ = observed(taken_in(sheet([STUDY[0], *lessons])))
    assert not found(check_observations(figures, INDICATORS), "W415")
    late = [[n, "2023-12-25", *STUDY[1][2:]] for n in range(14, 20)]
    figures, _ = observed(taken_in(sheet([STUDY[0], *lessons, *late])))
    (finding,) = found(check_observations(figures, INDICATORS), "W415")
    assert finding.says == "12月的有 10次，占全部 19次的52.6%。"
