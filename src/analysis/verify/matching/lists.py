"""Lists in a clause: items joined by 、 or 和."""

from __future__ import annotations

import re
from typing import Final

from analysis.verify.matching.words import pairs, telling

AND: Final = re.compile("[、和及与]")
_JOINS: Final = re.compile(
    "、|和(?!谐|解|平|睦)|(?<![普涉以波])及(?!时|其|格)|以及|(?<!参)与(?!会)"
)
"""The same, but for words that these characters are part of."""
_SHORT: Final = 2


def seam(own: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the pairs that the last item of a list opens with, and the one that the front closes with.

    宪法、民法典宣传: 民法, 法典; 宪法. What is called by the former and not by the latter is only a
    part of what is counted. Empty where there is no list.
    """
    own = own.lstrip("、和及与")
    every = list(_JOINS.finditer(own))
    if not every:
        return frozenset(), frozenset()
    item, front = telling(own[every[-1].end() :]), telling(own[: every[-1].start()])
    if min(len(item), len(front)) < _SHORT:
        return frozenset(), frozenset()
    return frozenset(pairs(item)[:2]), frozenset(pairs(front)[-1:])
