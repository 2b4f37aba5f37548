"""How much memory and time a file may take of the process that reads it."""

from __future__ import annotations

import contextlib
import functools
import importlib
import math
import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import psutil

_MEGABYTE = 2**20
# A small file may not take much, whatever it claims; a sheet packs to a hundredth at best.
_MEMORY, _MEMORY_PER_BYTE, _MEMORY_AT_MOST = 200 * _MEGABYTE, 150, 4096 * _MEGABYTE
_SECONDS, _SECONDS_PER_MEGABYTE, _SECONDS_AT_MOST = 3.5, 8, 600


def memory_for(size: int) -> int:
    """Return how many bytes a file of ``size`` bytes may take."""
    return min(_MEMORY + _MEMORY_PER_BYTE * size, _MEMORY_AT_MOST)


def seconds_for(size: int) -> float:
    """Return how many seconds of processor time a file of ``size`` bytes may take."""
    return min(_SECONDS + _SECONDS_PER_MEGABYTE * size / _MEGABYTE, _SECONDS_AT_MOST)


def allow(memory: int) -> None:
    """Let this process take ``memory`` bytes more than it has; elsewhere ``watched`` looks."""
    if sys.platform == "win32":
        return
    resource: Any = importlib.import_module("resource")
    info = _process(os.getpid()).memory_info()
    most = int(getattr(info, "data", info.vms)) + memory
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and does not keep it
        _set_soft(resource, resource.RLIMIT_DATA, most)


@contextlib.contextmanager
def within_limits(size: int) -> Iterator[None]:
    """Let this process take what a file of ``size`` bytes may take, and then what it may else.

    Too much memory is a ``MemoryError``. Too much time is the end of the process, by the signal
    SIGXCPU: no Python code need run for it, and so nothing can hold it up. POSIX only.
    """
    resource: Any = importlib.import_module("resource")
    kinds = (resource.RLIMIT_DATA, resource.RLIMIT_CPU)
    before = {kind: resource.getrlimit(kind)[0] for kind in kinds}
    try:
        allow(memory_for(size))
        until, other = math.ceil(time.process_time() + seconds_for(size)), before[kinds[1]]
        least = until if other == resource.RLIM_INFINITY else min(until, other)
        _set_soft(resource, resource.RLIMIT_CPU, least)
        yield
    finally:
        for kind, soft in before.items():
            _set_soft(resource, kind, soft)


@functools.lru_cache(maxsize=1)
def _process(pid: int) -> psutil.Process:
    return psutil.Process(pid)  # which looks up when it began


def _set_soft(resource: Any, kind: int, soft: int) -> None:
    """Set what the process may take now; what it may ever take stays."""
    hard = resource.getrlimit(kind)[1]
    bounded = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(kind, (bounded, hard))
