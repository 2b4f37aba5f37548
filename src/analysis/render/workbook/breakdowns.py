"""The breakdowns of a town's figures as tables, one a sheet of ``indicators.xlsx``.

A sheet for each indicator would be hundreds. Months and villages are the same for every ledger, so
they are one sheet each, laid out as a yearbook is: an indicator a row, its months across. Any
other category is a ledger's own: a sheet for each, its categories down, its few indicators across.
Last year stands beside this year, as in the charts of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analysis.indicators.disclose import MERGED
from analysis.indicators.model import Indicator, Observation, Ratio, RowFormula, Total
from analysis.indicators.rows import UNFILLED
from analysis.ledgers import LEDGERS
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.values import format_number

_SHARED: Final = ("month", "village")  # the dimensions that ledgers have in common
_LAST: Final = {"其他": 1, MERGED: 2, UNFILLED: 3}
_MONTH: Final = re.compile(r"(\d{1,2})月")
_RESERVED: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST: Final = 31  # what Excel takes of a sheet's name, in UTF-16 units


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in one year. ``values``: by label; ``merged``: small ones went together.

    ``months``: how many months of the year there are data for; 0 if it is not broken down by month.
    """

    ledger: str
    indicator: Indicator
    year: int
    values: Mapping[str, Decimal]
    total: Decimal
    merged: bool
    months: int = 0

    def value(self, label: str) -> Decimal | None:
        """Return a category's value; 0 without rows; None where nobody knows (small, not yet)."""
        if label in self.values:
            return self.values[label]
        if self.merged or not self.adds_up:
            return None
        if not self.months:
            return Decimal(0)
        month = _MONTH.fullmatch(label)
        known = month and all(map(_MONTH.fullmatch, self.values)) and int(month[1]) <= self.months
        return Decimal(0) if known else None

    @property
    def adds_up(self) -> bool:
        """Whether the categories are the whole."""
        return sum(self.values.values(), Decimal(0)) == self.total

    @property
    def checked(self) -> str:
        """The categories' sum held against the total, in words."""
        if self.adds_up:
            return "与总数一致"
        left = self.total - sum(self.values.values(), Decimal(0))
        return f"各类别比总数{'少' if left > 0 else '多'}{format_number(abs(left), 4)}"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One sheet. ``by``: the dimension's title; ``across``: the labels are the columns."""

    name: str
    by: str
    ledger: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    across: bool

    @property
    def title(self) -> str:
        """What stands above the table."""
        return f"{f'《{self.ledger}》' if self.ledger else '各指标'}按{self.by}分列"

    @property
    def merged(self) -> bool:
        """Whether an empty cell may be a small number."""
        return any(line.merged for line in self.lines)


def breakdowns(figures: Figures) -> tuple[Breakdown, ...]:
    """Return the sheets of breakdowns: months, villages, then the ledgers' own categories."""
    groups: dict[tuple[str, str], list[Line]] = {(shared, ""): [] for shared in _SHARED}
    titles: dict[tuple[str, str], str] = {}
    for name, dimension, formula in _broken_down(figures):
        key = (dimension, "" if dimension in _SHARED else LEDGERS[formula.ledger].title)
        titles.setdefault(key, wording.dimension_title(formula, dimension))
        groups.setdefault(key, []).extend(_lines(figures, name, dimension))
    return tuple(
        Breakdown(
            name=f"{by}·{ledger.removesuffix('台账')}" if ledger else f"按{by}",
            by=by, ledger=ledger, labels=_labels(dimension, lines), lines=tuple(lines),
            across=dimension in _SHARED,
        )
        for (dimension, ledger), lines in groups.items()
        if lines and (by := titles[dimension, ledger])
    )  # fmt: skip


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return names that Excel takes for the sheets of one workbook: short, unlike, no []:*?/ in them."""
    names: list[str] = []
    taken = {"", "history"}  # Excel keeps History for itself
    for one in wanted:
        base = _RESERVED.sub(" ", one).strip(" '") or "表"
        name, number = _cut(base, _LONGEST), 1
        while name.casefold() in taken:
            number += 1
            name = _cut(base, _LONGEST - len(f"（{number}）")) + f"（{number}）"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, units: int) -> str:
    """Cut a text to so many UTF-16 units, no character in two and no ' at its end."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore").rstrip(" '") or "表"


def _broken_down(figures: Figures) -> Iterator[tuple[str, str, RowFormula]]:
    for name, indicator in figures.town.indicators.items():
        for dimension in indicator.by if name in figures.totals else ():
            formula = indicator.formulas[figures.totals[name].formula]
            if figures.slices.get((name, dimension)) and not isinstance(formula, Ratio | Total):
                yield name, dimension, formula


def _lines(figures: Figures, name: str, dimension: str) -> Iterator[Line]:
    """Yield an indicator's line of this year, and of last year where there is one."""
    town, indicator = figures.town, figures.indicator(name)
    years = (
        (town.year, figures.slices, figures.totals, town.cutoff.month),
        (town.year - 1, figures.last_slices, figures.last, 12),
    )
    for year, slices, totals, months in years:
        if some := slices.get((name, dimension)):
            known = months if dimension == "month" else 0
            yield _line(indicator, year, some, totals[name], known)


def _line(
    indicator: Indicator, year: int, slices: Sequence[Observation], total: Observation, months: int
) -> Line:
    formula = indicator.formulas[total.formula]
    ledger = "" if isinstance(formula, Ratio | Total) else LEDGERS[formula.ledger].title
    values = {o.cell[0][1]: o.value for o in slices}
    merged = any(o.hidden for o in slices)
    return Line(ledger, indicator, year, values, total.value, merged, months)


def _labels(dimension: str, lines: Sequence[Line]) -> tuple[str, ...]:
    """Return all categories in the order first met, months by the calendar, the rest last."""
    found = dict.fromkeys(label for line in lines for label in line.values)
    if dimension != "month":
        return tuple(sorted(found, key=lambda label: _LAST.get(label, 0)))
    last = max(line.months for line in lines)
    single = dict.fromkeys(f"{month}月" for month in range(1, last + 1))
    if not single.keys() & found.keys():
        single = {}
    spans = sorted(found.keys() - single.keys(), key=_span)
    return (*single, *spans)


def _span(label: str) -> tuple[int, list[int]]:
    return _LAST.get(label, 0), [int(number) for number in re.findall(r"\d+", label)]
