"""What a heading means in all ledgers, found by one look and not by asking each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from analysis.intake.tables.names import (
    EITHER,
    Parts,
    all_subjects,
    declared,
    forms,
    meaning,
    spellings,
)
from analysis.intake.tables.spelling import ASIDE, plain
from analysis.ledgers import LEDGERS, Column


@lru_cache(maxsize=1 << 14)
def meanings(parts: Parts) -> Mapping[str, Column]:
    """Return ledger id → the column that a heading names there, for all ledgers where it does.

    Most headings mean nothing in most ledgers: only where one of the forms that any ledger could
    make of a heading is known, is the ledger asked.
    """
    asked = {*_known_as().get("/".join(parts), ())}
    for form in spellings(all_subjects(), parts):
        asked |= {*_known_as().get(form, ())}
    aside = ASIDE.fullmatch(plain(parts[-1]))
    firsts = [aside["name"]] if aside else []
    firsts += [name for name in EITHER.split(parts[-1]) if 1 < len(name) < len(parts[-1])][:1]
    for first in firsts:
        asked |= meanings((*parts[:-1], first)).keys()
    found = {name: meaning(name, parts) for name in LEDGERS if name in asked}
    return {name: means[0] for name, means in found.items() if means}


@cache
def _known_as() -> Mapping[str, tuple[str, ...]]:
    """Return declared name or form → the ids of the ledgers that know it."""
    known_as: dict[str, list[str]] = {}
    for ledger_id in LEDGERS:
        for name in {**declared(ledger_id), **forms(ledger_id)}:
            known_as.setdefault(name, []).append(ledger_id)
    return {name: tuple(ids) for name, ids in known_as.items()}
