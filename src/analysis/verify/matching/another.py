"""What makes a number another figure than its words say: who was only helped, comparisons, lacks."""

from __future__ import annotations

import re
from typing import Final

from analysis.verify.matching.lists import AND
from analysis.verify.model import Figure

_INDIRECT: Final = re.compile(
    "协助|引导|配合|参与|邀请|指导|出席|存在|代理|带动|同比|同期|较上年|比上年|比去年|增长|下降|减少|上升"
    "|每(?!月|年|季|周|半)|平均|人均|月均|全[县区市省国](?!域|民|科)|其余|其他|[中里](?:只|仅|尚)?有$|没有(?!发生|出现)"
    "|新(?:增|建|培育|培养|聘|选聘|招募|发展|创建|打造|设立|成立|组建)"
    "|年初(?:在册|结转|存量|的)|上年(?!度?以来)|去年(?!以来)"
)
"""Who was only helped, how much more it is than last year, a mean: another figure."""
_YEARS: Final = re.compile(
    "(?:近|过去|连续)?(?:两|二|三|四|五|几|多|[2-9])年(?:多)?(?:来|间|内)|近(?:两|二|三|四|五|几|[2-9])年|历年"
    '|[一二三四五六七八十]五[”"]?(?:普法)?(?:期间|以来|时期)|十[八九]大以来|二十大以来|换届以来|成立以来|任期内'
)
"""More than the year that is reported on; what a sentence says of it holds to the next _NOW."""
_SINCE: Final = re.compile(r"(20\d\d)\s?年(?:以来|起)")
_NOW: Final = re.compile("今年|本年|全年|年内")
_COUNTY: Final = re.compile(
    "^(?:由|经)?[县区市](?:里|委(?!托)|政府|法院|检察院|纪委|人大|[^，,]{0,6}局)(?!指导|要求|统一|交办|备案|下达|安排|部署)"
)
"""A clause of what the county did."""
_LACKING: Final = re.compile(
    "(?!.*(?:整改|解决))(?:(?:主要)?存在.{0,8}(?:不足|问题|困难|短板)"
    "|(?:工作中的)?(?:主要)?(?:问题|不足)(?:和|及|与|短板|$))"
)
_HELPED: Final = re.compile("协助|引导|邀请|代理")
_COMPARED: Final = re.compile("同比|同期|较上年|比上年|比去年|较去年|增长|下降|减少|上升")
GROWN: Final = re.compile(
    "(?:已|现)?(?:增|升|上升|提升|提高|增加|增长|扩大|降|下降|减少)(?:至|到|为)"
)
"""由33名增至44名: the second is this year's figure, the first last year's."""
_NEAR: Final = 16  # characters before a number
_AFTER: Final = 8


def aside(figure: Figure, item: Figure | None, year: int | None) -> frozenset[str]:
    """Return the words that make a figure another one, unless an indicator is called by them.

    ``item``: the one before it in a list, in which who was only helped is said once: 协助起草文书27份、调解12件.
    ``year``: of the report; 2023年以来 is this year's in that of 2023, and more in a later one.
    """
    found = set(_INDIRECT.findall(figure.before[-_NEAR:]))
    found |= {heading for heading in figure.section if _LACKING.match(heading)}
    spoken = _NOW.split(figure.lead.rpartition("\n")[2] + figure.before)[-1]
    found |= set(_YEARS.findall(spoken))
    found |= {since for since in _SINCE.findall(spoken) if year and int(since) < year}
    found |= set(_COUNTY.findall(figure.before.strip()))
    if not AND.match(figure.after):
        behind = figure.after[:_AFTER]
        found |= set(_COMPARED.findall(behind)) | set(GROWN.findall(behind))
    if item:
        found |= set(_HELPED.findall(item.before[-_NEAR:]))
    return frozenset(found)
