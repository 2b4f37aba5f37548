"""The figures of a town's report by name: values, slices, last year, and where they come from."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from analysis.beside.comparisons import Kind, Quote
from analysis.errors import NotebookError
from analysis.indicators.disclose import disclose, is_small, withheld
from analysis.indicators.find import guess
from analysis.indicators.model import (
    Gap,
    Indicator,
    Observation,
    Ratio,
    Total,
)
from analysis.indicators.undeclared import undeclared, unknown_in
from analysis.report import provenance, wording
from analysis.report.compared import Then, last_year, planned
from analysis.report.provenance import Json
from analysis.town import Town
from analysis.values import format_number


@dataclass(frozen=True, slots=True)
class Figures:
    """What a report may print. ``last`` holds last year's totals, empty when there are none.

    ``alike``: of a county, both years over the towns that gave both, where these are not all.
    ``quotes``: figures that documents give, by indicator and kind (上年, 计划). A figure of one
    category (``mediation.accepted[邻里]``) is computed when it is first asked for.
    """

    town: Town
    totals: dict[str, Observation]
    slices: Mapping[tuple[str, str], list[Observation]]
    gaps: dict[str, Gap]
    last: dict[str, Observation]
    last_slices: Mapping[tuple[str, str], list[Observation]]
    public: bool = False
    quotes: Mapping[tuple[str, Kind], Quote] = field(default_factory=lambda: MappingProxyType({}))
    before: Town | None = None
    alike: Mapping[str, tuple[Observation, Observation]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    _sliced: dict[str, Indicator] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, town: Town, before: Town | None, *, public: bool = False) -> Figures:
        """Pass a town's observations, and last year's, through disclosure control.

        ``public``: provenance names formula and ledger, but no file, sheet or cell; totals that
        point at one or two people in need of protection are gaps.
        """
        totals, slices = _sorted(town, public=public)
        last, last_slices = _sorted(before, public=public) if before else ({}, {})
        gaps = {gap.indicator: gap for gap in town.gaps}
        gaps |= withheld(town.observations, town.indicators, public=public)
        quotes = {(quote.indicator, quote.kind): quote for quote in town.quotes}
        return cls(town, totals, slices, gaps, last, last_slices, public, quotes, before)

    def indicator(self, name: str) -> Indicator:
        """Return the indicator of that name. Raises ``NotebookError`` naming the nearest one."""
        indicators = self.town.indicators
        if name in indicators:
            return indicators[name]
        unknown = unknown_in(name, indicators)
        if unknown is None:
            return self._cut(name)
        near = guess(unknown, indicators)
        remedy = f"您是否指“{near.id}”（{near.title}）？" if near else ""
        raise NotebookError(f"没有名为“{name}”的指标。", remedy)

    def _cut(self, name: str) -> Indicator:
        """Compute a figure that nobody declared, this year's and last year's."""
        if name not in self._sliced:
            frames = [town.frames for town in (self.town, self.before) if town]
            known = self.town.indicators
            made = undeclared(name, known, frames)
            observations, gaps = self.town.observe(made)
            self.totals.update(_new_totals(self._released(observations, made), known))
            gaps = [*gaps, *withheld(observations, made, public=self.public).values()]
            self.gaps.update((gap.indicator, gap) for gap in gaps if gap.indicator not in known)
            if self.before:
                last = self._released(self.before.observe(made)[0], made)
                self.last.update(_new_totals(last, known))
            self._sliced.update(made)
        return self._sliced[name]

    def _released(
        self, observations: Iterable[Observation], made: Mapping[str, Indicator]
    ) -> list[Observation]:
        return disclose(observations, made, public=self.public)

    def outcome(self, name: str) -> Observation | Gap:
        """Return the town's total of an indicator, or why there is none."""
        self.indicator(name)
        return self.totals[name] if name in self.totals else self.gaps[name]

    def then(self, name: str) -> Then | None:
        """Return last year's figure: of its ledgers, else as published, else None."""
        total, quote = self.last.get(name), self.quotes.get((name, "上年"))
        if quote and self.public and is_small(self.indicator(name), quote.value):
            quote = None
        if total is None and quote is None:
            return None
        return Then.of(self.indicator(name), total, quote)

    def coverage(self, name: str) -> str | None:
        """Return of how many towns a county's figure is, in words; None for a town's own."""
        pooled = self.town.pooled
        return pooled.words(self.totals[name]) if pooled else None

    def partial(self, name: str) -> str:
        """Return what a sentence adds to a county's figure that not all usable towns give."""
        pooled, total = self.town.pooled, self.totals[name]
        few = pooled is not None and len(total.areas) < pooled.usable
        return f"（{len(total.areas)}个乡镇）" if few else ""

    def comparable(self, name: str) -> bool:
        """Whether two years are of the same towns; a town's own always are."""
        now, then = self.totals[name], self.last.get(name)
        return then is None or set(now.areas) == set(then.areas)

    def change(self, name: str) -> str | None:
        """Return the change against last year in words; None without one of the two.

        A county's two years are compared over the towns that gave both.
        """
        then = self.then(name)
        if name not in self.totals or then is None:
            return None
        if not self.comparable(name):
            return self._change_alike(name)
        return wording.change(self.indicator(name), self.totals[name].value, then.value)

    def _change_alike(self, name: str) -> str | None:
        if name not in self.alike:
            return None
        now, then = self.alike[name]
        words = wording.change(self.indicator(name), now.value, then.value)
        return f"同样的{len(now.areas)}个乡镇{words}"

    def plan(self, name: str) -> Quote | None:
        """Return what was planned for the year, None where nothing was."""
        return self.quotes.get((name, "计划"))

    def progress(self, name: str) -> str | None:
        """Return what was reached of the plan in words; None without one of the two."""
        plan = self.plan(name)
        if name not in self.totals or plan is None:
            return None
        return wording.progress(self.indicator(name), self.totals[name].value, plan.value)

    def entry(self, name: str) -> Json:
        """Return the provenance of a total: everything its annex entry shows."""
        indicator, total = self.indicator(name), self.totals[name]
        year, cutoff = self.town.year, self.town.cutoff
        formula = indicator.formulas[total.formula]
        rate = isinstance(formula, Ratio)
        return {
            "indicator": name,
            "title": indicator.title,
            "unit": indicator.unit,
            "value": provenance.exact(total),
            "text": wording.printed(indicator, total),
            "rule": self._rule(indicator, total),
            "coverage": self.coverage(name),
            "halves": self._halves(formula, total) if isinstance(formula, Ratio) else None,
            "parts": [] if rate or self.public else provenance.parts(formula, total),
            "parts_sum": None if rate or self.public else provenance.sum_words(total),
            "breakdowns": self._breakdowns(indicator, total),
            "left_out": [
                {
                    "reason": left.reason,
                    "rows": left.rows,
                    "source": None if self.public else provenance.place(left.source),
                }
                for left in total.left_out
            ],
            "reconciled": [
                {
                    "rule": wording.rule(indicator, other.formula, year, cutoff),
                    "value": str(other.value),
                    "text": wording.plain(indicator, other.value),
                    "agrees": other.value == total.value,
                    "source": provenance.place(other.parts[0].source if other.parts else None),
                }
                for other in (() if self.public else total.reconciled)
            ],
            "last_year": self._last_year(name),
            "plan": planned(indicator, self.plan(name), self.progress(name), public=self.public),
            "note": None if rate else indicator.note or None,
        }

    def entries(self, names: list[str]) -> Json:
        """Return the provenance of totals and of what they are made of; gaps have none."""
        wanted: dict[str, None] = {}
        for name in names:
            wanted |= dict.fromkeys((name, *self.indicator(name).terms))
        return {name: self.entry(name) for name in wanted if name in self.totals}

    def _rule(self, indicator: Indicator, total: Observation) -> str:
        """Return in words what was counted; of a county each rule that one of its towns has."""
        year, cutoff = self.town.year, self.town.cutoff
        used = total.formulas or (total.formula,)
        rules = (wording.rule(indicator, index, year, cutoff) for index in used)
        return "".join(rule if n == 0 else f"有的乡镇取自{rule}" for n, rule in enumerate(rules))

    def _halves(self, ratio: Ratio, total: Observation) -> Json:
        """Return both halves with their own values: a county's may be of fewer towns than its sums."""
        names = (("numerator", ratio.numerator), ("denominator", ratio.denominator))
        return {
            half: {
                "indicator": name,
                "title": self.indicator(name).title,
                "text": wording.plain(self.indicator(name), part.value),
            }
            for (half, name), part in zip(names, total.parts, strict=True)
        }

    def _last_year(self, name: str) -> Json | None:
        then = self.then(name)
        told = last_year(then, self.change(name), public=self.public)
        if told is None or self.comparable(name):
            return told
        towns = f"（{len(self.last[name].areas)}个乡镇）"
        return told | {"comparable": False, "text": f"{told['text']}{towns}"}

    def _breakdowns(self, indicator: Indicator, total: Observation) -> list[Json]:
        formula = indicator.formulas[total.formula]
        if isinstance(formula, Ratio | Total):
            return []
        return [
            {
                "by": f"按{wording.dimension_title(formula, dimension)}",
                "cells": [
                    {
                        "label": o.cell[0][1],
                        "value": provenance.exact(o),
                        "text": format_number(o.value, 4),
                    }
                    for o in self.slices[indicator.id, dimension]
                ],
            }
            for dimension in indicator.by
            if len(self.slices.get((indicator.id, dimension), ())) > 1
        ]


def _sorted(
    town: Town, *, public: bool
) -> tuple[dict[str, Observation], dict[tuple[str, str], list[Observation]]]:
    totals: dict[str, Observation] = {}
    slices: dict[tuple[str, str], list[Observation]] = {}
    for one in disclose(town.observations, town.indicators, public=public):
        if one.cell:
            slices.setdefault((one.indicator, one.cell[0][0]), []).append(one)
        else:
            totals[one.indicator] = one
    return totals, slices


def _new_totals(
    observations: Iterable[Observation], known: Container[str]
) -> Iterator[tuple[str, Observation]]:
    """Yield the totals of figures that are not among those declared: these have been computed."""
    for one in observations:
        if not one.cell and one.indicator not in known:
            yield one.indicator, one
