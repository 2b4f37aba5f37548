"""The county's pages: its own annual report, and the review of its towns; made again when stale."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analysis.build.execute import execute
from analysis.build.inputs import libraries
from analysis.build.outputs import notebook_bytes, outputs
from analysis.build.pages import write_beside
from analysis.build.publish import MANIFEST, publish
from analysis.build.state import EXECUTED
from analysis.build.steps import own_fault
from analysis.build.trends import WHOLE, build_trends, is_fresh
from analysis.build.views import Kind, Seen, View
from analysis.county.model import CountyYear
from analysis.county.pooled import county_area
from analysis.county.read import Reader
from analysis.errors import FazhiError
from analysis.layers import code_key, layer_of
from analysis.render.gate.gate import guard
from analysis.render.opinions import opinions_docx, opinions_xlsx
from analysis.render.page.facts import Spot
from analysis.render.page.html import document_of, page_of
from analysis.render.page.siblings import COUNTY_PAGE, PAGE
from analysis.render.pdf import Browser
from analysis.report.county.opening import county_figures, scope_of
from analysis.settings import COUNTY_FILE
from analysis.store import as_json, key, read_json
from analysis.workspace import BESIDE, Area, Job, Workspace

REVIEW: Final = "20_county_review"
_REVIEW_MANIFEST: Final = "county.json"

_Made = tuple[dict[str, bytes], list[str], list[str]]  # files, what to tell, what lacks
_Plan = tuple[Path, str, Callable[[], _Made]]


def is_kept(reader: Reader, view: View) -> bool:
    """Whether a page is there and was made from what there is now; cheap beside a server's start.

    Raises ``FazhiError``.
    """
    if view.kind == "trends":
        return is_fresh(reader.workspace, _area(view), view.year)
    stands = _stands(reader, view)
    return _still_good(stands.folder, stands.stamp, stands.made_from)


def build_view(workspace: Workspace, view: View) -> Seen:
    """Build one page of a county, or a town's trends.

    An error leaves the last good page as it is; it never stops the others.
    """
    try:
        if view.kind == "trends":
            page, _ = build_trends(workspace, _area(view), view.year, again=True)
            return Seen(view, view.area, files=_named(workspace, page.parent, [page.name]))
        return _build(Reader(workspace), view)
    except FazhiError as error:
        return Seen(view, view.area, str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other pages
        return Seen(view, view.area, str(own_fault(error)))


def _area(view: View) -> Area:
    return Area.parse(view.area) if view.area else WHOLE


@dataclass(frozen=True, slots=True)
class _Stands:
    """A page of a county: where it goes, what it would be made from, how it is made."""

    view: View
    county: CountyYear
    folder: Path
    stamp: str
    made_from: str
    make: Callable[[], _Made]


def _stands(reader: Reader, view: View) -> _Stands:
    workspace = reader.workspace
    county = reader.year(view.year, scope_of(workspace, view.year, view.area))
    folder, stamp, make = _PRODUCTS[view.kind](workspace, view, county)
    return _Stands(view, county, folder, stamp, _key(reader, view, county), make)


def _build(reader: Reader, view: View) -> Seen:
    workspace, stands = reader.workspace, _stands(reader, view)
    county, folder = stands.county, stands.folder
    if not county.usable and view.kind == "report":
        return Seen(view, county.name, f"{county.year}年没有台账可用的乡镇。")
    files, told, missing = stands.make()
    hashes = {name: _hash(files[name]) for name in sorted(files)}
    about = {"key": "" if missing else stands.made_from, "files": hashes}
    told += publish(folder, {**files, stands.stamp: as_json(about)}, stands.stamp)
    named = _named(workspace, folder, files)
    return Seen(view, county.name, files=named, told=tuple(told), missing=tuple(missing))


def _report(workspace: Workspace, job: View, county: CountyYear) -> _Plan:
    """Say where the county's own report goes and how it is made."""
    area = county_area(county)
    folder = workspace.published(area, job.year, job.edition)

    def make() -> _Made:
        name = workspace.configuration().notebooks.county_report
        notebook = execute(workspace, name, {**_parameters(job), "edition": job.edition})
        figures = county_figures(workspace, county, public=job.edition == "public")
        town_job = Job(area, job.year, job.edition, job.formats)
        with Browser() as browser:
            made = outputs(workspace, town_job, notebook, figures, browser)
        if not made.files:
            raise next(iter(made.failed.values()))
        guard(made.files)
        write_beside(folder, made.shared)
        return made.files, made.remarks(), [f"{one}：{why}" for one, why in made.failed.items()]

    return folder, MANIFEST, make


def _review(workspace: Workspace, job: View, county: CountyYear) -> _Plan:
    """Say where the review of the towns goes and how it is made."""
    folder = workspace.reports.joinpath(str(job.year), *county.scope)

    def make() -> _Made:
        notebook = execute(workspace, REVIEW, _parameters(job))
        document = document_of(notebook, "index")
        forms = {
            "审核意见表.docx": opinions_docx(document),
            "审核意见表.xlsx": opinions_xlsx(document),
        }
        page, shared = page_of(document, notebook, "index", Spot(folder.resolve(), beside=forms))
        files = {**forms, COUNTY_PAGE: page.encode()}
        guard({**files, EXECUTED: notebook_bytes(notebook)})
        write_beside(folder, shared)
        return files, [], []

    return folder, _REVIEW_MANIFEST, make


_PRODUCTS: Final[Mapping[Kind, Callable[[Workspace, View, CountyYear], _Plan]]] = {
    "report": _report,
    "review": _review,
}


def _parameters(job: View) -> dict[str, Any]:
    return {"area": job.area, "year": job.year}


def _key(reader: Reader, job: View, county: CountyYear) -> str:
    """Return the key of all that a page is made from: towns of all years up to it, settings, code."""
    workspace = reader.workspace
    earlier = [y for y in workspace.years() if y < job.year]
    years = [*(reader.year(y, county.scope) for y in earlier), county]
    name = workspace.configuration().notebooks.county_report if job.kind == "report" else REVIEW
    own = [
        _content(folder / file)
        for one in years
        for folder in [workspace.raw(Area(county.scope), one.year)]
        for file in sorted(BESIDE)
    ]
    return key(
        str(job), *(one.key for one in years), *own, _content(workspace.root / COUNTY_FILE),
        _content(workspace.notebook(name)), *_town_pages(workspace, county), *_other_years(workspace, job, county),
        libraries(), code_key(layer_of("build")),
    )  # fmt: skip


def _town_pages(workspace: Workspace, county: CountyYear) -> Iterator[str]:
    """Yield what the towns' pages are by: the county's lead to them."""
    for member in county.usable:
        yield _content(workspace.published(member.area, county.year) / MANIFEST)


def _other_years(workspace: Workspace, job: View, county: CountyYear) -> Iterator[str]:
    """Yield the years that have such a page, too: they are linked."""
    folder = county_area(county).path if job.kind == "report" else county.scope
    name = PAGE if job.kind == "report" else COUNTY_PAGE
    top = workspace.published_top(job.edition if job.kind == "report" else "review")
    for year in workspace.report_years(job.edition):
        if year != job.year and top.joinpath(str(year), *folder, name).is_file():
            yield str(year)


def _still_good(folder: Path, stamp: str, made_from: str) -> bool:
    """Whether the files of the last build are as they were made, of the same things."""
    stored = read_json(folder / stamp)
    if not isinstance(stored, dict) or stored.get("key") != made_from:
        return False
    files: dict[str, str] = stored.get("files") or {}
    return all(_content(folder / name) == digest for name, digest in files.items())


def _named(workspace: Workspace, folder: Path, files: Iterable[str]) -> tuple[str, ...]:
    return tuple((folder / name).relative_to(workspace.root).as_posix() for name in sorted(files))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _content(path: Path) -> str:
    try:
        return _hash(path.read_bytes())
    except OSError:
        return ""
