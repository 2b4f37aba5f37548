"""The annotated copy: a town's ledgers with every finding in the cell it speaks of.

Copies stand beside the processed data and hold what the originals hold, personal data included;
nothing of them ever reaches a report. Comments, lists and file names add nothing personal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from analysis.annotate.copies import annotated, copyable, marked
from analysis.annotate.keep import put
from analysis.annotate.pages import Numbered, findings_book
from analysis.findings import Finding, numbered
from analysis.intake.listing import FINDINGS
from analysis.workspace import BESIDE

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

FOLDER = "核对"
"""The folder of the annotated copies, within that of a town's processed data."""

_UNREAD = frozenset({"F101"})
_NO_LEDGER = frozenset({"F102", "T210"})


def annotate(
    folder: Path,
    findings: Sequence[Finding],
    target: Path,
    *,
    files: Mapping[str, str | Path] | None = None,
    sheets: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write a copy of each file in ``folder`` with findings below ``target``; return the copies.

    A workbook that a copy would damage gets a findings workbook ``<name>.核对.xlsx`` instead.
    Findings carry the numbers that the terminal shows. ``files`` and ``sheets``: names as shown
    (persons masked) → as they are, ``files`` relative to the folder. A copy that the clerk has
    changed since is put aside, never overwritten.

    Raises ``FazhiError`` when a copy is open in another program.
    """
    groups: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in numbered(findings):
        file = finding.place.file.removesuffix(FINDINGS)  # one handed back is made anew
        groups.setdefault(file, []).append((number, finding))
    contents: dict[str, bytes] = {}
    for shown, some in groups.items():
        codes = {finding.code for _, finding in some}
        path = folder / Path((files or {}).get(shown, shown))
        of_file = shown in (files or {}) or path.is_file()  # others are of figures (指标)
        if not of_file or not _safe(shown) or codes <= _NO_LEDGER or shown.lower() in BESIDE:
            continue
        copy = None if codes & _UNREAD else _copy(folder, path, some, shown, sheets or {})
        if copy is None:
            name = f"{shown}{FINDINGS}"
            contents[name] = findings_book(some, shown, _handed_back(folder, name, some))
        else:
            contents[path.relative_to(folder).as_posix()] = copy
    return put(target, contents)


def _handed_back(folder: Path, name: str, some: Numbered) -> Workbook | None:
    """Open the findings workbook that the clerk has handed back, marked anew."""
    places = (folder / name, folder / PureWindowsPath(name).name)
    path = next((p for p in places if p.is_file() and copyable(p)), None)
    mine = [(number, finding) for number, finding in some if finding.place.file.endswith(FINDINGS)]
    unread = any(finding.code in _UNREAD for _, finding in mine)
    return marked(path, mine, {}) if path and not unread else None


def _copy(
    folder: Path, path: Path, some: Numbered, shown: str, sheets: Mapping[str, str]
) -> bytes | None:
    inside = path.resolve().is_relative_to(folder.resolve())
    if not inside or not path.is_file() or not copyable(path):
        return None
    return annotated(path, some, shown, sheets)


def _safe(shown: str) -> bool:
    """Whether a name shown may become part of a path below the target."""
    name = PureWindowsPath(shown)  # knows / as well
    return bool(name.parts) and not name.anchor and ".." not in name.parts


__all__ = ["FOLDER", "annotate"]
