"""A correction mends exactly the cell it names, or says why it does not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import workbooks
from hypothesis import given
from hypothesis import strategies as st
from workbooks import MEDIATION, Rows, save

from analysis.cells import Source, column_letters
from analysis.findings import Finding
from analysis.intake.corrections.mend import Corrected, apply, corrected
from analysis.intake.corrections.same import as_written, same
from analysis.intake.corrections.table import (
    Correction,
    assign,
    banner,
    read_corrections,
)
from analysis.intake.files import read_book
from analysis.intake.listing import is_correction_table
from analysis.intake.sheet import Book, Sheet
from analysis.intake.tables.locate import locate
from analysis.values import Cell, is_blank

LEDGER = "台账.xlsx"
HEAD = ["文件", "工作表", "单元格", "原值", "改为", "理由"]
PLACE = Source("更正.xlsx", "Sheet", "2:2")


def book(path: Path) -> Book:
    """Read a workbook."""
    return read_book(path)


def asked(folder: Path, *rows: list[Any], head: list[Any] | None = None) -> list[Correction]:
    """Write 更正.xlsx, read it, and give each correction its file."""
    path = save(folder / "更正.xlsx", [head or HEAD, *rows])
    corrections, findings = read_corrections(book(path), "更正.xlsx")
    assert findings == []
    found, unknown = assign(corrections, [LEDGER])
    assert unknown == []
    return found


def one(cell: str, old: Cell, new: Cell, sheet: str = "Sheet1", number: int = 2) -> Correction:
    """Make a correction of the ledger."""
    row = int(cell[1:]) - 1
    place = Source("更正.xlsx", "Sheet", f"{number}:{number}")
    return Correction(LEDGER, sheet, row, ord(cell[0]) - ord("A"), old, new, "笔误", place)


def mend(*corrections: Correction, rows: Rows = MEDIATION, **odd: Any) -> Corrected:
    """Apply corrections to one sheet."""
    return corrected([workbooks.sheet(rows, **odd)], corrections, LEDGER, locate)


def cell_of(result: Corrected, cell: str) -> Cell:
    """Return a cell of the first sheet."""
    return result.sheets[0].grid[int(cell[1:]) - 1][ord(cell[0]) - ord("A")]


def codes(result: Corrected) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in result.findings]


# --- reading the table -----------------------------------------------------------------------


def test_the_table_is_read_wherever_its_header_stands(tmp_path: Path) -> None:
    """Title rows above, columns between and in another order, and rows without 改为 do no harm."""
    path = save(
        tmp_path / "更正.xlsx",
        [
            ["更正表"],
            [],
            ["序号", "改为", "原值", "单元格", "备注", "工作表", "文件", "理由"],
            [1, "调解成功", "搞定", "$f$3", "", "1月", "台账.xlsx", "笔误"],
            [2, None, "甲", "A1", "", "1月", "台账.xlsx", ""],
            [3, dt.datetime(2023, 5, 6), 12, "Ｂ7", "", "1月", "台账.xlsx", ""],  # noqa: DTZ001
        ],
    )
    corrections, findings = read_corrections(book(path), "更正.xlsx")
    assert findings == []
    told = [(c.row, c.column, c.old, c.new, c.reason, c.place.cells) for c in corrections]
    assert told == [
        (2, 5, "搞定", "调解成功", "笔误", "4:4"),
        (6, 1, 12.0, dt.date(2023, 5, 6), "", "6:6"),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["台账.xlsx", "1月", "第三行", "甲", "乙", ""], "地址"),
        (["台账.xlsx", "1月", "A1:B2", "甲", "乙", ""], "地址"),
        (["", "1月", "A1", "甲", "乙", ""], "没有写明文件"),
        (["台账.xlsx", "1月", "A1", "甲", "=1/0", ""], "公式"),
    ],
)
def test_a_row_that_names_no_cell_is_told(tmp_path: Path, row: list[Any], says: str) -> None:
    """A row with a 改为 is a correction or a finding at its row, never nothing."""
    path = save(tmp_path / "更正.xlsx", [HEAD, row])
    corrections, findings = read_corrections(book(path), "更正.xlsx")
    assert corrections == []
    assert [(f.code, f.place.cells) for f in findings] == [("F107", "2:2")]
    assert says in findings[0].says
    assert "甲" not in str(findings[0])


def test_a_table_without_header_is_told(tmp_path: Path) -> None:
    """更正.xlsx without its headings is an error; another book's sheet without them is nothing."""
    path = save(tmp_path / "更正.xlsx", [["文件", "单元格"], ["台账.xlsx", "A1"]])
    assert [f.code for f in read_corrections(book(path), "更正.xlsx")[1]] == ["F107"]
    assert read_corrections(book(path), LEDGER) == ([], [])


def test_a_returned_sheet_speaks_of_its_own_book(tmp_path: Path) -> None:
    """Empty 文件, or the name that the sheet gives its own book, is that book, though renamed."""
    rows: list[list[Any]] = [[banner("＊＊.xlsx")], HEAD]
    rows += [[file, "一月", "B2", "甲", "乙", ""] for file in ("＊＊.xlsx", None, "别的.xlsx")]
    path = save(tmp_path / "改名.xlsx", {"一月": MEDIATION, "更正": rows, "更正1": rows[1:3]})
    corrections, findings = read_corrections(book(path), "改名.xlsx")
    assert findings == []
    files = [c.file for c in corrections]
    assert files == ["改名.xlsx", "改名.xlsx", "别的.xlsx", "＊＊.xlsx"]


def test_a_findings_workbook_speaks_of_its_file(tmp_path: Path) -> None:
    """Empty 文件 is the file that the findings workbook is about."""
    rows = [[banner("月报.csv", apart=True)], HEAD, ["", "", "B2", "甲", "乙", ""]]
    path = save(tmp_path / "月报.csv.核对.xlsx", {"更正": rows})
    corrections, findings = read_corrections(book(path), path.name)
    assert [c.file for c in corrections] == ["月报.csv"]
    assert findings == []
    assert [is_correction_table(n) for n in (path.name, "一/更正.XLSX", "台账.xlsx")] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("一季度/台账.XLSX", "一季度/台账.xlsx"),
        ("一季度\\台账.xlsx", "一季度/台账.xlsx"),
        ("月报.csv", "二季度/月报.csv"),
        ("＊＊＊纠纷.xlsx", "张三丰纠纷.xlsx"),
        ("＊＊＊纠纷.xlsx（2）", "张三丰纠纷.xlsx"),
    ],
)
def test_files_are_named_in_any_way(written: str, meant: str) -> None:
    """With or without folder, in capitals or not, masked or not: one file is meant."""
    files = ["一季度/台账.xlsx", "二季度/台账.xlsx", "二季度/月报.csv", "张三丰纠纷.xlsx"]
    named, findings = assign([Correction(written, "", 0, 0, "", 1, "", PLACE)], files)
    assert [c.file for c in named] == [meant]
    assert findings == []


def test_a_file_that_is_none_or_two_is_told() -> None:
    """A wrong name gets the nearest; a name of two files asks for the folder."""
    files = ["一季度/台账.xlsx", "二季度/台账.xlsx", "人民调解登记.xlsx"]
    wrong = [Correction(f, "", 0, 0, "", 1, "", PLACE) for f in ("人民调解登纪.xlsx", "台账.xlsx")]
    named, findings = assign(wrong, files)
    assert named == []
    assert [f.code for f in findings] == ["F107", "F107"]
    assert "“人民调解登记.xlsx”" in findings[0].says
    assert "2 个文件" in findings[1].says
    assert {f.place for f in findings} == {PLACE}


# --- applying --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "written", "alike"),
    [
        (12.0, "12", True), (12.0, 12, True), ("12", 12.0, True), ("１２", "12.0", True),
        (12.0, "13", False), (45000.5, 45000, False), ("一 月", "一月", True),
        (dt.date(2023, 5, 6), "2023年5月6日", True), ("2023.5.6", "20230506", True),
        (dt.datetime(2023, 5, 6), "2023-05-06", True), (45052.0, dt.date(2023, 5, 6), True),  # noqa: DTZ001
        (dt.date(2023, 5, 6), "2023-05-07", False), ("", None, True), (" ", "", True),
        ("", "甲", False), ("甲", "", False), (True, "TRUE", True), ("ABC", "abc", True),
    ],
)  # fmt: skip
def test_same_is_what_people_see(cell: Cell, written: Cell, *, alike: bool) -> None:
    """12, 12.0 and "12" are one, and so is a date in any form; nothing else is."""
    assert same(cell, written) is alike
    assert same(written, cell) is alike


CELLS = st.one_of(
    st.none(),
    st.just(""),
    st.text("甲乙 12.-/年月日", max_size=6),
    st.integers(0, 99999),
    st.floats(0, 1e6, allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)),
)
FULL = CELLS.filter(lambda cell: not is_blank(cell))


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6),
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 2)), FULL, max_size=5),
)
def test_applying_is_mending_the_sheet(
    grid: list[list[Cell]], wanted: dict[tuple[int, int], Cell]
) -> None:
    """Law: corrections give the mended sheet, twice as once, and other rows stay the same object."""
    sheet = Sheet("一月", grid)
    wanted = {(r, c): new for (r, c), new in wanted.items() if r < len(grid)}
    asked = [
        Correction(
            LEDGER, "一月", r, c, grid[r][c], new, "", Source("更正.xlsx", "", f"{r * 3 + c}")
        )
        for (r, c), new in wanted.items()
    ]
    mended = [
        [wanted.get((r, c), cell) for c, cell in enumerate(row)] for r, row in enumerate(grid)
    ]
    (once,), findings, applied = apply([sheet], asked, LEDGER)
    assert once.grid == mended
    assert all(f.code == "F108" for f in findings)
    assert len(applied) + len(findings) == len(wanted)
    (twice,), _, again = apply([once], asked, LEDGER)
    assert again == ()
    assert [[repr(c) for c in row] for row in twice.grid] == [
        [repr(c) for c in row] for row in once.grid
    ]
    touched = {row for row, _ in wanted}
    assert all(once.grid[r] is grid[r] for r in range(len(grid)) if r not in touched)


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 6), FULL), max_size=4))
def test_what_is_no_longer_there_is_never_overwritten(changes: list[tuple[int, int, Cell]]) -> None:
    """Law: a cell changes only if 原值 still is what it shows, whatever the correction says."""
    sheet = workbooks.sheet(MEDIATION)
    asked = [one(f"{column_letters(c)}{r + 1}", "不在了", new) for r, c, new in changes]
    (after,), findings, applied = apply([sheet], asked, LEDGER)
    assert after is sheet
    assert applied == ()
    assert bool(findings) == bool(changes)


def test_corrections_by_workbook_equal_a_mended_workbook(tmp_path: Path) -> None:
    """更正.xlsx beside a ledger reads as the ledger mended by hand does, types included."""
    path = save(tmp_path / LEDGER, {"一月": MEDIATION, "二月": MEDIATION})
    changes: dict[tuple[str, str], Any] = {
        ("一月", "C2"): dt.datetime(2023, 1, 8),  # noqa: DTZ001
        ("一月", "F4"): "调解成功",
        ("二月", "A2"): 17,
    }
    book_ = openpyxl.load_workbook(path)
    rows = [[LEDGER, s, at, book_[s][at].value, new, "核实"] for (s, at), new in changes.items()]
    for (s, at), new in changes.items():
        book_[s][at] = new
    book_.save(tmp_path / "改好.xlsx")
    result = corrected(read_book(path).sheets, asked(tmp_path, *rows), LEDGER, locate)
    assert result.sheets == read_book(tmp_path / "改好.xlsx").sheets
    assert codes(result) == ["F108"] * 3
    assert len(result.tables) == 2


def test_a_value_that_is_gone_is_refused() -> None:
    """The old value must still stand there; the refusal names row and cell and tells no value."""
    result = mend(one("F2", "调解中", "调解成功"))
    assert cell_of(result, "F2") == "调解成功"
    assert codes(result) == ["F108"]  # it is what the clerk wants already
    result = mend(one("C3", "2023.2.6", "2023年2月6日"))  # the same day, written as wanted already
    assert result.applied == ()
    result = mend(one("A2", 3, "1"))
    assert codes(result) == ["F108"]
    assert cell_of(result, "A2") == 1
    result = mend(one("F4", "调解中", "撤回", number=9))
    assert cell_of(result, "F4") == "调解不成功"
    assert codes(result) == ["F107"]
    assert result.findings[0].place == Source("更正.xlsx", "Sheet", "9:9")
    assert "F4" in result.findings[0].says
    assert not any(word in str(result.findings[0]) for word in ("调解中", "撤回", "不成功"))


def test_an_empty_old_value_means_empty_or_flawed() -> None:
    """Empty 原值 fills an empty cell and lifts a flaw, but overwrites nothing."""
    rows = [list(row) for row in MEDIATION]
    rows[1][6] = rows[2][6] = None
    flaws = {(2, 6): "错误值 #REF!"}
    wanted = [one("G2", "", "2023-01-09"), one("G3", "", "2023-02-08"), one("G4", "", "2023-03-10")]
    result = mend(*wanted, rows=rows, flaws=flaws)
    assert [cell_of(result, at) for at in ("G2", "G3", "G4")] == [
        "2023-01-09", "2023-02-08", "2023-03-09",
    ]  # fmt: skip
    assert dict(result.sheets[0].flaws) == {}
    assert codes(result) == ["F107", "F108", "F108"]
    short = mend(one("G2", None, "2023-01-09"), rows=[rows[0], rows[1][:2], *rows[2:]])
    assert cell_of(short, "G2") == "2023-01-09"
    seen = mend(one("G3", "#REF!", "2023-02-08"), rows=rows, flaws=flaws)
    assert dict(seen.sheets[0].flaws) == {}


def test_wrong_places_are_told() -> None:
    """A sheet that is none gets the nearest; a cell outside the sheet is no cell of it."""
    result = mend(
        one("F2", "调解成功", "撤回", sheet="Sheet l"), one("F99", "", 1), one("Z2", "", 1)
    )
    assert codes(result) == ["F107"] * 3
    assert "“Sheet1”" in result.findings[0].says
    assert "F99" in result.findings[1].says
    assert "Z2" in result.findings[2].says


def test_an_unnamed_sheet_is_the_only_one() -> None:
    """Without 工作表 the one sheet is meant; of two, none is."""
    assert cell_of(mend(one("F2", "调解成功", "撤回", sheet="")), "F2") == "撤回"
    pages = [workbooks.sheet(MEDIATION, name=name) for name in ("一月", "二月")]
    result = corrected(pages, [one("F2", "调解成功", "撤回", sheet="")], LEDGER, locate)
    assert codes(result) == ["F107"]


def test_two_corrections_of_a_cell_are_refused() -> None:
    """Two that differ are both refused; two that ask the same are one."""
    result = mend(one("F2", "调解成功", "撤回"), one("F2", "调解成功", "调解中", number=3))
    assert [(f.code, f.place.cells) for f in result.findings] == [("F107", "2:2"), ("F107", "3:3")]
    assert cell_of(result, "F2") == "调解成功"
    result = mend(one("A2", 1, 7), one("A2", 1, "7", number=3))
    assert codes(result) == ["F108"]
    assert cell_of(result, "A2") == 7


def test_a_later_correction_goes_on_from_an_earlier_one() -> None:
    """调解不成功 to 撤消, then 撤消 to 撤回, in whatever order: told as one, from first to last."""
    first, then = one("F4", "调解不成功", "撤消"), one("F4", "撤消", "撤回", number=3)
    for several in ((first, then), (then, first)):
        result = mend(*several)
        assert cell_of(result, "F4") == "撤回"
        assert [f.says for f in result.findings] == ["原值“调解不成功”已改为“撤回”。理由：笔误。"]


def test_one_that_no_longer_fits_does_not_stop_another() -> None:
    """Of two for a cell the one that fits is applied, and the other is told; none is silent."""
    result = mend(one("F4", "调解中", "调解成功"), one("F4", "调解不成功", "撤回", number=3))
    assert cell_of(result, "F4") == "撤回"
    assert [(f.code, f.place.cells) for f in result.findings] == [("F107", "2:2"), ("F108", "F4")]


@pytest.mark.parametrize(
    ("cell", "written", "alike"),
    [
        ("张三丰与李四光纠纷", "＊＊＊与＊＊＊纠纷", True), ("13912345678", "＊＊＊＊＊＊＊＊＊＊＊", True),
        (13912345678.0, "＊＊＊＊＊＊＊＊＊＊＊", True), ("＊号", "＊号", True), ("甲＊", "甲＊", True),
        ("张三纠纷", "＊＊＊纠纷", False), ("", "＊＊＊", False), ("甲纠纷", "＊.+", False),
    ],
)  # fmt: skip
def test_a_mask_stands_for_as_many_characters(cell: Cell, written: Cell, *, alike: bool) -> None:
    """原值 in a copy has ＊ for what names a person: any characters, as many, nothing else."""
    assert as_written(cell, written) is alike


def test_a_merged_cell_is_its_upper_left_one() -> None:
    """A correction of any cell of a merged range mends the one that counts."""
    rows = [list(row) for row in MEDIATION]
    rows[2][3] = None
    result = mend(one("D3", "邻里", "合同"), rows=rows, merges=["D2:D3"])
    assert cell_of(result, "D2") == "合同"
    assert cell_of(result, "D3") == ""
    assert result.findings[0].place.cells == "D2"


def test_personal_columns_are_never_corrected() -> None:
    """Names stay as they are, the others are applied, and no name is told."""
    result = mend(one("E2", "张三丰", "张无忌"), one("F2", "调解成功", "撤回", number=3))
    assert cell_of(result, "E2") == "张三丰"
    assert cell_of(result, "F2") == "撤回"
    assert codes(result) == ["F107", "F108"]
    assert "个人信息" in result.findings[0].says
    assert not any(word in str(result.findings) for word in ("张三丰", "张无忌"))


def test_personal_rows_are_never_corrected() -> None:
    """In a table whose headings stand down the first column the same holds."""
    rows = [list(column) for column in zip(*MEDIATION, strict=True)]
    rows[4][2] = "撤回"  # a name that is also a value elsewhere keeps no other cell shut
    result = mend(one("B5", "张三丰", "张无忌"), one("B6", "调解成功", "撤回", number=3), rows=rows)
    assert [table.crossed for table in result.tables[0]] == [True]
    assert cell_of(result, "B5") == "张三丰"
    assert cell_of(result, "B6") == "撤回"
    assert codes(result) == ["F107", "F108"]
    assert "“撤回”" in result.findings[1].says
    assert not any(word in str(result.findings) for word in ("张三丰", "张无忌"))


def test_a_column_is_not_made_open_to_be_corrected() -> None:
    """Renaming a personal heading does not open its cells, nor naming one close to late."""
    open_it = mend(one("E1", "当事人", "案件来源"), one("E2", "张三丰", "申请", number=3))
    assert cell_of(open_it, "E2") == "张三丰"
    assert "F107" in codes(open_it)
    close_it = mend(one("F1", "调解结果", "姓名"), one("F2", "调解成功", "赵钱孙", number=3))
    assert cell_of(close_it, "F2") == "调解成功"
    assert "F107" in codes(close_it)
    assert "赵钱孙" not in str(close_it.findings)


def test_a_heading_may_be_corrected() -> None:
    """A mended heading is read: the table is found that was none before."""
    rows = [["编码号", *MEDIATION[0][1:2], "受理日", *MEDIATION[0][3:]], *MEDIATION[1:]]
    assert locate(workbooks.sheet(rows)) == []
    named = mend(one("E1", "当事人", "姓名"))
    assert (codes(named), named.findings[0].says) == (["F108"], "已按更正表改动。")
    result = mend(one("C1", "受理日", "受理日期"), rows=rows)
    assert [table.ledger.id for table in result.tables[0]] == ["mediation"]
    assert result.findings[0].says == "原值“受理日”已改为“受理日期”。理由：笔误。"


def test_only_declared_columns_tell_values() -> None:
    """A correction of a note or of a column not declared is listed without values."""
    rows = [[*MEDIATION[0], "经办感想"], *([*row, "李四很好"] for row in MEDIATION[1:])]
    rows.append(["填表人：王五"])
    result = mend(
        one("H2", "李四很好", "李四不好"),
        one("A5", "填表人：王五", "填表人：赵六", number=3),
        one("F2", "调解成功", "撤回", number=4),
        rows=rows,
    )
    assert [f.says for f in result.findings] == [
        "已按更正表改动。",
        "已按更正表改动。",
        "原值“调解成功”已改为“撤回”。理由：笔误。",
    ]
    assert [f.place.cells for f in result.findings] == ["H2", "A5", "F2"]


def test_other_files_are_left_alone() -> None:
    """Only the corrections of a file act on it, and pages of ours are never corrected."""
    sheet = workbooks.sheet(MEDIATION)
    page = Sheet("更正", [[banner()], ["甲"], *map(list, MEDIATION)])
    elsewhere = [one("F2", "调解成功", "撤回")]
    assert apply([sheet, page], elsewhere, "别的.xlsx") == ((sheet, page), [], ())
    result = corrected([sheet, page], [one("A2", "甲", "乙", sheet="更正")], LEDGER, locate)
    assert codes(result) == ["F107"]
    assert result.sheets[1] is page
    assert [len(tables) for tables in result.tables] == [1, 0]


def test_findings_can_be_shown(tmp_path: Path) -> None:
    """Every finding has a code that is declared and one line for the terminal."""
    result = mend(one("F2", "调解成功", "撤回"), one("F3", "没有", "撤回"))
    assert all(isinstance(f, Finding) and str(f).startswith(f"[{f.code} ") for f in result.findings)
    assert asked(tmp_path, [LEDGER, "Sheet1", "F2", "调解成功", "撤回", ""])[0].new == "撤回"
