"""One town: its data check, its report, its files, in this order; all of them replaced or none.

Only steps that are stale run (``state.standing``); the ledgers are always read where anything runs,
for the gate looks for the persons in them.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import nbformat.v4
from nbformat import NotebookNode

from analysis.build.execute import execute
from analysis.build.inputs import DATA_CHECK, Common, Step
from analysis.build.manifest import manifest
from analysis.build.outputs import Outputs, notebook_bytes, outputs
from analysis.build.pages import render_page, write_beside
from analysis.build.publish import MANIFEST, publish
from analysis.build.state import (
    CHECK_PAGE,
    CHECKING,
    EXECUTED,
    FILES,
    Standing,
    executed_path,
    standing,
)
from analysis.errors import FazhiError
from analysis.findings import Finding
from analysis.intake.found import Intake
from analysis.render.gate.gate import guard
from analysis.render.gate.secrets import secrets_of
from analysis.render.pdf import Browser
from analysis.report.figures import Figures
from analysis.settings import Format
from analysis.store import as_json, sweep, write_all, write_bytes
from analysis.town import Town, before, load, read_town
from analysis.workspace import Job, Workspace


@dataclass(slots=True)
class Outcome:
    """What became of one town: its files, or why there are none.

    ``failed``: formats that were asked for and cannot be made here; ``told``: what the user has to
    know of the others. ``done``: steps that are as they should be now; ``stands``: how it stood.
    """

    job: Job
    stands: Standing
    findings: tuple[Finding, ...] = ()
    files: tuple[Path, ...] = ()
    shared: tuple[Path, ...] = ()
    error: FazhiError | None = None
    own_fault: bool = False
    data_check: Path | None = None
    failed: Mapping[Format, FazhiError] = field(default_factory=lambda: MappingProxyType({}))
    told: tuple[str, ...] = ()
    done: set[Step] = field(default_factory=set)

    @property
    def page(self) -> Path | None:
        """The page, or where none was asked for the first file; None where nothing was made."""
        pages = [path for path in self.files if path.suffix == ".html"]
        return next(iter((*pages, *self.files)), None)


def build_town(
    workspace: Workspace, job: Job, browser: Browser, stands: Standing | None = None
) -> Outcome:
    """Build one town's report. An error leaves the last good report as it is.

    ``browser``: for PDF; not started as long as nobody asks for one. ``stands``: what is stale; all
    is done again where nobody has looked.
    """
    if stands is None:
        common = Common.of(workspace, job.edition)
        stands = standing(workspace, job, common, again=True)
    outcome = Outcome(job, stands)
    try:
        for folder in (workspace.processed, workspace.published):
            sweep(folder(job.area, job.year))
        _run(workspace, outcome, browser)
    except FazhiError as error:
        outcome.error = error
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other towns
        outcome.error, outcome.own_fault = own_fault(error), True
    return outcome


def _run(workspace: Workspace, outcome: Outcome, browser: Browser) -> None:
    """Run what is stale; what has come of it so far stands in ``outcome`` when an error stops it."""
    job, stale = outcome.job, outcome.stands.stale
    intake = read_town(workspace, job.area, job.year)
    outcome.findings = tuple(intake.findings)
    if "check" in stale:
        _data_check(workspace, job, intake)
    outcome.data_check = workspace.processed(job.area, job.year) / CHECK_PAGE
    outcome.done |= CHECKING
    town = load(workspace, job.area, job.year, draft=job.draft)
    outcome.findings = tuple(town.findings)
    made, told = _publish(workspace, outcome, intake, town, browser)
    folder = workspace.published(job.area, job.year, job.edition)
    outcome.files = tuple(folder / name for name in made.files)
    outcome.shared = made.uses
    outcome.failed, outcome.told = made.failed, tuple(told)
    outcome.done |= {"execute", *(f for f in outcome.stands.formats if f not in made.failed)}


def own_fault(error: Exception) -> FazhiError:
    """Tell a fault of the program: where it happened, but not its text, which may hold a cell."""
    frames = traceback.extract_tb(error.__traceback__)
    package = str(Path(__file__).parents[1])
    frame = [f for f in frames if f.filename.startswith(package)][-1]  # ours, not the library's
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return FazhiError(
        f"程序内部出错（{type(error).__name__}，{place}）。",
        "请把这一行连同台账的表头发给维护人员。",
    )


def _data_check(workspace: Workspace, job: Job, intake: Intake) -> None:
    """Write the clerk's page beside the processed data, for refused towns too."""
    folder = workspace.processed(job.area, job.year)
    notebook = execute(workspace, DATA_CHECK, {"area": job.area.key, "year": job.year})
    page, extra = render_page(notebook, folder, "data_check")
    guard({CHECK_PAGE: page}, secrets_of(job.area, intake, notebook))
    write_beside(folder, extra)
    write_bytes(folder / CHECK_PAGE, page.encode())


def _publish(
    workspace: Workspace, outcome: Outcome, intake: Intake, town: Town, browser: Browser
) -> tuple[Outputs, list[str]]:
    """Make what is stale of what was asked for, look at it once more, put it in place."""
    stands = outcome.stands
    wanted: tuple[Format, ...] = tuple(f for f in FILES if f in stands.formats)
    job = replace(stands.job, formats=wanted)
    folder = workspace.published(job.area, job.year, job.edition)
    notebook = _notebook(workspace, stands)
    previous = before(workspace, job.area, job.year)
    figures = Figures.of(town, previous, public=job.edition == "public")
    good = _still_good(folder, stands)
    made = outputs(workspace, job, notebook, figures, browser, good)
    if not made.files:
        raise next(iter(made.failed.values()))
    secrets = secrets_of(job.area, intake, notebook)
    guard(made.files, secrets)
    write_beside(folder, made.shared)
    if job.draft:
        write_all(folder, made.files)
        return made, made.remarks()
    if EXECUTED not in made.files:
        kept = {EXECUTED: notebook_bytes(notebook)}
        guard(kept, secrets)
        write_bytes(executed_path(workspace, job), kept[EXECUTED])
    about = manifest(workspace, job, town, previous, made.files) | made.printed_with()
    return made, made.remarks() + publish(folder, {**made.files, MANIFEST: as_json(about)})


def _notebook(workspace: Workspace, stands: Standing) -> NotebookNode:
    """Return the executed report: as it was kept, where nothing that it is made from has changed."""
    job = stands.job
    if "execute" not in stands.stale:
        text = executed_path(workspace, job).read_text(encoding="utf-8")
        kept: NotebookNode = nbformat.v4.reads(text)  # lines joined again, as a run gives them
        return kept
    edition = "draft" if job.draft else job.edition
    parameters = {"area": job.area.key, "year": job.year, "edition": edition}
    return execute(workspace, workspace.configuration().notebooks.annual_report, parameters)


def _still_good(folder: Path, stands: Standing) -> dict[str, bytes]:
    """Return the files of formats that need not be made again."""
    names = [
        n
        for f, names in FILES.items()
        if f in stands.formats
        for n in names
        if f not in stands.stale
    ]
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}
