"""Tables that stand beside one another: a sheet is cut into blocks of columns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from analysis.intake.sheet import Sheet
from analysis.intake.tables.apart import shows
from analysis.values import narrow, normalise

_LONGEST = 5000
_SERIALS = frozenset({"序号", "编号"})


def blocks(sheet: Sheet) -> list[Sheet]:
    """Return the sheet once per block of columns, all other cells empty, positions unchanged.

    A block ends at an empty column, and where 序号 or the first heading stands again in a row.
    """
    if len(sheet.grid) > _LONGEST:
        return [sheet]
    width = max(map(len, sheet.grid), default=0)
    used = _used(sheet, width)
    used |= {column for _, column in sheet.flaws}
    cuts = {c for c in used if c and c - 1 not in used} | _repeats(sheet)
    edges = [0, *sorted(cuts - {min(used, default=0)}), width]
    if len(edges) == 2:
        return [sheet]
    return [_only(sheet, left, right) for left, right in pairwise(edges)]


def _used(sheet: Sheet, width: int) -> set[int]:
    """Return the columns in which any cell shows something; a header tells it of nearly all."""
    free = set(range(width))
    for line in sheet.grid:
        free -= {column for column in free if column < len(line) and shows(line[column])}
    return set(range(width)) - free


def _repeats(sheet: Sheet) -> set[int]:
    """Return the columns at which the headings of a row begin anew."""
    for line in sheet.grid:
        cells = [cell if isinstance(cell, str) else "" for cell in line]
        first = next(filter(None, map(normalise, cells)), "")
        if not _may_be_again(first, cells):
            continue  # most rows
        texts = [normalise(cell) for cell in cells]
        filled = [index for index, text in enumerate(texts) if text]
        if len(filled) < 4:
            continue
        again = [index for index in filled[1:] if texts[index] == first]
        if not again:
            continue
        size = again[0] - filled[0]
        same = texts[filled[0] : again[0]] == texts[again[0] : again[0] + size]
        if size > 1 and (first in _SERIALS or same):
            return set(again)
    return set()


def _may_be_again(first: str, cells: list[str]) -> bool:
    """Whether two cells have the first character of a normalised text; cheaper than all of it."""
    if not first[:1].isalnum():
        return bool(first)
    return sum(first[0] in narrow(cell).lower() for cell in cells) > 1


def _only(sheet: Sheet, left: int, right: int) -> Sheet:
    grid = [[*[""] * left, *line[left:right]] for line in sheet.grid]
    merges = tuple(m for m in sheet.merges if left <= m[1] and m[3] < right)
    flaws = {place: flaw for place, flaw in sheet.flaws.items() if left <= place[1] < right}
    return replace(sheet, grid=grid, merges=merges, flaws=flaws)
