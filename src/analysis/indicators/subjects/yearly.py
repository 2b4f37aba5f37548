"""Figures of which a town keeps a year's total: each reads its item of 基本情况表."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import state
from analysis.indicators.subjects.short import figure, rate
from analysis.ledgers.yearly import RATES, SUBJECTS, Item, Rate


def _indicator(item: Item) -> Indicator:
    return figure(
        item.indicator, item.title, item.unit, state(item.title), phrases=(item.title, *item.also)
    )


def _rate(one: Rate) -> Indicator:
    return rate(one.indicator, one.title, one.halves, one.note, one.phrases)


INDICATORS = {
    subject: (*map(_indicator, items), *map(_rate, RATES.get(subject, ())))
    for subject, items in SUBJECTS.items()
}
