"""The list of the indicators by subject, and the files of a year that can be taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analysis.county.read import WHOLE
from analysis.indicators import SUBJECTS
from analysis.indicators.model import Indicator
from analysis.render.page.siblings import figure_file
from analysis.site.front import OLD
from analysis.site.lines import value_of
from analysis.site.look import page
from analysis.site.sight import Sight

_OWN: Final = "本县自定"


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator in the list. ``towns``: how many have a value of the newest year."""

    indicator: Indicator
    subject: str
    file: str
    towns: int
    total: str


@dataclass(frozen=True, slots=True)
class Files:
    """What can be taken of a town, or of the county. ``state``: how it filed; ``old``: 旧报告."""

    name: str
    state: str
    old: str
    files: tuple[tuple[str, str], ...]


def list_page(sight: Sight) -> str:
    """Return ``indicators/index.html``."""
    entries = sorted(_entries(sight), key=lambda entry: _ORDER[entry.subject])
    subjects: dict[str, str] = {}
    for entry in entries:
        subjects.setdefault(entry.subject, entry.indicator.id)
    return page("list.html.j2", sight, "../", entries=entries, subjects=subjects)


def downloads_page(sight: Sight, year: int) -> str:
    """Return the page that lists the files of a year."""
    return page("downloads.html.j2", sight, "../", year=year, lines=list(_files(sight, year)))


_SUBJECT_OF: Final = {one.id: subject for subject, found in SUBJECTS.items() for one in found}
_ORDER: Final = {subject: number for number, subject in enumerate((*SUBJECTS, _OWN))}


def _entries(sight: Sight) -> Iterator[Entry]:
    newest = sight.counties[sight.newest]
    for name in sight.given:
        indicator = sight.definitions[name]
        total = sight.pooled(newest, name)
        yield Entry(
            indicator=indicator,
            subject=_SUBJECT_OF.get(name, _OWN),
            file=figure_file(name),
            towns=sum(1 for _ in newest.having(name)),
            total=value_of(indicator, total) if total else "",
        )


def _files(sight: Sight, year: int) -> Iterator[Files]:
    """Yield the county's files, then each town's that has some."""
    scopes = [group.scope for group in sight.groups] if sight.has_several else []
    for scope in dict.fromkeys((WHOLE, *scopes)):
        area = sight.counties[year].report_area(scope)
        if found := sight.folders.town(area, year).downloads:
            yield Files(area.name, "全县", "", tuple(found))
    for town in sight.towns:
        member, place = town.members.get(year), sight.place(town, year)
        if member and place and place.downloads:
            old = "" if member.usable else OLD
            yield Files(town.label, member.filing, old, tuple(place.downloads))
