"""Where a county's page finds the reports of its towns, and the entry of a figure in them."""

from __future__ import annotations

import html
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from analysis.render.page.siblings import PAGE

_ENTRY = re.compile(r'<article class="entry" id="f-([^"]+)"')


def entries_of(page: str) -> frozenset[str]:
    """Return the indicators that have an entry in the annex of a report's page."""
    return frozenset(map(html.unescape, _ENTRY.findall(page)))


@dataclass(frozen=True, slots=True)
class TownPages:
    """The reports of a year as seen from a page. ``year``: their folder, None where there is none."""

    folder: Path | None = None
    year: Path | None = None
    _entries: dict[str, frozenset[str] | None] = field(default_factory=dict)

    @classmethod
    def around(cls, folder: Path | None, reports: Path | None) -> TownPages:
        """Find the year that a page below ``reports`` belongs to."""
        if folder is None or reports is None or folder == reports:
            return cls()
        return cls(folder, reports / folder.relative_to(reports).parts[0])

    def url(self, area: str, indicator: str | None = None) -> str:
        """Return the relative address of a town's report, at a figure's entry; "" where there is none."""
        if self.folder is None or self.year is None:
            return ""
        page = self.year / area / PAGE
        entries = self._of(area, page)
        if entries is None:
            return ""
        place = f"#f-{indicator}" if indicator in entries else ""
        way = Path(os.path.relpath(page, self.folder)).as_posix()
        return way.replace("%", "%25").replace("#", "%23") + place

    def _of(self, area: str, page: Path) -> frozenset[str] | None:
        if area not in self._entries:
            try:
                self._entries[area] = entries_of(page.read_text(encoding="utf-8"))
            except FileNotFoundError:
                self._entries[area] = None
        return self._entries[area]
