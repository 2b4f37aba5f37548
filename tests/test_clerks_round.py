"""The clerk's round as docs/zh/在原表上改错.md tells it, by the commands and on real files."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from conftest import Run, fazhi, parse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import Rows, save

from analysis.cells import Source
from analysis.findings import Finding
from analysis.intake.found import Intake
from analysis.intake.rows.frames import frame_of
from analysis.intake.rows.typed import Coded, Typed
from analysis.intake.whole.masking import Mask, masked

TOWN, YEAR = "白鹤镇", "2024"
PAGES = Path(__file__).parents[1] / "docs" / "zh"
LEDGER, LESSONS, RETURN = "一组/人民调解登记台账.xlsx", "学法培训.csv", "人民调解月报.csv"

ERRORS: dict[tuple[str, str], Any] = {
    ("1月", "C6"): "2024.13.5",
    ("1月", "G7"): "搞定了",
    ("2月", "C5"): None,
    ("2月", "H6"): "三百来块",
    ("2月", "I7"): dt.date(2024, 1, 3),
    ("3月", "F5"): -3,
    ("3月", "I6"): "下旬",
    ("3月", "B7"): "（2024）白调字第1号",
}
"""Eight errors of the ledger; the two .csv have two each."""

IN_CELLS: dict[tuple[str, str], Any] = {
    ("1月", "C6"): dt.date(2024, 1, 5),
    ("1月", "G7"): "调解成功",
    ("2月", "C5"): "2024年2月4日",
    ("3月", "B7"): "（2024）白调字第12号",
}
ON_THE_SHEET: dict[tuple[str, str], Any] = {
    ("2月", "H6"): 300,
    ("2月", "I7"): "2024.2.20",
    ("3月", "F5"): 1,
    ("3月", "I6"): "2024.3.20",
}
BESIDE: dict[str, dict[str, Any]] = {
    RETURN: {"A3": "2月", "B4": 3},
    LESSONS: {"B3": dt.date(2024, 5, 6), "F4": 30},
}


def folder(root: Path) -> Path:
    """Return the town's folder of ledgers."""
    return root / "data" / "raw" / YEAR / TOWN


def copies(root: Path) -> Path:
    """Return the folder of the annotated copies."""
    return root / "data" / "processed" / YEAR / TOWN / "核对"


def write_ledger(path: Path) -> None:
    """Write a register by months with merged headings, a dropdown and a column of names."""
    top = ["序号", "案件编号", "受理日期", "纠纷类型", "当事人", "调解", "", "涉及金额（元）",
           "结案日期", "司法确认"]  # fmt: skip
    below = ["", "", "", "", "", "调解次数", "调解结果", "", "", ""]
    months: dict[str, Rows] = {}
    for month in (1, 2, 3):
        rows: list[list[Any]] = [[f"人民调解登记台账（{month}月）"], top, below]
        for number in range(1, 5):
            no, day = (month - 1) * 4 + number, dt.date(2024, month, 4 + 3 * number)
            rows.append([number, f"（2024）白调字第{no}号", day, "邻里", "张三丰", 1, "调解成功",
                         100 * no, day + dt.timedelta(3), "是"])  # fmt: skip
        rows.append(["合计", None, None, None, None, 4])
        months[f"{month}月"] = rows
    save(path, months, merges=["A1:J1", "F2:G2", *(f"{c}2:{c}3" for c in "ABCDEHIJ")])
    book = openpyxl.load_workbook(path)
    for (sheet, cell), wrong in ERRORS.items():
        book[sheet][cell] = wrong
    results = DataValidation(type="list", formula1='"调解成功,调解不成功"')
    results.add("G4:G9")
    book["1月"].add_data_validation(results)
    book["1月"].column_dimensions["E"].hidden = True
    book["1月"].freeze_panes = "C4"
    book.save(path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a county with one town: three files, twelve errors."""
    write_ledger(folder(tmp_path) / LEDGER)
    lines = ["序号,日期,类别,主题,应到人数,实到人数", "1,2024-01-05,集体学习,宪法,40,38",
             "2,5月,集体学习,民法典,40,40", "3,2024-06-06,集体学习,行政处罚法,30,38"]  # fmt: skip
    (folder(tmp_path) / LESSONS).write_text("\r\n".join(lines), encoding="gb18030")
    lines = ["月份,受理,调解,调解成功", "1月,4,4,4", "十三月,4,4,4", "3月,很多,4,4"]
    (folder(tmp_path) / RETURN).write_text("\r\n".join(lines), encoding="gb18030")
    return tmp_path


def validate(root: Path, *more: str) -> Run:
    """Validate the town."""
    return fazhi("validate", "--root", str(root), "--town", TOWN, *more)


def told(run: Run) -> dict[int, str]:
    """Return the findings of the terminal by their numbers."""
    lines = (re.fullmatch(r"  (\d+)\. (.*)", line) for line in run.out.splitlines())
    return {int(line[1]): line[2] for line in lines if line}


def codes(run: Run) -> list[str]:
    """Return the codes of the findings, errors first."""
    return [line[1:5] for line in told(run).values()]


def fill(path: Path, wanted: Mapping[Any, Any], page: str = "更正") -> None:
    """Fill in 改为 and 理由 where the sheet 更正 has a row for the cell; every cell must have one."""
    book = openpyxl.load_workbook(path)
    left = dict(wanted)
    for row in book[page].iter_rows(3):
        if (new := left.pop((row[4].value, row[5].value), None)) is not None:
            row[10].value, row[11].value = new, "与原始登记核对"
    assert not left
    book.save(path)


def mend(root: Path) -> None:
    """Mend as the page says, by both ways, and put the copies where they belong."""
    path = copies(root) / LEDGER
    fill(path, dict(ON_THE_SHEET))
    book = openpyxl.load_workbook(path)
    for (sheet, cell), new in IN_CELLS.items():
        book[sheet][cell] = new
    book.save(path)
    shutil.copy(path, folder(root) / LEDGER)
    for name, wanted in BESIDE.items():
        path = copies(root) / f"{name}.核对.xlsx"
        fill(path, {(None, cell): new for cell, new in wanted.items()})
        shutil.copy(path, folder(root) / path.name)


# --- the round -------------------------------------------------------------------------------


def test_twelve_errors_are_mended_and_none_is_left(root: Path) -> None:
    """validate --annotate, both ways of mending, dropped back: 0 errors, F108 for each 改为."""
    before = {p: p.read_bytes() for p in folder(root).rglob("*") if p.is_file()}
    first = validate(root, "--annotate")
    assert first.code == 1
    assert f"{TOWN} {YEAR}年：错误 12 条" in first.out
    assert {p: p.read_bytes() for p in before} == before
    mend(root)

    second = validate(root)

    assert second.code == 0
    assert not re.search(r"错误 \d|F107", second.out)
    assert codes(second).count("F108") == len(ON_THE_SHEET) + 4
    assert "原值“三百来块”已改为“300”。理由：与原始登记核对。" in second.out
    assert "张三丰" not in first.out + second.out


@pytest.mark.slow
def test_a_second_round_keeps_the_first(root: Path) -> None:
    """A 改为 that was wrong itself is asked again, and the rest stays mended meanwhile."""
    validate(root, "--annotate")
    mend(root)
    path = folder(root) / LEDGER
    fill(path, {("3月", "F5"): "两三次"})
    other = folder(root) / f"{RETURN}.核对.xlsx"
    fill(other, {(None, "B4"): "不少"})

    again = validate(root, "--annotate")

    assert re.findall(r"错误 \d+|F107", again.out) == ["错误 2"]
    assert codes(again)[:2] == ["C302", "C302"]
    for name, wrong in ((LEDGER, ("3月", "F5")), (other.name, (None, "B4"))):
        fill(copies(root) / name, {wrong: 3}, page="更正1")
        shutil.copy(copies(root) / name, folder(root) / name)
    last = validate(root)
    assert last.code == 0
    assert codes(last).count("F108") == len(ON_THE_SHEET) + 4
    assert "原值“-3”已改为“3”" in last.out


def test_corrections_written_by_hand(root: Path) -> None:
    """更正.xlsx as the page shows it mends all twelve; the files themselves stay untouched."""
    rows: list[list[Any]] = [["文件", "工作表", "单元格", "原值", "改为", "理由"]]
    for (sheet, cell), new in {**IN_CELLS, **ON_THE_SHEET}.items():
        rows.append([Path(LEDGER).name, sheet, cell, ERRORS[sheet, cell], new, "笔误"])
    olds = {"A3": "十三月", "B4": "很多", "B3": "5月", "F4": 38}
    for name, wanted in BESIDE.items():
        rows += [[name, "", cell, olds[cell], new, "笔误"] for cell, new in wanted.items()]
    save(folder(root) / "更正.xlsx", rows)
    run = validate(root)
    assert run.code == 0
    assert codes(run).count("F108") == 12


@pytest.mark.slow
def test_the_numbers_are_the_same_everywhere(root: Path) -> None:
    """Terminal, data_check page, comments and lists of the copies number findings alike."""
    numbers = {number: line[1:5] for number, line in told(validate(root, "--annotate")).items()}
    listed: dict[int, str] = {}
    noted: dict[int, str] = {}
    for path in copies(root).rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        listed |= {row[0]: row[1] for row in book["更正"].iter_rows(3, values_only=True)}
        comments = [c.comment.text for page in book for row in page for c in row if c.comment]
        noted |= {int(n): code for text in comments
                  for n, code in re.findall(r"^(\d+)\. ([FTCW]\d{3})", text, re.MULTILINE)}  # fmt: skip
    assert listed == numbers
    assert noted.items() <= numbers.items()
    assert len(noted) == 9  # those with a cell in the copy: eight errors and a 合计
    assert fazhi("build", "--root", str(root), "--town", TOWN).code == 1
    page = (copies(root).parent / "data_check.html").read_text(encoding="utf-8")
    words = parse(page).text_content()
    shown = re.findall(r"(\d+)\s+[^\d\s][^\n]*?：.*?\n\s*([FTCW]\d{3})\s", words, re.DOTALL)
    assert {int(n): code for n, code in shown}.items() >= numbers.items()


def test_the_page_tells_what_the_program_does(root: Path) -> None:
    """Commands and paths of the page are those of the round."""
    text = (PAGES / "在原表上改错.md").read_text(encoding="utf-8")
    assert "uv run fazhi validate --town 某某镇 --annotate" in text
    assert "data/processed/年份/乡镇/核对/" in text
    out = validate(root, "--annotate").out
    assert f"已标注：data/processed/{YEAR}/{TOWN}/核对/{LEDGER}" in out
    assert f"{RETURN}.核对.xlsx" in out
    headings = "文件 | 工作表 | 单元格 | 原值 | 改为 | 理由"
    assert headings in text


# --- personal data ---------------------------------------------------------------------------

NAME, OTHER, NUMBER, PHONE = "欧阳试甲", "司徒试乙", "500230199001011230", "13912345678"
ADDRESS, CARD = "白鹤村3组18号", "6222021234567890128"
SECRETS = (NAME, OTHER, NUMBER, PHONE, ADDRESS, CARD)


def leaky(place: Path) -> None:
    """Write a register that names people wherever one can: in columns, names and headings."""
    head = ["案件编号", "受理日期", "纠纷类型", "申请人", "身份证号", "联系电话", "住址", "调解结果",
            f"{NAME}说明", f"电话{PHONE}"]  # fmt: skip
    rows: list[list[Any]] = [[f"{NAME}{PHONE}台账"], head]
    odd: list[tuple[int, Any]] = [(2, f"{NAME}与{OTHER}纠纷"), (7, f"{NAME}已签"), (1, PHONE), (2, CARD),
           (2, NUMBER), (2, ADDRESS), (0, f"{OTHER}案"), (1, NUMBER)]  # fmt: skip
    for number, (column, text) in enumerate(odd, start=1):
        row: list[Any] = [f"{number}号", dt.date(2024, number, 5), "邻里", (NAME, OTHER)[number % 2],
               NUMBER, PHONE, ADDRESS, "调解成功", "甲", "乙"]  # fmt: skip
        row[column] = text
        rows.append(row)
    file, sheet = f"{NAME}{PHONE}.xlsx", f"{NAME}1月"
    save(place / file, {sheet: rows, NUMBER: [[NAME, PHONE]]})
    why = f"{NAME}来电{PHONE}，住{ADDRESS}，证件{NUMBER}"
    ask = [[file, sheet, "C3", f"{NAME}与{OTHER}纠纷", "邻里", why],
           [f"{file}{NAME}", sheet, "C3", "", "邻里", why], [file, PHONE, "C3", "", "邻里", why]]  # fmt: skip
    save(place / "更正.xlsx", [["文件", "工作表", "单元格", "原值", "改为", "理由"], *ask])
    (place / f"{NUMBER}.txt").write_text(NAME, encoding="utf-8")


def kept(root: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file that is made, without the annotated copies."""
    made = root / "data" / "processed"
    for path in (p for p in made.rglob("*") if p.is_file() and "核对" not in p.parts):
        parquet = path.suffix == ".parquet"
        yield path.name, pd.read_parquet(path).to_csv() if parquet else path.read_text("utf-8")


def test_nothing_personal_is_told_or_kept(tmp_path: Path) -> None:
    """Names, numbers and addresses in any place are masked on the terminal and in what is kept."""
    leaky(folder(tmp_path))
    run = fazhi("validate", "--root", str(tmp_path))
    assert "＊" in run.out
    assert [secret for secret in SECRETS if secret in run.out] == []
    assert [(name, s) for name, text in kept(tmp_path) for s in SECRETS if s in text] == []


def test_a_masked_value_still_finds_its_cell(tmp_path: Path) -> None:
    """原值 shows ＊ for a name; filled in and dropped back, the correction is applied."""
    leaky(folder(tmp_path))
    (folder(tmp_path) / "更正.xlsx").unlink()
    fazhi("validate", "--root", str(tmp_path), "--annotate")
    (path,) = copies(tmp_path).glob("*.xlsx")
    page = openpyxl.load_workbook(path)["更正"]
    rows = {row[5]: (str(row[4]), str(row[7])) for row in page.iter_rows(3, values_only=True)}
    assert rows["C3"] == ("＊＊＊＊1月", "＊＊＊＊与＊＊＊＊纠纷")
    wanted = {"C3": "邻里", "C6": "邻里", "H4": "调解成功", "B5": "2024-3-5", "B10": "2024-8-5"}
    fill(path, {(rows[cell][0], cell): new for cell, new in wanted.items()})
    shutil.copy(path, folder(tmp_path) / path.name)
    run = fazhi("validate", "--root", str(tmp_path))
    assert codes(run).count("F108") == len(wanted)
    assert "F107" not in run.out
    assert [secret for secret in SECRETS if secret in run.out] == []


NAMES = st.text("王李张刘欧阳明华试", min_size=2, max_size=4)


@given(
    st.lists(NAMES, min_size=1, max_size=4),
    st.lists(st.text("在与第1号村", max_size=4), min_size=5),
)
def test_no_name_is_left_in_a_masked_text(names: list[str], between: list[str]) -> None:
    """Law: a masked text holds none of the names, is as long as before, and the rest stands."""
    mask = Mask(names)
    text = "".join(part + name for part, name in zip(between, names, strict=False))
    hidden = mask(text)
    assert not any(name in hidden for name in names)
    assert len(hidden) == len(text)
    assert all(new in (old, "＊") for new, old in zip(hidden, text, strict=True))
    assert mask("".join(between)) == "".join(between)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("500230199001011230", "＊" * 18), ("电话13912345678", "电话" + "＊" * 11),
        ("139 1234 5678", "＊" * 13), ("500230900101123", "＊" * 15),
        ("91500230MA5U12345X", "91500230MA5U12345X"), ("（2024）白调字第20240105001号", None),
        ("20240105", None), ("1,234", None), ("2024年度台账", None),
    ],
)  # fmt: skip
def test_shapes_of_numbers(text: str, shown: str | None) -> None:
    """ID numbers, mobiles and cards are masked by shape; public codes and case numbers are not."""
    assert Mask(())(text) == (shown or text)


def typed_of(file: str, columns: Mapping[str, list[str]]) -> tuple[Typed, pd.DataFrame]:
    """Return a table of mediated cases as it was read, and its frame."""
    each = array("i", range(max(map(len, columns.values()))))
    coded = {name: Coded(texts, each) for name, texts in columns.items()}
    table = Typed("mediation", file, "", array("q", each), coded)
    return table, frame_of(table)


def test_villages_and_declared_words_are_no_names() -> None:
    """A village may be a party to a case: it is still shown; so are the words of declarations."""
    texts = {"village": ["白鹤村"], "type": ["邻里"], "committee": ["白鹤村调委会"]}
    table, frame = typed_of("白鹤村.xlsx", texts)
    finding = Finding("C305", Source("白鹤村.xlsx", "", "C2"), "“调解结果”写作“张三丰定”。")
    names = frozenset({"白鹤村", "邻里", "张三丰"})
    intake = masked(Intake({"mediation": frame}, [], [finding], names), [table])
    assert {name: [frame[name].iloc[0]] for name in texts} == texts
    assert frame["_file"].tolist() == ["白鹤村.xlsx"]
    assert str(intake.findings[0]).endswith("白鹤村.xlsx › C2：“调解结果”写作“＊＊＊定”。")


def test_no_cell_of_a_column_that_is_shown_names_a_person() -> None:
    """Breakdowns are by such cells: names of persons in them are masked, whatever the column."""
    columns = {"case_no": f"{NAME}案", "type": f"{NAME}与{OTHER}纠纷", "village": f"{OTHER}院",
               "committee": f"{PHONE}室", "result": "调解成功"}  # fmt: skip
    texts = {name: [text, "向阳村"] for name, text in columns.items()}
    table, frame = typed_of(f"{NAME}.xlsx", texts)
    masked(Intake({"mediation": frame}, names=frozenset({NAME, OTHER, "向阳"})), [table])
    told = frame.to_csv()
    assert [secret for secret in SECRETS if secret in told] == []
    assert frame["result"].iloc[0] == "调解成功"
    assert frame["village"].tolist() == ["＊＊＊＊院", "向阳村"]


# --- reading one file ------------------------------------------------------------------------


def test_reading_a_file_tells_its_fields_and_no_name(root: Path) -> None:
    """read --json has the fields that its page lists; findings are masked, refusals have words."""
    leaky(root)
    (root / "坏.xlsx").write_bytes((folder(root) / LEDGER).read_bytes()[:2000])
    paths = [f"{root}/{NAME}{PHONE}.xlsx", f"{root}/坏.xlsx", f"{root}/没有.xlsx"]
    run = fazhi("read", "--json", *paths)
    assert run.code == 1
    one, broken, none = map(json.loads, run.out.splitlines())
    assert one.keys() == {"file", "status", "message", "sheets", "findings"}
    sheet = one["sheets"][0]
    assert sheet.keys() == {"name", "hidden", "cells", "tables", "findings"}
    fields = {"header_rows", "first_row", "last_row", "ledger", "columns"}
    assert fields <= sheet["tables"][0].keys()
    assert "＊＊＊＊已签" in json.dumps(sheet["findings"], ensure_ascii=False)
    assert not any(s in json.dumps(sheet["findings"], ensure_ascii=False) for s in SECRETS)
    assert [refusal["status"] for refusal in (broken, none)] == ["refused"] * 2
    assert all(refusal["message"].endswith("。") for refusal in (broken, none))
    lines = fazhi("read", *paths[1:]).out.splitlines()
    assert all(line.count("没有读取") == 1 for line in lines)
