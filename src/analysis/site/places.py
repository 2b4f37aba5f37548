"""What lies in ``reports/``: which pages and files there are, and what can be linked in a report."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from analysis.render.page.siblings import FILES, FORMS, PAGE
from analysis.render.page.towns import entries_of
from analysis.workspace import Area

TRENDS: Final = "trends.html"
YEAR_PAGE: Final = "index.html"
DOWNLOADS: Final = {
    PAGE: "网页",
    **FILES,
    **{name: f"审核意见表（{t}）" for name, t in FORMS.items()},
}
"""The files of a report that the site lists, with their titles."""

_HEADING: Final = re.compile(
    r'<h[2-5] id="(s\d[\d-]*)">(?:<span class="number">.*?</span>)?(.*?)</h[2-5]>', re.DOTALL
)
_TAG: Final = re.compile(r"<[^>]*>")
_HARD: Final = {"%": "%25", "#": "%23", "?": "%3F", " ": "%20"}


@dataclass(frozen=True, slots=True)
class Report:
    """A report's page. ``address``: below ``reports/``; ``headings``: anchor and text of each.

    ``entries``: the indicators that have an entry in its annex.
    """

    address: str
    headings: tuple[tuple[str, str], ...]
    entries: frozenset[str]


@dataclass(frozen=True)
class Place:
    """The folder of a town, or of a county, in one year. ``path``: below ``reports/``."""

    reports: Path
    path: tuple[str, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of what lies in it."""
        try:
            return frozenset(entry.name for entry in self.reports.joinpath(*self.path).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()

    def address(self, name: str) -> str:
        """Return the address of a file of it, seen from ``reports/``; empty where there is none."""
        return "/".join(map(_typed, (*self.path, name))) if name in self.names else ""

    @cached_property
    def report(self) -> Report | None:
        """Its report's page, read once; None where there is none."""
        address = self.address(PAGE)
        if not address:
            return None
        page = self.reports.joinpath(*self.path, PAGE).read_text("utf-8", errors="replace")
        headings = tuple((anchor, _text(words)) for anchor, words in _HEADING.findall(page))
        return Report(address, headings, entries_of(page))

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Address and title of each file that can be taken from it."""
        return [
            (self.address(name), title) for name, title in DOWNLOADS.items() if name in self.names
        ]


class Folders:
    """The folders below ``reports/``, each looked at once."""

    def __init__(self, reports: Path) -> None:
        """``reports``: the folder of the review edition."""
        self._reports = reports
        self.at = lru_cache(maxsize=None)(self._at)

    def _at(self, year: int, path: tuple[str, ...] = ()) -> Place:
        return Place(self._reports, (str(year), *path))

    def town(self, area: Area, year: int) -> Place:
        """Return the folder of a town."""
        return self.at(year, area.path)


def _typed(part: str) -> str:
    """Return a name as an address holds it: Chinese as it is, a third of the bytes of its code."""
    return "".join(_HARD.get(character, character) for character in part)


def _text(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup)).strip()
