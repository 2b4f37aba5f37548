"""Figures of which a town keeps a year's total: each reads its item of 基本情况表."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import state
from analysis.indicators.subjects.short import figure
from analysis.ledgers.yearly import SUBJECTS, Item


def _indicator(item: Item) -> Indicator:
    return figure(
        item.indicator, item.title, item.unit, state(item.title), phrases=(item.title, *item.also)
    )


INDICATORS = {
    subject: tuple(_indicator(item) for item in items) for subject, items in SUBJECTS.items()
}
