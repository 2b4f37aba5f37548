"""The process that runs calls: it imports once; then each call runs in a fork of its own.

A fork has what the process had before its first call and nothing of any other call: no variable, no
cache, no random state. Where there is no fork, the process runs calls itself, one after another.

It is started by ``worker`` as a fresh process, so that it has one thread when it forks. It ends with
its parent: a parent that is gone closes the pipe.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import importlib
import os
import random
import select
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from analysis.engine.frames import receive, send, whole

CAN_FORK = sys.platform == "linux"  # macOS has fork, but its system libraries do not survive it
SELDOM = (100_000, 20, 100)
"""For a process that ends soon: looking for cycles costs more than they hold."""
_LOOK = 0.2  # seconds between looks at a child whose pipe somebody else holds open
_SOON = 0.002  # seconds between looks at a child that has closed its pipe and is about to end
_KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_ORPHANS_ARE_OURS = 36  # PR_SET_CHILD_SUBREAPER
_CHILDREN = Path("/proc/thread-self/children")
_state = {"child": False}


def in_child() -> bool:
    """Tell whether this process is the fork of a server, made for one call."""
    return _state["child"]


@contextlib.contextmanager
def as_child() -> Iterator[None]:
    """Let this process pass for such a fork: for a rehearsal before the first one."""
    before, _state["child"] = _state["child"], True
    try:
        yield
    finally:
        _state["child"] = before


def main() -> None:
    """Answer call after call until the input ends."""
    source, target = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("r+b") as nothing:
        for number in (0, 1, 2):  # what a library prints must not mix with the messages
            os.dup2(nothing.fileno(), number)
    setup = receive(source)
    gc.disable()  # what is imported stays: looking for cycles in it takes a fifth of the start
    try:
        _light_jsonschema()
        for name, *arguments in setup["preload"]:
            resolve(name)(*arguments)
    except Exception as error:  # noqa: BLE001 - told to the parent, who raises it
        send(target, ("raised", RuntimeError(f"{type(error).__name__}: {error}")))
        return
    _settle()
    send(target, ("ready", None))
    run = _in_a_fork if setup["fork"] else _here
    if setup["fork"]:
        _prctl(_ORPHANS_ARE_OURS, 1)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            call = receive(source)
            (_here if call["here"] else run)(call, source, target)


def _light_jsonschema() -> None:
    """Import jsonschema, which nbformat needs, without a grammar that it takes along if it is there.

    JupyterLab brings that (rfc3987-syntax); to compile it takes a second at every start, and nobody
    here checks internationalised addresses.
    """
    grammar = "rfc3987_syntax"
    if grammar in sys.modules:
        return
    sys.modules[grammar] = None  # type: ignore[assignment]  # Python's way to say: not there
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[grammar]


def _settle() -> None:
    """Keep the collector of children from touching, and so copying, what they share with this one."""
    gc.collect()
    gc.freeze()
    gc.enable()


def resolve(name: str) -> Callable[..., Any]:
    """Return the function that ``package.module:function`` names."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _here(call: dict[str, Any], _: IO[bytes], target: IO[bytes]) -> None:
    """Run the call in this process: what it leaves behind, all later ones have."""
    _answer(call, target)
    _settle()
    send(target, ("ended", 0))


def _answer(call: dict[str, Any], target: IO[bytes]) -> None:
    """Run a call; ``tell`` is its first argument and passes messages on while it runs."""

    def tell(message: Any) -> None:  # noqa: ANN401 - any message
        send(target, ("told", message))

    try:
        os.chdir(call["cwd"])
        answer = ("done", resolve(call["function"])(tell, *call["arguments"]))
    except BaseException as error:  # noqa: BLE001 - told to who called, who raises it
        answer = ("raised", error)
    try:
        send(target, answer)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - what cannot be pickled
        send(target, ("raised", RuntimeError(f"{type(answer[1]).__name__}: {error}")))


def _in_a_fork(call: dict[str, Any], source: IO[bytes], target: IO[bytes]) -> None:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_child(call, source, target, writer)
    os.close(writer)
    with contextlib.suppress(OSError):  # the child does it too: whoever comes first
        os.setpgid(child, child)
    try:
        status = _relay(child, reader, source, target)
    finally:
        os.close(reader)
        _kill(child)  # what it has started and left behind, too
    send(target, ("ended", status))


def _relay(child: int, reader: int, source: IO[bytes], target: IO[bytes]) -> int:
    """Pass on what the child says until it ends; return its wait status.

    Raises ``EOFError`` when the parent is gone: it says nothing while a call runs.
    """
    buffer, pipes = bytearray(), [reader, source.fileno()]
    status: int | None = None
    while True:
        wait = 0 if status is not None else _LOOK if reader in pipes else _SOON
        ready, _, _ = select.select(pipes, [], [], wait)
        if source.fileno() in ready:
            raise EOFError
        if reader in ready:
            content = os.read(reader, 1 << 20)
            buffer += content
            target.write(whole(buffer))
            target.flush()
            if not content:  # closed: nothing more is said
                pipes.remove(reader)
        elif status is not None:
            return status
        else:
            ended, found = os.waitpid(child, os.WNOHANG)
            status = found if ended else None


def _kill(child: int) -> None:
    """Kill and bury a child and all that it has started, in whatever session that runs.

    Orphans become the server's children, and it has no others.
    """
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    with contextlib.suppress(OSError):  # a kernel that does not list children
        while left := _CHILDREN.read_text(encoding="ascii").split():
            for process in map(int, left):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None).prctl(option, value)


def _be_child(call: dict[str, Any], source: IO[bytes], target: IO[bytes], writer: int) -> None:
    """Run the call and end; nothing of the server goes on in its child."""
    status = 1
    try:
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        _prctl(_KILL_WITH_PARENT, signal.SIGKILL)
        os.close(source.fileno())
        os.close(target.fileno())
        _state["child"] = True
        _forget()
        gc.set_threshold(*SELDOM)
        with os.fdopen(writer, "wb") as own:
            _answer(call, own)
        atexit._run_exitfuncs()  # noqa: SLF001 - as the interpreter does, without its slow taking apart
        status = 0
    finally:
        os._exit(status)


def _forget() -> None:
    """Draw random numbers of its own, not those of every other child."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    sys.argv = [""]
