"""What the site is about: each town over all years, by county, and where its pages are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from analysis.county.model import CountyYear, Filing, Member
from analysis.county.pooled import pooled_total
from analysis.county.read import Reader
from analysis.errors import UsageError
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation
from analysis.site.places import Folders, Place, Report
from analysis.workspace import Area

NO_VALUE: Final = "没有数据"
UNASKED: Final = "未列入"
_LACKING: Final = frozenset({Filing.ABSENT.value, Filing.REFUSED.value, UNASKED})
"""States that are themselves the reason why there is no value."""


@dataclass(frozen=True)
class Town:
    """One town over all years. ``number``: its place among all, the same on every page."""

    number: int
    area: Area
    members: Mapping[int, Member]

    @property
    def label(self) -> str:
        """Its name, after its county's where there are several."""
        return " ".join(self.area.path)

    def state(self, year: int) -> str:
        """Return how it filed in a year, in words; 未列入 where nobody asked for it then."""
        member = self.members.get(year)
        return member.filing.value if member else UNASKED

    def lack(self, year: int) -> str:
        """Return why a value of a year is not there."""
        state = self.state(year)
        return state if state in _LACKING else NO_VALUE


@dataclass(frozen=True)
class Group:
    """The towns of one county. ``scope``: its folder below a year, () where the towns have none."""

    scope: tuple[str, ...]
    name: str
    towns: tuple[Town, ...]
    counties: Mapping[int, CountyYear]


@dataclass(frozen=True)
class Sight:
    """All years (oldest first) and all towns, those of the newest year before the others."""

    name: str
    years: tuple[int, ...]
    counties: Mapping[int, CountyYear]
    towns: tuple[Town, ...]
    folders: Folders
    _pooled: dict[tuple[int, str], Observation | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def newest(self) -> int:
        """The last year."""
        return self.years[-1]

    @property
    def definitions(self) -> Definitions:
        """The indicators as they are defined now."""
        return self.counties[self.newest].indicators

    @cached_property
    def given(self) -> list[str]:
        """The indicators that a town has a value of in any year, in the order of the registry."""
        found = {name for county in self.counties.values() for name in county.given}
        return [name for name in self.definitions if name in found]

    @cached_property
    def having(self) -> Mapping[str, tuple[Town, ...]]:
        """The towns that have a value of an indicator in any year, 自填 among them."""
        found: dict[str, list[Town]] = {}
        for town in self.towns:
            names = (name for m in town.members.values() for name in (*m.totals, *m.reported))
            for name in dict.fromkeys(names):
                found.setdefault(name, []).append(town)
        return {name: tuple(towns) for name, towns in found.items()}

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why each of the towns has no value of an indicator that it has none of in any year."""
        return tuple(
            _reason([town.lack(year) for year in self.years], self.years) for town in self.towns
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The counties, in the order of their first towns."""
        found: dict[tuple[str, ...], list[Town]] = {}
        for town in self.towns:
            found.setdefault(town.area.path[:-1], []).append(town)
        return tuple(self._group(scope, towns) for scope, towns in found.items())

    def pooled(self, county: CountyYear, name: str) -> Observation | None:
        """Return ``pooled_total`` of a year of these, worked out once."""
        asked = id(county), name  # all that are asked about are kept here or in ``groups``
        if asked not in self._pooled:
            self._pooled[asked] = pooled_total(county, name)
        return self._pooled[asked]

    @property
    def has_several(self) -> bool:
        """Whether there are several counties."""
        return len(self.groups) > 1

    @property
    def sample(self) -> bool:
        """Whether any of the towns is invented."""
        return any(m.sample for town in self.towns for m in town.members.values())

    def place(self, town: Town, year: int) -> Place | None:
        """Return a town's folder in a year, None where it was not asked for."""
        member = town.members.get(year)
        return self.folders.town(member.area, year) if member else None

    def newest_report(self, town: Town) -> Report | None:
        """Return a town's newest report that was made of ledgers that can be used."""
        for year in reversed(self.years):
            member, place = town.members.get(year), self.place(town, year)
            if member and place and member.usable and place.report:
                return place.report
        return None

    def _group(self, scope: tuple[str, ...], towns: list[Town]) -> Group:
        counties = {year: county.part(scope) for year, county in self.counties.items()}
        return Group(scope, counties[self.newest].name, tuple(towns), counties)


def _reason(words: Sequence[str], years: Sequence[int]) -> str:
    """Return 各年都没有数据, or what is so in which year."""
    if len(set(words)) == 1:
        return f"各年都{words[0]}" if len(years) > 1 else words[0]
    return "，".join(f"{year}年{word}" for year, word in zip(years, words, strict=True))


def sight_of(reader: Reader) -> Sight:
    """Read all years of a root that have towns.

    Raises ``UsageError`` where there is no town at all, else as ``read_year``.
    """
    workspace = reader.workspace
    read = (reader.year(year) for year in workspace.years())
    counties = {county.year: county for county in read if county.members}
    if not counties:
        raise UsageError("data/raw/ 下还没有台账。", "请把台账放入 data/raw/年份/乡镇/。")
    return gathered(counties, Folders(workspace.reports))


def gathered(counties: Mapping[int, CountyYear], folders: Folders) -> Sight:
    """Put the towns of several years together: a town renamed meanwhile is one."""
    years = tuple(sorted(counties))
    found: dict[Area, dict[int, Member]] = {}
    for year in reversed(years):
        for member in counties[year].members:
            found.setdefault(member.town, {})[year] = member
    towns = tuple(Town(n, area, found[area]) for n, area in enumerate(found))
    return Sight(counties[years[-1]].name, years, counties, towns, folders)
