"""A sheet becomes tables: where the header is, which ledger it is, which rows are data.

Headings are compared with the declared names after ``values.normalise``; never by similarity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from analysis.intake.read import Sheet
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import Cell, is_blank, normalise, tidy, unit_of

_MAX_HEADER_ROWS = 5
_TOTAL = re.compile(r"(合计|总计|小计|共计|累计|本[页月年季]合计|本[页月年季]小计)")
_NOTE = re.compile(r"(注[:：]|备注|说明|填[报表写]|制表|审核|负责人|以下空白|\(以下空白|单位[:：])")
_ZERO = frozenset({"零报告", "无", "本月无", "本月零报告", "无纠纷", "本月无纠纷", "零"})


@dataclass(frozen=True, slots=True)
class Located:
    """A declared column found in a sheet: its 0-based ``index`` and heading as written."""

    column: Column
    index: int
    heading: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; rows are 0-based.

    Every row below the header is in ``rows`` (data) or in ``apart`` (row → why it is not data).
    """

    ledger: Ledger
    header: tuple[int, int]
    columns: tuple[Located, ...]
    doubles: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    rows: tuple[int, ...]
    apart: Mapping[int, str]
    width: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Header:
    ledger: Ledger
    top: int
    bottom: int
    columns: tuple[Located, ...]
    doubles: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]


def locate(sheet: Sheet) -> list[Table]:
    """Return the tables of known ledgers on a sheet, from top to bottom."""
    covered = {
        (row, column): sheet.grid[top][left]
        for top, left, bottom, right in sheet.merges
        if top < len(sheet.grid) and left < len(sheet.grid[top])
        for row in range(top, min(bottom + 1, len(sheet.grid)))
        for column in range(left, right + 1)
    }
    headers = list(_headers(sheet, covered))
    ends = [*(header.top for header in headers[1:]), len(sheet.grid)]
    return [_table(sheet, h, end, covered) for h, end in zip(headers, ends, strict=False)]


def _headers(sheet: Sheet, covered: Mapping[tuple[int, int], Cell]) -> Iterator[_Header]:
    row = 0
    last: _Header | None = None
    while row < len(sheet.grid):
        found = _best_header(sheet, covered, row) if _promising(sheet.grid[row]) else None
        if found is None:
            row += 1
            continue
        same = last and [c.heading for c in last.columns] == [c.heading for c in found.columns]
        if not same:
            yield found
            last = found
        row = found.bottom + 1


def _promising(row: list[Cell]) -> bool:
    """Whether enough cells of a row could be headings; keeps data rows cheap."""
    known = _known_names()
    texts = {cell for cell in row if isinstance(cell, str) and cell}
    return sum(normalise(text) in known for text in texts) > 1


@cache
def _known_names() -> frozenset[str]:
    names = {name for ledger in LEDGERS.values() for name in _names(ledger)}
    return frozenset(part for name in names for part in name.split("/"))


@cache
def _names_of(ledger_id: str) -> dict[str, Column]:
    names: dict[str, Column] = {}
    for column in LEDGERS[ledger_id].columns:
        for header in (column.title, *column.headers):
            names.setdefault("/".join(normalise(part) for part in header.split("/")), column)
    return names


def _names(ledger: Ledger) -> dict[str, Column]:
    return _names_of(ledger.id)


def _best_header(sheet: Sheet, covered: Mapping[tuple[int, int], Cell], top: int) -> _Header | None:
    best: tuple[tuple[int, int, int], _Header] | None = None
    for bottom in range(top, min(top + _MAX_HEADER_ROWS, len(sheet.grid))):
        if all(is_blank(cell) for cell in sheet.grid[bottom]) and not any(
            (bottom, column) in covered for column in range(len(sheet.grid[bottom]))
        ):
            break
        paths = _paths(sheet, covered, top, bottom)
        for ledger in LEDGERS.values():
            header = _match(ledger, paths, top, bottom)
            if header is None:
                continue
            exact = len(header.columns)
            score = (exact, -len(header.unused) - len(header.doubles), bottom)
            if best is None or score > best[0]:
                best = (score, header)
    return best[1] if best else None


def _paths(
    sheet: Sheet, covered: Mapping[tuple[int, int], Cell], top: int, bottom: int
) -> dict[int, tuple[str, ...]]:
    """Return column → headings from top to bottom, merged cells read as the cell they belong to."""
    width = max(len(sheet.grid[row]) for row in range(top, bottom + 1))
    paths: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        path: list[str] = []
        for row in range(top, bottom + 1):
            line = sheet.grid[row]
            cell = covered.get((row, column), line[column] if column < len(line) else "")
            text = tidy(str(cell)) if not is_blank(cell) else ""
            if text and (not path or path[-1] != text):
                path.append(text)
        if path:
            paths[column] = tuple(path)
    return paths


def _match(
    ledger: Ledger, paths: Mapping[int, tuple[str, ...]], top: int, bottom: int
) -> _Header | None:
    names = _names(ledger)
    taken: dict[str, Located] = {}
    located: list[Located] = []
    doubles: list[tuple[str, str]] = []
    unused: list[str] = []
    for exact in (True, False):  # a heading that fits whole goes before one that fits by its end
        for index, path in paths.items():
            keys = _keys(path)
            if exact != (keys[0] in names):
                continue
            column = next((names[key] for key in keys if key in names), None)
            if column is None:
                unused.append("/".join(path))
            elif column.id in taken and not column.personal:
                doubles.append((taken[column.id].heading, "/".join(path)))
            else:
                found = Located(column, index, "/".join(path), unit_of(path[-1]))
                taken.setdefault(column.id, found)
                located.append(found)
    if not any(signature <= taken.keys() for signature in ledger.signature):
        return None
    located.sort(key=lambda found: found.index)
    return _Header(ledger, top, bottom, tuple(located), tuple(doubles), tuple(unused))


def _keys(path: tuple[str, ...]) -> list[str]:
    parts = [normalise(part) for part in path]
    return ["/".join(parts[start:]) for start in range(len(parts))]


def _table(
    sheet: Sheet, header: _Header, end: int, covered: Mapping[tuple[int, int], Cell]
) -> Table:
    rows: list[int] = []
    apart: dict[int, str] = {}
    headings = {normalise(found.heading.split("/")[-1]) for found in header.columns}
    serials = {found.index for found in header.columns if found.column.id == "serial"}
    for row in range(header.bottom + 1, end):
        reason = _why_apart(sheet, row, covered, headings, serials)
        if reason is None:
            rows.append(row)
        else:
            apart[row] = reason
    indices = [found.index for found in header.columns]
    return Table(
        ledger=header.ledger,
        header=(header.top, header.bottom),
        columns=header.columns,
        doubles=header.doubles,
        unused=header.unused,
        rows=tuple(rows),
        apart=apart,
        width=(min(indices), max(indices)),
    )


def _why_apart(
    sheet: Sheet,
    row: int,
    covered: Mapping[tuple[int, int], Cell],
    headings: set[str],
    serials: set[int],
) -> str | None:
    """Say why a row below the header is no data; None for a data row."""
    filled = [(i, cell) for i, cell in enumerate(sheet.grid[row]) if not is_blank(cell)]
    flawed = any(at == row for at, _ in sheet.flaws)
    if not filled:
        return None if flawed else "空白"
    first = normalise(str(filled[0][1]))
    texts = [normalise(str(cell)) for _, cell in filled]
    if any(_TOTAL.match(text) for text in texts[:3]):
        return "合计"
    if len(filled) == 1 and not flawed:
        spans = sum((row, column) in covered for column in range(len(sheet.grid[row]))) > 1
        if first in _ZERO:
            return "零报告"
        if filled[0][0] in serials and not _NOTE.match(first) and len(first) < 6:  # noqa: PLR2004
            return "只有序号"
        if spans or _NOTE.match(first) or len(headings) > 1:
            return "说明"
    if sum(text in headings for text in texts) > max(1, len(texts) // 2):
        return "重复的表头"
    numbering = [str(n) for n in range(1, len(texts) + 1)]
    if len(texts) > 2 and [t.removesuffix(".0") for t in texts] == numbering:  # noqa: PLR2004
        return "栏号"
    return None


def kinds_apart(table: Table) -> Counter[str]:
    """Count the rows that are no data, by why."""
    return Counter(table.apart.values())


def totals(table: Table) -> Iterable[int]:
    """Return the 合计 rows of a table."""
    return (row for row, reason in table.apart.items() if reason == "合计")
