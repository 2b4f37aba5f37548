"""Where the newest year's figures of a row of years come from: a town's cells, a county's towns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from analysis.county.model import CountyYear
from analysis.county.pooled import coverage, pooled_total
from analysis.indicators.model import Indicator, Observation, Ratio
from analysis.report import provenance, wording
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.values import format_number

_MOST_PARTS = 200


class Origins(Protocol):
    """Gives the annex entries of the newest year's figures."""

    def entries(self, names: Sequence[str]) -> Json:
        """Return an entry for each of the figures that have a value."""
        ...


class TownOrigins:
    """Those of a town; none where its newest year cannot be used."""

    def __init__(self, figures: Figures | None) -> None:
        """Take the figures of the newest year."""
        self._figures = figures

    def entries(self, names: Sequence[str]) -> Json:
        """Return the entries of the town's report, their terms among them."""
        return self._figures.entries(list(names)) if self._figures else {}


class CountyOrigins:
    """Those of a county: the towns that it is pooled over, each with its sheets and cells."""

    def __init__(self, county: CountyYear) -> None:
        """Take the newest year."""
        self._county = county

    def entries(self, names: Sequence[str]) -> Json:
        """Return an entry for each figure that can be pooled."""
        totals = {name: pooled_total(self._county, name) for name in names}
        return {name: self._entry(name, total) for name, total in totals.items() if total}

    def _entry(self, name: str, total: Observation) -> Json:
        indicator = self._county.indicators[name]
        rate = isinstance(indicator.formulas[0], Ratio)
        parts = self._rates(name) if rate else provenance.parts(indicator.formulas[0], total)
        many = len(parts) > _MOST_PARTS
        words = f"{coverage(self._county, total)}合计：{self._rules(indicator)}"
        return {
            "indicator": name, "title": indicator.title, "unit": indicator.unit,
            "value": provenance.exact(total), "text": wording.printed(indicator, total),
            "rule": f"{words}各乡镇的数见各自的报告。" if many else words,
            "halves": self._halves(total) if rate else None,
            "parts": [] if many else parts, "parts_sum": None, "breakdowns": [], "left_out": [],
            "reconciled": [], "last_year": None, "plan": None,
            "note": None if rate else indicator.note or None,
        }  # fmt: skip

    def _rules(self, indicator: Indicator) -> str:
        """Return in words how the towns' values are counted, each rule that one of them uses."""
        used = sorted({total.formula for _, total in self._county.having(indicator.id)})
        return "".join(
            words if n == 0 else f"有的乡镇取自{words}"
            for n, words in enumerate(wording.definition(indicator, index) for index in used)
        )

    def _rates(self, name: str) -> list[Json]:
        """Return each town's rate as its two halves; a rate has no cells of its own."""
        return [
            {"label": total.area, "value": "/".join(format_number(p.value, 4) for p in total.parts),
             "source": None}
            for _, total in self._county.having(name)
        ]  # fmt: skip

    @staticmethod
    def _halves(total: Observation) -> Json:
        """Return numerator and denominator; of these towns only, so they lead to no entry."""
        return {
            half: {"indicator": "", "title": part.label, "text": format_number(part.value, 4)}
            for half, part in zip(("numerator", "denominator"), total.parts, strict=True)
        }
