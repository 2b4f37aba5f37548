"""No file can kill or hang a run: the process that reads is watched, refused by name, replaced."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from workbooks import MEDIATION, STUDY, found, read, save

from analysis.intake import limits, watched
from analysis.intake.found import FileRead
from analysis.intake.watched import (
    DIED,
    TOO_LONG,
    TOO_MUCH,
    Reader,
    StoppedError,
    reader,
    watched_reader,
)


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """Return a file that takes a while to read."""
    path = tmp_path / "大.csv"
    line = ",".join(str(cell) for cell in MEDIATION[1])
    head = ",".join(str(cell) for cell in MEDIATION[0])
    path.write_text("\n".join([head, *[line] * 150_000]), encoding="utf-8")
    return path


def test_a_process_that_dies_refuses_only_its_file(big: Path) -> None:
    """A reading that is killed is told, and the next file is read by a new process."""
    one = Reader()
    one.start()
    process = one._process
    assert process is not None
    first = process.pid

    def kill() -> None:
        while not any(c.cpu_percent(0.02) > 50 for c in [psutil.Process(first)]):
            pass
        psutil.Process(first).kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(StoppedError, match=DIED):
        one.ask(big, "read", name="大.csv", year=2023)
    killer.join()
    small = save(big.parent / "小.xlsx", STUDY)
    answer = one.ask(small, "read", name="小.xlsx", year=2023)
    assert isinstance(answer, FileRead)
    assert answer.sheets[0].tables[0].ledger == "study"
    assert one._process is not None
    assert one._process.pid != first
    one.stop()


def test_a_file_that_takes_too_long_is_refused(big: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond its share of processor time a file is refused by name; the others are read."""
    monkeypatch.setattr(limits, "_SECONDS", 0.05)
    monkeypatch.setattr(limits, "_SECONDS_PER_MEGABYTE", 0)
    with pytest.raises(StoppedError, match=TOO_LONG):
        reader().ask(big, "read", name="大.csv", year=2023)
    monkeypatch.undo()
    save(big.parent / "a.xlsx", STUDY)
    big.unlink()
    assert list(read(big.parent).frames) == ["study"]


def test_a_file_that_takes_too_much_memory_is_refused(
    big: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond its share of memory a file is refused by name, and the next is read."""
    monkeypatch.setattr(limits, "_MEMORY", 40 * 2**20)
    monkeypatch.setattr(limits, "_MEMORY_PER_BYTE", 0)
    save(big.parent / "b.xlsx", STUDY)
    intake = read(big.parent)
    assert [(f.place.file, TOO_MUCH in f.says) for f in found(intake.findings, "F101")] == [
        ("大.csv", True)
    ]
    assert list(intake.frames) == ["study"]


def test_the_process_is_one_and_ends_with_its_parent() -> None:
    """Files are read one after the other by one process, which is a child of this one."""
    one = watched_reader()
    one.start()
    process = one._process
    one.start()
    assert one._process is process
    assert process is not None
    assert psutil.Process(process.pid).ppid() == os.getpid()


def test_a_process_that_a_file_has_made_large_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a large file took is given back before the next is read; a small one costs no new start."""
    small, one = save(tmp_path / "小.xlsx", STUDY), Reader()
    pids = []
    for _ in range(2):
        one.ask(small, "read", name="小.xlsx", year=2023)
        assert one._process is not None
        pids.append(one._process.pid)
    assert pids[0] == pids[1]
    monkeypatch.setattr(watched, "_LARGE", 2**20)
    answer = one.ask(small, "read", name="小.xlsx", year=2023)
    assert answer.sheets[0].tables[0].ledger == "study"
    assert one._process is None
    assert not psutil.pid_exists(pids[0])
    monkeypatch.undo()
    assert isinstance(one.ask(small, "read", name="小.xlsx", year=2023), FileRead)
    one.stop()


def test_reading_one_file_needs_no_pandas() -> None:
    """`fazhi read` answers at once: neither the command nor the process that reads loads pandas."""
    for module in ("analysis.intake.folder", "analysis.intake.worker", "analysis.telling"):
        code = f"import sys, {module}; print({{'pandas', 'numpy', 'pyarrow'}} & set(sys.modules))"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
        )
        assert done.stdout.strip() == "set()", module
