"""What a cell becomes: a value of its column's kind, nothing, or a finding with its address."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import MEDIATION, RETURN, STUDY, YEAR, Rows, found, sheet, where

from analysis.findings import Finding
from analysis.intake.rows.convert import convert
from analysis.intake.rows.frames import frame_of
from analysis.intake.rows.typed import Typed
from analysis.intake.sheet import Sheet
from analysis.intake.tables.locate import locate

AMOUNTS: Rows = [["受理日期", "调解结果", "涉及金额"], ["2023-01-05", "调解成功", ""]]


def typed(one: Sheet | Rows) -> Typed:
    """Convert the only table of a sheet."""
    page = one if isinstance(one, Sheet) else sheet(one)
    (table,) = locate(page)
    return convert("台账.xlsx", page, table, YEAR)


def column(rows: Rows, name: str) -> list[Any]:
    """Return the values of a column, None for an empty one."""
    series = frame_of(typed(rows))[name]
    return [None if pd.isna(value) else value for value in series]


def one(rows: Rows, heading: str, cell: object) -> Typed:
    """Convert a table after putting a cell into its first row."""
    changed = [list(row) for row in rows]
    changed[1][changed[0].index(heading)] = cell
    return typed(changed)


# --- units -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "cell", "wanted"),
    [
        ("涉及金额", 12.5, "12.5"),
        ("涉及金额（元）", 12.5, "12.5"),
        ("涉及金额（万元）", 12.5, "125000"),
        ("涉及金额（万元）", "1.2", "12000"),
        ("涉及金额（万元）", "3.5万元", "35000"),
        ("涉及金额（万元）", "800元", "800"),
        ("涉及金额（元）", "3.5万元", "35000"),
        ("涉及金额（元）", 0.1 + 0.2, "0.3"),
        ("涉及金额（元）", 12345.670000000002, "12345.67"),
    ],
)
def test_money_is_kept_in_yuan(heading: str, cell: object, wanted: str) -> None:
    """A heading in 万元 multiplies, a unit in the cell goes before it, once and only once."""
    rows: Rows = [["受理日期", "调解结果", heading], ["2023-01-05", "调解成功", cell]]
    assert column(rows, "amount") == [Decimal(wanted)]


def test_an_impossible_sum_is_told() -> None:
    """What no column of money can hold is a finding, not a crash."""
    rows: Rows = [["受理日期", "调解结果", "涉及金额（万元）"], ["2023-01-05", "调解成功", 1e14]]
    assert where(typed(rows).findings, "C302") == ["C2"]


@pytest.mark.parametrize("cell", ["3万", "1.2件", 1e15, "三四百元", "约50元"])
def test_doubtful_money_is_told(cell: object) -> None:
    """A bare 3万, another unit, an impossible or vague sum is a finding, not a guess."""
    result = one(AMOUNTS, "涉及金额", cell)
    assert where(result.findings, "C302") == ["C2"]
    assert frame_of(result)["amount"].isna().all()


@pytest.mark.parametrize(
    ("heading", "adopted"),
    [
        ("受理", True),
        ("受理（件）", True),
        ("受理（起）", True),
        ("受理（件次）", False),
        ("受理（人）", False),
    ],
)
def test_cases_and_mediations_are_not_mixed(heading: str, *, adopted: bool) -> None:
    """件 against 件次: the column is not adopted, and T206 names the heading's cell."""
    rows: Rows = [[heading if cell == "受理" else cell for cell in row] for row in RETURN]
    result = typed(rows)
    assert ("accepted" in frame_of(result)) is adopted
    assert where(result.findings, "T206") == ([] if adopted else ["B1"])


def test_heads_and_attendances_are_one_only_within_an_event() -> None:
    """人 for 人次 is right in a register of events and wrong in a month's return."""
    event: Rows = [
        [f"{cell}（人）" if cell == "实到人数" else cell for cell in row] for row in STUDY
    ]
    assert column(event, "attended") == [38, 12]
    month: Rows = [["月份", "法律援助", "服务档案（人）"], ["1月", 1, 30]]
    result = typed(month)
    assert "files" not in frame_of(result)
    assert where(result.findings, "T206") == ["C1"]


def test_a_cell_in_another_unit_is_told() -> None:
    """12件次 below 受理（件） is a finding; 12件 and 12起 are 12."""
    assert where(one(RETURN, "受理", "12件次").findings, "C302") == ["B2"]
    assert frame_of(one(RETURN, "受理", "12起"))["accepted"][0] == 12
    once: Rows = [["受理日期", "调解结果", "调解次数（件次）"], ["2023-01-05", "调解成功", "3次"]]
    assert column(once, "sessions") == [3]  # one case mediated three times


# --- what cannot be read ---------------------------------------------------------------------


def told(result: Typed, code: str) -> Finding:
    """Return the only finding of a code, which must name the file, sheet and remedy."""
    (finding,) = found(result.findings, code)
    assert (finding.place.file, finding.place.sheet) == ("台账.xlsx", "Sheet1")
    assert finding.remedy
    return finding


@pytest.mark.parametrize(
    "cell", ["2023.13.5", "2023年5月", "5月", 5, "五月初", "23.5.6", "2023-02-30"]
)
def test_a_date_that_is_none_is_told(cell: object) -> None:
    """An impossible date, a month without a day, a year of two digits: finding, and no value."""
    result = one(MEDIATION, "受理日期", cell)
    finding = told(result, "C301")
    assert finding.place.cells == "C2"
    assert "2023年5月6日" in finding.expects
    assert pd.isna(frame_of(result)["accepted_on"][0])


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2021年3月", "2021-03-01"), ("2021", None), ("2021年", "2021-01-01"), ("2021.3", "2021-03-01"),
     ("2021-03-05", "2021-03-05"), ("3月", None), ("2021年13月", None)],
)  # fmt: skip
def test_a_day_of_appointment_may_be_a_month_or_a_year(cell: str, day: str | None) -> None:
    """Where the column says so, a month or year that names its year is its first day."""
    rows = [["姓名", "人员类别", "专兼职", "聘任日期"], ["样本甲", "人民调解员", "专职", cell]]
    result = typed(sheet(rows))
    (read,) = frame_of(result)["appointed_on"]
    assert (pd.isna(read) and told(result, "C301")) if day is None else read == pd.Timestamp(day)


@pytest.mark.parametrize(
    "cell", ["文字", "约50", "50余", "-3", 3.5, "3、4", "2023-01-05", True, 13912345678]
)
def test_a_count_that_is_none_is_told(cell: object) -> None:
    """文字, an estimate, a negative or broken number, a telephone number: finding, and no value."""
    result = one(STUDY, "实到人数", cell)
    assert told(result, "C302").place.cells == "F2"
    assert pd.isna(frame_of(result)["attended"][0])


def test_an_unknown_closed_category_names_the_nearest() -> None:
    """A result that is not declared: what is accepted, the nearest value, and no value."""
    result = one(MEDIATION, "调解结果", "调解成工")
    finding = told(result, "C304")
    assert (finding.place.cells, "是否指“调解成功”" in finding.says) == ("F2", True)
    assert "调解成功" in finding.expects
    assert pd.isna(frame_of(result)["result"][0])


def test_an_unknown_open_category_is_kept_and_told() -> None:
    """A class of dispute of the county's own counts under its own name, with a warning."""
    result = one(MEDIATION, "纠纷类型", "村务管理")
    assert told(result, "C305").place.cells == "D2"
    assert frame_of(result)["type"][0] == "村务管理"


def test_a_period_that_is_none_is_told() -> None:
    """13月 in a return is a finding at its cell."""
    assert told(one(RETURN, "月份", "13月"), "C307").place.cells == "A2"


@pytest.mark.parametrize("flaw", ["错误值 #REF!", "没有算出结果的公式"])
def test_a_cell_in_error_is_told(flaw: str) -> None:
    """#REF! and a formula never computed are findings, not empty cells."""
    page = sheet(STUDY, flaws={(1, 5): flaw})
    page.grid[1][5] = ""
    finding = told(typed(page), "C306")
    assert (finding.place.cells, flaw in finding.says) == ("F2", True)


@pytest.mark.parametrize("cell", ["", None, " ", "/", "—"])
def test_an_empty_required_cell_is_told(cell: object) -> None:
    """A case without a date of acceptance is a finding at the empty cell."""
    assert told(one(MEDIATION, "受理日期", cell), "C303").place.cells == "C2"


def test_an_empty_cell_that_is_not_required_is_nothing() -> None:
    """No date of closing, / for none: an empty value and no finding."""
    for cell in ("", "/"):
        result = one(MEDIATION, "结案日期", cell)
        assert not result.findings
        assert pd.isna(frame_of(result)["closed_on"][0])


def test_a_stroke_is_a_value_only_where_it_is_declared() -> None:
    """/ below 协议形式 is 无; below 村（居） it is an empty cell and no village."""
    rows: Rows = [
        ["受理日期", "调解结果", "协议形式", "村（居）"],
        ["2023-01-05", "调解成功", "/", "/"],
    ]
    assert (column(rows, "agreement"), column(rows, "village")) == (["无"], [None])


def test_none_is_nought_in_a_count() -> None:
    """无 and 零报告 below a count are 0."""
    for cell in ("无", "零报告", 0):
        assert frame_of(one(RETURN, "受理", cell))["accepted"][0] == 0


# --- persons ---------------------------------------------------------------------------------


SECRET: Rows = [
    ["受理日期", "调解结果", "当事人", "身份证号", "联系电话", "简要情况", "经济状况"],
    ["2023-01-05", "调解成功", "张三丰、李和平等2人", 5.1e17, 13812345678.0, "因琐事", "贫困"],
    ["日期", "成功了", "欧阳娜娜·买买提", "见附件", "文字", "", ""],
]


def test_personal_and_undeclared_columns_stop_here() -> None:
    """Names, numbers and summaries are never in the frame, nor is a column nobody declared."""
    result = typed(SECRET)
    text = frame_of(result).to_csv() + "".join(map(str, result.findings))
    assert set(frame_of(result)) == {"accepted_on", "result", "_file", "_sheet", "_row"}
    for word in (
        "张三丰",
        "李和平",
        "买买提",
        "510000000000000000",
        "13812345678",
        "琐事",
        "见附件",
        "贫困",
    ):
        assert word not in text


def test_persons_are_known_for_masking() -> None:
    """Names are split, 李和平 is not; numbers are known as people write them."""
    result = typed(SECRET)
    assert {"张三丰", "李和平", "欧阳娜娜·买买提"} <= result.names
    assert {"13812345678", "510000000000000000", "因琐事"} <= result.personal


def test_an_organisation_is_no_person() -> None:
    """A party that is 大石村委会, 派出所 or 不详 is no name to be masked everywhere."""
    rows: Rows = [
        ["受理日期", "调解结果", "当事人"],
        *(["2023-01-05", "调解成功", n] for n in ("大石村委会", "派出所", "不详")),
    ]
    assert not typed(rows).names


# --- merged cells and shapes -----------------------------------------------------------------


def test_a_merged_label_holds_for_every_row() -> None:
    """村 and 日期 merged over rows hold for each; a merged number counts once."""
    rows: Rows = [
        ["活动时间", "活动主题", "活动形式", "村（居）", "参加人次"],
        ["2023-05-06", "宪法", "集中宣传", "大石村", 30],
        ["", "民法典", "集中宣传", "", ""],
        ["", "禁毒", "集中宣传", "", 7],
    ]
    page = sheet(rows, ["A2:A4", "D2:D4", "E2:E4"])
    frame = frame_of(typed(page))
    assert frame["village"].tolist() == ["大石村"] * 3
    assert frame["held_on"].dt.day.tolist() == [6, 6, 6]
    assert [None if pd.isna(n) else n for n in frame["participants"]] == [30, None, None]


def test_a_number_typed_as_text_is_shown_as_typed() -> None:
    """A case number kept as a number has no decimals."""
    assert frame_of(one(MEDIATION, "案件编号", 2023001.0))["case_no"][0] == "2023001"


def test_the_dtypes_are_those_promised() -> None:
    """Dtypes depend on the declaration only: the same for rows, for none, and for empty cells."""
    rows: Rows = [
        ["受理日期", "调解结果", "调解次数", "涉及金额", "司法确认"],
        ["2023-01-05", "调解成功", 2, "3.5", "是"],
    ]
    wanted = {
        "accepted_on": "datetime64[s]",
        "sessions": "Int64",
        "result": "str",
        "amount": "decimal128(20, 4)[pyarrow]",
        "confirmed": "str",
        "_file": "str",
        "_sheet": "str",
        "_row": "int64",
    }
    for some in (rows, rows[:1], [rows[0], ["2023-01-05", "", "", "", ""]]):
        assert frame_of(typed(some)).dtypes.astype(str).to_dict() == wanted
    period = frame_of(typed(RETURN)).dtypes.astype(str)
    assert (period["period"], period["period_end"]) == ("datetime64[s]", "datetime64[s]")


def test_a_fallback_column_is_read_twice() -> None:
    """Where no heading names 资料类别, it is read from 资料名称."""
    rows: Rows = [
        ["发放日期", "资料名称", "数量"],
        ["2023-01-05", "宪法宣传读本", 9],
        ["2023-01-05", "扇面", 9],
    ]
    result = typed(rows)
    assert frame_of(result)["category"].tolist()[0] == "宣传读本"
    assert where(result.findings, "C304") == []


CELLS = st.sampled_from(
    ["2023-05-06", "2023.13.5", "", "文字", 3, 3.5, None, "调解成功", "/", "邻里", True]
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6))
def test_every_row_comes_out_and_nothing_is_lost_unsaid(cells: list[list[Any]]) -> None:
    """Each data row gives one row of the frame; a filled cell is a value, struck out, or told."""
    rows: Rows = [MEDIATION[0], *([f"甲{n}", *row] for n, row in enumerate(cells))]
    page = sheet(rows)
    (table,) = locate(page)
    result = convert("台账.xlsx", page, table, YEAR)
    frame = frame_of(result)
    assert frame["_row"].tolist() == [row + 1 for row in table.rows]
    places = {finding.place.cells for finding in result.findings}
    for row, at in enumerate(table.rows):
        for located in table.columns:
            cell = page.grid[at][located.index]
            empty = located.column.personal or pd.isna(frame[located.column.id][row])
            filled = cell not in ("", None, "/")
            if filled and empty and not located.column.personal:
                assert f"{'ABCDEFG'[located.index]}{at + 1}" in places


# --- what a finding carries ------------------------------------------------------------------


def test_a_finding_carries_heading_cell_and_nearest() -> None:
    """The heading and the cell as written, and the valid value most like it, stand apart."""
    finding = told(one(MEDIATION, "调解结果", "调解成工"), "C304")
    assert (finding.heading, finding.written, finding.nearest) == (
        "调解结果",
        "调解成工",
        "调解成功",
    )
    assert told(one(RETURN, "受理", "约5"), "C302").written == "约5"


@pytest.mark.parametrize("cell", [510231197001011234.0, "5.10E+17", "5.1e17"])
def test_a_number_that_lost_its_digits_is_told_without_it(cell: object) -> None:
    """An ID number kept as a number has lost its end: told at its cell, never shown."""
    rows: Rows = [["受理日期", "调解结果", "身份证号"], ["2023-01-05", "调解成功", cell]]
    finding = told(typed(rows), "C308")
    assert (finding.place.cells, finding.written) == ("C2", "")
    assert "文本格式" in finding.remedy
    assert "5102" not in str(finding)
    assert "5.1" not in str(finding)


@pytest.mark.parametrize("cell", ["510231197001011234", 13812345678.0, "见附件", ""])
def test_a_number_that_is_whole_is_not_told(cell: object) -> None:
    """An ID number kept as text, or a phone number, has lost nothing."""
    rows: Rows = [["受理日期", "调解结果", "身份证号"], ["2023-01-05", "调解成功", cell]]
    assert not typed(rows).findings


# --- dates in pieces -------------------------------------------------------------------------

TRIO: Rows = [
    ["序号", "受理时间", "", "", "纠纷类型", "调解结果"],
    ["", "年", "月", "日", "", ""],
    [1, 2023, 5, 6, "邻里", "调解成功"],
    [2, "2023年", "5月", "7日", "邻里", "调解成功"],
    [3, 2023, 5, "", "邻里", "调解成功"],
    [4, 2023, 13, 5, "邻里", "调解成功"],
    [5, "", "", "", "邻里", "调解成功"],
]


@pytest.mark.parametrize("merges", [("A1:A2", "B1:D1", "E1:E2", "F1:F2"), ()])
def test_a_date_over_three_columns_is_one_date(merges: tuple[str, ...]) -> None:
    """年 月 日 below 受理时间 are one date; a part missing or impossible is told at the first."""
    result = typed(sheet(TRIO, merges))
    (table,) = locate(sheet(TRIO, merges))
    assert table.doubles == ()
    days = [None if pd.isna(v) else v.day for v in frame_of(result)["accepted_on"]]
    assert days == [6, 7, None, None, None]
    assert where(result.findings, "C301") == ["B5", "B6"]
    partly, impossible = found(result.findings, "C301")
    assert "没有填全" in partly.says
    assert ("2023年13月5日" in impossible.says, impossible.written) == (True, "")  # no one cell's
    assert where(result.findings, "C303") == ["B7"]


def test_a_day_alone_is_a_date_only_on_a_months_sheet() -> None:
    """5日 on the sheet 3月 is 3 March; on any other sheet it is a finding."""
    rows: Rows = [["受理日期", "调解结果"], ["5日", "调解成功"]]
    (day,) = frame_of(typed(sheet(rows, name="3月")))["accepted_on"]
    assert (day.year, day.month, day.day) == (YEAR, 3, 5)
    (day,) = frame_of(typed(sheet(rows, name="2022年3月")))["accepted_on"]
    assert day.year == 2022
    assert where(typed(sheet(rows, name="台账")).findings, "C301") == ["A2"]
