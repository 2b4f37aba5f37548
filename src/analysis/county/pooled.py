"""A county's figures: the towns' observations as one, and of how many towns they are."""

from __future__ import annotations

from collections.abc import Collection

from analysis.county.model import CountyYear
from analysis.indicators.model import Observation
from analysis.indicators.pool import PoolingError, pooled
from analysis.workspace import Area


def pooled_total(
    county: CountyYear, name: str, among: Collection[Area] | None = None
) -> Observation | None:
    """Return an indicator over the usable towns that have it; None where it cannot be pooled.

    ``among``: of these towns only, so that two years are compared over the same ones. ``areas`` of
    what is returned tells the towns.
    """
    found = [
        total for member, total in county.having(name) if among is None or member.town in among
    ]
    try:
        return pooled(county.indicators[name], found, county.name) if found else None
    except PoolingError:
        return None  # it does not add over towns, or all denominators are 0: told town by town


def coverage(county: CountyYear, total: Observation) -> str:
    """Return in words of how many towns a pooled figure is: 30个乡镇中27个."""
    return f"{len(county.members)}个乡镇中{len(total.areas)}个"
