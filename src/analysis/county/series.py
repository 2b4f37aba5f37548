"""A figure over years: its values, why some lack, what breaks between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

from analysis.indicators.model import Indicator, Latest, Observation
from analysis.releases.model import Figure
from analysis.workspace import Area


class Break(StrEnum):
    """What sets a year's value apart from the one before it, in the words of a chart."""

    FORMULA = "取数的台账不同"
    DEFINITION = "口径已变"
    CUTOFF = "截止日期不同"
    DOCUMENT = "出处不同"
    RENAMED = "更名"
    TOWNS = "乡镇不同"


SEVERING: Final = frozenset({Break.FORMULA, Break.CUTOFF, Break.DOCUMENT, Break.TOWNS})
"""Over these no change is told. A new definition is no such break: every year is computed by it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that only a document gives."""

    value: Decimal
    document: str


@dataclass(frozen=True, slots=True)
class Released:
    """What the last release of a year said of a figure, where it or its definition is another now."""

    figure: Figure
    version: str
    redefined: bool
    revised: bool


@dataclass(frozen=True, slots=True)
class Share:
    """How a town's value was come by: by which formula, with data up to which day."""

    formula: int
    cutoff: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure in one year: a value of the ledgers, one that a document tells, or why there is none.

    - ``shares``: the towns that the value is of; ``members``: how many towns there are.
    - ``name``: what the town was called; empty for a county.
    - ``released``: by town, what releases said otherwise.
    - ``breaks``: what sets it apart from the last value before it.
    """

    year: int
    observation: Observation | None = None
    told: Told | None = None
    why: str = ""
    shares: Mapping[Area, Share] = field(default_factory=dict)
    members: int = 1
    name: str = ""
    released: Mapping[Area, Released] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """The value, None where there is none; never 0 for want of one."""
        if self.observation is not None:
            return self.observation.value
        return self.told.value if self.told else None

    @property
    def revised(self) -> tuple[Area, ...]:
        """The towns whose last release gave another value."""
        return tuple(town for town, one in self.released.items() if one.revised)

    @property
    def old(self) -> frozenset[str]:
        """The definitions by which it was released and that hold no more."""
        return frozenset(r.figure.definition for r in self.released.values() if r.redefined)


@dataclass(frozen=True)
class Series:
    """A figure over years, oldest first.

    ``alike``: of a county, the same over the towns that have it in all years that have a value;
    None where these are all the towns, or none.
    """

    indicator: Indicator
    points: tuple[Point, ...]
    alike: Series | None = None

    @cached_property
    def valued(self) -> tuple[Point, ...]:
        """The years that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @cached_property
    def run(self) -> tuple[Point, ...]:
        """The years with a value that may be compared: since the last break, up to the last."""
        starts = [n for n, point in enumerate(self.valued) if SEVERING.intersection(point.breaks)]
        return self.valued[starts[-1] if starts else 0 :]


def broken(indicator: Indicator, points: Iterable[Point]) -> tuple[Point, ...]:
    """Set each value beside the last one before it and note what breaks between them."""
    marked: list[Point] = []
    last: Point | None = None
    for point in points:
        if point.value is not None:
            breaks = tuple(_breaks(indicator, last, point)) if last else ()
            last = replace(point, breaks=breaks)
            marked.append(last)
        else:
            marked.append(point)
    return tuple(marked)


def _breaks(indicator: Indicator, then: Point, now: Point) -> Iterator[Break]:
    if (then.told is None) != (now.told is None):
        yield Break.DOCUMENT
    else:
        both = [(then.shares[t], now.shares[t]) for t in now.shares if t in then.shares]
        if any(before.formula != after.formula for before, after in both):
            yield Break.FORMULA
        if any(_other_period(indicator, before, after) for before, after in both):
            yield Break.CUTOFF
        if then.shares.keys() != now.shares.keys():
            yield Break.TOWNS
    if then.old - now.old:
        yield Break.DEFINITION
    if then.name and now.name and then.name != now.name:
        yield Break.RENAMED


def _other_period(indicator: Indicator, then: Share, now: Share) -> bool:
    """Whether two years end on other days; a figure at a date is of no period."""
    if isinstance(indicator.formulas[now.formula], Latest):
        return False
    days: Sequence[tuple[int, int]] = [(s.cutoff.month, s.cutoff.day) for s in (then, now)]
    return days[0] != days[1]
