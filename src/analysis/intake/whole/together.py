"""The tables of all files of a town as one frame a ledger: each row once, checked, names masked."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings import Finding
from analysis.intake.found import Intake
from analysis.intake.rows.frames import frame_of
from analysis.intake.rows.typed import Typed
from analysis.intake.whole.copies import counted_once, each_once
from analysis.intake.whole.keys import check_ledger
from analysis.intake.whole.masking import masked
from analysis.ledgers import LEDGERS


def put_together(intake: Intake, tables: Sequence[Typed]) -> Intake:
    """Add to an intake the rows that count, and what there is to tell about them together."""
    intake.names = frozenset().union(*(typed.names for typed in tables))
    intake.personal = frozenset().union(*(typed.personal for typed in tables))
    for ledger in LEDGERS.values():
        mine = [typed for typed in tables if typed.ledger == ledger.id]
        if not mine:
            continue
        if each_once(mine):  # most often; their contents need not be looked at
            frame, told = frame_of(*mine, contents=False), list[Finding]()
        else:
            frame, told = counted_once(ledger, frame_of(*mine))
        intake.findings += [*told, *check_ledger(ledger, frame)]
        intake.frames[ledger.id] = frame
    return masked(intake, tables)
