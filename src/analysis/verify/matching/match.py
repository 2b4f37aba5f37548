"""Which indicator a figure is a value of: plain scoring by the words around the number.

Each phrase that a candidate is called by gets a sign from 0 to 1 for each thing that speaks for or
against it; its score is their weighted sum. The best is taken only when it is good enough and well
ahead of all others; else the figure is left to be checked by hand. A candidate whose value in the
ledgers the figure agrees with gains as much as that is unlikely to happen by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from analysis.indicators.model import Indicator, Observation
from analysis.verify.agreement import agrees, chance
from analysis.verify.matching.around import Around
from analysis.verify.matching.lexicon import Lexicon
from analysis.verify.matching.signs import Seen, Signs
from analysis.verify.model import DONE, Figure, Match

WEIGHTS: Final = Signs(
    far=-6.0, missing=-4.2, complete=2.0, unexplained=-2.6, beside=-1.5, telling=2.3,
    measure=3.4, kin=1.9, titled=1.7, domain=1.9, often=2.2, taken=-3.5,
    aside=-3.0, halved=1.4, lone=-1.4, listed=-3.6, outdone=-2.0, follows=1.6,
    actor=0.5,
)  # fmt: skip
"""How much each sign weighs, and ``NOTHING`` what no indicator at all scores.

They are those under which the labelled figures of 218 reports are likeliest (softmax over the
candidates of each and none, with a light pull towards 0), rounded.
"""
NOTHING: Final = 6.3
CERTAIN: Final = 0.8
"""How certain a match must be to be told: a wrong one is worse than one to be checked by hand."""
_NEARLY: Final = 0.8
_TIED: Final = 0.3
_CANDIDATES: Final = 10
_SHORT: Final = 4  # characters; 满意率 is that of many things


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a figure may be a value of, by which phrase, and what speaks for it.

    ``agreed``: the part of its score for a value in the ledgers that the figure agrees with, else 0.
    """

    score: float
    indicator: Indicator
    words: str
    core: str
    signs: Signs
    agreed: float = 0.0

    def implies(self, other: Candidate) -> bool:
        """Whether another's phrase is this one shortened, all of which is said: 法治考试 of 法治理论考试.

        Long ones that are the same are told apart by nothing that is said.
        """
        letters = iter(self.core)
        shorter = len(other.core) < len(self.core) or (
            other.core == self.core and len(self.core) > _SHORT
        )
        whole = self.signs.complete and other.signs.complete and shorter
        return bool(whole) and all(letter in letters for letter in other.core)


class Matcher:
    """Matches the figures of one document in their order."""

    def __init__(
        self,
        lexicon: Lexicon,
        totals: Mapping[str, Observation] | None = None,
        year: int | None = None,
    ) -> None:
        """Take the phrases to look for, what the ledgers give by indicator, the report's year."""
        self._lexicon = lexicon
        self._totals, self._year = totals or {}, year
        self._earlier: list[str] = []
        self._last: Figure | None = None
        self._around: Around | None = None

    def match(self, figures: Iterable[Figure]) -> list[Match]:
        """Return the match of each figure."""
        return [self.next(figure)[0] for figure in figures]

    def next(self, figure: Figure) -> tuple[Match, list[Candidate]]:
        """Return the match of the next figure, and its candidates."""
        if self._last and figure.section != self._last.section:
            self._last, self._around, self._earlier = None, None, []
        named = self._candidates(figure)
        some = self._agreeing(figure, named)
        self._last = figure
        if some and some[0].score > NOTHING:
            self._earlier.append(some[0].indicator.id)
        return _chosen(some, named), some

    def _candidates(self, figure: Figure) -> list[Candidate]:
        """Return the best candidates, best first, one of each indicator."""
        self._around = Around.of(figure, self._last, self._around, self._year)
        unit = "" if figure.value == 0 and not figure.text[0].isdigit() else figure.unit  # 无一名
        seen = Seen(self._lexicon, self._around, unit, self._earlier)
        best: dict[str, Candidate] = {}
        for phrase in seen.likely:
            signs = seen.signs(phrase)
            score = sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))
            name = phrase.indicator.id
            if name not in best or score > best[name].score:
                best[name] = Candidate(score, phrase.indicator, phrase.words, phrase.core, signs)
        ranked = sorted(best.values(), key=lambda one: (-one.score, one.indicator.id))
        return self._preferred(ranked[:_CANDIDATES]) if ranked else []

    def _preferred(self, some: list[Candidate]) -> list[Candidate]:
        """Of those nearly as good as the best leave out what has no value, where one has.

        Of the others that comes first whose phrase is the best one's and more, all of it said.
        """
        nearly = [one for one in some if one.score > some[0].score - _NEARLY]
        having = [one for one in nearly if one.indicator.id in self._totals] or nearly
        tied = [one for one in having[1:] if one.score > having[0].score - _TIED]
        longer = next((one for one in tied if one.implies(having[0])), having[0])
        return [longer, *(one for one in (*having, *some[len(nearly) :]) if one is not longer)]

    def _agreeing(self, figure: Figure, some: list[Candidate]) -> list[Candidate]:
        """Return the candidates again, those first whose values the figure agrees with.

        That a value differs says nothing: it is what is looked for.
        """
        gain = -math.log(chance(figure)) if figure.kind in DONE else 0.0
        same = [bool(gain) and self._agrees(figure, one.indicator) for one in some]
        if not any(same):
            return some
        weighed = (
            replace(one, score=one.score + gain, agreed=gain) if agreed else one
            for one, agreed in zip(some, same, strict=True)
        )
        return sorted(weighed, key=lambda one: -one.score)

    def _agrees(self, figure: Figure, indicator: Indicator) -> bool:
        given = self._totals.get(indicator.id)
        return given is not None and not given.hidden and agrees(figure, indicator, given)


def certainty(some: Sequence[Candidate]) -> float:
    """Return how certain the best candidate is, among the others and against none of them.

    Where its value agrees, so do others of the same value: whichever is meant, the figure is right.
    """
    if not some:
        return 0.0
    best, *others = some
    rivals = [one for one in others if not best.implies(one)]
    powers = [math.exp(one.score - best.score) for one in rivals]
    against = sum(powers) + math.exp(NOTHING - best.score)
    same = sum(p for p, one in zip(powers, rivals, strict=True) if best.agreed and one.agreed)
    return (1 + same) / (1 + against)


def _chosen(some: Sequence[Candidate], named: Sequence[Candidate]) -> Match:
    """Return the best candidate where it is certain.

    A word that makes the number another one withholds it, unless the value agrees: 持证的仅6人.

    ``named``: the candidates as the words alone have them.
    """
    if not some:
        return Match()
    best, near = some[0], tuple(one.indicator.id for one in islice(some, 3))
    if certainty(some) < CERTAIN or (best.signs.aside and not best.agreed):
        return Match(None, best.words, near)
    known = named[0].indicator.id == best.indicator.id and certainty(named) >= CERTAIN
    by_words = known and not best.signs.aside
    return Match(best.indicator.id, best.words, near, by_value=not by_words)
