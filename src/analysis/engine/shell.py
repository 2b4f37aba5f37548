"""An IPython shell that answers cells as the kernel does, without ZMQ between.

It is ipykernel's own shell; only its session hands messages over instead of sending them. So
displays, results, errors and what libraries think of their surroundings (pandas and plotly choose
by them when they are imported) are the kernel's. Made once, before anything else is imported.
"""

from __future__ import annotations

import asyncio
import builtins
import contextlib
import getpass
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session
from traitlets.config import Config

Message = dict[str, Any]
_NO_QUESTIONS = "{} was called, but this frontend does not support input requests."


class _Session(Session):
    """Hands each message to ``heard``."""

    heard: Callable[[Message], None]

    def send(  # type: ignore[override]  # the rest of the arguments is for the wire
        self,
        stream: object,  # noqa: ARG002 - there is none
        msg_or_type: Message | str,
        content: Message | None = None,
        parent: Message | None = None,
        **_: object,
    ) -> Message:
        """Hand over a message, or one made of a type and content."""
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content=content, parent=parent)
        self.heard(message)
        return message


class _Stream(io.TextIOBase):
    """``sys.stdout`` of a cell: said when flushed, as ipykernel's."""

    encoding = "UTF-8"

    def __init__(self, session: _Session, name: str, number: int) -> None:
        super().__init__()
        self._session, self.name, self._number = session, name, number
        self._written: list[str] = []

    def fileno(self) -> int:
        """Return what programs that a cell starts write to."""
        return self._number

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str) -> int:
        """Keep text until the next flush."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._written.append(text)
        return len(text)

    def flush(self) -> None:
        """Say what has been written since the last one."""
        text, self._written = "".join(self._written), []
        if text:
            self._session.send(None, "stream", {"name": self.name, "text": text})


class Shell:
    """The shell of a process; cells are run one after another."""

    def __init__(self) -> None:
        """Make it as ``IPythonKernel`` makes its own, without history on disk."""
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self._session = _Session(key=b"")
        # One pair for all cells, as in a kernel: a cell may keep one, as logging's handlers do.
        self._streams = _Stream(self._session, "stdout", 1), _Stream(self._session, "stderr", 2)
        # `sys.stdout` and `sys.stderr` as cells left them.
        self._seen: tuple[Any, Any] = self._streams
        self._shell: Any = ZMQInteractiveShell.instance(  # IPython's own types are half there
            config=Config(HistoryManager={"enabled": False}), compiler_class=XCachingCompiler
        )
        parts: tuple[Any, ...] = (self._shell.displayhook, self._shell.display_pub)
        for part in parts:
            part.session = self._session
        self._shell.run_line_magic("load_ext", "storemagic")
        self._loop: asyncio.AbstractEventLoop | None = None

    def importing(self) -> contextlib.AbstractContextManager[Any]:
        """Return the surroundings of a cell, for imports ahead: in them `get_ipython` is there."""
        trap: contextlib.AbstractContextManager[Any] = self._shell.builtin_trap
        return trap

    def forget(self) -> None:
        """Go back to the beginning: no names, no history, the next cell is the first."""
        self._shell.reset()
        if self._loop is not None:
            self._loop.close()
            self._loop = None

    def run(self, source: str, heard: Callable[[Message], None]) -> Message:
        """Run a cell; ``heard`` is given its messages; return the content of the kernel's reply."""
        self._session.heard = heard
        if self._loop is None:  # made where cells are run: a loop does not survive a fork
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        with self._printed():
            count = self._shell.execution_count
            heard(self._session.msg("execute_input", {"execution_count": count}))
            result = self._loop.run_until_complete(self._ran(source))
        reply = {"status": "ok", "execution_count": self._shell.execution_count - 1}
        if result.success and not self._shell._last_traceback_during_displayhook:  # noqa: SLF001 - as ipykernel
            return reply
        error = result.error_before_exec or result.error_in_exec
        return reply | {
            "status": "error",
            "ename": type(error).__name__,
            "evalue": str(error),
            "traceback": self._shell._last_traceback or [],  # noqa: SLF001 - as ipykernel
        }

    @contextlib.contextmanager
    def _printed(self) -> Iterator[None]:
        """Turn what is printed into messages: by Python at once, by programs at the cell's end."""
        before = (sys.stdout, sys.stderr)
        sys.stdout, sys.stderr = self._seen
        try:
            with _unasked(), _caught(1) as out, _caught(2) as err:
                yield
                for stream in self._streams:
                    stream.flush()
            for stream, text in zip(self._streams, (out, err), strict=True):
                stream.write("".join(text))
                stream.flush()
        finally:
            self._seen = (sys.stdout, sys.stderr)
            sys.stdout, sys.stderr = before

    async def _ran(self, source: str) -> Any:  # noqa: ANN401 - IPython's result
        """Run a cell inside the loop, which ``await`` in a cell needs and others may look for."""
        try:
            transformed, failed = self._shell.transform_cell(source), None
        except Exception:  # noqa: BLE001 - IPython tells it when the cell runs
            transformed, failed = source, sys.exc_info()
        result = None
        self._shell._last_traceback = None  # noqa: SLF001 - as its own `run_cell`
        self._shell._last_traceback_during_displayhook = False  # noqa: SLF001 - the same
        try:
            result = await self._shell.run_cell_async(
                source,
                store_history=True,
                transformed_cell=transformed,
                preprocessing_exc_tuple=failed,
            )
        finally:
            self._shell.events.trigger("post_execute")
            self._shell.events.trigger("post_run_cell", result)
        return result


@cache
def shell() -> Shell:
    """Return the one shell of this process."""
    return Shell()


@contextlib.contextmanager
def _caught(number: int) -> Iterator[list[str]]:
    """Catch what is written to a file descriptor; the text is there afterwards."""
    text: list[str] = []
    with tempfile.TemporaryFile() as file:
        kept = os.dup(number)
        os.dup2(file.fileno(), number)
        try:
            yield text
        finally:
            os.dup2(kept, number)
            os.close(kept)
            file.seek(0)
            if written := file.read():
                text.append(written.decode(errors="replace"))


@contextlib.contextmanager
def _unasked() -> Iterator[None]:
    """Refuse questions: there is nobody to answer."""
    before = (builtins.input, getpass.getpass)
    builtins.input, getpass.getpass = _refusal("raw_input"), _refusal("getpass")
    try:
        yield
    finally:
        builtins.input, getpass.getpass = before


def _refusal(name: str) -> Callable[..., str]:
    def refuse(*_: object, **__: object) -> str:
        raise StdinNotImplementedError(_NO_QUESTIONS.format(name))

    return refuse
