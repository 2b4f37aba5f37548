"""The plain functions without any notebook: a report in a warm process of one core.

    uv run python benchmarks/floor.py ROOT YEAR TOWN [WARMING_TOWN ...]

Prints the seconds of one report of TOWN as JSON. The process is warm: it has made the reports of
other towns before. It has not seen TOWN, so nothing that is kept by content can help.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import output_from_msg

from analysis.errors import RefusedError
from analysis.render.gate.gate import guard
from analysis.render.gate.secrets import secrets_of
from analysis.render.page.facts import Spot
from analysis.render.page.html import document_of, page_of
from analysis.render.workbook.table import indicators_csv
from analysis.report import blocks, open_report
from analysis.report.figures import Figures
from analysis.store import write_bytes
from analysis.town import before, load, read_town
from analysis.workspace import Area, Job, Workspace


def floor_report(workspace: Workspace, job: Job) -> None:
    """Make a report as a plain program would: read, observe, words, page, table, look, write."""
    intake = read_town(workspace, job.area, job.year)
    town = load(workspace, job.area, job.year, intake=intake)
    notebook = _executed(workspace, job)
    figures = Figures.of(town, before(workspace, job.area, job.year), public=False)
    folder = workspace.published(job.area, job.year)
    table = f"\ufeff{indicators_csv(figures)}"
    spot = Spot(folder.resolve(), beside=["indicators.csv"])
    page, _ = page_of(document_of(notebook, "report"), notebook, "report", spot)
    files = {"indicators.csv": table, "report.html": page}
    guard(files, secrets_of(job.area, intake, notebook))
    for name, text in files.items():
        write_bytes(folder / name, text.encode())


def _executed(workspace: Workspace, job: Job) -> NotebookNode:
    """Run the code of the report's cells, the very text of them, with ``exec``: no IPython."""
    name = workspace.configuration().notebooks.annual_report
    notebook: NotebookNode = nbformat.read(workspace.notebook(name), as_version=4)
    names: dict[str, Any] = {"open_report": open_report}
    told = {"area": job.area.key, "year": job.year, "edition": job.edition}
    for cell in (c for c in notebook.cells if c.cell_type == "code"):
        with patch.object(blocks, "display", lambda block, cell=cell: _show(cell, block)):
            exec(cell.source, names)  # noqa: S102 - our own notebook
        if "parameters" in cell.metadata.get("tags", ()):
            names |= told
    return notebook


def _show(cell: NotebookNode, block: Any) -> None:  # noqa: ANN401 - whatever a cell displays
    """Keep what a cell displays where the page looks for it."""
    data = block._repr_mimebundle_()
    content = {"data": data, "metadata": {}}
    cell.outputs.append(
        output_from_msg({"header": {"msg_type": "display_data"}, "content": content})
    )


def main() -> None:
    """Warm up on the other towns, then print the seconds of the one."""
    root, year, wanted, *others = sys.argv[1:]
    workspace = Workspace(Path(root))
    for town in others:
        with suppress(RefusedError):  # some invented towns are meant to be refused
            floor_report(workspace, Job(Area.parse(town), int(year)))
    begin, used = time.perf_counter(), time.process_time()
    floor_report(workspace, Job(Area.parse(wanted), int(year)))
    wall, cpu = time.perf_counter() - begin, time.process_time() - used
    print(json.dumps({"wall": wall, "cpu": cpu}))


if __name__ == "__main__":
    main()
