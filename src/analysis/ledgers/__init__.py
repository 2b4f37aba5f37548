"""The ledgers that fazhi knows, declared by subject; adding one touches no mechanism."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.ledgers import (
    affairs,
    cases,
    decisions,
    disputes,
    enforcement,
    leadership,
    mediation,
    monthly,
    oversight,
    people,
    petitions,
    publicity,
    returns,
    review,
    safety,
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
            decisions,
            cases,
            oversight,
            affairs,
            safety,
            monthly,
        )
        for ledger in subject.LEDGERS
    },
)

__all__ = ["LEDGERS", "AtMost", "Column", "Grain", "Kind", "Ledger", "NotBefore", "Rule"]
