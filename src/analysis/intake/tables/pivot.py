"""Cross tables: values of a dimension (months, villages, classes of dispute) stand as headings.

Each cell of the body is a record: its heading names some of its dimensions and perhaps its figure,
its row the others. What a heading does not name is told by a title or is not known at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.intake.rows.parse import accepted
from analysis.intake.sheet import Sheet
from analysis.intake.tables.claims import qualifies
from analysis.intake.tables.headings import Merged, cell_at
from analysis.intake.tables.match import Header, Located
from analysis.intake.tables.told import figure_told, period_told
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import Cell, Unreadable, is_blank, normalise, parse_period, tidy, unit_of

_MAX_ROWS = 5
_LARGEST = 1000  # no cross table has more rows or columns; ordinary ledgers stay cheap
_TOTAL = re.compile("(?:合计|总计|小计|共计|总数|总和|合计数)")
_TITLES = 12
_CORNER = re.compile(r"[\\/／|、\s]+")

Parts = tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of figures: the dimensions that its headings name, and its figure."""

    index: int
    heading: str
    values: Mapping[str, str]
    figure: Column | None
    total: bool


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


def dimensions(ledger: Ledger) -> tuple[Column, ...]:
    """Return the columns by whose values a ledger's figures may be laid out."""
    if ledger.grain != "return":
        return ()
    return tuple(c for c in ledger.columns if c.kind == "period" or c.values or c.ends)


def value_of(column: Column, cell: Cell) -> str | None:
    """Return the value of a dimension that a heading or a label is, None when it is none."""
    if isinstance(cell, dt.date):
        return f"{cell.year}年{cell.month}月" if column.kind == "period" else None
    text = normalise(cell) if isinstance(cell, str) else ""
    if not text:
        return None
    if column.kind == "period":
        return text if not text.isdigit() and _reads(text) else None
    if column.values:
        return accepted(column, text)
    names = {normalise(name) for name in (column.title, *column.headers)}
    named = text.endswith(column.ends) and 2 < len(text) <= 10 and text not in names
    return tidy(str(cell)) if named else None


def _reads(text: str) -> bool:
    try:
        parse_period(text, 2000)
    except Unreadable:
        return False
    return True


@cache
def _names(ledger_id: str) -> Mapping[str, Column]:
    """Return heading → column; headings below one another are joined by /."""
    names: dict[str, Column] = {}
    for column in LEDGERS[ledger_id].columns:
        for heading in (column.title, *column.headers):
            key = "/".join(normalise(part) for part in heading.split("/"))
            names.setdefault(key, column)
    return names


@cache
def _all_dimensions() -> tuple[Column, ...]:
    """Return each distinct dimension of all ledgers once."""
    found = [c for ledger in LEDGERS.values() for c in dimensions(ledger)]
    return tuple(c for i, c in enumerate(found) if all(c is not other for other in found[:i]))


def _crossing(line: Sequence[Cell]) -> bool:
    """Whether two cells of a row are different values of one dimension."""
    cells = [cell for cell in line if not is_blank(cell)]
    if len(cells) < 2 or any(isinstance(cell, int | float) for cell in cells):
        return False
    return any(len({value_of(c, cell) for cell in cells} - {None}) > 1 for c in _all_dimensions())


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
    known = {
        name for ledger in LEDGERS.values() if dimensions(ledger) for name in _names(ledger.id)
    }
    parts = {part for name in known for part in name.split("/")}
    heads = sum(t in parts or bool(_TOTAL.fullmatch(t)) or qualifies(t) for t in texts)
    return heads > 1 or (len(texts) > 1 and any(_values_told(t) for t in texts) and heads > 0)


def _values_told(text: str) -> bool:
    return any(value_of(column, text) for column in _all_dimensions())


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
    labels, others = _labels(ledger, sheet, span[1], paths)
    fields: list[Field] = []
    unused: list[str] = []
    for index, parts in paths.items():
        if index in labels.values() or index in {found.index for found in others}:
            continue
        field = _field(ledger, dims, index, parts)
        if field:
            fields.append(field)
        else:
            unused.append(_heading(paths, index))
    fields = _settled([_told(ledger, field, paths[field.index], texts) for field in fields])
    corner = _corner(dims, sheet, span[1], labels, fields)
    labels |= corner
    unused = [text for text in unused if text not in {_heading(paths, i) for i in corner.values()}]
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
        Located(ledger.column(name), at, _heading(paths, at), None) for name, at in labels.items()
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


def _heading(paths: Mapping[int, Parts], index: int) -> str:
    return "/".join(text for text, _ in paths.get(index, ()))


def _dated(ledger: Ledger, labels: Mapping[str, int], fields: Sequence[Field]) -> bool:
    period = next(column.id for column in dimensions(ledger) if column.kind == "period")
    return period in labels or any(period in field.values for field in fields)


def _labels(
    ledger: Ledger, sheet: Sheet, bottom: int, paths: Mapping[int, Parts]
) -> tuple[dict[str, int], list[Located]]:
    """Return dimension → column of its labels, and the other columns that are no figures."""
    names = _names(ledger.id)
    ids = {column.id for column in dimensions(ledger)}
    labels: dict[str, int] = {}
    others: list[Located] = []
    for index, parts in paths.items():
        keys = ["/".join(normalise(text) for text, _ in parts[cut:]) for cut in range(len(parts))]
        column = next((names[key] for key in keys if key in names), None)
        if column is None or column.kind in {"count", "number"}:
            continue
        if column.id not in ids:
            others.append(Located(column, index, _heading(paths, index), None))
        elif column.id not in labels and _fits(column, sheet, bottom, index):
            labels[column.id] = index
    return labels, others


def _fits(column: Column, sheet: Sheet, bottom: int, index: int) -> bool:
    """Whether no other dimension's values stand below a heading that may mean several (单位)."""
    cells = [
        cell_at(sheet, row, index) for row in range(bottom + 1, min(len(sheet.grid), bottom + 20))
    ]
    filled = [cell for cell in cells if not is_blank(cell)]
    rivals = [d for d in _all_dimensions() if d.id != column.id]
    return not any(
        2 * sum(value_of(d, c) is not None for c in filled) > len(filled) for d in rivals
    )


def _corner(
    dims: Sequence[Column],
    sheet: Sheet,
    bottom: int,
    labels: Mapping[str, int],
    fields: Sequence[Field],
) -> dict[str, int]:
    """Return the dimension of a first column whose corner is empty or names both dimensions."""
    first = min((field.index for field in fields), default=0)
    used = {field.index for field in fields} | set(labels.values())
    below = range(bottom + 1, min(len(sheet.grid), bottom + 20))
    for index in range(first - 1, -1, -1):
        cells = [cell_at(sheet, row, index) for row in below]
        filled = [c for c in cells if not is_blank(c) and not _TOTAL.search(normalise(str(c)))]
        if index in used or not filled:
            continue
        for column in dims:
            across = any(column.id in field.values for field in fields)
            many = 2 * sum(value_of(column, cell) is not None for cell in filled) > len(filled)
            if many and column.id not in labels and not across:
                return {column.id: index}
    return {}


def _field(ledger: Ledger, dims: Sequence[Column], index: int, parts: Parts) -> Field | None:
    """Return a column of figures; None when nothing in its headings is known."""
    values: dict[str, str] = {}
    rest: list[str] = []
    total = False
    names = _names(ledger.id)
    for text, cell in parts:
        key = normalise(text)
        found = next(((d.id, v) for d in dims if (v := value_of(d, cell)) is not None), None)
        if _TOTAL.fullmatch(key):
            total = True
        elif found and found[0] not in values and key not in names:
            values[found[0]] = found[1]
        elif not (unit_of(f"x（{key}）") and values):
            rest.append(key)
    keys = ["/".join(rest[cut:]) for cut in range(len(rest)) if not any(map(qualifies, rest[:cut]))]
    figure = next(
        (names[k] for k in keys if k in names and names[k].kind in {"count", "number"}), None
    )
    if figure is None and (any(map(qualifies, rest)) or not (values or total)):
        return None
    return Field(index, "/".join(text for text, _ in parts), values, figure, total)


def _settled(fields: Sequence[Field]) -> list[Field]:
    """Tell totals from detail: what another column of the same figure divides further is a total.

    A bare 合计 takes the figure of the columns beside it where they have only one.
    """
    figures = {f.figure.id: f.figure for f in fields if f.figure and f.values}
    only = next(iter(figures.values())) if len(figures) == 1 else None
    named = [replace(f, figure=f.figure or (only if f.total else None)) for f in fields]
    by_figure: dict[str, list[Field]] = {}
    for field in named:
        if field.figure:
            by_figure.setdefault(field.figure.id, []).append(field)
    rivals = [by_figure[f.figure.id] if f.figure else [] for f in named]
    return [
        replace(f, total=any(divides(g, f) for g in others))
        for f, others in zip(named, rivals, strict=True)
    ]


def divides(part: Field, whole: Field) -> bool:
    """Whether one column is a part of what another one states."""
    if part.figure is None or part.figure is not whole.figure or part.values == whole.values:
        return False
    return all(
        name in part.values and (part.values[name] == value or within(part.values[name], value))
        for name, value in whole.values.items()
    )


def within(part: str, whole: str) -> bool:
    """Whether a month lies in a quarter, half year or year."""
    try:
        inner, outer = parse_period(part, 2000), parse_period(whole, 2000)
    except Unreadable:
        return False
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


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


def _told(ledger: Ledger, field: Field, parts: Parts, texts: Sequence[str]) -> Field:
    """Give a column whose headings name no figure the one that group headings or titles tell."""
    if field.figure:
        return field
    groups = [
        text for text, _ in parts if normalise(text) not in map(normalise, field.values.values())
    ]
    told = figure_told([*reversed(groups), *texts])
    return replace(field, figure=told[1]) if told and told[0] is ledger else field
