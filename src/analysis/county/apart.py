"""Which towns stand apart from the others: a question to be asked, never a verdict or a rank.

Counts are compared on the logarithm by median and MAD (Iglewicz & Hoaglin 1993: 3.5), with the noise
that a count of that size has by itself. Rates are compared on Anscombe's arcsine scale, where all
sizes vary alike, within funnel limits that are widened by what the towns differ more than by chance
(Spiegelhalter 2005). Small numbers and few towns are not compared at all.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

FEWEST_TOWNS: Final = 8
"""Of fewer towns a median says nothing."""
FEWEST_CASES: Final = 20
"""A rate over a smaller denominator is not compared."""
FAR: Final = 3.5
LIMITS: Final[Mapping[str, float]] = {"95%": 1.96, "99.8%": 3.09}
"""Funnel limits in standard deviations; beyond the wider one a town stands apart."""

_LEAST = 5.0  # a count that differs by less from the usual one is not worth a question
_MAD = 1.4826  # makes the MAD of a normal distribution its standard deviation
_WINSORISED = 0.1  # of the scores on each side, for the spread

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Level:
    """A count beside the usual one for a town of its size. ``score``: robust, 0 is the median."""

    value: float
    usual: float
    score: float

    @property
    def apart(self) -> bool:
        """Whether it is worth a question."""
        return abs(self.score) > FAR and abs(self.value - self.usual) >= _LEAST


def levels(counts: Mapping[_T, tuple[float, float]]) -> dict[_T, Level]:
    """Compare counts, each with the size that it is to be divided by; empty for few towns.

    Sizes are positive: inhabitants, villages, last year's count and a half, or 1.
    """
    if len(counts) < FEWEST_TOWNS:
        return {}
    logs = {name: math.log((value + 0.5) / size) for name, (value, size) in counts.items()}
    middle = statistics.median(logs.values())
    spread = _MAD * statistics.median(abs(one - middle) for one in logs.values())
    found: dict[_T, Level] = {}
    for name, (value, size) in counts.items():
        usual = max(0.0, math.exp(middle) * size - 0.5)
        noise = math.sqrt(spread**2 + 1 / (value + 0.5) + 1 / (usual + 0.5))
        found[name] = Level(value, usual, (logs[name] - middle) / noise)
    return found


@dataclass(frozen=True, slots=True)
class Funnel(Generic[_T]):
    """Rates of towns beside the pooled one. ``spread``: 1 where they differ as chance would have it.

    ``scores``: of the towns with enough cases.
    """

    pooled: float
    spread: float
    scores: Mapping[_T, float]

    def apart(self, name: _T) -> bool:
        """Whether a town's rate is outside the wider limits."""
        return abs(self.scores.get(name, 0.0)) > LIMITS["99.8%"]

    def limits(self, cases: float, sigmas: float) -> tuple[float, float]:
        """Return between which rates a town of that many cases lies, between 0 and 1."""
        reach = sigmas * self.spread / math.sqrt(4 * cases + 2)
        middle = math.asin(math.sqrt(self.pooled))
        low, high = max(0.0, middle - reach), min(math.pi / 2, middle + reach)
        return math.sin(low) ** 2, math.sin(high) ** 2


def funnel(halves: Mapping[_T, tuple[float, float]]) -> Funnel[_T] | None:
    """Compare rates by numerator and denominator; None for few towns with enough cases."""
    enough = {
        name: (part, whole)
        for name, (part, whole) in halves.items()
        if whole >= FEWEST_CASES and 0 <= part <= whole
    }
    if len(enough) < FEWEST_TOWNS:
        return None
    pooled = sum(part for part, _ in enough.values()) / sum(whole for _, whole in enough.values())
    middle = math.asin(math.sqrt(pooled))
    raw = {
        name: (_arcsine(part, whole) - middle) * math.sqrt(4 * whole + 2)
        for name, (part, whole) in enough.items()
    }
    spread = math.sqrt(max(1.0, statistics.fmean(s * s for s in _winsorised(list(raw.values())))))
    return Funnel(pooled, spread, {name: score / spread for name, score in raw.items()})


def _arcsine(part: float, whole: float) -> float:
    return math.asin(math.sqrt((part + 0.375) / (whole + 0.75)))


def _winsorised(scores: Sequence[float]) -> list[float]:
    """Draw the outermost scores in, so that a town that stands apart does not hide itself."""
    ranked = sorted(scores)
    cut = max(1, math.floor(_WINSORISED * len(ranked)))
    low, high = ranked[cut], ranked[-cut - 1]
    return [min(max(score, low), high) for score in scores]
