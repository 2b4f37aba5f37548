"""Which files of a town's folder may be ledgers, told by their names; nothing is opened.

Apart from the rest of the room, so that asking whether anything has changed imports no reader.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from analysis.workspace import BESIDE

TABLE: Final = "更正"
"""The name, without extension, of a file that is a correction table."""
FINDINGS: Final = ".核对.xlsx"
"""How the name of a findings workbook ends; before it stands the name of the file it is about."""


DOCUMENTS: Final = frozenset({".docx", ".doc", ".wps", ".pdf"})
"""Kinds of file that a written report has and a ledger seldom."""


def ledger_files(folder: Path) -> list[Path]:
    """Return the files of a town's folder that may hold ledgers, in name order."""
    return sorted(Path(path) for path in _files(str(folder)))


def has_ledgers(folder: Path) -> bool:
    """Tell whether a town's folder holds any file that may be a ledger."""
    return any(not is_correction_table(Path(path).name) for path in _files(str(folder)))


def only_documents(folder: Path) -> bool:
    """Tell whether a town's folder holds a written report and nothing that may be a ledger."""
    paths = [path for path in ledger_files(folder) if not is_correction_table(path.name)]
    return bool(paths) and all(path.suffix.lower() in DOCUMENTS for path in paths)


def is_correction_table(file: str) -> bool:
    """Whether a file is by its name a correction table, or a findings workbook handed back."""
    name = PurePosixPath(file)
    return name.stem == TABLE or file.endswith(FINDINGS)


def _files(folder: str) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif entry.name.lower() not in BESIDE and not entry.name.startswith(("~$", ".~", ".")):
            yield entry.path
