"""One date over three columns: 年, 月 and 日 as headings beside one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analysis.intake.parse import text_of
from analysis.intake.sheet import Sheet
from analysis.intake.tables.match import Header
from analysis.values import Cell, is_blank, normalise

Trio = tuple[int, int, int]
"""The columns of year, month and day."""

PARTLY = "年月日不全"
"""What a date is that has only some of its parts."""

_NAMES = ("年", "月", "日")


@dataclass(frozen=True, slots=True)
class Joined:
    """A sheet with each 年 月 日 as one heading; ``trios``: the first column → all three."""

    sheet: Sheet
    trios: Mapping[int, Trio]
    rows: frozenset[int]

    def reach(self, header: Header) -> Header:
        """Take the row of 年 月 日 into the header above it."""
        return replace(header, bottom=header.bottom + (header.bottom + 1 in self.rows))


def joined_headings(sheet: Sheet, title: str = "日期") -> Joined:
    """Join each 年 月 日 of a sheet.

    Below a heading (受理时间) the three are nothing but its parts; else they are called ``title``.
    """
    trios: dict[int, Trio] = {}
    rows: dict[int, list[Cell]] = {}
    merges = sheet.merges
    for number, line in enumerate(sheet.grid):
        if "年" not in line:
            continue
        for index in range(len(line) - 2):
            if tuple(normalise(str(cell)) for cell in line[index : index + 3]) != _NAMES:
                continue
            headed = number > 0 and _stands_over(sheet, number - 1, index)
            changed = rows.setdefault(number, [*line])
            changed[index : index + 3] = ["" if headed else title, "", ""]
            trios[index] = (index, index + 1, index + 2)
            merges = tuple(
                m for m in merges if not (m[2] < number and m[1:4:2] == (index, index + 2))
            )
    if not trios:
        return Joined(sheet, {}, frozenset())
    grid = [rows.get(number, line) for number, line in enumerate(sheet.grid)]
    return Joined(replace(sheet, grid=grid, merges=merges), trios, frozenset(rows))


def _stands_over(sheet: Sheet, row: int, index: int) -> bool:
    """Whether a heading stands over the three columns and over no others (no title)."""
    line = sheet.grid[row]
    cell = line[index] if index < len(line) else ""
    wide = [m for m in sheet.merges if m[0] <= row <= m[2] and m[1] <= index <= m[3]]
    if wide:
        return wide[0][1] == index and wide[0][3] == index + 2
    return not is_blank(cell) and all(is_blank(c) for c in line[index + 1 : index + 3])


def joined_date(parts: tuple[Cell, ...]) -> str:
    """Return 2023年5月6日 for the three cells, ``""`` when all are empty, ``PARTLY`` when one is."""
    if all(map(is_blank, parts)):
        return ""
    if any(map(is_blank, parts)):
        return PARTLY
    texts = (text_of(cell).removesuffix(name) for cell, name in zip(parts, _NAMES, strict=True))
    return "".join(f"{text}{name}" for text, name in zip(texts, _NAMES, strict=True))
