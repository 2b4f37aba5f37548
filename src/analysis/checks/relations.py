"""What holds between figures, whether ledgers give them or a report prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from analysis.cells import Source
from analysis.findings import Finding
from analysis.indicators.model import Indicator, Observation, Ratio
from analysis.values import format_number, format_rate

_WITHIN = {("mediation.settled", "mediation.accepted"): "如有上年结转案件，属正常情况。"}
"""Pairs, besides the halves of every rate, whose first figure is usually no larger than the second,
and what usually explains it."""

_RATES = 3  # 100 % everywhere is what a reviewer looks for (shared/domain.md §2)


def check_relations(
    totals: Mapping[str, Observation], indicators: Mapping[str, Indicator]
) -> list[Finding]:
    """Return what does not fit together among figures by indicator, always in the same order."""
    return [
        *_hundreds(totals.values(), indicators),
        *_all_hundred(totals.values(), indicators),
        *_larger(totals, indicators),
        *_halves(totals, indicators),
    ]


def place_of(indicator: Indicator) -> Source:
    """Return how findings name an indicator as their place."""
    return Source("指标", indicator.title, "")


def _hundreds(
    totals: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    for total in totals:
        indicator = indicators[total.indicator]
        if indicator.unit == "%" and total.value == 100:
            halves = "，".join(f"{p.label} {format_number(p.value)}" for p in total.parts)
            yield Finding("W406", place_of(indicator), f"比率为100%（{halves}）。")


def _all_hundred(
    totals: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Tell once that several rates are at 100%, beside the halves of each."""
    rates = [total for total in totals if indicators[total.indicator].unit == "%"]
    full = [f"“{indicators[r.indicator].title}”" for r in rates if r.value == 100]
    if len(full) >= _RATES:
        says = f"{len(rates)} 项比率中有 {len(full)} 项为100%：{'、'.join(full)}。"
        remedy = "请核对分子、分母的统计口径；如属实，可不处理。"
        yield Finding("W406", Source("指标", "", ""), says, remedy=remedy)


def _larger(
    totals: Mapping[str, Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    rates = (one.terms for one in indicators.values() if isinstance(one.formulas[0], Ratio))
    for part, whole in dict.fromkeys([*_WITHIN, *((pair[0], pair[1]) for pair in rates)]):
        if part in totals and whole in totals and _exceeds(totals[part], totals[whole]):
            one, other = indicators[part], indicators[whole]
            says = (
                f"“{one.title}”{format_number(totals[part].value)}{one.unit}，"
                f"大于“{other.title}”{format_number(totals[whole].value)}{other.unit}。"
            )
            yield Finding(
                "W407", place_of(one), says, remedy=_WITHIN.get((part, whole), "请核对。")
            )


def _exceeds(part: Observation, whole: Observation) -> bool:
    """Whether a part is above its whole; a county's are not compared where other towns gave them."""
    return part.value > whole.value and part.areas == whole.areas


def _halves(
    totals: Mapping[str, Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Yield the rates that are another number than their two halves give, rounding aside."""
    for name, total in totals.items():
        formula = indicators[name].formulas[0]
        if not isinstance(formula, Ratio) or total.areas:
            continue  # a county's rate is of the towns that gave both halves, not of all
        part, whole = totals.get(formula.numerator), totals.get(formula.denominator)
        if part and whole and whole.value > 0 and not is_rate(total.value, part.value, whole.value):
            says = (
                f"“{indicators[name].title}”写{format_number(total.value, 2)}%，"
                f"{format_number(part.value)}÷{format_number(whole.value)}"
                f"＝{format_rate(part.value, whole.value, 2)}。"
            )
            yield Finding("W423", place_of(indicators[name]), says, remedy="请核对这三个数。")


def is_rate(printed: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a percentage is what two numbers give, rounded half up as exactly as it is printed.

    Only the whole is 100% and only nothing is 0% (see ``format_rate``).
    """
    decimals = max(0, -int(printed.normalize().as_tuple().exponent))
    shortest = (format_rate(part, whole, d) for d in {decimals, 2, max(decimals, 1)})
    return any(Decimal(text.rstrip("%")) == printed for text in shortest)
