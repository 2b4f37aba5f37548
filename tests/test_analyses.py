"""``fazhi notebooks`` and the start page with real kernels, and what an error looks like there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import PROJECT, Run, copy_sample, fazhi, parse
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from test_build import OTHER, second_town

from analysis.build.analyses import analyses
from analysis.render.gate.shapes import _PATH
from analysis.workspace import Workspace

pytestmark = pytest.mark.slow

DELIVERED = ("02_mediation", "03_training", "04_publicity")
OWN = """import plotly.express as px

rows = look.frame("mediation", when="受理日期")
px.histogram(rows, x="涉及金额", title="涉案金额多在万元以下")"""
PARAMETERS = 'area = "双龙镇"\nyear = 2023'
OPENED = 'from analysis.report import open_look\n\nlook = open_look(area, year, "金额")'


def own_notebook(*cells: str) -> Any:
    """Return an analyst's own notebook."""
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    others = [new_code_cell(source) for source in (OPENED, *cells)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells_ = [parameters, new_markdown_cell("## 金额"), *others]
    return new_notebook(cells=cells_, metadata=kernel)


def run_in(folder: Path, notebook: Any, *, allow_errors: bool = False) -> Any:
    """Run all cells in a kernel that stands in a folder, as JupyterLab does."""
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(
        notebook, kernel_name="python3", resources=resources, allow_errors=allow_errors
    ).execute()
    return notebook


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """Run all notebooks, one of the root's own and one that fails, for a rich and a poor town."""
    root = tmp_path_factory.mktemp("looks")
    workspace = copy_sample(root)
    second_town(root)
    folder = root / "notebooks"
    folder.mkdir()
    nbformat.write(own_notebook(OWN), folder / "05_own.ipynb")
    nbformat.write(own_notebook('look.months("mediation.acepted")'), folder / "06_bad.ipynb")
    nbformat.write(own_notebook(), folder / "5_not_ours.ipynb")
    report = root / "reports" / "2023" / "双龙镇" / "report.html"
    report.parent.mkdir(parents=True)
    report.write_text("the report", encoding="utf-8")
    towns = ("--town", "双龙镇", "--town", OTHER)
    run = fazhi("notebooks", "--root", str(root), "--year", "2023", *towns)
    return workspace, run


def page(workspace: Workspace, name: str, town: str = "双龙镇") -> str:
    """Return a published analysis."""
    return (workspace.root / "reports/2023" / town / f"{name}.html").read_text(encoding="utf-8")


def test_every_analysis_is_published_and_a_failure_stops_no_other(
    built: tuple[Workspace, Run],
) -> None:
    """The failing notebook is told for each town, with its sentence; the others are there."""
    workspace, run = built
    assert run.code == 1, run.out
    assert analyses(workspace) == [*DELIVERED, "05_own", "06_bad"]
    assert "完成：发布 8 个，未发布 2 个。" in run.out
    assert (
        "06_bad 第 4 格：没有名为“mediation.acepted”的指标。您是否指“mediation.accepted”" in run.out
    )
    assert "Traceback" not in run.out
    for town in ("双龙镇", OTHER):
        names = {path.name for path in (workspace.root / "reports/2023" / town).iterdir()}
        wanted = {f"{name}.{kind}" for name in (*DELIVERED, "05_own") for kind in ("html", "ipynb")}
        assert names - {"report.html"} == wanted


def test_the_report_is_not_touched(built: tuple[Workspace, Run]) -> None:
    """An analysis is a page beside the report."""
    assert page(built[0], "report") == "the report"


def test_an_analysis_is_no_official_document(built: tuple[Workspace, Run]) -> None:
    """It says 分析 and whose; it has no organ, 文号 or signature; the sample says it is one."""
    tree = parse(page(built[0], "02_mediation"))
    assert tree.xpath("//h1")[0].text_content() == "双龙镇2023年人民调解分析"
    assert "analysis" in tree.xpath("//body")[0].get("class")
    assert "示例数据" in tree.xpath('//*[@class="mark"]')[0].text_content()
    for name in ("organs", "document-number", "closing", "recipients"):
        assert not tree.xpath(f'//*[@class="{name}"]')


def test_charts_have_words_units_sources_and_tables(built: tuple[Workspace, Run]) -> None:
    """Every chart of the delivered notebooks: headline, unit, source line, alt text, table."""
    for name in DELIVERED:
        charts = parse(page(built[0], name)).xpath('//figure[@class="chart"]')
        assert len(charts) >= 5
        for chart in charts:
            assert len(chart.xpath("./figcaption")[0].text_content()) > 8
            assert chart.xpath('./p[@class="chart-unit"]')
            assert "《" in chart.xpath('./p[@class="source-line"]')[0].text_content()
            assert len(chart.xpath('.//div[@role="img"]')[0].get("aria-label")) > 15
            assert chart.xpath(".//details//td[@data-indicator]")


def test_figures_lead_to_their_cells(built: tuple[Workspace, Run]) -> None:
    """Every figure marked on an analysis has its entry in the page's annex."""
    tree = parse(page(built[0], "02_mediation"))
    entries = {element.get("id") for element in tree.xpath('//article[@class="entry"]')}
    marked = {
        f"f-{element.get('data-indicator')}" for element in tree.xpath("//*[@data-indicator]")
    }
    assert marked == entries
    assert (
        "人民调解登记台账（2023年）.xlsx"
        in tree.get_element_by_id("f-mediation.accepted").text_content()
    )


def test_a_poor_town_is_told_what_is_missing(built: tuple[Workspace, Run]) -> None:
    """With one register, training and publicity have no picture, no 0, and say why."""
    for name in ("03_training", "04_publicity"):
        tree = parse(page(built[0], name, OTHER))
        assert not tree.xpath("//figure")
        said = [p.text_content() for p in tree.xpath("//main//p[@data-paragraph]")]
        assert said
        assert all("没有" in text for text in said)
        assert tree.xpath('//section[@class="pending"]')


def test_an_own_plotly_figure_is_published(built: tuple[Workspace, Run]) -> None:
    """A figure as a cell's last value is drawn, its title above it, by the shared bundle."""
    source = page(built[0], "05_own")
    tree = parse(source)
    (figure,) = tree.xpath('//figure[@class="chart"]')
    assert "涉案金额多在万元以下" in figure.xpath("./figcaption")[0].text_content()
    drawn = json.loads(figure.xpath(".//script")[0].text_content())
    assert drawn["data"][0]["type"] == "histogram"
    assert "title" not in drawn["layout"]
    assert "../../assets/plotly-" in source


def test_executed_notebooks_hold_no_time_and_no_path(built: tuple[Workspace, Run]) -> None:
    """What is published beside the page is the notebook with its outputs, and nothing else."""
    folder = built[0].root / "reports" / "2023" / "双龙镇"
    for name in (*DELIVERED, "05_own"):
        text = (folder / f"{name}.ipynb").read_text(encoding="utf-8")
        assert not _PATH.search(text)
        assert str(built[0].root) not in text
        assert '"papermill"' not in text
        assert "iopub" not in text


@pytest.mark.parametrize("filled", [False, True])
def test_the_start_page_runs_from_first_to_last(tmp_path: Path, filled: bool) -> None:  # noqa: FBT001
    """Every cell of README.ipynb works in a blank county and in one with a town, to the report."""
    (tmp_path / "notebooks").mkdir()
    if filled:
        copy_sample(tmp_path)
    notebook = nbformat.read(PROJECT / "notebooks" / "README.ipynb", as_version=4)
    run_in(tmp_path / "notebooks", notebook)
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    text = "".join(str(o.get("text") or o["data"].get("text/html", "")) for o in outputs)
    assert ("请新建文件夹 data/raw/年份/乡镇名/" in text) is not filled
    assert (tmp_path / "reports/2023/双龙镇/report.html").is_file() is filled
    if filled:
        assert "已发布：reports/2023/双龙镇/report.html" in text


def test_an_error_in_a_cell_is_one_sentence(tmp_path: Path) -> None:
    """JupyterLab gets sentence and remedy; %tb the place; pandas' own error its traceback."""
    copy_sample(tmp_path)
    notebook = own_notebook('look.months("mediation.acepted")', "%tb", "look.frame('study')['无']")
    run_in(tmp_path, notebook, allow_errors=True)
    ours, again, pandas = (cell.outputs[-1] for cell in notebook.cells[-3:])
    assert len(ours.traceback) == 2
    assert "没有名为“mediation.acepted”的指标。" in ours.traceback[0]
    assert (
        ours.evalue
        == "没有名为“mediation.acepted”的指标。您是否指“mediation.accepted”（受理人民调解案件）？"
    )
    assert "line 1" in "".join(again.traceback)
    assert pandas.ename == "KeyError"
    assert "Traceback" in "".join(pandas.traceback)


def test_a_failing_cell_stops_run_all(tmp_path: Path) -> None:
    """The cells below do not run, and what papermill would print is the sentence."""
    copy_sample(tmp_path)
    with pytest.raises(CellExecutionError) as caught:
        run_in(tmp_path, own_notebook('look.breakdown("mediation.accepted", "村庄")', "never"))
    assert "可以按：month（月份）" in str(caught.value)
    assert "Traceback" not in str(caught.value)
