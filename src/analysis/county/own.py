"""自填: the figures of the towns' written reports, each with the town that it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.beside.reported import REPORTED, Reported, read_reported
from analysis.errors import UnreadableFileError
from analysis.indicators.definition import Definitions
from analysis.settings import County
from analysis.workspace import Area


def by_name(towns: Mapping[Area, Area], county: County) -> dict[str, Area]:
    """Return the towns of a year by every name that a written report may give them.

    ``towns``: town → its folder. A name that two towns bear is none of theirs.
    """
    pairs = [(alias, town) for town, folder in towns.items() for alias in (folder, town)]
    bearers: dict[str, set[Area]] = defaultdict(set)
    for alias, town in pairs:
        bearers[alias.name].add(town)
    names = {name: min(those) for name, those in bearers.items() if len(those) == 1}
    names |= {alias.key: town for alias, town in pairs}
    former = {
        name: names[one.name]
        for name, one in county.by_former_name.items()
        if one.name in names and name not in names
    }
    return names | former


def own_figures(
    folder: Path, year: int, names: Mapping[str, Area], indicators: Definitions
) -> dict[Area, list[Reported]]:
    """Return what a year's 自填.csv gives, by town; a town that ``names`` lacks stands for itself.

    Raises ``UnreadableFileError`` where the file is not as ``fazhi verify`` wrote it, and
    ``UsageError`` for a name that no town can have.
    """
    found: dict[Area, list[Reported]] = defaultdict(list)
    for one in _of_year(read_reported(folder / REPORTED), year):
        if one.indicator not in indicators:
            raise UnreadableFileError(
                f"{REPORTED} 中的编号“{one.indicator}”不是指标，没有采用。",
                "请重新运行 fazhi verify 生成。",
            )
        found[names.get(one.town) or Area.parse(one.town)].append(one)
    return dict(found)


def _of_year(figures: Iterable[Reported], year: int) -> Iterable[Reported]:
    return (one for one in figures if one.year == year)
