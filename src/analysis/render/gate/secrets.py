"""What must not leak from a town's files: what its personal columns hold, but no public word."""

from __future__ import annotations

from functools import cache

import pandas as pd
from nbformat import NotebookNode

from analysis.intake.found import Intake
from analysis.ledgers import LEDGERS
from analysis.render.gate.gate import Secrets
from analysis.render.gate.words import SEPARATOR, Words
from analysis.workspace import Area


def secrets_of(area: Area, intake: Intake, notebook: NotebookNode | None = None) -> Secrets:
    """Return what must not leak; words of the declarations and the notebook are no secrets."""
    static = "".join(cell.source for cell in notebook.cells) if notebook else ""
    shown = {
        str(value)
        for name, frame in intake.frames.items()
        for column in LEDGERS[name].columns
        if column.kind == "category" and column.id in frame
        for value in frame[column.id].unique()
        if pd.notna(value)
    }
    said = SEPARATOR.join((static, _declared(), *shown, *area.path))
    public = {word for word, _ in Words(intake.names | intake.personal).found(said)}
    return Secrets(intake.names, intake.personal, frozenset(public))


@cache
def _declared() -> str:
    """Return the words of the declarations, one text for all."""
    words = {
        word
        for ledger in LEDGERS.values()
        for column in ledger.columns
        for word in (ledger.title, column.title, *column.values)
    }
    return SEPARATOR.join(sorted(words))
