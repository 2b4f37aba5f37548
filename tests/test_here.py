"""A batch's child reads files itself, with the findings and within the limits of a watched process."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT
from test_intake import HOSTILE
from workbooks import MEDIATION, STUDY, found, read, save

from analysis.findings import Finding
from analysis.intake import here, limits, watched
from analysis.intake.found import FileRead
from analysis.intake.here import Here
from analysis.intake.warm import warm_names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")


def read_apart(folder: Path) -> tuple[list[Finding], list[str]]:
    """Read a folder as a batch's child does, in a fork: where memory ends, libraries may end too."""
    context = multiprocessing.get_context("fork")
    told, tells = context.Pipe(duplex=False)

    def child() -> None:
        here.read_here()
        intake = read(folder)
        tells.send((intake.findings, list(intake.frames)))

    process = context.Process(target=child)
    process.start()
    tells.close()
    answer: tuple[list[Finding], list[str]] = told.recv()
    process.join()
    return answer


def _ask_here(asked: tuple[Path, dict[str, Any]]) -> Any:
    path, words = asked
    return Here().ask(path, "read", **words)


def test_the_sample_town_is_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file of the sample gives the same answer here as in the watched process."""
    files = sorted(
        path
        for path in (PROJECT / "data/raw/2023/双龙镇").iterdir()
        if path.suffix in {".xlsx", ".csv"}
    )
    asked = [(path, {"name": path.name, "year": 2023}) for path in files]
    there = [watched.reader().ask(path, "read", **words) for path, words in asked]
    monkeypatch.setattr(watched, "Reader", None)
    warm_names()  # as the server has them before it forks
    assert len(files) > 8
    with multiprocessing.get_context("fork").Pool(1) as fork:
        assert fork.map(_ask_here, asked) == there


@pytest.mark.parametrize("make", HOSTILE)
def test_a_hostile_file_is_told_alike(make: str, tmp_path: Path) -> None:
    """Bomb, broken zip, far cell, password, empty file: the same findings, and the others are read."""
    save(tmp_path / "好.xlsx", MEDIATION)
    HOSTILE[make](tmp_path / "坏.xlsx")
    there = read(tmp_path)
    findings, ledgers = read_apart(tmp_path)
    assert findings == there.findings
    assert found(findings, "F101")
    assert ledgers == list(there.frames) == ["mediation"]


def _big(folder: Path, times: int = 50_000) -> Path:
    path = folder / "大.csv"
    lines = [",".join(map(str, line)) for line in MEDIATION]
    path.write_text("\n".join([lines[0], *lines[1:] * times]), encoding="utf-8")
    return path


def test_too_much_memory_is_told_by_a_watched_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that takes too much is refused in the same words, and the next is read."""
    monkeypatch.setattr(limits, "_MEMORY", 40 * 2**20)
    monkeypatch.setattr(limits, "_MEMORY_PER_BYTE", 0)
    _big(tmp_path, 200_000)  # more than this process may have to spare
    save(tmp_path / "小.xlsx", STUDY)
    findings, ledgers = read_apart(tmp_path)
    (finding,) = found(findings, "F101")
    assert finding.place.file == "大.csv"
    assert watched.TOO_MUCH in finding.says
    assert ledgers == ["study"]


def test_a_fault_is_told_by_a_watched_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the program fails here, the watched process has the last word."""
    monkeypatch.setattr(here, "TASKS", {})
    path = save(tmp_path / "小.xlsx", STUDY)
    answer = Here().ask(path, "read", name=path.name, year=2023)
    assert isinstance(answer, FileRead)
    assert answer.sheets[0].tables[0].ledger == "study"


def test_afterwards_the_process_is_as_it_was(tmp_path: Path) -> None:
    """What a file may take holds while it is read, and not for what comes after it."""
    import resource

    kinds = (resource.RLIMIT_DATA, resource.RLIMIT_CPU)
    path = save(tmp_path / "小.xlsx", STUDY)
    before = [*map(resource.getrlimit, kinds), gc.isenabled()]
    with limits.within_limits(0):
        assert [*map(resource.getrlimit, kinds)] != before[:2]
    Here().ask(path, "read", name=path.name, year=2023)
    assert [*map(resource.getrlimit, kinds), gc.isenabled()] == before


def _read_at_leisure(path: Path) -> None:
    limits._SECONDS = 0.0
    limits._SECONDS_PER_MEGABYTE = 0
    for _ in range(1000):
        Here().ask(path, "read", name=path.name, year=2023)


def test_too_much_time_ends_the_process(tmp_path: Path) -> None:
    """Beyond a file's share of processor time the child ends, by a signal that its parent can tell."""
    child = multiprocessing.get_context("fork").Process(
        target=_read_at_leisure, args=(_big(tmp_path),)
    )
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGXCPU
