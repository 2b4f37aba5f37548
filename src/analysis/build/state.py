"""What the last build of a town was made from and what came of it, kept beside the processed data."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from analysis.build.inputs import AFTER, STEPS, Common, Hashes, Inputs, Step, inputs_of
from analysis.settings import Format
from analysis.store import read_json, write_bytes
from analysis.workspace import Job, Workspace

CHECK_PAGE: Final = "data_check.html"
EXECUTED: Final = "report.ipynb"
FILES: Final[Mapping[Format, tuple[str, ...]]] = {
    "pdf": ("report.pdf",),
    "docx": ("report.docx", "审核意见表.docx"),
    "xlsx": ("indicators.xlsx", "审核意见表.xlsx"),
    "html": ("indicators.csv", "report.html"),
}
"""The files of each format; the page comes last, for it links the others."""
_MAKERS: Final[Mapping[str, Step]] = {
    **{name: step for step, names in FILES.items() for name in names},
    CHECK_PAGE: "check",
    EXECUTED: "execute",
    "report.public.ipynb": "execute",
}
CHECKING: Final = frozenset({"read", "observe", "check"})
"""What a town's files go through before there can be a report."""
_ALWAYS: tuple[Step, ...] = ("read", "observe", "check", "execute")


@dataclass(frozen=True, slots=True)
class State:
    """The last build. ``inputs``: of the steps that were done; ``files``: hashes of what it made.

    ``outcome``: what was told of it, as ``outcome.Summary`` has it. Empty where there was none.
    """

    inputs: Inputs = field(default_factory=dict)
    hashes: Mapping[str, list[object]] = field(default_factory=dict)
    files: Mapping[str, list[object]] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)
    at: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How a town's build stands. ``stale``: steps to run and why, in their order; empty: nothing.

    ``formats``: those to have afterwards: the ones asked for, and others that are still good.
    """

    job: Job
    state: State
    inputs: Inputs
    hashes: Hashes
    stale: Mapping[Step, list[str]]
    formats: tuple[str, ...]


def state_path(workspace: Workspace, job: Job) -> Path:
    """Return where the state of one edition's build is kept."""
    return workspace.processed(job.area, job.year) / f"build.{job.edition}.json"


def executed_path(workspace: Workspace, job: Job) -> Path:
    """Return where the executed report is kept; that of the public edition is not published."""
    if job.edition == "public":
        return workspace.processed(job.area, job.year) / f"report.{job.edition}.ipynb"
    return workspace.published(job.area, job.year) / EXECUTED


def read_state(workspace: Workspace, job: Job) -> State:
    """Return what the last build left; empty where there was none, or it cannot be read."""
    stored = read_json(state_path(workspace, job))
    try:
        return State(**stored)
    except TypeError:
        return State()


def write_state(
    workspace: Workspace,
    standing: Standing,
    done: Iterable[Step],
    outcome: Mapping[str, Any],
    made: Iterable[Path],
) -> None:
    """Keep what this build was made from, the last thing that it does.

    ``made``: the published files. A build killed before this is done again.
    """
    root = f"{workspace.root}{os.sep}"
    outputs = Hashes(workspace.root)
    for path in made:
        outputs.file(path)
    state = {
        "inputs": {step: standing.inputs[step] for step in STEPS if step in done},
        "hashes": standing.hashes.seen,
        "files": {name.removeprefix(root): about for name, about in outputs.seen.items()},
        "outcome": outcome,
        "at": time.time_ns(),
    }
    write_bytes(state_path(workspace, standing.job), json.dumps(state, ensure_ascii=False).encode())


def standing(workspace: Workspace, job: Job, common: Common, *, again: bool = False) -> Standing:
    """Compare what a town's report would be made from now with what it was made from.

    ``again``: all steps, whatever they find. A draft is never kept: all of its steps are stale.
    """
    state = State() if job.draft else read_state(workspace, job)
    hashes = Hashes(workspace.root, state.hashes, state.at)
    printed = "pdf" in job.formats or "pdf" in state.inputs
    inputs = inputs_of(workspace, job, common, hashes, printed=printed)
    stale: dict[Step, list[str]] = {}
    lost = _lost(workspace, state)
    for step in STEPS:
        reasons = ["要求重新生成"] if again else _reasons(step, inputs, state, stale)
        reasons = reasons or lost.get(step, [])
        if reasons:
            stale[step] = reasons
    had = {name for name in FILES if name in state.inputs}
    good = {name for name in had if name not in stale}
    formats = tuple(name for name in FILES if name in job.formats or name in good)
    if had != set(formats):
        stale.setdefault("html", ["旁边的文件有增减"])
    wanted = (*_ALWAYS, *formats)
    if refused(state) and CHECKING.isdisjoint(stale):
        wanted = ()  # nothing of what it was refused for has changed
    return Standing(
        job,
        state,
        inputs,
        hashes,
        {s: stale[s] for s in STEPS if s in stale and s in wanted},
        formats,
    )


def refused(state: State) -> bool:
    """Tell whether the last build ended because the town's files have to be mended first."""
    return state.outcome.get("state") == "refused"


def _reasons(step: Step, inputs: Inputs, state: State, stale: Mapping[Step, object]) -> list[str]:
    """Say why a step has to be done: what it goes on from, or which of its inputs differ."""
    before = AFTER.get(step)
    if step not in state.inputs:
        return ["还没有做过"]
    if before in stale:
        return [f"{STEPS[str(before)]}要重做"]
    now, then = inputs[step], state.inputs[step]
    if now == then:
        return []
    return [name for name in {**then, **now} if now.get(name) != then.get(name)]


def _lost(workspace: Workspace, state: State) -> dict[Step, list[str]]:
    """Say which files of each step are no longer as they were made.

    What pages share belongs to the page.
    """
    lost: dict[Step, list[str]] = {}
    for name in state.files:
        if said := _changed(workspace, name, state):
            step = _MAKERS.get(name.rpartition(os.sep)[2], "html")
            lost.setdefault(step, []).append(said)
    return lost


def _changed(workspace: Workspace, name: str, state: State) -> str:
    path = f"{workspace.root}{os.sep}{name}"
    size, modified, digest = state.files[name]
    try:
        about = os.stat(path)  # noqa: PTH116 - thousands of files
    except OSError:
        return f"{Path(path).name} 不在了"
    if (about.st_size, about.st_mtime_ns) == (size, modified):
        return ""
    same = Hashes(workspace.root).file(Path(path)) == digest
    return "" if same else f"{Path(path).name} 被改动过"
