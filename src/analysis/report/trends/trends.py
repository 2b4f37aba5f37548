"""A town's or a county's figures over years: what ``30_trends`` calls, one call a look.

Docstrings begin in Chinese: they are what ``trends.line?`` shows (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.county.series import Series
from analysis.county.years import CountyYears, TownYears
from analysis.errors import NotebookError
from analysis.indicators.find import guess
from analysis.indicators.model import Indicator, Ratio, Total
from analysis.ledgers import LEDGERS
from analysis.report.blocks import show
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.report.trends import pictures, tables, words


class Trends:
    """一个乡镇或全县历年的数字。输入 trends. 后按 Tab 看有哪些方法，方法名后加 ? 看说明。

    Every method shows one block; what lacks data is said in its place, and listed as 待补充.
    """

    def __init__(self, years: TownYears | CountyYears, figures: Figures | None) -> None:
        """Take the years, and the newest year's figures; None where it gives none."""
        self.data = years
        self._figures = figures
        self._series: dict[str, Series] = {}
        self._said: set[str] = set()

    def filing(self, caption: str = "各年报送情况") -> None:
        """列表：各年报了没有，数据截止到哪天。例：trends.filing()。"""
        show({"block": "table", "caption": caption, **tables.filing(self.data)})

    def table(self, *names: str, caption: str = "历年主要指标") -> None:
        """列表：几个指标的历年数字、走势和变化。例：trends.table("mediation.accepted")。"""
        found = [self.series(name) for name in names]
        told = [series for series in found if series.valued]
        if not told:
            self._say_missing(found)
            return
        show({
            "block": "table",
            "caption": caption,
            **tables.overview(told, self.data),
            "figures": self._entries([series.indicator.id for series in told]),
            "pending": self._pending(series for series in found if not series.valued),
        })  # fmt: skip

    def line(self, name: str, headline: str | None = None) -> None:
        """画历年折线，下附数据表；不可比处、修订数都标明。例：trends.line("publicity.events")。

        ``headline``: words instead of the finding. A single year is told, not drawn.
        """
        series = self.series(name)
        if not series.valued:
            self._say_missing([series])
            return
        finding = headline or words.headline(series)
        table = tables.by_year(series, self.data)
        figures = self._entries([name])
        if len(series.valued) == 1:
            show({"block": "table", "caption": finding, **table, "figures": figures})
            return
        show({
            "block": "chart",
            "headline": finding,
            "unit": series.indicator.unit,
            "source_line": tables.EARLIER,
            "alt": words.alt(series),
            "figure": pictures.years(series),
            "table": table,
            "figures": figures,
        })  # fmt: skip

    def series(self, name: str) -> Series:
        """一个指标历年的数字，供自己计算和画图。例：trends.series("mediation.accepted").points。

        Raises ``NotebookError`` naming the nearest indicator.
        """
        known = self.data.indicators
        if name not in known:
            near = guess(name, known)
            remedy = f"您是否指“{near.id}”（{near.title}）？" if near else ""
            raise NotebookError(f"没有名为“{name}”的指标。", remedy)
        if name not in self._series:
            self._series[name] = self.data.series(name)
        return self._series[name]

    def _entries(self, names: list[str]) -> Json:
        """Return where the newest year's figures come from."""
        return self._figures.entries(names) if self._figures else {}

    def _say_missing(self, found: list[Series]) -> None:
        """Say in its place what has no value in any year, once, and list it."""
        found = [series for series in found if series.indicator.id not in self._said]
        if not found:
            show({"block": "nothing"})
            return
        titles = "、".join(f"“{series.indicator.title}”" for series in found)
        runs = [{"text": f"{titles}各年都没有可用的数据。"}]
        pending = self._pending(found)
        show({"block": "paragraph", "runs": runs, "origin": None, "pending": pending})

    def _pending(self, found: Iterable[Series]) -> list[Json]:
        found = list(found)
        self._said |= {series.indicator.id for series in found}
        return [
            {"title": series.indicator.title, "reason": "各年都没有数据。",
             "wanted": self._wanted(series.indicator)}
            for series in found
        ]  # fmt: skip

    def _wanted(self, indicator: Indicator) -> str:
        """Name what would give a figure: a ledger, or the figures that it is made of."""
        formula = indicator.formulas[0]
        if isinstance(formula, Ratio | Total):
            return "、".join(self.data.indicators[name].title for name in indicator.terms)
        return f"《{LEDGERS[formula.ledger].title}》"
