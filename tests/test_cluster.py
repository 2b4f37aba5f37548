"""Towns on a Dask cluster: real scheduler and workers on this machine, as processes of their own."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from conftest import PROJECT, fazhi
from pretended import COMMAND, ENVIRONMENT, TESTS, log, none_left, published, towns, wait_for
from test_batch import own_report, small_towns

from analysis.build import cluster
from analysis.errors import ConfigurationError
from analysis.workspace import Workspace

needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="needs the optional group `cluster`"
)
IMPATIENT = (
    sys.executable,
    "-c",
    "import analysis.build.cluster as c; c._WAIT = 2; from analysis.cli import main; main()",
)


@contextmanager
def _process(*command: str, path: str = TESTS) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env={**ENVIRONMENT, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, Path]]:
    """Run a scheduler; give its address and the file that workers find it by."""
    file = folder / "scheduler.json"
    where = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with _process("distributed.cli.dask_scheduler", *where):
        wait_for(lambda: file.is_file() and _address(file) != "")
        yield _address(file), file


def _address(file: Path) -> str:
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["address"])
    except ValueError:  # half-written
        return ""


@contextmanager
def worker(file: Path, *more: str, path: str = TESTS) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker with one thread."""
    how = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    place = ("--scheduler-file", str(file), "--local-directory", str(file.parent))
    with _process("distributed.cli.dask_worker", *how, *place, *more, path=path) as process:
        yield process


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a cluster with two workers that build pretended towns."""
    with ExitStack() as stack:
        address, file = stack.enter_context(scheduler(tmp_path_factory.mktemp("dask")))
        for _ in range(2):
            stack.enter_context(worker(file, "--preload", "pretended"))
        yield address


def run(
    root: Path, address: str, *more: str, command: tuple[str, ...] = COMMAND
) -> subprocess.CompletedProcess[str]:
    """Run ``fazhi build --cluster`` to its end."""
    return subprocess.run(
        [*command, "build", "--root", str(root), "--cluster", address, *more],
        capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False, timeout=400,
    )  # fmt: skip


MANY = {f"第{number}镇": "fine" for number in range(90)} | {"坏镇": "refused"}


@needs_dask
@pytest.mark.slow
def test_a_cluster_makes_what_this_machine_makes(tmp_path: Path, two: str) -> None:
    """The same files, ends and reasons; run after run, no server of a worker is left."""
    roots = [tmp_path / name for name in ("here", "there")]
    for root in roots:
        towns(root, MANY)
    with none_left():
        command = [*COMMAND, "build", "--root", str(roots[0])]
        here = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)
        there = run(roots[1], two)
    assert (here.returncode, there.returncode) == (1, 1), there.stderr
    assert "完成：发布 90 个，未发布 1 个。" in there.stdout
    assert published(roots[0]) == published(roots[1])
    first, second = (
        json.loads((root / "reports/2023/build.json").read_text("utf-8")) for root in roots
    )
    assert first["towns"] == second["towns"]
    assert second["cluster"]
    with none_left():
        assert run(roots[1], two, "--again", "--engine", "kernel").returncode == 1
    assert published(roots[0]) == published(roots[1])
    assert "没有变化" in run(roots[1], two).stdout


@needs_dask
@pytest.mark.slow
def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """Another takes its towns; what was finished is not built again; its server ends with it."""
    root = tmp_path / "root"
    towns(root, dict.fromkeys(MANY, "slow"))
    with none_left(), scheduler(tmp_path) as (address, file), ExitStack() as stack:
        one, _ = (stack.enter_context(worker(file, "--preload", "pretended")) for _ in range(2))
        building = subprocess.Popen(
            [*COMMAND, "build", "--root", str(root), "--cluster", address],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=ENVIRONMENT,
        )  # fmt: skip
        wait_for(lambda: len(list(root.glob("data/processed/2023/*/build.*"))) > 5)
        one.kill()
        said, _errors = building.communicate(timeout=400)
    assert building.returncode == 0, said
    assert f"完成：发布 {len(MANY)} 个，未发布 0 个。" in said
    begun = [line[0] for line in log(root)]
    assert set(begun) == set(MANY)
    assert len(begun) <= len(MANY) + 2  # what ran when it was killed


@needs_dask
@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    """No scheduler, or no worker: one Chinese sentence, a remedy, exit 2."""
    towns(tmp_path / "root", {"甲镇": "fine"})
    nobody = run(tmp_path / "root", "tcp://127.0.0.1:9", command=IMPATIENT)
    assert nobody.returncode == 2
    assert "连接不上集群 tcp://127.0.0.1:9。" in nobody.stderr
    assert "Traceback" not in nobody.stderr
    with scheduler(tmp_path) as (address, _):
        idle = run(tmp_path / "root", address, command=IMPATIENT)
    assert idle.returncode == 2
    assert f"集群 {address} 没有工作进程。" in idle.stderr
    assert "Traceback" not in idle.stderr


@needs_dask
@pytest.mark.slow
def test_a_worker_with_another_program_is_refused(tmp_path: Path) -> None:
    """One changed line on a worker: nothing is built, and the difference is named."""
    towns(tmp_path / "root", {"甲镇": "fine"})
    shutil.copytree(PROJECT / "src", tmp_path / "src")
    values = tmp_path / "src/analysis/values.py"
    values.write_text(values.read_text("utf-8") + "\nOTHER = 1\n", encoding="utf-8")
    with scheduler(tmp_path) as (address, file), worker(file, path=str(tmp_path / "src")):
        ended = run(tmp_path / "root", address)
    assert ended.returncode == 1
    assert "的 fazhi 与本机不同" in ended.stderr
    assert not log(tmp_path / "root")


@needs_dask
@pytest.mark.slow
def test_real_towns_on_a_cluster(tmp_path: Path) -> None:
    """Real reports have the same bytes as those that are made here."""
    small_towns(tmp_path / "here")
    own_report(tmp_path / "here", "area")
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    assert fazhi("build", "--root", str(tmp_path / "here")).code == 0
    with scheduler(tmp_path) as (address, file), worker(file), worker(file):
        ended = fazhi("build", "--root", str(tmp_path / "there"), "--cluster", address)
    assert ended.code == 0, ended.out
    assert published(tmp_path / "here") == published(tmp_path / "there")


@pytest.mark.parametrize(
    ("theirs", "says"),
    [
        (lambda ours: {**ours, "pandas": "1.0"}, "tcp://x:1 的 pandas 与本机不同（1.0，本机"),
        (lambda ours: {**ours, "fazhi": "0"}, "tcp://x:1 的 fazhi 与本机不同（0，本机"),
        (lambda ours: {k: v for k, v in ours.items() if k != "plotly"}, "plotly 与本机不同（None"),
        (
            lambda _: ModuleNotFoundError("analysis"),
            "tcp://x:1 不能运行 fazhi（ModuleNotFoundError",
        ),
    ],
)
def test_workers_must_be_alike(
    theirs: Callable[[dict[str, str]], dict[str, str] | Exception],
    says: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another version, none, or no fazhi at all: the worker and the library are named."""
    monkeypatch.setattr(cluster, "_ALIKE", ("pandas", "plotly"))
    ours = cluster.versions()
    cluster._alike({"tcp://a:1": ours})
    with pytest.raises(ConfigurationError, match=says):
        cluster._alike({"tcp://a:1": ours, "tcp://x:1": theirs(ours)})


def test_workers_must_see_the_root(tmp_path: Path) -> None:
    """A worker that does not find a file just written is named; the file is gone afterwards."""
    workspace = Workspace(tmp_path)
    cluster._all_see(workspace, lambda see, *what: {"tcp://a:1": see(*what)})
    with pytest.raises(ConfigurationError, match="tcp://x:1 看不到"):
        cluster._all_see(workspace, lambda *_: {"tcp://a:1": True, "tcp://x:1": False})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("towns_", "threads", "size"),
    [(1, 2, 1), (79, 2, 1), (80, 2, 2), (3000, 8, 16), (3000, 64, 2), (3000, 2000, 1)],
)
def test_chunks_leave_each_thread_some_twenty(towns_: int, threads: int, size: int) -> None:
    """From one town, where threads are many, to sixteen."""
    assert cluster.chunk(towns_, threads) == size
