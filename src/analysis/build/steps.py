"""One town: its data check, its report, its files, in this order; each file replaced whole."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from analysis.build.execute import execute
from analysis.build.manifest import manifest
from analysis.errors import FazhiError
from analysis.findings import Finding
from analysis.intake.found import Intake
from analysis.ledgers import LEDGERS
from analysis.render.data import indicators_csv
from analysis.render.gate import Secrets, guard
from analysis.render.html import FazhiHTMLExporter
from analysis.report.figures import Figures
from analysis.store import write_bytes, write_json
from analysis.town import Town, before, load, read_town
from analysis.workspace import Job, Workspace

DATA_CHECK = "01_data_check"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one town: the page, or why there is none."""

    job: Job
    page: Path | None
    findings: tuple[Finding, ...]
    error: FazhiError | None = None
    data_check: Path | None = None


def build_town(workspace: Workspace, job: Job) -> Outcome:
    """Build one town's report. An error leaves the last good report as it is."""
    check: Path | None = None
    findings: tuple[Finding, ...] = ()
    try:
        intake = read_town(workspace, job.area, job.year)
        findings = tuple(intake.findings)
        check = _data_check(workspace, job, intake)
        town = load(workspace, job.area, job.year, draft=job.draft, intake=intake)
        findings = tuple(town.findings)
        page = _publish(workspace, job, intake, town)
    except FazhiError as error:
        return Outcome(job, None, findings, error, check)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other towns
        return Outcome(job, None, findings, own_fault(error), check)
    return Outcome(job, page, findings, None, check)


def own_fault(error: Exception) -> FazhiError:
    """Tell a fault of the program: where it happened, but not its text, which may hold a cell."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return FazhiError(
        f"程序内部出错（{type(error).__name__}，{place}）。",
        "请把这一行连同台账的表头发给维护人员。",
    )


def _data_check(workspace: Workspace, job: Job, intake: Intake) -> Path:
    """Write the clerk's page beside the processed data, for refused towns too."""
    folder = workspace.processed(job.area, job.year)
    notebook = execute(workspace, DATA_CHECK, {"area": job.area.key, "year": job.year})
    page, extra = render_page(notebook, folder, "data_check")
    guard({"data_check.html": page}, secrets_of(job, intake, notebook))
    write_beside(folder, extra)
    write_bytes(folder / "data_check.html", page.encode())
    return folder / "data_check.html"


def _publish(workspace: Workspace, job: Job, intake: Intake, town: Town) -> Path:
    folder = workspace.published(job.area, job.year)
    edition = "draft" if job.draft else job.edition
    parameters = {"area": job.area.key, "year": job.year, "edition": edition}
    name = workspace.configuration().notebooks.annual_report
    notebook = execute(workspace, name, parameters)
    page, extra = render_page(notebook, folder, "report")
    previous = before(workspace, job.area, job.year)
    files = {
        "report.html": page,
        "report.ipynb": nbformat.writes(notebook) + "\n",
        "indicators.csv": "\ufeff" + indicators_csv(Figures.of(town, previous)),
    }
    guard(files, secrets_of(job, intake, notebook))
    write_beside(folder, extra)
    if job.draft:
        write_bytes(folder / "report.draft.html", page.encode())
        return folder / "report.draft.html"
    for name, text in files.items():
        write_bytes(folder / name, text.encode())
    write_json(folder / "manifest.json", manifest(workspace, job, town, previous, files))
    return folder / "report.html"


def render_page(notebook: NotebookNode, folder: Path, name: str) -> tuple[str, Mapping[str, bytes]]:
    """Return the page as nbconvert makes it in that folder, and files that it needs beside it."""
    resources: dict[str, Any] = {"metadata": {"name": name, "path": str(folder)}}
    page, resources = FazhiHTMLExporter().from_notebook_node(notebook, resources)
    return page, resources.get("outputs") or {}


def write_beside(folder: Path, extra: Mapping[str, bytes]) -> None:
    """Write the files that a page needs."""
    for name, content in extra.items():
        write_bytes((folder / name).resolve(), content)


def secrets_of(job: Job, intake: Intake, notebook: NotebookNode) -> Secrets:
    """Return what must not leak; words of the declarations and the notebook are no secrets."""
    static = "".join(cell.source for cell in notebook.cells)
    declared = {
        word
        for ledger in LEDGERS.values()
        for column in ledger.columns
        for word in (ledger.title, column.title, *column.values)
    }
    shown = {
        str(value)
        for name, frame in intake.frames.items()
        for column in LEDGERS[name].columns
        if column.kind == "category" and column.id in frame
        for value in frame[column.id].dropna().unique()
    }
    open_words = {*declared, *shown, *job.area.path}
    words = intake.names | intake.personal
    public = {w for w in words if w in static or any(w in text for text in open_words)}
    return Secrets(intake.names, intake.personal, frozenset(public))
