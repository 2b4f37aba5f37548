"""The indicators that fazhi knows, declared by subject, and the checks on the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.indicators import (
    correction,
    disputes,
    exams,
    leadership,
    mediation,
    mediation_kinds,
    mediation_results,
    people,
    publicity,
    publicity_forms,
    services,
    training,
    training_kinds,
    visits,
)
from analysis.indicators.model import Count, Indicator, Latest, Ratio, RowFormula, Sum, Total
from analysis.ledgers import LEDGERS

INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {
        indicator.id: indicator
        for subject in (
            mediation,
            training,
            publicity,
            services,
            leadership,
            disputes,
            mediation_kinds,
            mediation_results,
            training_kinds,
            exams,
            publicity_forms,
            visits,
            people,
            correction,
        )
        for indicator in subject.INDICATORS
    },
)


def faults(indicators: Mapping[str, Indicator]) -> list[str]:
    """Return what is wrong in declarations, one English sentence each; empty when all is well."""
    found: list[str] = []
    for indicator in indicators.values():
        for formula in indicator.formulas:
            match formula:
                case Ratio(numerator, denominator):
                    names = (numerator, denominator)
                case Total(names):
                    pass
                case _:
                    found += _row_formula_faults(indicator, formula)
                    continue
            found += [f"{indicator.id}: no indicator {n}" for n in names if n not in indicators]
    return found


def _row_formula_faults(indicator: Indicator, formula: RowFormula) -> list[str]:
    ledger = LEDGERS.get(formula.ledger)
    if ledger is None:
        return [f"{indicator.id}: no ledger {formula.ledger}"]
    columns = {column.id: column for column in ledger.columns}
    used = [condition.column for condition in formula.where]
    match formula:
        case Count():
            used += [formula.when] if formula.when else []
        case Sum():
            used += [formula.column, *([formula.when] if formula.when else [])]
        case Latest():
            used += [formula.column, *([formula.dated] if formula.dated else [])]
    found = [f"{indicator.id}: {ledger.id} has no column {c}" for c in used if c not in columns]
    found += [
        f"{indicator.id}: {ledger.id}.{c} is personal"
        for c in used
        if c in columns and columns[c].personal
    ]
    for condition in formula.where:
        declared = columns[condition.column].values if condition.column in columns else {}
        unknown = [v for v in condition.values if declared and v not in declared]
        found += [f"{indicator.id}: {condition.column} has no value {v}" for v in unknown]
    return found


__all__ = ["INDICATORS", "faults"]
