"""One kind of check over observations, for the clerk, the reviewer, the county and the verifier.

Doubtful patterns are told in neutral words; nothing here is an accusation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from analysis.cells import Source
from analysis.findings import Finding
from analysis.indicators.model import Count, Indicator, Observation, Ratio, Total
from analysis.indicators.rows import UNFILLED
from analysis.ledgers import LEDGERS
from analysis.values import format_number, format_rate

_WITHIN = {("mediation.settled", "mediation.accepted"): "如有上年结转案件，属正常情况。"}
"""Pairs, besides the halves of every rate, whose first figure is usually no larger than the second,
and what usually explains it."""

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
_RATES = 3  # 100 % everywhere is what a reviewer looks for (shared/domain.md §2)

REQUIRED_PARTS = {
    "上一年度的主要举措和成效": ("举措", "成效"),
    "存在的不足和原因": ("不足", "问题"),
    "党政主要负责人履行第一责任人职责": ("第一责任人",),
    "下一年度的工作安排": ("思路", "安排", "打算", "计划"),
}
"""Contents that 《法治政府建设与责任落实督察工作规定》 asks for, and words of their headings."""


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
        *_hundreds(totals.values(), indicators),
        *_all_hundred(totals.values(), indicators),
        *_larger(totals, indicators),
        *_other_years(totals.values(), indicators),
        *_stale(totals.values(), indicators),
        *_silent_months(slices, indicators, cutoff),
        *_large_others(totals, slices, indicators),
        *_gathered(totals, slices, indicators, cutoff),
    ]


def check_parts(headings: Iterable[str]) -> Iterator[Finding]:
    """Yield the required parts that no heading of a report names; their order is free."""
    titles = list(headings)
    for part, words in REQUIRED_PARTS.items():
        if not any(word in title for title in titles for word in words):
            yield Finding(
                "W408", Source("报告", "", ""), f"没有“{part}”。", remedy="请补上这一部分。"
            )


def _place(indicator: Indicator) -> Source:
    return Source("指标", indicator.title, "")


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
                    "W405", _place(indicator), says, remedy="报告以台账为准，请核对报表。"
                )


def _hundreds(
    totals: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    for total in totals:
        indicator = indicators[total.indicator]
        if indicator.unit == "%" and total.value == 100:
            halves = "，".join(f"{p.label} {format_number(p.value)}" for p in total.parts)
            yield Finding("W406", _place(indicator), f"比率为100%（{halves}）。")


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
        if part in totals and whole in totals and totals[part].value > totals[whole].value:
            one, other = indicators[part], indicators[whole]
            says = (
                f"“{one.title}”{format_number(totals[part].value)}{one.unit}，"
                f"大于“{other.title}”{format_number(totals[whole].value)}{other.unit}。"
            )
            yield Finding("W407", _place(one), says, remedy=_WITHIN.get((part, whole), "请核对。"))


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
                place = left.source or _place(indicators[total.indicator])
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
                yield Finding("W416", _place(indicator), says, remedy=remedy)


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
                yield Finding("W413", _place(indicators[name]), says, remedy=remedy)


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
            yield Finding("W414", _place(indicators[name]), says, remedy=remedy)


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
            yield Finding("W415", _place(indicator), says, remedy=remedy)


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
