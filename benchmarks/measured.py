"""Commands measured: wall, processor time and memory of a whole tree of processes; nothing left.

Everything happens below one folder: temporary files, Jupyter's connection files and history, so
that what a command leaves behind is seen. Linux, as CI is: ``os.wait4``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_TICK = 0.02  # seconds between two looks at the memory
_MARK = "FAZHI_BENCHMARK"
_VENV = Path(sys.prefix)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and MB. ``cpu``: of the tree; ``tree_mb``: sum of resident memory, shared twice."""

    wall: float
    cpu: float
    parent_mb: float
    tree_mb: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where commands run: an environment of Python and a folder for all they write by the way."""

    prefix: Path
    scratch: Path

    def environment(self) -> dict[str, str]:
        """Return the variables of a command: the same for every road, bytecode is kept."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
        own = {
            _MARK: str(self.scratch),
            "PATH": f"{self.prefix / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "TMPDIR": str(self.scratch / "tmp"),
            "IPYTHONDIR": str(self.scratch / "ipython"),
            "JUPYTER_RUNTIME_DIR": str(self.scratch / "runtime"),
        }
        for name in ("TMPDIR", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR"):
            Path(own[name]).mkdir(parents=True, exist_ok=True)
        return kept | own

    def begin(self, command: Sequence[str], cwd: Path) -> subprocess.Popen[bytes]:
        """Start a command of this environment; what it prints goes to a file of the folder."""
        environment = self.environment()  # makes the folders too
        with (self.scratch / "said.txt").open("ab") as said:
            return subprocess.Popen(
                [str(self.prefix / "bin" / command[0]), *command[1:]],
                cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            )  # fmt: skip

    def run(self, command: Sequence[str], cwd: Path, *, allowed: Sequence[int] = (0,)) -> Cost:
        """Run a command to its end. Stops the benchmark with what it said when it fails."""
        begin = time.perf_counter()
        return self.wait(self.begin(command, cwd), begin, allowed)

    def wait(
        self, child: subprocess.Popen[bytes], begin: float, allowed: Sequence[int] = (0,)
    ) -> Cost:
        """Wait for a command, looking at its memory."""
        process, parent, tree = psutil.Process(child.pid), 0, 0
        while not (ended := os.wait4(child.pid, os.WNOHANG))[0]:
            own, all_of_it = _resident(process)
            parent, tree = max(parent, own), max(tree, all_of_it)
            time.sleep(_TICK)
        wall, usage = time.perf_counter() - begin, ended[2]
        child.returncode = os.waitstatus_to_exitcode(ended[1])
        if child.returncode not in allowed:
            says = (self.scratch / "said.txt").read_text(encoding="utf-8", errors="replace")
            raise SystemExit(f"{child.args!r} ended with {child.returncode}:\n{says[-3000:]}")
        return Cost(wall, usage.ru_utime + usage.ru_stime, parent / 2**20, tree / 2**20)

    def left(self, root: Path) -> Iterator[str]:
        """Yield what commands have left: processes, temporary files of theirs and of the root."""
        for process in psutil.process_iter():
            try:
                if process.environ().get(_MARK) == str(self.scratch):
                    yield f"process {process.pid}: {process.cmdline()}"
            except psutil.Error:
                continue
        for folder in ("tmp", "runtime"):
            yield from map(str, (self.scratch / folder).glob("*"))
        yield from map(str, root.rglob("*.tmp"))


def stock_environment(target: Path, *, without: Sequence[str]) -> Path:
    """Return a Python environment that has what ours has, but not the packages named.

    nbconvert imports every exporter that any package declares, ours too: the stock commands must
    not pay for that. Links, not copies: the bytecode and the page cache are the same.
    """
    packages = target / Path(os.__file__).parent.relative_to(sys.base_prefix) / "site-packages"
    (target / "bin").mkdir(parents=True)
    packages.mkdir(parents=True)
    for entry in (_VENV / packages.relative_to(target)).iterdir():
        if not any(name in entry.name for name in without):
            (packages / entry.name).symlink_to(entry)
    (target / "share").symlink_to(_VENV / "share")
    shutil.copy(_VENV / "pyvenv.cfg", target)
    (target / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    for name in ("papermill", "jupyter", "jupyter-nbconvert"):
        script = (_VENV / "bin" / name).read_text(encoding="utf-8")
        copy = target / "bin" / name
        copy.write_text(script.replace(str(_VENV), str(target)), encoding="utf-8")
        copy.chmod(0o755)
    return target


def _resident(process: psutil.Process) -> tuple[int, int]:
    """Return the resident bytes of a process alone, and with all below it."""
    try:
        own = process.memory_info().rss
        below = process.children(recursive=True)
    except psutil.Error:
        return 0, 0
    total = own
    for child in below:
        try:
            total += child.memory_info().rss
        except psutil.Error:  # ended meanwhile
            continue
    return own, total
