"""A notebook's page as nbconvert makes it for a folder, and what has to lie beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode

from analysis.render.page.facts import Spot
from analysis.render.page.html import document_of, page_of
from analysis.store import write_bytes


def render_page(notebook: NotebookNode, folder: Path, name: str) -> tuple[str, Mapping[str, bytes]]:
    """Return the page for that folder, and the files that it needs beside it, by relative path.

    The gate has not looked at it.
    """
    return page_of(document_of(notebook, name), notebook, name, Spot(folder.resolve()))


def write_beside(folder: Path, extra: Mapping[str, bytes]) -> None:
    """Write the files that a page needs."""
    for name, content in extra.items():
        write_bytes((folder / name).resolve(), content)
