"""The annotated copy shows each finding in its cell, changes nothing else, and can come back."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from conftest import PROJECT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from workbooks import MEDIATION, STUDY, save

from analysis.annotate import annotate
from analysis.cells import Source, address
from analysis.findings import CODES, Finding, errors, numbered
from analysis.intake.corrections.mend import corrected
from analysis.intake.corrections.same import seen
from analysis.intake.corrections.table import assign, read_corrections
from analysis.intake.files import read_book
from analysis.intake.rows.check import check_table
from analysis.intake.rows.convert import convert
from analysis.intake.rows.frames import frame_of
from analysis.intake.sheet import Sheet
from analysis.intake.tables.locate import locate
from analysis.intake.whole.keys import check_ledger

RED, YELLOW, BLUE = "FFFFC9C9", "FFFFF2B3", "FFCFE5FF"
FILE = "台账.xlsx"


def wrong(cells: str, code: str = "C301", sheet: str = "Sheet1", **more: str) -> Finding:
    """Make a finding."""
    return Finding(code, Source(FILE, sheet, cells), "写得不对。", "日期", "请改正。", **more)


def town(folder: Path, rows: Any = MEDIATION, **odd: Any) -> Path:
    """Make a town's folder with one ledger."""
    save(folder / "raw" / FILE, rows, **odd)
    return folder / "raw"


def copy_of(folder: Path, *findings: Finding, **more: Any) -> Any:
    """Annotate and return the copy, opened."""
    paths = annotate(folder, findings, folder.parent / "核对", **more)
    assert paths == [folder.parent / "核对" / FILE]
    return openpyxl.load_workbook(paths[0])


def shape(page: Any) -> dict[str, Any]:
    """Return all of a sheet that a copy must keep."""
    return {
        "cells": {
            c.coordinate: (
                str(getattr(c.value, "text", c.value)),
                type(c.value),
                c.data_type,
                c.number_format,
                c.font.b,
                c.alignment.wrap_text,
            )
            for row in page.iter_rows()
            for c in row
            if c.value is not None
        },
        "merges": sorted(map(str, page.merged_cells.ranges)),
        "state": page.sheet_state,
        "rows": {n for n, d in page.row_dimensions.items() if d.hidden},
        "columns": {n for n, d in page.column_dimensions.items() if d.hidden},
        "panes": page.freeze_panes,
        "checks": [str(v.sqref) for v in page.data_validations.dataValidation],
    }


def content(path: Path) -> list[Any]:
    """Return what the reading sees of the clerk's sheets; merges come in any order."""
    sheets = [sheet for sheet in read_book(path).sheets if not sheet.own_page()]
    return [replace(sheet, merges=tuple(sorted(sheet.merges))) for sheet in sheets]


def body(page: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a page of ours below its headings."""
    return [tuple(cell.value for cell in row) for row in page.iter_rows(3)]


# --- what the clerk sees ---------------------------------------------------------------------


def test_cells_are_coloured_and_told(tmp_path: Path) -> None:
    """Each severity has its colour; the comment has number, code, words, wish and remedy."""
    findings = [wrong("F2", "W406"), wrong("D3", "C305"), wrong("C4"), wrong("C4", "C305")]
    page = copy_of(town(tmp_path), *findings)["Sheet1"]
    colours = {at: page[at].fill.fgColor.rgb for at in ("F2", "D3", "C4")}
    assert colours == {"F2": BLUE, "D3": YELLOW, "C4": RED}
    text = page["C4"].comment.text
    assert "1. C301 错误：写得不对。\n应为：日期\n请改正。" in text
    assert "3. C305 警告" in text
    assert page["A1"].comment is None
    assert page["A1"].fill.fill_type is None


@pytest.mark.parametrize(
    ("cells", "more", "told", "coloured"),
    [
        ("3:3", {}, "A3", {"A3"}),
        ("3:3", {"heading": "纠纷类型"}, "D3", {"D3"}),
        ("2:3", {}, "A2", {"A2", "A3"}),
        ("B2:C3,E4", {}, "B2", {"B2", "C2", "B3", "C3", "E4"}),
        ("C:C", {}, "C1", {"C1"}),
        ("D3", {"heading": "纠纷类型"}, "D3", {"D3"}),
        ("ZZ900", {}, None, set()),
        ("不是地址", {}, None, set()),
        ("", {}, None, set()),
    ],
)
def test_any_place_lands_somewhere(
    tmp_path: Path, cells: str, more: dict[str, str], told: str | None, coloured: set[str]
) -> None:
    """Rows, ranges, columns and sheets are shown in a cell where there is one, else in the list."""
    book = copy_of(town(tmp_path), wrong(cells, **more))
    marked = [c for row in book["Sheet1"].iter_rows() for c in row]
    assert {c.coordinate for c in marked if c.fill.fgColor.rgb == RED} == coloured
    assert [c.coordinate for c in marked if c.comment] == [told] * bool(told)
    assert [row[:3] for row in body(book["更正"])] == [(1, "C301", "错误")]


def test_a_merged_cell_is_marked_where_it_shows(tmp_path: Path) -> None:
    """A finding in a merged range is shown in its upper left cell."""
    rows = [list(row) for row in MEDIATION]
    rows[2][3] = None
    book = copy_of(town(tmp_path, rows, merges=["D2:D3"]), wrong("D3"))
    assert book["Sheet1"]["D2"].comment
    assert book["Sheet1"]["D2"].fill.fgColor.rgb == RED


def test_the_sheet_to_fill_in(tmp_path: Path) -> None:
    """更正 lists what can be mended first, then the rest in grey, with the terminal's numbers."""
    findings = [
        Finding("T201", Source(FILE, "Sheet1", ""), "没有表头。"),
        wrong("2:2", "W401"),
        wrong("F4", "C304", heading="调解结果", written="不成", nearest="调解不成功"),
        wrong("C3", "C303", heading="受理日期"),
        wrong("G2", "W402"),
    ]
    findings[2] = replace(findings[2], expects="调解成功、调解不成功、撤回")
    page = copy_of(town(tmp_path), *findings)["更正"]
    assert page["A1"].value.startswith("本页由 fazhi 生成")
    titles = "序号 代号 级别 文件 工作表 单元格 表头 原值 问题 应为 改为 理由"
    assert [c.value for c in page[2]] == titles.split()
    numbers = {id(f): n for n, f in numbered(findings)}
    order = [findings[n] for n in (2, 3, 1, 4, 0)]
    assert [row[0] for row in body(page)] == [numbers[id(f)] for f in order]
    assert [row[7] for row in body(page)] == ["不成", None, None, None, None]
    assert "是否指“调解不成功”？" in page["J3"].value
    assert [row[10:] for row in body(page)] == [(None, None)] * 5
    grey = [page.cell(row, 11).fill.fill_type for row in range(3, 8)]
    assert grey == [None, None, "solid", "solid", "solid"]
    (choices,) = page.data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == ("K3", '"调解成功,调解不成功,撤回"')
    assert (page.freeze_panes, page.page_setup.orientation) == ("A3", "landscape")
    assert str(page.page_setup.paperSize) == "9"
    assert page.column_dimensions["I"].width > 30
    assert (page["I3"].font.name, page["I3"].alignment.wrap_text) == ("宋体", True)


def test_every_line_has_room(tmp_path: Path) -> None:
    """Rows of 更正 are as high as their longest text, in the copy and in a findings workbook."""
    folder = town(tmp_path)
    (folder / "月报.csv").write_text("月份\n1\n", encoding="utf-8")
    long = Finding("C301", Source(FILE, "Sheet1", "C2"), "说明" * 60, "日期" * 40)
    findings = [long, replace(long, place=Source("月报.csv", "", "A2")), wrong("C3")]
    for path in annotate(folder, findings, tmp_path / "核对"):
        page = openpyxl.load_workbook(path)["更正"]
        lines = 240 / page.column_dimensions["I"].width
        assert page.row_dimensions[3].height > 13 * lines
    page = openpyxl.load_workbook(tmp_path / "核对" / FILE)["更正"]
    assert page.row_dimensions[4].height < 50


def test_findings_alike_share_a_dropdown(tmp_path: Path) -> None:
    """However many cells take the same values, the sheet has one list of them."""
    folder = town(tmp_path)
    ask = [wrong(f"F{n}", "C304", written="搞定") for n in range(2, 5)]
    listed = [replace(finding, expects="调解成功、撤回") for finding in ask]
    page = copy_of(folder, *listed, wrong("D2", "C304", written="也许", nearest="是"))["更正"]
    (choices,) = page.data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == ("K3:K5", '"调解成功,撤回"')


def test_comments_have_room(tmp_path: Path) -> None:
    """Comments are as large as their texts; those of the clerk's own are not cut to a small box."""
    folder = tmp_path / "raw"
    folder.mkdir()
    with xlsxwriter.Workbook(str(folder / FILE)) as book:
        page = book.add_worksheet("Sheet1")
        page.write_column("A1", [1, 2, 3])
        page.write_comment("A2", "镇里写的批注" * 20, {"width": 400, "height": 300})
    (path,) = annotate(folder, [wrong("A3")], tmp_path / "核对")
    with zipfile.ZipFile(path) as archive:
        (drawing,) = (n for n in archive.namelist() if n.endswith(".vml"))
        sizes = re.findall(r"width:(\d+)px;height:(\d+)px", archive.read(drawing).decode())
    assert len(sizes) == 2
    assert all(int(width) >= 300 for width, _ in sizes)
    assert max(int(height) for _, height in sizes) > 100


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@甲", "#REF!", "\x0b甲", '=HYPERLINK("x")'])
@pytest.mark.parametrize("name", [FILE, "月报.csv"])
def test_no_text_becomes_a_formula(tmp_path: Path, text: str, name: str) -> None:
    """What a cell held is shown as a text, in the copy and in a findings workbook."""
    folder = town(tmp_path)
    (folder / "月报.csv").write_text("月份\n1\n", encoding="utf-8")
    finding = Finding("C301", Source(name, "Sheet1", "C2"), text, written=text, heading=text)
    (path,) = annotate(folder, [finding], tmp_path / "核对")
    assert path.name == (FILE if name == FILE else f"{name}.核对.xlsx")
    row = openpyxl.load_workbook(path)["更正"][3]
    assert [(row[c].value, row[c].data_type) for c in (6, 7)] == [(text.strip("\x0b"), "s")] * 2
    assert row[7].quotePrefix == (text[0] in "=+-@")


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    """A clerk's own sheet named 更正 stays as it is."""
    book = copy_of(town(tmp_path, {"更正": MEDIATION}), wrong("C2", sheet="更正"))
    assert book.sheetnames == ["更正", "更正1"]
    assert book["更正"]["B2"].value == "1号"


def test_only_files_with_findings(tmp_path: Path) -> None:
    """Files without findings, and findings without a file, make no copy; the original stays."""
    folder = town(tmp_path)
    save(folder / "二季度" / "别的.xlsx", STUDY)
    before = {p: p.read_bytes() for p in folder.rglob("*.xlsx")}
    nowhere = Finding("W406", Source("", "", ""), "都是100%。")
    notes = Finding("F102", Source("说明.docx", "", ""), "不是表格文件，没有读取。")
    there = Finding("T201", Source("二季度/别的.xlsx", "Sheet1", ""), "没有表头。")
    figures = Finding("W405", Source("指标", "受理人民调解案件", ""), "台账为3件，报表为2件。")
    unused = Finding("T210", Source("白鹤镇.toml", "", ""), "有 1 行没有用到。")
    found = [nowhere, notes, there, figures, unused]
    files = {"白鹤镇.toml": "白鹤镇.toml", "二季度/别的.xlsx": "二季度/别的.xlsx"}
    paths = annotate(folder, found, tmp_path / "核对", files=files)
    assert paths == [tmp_path / "核对" / "二季度" / "别的.xlsx"]
    assert {p: p.read_bytes() for p in folder.rglob("*.xlsx")} == before


def test_masked_names_find_their_files(tmp_path: Path) -> None:
    """Names shown with ＊ lead to the real file and sheet; what we write keeps the ＊."""
    folder = tmp_path / "raw"
    save(folder / "张三丰纠纷.xlsx", {"张三丰": MEDIATION})
    save(folder / "张三丰月报.xls", MEDIATION)  # not to be copied
    findings = [
        Finding("C301", Source(f"＊＊＊{name}", "＊＊＊", "C2"), "写得不对。")
        for name in ("纠纷.xlsx", "月报.xls")
    ]
    files = {f.place.file: f.place.file.replace("＊＊＊", "张三丰") for f in findings}
    paths = annotate(folder, findings, tmp_path / "核对", files=files, sheets={"＊＊＊": "张三丰"})
    assert [p.name for p in paths] == ["张三丰纠纷.xlsx", "＊＊＊月报.xls.核对.xlsx"]
    book = openpyxl.load_workbook(paths[0])
    assert book["张三丰"]["C2"].fill.fgColor.rgb == RED
    assert "张三丰" not in str([row for page in (book["更正"],) for row in page.values])
    assert "张三丰" not in str(
        [row for page in openpyxl.load_workbook(paths[1]) for row in page.values]
    )


@pytest.mark.parametrize("name", ["../别处.xlsx", "/别处.xlsx", "..\\..\\别处.xlsx"])
def test_names_lead_nowhere_else(tmp_path: Path, name: str) -> None:
    """A name never becomes a path outside the folder or the target."""
    folder = town(tmp_path)
    save(tmp_path / "别处.xlsx", MEDIATION)
    annotate(
        folder, [Finding("C301", Source(name, "Sheet1", "C2"), "错。")], tmp_path / "a" / "核对"
    )
    made = [p for p in tmp_path.rglob("*") if p.is_file() and folder not in p.parents]
    inside = tmp_path / "a" / "核对"
    assert {p for p in made if inside not in p.parents} == {tmp_path / "别处.xlsx"}
    paths = annotate(folder, [wrong("C2")], inside, files={FILE: "../别处.xlsx"})
    assert [p.name for p in paths] == [f"{FILE}.核对.xlsx"]


# --- what stays ------------------------------------------------------------------------------


def rich(path: Path) -> None:
    """Write a workbook with much that a clerk's may have."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("一月")
        bold = book.add_format({"bold": True, "num_format": "yyyy年m月d日", "text_wrap": True})
        for r, row in enumerate(MEDIATION):
            page.write_row(r, 0, row)
        page.write_datetime("C2", dt.datetime(2023, 1, 5), bold)  # noqa: DTZ001
        page.write_formula("H2", "=A2+A3", None, 3)
        page.write_formula("H3", '="甲"&"乙"', None, "甲乙")
        page.write_formula("H4", "=1/0", None, "#DIV/0!")
        page.write_array_formula("I2:I3", "{=A2:A3*2}", None, 2)
        page.write_rich_string("J2", "平", bold, "粗", " 又平")
        page.merge_range("K1:L2", "合并")
        page.set_column("M:N", 5, None, {"hidden": True})
        page.set_row(3, 20, None, {"hidden": True})
        page.write_comment("F2", "镇里写的批注")
        page.data_validation("F2:F9", {"validate": "list", "source": ["调解成功", "撤回"]})
        page.freeze_panes(1, 0)
        page.write("A9", "\r\n 两行 ")
        hidden = book.add_worksheet("二月")
        hidden.write_column(0, 0, ["甲", True, 1.5])
        hidden.hide()
        book.define_name("范围", "=一月!$A$1:$B$2")


def plain(path: Path) -> None:
    """Write a workbook in the 1904 system with an error cell and a formula without result."""
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    page = book.active
    page.append([1, "#REF!", dt.date(2023, 5, 6), "=A1+1", True, 0.1 + 0.2, "1e5", "001"])
    page["A1"].font, page["A1"].fill = Font(bold=True), PatternFill("solid", fgColor="FF00FF00")
    book.save(path)


@pytest.mark.parametrize("write", [rich, plain])
def test_the_rest_of_the_workbook_stays(tmp_path: Path, write: Callable[[Path], None]) -> None:
    """Values, formulas and their results, formats, merges, hidden parts are the original's."""
    folder = tmp_path / "raw"
    folder.mkdir()
    write(folder / FILE)
    before = openpyxl.load_workbook(folder / FILE, rich_text=True)
    first = before.sheetnames[0]
    copy_of(folder, wrong("A1", sheet=first), wrong("F2", "C305", sheet=first))
    path = tmp_path / "核对" / FILE
    after = openpyxl.load_workbook(path, rich_text=True)
    assert after.sheetnames == [*before.sheetnames, "更正"]
    assert [shape(after[s]) for s in before.sheetnames] == [shape(p) for p in before]
    assert list(after.defined_names) == list(before.defined_names)
    assert content(path) == content(folder / FILE)
    if write is rich:
        comment = after[first]["F2"].comment.text
        assert comment.startswith("镇里写的批注\n")
        assert "C305" in comment


CELL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False),
    st.booleans(),
    st.text(st.characters(exclude_categories=["Cc", "Cs"], max_codepoint=0xFFFD), max_size=8),
    # A spreadsheet keeps no microseconds.
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2050, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ),
    st.sampled_from(["=A1+1", "=SUM(A1:B2)", "#N/A", " 前后 ", "一\n二"]),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELL, max_size=4), min_size=1, max_size=5), st.data())
def test_any_workbook_reads_the_same(tmp_path: Path, rows: list[list[Any]], data: Any) -> None:
    """Law: the copy of any table reads as the table does, cell by cell."""
    shutil.rmtree(tmp_path, ignore_errors=True)
    folder = town(tmp_path, [["题"], *rows])  # an empty book is refused
    at = data.draw(st.tuples(st.integers(0, 6), st.integers(0, 5)))
    before = openpyxl.load_workbook(folder / FILE)["Sheet1"]
    after = copy_of(folder, wrong(address(*at)))["Sheet1"]
    assert shape(after) == shape(before)


def test_the_sample_reads_the_same(tmp_path: Path) -> None:
    """Every workbook of the sample town is copied, none refused, and reads the same."""
    folder = PROJECT / "data" / "raw" / "2023" / "双龙镇"
    files = sorted(folder.glob("*.xlsx"))
    findings = [
        Finding("T205", Source(f.name, read_book(f).sheets[0].name, "3:3"), "看。") for f in files
    ]
    paths = annotate(folder, findings, tmp_path)
    assert [p.name for p in paths] == [f.name for f in files]
    for path in paths:
        assert content(path) == content(folder / path.name)


def with_chart(path: Path) -> None:
    """Write a workbook with a chart."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Sheet1")
        page.write_column("A1", [1, 2, 3])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Sheet1!$A$1:$A$3"})
        page.insert_chart("C2", chart)


def with_sparkline(path: Path) -> None:
    """Write a workbook with a sparkline, which lives in an extension."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Sheet1")
        page.write_column("A1", [1, 2, 3])
        page.add_sparkline("B1", {"range": "Sheet1!A1:A3"})


def with_button(path: Path) -> None:
    """Write a workbook with a form control."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Sheet1")
        page.write_column("A1", [1, 2, 3])
        page.insert_button("C2", {"caption": "点我"})


def patched(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Write a workbook and change a part of it."""
    save(path, MEDIATION)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = parts.get(part, b"").replace(old, new) if old else new
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_escape(path: Path) -> None:
    """Write a text that openpyxl changes: an escape that is meant as it stands."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Sheet1").write_column("A1", ["_x000D_", 2])


def strict(path: Path) -> None:
    """Write a workbook in the strict format."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    patched(path, "xl/workbook.xml", main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")


def with_cell_pictures(path: Path) -> None:
    """Write a workbook with WPS's pictures in cells."""
    patched(path, "xl/cellimages.xml", b"", b"<cellImages/>")


def broken(path: Path) -> None:
    """Write what is no workbook."""
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 100)


@pytest.mark.parametrize(
    "write",
    [with_chart, with_sparkline, with_button, with_escape, strict, with_cell_pictures, broken],
)
def test_what_would_be_damaged_is_not_copied(tmp_path: Path, write: Callable[[Path], None]) -> None:
    """A workbook with parts that a copy would lose gets a findings workbook beside it."""
    folder = tmp_path / "raw"
    folder.mkdir()
    write(folder / FILE)
    paths = annotate(folder, [wrong("A2"), wrong("", "T201")], tmp_path / "核对")
    assert [p.name for p in paths] == [f"{FILE}.核对.xlsx"]
    book = openpyxl.load_workbook(paths[0])
    assert book.sheetnames == ["更正", "问题清单"]
    assert [row[0] for row in body(book["问题清单"])] == [1, 2]
    assert all(sheet.own_page() for sheet in read_book(paths[0]).sheets)


def test_macros_stay(tmp_path: Path) -> None:
    """The macros of an .xlsm are in its copy."""
    folder = tmp_path / "raw"
    folder.mkdir()
    (tmp_path / "vba.bin").write_bytes(b"macros")
    with xlsxwriter.Workbook(str(folder / "台账.xlsm")) as book:
        book.add_worksheet("Sheet1").write_column("A1", [1, 2])
        book.add_vba_project(str(tmp_path / "vba.bin"))
    finding = Finding("C301", Source("台账.xlsm", "Sheet1", "A2"), "错。")
    (path,) = annotate(folder, [finding], tmp_path / "核对")
    with zipfile.ZipFile(path) as archive:
        assert archive.read("xl/vbaProject.bin") == b"macros"
        assert b"macroEnabled" in archive.read("[Content_Types].xml")


def test_an_unread_file_is_not_opened(tmp_path: Path) -> None:
    """What the intake refused is listed, not opened again."""
    finding = Finding("F101", Source(FILE, "", ""), "文件已损坏。")
    (path,) = annotate(town(tmp_path), [finding], tmp_path / "核对")
    assert path.name == f"{FILE}.核对.xlsx"


# --- another run -----------------------------------------------------------------------------


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    """A copy depends on the original and the findings only."""
    folder = town(tmp_path)
    (folder / "月报.csv").write_text("月份\n1\n", encoding="utf-8")
    findings = [wrong("C2"), Finding("C301", Source("月报.csv", "", "A2"), "错。")]
    for path in annotate(folder, findings, tmp_path / "核对"):
        with zipfile.ZipFile(path) as archive:
            assert {info.date_time[0] for info in archive.infolist()} == {1980}
            core = archive.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT", core)) == {"2000-01-01T"}


def test_a_changed_copy_is_put_aside(tmp_path: Path) -> None:
    """A copy that the clerk has worked in is never overwritten nor removed; others are."""
    folder, target = town(tmp_path), tmp_path / "核对"
    save(folder / "别的.xlsx", STUDY)
    other = Finding("C301", Source("别的.xlsx", "Sheet1", "B2"), "错。")
    path, gone = annotate(folder, [wrong("C2"), other], target)
    book = openpyxl.load_workbook(path)
    book["Sheet1"]["C2"] = "改过"
    book.save(path)
    for _ in range(2):
        assert annotate(folder, [wrong("C3")], target) == [path]
    assert not gone.exists()
    aside = target / "台账（您改过的1）.xlsx"
    path.write_bytes(path.read_bytes() + b" ")
    assert annotate(folder, [], target) == []
    assert path.exists()
    path.write_bytes(path.read_bytes()[:-1])
    assert openpyxl.load_workbook(aside)["Sheet1"]["C2"].value == "改过"
    assert openpyxl.load_workbook(path)["Sheet1"]["C3"].fill.fgColor.rgb == RED
    assert sorted(p.name for p in target.glob("*.xlsx")) == sorted([aside.name, path.name])


def test_an_earlier_round_leaves_no_trace(tmp_path: Path) -> None:
    """A returned copy loses its old colours, comments and empty 更正 when annotated again."""
    folder = town(tmp_path)
    book = openpyxl.load_workbook(folder / FILE)
    book["Sheet1"]["D2"].comment = Comment("镇里写的", "甲")
    book.save(folder / FILE)
    (path,) = annotate(folder, [wrong("C2"), wrong("D2"), wrong("B3:C4")], tmp_path / "核对")
    shutil.copy(path, folder / FILE)
    again = copy_of(folder, wrong("F2"))
    marked = [c for row in again["Sheet1"].iter_rows() for c in row]
    assert [c.coordinate for c in marked if c.fill.fill_type] == ["F2"]
    assert {c.coordinate: c.comment.text[:4] for c in marked if c.comment} == {
        "D2": "镇里写的",
        "F2": "【数据核",
    }
    assert again.sheetnames == ["Sheet1", "更正"]
    assert len(body(again["更正"])) == 1


def test_a_filled_sheet_is_kept(tmp_path: Path) -> None:
    """Corrections that a returned copy brings stay in its next copy."""
    folder = town(tmp_path)
    (path,) = annotate(folder, [wrong("C2", written="甲")], tmp_path / "核对")
    book = openpyxl.load_workbook(path)
    book["更正"]["K3"] = "2023-01-05"
    book.save(folder / FILE)
    again = copy_of(folder, wrong("C3"))
    assert again.sheetnames == ["Sheet1", "更正", "更正1"]
    assert again["更正"]["K3"].value == "2023-01-05"


# --- the round -------------------------------------------------------------------------------

CASES: list[list[Any]] = [
    ["序号", "案件编号", "受理日期", "纠纷类型", "当事人", "调解次数", "调解结果", "涉及金额", "司法确认",
     "结案日期"],
    [1, "1号", "2023.13.5", "邻里", "张三丰", 1, "调解成功", 100, "是", "2023-01-09"],
    [2, "2号", "2023-02-06", "邻里", "李四光", 1, "搞定了", 100, "是", "2023-02-08"],
    [3, "3号", None, "合同", "王五一", 1, "调解不成功", 100, "是", "2023-03-09"],
    [4, "4号", "2023-04-01", "合同", "赵六六", 1, "调解成功", "三百来块", "是", "2023-04-09"],
    [5, "5号", "2023-05-10", "合同", "钱七七", 1, "调解成功", 100, "是", "2023-05-09"],
    [6, "6号", "2023-06-10", "合同", "孙八八", 1, "调解成功", 100, "是", "#REF!"],
    [7, "7号", "2023-07-10", "合同", "周九九", 1, "调解成功", 100, "也许", "2023-07-12"],
    [8, "8号", "2023-08-10", "合同", "吴十十", -3, "调解成功", 100, "是", "2023-08-12"],
    [9, "8号", "2023-09-10", "合同", "郑百百", 1, "调解成功", 100, "是", "2023-09-12"],
]  # fmt: skip
LESSONS: list[list[Any]] = [
    *map(list, STUDY),
    [3, "5月", "集体学习", "宪法", 40, 38],
    [4, "2023-06-06", "集体学习", "宪法", 40, 48],
]
MONTHS: list[list[Any]] = [
    ["月份", "受理", "调解", "调解成功"],
    ["十三月", 1, 1, 1],
    ["2月", "很多", 1, 1],
    ["3月", 1, 1, 0],
]
MENDED: dict[tuple[str, str], Any] = {
    ("一", "C2"): dt.datetime(2023, 1, 5),  # noqa: DTZ001
    ("一", "G3"): "调解成功",
    ("一", "C4"): "2023-03-01",
    ("一", "H5"): 300,
    ("一", "J6"): "2023年5月19日",
    ("一", "J7"): "2023-06-12",
    ("一", "I8"): "否",
    ("一", "F9"): 3,
    ("一", "B10"): "9号",
    ("二", "B4"): "2023-05-05",
    ("二", "F5"): 38,
    ("三", "A2"): "1月",
    ("三", "B3"): 1,
}


def read_town(folder: Path) -> list[Finding]:
    """Read a folder with its corrections, as the intake does."""
    books = {p.name: read_book(p) for p in sorted(folder.iterdir())}
    told: list[Finding] = []
    asked = []
    for name, book in books.items():
        some, findings = read_corrections(book, name)
        asked += some
        told += findings
    asked, findings = assign(asked, [*books])
    told += findings
    for name, book in books.items():
        result = corrected(book.sheets, asked, name, locate)
        told += result.findings
        for sheet, tables in zip(result.sheets, result.tables, strict=True):
            for table in tables:
                typed = convert(name, sheet, table, 2023)
                checks = [
                    *check_table(name, sheet, table, typed),
                    *check_ledger(table.ledger, frame_of(typed)),
                ]
                told += [_as_written(f, sheet) for f in (*typed.findings, *checks)]
    return told


def _as_written(finding: Finding, sheet: Sheet) -> Finding:
    """Add what a cell holds, where reading does not; no finding here is on a personal column."""
    cells = finding.place.cells
    if finding.written or ":" in cells or not cells:
        return finding
    row, column = openpyxl.utils.cell.coordinate_to_tuple(cells)
    return replace(finding, written=seen(sheet.grid[row - 1][column - 1]))


def three(folder: Path) -> Path:
    """Write the ledger with twelve faults and more."""
    return save(folder / FILE, {"一": CASES, "二": LESSONS, "三": MONTHS})


def fill(path: Path, wanted: dict[tuple[str, str], Any]) -> None:
    """Write 改为 where 更正 has a row for the cell, and rows of the clerk's own for the others."""
    book = openpyxl.load_workbook(path)
    page = book["更正"]
    rows = {(row[4].value, row[5].value): row for row in page.iter_rows(3)}
    for (sheet, cell), new in wanted.items():
        row = rows.get((sheet, cell))
        if row:
            row[10].value, row[11].value = new, "与原始登记核对"
        else:
            old = book[sheet][cell].value if sheet in book else 0
            page.append([None, None, None, None, sheet, cell, None, old, None, None, new])
    book.save(path)


def test_a_round_over_the_sheet(tmp_path: Path) -> None:
    """Twelve errors of many kinds; 改为 filled in and the copy dropped back: none is left."""
    folder = tmp_path / "raw"
    three(folder)
    before = read_town(folder)
    assert len(errors(before)) >= 12
    assert len({f.code for f in errors(before)}) >= 8
    (path,) = annotate(folder, before, tmp_path / "核对")
    fill(path, MENDED)
    shutil.copy(path, folder / FILE)
    after = read_town(folder)
    assert [str(f) for f in errors(after)] == []
    assert {(f.place.sheet, f.place.cells) for f in after if f.code == "F108"} == MENDED.keys()
    people = [row[4] for row in CASES[1:]]
    assert not any(name in str(after) for name in people)


def test_a_round_in_the_cells(tmp_path: Path) -> None:
    """The same, mended in the coloured cells themselves: 更正 left empty says nothing."""
    folder = tmp_path / "raw"
    three(folder)
    (path,) = annotate(folder, read_town(folder), tmp_path / "核对")
    book = openpyxl.load_workbook(path)
    for (sheet, cell), new in MENDED.items():
        book[sheet][cell] = new
    book.save(folder / FILE)
    after = read_town(folder)
    assert [str(f) for f in errors(after)] == []
    assert not any(f.code in {"F107", "F108", "T201"} for f in after)


def test_a_round_by_findings_workbook(tmp_path: Path) -> None:
    """A findings workbook, filled in and dropped beside the ledger, mends that ledger."""
    folder = tmp_path / "raw"
    folder.mkdir()
    lines = [",".join(map(str, row)) for row in MONTHS]
    (folder / "月报.csv").write_text("\n".join(lines), encoding="utf-8")
    before = read_town(folder)
    assert len(errors(before)) == 2
    (path,) = annotate(folder, before, tmp_path / "核对")
    fill(path, {(None, "A2"): "1月", (None, "B3"): 1, (None, "D4"): 1})  # type: ignore[dict-item]
    shutil.copy(path, folder / path.name)
    after = read_town(folder)
    assert errors(after) == []
    assert [f.code for f in after].count("F108") == 3


def test_a_findings_workbook_handed_back_keeps_what_is_in_it(tmp_path: Path) -> None:
    """The next one has the filled 更正 with its faults marked, and a sheet for the new findings."""
    folder = town(tmp_path)
    (folder / "月报.csv").write_text("月份\n1\n", encoding="utf-8")
    finding = Finding("C301", Source("月报.csv", "", "A2"), "错。", written="1")
    (path,) = annotate(folder, [finding], tmp_path / "核对")
    fill(path, {(None, "A2"): "1月"})  # type: ignore[dict-item]
    shutil.copy(path, folder / path.name)
    gone = Finding("F107", Source(path.name, "更正", "3:3"), "现在的内容不是“原值”一栏所写的。")
    (again,) = annotate(folder, [finding, gone], tmp_path / "核对")
    assert again == path
    book = openpyxl.load_workbook(again)
    assert book.sheetnames == ["更正", "更正1", "问题清单"]
    assert book["更正"]["K3"].value == "1月"
    assert "F107" in book["更正"]["A3"].comment.text
    assert book["更正"]["C3"].fill.fgColor.rgb == RED
    assert [row[:2] for row in body(book["问题清单"])] == [(1, "C301"), (2, "F107")]
    corrections, _ = read_corrections(read_book(again), again.name)
    assert [(one.file, one.new) for one in corrections] == [("月报.csv", "1月")]


def test_codes_exist() -> None:
    """Every code that this part uses is declared."""
    assert {"F101", "F102", "F107", "F108", "C303", "C304", "C306"} <= CODES.keys()
