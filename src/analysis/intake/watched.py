"""Files are read in a process of their own, whose memory and time are bounded.

One process reads file after file; a file that it dies of, or that takes more than its share, is
refused by name, and a new process goes on with the next.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import psutil

from analysis.intake.limits import memory_for, seconds_for

_LARGE = 128 * 2**20  # three times what it has when it begins
_STANDSTILL = 10  # wall clock to processor time: another program may hold the disk
_LOOK = 0.02
_QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}

TOO_LONG = "打开这个文件所需的时间异常长，为安全起见已停止。"
TOO_MUCH = "打开这个文件要占用的内存异常多，为安全起见已停止。"
DIED = "读取这个文件时程序被迫中止，文件可能已损坏，或者内容异常多。"


class StoppedError(Exception):
    """The reading of a file was stopped; the message is one Chinese sentence saying why."""


class Reader:
    """Hands tasks to a process that reads, one at a time, and watches it."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def start(self) -> None:
        """Start the process unless it runs, and do not wait until it is ready."""
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "analysis.intake.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_QUIET},
        )
        self._answers = queue.SimpleQueue()
        threading.Thread(
            target=_listen, args=(self._process.stdout, self._answers), daemon=True
        ).start()
        self._send({"task": "begin"})

    def stop(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()

    def ask(self, path: Path, task: str, **arguments: Any) -> Any:
        """Return what ``worker`` answers to a task about the file. Raises ``StoppedError``."""
        self.start()
        size = path.stat().st_size
        memory, seconds = memory_for(size), seconds_for(size)
        self._send({"task": task, "path": path, "memory": memory, **arguments})
        try:
            return self._watch(memory, seconds)
        except StoppedError:
            self.stop()
            raise
        finally:
            self._renew()

    def _renew(self) -> None:
        """End a process that a large file has left large: memory once taken is seldom given back."""
        if self._process is None:
            return
        with contextlib.suppress(psutil.Error):
            if psutil.Process(self._process.pid).memory_info().rss > _LARGE:
                self.stop()

    def _send(self, job: dict[str, Any]) -> None:
        assert self._process is not None  # noqa: S101 - started just before
        assert self._process.stdin is not None  # noqa: S101 - a pipe
        try:
            pickle.dump(job, self._process.stdin)
            self._process.stdin.flush()
        except OSError:  # it has died; its answers end, which `_watch` tells
            return

    def _watch(self, memory: int, seconds: float) -> Any:
        """Wait for the answer while looking at what the process takes."""
        assert self._process is not None  # noqa: S101 - started just before
        process = psutil.Process(self._process.pid)
        base: tuple[int, float] | None = None
        begin = time.monotonic()
        while True:
            try:
                answer = self._answers.get(timeout=_LOOK)
            except queue.Empty:
                if base is None:  # still importing; what that takes is not the file's doing
                    continue
                _weigh(process, base, memory, seconds, time.monotonic() - begin)
                continue
            if isinstance(answer, dict):  # {"took": …}: it is ready and begins with the file
                base, begin = (answer["memory"], answer["seconds"]), time.monotonic()
            elif isinstance(answer, EOFError):
                raise StoppedError(DIED)
            elif isinstance(answer, MemoryError):
                raise StoppedError(TOO_MUCH)
            else:
                return answer


def _weigh(
    process: psutil.Process, base: tuple[int, float], memory: int, seconds: float, waited: float
) -> None:
    try:
        has, times = process.memory_info().rss, process.cpu_times()
    except psutil.Error:
        return  # it has just died; its answers end
    if has - base[0] > memory:
        raise StoppedError(TOO_MUCH)
    if times.user + times.system - base[1] > seconds or waited > _STANDSTILL * seconds:
        raise StoppedError(TOO_LONG)


def _listen(source: Any, answers: queue.SimpleQueue[Any]) -> None:
    """Pass on what the process answers, and that it ended."""
    while True:
        try:
            answers.put(pickle.load(source))  # noqa: S301 - from our own process
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            answers.put(EOFError())
            return


class Reads(Protocol):
    """What hands tasks about files on, or does them."""

    def start(self) -> None:
        """Make ready, without waiting."""

    def stop(self) -> None:
        """End what was started."""

    def ask(self, path: Path, task: str, **arguments: Any) -> Any:
        """Return the answer to a task about the file. Raises ``StoppedError``."""


CHOSEN: ContextVar[Reads | None] = ContextVar("reader", default=None)
"""What reads files in this process instead of the watched one (``here.read_here``)."""


def reader() -> Reads:
    """Return what reads files for this process: a watched process, unless it has chosen otherwise."""
    return CHOSEN.get() or watched_reader()


@cache
def watched_reader() -> Reader:
    """Return the one watched reader of this process; its own process ends with this one."""
    one = Reader()
    atexit.register(one.stop)
    return one
