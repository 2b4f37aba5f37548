"""What the data files say of a figure, and ``indicators.csv``: figures, slices and gaps for reuse.

``indicators.xlsx`` (``workbook``) tells the same, laid out for reading. The public edition names
ledgers and their rows, but no file and no gap.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from analysis.cells import Source, row_count
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Part, Ratio, Total
from analysis.ledgers import LEDGERS
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.values import format_number

COLUMNS = (
    "指标编号", "指标", "分组", "类别", "数值", "单位", "打印为", "上年数值", "口径", "来源", "缺数原因",
)  # fmt: skip
_FORMULA_STARTS = frozenset("=+-@\t\r")


def indicators_csv(figures: Figures) -> str:
    """Return the CSV text, to be encoded as UTF-8 with BOM: totals, then slices, then gaps."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    told = frozenset(told_gaps(figures))
    for name in figures.town.indicators:
        if name in figures.totals:
            writer.writerow(safe(_total(figures, name)))
            writer.writerows(map(safe, _slices(figures, name)))
        elif name in told:
            row = [name, figures.indicator(name).title, *[""] * 8, figures.gaps[name].reason]
            writer.writerow(safe(row))
    return sink.getvalue()


def told_gaps(figures: Figures) -> tuple[str, ...]:
    """Return the indicators without a value that a data file names; none in the public edition.

    Nobody is expected to keep every item that 基本情况表 may have: one that is not kept is no gap.
    """
    if figures.public:
        return ()
    known = Definitions.of(figures.town.indicators)
    told = known.keys() - known.at_will - figures.totals.keys()
    return tuple(name for name in known if name in told)


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
        told.append(str(Source("", place.sheet, place.cells) if place.file == file else place))
        file = place.file
    return "；".join(told)


def _total(figures: Figures, name: str) -> list[str]:
    indicator, total, last = figures.indicator(name), figures.totals[name], figures.then(name)
    rule = wording.rule(indicator, total.formula, figures.town.year, figures.town.cutoff)
    return [
        name, indicator.title, "合计", "", _exact(total.value), indicator.unit,
        wording.printed(indicator, total), _exact(last.value) if last else "", rule,
        told_sources(figures, name), "",
    ]  # fmt: skip


def _slices(figures: Figures, name: str) -> Iterator[list[str]]:
    """Yield the categories of a figure, one dimension after another, as rows."""
    indicator, total = figures.indicator(name), figures.totals[name]
    formula = indicator.formulas[total.formula]
    if isinstance(formula, Ratio | Total):
        return
    for dimension in indicator.by:
        slices = figures.slices.get((name, dimension), ())
        if not slices:
            continue  # the ledger that gives the figure here may not have that column at all
        by = wording.dimension_title(formula, dimension)
        before = {one.cell: one for one in reversed(figures.last_slices.get((name, dimension), ()))}
        for one in slices:
            ((_, label),) = one.cell
            value, last = _exact(one.value), before.get(one.cell)
            yield [
                name, indicator.title, by, label, value, indicator.unit, value,
                _exact(last.value) if last else "", "",
                _cells(one.parts, public=figures.public), "",
            ]  # fmt: skip


def _exact(value: Decimal) -> str:
    return format_number(value, 4)


def _cells(parts: Iterable[Part], *, public: bool) -> str:
    return "" if public else "；".join(str(part.source) for part in parts)


def safe(row: Iterable[str]) -> list[str]:
    """Keep a spreadsheet from running a cell that a town typed."""
    return [f"'{field}" if field[:1] in _FORMULA_STARTS else field for field in row]
