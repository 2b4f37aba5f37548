"""What the county sees of a year: its towns, how each filed, the figures of those that can be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from analysis.beside.comparisons import Quote
from analysis.beside.reported import Reported
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation
from analysis.store import key
from analysis.workspace import Area


class Filing(StrEnum):
    """How a town has filed, in the words of the page.

    ``WORD``: it handed in files, and no ledger among them.
    """

    FILED = "已报送"
    LATE = "逾期报送"
    REFUSED = "台账有错误"
    WORD = "只报文档"
    ABSENT = "未报送"


USABLE = frozenset({Filing.FILED, Filing.LATE})
"""Those whose ledgers give figures; the figures of all others are never shown as this year's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One town in one year.

    - ``area``: its folder in that year; ``town``: the town under its present name, the same in all
      years. Towns of one name in two counties differ in both.
    - ``says``: what a reader has to know of its filing, a sentence; empty for most.
    - ``totals``: its figures by indicator, after disclosure control; empty unless ``usable``.
    - ``told``: what its 对照数据 quotes of the year before (上年), by indicator.
    - ``reported``: figures of its own written report (自填), where it handed in nothing else.
    - ``key``: of all that its figures, plans and date of filing come from.
    - ``population`` and ``villages``: as ``county.toml`` says; None where it does not.
    """

    area: Area
    town: Area
    year: int
    filing: Filing
    says: str = ""
    cutoff: date | None = None
    received: date | None = None
    totals: Mapping[str, Observation] = field(default_factory=dict)
    plans: Mapping[str, Quote] = field(default_factory=dict)
    told: Mapping[str, Quote] = field(default_factory=dict)
    reported: Mapping[str, Reported] = field(default_factory=dict)
    population: int | None = None
    villages: int | None = None
    sample: bool = False
    key: str = ""

    @property
    def usable(self) -> bool:
        """Whether its ledgers give figures."""
        return self.filing in USABLE


@dataclass(frozen=True)
class CountyYear:
    """All towns of one year, in the order of ``county.toml``, others after them.

    ``scope``: the folder below the year that holds the towns, () for all of the root: of a root
    with several counties each is a scope of its own.
    """

    name: str
    scope: tuple[str, ...]
    year: int
    members: tuple[Member, ...]
    indicators: Definitions

    @cached_property
    def usable(self) -> tuple[Member, ...]:
        """The towns whose ledgers give figures."""
        return tuple(member for member in self.members if member.usable)

    @cached_property
    def key(self) -> str:
        """The key of all that can be read here: the towns, how they filed, their figures."""
        towns = (
            f"{m.town.key} {m.area.key} {m.filing} {m.says} {m.received} {m.sample} {m.key}"
            f" {m.population} {m.villages}"
            f" {sorted((r.indicator, str(r.value)) for r in m.reported.values())}"
            for m in self.members
        )
        return key(self.name, "/".join(self.scope), str(self.year), self.indicators.key, *towns)

    @cached_property
    def by_town(self) -> dict[Area, Member]:
        """The towns by their present name."""
        return {member.town: member for member in self.members}

    @cached_property
    def given(self) -> list[str]:
        """The indicators that at least one town has a value of, in the order of the registry."""
        found = {name for member in self.members for name in member.totals}
        return [name for name in self.indicators if name in found]

    def report_area(self, scope: tuple[str, ...]) -> Area:
        """Return under which name the own report of this county, or of one in it, is kept."""
        return Area(scope or (self.name,))

    def part(self, scope: tuple[str, ...]) -> CountyYear:
        """Return one of several counties of a root; () is what lies in no folder of its own."""
        members = tuple(m for m in self.members if m.area.path[:-1] == scope)
        name = scope[-1] if scope else self.name
        return CountyYear(name, scope, self.year, members, self.indicators)

    def having(self, name: str) -> Iterator[tuple[Member, Observation]]:
        """Yield the towns that have a value of an indicator, with it."""
        for member in self.usable:
            if name in member.totals:
                yield member, member.totals[name]
