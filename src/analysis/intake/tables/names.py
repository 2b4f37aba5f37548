"""The names a column goes by: as declared, and in forms that mean exactly the same.

A form is made by rules, each of which keeps the meaning, and never by likeness. A form that two
columns of a ledger would share names neither, and a declared name goes before any form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache

from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import UNITS, Cell, normalise, unit_of

FORM = 10_000
"""The rank of a form; declared names have lower ones."""

Parts = tuple[str, ...]
"""Headings from top to bottom, each as ``values.normalise`` leaves it."""

_CIRCLED = re.compile("^[①-⒛㈠-㈩❶-❿]+")
_UNITS = "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True)))
_MEASURES = "块|幅|面|套|支|位|例|回|堂|站|台|辆|袋|盒|包|把|只|座|小时|课时|天|周|轮"
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
        # one word for a village or a residents' committee
        (r"村(?:\(居民?\)|/居|、居|\(社区?\)|/社区?|、社区?|\(居、社区\)|\(居/社区\)|社区|社|居)", "村居"),
        (r"村居(?:民?委员?会|名称?)$", "村居"),
        (r"^(?:所属|所在|发生|发放|领取|排查|开展|涉及|辖区|受理)的?村居$", "村居"),
        (r"^(?!.*起止)(.+)(?:时间|年月日)$", r"\1日期"),  # 受理时间 is 受理日期, 聘期起止时间 is none
        (r"(?:类型|种类)(名称)?$", "类别"),
        (r"(?:数量|个数)$", "数"),
        (r"^(.+)(?:与否|是否)$", r"是否\1"),  # 化解与否, 协议是否履行
        (r"^(.+)是否(.+)$", r"是否\1\2"),
    )
)  # fmt: skip

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

_BARE = frozenset(
    word
    for line in (
        "日期 类别 名称 内容 单位 地点 位置 情况 结果 人员 人数 人次 次数 件数 数 编号 方式 形式 组织",
        "成员 对象 主题 时长 记录 负责人 说明 效果 材料 资料 状态 事项 项目 金额 意见 部门 要求 目标",
        "性质 机构 性别 姓名 领域 简介 简况 概况 书编号 成功 领导 依据 措施 进展",
    )
    for word in line.split()
)
"""What would be left of too many headings: a declared name is not cut down to it."""

_NAMED = re.compile(
    r"(?:会|室|单位|部门|[所站栏校]|组织|机构|村居|公司|法院|资料|宣传品|宣传栏|对象)$"
)
_PERSON_ENDS = ("姓名", "名字", "签名", "签字", "名单", "签章")
_FRAME = re.compile(
    "基本|主要|有关|相关|登记|开展|组织|记录|具体|其中|情况|信息|概况|内容|资料|项目|事项|台账"
)


@lru_cache(maxsize=1 << 14)
def plain(key: str) -> str:
    """Return the form of a normalised heading that all its spellings share."""
    text = normalise(unicodedata.normalize("NFKC", _CIRCLED.sub("", key)))
    for pattern, to in _RULES:
        text = pattern.sub(to, text) or text
    return normalise(text)


def unit_in(heading: str) -> str | None:
    """Return the unit in brackets or after a mark at the end of a heading, if it is one of ours."""
    if unit := unit_of(heading):
        return unit
    after = _AFTER.search(normalise(heading))
    return after["unit"] if after and after["unit"] in UNITS else None


@cache
def declared(ledger_id: str) -> Mapping[str, tuple[Column, int]]:
    """Return heading → column and how early the column names it: the earlier, the better."""
    names: dict[str, tuple[Column, int]] = {}
    for column in LEDGERS[ledger_id].columns:
        for rank, header in enumerate((column.title, *column.headers)):
            key = "/".join(normalise(part) for part in header.split("/"))
            names.setdefault(key, (column, rank))
    return names


@cache
def subjects(ledger_id: str) -> tuple[str, ...]:
    """Return the words for what a register is about, the longest first; a return has none."""
    ledger = LEDGERS[ledger_id]
    if ledger.grain != "register":
        return ()
    told = ledger.title + ledger.row_is
    words = {word for group in _SUBJECTS if any(w in told for w in group) for word in group}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _without(subject_words: tuple[str, ...], text: str) -> Iterator[str]:
    """Yield a heading without each of the words that it may begin with."""
    for word in subject_words:
        if text.startswith(word) and len(text) > len(word) + 1:
            yield text[len(word) :]


def _made(column: Column, words: tuple[str, ...], name: str) -> Iterator[str]:
    """Yield the other forms of one declared name in its plain form."""
    yield from (left for left in _without(words, name) if left not in _BARE)
    if column.kind == "person":
        base = next((name.removesuffix(e) for e in _PERSON_ENDS if name.endswith(e)), name)
        yield from (base + end for end in _PERSON_ENDS if base)
        if base.endswith("人员"):
            yield from (base[:-1] + end for end in ("", *_PERSON_ENDS))
        elif base.endswith("人"):
            yield from (base + "员" + end for end in ("", *_PERSON_ENDS))
    elif column.kind in {"text", "category"} and _NAMED.search(name):
        yield name + "名称"
    yes_no = {"是", "否"} & {a for aliases in column.values.values() for a in aliases}
    if (yes_no or column.kind == "flag") and not name.startswith("是否"):
        did = name.removesuffix("情况").removesuffix("结果") or name
        yield from (asked + told for asked in ("是否", "是否已") for told in {name, did})
    if column.kind == "flag":
        yield from ("有无" + name, name + "情况")


@cache
def _forms(ledger_id: str) -> Mapping[str, Column | None]:
    """Return form → column; None where two columns would share it."""
    firm: dict[str, Column | None] = {}
    made: dict[str, Column | None] = {}
    words = subjects(ledger_id)
    for key, (column, _) in declared(ledger_id).items():
        name = "/".join(plain(part) for part in key.split("/"))
        firm[name] = column if firm.get(name, column) is column else None
        for form in _made(column, words, name):
            made[form] = column if made.get(form, column) is column else None
    return made | firm


@lru_cache(maxsize=1 << 14)
def meaning(ledger_id: str, parts: Parts) -> tuple[Column, int] | None:
    """Return the column that a heading (under headings) names, and the rank of the name."""
    if exact := declared(ledger_id).get("/".join(parts)):
        return exact
    forms = _forms(ledger_id)
    for rank, form in enumerate(_readings(subjects(ledger_id), parts), start=FORM):
        if form in forms:
            column = forms[form]
            return (column, rank) if column else None
    return None


def _readings(words: tuple[str, ...], parts: Parts) -> Iterator[str]:
    """Yield the forms in which a heading may be known, the closest first."""
    names = [plain(part) for part in parts]
    whole = ["/".join(names)]
    if len(names) == 2:  # 应到 over 人数, 人数 over 应到
        whole += ["".join(names), "".join(reversed(names))]
    for text in whole:
        yield text
        yield from _without(words, text)


@lru_cache(maxsize=1 << 14)
def known(text: str) -> bool:
    """Whether a cell could be a heading, or part of one, of any ledger."""
    if len(text) > 60:
        return False
    key = normalise(text)
    return key in _all_names() or any(r in _all_names() for r in _readings(_all_subjects(), (key,)))


@cache
def _all_subjects() -> tuple[str, ...]:
    words = {word for ledger in LEDGERS for word in subjects(ledger)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _all_names() -> frozenset[str]:
    tables = [table for ledger in LEDGERS for table in (declared(ledger), _forms(ledger))]
    names = {name for table in tables for name in table}
    return frozenset(part for name in names for part in (name, *name.split("/"))) | set(UNITS)


class _Tails(dict[str, bool]):
    """The last two characters of a cell → whether a heading may end so; filled as they are met."""

    def __init__(self) -> None:
        """Take in all names."""
        super().__init__()
        spelt = (
            "时间",
            "月日",
            "类型",
            "种类",
            "数量",
            "个数",
            "与否",
            "是否",
            "名称",
            "村社",
            "社区",
        )
        names = _all_names()
        self._named = {name[-2:] for name in (*names, *spelt)}

    def __missing__(self, tail: str) -> bool:
        """Answer for a pair not met before; what a mark or a gap parts is left to ``known``."""
        worded = tail.isalnum() or tail[-1:].isdigit()
        self[tail] = tail in self._named or bool(tail and not worded)
        return self[tail]


@cache
def _tails() -> _Tails:
    return _Tails()


@lru_cache(maxsize=1 << 12)
def _last(char: str) -> str:
    """Return what the last character of a text becomes when it is normalised."""
    return normalise(char)[-1:]


def likely(row: list[Cell], ends: Collection[str] = ()) -> list[str]:
    """Return the texts of a row that end as headings do; far cheaper than asking ``known``.

    ``ends``: further characters that a heading may end with.
    """
    tails = _tails()
    if not ends:
        return [cell for cell in row if type(cell) is str and tails[cell[-2:]]]
    texts = (cell for cell in row if isinstance(cell, str))
    return [text for text in texts if tails[text[-2:]] or _last(text[-1:]) in ends]


def frames(ledger: Ledger, heading: str) -> bool:
    """Whether a group heading (案件基本情况) adds nothing to the headings below it."""
    text = plain(normalise(heading))
    for word in subjects(ledger.id):
        text = text.replace(word, "")
    return not _FRAME.sub("", text)


def bare(part: str) -> bool:
    """Whether a heading means something only with what stands over it (人数, 日期)."""
    return plain(part) in _BARE or plain(part) in UNITS
