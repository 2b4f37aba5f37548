"""``fazhi new-year``: a year's folders made from the year before; no row and no text is copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analysis.cycle.checklist import CHECKLIST, checklist
from analysis.cycle.facts import ended, said
from analysis.cycle.head import head
from analysis.cycle.placing import Placing, town_of, year_of
from analysis.cycle.start import place_town
from analysis.errors import ConfigurationError, FazhiError, UsageError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.roster import Roster, filed_as, roster_of
from analysis.settings import COUNTY_FILE, ReportSettings
from analysis.store import write_text
from analysis.workspace import Area, Workspace


@dataclass(slots=True)
class Carried:
    """What ``new-year`` did: files, and in words what was carried over and what to look at."""

    year: int
    earlier: int
    placing: Placing
    says: list[str] = field(default_factory=list)
    checklist: str = ""


def new_year(workspace: Workspace, year: str, today: date) -> Carried:
    """Make the folders of a year for every town of the newest earlier year and of ``county.toml``.

    Raises ``UsageError`` for a year that is none, or has no year before it.
    """
    report_year = year_of(year, today.year)
    years = [known for known in workspace.years() if known < report_year]
    if not years:
        raise UsageError(
            f"data/raw/ 下没有早于{report_year}年的年度。",
            f"请先用 fazhi init --year {report_year} 新建。",
        )
    carried = Carried(report_year, years[-1], Placing(workspace.root))
    roster = roster_of(workspace, carried.earlier)
    areas = _towns(workspace, roster)
    carried.says += [f"{line}这个文件夹没有带到{report_year}年。" for line in roster.questions()]
    carried.placing.folder(workspace.root / "data" / "raw" / year)
    for area in areas:
        carried.says += _carry(workspace, carried, area)
    carried.says += _mappings(workspace, areas)
    carried.says += _norms(workspace, report_year)
    path = workspace.root / "data" / "raw" / year / CHECKLIST
    text = checklist(workspace, report_year, carried.earlier, areas)
    if not path.is_file() or path.read_bytes() != text.encode():
        write_text(path, text)
    carried.checklist = path.relative_to(workspace.root).as_posix()
    return carried


def _towns(workspace: Workspace, roster: Roster) -> list[Area]:
    """Return the towns of the new year, under their present names.

    The sample is left out where other towns filed, as it is elsewhere.
    """
    before = [area for area in workspace.areas(roster.year) if area not in roster.asked]
    expected = []
    for town in workspace.configuration().county.towns:
        try:
            expected.append(town_of(town.name))
        except UsageError as error:
            raise ConfigurationError(f"{COUNTY_FILE}：{error.message}", error.remedy) from error
    samples = {area for area in before if _last(workspace, area, roster.year)[0].sample}
    if samples >= set(before):
        samples = set()
    found = {_present(area, roster): None for area in before if area not in samples}
    known = {*found, *samples}
    names = {area.name for area in known}
    for area in expected:
        if area not in known and not (len(area.path) == 1 and area.name in names):
            found[area] = None
    return sorted(found)


def _present(area: Area, roster: Roster) -> Area:
    """Return a town under its name of today."""
    name = roster.former.get(area)
    return Area((*area.path[:-1], name.rpartition("/")[2])) if name else area


def _carry(workspace: Workspace, carried: Carried, area: Area) -> Iterator[str]:
    """Place a town's folder; say what its head lost or could not be read."""
    before = filed_as(workspace, area, carried.earlier)
    settings, trouble = _last(workspace, before, carried.earlier)
    county, then = workspace.configuration().county.name, said(carried.earlier, carried.year)
    text = head(area, carried.year, county, settings if before else None)
    place_town(workspace, carried.placing, area, carried.year, text)
    if trouble:
        yield f"{area.key}：{then}的 report.toml 没有沿用：{trouble}"
    if before and before.name != area.name:
        yield f"{area.key}{then}的文件夹是“{before.key}”，今年用新名称。"
        old = [organ for organ in settings.organs if before.name in organ]
        if old:
            yield f"{area.key}：report.toml 中的发文机关仍写“{before.name}”，请核对。"
        source, target = workspace.mapping(before), workspace.mapping(area)
        if source.is_file() and not target.exists():
            shutil.copyfile(source, target)
            carried.placing.made.append(target.relative_to(workspace.root).as_posix())


def _last(workspace: Workspace, area: Area | None, year: int) -> tuple[ReportSettings, str]:
    """Return the head of a town's earlier report, or why it cannot be read."""
    if area is None:
        return ReportSettings(), ""
    try:
        return workspace.settings(area, year), ""
    except FazhiError as error:
        return ReportSettings(), str(error)


def _mappings(workspace: Workspace, areas: Sequence[Area]) -> Iterator[str]:
    """Say what towns have said about their headings; it stays where it is."""
    kept = [(area, _lines(workspace.mapping(area))) for area in areas]
    told = [f"{area.key} {lines} 行" for area, lines in kept if lines]
    if told:
        yield f"表头的对应关系（data/mappings/）继续有效：{'、'.join(told)}。"


def _lines(path: Path) -> int:
    """Count the lines of a mapping that say something."""
    if not path.is_file():
        return 0
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return sum("=" in line and not line.lstrip().startswith("#") for line in lines)


def _norms(workspace: Workspace, year: int) -> Iterator[str]:
    """Say that the county's list and norms stay, and which norms have to be looked at."""
    configuration = workspace.configuration()
    if configuration.county.towns:
        yield f"{COUNTY_FILE} 的乡镇名单继续有效：{len(configuration.county.towns)} 个。"
    indicators = defined(INDICATORS, configuration)
    titles = {norm: indicators[norm.indicator].title for norm in configuration.thresholds}
    over = [title for norm, title in titles.items() if ended(norm, year)]
    valid = {norm: title for norm, title in titles.items() if not ended(norm, year)}
    unsure = [title for norm, title in valid.items() if norm.status == "未核实"]
    if valid:
        yield f"{COUNTY_FILE} 的指标要求继续有效：{len(valid)} 条。"
    if over:
        yield f"指标要求在{year}年以前到期，请更新：{'、'.join(over)}。"
    if unsure:
        yield f"指标要求未核实，请找到原文：{'、'.join(unsure)}。"
