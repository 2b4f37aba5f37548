"""What is odd about the figures that a town's ledgers give: months, shares, years, other formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from analysis.checks.relations import check_relations, place_of
from analysis.findings import Finding
from analysis.indicators.model import Count, Indicator, Observation, Ratio, Total
from analysis.indicators.rows import UNFILLED
from analysis.ledgers import LEDGERS
from analysis.values import format_number, format_rate

_MONTHLY = ("disputes.screened", "mediation.accepted")
"""Villages and committees report these every month, 零报告 among them (shared/domain.md §3)."""

# No norm gives these numbers: they are chosen so that an ordinary year says nothing.
_REGULAR = 6  # with records in half of the months a month without one is worth a look
_CLASSED = 20  # of fewer cases a share by type says little
_CASES = frozenset(
    {"件", "场", "次"}
)  # the breakdown of cases and events, not of copies or persons
_OTHER = (
    30  # %; a large 其他 is named (shared/domain.md §3), the largest real class seldom has more
)
_GATHERED = 10  # of fewer events two on one day are a third
_LAST_MONTH = 40  # %; spread evenly a month has 8 %


Slices = Mapping[tuple[str, str], Sequence[Observation]]
"""The breakdown of an indicator by a dimension: (id, dimension) → one observation per label."""


def check_observations(
    observations: Sequence[Observation],
    indicators: Mapping[str, Indicator],
    cutoff: date | None = None,
) -> list[Finding]:
    """Return what is odd about a town's figures taken together, always in the same order.

    ``cutoff``: until when months without records are looked for; else until the last record.
    """
    totals = {o.indicator: o for o in observations if not o.cell}
    slices: dict[tuple[str, str], list[Observation]] = {}
    for observation in observations:
        for dimension, _ in observation.cell:
            slices.setdefault((observation.indicator, dimension), []).append(observation)
    return [
        *_reconciled(totals.values(), indicators),
        *check_relations(totals, indicators),
        *_other_years(totals.values(), indicators),
        *_stale(totals.values(), indicators),
        *_silent_months(slices, indicators, cutoff),
        *_large_others(totals, slices, indicators),
        *_gathered(totals, slices, indicators, cutoff),
    ]


def _reconciled(
    totals: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    for total in totals:
        indicator = indicators[total.indicator]
        for other in total.reconciled:
            if other.value != total.value:
                here, there = (format_number(v, 2) for v in (total.value, other.value))
                says = f"台账为{here}{indicator.unit}，报表为{there}{indicator.unit}。"
                yield Finding(
                    "W405", place_of(indicator), says, remedy="报告以台账为准，请核对报表。"
                )


def _other_years(
    totals: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Name rows of other years once per reason and place, however many figures leave them out."""
    told: set[tuple[str, str]] = set()
    for total in totals:
        for left in (left for left in total.left_out if _outside(left.reason)):
            key = (left.reason, str(left.source))
            if key not in told:
                told.add(key)
                place = left.source or place_of(indicators[total.indicator])
                yield Finding("W409", place, f"{left.reason}的有 {left.rows} 行，未计入本年度。")


def _stale(totals: Iterable[Observation], indicators: Mapping[str, Indicator]) -> Iterator[Finding]:
    """Ask about a register all of whose rows are of other years: last year's file, or no event."""
    told: set[str] = set()
    for total in totals:
        indicator = indicators[total.indicator]
        others = sum(left.rows for left in total.left_out if _outside(left.reason))
        if others and not total.value and _whole_register(indicator, total):
            ledger = LEDGERS[_ledger(indicator, total)]
            if ledger.id not in told:
                told.add(ledger.id)
                says = f"《{ledger.title}》的 {others} 行都不属于{total.year}年，按 0 计。"
                remedy = "请核对是否放错了年度的文件，或日期的年份是否写错；如确无发生，可不处理。"
                yield Finding("W416", place_of(indicator), says, remedy=remedy)


def _outside(reason: str) -> bool:
    """Whether rows are left out for their date."""
    return "年以" in reason or "截止日" in reason


def _months(slices: Sequence[Observation]) -> set[int]:
    """Return the months that hold a record; 1—3月 holds three."""
    spans = [o.cell[0][1].removesuffix("月").split("—") for o in slices if o.cell[0][1] != UNFILLED]
    return {month for span in spans for month in range(int(span[0]), int(span[-1]) + 1)}


def _silent_months(
    slices: Slices, indicators: Mapping[str, Indicator], cutoff: date | None
) -> Iterator[Finding]:
    """Name the months without a record between the first one and the cut-off."""
    for name in _MONTHLY:
        held = _months(slices.get((name, "month"), ()))
        if len(held) >= _REGULAR:
            last = max(cutoff.month if cutoff else 0, *held)
            silent = [f"{m}月" for m in range(min(held), last + 1) if m not in held]
            if silent:
                says = f"{'、'.join(silent)}没有记录。"
                remedy = "如有漏登，请补登；如当月确无，可不处理。"
                yield Finding("W413", place_of(indicators[name]), says, remedy=remedy)


def _large_others(
    totals: Mapping[str, Observation], slices: Slices, indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Name a breakdown in which 其他 is large, once for each column of a ledger."""
    told: set[tuple[str, str]] = set()
    for (name, dimension), parts in slices.items():
        total, other = totals[name], sum(p.value for p in parts if p.cell[0][1] == "其他")
        key = (_ledger(indicators[name], total), dimension)
        large = total.value >= _CLASSED and other * 100 > _OTHER * total.value
        if large and indicators[name].unit in _CASES and key not in told:
            told.add(key)
            title = LEDGERS[key[0]].column(dimension).title
            says = f"“{title}”为“其他”的有{_share(other, total, indicators[name].unit)}。"
            remedy = "请看其中是否有可以归入已有类别的；如确属其他，可不处理。"
            yield Finding("W414", place_of(indicators[name]), says, remedy=remedy)


def _gathered(
    totals: Mapping[str, Observation],
    slices: Slices,
    indicators: Mapping[str, Indicator],
    cutoff: date | None,
) -> Iterator[Finding]:
    """Name registers of which a large share is dated in the last month before the cut-off."""
    last = f"{cutoff.month if cutoff else 12}月"
    for name, total in totals.items():
        indicator = indicators[name]
        late = sum(o.value for o in slices.get((name, "month"), ()) if o.cell[0][1] == last)
        large = total.value >= _GATHERED and late * 100 >= _LAST_MONTH * total.value
        if large and _whole_register(indicator, total) and last != "1月":
            says = f"{last}的有{_share(late, total, indicator.unit)}。"
            remedy = "请核对日期是否为实际发生的日期；如属实，可不处理。"
            yield Finding("W415", place_of(indicator), says, remedy=remedy)


def _share(part: Decimal | int, total: Observation, unit: str) -> str:
    """Return a share with both halves: 12件，占全部 30件的40%."""
    rate = format_rate(Decimal(part), total.value)
    return f" {format_number(part)}{unit}，占全部 {format_number(total.value)}{unit}的{rate}"


def _ledger(indicator: Indicator, total: Observation) -> str:
    """Return the ledger that a broken-down total comes from; only formulas over rows are."""
    formula = indicator.formulas[total.formula]
    return "" if isinstance(formula, Ratio | Total) else formula.ledger


def _whole_register(indicator: Indicator, total: Observation) -> bool:
    """Whether a figure counts all rows of a register: one finding per register is enough."""
    formula = indicator.formulas[total.formula]
    return isinstance(formula, Count) and not formula.where
