"""A town's outcome put in words, and kept for the next run."""

from __future__ import annotations

from pathlib import Path

from analysis.build.outcome import End, Summary
from analysis.build.state import CHECKING, executed_path, write_state
from analysis.build.steps import Outcome
from analysis.errors import ConfigurationError, RefusedError
from analysis.findings import errors, tally
from analysis.telling import told
from analysis.workspace import Workspace


def summary_of(workspace: Workspace, outcome: Outcome, seconds: float) -> Summary:
    """Return what became of a town in words. ``seconds``: how long it took."""

    def name(path: Path) -> str:
        return path.relative_to(workspace.root).as_posix()

    error = outcome.error
    return Summary(
        area=outcome.job.area.key,
        year=outcome.job.year,
        state=_end(outcome),
        page=name(outcome.page) if outcome.page else "",
        files=tuple(name(path) for path in outcome.files),
        tally=tally(outcome.findings),
        reason=str(error) if error else "",
        errors=tuple(told(errors(outcome.findings))) if error else (),
        missing={name: str(why) for name, why in outcome.failed.items()},
        told=outcome.told,
        data_check=name(outcome.data_check) if outcome.data_check else "",
        steps=tuple(outcome.stands.stale),
        seconds=round(seconds, 3),
        again=outcome.own_fault,
    )


def _end(outcome: Outcome) -> End:
    if isinstance(outcome.error, RefusedError | ConfigurationError):
        return "refused"
    if outcome.error:
        return "failed"
    return "draft" if outcome.job.draft else "published"


def keep(workspace: Workspace, outcome: Outcome, summary: Summary) -> None:
    """Keep what the build was made from, unless it was a draft or failed: that is tried again."""
    if outcome.job.draft or summary.state == "failed":
        return
    check = (outcome.data_check,) if outcome.data_check else ()
    executed = executed_path(workspace, outcome.job)
    made = (*outcome.files, *outcome.shared, *check, executed)
    # A refusal holds until one of the town's files changes, however early it came.
    done = outcome.done | (CHECKING if summary.state == "refused" else set())
    write_state(workspace, outcome.stands, done, summary.as_json(), made)
