"""What an analyst does in JupyterLab: Run All, edit the year, move, delete or add a cell."""

from __future__ import annotations

import copy
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import PROJECT, copy_sample, fazhi, parse
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from analysis.build.steps import build_town
from analysis.render.page.html import FazhiHTMLExporter
from analysis.render.pdf import Browser
from analysis.workspace import Job, Workspace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a root with the sample town and a notebooks folder of its own."""
    root = tmp_path_factory.mktemp("lab")
    (root / "notebooks").mkdir()
    return copy_sample(root)


def stored() -> Any:
    """Return the annual report as it is stored."""
    return nbformat.read(PROJECT / "notebooks" / "10_annual_report.ipynb", as_version=4)


def run_all(workspace: Workspace, notebook: Any) -> Any:
    """Run every cell in a fresh kernel that stands in notebooks/, as JupyterLab does."""
    executed = copy.deepcopy(notebook)
    resources = {"metadata": {"path": str(workspace.root / "notebooks")}}
    NotebookClient(executed, kernel_name="python3", resources=resources).execute()
    return executed


def export(notebook: Any, folder: Path) -> str:
    """Export as nbconvert does for a notebook that lies in ``folder``."""
    resources = {"metadata": {"name": "report", "path": str(folder)}}
    page, _ = FazhiHTMLExporter().from_notebook_node(notebook, resources)
    return str(page)


def cell_with(notebook: Any, words: str) -> int:
    """Return the index of the one cell that holds some words."""
    (index,) = [i for i, cell in enumerate(notebook.cells) if words in cell.source]
    return index


def blocks(page: str) -> list[str]:
    """Return what the narrative shows, block by block, without numbers that shift.

    The annex and the review panel follow from the narrative and are left out.
    """
    tree = parse(page)
    for derived in tree.xpath("//main//section"):
        derived.drop_tree()
    for label in tree.xpath('//*[contains(@class, "number") or @aria-hidden="true"]'):
        label.drop_tree()
    shown = tree.xpath("//main//p[@data-paragraph] | //main//h2 | //main//h3 | //figure")
    return [" ".join(element.text_content().split()) for element in shown]


def test_run_all_after_editing_the_year_is_the_build_of_that_year(workspace: Workspace) -> None:
    """With year = 2022 typed in, Run All works from the raw files and gives that year's page."""
    notebook = stored()
    index = cell_with(notebook, "year = 2023")
    notebook.cells[index].source = notebook.cells[index].source.replace("2023", "2022")
    folder = workspace.root / "reports" / "2022" / "双龙镇"
    outcome = build_town(workspace, Job(workspace.area("双龙镇", 2022), 2022), Browser())
    assert outcome.page is not None, outcome.error
    page = export(run_all(workspace, notebook), folder)
    assert page == outcome.page.read_text(encoding="utf-8")
    assert "183件" in page


def test_cells_are_the_page(workspace: Workspace) -> None:
    """A deleted cell, a moved cell and an added plain cell change exactly that on the page."""
    folder = workspace.root / "reports" / "2023" / "双龙镇"
    before = blocks(export(run_all(workspace, stored()), folder))

    notebook = stored()
    del notebook.cells[cell_with(notebook, "exam.pass_rate")]
    moved = notebook.cells.pop(cell_with(notebook, 'report.chart("publicity.events"'))
    notebook.cells.insert(cell_with(notebook, 'report.own_text("下一年工作思路")'), moved)
    plain = "import pandas as pd\n\npd.DataFrame({'村': ['示例村'], '场次': [41]})"
    notebook.cells.append(new_code_cell(plain))
    page = export(run_all(workspace, notebook), folder)
    after = blocks(page)

    gone = [b for b in before if b not in after]
    assert len(gone) >= 1
    # With the only cell below it the heading goes too.
    assert not [b for b in gone if "学法" not in b and b != "加强组织领导"]
    assert [b for b in after if b not in before] == []
    charts = [b for b in before if "普法活动：" in b or "普法活动参加：" in b]
    assert [b for b in after if b in charts] == charts
    assert after.index(charts[0]) > before.index(charts[0])
    table = parse(page).xpath('//table[.//td[text()="示例村"]]')
    assert len(table) == 1


def test_fazhi_lab_opens_the_start_page(workspace: Workspace) -> None:
    """The command starts JupyterLab in the county's notebooks/; what it does not know is passed on."""
    shutil.copy(PROJECT / "notebooks" / "README.ipynb", workspace.root / "notebooks")
    command = ["lab", "--root", str(workspace.root), "--no-browser", "--allow-root", "--port=0"]
    code = "import sys; from analysis.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, *command],
        stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stderr
        line = next(line for line in process.stderr if "Serving notebooks" in line)
        os.killpg(process.pid, signal.SIGKILL)
    assert line.rstrip().endswith(str(workspace.root.resolve() / "notebooks"))
    assert fazhi("lab", "--root", str(workspace.root / "none")).code == 2


def test_fazhi_lab_without_notebooks_says_what_to_do(tmp_path: Path) -> None:
    """A root without notebooks is told to run fazhi init."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    done = fazhi("lab", "--root", str(tmp_path))
    assert done.code == 2
    assert "请先运行 fazhi init" in done.out
