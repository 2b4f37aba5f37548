"""No slice of a register of persons points to one or two of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import save

from analysis.cells import Source, row_count
from analysis.errors import NotebookError
from analysis.indicators import INDICATORS
from analysis.indicators.disclose import MERGED, WITHHELD, disclose, withheld
from analysis.indicators.model import Count, Gap, Indicator, Observation, Part, Ratio, Sum, Total
from analysis.indicators.protected import is_protected
from analysis.indicators.subjects.formulas import state
from analysis.report.figures import Figures
from analysis.report.sentences import read_clause
from analysis.report.slices import Cutter
from analysis.town import before, load
from analysis.workspace import Area, Workspace

PERSONS = Indicator(
    id="p",
    title="参训",
    unit="人",
    formulas=(Count("enforcement_training"),),
    by=("office", "exam"),
)
HOURS = Indicator(
    id="h",
    title="学时",
    unit="学时",
    formulas=(Sum("enforcement_training", "hours"),),
    by=("office",),
)
CASES = Indicator(id="c", title="受理", unit="件", formulas=(Count("mediation"),), by=("type",))
ALL = {i.id: i for i in (PERSONS, HOURS, CASES)}
COUNTS = st.lists(st.integers(1, 6), max_size=7)


def observations(indicator: str, **slices: list[int]) -> list[Observation]:
    """Make a total and its slices, as observe would."""
    whole = max((sum(values) for values in slices.values()), default=0)
    cells = [()] + [
        ((name, f"{n}"),) for name, values in slices.items() for n in range(len(values))
    ]
    numbers = [whole] + [value for values in slices.values() for value in values]
    return [
        Observation(area="双龙镇", year=2023, indicator=indicator, cell=cell, value=Decimal(value))
        for cell, value in zip(cells, numbers, strict=True)
    ]


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_no_small_slice_of_persons_survives(offices: list[int], exams: list[int]) -> None:
    """Every slice that is left holds three or more, and those of a dimension add up to the total."""
    before = observations("p", office=offices, exam=exams)
    after = disclose(before, ALL)
    assert after[0] == before[0]
    for dimension, values in (("office", offices), ("exam", exams)):
        slices = [o for o in after[1:] if o.cell[0][0] == dimension]
        assert all(o.value >= 3 for o in slices)
        assert sum(o.value for o in slices) in {0, sum(values)}
        assert bool(slices) == (sum(values) >= 3)


@settings(deadline=None)
@given(COUNTS)
def test_what_is_merged_cannot_be_told_by_subtraction(offices: list[int]) -> None:
    """At least two slices stand behind a merged one, it is marked, and it names no cells."""
    before = observations("p", office=offices)
    after = disclose(before, ALL)
    merged = [o for o in after if o.cell and o.cell[0][1] == MERGED]
    untouched = [o for o in after if o not in merged]
    assert all(o in before for o in untouched)
    assert len(merged) <= 1
    assert bool(merged) == (min(offices, default=3) < 3 <= sum(offices))
    for one in merged:
        assert len(before) - len(untouched) >= 2
        assert (one.hidden, one.parts) == (True, ())


def test_large_slices_stay_as_they_are() -> None:
    """Where every slice holds three or more, nothing changes."""
    before = observations("p", office=[3, 4, 5])
    assert disclose(before, ALL) == before


def test_sums_over_persons_have_no_slices() -> None:
    """40 学时 may be those of one person: only the total is printed."""
    before = observations("h", office=[40, 80])
    assert disclose(before, ALL) == before[:1]


MONEY = Indicator(
    id="m",
    title="涉及金额",
    unit="元",
    formulas=(Sum("mediation", "amount"),),
    by=("type",),
)
SHARE = Indicator(id="s", title="占比", unit="%", formulas=(Ratio("m", "c"),))


def amount(rows: int, cell: str = "") -> Observation:
    """Make the amount of so many cases, a row each."""
    part = Part("1月", Decimal(500), Source("甲.xlsx", "1月", f"P5:P{4 + rows}"))
    return Observation(
        area="甲",
        year=2023,
        indicator="m",
        cell=(("type", cell),) if cell else (),
        value=Decimal(500),
        parts=(part,),
    )


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize(("rows", "told"), [(1, False), (2, False), (3, True)])
def test_the_amount_of_one_or_two_cases_is_told_in_no_edition(
    rows: int,
    told: bool,  # noqa: FBT001
    public: bool,  # noqa: FBT001
) -> None:
    """A total over fewer than three cases between persons is a gap, and so is what is made of it."""
    known = {"m": MONEY, "c": CASES, "s": SHARE}
    whole = [amount(rows), *observations("c", type=[4]), replace(amount(1), indicator="s")]
    assert ("m" in {one.indicator for one in disclose(whole, known, public=public)}) is told
    assert set(withheld(whole, known, public=public)) == (set() if told else {"m", "s"})


def test_amounts_are_not_broken_down_to_single_cases() -> None:
    """One small slice takes the whole breakdown away: the others would tell it by subtraction."""
    slices = [amount(9), amount(5, "邻里"), amount(3, "合同"), amount(1, "医疗")]
    assert disclose(slices, {"m": MONEY}) == slices[:1]
    assert disclose(slices[:3], {"m": MONEY}) == slices[:3]


def test_the_sample_tells_no_single_amount(sample: Workspace) -> None:
    """Of the sample's many sums of money none is that of one or two cases, in total or in part."""
    town = load(sample, Area(("双龙镇",)), 2023)
    few = [
        o for o in town.observations if not o.cell and o.indicator.startswith("mediation.amount")
    ]
    assert any(row_count(part.source for part in one.parts) < 3 for one in few)
    figures = Figures.of(town, None)
    shown = [o for o in figures.totals.values() if o.indicator.startswith("mediation.amount_")]
    shown += [
        o
        for (name, _), some in figures.slices.items()
        if name.startswith("mediation.amount_")
        for o in some
    ]
    assert shown
    assert all(row_count(part.source for part in one.parts) >= 3 for one in shown if one.value)


def test_an_analysts_look_tells_no_single_amount_either(sample: Workspace) -> None:
    """Divided by month and village a sum comes down to single cases: why it is not shown is said."""
    figures = Figures.of(load(sample, Area(("双龙镇",)), 2023), None)
    cutter = Cutter(figures.town, figures.totals)
    found = cutter.cut("mediation.amount", ("month", "village"))
    assert isinstance(found, Gap)
    assert found.reason == WITHHELD
    counted = cutter.cut("mediation.accepted", ("month", "village"))
    assert not isinstance(counted, Gap)


def test_events_may_be_few() -> None:
    """One dispute of a kind is an event and may be shown."""
    before = observations("c", type=[1, 2, 9])
    assert disclose(before, ALL) == before


def item(name: str, title: str, unit: str = "人") -> Indicator:
    """Return an indicator that reads an item of 基本情况表."""
    return Indicator(id=name, title=title, unit=unit, formulas=(state(title),))


def made_of(name: str, formula: Ratio | Total, unit: str) -> Indicator:
    """Return a rate or a sum."""
    return Indicator(id=name, title=name, unit=unit, formulas=(formula,))


YEARLY = {
    one.id: one
    for one in (
        item("drugs", "在册吸毒人员"),
        item("ill", "严重精神障碍患者"),
        item("staff", "禁毒专干", "名"),
        item("cases", "行政处罚案件", "件"),
        made_of("rate", Ratio("drugs", "ill"), "%"),
        made_of("both", Total(("drugs", "ill")), "人"),
        made_of("more", Total(("both", "staff")), "人"),
        made_of("plain", Total(("staff", "cases")), "人"),
    )
}


def totals(drugs: int, ill: int, staff: int = 1, cases: int = 2) -> list[Observation]:
    """Make the totals of a town."""
    values = {"drugs": drugs, "ill": ill, "staff": staff, "cases": cases, "rate": 50}
    values |= {"both": drugs + ill, "more": drugs + ill + staff, "plain": staff + cases}
    return [
        Observation(area="双龙镇", year=2023, indicator=name, cell=(), value=Decimal(value))
        for name, value in values.items()
    ]


@given(st.integers(0, 6), st.integers(0, 6))
def test_one_or_two_people_in_need_are_not_made_public(drugs: int, ill: int) -> None:
    """Neither the figure nor a rate or sum that tells it is public; 0, staff and cases stay."""
    given_ = totals(drugs, ill)
    public = {one.indicator for one in disclose(given_, YEARLY, public=True)}
    small = {name for name, value in (("drugs", drugs), ("ill", ill)) if value in {1, 2}}
    telling = {"rate", "both", "more"} if small else set()
    assert public == YEARLY.keys() - small - telling
    assert withheld(given_, YEARLY, public=True).keys() == small | telling
    assert disclose(given_, YEARLY) == given_


def test_who_is_in_need_is_told_from_who_helps() -> None:
    """People sanctioned, ill, poor, young or complaining are; staff, offices and rates are not."""
    for name in (
        "correction.in_register", "resettlement.in_register", "crime.drug_users", "order.mental",
        "order.children_left", "oversight.punished", "crime.detained", "villages.kept",
        "calls.veterans", "order.violence_notices", "crime.drug_recovery",
    ):  # fmt: skip
        assert is_protected(INDICATORS[name]), name
    for name in (
        "people.mediators", "people.grid_new", "crime.drug_staff", "order.children_stations",
        "welfare.social_workers", "enforcing.law_reviewers", "penalties.cases", "order.police",
        "resettlement.settlement_rate", "crime.crimes", "people.volunteers", "hazards.ruins",
    ):  # fmt: skip
        assert name not in INDICATORS or not is_protected(INDICATORS[name]), name


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return an invented county with a town that counts few people."""
    root: Path = tmp_path_factory.mktemp("甲县")
    (root / "county.toml").write_text("", encoding="utf-8")
    for year, drugs, ill in ((2022, 5, 1), (2023, 2, 7)):
        folder = root / "data/raw" / str(year) / "青溪镇"
        folder.mkdir(parents=True)
        items = {"在册吸毒人员": drugs, "严重精神障碍患者": ill, "人民调解员": 2, "艾滋病感染者": 1}
        rows: list[list[Any]] = [
            ["项目", "数量", "单位"],
            *([name, n, "人"] for name, n in items.items()),
        ]
        save(folder / "年度统计.xlsx", {"年度统计": rows})
    return Workspace(root)


def figures(workspace: Workspace, *, public: bool) -> Figures:
    """Return the town's figures in an edition."""
    area = Area.parse("青溪镇")
    town, last = load(workspace, area, 2023), before(workspace, area, 2023)
    return Figures.of(town, last, public=public)


UNDECLARED = (
    "基本情况表[艾滋病感染者]",
    "基本情况表[在册吸毒人员]",
    "crime.drug_users+order.mental",
)


def test_the_public_report_says_nothing_of_one_or_two(workspace: Workspace) -> None:
    """The clause is left out, by whatever name it asks; the reviewer's edition prints it."""
    public, review = (figures(workspace, public=edition) for edition in (True, False))
    for name in ("crime.drug_users", *UNDECLARED):
        assert public.outcome(name) == Gap(name, WITHHELD, ""), name
        assert not read_clause(f"共有{{{name}}}", public).kept
        assert read_clause(f"共有{{{name}}}", review).kept
    for edition in (public, review):
        assert read_clause("有{people.mediators}", edition).kept
        assert read_clause("有{order.mental}", edition).kept


def test_last_years_one_or_two_are_not_public_either(workspace: Workspace) -> None:
    """A change of 6 from an unprinted 1 would print the 1."""
    public, review = (figures(workspace, public=edition) for edition in (True, False))
    assert public.change("order.mental") is None
    assert review.change("order.mental") is not None
    assert public.entry("order.mental")["last_year"] is None


def test_what_last_years_report_said_of_one_is_not_said_again(workspace: Workspace) -> None:
    """A quoted 上年 of one or two is as small as a counted one."""
    folder = workspace.root / "data/raw/2023/白石镇"
    folder.mkdir()
    rows: list[list[Any]] = [["项目", "数量", "单位"], ["严重精神障碍患者", 7, "人"]]
    save(folder / "年度统计.xlsx", {"年度统计": rows})
    said = "指标,类型,数值,出处,位置,原文\norder.mental,上年,1,上年报告,3,患者1人\n"
    (folder / "对照数据.csv").write_text(said, encoding="utf-8")
    town = load(workspace, Area.parse("白石镇"), 2023)
    changes = [
        Figures.of(town, None, public=public).change("order.mental") for public in (True, False)
    ]
    assert changes[0] is None
    assert changes[1] is not None


def test_a_chart_of_what_is_withheld_says_why(workspace: Workspace) -> None:
    """To break down a figure that is not public is no error of the program."""
    public = figures(workspace, public=True)
    cut = Cutter(public.town, public.totals).cut("crime.drug_users", ("month",))
    assert cut == Gap("crime.drug_users", WITHHELD, "")


def test_a_register_of_persons_is_never_sliced_by_name(workspace: Workspace) -> None:
    """In no edition does a sentence get one category of people, however many they are."""
    for public in (True, False):
        with pytest.raises(NotebookError, match="一行是一个人"):
            figures(workspace, public=public).outcome("correction.in_register[性别=女]")
