"""The rows of a sheet that are headings.

Where the headings alone fit two ledgers, the values of the category columns below them decide.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Collection, Iterator
from dataclasses import replace

from analysis.intake.parse import listed
from analysis.intake.sheet import Sheet
from analysis.intake.tables.cells import (
    Below,
    called,
    hinted,
    lacks_its_theme,
    of_other_work,
    shunned,
)
from analysis.intake.tables.claims import ends_of, meaningful, prospects, qualifies
from analysis.intake.tables.mapping import EMPTY, Mapping, Place
from analysis.intake.tables.match import Header, asked_of, match, promising
from analysis.intake.tables.names import known
from analysis.ledgers import LEDGERS, Column
from analysis.values import UNITS, Cell, is_blank, normalise, tidy

_MAX_ROWS = 5
_FIT = 2
_CALLED = 2
_HELD = 2
_LONGEST = 40

_Found = list[tuple[tuple[int, ...], Header]]
"""How well each header fits, and the header."""

Merged = abc.Mapping[tuple[int, int], tuple[int, int]]
"""Every cell of a merged range → the upper left cell, which alone holds the value."""


def merged_cells(sheet: Sheet) -> Merged:
    """Return where the value of each merged cell stands."""
    height, width = len(sheet.grid), max(map(len, sheet.grid), default=0)
    return {
        (row, column): (top, left)
        for top, left, bottom, right in sheet.merges
        if top < height and left < width
        for row in range(top, min(bottom + 1, height))
        for column in range(left, min(right + 1, width))
    }


def cell_at(sheet: Sheet, row: int, column: int) -> Cell:
    """Return a cell; an empty one beyond the end of its row."""
    line = sheet.grid[row]
    return line[column] if column < len(line) else ""


def find_headers(
    sheet: Sheet, merged: Merged, mapping: Mapping = EMPTY, file: str = ""
) -> Iterator[Header]:
    """Yield the headers of a sheet from top to bottom; a repeated one each time it stands.

    Where the town has said where a header is, none is looked for above it.
    """
    places = mapping.places_on(file, sheet.name)
    row = free = min(places, default=0)
    last: Header | None = None
    while row < len(sheet.grid):
        found = None
        if row in places:
            found = _told(sheet, merged, places[row], mapping)
        elif promising(sheet.grid[row], mapping) and not _is_record(sheet, row, last):
            top = _top(sheet, merged, row, free)
            found = _best(sheet, merged, top, mapping, _titles(sheet, free, top))
        row += 1
        if found:
            yield replace(found, asked=_asked(found, mapping))
            row = free = max(row, found.bottom + 1)
            last = found


def _is_record(sheet: Sheet, row: int, header: Header | None) -> bool:
    """Whether cells are what the header above them holds: 人民调解员 and 专职 are words of headings too."""
    columns = header.columns if header else ()
    cells = ((found.column, cell_at(sheet, row, found.index)) for found in columns)
    held = [c for c, cell in cells if c.values and not is_blank(cell) and listed(c, str(cell))]
    return len(held) >= _HELD


def _asked(found: Header, mapping: Mapping) -> tuple[tuple[str, Column], ...]:
    """Return the headings to ask about; the town has answered for those that it speaks of."""
    open_ones = [h for h in found.unused if not mapping.says(found.ledger, tuple(h.split("/")))]
    return asked_of(found.ledger, open_ones, {located.column.id for located in found.columns})


def _told(sheet: Sheet, merged: Merged, place: Place, mapping: Mapping) -> Header | None:
    """Return the header that stands where the town says; None where it has none of the columns."""
    bottom = min(place.bottom, len(sheet.grid) - 1)
    paths = _paths(sheet, merged, place.top, bottom)
    keys = {index: ends_of(path) for index, path in paths.items()}
    return match(place.ledger, paths, keys, place.top, bottom, mapping, told=True)


def _top(sheet: Sheet, merged: Merged, row: int, free: int) -> int:
    """Return the first row of a header: above a row of headings there may be groups of them."""
    while row > free:
        above = [cell for cell in sheet.grid[row - 1] if not is_blank(cell)]
        texts = [cell for cell in above if isinstance(cell, str)]
        grouped = len(above) > 1 and texts == above and any(map(qualifies, texts))
        linked = any(
            (row, column) in merged and merged[row, column] == merged.get((row - 1, column))
            for column in range(len(sheet.grid[row]))
        )
        if not grouped and not linked:
            break
        row -= 1
    return row


def _titles(sheet: Sheet, free: int, top: int) -> list[str]:
    """Return the texts that stand alone in a row above a header, and the sheet's name."""
    rows = ([c for c in line if not is_blank(c)] for line in sheet.grid[free:top])
    alone = [row[0] for row in rows if len(row) == 1]
    return [*(t for t in alone if isinstance(t, str) and len(t) <= _LONGEST), sheet.name]


def _best(
    sheet: Sheet, merged: Merged, top: int, mapping: Mapping, titles: list[str]
) -> Header | None:
    """Return the header that begins in a row: most columns, then fewest left over."""
    if of_other_work(titles):
        return None
    names = called(titles)
    found = _Found()
    words = 0
    for bottom in range(top, min(top + _MAX_ROWS, len(sheet.grid))):
        line = sheet.grid[bottom]
        if all(is_blank(c) and (bottom, i) not in merged for i, c in enumerate(line)):
            break
        paths = _paths(sheet, merged, top, bottom)
        most = max((len(header.columns) for _, header in found), default=0)
        if not mapping.headings and not meaningful(paths.values(), most):
            break  # that row is data, as a few of its cells tell
        keys = {index: ends_of(path) for index, path in paths.items()}
        possible = _possible(paths, mapping, names)
        if max(possible.values(), default=0) < most:
            break  # that row is data
        words += sum(known(cell) for cell in line if isinstance(cell, str))
        below, here, columns = Below(sheet, bottom), _Found(), 0
        for name in sorted(possible, key=lambda name: -possible[name]):
            told = name in names
            if _outdone(possible[name], [*found, *here], titled=told) or not (
                header := match(
                    LEDGERS[name], paths, keys, top, bottom, mapping, below=below, titled=told
                )
            ):
                continue
            columns = max(columns, len(header.columns))
            fitting = below.fitting((c.column, c.index) for c in header.columns)
            if not _of_another(header, fitting, titles, names, mapping):
                here.append(((*_fit(header, fitting, names), words, -bottom), header))
        if columns < most:
            break
        found += here
    return _grown(sheet, merged, _best_of(found)) if found else None


def _best_of(found: _Found) -> Header:
    """Return the header that fits best; of equals the one declared first, with the next as rival."""
    score = max(fit for fit, _ in found)
    best = (header for fit, header in found if fit == score)
    header, *rivals = sorted(best, key=lambda header: [*LEDGERS].index(header.ledger.id))
    return replace(header, rival=rivals[0].ledger if rivals else None)


def _possible(
    paths: abc.Mapping[int, tuple[str, ...]], mapping: Mapping, names: Collection[str]
) -> dict[str, int]:
    """Return id → how many columns at most, of the ledgers that headings may make.

    All others lack a column that they cannot lack. What the town has said may mean any column.
    """
    there = prospects(frozenset(paths.items()))
    possible = {p.ledger: p.columns for p in there if p.signed or p.ledger in names}
    if not mapping.headings:
        return possible
    possible |= dict.fromkeys(mapping.headings, len(paths))
    return {name: possible[name] for name in LEDGERS if name in possible}


def _outdone(columns: int, found: _Found, *, titled: bool) -> bool:
    """Whether a header has more columns, and fits better than a ledger of so many ever could."""
    at_best = columns + _FIT * columns + _CALLED * titled
    return any(columns < len(other.columns) and at_best < fit for (fit, *_), other in found)


def _fit(header: Header, fitting: int, names: Collection[str]) -> tuple[int, ...]:
    """Return how well a header fits its ledger; ``names``: the ledgers that titles name."""
    titled = header.ledger.id in names
    columns = len(header.columns) + _FIT * fitting + _CALLED * titled
    signs = header.signed + hinted(header.ledger, [found.heading for found in header.columns])
    return (columns, signs, -len(header.unused) - len(header.doubles), -header.made)


def _of_another(
    header: Header, fitting: int, titles: list[str], names: Collection[str], mapping: Mapping
) -> bool:
    """Whether the words of a header are another's; never where the town says what they mean."""
    ledger, headings = header.ledger, [found.heading for found in header.columns]
    if any(mapping.says(ledger, tuple(heading.split("/"))) for heading in headings):
        return False
    titled = ledger.id in names and ledger.grain == "register"
    shuns = not titled and shunned(ledger, [*headings, *header.unused])
    return shuns or lacks_its_theme(ledger, [*titles, *headings], fitting)


def _grown(sheet: Sheet, merged: Merged, header: Header) -> Header:
    """Take in the rows of unknown headings that cells merged with the header's reach down to."""
    bottom = header.bottom
    named = {located.index for located in header.columns}
    for first, column, last, _ in sheet.merges:
        touches = first <= header.bottom < last < first + _MAX_ROWS
        if touches and column in named and all(map(_wordy, sheet.grid[bottom + 1 : last + 1])):
            bottom = max(bottom, last)
    return _below_groups(sheet, merged, header, bottom) if bottom > header.bottom else header


def _below_groups(sheet: Sheet, merged: Merged, header: Header, bottom: int) -> Header:
    """Leave out what a group heading named alone: 调处结果 over 调成 and 未调成 is neither."""
    paths = _paths(sheet, merged, header.top, bottom)
    before = _paths(sheet, merged, header.top, header.bottom)
    parts = {index for index, path in before.items() if len(paths[index]) > len(path)}
    whole = [c for c in header.columns if c.index not in parts or c.column.personal]
    left = ["/".join(paths[c.index]) for c in header.columns if c not in whole]
    unused = (*header.unused, *left)
    return replace(header, bottom=bottom, columns=tuple(whole), unused=unused)


def _wordy(row: list[Cell]) -> bool:
    """Whether a row has words only, as headings have, and no figures or dates."""
    filled = [cell for cell in row if not is_blank(cell)]
    return all(isinstance(cell, str) and not cell.strip()[0].isdigit() for cell in filled)


def _paths(sheet: Sheet, merged: Merged, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """Return column → headings from top to bottom; a unit below a heading becomes part of it."""
    width = max(len(sheet.grid[row]) for row in range(top, bottom + 1))
    paths: dict[int, tuple[str, ...]] = {}
    group = dict.fromkeys(range(top, bottom), "")
    for column in range(width):
        path: list[str] = []
        for row in range(top, bottom + 1):
            cell = cell_at(sheet, *merged.get((row, column), (row, column)))
            text = "" if is_blank(cell) else tidy(str(cell))
            if row in group:  # 累计 stands over the blank cells beside it, merged or not
                text = text or group[row]
                group[row] = text if qualifies(text) else ""
            if path and normalise(text) in UNITS:
                path[-1] = f"{path[-1]}（{normalise(text)}）"
            elif text and (not path or path[-1] != text):
                path.append(text)
        if path:
            paths[column] = tuple(path)
    return paths
