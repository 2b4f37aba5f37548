"""An analyst's look behind a town's figures: what a notebook 02 … 09 calls, one call a look.

Docstrings begin in Chinese: they are what ``look.months?`` shows (docs/decisions/0012).
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.errors import NotebookError
from analysis.indicators.disclose import MERGED
from analysis.indicators.model import Gap, Ratio
from analysis.ledgers import LEDGERS
from analysis.report import crosses, grids, pairs, pictures, rowwise, wording
from analysis.report.blocks import show
from analysis.report.crosses import Cross
from analysis.report.figures import Figures
from analysis.report.pairs import Pair
from analysis.report.provenance import Json
from analysis.report.report import Report
from analysis.report.slices import Cutter, dimension, guarded
from analysis.town import Town
from analysis.values import format_number, format_rate, nearest

_KINDS = {"line": pictures.lines, "bar": pictures.bars}


class Look:
    """一个乡镇一年台账的分析。输入 look. 后按 Tab 看有哪些方法，方法名后加 ? 看说明。

    Every method shows one block; what lacks data is said in its place, and listed as 待补充.
    """

    def __init__(self, town: Town, last: Town | None) -> None:
        """Take this year's town and last year's, if it has one."""
        self.data = Figures.of(town, last)
        self._report = Report(self.data, "review", {})
        self._now = Cutter(town, self.data.totals)
        self._then = Cutter(last, self.data.last) if last else None

    def write(self, *clauses: str) -> None:
        """写一段话，{指标名} 换成台账里的数字。例：look.write("全年受理{mediation.accepted}")。

        A clause whose figure has no data is left out and listed as 待补充.
        """
        self._report.write(*clauses)

    def cards(self, *names: str) -> None:
        """并排显示几个主要数字，带比上年增减。例：look.cards("mediation.settled")。"""
        if not self._said_missing(*names, unless_some=True):
            self._report.cards(*names)

    def figures(self, *names: str, caption: str = "主要指标与上年比较") -> None:
        """列表：本年、上年、增减。例：look.figures("mediation.accepted", "mediation.settled")。"""
        if not self._said_missing(*names, unless_some=True):
            self._report.table(*names, caption=caption)

    def months(self, name: str, kind: str = "line", headline: str | None = None) -> None:
        """按月画图，本年与上年同月对照；kind 可写 "line"（折线）或 "bar"（条形）。

        ``headline``: words instead of the finding; {top}, {top_value} and {share} may stand in it.
        """
        if kind not in _KINDS:
            guess = nearest(kind, _KINDS) or "line"
            raise NotebookError(f"没有“{kind}”这种图。", f'可写 line 或 bar，如 kind="{guess}"。')
        pair = self._pair(name, "month")
        if pair is not None:
            finding = self._headline(pair, headline, pairs.most(pair) + pairs.above(pair))
            self._draw(pair, finding, _KINDS[kind](pair), grids.table(pair))

    def breakdown(self, name: str, by: str, headline: str | None = None) -> None:
        """按一项分组，本年与上年对照。例：look.breakdown("mediation.accepted", "纠纷类型")。

        ``by``: any category of the ledger, by id or title. Slices of one or two persons are merged.
        """
        pair = self._pair(name, by)
        if pair is not None:
            finding = self._headline(pair, headline, pairs.most(pair) + pairs.risen(pair))
            self._draw(pair, finding, pictures.bars(pair), grids.table(pair))

    def cross(self, name: str, rows: str, columns: str) -> None:
        """两项交叉，如村居和纠纷类型。例：look.cross("mediation.accepted", "村（居）", "纠纷类型")。

        Registers of persons are refused: two dimensions would point to one of them.
        """
        self.data.indicator(name)
        guarded(self.data.town.indicators, name, 2)
        dims = (self._dimension(name, rows), self._dimension(name, columns))
        cut = self._now.cut(name, dims)
        if isinstance(cut, Gap) or not cut:
            self._say_missing(cut if isinstance(cut, Gap) else self._nothing(name))
            return
        formula = self._now.formula(name)
        first, second = (wording.dimension_title(formula, column) for column in dims)
        cross = Cross(self.data.indicator(name), dims, (first, second), cut)
        self._show(crosses.block(cross, self._source(name)), name)

    def rates(self, *names: str, by: str | None = None) -> None:
        """比率连同分子分母；写了 by 就按它分组。例：look.rates("mediation.success_rate", by="纠纷类型")。

        ``by`` takes one rate only.
        """
        for name in names:
            self._rate(name)
        if by is not None:
            for name in names:
                self._rates_by(name, by)
        elif not self._said_missing(*names, unless_some=True):
            self._rates_table([n for n in names if n in self.data.totals])

    def frame(self, ledger: str, when: str | None = None) -> pd.DataFrame:
        """逐行数据（pandas 表，列名是栏目名），不含个人信息，供自己计算和画图。

        例：cases = look.frame("mediation", when="受理日期")。when 写日期栏：只要本年的行；不写则全部。

        An absent ledger is said and gives no rows, but its columns. Registers of persons are
        refused: a row is a person.
        """
        frame = rowwise.frame(self.data.town, ledger, when)
        if frame is None:
            found = LEDGERS[rowwise.ledger_id(ledger)]
            self._say_missing(Gap("", f"没有收到《{found.title}》。", f"《{found.title}》"))
            return rowwise.empty(found)
        return frame

    # --- what the methods share ----------------------------------------------------------

    def _pair(self, name: str, by: str) -> Pair | None:
        """Cut both years; say what lacks and return None where there is nothing to show."""
        indicator = self.data.indicator(name)
        guarded(self.data.town.indicators, name, 1)
        column = self._dimension(name, by)
        cut = self._now.cut(name, (column,))
        if isinstance(cut, Gap) or not cut:
            self._say_missing(cut if isinstance(cut, Gap) else self._nothing(name))
            return None
        now = pairs.one_dimension(cut)
        before_that = self._then.cut(name, (column,)) if self._then else None
        then = pairs.one_dimension(before_that) if isinstance(before_that, dict) else None
        if column == "month" and indicator.unit != "%":
            now = pairs.months_of(now, self.data.town.cutoff.month)
            then = None if then is None else pairs.months_of(then, 12)
        if MERGED in now or MERGED in (then or {}):
            then = None  # what is merged in one year cannot be set against the other
        title = wording.dimension_title(self._now.formula(name), column)
        return Pair(indicator, column, title, self.data.town.year, now, then or None)

    def _dimension(self, name: str, by: str) -> str:
        return dimension(self.data.town.indicators, name, by)

    def _rate(self, name: str) -> Ratio:
        formula = self.data.indicator(name).formulas[0]
        if not isinstance(formula, Ratio):
            raise NotebookError(f"“{name}”不是比率。", "请用 look.figures 或 look.breakdown。")
        return formula

    def _rates_by(self, name: str, by: str) -> None:
        ratio, pair = self._rate(name), self._pair(name, by)
        if pair is not None:
            indicators = self.data.town.indicators
            halves = (indicators[ratio.numerator].title, indicators[ratio.denominator].title)
            finding, table = pairs.lowest(pair), grids.rate_table(pair, halves)
            if pairs.all_equal(pair):
                self._show({"block": "table", "caption": finding, **table}, name)
            else:
                self._draw(pair, finding, pictures.bars(pair), table)

    def _rates_table(self, names: Sequence[str]) -> None:
        year, indicators = self.data.town.year, self.data.town.indicators
        divided = [
            f"{indicators[name].title}＝{indicators[ratio.numerator].title}"
            f"÷{indicators[ratio.denominator].title}"
            for name, ratio in ((name, self._rate(name)) for name in names)
        ]
        self._show({
            "block": "table",
            "caption": "比率及其分子、分母",
            "columns": ["比率", "分子", "分母", f"{year}年", f"{year - 1}年", "增减（百分点）"],
            "rows": [self._rate_row(name) for name in names],
            "source_line": "；".join(divided),
        }, *names)  # fmt: skip

    def _rate_row(self, name: str) -> list[Json]:
        ratio = self._rate(name)
        entries = [self.data.entry(each) for each in (ratio.numerator, ratio.denominator, name)]
        last = entries[-1]["last_year"] or {"text": "无上年数据"}
        return [
            {"text": entries[-1]["title"]},
            *({key: entry[key] for key in ("text", "indicator", "value")} for entry in entries),
            {"text": last["text"]},
            grids.points(self.data.totals[name], self.data.last.get(name)),
        ]

    def _headline(self, pair: Pair, own: str | None, finding: str) -> str:
        if own is None:
            return finding
        top = max(pair.labels, key=pair.value)
        value = format_number(pair.value(top), 4)
        share = format_rate(pair.value(top), pair.total) if pair.total else "—"
        try:
            return own.format(top=top, top_value=value, share=share)
        except (KeyError, IndexError, ValueError) as error:
            raise NotebookError(
                "headline 里的花括号写得不对。", "可写 {top}、{top_value}、{share}。"
            ) from error

    def _draw(self, pair: Pair, headline: str, figure: Json, table: Json) -> None:
        name = pair.indicator.id
        years = f"{pair.year}年" + ("" if pair.then is None else f"与{pair.year - 1}年")
        merged = "；人数少的已并入其他，不与上年对照" if MERGED in pair.now else ""
        self._show({
            "block": "chart",
            "headline": headline,
            "unit": pair.indicator.unit,
            "source_line": self._source(name) + merged,
            "alt": f"{years}按{pair.title}的图。{headline}。",
            "figure": figure,
            "table": table,
        }, name)  # fmt: skip

    def _source(self, name: str) -> str:
        return f"数据来源：《{LEDGERS[self._now.formula(name).ledger].title}》"

    def _nothing(self, name: str) -> Gap:
        title = LEDGERS[self._now.formula(name).ledger].title
        return Gap(name, f"《{title}》中没有可以分组的行。", "")

    def _said_missing(self, *names: str, unless_some: bool) -> bool:
        """Say that all of ``names`` lack data; nothing where one of them has some."""
        outcomes = [self.data.outcome(name) for name in names]
        gaps = [outcome for outcome in outcomes if isinstance(outcome, Gap)]
        if not gaps or (unless_some and len(gaps) < len(outcomes)):
            return False
        self._say_missing(*gaps)
        return True

    def _say_missing(self, *gaps: Gap) -> None:
        """Say in its place what is missing, and list it."""
        without = [g.indicator for g in gaps if g.indicator and g.indicator not in self.data.totals]
        titles = "、".join(f"“{self.data.indicator(name).title}”" for name in without)
        reasons = "".join(dict.fromkeys(gap.reason for gap in gaps))
        says = f"{titles}没有可用的数据：{reasons}" if titles else reasons
        pending = [
            {"title": self.data.indicator(g.indicator).title if g.indicator else "台账",
             "reason": g.reason, "wanted": g.wanted}
            for g in gaps
        ]  # fmt: skip
        show({"block": "paragraph", "runs": [{"text": says}], "origin": None, "pending": pending})

    def _show(self, content: Json, *names: str) -> None:
        content["figures"] = self.data.entries(list(names))
        show(content)
