"""What reports call the indicators, made ready to be looked up by pairs of characters.

A pair of characters that few indicators are called by tells more than one that many are: its weight
is the logarithm of that share (inverse document frequency), the usual measure of information
retrieval.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Final

from analysis.indicators.model import Indicator, Ratio
from analysis.verify.matching.words import pairs, telling

_UNKNOWN: Final = 2.0
_MANY: Final = 50  # times; what was seen more often is printed as often as anything


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to call an indicator.

    ``core``: what of its words tells something; ``pairs`` of that, ``weights`` how much each tells
    and ``total`` all of them; ``number``: its own, in the order of the indicators.
    """

    indicator: Indicator
    words: str
    core: str
    pairs: tuple[str, ...]
    weights: tuple[float, ...]
    total: float
    number: int


class Lexicon:
    """All phrases of some indicators."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        """Take the indicators; the rest is worked out when it is asked for."""
        self.indicators = indicators

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Each way to call each indicator, its title first."""
        found: list[Phrase] = []
        for name, cores in self._cores.items():
            for core, words in cores.items():
                some = tuple(dict.fromkeys(pairs(core)))
                weights = tuple(map(self.weight, some))
                one = self.indicators[name]
                found.append(Phrase(one, words, core, some, weights, sum(weights), len(found)))
        return found

    @cached_property
    def _cores(self) -> dict[str, dict[str, str]]:
        """What each indicator is called: telling words → as declared, by id."""
        return {
            name: {
                core: words
                for words in reversed((one.title, *one.phrases))
                if (core := telling(words))
            }
            for name, one in self.indicators.items()
        }

    @cached_property
    def often(self) -> dict[str, float]:
        """How often towns print an indicator, from 0 to 1; 0 for one that none was seen to print."""
        with files("analysis.verify.matching").joinpath("often.csv").open(encoding="utf-8") as rows:
            times = {row["indicator"]: float(row["times"]) for row in csv.DictReader(rows)}
        most = math.log(1 + _MANY)
        return {name: min(1.0, math.log(1 + times.get(name, 0)) / most) for name in self.indicators}

    @cached_property
    def by_pair(self) -> dict[str, list[Phrase]]:
        """The phrases that a pair of characters is in."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            for pair in phrase.pairs:
                found[pair].append(phrase)
        return dict(found)

    @cached_property
    def _weights(self) -> dict[str, float]:
        everything = len(self.indicators)
        named = Counter(
            pair for cores in self._cores.values() for pair in {p for c in cores for p in pairs(c)}
        )
        return {pair: math.log(1 + everything / (1 + times)) for pair, times in named.items()}

    def weight(self, pair: str) -> float:
        """Return how much a pair tells; one that no indicator is called by tells a little."""
        return self._weights.get(pair, _UNKNOWN)

    def total(self, some: Iterable[str]) -> float:
        """Return how much some pairs tell together."""
        return sum(map(self.weight, some))

    @cached_property
    def titles(self) -> dict[str, tuple[str, ...]]:
        """The pairs of the title of each indicator, by id."""
        return {
            name: tuple(dict.fromkeys(pairs(telling(one.title))))
            for name, one in self.indicators.items()
        }

    @cached_property
    def rates_of(self) -> dict[str, frozenset[str]]:
        """The two halves of each rate, by the rate's id."""
        return {
            name: frozenset(one.terms)
            for name, one in self.indicators.items()
            if isinstance(one.formulas[0], Ratio)
        }

    @cached_property
    def _domains(self) -> dict[str, dict[str, float]]:
        """What a pair tells of each domain (the first part of an id) that it is in."""
        counts: dict[str, set[str]] = defaultdict(set)
        for phrase in self.phrases:
            for pair in phrase.pairs:
                counts[pair].add(domain(phrase.indicator.id))
        every = len({domain(name) for name in self.indicators})
        return {
            pair: dict.fromkeys(domains, math.log(1 + every / len(domains)))
            for pair, domains in counts.items()
        }

    def domains(self, said: Mapping[str, float]) -> dict[str, float]:
        """Return how well each domain fits what is said (pair → weight), the best as 1."""
        fit: dict[str, float] = defaultdict(float)
        for pair, share in said.items():
            for name, told in self._domains.get(pair, {}).items():
                fit[name] += share * told
        most = max(fit.values(), default=0.0)
        return {name: value / most for name, value in fit.items()} if most else {}


def domain(name: str) -> str:
    """Return the first part of an indicator's id."""
    return name.partition(".")[0]
