"""What is made of one executed report: the files of every format that was asked for.

The page comes last, for it links only files that could be made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from nbformat import NotebookNode

from analysis.build.state import EXECUTED, FILES
from analysis.errors import FazhiError
from analysis.render.document.model import Document
from analysis.render.document.paper import paper_of
from analysis.render.docx import docx_bytes
from analysis.render.opinions import opinions_docx, opinions_xlsx
from analysis.render.page.assets import FILE_NAME as PLOTLY_FILE
from analysis.render.page.facts import Spot
from analysis.render.page.html import document_of, page_of
from analysis.render.page.siblings import draft_name
from analysis.render.pdf import Browser, Printed, print_paper
from analysis.render.workbook.book import indicators_xlsx
from analysis.render.workbook.table import indicators_csv
from analysis.report.figures import Figures
from analysis.settings import Format
from analysis.workspace import Job, Workspace


@dataclass(slots=True)
class Outputs:
    """``files`` by name; ``shared``: files beside them that the page needs, by relative path.

    ``uses``: all files that the page needs, there already or not. ``failed``: formats that cannot
    be made here, and why. ``printed``: the PDF with its faces.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    shared: Mapping[str, bytes] = field(default_factory=dict)
    failed: dict[Format, FazhiError] = field(default_factory=dict)
    printed: Printed | None = None
    uses: tuple[Path, ...] = ()

    def remarks(self) -> list[str]:
        """Say what the user should know of the files."""
        if self.printed is None or not self.printed.preview:
            return []
        free = [face.family for face in self.printed.faces if face.rank == "preview"]
        faces = "、".join(dict.fromkeys(free))
        return [f"PDF 用的是预览字体（{faces}），不能作为正式公文；怎样装正式字体见 fazhi doctor。"]

    def printed_with(self) -> dict[str, object]:
        """Return browser and faces of the PDF, for the manifest; empty without one."""
        if self.printed is None:
            return {}
        faces = {face.role: face.family for face in self.printed.faces}
        return {"pdf": {"browser": self.printed.browser, "faces": faces}}


def outputs(  # noqa: PLR0913, PLR0917 - what files are made of
    workspace: Workspace,
    job: Job,
    notebook: NotebookNode,
    figures: Figures,
    browser: Browser,
    good: Mapping[str, bytes] = MappingProxyType({}),
) -> Outputs:
    """Return the files of the formats asked for. Raises ``FazhiError`` for a notebook of no use.

    ``good``: files of an earlier build that need not be made again.
    """
    document = document_of(notebook, "report")
    made = Outputs()
    for wanted, make in _MAKERS.items():
        if wanted not in job.formats:
            continue
        if FILES[wanted][0] in good:
            made.files |= {name: good[name] for name in FILES[wanted] if name in good}
            continue
        try:
            made.files.update(make(document, figures, browser, made))
        except FazhiError as error:
            made.failed[wanted] = error
    if "report.html" in good:
        made.files |= {name: good[name] for name in FILES["html"] if name in good}
    elif "html" in job.formats:
        made.files["indicators.csv"] = f"\ufeff{indicators_csv(figures)}".encode()
        spot = _spot(workspace, job, made.files)
        page, made.shared = page_of(document, notebook, "report", spot)
        made.files["report.html"] = page.encode()
        if PLOTLY_FILE in page:
            made.uses = (workspace.published_top(job.edition) / "assets" / PLOTLY_FILE,)
    if made.files and job.edition != "public" and not job.draft:
        # What all of them were made of; not public, for it says which sentences were left out.
        made.files[EXECUTED] = notebook_bytes(notebook)
    if job.draft:
        made.files = {draft_name(name): content for name, content in made.files.items()}
    return made


def notebook_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as a file, on one line: it is read by programs, and indents take longest."""
    text = json.dumps(notebook, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


Made = Iterator[tuple[str, bytes]]


def _pdf(document: Document, _: Figures, browser: Browser, made: Outputs) -> Made:
    made.printed = print_paper(paper_of(document), browser)
    yield "report.pdf", made.printed.pdf


def _docx(document: Document, _: Figures, __: Browser, ___: Outputs) -> Made:
    yield "report.docx", docx_bytes(paper_of(document))
    if document.title["edition"] != "public":
        yield "审核意见表.docx", opinions_docx(document)


def _xlsx(document: Document, figures: Figures, _: Browser, __: Outputs) -> Made:
    title = document.title
    version = f"第{title['version']}版" if title.get("version") else ""
    draft = bool(title.get("draft"))
    yield "indicators.xlsx", indicators_xlsx(figures, version=version, draft=draft)
    if document.title["edition"] != "public":
        yield "审核意见表.xlsx", opinions_xlsx(document)


_MAKERS: Mapping[Format, Callable[[Document, Figures, Browser, Outputs], Made]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}


def _spot(workspace: Workspace, job: Job, files: Iterable[str]) -> Spot:
    """Say where the page will lie, and beside what."""
    folder = workspace.published(job.area, job.year, job.edition)
    beside = [draft_name(name) if job.draft else name for name in files]
    return Spot(None if job.standalone else folder.resolve(), beside=beside)
