"""Releases: what is frozen stays, what changed is told, and a page compares with the one before."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import nbformat
import openpyxl
import pytest
from conftest import PROJECT, SAMPLE, copy_sample, fazhi, parse
from executed import figure as entry
from executed import notebook, paragraph, run, title
from hypothesis import given
from hypothesis import strategies as st

from analysis.blocks import BLOCK_MIME
from analysis.build.manifest import manifest
from analysis.cycle.condition import condition
from analysis.cycle.release import difference, release
from analysis.errors import FazhiError, PrivacyError, RefusedError, UsageError
from analysis.releases.compare import Change, compare
from analysis.releases.content import content_key, shown_names
from analysis.releases.keep import (
    as_json,
    base_of,
    latest,
    numbers,
    read_release,
    releases_folder,
    version,
    write_release,
)
from analysis.releases.model import Content, Figure, Release
from analysis.report.figures import Figures
from analysis.report.versions import figures_now
from analysis.store import write_json, write_text
from analysis.town import Town, before, load, read_town
from analysis.workspace import Job, Workspace

DAY = date(2024, 2, 3)
SERVICES = "公共法律服务月报2023.csv"
GUIDE = PROJECT / "docs" / "zh" / "定稿与比较.md"


def figure(name: str = "mediation.settled", **changes: Any) -> Figure:
    """Return a figure of a version."""
    given = {
        "indicator": name, "title": "成功化解矛盾纠纷", "value": Decimal(198), "unit": "件",
        "text": "198件", "definition": "a", "files": ("人民调解台账.xlsx",), "printed": 0,
    }  # fmt: skip
    return Figure(**{**given, **changes})


def content(*figures: Figure, files: dict[str, str] | None = None, **texts: str) -> Content:
    """Return what a version says."""
    numbered = {number.replace("p", "").replace("_", "."): text for number, text in texts.items()}
    return Content({one.indicator: one for one in figures}, files or {}, numbered)


def only(before: Content, now: Content) -> Change:
    """Return the one change that there is."""
    (change,) = compare(before, now)
    return change


# --- laws of comparing -----------------------------------------------------------------------

_WORD = st.sampled_from(["甲", "乙", "2500余本", "件", "%"])
_NUMBERED = st.dictionaries(st.sampled_from(["0.1", "1.1.1", "1.1.2", "1.1.10", "2.1"]), _WORD)
_FIGURES = st.dictionaries(
    st.sampled_from(["a.a", "a.b", "b.a[邻里]", "b.b"]),
    st.builds(
        Figure, indicator=st.just(""), title=st.just("某数"),
        value=st.decimals(0, 3, places=1), unit=st.sampled_from(["件", "%"]), text=_WORD,
        definition=st.sampled_from(["k", "l"]), files=st.just(("A.xlsx",)),
        printed=st.none() | st.integers(0, 5),
    ),
)  # fmt: skip
_CONTENTS = st.builds(
    lambda figures, files, texts: Content(
        {n: Figure(**{**{s: getattr(f, s) for s in Figure.__slots__}, "indicator": n})
         for n, f in figures.items()}, files, texts),
    _FIGURES, st.dictionaries(st.sampled_from(["A.xlsx", "B.csv"]), _WORD), st.none() | _NUMBERED,
)  # fmt: skip


@given(_CONTENTS)
def test_nothing_changes_from_a_version_to_itself(one: Content) -> None:
    """compare(x, x) is empty."""
    assert compare(one, one) == []


@given(_CONTENTS, _CONTENTS)
def test_comparing_back_mirrors(one: Content, other: Content) -> None:
    """What is new one way is gone the other way, differences change their sign; nothing is lost."""
    turned = {"new": "gone", "gone": "new"}
    there = {
        (c.about, c.name): (turned.get(c.kind, c.kind), c.after, c.before, c.redefined,
                            None if c.difference is None else -c.difference, c.where)
        for c in compare(one, other)
    }  # fmt: skip
    back = {
        (c.about, c.name): (c.kind, c.before, c.after, c.redefined, c.difference, c.where)
        for c in compare(other, one)
    }
    assert there == back


@given(_CONTENTS, _CONTENTS)
def test_every_change_is_a_sentence(one: Content, other: Content) -> None:
    """No change is without words, and none prints None."""
    for change in compare(one, other):
        assert change.words
        assert "None" not in change.line


# --- how changes are told ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "line"),
    [
        (figure(), figure(value=Decimal(202), text="202件"),
         "成功化解矛盾纠纷：198件 → 202件（增加4件）"),
        (figure(), figure(value=Decimal(197), text="197件", definition="b"),
         "成功化解矛盾纠纷：198件 → 197件（减少1件；口径已改）"),
        (figure(), figure(definition="b"), "成功化解矛盾纠纷：198件（口径已改，数值不变）"),
        (figure(), figure(text="一百九十八件"),
         "成功化解矛盾纠纷：198件 → 一百九十八件（数值不变，写法有改动）"),
        (figure(text="190余件"), figure(value=Decimal(199), text="190余件"),
         "成功化解矛盾纠纷：198件 → 199件（增加1件）"),
        (figure(value=Decimal("98.4651"), unit="%", text="98.5%"),
         figure(value=Decimal(100), unit="%", text="100%"),
         "成功化解矛盾纠纷：98.5% → 100%（提高1.5个百分点）"),
        (figure(value=Decimal("98.46"), unit="%", text="98.5%"),
         figure(value=Decimal("98.44"), unit="%", text="98.4%"),
         "成功化解矛盾纠纷：98.5% → 98.4%（下降不到0.1个百分点）"),
        (figure(), figure(unit="件次", text="198件次"),
         "成功化解矛盾纠纷：198件 → 198件次（口径已改）"),
        (None, figure(), "成功化解矛盾纠纷：无数据 → 198件（新增）"),
        (figure(), None, "成功化解矛盾纠纷：198件 → 无数据（现在没有数据）"),
    ],
)  # fmt: skip
def test_a_figures_change_in_words(then: Figure | None, now: Figure | None, line: str) -> None:
    """Signed difference with its unit, rates in points, 口径 told with or without a value's change."""
    assert only(*(content(*([one] if one else [])) for one in (then, now))).line == line


def test_printed_figures_come_first_in_the_reports_order() -> None:
    """As the report prints them now, with one gone at its old place; then those it does not print."""
    then = content(figure("d.d", printed=None), figure("a.a", printed=0), figure("c.c", printed=2))
    names = {"b.b": 1, "c.c": 0, "d.d": None, "e.e": None}
    more = {name: figure(name, printed=at, value=Decimal(5)) for name, at in names.items()}
    told = compare(then, content(*more.values()))
    assert [c.name for c in told] == ["c.c", "a.a", "b.b", "d.d", "e.e"]
    assert [c.printed for c in told] == [True, True, True, False, False]


def test_a_figure_names_the_changed_files_that_it_comes_from() -> None:
    """Of its files only those that changed; files follow the figures, each said once."""
    then = content(
        figure(files=("A.xlsx", "B.xlsx")), files={"A.xlsx": "1", "B.xlsx": "1", "C.csv": "1"}
    )
    now = content(
        figure(files=("A.xlsx", "B.xlsx"), value=Decimal(1)),
        files={"A.xlsx": "2", "B.xlsx": "1", "D.csv": "1"},
    )
    one, *files = compare(then, now)
    assert one.where == ("A.xlsx",)
    assert [c.line for c in files] == ["A.xlsx 有改动", "C.csv 已不再有", "D.csv 新增"]


def test_a_paragraph_that_moved_is_no_change() -> None:
    """Compared by what they say; numbers count as numbers; nothing where a report is not written."""
    then = content(p1_1="甲", p1_2="乙", p1_9="丙", p1_10="丁")
    now = content(p1_1="新", p1_2="甲", p1_3="乙", p1_9="丙丙", p1_10="丁丁", p1_4="丁")
    assert [c.line for c in compare(then, now)] == [
        "第1.1段新增",
        "第1.9段文字有改动",
        "第1.10段新增",
    ]
    assert [c.line for c in compare(now, then)] == [
        "第1.1段已不再有",
        "第1.9段文字有改动",
        "第1.10段已不再有",
    ]
    assert compare(then, Content({}, {})) == []


# --- names of files --------------------------------------------------------------------------


def test_masked_names_are_found_by_their_shape() -> None:
    """A name is shown as findings and tables show it; what nothing was said of, by its kind."""
    shown_as = {
        "台账.xlsx": "台账.xlsx",
        "样乙.xlsx": "＊＊.xlsx",
        "样甲.xlsx": "＊＊.xlsx（2）",
        "样丙的表.XLSX": "其他文件.xlsx",
        "更正.xlsx": "更正表.xlsx",
        "又一份.txt": "其他文件.txt",
        "另一份.txt": "其他文件（2）.txt",
    }
    assert shown_names(list(shown_as), ["台账.xlsx", "＊＊.xlsx", "＊＊.xlsx（2）"]) == shown_as


@given(st.sets(st.text("样甲乙.（2）", min_size=1, max_size=6), max_size=6))
def test_no_name_is_shown_that_was_not_before(files: set[str]) -> None:
    """Whatever is masked, each file has a name of its own, and none holds what masking hid."""
    masked = {re.sub("样.", "＊＊", file) for file in files}
    names = shown_names(files, masked)
    assert set(names) == files
    assert len(set(names.values())) == len(files)
    assert not [name for name in names.values() if re.search("样.", name)]


# --- on disk ---------------------------------------------------------------------------------


@given(_CONTENTS, st.integers(1, 20), st.text())
def test_a_release_is_read_as_it_was_written(said: Content, number: int, note: str) -> None:
    """release.json is JSON, the same for the same release, and gives the release back."""
    one = Release(number, DAY, note, "k", said)
    text = json.dumps(as_json(SAMPLE, 2023, one), ensure_ascii=False)
    from analysis.releases.keep import _release

    assert _release(json.loads(text)) == one
    turned = Content(
        dict(reversed(list(said.figures.items()))),
        dict(reversed(list(said.files.items()))),
        said.paragraphs,
    )
    assert (
        json.dumps(
            as_json(SAMPLE, 2023, Release(number, DAY, note, "k", turned)), ensure_ascii=False
        )
        == text
    )


def test_a_number_is_never_used_twice(tmp_path: Path) -> None:
    """A second writer of a number is refused; what is there stays, and nothing is left beside it."""
    write_release(tmp_path, 1, {"report.html": b"1"}, {"number": 1})
    with pytest.raises(FazhiError, match="第1版已经有了，没有覆盖。请重试"):
        write_release(tmp_path, 1, {"report.html": b"2"}, {"number": 1})
    assert [p.name for p in tmp_path.iterdir()] == ["1"]
    assert (tmp_path / "1" / "report.html").read_bytes() == b"1"


def test_a_crash_leaves_no_half_release(tmp_path: Path) -> None:
    """When a file cannot be written, there is no folder of that number, and the next try works."""
    files = {"report.html": b"1", "report.html/below": b"2"}  # the second has no place to go
    with pytest.raises(OSError, match=r"report\.html"):
        write_release(tmp_path, 1, files, {})
    assert list(tmp_path.iterdir()) == []
    write_release(tmp_path, 1, {"report.html": b"1"}, {})


# --- versions of a town without a kernel -------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """Return the sample town with two of its ledgers, and last year's."""
    workspace = copy_sample(tmp_path)
    for year in (2022, 2023):
        for path in workspace.raw(SAMPLE, year).glob("*.xlsx"):
            if "学法" not in path.name:
                path.unlink()
    return workspace


def now(workspace: Workspace) -> tuple[Town, Town | None]:
    """Return the town's year and the one before."""
    return load(workspace, SAMPLE, 2023), before(workspace, SAMPLE, 2023)


def publish(workspace: Workspace, *sentences: str) -> None:
    """Publish by hand what a build would: a page, its notebook, and the true manifest."""
    town, last = now(workspace)
    figures = Figures.of(town, last)
    (name, total), *_ = figures.totals.items()
    value = f"{total.value}"
    cells = [paragraph(run(value, name, value), figures=entry(name, "某数", value, "次"))]
    executed = notebook(title(), *cells, *(paragraph(text) for text in sentences))
    page = '<script src="../../assets/plotly.js"></script>' + "".join(sentences)
    files = {"report.html": page, "report.ipynb": nbformat.writes(executed) + "\n"}
    folder = workspace.published(SAMPLE, 2023)
    for file, text in files.items():
        write_text(folder / file, text)
    write_text(workspace.reports / "assets" / "plotly.js", "plotly")
    contents = {name: text.encode() for name, text in files.items()}
    write_json(
        folder / "manifest.json", manifest(workspace, Job(SAMPLE, 2023), town, last, contents)
    )


def add_service(workspace: Workspace) -> None:
    """Count one more in a ledger."""
    path = workspace.raw(SAMPLE, 2023) / SERVICES
    text = path.read_bytes().decode(
        "gb18030" if path.read_bytes()[:3] != b"\xef\xbb\xbf" else "utf-8-sig"
    )
    lines = text.splitlines()
    at = next(
        i
        for i in range(len(lines) - 1, -1, -1)
        if re.search(r",\d+,", lines[i]) and "合计" not in lines[i]
    )
    lines[at] = re.sub(r",(\d+),", lambda m: f",{int(m[1]) + 1},", lines[at], count=1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")


def edit(path: Path, before: str, after: str) -> None:
    """Change a text of a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text, path.name
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_release_holds_the_report_as_published(small: Workspace) -> None:
    """Every listed file byte for byte, the shared script where pages look for it, all that was said."""
    publish(small, "一句话。")
    done = release(small, SAMPLE, 2023, DAY, "报县司法局")
    assert (done.new, done.release.name) == (True, "第1版（2024年2月3日）")
    kept = releases_folder(small, SAMPLE, 2023) / "1"
    published = {p.name: p.read_bytes() for p in small.published(SAMPLE, 2023).iterdir()}
    assert {p.name: p.read_bytes() for p in kept.iterdir() if p.name != "release.json"} == published
    assert (kept / "../../assets/plotly.js").read_text() == "plotly"
    stored = read_release(small, SAMPLE, 2023, 1)
    assert stored == done.release
    town, last = now(small)
    totals = Figures.of(town, last).totals
    assert stored.content.figures.keys() == totals.keys()
    for name, one in stored.content.figures.items():
        assert one.value == round(totals[name].value, 4)
        assert one.definition == totals[name].definition
    assert [n for n, one in stored.content.figures.items() if one.printed == 0] == [
        next(iter(totals))
    ]
    assert stored.content.paragraphs is not None
    assert stored.content.paragraphs["0.2"] == "一句话。"
    raw = small.raw(SAMPLE, 2023)
    for path in raw.iterdir():
        if path.name != "report.toml":
            assert stored.content.files[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert {
        "report.toml",
        "county.toml",
        "notebooks/10_annual_report.ipynb",
    } < stored.content.files.keys()
    assert not [
        f for one in stored.content.figures.values() for f in one.files if not (raw / f).is_file()
    ]


def test_what_cannot_be_released_is_refused(small: Workspace) -> None:
    """No report, a draft, an older one, one changed or lost by hand, errors: one sentence, nothing kept."""

    def refused(error: type[FazhiError] = FazhiError) -> str:
        with pytest.raises(error) as told:
            release(small, SAMPLE, 2023, DAY)
        assert numbers(small, SAMPLE, 2023) == []
        return str(told.value)

    assert refused() == "还没有报告，没有存档。请先运行 fazhi build。"
    folder = small.published(SAMPLE, 2023)
    write_text(folder / "report.draft.html", "草稿")
    assert refused() == "只有草稿，没有存档。请改正台账中的错误，再运行 fazhi build。"
    publish(small)
    good = (folder / "report.html").read_bytes()
    (folder / "report.html").write_bytes(good + b" ")
    assert refused() == (
        "reports/2023/双龙镇 中的 report.html 在生成以后被改过或删去，没有存档。"
        "要改的话请写进台账、文字材料或笔记本，再运行 fazhi build。"
    )
    (folder / "report.html").write_bytes(good)
    (folder / "report.ipynb").unlink()
    assert "report.ipynb 在生成以后被改过或删去" in refused()
    publish(small)
    with (small.raw(SAMPLE, 2023) / "文字材料.md").open("a", encoding="utf-8") as file:
        file.write("\n又一段。\n")
    assert refused().startswith("文字、设置或程序已改动，报告不是最新的，没有存档。")
    add_service(small)
    assert refused().startswith("台账已改动，报告不是最新的，没有存档。")
    publish(small)
    book = openpyxl.Workbook()
    for row in (("日期", "类别", "主题", "实到人数"), ("2023.13.5", "集体学习", "宪法", 20)):
        book.active.append(row)
    book.save(small.raw(SAMPLE, 2023) / "错.xlsx")
    assert "有错误" in refused(RefusedError)


def test_a_note_with_a_persons_name_is_refused(small: Workspace) -> None:
    """The gate looks at release.json too."""
    publish(small)
    book = openpyxl.Workbook()
    for row in (
        ("案件编号", "受理日期", "纠纷类型", "当事人", "调解结果"),
        ("1号", "2023-01-05", "邻里", "覃样丁", "调解成功"),
    ):
        book.active.append(row)
    book.save(small.raw(SAMPLE, 2023) / "调解.xlsx")
    assert "覃样丁" in read_town(small, SAMPLE, 2023).names
    publish(small)
    with pytest.raises(PrivacyError):
        release(small, SAMPLE, 2023, DAY, "覃样丁来问过")
    assert numbers(small, SAMPLE, 2023) == []
    assert release(small, SAMPLE, 2023, DAY, "有人来问过").new


def test_the_same_content_is_kept_once(small: Workspace) -> None:
    """Nothing is written a second time; a page that is only drawn otherwise is told as such."""
    publish(small, "一句话。")
    release(small, SAMPLE, 2023, DAY)
    folder = releases_folder(small, SAMPLE, 2023)
    kept = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    again = release(small, SAMPLE, 2023, date(2024, 3, 1), "又一次")
    assert (again.new, again.redrawn, again.release.number) == (False, False, 1)
    publish(small, "一句话，版面不同。")
    again = release(small, SAMPLE, 2023, DAY)
    assert (again.new, again.redrawn) == (False, True)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == kept


def test_a_version_compares_with_the_one_before_it(small: Workspace) -> None:
    """Before and after its release a report has the same base and number, also when it turns back."""

    def stands() -> tuple[int, int | None]:
        base = base_of(small, *now(small))
        return version(small, *now(small)), base.number if base else None

    assert stands() == (1, None)
    publish(small)
    assert release(small, SAMPLE, 2023, DAY).release.number == 1
    assert stands() == (1, None)
    first = (small.raw(SAMPLE, 2023) / SERVICES).read_bytes()
    add_service(small)
    assert stands() == (2, 1)
    publish(small)
    assert release(small, SAMPLE, 2023, DAY).release.number == 2
    assert stands() == (2, 1)
    (small.raw(SAMPLE, 2023) / SERVICES).write_bytes(first)
    assert stands() == (3, 2)
    publish(small)
    assert release(small, SAMPLE, 2023, DAY).release.number == 3
    assert stands() == (3, 2)


def test_what_makes_another_version(small: Workspace) -> None:
    """Ledgers, texts, settings, definitions, the notebook's cells, last year; no dates, no outputs."""
    raw, source = small.raw(SAMPLE, 2023), PROJECT / "notebooks" / "10_annual_report.ipynb"
    (small.root / "notebooks").mkdir()
    own = Path(shutil.copy(source, small.root / "notebooks"))
    (small.root / "county.toml").write_text('[county]\nname = "某某县"\n', encoding="utf-8")
    seen = [content_key(small, *now(small))]

    def changed() -> bool:
        key = content_key(small, *now(small))
        seen.append(key)
        return key not in seen[:-1]

    edit(raw / "report.toml", "# 状态", "published_on = 2024-03-30\n# 状态")
    edit(small.root / "county.toml", "某某县", "某县")
    edit(own, "year = 2023\\n", "year = 2022\\n")
    told = json.loads(own.read_text(encoding="utf-8"))
    told["cells"][2]["execution_count"] = 7
    write_json(own, told)
    assert not changed()
    edit(raw / "report.toml", 'status = "送审"', 'status = "定稿"')
    assert changed()
    with (raw / "文字材料.md").open("a", encoding="utf-8") as file:
        file.write("\n又一段。\n")
    assert changed()
    add_service(small)
    assert changed()
    edit(own, "现将{town}", "兹将{town}")
    assert changed()
    with (small.root / "county.toml").open("a", encoding="utf-8") as file:
        file.write('[indicators."training.sessions"]\nnote = "本县口径"\n')
    assert changed()
    (next(small.raw(SAMPLE, 2022).glob("*.xlsx"))).unlink()
    assert changed()


def test_diff_tells_figures_paragraphs_and_files(small: Workspace) -> None:
    """What the ledgers say now beside the release; paragraphs once the report is built again."""
    assert difference(small, SAMPLE, 2023).base is None
    publish(small, "一句话。")
    release(small, SAMPLE, 2023, DAY)
    assert difference(small, SAMPLE, 2023).changes == []
    add_service(small)
    found = difference(small, SAMPLE, 2023)
    assert not found.written
    figures = [c for c in found.changes if c.about == "figure"]
    assert figures
    assert {c.where for c in figures} == {(SERVICES,)}
    assert {c.difference for c in figures} == {Decimal(1)}
    assert [c.line for c in found.changes if c.about != "figure"] == [f"{SERVICES} 有改动"]
    publish(small, "另一句话。")
    found = difference(small, SAMPLE, 2023)
    assert found.written
    assert "第0.2段文字有改动" in [c.line for c in found.changes]
    with pytest.raises(UsageError, match="双龙镇2023年没有第2版。已有：第1版"):
        difference(small, SAMPLE, 2023, 2)


def test_a_figure_that_nobody_declared_is_compared(small: Workspace) -> None:
    """A release holds what a sentence asked for; later it is computed anew, or is gone."""
    town, last = now(small)
    name = "training.sessions[主题含宪法]"
    stored = figures_now(Figures.of(town, last), [name])
    assert stored[name].printed == 0
    base = Release(1, DAY, "", "k", Content(stored, {}))
    assert (
        compare(base.content, Content(figures_now(Figures.of(town, last), [name], base), {})) == []
    )
    assert figures_now(Figures.of(town, last), [], base)[name].value == stored[name].value
    lost = Release(1, DAY, "", "k", Content({"training.sessions[没有这一类]": stored[name]}, {}))
    assert "training.sessions[没有这一类]" not in figures_now(Figures.of(town, last), [], lost)


def test_status_names_the_last_release(small: Workspace) -> None:
    """第1版 with its date, and whether anything has changed since."""
    assert condition(small, SAMPLE, 2023).released == ""
    publish(small)
    release(small, SAMPLE, 2023, DAY)
    said = condition(small, SAMPLE, 2023)
    assert (said.released, said.changed) == ("第1版（2024年2月3日）", False)
    run = fazhi("status", "--root", str(small.root))
    assert re.search("已生成 +第1版（2024年2月3日） +送审", run.out)
    add_service(small)
    assert condition(small, SAMPLE, 2023).changed
    assert "第1版（2024年2月3日），有改动" in fazhi("status", "--root", str(small.root)).out


def test_a_damaged_release_is_told(small: Workspace) -> None:
    """One sentence names the file; nothing is compared with half of it."""
    publish(small)
    release(small, SAMPLE, 2023, DAY)
    write_text(releases_folder(small, SAMPLE, 2023) / "1" / "release.json", '{"number": 1}')
    with pytest.raises(FazhiError, match=r"data/releases/2023/双龙镇/1/release\.json 无法读取"):
        latest(small, SAMPLE, 2023)
    assert "无法读取" in condition(small, SAMPLE, 2023).trouble


def test_the_commands_say_what_to_do(small: Workspace) -> None:
    """Without a release diff says how to make one; a refusal ends with 1, a wrong number with 2."""
    root = str(small.root)
    run = fazhi("release", "--root", root)
    assert (run.code, run.out) == (
        1,
        "双龙镇 2023年：还没有报告，没有存档。请先运行 fazhi build。\n",
    )
    run = fazhi("diff", "--root", root)
    assert (run.code, run.out) == (
        0, "双龙镇 2023年：还没有存档，无从比较。要存一版，请运行 fazhi release。\n"
    )  # fmt: skip
    run = fazhi("diff", "--root", root, "--release", "4")
    assert (run.code, run.out) == (2, "双龙镇2023年没有第4版。已有：（无）。\n")


# --- the whole road ----------------------------------------------------------------------------


def blocks(workspace: Workspace, kind: str) -> dict[str, Any]:
    """Return the block of that kind in the published notebook."""
    path = workspace.published(SAMPLE, 2023) / "report.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found = [
        o["data"].get(BLOCK_MIME, {}) for c in cells for o in c.get("outputs", ()) if "data" in o
    ]
    (block,) = [block for block in found if block.get("block") == kind]
    return dict(block)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.slow
def test_the_guide_leads_from_one_version_to_the_next(tmp_path: Path) -> None:
    """定稿与比较, command by command: build, release, a ledger changes, diff, build, release, status.

    Building again after a release gives the released page; the second version tells what changed.
    """
    workspace = copy_sample(tmp_path)
    text = GUIDE.read_text(encoding="utf-8")
    steps = [
        line for t in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in t.splitlines()
    ]
    assert [s.split()[1] for s in steps] == [
        "build",
        "release",
        "diff",
        "build",
        "diff",
        "release",
        "diff",
        "status",
    ]

    def step() -> str:
        command = steps.pop(0)
        done = fazhi(*command.split()[1:], cwd=tmp_path)
        assert done.code == 0, f"{command}\n{done.out}"
        return done.out

    folder, kept = workspace.published(SAMPLE, 2023), releases_folder(workspace, SAMPLE, 2023)
    step()
    assert "已存为第1版" in step()
    head = blocks(workspace, "title")
    assert (head["version"], head["base"]) == (1, None)
    assert blocks(workspace, "review")["changes"] == []
    assert tree(folder).items() <= tree(kept / "1").items()
    released = tree(kept / "1")

    path = workspace.raw(SAMPLE, 2023) / "宣传资料发放与宣传栏更换.xlsx"
    book = openpyxl.load_workbook(path)
    next(r for r in book.worksheets[0].iter_rows() if r[3].value == "读本")[4].value += 7
    book.save(path)
    shown = re.findall(r"```text\n.*?\n(.*?)```", text, re.DOTALL)[0]
    said = step()
    assert (
        "发放宣传读本：2563本 → 2570本（增加7本）\n    来自：宣传资料发放与宣传栏更换.xlsx" in said
    )
    assert (
        "  发放宣传读本：2563本 → 2570本（增加7本）\n    来自：宣传资料发放与宣传栏更换.xlsx"
        in shown
    )
    assert shown.strip().splitlines()[-1] == said.strip().splitlines()[-1]
    step()
    head, review = blocks(workspace, "title"), blocks(workspace, "review")
    assert head["version"] == 2
    assert head["base"] == review["base"]
    assert head["base"]["number"] == 1
    (told,) = [c for c in review["changes"] if c["indicator"] == "publicity.booklets"]
    assert (told["before"], told["after"], told["change"]) == ("2563本", "2570本", "增加7本")
    assert told["printed"]
    assert told["where"] == ["宣传资料发放与宣传栏更换.xlsx"]
    second = tree(folder)
    said = json.loads(fazhi("diff", "--json", cwd=tmp_path).out)["changes"]
    assert [c for c in said if c["about"] != "paragraph"] == review["changes"]
    step()
    assert "已存为第2版" in step()
    assert fazhi("build", cwd=tmp_path).code == 0
    assert tree(folder) == second
    assert "与第2版相同，没有另存" in fazhi("release", cwd=tmp_path).out
    assert tree(kept / "1") == released
    assert "与第1版" in step()
    assert "第2版" in step()
    page = (kept / "2" / "report.html").read_text(encoding="utf-8")
    assert [(kept / "2" / link).is_file() for link in parse(page).xpath("//script/@src")] == [True]
