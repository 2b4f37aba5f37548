"""The words around a number, in pairs of characters: how near each stands to it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analysis.verify.matching.words import pairs, telling
from analysis.verify.model import Figure

_BEFORE: Final = 24
_AFTER: Final = 16
_LEAD: Final = 80
_TOUCHING: Final = 6
_FADES: Final = 5
_FADES_AFTER: Final = (3, 5)
_SENTENCE: Final = (0.95, 0.8)
_EARLIER: Final = (0.6, 0.3)
_HEADING: Final = 0.35
_LISTED: Final = re.compile(r"^.*[、》”].*等(?=[\u4e00-\u9fff]{2})|^.*等$")
"""What is counted stands after the 等 of a list: 民法典、行政复议法等法律法规, 论证等5项程序."""
_ALTOGETHER: Final = re.compile(
    "^.*(?:累计|全年|先后|年内|今年来|今年以来|一共|共计|(?<![公中])共(?![同享产青建治富和商性用]))(?=[\u4e00-\u9fff]{3})"
)
"""Before it stands who did it, or when; after it what was done."""
_ENDS_IN_VERB: Final = re.compile(
    "(?:提供|建成|聘请|聘用|配备|设立|建立|新增|成立|打造|创建|培育|举办|开展|组织|召开|共|累计|共有|有|了|发放|办理|受理|处理|"
    "调解|化解|办结|制定|出台|收到|接受|审查|签订|立案|查处|整改|排查|发现|解决|解答|评选|获评|现有|配有|全年|先后|完成|设置|"
    "建设|选聘|开设|辖|达|为)$"
)
_INDIRECT: Final = re.compile(
    "协助|引导|配合|参与|邀请|指导|出席|存在|代理|带动|同比|同期|较上年|比上年|比去年|增长|下降|减少|上升"
    "|每(?!月|年|季|周|半)|平均|人均|月均|(?:两|二|三|四|五|几|多|[2-9])年(?:多)?来"
)
"""Who was only helped, how much more it is than last year, several years: another figure."""
_ATTENDED: Final = re.compile(
    "(?:共|现场)?(?:覆盖|参加|参与|参训|参会|受众|惠及|受教育|培训|教育|服务|吸引|辐射|受益|组织)*"
    "(?:镇|乡|村|机关|党员|领导|群众|干部|职工|人员|学员|学生|师生|人数|参加)*(?:超)?"
)
"""Who came, said of an event just before: 覆盖群众, 参训."""
_TOOK_PART: Final = re.compile("(?:均|都|已|全部|全员)?(?:参加|参与|接受|通过|取得|获得|持有|报考)")
_PERSONS: Final = frozenset({"人", "名", "人次"})
"""干部25人参加资格考试: what they did tells more than who they are."""
_WHO: Final = 4
_NEXT_ITEM: Final = re.compile("^[、和及与].*")
"""After a number: what the next one counts."""
_CLAUSE: Final = re.compile("[，,。；;:：]")


@dataclass(frozen=True)
class Around:
    """The words around a number.

    - ``near``: pair → how near, from 1, of the number's own clause; ``lead``: of what stands before.
    - ``before`` and ``after``: the telling words of the clause; ``aside``: words in it that make the
      number another one than its words say, unless an indicator is called by them.
    """

    near: dict[str, float]
    lead: dict[str, float]
    before: str
    after: str
    aside: frozenset[str]

    @classmethod
    def of(cls, figure: Figure, previous: Figure | None) -> Around:
        """Return the words around a figure. ``previous``: the one before it, in the same section."""
        own = _LISTED.sub("", figure.before.strip())
        who, own = _parted(own)
        before, after = telling(own)[-_BEFORE:], telling(_NEXT_ITEM.sub("", figure.after))[:_AFTER]
        if _ATTENDED.fullmatch(before) and not after:
            before = (_event(figure, previous) + before)[-_BEFORE:]
        direct = not own or bool(_ENDS_IN_VERB.search(own))
        if _TOOK_PART.match(figure.after) and figure.unit in _PERSONS:
            before, direct = before[-_WHO:], True
        return cls(
            _near(before, after, direct=direct),
            _leading(figure.lead + who, figure.section),
            before,
            after,
            _aside(figure, previous),
        )

    @cached_property
    def said(self) -> dict[str, float]:
        """All pairs, those of the clause as near as they are and the others as they lead to it."""
        return {
            pair: max(self.near.get(pair, 0), self.lead.get(pair, 0))
            for pair in {*self.near, *self.lead}
        }


def _event(figure: Figure, previous: Figure | None) -> str:
    """Return the telling words of the clause before, which names what was attended."""
    clauses = map(telling, _CLAUSE.split(figure.lead.rpartition("\n")[2]))
    if some := list(filter(None, clauses)):
        return some[-1]
    return telling(previous.before + previous.after) if previous else ""


def _near(before: str, after: str, *, direct: bool) -> dict[str, float]:
    """Return how near each pair of the clause is; what follows counts where nothing stands before."""
    near: dict[str, float] = {}
    for n, pair in enumerate(pairs(before)):
        far = max(len(before) - _TOUCHING - n, 0)
        near[pair] = max(near.get(pair, 0), math.exp(-far / _FADES))
    share = 1.0 if direct else 0.5
    touching, fades = _FADES_AFTER
    for n, pair in enumerate(pairs(after)):
        near[pair] = max(near.get(pair, 0), share * math.exp(-max(n - touching, 0) / fades))
    if before and after and direct:
        near.setdefault(before[-1] + after[0], 0.3)
    return near


def _parted(own: str) -> tuple[str, str]:
    """Return who did it, and what was done: 各级调解组织累计｜受理纠纷."""
    found = _ALTOGETHER.match(own)
    return (own[: found.end()], own[found.end() :]) if found else ("", own)


def _leading(lead: str, section: tuple[str, ...]) -> dict[str, float]:
    """Return the pairs of what stands before, those close to the figure heaviest."""
    found: dict[str, float] = {}
    earlier, _, own = lead.rpartition("\n")
    for text, (most, least) in ((own, _SENTENCE), (earlier, _EARLIER)):
        every = pairs(telling(text)[-_LEAD:])
        for n, pair in enumerate(every):
            weight = max(most * math.exp((n - len(every)) / 120), least)
            found[pair] = max(found.get(pair, 0), weight)
    for heading in section:
        for pair in pairs(telling(heading)):
            found[pair] = max(found.get(pair, 0), _HEADING)
    return found


def _aside(figure: Figure, previous: Figure | None) -> frozenset[str]:
    """Return the words that make a figure another one; in a list those of the item before hold on."""
    found = set(_INDIRECT.findall(figure.before[-16:] + figure.after[:8]))
    listed = figure.before[:1] in set("、和及") and not _ENDS_IN_VERB.search(figure.before[:4])
    if previous and listed and 0 <= figure.start - previous.end <= _BEFORE:
        found |= set(_INDIRECT.findall(previous.before[-16:]))
    return frozenset(found)
