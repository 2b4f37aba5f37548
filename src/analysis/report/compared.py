"""A figure beside last year's and beside its plan, with the document that gives them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from analysis.beside import Quote
from analysis.beside.published import difference, differs
from analysis.indicators.model import Indicator, Observation
from analysis.report import wording
from analysis.values import format_number, round_half_up

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Then:
    """Last year's figure as printed. ``quote``: the document, where no ledgers give the figure.

    ``published``: the sentence on what last year's report said, where its ledgers say otherwise.
    """

    value: Decimal
    text: str
    quote: Quote | None = None
    published: str | None = None

    @classmethod
    def of(cls, indicator: Indicator, total: Observation | None, quote: Quote | None) -> Then:
        """Take the ledgers' figure where there is one; at least one of the two has to be there."""
        if total is not None:
            other = quote is not None and differs(indicator, total, quote)
            told = difference(indicator, total, quote) if quote and other else None
            return cls(total.value, wording.printed(indicator, total), published=told)
        if quote is None:
            raise ValueError(indicator.id)
        return cls(quote.value, wording.quoted(indicator, quote.value), quote)


def growth(unit: str, now: Decimal, then: Decimal) -> Decimal | None:
    """Return by how much a figure grew: percent, of rates percentage points; from 0, None."""
    if unit == "%":
        return round_half_up(now - then, 2)
    return round_half_up((now - then) / then * 100, 2) if then else None


def last_year(then: Then | None, change: str | None, *, public: bool) -> Json | None:
    """Return last year's part of an annex entry. 公开 names neither document nor difference."""
    if then is None:
        return None
    return {
        "value": format_number(then.value, 4),
        "text": then.text,
        "change": change,
        "quote": None if public else _quote(then.quote),
        "published": None if public else then.published,
    }


def planned(
    indicator: Indicator, plan: Quote | None, progress: str | None, *, public: bool
) -> Json | None:
    """Return the plan's part of an annex entry."""
    if plan is None:
        return None
    return {
        "value": format_number(plan.value, 4),
        "text": wording.quoted(indicator, plan.value),
        "progress": progress or "—",
        "quote": None if public else _quote(plan),
    }


def _quote(quote: Quote | None) -> Json | None:
    if quote is None:
        return None
    return {"document": quote.document, "place": quote.place, "text": quote.text}
