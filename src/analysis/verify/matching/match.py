"""Which indicator a figure is a value of: plain scoring by the words around the number.

Each phrase that a candidate is called by gets a sign from 0 to 1 for each thing that speaks for or
against it; its score is their weighted sum. The best is taken only when it is good enough and well
ahead of all others; else the figure is left to be checked by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from analysis.indicators.model import Indicator
from analysis.verify.matching.around import Around
from analysis.verify.matching.lexicon import Lexicon
from analysis.verify.matching.signs import Seen, Signs
from analysis.verify.model import Figure, Match

WEIGHTS: Final = Signs(
    far=-4.1, missing=-2.3, complete=1.5, unexplained=-1.9, beside=-0.7, telling=1.7,
    stands=1.6, measure=2.6, kin=0.7, titled=1.9, domain=1.1, common=0.9,
    taken=-3.3, aside=-2.4, halved=2.0, lone=-1.5, within=-1.4,
)  # fmt: skip
"""How much each sign weighs, and ``NOTHING`` what no indicator at all scores.

They are those under which figures of real reports, matched by hand, are likeliest (softmax over the
candidates of each and none, with a light pull towards 0; the invented sentences of the tests count
as a third of a figure each), rounded.
"""
NOTHING: Final = 5.0
CERTAIN: Final = 0.58
"""How certain a match must be to be told: a wrong one is worse than one to be checked by hand."""
_NEARLY: Final = 0.5
_CANDIDATES: Final = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a figure may be a value of, by which phrase, and what speaks for it."""

    score: float
    indicator: Indicator
    words: str
    core: str
    signs: Signs

    def implies(self, other: Candidate) -> bool:
        """Whether another's phrase is this one shortened, all of which is said: 法治考试 of 法治理论考试."""
        letters = iter(self.core)
        whole = self.signs.complete and other.signs.complete and len(other.core) < len(self.core)
        return bool(whole) and all(letter in letters for letter in other.core)


class Matcher:
    """Matches the figures of one document in their order."""

    def __init__(self, lexicon: Lexicon, valued: frozenset[str] = frozenset()) -> None:
        """Take the phrases to look for, and which indicators the ledgers give a value of."""
        self._lexicon = lexicon
        self._valued = valued
        self._earlier: list[str] = []
        self._last: Figure | None = None

    def match(self, figures: Iterable[Figure]) -> list[Match]:
        """Return the match of each figure."""
        return [self.next(figure)[0] for figure in figures]

    def next(self, figure: Figure) -> tuple[Match, list[Candidate]]:
        """Return the match of the next figure, and its candidates."""
        if self._last and figure.section != self._last.section:
            self._last, self._earlier = None, []
        some = self._candidates(figure)
        self._last = figure
        if some and some[0].score > NOTHING:
            self._earlier.append(some[0].indicator.id)
        return _chosen(some), some

    def _candidates(self, figure: Figure) -> list[Candidate]:
        """Return the best candidates, best first, one of each indicator."""
        seen = Seen(self._lexicon, Around.of(figure, self._last), self._earlier)
        best: dict[str, Candidate] = {}
        for phrase in seen.likely(figure.unit):
            signs = seen.signs(phrase, figure.unit)
            score = sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))
            name = phrase.indicator.id
            if name not in best or score > best[name].score:
                best[name] = Candidate(score, phrase.indicator, phrase.words, phrase.core, signs)
        ranked = sorted(best.values(), key=lambda one: (-one.score, one.indicator.id))
        return self._preferred(ranked[:_CANDIDATES])

    def _preferred(self, some: list[Candidate]) -> list[Candidate]:
        """Leave out what is nearly as good as the best but has no value, where one has."""
        nearly = [one for one in some if one.score > some[0].score - _NEARLY]
        having = [one for one in nearly if one.indicator.id in self._valued]
        return [*having, *some[len(nearly) :]] if having else some


def certainty(some: Sequence[Candidate]) -> float:
    """Return how certain the best candidate is, among the others and against none of them."""
    if not some:
        return 0.0
    rivals = [one for one in some if not some[0].implies(one)]
    powers = [math.exp(one.score - some[0].score) for one in rivals]
    return 1 / (sum(powers) + math.exp(NOTHING - some[0].score))


def _chosen(some: Sequence[Candidate]) -> Match:
    """Return the best candidate where it is certain, and nothing makes the number another one."""
    if not some:
        return Match()
    best, near = some[0], tuple(one.indicator.id for one in islice(some, 3))
    sure = certainty(some) >= CERTAIN and not best.signs.aside
    return Match(best.indicator.id if sure else None, best.words, near)
