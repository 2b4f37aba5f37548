"""The process that reads files: tasks come in on standard input, answers go out.

A file from a town may be made to fill the memory or never to end. So this process may take only
what it is allowed, and nothing is lost with it: ``watched`` starts another and goes on.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from analysis.intake.file import read_corrections_of, read_file
from analysis.intake.limits import allow
from analysis.intake.warm import warm_names


def _read_document(path: Path, name: str) -> Any:
    """Read a written document. What that needs, spreadsheets must not wait for."""
    from analysis.documents.kinds import document_of  # noqa: PLC0415

    return document_of(path, name)


TASKS: dict[str, Callable[..., Any]] = {
    "read": read_file,
    "corrections": read_corrections_of,
    "document": _read_document,
}


def main() -> None:
    """Answer task after task until the input ends."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("r+b") as nothing:
        for number in (0, 1, 2):  # what a library prints must not mix with the answers
            os.dup2(nothing.fileno(), number)
    warnings.simplefilter("ignore")
    gc.disable()  # a grid is millions of objects without a cycle; looking for one takes a third
    with contextlib.suppress(EOFError):
        while True:
            job = pickle.load(source)  # noqa: S301 - from our own process
            task = TASKS.get(job.pop("task"))
            if task is None:  # begin
                warm_names()
                continue
            _reply(target, _taken())
            allow(job.pop("memory"))
            _reply(target, _answer(task, job))


def _reply(target: Any, answer: Any) -> None:
    pickle.dump(answer, target, protocol=pickle.HIGHEST_PROTOCOL)
    target.flush()


def _answer(task: Any, job: dict[str, Any]) -> Any:
    try:
        return task(**job)
    except MemoryError:
        return MemoryError()
    except Exception as error:  # noqa: BLE001 - a fault of ours: the file is refused, the run goes on
        last = traceback.extract_tb(error.__traceback__)[-1]
        # its text may hold a cell, so only where it happened
        return RuntimeError(f"{type(error).__name__}，{Path(last.filename).name}:{last.lineno}")


def _taken() -> dict[str, float]:
    process = psutil.Process()
    return {"memory": process.memory_info().rss, "seconds": time.process_time()}


if __name__ == "__main__":
    main()
