"""What norms ask of figures, held against them. A figure is never said to meet a norm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from analysis.cells import Source
from analysis.findings import Finding
from analysis.indicators.model import Indicator, Observation
from analysis.settings import COUNTY_FILE, ThresholdSettings
from analysis.values import format_number

_UNVERIFIED = f"这一要求尚未核实，仅供参考；核实后请在 {COUNTY_FILE} 中改为“已核实”。"


def check_thresholds(
    observations: Sequence[Observation],
    indicators: Mapping[str, Indicator],
    thresholds: Iterable[ThresholdSettings],
    year: int,
) -> Iterator[Finding]:
    """Yield the figures that fall short of a norm in force in the year, or go beyond it."""
    totals = {o.indicator: o for o in observations if not o.cell}
    for asked in thresholds:
        if asked.indicator in totals and asked.holds_in(year):
            indicator, value = indicators[asked.indicator], totals[asked.indicator].value
            for short in _short(indicator, value, asked):
                verified = asked.status == "已核实"
                says = f"{_told(indicator, value)}，{short}（{asked.source}）。"
                remedy = "请核对台账；如属实，请在报告中说明原因。" if verified else _UNVERIFIED
                place = Source("指标", indicator.title, "")
                yield Finding("W421" if verified else "W422", place, says, remedy=remedy)


def _short(indicator: Indicator, value: Decimal, asked: ThresholdSettings) -> Iterator[str]:
    """Yield in words by which bound a value does not stand."""
    if asked.at_least is not None and value < asked.at_least:
        yield f"低于要求的不少于{_told(indicator, asked.at_least)}"
    if asked.at_most is not None and value > asked.at_most:
        yield f"高于要求的不超过{_told(indicator, asked.at_most)}"


def _told(indicator: Indicator, value: Decimal) -> str:
    """Return a value with its unit, exact enough to tell it from the bound."""
    return f"{format_number(value, 4)}{indicator.unit}"
