"""Which data rows a totals row adds up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.values import normalise

_ALL = re.compile("(?:合计|总计|共计|总和)数?[:：]?")
_RUNNING = re.compile("累计")


def spans(rows: Sequence[int], labels: Mapping[int, str]) -> dict[int, tuple[int, ...]]:
    """Return totals row → the data rows that it adds up.

    A lone totals row and a bare 合计 add up all; any other the rows since the totals row before it,
    or, where the first 小计 stands above its rows, those until the next. 累计 reaches beyond the
    sheet and is left out where it is not alone.
    """
    own = {row: label for row, label in labels.items() if not _bare(label)}
    if len(labels) == 1:
        return {row: tuple(rows) for row in labels}
    parts = sorted(row for row, label in own.items() if not _RUNNING.search(label))
    ends = sorted(labels)
    above = bool(parts) and bool(rows) and parts[0] < rows[0]
    found: dict[int, tuple[int, ...]] = {}
    for row, label in labels.items():
        if row in parts:
            before = max((end for end in ends if end < row), default=-1)
            after = min((end for end in ends if end > row), default=max(rows, default=0) + 1)
            first, last = (row, after) if above else (before, row)
            found[row] = tuple(each for each in rows if first < each < last)
        elif not _RUNNING.search(label):
            found[row] = tuple(rows)
    return found


def _bare(label: str) -> bool:
    return bool(_ALL.fullmatch(normalise(label)))
