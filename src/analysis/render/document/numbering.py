"""Numbers on the page: headings as official documents count them, paragraphs for the telephone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from analysis.values import chinese_numeral

_LABELS: Final[tuple[Callable[[int], str], ...]] = (
    lambda n: f"{chinese_numeral(n)}、",
    lambda n: f"（{chinese_numeral(n)}）",
    lambda n: f"{n}. ",
    lambda n: f"（{n}）",
)  # GB/T 9704: 一、 （一） 1. （1）
DEEPEST: Final = len(_LABELS)
_TYPED_LABEL: Final = re.compile(
    r"^\s*([一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.．、](?!\d))\s*",
)


def without_label(heading: str) -> str:
    """Drop a number that the analyst typed before a heading, for the page counts for itself."""
    return _TYPED_LABEL.sub("", heading)


@dataclass
class Numbering:
    """Counts headings, paragraphs, charts and tables as the notebook is read."""

    sections: list[int] = field(default_factory=lambda: [0])
    paragraphs: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    _waiting: list[tuple[int, str]] = field(default_factory=list)

    def wait(self, level: int, text: str) -> None:
        """Keep a heading until something stands under it; one of its level or deeper had nothing."""
        self._waiting = [one for one in self._waiting if one[0] < level]
        self._waiting.append((level, text))

    def waiting(self) -> list[tuple[int, str]]:
        """Return the headings that wait, from the top, and forget them."""
        found, self._waiting = self._waiting, []
        return found

    def heading(self, level: int) -> tuple[str, str]:
        """Open the next section of `level` (1 is ##): its label and its anchor."""
        self.sections = (self.sections + [0] * level)[:level]
        self.sections[-1] += 1
        self.paragraphs = 0
        return _LABELS[level - 1](self.sections[-1]), "s" + "-".join(map(str, self.sections))

    def paragraph(self) -> tuple[str, str]:
        """Number the next paragraph of the section: 1.2.3 and p-1-2-3."""
        self.paragraphs += 1
        path = [str(n) for n in (*self.sections, self.paragraphs)]
        return ".".join(path), "p-" + "-".join(path)

    def count(self, prefix: str, label: str) -> tuple[str, str]:
        """Number the next thing of a kind over the whole page: 图1 and chart-1."""
        n = self.counts[prefix] = self.counts.get(prefix, 0) + 1
        return f"{label}{n}", f"{prefix}-{n}"
