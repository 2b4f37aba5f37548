"""``30_trends`` for a town or a county: run, rendered, guarded, put beside the year's reports.

Only where something that it is made from has changed; there is no public edition of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from nbformat import NotebookNode

from analysis.beside.reported import REPORTED
from analysis.build.execute import execute
from analysis.build.inputs import Hashes, libraries
from analysis.build.pages import render_page, write_beside
from analysis.county.read import scopes
from analysis.engine.server import in_child
from analysis.layers import code_key, layer_of
from analysis.releases.keep import RELEASE_FILE
from analysis.render.gate.gate import NOTHING, Secrets, guard
from analysis.render.gate.secrets import secrets_of
from analysis.report.trends.opening import WHOLE_ROOT
from analysis.roster import filed_as
from analysis.settings import COUNTY_FILE
from analysis.store import key, read_json, write_bytes, write_json
from analysis.town import read_town
from analysis.workspace import Area, Workspace

NOTEBOOK: Final = "30_trends"
PAGE: Final = "trends.html"
WHOLE: Final = Area(())
"""The whole root as an area: its page stands in the year's own folder."""
_STATE: Final = "trends.json"


def build_trends(
    workspace: Workspace, area: Area, year: int, *, again: bool = False
) -> tuple[Path, bool]:
    """Return the page of a town's or a county's years, and whether it had to be made anew.

    ``area``: a town's folder in that year, ``WHOLE``, or the folder of a county. Raises
    ``FazhiError``; the last good page stays as it is.
    """
    page = workspace.published(area, year) / PAGE
    fresh, made_from, hashes = _standing(workspace, area, year)
    if fresh and not again:
        return page, False
    _publish(workspace, area, year)
    digest = Hashes(workspace.root).file(page)
    state = {"key": made_from, "page": digest, "hashes": hashes.seen, "at": time.time_ns()}
    write_json(workspace.processed(area, year) / _STATE, state)
    return page, True


def is_fresh(workspace: Workspace, area: Area, year: int) -> bool:
    """Whether the page is there and was made from what there is now. Raises ``FazhiError``."""
    return _standing(workspace, area, year)[0]


def _standing(workspace: Workspace, area: Area, year: int) -> tuple[bool, str, Hashes]:
    """Return whether the page is fresh, the key of what it would be made from, hashes of that."""
    known = read_json(workspace.processed(area, year) / _STATE) or {}
    hashes = Hashes(workspace.root, known.get("hashes", {}), known.get("at", 0))
    made_from = key(*_inputs(workspace, area, year, hashes))
    page = Hashes(workspace.root).file(workspace.published(area, year) / PAGE)
    return known.get("key") == made_from and known.get("page") == page, made_from, hashes


def _publish(workspace: Workspace, area: Area, year: int) -> None:
    folder = workspace.published(area, year)
    parameters = {"area": area.key or WHOLE_ROOT, "year": year}
    notebook = execute(workspace, NOTEBOOK, parameters)
    page, extra = render_page(notebook, folder, NOTEBOOK)
    guard({PAGE: page}, _secrets(workspace, area, year, notebook))
    write_beside(folder, extra)
    write_bytes(folder / PAGE, page.encode())


def _secrets(workspace: Workspace, area: Area, year: int, notebook: NotebookNode) -> Secrets:
    """Return what must not leak of the town's newest year; a county's page quotes no town's texts."""
    folder = None if _is_county(workspace, area, year) else filed_as(workspace, area, year)
    if folder is None:
        return NOTHING
    if in_child():
        from analysis.intake.here import read_here  # noqa: PLC0415 - where there is a fork

        read_here()
    return secrets_of(folder, read_town(workspace, folder, year), notebook)


def _is_county(workspace: Workspace, area: Area, year: int) -> bool:
    return area.path in scopes(workspace, year)


def _inputs(workspace: Workspace, area: Area, year: int, hashes: Hashes) -> Iterator[str]:
    """Yield the keys of all that the page is made from: every year up to its own."""
    root, county = workspace.root, _is_county(workspace, area, year)
    yield from (libraries(), code_key(layer_of("build")), area.key)
    yield from (hashes.file(workspace.notebook(NOTEBOOK)), hashes.file(root / COUNTY_FILE))
    for one in (one for one in workspace.years() if one <= year):
        folder = area if county else filed_as(workspace, area, one)
        yield f"{one} {folder.key if folder else '—'}"
        yield hashes.file(root / "data" / "raw" / str(one) / REPORTED)
        if folder is None:
            continue
        told = root.joinpath("data", "mappings", *area.path) if county else None
        yield repr(hashes.below(workspace.raw(folder, one)))
        yield repr(hashes.below(told)) if told else hashes.file(workspace.mapping(folder))
        yield repr(_released(workspace.released(folder, one)))


def _released(folder: Path) -> list[str]:
    """Return which versions were released: each is written once and never again."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob(RELEASE_FILE))
