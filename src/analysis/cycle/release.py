"""``fazhi release`` and ``fazhi diff``: a report as published is frozen; the present beside it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.blocks import BLOCK_MIME
from analysis.cycle.standing import Standing, standing
from analysis.errors import FazhiError
from analysis.releases.compare import Change, compare
from analysis.releases.content import content_key, file_hashes
from analysis.releases.keep import (
    RELEASE_FILE,
    as_json,
    latest,
    read_release,
    releases_folder,
    write_release,
)
from analysis.releases.model import Content, Release
from analysis.render.document.blocks import mentions
from analysis.render.document.paper import piece_text
from analysis.render.gate.gate import guard
from analysis.render.gate.secrets import secrets_of
from analysis.render.page.html import document_of
from analysis.report.figures import Figures
from analysis.report.versions import figures_now
from analysis.store import read_json, write_bytes
from analysis.town import Town, before, load, read_town
from analysis.workspace import Area, Workspace

_SHARED = re.compile(rb'src="((?:\.\./)+[^"?#]+)"')
_BUILD = "请先运行 fazhi build。"


@dataclass(frozen=True, slots=True)
class Released:
    """What became of one town. ``new``: False when the last release says the same.

    ``redrawn``: it says the same, but the program prints it otherwise now.
    """

    release: Release
    new: bool
    redrawn: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed since ``base``, which is None where nothing was released.

    ``written``: whether the report is up to date, so that its paragraphs could be compared.
    """

    base: Release | None = None
    changes: Sequence[Change] = ()
    written: bool = True


def release(workspace: Workspace, area: Area, year: int, day: date, note: str = "") -> Released:
    """Freeze a town's report as the next version; the same content as the last is not kept again.

    Raises ``FazhiError`` where there is no report, only a draft, one that is older than the ledgers
    or was changed by hand; ``RefusedError`` for ledgers with errors, ``PrivacyError`` for a note
    with personal data.
    """
    intake = read_town(workspace, area, year)
    town = load(workspace, area, year, intake=intake)
    last = before(workspace, area, year)
    _ready(standing(workspace, town, last))
    files = _published(workspace, town)
    earlier, key = latest(workspace, area, year), content_key(workspace, town, last)
    if earlier and earlier.key == key:
        return Released(earlier, new=False, redrawn=_differs(workspace, area, year, earlier, files))
    notebook = _notebook(workspace, town)
    content = _content(workspace, town, last, notebook)
    made = Release(earlier.number + 1 if earlier else 1, day, note, key, content)
    said = as_json(area, year, made)
    text = json.dumps(said, ensure_ascii=False)
    guard({RELEASE_FILE: text}, secrets_of(area, intake, notebook))
    folder = releases_folder(workspace, area, year)
    _keep_shared(workspace, workspace.published(area, year), folder / str(made.number), files)
    write_release(folder, made.number, files, said)
    return Released(made, new=True)


def difference(
    workspace: Workspace, area: Area, year: int, number: int | None = None
) -> Difference:
    """Compare what a town's files say now with a release, by default the last.

    Raises ``UsageError`` for a release that is not there, ``RefusedError`` for ledgers with errors.
    """
    wanted = read_release(workspace, area, year, number) if number is not None else None
    then = wanted or latest(workspace, area, year)
    if then is None:
        return Difference()
    town, last = load(workspace, area, year), before(workspace, area, year)
    fresh = standing(workspace, town, last) == Standing.DONE
    notebook = _notebook(workspace, town) if fresh else None
    changes = compare(then.content, _content(workspace, town, last, notebook, then))
    return Difference(then, changes, written=fresh)


def _ready(stands: Standing) -> None:
    match stands:
        case Standing.NONE:
            raise FazhiError("还没有报告，没有存档。", _BUILD)
        case Standing.DRAFT:
            raise FazhiError("只有草稿，没有存档。", "请改正台账中的错误，再运行 fazhi build。")
        case Standing.OLD_LEDGERS | Standing.OLD_TEXTS:
            why = stands.split("，")[1]
            raise FazhiError(f"{why}，报告不是最新的，没有存档。", _BUILD)


def _published(workspace: Workspace, town: Town) -> dict[str, bytes]:
    """Return the files that the manifest lists, and the manifest; each as it was published."""
    folder = workspace.published(town.area, town.year)
    listed: Mapping[str, str] = read_json(folder / "manifest.json").get("files", {})
    files = {name: _bytes(folder / name) for name in listed}
    changed = [n for n, data in files.items() if hashlib.sha256(data).hexdigest() != listed[n]]
    if changed:
        where = folder.relative_to(workspace.root).as_posix()
        raise FazhiError(
            f"{where} 中的 {'、'.join(changed)} 在生成以后被改过或删去，没有存档。",
            "要改的话请写进台账、文字材料或笔记本，再运行 fazhi build。",
        )
    return files | {"manifest.json": _bytes(folder / "manifest.json")}


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _notebook(workspace: Workspace, town: Town) -> NotebookNode:
    path = workspace.published(town.area, town.year) / "report.ipynb"
    notebook: NotebookNode = nbformat.read(path, as_version=4)
    return notebook


def _content(
    workspace: Workspace,
    town: Town,
    last: Town | None,
    notebook: NotebookNode | None,
    base: Release | None = None,
) -> Content:
    """Return what the report says; without ``notebook`` it is not written, and as ``base`` prints it."""
    figures = Figures.of(town, last)
    printed: list[str] = []
    if notebook:
        printed = list(dict.fromkeys(_printed(notebook)))
    elif base:
        then = {n: f.printed for n, f in base.content.figures.items() if f.printed is not None}
        printed = sorted(then, key=lambda name: then[name])
    paragraphs = _paragraphs(notebook) if notebook else None
    now = figures_now(figures, printed, base)
    return Content(now, file_hashes(workspace, town), paragraphs)


def _printed(notebook: NotebookNode) -> Iterator[str]:
    """Yield the figures of each block as they are read, then those that these are made of."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            block = output.get("data", {}).get(BLOCK_MIME, {})
            figures = block.get("figures", {})
            yield from (name for name in mentions(block) if name in figures)
            yield from figures


def _paragraphs(notebook: NotebookNode) -> dict[str, str]:
    """Return the numbered paragraphs as published."""
    document = document_of(notebook, "report")
    return {piece.label: text for piece in document.pieces if (text := piece_text(piece))}


def _differs(
    workspace: Workspace, area: Area, year: int, earlier: Release, files: Mapping[str, bytes]
) -> bool:
    folder = releases_folder(workspace, area, year) / str(earlier.number)
    return any(
        _bytes(folder / name) != data for name, data in files.items() if name[-5:] != ".json"
    )


def _keep_shared(
    workspace: Workspace, published: Path, target: Path, files: Mapping[str, bytes]
) -> None:
    """Copy what pages share (plotly.js) to where the released pages look for it, once."""
    for name, data in files.items():
        for link in _SHARED.findall(data) if name.endswith(".html") else ():
            there = Path(os.path.normpath((published / name).parent / link.decode()))
            copy = Path(os.path.normpath((target / name).parent / link.decode()))
            ours = there.is_relative_to(workspace.reports) and there.is_file()
            inside = copy.is_relative_to(workspace.root / "data" / "releases")
            if ours and inside and not copy.exists():
                write_bytes(copy, there.read_bytes())
