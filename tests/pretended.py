"""A town built without reading anything: what a batch does around a town, seen in a second.

A server finds ``build`` here instead of the real one (``COMMAND``, ``pretend``). What the town's one
ledger says is what happens to it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from analysis.build import serve
from analysis.build.outcome import Summary
from analysis.build.state import CHECK_PAGE, EXECUTED, Standing, write_state
from analysis.store import sweep, write_all
from analysis.workspace import Workspace

TESTS = str(Path(__file__).parent)
LOG = "log.txt"
COMMAND = (
    sys.executable,
    "-c",
    "import pretended; pretended.instead(); from analysis.cli import main; main()",
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": TESTS}


_OURS = ("pretended:build", "pretended:preload", "pretended:rehearse")


def instead() -> None:
    """Let servers of this process build towns as this module does."""
    serve.BUILD, serve.PRELOAD, serve.REHEARSE = _OURS


def dask_setup(_: object) -> None:
    """Do so in a Dask worker that preloads this module."""
    instead()


def pretend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do so in one test."""
    for name, ours in zip(("BUILD", "PRELOAD", "REHEARSE"), _OURS, strict=True):
        monkeypatch.setattr(serve, name, ours)
    monkeypatch.setenv("PYTHONPATH", TESTS)


def preload() -> None:
    """Import nothing."""


def rehearse(_: Callable[[Any], None], __: Path) -> None:
    """Make nothing ahead."""


def towns(root: Path, says: dict[str, str], year: int = 2023) -> Workspace:
    """Write a ledger for each town."""
    for name, text in says.items():
        folder = root / "data/raw" / str(year) / name
        folder.mkdir(parents=True)
        (folder / "台账.csv").write_text(text, encoding="utf-8")
    return Workspace(root)


def log(root: Path) -> list[list[str]]:
    """Return what was begun: town, process, its parent, whether apart."""
    path = root / LOG
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [line.split() for line in text.splitlines()]


def build(
    _: Callable[[Any], None],
    workspace: Workspace,
    stands: Standing,
    apart: bool,  # noqa: FBT001 - as the real one
) -> Summary:
    """Build a town: publish its name, and keep the state."""
    job = stands.job
    says = (workspace.raw(job.area, job.year) / "台账.csv").read_text(encoding="utf-8")
    with (workspace.root / LOG).open("a", encoding="utf-8") as file:
        file.write(f"{job.area.key} {os.getpid()} {os.getppid()} {apart}\n")
    if says == "dies" or (says == "dies once" and not apart):
        os.kill(os.getpid(), signal.SIGKILL)
    if says == "hangs":
        threading.Event().wait()
    if says == "slow":
        threading.Event().wait(0.1)  # long enough to be killed in
    if says == "fails":
        return Summary(job.area.key, job.year, "failed", reason="笔记本出错")
    folder = workspace.published(job.area, job.year)
    kept = workspace.processed(job.area, job.year)
    for place in (kept, folder):
        sweep(place)  # as the real one
    write_all(kept, {CHECK_PAGE: b"check"})
    done = {"read", "observe", "check"}
    if says == "refused":
        summary = Summary(job.area.key, job.year, "refused", reason="台账有错误", steps=("read",))
        write_state(workspace, stands, done, summary.as_json(), [kept / CHECK_PAGE])
        return summary
    names = ("indicators.csv", "report.html", EXECUTED)
    write_all(folder, {name: f"{job.area.key} {says}".encode() for name in names})
    page = f"reports/{job.year}/{job.area.key}/report.html"
    summary = Summary(job.area.key, job.year, "published", page, steps=tuple(stands.stale))
    made = [kept / CHECK_PAGE, *(folder / name for name in names)]
    write_state(workspace, stands, done | {"execute", "html"}, summary.as_json(), made)
    return summary


def forked(_: Callable[[Any], None]) -> bool:
    """Tell whether this is the fork of a server, as all of fazhi asks it."""
    from analysis.engine.server import in_child

    return in_child()


def wait_for(there: Callable[[], bool], seconds: float = 120) -> None:
    """Look until something is there. Raises ``TimeoutError``."""
    nothing = threading.Event()
    for _ in range(int(seconds / 0.05)):
        if there():
            return
        nothing.wait(0.05)
    raise TimeoutError


def published(root: Path) -> dict[str, bytes]:
    """Return all that was made and read of it: published and processed files, journals aside."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for top in ("reports", "data/processed")
        for path in sorted((root / top).rglob("*"))
        if path.is_file() and not path.name.startswith("build.")
    }


@contextmanager
def none_left() -> Iterator[None]:
    """Fail when a server, or what it runs, of whatever parent, outlives what is done inside."""
    before = {process.pid for process in servers()}
    yield
    wait_for(lambda: not [process for process in servers() if process.pid not in before], 30)


def servers() -> list[psutil.Process]:
    """Return the servers of pretended towns, and their forks."""
    found = []
    for process in psutil.process_iter(["cmdline", "environ"]):
        line = process.info["cmdline"] or []
        here = (process.info["environ"] or {}).get("PYTHONPATH") == TESTS
        if here and any("analysis.engine.server" in part for part in line):
            found.append(process)
    return found
