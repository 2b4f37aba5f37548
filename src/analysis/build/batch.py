"""Many towns: what is stale is handed to workers; one town's error never stops another.

An executor runs ``build_some``: threads of this process, each with a server of its own, or the
workers of a Dask cluster (``cluster``), whose threads do the same there. Whatever is killed, the
state on disk says what is done, and the next run does the rest.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from analysis.build import serve
from analysis.build.inputs import Common
from analysis.build.outcome import Summary, failed, from_json
from analysis.build.state import Standing, State, read_state, standing
from analysis.engine.server import CAN_FORK
from analysis.engine.worker import DiedError, TimedOutError, Worker
from analysis.errors import FazhiError
from analysis.store import sweep
from analysis.workspace import Job, Workspace

Engine = Literal["warm", "kernel"]
ENGINES: tuple[Engine, ...] = ("warm", "kernel")
_FEW = 1  # towns that a server does before it rehearses: that costs as much as it saves on three
_LIMIT = 1800.0  # seconds for one town: many times what the largest needs


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch runs. ``engine``: ``kernel`` is papermill's own, ``warm`` forks. ``again``: all.

    ``chunk``: towns handed to a worker at once; ``ahead``: chunks handed over before one is done;
    ``limit``: seconds for one town.
    """

    engine: Engine = "warm"
    again: bool = False
    fail_fast: bool = False
    chunk: int = 1
    ahead: int = 32
    limit: float = _LIMIT


_Waiting = dict[Future[list[Summary]], list[Standing]]
_servers: dict[tuple[int, Engine], Worker] = {}  # of each thread of this process


def build_all(
    workspace: Workspace, jobs: Sequence[Job], options: Options, executor: Executor
) -> Iterator[Summary]:
    """Build what is stale of each town; yield what became of it, as it comes.

    Raises ``FazhiError`` where settings or notebooks are not there. Closing the iterator, or the
    first failure with ``fail_fast``, cancels what has not begun.
    """
    for folder in _shared(workspace, jobs[0]):
        sweep(folder)
    waiting: _Waiting = {}
    try:
        for summary in _ends(workspace, jobs, options, executor, waiting):
            yield summary
            if options.fail_fast and _stops(summary):
                return
    finally:
        for future in waiting:
            future.cancel()


def _ends(
    workspace: Workspace,
    jobs: Sequence[Job],
    options: Options,
    executor: Executor,
    waiting: _Waiting,
) -> Iterator[Summary]:
    """Yield what became of each town: first of those that nothing has to be done for."""

    def hand_over(part: list[Standing]) -> None:
        waiting[executor.submit(build_some, workspace, part, options)] = part

    common = Common.of(workspace, jobs[0].edition)
    part: list[Standing] = []
    for job in jobs:
        stands = _standing(workspace, job, common, options)
        if isinstance(stands, Summary):
            yield stands
        elif not stands.stale:
            yield _unchanged(stands)
        else:
            part.append(stands)
        if len(part) == options.chunk:
            hand_over(part)
            part = []
        while len(waiting) >= options.ahead:  # what is not yet handed over takes no memory
            yield from _next(waiting)
    if part:
        hand_over(part)
    while waiting:
        yield from _next(waiting)


def _next(waiting: _Waiting) -> Iterator[Summary]:
    """Wait for the next towns that are done."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield from _answer(future, waiting.pop(future))


def build_some(workspace: Workspace, stands: Sequence[Standing], options: Options) -> list[Summary]:
    """Build some towns one after another; with ``fail_fast``, none after one that fails."""
    summaries: list[Summary] = []
    for one in stands:
        summaries.append(_since(workspace, one) or build_one(workspace, one, options))
        if options.fail_fast and _stops(summaries[-1]):
            break
    return summaries


def build_one(workspace: Workspace, stands: Standing, options: Options) -> Summary:
    """Build one town in this thread's server; a failure is tried once more in a fresh one.

    Raises ``CancelledError`` when the servers were ended meanwhile: nobody waits for the town.
    """
    summary = failed(stands.job, "")
    own = server(options.engine)
    for apart in (False, True):
        try:
            if own.calls == _FEW and options.engine == "warm":
                own.prepare(serve.REHEARSE, workspace.root, timeout=options.limit)
            summary = own.call(serve.BUILD, workspace, stands, apart, timeout=options.limit)
        except DiedError as error:
            summary = failed(stands.job, f"生成报告的进程意外中止（{error}），没有改动已有的报告。")
        except TimedOutError:
            minutes = round(options.limit / 60)
            summary = failed(stands.job, f"超过 {minutes} 分钟没有完成，已停止。")
        if not summary.again:
            break
        if own not in _servers.values():
            raise CancelledError
        own.close()
    return summary


@contextmanager
def local(jobs: int) -> Iterator[Executor]:
    """Give an executor of this machine with that many workers; all of them end with it."""
    executor = ThreadPoolExecutor(jobs)
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)  # nothing more begins
        end_servers()  # whatever still runs has nobody to tell
        executor.shutdown()
        end_servers()  # of threads that were about to begin


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _standing(
    workspace: Workspace, job: Job, common: Common, options: Options
) -> Standing | Summary:
    try:
        return standing(workspace, job, common, again=options.again)
    except FazhiError as error:
        return failed(job, str(error), again=False)
    except OSError as error:
        return failed(job, f"读取 data/raw/{job.year}/{job.area.key} 时出错（{error.strerror}）。")


def _unchanged(stands: Standing) -> Summary:
    """Return what was told of a town when it was built; a refusal is told again.

    Formats that could not be made then were not asked for now, or they would be stale.
    """
    summary = from_json(stands.state.outcome)
    state = "unchanged" if summary.state == "published" else summary.state
    return replace(summary, state=state, steps=(), told=(), missing={}, seconds=0.0)


def _since(workspace: Workspace, stands: Standing) -> Summary | None:
    """Return what became of a town that was built since ``stands`` was found, else None.

    A chunk whose worker was lost is run again from its beginning.
    """
    state = State() if stands.job.draft else read_state(workspace, stands.job)
    same = all(stands.inputs.get(step) == made for step, made in state.inputs.items())
    return from_json(state.outcome) if state.at > stands.state.at and same else None


def _answer(future: Future[list[Summary]], stands: Sequence[Standing]) -> list[Summary]:
    """Return what became of some towns; what went wrong around them is their failure."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - a lost worker or a fault of ours: the others go on
        why = f"没有完成（{type(error).__name__}：{error}）。"
        return [failed(one.job, why) for one in stands]


def _stops(summary: Summary) -> bool:
    return summary.state in {"refused", "failed"}


def _shared(workspace: Workspace, job: Job) -> tuple[Path, Path]:
    """Return the folders where all towns of a run write, or the run itself."""
    top = workspace.published_top(job.edition)
    return top / "assets", workspace.reports / str(job.year)


def server(engine: Engine) -> Worker:
    """Return this thread's server: it lives until ``end_servers``."""
    mine = (threading.get_ident(), engine)
    if mine not in _servers:
        warm = engine == "warm" and CAN_FORK
        _servers[mine] = Worker([serve.PRELOAD] if warm else (), fork=warm)
    return _servers[mine]


@atexit.register
def end_servers() -> None:
    """End all servers of this process, and what they run."""
    while _servers:
        _servers.popitem()[1].end()
