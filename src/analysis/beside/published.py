"""Last year's figures as published beside the same figures computed anew from last year's ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from analysis.beside.comparisons import Quote
from analysis.cells import Source
from analysis.findings import Finding
from analysis.indicators.model import Indicator, Observation
from analysis.values import format_number, format_rate, round_half_up


def check_published(
    quotes: Iterable[Quote],
    last: Mapping[str, Observation],
    indicators: Mapping[str, Indicator],
) -> Iterator[Finding]:
    """Yield the figures of last year's report that its ledgers do not give; ``last``: totals."""
    for quote in quotes:
        total = last.get(quote.indicator)
        indicator = indicators[quote.indicator]
        if quote.kind == "上年" and total and differs(indicator, total, quote):
            place = Source("指标", indicator.title, "")
            says = difference(indicator, total, quote)
            remedy = "报告按台账重新计算；请核对上年的报告和台账。"
            yield Finding("W419", place, says, remedy=remedy)


def differs(indicator: Indicator, total: Observation, quote: Quote) -> bool:
    """Whether a published figure is another one, rounding as printed aside."""
    exact = round_half_up(total.value, indicator.decimals)
    published = round_half_up(quote.value, indicator.decimals)
    return published not in {exact, _printed(indicator, total)}


def difference(indicator: Indicator, total: Observation, quote: Quote) -> str:
    """Tell both figures in one sentence."""
    there, here = (_told(indicator, value) for value in (quote.value, _exact(indicator, total)))
    return f"上年报告公布{there}，按上年台账重新计算为{here}。"


def _told(indicator: Indicator, value: Decimal) -> str:
    if indicator.unit == "%":
        return f" {format_number(value, max(indicator.decimals, 2))}%"
    return f" {format_number(value, 4)} {indicator.unit}"


def _exact(indicator: Indicator, total: Observation) -> Decimal:
    return _printed(indicator, total) if indicator.unit == "%" else total.value


def _printed(indicator: Indicator, total: Observation) -> Decimal:
    """Return the number that a report prints of a value."""
    if indicator.unit == "%":
        numerator, denominator = (part.value for part in total.parts)
        return Decimal(format_rate(numerator, denominator, indicator.decimals).rstrip("%"))
    step = indicator.display.step
    whole = total.value == total.value.to_integral_value()
    if step and whole and total.value >= step:
        return total.value - total.value % step
    return round_half_up(total.value, indicator.decimals)
