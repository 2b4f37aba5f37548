"""Typed rows become observations and gaps; from here on they are the only source of numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pandas as pd

from analysis.cells import Source
from analysis.indicators.compute import Result, compute
from analysis.indicators.definition import definition_key
from analysis.indicators.model import (
    Cell,
    Gap,
    Indicator,
    Latest,
    Observation,
    Part,
    Ratio,
    Reconciled,
    RowFormula,
    Total,
)
from analysis.indicators.rows import LedgerRows
from analysis.intake.found import TableRead
from analysis.ledgers import LEDGERS

Outcome = list[Observation] | Gap
"""The total of an indicator followed by its slices, or why there is none."""


@dataclass(frozen=True, slots=True)
class TownRows:
    """The typed rows of a town: a frame per ledger and where its tables stand."""

    area: str
    year: int
    cutoff: date
    frames: Mapping[str, pd.DataFrame]
    tables: Sequence[TableRead]
    _ledgers: dict[str, LedgerRows] = field(default_factory=dict, repr=False, compare=False)

    def of(self, ledger_id: str) -> LedgerRows | None:
        """Return the rows of one ledger; None when the town has no such ledger."""
        frame = self.frames.get(ledger_id)
        if frame is None:
            return None
        if ledger_id not in self._ledgers:
            tables = tuple(t for t in self.tables if t.ledger == ledger_id)
            rows = LedgerRows(LEDGERS[ledger_id], frame, tables, self.year, self.cutoff)
            self._ledgers[ledger_id] = rows
        return self._ledgers[ledger_id]


def observe(
    rows: TownRows, indicators: Mapping[str, Indicator]
) -> tuple[list[Observation], list[Gap]]:
    """Compute every indicator of a town, in the order of ``indicators``."""
    found: dict[str, Outcome] = {}
    outcomes = [_resolve(name, rows, indicators, found) for name in indicators]
    gaps = [outcome for outcome in outcomes if isinstance(outcome, Gap)]
    definitions = {name: definition_key(name, indicators) for name in indicators}
    observations = [
        replace(one, definition=definitions[one.indicator])
        for outcome in outcomes
        if not isinstance(outcome, Gap)
        for one in outcome
    ]
    return observations, gaps


def _resolve(
    name: str,
    rows: TownRows,
    indicators: Mapping[str, Indicator],
    found: dict[str, Outcome],
) -> Outcome:
    """Compute an indicator, and before it those that it is made of."""
    if name not in found:
        indicator = indicators[name]
        combine: Callable[[list[Part]], Decimal | None]
        match indicator.formulas[0]:
            case Ratio(numerator, denominator):
                names, combine = (numerator, denominator), _rate
            case Total(names):
                combine = _added
            case _:
                found[name] = _from_rows(rows, indicator)
                return found[name]
        terms = [_resolve(n, rows, indicators, found) for n in names]
        found[name] = _combined(rows, indicator, terms, combine, indicators)
    return found[name]


def _combined(
    rows: TownRows,
    indicator: Indicator,
    terms: list[Outcome],
    combine: Callable[[list[Part]], Decimal | None],
    indicators: Mapping[str, Indicator],
) -> Outcome:
    parts: list[Part] = []
    for term in terms:
        if isinstance(term, Gap):
            title = indicators[term.indicator].title
            return Gap(indicator.id, f"“{title}”无数据：{term.reason}", term.wanted)
        title = indicators[term[0].indicator].title
        parts.append(Part(title, term[0].value, Source("", "", "")))
    value = combine(parts)
    if value is None:
        return Gap(indicator.id, f"分母“{parts[1].label}”为 0，比率无意义。", "")
    total = Observation(
        area=rows.area, year=rows.year, indicator=indicator.id, cell=(), value=value,
        parts=tuple(parts),
    )  # fmt: skip
    return [total]


def _rate(halves: list[Part]) -> Decimal | None:
    """Return percent; a denominator of 0 gives no rate, never 0 %."""
    numerator, denominator = halves
    return numerator.value / denominator.value * 100 if denominator.value else None


def _added(parts: list[Part]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _from_rows(rows: TownRows, indicator: Indicator) -> Outcome:
    """Take the first formula that has a value; the others are reconciled with it."""
    results: list[tuple[int, Result]] = []
    gaps: list[Gap] = []
    for index, formula in enumerate(_row_formulas(indicator)):
        ledger = LEDGERS[formula.ledger]
        outcome = compute(rows.of(ledger.id), ledger, formula)
        if isinstance(outcome, Result):
            results.append((index, outcome))
        else:
            gaps.append(Gap(indicator.id, *outcome))
    if not results:
        return gaps[0]
    (index, result), *others = results
    formula = _row_formulas(indicator)[index]
    reconciled = tuple(Reconciled(i, other.value, other.parts()) for i, other in others)
    total = replace(_observation(rows, indicator, index, result, ()), reconciled=reconciled)
    when = None if isinstance(formula, Latest) else formula.when
    return [total] + [
        _observation(rows, indicator, index, part, ((dimension, label),))
        for dimension, label, part in result.slices(indicator, when)
    ]


def _row_formulas(indicator: Indicator) -> list[RowFormula]:
    return [f for f in indicator.formulas if not isinstance(f, Ratio | Total)]


def _observation(
    rows: TownRows, indicator: Indicator, formula: int, result: Result, cell: Cell
) -> Observation:
    return Observation(
        area=rows.area,
        year=rows.year,
        indicator=indicator.id,
        cell=cell,
        value=result.value,
        formula=formula,
        parts=result.parts(),
        left_out=result.left_out,
    )
