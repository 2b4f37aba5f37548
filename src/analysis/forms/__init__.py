"""Blank forms for towns that keep no ledger yet: a workbook per subject, from the declarations only.

What a clerk fills in here reads back without a finding; nobody who has ledgers needs them.
"""

from __future__ import annotations

from pathlib import Path

from analysis.errors import FazhiError, UsageError
from analysis.forms.book import form
from analysis.ledgers import SUBJECTS
from analysis.store import write_bytes


def write_forms(folder: Path) -> list[Path]:
    """Write a blank form per subject; return their paths.

    Raises ``FazhiError``, and writes nothing, where a file of that name holds anything else: a
    form that was filled in is not replaced by a blank one.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"“{folder.name}”不是文件夹。", "请另写一个文件夹名。")
    forms = {folder / f"{topic}.xlsx": form(topic, ledgers) for topic, ledgers in SUBJECTS.items()}
    for path, content in forms.items():
        if path.exists() and not _holds(path, content):
            says = f"{path.name} 已存在且内容不同，可能已经填写，没有覆盖。"
            raise FazhiError(says, "请换一个文件夹，或先把该文件移到别处。")
    for path, content in forms.items():
        write_bytes(path, content)
    return list(forms)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


__all__ = ["form", "write_forms"]
