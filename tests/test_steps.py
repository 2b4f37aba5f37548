"""What is done again and why: the same for ``fazhi plan`` and ``fazhi build``, told by files alone."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_sample, fazhi, parse
from test_build import OTHER, second_town

from analysis.build.batch import Options, build_all
from analysis.build.inputs import Common, Step
from analysis.build.outcome import Summary
from analysis.build.state import (
    CHECK_PAGE,
    FILES,
    executed_path,
    read_state,
    standing,
    state_path,
    write_state,
)
from analysis.workspace import PROJECT_NOTEBOOKS, Area, Edition, Job, Workspace

TOWN = Area(("甲镇",))
JOB = Job(TOWN, 2023)
ALL = ["read", "observe", "check", "execute", "html"]
LEDGER = "data/raw/2023/甲镇/台账.xlsx"
TEXT = "data/raw/2023/甲镇/文字材料.md"
PAGE = "reports/2023/甲镇/report.html"
COUNTY = '[[county.towns]]\nname = "甲镇"\n'


def put(root: Path, name: str, text: str) -> None:
    """Write a file below the root."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def settle(workspace: Workspace, job: Job = JOB, *, refused: bool = False) -> None:
    """Leave what a build leaves, without one: files that hold their names, and the state."""
    common = Common.of(workspace, job.edition)
    stands = standing(workspace, job, common)
    folder = workspace.published(job.area, job.year, job.edition)
    made = [workspace.processed(job.area, job.year) / CHECK_PAGE]
    done = ["read", "observe", "check"]
    if not refused:
        made += [
            folder / name for f, names in FILES.items() if f in stands.formats for name in names
        ]
        made += [executed_path(workspace, job)]
        made += [workspace.published_top(job.edition) / "assets" / "plotly.min.js"]
        done += ["execute", *stands.formats]
    for path in made:
        put(path.parent, path.name, path.name)
    state = "refused" if refused else "published"
    summary = Summary(job.area.key, job.year, state, reason="台账有错误" if refused else "")  # type: ignore[arg-type]
    write_state(workspace, stands, done, summary.as_json(), made)


def stale(workspace: Workspace, job: Job = JOB, *, again: bool = False) -> dict[Step, list[str]]:
    """Return the steps to run and why."""
    common = Common.of(workspace, job.edition)
    return dict(standing(workspace, job, common, again=again).stale)


@pytest.fixture
def county(tmp_path: Path) -> Workspace:
    """Return a root whose one town is built, with all kinds of files; none is ever opened."""
    put(tmp_path, LEDGER, "rows")
    put(tmp_path, TEXT, "words")
    put(tmp_path, "data/raw/2022/甲镇/台账.xlsx", "rows")
    put(tmp_path, "data/raw/2022/旧甲/台账.xlsx", "rows")
    put(tmp_path, "county.toml", COUNTY)
    for name in ("10_annual_report.ipynb", "01_data_check.ipynb"):
        (tmp_path / "notebooks").mkdir(exist_ok=True)
        shutil.copy(PROJECT_NOTEBOOKS / name, tmp_path / "notebooks" / name)
    workspace = Workspace(tmp_path)
    settle(workspace)
    return workspace


def _touch(name: str) -> Callable[[Path], None]:
    return lambda root: os.utime(root / name, (1, 1))


def _write(name: str, text: str = "other") -> Callable[[Path], None]:
    return lambda root: put(root, name, text)


def _delete(name: str) -> Callable[[Path], None]:
    return lambda root: (root / name).unlink()


def _same_size_and_time(root: Path) -> None:
    """Change a file within the second in which it was hashed, as a quick save does."""
    about = (root / LEDGER).stat()
    put(root, LEDGER, "ROWS")
    os.utime(root / LEDGER, ns=(about.st_atime_ns, about.st_mtime_ns))


def _rename(root: Path) -> None:
    (root / LEDGER).rename(root / "data/raw/2023/甲镇/新台账.xlsx")


def _no_last_year(root: Path) -> None:
    shutil.rmtree(root / "data/raw/2022/甲镇")


_OWN = '[indicators."local.count"]\ntitle = "本地"\nunit = "件"\nformulas = [{ count = "mediation" }]\n'
_THRESHOLD = '[[thresholds]]\nindicator = "mediation.success_rate"\nat_least = 95\nsource = "x"\n'
_ON = {
    "read": ALL, "observe": ALL[1:], "check": ["check"], "execute": ["execute", "html"],
    "html": ["html"], "beside": ["check", "execute", "html"], "": [],
}  # fmt: skip
"""By the first step that a change reaches: all that it reaches."""

CHANGES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a ledger touched": (_touch(LEDGER), "", ""),
    "a ledger changed": (_write(LEDGER), "read", "台账 台账.xlsx"),
    "one changed at once": (_same_size_and_time, "read", "台账 台账.xlsx"),
    "a ledger more": (_write("data/raw/2023/甲镇/更多.csv"), "read", "台账 更多.csv"),
    "a ledger in a folder": (_write("data/raw/2023/甲镇/下/更多.csv"), "read", "台账 下/更多.csv"),
    "a ledger less": (_delete(LEDGER), "read", "台账 台账.xlsx"),
    "a ledger renamed": (_rename, "read", "台账 台账.xlsx"),
    "a ledger open in Excel": (_write("data/raw/2023/甲镇/~$台账.xlsx"), "", ""),
    "corrections": (_write("data/raw/2023/甲镇/更正.xlsx"), "read", "台账 更正.xlsx"),
    "headings answered": (_write("data/mappings/甲镇.toml"), "read", "表头对照"),
    "another town's headings": (_write("data/mappings/乙镇.toml"), "", ""),
    "another town's ledger": (_write("data/raw/2023/乙镇/台账.xlsx"), "", ""),
    "report.toml": (_write("data/raw/2023/甲镇/report.toml"), "observe", "report.toml"),
    "an own indicator": (_write("county.toml", COUNTY + _OWN), "observe", "county.toml"),
    "a threshold": (_write("county.toml", COUNTY + _THRESHOLD), "observe", "county.toml"),
    "an expected town": (_write("county.toml", COUNTY + COUNTY.replace("甲", "丙")), "", ""),
    "a default format": (_write("county.toml", COUNTY + '[build]\nformats = ["pdf"]\n'), "", ""),
    "own words": (_write(TEXT), "beside", "文字材料.md"),
    "own words gone": (_delete(TEXT), "beside", "文字材料.md"),
    "figures to compare": (_write("data/raw/2023/甲镇/对照数据.csv"), "beside", "对照数据.csv"),
    "last year's ledger": (_write("data/raw/2022/甲镇/台账.xlsx"), "beside", "2022年 台账.xlsx"),
    "last year gone": (_no_last_year, "beside", "2022年 台账.xlsx"),
    "the check's notebook": (_write("notebooks/01_data_check.ipynb"), "check", "01_data_check"),
    "the report's notebook": (
        _write("notebooks/10_annual_report.ipynb"), "execute", "10_annual_report",
    ),
    "a release": (_write("data/releases/2023/甲镇/1/report.html"), "execute", "已存档的版本"),
    "another year's report": (_write("reports/2022/甲镇/report.html"), "html", "其他年度的报告"),
    "another town's report": (_write("reports/2022/乙镇/report.html"), "", ""),
    "the page touched": (_touch(PAGE), "", ""),
    "the page gone": (_delete(PAGE), "html", "report.html 不在了"),
    "the page edited": (_write(PAGE), "html", "report.html 被改动过"),
    "the figures edited": (
        _write("reports/2023/甲镇/indicators.csv"), "html", "indicators.csv 被改动过",
    ),
    "plotly gone": (_delete("reports/assets/plotly.min.js"), "html", "plotly.min.js 不在了"),
    "the run notebook gone": (
        _delete("reports/2023/甲镇/report.ipynb"), "execute", "report.ipynb 不在了",
    ),
    "the check gone": (
        _delete(f"data/processed/2023/甲镇/{CHECK_PAGE}"), "check", f"{CHECK_PAGE} 不在了",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_reaches_the_steps_that_use_it(county: Workspace, change: str) -> None:
    """Nothing before it, all after it, with its reason; once that is done, nothing is left to do."""
    act, first, reason = CHANGES[change]
    assert stale(county) == {}
    act(county.root)
    found = stale(county)
    assert list(found) == _ON[first]
    if found:
        assert reason in found["check" if first == "beside" else first]
    settle(county)
    assert stale(county) == {}


def test_a_step_says_which_step_it_waits_for(county: Workspace) -> None:
    """What is done again only because of a step before it names that step."""
    put(county.root, LEDGER, "other")
    found = stale(county)
    assert found["observe"] == ["读取台账要重做"]
    assert found["html"] == ["运行报告笔记本要重做"]


def test_a_former_name_brings_last_year(county: Workspace) -> None:
    """Last year's folder under a former name counts once county.toml knows the name."""
    _no_last_year(county.root)
    settle(county)
    put(county.root, "county.toml", COUNTY + 'former_names = ["旧甲"]\n')
    found = stale(county)
    assert list(found) == ["check", "execute", "html"]
    assert found["check"] == ["2022年 台账.xlsx"]


def test_a_format_more_is_made_from_what_is_there(county: Workspace) -> None:
    """Word after the page: Word, and the page for its link; the next plain build keeps both."""
    word = Job(TOWN, 2023, formats=("docx",))
    found = stale(county, word)
    assert found == {"docx": ["还没有做过"], "html": ["旁边的文件有增减"]}
    settle(county, word)
    assert stale(county, word) == stale(county) == {}
    put(county.root, LEDGER, "other")
    assert list(stale(county, word)) == [*ALL[:4], "docx"]  # the old page goes: nobody asked for it


def test_a_format_nobody_asks_for_goes_once_it_is_old(county: Workspace) -> None:
    """Word of older numbers is not made again for a run that asks for the page, nor kept."""
    settle(county, Job(TOWN, 2023, formats=("docx",)))
    (county.root / "reports/2023/甲镇/report.docx").unlink()
    assert stale(county) == {"html": ["旁边的文件有增减"]}
    put(county.root, LEDGER, "other")
    assert list(stale(county)) == ALL
    settle(county)
    assert set(read_state(county, JOB).inputs) == set(ALL)


def test_a_pdf_that_is_still_good_stays_when_only_the_page_is_asked_for(county: Workspace) -> None:
    """Browser and fonts are looked for where there is a PDF, not only where one is asked for."""
    settle(county, Job(TOWN, 2023, formats=("html", "pdf")))
    stands = standing(county, JOB, Common.of(county, JOB.edition))
    assert dict(stands.stale) == {}
    assert "pdf" in stands.formats


def test_one_file_or_several_is_another_page(county: Workspace) -> None:
    """--standalone makes the page again, and nothing else."""
    assert stale(county, Job(TOWN, 2023, standalone=True)) == {"html": ["单个文件"]}


def test_editions_stand_apart(county: Workspace) -> None:
    """The public edition has its own state, and one edition's files say nothing of the other's."""
    public = Job(TOWN, 2023, "public")
    assert list(stale(county, public)) == ALL
    settle(county, public)
    assert stale(county, public) == stale(county) == {}
    (county.root / "data/processed/2023/甲镇/report.public.ipynb").unlink()
    assert list(stale(county, public)) == ["execute", "html"]
    assert stale(county) == {}


def test_again_and_drafts_do_everything(county: Workspace) -> None:
    """--again says why; a draft has no past, and leaves the report's alone."""
    assert stale(county, again=True) == {step: ["要求重新生成"] for step in ALL}
    assert list(stale(county, Job(TOWN, 2023, draft=True))) == ALL
    assert stale(county) == {}


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"else": 1}'])
def test_a_state_that_cannot_be_read_is_none(county: Workspace, content: str) -> None:
    """Whatever stands in its place, the town is built as if for the first time."""
    state_path(county, JOB).write_text(content, encoding="utf-8")
    assert stale(county) == {step: ["还没有做过"] for step in ALL}


def test_a_refused_town_waits_for_its_files(county: Workspace) -> None:
    """It is not read again for what cannot mend it; its own files, and --again, try again."""
    settle(county, refused=True)
    assert stale(county) == {}
    put(county.root, "reports/2022/甲镇/report.html", "")
    put(county.root, "data/releases/2023/甲镇/1/report.html", "")
    assert stale(county) == {}
    assert list(stale(county, again=True)) == ALL
    put(county.root, LEDGER, "other")
    assert list(stale(county)) == ALL


class _Nobody(Executor):
    """An executor that must not be asked."""

    def submit(self, *_: Any, **__: Any) -> Any:
        raise AssertionError


def _told(workspace: Workspace, options: Options = Options()) -> Iterator[Summary]:  # noqa: B008 - frozen
    with _Nobody() as executor:
        yield from build_all(workspace, [JOB], options, executor)


def test_what_is_not_built_is_told_as_it_ended(county: Workspace) -> None:
    """A refusal is told again with its reason; a page that is there is 没有变化; nothing runs."""
    assert [(one.state, one.good) for one in _told(county)] == [("unchanged", True)]
    settle(county, refused=True)
    (one,) = _told(county)
    assert (one.state, one.reason, one.steps) == ("refused", "台账有错误", ())


def test_a_format_that_failed_is_told_to_who_asks_for_it(county: Workspace) -> None:
    """A PDF that could not be made is tried when it is asked for, and else not spoken of."""
    path = state_path(county, JOB)
    state = json.loads(path.read_text("utf-8"))
    state["outcome"]["missing"] = {"pdf": "没有浏览器"}
    path.write_text(json.dumps(state), encoding="utf-8")
    assert [(one.state, one.good) for one in _told(county)] == [("unchanged", True)]
    assert "docx" in stale(county, Job(TOWN, 2023, formats=("html", "docx")))


def test_plan_says_what_build_would_do(county: Workspace) -> None:
    """Towns, steps and reasons in Chinese; nothing is written."""
    put(county.root, LEDGER, "other")
    before = sorted(county.root.rglob("*"))
    run = fazhi("plan", "--root", str(county.root))
    assert run.code == 0, run.out
    assert "甲镇 2023年：\n  读取台账：台账 台账.xlsx\n  计算指标：读取台账要重做\n" in run.out
    assert "要做的 1 个，没有变化的 0 个。" in run.out
    assert sorted(county.root.rglob("*")) == before


def held(root: Path, edition: Edition = "review", year: int = 2023) -> dict[str, bytes]:
    """Return the published files of the second town."""
    folder = Workspace(root).published(Area((OTHER,)), year, edition)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_a_build_leaves_nothing_to_do(tmp_path: Path) -> None:
    """Page, Word, public page: after each, plan has nothing to do and build writes nothing."""
    second_town(tmp_path)
    for more in ([], ["--formats", "docx"], ["--edition", "public"]):
        assert fazhi("build", "--root", str(tmp_path), *more).code == 0
        assert "要做的 0 个，没有变化的 1 个。" in fazhi("plan", "--root", str(tmp_path), *more).out
    assert "要做的 0 个，没有变化的 1 个。" in fazhi("plan", "--root", str(tmp_path)).out
    links = parse(held(tmp_path)["report.html"].decode()).xpath("//a[@download]/@href")
    assert "report.docx" in links


@pytest.mark.slow
def test_a_lost_page_comes_back_the_same(tmp_path: Path) -> None:
    """Made from the kept notebook alone, each file has the bytes of the first build."""
    second_town(tmp_path)
    assert fazhi("build", "--root", str(tmp_path), "--formats", "html,docx,xlsx").code == 0
    first = held(tmp_path)
    for name in ("report.html", "report.docx", "indicators.xlsx"):
        (tmp_path / "reports/2023" / OTHER / name).unlink()
    run = fazhi("build", "--root", str(tmp_path), "--formats", "html,docx,xlsx")
    assert run.code == 0, run.out
    assert held(tmp_path) == first
    journal = json.loads((tmp_path / "reports/2023/build.json").read_text("utf-8"))
    assert journal["towns"][OTHER]["steps"] == ["html", "docx", "xlsx"]


@pytest.mark.slow
def test_the_sample_again_after_last_year(tmp_path: Path) -> None:
    """2022 built after 2023: only the page of 2023 is made again, for its link."""
    copy_sample(tmp_path)
    for year in ("2023", "2022"):
        assert fazhi("build", "--root", str(tmp_path), "--year", year).code == 0
    plan = fazhi("plan", "--root", str(tmp_path), "--year", "2023").out
    assert "双龙镇 2023年：\n  网页：其他年度的报告\n要做的 1 个" in plan
    assert fazhi("build", "--root", str(tmp_path), "--year", "2023").code == 0
    assert "要做的 0 个" in fazhi("plan", "--root", str(tmp_path), "--year", "2023").out
