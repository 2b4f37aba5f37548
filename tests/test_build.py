"""From ledgers to the published page, with real kernels: the promises of the whole road."""

from __future__ import annotations

import doctest
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine
from conftest import PROJECT, Run, copy_sample, fazhi, parse

from analysis.workspace import Workspace

FIGURES = {  # the user's report, read by hand: what its 24 figures say
    "grid.town_staff": ("3", "3名"),
    "grid.village_staff": ("67", "67名"),
    "disputes.screened": ("127", "127件"),
    "mediation.sessions": ("202", "202件次"),
    "mediation.settled": ("202", "202件"),
    "mediation.success_rate": ("100", "100%"),
    "mediation.escalated": ("0", "0件"),
    "services.stations": ("1", "1个"),
    "services.rooms": ("10", "10个"),
    "services.advisers": ("2", "2名"),
    "services.new_users": ("112", "112名"),
    "services.legal_aid": ("2", "2次"),
    "services.files": ("394", "394人次"),
    "enforcement.trained": ("25", "25人"),
    "publicity.board_changes": ("30", "30次"),
    "publicity.talks": ("48", "48场次"),
    "publicity.rallies": ("10", "10场次"),
    "publicity.booklets": ("2563", "2500余本"),
    "publicity.bags": ("1236", "1200余个"),
    "publicity.leaflets": ("2048", "2000余份"),
    "training.group_study": ("8", "8次"),
    "exam.pass_rate": ("100", "100%"),
    "leadership.report_meetings": ("2", "2次"),
    "leadership.interference": ("0", "无一起"),
}
OTHER = "乙镇"
README = PROJECT / "README.md"


def second_town(root: Path) -> None:
    """Write another town's workbook by hand: other headings, a moved table, other words."""
    folder = root / "data" / "raw" / "2023" / OTHER
    folder.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总"
    headings = [
        "案件编码",
        "受理时间",
        "片区备用",
        "纠纷类别",
        "行政村",
        "当事人",
        "调解结果",
        "结案时间",
    ]
    for offset, heading in enumerate(headings):
        sheet.cell(5, 3 + offset, heading)
    for n in range(1, 8):
        values = [f"乙调{n}", f"2023/{n}/3", "x", "邻里", "乙竹村", "覃样丁", "成功", f"2023/{n}/9"]
        for offset, value in enumerate(values):
            sheet.cell(5 + n, 3 + offset, value)
    book.save(folder / "调解汇总.xlsx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Run]:
    """Build a root with the sample town and another that has only a mediation register."""
    root = tmp_path_factory.mktemp("county")
    workspace = copy_sample(root)
    second_town(root)
    run = fazhi("build", "--root", str(root), "--town", "双龙镇", "--town", OTHER)
    return workspace, run


def page(workspace: Workspace, town: str = "双龙镇") -> str:
    """Return the published page."""
    path = workspace.root / "reports" / "2023" / town / "report.html"
    return path.read_text(encoding="utf-8")


def figure(tree: Any, name: str) -> Any:
    """Return the element of the narrative that prints a figure."""
    return tree.xpath(f'//p[@data-paragraph]//*[@data-indicator="{name}" and @data-value]')[0]


def test_the_command_publishes_and_says_so(built: tuple[Workspace, Run]) -> None:
    """Exit 0, a closing summary in Chinese, and the files of the report in their places."""
    workspace, run = built
    assert run.code == 0, run.out
    assert "完成：发布 2 个，未发布 0 个。" in run.out
    folder = workspace.root / "reports" / "2023" / "双龙镇"
    names = {"report.html", "report.ipynb", "indicators.csv", "manifest.json"}
    assert {path.name for path in folder.iterdir()} == names
    assert (workspace.root / "data/processed/2023/双龙镇/data_check.html").is_file()


@pytest.mark.parametrize("name", FIGURES)
def test_the_24_figures_are_on_the_page(built: tuple[Workspace, Run], name: str) -> None:
    """Each figure stands in the narrative on one element, with its cells in the annex."""
    tree = parse(page(built[0]))
    element = figure(tree, name)
    value, text = FIGURES[name]
    assert element.get("data-value") == value
    assert element.text_content() == text
    entry = tree.get_element_by_id(f"f-{name}").text_content()
    if name.endswith("_rate"):
        assert "÷" in entry
    else:
        assert re.search(r"\.(xlsx|csv)", entry)
        assert re.search(r"[A-Z]{1,2}\d+", entry)


def test_figures_agree_with_the_users_list() -> None:
    """The seed's own list of figures, where it is at hand, holds no other number."""
    seed = PROJECT.parent / "shared" / "seed" / "figures.csv"
    if not seed.is_file():
        pytest.skip("the user's report is not beside this checkout")
    printed = [text for _, text in FIGURES.values()]
    for line in seed.read_text(encoding="utf-8").splitlines()[1:]:
        stated = line.split(",")[5].removeprefix("共计")
        assert stated in printed or stated == "(two named)"


def test_the_sample_says_that_it_is_one(built: tuple[Workspace, Run]) -> None:
    """Every page built from the sample says so; the other town's pages do not."""
    workspace, _ = built
    marks = "示例数据，明细为虚构"
    check = (workspace.root / "data/processed/2023/双龙镇/data_check.html").read_text("utf-8")
    assert marks in page(workspace)
    assert marks in check
    assert marks not in page(workspace, OTHER)


def test_missing_ledgers_leave_their_clauses_out(built: tuple[Workspace, Run]) -> None:
    """A town with one register prints its figures; the rest is 待补充, never 0."""
    tree = parse(page(built[0], OTHER))
    assert figure(tree, "mediation.settled").text_content() == "7件"
    narrative = "".join(p.text_content() for p in tree.xpath("//main//p"))
    assert "宣传读本" not in narrative
    assert tree.xpath('//p//*[@data-indicator="publicity.booklets"]') == []
    text = tree.text_content()
    assert "待补充" in text
    absent = [
        item.text_content() for item in tree.xpath("//section[@class='pending']//details//li")
    ]
    assert any(line.startswith("《宣传资料发放台账》：用于") for line in absent)


def test_no_town_on_another_towns_page(built: tuple[Workspace, Run]) -> None:
    """Nothing of one town stands in any file of the other."""
    workspace, _ = built
    reports = workspace.root / "reports" / "2023"
    for path in (reports / "双龙镇").iterdir():
        assert not re.search("乙镇|乙竹村|乙调|覃样丁", path.read_text("utf-8"))
    default = 'area = \\"双龙镇\\"'  # the stored notebook's own parameters cell
    for path in (reports / OTHER).iterdir():
        text = path.read_text("utf-8").replace(default, "")
        assert not re.search("双龙镇|人民调解登记台账（2023年）", text), path.name


def _personal_texts(workspace: Workspace) -> set[str]:
    """Read names, numbers and case texts of the mediation register without our own intake."""
    path = workspace.root / "data/raw/2023/双龙镇/人民调解登记台账（2023年）.xlsx"
    found: set[str] = set()
    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for row in rows[4:]:
                texts = [str(cell).strip() for cell in row[3:6] + row[9:11]]
                found |= {part for text in texts for part in re.split("[、,，]", text)}
    return {text for text in found if len(text) > 2}


def test_personal_columns_appear_in_no_output(built: tuple[Workspace, Run]) -> None:
    """No name, number or case text of the register is in any byte that was written, or said."""
    workspace, run = built
    texts = _personal_texts(workspace)
    assert len(texts) > 500
    paths = [
        path
        for folder in ("reports/2023", "data/processed/2023")
        for path in (workspace.root / folder).rglob("*")
        if path.is_file()
    ]
    assert any(path.suffix == ".parquet" for path in paths)
    for path in paths:
        content = path.read_bytes()
        leaked = [text for text in texts if text.encode() in content]
        assert not leaked, path.name
    assert not [text for text in texts if text in run.out]


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes(built: tuple[Workspace, Run]) -> None:
    """Building again changes no byte of any file."""
    workspace, _ = built
    folder = workspace.root / "reports" / "2023" / "双龙镇"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert fazhi("build", "--root", str(workspace.root), "--town", "双龙镇").code == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_the_manifest_names_what_was_published(built: tuple[Workspace, Run]) -> None:
    """Each file's checksum is right, the keys are chained, no path or time is in it."""
    folder = built[0].root / "reports" / "2023" / "双龙镇"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    keys = ["inputs", "processed", "observations", "beside", "previous", "executed", "rendered"]
    assert list(manifest["keys"]) == keys
    assert len(set(manifest["keys"].values())) == len(keys)


@pytest.mark.slow
def test_errors_refuse_the_town_and_keep_the_last_good_report(tmp_path: Path) -> None:
    """2023.13.5 and text in a count column: exit 1, address and remedy told, old page kept."""
    root = tmp_path
    second_town(root)
    assert fazhi("build", "--root", str(root)).code == 0
    good = (root / "reports/2023" / OTHER / "report.html").read_bytes()
    workbook = root / "data/raw/2023" / OTHER / "调解汇总.xlsx"
    book = openpyxl.load_workbook(workbook)
    book["汇总"]["D8"] = "2023.13.5"
    book.save(workbook)
    run = fazhi("build", "--root", str(root))
    assert run.code == 1
    assert "调解汇总.xlsx › 汇总 › D8" in run.out
    assert "2023年5月6日" in run.out
    assert (root / "reports/2023" / OTHER / "report.html").read_bytes() == good
    check = (root / "data/processed/2023" / OTHER / "data_check.html").read_text("utf-8")
    assert "调解汇总.xlsx › 汇总 › D8" in check
    draft = fazhi("build", "--root", str(root), "--draft")
    assert draft.code == 0, draft.out
    assert (root / "reports/2023" / OTHER / "report.html").read_bytes() == good
    words = (root / "reports/2023" / OTHER / "report.draft.html").read_text("utf-8")
    assert "草稿" in words
    assert figure(parse(words), "mediation.settled").text_content() == "6件"


def _jupyter(*arguments: str, cwd: Path) -> Run:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, encoding="utf-8", cwd=cwd,
        check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout + done.stderr)


@pytest.mark.slow
def test_plain_papermill_and_nbconvert_give_the_same_page(
    built: tuple[Workspace, Run], tmp_path: Path
) -> None:
    """The stock commands give the page of `fazhi build`, byte for byte, in the same place."""
    workspace, _ = built
    expected = page(workspace)
    folder = workspace.root / "reports" / "2023" / "双龙镇"
    notebook = PROJECT / "notebooks" / "10_annual_report.ipynb"
    target = tmp_path / "report.ipynb"
    arguments = ["-p", "area", "双龙镇", "-p", "year", "2023", "--no-progress-bar"]
    run = _jupyter("papermill", str(notebook), str(target), *arguments, cwd=workspace.root)
    assert run.code == 0, run.out
    (folder / "plain.ipynb").write_bytes(target.read_bytes())
    run = _jupyter("nbconvert", "--to", "fazhi_html", "plain.ipynb", cwd=folder)
    assert run.code == 0, run.out
    plain = (folder / "plain.html").read_text("utf-8")
    for name in ("plain.ipynb", "plain.html"):
        (folder / name).unlink()
    assert plain == expected


@pytest.mark.slow
def test_a_mistyped_parameter_is_refused(built: tuple[Workspace, Run], tmp_path: Path) -> None:
    """papermill only warns about yeer=2024; the notebook refuses it and says what was meant."""
    notebook = PROJECT / "notebooks" / "10_annual_report.ipynb"
    arguments = ["-p", "yeer", "2024", "--no-progress-bar"]
    target = str(tmp_path / "out.ipynb")
    run = _jupyter("papermill", str(notebook), target, *arguments, cwd=built[0].root)
    assert run.code != 0
    assert "没有名为“yeer”的参数。您是否指“year”？" in run.out


def test_a_mistyped_town_is_answered(built: tuple[Workspace, Run]) -> None:
    """双龙真 ends with 2 and says which town was meant."""
    run = fazhi("build", "--root", str(built[0].root), "--town", "双龙真")
    assert run.code == 2
    assert "您是否指“双龙镇”" in run.out


def test_the_sample_is_left_out_once_a_real_town_is_there(built: tuple[Workspace, Run]) -> None:
    """By default only towns that are no sample are checked; the sample is named as left out."""
    run = fazhi("validate", "--root", str(built[0].root))
    assert run.code == 0, run.out
    assert "双龙镇是示例数据，未列入" in run.out
    assert f"{OTHER} 2023年" in run.out
    assert "双龙镇 2023年" not in run.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "--year", "1999"], "没有 1999 年"),
        (["build", "--yeer", "2023"], "命令有误"),
        (["build", "--year", "二零二三"], "命令有误"),
        (["build", "--root", "nowhere"], "没有 data/raw"),
    ],
)
def test_mistyped_commands_end_with_2(
    built: tuple[Workspace, Run], arguments: list[str], says: str
) -> None:
    """Usage errors are one Chinese sentence and exit code 2, without a traceback."""
    run = fazhi(*arguments, cwd=built[0].root)
    assert run.code == 2
    assert says in run.out
    assert "Traceback" not in run.out


def test_the_number_walks_as_readme_says(
    built: tuple[Workspace, Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From cell to page: what README types prints what README shows, file after file."""
    monkeypatch.chdir(built[0].root)
    session = "\n".join(
        text
        for _, text in re.findall(r"```(python)\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
        if ">>>" in text
    )
    walk = doctest.DocTestParser().get_doctest(session, {}, "README.md", "README.md", 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner(verbose=False).run(walk, out=said.append)
    assert not failed, "".join(said)
    files = ("台账（2023年）.xlsx", "mediation.parquet", "observations.parquet", ".ipynb", ".html")
    assert [name for name in files if name not in session] == []
    assert tried > len(files)
