"""One file: its sheets, their tables, the typed rows, and all there is to tell about them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.cells import Source
from analysis.errors import UnreadableFileError
from analysis.findings import Finding
from analysis.intake.check import check_apart, check_table
from analysis.intake.convert import convert
from analysis.intake.found import FileRead, SheetRead, TableRead
from analysis.intake.locate import Table, locate
from analysis.intake.match import near_miss
from analysis.intake.parse import text_of
from analysis.intake.read import TEXTS, WORKBOOKS, read_sheets
from analysis.intake.sheet import Sheet
from analysis.values import Cell, is_blank

SUFFIXES = WORKBOOKS | TEXTS
CLOSED, CLOSE_IT = "文件打不开，可能正被其他程序使用。", "请关闭该文件后重试。"


def read_file(path: Path, name: str, year: int) -> FileRead:
    """Read one file of a town. Never raises for a bad file: the answer says why it is refused."""
    read = FileRead(name)
    try:
        sheets = read_sheets(path)
    except OSError:
        return refused(name, CLOSED, CLOSE_IT)
    except UnreadableFileError as error:
        return refused(name, error.message, error.remedy)
    found: list[Table] = []
    for sheet in sheets:
        tables = _tables(sheet, name, read.findings)
        for table in tables:
            _take(read, sheet, table, year)
        read.sheets.append(_sheet_read(name, sheet, tables))
        found += tables
    if not found:
        read.findings.append(_no_ledger(name))
    read.findings += check_apart(name, found)
    return read


def refused(name: str, message: str, remedy: str) -> FileRead:
    """Return a file that could not be read, and the finding that says so."""
    finding = Finding("F101", Source(name, "", ""), message, remedy=remedy)
    return FileRead(name, f"{message}{remedy}", findings=[finding])


def _take(read: FileRead, sheet: Sheet, table: Table, year: int) -> None:
    """Type a table's rows and keep what there is to tell about them."""
    typed = convert(read.file, sheet, table, year)
    typed.frame["_content"] = pd.Series(_contents(sheet, table), dtype="str")
    read.findings += typed.findings
    read.findings += check_table(read.file, sheet, table, typed.frame)
    read.names |= typed.names
    read.personal |= typed.personal
    read.frames.append((table.ledger.id, typed.frame))


def _contents(sheet: Sheet, table: Table) -> list[str]:
    """Return a digest of each row, its number (序号) left out: the same row is the same text."""
    serials = {found.index for found in table.columns if found.column.id == "serial"}
    digests = []
    for row in table.rows:
        cells = enumerate(sheet.grid[row])
        texts = ["" if i in serials or is_blank(cell) else _plain(cell) for i, cell in cells]
        content = "\x1f".join(texts).rstrip("\x1f")
        digests.append(hashlib.blake2b(content.encode(), digest_size=12).hexdigest())
    return digests


def _plain(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else text_of(cell).removesuffix(" 00:00:00")


def _no_ledger(file: str) -> Finding:
    says = "没有找到与已知台账相符的表头。"
    remedy = "请核对表头名称；如不是台账，可移出该文件夹。"
    return Finding("F104", Source(file, "", ""), says, remedy=remedy)


def _tables(sheet: Sheet, file: str, findings: list[Finding]) -> list[Table]:
    tables = locate(sheet)
    place = Source(file, sheet.name, "")
    if not tables and any(not is_blank(cell) for row in sheet.grid for cell in row):
        findings.append(_unknown(sheet, place))
    if tables and sheet.hidden:
        says = f"隐藏的工作表中有{'、'.join(t.ledger.title for t in tables)}，未计入。"
        findings.append(Finding("T202", place, says, remedy="如应计入，请取消隐藏。"))
        return []
    for table in tables:
        if table.rival:
            says = f"表头与《{table.ledger.title}》和《{table.rival.title}》都相符，未计入。"
            remedy = "请把表头改得更明确，如写明“学习类别”“活动形式”。"
            findings.append(Finding("F104", place, says, remedy=remedy))
    return [table for table in tables if not table.rival]


def _unknown(sheet: Sheet, place: Source) -> Finding:
    missed = near_miss(sheet)
    if missed is None:
        return Finding("T201", place, "没有与已知台账相符的表头，未计入。")
    ledger, lacking = missed
    columns = "、".join(f"“{column.title}”" for column in lacking)
    says = f"表头像《{ledger.title}》，但没有{columns}一栏，未计入。"
    return Finding("F104", place, says, remedy="请核对表头名称。")


def _sheet_read(file: str, sheet: Sheet, tables: Sequence[Table]) -> SheetRead:
    read = tuple(TableRead.of(file, sheet.name, table) for table in tables)
    meant = tuple(_meant(table) for table in tables)
    return SheetRead(sheet.name, sheet.hidden, sheet.filled(), read, meant)


def _meant(table: Table) -> dict[str, str | None]:
    """Return each heading as written and the column that it names, None where it is not used."""
    used = {found.heading: found.column.id for found in table.columns}
    others = [heading for _, heading in table.doubles] + [*table.unused]
    return {**used, **{heading: None for heading in others if heading not in used}}


def read_corrections_of(path: Path, name: str) -> Any:
    raise NotImplementedError
