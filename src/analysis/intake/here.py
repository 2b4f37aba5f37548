"""Files are read in this very process, under the same limits as in one of their own.

For a process that serves one town and ends with it: what a file may do to it is the town's own
affair, and nothing is handed over between processes. Only where there is ``fork``.
"""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from analysis.intake import watched
from analysis.intake.limits import within_limits
from analysis.intake.worker import TASKS


def read_here() -> None:
    """Let this process read files itself from now on; for the child that a batch forks."""
    watched.CHOSEN.set(Here())


@contextmanager
def reading_here() -> Iterator[None]:
    """Let this process read files itself for a while."""
    token = watched.CHOSEN.set(Here())
    try:
        yield
    finally:
        watched.CHOSEN.reset(token)


class Here:
    """Does the tasks of ``watched.Reader`` in this process.

    A file that takes too much memory, or at which the program fails, is handed to a watched process,
    which finds the words for it. One that takes too long ends this process (``within_limits``);
    whoever forked it reads the town again with a watched reader.
    """

    def start(self) -> None:
        """There is nothing to start."""

    def stop(self) -> None:
        """There is nothing to stop."""

    def ask(self, path: Path, task: str, **arguments: Any) -> Any:
        """Return what ``worker`` would answer. Raises ``StoppedError``."""
        with suppress(Exception), _undisturbed(), within_limits(path.stat().st_size):
            return TASKS[task](path=path, **arguments)
        other = watched.Reader()
        try:
            return other.ask(path, task, **arguments)
        finally:
            other.stop()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep quiet what libraries warn of, and look for no cycles, of which a grid has none."""
    looked = gc.isenabled()
    gc.disable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if looked:
            gc.enable()
