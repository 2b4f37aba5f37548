"""A town's folder becomes typed rows and findings; the folder is never written to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.cells import Source
from analysis.findings import Finding
from analysis.intake.check import check_ledger
from analysis.intake.file import CLOSE_IT, CLOSED, SUFFIXES, refused
from analysis.intake.found import FileRead, Intake, SheetRead, TableRead
from analysis.intake.masking import masked
from analysis.intake.watched import StoppedError, reader
from analysis.ledgers import LEDGERS

BESIDE = frozenset({"report.toml", "文字材料.md", "文字材料.txt", "文字材料.docx"})
"""Files that stand beside the ledgers and are no ledgers."""

_SAVE_AGAIN = "请用 Excel 或 WPS 打开，只保留有数据的行和列，另存为新文件。"


def ledger_files(folder: Path) -> list[Path]:
    """Return the files of a town's folder that may hold ledgers, in name order."""
    files = (f for f in folder.rglob("*") if f.is_file() and f.name not in BESIDE)
    return sorted(f for f in files if not f.name.startswith(("~$", ".~", ".")))


def read_file(path: Path, name: str, year: int) -> FileRead:
    """Read one file in the watched process. Never raises for a bad file: it is refused."""
    if not path.is_file():
        return refused(name, "不是文件，没有读取。", "请指明表格文件。")
    if path.suffix.lower() not in SUFFIXES:
        return refused(name, "不是表格文件，没有读取。", "请另存为 .xlsx 后重试。")
    try:
        answer = reader().ask(path, "read", name=name, year=year)
    except StoppedError as error:
        return refused(name, str(error), _SAVE_AGAIN)
    if isinstance(answer, FileRead):
        return answer
    return refused(name, f"程序内部出错（{answer}）。", "请把这一行连同台账的表头发给维护人员。")


def read_folder(folder: Path, year: int) -> Intake:
    """Read every ledger of a town. Never raises for a bad file: it becomes a finding."""
    intake = Intake()
    seen: dict[str, str] = {}
    reads: list[FileRead] = []
    for path in ledger_files(folder):
        name = path.relative_to(folder).as_posix()
        known = _known(path, name, seen)
        if known:
            intake.findings.append(known)
        else:
            reads.append(read_file(path, name, year))
    intake.findings += [finding for read in reads for finding in read.findings]
    intake.tables = [table for read in reads for table in read.tables]
    intake.names = frozenset().union(*(read.names for read in reads))
    intake.personal = frozenset().union(*(read.personal for read in reads))
    _together(intake, reads)
    return masked(intake)


def _known(path: Path, name: str, seen: dict[str, str]) -> Finding | None:
    """Tell a file that is no spreadsheet, or the same as one before, without reading it."""
    place = Source(name, "", "")
    if path.suffix.lower() not in SUFFIXES:
        return Finding("F102", place, "不是表格文件，没有读取。")
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        (finding,) = refused(name, CLOSED, CLOSE_IT).findings
        return finding
    if digest in seen:
        says = f"与“{seen[digest]}”内容完全相同。"
        return Finding("F103", place, says, remedy="请删去其中一份，以免重复计数。")
    seen[digest] = name
    return None


def _together(intake: Intake, reads: Iterable[FileRead]) -> None:
    """Put the rows of all files together, each counted once, and check them as a whole."""
    frames: dict[str, list[pd.DataFrame]] = {}
    for read in reads:
        for ledger_id, frame in read.frames:
            frames.setdefault(ledger_id, []).append(frame)
    for ledger in LEDGERS.values():
        if ledger.id in frames:
            frame = pd.concat(frames[ledger.id], ignore_index=True)
            intake.findings += check_ledger(ledger, frame)
            intake.frames[ledger.id] = frame.drop(columns="_content")

