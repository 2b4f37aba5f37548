"""Gathers a year's towns: from what is kept of each while that is fresh, else from its ledgers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.beside.reported import Reported
from analysis.county.filing import (
    absent,
    due_date,
    late,
    present_name,
    received_on,
)
from analysis.county.model import CountyYear, Filing, Member
from analysis.county.own import by_name, own_figures
from analysis.errors import FazhiError, RefusedError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.definition import Definitions
from analysis.indicators.disclose import disclose
from analysis.indicators.model import Observation
from analysis.intake.listing import has_ledgers, only_documents
from analysis.roster import Roster, filed_as, roster_of, samples_among
from analysis.settings import Configuration, TownSettings
from analysis.town import brief
from analysis.workspace import Area, Workspace

WHOLE: tuple[str, ...] = ()
_DOCUMENT = "报告中的数字还没有取出，请用 fazhi verify 核对后放入自填.csv。"
_NO_LEDGER = (
    "文件中没有认出台账，请看数据核对结果；交的是报告的，请用 fazhi verify 核对后放入自填.csv。"
)


def scopes(workspace: Workspace, year: int) -> list[tuple[str, ...]]:
    """Return the scopes of a year: the whole root, and each folder in it that holds towns."""
    inner = {area.path[:-1] for area in workspace.areas(year)}
    return [WHOLE, *sorted(inner - {WHOLE})]


class Reader:
    """The years of a root, each read once however many pages are made of it."""

    def __init__(self, workspace: Workspace) -> None:
        """Read nothing yet."""
        self.workspace = workspace
        self._years: dict[int, CountyYear] = {}

    def year(self, year: int, scope: tuple[str, ...] = WHOLE) -> CountyYear:
        """Return what ``read_year`` gives."""
        if year not in self._years:
            self._years[year] = read_year(self.workspace, year)
        whole = self._years[year]
        return whole.part(scope) if scope else whole


def read_year(workspace: Workspace, year: int, scope: tuple[str, ...] = WHOLE) -> CountyYear:
    """Return the towns of a year with the totals of those whose ledgers can be used.

    Raises ``ConfigurationError``; ``UnreadableFileError`` for a 自填.csv that is none; ``UsageError``
    for a name that no town can have.
    """
    configuration = workspace.configuration()
    definitions = defined(INDICATORS, configuration)
    due = due_date(configuration.county, year)
    roster = roster_of(workspace, year)
    gathering = _Gathering(workspace, year, configuration, definitions, due, roster)
    name = configuration.county.name or "全部乡镇"
    whole = CountyYear(name, WHOLE, year, tuple(gathering.members()), definitions)
    return whole.part(scope) if scope else whole


def read_member(workspace: Workspace, town: Area, year: int) -> Member:
    """Return one town of a year, whatever it was called then; absent where it filed nothing.

    ``town``: under its present name. Of the other towns nothing is read. Raises as ``read_year``.
    """
    configuration = workspace.configuration()
    folder = filed_as(workspace, town, year, configuration.county)
    filed = folder is not None and has_ledgers(workspace.raw(folder, year))
    written = filed and folder is not None and only_documents(workspace.raw(folder, year))
    roster = Roster(
        year=year,
        filed=(folder,) if folder and filed and not written else (),
        documents=(folder,) if folder and written else (),
        absent=() if filed else (town.key,),
        former={folder: town.key} if folder and folder != town else {},
        asked={},
        strange=(),
    )
    definitions = defined(INDICATORS, configuration)
    due = due_date(configuration.county, year)
    gathering = _Gathering(workspace, year, configuration, definitions, due, roster)
    return next(one for one in gathering.members() if one.town == town)


def slices(workspace: Workspace, county: CountyYear, names: Collection[str]) -> list[Observation]:
    """Return the breakdowns of some indicators in all usable towns, after disclosure control."""
    found: list[Observation] = []
    for member in county.usable:
        kept = brief(workspace, member.area, county.year, names)
        released = disclose(kept.observations, county.indicators)
        found += [one for one in released if one.cell and one.indicator in names]
    return found


def _taken(own: Sequence[Reported]) -> str:
    return f"只交了文档，其中{len(own)}个数字标为自填，未经台账核对，不计入合计。"


@dataclass(frozen=True, slots=True)
class _Gathering:
    workspace: Workspace
    year: int
    configuration: Configuration
    definitions: Definitions
    due: date | None
    roster: Roster

    def members(self) -> Iterator[Member]:
        """Yield the expected towns in the order of ``county.toml``, then the others."""
        towns = self._towns()
        lacking = {Area.parse(name): says for name, says in absent(self.roster)}
        names = by_name({town: town for town in lacking} | towns, self.configuration.county)
        folder = self.workspace.raw(Area(()), self.year)
        own = own_figures(folder, self.year, names, self.definitions)
        found = {town: self._filed(area, town, own.get(town, ())) for town, area in towns.items()}
        for town in dict.fromkeys([*lacking, *own]):
            if town not in found:
                found[town] = self._absent(town, lacking.get(town, ""), own.get(town, ()))
        order = {town.name: n for n, town in enumerate(self.configuration.county.towns)}

        def place(area: Area) -> tuple[int, Area]:
            return min(order.get(area.key, len(order)), order.get(area.name, len(order))), area

        for area in sorted(found, key=place):
            yield found[area]

    def _towns(self) -> dict[Area, Area]:
        """Return the folders of the towns that filed, by the name that each town has now.

        Of two folders under former names of one town the second stands for itself.
        """
        found: dict[Area, Area] = {}
        given = (*self.roster.filed, *self.roster.documents)
        samples = samples_among(self.workspace, given, self.year)
        for area in (area for area in given if area not in samples):
            town = present_name(area, self.roster)
            found[area if town in found else town] = area
        return found

    def _settings(self, area: Area) -> TownSettings | None:
        county = self.configuration.county
        return county.by_name.get(area.key) or county.by_name.get(area.name)

    def _filed(self, area: Area, town: Area, own: Sequence[Reported]) -> Member:
        try:
            return self._read(area, town, own)
        except RefusedError as error:
            return self._without_figures(area, town, Filing.REFUSED, str(error.message))
        except FazhiError as error:  # settings of one town: its business, not the county's
            return self._without_figures(area, town, Filing.REFUSED, f"{error}")

    def _read(self, area: Area, town: Area, own: Sequence[Reported]) -> Member:
        settings = self.workspace.settings(area, self.year)
        lateness = late(settings, self.due)
        documents = area in self.roster.documents
        kept = None if documents else brief(self.workspace, area, self.year)
        if kept is None or not kept.observations:
            says = _taken(own) if own else _DOCUMENT if documents else _NO_LEDGER
            return self._without_figures(area, town, Filing.WORD, f"{lateness}{says}", own)
        expected = self._settings(town)
        return Member(
            area=area,
            town=town,
            year=self.year,
            filing=Filing.LATE if lateness else Filing.FILED,
            says=lateness,
            cutoff=kept.cutoff,
            received=received_on(settings)[0],
            totals={
                o.indicator: o for o in disclose(kept.observations, self.definitions) if not o.cell
            },
            plans={quote.indicator: quote for quote in kept.quotes if quote.kind == "计划"},
            told={quote.indicator: quote for quote in kept.quotes if quote.kind == "上年"},
            population=expected.population if expected else None,
            villages=expected.villages if expected else None,
            sample=settings.sample,
            key=kept.key,
        )

    def _absent(self, town: Area, says: str, own: Sequence[Reported]) -> Member:
        filing = Filing.WORD if own else Filing.ABSENT
        return self._without_figures(town, town, filing, says, own)

    def _without_figures(
        self, area: Area, town: Area, filing: Filing, says: str, own: Iterable[Reported] = ()
    ) -> Member:
        expected = self._settings(town)
        return Member(
            area=area,
            town=town,
            year=self.year,
            filing=filing,
            says=says,
            reported={one.indicator: one for one in own},
            population=expected.population if expected else None,
            villages=expected.villages if expected else None,
            sample=self.workspace.may_be_sample(area, self.year),
        )
