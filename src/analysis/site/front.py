"""The first page: who has filed in which year, and the way to everything else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analysis.county.model import CountyYear, Filing
from analysis.county.read import WHOLE
from analysis.site.look import page
from analysis.site.places import TRENDS, YEAR_PAGE
from analysis.site.sight import Group, Sight, Town

OLD: Final = "旧报告"
STATES: Final = {
    Filing.FILED: "filed",
    Filing.LATE: "late",
    Filing.REFUSED: "refused",
    Filing.WORD: "word",
    Filing.ABSENT: "absent",
}
"""The states, in the order of the page, and the class that each wears."""
_QUIET: Final = frozenset({STATES[Filing.FILED], "unasked"})
_SAYS: Final = {
    Filing.ABSENT: "还没有收到台账。",
    Filing.WORD: "没有台账；报告里的数在指标页上标“自填”，不计入合计。",
}
"""What is said of a state where the town's own filing says no more."""


@dataclass(frozen=True, slots=True)
class State:
    """A town in a year. ``address``: of its report; ``old``: that is no report of these ledgers.

    ``formerly``: what the town was called then; ``says``: what has to be known of its filing.
    """

    words: str
    kind: str
    address: str = ""
    old: bool = False
    formerly: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A town over the years, newest first."""

    town: Town
    states: tuple[State, ...]
    trends: str


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a county: how many towns are in each state, and the pages that there are."""

    year: int
    counts: tuple[tuple[Filing, str, int], ...]
    towns: int
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A county: its years (newest first), its towns, and those of the newest year to look at."""

    name: str
    years: tuple[Year, ...]
    lines: tuple[Line, ...]
    notable: tuple[Line, ...]


def front_page(sight: Sight) -> str:
    """Return ``index.html``."""
    parts = [_part(sight, group) for group in sight.groups]
    whole = [_year(sight, sight.counties[year], WHOLE) for year in reversed(sight.years)]
    return page("front.html.j2", sight, "", parts=parts, whole=whole, states=STATES, old=OLD)


def _part(sight: Sight, group: Group) -> Part:
    years = [_year(sight, group.counties[y], _scope(sight, group)) for y in reversed(sight.years)]
    lines = tuple(_line(sight, town) for town in group.towns)
    notable = tuple(line for line in lines if line.states[0].kind not in _QUIET)
    return Part(group.name, tuple(years), lines, notable)


def _scope(sight: Sight, group: Group) -> tuple[str, ...]:
    """Return where a county's pages are: beside the years' own unless there are several counties."""
    return group.scope if sight.has_several else WHOLE


def _year(sight: Sight, county: CountyYear, scope: tuple[str, ...]) -> Year:
    filings = [member.filing for member in county.members]
    return Year(
        year=county.year,
        counts=tuple((state, kind, filings.count(state)) for state, kind in STATES.items()),
        towns=len(filings),
        links=tuple(_links(sight, county, scope)),
    )


def _links(sight: Sight, county: CountyYear, scope: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield title and address of the pages of a county's year that are there."""
    pages = sight.folders.at(county.year, scope)
    report = sight.folders.town(county.report_area(scope), county.year).report
    found = {
        "各乡镇对照": pages.address(YEAR_PAGE),
        "全县报告": report.address if report else "",
        "历年变化": pages.address(TRENDS),
        "下载": downloads_address(county.year),
    }
    yield from ((title, address) for title, address in found.items() if address)


def downloads_address(year: int) -> str:
    """Return where the files of a year are listed."""
    return f"downloads/{year}.html"


def _line(sight: Sight, town: Town) -> Line:
    states = tuple(_state(sight, town, year) for year in reversed(sight.years))
    return Line(town, states, _trends(sight, town))


def _state(sight: Sight, town: Town, year: int) -> State:
    member, place = town.members.get(year), sight.place(town, year)
    if member is None or place is None:
        return State(town.state(year), "unasked")
    return State(
        member.filing.value,
        STATES[member.filing],
        address=place.report.address if place.report else "",
        old=not member.usable,
        formerly=member.area.name if member.area.name != town.area.name else "",
        says=member.says or _SAYS.get(member.filing, ""),
    )


def _trends(sight: Sight, town: Town) -> str:
    """Return the newest page of a town's years in a row."""
    for year in reversed(sight.years):
        member, place = town.members.get(year), sight.place(town, year)
        if member and place and member.usable and (address := place.address(TRENDS)):
            return address
    return ""
