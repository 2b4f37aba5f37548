"""The lines of an indicator's table: a town's values over the years, and what towns come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from analysis.county.model import CountyYear, Member
from analysis.county.pooled import coverage
from analysis.indicators.model import Indicator, Observation
from analysis.report import wording
from analysis.site.sight import NO_VALUE, Sight, Town


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table shows of one year.

    - ``value``: for the line over the years; None where the ledgers give none, and in sums of
      other towns in other years.
    - ``formula``: the number of the formula, where the figure before came from another; else 0.
    - ``words``: why there is no value; of a sum, of how many towns it is.
    """

    text: str = ""
    value: float | None = None
    address: str = ""
    formula: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A town, or towns together. ``halves``: of a rate in the newest year; ``town``: None for a sum.

    ``address``: a page of the town, where none of its values can be followed.
    """

    name: str
    cells: tuple[Cell, ...]
    halves: str = ""
    town: Town | None = None
    address: str = ""

    @property
    def values(self) -> list[float | None]:
        """The values over the years."""
        return [cell.value for cell in self.cells]


def town_lines(sight: Sight, indicator: Indicator) -> tuple[Line, ...]:
    """Return a line for each town that has a value of any year."""
    return tuple(_line(sight, indicator, town) for town in sight.having[indicator.id])


def sums(sight: Sight, indicator: Indicator) -> tuple[Line, ...]:
    """Return what the towns come to: each county, and all of them where there are several."""
    found = [(group.name, group.counties) for group in sight.groups if sight.has_several]
    pools = [(f"{name}合计", counties) for name, counties in found]
    whole = "全部合计" if sight.has_several else "合计"
    return tuple(
        _sum(sight, indicator, name, counties)
        for name, counties in [*pools, (whole, sight.counties)]
    )


def value_of(indicator: Indicator, total: Observation) -> str:
    """Return a value as the site prints it: exact, with its unit."""
    return wording.plain(indicator, total.value)


def _line(sight: Sight, indicator: Indicator, town: Town) -> Line:
    cells = tuple(_cells(sight, indicator, town))
    halves = _halves(sight, indicator, _total(town, sight.newest, indicator.id))
    linked = any(cell.address for cell in cells)
    return Line(town.label, cells, halves, town, "" if linked else _page(sight, town))


def _total(town: Town, year: int, name: str) -> Observation | None:
    member = town.members.get(year)
    return member.totals.get(name) if member else None


def _cells(sight: Sight, indicator: Indicator, town: Town) -> Iterator[Cell]:
    before: Observation | None = None
    for year in sight.years:
        total = _total(town, year, indicator.id)
        if total is None:
            member = town.members.get(year)
            yield Cell(text=_typed(indicator, member), words=town.lack(year))
            continue
        changed = before is not None and before.formula != total.formula
        yield Cell(
            text=value_of(indicator, total),
            value=float(total.value),
            address=_entry(sight, indicator.id, town, year),
            formula=total.formula + 1 if changed else 0,
        )
        before = total


def _typed(indicator: Indicator, member: Member | None) -> str:
    """Return what a town's own written report says; it is never pooled."""
    own = member.reported.get(indicator.id) if member else None
    if own is None:
        return ""
    return f"自填 {wording.plain(indicator, own.value)}{'（约数）' if own.about else ''}"


def _entry(sight: Sight, name: str, town: Town, year: int) -> str:
    """Return the address of a figure's entry in the annex of its report, "" where there is none."""
    place = sight.place(town, year)
    report = place.report if place else None
    return f"../{report.address}#f-{name}" if report and name in report.entries else ""


def _page(sight: Sight, town: Town) -> str:
    """Return the address of a town's newest report, "" where none was made of good ledgers."""
    report = sight.newest_report(town)
    return f"../{report.address}" if report else ""


def _halves(sight: Sight, indicator: Indicator, total: Observation | None) -> str:
    """Return both halves of a rate with their units: 178件÷184件."""
    if total is None or indicator.unit != "%":
        return ""
    terms = (sight.definitions[term] for term in indicator.terms)
    return "÷".join(wording.plain(t, p.value) for t, p in zip(terms, total.parts, strict=True))


def _sum(sight: Sight, indicator: Indicator, name: str, counties: Mapping[int, CountyYear]) -> Line:
    totals = {year: sight.pooled(counties[year], indicator.id) for year in sight.years}
    alike = _same_towns(indicator, [counties[year] for year, total in totals.items() if total])
    cells = (
        Cell(
            text=value_of(indicator, total),
            value=float(total.value) if alike else None,
            words=coverage(counties[year], total),
        )
        if total
        else Cell(words=_unpooled(indicator, counties[year]))
        for year, total in totals.items()
    )
    return Line(name, tuple(cells), _halves(sight, indicator, totals[sight.newest]))


def _same_towns(indicator: Indicator, counties: Iterable[CountyYear]) -> bool:
    """Whether the sums of several years are of the same towns, so that a line may join them."""
    return len({frozenset(m.town for m, _ in c.having(indicator.id)) for c in counties}) == 1


def _unpooled(indicator: Indicator, county: CountyYear) -> str:
    """Return why towns have no common figure."""
    if not any(True for _ in county.having(indicator.id)):
        return NO_VALUE
    return "不能相加" if "area" not in indicator.adds_over else "不能合计"
