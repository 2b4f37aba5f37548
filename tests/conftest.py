"""What several tests need: the sample town in a folder of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html

from analysis.workspace import Area, Workspace

PROJECT = Path(__file__).parents[1]
SAMPLE = Area(("双龙镇",))
OTHER = "乙镇"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of one file, and all that need the built county, share a worker."""
    for item in items:
        group = "built" if "built" in getattr(item, "fixturenames", ()) else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))


def copy_sample(
    root: Path, name: str = "双龙镇", years: tuple[int, ...] = (2022, 2023)
) -> Workspace:
    """Copy the sample town's raw folders into a root, under another name if wanted."""
    for year in years:
        source = PROJECT / "data" / "raw" / str(year) / "双龙镇"
        shutil.copytree(source, root / "data" / "raw" / str(year) / name)
    return Workspace(root)


def parse(page: str) -> Any:
    """Return the tree of a page (lxml's types know no text_content)."""
    return html.fromstring(page)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace with the sample town of 2022 and 2023; tests leave it as it is."""
    return copy_sample(tmp_path_factory.mktemp("sample"))


@dataclass(frozen=True)
class Run:
    """What a command said and how it ended."""

    code: int
    out: str


def fazhi(*arguments: str, cwd: Path = PROJECT) -> Run:
    """Run the command as a user does."""
    done = subprocess.run(
        [sys.executable, "-c", "from analysis.cli import main; main()", *arguments],
        capture_output=True, encoding="utf-8", cwd=cwd, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout + done.stderr)


def second_town(root: Path) -> None:
    """Write another town's workbook by hand: other headings, a moved table, other words."""
    folder = root / "data" / "raw" / "2023" / OTHER
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总"
    headings = [
        "案件编码",
        "受理时间",
        "片区备用",
        "纠纷类别",
        "行政村",
        "当事人",
        "调解结果",
        "结案时间",
    ]
    for offset, heading in enumerate(headings):
        sheet.cell(5, 3 + offset, heading)
    for n in range(1, 8):
        values = [f"乙调{n}", f"2023/{n}/3", "x", "邻里", "乙竹村", "覃样丁", "成功", f"2023/{n}/9"]
        for offset, value in enumerate(values):
            sheet.cell(5 + n, 3 + offset, value)
    book.save(folder / "调解汇总.xlsx")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """Build a root with the sample town and another that has only a mediation register."""
    root = tmp_path_factory.mktemp("county")
    workspace = copy_sample(root)
    second_town(root)
    run = fazhi("build", "--root", str(root), "--town", "双龙镇", "--town", OTHER)
    return workspace, run
