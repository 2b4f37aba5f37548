"""What is to be added to a report (待补充), grouped by what would give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from analysis.checks import check_parts

_REASONS: Final = 3  # a ledger that is not there is missing for one reason


@dataclass(frozen=True)
class Wanted:
    """One thing to add: what is wanted, why it is missing, and the figures that wait for it."""

    wanted: str
    titles: tuple[str, ...]
    reasons: tuple[str, ...]


def grouped(gaps: Iterable[Mapping[str, Any]]) -> tuple[Wanted, ...]:
    """Return the gaps with one entry for each thing wanted, in the order first met.

    Gaps for which nothing is wanted, such as a rate without a denominator, are grouped by reason.
    """
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for gap in gaps:
        wanted, reason = str(gap.get("wanted") or ""), str(gap.get("reason") or "")
        groups.setdefault((wanted, "" if wanted else reason), []).append(gap)
    return tuple(
        Wanted(wanted, _each(some, "title"), _each(some, "reason")[:_REASONS])
        for (wanted, _), some in groups.items()
    )


def missing_parts(headings: Iterable[str]) -> list[dict[str, str]]:
    """Return the required parts of a report that no heading names, as gaps."""
    wanted = "这一部分的标题和内容"
    return [
        {"title": "报告结构", "reason": finding.says, "wanted": wanted}
        for finding in check_parts(headings)
    ]


def _each(gaps: Iterable[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(gap[key]) for gap in gaps if gap.get(key)))
