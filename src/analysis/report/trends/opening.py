"""Where a row of years begins: whose it is, its years are read, its title is shown."""

from __future__ import annotations

from datetime import date

import plotly.io

from analysis.county.read import WHOLE, scopes
from analysis.county.years import CountyYears, TownYears, county_years, town_years
from analysis.errors import UsageError
from analysis.report import wording
from analysis.report.blocks import show
from analysis.report.county.opening import county_figures
from analysis.report.figures import Figures
from analysis.report.opening import check_area, checked_year
from analysis.report.trends.trends import Trends
from analysis.roster import filed_as, named
from analysis.town import before, load
from analysis.workspace import Area, Workspace

WHOLE_ROOT = "全部乡镇"


def open_trends(area: str, year: int) -> Trends:
    """打开一个乡镇或全县到某一年为止历年的数字。

    ``area``：乡镇的文件夹名；写县名（county.toml 里的，或 data/raw/年份/ 下放乡镇的文件夹名），
    就是各乡镇合计。

    Raises ``UsageError`` for parameters that are mistyped.
    """
    workspace = checked_year(year, "review")
    check_area(area)
    plotly.io.renderers.default = "plotly_mimetype"  # an own figure reaches the page as JSON
    scope = _scope(workspace, area, year)
    if scope is not None:
        return _of_county(workspace, county_years(workspace, year, scope))
    return _of_town(workspace, town_years(workspace, _town(workspace, area, year), year))


def _scope(workspace: Workspace, area: str, year: int) -> tuple[str, ...] | None:
    """Return which towns a county's name means, None where it is no county's."""
    name = workspace.configuration().county.name
    folders = {"/".join(scope): scope for scope in scopes(workspace, year) if scope != WHOLE}
    if area in folders:
        return folders[area]
    return WHOLE if area in {name, WHOLE_ROOT} else None


def _town(workspace: Workspace, area: str, year: int) -> Area:
    """Return the folder of a town in the year, else in one before it: it may have filed nothing.

    Raises ``UsageError`` naming the nearest town.
    """
    try:
        return named(workspace, area, year)
    except UsageError:
        wanted = Area.parse(area)
        earlier = (one for one in workspace.years() if one < year)
        found = (filed_as(workspace, wanted, one) for one in earlier)
        if folder := next(filter(None, found), None):
            return folder
        raise


def _of_town(workspace: Workspace, years: TownYears) -> Trends:
    newest = years.members[-1]
    figures = None
    if newest.usable:
        town = load(workspace, newest.area, newest.year)
        figures = Figures.of(town, before(workspace, newest.area, newest.year))
    name = newest.area.name if newest.usable else years.town.name
    _title(name, years.years, newest.cutoff, sample=any(m.sample for m in years.members))
    return Trends(years, figures)


def _of_county(workspace: Workspace, years: CountyYears) -> Trends:
    newest = years.counties[-1]
    sample = any(member.sample for county in years.counties for member in county.members)
    _title(newest.name, years.years, None, sample=sample)
    return Trends(years, county_figures(workspace, newest) if newest.usable else None)


def _title(name: str, years: tuple[int, ...], cutoff: date | None, *, sample: bool) -> None:
    row = f"{years[0]}至{years[-1]}年历年变化" if len(years) > 1 else f"{years[0]}年"
    show({
        "block": "title", "kind": "trends", "town": name, "year": years[-1], "organs": [],
        "title": f"{name}{row}", "document_number": None, "signatory": None, "recipients": None,
        "signed_on": None, "data_cutoff": wording.long_date(cutoff) if cutoff else None,
        "status": "分析", "edition": "review", "sample": sample, "draft": False,
    })  # fmt: skip
