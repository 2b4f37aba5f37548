"""The indicators that fazhi knows, declared by subject, and the checks on the declarations."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.indicators.model import Count, Indicator, Latest, Ratio, RowFormula, Sum, Total
from analysis.indicators.subjects import (
    affairs,
    affairs_items,
    appeal_kinds,
    cases,
    correction,
    court_papers,
    decisions,
    dispute_kinds,
    disputes,
    duties,
    enforcement,
    enforcement_kinds,
    exams,
    hotline,
    law_kinds,
    leadership,
    litigation,
    mediation,
    mediation_kinds,
    mediation_results,
    oversight,
    penalties,
    people,
    petitions,
    publicity,
    publicity_forms,
    publicity_kinds,
    review,
    safety,
    service_kinds,
    services,
    thought,
    training,
    training_forums,
    training_kinds,
    visits,
    yearly,
)
from analysis.ledgers import LEDGERS

SUBJECTS: Mapping[str, tuple[Indicator, ...]] = MappingProxyType(
    {
        "矛盾纠纷排查与网格": disputes.INDICATORS,
        "人民调解": (
            *mediation.INDICATORS,
            *mediation_kinds.INDICATORS,
            *mediation_results.INDICATORS,
        ),
        "学法培训考试": (
            *training.INDICATORS,
            *training_kinds.INDICATORS,
            *training_forums.INDICATORS,
            *exams.INDICATORS,
            *thought.INDICATORS,
        ),
        "普法宣传": (*publicity.INDICATORS, *publicity_forms.INDICATORS),
        "公共法律服务": (*services.INDICATORS, *visits.INDICATORS),
        "人员、组织和阵地": people.INDICATORS,
        "党政主要负责人履职": (*leadership.INDICATORS, *duties.INDICATORS),
        "依法决策": (*decisions.INDICATORS, *review.INDICATORS),
        "行政执法": (
            *enforcement.INDICATORS,
            *penalties.INDICATORS,
            *cases.INDICATORS,
        ),
        "行政复议与应诉": (*litigation.INDICATORS, *court_papers.INDICATORS),
        "信访与热线": (*petitions.INDICATORS, *hotline.INDICATORS),
        "督查与整改": oversight.INDICATORS,
        "政务公开、政务服务与涉企": (*affairs.INDICATORS, *affairs_items.INDICATORS),
        "应急与安全": safety.INDICATORS,
        "社区矫正与安置帮教": correction.INDICATORS,
        "纠纷分类": dispute_kinds.INDICATORS,
        "普法和学法分类": publicity_kinds.INDICATORS,
        "法律服务和政务服务分类": service_kinds.INDICATORS,
        "执法和安全分类": enforcement_kinds.INDICATORS,
        "决策、应诉、履职和人员分类": law_kinds.INDICATORS,
        "信访、网格和帮教分类": appeal_kinds.INDICATORS,
        **yearly.INDICATORS,
    }
)
"""Subject → its indicators, as ``docs/indicators.md`` lists them."""

INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {one.id: one for indicators in SUBJECTS.values() for one in indicators}
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
        if condition.within:
            kinds = {c.id: c.kind for c in ledger.columns if c.kind in {"text", "category"}}
            wordless = condition.column in columns and condition.column not in kinds
            found += [f"{indicator.id}: {condition.column} has no words"] if wordless else []
            continue
        declared = columns[condition.column].values if condition.column in columns else {}
        unknown = [v for v in condition.values if declared and v not in declared]
        found += [f"{indicator.id}: {condition.column} has no value {v}" for v in unknown]
    return found


__all__ = ["INDICATORS", "SUBJECTS", "faults"]
