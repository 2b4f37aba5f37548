"""Many towns: what is stale is handed to workers; one town's error never stops another.

An executor runs ``build_one``: threads of this process, each with a server of its own, or the
workers of a Dask cluster (``cluster``), whose threads do the same there. Whatever is killed, the
state on disk says what is done, and the next run does the rest.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from analysis.build import serve
from analysis.build.inputs import Common
from analysis.build.outcome import Summary, failed, from_json
from analysis.build.state import Standing, standing
from analysis.engine.server import CAN_FORK
from analysis.engine.worker import DiedError, TimedOutError, Worker
from analysis.errors import FazhiError
from analysis.workspace import Job, Workspace

Engine = Literal["warm", "kernel"]
ENGINES: tuple[Engine, ...] = ("warm", "kernel")
_LIMIT = 1800.0  # seconds for one town: many times what the largest needs


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch runs. ``engine``: ``kernel`` is papermill's own, ``warm`` forks. ``again``: all."""

    engine: Engine = "warm"
    again: bool = False
    fail_fast: bool = False
    limit: float = _LIMIT


class _Servers(threading.local):
    """The server of each thread; all of them end together."""

    mine: Worker | None = None


_servers = _Servers()
_running: list[Worker] = []


def build_all(
    workspace: Workspace, jobs: Sequence[Job], options: Options, executor: Executor
) -> Iterator[Summary]:
    """Build what is stale of each town; yield what became of it, as it comes.

    Raises ``FazhiError`` where settings or notebooks are not there. Closing the iterator, or the
    first failure with ``fail_fast``, cancels what has not begun.
    """
    common = Common.of(workspace, jobs[0].formats, jobs[0].edition)
    waiting: dict[Future[Summary], Job] = {}
    try:
        for job in jobs:
            stands = _standing(workspace, job, common, options)
            if isinstance(stands, Summary):
                yield stands
            elif not stands.stale:
                yield _unchanged(stands)
            else:
                waiting[executor.submit(build_one, workspace, stands, options)] = job
        for future in as_completed(waiting):
            summary = _answer(future, waiting[future])
            yield summary
            if options.fail_fast and summary.state in {"refused", "failed"}:
                return
    finally:
        for future in waiting:
            future.cancel()


def build_one(workspace: Workspace, stands: Standing, options: Options) -> Summary:
    """Build one town in this thread's server; a failure is tried once more in a fresh one."""
    summary = failed(stands.job, "")
    for apart in (False, True):
        try:
            summary = _server(options.engine).call(
                serve.BUILD, workspace, stands, apart, timeout=options.limit
            )
        except DiedError as error:
            summary = failed(stands.job, f"生成报告的进程意外中止（{error}），没有改动已有的报告。")
        except TimedOutError:
            minutes = round(options.limit / 60)
            summary = failed(stands.job, f"超过 {minutes} 分钟没有完成，已停止。")
        if not summary.again:
            break
        end_server()
    return summary


@contextmanager
def local(jobs: int) -> Iterator[Executor]:
    """Give an executor of this machine with that many workers; all of them end with it."""
    executor = ThreadPoolExecutor(jobs)
    try:
        yield executor
    finally:
        for worker in tuple(_running):
            worker.close()  # whatever still runs has nobody to tell
        executor.shutdown(cancel_futures=True)
        end_servers()


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
    """Return what was told of a town when it was built; a refusal is told again."""
    summary = from_json(stands.state.outcome)
    state = "unchanged" if summary.state == "published" else summary.state
    return replace(summary, state=state, steps=(), told=(), seconds=0.0)


def _answer(future: Future[Summary], job: Job) -> Summary:
    """Return what became of a town; what went wrong around it is its failure."""
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - a lost worker or a fault of ours: the others go on
        return failed(job, f"没有完成（{type(error).__name__}：{error}）。")


def _server(engine: Engine) -> Worker:
    """Return this thread's server."""
    if _servers.mine is None:
        warm = engine == "warm" and CAN_FORK
        _servers.mine = Worker([serve.PRELOAD] if warm else (), fork=warm)
        _running.append(_servers.mine)
    return _servers.mine


def end_server() -> None:
    """End this thread's server; the next call has a fresh one."""
    if _servers.mine is not None:
        _servers.mine.close()


@atexit.register
def end_servers() -> None:
    """End all servers of this process."""
    while _running:
        _running.pop().close()
