"""What a process does once, done ahead of the first town."""

from __future__ import annotations

from nbformat.v4 import new_markdown_cell, new_notebook

from analysis.render.gate.gate import guard
from analysis.render.page.facts import Spot
from analysis.render.page.html import document_of, page_of


def warm() -> None:
    """Compile the page's templates and build the gate's tables, on a page that says nothing."""
    notebook = new_notebook(cells=[new_markdown_cell("# 法治")])
    page, _ = page_of(document_of(notebook, "report"), notebook, "report", Spot())
    guard({"report.html": page})
