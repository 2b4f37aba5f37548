"""Cells of the county's tables: towns that lead to their reports, figures to the rule in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.county.model import CountyYear, Filing, Member
from analysis.indicators.model import Indicator, Observation
from analysis.report import wording
from analysis.report.provenance import Json, exact
from analysis.values import format_number

_MARKS = {
    Filing.LATE: "doubtful", Filing.WORD: "doubtful",
    Filing.REFUSED: "wrong", Filing.ABSENT: "wrong",
}  # fmt: skip

NONE: Json = {"text": "—", "value": ""}
"""A cell that stands where a number would."""


def town(member: Member) -> Json:
    """Return a town's name; it leads to its report where that is of this year's ledgers."""
    return {"text": member.town.key} | ({"area": member.area.key} if member.usable else {})


def figure(member: Member, indicator: Indicator, history: Sequence[float | None] = ()) -> Json:
    """Return a town's figure; that of a town with a written report only is marked as 自填."""
    total = member.totals.get(indicator.id)
    if total is not None:
        shown = wording.plain(indicator, total.value).removesuffix(_unit(indicator))
        cell = {"text": shown, "value": exact(total), "area": member.area.key, "at": indicator.id}
        return cell | ({"spark": list(history)} if history else {})
    told = member.reported.get(indicator.id)
    if told is not None:
        text = wording.plain(indicator, told.value).removesuffix(_unit(indicator))
        return {"text": f"{text}{told.about}", "value": format_number(told.value, 4), "typed": True}
    return NONE


def pooled(indicator: Indicator, total: Observation | None, towns: int) -> Json:
    """Return the county's figure, with the number of its towns where not all usable ones have it."""
    if total is None:
        return NONE
    text = wording.plain(indicator, total.value).removesuffix(_unit(indicator))
    few = f"（{len(total.areas)}个乡镇）" if len(total.areas) < towns else ""
    return {"text": f"{text}{few}", "indicator": indicator.id, "value": exact(total)}


def column(indicator: Indicator) -> str:
    """Return the heading of a figure's column; the unit of a rate stands in its cells."""
    return f"{indicator.title}（{indicator.unit}）" if _unit(indicator) else indicator.title


def history(years: Iterable[CountyYear], member: Member, name: str) -> list[float | None]:
    """Return a town's figure over the years, None where it has none; for a sparkline only."""
    found: list[float | None] = []
    for county in years:
        then = county.by_town.get(member.town)
        total = then.totals.get(name) if then else None
        found.append(None if total is None else float(total.value))
    return found


def state(filing: Filing) -> Json:
    """Return how a town filed; sorted as the words of ``Filing`` stand."""
    cell: Json = {"text": str(filing), "sort": str(list(Filing).index(filing))}
    return cell | ({"mark": _MARKS[filing]} if filing in _MARKS else {})


def _unit(indicator: Indicator) -> str:
    return "" if indicator.unit == "%" else indicator.unit
