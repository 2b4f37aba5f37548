"""A town or a county read year by year: what its figures are made of when they stand in a row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Final

from analysis.county.model import CountyYear, Member
from analysis.county.pooled import pooled_total
from analysis.county.read import WHOLE, read_member, read_year
from analysis.county.series import Point, Released, Series, Share, Told, broken
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation
from analysis.releases.keep import latest
from analysis.settings import County
from analysis.values import format_number
from analysis.workspace import Area, Workspace

NO_DATA: Final = "没有数据"
NO_LEDGERS: Final = "没有台账"
NOT_POOLED: Final = "不能合计"


@dataclass(frozen=True)
class TownYears:
    """A town under its present name, year by year; ``released``: by year and indicator."""

    town: Area
    members: tuple[Member, ...]
    released: Mapping[int, Mapping[str, Released]]
    indicators: Definitions

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years shown: those with folders, and one before where a document tells of it."""
        first = self.members[0]
        before = (first.year - 1,) if first.told else ()
        return (*before, *(member.year for member in self.members))

    @cached_property
    def by_year(self) -> dict[int, Member]:
        """The town by year."""
        return {member.year: member for member in self.members}

    def series(self, name: str) -> Series:
        """Return an indicator over the years."""
        indicator = self.indicators[name]
        return Series(indicator, broken(indicator, (self._point(name, y) for y in self.years)))

    def _point(self, name: str, year: int) -> Point:
        member = self.by_year.get(year)
        if member is None:
            return Point(year=year, told=self._told(name, year), why=NO_LEDGERS)
        released = self.released.get(year, {}).get(name)
        point = Point(
            year=year,
            name=member.area.name,
            released={self.town: released} if released else {},
        )
        total = member.totals.get(name)
        if total is None:
            why = NO_DATA if member.usable else str(member.filing)
            return replace(point, told=self._told(name, year), why=why)
        return replace(point, observation=total, shares={self.town: _share(member, total)})

    def _told(self, name: str, year: int) -> Told | None:
        """Return what a document tells: the town's own report of the year, else its next year's."""
        member, following = self.by_year.get(year), self.by_year.get(year + 1)
        if member and (own := member.reported.get(name)):
            return Told(own.value, own.file)
        quote = following.told.get(name) if following else None
        return Told(quote.value, quote.document) if quote else None


@dataclass(frozen=True)
class CountyYears:
    """A county, year by year; ``released``: by year, town and indicator."""

    counties: tuple[CountyYear, ...]
    released: Mapping[int, Mapping[Area, Mapping[str, Released]]]

    @property
    def years(self) -> tuple[int, ...]:
        """The years shown."""
        return tuple(county.year for county in self.counties)

    @property
    def indicators(self) -> Definitions:
        """The definitions of today, by which all years are computed."""
        return self.counties[-1].indicators

    def series(self, name: str) -> Series:
        """Return an indicator over the years, pooled over the towns that have it."""
        whole = self._pooled(name)
        towns = [set(point.shares) for point in whole.valued]
        common = set.intersection(*towns) if len(towns) > 1 else set()
        alike = self._pooled(name, common) if common and any(common != t for t in towns) else None
        return replace(whole, alike=alike)

    def _pooled(self, name: str, among: Collection[Area] | None = None) -> Series:
        points = (self._point(county, name, among) for county in self.counties)
        return Series(self.indicators[name], broken(self.indicators[name], points))

    def _point(self, county: CountyYear, name: str, among: Collection[Area] | None) -> Point:
        having = [(m, o) for m, o in county.having(name) if among is None or m.town in among]
        released = self.released.get(county.year, {})
        point = Point(
            year=county.year,
            members=len(county.members),
            released={m.town: released[m.town][name] for m in county.members
                      if (among is None or m.town in among) and name in released.get(m.town, {})},
        )  # fmt: skip
        total = pooled_total(county, name, among)
        if total is None:
            why = NO_LEDGERS if not county.members else NOT_POOLED if having else NO_DATA
            return replace(point, why=why)
        shares = {member.town: _share(member, one) for member, one in having}
        return replace(point, observation=total, shares=shares)


def town_years(workspace: Workspace, area: Area, year: int) -> TownYears:
    """Read a town's years up to one, each once; ``area``: its folder in any of them.

    Raises as ``read_year``, and ``FazhiError`` for a release that is damaged.
    """
    configuration = workspace.configuration()
    town = _present(area, configuration.county)
    years = [one for one in workspace.years() if one <= year]
    members = tuple(read_member(workspace, town, one) for one in years)
    known = defined(INDICATORS, configuration)
    released = {member.year: _released(workspace, member, known) for member in members}
    return TownYears(town, members, released, known)


def _present(area: Area, county: County) -> Area:
    """Return a town under the name that it has now."""
    if area.key in county.by_name or area.name in county.by_name:
        return area
    town = county.by_former_name.get(area.key) or county.by_former_name.get(area.name)
    return Area((*area.path[:-1], town.name.rpartition("/")[2])) if town else area


def county_years(workspace: Workspace, year: int, scope: tuple[str, ...] = WHOLE) -> CountyYears:
    """Read a county's years up to one, each once. Raises as ``town_years``."""
    counties = tuple(read_year(workspace, one, scope) for one in workspace.years() if one <= year)
    released = {
        county.year: {
            member.town: found
            for member in county.members
            if (found := _released(workspace, member, county.indicators))
        }
        for county in counties
    }
    return CountyYears(counties, released)


def _released(workspace: Workspace, member: Member, indicators: Definitions) -> dict[str, Released]:
    """Return what a town's last release of a year says otherwise, by indicator."""
    release = latest(workspace, member.area, member.year)
    if release is None:
        return {}
    found: dict[str, Released] = {}
    for name, figure in release.content.figures.items():
        if name in indicators:
            redefined = figure.definition != indicators.keys_of[name]
            revised = _exact(member.totals.get(name)) != figure.value
            if redefined or revised:
                found[name] = Released(figure, release.name, redefined, revised)
    return found


def _exact(total: Observation | None) -> Decimal | None:
    """Return a value as releases keep it."""
    return None if total is None else Decimal(format_number(total.value, 4))


def _share(member: Member, total: Observation) -> Share:
    return Share(total.formula, member.cutoff or date(member.year, 12, 31))
