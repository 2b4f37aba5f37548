"""Starts a server, hands it calls one at a time, watches them and kills those that take too long."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Self

from analysis.engine.frames import receive, send
from analysis.engine.server import CAN_FORK

# One thread for every library: as many workers as processors run, and a fork keeps one thread only.
_ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS"), "1"
)
_ONE_THREAD |= {"ARROW_IO_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
_STARTING = 300.0
# Not `-m`: as `__main__` the module would be there twice, and `in_child` speak for the other one.
_SERVER = "from analysis.engine.server import main; main()"


class DiedError(Exception):
    """The process that ran a call died before it had answered; the message says of what."""


class TimedOutError(Exception):
    """A call was killed because it took too long."""


class Worker:
    """One server and the line to it, used by one thread; another may ``end`` it.

    ``preload``: functions (``package.module:function``, or one and its arguments) that the server
    runs before the first call.
    ``fork``: each call in a fork of its own. ``calls``: how many this server has had. Leaving the
    context ends the server and its call.
    """

    def __init__(
        self, preload: Sequence[str | tuple[Any, ...]] = (), *, fork: bool = CAN_FORK
    ) -> None:
        """Start nothing yet."""
        ahead = tuple((one,) if isinstance(one, str) else one for one in preload)
        self._setup = {"preload": ahead, "fork": fork}
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._listener: threading.Thread | None = None
        self._lock, self._ended = threading.Lock(), False
        self._ready = self._busy = False
        self.calls = 0

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the server."""
        self.close()

    def start(self) -> None:
        """Start the server unless it runs, and do not wait until it is ready.

        Raises ``DiedError`` when it was ended.
        """
        process = self._process
        if process is not None and process.poll() is None:
            return
        self.close()
        self.calls = 0
        with self._lock:
            if self._ended:
                raise DiedError("the server was ended")
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", "-c", _SERVER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_ONE_THREAD},
                start_new_session=True,  # Ctrl-C is ours to answer
            )
            self._messages = queue.SimpleQueue()
            self._listener = threading.Thread(
                target=_listen, args=(self._process.stdout, self._messages), daemon=True
            )
            self._listener.start()
        self._send(self._setup)

    def call(
        self,
        function: str,
        *arguments: Any,  # noqa: ANN401 - any that can be pickled
        timeout: float | None = None,
        patience: float | None = None,
        heard: Callable[[Any], None] = lambda _: None,
    ) -> Any:  # noqa: ANN401 - what the function returns
        """Return what ``function(tell, *arguments)`` returns; raise what it raises.

        ``timeout``: seconds for the whole; ``patience``: seconds from one message to the next.
        ``heard``: is given each message that the call tells. Raises ``DiedError`` and
        ``TimedOutError``; then nothing of the call goes on, and the next one has a fresh server.
        """
        self.start()
        self.calls += 1
        call = {"function": function, "arguments": arguments, "here": False}
        return self._ask(call, timeout, patience, heard)

    def prepare(self, function: str, *arguments: Any, timeout: float) -> None:  # noqa: ANN401 - as for a call
        """Run a function in the server itself: all later calls have what it leaves behind.

        Raises what ``call`` raises.
        """
        call = {"function": function, "arguments": arguments, "here": True}
        self._ask(call, timeout, None, lambda _: None)

    def _ask(
        self,
        call: dict[str, Any],
        timeout: float | None,
        patience: float | None,
        heard: Callable[[Any], None],
    ) -> Any:  # noqa: ANN401
        self.start()
        call["cwd"] = os.getcwd()  # noqa: PTH109
        try:
            self._await_ready()
            end = None if timeout is None else time.monotonic() + timeout
            self._busy = True
            self._send(call)
            answer = self._answer(end, patience, heard)
        except BaseException:  # Ctrl-C too
            self.close()
            raise
        self._busy = False
        kind, content = answer
        if kind == "raised":
            raise content
        return content

    def end(self) -> None:
        """Close for good: whatever is called from now on, or runs in another thread, dies."""
        with self._lock:
            self._ended = True
        self.close()

    def close(self) -> None:
        """End the server at once, and what it runs; the next call has a fresh one."""
        with self._lock:  # of the two threads that may close it, one does
            process, self._process = self._process, None
            listener, self._listener = self._listener, None
            busy, self._ready, self._busy = self._busy, False, False
        if process is None:
            return
        if busy and not self._setup["fork"]:
            process.kill()  # it hears nothing while it runs a call itself
        assert process.stdin is not None  # noqa: S101 - a pipe
        assert process.stdout is not None  # noqa: S101 - a pipe
        with contextlib.suppress(OSError):
            process.stdin.close()  # it kills its child and ends
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if listener is not None:
            listener.join()
        process.stdout.close()

    def _await_ready(self) -> None:
        if not self._ready:
            kind, content = self._next(_STARTING)
            if kind == "raised":
                raise content
            self._ready = True

    def _answer(
        self, end: float | None, patience: float | None, heard: Callable[[Any], None]
    ) -> tuple[str, Any]:
        """Return ``done`` or ``raised`` and with what, once the call has ended."""
        answer: tuple[str, Any] | None = None
        while True:
            limits = [] if end is None else [end - time.monotonic()]
            limits += [] if patience is None else [patience]
            kind, content = self._next(min(limits) if limits else None)
            if kind == "told":
                heard(content)
            elif kind == "ended":
                break
            else:
                answer = answer or (kind, content)
        if answer is None:
            raise DiedError(_how(content))
        return answer

    def _next(self, limit: float | None) -> tuple[str, Any]:
        try:
            kind, content = self._messages.get(timeout=None if limit is None else max(limit, 0))
        except queue.Empty:
            raise TimedOutError from None
        if kind == "gone":
            self.close()
            raise DiedError("the server ended")
        return kind, content

    def _send(self, message: Any) -> None:  # noqa: ANN401 - any message
        process = self._process
        if process is None:
            return  # another thread has ended it; its messages end, which `_next` tells
        assert process.stdin is not None  # noqa: S101 - a pipe
        with contextlib.suppress(OSError, ValueError):  # it has died, or its pipe was just closed
            send(process.stdin, message)


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status) if status else 0
    return signal.Signals(-code).name if code < 0 else f"exit {code}"


def _listen(source: Any, messages: queue.SimpleQueue[tuple[str, Any]]) -> None:  # noqa: ANN401
    """Pass on what the server says, and that it ended."""
    while True:
        try:
            messages.put(receive(source))
        except (EOFError, OSError):
            messages.put(("gone", None))
            return
        except Exception as error:  # noqa: BLE001 - a message that cannot be put together again
            messages.put(("raised", RuntimeError(f"{type(error).__name__}: {error}")))
