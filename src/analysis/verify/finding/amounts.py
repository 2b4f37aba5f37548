"""How Chinese prose prints a number: digits or numerals, 余 and 近, 万, ranges, a measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analysis.values import Unreadable, parse_numeral

_MEASURES: Final = """
大项 小项 轮次 架次 件次 人次 场次 户次 车次 台次 辆次 家次 处次 班次 条次 篇次 点次 批次 剂次 人份 课时 学时 小时 分钟 工作日 平方米 平方公里 立方米 ㎡ 平方
公里 千米 公顷 公斤 千克 元 件 起 宗 次 场 期 人 名 户 份 本 册 张 个 篇 条 项 家 处 天 部 辆 台 套 块 幅 面 支 批 轮 类 种 亩
吨 米 位 对 节 堂 讲 封 例 单 组 队 栋 座 间 所 村 镇 页 款 字 集 首 路 株 只 桶 袋 瓶 盒 箱 卷 门 课 枚 艘 棵 盏 根 粒 顶
把 笔 头 匹 羽 尾 桌 杆 副 趟 宿 股 尊 片 票 条/次 人/次 件/次 场/次 人(次) 件(次) 场(次) 户(次)
"""
UNITS: Final = tuple(_MEASURES.split())
"""Measure words that reports print; the longest that fits is meant."""
BOUNDS: Final = (
    *(
        "不少于",
        "不低于",
        "不得少于",
        "不得低于",
        "不能少于",
        "不超过",
        "不高于",
        "不多于",
        "不得超过",
    ),
    *("至少", "最少", "最多", "至多"),
)
"""Words before a number that make it a requirement."""

_ABOUT: Final = (
    *(
        "将近",
        "接近",
        "大约",
        "约为",
        "约有",
        "(?<![签民合条公制节预])约",
        "近",
        "超过",
        "突破",
        "超",
        "逾",
        "上",
        "(?<![人次件户总个场份分户])数",
        "几",
    ),
)
_UNIT: Final = "|".join(
    (
        *(re.escape(u) for u in sorted(UNITS, key=len, reverse=True)),
        "分(?![别类为钟管之成工级散享析布批公局组院])",
    )
)
_DIGITS: Final = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMERALS: Final = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_SOFT: Final = "余|多|几|来"
_AMOUNT: Final = re.compile(
    rf"(?P<pre>{'|'.join([*BOUNDS, *_ABOUT])})?\s?"
    r"(?:"
    rf"百分之(?P<percent>{_NUMERALS})|(?P<full>百分百)"
    rf"|(?P<mixed>\d{{1,4}}万\d{{1,4}}千?)"
    rf"|(?P<digits>{_DIGITS})(?:%?\s?(?:-|—|–|~|～|至|到)\s?(?P<upper>{_DIGITS}))?"
    rf"|(?P<numeral>{_NUMERALS})(?:(?:至|到)(?P<uppers>{_NUMERALS}))?"
    r")"
    rf"\s?(?P<soft>{_SOFT})?(?P<scale>百万|千万|百|千|万|亿)?(?P<softer>{_SOFT})?\s?"
    rf"(?:(?P<rate>%)|(?P<points>个百分点)|个?(?P<time>工作日|小时|学时|课时)|(?P<unit>{_UNIT}))?"
    r"(?P<post>以上|以下|左右|以内|之多|余|多(?!元|次|个|层))?"
)
_SCALES: Final = {
    None: 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "百万": 10**6, "千万": 10**7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed, from ``start`` to ``end`` of a text. ``numeral``: in Chinese numerals."""

    start: int
    end: int
    value: Decimal
    unit: str
    upper: Decimal | None = None
    qualifier: str = ""
    numeral: bool = False


def amounts(text: str) -> Iterator[Amount]:
    """Yield the numbers of a plain text that have a measure word, or are percentages."""
    position = 0
    while found := _AMOUNT.search(text, position):
        numbers = (found.end(name) for name in ("mixed", "digits", "numeral"))
        position = max(*numbers, found.start() + 1)
        if amount := _read(found):
            position = amount.end
            yield amount


def _read(found: re.Match[str]) -> Amount | None:
    unit = "%" if _is_rate(found) else _unit(found)
    value, upper = _value(found), _upper(found)
    bare = (found["numeral"] or "-")[0] in "百千万亿"
    total = found["digits"] and found["scale"] in {"万", "亿"}  # 人口13.6万
    if value is None or not (unit or total) or (bare and not _is_about(found)):
        return None
    factor = _SCALES[found["scale"]]
    if unit == "元" and (found["numeral"] or "")[-1:] in {"万", "亿"}:
        scale = _SCALES[found["numeral"][-1]]
        value, factor = value / scale, factor * scale
        upper = None if upper is None else upper / scale
    if unit == "元" and factor >= 10**4:
        unit, factor = (
            ("亿元", factor // 10**8) if factor % 10**8 == 0 else ("万元", factor // 10**4)
        )
    soft = found["soft"] or found["softer"] or ""
    pre, post = found["pre"] or "", found["post"] or ""
    return Amount(
        found.start(),
        found.end(),
        value * factor,
        unit,
        None if upper is None else upper * factor,
        "".join((pre, soft, "" if post == "之多" else post)),
        numeral=found["digits"] is None and found["mixed"] is None,
    )


def _is_about(found: re.Match[str]) -> bool:
    """Whether a number is said to be about: 近百场, 百余场; 百 alone is a word like any other."""
    return any(found[name] for name in ("pre", "soft", "softer", "post"))


def _is_rate(found: re.Match[str]) -> bool:
    return bool(found["rate"] or found["percent"] or found["full"])


def _unit(found: re.Match[str]) -> str:
    if found["points"]:
        return "百分点"
    return found["time"] or found["unit"] or ""


def _value(found: re.Match[str]) -> Decimal | None:
    if found["full"]:
        return Decimal(100)
    if found["digits"]:
        return Decimal(found["digits"].replace(",", ""))
    if found["mixed"]:
        return _mixed(found["mixed"])
    return _numeral(found["percent"] or found["numeral"])


def _mixed(text: str) -> Decimal:
    """Read digits with 万 and 千 between them: 1万2千."""
    whole, _, rest = text.partition("万")
    thousands = 1000 if rest.endswith("千") else 1
    return Decimal(whole) * 10**4 + Decimal(rest.removesuffix("千")) * thousands


def _upper(found: re.Match[str]) -> Decimal | None:
    if found["upper"]:
        return Decimal(found["upper"].replace(",", ""))
    return _numeral(found["uppers"]) if found["uppers"] else None


def _numeral(text: str) -> Decimal | None:
    """Read a numeral; 百余 and 上千 lack their 一."""
    try:
        return parse_numeral(f"一{text}" if text[0] in "百千万亿" else text)
    except Unreadable:
        return None
