"""The files beside the ledgers: own text in Word and text, and figures to compare with."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import SAMPLE, copy_sample, parse
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.beside import read_beside
from analysis.beside.comparisons import read_comparisons
from analysis.beside.own_text import OwnText, find, read_own_text
from analysis.beside.repeats import unchanged
from analysis.build.steps import build_town
from analysis.errors import RefusedError
from analysis.findings import Finding
from analysis.indicators import INDICATORS
from analysis.indicators.model import Observation
from analysis.intake.listing import ledger_files
from analysis.render.pdf import Browser
from analysis.report import report as report_module
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.report.report import Report
from analysis.settings import ThresholdSettings
from analysis.thresholds import check_thresholds
from analysis.town import Town, before, load, read_town
from analysis.workspace import Job, Workspace

Json = dict[str, Any]

ASKED = ("总体情况", "存在的不足和原因")
HEAD = "指标,类型,数值,出处,位置,原文\n"
REPORT_2022 = "双龙镇2022年法治政府建设情况报告"


def codes(findings: object) -> list[str]:
    """Return the codes of findings."""
    assert isinstance(findings, list | tuple)
    return [finding.code for finding in findings]


def only(findings: list[Finding]) -> Finding:
    """Return the only finding."""
    (finding,) = findings
    return finding


# --- own text --------------------------------------------------------------------------------


def word(path: Path) -> None:
    """Write a Word document as a clerk would: styles, a typed number, a table, a prompt."""
    document = docx.Document()
    document.add_heading("总体情况", level=1)
    document.add_paragraph("全镇稳步推进。")
    document.add_paragraph("〔提示〕写一写全年的总体情况。")
    document.add_paragraph("（二）存在的不足和原因：")
    document.add_paragraph("（一）学法不够经常。")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "表中文字"
    document.save(str(path))


def test_word_is_read_by_styles_and_by_the_headings_asked_for(tmp_path: Path) -> None:
    """A heading's style or an asked heading with its number opens a section; no other number does."""
    word(tmp_path / "文字材料.docx")
    own, findings = read_own_text(tmp_path, ASKED)
    assert own.name == "文字材料.docx"
    assert own.sections == {
        "总体情况": ("全镇稳步推进。",),
        "（二）存在的不足和原因：": ("（一）学法不够经常。",),
    }
    assert find(own.sections, "存在的不足和原因") == "（二）存在的不足和原因："
    assert "1 个表格" in only(findings).says


def test_word_shows_what_its_reader_sees(tmp_path: Path) -> None:
    """A tracked insertion is read; what is deleted, hidden or stands in a text box is not."""
    document = docx.Document()
    paragraph = document.add_paragraph("开头")
    for xml in (
        "<w:ins {0} w:id='1' w:author='a'><w:r><w:t>插入</w:t></w:r></w:ins>",
        "<w:del {0} w:id='2' w:author='a'><w:r><w:delText>删去</w:delText></w:r></w:del>",
        "<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
        "<w:r {0}><w:br/><w:t>另起一行</w:t></w:r>",
        "<w:r {0}><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    ):
        paragraph._p.append(parse_xml(xml.format(nsdecls("w"))))
    document.save(str(tmp_path / "文字材料.docx"))
    own, findings = read_own_text(tmp_path)
    assert own.sections == {"": ("开头插入", "另起一行")}
    assert "1 个文本框" in only(findings).says


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_text_is_read_line_by_line(tmp_path: Path, encoding: str) -> None:
    """In a .txt each line is a paragraph; # and an asked heading with its number open sections."""
    text = "一、总体情况\r\n第一段。\r\n第二段。\r\n# 自己的标题\r\n（一）第三段。\r\n"
    (tmp_path / "文字材料.TXT").write_bytes(text.encode(encoding))
    own, findings = read_own_text(tmp_path, ASKED)
    assert own.sections == {
        "一、总体情况": ("第一段。", "第二段。"),
        "自己的标题": ("（一）第三段。",),
    }
    assert not findings


def test_a_section_of_prompts_is_not_written(tmp_path: Path) -> None:
    """A line that begins with 〔提示〕 never counts as text, among others or alone."""
    text = "# 总体情况\n\n〔提示〕请写。\n\n# 存在的不足和原因\n\n〔提示〕请写。\n写了。\n"
    (tmp_path / "文字材料.md").write_text(text, encoding="utf-8")
    own, _ = read_own_text(tmp_path)
    assert own.sections == {"总体情况": (), "存在的不足和原因": ("写了。",)}


def test_two_own_texts_are_asked_about(tmp_path: Path) -> None:
    """Neither counts; one error names both."""
    word(tmp_path / "文字材料.docx")
    (tmp_path / "文字材料.md").write_text("# 甲\n\n乙。\n", encoding="utf-8")
    own, findings = read_own_text(tmp_path)
    assert own == OwnText()
    finding = only(findings)
    assert finding.code == "F110"
    assert "文字材料.docx、文字材料.md" in finding.says


def test_a_skeleton_beside_the_own_text_counts_for_nothing(tmp_path: Path) -> None:
    """`fazhi init` leaves 文字材料.md with prompts; a town that writes in Word need not remove it."""
    text = "# 总体情况\n\n〔提示〕请写。\n"
    (tmp_path / "文字材料.md").write_text(text, encoding="utf-8")
    word(tmp_path / "文字材料.docx")
    own, findings = read_own_text(tmp_path)
    assert (own.name, [finding.code for finding in findings]) == ("文字材料.docx", ["W410"])
    (tmp_path / "文字材料.docx").unlink()
    (tmp_path / "文字材料.txt").write_text(text, encoding="utf-8")
    assert read_own_text(tmp_path)[1] == []


def hostile(path: Path, kind: str) -> None:
    """Write what is no Word document that anyone should open."""
    word(path)
    raw = path.read_bytes()
    if kind == "bomb":
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/bomb.xml", b"<a>" + b" " * 2**26 + b"</a>")
    elif kind == "large":
        noise = random.Random(1).randbytes(11 * 2**20).hex()  # noqa: S311 - packs too badly for a bomb
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("word/large.xml", f"<a>{noise}</a>")
    elif kind == "entity":
        target = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "word/document.xml":
                    declared = b'<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
                    content = content.replace(b"<w:document", declared + b"<w:document", 1)
                    content = content.replace("全镇".encode(), b"&x;")
                new.writestr(name, content)
        path.write_bytes(target.getvalue())
    elif kind == "cut":
        path.write_bytes(raw[: len(raw) // 2])
    elif kind == "old":
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))
    elif kind == "hollow":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "甲")


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("bomb", "异常庞大"), ("large", "异常庞大"), ("entity", "DOCTYPE"), ("cut", "不完整"), ("old", "旧版 Word"),
        ("hollow", "已损坏"),
    ],
)  # fmt: skip
def test_a_hostile_document_is_one_sentence(tmp_path: Path, kind: str, says: str) -> None:
    """Nothing is unpacked or fetched; the clerk reads what is wrong and what to do."""
    hostile(tmp_path / "文字材料.docx", kind)
    own, findings = read_own_text(tmp_path)
    finding = only(findings)
    assert not own.sections
    assert finding.code == "F111"
    assert says in finding.says
    assert finding.says.count("。") == 1
    assert "Word" in finding.remedy


def test_beside_files_are_no_ledgers(tmp_path: Path) -> None:
    """No file beside the ledgers is read as one, whatever the case of its ending."""
    for name in ("文字材料.DOCX", "文字材料.txt", "对照数据.csv", "对照数据.xlsx", "report.toml"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "台账.xlsx").write_bytes(b"")
    assert [path.name for path in ledger_files(tmp_path)] == ["台账.xlsx"]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (
            "双龙镇 稳步推进,各项 工作（全面）落实{mediation.settled}件。",
            "与上年文字材料中的一段相同",
        ),
        ("2023年双龙镇印发工作要点，逐项落实。", "只差年份"),
        ("双龙镇今年新建了两个法治文化广场。", ""),
        ("做法如下：", ""),
    ],
)
def test_last_years_paragraphs_are_told(now: str, told: str) -> None:
    """Identical but for white space, width and figures, or but for the year; a short lead is none."""
    before = OwnText(
        "文字材料.md",
        {"甲": ("双龙镇稳步推进，各项工作(全面)落实183件。".replace("183", "{mediation.sessions}"),
                "2022年双龙镇印发工作要点，逐项落实。", "做法如下：")},
    )  # fmt: skip
    findings = list(
        unchanged(OwnText("文字材料.docx", {"乙": ("新的一段话在这里。", now)}), before)
    )
    assert [f.code for f in findings] == (["W420"] if told else [])
    assert all(told in f.says and "第 2 段" in f.says and f.place.sheet == "乙" for f in findings)


# --- figures to compare with -----------------------------------------------------------------


def compare(folder: Path, rows: str, encoding: str = "utf-8") -> None:
    """Write 对照数据.csv."""
    (folder / "对照数据.csv").write_bytes((HEAD + rows).encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_figures_are_read_with_where_they_stand(tmp_path: Path, encoding: str) -> None:
    """By id, title or phrase; with unit, numeral or percent; a row without a value is none."""
    rows = (
        f"mediation.settled,上年,198件,{REPORT_2022},第2页,成功化解198件\n"
        "调解成功率,计划,98.5%,年度计划,,\n"
        "受理矛盾纠纷,计划,二百,年度计划,,\n"
        "开展人民调解,计划,,,,\n"
    )
    compare(
        tmp_path, rows.replace("调解成功率", INDICATORS["mediation.success_rate"].title), encoding
    )
    quotes, findings = read_comparisons(tmp_path, INDICATORS)
    assert not findings
    assert [(q.indicator, q.kind, str(q.value)) for q in quotes] == [
        ("mediation.settled", "上年", "198"),
        ("mediation.success_rate", "计划", "98.5"),
        ("mediation.accepted", "计划", "200"),
    ]
    first = quotes[0]
    assert (first.document, first.place, first.text) == (REPORT_2022, "第2页", "成功化解198件")


def test_a_workbook_serves_as_well(tmp_path: Path) -> None:
    """对照数据.xlsx is read like the text table."""
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active
    for row in (HEAD.strip().split(","), ("mediation.settled", "计划", 210, "年度计划", 3, "")):
        book.active.append(row)
    book.save(tmp_path / "对照数据.xlsx")
    (quote,), findings = read_comparisons(tmp_path, INDICATORS)
    assert not findings
    assert quote.value == Decimal(210)
    assert (quote.place, str(quote.line)) == ("3", "对照数据.xlsx › Sheet › A2")


@pytest.mark.parametrize(
    ("row", "says", "remedy"),
    [
        ("mediation.setled,上年,1,甲,,", "没有“mediation.setled”这个指标", "mediation.settled"),
        ("mediation.settled,前年,1,甲,,", "类型“前年”", "“上年”或“计划”"),
        ("mediation.settled,上年,一百多,甲,,", "数值无法识别", "数字"),
        ("mediation.settled,上年,12件次,甲,,", "数值无法识别", "以“件”为单位"),
        ("mediation.success_rate,上年,0.985,甲,,", "数值无法识别", "98.5%"),
        ("mediation.settled,上年,1,,,", "出处没有填", "哪份文件"),
        ("mediation.settled,上年,,甲,,全年化解198件", "数值没有填", "原文"),
    ],
)
def test_an_odd_line_is_named(tmp_path: Path, row: str, says: str, remedy: str) -> None:
    """The line, what is wrong in it and what to write; the other lines are taken."""
    compare(tmp_path, f"mediation.accepted,上年,190件,甲,,\n{row}\n")
    quotes, findings = read_comparisons(tmp_path, INDICATORS)
    finding = only(findings)
    assert [quote.indicator for quote in quotes] == ["mediation.accepted"]
    assert finding.code == "W417"
    assert finding.says.startswith("第 3 行：")
    assert says in finding.says
    assert remedy in finding.remedy


def test_two_values_of_one_figure_are_asked_about(tmp_path: Path) -> None:
    """Neither is taken; the same value twice is one."""
    rows = ("mediation.settled,上年,198,甲,,\n", "mediation.settled,上年,202,乙,,\n")
    compare(tmp_path, "".join(rows))
    quotes, findings = read_comparisons(tmp_path, INDICATORS)
    assert not quotes
    assert only(findings).code == "W418"
    assert "A2 为 198件，A3 为 202件" in only(findings).says
    compare(tmp_path, rows[0] * 2)
    quotes, findings = read_comparisons(tmp_path, INDICATORS)
    assert (len(quotes), findings) == (1, [])


def test_a_table_without_a_heading_is_one_sentence(tmp_path: Path) -> None:
    """What cannot be read as figures to compare with says which headings it needs."""
    (tmp_path / "对照数据.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    quotes, findings = read_comparisons(tmp_path, INDICATORS)
    assert not quotes
    assert only(findings).code == "F111"
    assert "指标、类型、数值" in only(findings).remedy


# --- in a town's year ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mediation(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return the sample's own text and register of mediation, both years read."""
    workspace = copy_sample(tmp_path_factory.mktemp("mediation"))
    for year in (2022, 2023):
        for path in workspace.raw(SAMPLE, year).iterdir():
            if path.name not in {f"人民调解登记台账（{year}年）.xlsx", "文字材料.md"}:
                path.unlink()
        load(workspace, SAMPLE, year)
    return workspace


@pytest.fixture
def workspace(mediation: Workspace, tmp_path: Path) -> Workspace:
    """Return a copy that a test may change."""
    shutil.copytree(mediation.root, tmp_path / "root")
    return Workspace(tmp_path / "root")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Collect the blocks that a report shows instead of displaying them."""
    blocks: list[Json] = []
    monkeypatch.setattr(report_module, "show", blocks.append)
    return blocks


def report_of(workspace: Workspace, year: int = 2023, *, public: bool = False) -> Report:
    """Open the town's report outside a notebook."""
    town = load(workspace, SAMPLE, year)
    figures = Figures.of(town, before(workspace, SAMPLE, year), public=public)
    return Report(figures, "public" if public else "review", town.own_text.sections)


def text_of(block: Json) -> str:
    """Return a paragraph's words."""
    return "".join(run["text"] for run in block["runs"])


def of_figures(town: Town, code: str) -> list[str]:
    """Return what findings of a code say."""
    return [finding.says for finding in town.findings if finding.code == code]


def test_a_published_figure_that_the_ledgers_do_not_give_is_told(workspace: Workspace) -> None:
    """Both figures stand in the finding; what agrees as printed is not told."""
    rows = (
        f"mediation.settled,上年,190件,{REPORT_2022},第2页,成功化解190件\n"
        f"mediation.success_rate,上年,97.9%,{REPORT_2022},第2页,\n"
    )
    compare(workspace.raw(SAMPLE, 2023), rows)
    town = load(workspace, SAMPLE, 2023)
    assert of_figures(town, "W419") == ["上年报告公布 190 件，按上年台账重新计算为 183 件。"]
    assert len(town.quotes) == 2


def test_errors_beside_the_ledgers_refuse_this_year_only(workspace: Workspace) -> None:
    """A misspelt line refuses its own year, by its name; it takes no figure from the next one."""
    compare(workspace.raw(SAMPLE, 2022), "mediation.setled,上年,1,甲,,\n")
    with pytest.raises(RefusedError, match="文字材料或对照数据有错误"):
        load(workspace, SAMPLE, 2022)
    assert codes(read_town(workspace, SAMPLE, 2022).findings).count("W417") == 1
    compare(workspace.raw(SAMPLE, 2023), "mediation.settled,上年,190件,甲,,\n")
    assert of_figures(load(workspace, SAMPLE, 2023), "W419")


def test_a_refused_last_year_gives_way_to_what_was_published(workspace: Workspace) -> None:
    """A ledger of last year that cannot be read: its figures are not used, and nothing differs."""
    (workspace.raw(SAMPLE, 2022) / "坏.xlsx").write_bytes(b"PK\x03\x04")
    compare(workspace.raw(SAMPLE, 2023), "mediation.settled,上年,190件,甲,,\n")
    assert before(workspace, SAMPLE, 2023) is None
    assert not of_figures(load(workspace, SAMPLE, 2023), "W419")


def test_every_file_beside_the_ledgers_is_an_input(workspace: Workspace) -> None:
    """The key changes with own text, with figures to compare with and with last year's own text."""
    folder, before = workspace.raw(SAMPLE, 2023), workspace.raw(SAMPLE, 2022)
    keys = [read_beside(workspace, SAMPLE, 2023).key]
    compare(folder, "")
    keys.append(read_beside(workspace, SAMPLE, 2023).key)
    for path in (folder / "文字材料.md", before / "文字材料.md"):
        path.write_text("# 总体情况\n\n新。\n", encoding="utf-8")
        keys.append(read_beside(workspace, SAMPLE, 2023).key)
    assert len(set(keys)) == 4


@pytest.mark.parametrize(
    ("settings", "code", "says"),
    [
        ({"at_least": 300, "status": "已核实"}, "W421", "202件，低于要求的不少于300件（某文件）。"),
        ({"at_least": 300}, "W422", "202件，低于要求的不少于300件（某文件）。"),
        ({"at_most": 100, "first_year": 2023}, "W422", "202件，高于要求的不超过100件（某文件）。"),
        ({"at_least": 202}, "", ""),
        ({"at_least": 300, "last_year": 2022}, "", ""),
    ],
)
def test_norms_in_force_are_held_against_the_figures(
    settings: dict[str, object], code: str, says: str
) -> None:
    """Short of a verified norm is 警告, of an unverified one 提示; meeting one is never told."""
    values = {"indicator": "mediation.settled", "source": "某文件", **settings}
    norm = ThresholdSettings.model_validate(values)
    settled = Observation(
        area="甲镇", year=2023, indicator="mediation.settled", cell=(), value=Decimal(202)
    )
    findings = list(check_thresholds([settled], INDICATORS, [norm], 2023))
    assert [(f.code, f.says) for f in findings] == ([(code, says)] if code else [])
    assert all("达标" not in str(f) for f in findings)


def test_norms_of_the_county_reach_the_town(workspace: Workspace) -> None:
    """A threshold in county.toml becomes a finding and changes the key of what is executed."""
    first = load(workspace, SAMPLE, 2023)
    text = '[[thresholds]]\nindicator = "mediation.settled"\nat_least = 300\nsource = "某文件"\n'
    (workspace.root / "county.toml").write_text(text, encoding="utf-8")
    second = load(workspace, SAMPLE, 2023)
    assert len(of_figures(second, "W422")) == 1
    assert first.keys["beside"] != second.keys["beside"]
    assert first.keys["observations"] == second.keys["observations"]


PLANS = (
    f"mediation.settled,上年,198件,{REPORT_2022},第2页,成功化解198件\n"
    "mediation.settled,计划,200件,双龙镇2023年工作计划,第三条,全年化解200件以上\n"
    "mediation.success_rate,计划,98.5%,双龙镇2023年工作计划,第三条,\n"
)


def test_plans_are_set_against_what_was_done(workspace: Workspace, shown: list[Json]) -> None:
    """Counts in percent, rates in points; a clause whose figure has no plan is left out."""
    compare(workspace.raw(SAMPLE, 2023), PLANS)
    report = report_of(workspace)
    report.write(
        "计划化解{mediation.settled:plan}，{mediation.settled:progress}",
        "成功率{mediation.success_rate:progress}",
        "受理{mediation.accepted:progress}",
    )
    report.cards("mediation.settled", "mediation.accepted")
    report.table("mediation.settled", "mediation.accepted")
    report.table("mediation.accepted")
    sentence, cards, with_plan, without = shown
    words = text_of(sentence)
    assert words == "计划化解200件，完成计划的101%，成功率高于计划1.5个百分点。"
    assert sentence["pending"][0]["wanted"] == "对照数据（计划）"
    assert [card["plan"] for card in cards["cards"]] == ["计划200件，完成计划的101%", None]
    assert with_plan["columns"] == ["指标", "2023年", "计划", "完成情况", "2022年", "增减"]
    rows = [[cell["text"] for cell in row] for row in with_plan["rows"]]
    assert rows[0][2:4] == ["200件", "完成计划的101%"]
    assert rows[1][2:4] == ["无计划数", "—"]
    assert without["columns"] == ["指标", "2023年", "2022年", "增减"]


@pytest.mark.parametrize(
    ("name", "now", "plan", "words"),
    [
        ("mediation.settled", "104.2", "100", "完成计划的104.2%"),
        ("mediation.settled", "9999", "10000", "完成计划的99.9%"),
        ("mediation.settled", "3", "0", None),
        ("mediation.success_rate", "97", "98.5", "低于计划1.5个百分点"),
        ("mediation.success_rate", "98.5", "98.5", "与计划持平"),
    ],
)
def test_progress_in_words(name: str, now: str, plan: str, words: str | None) -> None:
    """What is nearly reached never reads as reached; a plan of nothing is not divided by."""
    assert wording.progress(INDICATORS[name], Decimal(now), Decimal(plan)) == words


def test_last_year_is_that_of_the_document_where_no_ledger_gives_it(
    workspace: Workspace, shown: list[Json]
) -> None:
    """Without a folder of last year: value, change and source are those of 对照数据."""
    shutil.rmtree(workspace.raw(SAMPLE, 2022))
    compare(workspace.raw(SAMPLE, 2023), PLANS)
    report_of(workspace).write(
        "化解{mediation.settled}，{mediation.settled:change}，上年{mediation.settled:last}"
    )
    assert text_of(shown[0]) == "化解202件，比上年增加4件，增长2%，上年198件。"
    entry = shown[0]["figures"]["mediation.settled"]
    assert entry["last_year"]["quote"] == {
        "document": REPORT_2022, "place": "第2页", "text": "成功化解198件",
    }  # fmt: skip
    assert entry["plan"]["quote"]["place"] == "第三条"
    report_of(workspace, public=True).write("化解{mediation.settled}")
    entry = shown[1]["figures"]["mediation.settled"]
    assert (entry["last_year"]["quote"], entry["plan"]["quote"]) == (None, None)


def test_ledgers_of_last_year_come_before_what_was_published(
    workspace: Workspace, shown: list[Json]
) -> None:
    """The recomputed figure is printed; provenance and review show both."""
    compare(workspace.raw(SAMPLE, 2023), PLANS)
    report = report_of(workspace)
    report.write("化解{mediation.settled}，上年{mediation.settled:last}")
    report.review()
    assert text_of(shown[0]) == "化解202件，上年183件。"
    both = "上年报告公布 198 件，按上年台账重新计算为 183 件。"
    assert shown[0]["figures"]["mediation.settled"]["last_year"]["published"] == both
    assert both in [item["text"] for item in shown[1]["items"]]


def test_own_text_that_is_prompts_only_is_pending(workspace: Workspace, shown: list[Json]) -> None:
    """It is wanted, and no section unused; messages name the file that is there."""
    folder = workspace.raw(SAMPLE, 2023)
    (folder / "文字材料.md").unlink()
    text = (
        "开头的话。\n一、总体情况\n〔提示〕请写。\n# 多出的一节\n多写了。\n"
        "# 多出又空着的一节\n〔提示〕请写。\n"
    )
    (folder / "文字材料.txt").write_text(text, encoding="utf-8")
    report = report_of(workspace)
    report.own_text("总体情况")
    report.own_text("存在的不足和原因")
    report.review()
    assert [block["pending"] for block in shown[:2]] == [
        [{"title": f"“{heading}”一节", "reason": reason, "wanted": "文字材料.txt"}]
        for heading, reason in (
            ("总体情况", "这一节还没有写。"),
            ("存在的不足和原因", "没有这一节。"),
        )
    ]
    told = {item["where"] for item in shown[2]["items"] if "没有用到" in item["text"]}
    assert told == {"文字材料.txt", "文字材料.txt › 多出的一节"}


@pytest.mark.slow
def test_a_town_with_word_and_plans(workspace: Workspace) -> None:
    """The page: the Word document's text, plans with their quotes, and gaps by what is wanted."""
    shutil.rmtree(workspace.raw(SAMPLE, 2022))
    folder = workspace.raw(SAMPLE, 2023)
    (folder / "文字材料.md").unlink()
    word(folder / "文字材料.docx")
    compare(folder, PLANS)
    outcome = build_town(workspace, Job(SAMPLE, 2023), Browser())
    assert outcome.error is None
    assert outcome.page
    page = parse(outcome.page.read_text(encoding="utf-8"))
    words = " ".join(page.text_content().split())
    for text in (
        "全镇稳步推进。",
        "据文字材料.docx",
        "计划200件，完成计划的101%",
        f"据{REPORT_2022} › 第2页：“成功化解198件”",
        "据双龙镇2023年工作计划 › 第三条：“全年化解200件以上”",
        "比上年增加4件",
    ):
        assert text in words
    assert "〔提示〕" not in words
    headings = [h.text_content() for h in page.xpath("//h2 | //h3")]
    assert not any("扎实开展普法宣传" in heading for heading in headings)
