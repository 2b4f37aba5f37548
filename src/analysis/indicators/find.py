"""Indicators by a word of their id, title or of the phrases that reports use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.indicators.model import Indicator
from analysis.values import nearest, normalise


def find(words: Sequence[str], indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """Return the indicators that hold every word, those with it in the title first; all for none."""
    keys = [normalise(word) for word in words]
    found = [i for i in indicators.values() if all(key in _text(i) for key in keys)]
    return sorted(found, key=lambda i: not all(key in normalise(i.title) for key in keys))


def guess(word: str, indicators: Mapping[str, Indicator]) -> Indicator | None:
    """Return the indicator whose id or title is most like a word; None when none is near."""
    titles = {indicator.title: indicator for indicator in indicators.values()}
    name, title = nearest(word, indicators), nearest(word, titles)
    return indicators[name] if name else titles[title] if title else None


def _text(indicator: Indicator) -> str:
    return normalise("\n".join((indicator.id, indicator.title, *indicator.phrases)))
