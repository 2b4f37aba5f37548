"""Typed rows become observations and gaps; from here on they are the only source of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any

import pandas as pd

from analysis.cells import Source
from analysis.indicators.compute import Result, blank_column, compute
from analysis.indicators.definition import Definitions
from analysis.indicators.lacking import Need
from analysis.indicators.model import (
    Gap,
    Indicator,
    Latest,
    Observation,
    Part,
    Ratio,
    Reconciled,
    Total,
)
from analysis.indicators.rows import LedgerRows
from analysis.intake.found import TableRead
from analysis.ledgers import LEDGERS

Outcome = list[Observation] | Gap
"""The total of an indicator followed by its slices, or why there is none."""

_NOWHERE = Source("", "", "")


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
    known = Definitions.of(indicators)
    plain, offered = told_by_absence(rows, known), _offered(rows, known)
    # So it is with most of them: no town keeps all ledgers, or all items.
    found: dict[str, Outcome] = {
        name: plain[name] for name, needs in known.needs.items() if needs.isdisjoint(offered)
    }
    return _Observing(rows, known, found).everything()


def told_by_absence(rows: TownRows, known: Definitions) -> dict[str, Gap]:
    """Return the gaps that follow from nothing but the ledgers there: they need not be kept.

    Nothing of what is made of other indicators: its gap follows from theirs.
    """
    told: dict[str, Gap] = {}
    for ledger, (absent, unfilled) in known.gaps.items():
        told |= unfilled if ledger in rows.frames else absent
    return told


def _offered(rows: TownRows, known: Definitions) -> frozenset[Need]:
    """Return the ledgers and items there; all that is needed where formulas have to look."""
    offered = {(ledger, "") for ledger in rows.frames}
    for formula in known.item_takers:
        ledger = rows.of(formula.ledger)
        if ledger and blank_column(ledger, formula):
            return frozenset().union(*known.needs.values())
        items = ledger.values(formula.where[0].column) if ledger else ()
        offered |= {(formula.ledger, item) for item in items}
    return frozenset(offered)


def to_keep(rows: TownRows, indicators: Mapping[str, Indicator], gaps: Iterable[Gap]) -> list[Gap]:
    """Return the gaps that ``completed`` cannot tell from the rest."""
    told = told_by_absence(rows, Definitions.of(indicators))
    return [gap for gap in gaps if told.get(gap.indicator) not in (None, gap)]


def completed(
    rows: TownRows,
    indicators: Mapping[str, Indicator],
    observations: Iterable[Observation],
    gaps: Iterable[Gap],
) -> tuple[list[Observation], list[Gap]]:
    """Return what ``observe`` returned, of its observations and of the gaps that were kept."""
    known = Definitions.of(indicators)
    found: dict[str, Outcome] = dict(told_by_absence(rows, known))
    found |= {gap.indicator: gap for gap in gaps}
    for name, group in groupby(observations, key=attrgetter("indicator")):
        found[name] = list(group)
    return _Observing(rows, known, found).everything()


@dataclass(frozen=True, slots=True)
class _Observing:
    """One town being observed; ``found``: what has been worked out so far."""

    rows: TownRows
    known: Definitions
    found: dict[str, Outcome]

    def everything(self) -> tuple[list[Observation], list[Gap]]:
        """Return what there is and what there is not, each in the order of the indicators."""
        observations: list[Observation] = []
        gaps: list[Gap] = []
        for name in self.known:
            outcome = self.outcome(name)
            if isinstance(outcome, Gap):
                gaps.append(outcome)
            else:
                observations += outcome
        return observations, gaps

    def outcome(self, name: str) -> Outcome:
        """Compute an indicator, and before it those that it is made of."""
        if name not in self.found:
            indicator = self.known[name]
            made = self._combined(indicator) if indicator.terms else self._from_rows(indicator)
            self.found[name] = made if isinstance(made, Gap) else list(made)
        return self.found[name]

    def _combined(self, indicator: Indicator) -> Outcome:
        parts: list[Part] = []
        for name in indicator.terms:
            term, title = self.outcome(name), self.known[name].title
            if isinstance(term, Gap):
                return Gap(indicator.id, f"“{title}”无数据：{term.reason}", term.wanted)
            parts.append(Part(title, term[0].value, _NOWHERE))
        rate = isinstance(indicator.formulas[0], Ratio)
        value = _rate(parts) if rate else sum((part.value for part in parts), Decimal(0))
        if value is None:
            return Gap(indicator.id, f"分母“{parts[1].label}”为 0，比率无意义。", "")
        return [Observation(**self._about(indicator), cell=(), value=value, parts=tuple(parts))]

    def _from_rows(self, indicator: Indicator) -> Iterable[Observation] | Gap:
        """Take the first formula that has a value; the others are reconciled with it."""
        results: list[tuple[int, Result]] = []
        gaps: list[Gap] = []
        for index, formula in enumerate(indicator.formulas):
            if isinstance(formula, Ratio | Total):
                continue
            outcome = compute(self.rows.of(formula.ledger), LEDGERS[formula.ledger], formula)
            if isinstance(outcome, Result):
                results.append((index, outcome))
            else:
                gaps.append(Gap(indicator.id, *outcome))
        return self._observed(indicator, results) if results else gaps[0]

    def _observed(
        self, indicator: Indicator, results: Sequence[tuple[int, Result]]
    ) -> Iterator[Observation]:
        """Yield the total, then what it is broken down into, dimension by dimension."""
        (index, result), *others = results
        told = self._about(indicator) | {"formula": index}
        value, parts = result.told()
        yield Observation(
            **told, cell=(), value=value, parts=parts, left_out=result.left_out,
            reconciled=tuple(Reconciled(n, *other.told()) for n, other in others),
        )  # fmt: skip
        formula = indicator.formulas[index]
        when = None if isinstance(formula, Latest | Ratio | Total) else formula.when
        for dimension in indicator.by:
            labels = result.rows.labels(dimension, when)
            for label, value, parts in result.cut(labels) if labels else ():
                cell = ((dimension, label),)
                yield Observation(**told, cell=cell, value=value, parts=parts)

    def _about(self, indicator: Indicator) -> dict[str, Any]:
        """Return what all observations of an indicator have in common."""
        return {
            "area": self.rows.area,
            "year": self.rows.year,
            "indicator": indicator.id,
            "definition": self.known.keys_of[indicator.id],
        }


def _rate(halves: list[Part]) -> Decimal | None:
    """Return percent; a denominator of 0 gives no rate, never 0 %."""
    numerator, denominator = halves
    return numerator.value / denominator.value * 100 if denominator.value else None
