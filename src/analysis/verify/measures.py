"""Which measure words mean the same grain: a case is 件 or 起, an event 场 or 次."""

from __future__ import annotations

from typing import Final

_GRAINS: Final = tuple(
    frozenset(words.split())
    for words in (
        "件 起 宗 例 件次 件(次) 个 单 件/次",
        "人 名 人次 位 户 人(次) 户次 人/次 人份",
        "场 场次 次 期 堂 节 课 讲 批 轮 批次 场(次) 场/次 趟",
        "份 本 册 张 个 篇 条 套 块 幅 面 项 部 条次",
        "个 所 处 家 座 间 支 块 条 项 户 台",
        "万元 元 亿元",
        "学时 课时 小时",
        "天 工作日",
    )
)
_LOOSE: Final = (
    frozenset(["次", "件", "件次", "起"]),
    frozenset(["人", "名", "个"]),
    frozenset(["项", "件", "次", "份", "个", "条"]),
)
_MONEY: Final = {"元": 1, "万元": 10**4, "亿元": 10**8}


def likeness(printed: str, declared: str) -> float:
    """Return how far two measure words may mean the same: 1 the same, 0 never."""
    if printed == declared:
        return 1.0
    if not printed or not declared:
        return 0.8
    if any(printed in grain and declared in grain for grain in _GRAINS):
        return 0.9
    return 0.55 if any(printed in some and declared in some for some in _LOOSE) else 0.0
