"""tmp."""

from __future__ import annotations

from nbformat import NotebookNode

from analysis.intake.found import Intake
from analysis.ledgers import LEDGERS
from analysis.render.gate.gate import Secrets
from analysis.workspace import Job


def secrets_of(job: Job, intake: Intake, notebook: NotebookNode) -> Secrets:
    """Return what must not leak; words of the declarations and the notebook are no secrets."""
    static = "".join(cell.source for cell in notebook.cells)
    declared = {
        word
        for ledger in LEDGERS.values()
        for column in ledger.columns
        for word in (ledger.title, column.title, *column.values)
    }
    shown = {
        str(value)
        for name, frame in intake.frames.items()
        for column in LEDGERS[name].columns
        if column.kind == "category" and column.id in frame
        for value in frame[column.id].dropna().unique()
    }
    open_words = {*declared, *shown, *job.area.path}
    words = intake.names | intake.personal
    public = {w for w in words if w in static or any(w in text for text in open_words)}
    return Secrets(intake.names, intake.personal, frozenset(public))
