"""Where an analysis begins: its parameters are checked, the town is read, the look opened."""

from __future__ import annotations

import plotly.io

from analysis.report import wording
from analysis.report.blocks import show
from analysis.report.look import Look
from analysis.report.opening import checked
from analysis.town import Town, before, load


def open_look(area: str, year: int, topic: str = "台账") -> Look:
    """打开一个乡镇一年的台账，做分析。

    ``area``：data/raw/年份/ 下的文件夹名；``topic``：分析什么，写在网页标题里。

    Raises ``UsageError`` for parameters that are mistyped and ``RefusedError`` for ledgers with
    errors.
    """
    workspace, town_area = checked(area, year, "review")
    plotly.io.renderers.default = "plotly_mimetype"  # an own figure reaches the page as JSON
    town, last = load(workspace, town_area, year), before(workspace, town_area, year)
    look = Look(town, last)
    _title(town, topic)
    return look


def _title(town: Town, topic: str) -> None:
    show({
        "block": "title", "kind": "analysis", "town": town.area.name, "year": town.year,
        "organs": [], "title": f"{town.area.name}{town.year}年{topic}分析",
        "document_number": None, "signatory": None, "recipients": None, "signed_on": None,
        "data_cutoff": wording.long_date(town.cutoff), "status": "分析", "edition": "review",
        "sample": town.settings.sample, "draft": False,
    })  # fmt: skip
