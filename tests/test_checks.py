"""What is odd about figures taken together is told in neutral words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from workbooks import MEDIATION, RETURN, found, observed, sheet, taken_in

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
