"""A town's folder becomes typed rows and findings; the folder is never written to."""

from __future__ import annotations

import hashlib
from collections import abc
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.cells import Source
from analysis.findings import Finding
from analysis.intake.corrections.table import Correction, assign
from analysis.intake.file import CLOSE_IT, CLOSED, refused
from analysis.intake.files import SUFFIXES
from analysis.intake.found import FileRead, Intake
from analysis.intake.listing import is_correction_table, ledger_files
from analysis.intake.tables.mapping import EMPTY, Mapping, read_mapping
from analysis.intake.watched import StoppedError, reader

_SHOWN = 8
_SAVE_AGAIN = "请用 Excel 或 WPS 打开，只保留有数据的行和列，另存为新文件。"


def read_file(
    path: Path,
    name: str,
    year: int,
    mapping: Path | None = None,
    corrections: Sequence[Correction] = (),
) -> FileRead:
    """Read one file in the watched process. Never raises for a bad file: it is refused."""
    if not path.is_file():
        says = "不是文件，没有读取。" if path.exists() else "没有这个文件。"
        return refused(name, says, "请核对文件名和所在的文件夹。")
    if path.suffix.lower() not in SUFFIXES:
        return refused(name, "不是表格文件，没有读取。", "请另存为 .xlsx 后重试。")
    try:
        answer = reader().ask(
            path, "read", name=name, year=year, mapping=mapping, corrections=tuple(corrections)
        )
    except StoppedError as error:
        return refused(name, str(error), _SAVE_AGAIN)
    if isinstance(answer, FileRead):
        return answer
    return refused(name, f"程序内部出错（{answer}）。", "请把这一行连同台账的表头发给维护人员。")


def read_folder(folder: Path, year: int, mapping: Path | None = None) -> Intake:
    """Read every ledger of a town. Never raises for a bad file: it becomes a finding.

    ``mapping``: the town's own file on what its headings mean; ``ConfigurationError`` is raised for
    one that cannot be used.
    """
    said = read_mapping(mapping) if mapping else EMPTY  # told before anything is read
    reader().start()
    from analysis.intake.whole.together import put_together  # noqa: PLC0415 - pandas, while it starts

    intake = Intake()
    files = {path.relative_to(folder).as_posix(): path for path in ledger_files(folder)}
    asked = _corrections(intake, files)
    left = {name: finding for name, path in files.items() if (finding := _unread(path, name))}
    left |= _repeated({name: path for name, path in files.items() if name not in left})
    intake.findings += [left[name] for name in files if name in left]
    reads = [
        read_file(path, name, year, mapping, asked.get(name, ()))
        for name, path in files.items()
        if name not in left and not is_correction_table(name)
    ]
    intake.findings += [finding for read in reads for finding in read.findings]
    intake.findings += _needless(said, mapping, reads)
    intake.tables = [table for read in reads for table in read.tables]
    return put_together(intake, [typed for read in reads for typed in read.typed])


def _needless(said: Mapping, path: Path | None, reads: Sequence[FileRead]) -> Iterator[Finding]:
    """Name the lines of a town's mapping that no heading and no sheet of this year needs."""
    sheets = [(read.file, sheet) for read in reads for sheet in read.sheets]
    seen = (
        (table.ledger, heading)
        for _, sheet in sheets
        for table, meant in zip(sheet.tables, sheet.meant, strict=True)
        for heading in meant
    )
    lines = said.unused(seen, ((file, sheet.name) for file, sheet in sheets))
    if lines and path:
        says = f"有 {len(lines)} 行没有用到：{'、'.join(lines[:_SHOWN])}{'等' * (len(lines) > _SHOWN)}。"
        remedy = "如今年的表已经改用别的表头，可以删去；如是写错，请照原表的写法改。"
        yield Finding("T210", Source(path.name, "", ""), says, remedy=remedy)


def _corrections(intake: Intake, files: abc.Mapping[str, Path]) -> dict[str, list[Correction]]:
    """Read the town's correction tables (更正.xlsx); return the corrections of each file."""
    asked: list[Correction] = []
    for name, path in files.items():
        if is_correction_table(name) and path.suffix.lower() in SUFFIXES:
            try:
                answer = reader().ask(path, "corrections", name=name)
            except StoppedError as error:
                answer = [], refused(name, str(error), _SAVE_AGAIN).findings
            asked += answer[0]
            intake.findings += answer[1]
    ledgers = [name for name in files if not is_correction_table(name)]
    assigned, unknown = assign(asked, ledgers)
    intake.findings += unknown
    by_file: dict[str, list[Correction]] = {}
    for one in assigned:
        by_file.setdefault(one.file, []).append(one)
    return by_file


def _unread(path: Path, name: str) -> Finding | None:
    """Tell a file that is no spreadsheet, or cannot be opened."""
    if path.suffix.lower() not in SUFFIXES:
        return Finding("F102", Source(name, "", ""), "不是表格文件，没有读取。")
    try:
        path.open("rb").close()
    except OSError:
        (finding,) = refused(name, CLOSED, CLOSE_IT).findings
        return finding
    return None


def _repeated(files: abc.Mapping[str, Path]) -> dict[str, Finding]:
    """Tell which files are the same, byte for byte, as one with a shorter name (台账 - 副本)."""
    seen: dict[str, str] = {}
    found: dict[str, Finding] = {}
    for name in sorted(files, key=lambda name: (len(name), name)):
        with files[name].open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        first = seen.setdefault(digest, name)
        if first != name:
            says = f"与“{first}”内容完全相同。"
            remedy = "请删去其中一份，以免重复计数。"
            found[name] = Finding("F103", Source(name, "", ""), says, remedy=remedy)
    return found
