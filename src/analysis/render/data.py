"""``indicators.csv``: every figure of a town, its slices and its gaps, for Excel and for reuse."""

from __future__ import annotations

import csv
import io

from analysis.indicators.model import Indicator, Latest, Observation, Ratio, Total
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.values import format_number

COLUMNS = (
    "指标编号", "指标", "分组", "类别", "数值", "单位", "打印为", "上年数值", "口径", "来源", "缺数原因",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def indicators_csv(figures: Figures) -> str:
    """Return the CSV text, to be encoded as UTF-8 with BOM: totals, then slices, then gaps.

    Nobody is expected to keep every item that 基本情况表 may have: one that is not kept is no gap.
    """
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for name in figures.town.indicators:
        if name in figures.totals:
            writer.writerow([_safe(field) for field in _total(figures, name)])
            for row in _slices(figures, name):
                writer.writerow([_safe(field) for field in row])
        elif not _kept_at_will(name, figures):
            gap = figures.gaps[name]
            row = [name, figures.indicator(name).title, *[""] * 8, gap.reason]
            writer.writerow([_safe(field) for field in row])
    return sink.getvalue()


def _kept_at_will(name: str, figures: Figures) -> bool:
    """Whether a figure, or all that it is made of, is first of all an item of 基本情况表."""
    indicator = figures.indicator(name)
    if indicator.terms:
        return all(_kept_at_will(term, figures) for term in indicator.terms)
    return isinstance(indicator.formulas[0], Latest)


def _total(figures: Figures, name: str) -> list[str]:
    entry = figures.entry(name)
    last = entry["last_year"]["value"] if entry["last_year"] else ""
    sources = "；".join(str(part.source) for part in figures.totals[name].parts if part.source.file)
    return [
        name, entry["title"], "合计", "", entry["value"], entry["unit"], entry["text"], last,
        entry["rule"], sources, "",
    ]  # fmt: skip


def _slices(figures: Figures, name: str) -> list[list[str]]:
    indicator, total = figures.indicator(name), figures.totals[name]
    formula = indicator.formulas[total.formula]
    if isinstance(formula, Ratio | Total):
        return []
    return [
        _slice(indicator, wording.dimension_title(formula, dimension), one)
        for dimension in indicator.by
        for one in figures.slices.get((name, dimension), [])
    ]


def _slice(indicator: Indicator, by: str, one: Observation) -> list[str]:
    value = format_number(one.value, 4)
    sources = "；".join(str(part.source) for part in one.parts)
    label = one.cell[0][1]
    return [
        indicator.id,
        indicator.title,
        by,
        label,
        value,
        indicator.unit,
        value,
        "",
        "",
        sources,
        "",
    ]


def _safe(field: str) -> str:
    """Keep a spreadsheet from running a cell that a town typed."""
    return f"'{field}" if field.startswith(_FORMULA_STARTS) else field
