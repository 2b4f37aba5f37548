"""What several tests need: the sample town in a folder of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from analysis.workspace import Area, Workspace

PROJECT = Path(__file__).parents[1]
SAMPLE = Area(("双龙镇",))


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
