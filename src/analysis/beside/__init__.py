"""The files in a town's folder that are no ledgers: its own text, and figures to compare with.

``read_beside`` reads them once; they are inputs of a report like the ledgers.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.beside.comparisons import Quote, read_comparisons
from analysis.beside.files import beside_files, found
from analysis.beside.own_text import OwnText, read_own_text
from analysis.beside.repeats import unchanged
from analysis.errors import UsageError
from analysis.findings import Finding
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.roster import filed_as
from analysis.store import Lately, files_key, key
from analysis.workspace import OWN_TEXT_FILES, Area, Workspace

_ASKED = re.compile(r"own_text\(\s*([\"'])(.+?)\1")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a town's ledgers. ``key``: of the files it was read from."""

    own_text: OwnText
    quotes: tuple[Quote, ...]
    findings: tuple[Finding, ...]
    key: str


LATELY: Lately[Beside] = Lately(4)
"""What this process has read last, by all that it was read from."""


def read_beside(workspace: Workspace, area: Area, year: int) -> Beside:
    """Read 文字材料 and 对照数据 of a town's year. What is wrong with them is a finding."""
    folder = workspace.raw(area, year)
    before = workspace.raw(filed_as(workspace, area, year - 1) or area, year - 1)
    asked = asked_headings(workspace)
    indicators = defined(INDICATORS, workspace.configuration())
    inputs = key(
        files_key(folder, beside_files(folder)),
        files_key(before, found(before, OWN_TEXT_FILES)),
        json.dumps(asked, ensure_ascii=False),
    )
    about = (folder, before, inputs, indicators.key)
    if read := LATELY.get(about):
        return read
    own_text, told = read_own_text(folder, asked)
    last, _ = read_own_text(before, asked)
    quotes, odd = read_comparisons(folder, indicators)
    findings = (*told, *odd, *unchanged(own_text, last))
    return LATELY.put(about, Beside(own_text, quotes, findings, inputs))


def asked_headings(workspace: Workspace, name: str = "") -> list[str]:
    """Return the headings of own text that a notebook asks for, in its order.

    ``name``: the notebook, the annual report of a town where none is said.
    """
    name = name or workspace.configuration().notebooks.annual_report
    try:
        path: Path = workspace.notebook(name)
        return list(_asked_in(path.read_bytes()))
    except (UsageError, OSError, ValueError, KeyError):
        return []  # told when the notebook is run


@lru_cache(maxsize=2)
def _asked_in(notebook: bytes) -> tuple[str, ...]:
    cells = json.loads(notebook.decode())["cells"]
    sources = ("".join(cell.get("source", "")) for cell in cells)
    return tuple(heading for source in sources for _, heading in _ASKED.findall(source))


__all__ = ["Beside", "OwnText", "Quote", "read_beside"]
