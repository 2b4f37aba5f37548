"""Writes the site: every page through the gate, only what has changed, and nothing old stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analysis.county.read import Reader
from analysis.errors import UsageError
from analysis.layers import code_key, layer_of
from analysis.render.gate.gate import guard
from analysis.render.page.siblings import FIGURES, figure_file
from analysis.site import files
from analysis.site.figures import figure_page
from analysis.site.front import downloads_address, front_page
from analysis.site.listing import downloads_page, list_page
from analysis.site.look import assets
from analysis.site.search import DATA, search_data
from analysis.site.sight import Sight, sight_of
from analysis.store import key, read_json, write_bytes
from analysis.workspace import Workspace

FRONT: Final = "index.html"
_STATE: Final = "site.json"
_OWN: Final = ("assets/site-*", f"{FIGURES}/*.html", "downloads/*.html")
"""Where only the site writes: what is there and is not of it any more goes away."""
_NO_NAME: Final = re.compile(r'[<>:"/|?*\\\x00-\x1f]|^\.')


@dataclass(frozen=True, slots=True)
class Site:
    """What was written. ``top``: the county's name, as a folder may have it.

    ``names``: all files of the site below ``reports/``; ``written``, ``removed``: those of them that
    are new, and those that are no more.
    """

    front: Path
    top: str
    towns: int
    years: tuple[int, ...]
    indicators: int
    names: list[str]
    written: int
    removed: int


_COMING: Final = (
    '<!DOCTYPE html>\n<html lang="zh-CN"><meta charset="utf-8"><title>正在生成</title>'
    "<p>这一页还没有生成完，请再运行一次 fazhi publish。</p></html>\n"
)


def prepare(workspace: Workspace) -> None:
    """Put a page where the first page and the years' pages will be: reports link those there are.

    Raises ``UsageError`` where there is nothing to publish.
    """
    years = [year for year in workspace.years() if workspace.areas(year)]
    if not years:
        raise UsageError("data/raw/ 下还没有台账。", "请把台账放入 data/raw/年份/乡镇/。")
    for folder in (workspace.reports, *(workspace.reports / str(year) for year in years)):
        if not (folder / FRONT).is_file():
            write_bytes(folder / FRONT, _COMING.encode())


def write_site(reader: Reader) -> Site:
    """Write the site of all years from what lies in ``data/`` and ``reports/``, unless it is so.

    Raises ``UsageError`` where there is nothing, ``PrivacyError`` for a page that would tell of a
    person, and as ``read_year``.
    """
    workspace = reader.workspace
    sight = sight_of(reader)
    kept = workspace.root / "data" / "processed" / _STATE
    made_from = key(*(one.key for one in sight.counties.values()), code_key(layer_of("site")))
    names = files.site_files(workspace.reports)
    if read_json(kept) == {"key": made_from, "files": files.stamps(workspace.reports, names)}:
        return _site(workspace.reports, sight, names)
    site = write(workspace.reports, sight)
    stamps = files.stamps(workspace.reports, site.names)
    write_bytes(kept, json.dumps({"key": made_from, "files": stamps}).encode())
    return site


def write(reports: Path, sight: Sight) -> Site:
    """Write the site of what was gathered."""
    made: set[str] = set()
    written = 0
    for name, content in _pages(sight):
        made.add(name)
        written += _replaced(reports / name, content)
    removed = [path for path in _left(reports) if path.relative_to(reports).as_posix() not in made]
    for path in removed:
        path.unlink()
    names = files.site_files(reports)
    _replaced(reports / files.HASHES, files.hashes(reports, names).encode())
    return _site(reports, sight, names, written, len(removed))


def _site(
    reports: Path, sight: Sight, names: list[str], written: int = 0, removed: int = 0
) -> Site:
    top = _NO_NAME.sub("", sight.name) or "法治政府建设报告"
    towns, figures = len(sight.towns), len(sight.given)
    return Site(reports / FRONT, top, towns, sight.years, figures, names, written, removed)


def _pages(sight: Sight) -> Iterator[tuple[str, bytes]]:
    """Yield place and content of each file; the gate has looked at every page."""
    yield from assets().items()
    yield from _guarded(FRONT, front_page(sight))
    yield from _guarded(DATA, search_data(sight))
    for year in sight.years:
        yield from _guarded(downloads_address(year), downloads_page(sight, year))
    yield from _guarded(f"{FIGURES}/index.html", list_page(sight))
    for name in sight.given:
        yield from _guarded(f"{FIGURES}/{figure_file(name)}", figure_page(sight, name))


def _guarded(name: str, text: str) -> Iterator[tuple[str, bytes]]:
    guard({name: text})
    yield name, text.encode()


def _replaced(path: Path, content: bytes) -> bool:
    """Write a file where it differs; tell whether it did."""
    if path.is_file() and path.read_bytes() == content:
        return False
    write_bytes(path, content)
    return True


def _left(reports: Path) -> Iterator[Path]:
    for pattern in _OWN:
        yield from reports.glob(pattern)
