"""The review of a county's towns: what 20_county_review calls, one call a look.

Docstrings begin in Chinese: they are what ``county.table?`` shows (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.county.model import CountyYear
from analysis.errors import NotebookError
from analysis.report import wording
from analysis.report.blocks import say, show
from analysis.report.county import cells, compared, filed, rates, standing_apart
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.report.report import Report

_NO_PEOPLE = "county.toml 没有写各乡镇的人口（population），没有作人均比较。"


class Review:
    """一年各乡镇的对照。输入 county. 后按 Tab 看有哪些方法，方法名后加 ? 看说明。"""

    def __init__(self, years: Sequence[CountyYear], figures: Figures) -> None:
        """Take the years up to the one that is reviewed, oldest first, and its pooled figures."""
        self.years = list(years)
        self.data = figures
        self._report = Report(figures, "review", {})

    @property
    def year(self) -> CountyYear:
        """The year that is reviewed."""
        return self.years[-1]

    def filing(self) -> None:
        """谁报送了：各种状态的乡镇数和逐个乡镇的情况。"""
        show(filed.cards(self.year))
        show(filed.table(self.years))

    def cards(self, *names: str) -> None:
        """并排显示全县的几个主要数字。例：county.cards("mediation.settled")。"""
        self._report.cards(*names)

    def table(self, *names: str, caption: str = "各乡镇主要指标") -> None:
        """各乡镇并排列表，末行是合计。例：county.table("mediation.accepted", "publicity.events")。

        Figures that no town has are left out and listed as 待补充.
        """
        known = self._known(names)
        if known:
            self._show(compared.table(self.years, known, caption), *known)

    def per_head(self, *names: str, per: int = 1000, caption: str = "按人口折算") -> None:
        """按人口折算后比较；人口写在 county.toml 的 population。"""
        known = self._known(names)
        block = compared.per_head(self.year, known, per, caption)
        if block is None:
            say(_NO_PEOPLE)
        else:
            self._show(block, *known)

    def rates(self, *names: str) -> None:
        """全县的比率，连同分子、分母、乡镇数，各乡镇的最低和最高。"""
        self._rates(names)
        known = self._known(names)
        if known:
            self._show(rates.table(self.year, known), *known)

    def hundreds(self) -> None:
        """哪些乡镇的哪几项比率是100%，占它全部比率的几项。"""
        block = rates.hundreds(self.year)
        if block is None:
            say("没有为100%的比率。")
        else:
            show(block)

    def funnel(self, name: str) -> None:
        """漏斗图：一个比率在各乡镇的高低，和同样大小的乡镇通常所在的范围。"""
        self._rates([name])
        if self._known([name]):
            block = rates.chart(self.year, name)
            if block is None:
                say(f"分母足够大的乡镇太少，“{self.data.indicator(name).title}”不作比较。")
            else:
                self._show(block, name)

    def chart(self, name: str, by: str = "month") -> None:
        """全县合计按一项分组，如 county.chart("mediation.accepted", by="type")。"""
        self._report.chart(name, by)

    def plans(self) -> None:
        """各乡镇的计划数和完成数（对照数据中写有计划的）。"""
        found = compared.planned(self.year)
        if not found:
            say("没有乡镇在对照数据中写明计划数。")
            return
        rows = [
            [
                cells.town(member),
                {"text": indicator.title},
                {"text": wording.plain(indicator, plan), "value": str(plan)},
                {"text": wording.plain(indicator, now), "value": str(now), "area": member.area.key,
                 "at": indicator.id},
                {"text": wording.progress(indicator, now, plan) or "—"},
            ]
            for member, indicator, plan, now in found
        ]  # fmt: skip
        columns = ["乡镇", "指标", "计划", "完成", "比较"]
        show({"block": "table", "caption": "计划和完成", "columns": columns, "rows": rows})

    def questions(self, *names: str) -> None:
        """与其他乡镇明显不同的数字，和请各乡镇说明的问题；问题同时进入审核意见表。"""
        apart = standing_apart.found(self.years, self._known(names))
        if apart:
            show(standing_apart.table(apart))
        else:
            say("没有与其他乡镇明显不同的数字。")
        show(standing_apart.asked(self.year, apart))

    def _rates(self, names: Sequence[str]) -> None:
        for name in names:
            if self.data.indicator(name).unit != "%":
                raise NotebookError(f"“{name}”不是比率。", "请用 county.table。")

    def _known(self, names: Sequence[str]) -> list[str]:
        """Return those that a town has a value of; list the others as 待补充."""
        for name in names:
            self.data.indicator(name)
        having = set(self.year.given) | {n for m in self.year.members for n in m.reported}
        missing = [name for name in names if name not in having]
        if missing:
            gaps = [self.data.gaps[name] for name in missing]
            pending = [
                {"title": self.data.indicator(g.indicator).title, "reason": g.reason,
                 "wanted": g.wanted}
                for g in gaps
            ]  # fmt: skip
            show({"block": "nothing", "pending": pending})
        return [name for name in names if name in having]

    def _show(self, content: Json, *names: str) -> None:
        content["figures"] = self.data.entries(list(names))
        show(content)
