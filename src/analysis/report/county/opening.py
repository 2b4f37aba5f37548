"""Where the county's notebooks begin: its towns are gathered, the report or the review opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import plotly.io

from analysis.beside import asked_headings
from analysis.county.model import CountyYear
from analysis.county.pooled import pooled_total, pooled_town
from analysis.county.read import WHOLE, read_year, scopes
from analysis.errors import UsageError
from analysis.indicators.model import Observation
from analysis.report.blocks import show
from analysis.report.county.review import Review
from analysis.report.figures import Figures
from analysis.report.opening import checked_year
from analysis.report.report import Report
from analysis.values import nearest
from analysis.workspace import Workspace


def open_county_report(year: int, area: str = "", edition: str = "review") -> Report:
    """打开全县的年度报告：数字是各乡镇台账的合计。

    ``area``: empty for all towns of the root, or the folder of a county where it holds several.
    Raises ``UsageError`` for parameters that are mistyped, ``ConfigurationError`` where the county
    has no name, ``RefusedError`` where what it wrote itself holds errors.
    """
    workspace = checked_year(year, edition)
    county = read_year(workspace, year, scope_of(workspace, year, area))
    figures = county_figures(workspace, county, public=edition == "public")
    plotly.io.renderers.default = "plotly_mimetype"
    report = Report(figures, edition, figures.town.own_text.sections)
    report.title()
    return report


def open_county(year: int, area: str = "") -> Review:
    """打开全县各乡镇的对照：谁没有报送、谁的数字和别人不一样、历年怎样。

    Parameters and errors as for ``open_county_report``.
    """
    workspace = checked_year(year, "review")
    scope = scope_of(workspace, year, area)
    plotly.io.renderers.default = "plotly_mimetype"
    years = [read_year(workspace, y, scope) for y in workspace.years() if y <= year]
    review = Review(years, county_figures(workspace, years[-1]))
    _title(years[-1])
    return review


def county_figures(workspace: Workspace, county: CountyYear, *, public: bool = False) -> Figures:
    """Return a county's pooled figures, beside those of the year before where towns had filed."""
    headings = asked_headings(workspace, workspace.configuration().notebooks.county_report)
    town = pooled_town(workspace, county, asked=headings)
    if county.year - 1 not in workspace.years():
        return Figures.of(town, None, public=public)
    earlier = read_year(workspace, county.year - 1, county.scope)
    last = pooled_town(workspace, earlier) if earlier.usable else None
    figures = Figures.of(town, last, public=public)
    return replace(figures, alike=dict(_alike(county, earlier, figures)))


def _alike(
    county: CountyYear, earlier: CountyYear, figures: Figures
) -> Iterator[tuple[str, tuple[Observation, Observation]]]:
    """Yield the figures of which the towns of two years differ, over those that gave both."""
    for name in figures.totals:
        if figures.comparable(name):
            continue
        both = {m.town for m, _ in county.having(name)} & {m.town for m, _ in earlier.having(name)}
        now, then = (pooled_total(one, name, both) for one in (county, earlier))
        if now and then:
            yield name, (now, then)


def scope_of(workspace: Workspace, year: int, area: str) -> tuple[str, ...]:
    """Return which towns a name means: "" and the county's own name all of them.

    Raises ``UsageError`` naming the nearest folder.
    """
    if not isinstance(area, str):
        raise UsageError("参数 area 应为县的文件夹名，或留空。", 'area = "" 表示全部乡镇。')
    known = {"/".join(scope): scope for scope in scopes(workspace, year) if scope}
    if area in known:
        return known[area]
    if area in {"", workspace.configuration().county.name}:
        return WHOLE
    guess = nearest(area, known)
    remedy = f"您是否指“{guess}”？" if guess else 'area = "" 表示全部乡镇。'
    raise UsageError(f"data/raw/{year}/ 下没有名为“{area}”的县。", remedy)


def _title(county: CountyYear) -> None:
    show({
        "block": "title", "kind": "county", "town": county.name, "year": county.year,
        "organs": [], "title": f"{county.name}{county.year}年各乡镇法治政府建设情况对照",
        "document_number": None, "signatory": None, "recipients": None, "signed_on": None,
        "data_cutoff": None, "status": "县级审核", "edition": "review",
        "sample": any(member.sample for member in county.members), "draft": False,
    })  # fmt: skip
