"""What reports call the indicators, made ready to be looked up by pairs of characters.

A pair of characters that few indicators are called by tells more than one that many are: its weight
is the logarithm of that share (inverse document frequency), the usual measure of information
retrieval.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from analysis.indicators.model import Indicator, Ratio
from analysis.verify.words import pairs, telling

_UNKNOWN = 0.8


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to call an indicator; ``core``: what of it tells something, ``pairs`` of it."""

    indicator: Indicator
    words: str
    core: str
    pairs: tuple[str, ...]


class Lexicon:
    """All phrases of some indicators."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        """Take the indicators; the rest is worked out when it is asked for."""
        self.indicators = indicators

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Each way to call each indicator, its title first."""
        found: list[Phrase] = []
        for one in self.indicators.values():
            cores = {telling(words): words for words in reversed((one.title, *one.phrases))}
            for core, words in cores.items():
                if core:
                    found.append(Phrase(one, words, core, tuple(dict.fromkeys(pairs(core)))))
        return found

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
        return {
            pair: math.log(1 + everything / (1 + len({p.indicator.id for p in phrases})))
            for pair, phrases in self.by_pair.items()
        }

    def weight(self, pair: str) -> float:
        """Return how much a pair tells; one that no indicator is called by tells little."""
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
