"""The only door to the report: no slice of a register of persons may point to one or two of them.

k = 3: shared/domain.md §8; slices of 1 or 2 are merged, and the merged slice is never small. In the
public edition a total of one or two people in need of protection (``protected``) is withheld as well,
and with it every rate and sum that would tell it. The amount of one or two cases between persons
is told in no edition: shared/domain.md §8, "a single case's amount".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from analysis.cells import row_count
from analysis.indicators.model import Count, Formula, Gap, Indicator, Observation, Ratio, Sum, Total
from analysis.indicators.protected import is_protected
from analysis.ledgers import LEDGERS

_SMALLEST = 3
_MONEY = frozenset(("元", "万元"))
MERGED = "其他（合并）"
WITHHELD = "为保护个人信息不公开。"


def disclose(
    observations: Iterable[Observation],
    indicators: Mapping[str, Indicator],
    *,
    public: bool = False,
) -> list[Observation]:
    """Return observations fit to be printed, without those that ``withheld`` names.

    Slices of persons still add up to their total; amounts of which one slice would tell a case's
    are not broken down at all, for the others would tell it.
    """
    given = list(observations)
    kept_back = withheld(given, indicators, public=public)
    released: list[Observation] = []
    for (name, dimension), group in groupby(given, key=_dimension):
        slices = list(group)
        formula = indicators[name].formulas[slices[0].formula]
        if name in kept_back or any(tells_amount(one, indicators) for one in slices):
            continue
        if dimension is None or not _about_persons(formula):
            released += slices
        elif isinstance(formula, Count):  # a sum of one person's hours is no small number
            released += _merged(slices, dimension)
    return released


def withheld(
    observations: Iterable[Observation],
    indicators: Mapping[str, Indicator],
    *,
    public: bool = False,
) -> dict[str, Gap]:
    """Return what is said instead of totals that give one case's amount away.

    ``public``: and instead of those that point at one or two people.
    """
    totals = {one.indicator: one for one in observations if not one.cell}
    small = {
        name
        for name, one in totals.items()
        if tells_amount(one, indicators) or (public and is_small(indicators[name], one.value))
    }
    while telling := {n for n in totals if small.intersection(indicators[n].terms)} - small:
        small |= telling
    return {name: Gap(name, WITHHELD, "") for name in totals if name in small}


def is_small(indicator: Indicator, value: Decimal) -> bool:
    """Whether a total counts one or two people in need of protection; 0 points at nobody."""
    return 0 < value < _SMALLEST and is_protected(indicator)


def tells_amount(observation: Observation, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a sum of money is that of one or two cases between persons; 0 tells nothing."""
    indicator = indicators[observation.indicator]
    formula = indicator.formulas[observation.formula]
    if not isinstance(formula, Sum) or indicator.unit not in _MONEY or not observation.value:
        return False
    few = row_count(part.source for part in observation.parts) < _SMALLEST
    return LEDGERS[formula.ledger].about == "case" and few


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
