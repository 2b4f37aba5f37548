"""The words around a number, in pairs of characters: how near each stands to it, and who acts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analysis.verify.matching.another import GROWN, aside
from analysis.verify.matching.lists import AND, seam
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
    "建设|选聘|开设|辖|达|为|由)$"
)
_ACTOR: Final = re.compile(
    "法律顾问|网格员|综治中心|公共法律服务(?:站|中心|室|工作站|工作室)|法律明白人|调委会|调解委员会|人大|派出所|法庭|便民服务中心|党群服务中心"
    "|主要负责人|主要领导|书记|[镇乡]长|主任|领导班子|班子成员|中心组|党支部|司法所|执法队|执法大队|妇联|工会|志愿者|宣讲团|宣讲队"
)
"""Who may have done what is counted: the last one said in the sentence."""
_ATTENDED: Final = re.compile(
    "(?:共|现场)?(?:覆盖|参加|参与|参训|参会|到会|到场|受众|惠及|受教育|培训|教育|服务|吸引|辐射|受益|组织)*"
    "(?:镇|乡|村|机关|党员|领导|群众|干部|职工|人员|学员|学生|师生|人数|参加)*(?:超)?"
)
"""Who came, said of an event just before: 覆盖群众, 参训."""
_CAME: Final = re.compile(
    "(?:(?:受到?|接受)(?:了)?教育|(?:围坐)?听讲|听课|到场|驻足(?:观看|咨询)?|前来观看)?"
)
"""The same behind the number: 1135人次｜听讲."""
_TOOK_PART: Final = re.compile("(?:均|都|已|全部|全员)?(?:参加|参与|接受|通过|取得|获得|持有|报考)")
_PERSONS: Final = frozenset({"人", "名", "人次"})
"""干部25人参加资格考试: what they did tells more than who they are."""
_WHO: Final = 4
_USED: Final = 0.6  # how much of a word is left that named the item before in a list
_NEXT_ITEM: Final = re.compile("^[、和及与].*")
"""After a number: what the next one counts."""
_PREDICATE: Final = re.compile(
    "(?:(?<=[\u4e00-\u9fff]{2})|(?<=[)）]))"
    "(?:(?:已经?|均|都|全部|正在)(?=[\u4e00-\u9fff])|中(?![心学小层央国]|介)).*"
)
"""What is said of the things counted: 8件积案｜已化解7件, 15个村（社区）｜中创建示范村3个."""
_CLAUSE: Final = re.compile("[，,。；;:：]")


@dataclass(frozen=True)
class Around:
    """The words around a number.

    - ``near``: pair → how near, from 1, of the number's own clause; ``lead``: of what stands before.
    - ``before`` and ``after``: the telling words of the clause; ``ahead``: the number stands before
      what it counts, and so do those of the same list;
    - ``used``: of a list, the pairs that name the item before;
    - ``aside``: words that make the number another one than its words say;
    - ``actor``: who is said to have done it;
    - ``item`` and ``front``: where the words before are a list, the pairs that its last item opens
      with and the one that what stands before it closes with.
    """

    near: dict[str, float]
    lead: dict[str, float]
    before: str
    after: str
    ahead: bool
    used: frozenset[str]
    aside: frozenset[str]
    actor: str
    item: frozenset[str]
    front: frozenset[str]

    @classmethod
    def of(
        cls,
        figure: Figure,
        previous: Figure | None,
        earlier: Around | None,
        year: int | None,
    ) -> Around:
        """Return the words around a figure.

        ``previous``: the one before it, in the same section; ``earlier``: what stood around that;
        ``year``: that of the report, if it says.
        """
        own = figure.before.strip()
        if previous and earlier and previous.end == figure.start - len(figure.before):
            if GROWN.fullmatch(own):
                own = previous.before.strip()
            elif earlier.ahead and (rest := AND.search(own)):
                own = own[rest.end() :]
        listed = _LISTED.match(own)
        own = own[listed.end() :] if listed else own
        who, own = _parted(own)
        who = (listed[0] if listed else "") + who
        before = telling(own)[-_BEFORE:]
        behind = _PREDICATE.sub("", _NEXT_ITEM.sub("", figure.after))
        after = telling(behind + figure.tail)[:_AFTER]
        if _ATTENDED.fullmatch(before) and _CAME.fullmatch(after):
            before = (_event(figure, previous) + before)[-_BEFORE:]
        direct = not own or bool(_ENDS_IN_VERB.search(own))
        if _TOOK_PART.match(figure.after) and figure.unit in _PERSONS:
            before, direct = before[-_WHO:], True
        item = _item_before(figure, previous)
        return cls(
            _near(before, after, direct=direct),
            _leading(figure.lead + who, figure.section),
            before,
            after,
            direct and bool(after),
            frozenset(earlier.near) if item and earlier else frozenset(),
            aside(figure, item, year),
            _actor(figure),
            *seam(own),
        )

    @cached_property
    def said(self) -> dict[str, float]:
        """All pairs, those of the clause as near as they are and the others as they lead to it."""
        found = {
            pair: share * (_USED if pair in self.used else 1) for pair, share in self.lead.items()
        }
        return {**found, **{p: max(share, found.get(p, 0)) for p, share in self.near.items()}}


def _item_before(figure: Figure, previous: Figure | None) -> Figure | None:
    """Return the figure before where both are items of one list with one verb."""
    new = figure.before[:1] not in set("、和及") or _ENDS_IN_VERB.search(figure.before[:4])
    close = previous and 0 <= figure.start - previous.end <= _BEFORE
    return previous if close and not new else None


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


def _actor(figure: Figure) -> str:
    """Return who is said to have done it in the sentence up to the figure, the last one said."""
    own = figure.lead.rpartition("\n")[2] + figure.before
    found = _ACTOR.findall(own)
    return telling(found[-1]) if found else ""


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
