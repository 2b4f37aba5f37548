"""Many small ranges of cells as the fewest rectangles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.cells import address

_RANGE = re.compile(r"([A-Z]+)([0-9]+)(?::([A-Z]+)([0-9]+))?")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; 0-based, inclusive."""


def joined(ranges: Iterable[str]) -> str:
    """Return A1 ranges with neighbours made one: C5, C6, D5, D6 give ``C5:D6``."""
    areas = {_area(*match.groups()) for text in ranges for match in _RANGE.finditer(text)}
    beside = _merge(sorted(areas), across=True)
    return ",".join(_text(area) for area in sorted(_merge(beside, across=False)))


def _merge(areas: Iterable[Area], *, across: bool) -> list[Area]:
    """Join areas of the same rows beside one another, or of the same columns below one another."""
    found: list[Area] = []
    order = (0, 2, 1) if across else (1, 3, 0)
    for area in sorted(areas, key=lambda a: tuple(a[i] for i in order)):
        last = found[-1] if found else None
        side, end, start = ((0, 2), 3, 1) if across else ((1, 3), 2, 0)
        if last and all(last[i] == area[i] for i in side) and last[end] + 1 == area[start]:
            found[-1] = (last[0], last[1], area[2], area[3])
        else:
            found.append(area)
    return found


def _area(left: str, top: str, right: str | None, bottom: str | None) -> Area:
    first = int(top) - 1, _index(left)
    return (*first, int(bottom) - 1 if bottom else first[0], _index(right) if right else first[1])


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(area: Area) -> str:
    first, last = address(*area[:2]), address(*area[2:])
    return first if first == last else f"{first}:{last}"
