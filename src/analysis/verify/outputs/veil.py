"""What of a text must not be repeated on a page, and how it is left out of all that is said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import itemgetter
from typing import Final

from analysis.verify.model import Verified

BLOCKS: Final = "■■■"
"""Stands for what is left out, however long that is."""

_SHORT: Final = 6  # digits; a shorter number stands elsewhere by chance
_UNSEEN: Final = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}"
) | {ord("\t"): " ", ord("\n"): "\n", ord("\r"): " "}
"""Characters that no page can hold: a reader of HTML would drop them, or the file not be written.

One for one, so that positions stay what they are.
"""


@dataclass(frozen=True)
class Veil:
    """A text whose private ``stretches`` are never shown. They are apart and in order.

    ``text``: the document's own, positions as there. ``words``: what is private wherever it is
    said, the longest first.
    """

    text: str
    stretches: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    def hide(self, said: str) -> str:
        """Return what is said without the private words."""
        said = said.translate(_UNSEEN)
        for word in self.words:
            said = said.replace(word, BLOCKS)
        return said

    def shown(self, start: int, end: int) -> str:
        """Return a piece of the text, a private stretch as blocks even where only begun."""
        pieces: list[str] = []
        for first, last in self._within(start, end):
            pieces += [self.text[start:first], BLOCKS]
            start = last
        return "".join((*pieces, self.text[start:end]))

    def widen(self, start: int, end: int) -> tuple[int, int]:
        """Return a span that ends in no private stretch: what touches one holds all of it."""
        for first, last in self._within(start, end):
            start, end = min(start, first), max(end, last)
        return start, end

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches that share a character with a span."""
        first = bisect_right(self.stretches, start, key=itemgetter(1))
        return takewhile(lambda stretch: stretch[0] < end, islice(self.stretches, first, None))


def veil_of(verified: Verified) -> Veil:
    """Return the document's text with what its private remarks mark, also where it stands again."""
    text = verified.document.text.translate(_UNSEEN)
    marked = [(r.start, r.end) for r in verified.remarks if r.private]
    lines = list(_lines(text, marked))
    words = {text[start:end].strip() for start, end in lines}
    told = sorted((w for w in words if _telling(w)), key=lambda word: (-len(word), word))
    again = _found(text, told) if told else ()
    return Veil(text, tuple(_joined([*lines, *again])), tuple(told))


def _telling(word: str) -> bool:
    """Whether a word tells of somebody wherever it stands."""
    return len(word) >= (_SHORT if word.isdigit() else 2)


def _found(text: str, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    return (m.span() for m in re.finditer("|".join(map(re.escape, words)), text))


def _lines(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what lies of spans in each line of the text."""
    for start, end in spans:
        for line in re.compile("[^\n]+").finditer(text, max(start, 0), max(end, 0)):
            yield line.span()


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same places as spans that neither overlap nor touch."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
