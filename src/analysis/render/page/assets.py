"""Where a page's plotly.js comes from: one file shared by all reports, or the page itself.

Thirty reports must not carry 4.8 MB each, but a page exported on its own (JupyterLab's export
menu) must be one file that works wherever it is saved.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

FILE_NAME: Final = f"plotly-{version('plotly')}.min.js"


@dataclass(frozen=True)
class Script:
    """plotly.js as the page takes it: linked (`url`) or embedded (`text`).

    `missing` is where the linked file still has to be written, relative to the page's folder.
    """

    url: str = ""
    text: str = ""
    missing: str = ""


@cache
def plotly_js() -> bytes:
    """Read plotly.js from the installed package, without importing plotly (0.2 s)."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:  # pragma: no cover - plotly is a dependency
        raise FileNotFoundError("plotly")
    return (Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes()


@cache
def _plotly_text() -> str:
    return plotly_js().decode("utf-8")


def plotly_script(folder: Path | None, assets_url: str) -> Script:
    """Decide how a page in `folder` (None: nobody knows where it will lie) gets plotly.js."""
    if assets_url:
        return Script(url=f"{assets_url.rstrip('/')}/{FILE_NAME}")
    reports = reports_above(folder)
    if folder is None or reports is None:
        return Script(text=_plotly_text())
    shared = reports / "assets" / FILE_NAME
    url = Path(os.path.relpath(shared, folder)).as_posix()
    return Script(url=url, missing="" if shared.exists() else url)


def page_folder(resources: Mapping[str, Any], build_directory: str) -> Path | None:
    """Find the folder that the page will be written to, or None where there is none.

    `build_directory` is what `jupyter nbconvert --output-dir` sets. JupyterLab's export menu
    names the notebook's folder too, but the page goes to the browser's downloads: it is told from
    the command line by having a configuration folder and no `unique_key`.
    """
    metadata = resources.get("metadata") or {}
    is_download = "config_dir" in resources and "unique_key" not in resources
    if is_download or "path" not in metadata:
        return None
    return Path(build_directory or metadata["path"] or ".").resolve()


def reports_above(folder: Path | None) -> Path | None:
    """Find the ``reports`` of a root (a folder with data/raw) that ``folder`` lies in.

    Below ``reports/public`` it is that folder: what is uploaded has to hold all it needs.
    """
    for place in (folder, *folder.parents) if folder else ():
        if place.name == "reports" and (place.parent / "data" / "raw").is_dir():
            public = place / "public"
            return public if folder and folder.is_relative_to(public) else place
    return None
