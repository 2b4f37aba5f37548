"""Spellings of a heading that change nothing of what it says.

Each rule keeps the meaning: numbers, marks and asides go, one word stands for its synonyms.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from analysis.ledgers import LEDGERS, Column
from analysis.values import UNITS, normalise, unit_of

_CIRCLED = re.compile("^[①-⒛㈠-㈩❶-❿]+")
_UNITS = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_MEASURES = "块|幅|面|套|支|位|例|回|堂|站|台|辆|袋|盒|包|把|只|座|小时|课时|轮"
_AFTER = re.compile(rf"[,，:：/、;；](?:单位:?)?(?P<unit>{_UNITS}|{_MEASURES})$")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[「」『』“”‘’\"'《》〈〉]", ""),  # quotation marks say nothing
        # 1. 1、 (1) 一、 (一) before a heading are its number
        ((r"^(?:\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)|\d{1,2}[.、)](?!\d)"
         r"|[一二三四五六七八九十]{1,3}[、.])"), ""),
        # asides to whoever fills in the form
        ((r"\((?:非?必填项?|选填|可不填|可?多选|单选|年[/、.\-]?月[/、.\-]?日|年[/、.\-]?月|yyyy.*"
         r"|手?签[名字章]|盖章|公章|全称|简[述要]|简要填写|填写.*|请.*|可附页|附.{0,6}|见.{0,6}"
         r"|[是有][/、或][否无]|是与否|打?√|√/×|如有|若有|含.{0,6}线上.{0,4})\)$"), ""),
        (r"[:：。.;；,，、?!~…\-—_]+$", ""),  # punctuation at the end
        (rf"[,，:：/、;；](?:单位:?)?(?:{_UNITS}|{_MEASURES})$", ""),  # 参加人数/人, 数量:册
        (rf"\((?:单位:?)?(?:{_MEASURES})\)$", ""),  # measure words that no ledger counts in
        ("的", ""),
        (r"\(\d+分[及含]?以?上?\)", ""),  # 优秀(90分以上)人数
        (r"姓名(?:[/或、]名称|\(名称\))$", "姓名"),
        (r"\((?:[红橙黄蓝绿、/]{2,}|[高中低、/]{2,}|\d+类)\)$", ""),  # what a scale has
        (rf"\((?:{_UNITS}|{_MEASURES})(?:[、/或](?:{_UNITS}|{_MEASURES}))+\)$", ""),  # (册/份)
        # the act, without whose it is: 行政处罚依据, 人民调解类别
        (r"^(?:行政(?=处罚.|复议.)|人民(?=调解.)|法律(?=援助.)|矛盾(?=纠纷.)|(?:普法|法治|法制)(?=宣传.)|合法性(?=审查.))", ""),
        (r"^(?:派发|分发|散发|赠送|赠阅|发出|投放)(?!量)", "发放"),
        (r"^(?:张挂|拉挂|拉起|张贴悬挂|悬挂张贴)", "悬挂"),
        # one word for a village or a residents' committee
        (r"村(?:\(居民?\)|/居|、居|\(社区?\)|/社区?|、社区?|\(居、社区\)|\(居/社区\)|社区|社|居)", "村居"),
        (r"村居(?:民?委员?会|名称?)$", "村居"),
        (r"^(?:所属|所在|属地|发生|发放|领取|排查|开展|涉及|辖区|受理)的?村居$", "村居"),
        (r"^(?!.*起止)(.+)(?:时间|年月日)$", r"\1日期"),  # 受理时间 is 受理日期, 聘期起止时间 is none
        (r"(?:类型|种类)(名称)?$", "类别"),
        (r"(?:数量|个数)$", "数"),
        (r"^(.+)(?:与否|是否)$", r"是否\1"),  # 化解与否, 协议是否履行
        (r"^(.+)是否(.+)$", r"是否\1\2"),
    )
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def plain(key: str) -> str:
    """Return the form of a normalised heading that all its spellings share."""
    text = normalise(unicodedata.normalize("NFKC", _CIRCLED.sub("", key)))
    for pattern, to in _RULES:
        text = pattern.sub(to, text) or text
    return normalise(text)


ASIDE = re.compile(r"^(?P<name>.+)\((?P<options>[^()]+)\)$")
OR = re.compile(r"[/、,，;；|或]|以?及|(?<!\d)\d(?!\d)")

_OF_ALL = (
    "(?:矛盾纠纷|矛盾|纠纷|人民调解|案件)*"
    "(?:(?:排查|摸排|调解|受理)?(?:化解|调处|调解)?(?:工作)?(?:情况|数据)|数)?"
)
_SINCE = (
    r"(?:本年度?|全年|今年|当年|年度|20\d\d年度?|年初至今|[今本]年以来|年初以来|自?年初至?(?:今|本?月底?)?"
    r"|截[至止]到?(?:目前|当前|现在|本?月底?)?)?"
)
_TO_DATE = re.compile(rf"{_SINCE}累计{_OF_ALL}")
_THIS_MONTH = re.compile(rf"(?:本月份?|当月|本期){_OF_ALL}")


@lru_cache(maxsize=1 << 12)
def span(part: str) -> str:
    """Return 累计 for 本年累计矛盾纠纷情况 and 本月 for 当月案件情况, any other heading as it is."""
    if _TO_DATE.fullmatch(part):
        return "累计"
    return "本月" if _THIS_MONTH.fullmatch(part) else part


# --- what a ledger is about ---------------------------------------------------------------------

_SUBJECTS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "案件 纠纷 矛盾纠纷 矛盾",
        "调解 人民调解",
        "活动 宣传 普法 普法宣传 法治宣传 宣传活动 普法活动",
        "学习 培训 学法 学法培训 教育培训 学习培训",
        "考试 测试",
        "会议",
        "资料 宣传资料 宣传品 物品",
        "宣传栏",
        "检查 执法检查 执法",
        "处罚 行政处罚",
        "复议 行政复议",
        "信访 诉求 信访诉求",
        "审查 合法性审查",
        "援助 法律援助",
    )
)
"""Words for what a ledger is about, that its headings may have or lack (案件来源, 来源)."""

BARE = frozenset(
    word
    for line in (
        "日期 时间 类别 名称 内容 单位 地点 位置 情况 结果 人员 人数 人次 次数 件数 数 编号 方式 形式 组织",
        "成员 对象 主题 时长 记录 负责人 说明 效果 材料 资料 状态 事项 项目 金额 意见 部门 要求 目标",
        "性质 机构 性别 姓名 领域 简介 简况 概况 书编号 成功 领导 依据 措施 进展 经过 过程 原因 文号 责任人",
    )
    for word in line.split()
)
"""What would be left of too many headings: a declared name is not cut down to it."""

_IDLE = re.compile("^(?:具体|主要|本次|此次|相关|有关)")


@dataclass(frozen=True, slots=True)
class Subjects:
    """Words for what a register is about, the longest first; ``rows``: for what a row of it is.

    学法时间 is the 时间 of a row of 学习; 调解类型 is not the 类型 of a 纠纷.
    """

    all: tuple[str, ...]
    rows: frozenset[str]
    starting: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the words by the character that they begin with."""
        object.__setattr__(self, "starting", defaultdict(list))
        for word in self.all:
            self.starting[word[0]].append(word)


@cache
def subjects(ledger_id: str) -> Subjects:
    """Return the words for what a register is about; a return has none."""
    ledger = LEDGERS[ledger_id]
    if ledger.grain != "register":
        return Subjects((), frozenset())
    told, rows = (
        {word for group in _SUBJECTS if any(w in text for w in group) for word in group}
        for text in (ledger.title + ledger.row_is, ledger.row_is)
    )
    return Subjects(tuple(sorted(told, key=longest)), frozenset(rows))


def longest(word: str) -> tuple[int, str]:
    """Return what sorts the longest words first."""
    return -len(word), word


def without(words: Subjects, text: str) -> Iterator[str]:
    """Yield a heading without each of the words that it may begin with."""
    for word in words.starting.get(text[:1], ()):
        left = text.removeprefix(word)
        if left != text and len(left) > 1 and (left not in BARE or word in words.rows):
            yield left
    if idle := _IDLE.match(text):
        yield text[idle.end() :]


# --- units ------------------------------------------------------------------------------------

_NEVER_COUNTED = frozenset({"元", "万元", "%"})


def contradicts(column: Column, heading: str) -> bool:
    """Whether the unit of a heading says that below it stands no count: 合格（%） is a rate."""
    unit = unit_in(heading)
    return (
        unit == "%"
        if column.kind == "number"
        else (column.kind == "count" and unit in _NEVER_COUNTED)
    )


@lru_cache(maxsize=1 << 12)
def unit_in(heading: str) -> str | None:
    """Return the unit in brackets or after a mark at the end of a heading, if it is one of ours."""
    if unit := unit_of(heading):
        return unit
    after = _AFTER.search(normalise(heading))
    return after["unit"] if after and after["unit"] in UNITS else None
