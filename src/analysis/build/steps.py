"""One town: its data check, its report, its files, in this order; all of them replaced or none."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from analysis.build.execute import execute
from analysis.build.manifest import manifest
from analysis.build.outputs import Outputs, outputs
from analysis.build.pages import render_page, write_beside
from analysis.build.publish import MANIFEST, publish
from analysis.build.secrets import secrets_of
from analysis.errors import FazhiError
from analysis.findings import Finding
from analysis.intake.found import Intake
from analysis.render.gate.gate import guard
from analysis.render.pdf import Browser
from analysis.report.figures import Figures
from analysis.settings import Format
from analysis.store import as_json, write_all, write_bytes
from analysis.town import Town, before, load, read_town
from analysis.workspace import Job, Workspace

DATA_CHECK = "01_data_check"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one town: its files, or why there are none.

    ``failed``: formats that were asked for and cannot be made here; ``told``: what the user has to
    know of the others.
    """

    job: Job
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()
    error: FazhiError | None = None
    data_check: Path | None = None
    failed: Mapping[Format, FazhiError] = field(default_factory=lambda: MappingProxyType({}))
    told: tuple[str, ...] = ()

    @property
    def page(self) -> Path | None:
        """The page, or where none was asked for the first file; None where nothing was made."""
        pages = [path for path in self.files if path.suffix == ".html"]
        return next(iter((*pages, *self.files)), None)


def build_town(workspace: Workspace, job: Job, browser: Browser) -> Outcome:
    """Build one town's report. An error leaves the last good report as it is.

    ``browser``: for PDF; not started as long as nobody asks for one.
    """
    check: Path | None = None
    findings: tuple[Finding, ...] = ()
    try:
        intake = read_town(workspace, job.area, job.year)
        findings = tuple(intake.findings)
        check = _data_check(workspace, job, intake)
        town = load(workspace, job.area, job.year, draft=job.draft, intake=intake)
        findings = tuple(town.findings)
        made, told = _publish(workspace, job, intake, town, browser)
    except FazhiError as error:
        return Outcome(job, findings, error=error, data_check=check)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other towns
        return Outcome(job, findings, error=own_fault(error), data_check=check)
    folder = workspace.published(job.area, job.year, job.edition)
    files = tuple(folder / name for name in made.files)
    return Outcome(job, findings, files, None, check, made.failed, tuple(told))


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


def _data_check(workspace: Workspace, job: Job, intake: Intake) -> Path:
    """Write the clerk's page beside the processed data, for refused towns too."""
    folder = workspace.processed(job.area, job.year)
    notebook = execute(workspace, DATA_CHECK, {"area": job.area.key, "year": job.year})
    page, extra = render_page(notebook, folder, "data_check")
    guard({"data_check.html": page}, secrets_of(job, intake, notebook))
    write_beside(folder, extra)
    write_bytes(folder / "data_check.html", page.encode())
    return folder / "data_check.html"


def _publish(
    workspace: Workspace, job: Job, intake: Intake, town: Town, browser: Browser
) -> tuple[Outputs, list[str]]:
    """Run the report's notebook, make what was asked for, look at it once more, put it in place."""
    edition = "draft" if job.draft else job.edition
    parameters = {"area": job.area.key, "year": job.year, "edition": edition}
    name = workspace.configuration().notebooks.annual_report
    notebook = execute(workspace, name, parameters)
    previous = before(workspace, job.area, job.year)
    figures = Figures.of(town, previous, public=job.edition == "public")
    made = outputs(workspace, job, notebook, figures, browser)
    if not made.files:
        raise next(iter(made.failed.values()))
    guard(made.files, secrets_of(job, intake, notebook))
    folder = workspace.published(job.area, job.year, job.edition)
    write_beside(folder, made.shared)
    if job.draft:
        write_all(folder, made.files)
        return made, made.remarks()
    about = manifest(workspace, job, town, previous, made.files) | made.printed_with()
    return made, made.remarks() + publish(folder, {**made.files, MANIFEST: as_json(about)})
