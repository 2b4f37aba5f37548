"""The Chinese guides, step by step as a new user takes them: from an empty folder to the next year."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT, Run, fazhi, parse
from own_towns import QINGXI, SHIQIAO, write_towns

from analysis.beside.comparisons import read_comparisons
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.settings import Configuration, read_settings
from analysis.workspace import Area, Workspace

GUIDES = PROJECT / "docs" / "zh"
JANUARY, SENTENCE, INDICATOR, FIRST, OFFLINE = (
    "每年一月做什么", "怎样改一句话", "怎样加一个指标", "十分钟出第一份报告", "内网离线安装",
)  # fmt: skip


def example(guide: str, name: str) -> str:
    """Return the example of that name in a guide, without the indent of a list."""
    text = (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"<!-- example: {name} -->\s*```\w+\n(.*?)```", text, re.DOTALL)
    return re.sub(r"^ {3}", "", block, flags=re.MULTILINE).strip()


def commands(guide: str) -> list[str]:
    """Return the commands of a guide in their order, without the runner in front."""
    text = (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.DOTALL)).splitlines()
    return [line.removeprefix("uv run ").strip() for line in lines if "fazhi " in line]


def settings(tmp_path: Path, text: str) -> Configuration:
    """Return county.toml as it is read."""
    (tmp_path / "county.toml").write_text(text, encoding="utf-8")
    return read_settings(tmp_path / "county.toml", Configuration)


@pytest.mark.parametrize("name", ["redefine", "ratio", "add", "threshold"])
def test_examples_of_county_toml_are_taken_as_they_stand(name: str, tmp_path: Path) -> None:
    """Each example of 怎样加一个指标 is valid, and does what the text says."""
    configuration = settings(tmp_path, example(INDICATOR, name))
    found = defined(INDICATORS, configuration)
    changed = {one for one in found if found[one] != INDICATORS.get(one)}
    assert (
        changed
        == {
            "redefine": {"mediation.concluded"},
            "ratio": {"mediation.success_rate"},
            "add": {"county.night_market"},
            "threshold": set(),
        }[name]
    )
    assert len(configuration.thresholds) == (name == "threshold")


def test_the_other_examples_are_taken_as_they_stand(tmp_path: Path) -> None:
    """A renamed town, a notebook of the county's own, last year's figures and plans."""
    (town,) = settings(tmp_path, example(JANUARY, "renamed")).county.towns
    assert (town.name, town.former_names) == ("新名镇", ("旧名乡",))
    own = settings(tmp_path, example(SENTENCE, "own-notebook")).notebooks.annual_report
    assert own == "10_annual_report_本县"
    (tmp_path / "对照数据.csv").write_text(example(JANUARY, "quotes"), encoding="utf-8")
    quotes, findings = read_comparisons(tmp_path, INDICATORS)
    assert findings == []
    assert [(q.indicator, q.kind, str(q.value)) for q in quotes] == [
        ("mediation.sessions", "上年", "198"),
        ("training.attended", "计划", "1200"),
    ]


def test_the_sentence_to_change_stands_in_the_notebook() -> None:
    """怎样改一句话 quotes a line that is there, and both lines name the same figures."""
    before, after = (example(SENTENCE, f"sentence-{which}") for which in ("before", "after"))
    notebook = json.loads((PROJECT / "notebooks" / "10_annual_report.ipynb").read_text("utf-8"))
    source = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    assert source.count(before) == 1
    assert re.findall(r"\{(.+?)\}", before) == re.findall(r"\{(.+?)\}", after)


@pytest.mark.slow
def test_a_misspelt_notebook_of_the_countys_own_is_answered(tmp_path: Path) -> None:
    """The nearest notebook is named, and nothing is built from another."""
    write_towns(tmp_path, 2023)
    settings(tmp_path, '[notebooks]\nannual_report = "10_anual_report"')
    done = fazhi("build", "--root", str(tmp_path), "--town", SHIQIAO)
    assert done.code == 1
    assert (
        "没有找到笔记本 notebooks/10_anual_report.ipynb。您是否指“10_annual_report”？" in done.out
    )
    assert not (tmp_path / "reports").exists()


def run(root: Path, command: str) -> Run:
    """Run a guide's command in the county's folder."""
    done = fazhi(*command.split()[1:], cwd=root)
    assert done.code == 0, f"{command}\n{done.out}"
    return done


def tree(root: Path) -> dict[str, bytes]:
    """Return every file that a user sees."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


@pytest.mark.slow
def test_from_an_empty_folder_to_the_next_january(tmp_path: Path) -> None:
    """init, two towns of other habits, a report each, new-year twice, the new year's reports.

    The commands are those of 十分钟出第一份报告 and 每年一月做什么; pages compare with last year, and
    figures are those counted by hand.
    """
    done = fazhi("init", "某某县", "--county", "某某县", "--year", "2023", "--town", QINGXI,
                 "--town", SHIQIAO, cwd=tmp_path)  # fmt: skip
    assert done.code == 0, done.out
    root = tmp_path / "某某县"
    write_towns(root, 2023)
    run(root, "fazhi validate")
    run(root, "fazhi build")
    workspace = Workspace(root)
    pages = {
        town: workspace.published(Area((town,)), 2023) / "report.html" for town in (QINGXI, SHIQIAO)
    }
    figures = {town: shown(page) for town, page in pages.items()}
    assert figures[QINGXI].items() >= {
        ("mediation.accepted", "12"), ("mediation.settled", "11"), ("review.total", "4"),
        ("enforcement.penalties", "3"), ("enforcement.fines", "2500"), ("petitions.received", "10"),
    }  # fmt: skip
    assert figures[SHIQIAO].items() >= {
        ("mediation.accepted", "48"), ("mediation.settled", "47"), ("disputes.screened", "48"),
        ("people.mediators", "31"), ("training.centre_group", "1"),
    }  # fmt: skip
    assert "〔提示〕" not in pages[QINGXI].read_text(encoding="utf-8")

    january = commands(JANUARY)
    assert january[0] == "fazhi new-year 2024"
    run(root, january[0])
    once = tree(root)
    run(root, january[0])
    assert tree(root) == once
    checklist = (root / "data" / "raw" / "2024" / "清单.md").read_text(encoding="utf-8")
    assert "《人民调解月报表》：2023年报过，今年还没有" in checklist
    write_towns(root, 2024, 1)
    for command in january[1:]:
        said = run(root, command)
    assert "2024年" in said.out
    page = workspace.published(Area((QINGXI,)), 2024) / "report.html"
    assert shown(page)["mediation.accepted"] == "13"
    assert "比上年增加1件，增长8.3%" in page.read_text(encoding="utf-8")
    assert (page.parent / "02_mediation.html").is_file()


def shown(page: Path) -> dict[str, str]:
    """Return the figures of a page by indicator."""
    marks = parse(page.read_text(encoding="utf-8")).xpath("//*[@data-indicator][@data-value]")
    return {mark.get("data-indicator"): mark.get("data-value") for mark in marks}


@pytest.mark.slow
def test_an_installed_fazhi_needs_no_project(tmp_path: Path) -> None:
    """As 内网离线安装: the wheel alone, without an index, has the command, the notebooks, the templates."""
    uv = shutil.which("uv")
    assert uv
    wheels, place = tmp_path / "wheels", tmp_path / "installed"
    build = [uv, "build", "--wheel", "-o", str(wheels), "--offline", str(PROJECT)]
    install = [uv, "pip", "install", "--no-index", "--no-deps", "--find-links", str(wheels),
               "--target", str(place), "fazhi"]  # fmt: skip
    for command in (build, install):
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
    code = (
        f"import sys; sys.path.insert(0, {str(place)!r}); import analysis; "
        f"assert analysis.__file__.startswith({str(place)!r}); "
        "sys.argv = ['fazhi', 'init', '某某县', '--year', '2023', '--town', '青溪镇']; "
        "from analysis.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    names = {path.name for path in (tmp_path / "某某县" / "notebooks").iterdir()}
    assert names == {path.name for path in (PROJECT / "notebooks").glob("*.ipynb")}


def test_the_offline_recipe_names_what_there_is() -> None:
    """Its commands build from this project's lock file, and install by the project's name."""
    text = (GUIDES / f"{OFFLINE}.md").read_text(encoding="utf-8")
    assert "uv export --frozen" in text
    assert "--no-index --find-links wheels fazhi" in text
    assert (PROJECT / "uv.lock").is_file()
