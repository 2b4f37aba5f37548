"""Whether a report has the parts that it must have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.cells import Source
from analysis.findings import Finding

REQUIRED_PARTS = {
    "上一年度的主要举措和成效": ("举措", "成效"),
    "存在的不足和原因": ("不足", "问题"),
    "党政主要负责人履行第一责任人职责": ("第一责任人",),
    "下一年度的工作安排": ("思路", "安排", "打算", "计划"),
}
"""Contents that 《法治政府建设与责任落实督察工作规定》 asks for, and words of their headings."""


def check_parts(headings: Iterable[str]) -> Iterator[Finding]:
    """Yield the required parts that no heading of a report names; their order is free."""
    titles = list(headings)
    for part, words in REQUIRED_PARTS.items():
        if not any(word in title for title in titles for word in words):
            yield Finding(
                "W408", Source("报告", "", ""), f"没有“{part}”。", remedy="请补上这一部分。"
            )
