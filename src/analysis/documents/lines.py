"""Text of a file made tidy line by line, with where each character stood before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analysis.values import tidy

_BREAKS: Final = re.compile("[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """A tidy line that is not empty. ``places``: for each character, its index in the source."""

    text: str
    places: tuple[int, ...]


def lines(source: str) -> Iterator[Line]:
    """Yield the lines of a text that hold something, each as ``tidy`` makes it.

    Control characters, which no reader sees, are dropped as well.
    """
    start = 0
    for end in (*(found.start() for found in _BREAKS.finditer(source)), len(source)):
        line = _line(source, start, end)
        if line.text:
            yield line
        start = end + 1


def one_line(source: str) -> str:
    """Return a text as one tidy line."""
    return tidy("".join(mark for mark in source if mark.isspace() or not _is_dropped(mark)))


def rejoined(broken: Iterable[str]) -> str:
    """Return lines that were broken at the margin as one: only Latin words had a space there."""
    whole = ""
    for line in (line.strip() for line in broken):
        ends = whole[-1:] + line[:1]
        apart = len(ends) == 2 and ends.isascii() and not ends.isdigit()
        whole += f" {line}" if apart else line
    return one_line(whole)


def _line(source: str, start: int, end: int) -> Line:
    marks: list[str] = []
    places: list[int] = []
    gap = -1  # where the white space before the next character began
    for place in range(start, end):
        mark = source[place]
        if mark.isspace():
            gap = place if gap < 0 else gap
            continue
        if _is_dropped(mark):
            continue
        if gap >= 0 and marks and _is_apart(marks[-1], mark):
            marks.append(" ")
            places.append(gap)
        marks.append(mark)
        places.append(place)
        gap = -1
    return Line("".join(marks), tuple(places))


def _is_dropped(mark: str) -> bool:
    """Whether a character that is no white space shows nothing."""
    return not mark.isprintable() and (unicodedata.category(mark) == "Cc" or not tidy(mark))


@lru_cache(maxsize=1 << 12)
def _is_apart(left: str, right: str) -> bool:
    """Whether white space between two characters stays; between Chinese ones it does not."""
    return " " in tidy(f"{left} {right}")
