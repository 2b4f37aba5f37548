"""A notebook's page as nbconvert makes it for a folder, and what has to lie beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from analysis.render.page.html import FazhiHTMLExporter
from analysis.store import write_bytes


def render_page(
    notebook: NotebookNode,
    folder: Path,
    name: str,
    **traits: Any,  # noqa: ANN401 - the exporter's own
) -> tuple[str, Mapping[str, bytes]]:
    """Return the page for that folder, and the files that it needs beside it, by relative path.

    ``traits``: settings of the exporter.
    """
    resources: dict[str, Any] = {"metadata": {"name": name, "path": str(folder)}}
    page, resources = FazhiHTMLExporter(**traits).from_notebook_node(notebook, resources)
    return page, resources.get("outputs") or {}


def write_beside(folder: Path, extra: Mapping[str, bytes]) -> None:
    """Write the files that a page needs."""
    for name, content in extra.items():
        write_bytes((folder / name).resolve(), content)
