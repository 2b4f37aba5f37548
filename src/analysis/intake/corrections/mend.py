"""Corrections applied to the raw cells of a file, before anything is typed.

A correction acts only where the cell still holds what the clerk saw, and never on a personal column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from analysis.cells import Source
from analysis.findings import Finding
from analysis.intake.corrections.same import as_written, same, seen
from analysis.intake.corrections.table import Correction, named, unknown
from analysis.intake.sheet import Sheet
from analysis.intake.tables.headings import Merged, cell_at, merged_cells
from analysis.intake.tables.table import Table
from analysis.values import Cell

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Corrected:
    """A file's sheets as mended; ``tables`` holds those of every sheet, in the same order."""

    sheets: tuple[Sheet, ...]
    tables: tuple[list[Table], ...]
    findings: tuple[Finding, ...]
    applied: tuple[Correction, ...]


def corrected(
    sheets: Sequence[Sheet],
    corrections: Sequence[Correction],
    file: str,
    locate: Callable[[Sheet], list[Table]],
) -> Corrected:
    """Mend a file's sheets and locate their tables; cells of personal columns stay as they are."""
    original = {s.name: [] if s.own_page() else locate(s) for s in sheets}
    refused: dict[Source, Finding] = {}
    while True:
        wanted = [one for one in corrections if one.place not in refused]
        mended, findings, applied = apply(sheets, wanted, file)
        tables = {
            new.name: original[new.name] if new is old else locate(new)
            for new, old in zip(mended, sheets, strict=True)
        }
        secret = {
            one.place: finding
            for known in (original, tables)
            for one in applied
            for finding in check_personal([one], known.get(one.sheet, ()))
        }
        if not secret:
            break
        refused |= secret
    told = [*refused.values(), *findings, *(_told(one, tables[one.sheet]) for one in applied)]
    return Corrected(mended, tuple(tables[s.name] for s in mended), tuple(told), applied)


def apply(
    sheets: Sequence[Sheet], corrections: Iterable[Correction], file: str
) -> tuple[tuple[Sheet, ...], list[Finding], tuple[Correction, ...]]:
    """Mend the cells of a file that still hold what the clerk saw.

    Returns the sheets (those without a correction are the same objects), a finding for each
    correction not needed or refused, and the corrections applied with sheet and cell as they are.
    """
    by_cell: dict[tuple[str, int, int], list[Correction]] = {}
    findings: list[Finding] = []
    pages = {sheet.name: sheet for sheet in sheets if not sheet.own_page()}
    merged = cache(lambda name: merged_cells(pages[name]))
    for one in corrections:
        if one.file == file:
            found = _resolved(one, pages, merged)
            if isinstance(found, Finding):
                findings.append(found)
            else:
                by_cell.setdefault((found.sheet, found.row, found.column), []).append(found)
    applied: list[Correction] = []
    for (name, _, _), several in by_cell.items():
        chosen, told = _decided(pages[name], several)
        applied += [chosen] if chosen else []
        findings += told
    return tuple(_mended(sheet, applied) for sheet in sheets), findings, tuple(applied)


def _resolved(
    one: Correction, pages: Mapping[str, Sheet], merged: Callable[[str], Merged]
) -> Correction | Finding:
    """Find the sheet that a correction names, and the one cell of a merged range that counts."""
    names = named(one.sheet, pages)
    if not names and not one.sheet and len(pages) == 1:
        names = [*pages]
    if len(names) != 1:
        return unknown(one, "工作表", one.sheet, pages, names)
    sheet = pages[names[0]]
    row, column = merged(sheet.name).get((one.row, one.column), (one.row, one.column))
    found = replace(one, sheet=sheet.name, row=row, column=column)
    if row >= len(sheet.grid) or column >= max(map(len, sheet.grid), default=0):
        says = f"表中没有用到 {found.target.cells} 这个单元格，这一条没有采用。"
        return Finding("F107", one.place, says, remedy="请核对单元格地址。")
    return found


def _decided(
    sheet: Sheet, several: Sequence[Correction]
) -> tuple[Correction | None, list[Finding]]:
    """Return the correction to apply to a cell, and what is to be told about the others."""
    if rivals := _rivals(several):
        says = f"对 {rivals[0].target} 有两条不同的更正，都没有采用。"
        return None, [Finding("F107", one.place, says, remedy="请只留一条。") for one in rivals]
    row, column = several[0].row, several[0].column
    cell = cell_at(sheet, row, column)
    for one in several:
        if type(cell) is type(one.new) and cell == one.new:
            return None, [_needless(one)]
    steps, left = _followed(cell, sheet.flaws.get((row, column)), several)
    if steps:
        left = [one for one in left if not same(one.new, steps[-1].new)]
        return replace(steps[-1], old=cell), [_gone(one) for one in left]
    return None, [_needless(one) if same(cell, one.new) else _gone(one) for one in left]


def _rivals(several: Sequence[Correction]) -> list[Correction]:
    """Return those that make different things of the same."""
    return [
        one
        for one in several
        if any(same(one.old, other.old) and not same(one.new, other.new) for other in several)
    ]


def _followed(
    cell: Cell, flaw: str | None, several: Sequence[Correction]
) -> tuple[list[Correction], list[Correction]]:
    """Follow corrections of one cell, each from what the one before made of it; return the rest.

    A second round corrects what the first one wrote: -3 to 3次, and 3次 to 3.
    """
    steps: list[Correction] = []
    left = [*several]
    while left:
        fits = (o for o in left if as_written(cell, o.old) or (flaw and seen(o.old) in flaw))
        step = next(fits, None)
        if step is None:
            break
        left.remove(step)
        steps.append(step)
        cell, flaw = step.new, None
    return steps, left


def _gone(one: Correction) -> Finding:
    says = f"{one.target} 现在的内容不是“原值”一栏所写的，这一条没有采用。"
    remedy = "请核对单元格地址和原值；如原表已经改好，请删去这一行。"
    return Finding("F107", one.place, says, remedy=remedy)


def _needless(one: Correction) -> Finding:
    return Finding("F108", one.target, "原表已经改好，更正表中的这一条不再需要。")


def _mended(sheet: Sheet, applied: Iterable[Correction]) -> Sheet:
    """Copy the rows that change; a sheet without corrections is returned as it is."""
    mine = [one for one in applied if one.sheet == sheet.name]
    if not mine:
        return sheet
    grid = [*sheet.grid]
    for row in {one.row for one in mine}:
        grid[row] = [*sheet.grid[row]]
    for one in mine:
        line = grid[one.row]
        line += [""] * (one.column + 1 - len(line))
        line[one.column] = one.new
    cells = {(one.row, one.column) for one in mine}
    flaws = {at: says for at, says in sheet.flaws.items() if at not in cells}
    return replace(sheet, grid=grid, flaws=MappingProxyType(flaws))


def check_personal(applied: Sequence[Correction], tables: Sequence[Table]) -> list[Finding]:
    """Refuse corrections to personal columns; ``tables`` are those of the corrections' sheet."""
    says = "在个人信息栏，个人信息不能用更正表改动，这一条没有采用。"
    return [
        Finding("F107", one.place, f"{one.target} {says}", remedy="请直接改原表。")
        for one in applied
        if any(_personal(one, table) for table in tables)
    ]


def _personal(one: Correction, table: Table) -> bool:
    if table.crossed:  # only the values of its personal cells are known, not where they stand
        values = (one.old, one.new)
        secret = any(same(value, cell) for _, cell in table.secrets for value in values)
        return secret and not _open(one, table)
    below = range(table.header[1] + 1, max((*table.rows, *table.apart, 0)) + 1)
    return one.row in below and any(
        found.index == one.column and found.column.personal for found in table.columns
    )


def _open(one: Correction, table: Table) -> bool:
    """Whether a cell is a heading or a value of a declared column that is not personal."""
    if table.crossed:
        places = {taken.place for record in table.records for taken in record.taken.values()}
        return (one.row, one.column) in places
    rows = (*range(table.header[0], table.header[1] + 1), *table.rows)
    return one.row in rows and any(
        found.index == one.column and not found.column.personal for found in table.columns
    )


def _told(one: Correction, tables: Iterable[Table]) -> Finding:
    """List a correction that was applied; values only of declared columns that are not personal."""
    if not any(_open(one, table) for table in tables):
        return Finding("F108", one.target, "已按更正表改动。")
    old, new = (seen(cell)[:_SHOWN] or "（空）" for cell in (one.old, one.new))
    reason = f"理由：{one.reason.rstrip('。')}。" if one.reason else ""
    return Finding("F108", one.target, f"原值“{old}”已改为“{new}”。{reason}")
