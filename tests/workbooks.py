"""Odd workbooks, in memory and on disk, and what the project makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from analysis.findings import Finding
from analysis.indicators import INDICATORS
from analysis.indicators.model import Gap, Indicator, Observation
from analysis.indicators.observe import TownRows, observe
from analysis.intake.folder import read_folder
from analysis.intake.found import Intake, TableRead
from analysis.intake.rows.convert import convert
from analysis.intake.rows.frames import frame_of
from analysis.intake.sheet import Sheet
from analysis.intake.tables.locate import locate
from analysis.ledgers import Column, Ledger
from analysis.values import Cell

YEAR = 2023
END = dt.date(YEAR, 12, 31)
Rows = Sequence[Sequence[Any]]

MEDIATION: Rows = [
    ["序号", "案件编号", "受理日期", "纠纷类型", "当事人", "调解结果", "结案日期"],
    [1, "1号", "2023-01-05", "邻里", "张三丰", "调解成功", "2023-01-09"],
    [2, "2号", "2023年2月6日", "婚姻家庭", "李四光", "调解成功", "2023.2.8"],
    [3, "3号", "2023/3/7", "合同", "王五一", "调解不成功", "2023-03-09"],
]
STUDY: Rows = [
    ["序号", "日期", "类别", "主题", "应到人数", "实到人数"],
    [1, "2023-01-05", "集体学习", "宪法", 40, 38],
    [2, "2023-02-06", "中心组学法", "民法典", 12, 12],
]
RETURN: Rows = [
    ["月份", "受理", "调解", "调解成功"],
    ["1月", 1, 1, 1],
    ["2月", 1, 1, 1],
    ["3月", 1, 1, 0],
]


def sheet(  # noqa: PLR0913 - each odd feature is a word
    rows: Rows,
    merges: Iterable[str] = (),
    *,
    name: str = "Sheet1",
    top: int = 0,
    left: int = 0,
    flaws: Mapping[tuple[int, int], str] | None = None,
) -> Sheet:
    """Make a sheet as ``read_book`` would; ``merges`` are A1 ranges, already moved."""
    grid: list[list[Cell]] = [[] for _ in range(top)]
    grid += [[*[""] * left, *("" if cell is None else cell for cell in row)] for row in rows]
    ranges = []
    for text in merges:
        first, start, last, end = range_boundaries(text)
        ranges.append((start - 1, first - 1, end - 1, last - 1))
    return Sheet(name, grid, merges=tuple(ranges), flaws=flaws or {})


def save(  # noqa: PLR0913 - each odd feature is a word
    path: Path,
    sheets: Mapping[str, Rows] | Rows,
    merges: Iterable[str] = (),
    *,
    hidden: Iterable[str] = (),
    top: int = 0,
    left: int = 0,
) -> Path:
    """Write a workbook; ``merges`` are merged on every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    named = sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}
    for name, rows in named.items():
        page = book.create_sheet(name)
        page.sheet_state = "hidden" if name in set(hidden) else "visible"
        for r, row in enumerate(rows, start=top + 1):
            for c, value in enumerate(row, start=left + 1):
                page.cell(r, c, value)
        for text in merges:
            page.merge_cells(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def read(folder: Path, year: int = YEAR) -> Intake:
    """Read a folder."""
    return read_folder(folder, year)


def taken_in(*sheets: Sheet, file: str = "台账.xlsx") -> Intake:
    """Read sheets without a file."""
    import pandas as pd

    intake = Intake()
    frames: dict[str, list[pd.DataFrame]] = {}
    for one in sheets:
        for table in locate(one):
            typed = convert(file, one, table, YEAR)
            intake.findings += typed.findings
            frames.setdefault(table.ledger.id, []).append(frame_of(typed))
            intake.tables.append(TableRead.of(file, one.name, table))
    intake.frames = {name: pd.concat(parts, ignore_index=True) for name, parts in frames.items()}
    return intake


def observed(
    intake: Intake, cutoff: dt.date = END, indicators: Mapping[str, Indicator] = INDICATORS
) -> tuple[list[Observation], dict[str, Gap]]:
    """Compute the indicators."""
    rows = TownRows("双龙镇", cutoff.year, cutoff, intake.frames, intake.tables)
    found, gaps = observe(rows, indicators)
    return found, {gap.indicator: gap for gap in gaps}


def values(intake: Intake, cutoff: dt.date = END) -> dict[str, Decimal]:
    """Return the totals by indicator."""
    return {o.indicator: o.value for o in observed(intake, cutoff)[0] if not o.cell}


def total(intake: Intake, indicator: str, cutoff: dt.date = END) -> Observation:
    """Return the total of one indicator."""
    return next(o for o in observed(intake, cutoff)[0] if o.indicator == indicator and not o.cell)


def found(findings: Iterable[Finding], code: str) -> list[Finding]:
    """Return the findings of a code."""
    return [finding for finding in findings if finding.code == code]


def where(findings: Iterable[Finding], code: str) -> list[str]:
    """Return the cells of the findings of a code."""
    return [finding.place.cells for finding in found(findings, code)]


def sample_cell(column: Column, number: int) -> Any:
    """Return a cell that a column accepts."""
    if column.values:
        return next(iter(column.values))
    return {
        "date": f"2023-{number % 12 + 1:02}-15",
        "period": f"{number % 12 + 1}月",
        "count": 5,
        "number": 5,
        "flag": "是",
        "person": "赵钱孙",
    }.get(column.kind, f"文{number}")


def full_table(ledger: Ledger, rows: int = 3) -> list[list[Any]]:
    """Return a ledger's titles and rows that it accepts."""
    titles = [column.title for column in ledger.columns]
    return [titles, *([sample_cell(c, n) for c in ledger.columns] for n in range(rows))]


def ledger_of(one: Sheet) -> str | None:
    """Return the id of the only ledger on a sheet."""
    tables = locate(one)
    assert len(tables) < 2
    return tables[0].ledger.id if tables else None
