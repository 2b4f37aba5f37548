"""The yearly cycle: a new root, a new year, how each town stands; nothing of anyone's is lost."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import nbformat
import pytest
from conftest import SAMPLE, Run, copy_sample, fazhi
from workbooks import STUDY, Rows, save

from analysis.beside.own_text import read_own_text
from analysis.build.manifest import manifest
from analysis.cli import main
from analysis.cli.years import _table
from analysis.cycle.carry import Carried, new_year
from analysis.cycle.condition import DONE, NONE, STALE_LEDGERS, STALE_TEXTS, condition
from analysis.cycle.head import head
from analysis.cycle.prompts import GENERAL, MARK, PROMPTS, prompt_for
from analysis.cycle.skeleton import sections, skeleton
from analysis.cycle.start import Started, county_file, start
from analysis.errors import ConfigurationError, UsageError
from analysis.findings import Severity
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.settings import Configuration, ReportSettings
from analysis.store import write_json
from analysis.town import before, load
from analysis.workspace import PROJECT_NOTEBOOKS, Area, Job, Workspace

Command = Callable[..., Run]
TODAY = date(2025, 1, 8)
ROSTER: Rows = [
    ["姓名", "人员类别", "联系电话"],
    ["样本甲", "人民调解员", "13900000000"],
    ["样本乙", "法律明白人", "13900000001"],
]
HOSTILE = (
    "../乙镇",
    "/乙镇",
    "甲/乙/丙",
    "..",
    "",
    ".隐",
    '乙"镇',
    "乙\n镇",
    "乙镇 ",
    "乙:镇",
    "..\\乙镇",
)


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below a root with its bytes, and every folder."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in root.rglob("*")
    }


def started(root: Path, *towns: str, year: str | None = None, county: str = "甲县") -> Started:
    """Make a root."""
    return start(root, TODAY, county=county, year=year, towns=towns)


def file_ledger(workspace: Workspace, town: str, year: int, rows: Rows = STUDY) -> Path:
    """Put a ledger into a town's folder."""
    folder = workspace.raw(Area.parse(town), year)
    folder.mkdir(parents=True, exist_ok=True)
    return save(folder / "台账.xlsx", {"Sheet1": rows})


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return the command, run in this process; once as a user does is enough for the way in."""

    def run(*arguments: str) -> Run:
        monkeypatch.setattr("sys.argv", ["fazhi", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Run(int(ended.value.code or 0), said.out + said.err)

    return run


def uncommented(text: str) -> str:
    """Take the examples in: comments that begin like TOML, not like Chinese."""
    return re.sub(r"(?m)^# (?=[\[a-z])", "", text)


# --- init ------------------------------------------------------------------------------------


def test_an_empty_folder_becomes_a_root(tmp_path: Path) -> None:
    """The command makes folders, settings, notebooks and 请先读我, and the next command works."""
    run = fazhi(
        "init", str(tmp_path / "新"), "--county", "甲县", "--year", "2023",
        "--town", "甲山镇", "--town", "乙水街道",
    )  # fmt: skip
    assert run.code == 0, run.out
    root = tmp_path / "新"
    workspace = Workspace.find(root)
    assert workspace.years() == [2023]
    assert [a.key for a in workspace.areas(2023)] == ["乙水街道", "甲山镇"]
    county = workspace.configuration().county
    assert (county.name, [t.name for t in county.towns]) == ("甲县", ["甲山镇", "乙水街道"])
    for notebook in PROJECT_NOTEBOOKS.glob("*.ipynb"):
        assert (root / "notebooks" / notebook.name).read_bytes() == notebook.read_bytes()
    assert (root / "data" / "mappings").is_dir()
    assert {"/data/", "/reports/"} <= set((root / ".gitignore").read_text("utf-8").splitlines())
    assert "甲山镇、乙水街道" in (root / "请先读我.md").read_text("utf-8")
    assert workspace.settings(Area(("甲山镇",)), 2023) == ReportSettings()
    after = fazhi("build", "--root", str(root))
    assert after.code == 2
    assert "还没有台账" in after.out
    assert "甲山镇、乙水街道没有报送2023年台账" in after.out


def test_git_keeps_data_and_reports_out(tmp_path: Path) -> None:
    """The delivered .gitignore stops ledgers, pages and lock files, not the notebooks."""
    started(tmp_path, "甲山镇")
    kept = ["county.toml", "notebooks/10_annual_report.ipynb"]
    out = ["data/raw/2024/甲山镇/台账.xlsx", "data/mappings/甲山镇.toml", "reports/x", "~$a.xlsx"]
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    ignored = subprocess.run(
        ["git", "-c", "core.quotePath=false", "check-ignore", *out, *kept],
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert ignored.stdout.splitlines() == out


def test_without_a_year_it_is_last_year(tmp_path: Path) -> None:
    """In January the report is about the year before."""
    assert started(tmp_path, "甲山镇").year == 2024
    assert (tmp_path / "data/raw/2024/甲山镇/report.toml").is_file()


def test_twice_changes_nothing(tmp_path: Path) -> None:
    """The second run makes nothing, says what it kept, and leaves every byte."""
    started(tmp_path, "甲山镇", "乙水镇")
    first = tree(tmp_path)
    again = started(tmp_path, "甲山镇", "乙水镇")
    assert tree(tmp_path) == first
    assert again.placing.made == []
    assert "county.toml" in again.placing.kept
    assert again.remarks == ()


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """A folder with other things keeps them; only what lacks is added, and both are said."""
    own = {
        "county.toml": '[county]\nname = "乙县"\n[[county.towns]]\nname = "丙河镇"\n',
        "请先读我.md": "我的",
        "notebooks/10_annual_report.ipynb": (PROJECT_NOTEBOOKS / "10_annual_report.ipynb")
        .read_text("utf-8")
        .replace("总体情况", "全年概况"),
        "data/raw/2024/丙河镇/文字材料.txt": "# 总体情况",
        "旧表.xlsx": "x",
    }
    for name, text in own.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.rmtree(tmp_path / "data")
    done = started(tmp_path, "丁湖镇")
    (tmp_path / "data/raw/2024/丙河镇").mkdir()
    (tmp_path / "data/raw/2024/丙河镇/文字材料.txt").write_text("# 总体情况", encoding="utf-8")
    started(tmp_path)
    for name, text in own.items():
        assert (tmp_path / name).read_text("utf-8") == text
    assert "都没有改动" in done.remarks[0]
    assert "其中没有丁湖镇" in done.remarks[1]
    text = (tmp_path / "data/raw/2024/丁湖镇/文字材料.md").read_text("utf-8")
    assert text.startswith("# 全年概况")
    assert not (tmp_path / "data/raw/2024/丙河镇/文字材料.md").exists()
    assert (tmp_path / "data/raw/2024/丙河镇/report.toml").is_file()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_write_nothing(tmp_path: Path, name: str) -> None:
    """A name that could leave the folder or is no folder name is refused before anything is made."""
    root = tmp_path / "根"
    with pytest.raises(UsageError):
        started(root, "甲山镇", name)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("year", ["23", "２０２３", "2031", "-202", "二〇二三", "1066", "202 "])
def test_a_year_that_is_none_is_refused(tmp_path: Path, year: str) -> None:
    """Four plain digits, not in the future; one sentence, nothing written."""
    with pytest.raises(UsageError):
        started(tmp_path / "根", "甲山镇", year=year)
    assert tree(tmp_path) == {}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file's name as FOLDER is refused."""
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="不是文件夹"):
        started(tmp_path / "x")


def test_a_countys_name_cannot_break_the_file() -> None:
    """Quotes, backslashes and line breaks arrive as they are."""
    for name in ('甲"县', "甲\\县", "甲\n[x]\n县", "甲\x7f县"):
        assert tomllib.loads(county_file(name, 2024, []))["county"]["name"] == name


@pytest.mark.parametrize("towns", [[], ["甲山镇"], ["甲山镇", "丰县/乙水镇"]])
def test_the_county_template_uncommented_is_valid(towns: list[str]) -> None:
    """Every example of county.toml can be taken in: keys, indicators and norms are known."""
    text = county_file("甲县", 2024, towns)
    plain = Configuration.model_validate(tomllib.loads(text))
    assert [town.name for town in plain.county.towns] == towns
    assert (plain.thresholds, plain.indicators) == ((), {})
    full = Configuration.model_validate(tomllib.loads(uncommented(text)))
    assert len(full.thresholds) == 1
    assert full.county.towns[-1].former_names
    added = set(defined(INDICATORS, full)) - set(INDICATORS)
    assert added == set(full.indicators) != set()


@pytest.mark.parametrize("town", ["甲山镇", "乙水街道"])
def test_the_report_template_uncommented_is_valid(town: str) -> None:
    """Every field of report.toml but the sample's mark is shown, and its example is accepted."""
    text = head(Area((town,)), 2024, "甲县")
    assert ReportSettings.model_validate(tomllib.loads(text)) == ReportSettings()
    full = ReportSettings.model_validate(tomllib.loads(uncommented(text)))
    assert full.model_fields_set == set(ReportSettings.model_fields) - {"sample"}
    assert all(town in organ for organ in full.organs)


# --- the skeleton ----------------------------------------------------------------------------


def test_the_skeleton_asks_for_what_the_notebook_asks(tmp_path: Path) -> None:
    """Its headings are those of own_text, in order; below them stand prompts and nothing else."""
    notebook = PROJECT_NOTEBOOKS / "10_annual_report.ipynb"
    asked = sections(notebook)
    cells = nbformat.read(notebook, as_version=4).cells
    called = re.findall(r'own_text\("(.+?)"\)', "\n".join(c.source for c in cells))
    assert [section.heading for section in asked] == called
    text = skeleton(asked, INDICATORS)
    lines = [line for line in text.splitlines() if line]
    assert [line[2:] for line in lines if line.startswith("# ")] == called
    assert all(line.startswith(("# ", MARK)) for line in lines)
    assert "{mediation.settled}（成功化解矛盾纠纷）" in text
    assert set(re.findall(r"\{(.+?)\}", text)) <= set(INDICATORS)
    (tmp_path / "文字材料.md").write_text(text, encoding="utf-8")
    own, findings = read_own_text(tmp_path, called)
    assert {heading: own.sections[heading] for heading in called} == dict.fromkeys(called, ())
    assert (len(own.sections), findings) == (len(called), [])


def test_a_notebook_of_the_users_own_is_followed(tmp_path: Path) -> None:
    """A cell that is no Python is passed over; a table's figures belong to no section."""
    cells = [
        ("code", "%matplotlib inline\nreport.own_text('不算')"),
        ("markdown", "## 甲"),
        ("code", 'report.own_text("竹林治理")\nreport.write("办{mediation.settled}{没有}{a.b}")'),
        ("code", 'report.table("mediation.accepted")\nreport.chart("publicity.talks")'),
        ("markdown", "## 乙"),
        ("code", "report.own_text(heading)\nreport.own_text('竹林治理')"),
    ]
    path = tmp_path / "我的.ipynb"
    content = [
        {"cell_type": kind, "source": source.splitlines(keepends=True)} for kind, source in cells
    ]
    path.write_text(json.dumps({"cells": content}), encoding="utf-8")
    (section,) = sections(path)
    assert section.heading == "竹林治理"
    assert set(section.figures) == {"a.b", "mediation.settled", "publicity.talks"}
    text = skeleton([section], INDICATORS)
    assert GENERAL in text
    assert "a.b" not in text
    path.write_text("不是笔记本", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"我的\.ipynb"):
        sections(path)


def test_each_usual_section_has_its_own_prompt() -> None:
    """No heading of the annual report falls back on the general prompt; none steals another's."""
    asked = sections(PROJECT_NOTEBOOKS / "10_annual_report.ipynb")
    assert GENERAL not in {prompt_for(section.heading) for section in asked}
    for words, text in PROMPTS:
        assert prompt_for(words[0]) == text
    assert prompt_for("竹林治理") == GENERAL


# --- expected towns --------------------------------------------------------------------------


@pytest.fixture
def county(tmp_path: Path) -> Workspace:
    """Return a county that expects 双龙镇, 柳溪镇 (formerly 柳溪乡) and 白石镇."""
    text = (
        '[[county.towns]]\nname = "双龙镇"\n[[county.towns]]\nname = "柳溪镇"\n'
        'former_names = ["柳溪乡"]\n[[county.towns]]\nname = "白石镇"\n'
    )
    (tmp_path / "county.toml").write_text(text, encoding="utf-8")
    return Workspace(tmp_path)


def roster_of(
    workspace: Workspace, *folders: str
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return who filed, who did not, what is asked and what is told, with a ledger per folder."""
    from analysis.roster import roster_of as compare

    for folder in folders:
        file_ledger(workspace, folder, 2023)
    roster = compare(workspace, 2023)
    filed = [area.key for area in roster.filed]
    return filed, list(roster.absent), list(roster.questions()), list(roster.remarks())


def test_a_typo_in_a_folders_name_is_asked(county: Workspace) -> None:
    """双尤镇 is not built; the question names the town meant and both remedies."""
    filed, absent, asked, _ = roster_of(county, "双尤镇", "白石镇")
    assert filed == ["白石镇"]
    assert absent == ["双龙镇", "柳溪镇"]
    (question,) = asked
    assert question == (
        "data/raw/2023/双尤镇 不在 county.toml 所列乡镇中，您是否指“双龙镇”？"
        "请改文件夹名，或在 county.toml 中加上这个镇。"
    )


def test_a_former_name_is_accepted_and_told(county: Workspace) -> None:
    """柳溪乡 is 柳溪镇; it has filed."""
    filed, absent, asked, told = roster_of(county, "柳溪乡")
    assert (filed, absent, asked) == (["柳溪乡"], ["双龙镇", "白石镇"], [])
    assert "“柳溪镇”的曾用名" in told[0]


def test_both_names_of_a_town_are_asked(county: Workspace) -> None:
    """Two folders of one town are never two towns."""
    filed, _, asked, _ = roster_of(county, "柳溪乡", "柳溪镇")
    assert filed == ["柳溪镇"]
    assert "各有一个文件夹" in asked[0]


def test_a_folder_like_none_is_taken_and_told(county: Workspace) -> None:
    """A town that is not listed and resembles none is built; 镇 in common is no resemblance."""
    filed, _, asked, told = roster_of(county, "乙竹镇")
    assert (filed, asked) == (["乙竹镇"], [])
    assert "乙竹镇 不在 county.toml" in told[0]


@pytest.mark.parametrize("name", ["甲镇", "甲乡", "乙镇"])
def test_one_character_towns_are_no_near_miss(tmp_path: Path, name: str) -> None:
    """乙镇 is not 甲镇; 甲乡 may be."""
    text = '[[county.towns]]\nname = "甲镇"\n'
    (tmp_path / "county.toml").write_text(text, encoding="utf-8")
    _, _, asked, _ = roster_of(Workspace(tmp_path), name)
    assert bool(asked) == (name == "甲乡")


def test_a_folder_without_ledgers_has_not_filed(county: Workspace) -> None:
    """report.toml, 文字材料 and 更正 are no ledgers, with a roster or without."""
    folder = county.raw(Area(("双龙镇",)), 2023)
    folder.mkdir(parents=True)
    (folder / "report.toml").write_text("", encoding="utf-8")
    (folder / "文字材料.md").write_text("# 总体情况", encoding="utf-8")
    save(folder / "更正.xlsx", {"Sheet1": [["文件", "单元格", "改为"]]})
    filed, absent, asked, _ = roster_of(county, "白石镇", "柳溪镇")
    assert (filed, absent, asked) == (["柳溪镇", "白石镇"], ["双龙镇"], [])
    (county.root / "county.toml").unlink()
    assert roster_of(county)[:2] == (["柳溪镇", "白石镇"], ["双龙镇"])


def test_without_a_roster_nothing_is_asked(tmp_path: Path) -> None:
    """Any folders are towns as long as nobody says which are expected."""
    filed, absent, asked, told = roster_of(Workspace(tmp_path), "双尤镇", "双龙镇")
    assert (filed, absent, asked, told) == (["双尤镇", "双龙镇"], [], [], [])


def test_commands_pass_over_what_is_asked(county: Workspace, command: Command) -> None:
    """build and validate leave the folder out and end with 1; named by --town it is read."""
    file_ledger(county, "双尤镇", 2023)
    root = str(county.root)
    built = command("build", "--root", root)
    assert built.code == 1
    assert "您是否指“双龙镇”" in built.out
    assert "Traceback" not in built.out
    file_ledger(county, "白石镇", 2023)
    checked = command("validate", "--root", root)
    assert checked.code == 1
    assert "双尤镇 2023年：" not in checked.out
    assert "白石镇 2023年：" in checked.out
    named = command("validate", "--root", root, "--town", "双尤镇")
    assert named.code == 0
    assert "双尤镇 2023年：" in named.out


def test_a_town_is_found_by_either_name(county: Workspace) -> None:
    """--town 柳溪镇 finds the folder 柳溪乡; a name of nobody is refused."""
    from analysis.roster import named

    file_ledger(county, "柳溪乡", 2023)
    assert named(county, "柳溪镇", 2023) == Area(("柳溪乡",))
    with pytest.raises(UsageError):
        named(county, "黑水镇", 2023)
    with pytest.raises(UsageError):
        named(county, "../2022/柳溪乡", 2023)


def test_last_year_is_found_under_a_former_name(county: Workspace) -> None:
    """柳溪镇 in 2023 is compared with 柳溪乡 of 2022."""
    file_ledger(county, "柳溪乡", 2022)
    file_ledger(county, "柳溪镇", 2023)
    last = before(county, Area(("柳溪镇",)), 2023)
    assert last is not None
    assert last.area.name == "柳溪乡"


# --- new-year --------------------------------------------------------------------------------

LAST_HEAD = """\
organs = ["中共甲县柳溪乡委员会", "甲县柳溪乡人民政府"]
title = "关于柳溪乡2023年法治建设的报告"
document_number = "柳溪委〔2024〕3号"
recipients = "县委"
signatory = "样本甲"
signed_on = 2024-01-22
published_on = 2024-03-01
data_cutoff = 2023-12-20
status = "定稿"
"""


@pytest.fixture
def two_towns(county: Workspace) -> Workspace:
    """Return the county with 2023 of 柳溪乡 (now 柳溪镇) and 白石镇, and norms."""
    file_ledger(county, "柳溪乡", 2023)
    folder = county.raw(Area(("柳溪乡",)), 2023)
    save(folder / "样本甲的名册.xlsx", {"Sheet1": ROSTER})
    (folder / "report.toml").write_text(LAST_HEAD, encoding="utf-8")
    (folder / "文字材料.md").write_text("# 总体情况\n\n去年的话。\n", encoding="utf-8")
    file_ledger(county, "白石镇", 2023)
    kept = county.raw(Area(("白石镇",)), 2023) / "report.toml"
    kept.write_text('title = "关于白石镇法治建设的报告"\n', encoding="utf-8")
    mapping = county.root / "data" / "mappings" / "柳溪乡.toml"
    mapping.parent.mkdir()
    mapping.write_text('# 说明\n["学法培训台账"]\n"备用" = "不用"\n', encoding="utf-8")
    with (county.root / "county.toml").open("a", encoding="utf-8") as file:
        for last, status in ((2023, "已核实"), (2030, "未核实"), (2030, "已核实")):
            file.write(
                f'[[thresholds]]\nindicator = "training.sessions"\nat_least = {last - 2000}\n'
                f'source = "甲县要点"\nstatus = "{status}"\nlast_year = {last}\n'
            )
    return county


def carried(workspace: Workspace) -> tuple[Carried, str]:
    """Make 2024; return what was done and the checklist."""
    done = new_year(workspace, "2024", TODAY)
    return done, (workspace.root / done.checklist).read_text("utf-8")


def test_a_new_year_has_every_town_under_its_name_of_today(two_towns: Workspace) -> None:
    """Towns of last year and of county.toml; the renamed one under its new name, told."""
    done, _ = carried(two_towns)
    assert [a.key for a in two_towns.areas(2024)] == ["双龙镇", "柳溪镇", "白石镇"]
    assert "柳溪镇去年的文件夹是“柳溪乡”，今年用新名称。" in done.says
    assert any("发文机关仍写“柳溪乡”" in line for line in done.says)
    assert "表头的对应关系（data/mappings/）继续有效：柳溪镇 1 行。" in done.says
    assert done.says[-3:] == [
        "county.toml 的指标要求继续有效：2 条。",
        "指标要求在2024年以前到期，请更新：学法培训。",
        "指标要求未核实，请找到原文：学法培训。",
    ]


def test_no_row_and_no_text_is_copied(two_towns: Workspace) -> None:
    """A town's new folder holds its head and a skeleton, nothing of last year's content."""
    carried(two_towns)
    for area in two_towns.areas(2024):
        folder = two_towns.raw(area, 2024)
        assert {path.name for path in folder.iterdir()} == {"report.toml", "文字材料.md"}
        assert "去年的话" not in (folder / "文字材料.md").read_text("utf-8")
    text = (two_towns.root / "data/raw/2024/清单.md").read_text("utf-8")
    assert "样本甲" not in text
    assert "13900000000" not in text


def test_the_head_keeps_who_and_forgets_when(two_towns: Workspace) -> None:
    """Organs, recipients, signatory and a title without a year stay; 文号, dates, status do not."""
    carried(two_towns)
    settings = two_towns.settings(Area(("柳溪镇",)), 2024)
    assert settings.organs == ("中共甲县柳溪乡委员会", "甲县柳溪乡人民政府")
    assert (settings.recipients, settings.signatory) == ("县委", "样本甲")
    assert settings.title is None
    assert settings.document_number is None
    assert (settings.signed_on, settings.published_on, settings.data_cutoff) == (None, None, None)
    assert settings.status == "送审"
    assert two_towns.settings(Area(("白石镇",)), 2024).title == "关于白石镇法治建设的报告"
    path = two_towns.raw(Area(("柳溪镇",)), 2024) / "report.toml"
    assert "# 发文字号，用六角括号〔〕" in path.read_text("utf-8")


def test_the_checklist_says_what_is_missing(two_towns: Workspace) -> None:
    """Ledgers of last year by title, a roster to bring up to date, texts, 文号, norms, 未报送."""
    _, text = carried(two_towns)
    assert "3 个：双龙镇、柳溪镇、白石镇。" in text
    town = text.split("## 柳溪镇\n")[1].split("\n## ")[0]
    assert "- [ ] 《学法培训台账》：2023年报过，今年还没有。" in town
    assert "- [ ] 去年报过《人员名册》（＊＊＊的名册.xlsx），今年请更新后放入。" in town
    assert "- [ ] 总体情况" in town
    assert "- [ ] 发文字号、成文日期" in town
    assert "不少于23次（甲县要点）：只到2023年，2024年不再适用" in text
    assert "不少于30次（甲县要点）：未核实" in text
    assert text.count("甲县要点") == 2


def test_a_new_year_twice_is_nothing(two_towns: Workspace) -> None:
    """The same state gives the same bytes; a filled ledger, text and head leave the checklist."""
    carried(two_towns)
    first = tree(two_towns.root)
    done, text = carried(two_towns)
    assert tree(two_towns.root) == first
    assert done.placing.made == []
    area = Area(("白石镇",))
    file_ledger(two_towns, "白石镇", 2024)
    folder = two_towns.raw(area, 2024)
    own = folder / "文字材料.md"
    filled = own.read_text("utf-8").replace("# 总体情况\n", "# 总体情况\n\n今年的话。\n")
    own.write_text(filled, encoding="utf-8")
    with (folder / "report.toml").open("a", encoding="utf-8") as file:
        file.write("signed_on = 2025-01-20\n")
    _, now = carried(two_towns)
    assert own.read_text("utf-8") == filled
    town = now.split("## 白石镇\n")[1]
    assert "- [x] 《学法培训台账》（台账.xlsx）" in town
    assert "总体情况" not in town
    assert "成文日期" not in town
    assert "2 个：双龙镇、柳溪镇。" in now
    assert text != now


def test_a_folder_whose_name_is_asked_is_not_carried(county: Workspace) -> None:
    """双尤镇 of last year gives no folder; the question is repeated."""
    file_ledger(county, "双尤镇", 2023)
    done, _ = carried(county)
    assert "双尤镇" not in [a.key for a in county.areas(2024)]
    assert any("您是否指“双龙镇”" in line for line in done.says)


def test_the_sample_is_not_carried_beside_towns(county: Workspace) -> None:
    """The invented town has no new year once a real one filed, though county.toml names it."""
    file_ledger(county, "双龙镇", 2023)
    head_file = county.raw(SAMPLE, 2023) / "report.toml"
    head_file.write_text("sample = true\n", encoding="utf-8")
    carried(county)
    assert "双龙镇" in [a.key for a in county.areas(2024)]
    assert not county.settings(SAMPLE, 2024).sample
    shutil.rmtree(county.root / "data/raw/2024")
    file_ledger(county, "白石镇", 2023)
    carried(county)
    assert [a.key for a in county.areas(2024)] == ["柳溪镇", "白石镇"]


def test_towns_of_one_name_in_two_counties(county: Workspace) -> None:
    """酉县/双龙镇 is expected besides 丰县/双龙镇, which filed."""
    text = "".join(f'[[county.towns]]\nname = "{c}/双龙镇"\n' for c in ("丰县", "酉县"))
    (county.root / "county.toml").write_text(text, encoding="utf-8")
    file_ledger(county, "丰县/双龙镇", 2023)
    carried(county)
    assert [a.key for a in county.areas(2024)] == ["丰县/双龙镇", "酉县/双龙镇"]


def test_a_head_that_cannot_be_read_is_told(county: Workspace) -> None:
    """A fault in last year's report.toml stops nothing: that town begins with an empty head."""
    file_ledger(county, "白石镇", 2023)
    path = county.raw(Area(("白石镇",)), 2023) / "report.toml"
    path.write_text("signed_on = 去年", encoding="utf-8")
    done, text = carried(county)
    assert any("去年的 report.toml 没有沿用" in line for line in done.says)
    assert county.settings(Area(("白石镇",)), 2024) == ReportSettings()
    assert "2023年的台账没能读取" in text


def test_hostile_names_in_county_toml_are_refused(county: Workspace) -> None:
    """An expected town that could leave the folder is a fault of county.toml; nothing is made."""
    file_ledger(county, "白石镇", 2023)
    with (county.root / "county.toml").open("a", encoding="utf-8") as file:
        file.write('[[county.towns]]\nname = "../外镇"\n')
    with pytest.raises(ConfigurationError, match=r"county\.toml"):
        carried(county)
    assert not (county.root / "data/raw/2024").exists()


def test_years_without_a_year_before_are_refused(county: Workspace, command: Command) -> None:
    """A year that is none or has nothing before it is one sentence and ends with 2."""
    file_ledger(county, "白石镇", 2023)
    for year in ("24", "2023", "2022", "2099", "明年"):
        with pytest.raises(UsageError):
            new_year(county, year, TODAY)
    run = command("new-year", "24", "--root", str(county.root))
    assert run.code == 2
    assert run.out.strip() == "“24”不是年度。请写四位数字，如 2024。"


def test_years_in_between_are_named(two_towns: Workspace) -> None:
    """From 2023 to 2025 nothing is called 去年."""
    done = new_year(two_towns, "2025", TODAY)
    text = (two_towns.root / done.checklist).read_text("utf-8")
    assert "- [ ] 2023年报过《人员名册》" in text
    assert "去年" not in text + "".join(done.says)


def test_the_command_says_what_it_did(county: Workspace, command: Command) -> None:
    """new-year lists what is new and where the checklist is."""
    file_ledger(county, "白石镇", 2023)
    run = command("new-year", "2024", "--root", str(county.root))
    assert run.code == 0, run.out
    assert "已新建：data/raw/2024/白石镇/（report.toml、文字材料.md）" in run.out
    assert "清单见 data/raw/2024/清单.md" in run.out


# --- status ----------------------------------------------------------------------------------


def test_status_follows_a_towns_year(tmp_path: Path) -> None:
    """Unread, read, built, a text changed, a ledger changed: each is told from the keys."""
    workspace = copy_sample(tmp_path, years=(2023,))
    for path in workspace.raw(SAMPLE, 2023).glob("*.xlsx"):
        if "学法" not in path.name:  # two ledgers tell as much as ten
            path.unlink()
    first = condition(workspace, SAMPLE, 2023)
    written = (workspace.raw(SAMPLE, 2023) / "文字材料.md").read_text(encoding="utf-8").count("# ")
    asked = len(sections(PROJECT_NOTEBOOKS / "10_annual_report.ipynb"))
    assert (first.files, first.texts, first.texts_expected) == (2, written, asked)
    assert first.ledgers == 3
    assert first.report == NONE
    assert first.findings.get(Severity.ERROR, 0) == 0
    assert first.status == "送审"
    kept = tree(workspace.processed(SAMPLE, 2023))
    assert condition(workspace, SAMPLE, 2023) == first
    assert tree(workspace.processed(SAMPLE, 2023)) == kept
    town = load(workspace, SAMPLE, 2023)
    folder = workspace.published(SAMPLE, 2023)
    write_json(
        folder / "manifest.json",
        manifest(workspace, Job(SAMPLE, 2023), town, None, {"report.html": b""}),
    )
    assert condition(workspace, SAMPLE, 2023).report == NONE
    (folder / "report.html").write_text("页", encoding="utf-8")
    assert condition(workspace, SAMPLE, 2023).report == DONE
    with (workspace.raw(SAMPLE, 2023) / "文字材料.md").open("a", encoding="utf-8") as file:
        file.write("\n又一段。\n")
    assert condition(workspace, SAMPLE, 2023).report == f"{DONE}，{STALE_TEXTS}"
    (workspace.raw(SAMPLE, 2023) / "公共法律服务月报2023.csv").unlink()
    now = condition(workspace, SAMPLE, 2023)
    assert now.report == f"{DONE}，{STALE_LEDGERS}"
    assert now.gaps["《公共法律服务月报表》"] >= 1


def test_status_tells_towns_that_cannot_be_read(county: Workspace, command: Command) -> None:
    """Errors are counted, a broken report.toml is said; one town never hides another."""
    rows = [*STUDY[:2], [2, "2023.13.5", "集体学习", "宪法", 40, 38]]
    file_ledger(county, "白石镇", 2023, rows)
    file_ledger(county, "双龙镇", 2023)
    (county.raw(SAMPLE, 2023) / "report.toml").write_text("x = 1", encoding="utf-8")
    assert condition(county, Area(("白石镇",)), 2023).findings[Severity.ERROR] == 1
    run = command("status", "--root", str(county.root))
    assert run.code == 1
    assert "没有“x”这一项" in run.out
    assert "未报送：柳溪镇。" in run.out
    assert "白石镇  1 种/1 个文件  1·" in run.out


def test_the_table_is_aligned(county: Workspace) -> None:
    """Columns begin at the same place for characters of two widths."""
    for name in ("双龙镇", "很长名字的街道"):
        county.raw(Area((name,)), 2023).mkdir(parents=True)
    lines = list(_table([condition(county, area, 2023) for area in county.areas(2023)]))
    ends = set()
    for line, word in zip(lines, ("台账", "未报送", "未报送"), strict=True):
        left = line[: line.index(word)]
        ends.add(sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in left))
    assert len(ends) == 1


def test_status_as_json(county: Workspace, command: Command) -> None:
    """--json is one object with towns, absent and asked."""
    file_ledger(county, "柳溪乡", 2023)
    file_ledger(county, "双尤镇", 2023)
    run = command("status", "--root", str(county.root), "--json")
    assert run.code == 1
    said = json.loads(run.out)
    assert [town["town"] for town in said["towns"]] == ["双尤镇", "柳溪乡"]
    assert said["asked"] == {"双尤镇": "双龙镇"}
    assert said["former"] == {"柳溪乡": "柳溪镇"}
    assert said["absent"] == ["双龙镇", "白石镇"]
    assert said["towns"][1]["findings"]["error"] == 0
    assert said["towns"][1]["report"] == NONE


@pytest.mark.slow
def test_a_root_from_nothing_gives_a_report(tmp_path: Path) -> None:
    """init, a ledger, build, status: the report is there and fresh."""
    root = tmp_path / "县"
    assert fazhi("init", str(root), "--year", "2023", "--town", "甲山镇").code == 0
    file_ledger(Workspace(root), "甲山镇", 2023)
    built = fazhi("build", "--root", str(root))
    assert built.code == 0, built.out
    page = (root / "reports/2023/甲山镇/report.html").read_text("utf-8")
    assert "甲山镇" in page
    run = fazhi("status", "--root", str(root), "--json")
    (town,) = json.loads(run.out)["towns"]
    assert town["report"] == DONE
