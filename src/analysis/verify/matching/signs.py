"""What speaks for and against an indicator, seen from the words around a number."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from functools import cached_property
from typing import Final, NamedTuple

from analysis.verify.matching.around import Around
from analysis.verify.matching.lexicon import Lexicon, Phrase, domain
from analysis.verify.matching.measures import likeness
from analysis.verify.matching.words import telling

_RATE: Final = re.compile(r"[\u4e00-\u9fff]{2}[率度](?=[^率度]{0,4}$)")
"""What a rate is called just before its number: a 化解率 is no 调解率."""
_CLOSE: Final = 0.6
_MUCH: Final = 25.0
_SHORT: Final = 3
_VAGUE: Final = 9.0
_MOST: Final = 80
_RECENT: Final = 4
_SAME_FAMILY: Final = 0.8
_SAME_EVENT: Final = 0.6
_FLAT: Final = 0.5  # of how much of all that is said a phrase has, nearness counts less
_APART: Final = 0.3
_SAME_DOMAIN: Final = (0.6, 0.3)


class Signs(NamedTuple):
    """What speaks for a phrase of an indicator, or against it, each from 0 to 1.

    - ``far``: how much of it only stands before the clause, and how far: in the sentence, the one
      before or the headings; ``missing``: how much stands nowhere; ``complete``: nothing does;
    - ``unexplained``, ``beside``: how much of what stands close to the number, and of the rest of
      the clause, is not in the phrase;
    - ``telling``: how much the words in common tell, few of them or common ones little;
    - ``measure``: how well the measure words agree;
    - ``kin``: the figures before are of the same domain; ``titled``: how much of the phrase and the
      indicator's title together is said anywhere; ``domain``: how much of the words of its domain;
    - ``often``: how often towns print it;
    - ``taken``: a figure before is already its value;
    - ``aside``: a word that makes the number another one, and is not in the phrase;
    - ``halved``: a rate, and one of its halves is among the figures before; ``lone``: a rate whose
      name tells little, and neither is;
    - ``listed``: its words are the last item of a list, all of which is counted: 宪法、民法典宣传;
    - ``outdone``: how much more of what is said another phrase has, all of which is said;
    - ``follows``: it belongs to the figure before, as those who came belong to an event;
    - ``actor``: who is said to have done it is in its name.
    """

    far: float
    missing: float
    complete: float
    unexplained: float
    beside: float
    telling: float
    measure: float
    kin: float
    titled: float
    domain: float
    often: float
    taken: float
    aside: float
    halved: float
    lone: float
    listed: float
    outdone: float
    follows: float
    actor: float


class Seen:
    """What is seen around one figure; ``earlier``: of what the figures before it are values."""

    def __init__(self, lexicon: Lexicon, around: Around, unit: str, earlier: list[str]) -> None:
        """Weigh each word around by how much it tells."""
        weight = lexicon.weight
        self._lexicon, self._around, self._unit, self._earlier = lexicon, around, unit, earlier
        self._recent = earlier[-_RECENT:]
        self._near = {pair: share * weight(pair) for pair, share in around.near.items()}
        self._said = {pair: share * weight(pair) for pair, share in around.said.items()}
        self._close = {pair for pair, share in around.near.items() if share > _CLOSE}
        self._closely = math.fsum(self._near[pair] for pair in self._close)
        self._farther = math.fsum(w for pair, w in self._near.items() if pair not in self._close)
        self._domains = lexicon.domains(around.said)

    @cached_property
    def likely(self) -> list[Phrase]:
        """Return the phrases of which most is said and whose measure word may be the same."""
        said: dict[int, float] = defaultdict(float)
        some: dict[int, Phrase] = {}
        for pair, much in self._near.items():
            for phrase in self._lexicon.by_pair.get(pair, ()):
                said[phrase.number] += much
                some[phrase.number] = phrase
        rate = _RATE.search(self._around.before) if self._unit == "%" else None
        ranked = sorted(
            (-(said[n] + 0.4 * self._led(phrase)) / phrase.total, n)
            for n, phrase in some.items()
            if likeness(self._unit, phrase.indicator.unit) and (not rate or rate[0] in phrase.core)
        )
        return [some[n] for _, n in ranked[:_MOST]]

    def _led(self, phrase: Phrase) -> float:
        return sum(self._said.get(p, 0.0) for p in phrase.pairs if p not in self._near)

    def signs(self, phrase: Phrase) -> Signs:
        """Return what speaks for and against a phrase."""
        name = phrase.indicator.id
        halved, lone = self._halves(phrase)
        return Signs(
            *self._words(phrase),
            measure=likeness(self._unit, phrase.indicator.unit),
            kin=self._kin(name),
            titled=self._title(phrase),
            domain=self._domains.get(domain(name), 0.0),
            often=self._lexicon.often[name],
            taken=float(name in self._earlier),
            aside=float(any(word not in phrase.words for word in self._around.aside)),
            halved=halved,
            lone=lone,
            listed=self._listed(phrase),
            outdone=self._outdone(phrase),
            follows=self._follows(name),
            actor=self._acts(phrase),
        )

    def _listed(self, phrase: Phrase) -> float:
        """Return whether it is called by the last item of a list, and by no other of them."""
        some = set(phrase.pairs)
        return float(bool(self._around.item & some) and not self._around.front & some)

    def _follows(self, name: str) -> float:
        """Return whether it belongs to the figure before, or both to one exam or event."""
        if not self._recent:
            return 0.0
        last = self._recent[-1]
        if name.startswith(last + "_"):
            return 1.0
        return _SAME_EVENT if _family(last) == _family(name) and "_" in name else 0.0

    def _acts(self, phrase: Phrase) -> float:
        actor, names = self._around.actor, (phrase.core, telling(phrase.indicator.title))
        return float(bool(actor) and any(actor in name for name in names))

    def _covers(self, phrase: Phrase) -> float:
        """Return how much of all that is said it has, in its clause or before."""
        near, lead, used = self._around.near, self._around.lead, self._around.used
        return sum(
            weight * (max(near[pair], _FLAT) if pair in near else _APART * lead.get(pair, 0.0))
            for pair, weight in zip(phrase.pairs, phrase.weights, strict=True)
            if pair in near or pair not in used
        )

    @cached_property
    def _most(self) -> float:
        """How much of what is said the best has of those phrases all of which is said."""
        said = self._around.said
        whole = (one for one in self.likely if all(pair in said for pair in one.pairs))
        return max(map(self._covers, whole), default=0.0)

    def _outdone(self, phrase: Phrase) -> float:
        return max(0.0, 1 - self._covers(phrase) / self._most) if self._most else 0.0

    def _words(self, phrase: Phrase) -> tuple[float, float, float, float, float, float]:
        """Return the signs of its words, ``far`` to ``telling``."""
        near, total = self._near, phrase.total
        shares = _bridged([self._around.near.get(p, 0.0) for p in phrase.pairs])
        anywhere = _bridged([self._around.said.get(p, 0.0) for p in phrase.pairs])
        weighed = list(zip(phrase.weights, shares, anywhere, strict=True))
        closely = math.fsum(near[p] for p in phrase.pairs if p in self._close)
        farther = math.fsum(near[p] for p in phrase.pairs if p in near and p not in self._close)
        missing = sum(weight for weight, _, said in weighed if not said)
        far = sum(weight * (1 - said) for weight, share, said in weighed if said and not share)
        return (
            far / total,
            missing / total,
            float(not missing),
            1 - closely / self._closely if self._closely else 0.0,
            1 - farther / self._farther if self._farther else 0.0,
            min(1.0, sum(weight * share for weight, share, _ in weighed) / _MUCH),
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
