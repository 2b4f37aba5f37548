"""One kind of check over observations, for the clerk, the reviewer, the county and the verifier.

Doubtful patterns are told in neutral words; nothing here is an accusation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.cells import Source
from analysis.findings import Finding
from analysis.indicators.model import Indicator, Observation
from analysis.values import format_number

_WITHIN = (
    ("mediation.settled", "mediation.accepted", "如有上年结转案件，属正常情况"),
    ("training.attended", "training.expected", ""),
    ("exam.passed", "exam.sat", ""),
    ("disputes.resolved", "disputes.screened", ""),
)
"""Pairs whose first figure is usually no larger than the second."""

REQUIRED_PARTS = {
    "上一年度的主要举措和成效": ("举措", "成效"),
    "存在的不足和原因": ("不足", "问题"),
    "党政主要负责人履行第一责任人职责": ("第一责任人",),
    "下一年度的工作安排": ("思路", "安排", "打算", "计划"),
}
"""Contents that 《法治政府建设与责任落实督察工作规定》 asks for, and words of their headings."""


def check_observations(
    observations: Sequence[Observation], indicators: Mapping[str, Indicator]
) -> list[Finding]:
    """Return what is odd about a town's figures taken together."""
    totals = {o.indicator: o for o in observations if not o.cell}
    return [
        *_reconciled(totals.values(), indicators),
        *_hundreds(totals.values(), indicators),
        *_larger(totals, indicators),
        *_other_years(totals.values(), indicators),
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


def _larger(
    totals: Mapping[str, Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    for part, whole, usual in _WITHIN:
        if part in totals and whole in totals and totals[part].value > totals[whole].value:
            one, other = indicators[part], indicators[whole]
            says = (
                f"“{one.title}”{format_number(totals[part].value)}{one.unit}，"
                f"大于“{other.title}”{format_number(totals[whole].value)}{other.unit}。"
            )
            yield Finding("W407", _place(one), says, remedy=f"{usual}。" if usual else "请核对。")


def _other_years(
    totals: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    """Name rows of other years once per reason and place, however many figures leave them out."""
    told: set[tuple[str, str]] = set()
    for total in totals:
        for left in total.left_out:
            key = (left.reason, str(left.source))
            outside = "年以" in left.reason or "截止日" in left.reason
            if outside and key not in told:
                told.add(key)
                place = left.source or _place(indicators[total.indicator])
                yield Finding("W409", place, f"{left.reason}的有 {left.rows} 行，未计入本年度。")
