"""What the clerk's data check says of a figure."""

from __future__ import annotations

from pathlib import Path

from conftest import copy_sample

from analysis.report.figures import Figures
from analysis.report.opening import _figures
from analysis.town import before, load


def test_a_file_is_named_once_for_all_of_its_sheets(tmp_path: Path) -> None:
    """A register of twelve month sheets: each sheet with its cells, the file before the first."""
    workspace = copy_sample(tmp_path)
    area = workspace.area("双龙镇", 2023)
    figures = Figures.of(load(workspace, area, 2023), before(workspace, area, 2023))
    told = {row[0]["text"]: row[2]["text"] for row in _figures(figures)["rows"]}
    says = told["受理人民调解案件"]
    assert says.count("人民调解登记台账（2023年）.xlsx") == 1
    assert all(f"；{month}月 › A" in says for month in range(2, 13))
