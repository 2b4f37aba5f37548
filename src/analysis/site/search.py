"""What the search looks through: towns, indicators, and the headings of all reports, each text once.

Written as a classic script that assigns one global: a page opened from a USB stick may fetch nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from analysis.render.page.siblings import FIGURES, figure_file
from analysis.site.places import Report
from analysis.site.sight import Sight

DATA: Final = "search-data.js"
_LETTERS: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


@dataclass(frozen=True, slots=True)
class Page:
    """A report that is made of good ledgers. ``town``: its number, -1 for the county's own."""

    town: int
    name: str
    year: int
    report: Report


def search_data(sight: Sight) -> str:
    """Return the script with all that can be searched for.

    - ``towns``: name, state of each year (newest first), address of the newest report;
    - ``indicators``: id, title, file, which towns have a value of any year;
    - ``pages``: town's number or name of the county, year, address;
    - ``headings``: text, and by anchor the numbers of the pages that have it.
    """
    pages = list(_pages(sight))
    content = {
        "years": list(reversed(sight.years)),
        "towns": [_town(sight, number) for number in range(len(sight.towns))],
        "indicators": [
            [
                name,
                sight.definitions[name].title,
                f"{FIGURES}/{figure_file(name)}",
                _having(sight, name),
            ]
            for name in sight.given
        ],
        "pages": [
            [page.name if page.town < 0 else page.town, page.year, page.report.address]
            for page in pages
        ],
        "headings": _headings(pages),
    }
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"window.fazhiSearchData={packed};\n"


def _having(sight: Sight, name: str) -> str:
    """Return a letter for each four towns, ``a`` where none of them has a value of any year.

    Letters, not hexadecimal digits: a row of digits may look like the number of a person.
    """
    bits = sum(1 << town.number for town in sight.having[name])
    return f"{bits:x}"[::-1].translate(_LETTERS)


def _town(sight: Sight, number: int) -> list[object]:
    town = sight.towns[number]
    report = sight.newest_report(town)
    states = [town.state(year) for year in reversed(sight.years)]
    names = {member.area.name for member in town.members.values()} - {town.area.name}
    return [town.label, states, report.address if report else "", *sorted(names)]


def _pages(sight: Sight) -> Iterator[Page]:
    for year in reversed(sight.years):
        scopes = {group.scope: group.name for group in sight.groups} if sight.has_several else {}
        for scope in dict.fromkeys(((), *scopes)):
            area = sight.counties[year].report_area(scope)
            if report := sight.folders.town(area, year).report:
                yield Page(-1, area.name, year, report)
        for town in sight.towns:
            member, place = town.members.get(year), sight.place(town, year)
            if member and place and member.usable and place.report:
                yield Page(town.number, town.label, year, place.report)


def _headings(pages: list[Page]) -> list[list[object]]:
    found: dict[str, dict[str, list[int]]] = {}
    for number, page in enumerate(pages):
        for anchor, text in page.report.headings:
            found.setdefault(text, {}).setdefault(anchor, []).append(number)
    return [[text, places] for text, places in found.items()]
