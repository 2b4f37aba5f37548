"""Which towns filed in a year: the folders beside the towns that ``county.toml`` expects.

A folder named by a former name is its town; one whose name resembles an expected town is asked
about; one that resembles none is taken as it is. Without expected towns nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.errors import ConfigurationError, UsageError
from analysis.intake.listing import has_ledgers, only_documents
from analysis.settings import COUNTY_FILE, County, TownSettings
from analysis.values import nearest
from analysis.workspace import Area, Workspace

_KIND = re.compile(r"(?:街道办事处|街道|民族乡|镇|乡|办事处)$")


@dataclass(frozen=True, slots=True)
class Roster:
    """A year's folders, told apart.

    - ``filed``: folders with ledgers that a build takes.
    - ``documents``: folders with a written report and no ledger: no report can be made of them.
    - ``absent``: towns that have not filed; a folder without any ledger is no filing.
    - ``former``: folder → the present name of its town.
    - ``asked``: folder → the expected town that may be meant; not built unless named.
    - ``strange``: folders with ledgers that ``county.toml`` does not know, taken all the same.
    """

    year: int
    filed: tuple[Area, ...]
    documents: tuple[Area, ...]
    absent: tuple[str, ...]
    former: dict[Area, str]
    asked: dict[Area, str]
    strange: tuple[Area, ...]

    def questions(self) -> Iterator[str]:
        """Yield what the user has to answer about the names of folders."""
        for area, name in self.asked.items():
            folder = f"data/raw/{self.year}/{area.key}"
            if area in self.former:
                yield (
                    f"“{name}”和它的曾用名“{area.key}”在 data/raw/{self.year}/ 下各有一个文件夹，"
                    f"请合并为“{name}”。"
                )
                continue
            yield (
                f"{folder} 不在 {COUNTY_FILE} 所列乡镇中，您是否指“{name}”？"
                f"请改文件夹名，或在 {COUNTY_FILE} 中加上这个镇。"
            )

    def remarks(self) -> Iterator[str]:
        """Yield what is only told: former names, folders that are not expected."""
        for area, name in self.former.items():
            if area not in self.asked:
                yield (
                    f"data/raw/{self.year}/{area.key} 用的是“{name}”的曾用名，已照常列入；"
                    f"报告中要写“{name}”的，请改文件夹名。"
                )
        for area in self.documents:
            yield (
                f"data/raw/{self.year}/{area.key} 中只有文档，没有台账，不出报告；"
                "文档中的数字可用 fazhi verify 核对。"
            )
        for area in self.strange:
            yield (
                f"data/raw/{self.year}/{area.key} 不在 {COUNTY_FILE} 所列乡镇中，已照常列入；"
                f"如应报送，请在 {COUNTY_FILE} 中加上。"
            )


def roster_of(workspace: Workspace, year: int) -> Roster:
    """Compare a year's folders with ``county.toml``. Raises ``ConfigurationError``."""
    county = workspace.configuration().county
    towns = county.towns
    areas = workspace.areas(year)
    by_name = {area: town for area in areas if (town := _found(area, county.by_name))}
    formerly = {
        area: town
        for area in areas
        if area not in by_name and (town := _found(area, county.by_former_name))
    }
    present = {town.name for town in by_name.values()}
    asked = {area: town.name for area, town in formerly.items() if town.name in present}
    unknown = dict.fromkeys(a for a in areas if a not in by_name and a not in formerly)
    asked |= {area: name for area in unknown if (name := _resembled(area, towns))}
    given = [a for a in areas if a not in asked and has_ledgers(workspace.raw(a, year))]
    documents = tuple(a for a in given if only_documents(workspace.raw(a, year)))
    filed = tuple(a for a in given if a not in documents)
    named = by_name | formerly
    there = {named[area].name for area in given if area in named}
    absent = [town.name for town in towns if town.name not in there]
    told = {*given, *asked, *named}
    absent += [area.key for area in areas if area not in told]
    return Roster(
        year=year,
        filed=filed,
        documents=documents,
        absent=tuple(absent),
        former={area: town.name for area, town in formerly.items()},
        asked=asked,
        strange=tuple(a for a in filed if towns and a in unknown),
    )


def samples_among(workspace: Workspace, areas: Sequence[Area], year: int) -> list[Area]:
    """Return the towns marked ``sample`` where others are not: they are left out of a real county."""
    samples = [area for area in areas if workspace.may_be_sample(area, year)]
    if len(samples) < len(areas):
        samples = [area for area in samples if _is_sample(workspace, area, year)]
    return samples if len(samples) < len(areas) else []


def _is_sample(workspace: Workspace, area: Area, year: int) -> bool:
    try:
        return workspace.settings(area, year).sample
    except ConfigurationError:
        return True  # so one of its lines says; what is wrong with it is told when it is built


def filed_as(
    workspace: Workspace, area: Area, year: int, county: County | None = None
) -> Area | None:
    """Return the folder of a town in another year: by its name now, else by an earlier or later one.

    ``county``: its settings, where they have been read. None when there is no such folder. Raises
    ``ConfigurationError``.
    """
    county = county or workspace.configuration().county
    town = _found(area, county.by_name) or _found(area, county.by_former_name)
    names = (town.name, *town.former_names) if town else ()
    others = [Area((*area.path[:-1], *name.split("/")[-1:])) for name in names]
    return next((a for a in (area, *others) if workspace.raw(a, year).is_dir()), None)


def named(workspace: Workspace, key: str, year: int) -> Area:
    """Return the town of that year by its folder's name or by another name that it has had.

    Raises ``UsageError`` naming the nearest town.
    """
    try:
        return workspace.area(key, year)
    except UsageError:
        if found := filed_as(workspace, Area.parse(key), year):
            return found
        raise


def _found(area: Area, towns: Mapping[str, TownSettings]) -> TownSettings | None:
    return towns.get(area.key) or towns.get(area.name)


def _resembled(area: Area, towns: Sequence[TownSettings]) -> str | None:
    """Return the expected town whose name, now or before, is most like the folder's."""
    owners = {
        name: town.name
        for town in towns
        for name in (*town.former_names, town.name)
        if _stem(name) & _stem(area.name)
    }
    guess = nearest(area.key, owners) or nearest(area.name, owners)
    return owners[guess] if guess else None


def _stem(name: str) -> set[str]:
    """Return the characters that tell a town from others: 镇 in common is no resemblance."""
    own = name.rpartition("/")[2]
    return set(_KIND.sub("", own) or own)
