"""What speaks for and against an indicator, seen from the words around a number."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final, NamedTuple

from analysis.verify.matching.around import Around
from analysis.verify.matching.lexicon import Lexicon, Phrase, domain
from analysis.verify.matching.measures import likeness

_RATE: Final = re.compile(r"[\u4e00-\u9fff]{2}[率度](?=[^率度]{0,4}$)")
"""What a rate is called just before its number: a 化解率 is no 调解率."""
_CLOSE: Final = 0.6
_MUCH: Final = 25.0
_SHORT: Final = 3
_VAGUE: Final = 9.0
_MOST: Final = 80
_RECENT: Final = 4
_SAME_FAMILY: Final = 0.8
_SAME_DOMAIN: Final = (0.6, 0.3)


class Signs(NamedTuple):
    """What speaks for a phrase of an indicator, or against it, each from 0 to 1.

    - ``far``: how much of it only stands before the clause, and how far: in the sentence, the one
      before or the headings; ``missing``: how much stands nowhere; ``complete``: nothing does;
    - ``unexplained``, ``beside``: how much of what stands close to the number, and of the rest of
      the clause, is not in the phrase;
    - ``telling``: how much the words in common tell, few of them or common ones little;
    - ``stands``: the same of the phrase where it stands in the clause as one;
    - ``measure``: how well the measure words agree;
    - ``kin``: the figures before are of the same domain; ``titled``: how much of the phrase and the
      indicator's title together is said anywhere; ``domain``: how much of the words of its domain;
    - ``common``: it has many names, as what is often printed has;
    - ``taken``: a figure before is already its value;
    - ``aside``: a word that makes the number another one, and is not in the phrase;
    - ``halved``: a rate, and one of its halves is among the figures before; ``lone``: a rate whose
      name tells little, and neither is;
    - ``within``: it stands only inside a longer phrase, which tells more.
    """

    far: float
    missing: float
    complete: float
    unexplained: float
    beside: float
    telling: float
    stands: float
    measure: float
    kin: float
    titled: float
    domain: float
    common: float
    taken: float
    aside: float
    halved: float
    lone: float
    within: float


class Seen:
    """What is seen around one figure; ``earlier``: of what the figures before it are values."""

    def __init__(self, lexicon: Lexicon, around: Around, earlier: list[str]) -> None:
        """Weigh each word around by how much it tells."""
        weight = lexicon.weight
        self._lexicon, self._around, self._earlier = lexicon, around, earlier
        self._recent = earlier[-_RECENT:]
        self._near = {pair: share * weight(pair) for pair, share in around.near.items()}
        self._said = {pair: share * weight(pair) for pair, share in around.said.items()}
        self._close = {pair for pair, share in around.near.items() if share > _CLOSE}
        self._closely = sum(self._near[pair] for pair in self._close)
        self._farther = sum(self._near.values()) - self._closely
        self._standing: set[str] | None = None
        self._domains = lexicon.domains(around.said)

    def likely(self, unit: str) -> list[Phrase]:
        """Return the phrases of which most is said and whose measure word may be the same."""
        said: dict[int, float] = defaultdict(float)
        some: dict[int, Phrase] = {}
        for pair, much in self._near.items():
            for phrase in self._lexicon.by_pair.get(pair, ()):
                said[phrase.number] += much
                some[phrase.number] = phrase
        rate = _RATE.search(self._around.before) if unit == "%" else None
        ranked = sorted(
            (-(said[n] + 0.4 * self._led(phrase)) / phrase.total, n)
            for n, phrase in some.items()
            if likeness(unit, phrase.indicator.unit) and (not rate or rate[0] in phrase.core)
        )
        return [some[n] for _, n in ranked[:_MOST]]

    def _stands(self, core: str) -> bool:
        return core in self._around.before or core in self._around.after

    def _in_another(self, phrase: Phrase) -> bool:
        """Whether a longer phrase that stands there has this one in it."""
        if self._standing is None:
            every = (p.core for pair in self._near for p in self._lexicon.by_pair.get(pair, ()))
            self._standing = set(filter(self._stands, every))
        return any(phrase.core in core and phrase.core != core for core in self._standing)

    def _led(self, phrase: Phrase) -> float:
        return sum(self._said.get(p, 0.0) for p in phrase.pairs if p not in self._near)

    def signs(self, phrase: Phrase, unit: str) -> Signs:
        """Return what speaks for and against a phrase."""
        name = phrase.indicator.id
        halved, lone = self._halves(phrase)
        return Signs(
            *self._words(phrase),
            measure=likeness(unit, phrase.indicator.unit),
            kin=self._kin(name),
            titled=self._title(phrase),
            domain=self._domains.get(domain(name), 0.0),
            common=self._lexicon.common[name],
            taken=float(name in self._earlier),
            aside=float(any(word not in phrase.words for word in self._around.aside)),
            halved=halved,
            lone=lone,
            within=float(self._stands(phrase.core) and self._in_another(phrase)),
        )

    def _words(self, phrase: Phrase) -> tuple[float, float, float, float, float, float, float]:
        """Return the signs of its words, ``far`` to ``stands``."""
        near, total = self._near, phrase.total
        shares = _bridged([self._around.near.get(p, 0.0) for p in phrase.pairs])
        anywhere = _bridged([self._around.said.get(p, 0.0) for p in phrase.pairs])
        weighed = list(zip(phrase.weights, shares, anywhere, strict=True))
        closely = sum(near[p] for p in phrase.pairs if p in self._close)
        farther = sum(near[p] for p in phrase.pairs if p in near) - closely
        missing = sum(weight for weight, _, said in weighed if not said)
        far = sum(weight * (1 - said) for weight, share, said in weighed if said and not share)
        return (
            far / total,
            missing / total,
            float(not missing),
            1 - closely / self._closely if self._closely else 0.0,
            1 - farther / self._farther if self._farther else 0.0,
            min(1.0, sum(weight * share for weight, share, _ in weighed) / _MUCH),
            min(1.0, total / _MUCH) if self._stands(phrase.core) else 0.0,
        )

    def _kin(self, name: str) -> float:
        """Return whether the figure before is of the same domain, or another one close before."""
        domains = [domain(one) for one in self._recent]
        last, any_of_them = _SAME_DOMAIN
        if domains[-1:] == [domain(name)]:
            return last
        return any_of_them if domain(name) in domains else 0.0

    def _halves(self, phrase: Phrase) -> tuple[float, float]:
        """Return whether the halves of a rate were among the figures before, and whether it lacks them.

        A figure before of the same family is nearly as good: a pass rate of the exam just named.
        """
        halves = self._lexicon.rates_of.get(phrase.indicator.id, frozenset())
        if halves & set(self._recent):
            return 1.0, 0.0
        if set(map(_family, halves)) & set(map(_family, self._recent[-1:])):
            return _SAME_FAMILY, 0.0
        vague = phrase.total < _VAGUE or len(phrase.core) <= _SHORT
        return 0.0, float(bool(halves) and vague)

    def _title(self, phrase: Phrase) -> float:
        """Return how much of a phrase and its indicator's title is said anywhere around."""
        both = {*self._lexicon.titles[phrase.indicator.id], *phrase.pairs}
        return sum(self._said.get(pair, 0.0) for pair in both) / self._lexicon.total(both)


def _family(name: str) -> str:
    """Return what the indicators of one exam or one kind of event have in common in their ids."""
    return name.partition("_")[0]


def _bridged(shares: list[float]) -> list[float]:
    """Return the shares of a phrase's pairs; one across two words that are both there is there."""
    filled = list(shares)
    for n in range(1, len(shares) - 1):
        if not shares[n]:
            filled[n] = min(filled[n - 1], shares[n + 1])
    return filled
