"""A document's figures: each number that counts something, with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from analysis.documents.model import Document
from analysis.verify.finding.amounts import BOUNDS, Amount, amounts
from analysis.verify.finding.apart import counting
from analysis.verify.finding.sections import Sentence, sentences
from analysis.verify.model import Figure, Kind

_ITEM: Final = re.compile(r"[^，,。；;\d]{1,12}[、和及与]")
_ENDING: Final = 4  # characters at the end of a clause; before them stands the last item's noun
_CLAUSE: Final = re.compile(r"[，,：:。；;！？!?\n]")
_YEAR: Final = re.compile(r"(20\d\d)\s?年")
_NEXT: Final = re.compile("下一?步|下阶段|下一?年|明年|来年|今后")
_PLANNED: Final = re.compile("思路|打算|计划|安排|目标|举措|重点|谋划|展望|措施")
_WILL: Final = re.compile(
    "计划(?!生育|》)|(?<![模虚草])拟(?!定|签|出台|提交|制定|作出|上会)|力争|争取|预计|明年|来年|下一年|下年度|下一步"
    "|将(?=进一步|继续|持续|坚持|加|不断|深入|开展|组织|举办|力争|完成|再|重点)"
)
_LATER: Final = re.compile(
    "(?:计划|力争|争取|预计|打算|将|拟).{0,6}(?:明年|来年|下一年|下年度)|^(?:明年|来年|下一年)"
)
"""Holds to the end of a sentence."""
_MUST: Final = re.compile(
    "(?:规定|应当|(?<![响供适相对反效])应|须|必须|原则上)(?:是|达到|达|为|有|在)?$|(?:要求|标准)(?:是|达到|达|为|有|在)$"
)
_EVERY: Final = re.compile(
    r"(?<!应对)每(?!年(?:支付|投入|安排|财政|划拨|拨付))(?P<n>[一两二三四六]|\d)?个?(?P<what>年度?|季度?|半个?年|半个?月|月|双月|周|星期|旬|日(?!头条)|天|[村社户人名家场次件])"
)
_QUOTED: Final = re.compile('[“"][^”"]*[”"]')
_JOINED: Final = re.compile(r"[^，,。；;、]{0,6}(?:和|及|与)$|、[^，,。；;]{1,6}$")
_TIMES: Final = {
    "年": 1,
    "半年": 2,
    "半个月": 24,
    "半月": 24,
    "季": 4,
    "双月": 6,
    "月": 12,
    "旬": 36,
    "周": 52,
    "星期": 52,
}
_DIGIT: Final = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "六": 6}
_RATE: Final = r"[\u4e00-\u9fff“”\"]{1,16}?(?:率|(?<![制年力程高深季进])度|比例|占比)"
_SHARED: Final = re.compile(
    rf"(?P<names>{_RATE}(?:(?:、|和|及|与|以及|,|，){_RATE})+)"
    r"(?:均|都|双|皆|全部|各)?(?:稳定|保持|始终)?(?:达到|达|为|高达|保持在|保持|实现|在|是|双|了)*\s*$"
)
_TURNS: Final = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,12}(?:(?:、|和|及|与)[\u4e00-\u9fff]{2,12}?)+)分别(?:达到|达|为|是|有|开展|完成)*\s*$"
)
_NAME: Final = re.compile(_RATE)
_NOTHING: Final = re.compile(
    r"(?P<none>(?:无|未(?:有|出现|发生|产生)?|没有(?:发生|出现)?)(?:一|任何一|\s?1)(?P<unit>[起件例宗次人项名个])(?![外样]))"
    r"|(?P<never>(?:未|没有|从未)(?:发生|出现)过?(?:任何)?)"
    r"(?=[^，,。；;]{0,16}(?:案|事件|事故|上访|纠纷|诉讼|复议|投诉|情况|情形|行为|现象))"
    r"|(?P<zero>零)(?=上访|事故|发生|投诉|案件|信访|败诉|复议|诉讼|差错|命案|非访|进京|越级|感染|违规|积压|举报|涉访|个案)"
)
_PERSONS: Final = re.compile(
    r"(?P<who>律师)(?P<names>(?!事务所|团队?)[^\W\d等担为名位人作]{2,4}?(?:、[^\W\d等担为名位人作]{2,4}?)*?)(?:同志)?(?=担任|为|任)"
)
"""Persons who are named instead of counted: 聘请律师甲某某、乙某某担任法律顾问."""
_MISSING: Final = re.compile(
    r"(?:[XxＸ×*＊_＿]{1,6}|[(（\[【]\s*[)）\]】]|[?？]{2,})(?P<unit>万元|亿元|件次|人次|场次|[件起次场人名份本个项家户期篇条元%])"
    r"|(?<=[率达为至占到])(?P<rate>%)"
)


def find_figures(document: Document, year: int | None = None) -> list[Figure]:
    """Return the figures in the order of the text. ``year``: that of the report, for its plans."""
    found: list[Figure] = []
    lead, paragraph = "", -1
    for sentence in sentences(document):
        if sentence.paragraph != paragraph:
            lead, paragraph = "", sentence.paragraph
        if not sentence.heading:
            found += _of_sentence(sentence, year, lead)
        lead = sentence.text
    return [replace(one, text=document.text[one.start : one.end]) for one in found]


def _of_sentence(sentence: Sentence, year: int | None, lead: str) -> Iterator[Figure]:
    """Yield the figures of a sentence. ``lead``: the sentence before, in the same paragraph."""
    text, waiting = sentence.text, []
    last: Kind = "count"
    for figure in _placed(sentence, lead):
        before = text[: figure.start - sentence.start]
        if figure.unit == "%" and not before.strip():
            continue  # 100%回复: a slogan; a rate has a name before it
        kind, times = _kind(figure, before, year)
        if last == "requirement" and kind == "count" and _JOINED.match(figure.before):
            kind = last  # 每日安排2名干部和3名队员
        one, last = replace(figure, kind=kind, times=times), kind
        if names := _in_turn(before):
            waiting = names
        if waiting and (names or not figure.before.strip("、，,和及 ")):
            yield replace(one, before=waiting.pop(0), lead=figure.lead + figure.before)
        else:
            waiting = []
            yield from _each(one, before)


def _placed(sentence: Sentence, lead: str) -> Iterator[Figure]:
    """Yield what a sentence prints as figures, each with the words of its clause."""
    text = sentence.text
    some = list(_nothing(text))
    counted = ((a.start, a.end, _counted(text, a)) for a in counting(text, amounts(text)))
    for start, end, figure in (*counted, *_missing(text), *_persons(text)):
        if not any(start < e and s < end for s, e, _ in some):
            some.append((start, end, figure))
    some.sort(key=lambda one: one[0])
    ends = [0, *(end for _, end, _ in some)]
    starts = [*(start for start, _, _ in some[1:]), len(text)]
    for (start, end, figure), earlier, later in zip(some, ends, starts, strict=False):
        first = max(_clause_start(text, start), earlier)
        yield replace(
            figure,
            start=sentence.start + start,
            end=sentence.start + end,
            before=text[first:start],
            after=text[end : min(_clause_end(text, end), later)],
            tail=_tail(text, end, later, starts),
            lead=f"{lead}\n{text[:first]}",
            sentence=sentence.span,
            section=sentence.section,
        )


def _tail(text: str, end: int, later: int, starts: list[int]) -> str:
    """Return what a clause says after the last item of a list: 8名班子成员、11名书记｜现场述法."""
    stop = _clause_end(text, end)
    if later >= stop or not _ITEM.fullmatch(text[end:later]):
        return ""
    last = max(start for start in starts if start < stop)
    return text[last:stop][-_ENDING:]


def _in_turn(before: str) -> list[str]:
    """Return the names whose figures follow one by one: 办结率、满意率分别为98%、97%."""
    found = _TURNS.search(before)
    return re.split("、|和|及|与", found["names"]) if found else []


def _each(figure: Figure, before: str) -> Iterator[Figure]:
    """Yield a rate once for each of the names that share it: 参考率、合格率均达100%."""
    shared = _SHARED.search(before) if figure.unit == "%" else None
    if shared is None:
        yield figure
        return
    lead = figure.lead + before[_clause_start(before, shared.start()) :]
    common = before[_clause_start(before, shared.start()) : shared.start()]
    for name in _NAME.findall(shared["names"]):
        yield replace(figure, before=common + name.lstrip("和及与"), lead=lead)


def _counted(text: str, amount: Amount) -> Figure:
    return Figure(
        start=amount.start,
        end=amount.end,
        text=text[amount.start : amount.end],
        value=amount.value,
        unit=amount.unit,
        kind="rate" if amount.unit == "%" else "count",
        upper=amount.upper,
        qualifier=amount.qualifier,
    )


def _nothing(text: str) -> Iterator[tuple[int, int, Figure]]:
    """Yield zeros in words: 无一起, 未发生, 零上访."""
    for found in _NOTHING.finditer(text):
        unit = found["unit"] or ""
        figure = Figure(start=0, end=0, text=found[0], value=Decimal(0), unit=unit, kind="count")
        yield found.start(), found.end(), figure


def _missing(text: str) -> Iterator[tuple[int, int, Figure]]:
    """Yield places where a number was not filled in: XX万元, 达%."""
    for found in _MISSING.finditer(text):
        unit = found["unit"] or found["rate"]
        figure = Figure(start=0, end=0, text=found[0], value=None, unit=unit, kind="missing")
        yield found.start(), found.end(), figure


def _persons(text: str) -> Iterator[tuple[int, int, Figure]]:
    for found in _PERSONS.finditer(text):
        value = Decimal(len(found["names"].split("、")))
        figure = Figure(start=0, end=0, text=found["names"], value=value, unit="名", kind="count")
        yield found.start("names"), found.end("names"), figure


def _clause_start(text: str, position: int) -> int:
    starts = [found.end() for found in _CLAUSE.finditer(text, 0, position)]
    return starts[-1] if starts else 0


def _clause_end(text: str, position: int) -> int:
    found = _CLAUSE.search(text, position)
    return found.start() if found else len(text)


def _kind(figure: Figure, before: str, year: int | None) -> tuple[Kind, int | None]:
    """Tell what was done from what has to be or will be, and how often a frequency asks."""
    if figure.kind == "missing":
        return "missing", None
    if planned(figure.section, year):
        return "plan", None
    near = _QUOTED.sub("", figure.before)[-20:]
    if every := list(_EVERY.finditer(near)):
        return "requirement", _times(every[-1])
    if figure.qualifier.startswith(tuple(BOUNDS)) or _MUST.search(near.strip()):
        return "requirement", None
    if _will_be(figure, before, year):
        return "plan", None
    return figure.kind, None


def _times(every: re.Match[str]) -> int | None:
    number = _DIGIT.get(every["n"] or "一") or int(every["n"])
    times = _TIMES.get(every["what"].removesuffix("度"))
    return times // number if times and times % number == 0 else None


def planned(section: tuple[str, ...], year: int | None) -> bool:
    """Whether headings are of next year's work."""
    for heading in section[:2]:
        years = [int(y) for y in _YEAR.findall(heading)]
        later = year and years and min(years) > year and _PLANNED.search(heading)
        if _NEXT.search(heading) or later:
            return True
    return False


def _will_be(figure: Figure, before: str, year: int | None) -> bool:
    """Whether the words before a figure speak of what is to come."""
    if _LATER.search(before):
        return True
    said = [int(y) for y in _YEAR.findall(before)]
    later = bool(year and said and said[-1] > year)
    return later or bool(_WILL.search(figure.before[-16:]))
