"""Figures that nobody declared, by the names that a sentence gives them.

``mediation.accepted[邻里]`` is one category of a figure, ``基本情况表[监控探头]`` an item with the
measure word that the town keeps it in, ``training.centre_group+training.before_meeting`` a sum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from analysis.errors import NotebookError
from analysis.indicators.model import DECIMALS, Indicator, Total
from analysis.indicators.sliced import Frames, Slice, sliced
from analysis.indicators.subjects.formulas import state
from analysis.intake.parse import listed
from analysis.ledgers.state import STATE

_PLUS = re.compile("[+＋]")
_LONGEST_MEASURE = 4
_KEPT = 2  # decimals of what is kept in another measure


def undeclared(
    name: str, indicators: Mapping[str, Indicator], frames: Frames
) -> Mapping[str, Indicator]:
    """Return the figure of that name after those that it is made of, each as an indicator.

    ``frames``: the typed rows of each year, in which an open category may hold words of its own.

    Raises ``NotebookError`` as ``sliced`` does, for names that say nothing, for an item that is a
    percentage, and for sums of what is counted in different units.
    """
    terms = [term.strip() for term in _PLUS.split(name)]
    if len(terms) > 1:
        return _sum(name, terms, indicators, frames)
    part = Slice.read(name)
    if part is None or unknown_in(name, indicators):
        raise NotebookError(f"没有名为“{name}”的指标。", "请写成 {指标名[类别]}。")
    if part.whole not in indicators:
        return {name: _item(name, part.value, frames)}
    made = sliced(part, indicators, frames)
    return made | {name: replace(made[part.of(part.whole)], id=name)}


def unknown_in(name: str, indicators: Mapping[str, Indicator]) -> str | None:
    """Return the first part of a name that is neither an indicator nor 基本情况表; None for none."""
    for term in map(str.strip, _PLUS.split(name)):
        part = Slice.read(term)
        whole = part.whole if part else term
        if whole not in indicators and not (part and whole in {STATE.id, STATE.title}):
            return whole
    return None


def _sum(
    name: str, keys: list[str], indicators: Mapping[str, Indicator], frames: Frames
) -> dict[str, Indicator]:
    """Return the sum of figures after its terms; all are of one unit, and none is a rate."""
    made: dict[str, Indicator] = {}
    terms: list[Indicator] = []
    for key in keys:
        known = key in indicators
        made |= _with_terms(key, indicators) if known else undeclared(key, indicators, frames)
        terms.append(made[key])
    units = list(dict.fromkeys(term.unit for term in terms))
    if len(units) > 1 or units == ["%"]:
        listed = "、".join(f"{term.title}（{term.unit}）" for term in terms)
        raise NotebookError(
            f"“{name}”中的几个数不能相加：{listed}。", "单位相同的件数、次数等才能相加。"
        )
    title = "、".join(term.title for term in terms)
    total = Total(tuple(term.id for term in terms))
    over = tuple(o for o in terms[0].adds_over if all(o in term.adds_over for term in terms))
    made[name] = Indicator(
        id=name,
        title=f"{title}合计",
        unit=terms[0].unit,
        formulas=(total,),
        adds_over=over,
        decimals=max(term.decimals for term in terms),
    )
    return made


def _with_terms(name: str, indicators: Mapping[str, Indicator]) -> dict[str, Indicator]:
    """Return an indicator after those that it is made of."""
    made: dict[str, Indicator] = {}
    for term in indicators[name].terms:
        made |= _with_terms(term, indicators)
    return made | {name: indicators[name]}


def _item(name: str, item: str, frames: Frames) -> Indicator:
    """Return an item of 基本情况, declared or not, with its measure word as the town writes it."""
    value = listed(STATE.column("item"), item) or item
    measure = _measure(value, frames)
    if measure in {"%", "％"}:
        raise NotebookError(
            f"《{STATE.title}》的“{item}”是百分数，看不出分子和分母。",
            "请在表中把分子、分母填成两项，再在 county.toml 中写成比率。",
        )
    return Indicator(
        id=name,
        title=item,
        unit=measure,
        formulas=(state(value),),
        adds_over=("area",),
        decimals=DECIMALS.get(measure, _KEPT),
    )


def _measure(item: str, frames: Frames) -> str:
    for year in frames:
        rows = year.get(STATE.id)
        if rows is not None and "measure" in rows:
            words = rows.loc[rows["item"] == item, "measure"].dropna()
            found = [str(word) for word in words if len(str(word)) <= _LONGEST_MEASURE]
            if found:
                return found[0]
    return ""
