"""A server that has rehearsed gives what one that has not gives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import copy_sample

from analysis.build import batch, serve
from analysis.build.batch import Options, build_all, local
from analysis.engine.worker import Worker
from analysis.workspace import Job

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only a server that forks rehearses"),
]


def built(root: Path) -> dict[str, bytes]:
    """Build the sample town of 2022; return the published files."""
    workspace = copy_sample(root)
    jobs = [Job(workspace.area("双龙镇", 2022), 2022)]
    with local(1) as executor:
        (summary,) = build_all(workspace, jobs, Options(), executor)
    assert summary.state == "published", summary.reason
    return {name: (root / name).read_bytes() for name in summary.files}


def test_a_rehearsal_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page, table and executed notebook are the same bytes: nothing of the invented town is left."""
    plain = built(tmp_path / "plain")
    rehearsed: list[str] = []
    prepare = Worker.prepare

    def noted(self: Worker, function: str, *arguments: Path, timeout: float) -> None:
        prepare(self, function, *arguments, timeout=timeout)
        rehearsed.append(function)

    monkeypatch.setattr(Worker, "prepare", noted)
    monkeypatch.setattr(batch, "_FEW", 0)
    assert built(tmp_path / "rehearsed") == plain
    assert len(plain) == 3
    assert rehearsed == [serve.REHEARSE]
