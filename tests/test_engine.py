"""Calls in forks of a server: each alone, watched, killed with all it started; nothing is left."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest
from engine_calls import RUN
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from analysis.engine.frames import receive, send, whole
from analysis.engine.server import CAN_FORK
from analysis.engine.worker import DiedError, TimedOutError, Worker

PATIENT = 30.0  # seconds until a test that waits gives up: no test passes by waiting
MESSAGES = st.recursive(
    st.none() | st.integers() | st.text() | st.binary(max_size=300),
    lambda inner: st.lists(inner) | st.tuples(inner, inner),
    max_leaves=6,
)
forks = pytest.mark.skipif(not CAN_FORK, reason="needs fork")
both = pytest.mark.parametrize("fork", [pytest.param(True, marks=forks), False])


@pytest.fixture(scope="module", autouse=True)
def _findable() -> Iterator[None]:
    """Let servers import the tests' own calls."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        yield


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """Return a server with nothing preloaded, for all tests of this file."""
    with Worker() as one:
        yield one


def _gone(processes: list[psutil.Process]) -> bool:
    """Wait until processes have ended; a zombie that nobody buries has not."""
    return not psutil.wait_procs(processes, timeout=PATIENT)[1]


# --- frames ---------------------------------------------------------------------------------


@given(st.lists(MESSAGES))
def test_messages_come_back_in_order(messages: list[Any]) -> None:
    """What is sent is received, the same and in order; then comes the end."""
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, message)
    pipe.seek(0)
    assert [receive(pipe) for _ in messages] == messages
    with pytest.raises(EOFError):
        receive(pipe)


@given(MESSAGES, st.data())
def test_half_a_message_is_the_end(message: Any, data: st.DataObject) -> None:
    """A message that breaks off anywhere is never taken for a message."""
    pipe = io.BytesIO()
    send(pipe, message)
    cut = data.draw(st.integers(0, len(pipe.getvalue()) - 1))
    with pytest.raises(EOFError):
        receive(io.BytesIO(pipe.getvalue()[:cut]))


@given(st.lists(MESSAGES), st.lists(st.integers(1, 40)))
def test_whole_passes_on_only_whole_messages(messages: list[Any], pieces: list[int]) -> None:
    """However the bytes arrive, those passed on can be received at once and none is lost."""
    pipe = io.BytesIO()
    for message in messages:
        send(pipe, message)
    arriving, buffer, received = io.BytesIO(pipe.getvalue()), bytearray(), []
    for size in [*pieces, len(pipe.getvalue()) + 1]:
        buffer += arriving.read(size)
        passed = io.BytesIO(whole(buffer))
        while passed.tell() < len(passed.getvalue()):
            received.append(receive(passed))
    assert received == messages
    assert not buffer


@pytest.mark.parametrize("calls", [0, 1, 5])
def test_a_server_ended_by_another_thread_stays_ended(calls: int) -> None:
    """Between calls or in one: the thread that calls is told, and nothing is started again."""
    called = threading.Semaphore(0)
    ends: list[BaseException] = []

    def call_on() -> None:
        try:
            while True:
                one.call(RUN, "answer = 1")
                called.release()
        except DiedError as error:
            ends.append(error)

    before = psutil.Process().children()
    with Worker() as one:
        calling = threading.Thread(target=call_on)
        calling.start()
        for _ in range(calls):
            assert called.acquire(timeout=PATIENT)
        one.end()
        calling.join(PATIENT)
        assert not calling.is_alive()
        assert len(ends) == 1
        with pytest.raises(DiedError):
            one.call(RUN, "answer = 1")
        assert psutil.Process().children() == before


# --- what a call gives back -----------------------------------------------------------------


@both
def test_answers_messages_and_exceptions_come_back(*, fork: bool) -> None:
    """A call tells in order while it runs, returns and raises, with a fork and without."""
    heard: list[Any] = []
    source = "for i in range(500): tell(i)\nanswer = {'镇': 1.5}"
    with Worker(fork=fork) as one:
        assert one.call(RUN, source, heard=heard.append) == {"镇": 1.5}
        assert heard == list(range(500))
        with pytest.raises(KeyError, match="无此列"):
            one.call(RUN, "raise KeyError('无此列')")
        assert one.call(RUN, "answer = 1") == 1


def test_a_large_answer_comes_back(worker: Worker) -> None:
    """An answer larger than any pipe arrives, after messages as large."""
    heard: list[bytes] = []
    source = "answer = bytes(range(256)) * 40_000; tell(answer); tell(answer)"
    answer = worker.call(RUN, source, heard=heard.append)
    assert answer == bytes(range(256)) * 40_000
    assert heard == [answer, answer]


def test_what_cannot_be_pickled_is_told(worker: Worker) -> None:
    """An answer, message or exception that cannot leave its process raises and says what it is."""
    with pytest.raises(RuntimeError, match=r"function: .*lambda"):
        worker.call(RUN, "answer = lambda: 0")
    with pytest.raises(Exception, match="lambda"):
        worker.call(RUN, "tell(lambda: 0)")
    with pytest.raises(RuntimeError, match="Odd"):
        worker.call(RUN, "class Odd(Exception): pass\nraise Odd('x')")
    with pytest.raises(TypeError, match="lock"):
        worker.call(RUN, threading.Lock())  # nor can it be asked for
    assert worker.call(RUN, "answer = 1") == 1


def test_what_cannot_be_put_together_again_is_told(worker: Worker) -> None:
    """An exception that pickles but does not unpickle raises too, and never hangs the caller."""
    for what in ("raise AwkwardError(3, 'A4')", "tell(AwkwardError(3, 'A4'))"):
        with pytest.raises(RuntimeError, match="AwkwardError"):
            worker.call(RUN, f"from engine_calls import AwkwardError\n{what}", timeout=PATIENT)
    assert worker.call(RUN, "answer = 1") == 1


def test_printing_does_not_mix_with_messages(worker: Worker) -> None:
    """What a call prints, by Python, by file descriptor or by a program, harms no message."""
    source = (
        "import os, subprocess, sys\n"
        "print('x' * 9000, flush=True); print('y', file=sys.stderr, flush=True)\n"
        "os.write(1, b'raw'); os.write(2, b'raw'); tell(1); sys.__stdout__.write('z')\n"
        "subprocess.run(['echo', 'child'], check=True); answer = sys.stdin.read()"
    )
    heard: list[int] = []
    assert worker.call(RUN, source, heard=heard.append) == ""
    assert heard == [1]


@both
def test_a_preload_that_fails_is_told(*, fork: bool) -> None:
    """Each call says why its server cannot start, never only that it has ended."""
    with Worker(["engine_calls:broken"], fork=fork) as one:
        for _ in range(3):
            with pytest.raises(RuntimeError, match="LookupError: 没有这个模块"):
                one.call(RUN, "answer = 1")


# --- each call alone ------------------------------------------------------------------------


@forks
@pytest.mark.parametrize(
    ("leaves", "looks"),
    [
        ("import engine_calls as m; m.LEFT = 1",
         "import engine_calls as m; answer = hasattr(m, 'LEFT')"),
        ("import builtins; builtins.LEFT = 1", "import builtins; answer = hasattr(builtins, 'LEFT')"),
        ("import os; os.environ['LEFT'] = '1'", "import os; answer = 'LEFT' in os.environ"),
        ("import os; os.chdir('/')", "import os; answer = os.getcwd() == '/'"),
        ("import sys; sys.argv = ['LEFT']", "import sys; answer = 'LEFT' in sys.argv"),
        ("import sys; sys.path.append('LEFT')", "import sys; answer = 'LEFT' in sys.path"),
        ("import wave", "import sys; answer = 'wave' in sys.modules"),
        ("import os; os.umask(0o123)", "import os; answer = os.umask(0) == 0o123"),
        ("import signal as s; s.signal(s.SIGTERM, s.SIG_IGN)",
         "import signal as s; answer = s.getsignal(s.SIGTERM) == s.SIG_IGN"),
        ("import warnings; warnings.simplefilter('error', UserWarning)",
         "import warnings; answer = any(f[0] == 'error' for f in warnings.filters)"),
        ("import logging; logging.getLogger().addHandler(logging.NullHandler())",
         "import logging; answer = bool(logging.getLogger().handlers)"),
        ("import os; os.dup2(2, 77)", "import os; answer = os.path.exists('/proc/self/fd/77')"),
    ],
    ids=lambda source: source.partition(";")[2] or source,
)  # fmt: skip
def test_nothing_of_a_call_is_seen_by_the_next(worker: Worker, leaves: str, looks: str) -> None:
    """A town's call finds the process as it was before any town: nothing passes from A to B."""
    assert worker.call(RUN, f"{leaves}\n{looks}") is True, "the call itself does not see it"
    assert worker.call(RUN, looks) is False


def test_without_a_fork_the_process_goes_on() -> None:
    """Where nothing forks, one process runs every call, each where its caller stands."""
    leaves = "import engine_calls as m, os; m.LEFT = os.getpid(); os.chdir('/')"
    looks = "import engine_calls as m, os; answer = m.LEFT, os.getpid(), os.getcwd()"
    with Worker(fork=False) as one:
        one.call(RUN, leaves)
        left, pid, place = one.call(RUN, looks)
    assert left == pid
    assert place == str(Path.cwd())


@forks
def test_a_fork_knows_that_it_is_one(worker: Worker) -> None:
    """In a fork, and only there, notebooks run where they are: not in a kernel of their own."""
    looks = "from analysis.engine.server import in_child; answer = in_child()"
    assert worker.call(RUN, looks) is True
    with Worker(fork=False) as one:
        assert one.call(RUN, looks) is False


@forks
def test_forks_draw_random_numbers_of_their_own() -> None:
    """No two calls draw the same random numbers, whatever the server had drawn before."""
    source = (
        "import random, uuid, secrets, numpy\n"
        "answer = [random.random(), numpy.random.rand(), uuid.uuid4(), uuid.uuid1(),\n"
        "          secrets.token_hex(), numpy.random.default_rng().random()]"
    )
    with Worker(["random:random", "numpy.random:rand", "uuid:uuid1"]) as one:
        first, second = one.call(RUN, source), one.call(RUN, source)
    assert not set(first) & set(second)


# --- watching and killing -------------------------------------------------------------------

_WAITS = "import threading; threading.Event().wait()\n"
_STARTS = (
    "import os, subprocess, signal\n"
    "def start(**more): return subprocess.Popen(['sleep', '600'], **more).pid\n"
    "tell([os.getpid(), start(), start(start_new_session=True)])\n"
)


class _Heard(list[psutil.Process]):
    """The processes that a call has told of, ``told`` of them."""

    told = 0

    def __call__(self, pids: list[int]) -> None:
        """Take them down; one that has ended before it could be looked at is gone."""
        self.told += len(pids)
        for pid in pids:
            with contextlib.suppress(psutil.NoSuchProcess):
                self.append(psutil.Process(pid))


@forks
@pytest.mark.parametrize(
    "waits",
    ["", "os.closerange(3, 64)\n", "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"],
    ids=["waits", "closes its line", "ignores signals"],
)
def test_a_call_that_takes_too_long_is_killed_with_all_it_started(waits: str) -> None:
    """After ``TimedOutError`` nothing of it runs, programs in sessions of their own included."""
    heard = _Heard()
    with Worker() as one:
        one.call(RUN, "answer = 1")
        with pytest.raises(TimedOutError):
            one.call(RUN, _STARTS + waits + _WAITS, timeout=2, heard=heard)
        assert len(heard) == 3
        assert _gone(heard)
        assert one.call(RUN, "answer = 1") == 1


@forks
def test_a_silent_call_is_killed() -> None:
    """``patience`` counts from message to message, and the call after has a fresh server."""
    with Worker() as one:
        with pytest.raises(TimedOutError):
            one.call(RUN, f"tell(1)\n{_WAITS}", patience=1)
        assert one.call(RUN, "answer = 1", patience=PATIENT) == 1


def test_a_call_without_a_fork_is_killed_too() -> None:
    """Where nothing forks, the process itself is ended and started anew."""
    heard = _Heard()
    with Worker(fork=False) as one:
        one.call(RUN, "answer = 1")
        with pytest.raises(TimedOutError):
            one.call(RUN, f"import os; tell([os.getpid()])\n{_WAITS}", timeout=2, heard=heard)
        assert len(heard) == 1
        assert _gone(heard)
        assert one.call(RUN, "answer = 1") == 1


@forks
def test_what_a_call_leaves_behind_ends_with_it(worker: Worker) -> None:
    """A call that ends well leaves no program running and no zombie at its server."""
    heard = _Heard()
    server = psutil.Process(worker.call(RUN, "import os; answer = os.getppid()"))
    worker.call(RUN, _STARTS, heard=heard)
    assert heard.told == 3
    assert _gone(heard)
    assert server.children() == []


@forks
@pytest.mark.parametrize(
    ("dies", "says"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("os._exit(3)", "exit 3"),
        ("os._exit(0)", "exit 0"),
    ],
)
def test_a_call_that_dies_is_told_with_its_cause(worker: Worker, dies: str, says: str) -> None:
    """``DiedError`` names the signal or exit code; what was told before arrives; the next runs."""
    heard: list[int] = []
    with pytest.raises(DiedError, match=says):
        worker.call(RUN, f"import os, signal\ntell(1)\n{dies}", heard=heard.append)
    assert heard == [1]
    assert worker.call(RUN, "answer = 1") == 1


@forks
def test_a_call_that_exits_raises_that(worker: Worker) -> None:
    """``sys.exit`` in a call is an exception like others, and the server goes on."""
    with pytest.raises(SystemExit):
        worker.call(RUN, "raise SystemExit(4)")
    assert worker.call(RUN, "answer = 1") == 1


@forks
def test_a_server_that_dies_is_told_and_replaced() -> None:
    """A server killed from outside (no memory left) is told, and its call ends with it."""
    heard = _Heard()
    source = "import os, signal; tell([os.getpid()]); os.kill(os.getppid(), signal.SIGKILL)\n"
    with Worker() as one:
        with pytest.raises(DiedError, match="server"):
            one.call(RUN, source + _WAITS, heard=heard)
        assert _gone(heard)
        assert one.call(RUN, "answer = 1") == 1


@forks
def test_an_interrupted_caller_leaves_nothing_running() -> None:
    """Ctrl-C while a call runs ends the call and what it started, and the next one works."""
    heard = _Heard()

    def interrupt(pids: list[int]) -> None:
        heard(pids)
        raise KeyboardInterrupt

    with Worker() as one:
        with pytest.raises(KeyboardInterrupt):
            one.call(RUN, _STARTS + _WAITS, heard=interrupt)
        assert len(heard) == 3
        assert _gone(heard)
        assert one.call(RUN, "answer = 1") == 1


_PARENT = """
from analysis.engine.worker import Worker
Worker().call("engine_calls:run", {source!r}, heard=lambda pids: print(*pids, flush=True))
"""


@forks
def test_the_server_ends_with_its_parent() -> None:
    """A parent that is killed leaves no server, no call and nothing that the call started."""
    source = _STARTS.replace("tell([", "tell([os.getppid(), ") + _WAITS
    command = [sys.executable, "-c", _PARENT.format(source=source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        left = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(left) == 4
    assert _gone(left)


def _held() -> tuple[int, int, int]:
    """Return how many processes, open handles and threads this process has."""
    me = psutil.Process()
    return len(me.children(recursive=True)), me.num_fds(), threading.active_count()


@pytest.mark.skipif(os.name == "nt", reason="counts file descriptors")
@both
def test_nothing_is_left_after_close(*, fork: bool) -> None:
    """Servers used, timed out, died, never ready, never used: no process, handle or thread."""
    before = _held()
    for _ in range(2):
        with Worker(fork=fork) as one:
            one.call(RUN, "answer = 1")
            with pytest.raises(TimedOutError):
                one.call(RUN, _WAITS, timeout=0.1)
            with pytest.raises(DiedError):
                one.call(RUN, "import os; os._exit(1)")
            one.start()
    with Worker(["engine_calls:broken"], fork=fork) as one, pytest.raises(RuntimeError):
        one.call(RUN, "answer = 1")
    Worker(fork=fork).close()
    assert _held() == before


@forks
def test_calls_leave_no_handle_in_the_server(worker: Worker) -> None:
    """The server holds after many calls what it held after one, dead and large ones included."""
    # By what they lead to: both ends of the call's pipe may be open still when the call looks.
    looks = (
        "import os\ntop = f'/proc/{os.getppid()}/fd'\n"
        "answer = len({os.readlink(f'{top}/{number}') for number in os.listdir(top)})"
    )
    before = worker.call(RUN, looks)
    worker.call(RUN, "tell(bytes(10**6)); open('/dev/null'); answer = bytes(10**6)")
    with pytest.raises(ValueError, match="x"):
        worker.call(RUN, "raise ValueError('x')")
    with pytest.raises(DiedError):
        worker.call(RUN, "import os; os._exit(1)")
    assert worker.call(RUN, looks) == before


# --- with all that notebooks import ---------------------------------------------------------


@forks
@pytest.mark.slow
def test_the_warm_server_forks_from_one_thread() -> None:
    """When it forks, only the allocator's own thread runs beside the one that forks."""
    source = (
        "import os, threading\nfrom pathlib import Path\n"
        "tasks = Path(f'/proc/{os.getppid()}/task').iterdir()\n"
        "answer = [(task / 'comm').read_text().strip() for task in tasks], threading.active_count()"
    )
    with Worker(["analysis.engine.warm:preload"]) as one:
        names, threads = one.call(RUN, source)
    assert len([name for name in names if name != "jemalloc_bg_thd"]) == 1
    assert threads == 1


@forks
@pytest.mark.slow
def test_the_command_runs_a_notebook_warm(tmp_path: Path) -> None:
    """``papermill --engine warm`` injects parameters, runs, writes, and fails as papermill does."""
    first = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(
        cells=[first, new_code_cell("print(84 // n)\nn")], metadata={"kernelspec": kernel}
    )
    nbformat.write(notebook, tmp_path / "in.ipynb")
    command = [sys.executable, "-m", "papermill", "--engine", "warm", "in.ipynb", "out.ipynb"]

    def run(n: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, "-p", "n", str(n)],
            cwd=tmp_path, capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip

    assert run(2).returncode == 0
    outputs = nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs
    assert [o.get("text") or o.data["text/plain"] for o in outputs] == ["42\n", "2"]
    failed = run(0)
    assert failed.returncode == 1
    assert "ZeroDivisionError" in failed.stderr
    outputs = nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs
    assert [o.ename for o in outputs] == ["ZeroDivisionError"]
