"""No slice of a register of persons points to one or two of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.indicators.disclose import MERGED, disclose
from analysis.indicators.model import Count, Indicator, Observation, Sum

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


def test_events_may_be_few() -> None:
    """One dispute of a kind is an event and may be shown."""
    before = observations("c", type=[1, 2, 9])
    assert disclose(before, ALL) == before
