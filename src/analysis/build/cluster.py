"""Towns on a Dask cluster: its executor stands where the threads of this machine would.

Needs the optional group ``cluster`` here and on the workers, the same fazhi and libraries on all,
and a root that all see under the same path. A worker that is lost loses nothing: Dask gives its
towns to another, and what was finished on disk is found there.
"""

from __future__ import annotations

import importlib.metadata
import secrets
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import ConfigurationError, UsageError
from analysis.layers import LAYERS, code_key
from analysis.workspace import Workspace

_ALIKE = ("pandas", "plotly", "papermill", "nbconvert", "distributed")
_WAIT = 30  # seconds
_CHUNKS = 20  # for each thread: the last ones end at about the same time
_LARGEST = 16  # towns in a chunk


@contextmanager
def cluster(address: str, workspace: Workspace) -> Iterator[tuple[Executor, int]]:
    """Give the executor of a scheduler (``tcp://host:8786``) and how many threads it has.

    Raises ``UsageError`` where it cannot be reached, ``ConfigurationError`` where a worker is of
    another version or does not see the root.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an optional group
    except ImportError as error:
        raise UsageError(
            "没有安装集群组件，不能使用 --cluster。", "请先运行 uv sync --extra cluster，再重试。"
        ) from error
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(
            f"连接不上集群 {address}。", "请核对地址，并确认调度程序（dask scheduler）已经启动。"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError as error:
            raise UsageError(
                f"集群 {address} 没有工作进程。", "请在各台机器上启动 dask worker，再重试。"
            ) from error
        _alike(client.run(versions, on_error="return"))
        _all_see(workspace, client.run)
        executor = client.get_executor(pure=False, retries=2)
        try:
            yield executor, sum(client.nthreads().values())
        finally:
            executor.shutdown(wait=False)  # whatever still runs has nobody to tell
            client.run(_end, on_error="ignore")


def chunk(towns: int, threads: int) -> int:
    """Return how many towns to hand over at once: a task costs time, a large one waits for others."""
    return max(1, min(_LARGEST, towns // (_CHUNKS * threads)))


def versions() -> dict[str, str]:
    """Return what has to be the same everywhere for the same pages."""
    own = {name: importlib.metadata.version(name) for name in _ALIKE}
    python = ".".join(map(str, sys.version_info[:2]))
    return {**own, "Python": python, "fazhi": code_key(len(LAYERS) - 1)}


def sees(root: str, name: str) -> bool:
    """Tell whether this process finds a file below the root."""
    return (Path(root) / name).is_file()


def _end() -> None:
    from analysis.build.batch import end_servers  # noqa: PLC0415 - on the worker

    end_servers()


def _alike(found: Mapping[str, Mapping[str, str] | Exception]) -> None:
    ours = versions()
    for worker, theirs in found.items():
        if isinstance(theirs, Exception):
            raise ConfigurationError(
                f"集群中 {worker} 不能运行 fazhi（{type(theirs).__name__}）。",
                "请在各台机器上安装同一版本后重试。",
            )
        for name, version in ours.items():
            if theirs.get(name) != version:
                raise ConfigurationError(
                    f"集群中 {worker} 的 {name} 与本机不同（{theirs.get(name)}，本机 {version}）。",
                    "请在各台机器上安装同一版本后重试。",
                )


def _all_see(workspace: Workspace, run: object) -> None:
    """Write a file below the root and ask every worker whether it is there."""
    name = f".fazhi-{secrets.token_hex(8)}"
    mark = workspace.root / name
    mark.touch()
    try:
        answers: Mapping[str, bool] = run(sees, str(workspace.root), name)  # type: ignore[operator]
    finally:
        mark.unlink()
    blind = [worker for worker, there in answers.items() if not there]
    if blind:
        raise ConfigurationError(
            f"集群中 {'、'.join(blind)} 看不到 {workspace.root.name} 文件夹。",
            "请把它放在各台机器以相同路径访问的共享存储上。",
        )
