"""Cross tables: values of a dimension (months, villages, classes of dispute) stand as headings.

Each cell of the body is a record: its heading names some of its dimensions and perhaps its figure,
its row the others. What a heading does not name is told by a title or is not known at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from analysis.intake.sheet import Sheet
from analysis.intake.tables.apart import shows
from analysis.intake.tables.claims import qualifies
from analysis.intake.tables.dimensions import (
    TOTAL,
    dimensions,
    names_of,
    tellable,
    value_of,
)
from analysis.intake.tables.fields import Field, Parts, field_of, settled, told_above
from analysis.intake.tables.headings import Merged, cell_at
from analysis.intake.tables.labels import corner_of, heading_of, labels_of
from analysis.intake.tables.match import Header, Located
from analysis.intake.tables.told import figure_told, period_told
from analysis.ledgers import LEDGERS, Ledger
from analysis.values import Cell, is_blank, normalise, tidy, unit_of

_MAX_ROWS = 5
_LARGEST = 1000  # no cross table has more rows or columns; ordinary ledgers stay cheap
_TITLES = 12


@dataclass(frozen=True, slots=True)
class Cross:
    """A cross table. ``labels``: dimension → column; ``told``: what its title says of every row.

    ``unsure``: what no heading and no title tells, so that the table is not read.
    """

    header: Header
    labels: Mapping[str, int]
    fields: tuple[Field, ...]
    told: Mapping[str, str]
    unsure: str = ""


def find_crosses(sheet: Sheet, merged: Merged, file: str = "") -> Iterator[Cross]:
    """Yield the cross tables of a sheet from top to bottom."""
    row = free = 0
    if max(len(sheet.grid), *map(len, sheet.grid), 0) > _LARGEST:
        return
    while row < len(sheet.grid):
        found = _cross(sheet, merged, row, free, file) if _crossing(sheet.grid[row]) else None
        row += 1
        if found:
            yield found
            row = free = max(row, found.header.bottom + 1)


def _crossing(line: Sequence[Cell]) -> bool:
    """Whether two cells of a row are different values of one dimension."""
    if any(isinstance(cell, int | float) for cell in line):  # as most rows of data
        return False
    cells = {cell for cell in line if shows(cell)}
    if len(cells) < 2:
        return False
    return any(len({*told} - {None}) > 1 for told in zip(*map(_values_of, cells), strict=True))


@lru_cache(maxsize=1 << 14)
def _values_of(cell: Cell) -> tuple[str | None, ...]:
    """Return what a cell is of each dimension; None of those of which it is no value."""
    return tuple(value_of(column, cell) for column in tellable())


def _cross(sheet: Sheet, merged: Merged, row: int, free: int, file: str) -> Cross | None:
    """Return the cross table whose header has that row; the ledger that names most wins."""
    top, bottom = _rows(sheet, merged, row, free)
    paths = _paths(sheet, merged, top, bottom)
    above = _texts(sheet, free, top)
    texts = [*above, sheet.name, file.rpartition("/")[2].rpartition(".")[0]]
    found: list[tuple[tuple[int, ...], Cross]] = []
    for ledger in LEDGERS.values():
        if dimensions(ledger) and (cross := _of(ledger, sheet, (top, bottom), paths, texts)):
            named = len({f.figure.id for f in cross.fields if f.figure})
            crossed = sum(bool(f.values) for f in cross.fields)
            found.append(((not cross.unsure, crossed, named, len(cross.header.columns)), cross))
    if not found:
        return None
    score, best = max(found, key=lambda pair: pair[0])
    ledgers = [c.header.ledger for s, c in found if s == score]
    told = figure_told(texts)
    if len(ledgers) > 1 and told and told[0] in ledgers:
        best = next(c for s, c in found if s == score and c.header.ledger is told[0])
    elif len(ledgers) > 1 and not best.unsure:
        best = replace(best, header=replace(best.header, rival=ledgers[1]))
    return best


def _texts(sheet: Sheet, first: int, end: int) -> list[str]:
    """Return the titles above a header, the nearest first; what is far above is none of them."""
    lines = reversed(sheet.grid[max(first, end - _TITLES) : end])
    return [tidy(cell) for line in lines for cell in line if isinstance(cell, str) and tidy(cell)]


def _rows(sheet: Sheet, merged: Merged, row: int, free: int) -> tuple[int, int]:
    """Return the first and last row of the header that a row of values belongs to."""
    top = bottom = row
    while top > free and (_linked(sheet, merged, top) or _heads(sheet.grid[top - 1])):
        top -= 1
    while (
        bottom + 1 < min(len(sheet.grid), top + _MAX_ROWS)
        and (_linked(sheet, merged, bottom + 1) or _heads(sheet.grid[bottom + 1]))
        and all(isinstance(c, str) or is_blank(c) for c in sheet.grid[bottom + 1])
    ):
        bottom += 1
    return top, bottom


def _linked(sheet: Sheet, merged: Merged, row: int) -> bool:
    """Whether a cell is merged with the one above it, beginning at a heading."""
    return any(
        (row, c) in merged and merged[row, c] == merged.get((row - 1, c))
        for c in range(max(len(sheet.grid[row]), len(sheet.grid[row - 1])))
    )


def _heads(line: Sequence[Cell]) -> bool:
    """Whether a row has words only, and at least two of them are headings of figures."""
    filled = [cell for cell in line if not is_blank(cell)]
    texts = [normalise(cell) for cell in filled if isinstance(cell, str)]
    if len(texts) < len(filled):
        return False
    heads = sum(t in _parts_of_names() or bool(TOTAL.fullmatch(t)) or qualifies(t) for t in texts)
    return heads > 1 or (len(texts) > 1 and any(_values_told(t) for t in texts) and heads > 0)


@cache
def _parts_of_names() -> frozenset[str]:
    """Return the headings of all returns, each part of those below one another."""
    crossable = (ledger for ledger in LEDGERS.values() if dimensions(ledger))
    return frozenset(
        part for ledger in crossable for name in names_of(ledger.id) for part in name.split("/")
    )


def _values_told(text: str) -> bool:
    return any(value_of(column, text) for column in tellable())


def _paths(sheet: Sheet, merged: Merged, top: int, bottom: int) -> dict[int, Parts]:
    """Return column → (heading, cell) from top to bottom; a group stands over the blanks beside."""
    width = max(len(sheet.grid[row]) for row in range(top, bottom + 1))
    paths: dict[int, list[tuple[str, Cell]]] = {}
    for row in range(top, bottom + 1):
        group: Cell = ""
        for column in range(width):
            place = merged.get((row, column), (row, column))
            cell = cell_at(sheet, *place)
            below = [cell_at(sheet, r, column) for r in range(row + 1, bottom + 1)]
            if is_blank(cell) and (row, column) not in merged and not all(map(is_blank, below)):
                cell = group
            group = cell
            path = paths.setdefault(column, [])
            if not is_blank(cell) and (not path or path[-1][1] != cell):
                path.append((tidy(str(cell)), cell))
    return {column: tuple(path) for column, path in paths.items() if path}


def _of(
    ledger: Ledger,
    sheet: Sheet,
    span: tuple[int, int],
    paths: Mapping[int, Parts],
    texts: Sequence[str],
) -> Cross | None:
    """Read the headings as those of a ledger; None when they are not crossed."""
    dims = dimensions(ledger)
    labels, others = labels_of(ledger, sheet, span[1], paths)
    fields: list[Field] = []
    unused: list[str] = []
    for index, parts in paths.items():
        if index in labels.values() or index in {found.index for found in others}:
            continue
        field = field_of(ledger, dims, index, parts)
        if field:
            fields.append(field)
        else:
            unused.append(heading_of(paths, index))
    fields = settled([told_above(ledger, field, paths[field.index], texts) for field in fields])
    corner = corner_of(dims, sheet, span[1], labels, fields)
    labels |= corner
    unused = [
        text for text in unused if text not in {heading_of(paths, i) for i in corner.values()}
    ]
    crossed = [field for field in fields if field.values and not field.total]
    across = {name for field in crossed for name in field.values}
    if not any(len({f.values.get(name) for f in crossed}) > 1 for name in across):
        return None
    if 2 * len(crossed) < len(paths) - len(labels) - len(others) or not _body(
        sheet, span[1], crossed
    ):
        return None
    labels = {name: index for name, index in labels.items() if name not in across}
    told = {}
    needed = next(column for column in dims if column.kind == "period")
    if needed.id not in across | labels.keys() and (period := period_told(texts)):
        told[needed.id] = period
    if not labels and len(across) < 2 and not (told or any(f.figure for f in fields)):
        return None
    made = _made(ledger, span, paths, (labels, others), (fields, unused), told)
    return made if made.header.columns else None


def _made(  # noqa: PLR0913, PLR0917 - the pieces of one header
    ledger: Ledger,
    span: tuple[int, int],
    paths: Mapping[int, Parts],
    named: tuple[dict[str, int], list[Located]],
    figures: tuple[list[Field], list[str]],
    told: Mapping[str, str],
) -> Cross:
    labels, others = named
    fields, unused = figures
    unsure = ""
    if any(field.figure is None for field in fields if field.values and not field.total):
        unsure = "数字"
    elif not told and not _dated(ledger, labels, fields):
        unsure = "时段"
    unused = [*unused, *(field.heading for field in fields if not field.figure)]
    columns = [
        Located(ledger.column(name), at, heading_of(paths, at), None) for name, at in labels.items()
    ]
    columns += others
    columns += [
        Located(field.figure, field.index, field.heading, unit_of(field.heading))
        for field in fields
        if field.figure
    ]
    columns.sort(key=lambda located: located.index)
    header = Header(ledger, *span, tuple(columns), (), tuple(unused))
    return Cross(header, labels, tuple(f for f in fields if f.figure), told, unsure)


def _dated(ledger: Ledger, labels: Mapping[str, int], fields: Sequence[Field]) -> bool:
    period = next(column.id for column in dimensions(ledger) if column.kind == "period")
    return period in labels or any(period in field.values for field in fields)


def _body(sheet: Sheet, bottom: int, crossed: Sequence[Field]) -> bool:
    """Whether figures stand below, as far as anything does."""
    below = range(bottom + 1, min(len(sheet.grid), bottom + 20))
    cells = [cell_at(sheet, row, field.index) for row in below for field in crossed]
    filled = [cell for cell in cells if not is_blank(cell)]
    return 2 * sum(map(_figure, filled)) >= len(filled)


def _figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return (len(cell) < 10 and any(map(str.isdigit, cell))) or len(cell.strip()) == 1
    return isinstance(cell, int | float)
