"""Figures of which a town keeps a year's total: each reads its item of 基本情况表.

Some can be counted on a register as well, see ``counted``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.counted import COUNTED
from analysis.indicators.subjects.formulas import state
from analysis.indicators.subjects.short import figure, rate
from analysis.ledgers.yearly import RATES, SUBJECTS, Item, Rate

_MEASURE = re.compile(r"[（(]万元[)）]$")  # in a line's name, for a table without units

_MARKS = {"分"}  # of two towns nobody adds up


def _indicator(item: Item) -> Indicator:
    title, *also = (_MEASURE.sub("", name) for name in (item.title, *item.also))
    counted = [COUNTED[item.indicator]] if item.indicator in COUNTED else []
    phrases = tuple(dict.fromkeys((title, *also)))
    made = figure(item.indicator, title, item.unit, state(item.title), *counted, phrases=phrases)
    return replace(made, adds_over=()) if item.unit in _MARKS else made


def _rate(one: Rate) -> Indicator:
    return rate(one.indicator, one.title, one.halves, one.note, one.phrases)


INDICATORS = {
    subject: (*map(_indicator, items), *map(_rate, RATES[subject]))
    for subject, items in SUBJECTS.items()
}
