"""The only door to the report: no slice of a register of persons may point to one or two of them.

k = 3: shared/domain.md §8; slices of 1 or 2 are merged, and the merged slice is never small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from analysis.indicators.model import Count, Formula, Indicator, Observation, Ratio, Total
from analysis.ledgers import LEDGERS

_SMALLEST = 3
MERGED = "其他（合并）"


def disclose(
    observations: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> list[Observation]:
    """Return observations fit to be printed; totals are untouched, slices still add up to them."""
    released: list[Observation] = []
    for (name, dimension), group in groupby(observations, key=_dimension):
        slices = list(group)
        formula = indicators[name].formulas[slices[0].formula]
        if dimension is None or not _about_persons(formula):
            released += slices
        elif isinstance(formula, Count):  # a sum of one person's hours is no small number
            released += _merged(slices, dimension)
    return released


def _dimension(observation: Observation) -> tuple[str, str | None]:
    return observation.indicator, observation.cell[0][0] if observation.cell else None


def _about_persons(formula: Formula) -> bool:
    return not isinstance(formula, Ratio | Total) and LEDGERS[formula.ledger].about == "person"


def _merged(slices: list[Observation], dimension: str) -> list[Observation]:
    """Merge small slices; where they are too few together, the next smallest goes with them."""
    if all(o.value >= _SMALLEST for o in slices):
        return slices
    if sum(o.value for o in slices) < _SMALLEST:
        return []
    ranked = sorted(slices, key=lambda o: o.value)
    total = Decimal(0)
    merged: list[Observation] = []
    for one in ranked:
        if one.value >= _SMALLEST and total >= _SMALLEST:
            break
        merged.append(one)
        total += one.value
    kept = [o for o in slices if o not in merged]
    rest = replace(merged[0], cell=((dimension, MERGED),), value=total, parts=(), hidden=True)
    return [*kept, rest]
