"""Intake: a town's folder of spreadsheets becomes typed rows and findings.

read (file → sheets) → locate (sheet → tables) → convert (cells → values) → check. The folder is
never written to.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from analysis.cells import Source, column_letters
from analysis.errors import UnreadableFileError
from analysis.findings import Finding
from analysis.intake.check import check_apart, check_ledger, check_table
from analysis.intake.convert import convert
from analysis.intake.locate import Table, locate
from analysis.intake.match import near_miss
from analysis.intake.read import TEXTS, WORKBOOKS, read_sheets
from analysis.intake.sheet import Sheet
from analysis.ledgers import LEDGERS
from analysis.values import is_blank

BESIDE = frozenset({"report.toml", "文字材料.md", "文字材料.txt", "文字材料.docx"})
"""Files that stand beside the ledgers and are no ledgers."""


@dataclass(frozen=True, slots=True)
class TableRead:
    """Where a table was found. ``columns`` maps column id to its letter.

    ``first_row`` is the 1-based row of the header; ``rows`` the number of data rows.
    """

    file: str
    sheet: str
    ledger: str
    header: str
    first_row: int
    columns: dict[str, str]
    headings: dict[str, str]
    width: tuple[str, str]
    rows: int


@dataclass(slots=True)
class Intake:
    """What a folder gives. ``names`` and ``personal`` are for masking and the privacy gate only.

    They are stored nowhere.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    tables: list[TableRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()


def ledger_files(folder: Path) -> list[Path]:
    """Return the files of a town's folder that may hold ledgers, in name order."""
    files = (f for f in folder.rglob("*") if f.is_file() and f.name not in BESIDE)
    return sorted(f for f in files if not f.name.startswith(("~$", ".~", ".")))


def read_folder(folder: Path, year: int) -> Intake:
    """Read every ledger of a town. Never raises for a bad file: it becomes a finding."""
    intake = Intake()
    names: set[str] = set()
    personal: set[str] = set()
    frames: dict[str, list[pd.DataFrame]] = {}
    seen: dict[str, str] = {}
    for path in ledger_files(folder):
        name = path.relative_to(folder).as_posix()
        found: list[Table] = []
        sheets = _sheets(path, name, seen, intake.findings)
        for sheet in sheets or ():
            for table in _tables(sheet, name, intake.findings):
                found.append(table)
                typed = convert(name, sheet, table, year)
                intake.findings += typed.findings
                intake.findings += check_table(name, sheet, table, typed.frame)
                names |= typed.names
                personal |= typed.personal
                frames.setdefault(table.ledger.id, []).append(typed.frame)
                intake.tables.append(_table_read(name, sheet, table))
        if sheets is not None and not found:
            intake.findings.append(_no_ledger(name))
        intake.findings += check_apart(name, found)
    for ledger in LEDGERS.values():
        if ledger.id in frames:
            frame = pd.concat(frames[ledger.id], ignore_index=True)
            intake.frames[ledger.id] = frame
            intake.findings += check_ledger(ledger, frame)
    intake.names, intake.personal = frozenset(names), frozenset(personal)
    return _masked(intake)


def _sheets(
    path: Path, name: str, seen: dict[str, str], findings: list[Finding]
) -> list[Sheet] | None:
    """Read a file's sheets; anything else than a readable, new spreadsheet is a finding."""
    place = Source(name, "", "")
    if path.suffix.lower() not in WORKBOOKS | TEXTS:
        findings.append(Finding("F102", place, "不是表格文件，没有读取。"))
        return None
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest in seen:
            says = f"与“{seen[digest]}”内容完全相同。"
            remedy = "请删去其中一份，以免重复计数。"
            findings.append(Finding("F103", place, says, remedy=remedy))
            return None
        seen[digest] = name
        return read_sheets(path)
    except OSError:
        says = "文件打不开，可能正被其他程序使用。"
        findings.append(Finding("F101", place, says, remedy="请关闭该文件后重试。"))
    except UnreadableFileError as error:
        findings.append(Finding("F101", place, error.message, remedy=error.remedy))
    return None


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


def _table_read(file: str, sheet: Sheet, table: Table) -> TableRead:
    first, last = (column_letters(index) for index in table.width)
    shown = [found for found in table.columns if not found.column.personal]
    return TableRead(
        file=file,
        sheet=sheet.name,
        ledger=table.ledger.id,
        header=f"{first}{table.header[0] + 1}:{last}{table.header[1] + 1}",
        first_row=table.header[0] + 1,
        columns={found.column.id: column_letters(found.index) for found in reversed(shown)},
        headings={found.column.id: found.heading for found in reversed(shown)},
        width=(first, last),
        rows=len(table.rows),
    )


def _masked(intake: Intake) -> Intake:
    """Mask names of persons in file and sheet names, which are shown as provenance.

    What was told apart before stays apart: two files that look alike masked are numbered.
    """
    names = sorted(intake.names, key=lambda name: (-len(name), name))

    def mask(text: str) -> str:
        for name in names:
            text = text.replace(name, "＊" * len(name))
        return text

    files = _shown({f.place.file for f in intake.findings} | {t.file for t in intake.tables}, mask)
    sheets = _shown(
        {f.place.sheet for f in intake.findings} | {t.sheet for t in intake.tables}, mask
    )
    for frame in intake.frames.values():
        frame["_file"] = frame["_file"].map(files).astype("str")
        frame["_sheet"] = frame["_sheet"].map(sheets).astype("str")
    intake.tables = [replace(t, file=files[t.file], sheet=sheets[t.sheet]) for t in intake.tables]
    intake.findings = [
        replace(
            f,
            place=Source(files[f.place.file], sheets[f.place.sheet], f.place.cells),
            says=mask(f.says),
        )
        for f in intake.findings
    ]
    return intake


def _shown(texts: set[str], mask: Callable[[str], str]) -> dict[str, str]:
    shown: dict[str, str] = {}
    alike: Counter[str] = Counter()
    for text in sorted(texts):
        masked = mask(text)
        alike[masked] += 1
        shown[text] = masked if alike[masked] == 1 else f"{masked}（{alike[masked]}）"
    return shown


__all__ = ["Intake", "TableRead", "ledger_files", "read_folder"]
