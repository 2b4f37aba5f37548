"""What only shows over a whole table or ledger: totals, periods, keys, rows of other years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import (
    MEDIATION,
    RETURN,
    STUDY,
    YEAR,
    Rows,
    found,
    observed,
    read,
    save,
    sheet,
    taken_in,
    total,
    where,
)

from analysis.checks import check_observations
from analysis.findings import Finding
from analysis.indicators import INDICATORS
from analysis.intake.rows.check import check_apart, check_table
from analysis.intake.rows.convert import convert
from analysis.intake.sheet import Sheet
from analysis.intake.tables.locate import locate
from analysis.intake.whole.keys import check_ledger
from analysis.ledgers import LEDGERS

HEAD = STUDY[0]


def checked(one: Sheet) -> list[Finding]:
    """Return what is found over the tables of a sheet."""
    tables = locate(one)
    return [
        finding
        for table in tables
        for finding in check_table("a.xlsx", one, table, convert("a.xlsx", one, table, YEAR))
    ]


def lesson(month: int, expected: int, attended: int) -> list[object]:
    """Make a row."""
    return [month, f"2023-{month:02}-05", "集体学习", "宪法", expected, attended]


def sums(label: str, expected: int, attended: int) -> list[object]:
    """Make a row of totals."""
    return [label, "", "", "", expected, attended]


# --- totals ----------------------------------------------------------------------------------


def test_each_subtotal_is_held_against_its_part_and_the_last_total_against_all() -> None:
    """小计 after each part and a 合计 at the end: all right is silent, a wrong one is named."""
    rows = [
        HEAD, lesson(1, 10, 9), lesson(2, 20, 19), sums("小计", 30, 28),
        lesson(3, 40, 39), sums("小计", 40, 39), sums("合计", 70, 67),
    ]  # fmt: skip
    assert not found(checked(sheet(rows)), "W404")
    rows[5], rows[6] = sums("小计", 70, 39), sums("合计", 40, 67)
    wrong = found(checked(sheet(rows)), "W404")
    assert [(f.place.cells, f.says) for f in wrong] == [
        ("E6", "合计为 70人次，明细相加为 40人次。"),
        ("E7", "合计为 40人次，明细相加为 70人次。"),
    ]
    assert [(f.heading, f.written) for f in wrong] == [("应到人数", "70"), ("应到人数", "40")]


def test_totals_above_their_rows() -> None:
    """A 合计 above the data takes all of it; a 小计 above its part takes that part."""
    rows = [
        HEAD, sums("合计", 70, 67), sums("小计", 30, 28), lesson(1, 10, 9), lesson(2, 20, 19),
        sums("小计", 40, 39), lesson(3, 40, 39),
    ]  # fmt: skip
    assert not found(checked(sheet(rows)), "W404")
    rows[1], rows[2], rows[5] = sums("合计", 71, 67), sums("小计", 31, 28), sums("小计", 41, 39)
    assert where(checked(sheet(rows)), "W404") == ["E2", "E3", "E6"]


def test_a_total_between_may_be_of_its_part_or_of_all_above() -> None:
    """一季度合计 or 1—6月累计 in mid-table: either reading is right, anything else is told."""
    table = [HEAD, lesson(1, 10, 9), sums("合计", 10, 9), lesson(4, 5, 5)]
    for stated, wrong in ((5, []), (15, []), (10, ["E5"])):
        rows = [
            *table,
            sums("累计", stated, stated - (0 if stated == 5 else 1)),
            sums("合计", 15, 14),
        ]
        assert [c for c in where(checked(sheet(rows)), "W404") if c.startswith("E")] == wrong


def test_the_last_total_is_of_all_unless_it_names_its_part() -> None:
    """A last 合计 that gives only the rows since the one before is told; 下半年合计 is right so."""
    rows: list[Any] = [
        HEAD,
        lesson(1, 10, 9),
        sums("合计", 10, 9),
        lesson(7, 5, 5),
        sums("合计", 5, 5),
    ]
    assert where(checked(sheet(rows)), "W404") == ["E5", "F5"]
    rows[2][0], rows[4][0] = "上半年合计", "下半年合计"
    assert not where(checked(sheet(rows)), "W404")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 99), min_size=1, max_size=4), min_size=1, max_size=4),
       st.integers(0, 3), st.integers(1, 9))  # fmt: skip
def test_right_totals_are_silent_and_one_wrong_total_is_one_finding(
    parts: list[list[int]], which: int, off: int
) -> None:
    """Whatever the parts: true totals say nothing; one that is off by some is named, only it."""
    for wrong in (None, which % len(parts)):
        rows: list[list[object]] = [[*HEAD]]
        for number, part in enumerate(parts):
            rows += [lesson(1, n, n) for n in part]
            said = sum(part) + (off if number == wrong else 0)
            rows.append(sums("小计", said, sum(part)))
        expected = "" if wrong is None else f"E{sum(len(p) + 1 for p in parts[: wrong + 1]) + 1}"
        everything = sum(map(sum, parts))
        rows.append(sums("合计", everything, everything))
        assert "".join(where(checked(sheet(rows)), "W404")) == expected


def test_totals_of_several_sheets(tmp_path: Path) -> None:
    """Each sheet's 合计 is held against its own rows, not those of the other months."""
    months = {
        "1月": [HEAD, lesson(1, 10, 9), sums("合计", 10, 9)],
        "2月": [HEAD, lesson(2, 20, 19), sums("合计", 30, 28)],
    }
    save(tmp_path / "a.xlsx", months)
    told = found(read(tmp_path).findings, "W404")
    assert [(f.place.sheet, f.place.cells) for f in told] == [("2月", "E3"), ("2月", "F3")]


def test_titles_above_and_cells_beside_a_table_are_named() -> None:
    """A row above the header is counted, a figure under no heading has its place; a title is one."""
    one = sheet(
        [["双龙镇学法台账"], ["单位：人次", "双龙"], HEAD, [*lesson(1, 10, 9), "", "赵钱孙"]]
    )
    told = list(check_apart("a.xlsx", [(one, locate(one))]))
    assert [(f.code, f.place.cells) for f in told] == [("T205", "H4"), ("T205", "")]
    assert told[1].says.startswith("表头以上 1 行")
    assert not any("双龙" in f.says or "赵" in f.says for f in told)
    assert not list(check_apart("a.xlsx", [(sheet([HEAD, lesson(1, 10, 9)]), [])]))


# --- dates, parts ----------------------------------------------------------------------------


def test_a_date_before_another_and_a_part_above_its_whole_show_what_is_written() -> None:
    """W402 and W403 carry heading, cell as the clerk wrote it, and the nearest that would do."""
    cases = [MEDIATION[0], [*MEDIATION[1][:2], "2023年3月7日", *MEDIATION[1][3:6], "2023.3.5"]]
    (early,) = found(checked(sheet(cases)), "W402")
    assert (early.place.cells, early.heading, early.written) == ("G2", "结案日期", "2023.3.5")
    assert early.expects == "不早于 2023年3月7日的日期"
    (more,) = found(checked(sheet([HEAD, lesson(1, 10, 12)])), "W403")
    assert (more.place.cells, more.heading, more.written) == ("F2", "实到人数", "12")
    assert more.expects == "不大于 10 的数"


# --- keys and periods ------------------------------------------------------------------------


def overlaps(*periods: str) -> list[str]:
    """Return the rows told to overlap."""
    rows = [RETURN[0], *([period, 1, 1, 1] for period in periods)]
    frame = taken_in(sheet(rows)).frames["mediation_return"]
    return where(check_ledger(LEDGERS["mediation_return"], frame), "W401")


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (("1月", "2月", "3月"), []),
        (("1月", "2月", "2月"), ["4:4"]),
        (("一季度", "1月", "2月", "4月"), ["2:2", "4:4"]),
        (("全年", "1月", "7月"), ["2:2", "4:4"]),
        (("全年", "1月", "3月", "7月"), ["2:2", "4:4", "5:5"]),
    ],
)
def test_each_period_inside_another_is_told(periods: tuple[str, ...], told: list[str]) -> None:
    """A month in its quarter or year is told, also when another month stands between them."""
    assert overlaps(*periods) == told


# --- rows of other years ---------------------------------------------------------------------


def test_a_running_register_gives_this_year_and_counts_the_others(tmp_path: Path) -> None:
    """2021 to 2024 in one register: 2023 counts, the rows before and after it are W409."""
    days = [dt.date(2021, 5, 6), dt.date(2022, 5, 6), dt.date(2022, 12, 31), dt.date(2023, 1, 1),
            dt.date(2023, 12, 31), dt.date(2024, 1, 1)]  # fmt: skip
    rows: Rows = [
        MEDIATION[0],
        *([n, f"（{day.year}）人调字第{n}号", day, "邻里", "张三丰", "调解成功", day]
          for n, day in enumerate(days, start=1)),
    ]  # fmt: skip
    save(tmp_path / "2021—2024年登记台账.xlsx", rows)
    intake = read(tmp_path)
    assert not [f for f in intake.findings if f.severity != "提示"]
    assert total(intake, "mediation.accepted").value == 2
    told = found(check_observations(observed(intake)[0], INDICATORS), "W409")
    about = [(f.says, f.place.cells.rpartition(":")[2]) for f in told if "受理" in f.says]
    assert about == [
        ("受理日期在2023年以前的有 3 行，未计入本年度。", "G4"),
        ("受理日期在2023年以后的有 1 行，未计入本年度。", "G7"),
    ]


def test_a_register_of_another_year_alone_is_asked_about(tmp_path: Path) -> None:
    """Last year's file in this year's folder gives 0 and a 警告 for its ledger; one row more none."""
    rows = [[*row] for row in MEDIATION]
    for row, day in zip(rows[1:], ("2022-01-05", "2022-02-06", "2022-03-07"), strict=True):
        row[2] = row[6] = day
    save(tmp_path / "登记台账.xlsx", rows)
    (told,) = found(check_observations(observed(read(tmp_path))[0], INDICATORS), "W416")
    assert told.says == "《人民调解登记台账》的 3 行都不属于2023年，按 0 计。"
    save(tmp_path / "登记台账.xlsx", [*rows, MEDIATION[1]])
    assert not found(check_observations(observed(read(tmp_path))[0], INDICATORS), "W416")


def test_cases_carried_over_are_no_fault_of_a_month(tmp_path: Path) -> None:
    """What is settled in a month may have been found in another: no 错误 in a monthly return."""
    head = ["月份", "排查数", "化解数", "未化解数"]
    rows: Rows = [["2023年矛盾纠纷排查化解情况统计表"], head, ["1月", 3, 2, 1], ["2月", 1, 2, 2]]
    save(tmp_path / "月报.xlsx", rows)
    intake = read(tmp_path)
    assert not [f for f in intake.findings if f.severity == "错误"]
    assert total(intake, "disputes.screened").value == 4
