"""Slices of an indicator that its declaration does not list: by any category of its ledger, by two.

They are observations like any other: the same rows as the total, through disclosure control. Rates
divide slice by slice, sums of indicators add slice by slice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

import numpy as np

from analysis.cells import Source
from analysis.errors import NotebookError
from analysis.indicators.compute import Result, compute
from analysis.indicators.disclose import WITHHELD, disclose, tells_amount
from analysis.indicators.model import (
    Cell,
    Gap,
    Indicator,
    Latest,
    Observation,
    Part,
    Ratio,
    RowFormula,
    Total,
)
from analysis.ledgers import LEDGERS
from analysis.report import wording
from analysis.town import Town
from analysis.values import nearest

Slices = dict[Cell, Observation]


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts one town's year. ``totals``: its totals, which say which formula gave the value."""

    town: Town
    totals: Mapping[str, Observation]

    def cut(self, name: str, dimensions: tuple[str, ...]) -> Slices | Gap:
        """Return the slices in the order of their labels, or why there are none."""
        indicator = self.town.indicators[name]
        if name not in self.totals:
            gaps = (gap for gap in self.town.gaps if gap.indicator == name)
            return next(gaps, Gap(name, WITHHELD, ""))  # no gap of the town: the public edition's
        if not indicator.terms:
            return self._rows(indicator, dimensions)
        terms = [self.cut(term, dimensions) for term in indicator.terms]
        cut = [term for term in terms if not isinstance(term, Gap)]
        if len(cut) < len(terms):
            return next(term for term in terms if isinstance(term, Gap))
        cells = dict.fromkeys(cell for term in cut for cell in term)
        return dict(self._combined(indicator, cut, cells))

    def formula(self, name: str) -> RowFormula:
        """Return the row formula that gave the value, of a rate or sum that of its first term."""
        indicator = self.town.indicators[name]
        if indicator.terms:
            return self.formula(indicator.terms[0])
        index = self.totals[name].formula if name in self.totals else 0
        formula = indicator.formulas[index]
        assert not isinstance(formula, Ratio | Total)  # noqa: S101 - these have terms
        return formula

    def _combined(
        self, indicator: Indicator, terms: list[Slices], cells: Mapping[Cell, None]
    ) -> Iterator[tuple[Cell, Observation]]:
        """Divide or add slice by slice; a slice without denominator has no rate."""
        titles = [self.town.indicators[term].title for term in indicator.terms]
        for cell in cells:
            values = [term[cell].value if cell in term else Decimal(0) for term in terms]
            parts = tuple(
                Part(title, value, Source("", "", ""))
                for title, value in zip(titles, values, strict=True)
            )
            total = replace(self.totals[indicator.id], cell=cell, parts=parts)
            if not isinstance(indicator.formulas[0], Ratio):
                yield cell, replace(total, value=sum(values, Decimal(0)))
            elif values[1]:
                yield cell, replace(total, value=values[0] / values[1] * 100)

    def _rows(self, indicator: Indicator, dimensions: tuple[str, ...]) -> Slices | Gap:
        total, formula = self.totals[indicator.id], self.formula(indicator.id)
        ledger = LEDGERS[formula.ledger]
        of_ledger = self.town.rows().of(ledger.id)
        result = compute(of_ledger, ledger, formula)
        if of_ledger is None or not isinstance(result, Result):  # pragma: no cover - has a total
            return Gap(indicator.id, f"没有收到《{ledger.title}》。", f"《{ledger.title}》")
        when = None if isinstance(formula, Latest) else formula.when
        found = {
            name: of_ledger.labels(name, when) if name in _possible(formula) else None
            for name in dimensions
        }
        cuts = {name: labels for name, labels in found.items() if labels is not None}
        for name in dimensions:
            if name not in cuts:
                title = _titles(indicator).get(name, name)
                return Gap(indicator.id, f"《{ledger.title}》没有“{title}”一栏，“{indicator.title}”不能按它分。",
                           f"《{ledger.title}》的“{title}”")  # fmt: skip
        observations: list[Observation] = []
        for chosen in product(*(enumerate(labels.names) for labels in cuts.values())):
            held = zip(cuts.values(), chosen, strict=True)
            mask = result.taken & np.all([one.codes == n for one, (n, _) in held], axis=0)
            if mask.any():
                cell = tuple(zip(dimensions, (label for _, label in chosen), strict=True))
                value, parts = replace(result, taken=mask).told()
                cut = replace(total, cell=cell, value=value, parts=parts)
                observations.append(replace(cut, left_out=(), reconciled=()))
        if any(tells_amount(one, self.town.indicators) for one in observations):
            return Gap(indicator.id, WITHHELD, "")
        shown = (
            disclose(observations, self.town.indicators) if len(dimensions) == 1 else observations
        )
        return {one.cell: one for one in shown}


def dimension(indicators: Mapping[str, Indicator], name: str, by: str) -> str:
    """Return the id of the column that ``by`` (an id or a title) names.

    Raises ``NotebookError`` listing what the indicator can be broken down by.
    """
    _refuse_undeclared(indicators, name)
    titles = _all_titles(indicators, name)
    if by in titles:
        return by
    ids = {title: column for column, title in titles.items()}
    if by in ids:
        return ids[by]
    guess = nearest(by, (*titles, *ids))
    words = "、".join(f"{column}（{title}）" for column, title in titles.items()) or "（无）"
    near = f"您是否指“{guess}”？" if guess else ""
    raise NotebookError(f"“{name}”不能按“{by}”分组。", f"{near}可以按：{words}。")


def guarded(indicators: Mapping[str, Indicator], name: str, dimensions: int) -> None:
    """Refuse what could point to a person: two dimensions, or rates, over a register of persons."""
    _refuse_undeclared(indicators, name)
    leaves = list(_leaves(indicators, name))
    persons = [f for f in leaves if LEDGERS[f.ledger].about == "person"]
    if persons and (dimensions > 1 or indicators[name].terms):
        title = LEDGERS[persons[0].ledger].title
        raise NotebookError(
            f"《{title}》一行是一个人，为保护个人信息，“{name}”不能这样细分。",
            "请用 look.breakdown 按一项分，人数少的会并入其他。",
        )


def _refuse_undeclared(indicators: Mapping[str, Indicator], name: str) -> None:
    if name not in indicators:
        raise NotebookError(
            f"“{name}”是句子里的写法，不能再分组。", "请写整个指标的名字，用 by 分组。"
        )


def _all_titles(indicators: Mapping[str, Indicator], name: str) -> dict[str, str]:
    """Return what can be said of every term: a rate is broken down as both its halves are."""
    terms = indicators[name].terms
    if not terms:
        return _titles(indicators[name])
    each = [_all_titles(indicators, term) for term in terms]
    return {c: title for c, title in each[0].items() if all(c in other for other in each)}


def _titles(indicator: Indicator) -> dict[str, str]:
    """Return the dimensions of an indicator by any of its formulas, with their titles."""
    return {
        column: wording.dimension_title(formula, column)
        for formula in reversed(indicator.formulas)
        if not isinstance(formula, Ratio | Total)
        for column in _possible(formula)
    }


def _possible(formula: RowFormula) -> list[str]:
    """Return the month, where rows are dated, and the ledger's categories."""
    columns = LEDGERS[formula.ledger].columns
    categories = [c.id for c in columns if c.kind == "category" and not c.personal]
    if isinstance(formula, Latest):
        return []  # a figure at a date has no parts
    return [*(["month"] if formula.when else []), *categories]


def _leaves(indicators: Mapping[str, Indicator], name: str) -> Iterator[RowFormula]:
    for formula in indicators[name].formulas:
        if not isinstance(formula, Ratio | Total):
            yield formula
    for term in indicators[name].terms:
        yield from _leaves(indicators, term)
