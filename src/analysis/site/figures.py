"""The page of an indicator: what it is, all towns over all years, and what they come to together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from analysis.indicators.model import Indicator, Observation
from analysis.render.page.siblings import figure_file
from analysis.report import wording
from analysis.site.lines import Line, sums, town_lines
from analysis.site.look import page
from analysis.site.sight import Sight

_MOST: Final = 60_000  # characters of places that one page lists


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a pooled figure: whose it is and where it stands."""

    town: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What a pooled figure is made of; ``shares`` is empty where they are too many for a page."""

    year: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """All that the page of an indicator tells.

    ``terms``: title and file of the indicators that it is made of; ``without``: the towns that have
    no value of any year, by the reason.
    """

    indicator: Indicator
    definitions: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    pooling: str
    lines: tuple[Line, ...]
    without: Mapping[str, list[str]]
    sums: tuple[Line, ...]
    behind: Behind | None

    @property
    def is_broken(self) -> bool:
        """Whether a town's values over the years come from several formulas."""
        return any(cell.formula for line in self.lines for cell in line.cells)


def figure_page(sight: Sight, name: str) -> str:
    """Return the page of an indicator."""
    return page("figure.html.j2", sight, "../", figure=_figure(sight, sight.definitions[name]))


def pooling(indicator: Indicator) -> str:
    """Return in words how towns are put together."""
    if "area" not in indicator.adds_over:
        return "各乡镇不能相加，只逐个列出。"
    if indicator.unit == "%":
        return "各乡镇的分子、分母分别相加后再除，不是各乡镇比率的平均。"
    return "各乡镇相加。"


def _figure(sight: Sight, indicator: Indicator) -> Figure:
    formulas = range(len(indicator.formulas))
    return Figure(
        indicator=indicator,
        definitions=tuple(wording.definition(indicator, number) for number in formulas),
        terms=tuple((sight.definitions[term].title, figure_file(term)) for term in indicator.terms),
        pooling=pooling(indicator),
        lines=town_lines(sight, indicator),
        without=_without(sight, indicator.id),
        sums=sums(sight, indicator),
        behind=_behind(sight, indicator),
    )


def _without(sight: Sight, name: str) -> dict[str, list[str]]:
    """Return the towns that have no value of any year, by the reason."""
    having = {town.number for town in sight.having[name]}
    found: dict[str, list[str]] = {}
    for town in sight.towns:
        if town.number not in having:
            found.setdefault(sight.reasons[town.number], []).append(town.label)
    return found


def _behind(sight: Sight, indicator: Indicator) -> Behind | None:
    """Return what the newest pooled figure adds up; None for what is made of other indicators."""
    if indicator.terms:
        return None
    totals = (sight.pooled(sight.counties[year], indicator.id) for year in reversed(sight.years))
    newest = next(filter(None, totals), None)
    return _shares(indicator, newest) if newest else None


def _shares(indicator: Indicator, total: Observation) -> Behind:
    shares = tuple(
        Share(part.label, wording.plain(indicator, part.value), str(part.source))
        for part in total.parts
    )
    is_too_much = sum(len(share.source) for share in shares) > _MOST
    return Behind(total.year, () if is_too_much else shares)
