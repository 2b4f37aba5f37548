"""The annex 数据来源: one entry per figure, in the order in which the page mentions them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.errors import NotebookError


@dataclass(frozen=True)
class Place:
    """Somewhere on the page that an annex entry can send its reader back to."""

    label: str
    anchor: str


@dataclass(frozen=True)
class Entry:
    """Where one figure comes from, and where the page prints it."""

    figure: Mapping[str, Any]
    places: tuple[Place, ...]

    @property
    def parts_file(self) -> str | None:
        """The file that all parts come from: said once instead of in every row."""
        files = {(part.get("source") or {}).get("file") for part in self.figure.get("parts") or ()}
        return files.pop() if len(files) == 1 else None

    @property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """The breakdowns that say more than the parts do; many zeros are told together."""
        parts = [(part["label"], part["value"]) for part in self.figure.get("parts") or ()]
        given = (_breakdown(b) for b in self.figure.get("breakdowns") or ())
        return tuple(b for b in given if [(c["label"], c["value"]) for c in b.cells] != parts)


@dataclass(frozen=True)
class Breakdown:
    """A value by one dimension. ``zeros``: how many further cells are 0."""

    by: str
    cells: tuple[Mapping[str, Any], ...]
    zeros: int = 0


_MANY: Final = 3


def _breakdown(given: Mapping[str, Any]) -> Breakdown:
    some = tuple(cell for cell in given["cells"] if cell["text"] != "0")
    zeros = len(given["cells"]) - len(some)
    if not some or zeros < _MANY:
        return Breakdown(given["by"], tuple(given["cells"]))
    return Breakdown(given["by"], some, zeros)


@dataclass
class Annex:
    """Collects figure entries and their mentions while the notebook is read."""

    _figures: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _places: dict[str, list[Place]] = field(default_factory=dict)

    def add(self, figures: Mapping[str, Mapping[str, Any]]) -> None:
        """Take over a block's entries; the same figure with two values is a stale notebook."""
        for indicator, figure in sorted(figures.items()):  # saved or not, the same order
            known = self._figures.setdefault(indicator, figure)
            if known.get("value") != figure.get("value"):
                raise NotebookError(
                    f"“{figure.get('title', indicator)}”在笔记本中有两个不同的数值。",
                    "请重新运行整个笔记本后再导出。",
                )

    def mention(self, indicator: str, place: Place) -> None:
        """Remember that `place` prints the indicator."""
        places = self._places.setdefault(indicator, [])
        if place not in places:
            places.append(place)

    def entries(self) -> Iterator[Entry]:
        """Yield the mentioned figures as the reader meets them, then those only referred to."""
        for indicator in dict.fromkeys([*self._places, *self._figures]):
            if indicator in self._figures:
                figure = {"indicator": indicator, **self._figures[indicator]}
                yield Entry(figure, tuple(self._places.get(indicator, ())))
