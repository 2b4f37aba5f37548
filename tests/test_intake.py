"""A town's folder as it really is: what is read, what is named and left out, what is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import (
    MEDIATION,
    RETURN,
    STUDY,
    YEAR,
    Rows,
    found,
    full_table,
    observed,
    read,
    save,
    values,
    where,
)

from analysis.findings import Severity
from analysis.indicators import INDICATORS
from analysis.intake.folder import read_file, read_folder
from analysis.intake.sheet import OWN_PAGE
from analysis.ledgers import LEDGERS

COUNTY: Rows = [
    ["案件编码", "调委会", "受理时间", "案件来源", "案件难度级别", "纠纷类别", "主办调解员", "调解书编号",
     "调解结果", "调解协议金(元)", "协议履行情况", "当事人", "协议形式", "纠纷简要情况", "结案时间", "纠纷转化情况"],
    *(
        [f"2023-{n}", "双龙镇调委会", f"2023-0{n}-03", "主动排查", "简单", "邻里纠纷", "王调解", f"书{n}",
         "调解成功", 100 * n, "全部履行", "张三丰、李四光", "书面协议", "因琐事", f"2023-0{n}-09", "无"]
        for n in range(1, 6)
    ),
]  # fmt: skip


# --- workbooks that are not ours -------------------------------------------------------------


def test_one_row_more_in_a_county_export_is_exactly_one_more(tmp_path: Path) -> None:
    """Headings as a county system writes them: one case more is +1 where cases count, else 0."""
    save(tmp_path / "a" / "导出.xlsx", COUNTY[:-1])
    save(tmp_path / "b" / "导出.xlsx", COUNTY)
    save(tmp_path / "a" / "学习.xlsx", STUDY)
    save(tmp_path / "b" / "学习.xlsx", STUDY)
    then, now = read(tmp_path / "a"), read(tmp_path / "b")
    assert not [f for f in now.findings if f.severity is not Severity.NOTE and f.code != "C305"]
    before, after = values(then), values(now)
    assert before.keys() == after.keys()
    more = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert {INDICATORS[name].unit: difference for name, difference in more.items()} == {
        "件": 1,
        "元": 500,
    }
    assert {"mediation.accepted", "mediation.concluded", "mediation.settled"} <= more.keys()
    assert {name.split(".")[0] for name in more} == {"mediation"}
    assert observed(then)[1] == observed(now)[1]


def test_a_line_of_the_mapping_that_nothing_needs_is_told(tmp_path: Path) -> None:
    """What the town has said of a heading is kept over the years; a line without use is named."""
    save(tmp_path / "甲镇" / "导出.xlsx", COUNTY)
    mapping = tmp_path / "甲镇.toml"
    lines = '["人民调解登记台账"]\n"纠纷转化情况" = "不用"\n"化解状况" = "调解结果"\n'
    mapping.write_text(lines, encoding="utf-8")
    (told,) = found(read_folder(tmp_path / "甲镇", YEAR, mapping).findings, "T210")
    assert (told.place.file, "“化解状况”" in told.says) == ("甲镇.toml", True)
    assert "纠纷转化情况" not in told.says


def test_the_county_export_loses_no_column(tmp_path: Path) -> None:
    """All sixteen headings are known; the case number is 案件编码, not 调解书编号."""
    save(tmp_path / "导出.xlsx", COUNTY)
    intake = read(tmp_path)
    (table,) = intake.tables
    assert not found(intake.findings, "T204")
    assert not found(intake.findings, "T203")
    assert (table.headings["case_no"], table.headings["agreement_no"]) == ("案件编码", "调解书编号")
    assert intake.frames["mediation"]["difficulty"].tolist() == ["一般"] * 5


@pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())
def test_neither_file_nor_sheet_name_matters(ledger: str, tmp_path: Path) -> None:
    """A ledger in 新建工作表.xlsx, Sheet3, starting at D7, is read as what its headings say."""
    one = LEDGERS[getattr(ledger, "id", "")]
    save(tmp_path / "新建工作表.xlsx", {"Sheet3": full_table(one, rows=1)}, top=6, left=3)
    intake = read(tmp_path)
    assert list(intake.frames) == [one.id]
    (table,) = intake.tables
    assert (table.file, table.sheet, table.rows) == ("新建工作表.xlsx", "Sheet3", 1)
    assert (table.header_rows, table.width[0]) == ((7, 7), "D")
    assert intake.frames[one.id]["_row"].tolist() == [8]


def test_a_gbk_csv_with_a_preamble(tmp_path: Path) -> None:
    """A CSV as Excel saves it in China: GBK, a title line before the header, a total after."""
    text = "双龙镇公共法律服务月报,,\r\n月份,法律援助,服务档案\r\n1月,1,30\r\n2月,0,31\r\n合计,1,61\r\n"
    (tmp_path / "月报.csv").write_bytes(text.encode("gbk"))
    intake = read(tmp_path)
    frame = intake.frames["legal_service"]
    assert (frame["files"].tolist(), frame["_row"].tolist()) == ([30, 31], [3, 4])
    assert not found(intake.findings, "W404")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_encodings_and_separators(encoding: str, separator: str, tmp_path: Path) -> None:
    """UTF-8 with and without BOM, UTF-16, GB18030; commas, tabs, semicolons."""
    lines = [separator.join(map(str, row)) for row in MEDIATION]
    (tmp_path / "a.csv").write_bytes("\n".join(lines).encode(encoding))
    assert values(read(tmp_path))["mediation.accepted"] == 3


def test_a_stray_quotation_mark_loses_no_rows(tmp_path: Path) -> None:
    """A CSV whose quotation mark would swallow the rows below it is refused, not half read."""
    lines = [",".join(map(str, row)) for row in MEDIATION]
    lines[2] = lines[2].replace("李四光", '"李四光')
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    intake = read(tmp_path)
    assert not intake.frames
    assert found(intake.findings, "F101")


def test_an_xls_that_is_an_xlsx_is_read(tmp_path: Path) -> None:
    """Content goes before extension: an .xlsx renamed to .xls or .et is read."""
    for suffix in (".xls", ".et"):
        folder = tmp_path / suffix
        save(folder / "a.xlsx", MEDIATION).rename(folder / f"a{suffix}")
        assert values(read(folder))["mediation.accepted"] == 3


# --- rows in, rows out -----------------------------------------------------------------------


LINES: st.SearchStrategy[list[object]] = st.sampled_from(
    [
        [],
        ["合计", "", "", "", "", ""],
        ["注：略", "", "", "", "", ""],
        [7],
        ["零报告"],
        [8, "2023-05-06", "集体学习", "宪法", 10, 9],
        [9, "2023.13.5", "文字", "", "文字", ""],
    ],
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.lists(st.lists(LINES, max_size=6), min_size=1, max_size=3))
def test_rows_in_are_rows_out_and_rows_named(tmp_path: Path, months: list[list[object]]) -> None:
    """Over all sheets of a file: rows below the headers = rows kept + rows that T205 counts."""
    # A sheet ends with its last filled row; one that another holds whole is counted once.
    sheets = {
        f"{n}月": [STUDY[0], *rows, [9, "2023-12-30", "集体学习", f"终{n}", 1, 1]]
        for n, rows in enumerate(months, start=1)
    }
    save(tmp_path / "a.xlsx", sheets)  # type: ignore[arg-type]
    intake = read(tmp_path)
    named = sum(
        int(word)
        for finding in found(intake.findings, "T205")
        for word in finding.says.replace("、", " ").replace("，", " ").split()
        if word.isdigit()
    )
    assert len(intake.frames["study"]) == sum(table.rows for table in intake.tables)
    assert len(intake.frames["study"]) + named == sum(len(rows) + 1 for rows in months)


def test_rows_set_apart_are_named_by_kind(tmp_path: Path) -> None:
    """T205 says how many rows of which kind a file has that are no data."""
    save(tmp_path / "a.xlsx", [*MEDIATION, [], ["合计", "", "", "", "", 3], ["注：略"]])
    (finding,) = found(read(tmp_path).findings, "T205")
    assert str(finding) == "[T205 提示] a.xlsx：合计 1 行、空白 1 行、说明 1 行，不作为明细计入。"


# --- findings of whole tables and ledgers ----------------------------------------------------


def test_the_same_number_twice_is_an_error_that_names_both_places(tmp_path: Path) -> None:
    """编号 1号 in two files: W401, error, both rows named, the number itself not told."""
    save(tmp_path / "a.xlsx", MEDIATION)
    save(tmp_path / "b.xlsx", [MEDIATION[0], [9, *MEDIATION[1][1:6], "2023-01-10"]])
    (finding,) = found(read(tmp_path).findings, "W401")
    assert finding.severity is Severity.ERROR
    assert str(finding.place) == "a.xlsx › Sheet1 › 第2行"
    assert "b.xlsx › Sheet1 › 第2行" in finding.says
    assert "1号" not in str(finding)


def test_ordinals_that_begin_anew_name_no_case(tmp_path: Path) -> None:
    """编号 1, 2, 3 on each month's sheet is a habit, not a case entered twice."""
    numbered = [[*row[:1], str(n), *row[2:]] for n, row in enumerate(MEDIATION[1:], start=1)]
    for name in ("a.xlsx", "b.xlsx"):
        save(tmp_path / name, [MEDIATION[0], *numbered, [8, name, *MEDIATION[1][2:]]])
    assert found(read(tmp_path).findings, "W401") == []


@pytest.mark.parametrize("period", ["1月", "一季度", "上半年", "全年", "2023年1月"])
def test_periods_that_overlap_are_never_added(period: str, tmp_path: Path) -> None:
    """A quarter's or a year's row among the months would count twice: W401 names both rows."""
    save(tmp_path / "a.xlsx", [*RETURN, [period, 3, 3, 2]])
    findings = found(read(tmp_path).findings, "W401")
    assert findings
    assert any("a.xlsx › Sheet1" in finding.says for finding in findings)


def test_rules_are_told_at_the_cell(tmp_path: Path) -> None:
    """结案 before 受理 and 实到 above 应到 are errors at the later date and at the part."""
    cases = [list(row) for row in MEDIATION]
    cases[2][6] = "2023-02-05"
    study = [list(row) for row in STUDY]
    study[1][5] = 41
    save(tmp_path / "a.xlsx", {"案件": cases, "学法": study})
    findings = read(tmp_path).findings
    assert where(findings, "W402") == ["G3"]
    assert where(findings, "W403") == ["F2"]


@pytest.mark.parametrize(
    ("heading", "stated", "told"), [("元", 1.5, False), ("元", 2, True), ("万元", 1.5, False)]
)
def test_a_total_that_differs_is_told_at_its_cell(
    heading: str, stated: float, tmp_path: Path, *, told: bool
) -> None:
    """The sheet's own 合计 is held against the detail in the heading's unit, never counted."""
    rows: Rows = [
        ["受理日期", "调解结果", f"涉及金额（{heading}）"],
        ["2023-01-05", "调解成功", 0.5],
        ["2023-01-06", "调解成功", 1],
        ["合计", "", stated],
    ]
    save(tmp_path / "a.xlsx", rows)
    intake = read(tmp_path)
    assert where(intake.findings, "W404") == (["C4"] if told else [])
    assert len(intake.frames["mediation"]) == 2


def test_a_running_total_is_not_added_up(tmp_path: Path) -> None:
    """累计 columns are neither summed for a figure nor expected to add up to the 合计 row."""
    rows: Rows = [
        ["月份", "本月受理", "本月调解成功", "累计受理", "累计调解成功"],
        ["1月", 1, 1, 1, 1],
        ["2月", 2, 2, 3, 3],
        ["合计", 3, 3, 3, 3],
    ]
    save(tmp_path / "a.xlsx", rows)
    intake = read(tmp_path)
    assert not found(intake.findings, "W404")
    assert values(intake)["mediation.accepted"] == 3


# --- files -----------------------------------------------------------------------------------


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    """A copy is named with a 警告 and not counted; the shorter name is the original."""
    save(tmp_path / "a.xlsx", MEDIATION)
    (tmp_path / "a - 副本.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes())
    intake = read(tmp_path)
    (finding,) = found(intake.findings, "F103")
    assert (finding.severity, finding.place.file) == (Severity.WARNING, "a - 副本.xlsx")
    assert values(intake)["mediation.accepted"] == 3


def test_what_is_not_taken_is_not_said_to_mean_anything(tmp_path: Path) -> None:
    """A heading whose unit contradicts its column (T206) is told as not used, and not as taken."""
    rows: Rows = [["月份", "受理（件）", "调解（件）", "调解成功（件）"], ["1月", 3, 4, 3]]
    path = save(tmp_path / "月报.xlsx", rows)
    answer = read_file(path, "月报.xlsx", YEAR)
    assert [f.heading or f.says for f in found(answer.findings, "T206")]
    assert answer.sheets[0].meant[0]["调解（件）"] is None
    assert answer.sheets[0].meant[0]["受理（件）"] == "accepted"
    assert "sessions" not in answer.tables[0].columns


def test_a_table_that_is_asked_about_is_not_said_to_be_missing(tmp_path: Path) -> None:
    """A cross table without a month is T208; that nothing was found (F104) is not said as well."""
    head = ["镇办", "本月矛盾纠纷总数", "本月未化解纠纷数"]
    rows: Rows = [head, ["甲镇", 7, 2], ["乙镇", 5, 1]]
    path = save(tmp_path / "统计.xlsx", rows)
    codes = {f.code for f in read_file(path, "统计.xlsx", YEAR).findings}
    assert ("T208" in codes, "F104" in codes) == (True, False)


def test_how_a_file_was_read_is_told_apart_from_its_name(tmp_path: Path) -> None:
    """A wrong extension is a 提示 (F105); what the clerk should look at is a 警告 (F109)."""
    path = tmp_path / "台账.xls"
    path.write_text("sep=;\n受理日期;调解结果\n2023-01-05;调解成功\n", encoding="utf-8")
    findings = read_file(path, "台账.xls", YEAR).findings
    told = {f.code: f.severity for f in findings if f.code in {"F105", "F109"}}
    assert told == {"F105": Severity.NOTE, "F109": Severity.WARNING}


def test_what_keeps_a_sheet_from_being_read_is_asked(tmp_path: Path) -> None:
    """A register that lacks its date is no table yet: the line that is asked for makes it one."""
    rows: Rows = [
        ["案件编号", "纠纷类型", "当事人", "受理日其", "调解结果", "协议形式", "涉及金额"],
        ["1号", "邻里", "张三丰", "2023-01-05", "调解成功", "口头", 0],
    ]
    path, mapping = save(tmp_path / "登记.xlsx", rows), tmp_path / "甲镇.toml"
    read = read_file(path, "登记.xlsx", YEAR, mapping)
    assert not read.tables
    (lacks, *_), (asked,) = (found(read.findings, code) for code in ("F104", "T207"))
    where = 'data/mappings/甲镇.toml 的 ["人民调解登记台账"]'
    assert (where in lacks.remedy, '"原表头" = "受理日期"' in lacks.remedy) == (True, True)
    assert (where in asked.remedy, '"受理日其" = "受理日期"' in asked.remedy) == (True, True)
    for answer, tables in (("不用", 0), ("受理日期", 1)):
        mapping.write_text(f'["人民调解登记台账"]\n"受理日其" = "{answer}"\n', encoding="utf-8")
        read = read_file(path, "登记.xlsx", YEAR, mapping)
        assert (len(read.tables), found(read.findings, "T207")) == (tables, [])


def test_pages_of_ours_are_listed_with_their_cells(tmp_path: Path) -> None:
    """A sheet that fazhi wrote is no ledger, and yet it and its cells are named."""
    path = save(tmp_path / "a.xlsx", {"台账": MEDIATION, "更正": [[OWN_PAGE], ["文件", "工作表"]]})
    sheets = read_file(path, "a.xlsx", YEAR).sheets
    assert [(s.name, s.cells, len(s.tables)) for s in sheets] == [("台账", 28, 1), ("更正", 3, 0)]


def test_a_correction_table_read_by_itself_is_no_fault(tmp_path: Path) -> None:
    """`fazhi read 更正.xlsx` looks for no ledger in it and does not apply it to itself."""
    head = ["文件", "工作表", "单元格", "原值", "改为", "理由"]
    path = save(tmp_path / "更正.xlsx", [head, ["a.xlsx", "Sheet1", "C2", "1", "2", ""]])
    codes = {f.code for f in read_file(path, "更正.xlsx", YEAR).findings}
    assert not codes & {"F104", "F107"}


def test_lock_and_hidden_files_are_ignored(tmp_path: Path) -> None:
    """~$ files of Excel, .~lock files of LibreOffice and .DS_Store leave no trace."""
    save(tmp_path / "a.xlsx", MEDIATION)
    for name in ("~$a.xlsx", ".~lock.a.xlsx#", ".DS_Store", "report.toml"):
        (tmp_path / name).write_bytes(b"x")
    assert {finding.place.file for finding in read(tmp_path).findings} <= {"a.xlsx"}


def test_other_files_are_named(tmp_path: Path) -> None:
    """A picture is told and not read; a workbook without a ledger is told as a warning."""
    (tmp_path / "合影.jpg").write_bytes(b"x")
    save(tmp_path / "通讯录.xlsx", [["姓名", "电话"], ["张三丰", "1"]])
    findings = read(tmp_path).findings
    assert [f.place.file for f in found(findings, "F102")] == ["合影.jpg"]
    assert [f.place.file for f in found(findings, "F104")] == ["通讯录.xlsx"]
    assert [f.place.sheet for f in found(findings, "T201")] == ["Sheet1"]


def test_a_sheet_that_nearly_is_a_ledger_is_a_warning(tmp_path: Path) -> None:
    """Among twelve months one has a mistyped heading: a warning names sheet, ledger and heading."""
    wrong = [["受理日朗" if c == "受理日期" else c for c in MEDIATION[0]], *MEDIATION[1:]]
    save(tmp_path / "a.xlsx", {"1月": MEDIATION, "2月": wrong})
    (finding,) = found(read(tmp_path).findings, "F104")
    assert (finding.place.sheet, finding.severity) == ("2月", Severity.WARNING)
    assert "人民调解登记台账" in finding.says
    assert "“受理日期”" in finding.says


def test_a_table_that_two_ledgers_claim_is_a_warning(tmp_path: Path) -> None:
    """Headings that fit two ledgers: not read, both named, nothing counted."""
    rows: Rows = [["登记日期", "类型", "结果"], ["2023-01-05", "邻里", "已化解"]]
    save(tmp_path / "a.xlsx", rows)
    intake = read(tmp_path)
    assert not intake.frames
    assert any(
        "矛盾纠纷排查台账" in f.says and "人民调解登记台账" in f.says for f in intake.findings
    )


def test_hidden_sheets_are_named_and_not_counted(tmp_path: Path) -> None:
    """A hidden month is told with the ledger it holds."""
    save(
        tmp_path / "a.xlsx",
        {"1月": MEDIATION[:2], "2月": [MEDIATION[0], MEDIATION[2]]},
        hidden=["2月"],
    )
    intake = read(tmp_path)
    (finding,) = found(intake.findings, "T202")
    assert (finding.place.sheet, "人民调解登记台账" in finding.says) == ("2月", True)
    assert values(intake)["mediation.accepted"] == 1


def test_an_empty_workbook_leaves_a_gap(tmp_path: Path) -> None:
    """A workbook without a cell is told and is no ledger with nothing in it."""
    save(tmp_path / "a.xlsx", [])
    intake = read(tmp_path)
    assert not intake.frames
    assert [f.code for f in intake.findings] == ["F104"]


def test_names_in_file_and_sheet_names_are_masked(tmp_path: Path) -> None:
    """张三丰纠纷.xlsx is shown masked in tables, rows and findings, and two stay two."""
    rows: Rows = [*MEDIATION[:1], [*MEDIATION[1][:6], "2023-01-01"]]
    save(tmp_path / "张三丰纠纷.xlsx", {"张三丰": rows})
    other = [1, "8号", "2023-01-05", "邻里", "李四光", "成不成", ""]
    save(tmp_path / "李四光纠纷.xlsx", {"李四光": [MEDIATION[0], other]})
    (tmp_path / "李四光纠纷（副本）.xlsx").write_bytes((tmp_path / "李四光纠纷.xlsx").read_bytes())
    intake = read(tmp_path)
    told = "".join(f"{asdict(f)}" for f in intake.findings) + "".join(map(str, intake.tables))
    told += intake.frames["mediation"].to_csv()
    assert "张三丰" not in told
    assert "李四光" not in told
    assert len({table.file for table in intake.tables}) == 2
    assert all(table.file.startswith("＊＊＊纠纷") for table in intake.tables)
    assert set(intake.frames["mediation"]["_file"]) == {table.file for table in intake.tables}
    total = [o for o in observed(intake)[0] if o.indicator == "mediation.accepted" and not o.cell]
    assert len(total[0].parts) == 2


# --- formulas and errors ---------------------------------------------------------------------


def test_errors_and_uncomputed_formulas_are_told(tmp_path: Path) -> None:
    """#REF! and a formula without a result are findings; a formula that gives "" is empty."""
    rows: list[list[Any]] = [list(row) for row in STUDY]
    rows[1][5] = "#REF!"
    rows[2][4] = "=6*2"
    save(tmp_path / "a.xlsx", rows)
    findings = found(read(tmp_path).findings, "C306")
    assert {f.place.cells: f.says for f in findings} == {
        "F2": "单元格是错误值 #REF!。",
        "E3": "单元格是没有算出结果的公式。",
    }
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    page = book.add_worksheet()
    for r, row in enumerate(RETURN):
        page.write_row(r, 0, row)
    page.write_formula(1, 1, "=1+1", None, 2)
    page.write_formula(2, 1, '=IF(A1="","",3)', None, "")
    book.close()
    _rewrite(tmp_path / "b.xlsx", lambda xml: xml.replace(b'<c r="B3">', b'<c r="B3" t="str">'))
    (tmp_path / "a.xlsx").unlink()
    intake = read(tmp_path)
    assert not found(intake.findings, "C306")
    assert intake.frames["mediation_return"]["accepted"].fillna(-1).tolist() == [2, -1, 1]


def test_a_last_row_or_column_of_errors_is_told(tmp_path: Path) -> None:
    """Errors at the very end of a sheet, where the reader sees no cells at all, are told."""
    rows: Rows = [*STUDY, ["", "", "", "", "#REF!", "#REF!"]]
    save(tmp_path / "a.xlsx", rows)
    assert where(read(tmp_path).findings, "C306") == ["E4", "F4"]


def _rewrite(
    path: Path, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml"
) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


# --- hostile files ---------------------------------------------------------------------------


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 2**25)


def _corrupt(path: Path) -> None:
    content = save(path, MEDIATION).read_bytes()
    path.write_bytes(content[: len(content) // 2] + b"xx" + content[len(content) // 2 + 60 :])


def _far_cell(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write(0, 16383, 1)
    page.write(9000, 0, 1)
    book.close()


def _many_strings(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write(0, 0, "受理日期")
    book.close()
    part = "xl/sharedStrings.xml"
    _rewrite(path, lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="99999999'), part)


def _lying_size(path: Path) -> None:
    content = bytearray(save(path, MEDIATION).read_bytes())
    at = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", 9)
    path.write_bytes(bytes(content))


def _locked(path: Path) -> None:
    """Write the outside of an encrypted workbook: a compound file with an EncryptedPackage."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<10I", 0, 1, 1, 0, 4096, end, 0, end, 0, 0) + struct.pack("<I", free) * 108
    table = struct.pack("<2I", 0xFFFFFFFD, end) + struct.pack("<I", free) * 126

    def entry(name: str, kind: int, child: int = free) -> bytes:
        text = f"{name}\0".encode("utf-16-le") if name else b""
        fields = struct.pack("<HBB3I", len(text), kind, 1, free, free, child)
        return (
            text.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", end if kind else 0, 0)
        )

    entries = entry("Root Entry", 5, 1) + entry("EncryptedPackage", 2) + entry("", 0) * 2
    path.write_bytes(head + table + entries)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "bomb": _bomb,
    "corrupt": _corrupt,
    "far cell": _far_cell,
    "many strings": _many_strings,
    "lying size": _lying_size,
    "locked": _locked,
    "empty": lambda path: path.write_bytes(b""),
    "zip of nothing": lambda path: zipfile.ZipFile(path, "w").close(),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_cannot_be_read_is_a_finding(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    """Bomb, broken zip, stray far cell, password, text as .xlsx, empty file: F101, no exception."""
    save(tmp_path / "good.xlsx", MEDIATION)
    make(tmp_path / "坏.xlsx")
    intake = read(tmp_path)
    (finding,) = found(intake.findings, "F101")
    assert (finding.place.file, finding.severity) == ("坏.xlsx", Severity.ERROR)
    assert finding.remedy
    assert values(intake)["mediation.accepted"] == 3


def test_each_refusal_says_what_it_is(tmp_path: Path) -> None:
    """A bomb, a far cell and a password are each called by their name."""
    for make, word in (
        (_bomb, "庞大"),
        (_far_cell, "太远"),
        (_many_strings, "庞大"),
        (_locked, "密码"),
    ):
        make(tmp_path / "坏.xlsx")
        (finding,) = found(read(tmp_path).findings, "F101")
        assert word in finding.says


def test_a_file_that_is_held_open_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that Windows will not let us open is told, and the others are read."""
    save(tmp_path / "a.xlsx", MEDIATION)
    save(tmp_path / "b.xlsx", STUDY)
    real = Path.open

    def refuse(self: Path, *args: str) -> object:
        if self.name == "a.xlsx":
            raise PermissionError
        return real(self, *args)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    intake = read(tmp_path)
    assert [f.place.file for f in found(intake.findings, "F101")] == ["a.xlsx"]
    assert list(intake.frames) == ["study"]


def test_external_entities_are_not_resolved(tmp_path: Path) -> None:
    """XML that points to a file of this machine brings nothing of it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    path = save(tmp_path / "in" / "a.xlsx", STUDY)
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><worksheet'
    _rewrite(
        path,
        lambda xml: xml.replace(b"<worksheet", entity.encode()).replace("宪法".encode(), b"&e;"),
    )
    intake = read(path.parent)
    told = "".join(map(str, intake.findings)) + "".join(f.to_csv() for f in intake.frames.values())
    assert "机密内容" not in told


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(at=st.integers(0, 2**16), noise=st.binary(min_size=1, max_size=8))
def test_no_broken_workbook_raises(tmp_path: Path, at: int, noise: bytes) -> None:
    """Whatever bytes of a workbook are damaged, reading it raises nothing."""
    buffer = io.BytesIO()
    path = save(tmp_path / "a.xlsx", MEDIATION)
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(buffer, "w") as plain:
        for name in archive.namelist():
            plain.writestr(name, archive.read(name))
    content = bytearray(buffer.getvalue())
    at %= len(content)
    content[at : at + len(noise)] = noise
    (tmp_path / "a.xlsx").write_bytes(bytes(content))
    read(tmp_path, YEAR)
