"""The ledgers that fazhi knows, declared by subject; adding one touches no mechanism."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.ledgers import (
    correction,
    disputes,
    enforcement,
    grid,
    leadership,
    media,
    mediation,
    mediation_returns,
    people,
    petitions,
    places,
    publicity,
    returns,
    review,
    services,
    state,
    training,
    visits,
)
from analysis.ledgers.model import AtMost, Column, Grain, Kind, Ledger, NotBefore, Rule

LEDGERS: Mapping[str, Ledger] = MappingProxyType(
    {
        ledger.id: ledger
        for subject in (
            disputes,
            mediation,
            mediation_returns,
            returns,
            training,
            publicity,
            services,
            state,
            leadership,
            enforcement,
            review,
            petitions,
            visits,
            people,
            grid,
            media,
            places,
            correction,
        )
        for ledger in subject.LEDGERS
    },
)

__all__ = ["LEDGERS", "AtMost", "Column", "Grain", "Kind", "Ledger", "NotBefore", "Rule"]
