"""What the data files say of a figure, and ``indicators.csv``: figures, slices and gaps for reuse.

``indicators.xlsx`` (``workbook``) tells the same, laid out for reading. The public edition names
ledgers and their rows, but no file and no gap.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from analysis.cells import Source, row_count
from analysis.indicators.model import Indicator, Latest, Observation, Part, Ratio, Total
from analysis.ledgers import LEDGERS
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.values import format_number

COLUMNS = (
    "指标编号", "指标", "分组", "类别", "数值", "单位", "打印为", "上年数值", "口径", "来源", "缺数原因",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def indicators_csv(figures: Figures) -> str:
    """Return the CSV text, to be encoded as UTF-8 with BOM: totals, then slices, then gaps."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    told = told_gaps(figures)
    for name in figures.town.indicators:
        if name in figures.totals:
            writer.writerow([_safe(field) for field in _total(figures, name)])
            for row in _slices(figures, name):
                writer.writerow([_safe(field) for field in row])
        elif name in told:
            row = [name, figures.indicator(name).title, *[""] * 8, figures.gaps[name].reason]
            writer.writerow([_safe(field) for field in row])
    return sink.getvalue()


def told_gaps(figures: Figures) -> tuple[str, ...]:
    """Return the indicators without a value that a data file names; none in the public edition.

    Nobody is expected to keep every item that 基本情况表 may have: one that is not kept is no gap.
    """
    if figures.public:
        return ()
    return tuple(
        name
        for name in figures.town.indicators
        if name not in figures.totals and not _kept_at_will(name, figures)
    )


def told_sources(figures: Figures, name: str) -> str:
    """Return the cells of a total, or in the public edition its ledger and how many rows.

    "" for a rate or a sum of figures, which comes from no cells.
    """
    total = figures.totals[name]
    places = [part.source for part in total.parts if part.source.file]
    formula = figures.indicator(name).formulas[total.formula]
    if not figures.public:
        return _each_file_once(places)
    if isinstance(formula, Ratio | Total):
        return ""
    rows = row_count(places)
    return f"《{LEDGERS[formula.ledger].title}》" + (f"，{rows}行" if rows else "")


def _each_file_once(places: Iterable[Source]) -> str:
    """Return places as 文件 › 工作表 › 单元格, a file that follows itself without its name."""
    told, file = [], ""
    for place in places:
        told.append(str(replace(place, file="") if place.file == file else place))
        file = place.file
    return "；".join(told)


def _kept_at_will(name: str, figures: Figures) -> bool:
    """Whether a figure, or all that it is made of, is first of all an item of 基本情况表."""
    indicator = figures.indicator(name)
    if indicator.terms:
        return all(_kept_at_will(term, figures) for term in indicator.terms)
    return isinstance(indicator.formulas[0], Latest)


def _total(figures: Figures, name: str) -> list[str]:
    entry = figures.entry(name)
    last = entry["last_year"]["value"] if entry["last_year"] else ""
    return [
        name, entry["title"], "合计", "", entry["value"], entry["unit"], entry["text"], last,
        entry["rule"], told_sources(figures, name), "",
    ]  # fmt: skip


def _slices(figures: Figures, name: str) -> list[list[str]]:
    indicator, total = figures.indicator(name), figures.totals[name]
    formula = indicator.formulas[total.formula]
    if isinstance(formula, Ratio | Total):
        return []
    return [
        _slice(figures, indicator, wording.dimension_title(formula, dimension), one)
        for dimension in indicator.by
        for one in figures.slices.get((name, dimension), [])
    ]


def _slice(figures: Figures, indicator: Indicator, by: str, one: Observation) -> list[str]:
    value = format_number(one.value, 4)
    ((dimension, label),) = one.cell
    before = figures.last_slices.get((indicator.id, dimension), ())
    last = next((format_number(o.value, 4) for o in before if o.cell == one.cell), "")
    return [
        indicator.id, indicator.title, by, label, value, indicator.unit, value, last, "",
        _cells(one.parts, public=figures.public), "",
    ]  # fmt: skip


def _cells(parts: Iterable[Part], *, public: bool) -> str:
    return "" if public else "；".join(str(part.source) for part in parts)


def _safe(field: str) -> str:
    """Keep a spreadsheet from running a cell that a town typed."""
    return f"'{field}" if field.startswith(_FORMULA_STARTS) else field
