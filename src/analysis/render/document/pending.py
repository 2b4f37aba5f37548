"""What is to be added to a report (待补充), grouped by what would give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.checks import check_parts

_REASONS: Final = 3  # a ledger that is not there is missing for one reason
_LEDGER: Final = re.compile(r"《[^》]+》")
_PART: Final = re.compile(r"(?P<ledger>《[^》]+》)的“(?P<part>.+)”(?:一栏)?")
_LACKS: Final = {"没有填报。": "中没有填报的项目", "一栏缺失。": "没有的栏目"}
_FOLLOWS: Final = re.compile(r"“[^”]+”无数据：")  # a rate lacks what its half lacks


@dataclass(frozen=True)
class Wanted:
    """One thing to add: what is wanted, why it is missing, and the figures that wait for it.

    ``parts``: of a summary of several, each with its figures; then it has none of its own.
    """

    wanted: str
    titles: tuple[str, ...]
    reasons: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def grouped(gaps: Iterable[Mapping[str, Any]]) -> tuple[Wanted, ...]:
    """Return the gaps with one entry for each thing wanted, in the order first met.

    Gaps for which nothing is wanted, such as a rate without a denominator, are grouped by reason.
    Ledgers that were not handed in at all are one entry, the columns or items that a ledger lacks
    another: a town need not keep all that the report can speak of.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for gap in gaps:
        wanted, reason = str(gap.get("wanted") or ""), str(gap.get("reason") or "")
        groups.setdefault((wanted, "" if wanted else reason), []).append(gap)
    found: list[Wanted] = []
    sums: dict[str, dict[str, tuple[str, ...]]] = {}
    for (wanted, _), some in groups.items():
        titles = _each(some, "title")
        if _LEDGER.fullmatch(wanted):
            sums.setdefault(_ABSENT, {})[wanted] = titles
        elif (match := _PART.fullmatch(wanted)) and (what := _lacks(some)):
            sums.setdefault(f"{match['ledger']}{what}", {})[match["part"]] = titles
        else:
            found.append(Wanted(wanted, titles, _reasons(some)))
    return (*found, *(_sum(wanted, parts) for wanted, parts in sums.items()))


_ABSENT: Final = "没有收到的台账"


def _sum(wanted: str, parts: Mapping[str, tuple[str, ...]]) -> Wanted:
    """Return several things wanted as one; a single one stands for itself."""
    if len(parts) > 1:
        return Wanted(wanted, (), (), dict(parts))
    ((name, titles),) = parts.items()
    return Wanted(f"{wanted}：{name}", titles, ())


def _lacks(gaps: Iterable[Mapping[str, Any]]) -> str:
    """Say what a ledger lacks altogether; "" for a column that is there and empty."""
    reason = str(next(iter(gaps)).get("reason") or "")
    return next((what for end, what in _LACKS.items() if reason.endswith(end)), "")


def _reasons(gaps: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    told = dict.fromkeys(_FOLLOWS.sub("", reason) for reason in _each(gaps, "reason"))
    return tuple(told)[:_REASONS]


def missing_parts(headings: Iterable[str]) -> list[dict[str, str]]:
    """Return the required parts of a report that no heading names, as gaps."""
    wanted = "这一部分的标题和内容"
    return [
        {"title": "报告结构", "reason": finding.says, "wanted": wanted}
        for finding in check_parts(headings)
    ]


def _each(gaps: Iterable[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(gap[key]) for gap in gaps if gap.get(key)))
