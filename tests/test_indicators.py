"""The indicators as declared: each complete, each pointing to what there is."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.indicators import INDICATORS, SUBJECTS, faults
from analysis.indicators.model import DECIMALS, Count, Indicator, Latest, Ratio, Sum, Total, Where
from analysis.ledgers import LEDGERS

EVERY = pytest.mark.parametrize("subject", SUBJECTS)
"""By subject: two thousand tests more would say no more."""


def test_no_declaration_is_at_fault() -> None:
    """Every ledger, column and value that a formula names is there and not personal."""
    assert faults(dict(INDICATORS)) == []


@pytest.mark.parametrize(
    ("formula", "fault"),
    [
        (Count("nothing"), "x: no ledger nothing"),
        (Count("mediation", when="nothing"), "x: mediation has no column nothing"),
        (Sum("mediation", "nothing"), "x: mediation has no column nothing"),
        (Latest("state", "value", dated="nothing"), "x: state has no column nothing"),
        (Count("mediation", where=(Where("party", ("a",)),)), "x: mediation.party is personal"),
        (Count("mediation", where=(Where("result", ("成",)),)), "x: result has no value 成"),
        (Ratio("x", "nothing"), "x: no indicator nothing"),
        (Total(("nothing",)), "x: no indicator nothing"),
    ],
)
def test_a_faulty_declaration_is_told(formula: Count, fault: str) -> None:
    """A mistyped ledger, column, value or indicator, and a personal column, are each told."""
    indicator = Indicator(id="x", title="x", unit="件", formulas=(formula,))
    assert faults({"x": indicator}) == [fault]


def test_ids_and_titles_are_unique() -> None:
    """No two indicators share an id or a title: the reader tells them apart."""
    titles = Counter(indicator.title for indicator in INDICATORS.values())
    assert [title for title, times in titles.items() if times > 1] == []
    assert all(name == indicator.id for name, indicator in INDICATORS.items())


@EVERY
def test_an_indicator_is_complete(subject: str) -> None:
    """Unit, phrases and a formula; % is a ratio that says in words what is divided by what."""
    for indicator in SUBJECTS[subject]:
        assert indicator.title
        assert indicator.unit
        assert indicator.phrases
        assert indicator.formulas
        ratio = any(isinstance(formula, Ratio) for formula in indicator.formulas)
        assert ratio == (indicator.unit == "%")
        assert not ratio or "÷" in indicator.note


@EVERY
def test_measures_print_as_exactly_as_they_are_kept(subject: str) -> None:
    """Money, area, length and time are not rounded to whole numbers, whoever declares them."""
    for indicator in SUBJECTS[subject]:
        if indicator.unit in DECIMALS:
            assert indicator.decimals == DECIMALS[indicator.unit], indicator.id


@EVERY
def test_breakdowns_are_by_month_or_category(subject: str) -> None:
    """`by` names the month or a category column of the first formula's ledger, each once."""
    for indicator in SUBJECTS[subject]:
        assert len(set(indicator.by)) == len(indicator.by)
        for formula in indicator.formulas[:1]:
            if isinstance(formula, Ratio | Total | Latest):
                assert not indicator.by
                continue
            for dimension in indicator.by:
                if dimension == "month":
                    assert formula.when
                else:
                    assert LEDGERS[formula.ledger].column(dimension).kind == "category"


@EVERY
def test_formulas_use_columns_of_the_right_kind(subject: str) -> None:
    """Sums add numbers in the indicator's unit, never a running total; `when` is a date."""
    for indicator in SUBJECTS[subject]:
        for formula in indicator.formulas:
            if isinstance(formula, Ratio | Total):
                continue
            ledger = LEDGERS[formula.ledger]
            if isinstance(formula, Sum | Latest):
                column = ledger.column(formula.column)
                assert column.kind in {"count", "number"}
                assert not column.running
                assert column.unit in {None, indicator.unit}
            when = formula.dated if isinstance(formula, Latest) else formula.when
            assert when is None or ledger.column(when).kind in {"date", "period"}
            assert isinstance(formula, Latest) == (ledger.grain == "state")


@EVERY
def test_a_headcount_is_not_added_over_months(subject: str) -> None:
    """What is the latest figure of a state, or counts persons, is summed over areas only; marks never."""
    for indicator in SUBJECTS[subject]:
        persons = any(
            isinstance(f, Latest) or (isinstance(f, Count) and f.when is None)
            for f in indicator.formulas
        )
        wanted = () if indicator.unit == "分" else ("area",)
        assert not persons or indicator.adds_over == wanted
