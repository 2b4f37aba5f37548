"""The analyst's notebooks 02 … 09 for a town: run, rendered, guarded and published like the report.

The report page is not touched. What goes wrong in one notebook stops no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from analysis.build.execute import execute
from analysis.build.pages import render_page, write_beside
from analysis.build.steps import own_fault
from analysis.errors import FazhiError
from analysis.intake.found import Intake
from analysis.render.gate.gate import guard
from analysis.render.gate.secrets import secrets_of
from analysis.store import write_bytes
from analysis.town import load, read_town
from analysis.workspace import PROJECT_NOTEBOOKS, Job, Workspace

_ANALYSIS = re.compile(r"0[2-9]_\w+")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What became of one notebook: its page, or why there is none. ``name`` is "" for the town."""

    job: Job
    name: str
    page: Path | None = None
    error: FazhiError | None = None


def analyses(workspace: Workspace) -> list[str]:
    """Return the names of the analyses: the project's and those of the root's ``notebooks/``."""
    folders = (workspace.root / "notebooks", PROJECT_NOTEBOOKS)
    found = {path.stem for folder in folders for path in folder.glob("*.ipynb")}
    return sorted(name for name in found if _ANALYSIS.fullmatch(name))


def build_analyses(workspace: Workspace, job: Job) -> Iterator[Analysis]:
    """Build a town's analyses one after another; an error leaves the last good page as it is."""
    try:
        intake = read_town(workspace, job.area, job.year)
        load(workspace, job.area, job.year, intake=intake)  # refused here once, not in each kernel
    except FazhiError as error:
        yield Analysis(job, "", error=error)
        return
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other towns
        yield Analysis(job, "", error=own_fault(error))
        return
    for name in analyses(workspace):
        try:
            yield Analysis(job, name, _publish(workspace, job, name, intake))
        except FazhiError as error:
            yield Analysis(job, name, error=error)
        except Exception as error:  # noqa: BLE001 - nor the other notebooks
            yield Analysis(job, name, error=own_fault(error))


def _publish(workspace: Workspace, job: Job, name: str, intake: Intake) -> Path:
    folder = workspace.published(job.area, job.year)
    notebook = execute(workspace, name, {"area": job.area.key, "year": job.year})
    page, extra = render_page(notebook, folder, name)
    files = {f"{name}.html": page, f"{name}.ipynb": nbformat.writes(notebook) + "\n"}
    guard(files, secrets_of(job.area, intake, notebook))
    write_beside(folder, extra)
    for file, text in files.items():
        write_bytes(folder / file, text.encode())
    return folder / f"{name}.html"
