"""The JSON blocks a notebook carries as outputs, checked and searched.

A block is read as it is written by `analysis.report`; here it is only checked and searched, so
that a hand-made or outdated block stops the export with a sentence instead of a broken page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from analysis.blocks import REQUIRED
from analysis.errors import NotebookError

_NOT_ON_THE_PAGE: Final = frozenset({"figures", "pending", "figure"})  # no place mentions these


def check_block(block: Any, cell: int) -> dict[str, Any]:  # noqa: ANN401 - JSON from a notebook
    """Give the block back if its kind is known and nothing is missing, else say what is wrong."""
    kind = block.get("block") if isinstance(block, Mapping) else None
    if not isinstance(kind, str) or kind not in REQUIRED:
        raise NotebookError(
            f"第{cell}个单元格输出了不认识的内容块“{kind}”。",
            f"可用的内容块：{'、'.join(REQUIRED)}。",
        )
    if missing := [key for key in REQUIRED[kind] if key not in block]:
        raise NotebookError(
            f"第{cell}个单元格的内容块“{kind}”缺少{'、'.join(missing)}。",
            "请重新运行整个笔记本后再导出。",
        )
    return dict(block)


def mentions(part: Any) -> Iterator[str]:  # noqa: ANN401 - JSON from a notebook
    """Yield the indicators that a block prints, in reading order, repeats included."""
    if isinstance(part, Mapping):
        if part.get("indicator"):
            yield str(part["indicator"])
        for key, value in sorted(part.items()):  # as in a notebook that was saved
            if key not in _NOT_ON_THE_PAGE:
                yield from mentions(value)
    elif isinstance(part, list):
        for value in part:
            yield from mentions(value)


def has_typed(part: Any) -> bool:  # noqa: ANN401 - JSON from a notebook
    """Tell whether a block shows a number that comes from the town's own text (自填)."""
    if isinstance(part, Mapping):
        return bool(part.get("typed")) or any(
            has_typed(value) for key, value in part.items() if key not in _NOT_ON_THE_PAGE
        )
    return isinstance(part, list) and any(has_typed(value) for value in part)
