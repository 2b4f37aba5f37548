"""Towns that stand apart: laws of the robust score and of the funnel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.county.apart import (
    FEWEST_CASES,
    FEWEST_TOWNS,
    LIMITS,
    funnel,
    levels,
)

COUNTS = st.lists(st.integers(0, 5000), min_size=FEWEST_TOWNS, max_size=40)
HALVES = st.lists(
    st.integers(0, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
    max_size=40,
)


@given(COUNTS)
def test_scores_keep_the_order_of_counts(counts: list[int]) -> None:
    """Of towns of one size a larger count never scores less, and all are held against one count."""
    found = levels({n: (float(count), 1.0) for n, count in enumerate(counts)})
    assert len({level.usual for level in found.values()}) == 1
    for one in found.values():
        above = [other.score for other in found.values() if other.value > one.value]
        assert all(score > 0 for score in above) or one.score <= 0
    assert not any(level.apart for level in levels(dict.fromkeys(found, (7.0, 1.0))).values())


@given(COUNTS, st.integers(2, 9))
def test_sizes_are_divided_out(counts: list[int], times: int) -> None:
    """All sizes a few times as large change nothing: only their proportions count."""
    once = levels({n: (float(count), 1.0 + n) for n, count in enumerate(counts)})
    more = levels({n: (float(count), times * (1.0 + n)) for n, count in enumerate(counts)})
    for n, level in once.items():
        assert level.score == pytest.approx(more[n].score, abs=1e-9)
        assert level.usual == pytest.approx(more[n].usual, abs=1e-6)


def test_one_town_far_from_the_others_is_told() -> None:
    """Ten times the usual count stands apart; small differences, small counts and few towns do not."""
    towns = {n: (100.0 + n, 1.0) for n in range(12)}
    assert [n for n, one in levels(towns | {99: (1200.0, 1.0)}).items() if one.apart] == [99]
    assert not any(one.apart for one in levels(towns | {99: (118.0, 1.0)}).values())
    few = dict.fromkeys(range(12), (1.0, 1.0)) | {99: (4.0, 1.0)}
    assert not any(one.apart for one in levels(few).values())
    assert levels({n: (10.0**n, 1.0) for n in range(FEWEST_TOWNS - 1)}) == {}


@given(HALVES)
def test_a_rate_is_told_only_outside_its_drawn_limits(halves: list[tuple[int, int]]) -> None:
    """What stands apart is outside the wider curve at its own size, but for Anscombe's correction."""
    found = funnel({n: (float(part), float(whole)) for n, (part, whole) in enumerate(halves)})
    if found is None:
        assert sum(whole >= FEWEST_CASES for _, whole in halves) < FEWEST_TOWNS
        return
    for n, (part, whole) in enumerate(halves):
        low, high = found.limits(whole, LIMITS["99.8%"])
        assert 0 <= low <= found.pooled <= high <= 1
        assert whole >= FEWEST_CASES or not found.apart(n)
        if found.apart(n):
            corrected = (part + 0.375) / (whole + 0.75)
            assert not low <= corrected <= high


def test_an_implausible_rate_is_told() -> None:
    """60 % of 150 among 96 % of others stands apart; a small town with half as much does not."""
    towns = {n: (96.0 + n % 3, 100.0) for n in range(10)}
    found = funnel(towns | {98: (90.0, 150.0), 99: (5.0, 10.0)})
    assert found is not None
    assert [n for n in (*towns, 98, 99) if found.apart(n)] == [98]
    assert funnel(dict.fromkeys(range(30), (9.0, 10.0))) is None


def test_towns_that_differ_more_than_chance_widen_the_limits() -> None:
    """Where every town is another, none stands apart for being so; where all are alike, spread is 1."""
    mixed = {n: (300.0 + 60 * (n % 11), 1000.0) for n in range(33)}
    found = funnel(mixed)
    assert found is not None
    assert found.spread > 3
    assert not any(found.apart(n) for n in mixed)
    alike = funnel(dict.fromkeys(range(20), (960.0, 1000.0)))
    assert alike is not None
    assert alike.spread == 1
