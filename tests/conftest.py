"""What several tests need: the sample town in a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from analysis.workspace import Area, Workspace

PROJECT = Path(__file__).parents[1]
SAMPLE = Area(("双龙镇",))


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
