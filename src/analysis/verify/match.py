"""Which indicator a figure is a value of: plain scoring by the words around the number.

A candidate's score is the share of telling words that figure and phrase have in common (Tversky's
index: a word of the phrase that is not there weighs full, a word there that is not in the phrase
weighs less the farther it stands from the number), times how well the measure words agree, times
how well the words before and the figures before agree with it. The best is taken only when it is
good enough and well ahead of all others; else the figure is left to be checked by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, NamedTuple

from analysis.indicators.model import Indicator
from analysis.verify.lexicon import Lexicon, Phrase, domain
from analysis.verify.measures import likeness
from analysis.verify.model import Figure, Match
from analysis.verify.words import pairs, telling

_NEAR: Final = 24
_LEAD: Final = 120
_SHORT: Final = 3
_CLOSE: Final = 0.8
_VAGUE: Final = 9.0
_WHOLE: Final = 0.1
_LISTED: Final = re.compile(r"^.*[、》”].*等(?=[\u4e00-\u9fff]{2})")
_ENDS_IN_VERB: Final = re.compile(
    "(?:提供|建成|聘请|聘用|配备|设立|建立|新增|成立|打造|创建|培育|举办|开展|组织|召开|共|累计|共有|有|了|发放|办理|受理|处理|"
    "调解|化解|办结|制定|出台|收到|接受|审查|签订|立案|查处|整改|排查|发现|解决|解答|评选|获评|现有|配有|全年|先后|完成|设置|"
    "建设|选聘|开设|辖|达|为)$"
)
_INDIRECT: Final = re.compile(
    "协助|引导|配合|参与|邀请|指导|出席|存在|代理|同比|较上年|比上年|比去年|增长|下降|减少|上升"
)
_ATTENDED: Final = re.compile(
    "(?:共|现场)?(?:覆盖|参加|参与|参训|参会|受众|惠及|受教育|培训|教育|服务|吸引|辐射|受益|组织)*(?:镇|乡|村|机关|党员|领导|群众|干部|职工|人员|学员|学生|师生|人数|参加)*(?:超)?"
)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a number: pair → how near, of its own clause and of those before."""

    near: dict[str, float]
    lead: dict[str, float]
    before: str
    after: str

    @classmethod
    def of(cls, figure: Figure, previous: Figure | None) -> _Around:
        own = _LISTED.sub("", figure.before.strip())
        before, after = telling(own)[-_NEAR:], telling(figure.after)[:12]
        if previous and _ATTENDED.fullmatch(before) and not after:
            before = (telling(previous.before + previous.after) + before)[-_NEAR:]
        direct = not own or bool(_ENDS_IN_VERB.search(own))
        near: dict[str, float] = {}
        for n, pair in enumerate(pairs(before)):
            far = max(len(before) - 6 - n, 0)
            near[pair] = max(near.get(pair, 0), math.exp(-far / 6))
        share = 0.25 if figure.after[:1] in set("、，,。；") else 1.0 if direct else 0.5
        for n, pair in enumerate(pairs(after)):
            near[pair] = max(near.get(pair, 0), share * math.exp(-max(n - 3, 0) / 5))
        if before and after and direct:
            near.setdefault(before[-1] + after[0], 0.3)
        return cls(near, _leading(figure), before, after)

    def touched_by(self, core: str) -> bool:
        """Whether a phrase stands next to the number."""
        return self.before.endswith(core) or self.after.startswith(core)

    def said(self) -> dict[str, float]:
        return {
            pair: max(self.near.get(pair, 0), self.lead.get(pair, 0))
            for pair in {*self.near, *self.lead}
        }


def _leading(figure: Figure) -> dict[str, float]:
    """Return the pairs of what stands before, those close to the figure heaviest."""
    lead: dict[str, float] = {}
    earlier, _, own = figure.lead.rpartition("\n")
    for text, most, least in ((own, 0.95, 0.7), (earlier, 0.6, 0.3)):
        every = pairs(telling(text)[-_LEAD:])
        for n, pair in enumerate(every):
            weight = max(most * math.exp((n - len(every)) / 120), least)
            lead[pair] = max(lead.get(pair, 0), weight)
    for heading in figure.section:
        for pair in pairs(telling(heading)):
            lead[pair] = max(lead.get(pair, 0), 0.35)
    return lead


class Signs(NamedTuple):
    """What speaks for a candidate, each from 0 to 1.

    - ``said``: how much of the phrase stands in the figure's own clause, near the number;
    - ``led``: how much of it only stands before, in the sentence or the headings;
    - ``unexplained``, ``beside``: how much of what stands close to the number, and of the rest of
      the clause, is not in the phrase (these speak against it);
    - ``telling``: how much the words in common tell, few of them or common ones little;
    - ``whole``: the phrase stands there as one and touches the number;
    - ``measure``: how well the measure words agree;
    - ``kin``: the figures before are of the same kind; ``titled``: the indicator's own title is said
      around; ``domain``: so are words of its domain;
    - ``short``: the phrase is so short that many things are called by it.
    """

    said: float
    led: float
    fuller: float
    unexplained: float
    beside: float
    telling: float
    whole: float
    measure: float
    kin: float
    titled: float
    domain: float
    short: float


WEIGHTS: Final = Signs(2.4, 0.8, -0.5, -1.1, -1.9, 2.0, 1.0, 1.5, 0.4, 2.3, 0.6, -0.2)
NOTHING: Final = 4.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that a figure may be a value of, by which phrase, and what speaks for it."""

    score: float
    indicator: Indicator
    words: str
    signs: Signs


class Matcher:
    """Matches the figures of one document in their order."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the phrases to look for."""
        self._lexicon = lexicon
        self._earlier: list[str] = []
        self._section: tuple[str, ...] = ()
        self._last: Figure | None = None

    def match(self, figures: Iterable[Figure]) -> list[Match]:
        """Return the match of each figure."""
        return [self.next(figure)[0] for figure in figures]

    def next(self, figure: Figure) -> tuple[Match, list[Candidate]]:
        """Return the match of the next figure, and its candidates."""
        if figure.section != self._section:
            self._section, self._earlier = figure.section, []
        some = self._candidates(figure)
        self._last = figure
        if some and some[0].score > NOTHING:
            self._earlier.append(some[0].indicator.id)
        return _chosen(figure, some), some

    def _candidates(self, figure: Figure) -> list[Candidate]:
        """Return the best candidates, best first, one of each indicator."""
        previous = self._last if self._last and self._last.section == figure.section else None
        around = _Around.of(figure, previous)
        domains = self._lexicon.domains(around.said())
        phrases = {id(p): p for pair in around.near for p in self._lexicon.by_pair.get(pair, ())}
        best: dict[str, Candidate] = {}
        for phrase in phrases.values():
            name = phrase.indicator.id
            same = likeness(figure.unit, phrase.indicator.unit)
            if same:
                signs = self._signs(phrase, around, same, domains)
                score = sum(w * s for w, s in zip(WEIGHTS, signs, strict=True))
                if name not in best or score > best[name].score:
                    best[name] = Candidate(score, phrase.indicator, phrase.words, signs)
        return sorted(best.values(), key=lambda one: -one.score)[:10]

    def _signs(
        self, phrase: Phrase, around: _Around, measure: float, domains: dict[str, float]
    ) -> Signs:
        weight, near, lead = self._lexicon.weight, around.near, around.lead
        total = self._lexicon.total(phrase.pairs)
        said = sum(weight(p) * near[p] for p in phrase.pairs if p in near)
        led = sum(weight(p) * lead[p] for p in phrase.pairs if p not in near and p in lead)
        name = phrase.indicator.id
        unexplained = self._unexplained(phrase, around, close=True)
        missing = sum(weight(p) for p in phrase.pairs if p not in near and p not in lead) / total
        kin, titled = self._kin(name), self._titled(name, around)
        vague = total < _VAGUE or len(phrase.core) <= _SHORT
        return Signs(
            said / total,
            led / total,
            (led / total) * (1 - unexplained) if missing < _WHOLE and said else 0.0,
            unexplained,
            self._unexplained(phrase, around, close=False),
            min(1.0, said / 25),
            float(around.touched_by(phrase.core)),
            measure,
            kin,
            titled,
            domains.get(domain(name), 0.0),
            1 - max(kin, titled) if vague else 0.0,
        )

    def _unexplained(self, phrase: Phrase, around: _Around, *, close: bool) -> float:
        """Return what share of the words close to the number, or farther, a phrase leaves over."""
        some = {p: n for p, n in around.near.items() if (n > _CLOSE) == close}
        total = sum(self._lexicon.weight(p) * n for p, n in some.items())
        spare = sum(self._lexicon.weight(p) * n for p, n in some.items() if p not in phrase.pairs)
        return spare / total if total else 0.0

    def _kin(self, name: str) -> float:
        """Return how close an indicator is to those that the figures before are values of."""
        recent = self._earlier[-4:]
        if not recent:
            return 0.0
        halves = self._lexicon.rates_of.get(name, frozenset())
        if halves & set(recent) or name.startswith(f"{recent[-1]}_"):
            return 1.0
        if domain(recent[-1]) == domain(name):
            return 0.6
        return 0.3 if domain(name) in map(domain, recent) else 0.0

    def _titled(self, name: str, around: _Around) -> float:
        """Return how much of an indicator's title is said around the figure."""
        title = self._lexicon.titles[name]
        said = sum(
            self._lexicon.weight(pair) * max(around.near.get(pair, 0), around.lead.get(pair, 0))
            for pair in title
        )
        return said / (self._lexicon.total(title) or 1)


def certainty(some: Sequence[Candidate]) -> float:
    """Return how certain the best candidate is, among the others and against none of them."""
    if not some:
        return 0.0
    powers = [math.exp(one.score - some[0].score) for one in some]
    return 1 / (sum(powers) + math.exp(NOTHING - some[0].score))


CERTAIN: Final = 0.5


def _chosen(figure: Figure, some: Sequence[Candidate]) -> Match:
    """Return the best candidate where it is certain."""
    near = tuple(one.indicator.id for one in islice(some, 3))
    if not some:
        return Match()
    sure = certainty(some) >= CERTAIN
    words = figure.before[-16:] + figure.after[:8]
    aside = [word for word in _INDIRECT.findall(words) if word not in some[0].words]
    return Match(some[0].indicator.id if sure and not aside else None, some[0].words, near)
