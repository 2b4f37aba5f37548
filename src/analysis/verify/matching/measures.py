"""Which measure words mean the same grain: a case is 件 or 起, an event 场 or 次."""

from __future__ import annotations

from typing import Final

_SAME: Final = tuple(
    frozenset(words.split())
    for words in (
        "件 起 宗 例 单 笔",
        "人 名 位",
        "场 场次 次 期 堂 节 课 讲 场(次) 场/次",
        "份 本 册 张",
        "个 所 处 家 座",
        "平方米 ㎡ 平方",
    )
)
"""The same in all but name."""
_GRAINS: Final = tuple(
    frozenset(words.split())
    for words in (
        "件 起 宗 例 件次 件(次) 单 件/次",
        "人 名 人次 位 户 人(次) 户次 人/次 人份",
        "场 场次 次 期 堂 节 课 讲 批 轮 批次 场(次) 场/次 趟",
        "卷 份 册 本 宗",
        "份 本 册 张 个 篇 条 套 块 幅 面 项 部 条次",
        "个 所 处 家 座 间 支 块 条 项 户 台",
        "万元 元 亿元",
        "学时 课时 小时",
        "天 工作日",
        "家 家次 户 户次 个 座 所 处次",
        "辆 辆次 车次 台次 台 部",
        "处 处次 个 家",
    )
)
"""Alike, but not the same: persons and their visits, leaflets and pieces."""
_LOOSE: Final = tuple(
    frozenset(words.split())
    for words in (
        "次 件 件次 起",
        "人 名 个",
        "件 次 份 个 条 项",
        "次 项 件",
        "次 家次",
        "次 台次 车次",
        "条 起 件",
        "处 宗 起 件 栋 座 间 户 个",
    )
)

_PERSONS: Final = frozenset({"人", "名", "位", "人次"})
"""A person may be counted as 个, but what is declared in 个 is no person."""


def same(printed: str, declared: str) -> bool:
    """Whether two measure words mean the same grain, or one of them is not said."""
    alike = any(printed in words and declared in words for words in _SAME)
    return alike or printed == declared or not printed or not declared


def likeness(printed: str, declared: str) -> float:
    """Return how far two measure words may mean the same: 1 the same, 0 never."""
    if printed == declared:
        return 1.0
    if not printed or not declared:
        return 0.8
    if printed in _PERSONS and declared == "个":
        return 0.0
    for some, share in ((_SAME, 0.95), (_GRAINS, 0.78), (_LOOSE, 0.4)):
        if any(printed in words and declared in words for words in some):
            return share
    return 0.0
