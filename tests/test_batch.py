"""Many towns: one town's end never reaches another; whatever is killed, the next run does the rest."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import nbformat
import openpyxl
import pytest
from conftest import PROJECT, fazhi
from pretended import (
    COMMAND,
    ENVIRONMENT,
    log,
    none_left,
    pretend,
    published,
    servers,
    towns,
    wait_for,
)
from test_build import OTHER, second_town

from analysis.build import batch
from analysis.build.batch import Options, build_all, build_one, build_some, local
from analysis.build.inputs import Common
from analysis.build.outcome import Summary
from analysis.build.state import Standing, standing
from analysis.engine.server import CAN_FORK
from analysis.engine.worker import Worker
from analysis.workspace import Area, Job, Workspace

YEAR = 2023
FIVE = {"甲镇": "fine", "乙镇": "refused", "丙镇": "fails", "丁镇": "dies", "戊镇": "dies once"}


def jobs(names: dict[str, str] | list[str]) -> list[Job]:
    """Return a job for each town."""
    return [Job(Area((name,)), YEAR) for name in names]


def stands_of(workspace: Workspace, job: Job) -> Standing:
    """Look at a town."""
    return standing(workspace, job, Common.of(workspace, job.edition))


def pretended(root: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run ``fazhi build`` to its end."""
    return subprocess.run(
        [*COMMAND, "build", "--root", str(root), *more],
        capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False, timeout=300,
    )  # fmt: skip


def started(root: Path, *more: str) -> subprocess.Popen[str]:
    """Begin ``fazhi build``."""
    return subprocess.Popen(
        [*COMMAND, "build", "--root", str(root), *more],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=ENVIRONMENT,
    )  # fmt: skip


def test_one_towns_end_is_its_own(tmp_path: Path) -> None:
    """Refused, failed, killed: told with reasons, journalled, exit 1; the others are published."""
    towns(tmp_path, FIVE)
    with none_left():
        run = pretended(tmp_path, "--jobs", "2")
    assert run.returncode == 1
    assert "完成：发布 2 个，未发布 3 个。" in run.stdout
    for reason in ("未发布：台账有错误", "未发布：笔记本出错", "意外中止（SIGKILL）"):
        assert reason in run.stdout
    journal = json.loads((tmp_path / "reports/2023/build.json").read_text("utf-8"))
    assert journal["ends"] == {"failed": 2, "published": 2, "refused": 1}
    assert {name: town["state"] for name, town in journal["towns"].items()} == {
        "甲镇": "published", "乙镇": "refused", "丙镇": "failed", "丁镇": "failed",
        "戊镇": "published",
    }  # fmt: skip
    assert journal["towns"]["乙镇"]["reason"] == "台账有错误"


@pytest.mark.slow
def test_a_town_whose_process_dies_is_tried_once_more(tmp_path: Path) -> None:
    """Once, file by file, in the fork of a fresh server; a failure by its data is not."""
    towns(tmp_path, FIVE)
    pretended(tmp_path, "--jobs", "1")
    begun = log(tmp_path)
    for name in ("丁镇", "戊镇"):
        first, second = [line[1:] for line in begun if line[0] == name]
        assert (first[2], second[2]) == ("False", "True")
        assert first[1] != second[1]
    assert len([line for line in begun if line[0] in {"甲镇", "乙镇", "丙镇"}]) == 3


@pytest.mark.slow
def test_the_next_run_does_only_what_is_left(tmp_path: Path) -> None:
    """Failed towns are tried again, a refused one is told again, good ones are left alone."""
    towns(tmp_path, FIVE)
    pretended(tmp_path)
    (tmp_path / "log.txt").unlink()
    (tmp_path / "data/raw/2023/丁镇/台账.csv").write_text("fine", encoding="utf-8")
    run = pretended(tmp_path)
    assert {line[0] for line in log(tmp_path)} == {"丙镇", "丁镇"}
    assert "未发布：台账有错误" in run.stdout
    assert "完成：发布 3 个（其中 2 个没有变化，未重新生成），未发布 2 个。" in run.stdout
    assert run.returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["warm", "kernel"])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_engines_and_workers_do_not_show(tmp_path: Path, engine: str, workers: str) -> None:
    """Each town's files hold its own words, whoever built it and how many at once."""
    says = {f"第{number}镇": f"words {number}" for number in range(8)}
    towns(tmp_path, says)
    with none_left():
        assert pretended(tmp_path, "--jobs", workers, "--engine", engine).returncode == 0
    for name, text in says.items():
        page = (tmp_path / "reports/2023" / name / "report.html").read_text("utf-8")
        assert page == f"{name} {text}"


def test_a_town_that_takes_too_long_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process is killed and it is told; its worker goes on with the next town."""
    pretend(monkeypatch)
    workspace = towns(tmp_path, {"甲镇": "hangs", "乙镇": "fine"})
    with none_left(), local(1) as executor:
        ends = list(build_all(workspace, jobs(["甲镇", "乙镇"]), Options(limit=3), executor))
    assert [(one.area, one.state) for one in ends] == [("甲镇", "failed"), ("乙镇", "published")]
    assert "没有完成，已停止" in ends[0].reason


@pytest.mark.slow
def test_fail_fast_stops_at_the_first(tmp_path: Path) -> None:
    """Nothing is begun after it; what was left is told; what runs is not run again."""
    towns(tmp_path, {"甲镇": "refused"} | {f"第{n}镇": "fine" for n in range(30)})
    with none_left():
        run = pretended(tmp_path, "--jobs", "1", "--fail-fast")
    assert run.returncode == 1
    assert re.search(r"未发布 1 个，停止时还有 \d+ 个没有做", run.stdout)
    assert len(log(tmp_path)) < 25
    (tmp_path / "log.txt").unlink()
    assert "未发布：台账有错误" in pretended(tmp_path, "--jobs", "1", "--fail-fast").stdout
    assert len(log(tmp_path)) < 25  # a town that was refused before stops it, too


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_killed_run_is_finished_by_the_next(tmp_path: Path, number: int) -> None:
    """Killed at the k-th state file: no process lives on, nothing half-written stays, same bytes."""
    says = {f"第{n}镇": f"words {n}" for n in range(12)}
    undisturbed, root = tmp_path / "one", tmp_path / "two"
    towns(undisturbed, says)
    towns(root, says)
    assert pretended(undisturbed).returncode == 0
    with none_left():
        run = started(root, "--jobs", "2")
        wait_for(lambda: len(list(root.glob("data/processed/2023/*/build.*"))) >= number)
        run.kill()
        run.communicate()
    for folder in ("reports/2023", "reports/assets"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / f".half.{run.pid}.tmp").touch()
    assert pretended(root).returncode == 0
    assert published(root) == published(undisturbed)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_an_interrupted_run_ends_at_once_and_says_how_far_it_was(tmp_path: Path) -> None:
    """Ctrl-C: the running towns are ended and not begun again; the journal has what was done."""
    towns(tmp_path, {"1镇": "fine", "2镇": "hangs", "3镇": "hangs", "4镇": "fine"})
    with none_left():
        run = started(tmp_path, "--jobs", "1")
        assert run.stdout is not None
        assert run.stdout.readline().startswith("[1/4] 1镇")  # counted, not only built
        wait_for(lambda: "2镇" in {line[0] for line in log(tmp_path)})
        os.kill(run.pid, signal.SIGINT)
        said, _ = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "已中止：还有 3 个没有做完，再次运行会接着做。" in said
    assert "Traceback" not in said
    assert [line[0] for line in log(tmp_path)] == ["1镇", "2镇"]
    journal = json.loads((tmp_path / "reports/2023/build.json").read_text("utf-8"))
    assert list(journal["towns"]) == ["1镇"]


@pytest.mark.skipif(not CAN_FORK, reason="no fork here")
def test_a_fork_knows_that_it_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The warm engine runs cells in it, without a kernel: it asks, and must be told so."""
    pretend(monkeypatch)
    for fork in (True, False):
        with Worker(fork=fork) as worker:
            assert worker.call("pretended:forked") is fork


def test_servers_that_were_ended_stay_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread whose server is ended under it builds nothing more; the next run has a fresh one."""
    pretend(monkeypatch)
    workspace = towns(tmp_path, {"甲镇": "hangs", "乙镇": "fine"})
    stuck, fine = (stands_of(workspace, job) for job in jobs(["甲镇", "乙镇"]))
    with none_left(), ThreadPoolExecutor(1) as pool:
        future = pool.submit(build_some, workspace, [stuck, fine], Options())
        wait_for(lambda: bool(log(tmp_path)))
        assert servers()
        batch.end_servers()
        assert isinstance(future.exception(60), CancelledError)
        assert pool.submit(build_one, workspace, fine, Options()).result(60).state == "published"
        batch.end_servers()
    assert [line[0] for line in log(tmp_path)] == ["甲镇", "乙镇"]


def _ended(calls: list[list[str]], state: str = "published") -> object:
    def some(_: Workspace, part: list[Standing], __: Options) -> list[Summary]:
        calls.append([one.job.area.key for one in part])
        return [Summary(one.job.area.key, YEAR, state) for one in part]  # type: ignore[arg-type]

    return some


def test_towns_are_handed_over_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each town is in one chunk, in order; the last chunk has what is left."""
    calls: list[list[str]] = []
    names = [f"第{n}镇" for n in range(7)]
    workspace = towns(tmp_path, dict.fromkeys(names, "fine"))
    monkeypatch.setattr(batch, "build_some", _ended(calls))
    with ThreadPoolExecutor(1) as executor:
        ends = list(build_all(workspace, jobs(names), Options(chunk=3), executor))
    assert calls == [names[:3], names[3:6], names[6:]]
    assert sorted(one.area for one in ends) == names


def test_a_lost_chunk_is_told_town_by_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong around a chunk is the failure of its towns, with the reason."""

    def lost(*_: object) -> list[Summary]:
        raise RuntimeError("worker lost")

    workspace = towns(tmp_path, {"甲镇": "fine", "乙镇": "fine"})
    monkeypatch.setattr(batch, "build_some", lost)
    with ThreadPoolExecutor(1) as executor:
        ends = list(build_all(workspace, jobs(["甲镇", "乙镇"]), Options(chunk=2), executor))
    assert [(one.state, "worker lost" in one.reason) for one in ends] == [("failed", True)] * 2


def test_a_chunk_begun_again_skips_what_was_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A town built since it was looked at is told from its state, unless its files have changed."""
    pretend(monkeypatch)
    workspace = towns(tmp_path, {"甲镇": "fine", "乙镇": "refused"})
    looked = [stands_of(workspace, job) for job in jobs(["甲镇", "乙镇"])]
    first = build_some(workspace, looked, Options())
    assert build_some(workspace, looked, Options()) == first
    assert len(log(tmp_path)) == 2
    (tmp_path / "data/raw/2023/甲镇/台账.csv").write_text("other", encoding="utf-8")
    again = [replace(stands_of(workspace, looked[0].job), state=looked[0].state)]
    assert build_some(workspace, again, Options())[0].state == "published"
    assert len(log(tmp_path)) == 3
    batch.end_servers()


def own_report(root: Path, more: str) -> None:
    """Give the root a notebook of its own: the report's beginning and one cell more."""
    notebook = nbformat.read(PROJECT / "notebooks/10_annual_report.ipynb", as_version=4)
    notebook.cells = [*notebook.cells[:5], nbformat.v4.new_code_cell(more)]
    (root / "notebooks").mkdir()
    nbformat.write(notebook, root / "notebooks/10_annual_report.ipynb")


def small_towns(root: Path) -> None:
    """Write three towns that differ in the name of their village."""
    second_town(root)
    folder = root / "data/raw/2023"
    for name in ("丙镇", "丁镇"):
        shutil.copytree(folder / OTHER, folder / name)
        book = openpyxl.load_workbook(folder / name / "调解汇总.xlsx")
        for row in range(6, 13):
            book["汇总"].cell(row, 7).value = f"{name[0]}竹村"
        book.save(folder / name / "调解汇总.xlsx")


@pytest.mark.slow
def test_real_notebooks_that_raise_or_die(tmp_path: Path) -> None:
    """A cell that fails for one town and one that kills another: the third is published all the same."""
    small_towns(tmp_path)
    own_report(
        tmp_path,
        "import os, signal\n"
        "{'丙镇': lambda: [][0], '丁镇': lambda: os.kill(os.getpid(), signal.SIGKILL)}"
        ".get(area, str)();",
    )
    run = fazhi("build", "--root", str(tmp_path), "--jobs", "2")
    assert run.code == 1, run.out
    journal = json.loads((tmp_path / "reports/2023/build.json").read_text("utf-8"))
    assert journal["ends"] == {"failed": 2, "published": 1}
    assert "10_annual_report 第" in journal["towns"]["丙镇"]["reason"]
    assert "SIGKILL" in journal["towns"]["丁镇"]["reason"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a root with small towns, built by two workers; others are made from its raw files."""
    root = tmp_path_factory.mktemp("small")
    small_towns(root)
    own_report(root, "report.chart('mediation.settled', by='village')")
    run = fazhi("build", "--root", str(root), "--jobs", "2")
    assert run.code == 0, run.out
    return root


def unbuilt(small: Path, root: Path) -> Path:
    """Copy what the towns sent."""
    shutil.copytree(small / "data/raw", root / "data/raw")
    shutil.copytree(small / "notebooks", root / "notebooks")
    return root


@pytest.mark.slow
def test_no_town_shows_on_another_towns_page(small: Path) -> None:
    """Towns that one process built one after another: each page has its own village only."""
    names = ("乙", "丙", "丁")
    for own in names:
        for path in (small / "reports/2023" / f"{own}镇").iterdir():
            found = [name for name in names if f"{name}竹村" in path.read_text("utf-8")]
            assert found == ([] if path.name == "manifest.json" else [own]), path.name


@pytest.mark.slow
@pytest.mark.parametrize("how", [("warm", "1"), ("kernel", "2")])
def test_engines_give_the_same_bytes(small: Path, tmp_path: Path, how: tuple[str, str]) -> None:
    """papermill's own kernel and the warm engine, one worker and two: the same files of all towns."""
    root = unbuilt(small, tmp_path)
    run = fazhi("build", "--root", str(root), "--engine", how[0], "--jobs", how[1])
    assert run.code == 0, run.out
    assert published(root) == published(small)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("first", ["data/processed/2023/*/*.parquet", "reports/2023/*/*.html"])
def test_a_killed_real_run_is_finished_by_the_next(small: Path, tmp_path: Path, first: str) -> None:
    """Killed when the first file of its kind appears; then the same bytes as never disturbed."""
    root = unbuilt(small, tmp_path)
    command = [sys.executable, "-c", "from analysis.cli import main; main()"]
    with none_left():
        run = subprocess.Popen([*command, "build", "--root", str(root)], env=ENVIRONMENT)
        wait_for(lambda: any(root.glob(first)))
        run.kill()
        run.wait()
    assert fazhi("build", "--root", str(root)).code == 0
    assert published(root) == published(small)
