"""The names a column goes by: as declared, and in forms that mean exactly the same.

A form is made by rules, each of which keeps the meaning, and never by likeness. A form that two
columns of a ledger would share names neither, and a declared name goes before any form.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from unicodedata import is_normalized

from analysis.intake.tables.spelling import (
    ASIDE,
    BARE,
    OR,
    Subjects,
    contradicts,
    longest,
    plain,
    span,
    subjects,
    unit_in,
    without,
)
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import UNITS, Cell, normalise

__all__ = ["contradicts", "plain", "unit_in"]

FORM = 10_000
"""The rank of a form; declared names have lower ones."""

Parts = tuple[str, ...]
"""Headings from top to bottom, each as ``values.normalise`` leaves it."""

_NAMED = re.compile(
    r"(?:会|室|单位|部门|[所站栏校]|组织|机构|机关|村居|公司|法院|资料|宣传品|宣传栏|对象)$"
)
_PERSON_ENDS = ("姓名", "名字", "签名", "签字", "名单", "签章")
_NUMBER_ENDS = ("编号", "编码", "号码", "文号", "号")
_OFFICE_ENDS = ("单位", "部门", "科室", "机构", "办公室")
EITHER = re.compile("[/、或]")
_WORDS = 3
_TOLD = re.compile("(?:基本)?(?:情况|信息)$")
_FRAME = re.compile(
    "基本|主要|有关|相关|登记|开展|组织|记录|具体|其中|情况|信息|概况|内容|资料|项目|事项|台账"
)


@cache
def declared(ledger_id: str) -> Mapping[str, tuple[Column, int]]:
    """Return heading → column and how early the column names it: the earlier, the better."""
    names: dict[str, tuple[Column, int]] = {}
    for column in LEDGERS[ledger_id].columns:
        for rank, header in enumerate((column.title, *column.headers)):
            key = "/".join(normalise(part) for part in header.split("/"))
            names.setdefault(key, (column, rank))
    return names


def _made(column: Column, words: Subjects, name: str) -> Iterator[str]:
    """Yield the other forms of one declared name in its plain form."""
    yield from (left for left in without(words, name) if left not in BARE)
    if column.kind == "person":
        base = next((name.removesuffix(e) for e in _PERSON_ENDS if name.endswith(e)), name)
        yield from (base + end for end in _PERSON_ENDS if base)
        if base.endswith("人员"):
            yield from (base[:-1] + end for end in ("", *_PERSON_ENDS))
        elif base.endswith("人"):
            yield from (base + "员" + end for end in ("", *_PERSON_ENDS))
    elif column.kind in {"text", "category"} and _NAMED.search(name):
        yield name + "名称"
    if column.kind == "text":
        base = next((name.removesuffix(e) for e in _NUMBER_ENDS if name.endswith(e)), "")
        yield from (base + end for end in _NUMBER_ENDS if len(base) > 1)
    elif column.kind == "category":
        base = next((name.removesuffix(e) for e in _OFFICE_ENDS if name.endswith(e)), "")
        yield from (base + end for end in _OFFICE_ENDS if base)
        agreed = next((also for also in column.values.values() if "是" in also), ())
        yield from (f"是否{plain(normalise(did))}" for did in agreed if len(did) > 1)
    yes_no = {"是", "否"} & {a for aliases in column.values.values() for a in aliases}
    if (yes_no or column.kind == "flag") and not name.startswith("是否"):
        did = name.removesuffix("情况").removesuffix("结果") or name
        yield from (asked + told for asked in ("是否", "是否已", "有无") for told in {name, did})
    if column.kind == "flag":
        yield name + "情况"


@cache
def forms(ledger_id: str) -> Mapping[str, Column | None]:
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
    known_forms = forms(ledger_id)
    if glossed := _glossed(ledger_id, parts):
        return glossed
    for rank, form in enumerate(spellings(subjects(ledger_id), parts), start=FORM):
        if form in known_forms:
            column = known_forms[form]
            return (column, rank) if column else None
    return _either(ledger_id, parts)


def _either(ledger_id: str, parts: Parts) -> tuple[Column, int] | None:
    """Return the column of a heading all of whose names are its: 原告/申请人, not 姓名/电话."""
    names = [name for name in EITHER.split(parts[-1]) if len(name) > 1]
    if not 1 < len(names) <= _WORDS or len(names) != len(EITHER.split(parts[-1])):
        return None
    found = [meaning(ledger_id, (*parts[:-1], name)) for name in names]
    same = found[0] and all(one and one[0] is found[0][0] for one in found)
    return (found[0][0], FORM * 2) if found[0] and same else None


def _glossed(ledger_id: str, parts: Parts) -> tuple[Column, int] | None:
    """Return the column of a heading that a bracket explains: 案由（纠纷类别）, 形式（讲座/摆摊）.

    The bracket says the same again, or lists what a category may be.
    """
    aside = ASIDE.fullmatch(plain(parts[-1]))
    found = meaning(ledger_id, (*parts[:-1], aside["name"])) if aside else None
    if aside is None or found is None:
        return None
    again = meaning(ledger_id, (aside["options"],))
    if found[0].personal:
        return found  # 申请人（姓名、电话） is as personal as 申请人
    lists = found[0].kind in {"category", "flag"} and len(OR.split(aside["options"])) > 1
    return found if lists or (again and again[0] is found[0]) else None


def spellings(words: Subjects, parts: Parts) -> Iterator[str]:
    """Yield the forms in which a heading may be known, the closest first."""
    names = [plain(part) for part in parts]
    whole = ["/".join(names)]
    if len(names) > 1 and (spans := "/".join(map(span, names))) != whole[0]:
        whole.append(spans)
    if len(names) == 2:  # 应到 over 人数, 人数 over 应到, 化解情况 over 结果
        whole += ["".join(names), "".join(reversed(names))]
        if (stem := _TOLD.sub("", names[0])) not in {"", names[0]}:
            whole.append(stem + names[1])
    for text in whole:
        yield text
        yield from without(words, text)


@lru_cache(maxsize=1 << 14)
def known(text: str) -> bool:
    """Whether a cell could be a heading, or part of one, of any ledger."""
    if len(text) > 60:
        return False
    key = normalise(text)
    return key in _all_names() or any(r in _all_names() for r in spellings(all_subjects(), (key,)))


@cache
def all_subjects() -> Subjects:
    words = {word for ledger in LEDGERS for word in subjects(ledger).all}
    return Subjects(tuple(sorted(words, key=longest)), frozenset(words))


@cache
def _all_names() -> frozenset[str]:
    tables = [table for ledger in LEDGERS for table in (declared(ledger), forms(ledger))]
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
        """Answer for a pair not met before; marks, gaps and odd forms (Nº) are left to ``known``."""
        plainly = tail.isalnum() and is_normalized("NFKC", tail)
        worded = plainly or tail[-1:].isdigit()
        self[tail] = normalise(tail) in self._named or bool(tail and not worded)
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
    return _adds_nothing(ledger.id, heading)


@lru_cache(maxsize=1 << 12)
def _adds_nothing(ledger_id: str, heading: str) -> bool:
    text = plain(normalise(heading))
    for word in subjects(ledger_id).all:
        text = text.replace(word, "")
    return not _FRAME.sub("", text)


@lru_cache(maxsize=1 << 12)
def bare(part: str) -> bool:
    """Whether a heading means something only with what stands over it (人数, 日期)."""
    return plain(part) in BARE or plain(part) in UNITS
