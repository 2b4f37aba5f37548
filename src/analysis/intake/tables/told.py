"""What a title, a sheet's or a file's name says of all figures below it: which figure, which month.

Nothing is guessed: where a text names two, it says neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import normalise

_YEAR = r"(?:(?P<y>(?:19|20)[0-9]{2})年(?:度)?)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_IN_TEXT = re.compile(rf"{_YEAR}?(?<![0-9至到十]){_MONTH}月(?:份)?(?!\d*[日号法])")
_SPAN = re.compile(
    r"[0-9一二三四五六七八九十]月?份?[-—–~～至到]+(?:[0-9]{1,2}|[一二三四五六七八九十]+)月"
)
_QUARTER = re.compile(rf"{_YEAR}?(?P<q>第?[1-4一二三四]季度|[上下]半年)")
_WHOLE = re.compile(rf"{_YEAR}(?![0-9]*月)")
_RUNNING = re.compile("累计")
_WORK = re.compile("排查(?:化解|调处|调解)")
"""The name of the work, and of no figure."""


def period_told(texts: Iterable[str]) -> str | None:
    """Return the period that the first text with any names (2023年5月…统计表); None for a span."""
    for text in map(normalise, texts):
        if _SPAN.search(text) or _RUNNING.search(text):
            return None
        for pattern in (_IN_TEXT, _QUARTER, _WHOLE):
            found = {match[0] for match in pattern.finditer(text)}
            if len(found) == 1:
                return found.pop()
            if found:
                return None
    return None


def month_named(name: str) -> str | None:
    """Return the month of a sheet whose whole name is one: 3月, 三月份, 2023年3月, 2023.3."""
    text = normalise(name)
    match = _IN_TEXT.fullmatch(text) or re.fullmatch(
        r"(?P<y>20[0-9]{2})[-.](?P<m>[0-9]{1,2})", text
    )
    if match is None:
        return None
    return f"{match['y']}年{match['m']}月" if match["y"] else f"{match['m']}月"


@cache
def _words() -> tuple[tuple[str, str, Column], ...]:
    """Return word, ledger and column, the longest word first."""
    told = (
        (word, ledger.id, column)
        for ledger in LEDGERS.values()
        for column in ledger.columns
        for word in column.told_by
    )
    return tuple(sorted(told, key=lambda entry: -len(entry[0])))


def figure_told(texts: Iterable[str]) -> tuple[Ledger, Column] | None:
    """Return the figure that the first text with any of the declared words names; None for two."""
    for named in map(_figures_named, texts):
        if named:
            return named[0] if len(named) == 1 else None
    return None


@lru_cache(maxsize=1 << 12)
def _figures_named(text: str) -> tuple[tuple[Ledger, Column], ...]:
    """Return the figures that a text names; a word within a longer one does not count."""
    rest = _WORK.sub(" ", normalise(text))
    found: dict[tuple[str, str], tuple[Ledger, Column]] = {}
    for word, ledger, column in _words():
        if word in rest:
            rest = rest.replace(word, " ")
            found[ledger, column.id] = LEDGERS[ledger], column
    return tuple(found.values())
