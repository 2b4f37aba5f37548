"""Laws of figures over years: a gap is no 0, years keep their order, a county is its towns' sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cells import Source
from analysis.county.model import CountyYear, Filing, Member
from analysis.county.series import Break, Point, Released, Series, Share, Told, broken
from analysis.county.years import NO_DATA, NO_LEDGERS, NOT_POOLED, CountyYears
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Count, Indicator, Latest, Observation, Part, Ratio
from analysis.releases.model import Figure
from analysis.workspace import Area

CASES = Indicator(
    id="x",
    title="受理案件",
    unit="件",
    formulas=(Count("mediation"), Count("mediation", "closed_on")),
)
HEADS = Indicator(
    id="h", title="网格员", unit="名", formulas=(Latest("state", "quantity"),), adds_over=()
)
RATE = Indicator(id="r", title="成功率", unit="%", formulas=(Ratio("a", "b"),))
KNOWN = Definitions({one.id: one for one in (CASES, HEADS)})
NOWHERE = Source("", "", "")
TOWNS = [Area((name,)) for name in ("甲镇", "乙镇", "丙镇", "丁镇")]
YEARS = (2020, 2021, 2022, 2023)

Values = Mapping[tuple[int, Area], int]


def total(area: Area, year: int, value: int, indicator: Indicator = CASES) -> Observation:
    """Return a town's total."""
    return Observation(area=area.key, year=year, indicator=indicator.id, cell=(),
                       value=Decimal(value), definition="k")  # fmt: skip


def member(area: Area, year: int, value: int | None, filing: Filing = Filing.FILED) -> Member:
    """Return a town's year with one figure, or without."""
    totals = {} if value is None else {"x": total(area, year, value)}
    return Member(area=area, town=area, year=year, filing=filing, totals=totals,
                  cutoff=date(year, 12, 31))  # fmt: skip


def county(values: Values, years: Sequence[int] = YEARS) -> CountyYears:
    """Return a county of four towns of which some have a value in some years."""
    return CountyYears(
        tuple(
            CountyYear("某县", (), year, tuple(member(t, year, values.get((year, t))) for t in TOWNS),
                       KNOWN)
            for year in years
        ),
        {},
    )  # fmt: skip


VALUES = st.dictionaries(
    st.tuples(st.sampled_from(YEARS), st.sampled_from(TOWNS)), st.integers(0, 500), max_size=16
)


@given(VALUES)
def test_a_countys_value_is_the_sum_of_the_towns_that_have_one(values: Values) -> None:
    """In each year; a year without any has no value and says so, it is never 0."""
    series = county(values).series("x")
    assert [point.year for point in series.points] == list(YEARS)
    for point in series.points:
        given = {town: values[point.year, town] for town in TOWNS if (point.year, town) in values}
        assert set(point.shares) == set(given)
        assert point.value == (sum(given.values()) if given else None)
        assert bool(point.why) is not bool(given)


@given(VALUES)
def test_like_is_compared_with_like(values: Values) -> None:
    """The comparable line is over the same towns in all years, and no town that could be is missing."""
    series = county(values).series("x")
    sets = [set(point.shares) for point in series.valued]
    if series.alike is None:
        assert not sets or not set.intersection(*sets) or all(one == sets[0] for one in sets)
        return
    common = set.intersection(*sets)
    assert [set(point.shares) for point in series.alike.valued] == [common] * len(sets)
    assert not any(Break.TOWNS in point.breaks for point in series.alike.points)
    for point in series.alike.valued:
        assert point.value == sum(values[point.year, town] for town in common)


@given(st.permutations(TOWNS), VALUES)
def test_the_order_of_the_towns_does_not_matter(order: list[Area], values: Values) -> None:
    """A county whose towns are listed otherwise has the same values and breaks."""
    one = county(values)
    other = CountyYears(
        tuple(
            replace(year, members=tuple(year.by_town[town] for town in order))
            for year in one.counties
        ),
        {},
    )
    told = [
        [(p.value, dict(p.shares), p.breaks) for p in c.series("x").points] for c in (one, other)
    ]
    assert told[0] == told[1]


@given(VALUES, st.integers(1, 4))
def test_a_later_year_changes_nothing_before_it(values: Values, last: int) -> None:
    """The years up to one are the same whether or not later ones are there."""
    whole = county(values).series("x").points
    assert county(values, YEARS[:last]).series("x").points == whole[:last]


POINTS = st.lists(
    st.builds(
        lambda value, formula, day, told: (value, formula, day, told),
        st.none() | st.integers(0, 9), st.integers(0, 1), st.sampled_from([(12, 31), (10, 31)]),
        st.booleans(),
    ),
    min_size=1, max_size=6,
)  # fmt: skip

Given = tuple[int | None, int, tuple[int, int], bool]


def town_series(given: Sequence[Given]) -> Series:
    """Return a town's series of values, formulas, cut-offs and documents."""
    points: list[Point] = []
    for year, (value, formula, day, told) in enumerate(given, start=2018):
        point = Point(year=year, name="甲镇", why="" if value is not None else NO_DATA)
        if value is not None and told:
            point = replace(point, told=Told(Decimal(value), "某报告"))
        elif value is not None:
            share = Share(formula, date(year, *day))
            found = total(TOWNS[0], year, value)
            point = replace(point, observation=found, shares={TOWNS[0]: share})
        points.append(point)
    return Series(CASES, broken(CASES, points))


@given(POINTS)
def test_what_is_compared_has_no_break_within(given: list[Given]) -> None:
    """The run ends with the last value, keeps the order, and is as long as it may be."""
    series = town_series(given)
    valued = [one for one in given if one[0] is not None]
    assert [point.value for point in series.valued] == [one[0] for one in valued]
    assert series.run == series.valued[len(series.valued) - len(series.run) :]

    def kind(one: Given) -> object:
        return "document" if one[3] else one[1:3]

    run = valued[len(valued) - len(series.run) :]
    assert len({kind(one) for one in run}) <= 1
    before = valued[: len(valued) - len(series.run)]
    if before:
        assert kind(before[-1]) != kind(run[0])


@given(POINTS)
def test_a_gap_hides_no_break(given: list[Given]) -> None:
    """Leaving out the years without a value leaves values and breaks as they are."""
    gapless = [one for one in given if one[0] is not None]
    with_gaps = [(point.value, point.breaks) for point in town_series(given).valued]
    assert with_gaps == [(point.value, point.breaks) for point in town_series(gapless).valued]


def test_a_year_without_a_value_says_why() -> None:
    """No town of the county, none with data, a figure that does not add over towns."""
    years = county({(2021, TOWNS[0]): 3})
    empty = replace(years.counties[0], members=())
    heads = {"h": total(TOWNS[0], 2022, 5, HEADS)}
    counted = replace(
        years.counties[2], members=(replace(member(TOWNS[0], 2022, None), totals=heads),)
    )
    made = CountyYears((empty, years.counties[1], counted), {})
    assert [point.why for point in made.series("x").points] == [NO_LEDGERS, "", NO_DATA]
    assert made.series("h").points[2].why == NOT_POOLED


def test_a_refused_town_lends_no_figure() -> None:
    """A town that may not be used is counted among all, but not among those with a value."""
    good, bad = member(TOWNS[0], 2023, 3), member(TOWNS[1], 2023, 50, Filing.REFUSED)
    made = CountyYears((CountyYear("某县", (), 2023, (good, bad), KNOWN),), {})
    (point,) = made.series("x").points
    assert point.value == 3
    assert (set(point.shares), point.members) == ({TOWNS[0]}, 2)


def test_a_rate_is_pooled_by_its_halves() -> None:
    """1 of 1 and 1 of 3 are 2 of 4 in the row of years, too."""

    def rate(area: Area, upper: int, lower: int) -> Member:
        halves = tuple(Part(n, Decimal(v), NOWHERE) for n, v in (("a", upper), ("b", lower)))
        one = replace(total(area, 2023, 0, RATE), parts=halves)
        return replace(member(area, 2023, None), totals={"r": one})

    towns = (rate(TOWNS[0], 1, 1), rate(TOWNS[1], 1, 3))
    made = CountyYears((CountyYear("某县", (), 2023, towns, Definitions({"r": RATE})),), {})
    assert made.series("r").points[0].value == 50


def released(definition: str, *, redefined: bool, value: int = 1) -> Released:
    """Return what a release said otherwise."""
    figure = Figure(indicator="x", title="受理案件", value=Decimal(value), unit="件",
                    text=f"{value}件", definition=definition)  # fmt: skip
    return Released(figure, "第1版（2023年2月3日）", redefined, revised=True)


@pytest.mark.parametrize(
    ("definitions", "breaks"),
    [
        ((None, None, None), (False, False)),
        (("old", None, None), (True, False)),
        (("old", "old", None), (False, True)),
        (("older", "old", None), (True, True)),
        (("old", "old", "old"), (False, False)),
        ((None, None, "old"), (False, False)),
        ((None, "old", None), (False, True)),
    ],
)
def test_a_definition_breaks_where_it_changed(
    definitions: Sequence[str | None], breaks: Sequence[bool]
) -> None:
    """Between the last year released by the old one and the first of another; nowhere else."""
    points = [
        replace(
            point,
            released={TOWNS[0]: released(one, redefined=True)} if one else {},
        )
        for point, one in zip(
            town_series([(1, 0, (12, 31), False)] * 3).points, definitions, strict=True
        )
    ]
    marked = broken(CASES, points)
    assert tuple(Break.DEFINITION in point.breaks for point in marked[1:]) == tuple(breaks)
    assert [point.revised for point in marked] == [
        (TOWNS[0],) if one else () for one in definitions
    ]
    assert len(Series(CASES, marked).run) == 3  # computed by the definition of today, all of them


def test_a_figure_at_a_date_is_of_no_period() -> None:
    """Two cut-offs break what is counted over the year, not a headcount."""
    points = town_series([(1, 0, (12, 31), False), (2, 0, (10, 31), False)]).points
    plain = [replace(point, breaks=()) for point in points]
    assert broken(CASES, plain)[1].breaks == (Break.CUTOFF,)
    assert broken(HEADS, plain)[1].breaks == ()


def test_another_name_is_told_and_compared() -> None:
    """A renamed town is the same town: its figures are compared."""
    first, second = town_series([(1, 0, (12, 31), False)] * 2).points
    marked = broken(CASES, [replace(first, name="甲乡", breaks=()), replace(second, breaks=())])
    assert marked[1].breaks == (Break.RENAMED,)
    assert len(Series(CASES, marked).run) == 2
