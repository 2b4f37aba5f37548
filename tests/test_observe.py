"""From typed rows to figures: right, complete, and each with the cells that it comes from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import (
    END,
    MEDIATION,
    RETURN,
    STUDY,
    Rows,
    observed,
    sheet,
    taken_in,
    total,
    values,
)

from analysis.cells import Source, column_letters
from analysis.indicators import INDICATORS
from analysis.indicators.keep import read_observations, write_observations
from analysis.indicators.model import (
    Count,
    Gap,
    Indicator,
    Latest,
    LeftOut,
    Observation,
    Part,
    Ratio,
    Reconciled,
    Sum,
    Total,
    Where,
)
from analysis.indicators.observe import completed, to_keep
from analysis.intake.found import Intake
from analysis.ledgers import LEDGERS
from analysis.town import load
from analysis.workspace import Workspace

BOTH = taken_in(sheet(MEDIATION, name="案件"), sheet(RETURN, name="报表"))


def left_out(observation: Observation) -> list[tuple[str, int, str]]:
    """Return why rows were left out, how many, and which cells they are."""
    return [(x.reason, x.rows, x.source.cells if x.source else "") for x in observation.left_out]


# --- gaps and noughts ------------------------------------------------------------------------


def test_an_absent_ledger_is_a_gap_that_names_it() -> None:
    """Without a single ledger every indicator is a gap, and each names the ledger wanted."""
    found, gaps = observed(Intake())
    assert not found
    assert gaps.keys() == INDICATORS.keys()
    assert gaps["mediation.accepted"] == Gap(
        "mediation.accepted", "没有收到《人民调解登记台账》。", "《人民调解登记台账》"
    )
    assert all("《" in gap.wanted for gap in gaps.values())


def test_an_empty_ledger_is_nought_and_its_rates_are_gaps() -> None:
    """A header without rows: counts and sums are 0, citing the header; a rate has no denominator."""
    empty = [[column.title for column in ledger.columns] for ledger in LEDGERS.values()]
    intake = taken_in(*(sheet([row], name=str(n)) for n, row in enumerate(empty)))
    found, gaps = observed(intake)
    latest = {
        name
        for name, indicator in INDICATORS.items()
        if all(isinstance(formula, Latest | Ratio | Total) for formula in indicator.formulas)
    }
    assert gaps.keys() == latest
    assert gaps["mediation.success_rate"].reason == "分母“调解办结”为 0，比率无意义。"
    assert {o.value for o in found} == {0}
    assert all(o.parts and all(part.source.cells for part in o.parts) for o in found)
    last = column_letters(len(LEDGERS["mediation"].columns) - 1)
    assert total(intake, "mediation.accepted").parts[0].source.cells == f"A1:{last}1"


def test_a_ledger_of_zero_reports_is_nought() -> None:
    """A month's sheet with nothing but 零报告 was read: 0, and no gap."""
    intake = taken_in(sheet([MEDIATION[0], ["零报告"]]))
    assert values(intake)["mediation.accepted"] == 0


def test_a_missing_column_is_a_gap_that_names_it() -> None:
    """No 调解次数 in the register and no return: the gap names ledger and column."""
    _, gaps = observed(taken_in(sheet(MEDIATION)))
    assert gaps["mediation.sessions"].reason == "《人民调解登记台账》的“调解次数”一栏缺失。"
    assert gaps["mediation.sessions"].wanted == "《人民调解登记台账》的“调解次数”一栏"


def test_an_empty_column_is_a_gap() -> None:
    """纠纷转化情况 that nobody filled is not 无一起."""
    rows: Rows = [[*MEDIATION[0], "纠纷转化情况"], *([*row, ""] for row in MEDIATION[1:])]
    _, gaps = observed(taken_in(sheet(rows)))
    assert (
        gaps["mediation.escalated"].reason == "《人民调解登记台账》的“纠纷转化情况”一栏全部未填。"
    )


def test_a_column_that_only_other_years_filled_is_a_gap() -> None:
    """What last year's cases say about 转化 is no statement about this year's."""
    rows: list[Any] = [[*MEDIATION[0], "纠纷转化情况"], *([*row, ""] for row in MEDIATION[1:])]
    rows.append([9, "9号", "2022-12-30", "邻里", "", "调解成功", "2023-01-02", "无"])
    assert "mediation.escalated" in observed(taken_in(sheet(rows)))[1]


def test_the_other_formula_is_taken_where_the_first_has_a_gap() -> None:
    """No 调解次数 in the register: 件次 comes from the return, and says so."""
    found = total(BOTH, "mediation.sessions")
    assert (int(found.value), int(found.formula)) == (3, 1)


# --- which rows ------------------------------------------------------------------------------


YEARS: Rows = [
    MEDIATION[0],
    [1, "1号", "2022-12-20", "邻里", "", "调解成功", "2023-01-09"],
    [2, "2号", "2023-05-06", "邻里", "", "调解成功", "2023-05-08"],
    [3, "3号", "2023-11-06", "合同", "", "调解成功", "2023-12-08"],
    [4, "4号", "2023-12-06", "合同", "", "调解中", ""],
    [5, "5号", "2024-01-02", "合同", "", "调解成功", "2024-01-03"],
]


def test_a_case_carried_over_counts_where_it_was_settled() -> None:
    """Accepted last year and settled this year: not accepted, but settled; pending: no closing."""
    intake = taken_in(sheet(YEARS))
    accepted, settled = total(intake, "mediation.accepted"), total(intake, "mediation.settled")
    assert (int(accepted.value), int(settled.value)) == (3, 3)
    assert left_out(accepted) == [
        ("受理日期在2023年以前", 1, "A2:G2"),
        ("受理日期在2023年以后", 1, "A6:G6"),
    ]
    assert left_out(settled) == [
        ("没有结案日期", 1, "A5:G5"),
        ("结案日期在2023年以后", 1, "A6:G6"),
    ]


def test_rows_after_the_cutoff_are_left_out_and_named() -> None:
    """Data as of 30 November: the case of December is named with its number, not counted."""
    intake = taken_in(sheet(YEARS))
    accepted = total(intake, "mediation.accepted", dt.date(2023, 11, 30))
    assert accepted.value == 2
    assert ("受理日期在数据截止日之后", 1, "A5:G5") in left_out(accepted)


def test_a_period_that_reaches_past_the_cutoff_is_left_out() -> None:
    """A quarter that ends after the cut-off is no figure up to the cut-off."""
    rows: Rows = [["季度", "干预司法活动起数"], ["一季度", 0], ["二季度", 1]]
    found = total(taken_in(sheet(rows)), "leadership.interference", dt.date(2023, 5, 31))
    assert (int(found.value), left_out(found)) == (0, [("报告期在数据截止日之后", 1, "A3:B3")])


def test_other_values_and_empty_cells_are_left_out_apart() -> None:
    """A case that failed and one whose result is missing are two reasons."""
    rows: list[list[Any]] = [list(row) for row in MEDIATION]
    rows[1][5] = ""
    assert left_out(total(taken_in(sheet(rows)), "mediation.settled")) == [
        ("“调解结果”未填", 1, "A2:G2"),
        ("“调解结果”不是调解成功", 1, "A4:G4"),
    ]


def test_an_empty_cell_adds_nothing_and_is_named() -> None:
    """A session whose 实到 is missing is no session of nobody: it is left out by name."""
    rows: list[list[Any]] = [list(row) for row in STUDY]
    rows[1][5] = ""
    attended = total(taken_in(sheet(rows)), "training.attended")
    assert (int(attended.value), left_out(attended)) == (12, [("“实到人数”未填", 1, "A2:F2")])


def test_an_excluding_condition_never_takes_an_empty_cell() -> None:
    """转化 counts what is filled and not 未转化; an empty cell is named, not counted."""
    rows: Rows = [
        [*MEDIATION[0], "纠纷转化情况"],
        *([*row, word] for row, word in zip(MEDIATION[1:], ("", "无", "上访"), strict=True)),
    ]
    found = total(taken_in(sheet(rows)), "mediation.escalated")
    assert found.value == 1
    assert left_out(found) == [
        ("“纠纷转化情况”未填", 1, "A2:H2"),
        ("“纠纷转化情况”为未转化", 1, "A3:H3"),
    ]


def test_a_headcount_is_the_latest_and_never_a_sum() -> None:
    """Three dates of 网格员: the latest not after the cut-off, citing that cell only."""
    rows: Rows = [
        ["项目", "数量", "单位", "截止日期"],
        ["行政村网格员", 60, "名", "2022-12-31"],
        ["行政村网格员", 67, "名", "2023-06-30"],
        ["行政村网格员", 70, "名", "2024-06-30"],
    ]
    found = total(taken_in(sheet(rows)), "grid.village_staff")
    assert found.value == 67
    assert [part.source.cells for part in found.parts] == ["B3"]
    early = total(taken_in(sheet(rows)), "grid.village_staff", dt.date(2023, 5, 31))
    assert early.value == 60


def test_two_headcounts_of_one_date_are_a_gap() -> None:
    """Which of two figures is right is asked, not chosen, and not added."""
    rows: Rows = [["项目", "数量"], ["行政村网格员", 67], ["村网格员", 66], ["场镇专职网格员", 3]]
    found, gaps = observed(taken_in(sheet(rows)))
    assert "出现 2 次" in gaps["grid.village_staff"].reason
    assert [o.value for o in found if o.indicator == "grid.town_staff"] == [3]


def test_an_item_that_is_not_listed_is_told_from_figures_that_nobody_filled() -> None:
    """A list without the item names the item; one whose figures are all empty, the column."""
    intake = taken_in(sheet([["项目", "数量"], ["场镇专职网格员", 3]]))
    assert observed(intake)[1]["grid.village_staff"].reason.endswith("“行政村网格员”没有填报。")
    frame = intake.frames["state"]
    blank = replace(intake, frames={"state": frame.assign(value=frame["value"].shift())})
    gaps = observed(blank)[1]
    for listed_or_not in ("grid.town_staff", "grid.village_staff"):
        assert gaps[listed_or_not].reason.endswith("“数量”一栏全部未填。")


# --- rates and reconciliation ----------------------------------------------------------------


def test_a_rate_has_its_two_halves() -> None:
    """成功率 is 2 of 3, and both halves are its parts in order."""
    rate = total(BOTH, "mediation.success_rate")
    assert rate.value == Decimal(2) / 3 * 100
    assert [(part.label, int(part.value)) for part in rate.parts] == [
        ("成功化解矛盾纠纷", 2),
        ("调解办结", 3),
    ]


def test_a_rate_of_a_gap_is_a_gap() -> None:
    """Where the register is absent the rate asks for the register."""
    _, gaps = observed(taken_in(sheet(STUDY)))
    assert gaps["mediation.success_rate"].wanted == "《人民调解登记台账》"
    assert "没有收到" in gaps["mediation.success_rate"].reason


def test_a_total_adds_its_indicators() -> None:
    """A Total is the sum of its terms, each a part."""
    parts = ("mediation.accepted", "training.sessions")
    sums = {name: INDICATORS[name] for name in parts}
    sums["both"] = Indicator(id="both", title="两项", unit="次", formulas=(Total(parts),))
    found, _ = observed(taken_in(sheet(MEDIATION), sheet(STUDY)), indicators=sums)
    both = next(o for o in found if o.indicator == "both")
    assert (int(both.value), [int(part.value) for part in both.parts]) == (5, [3, 2])


def test_register_and_return_are_reconciled() -> None:
    """The register gives the value; what the return says is kept beside it with its cells."""
    settled = total(BOTH, "mediation.settled")
    assert (int(settled.value), int(settled.formula)) == (2, 0)
    (other,) = settled.reconciled
    assert (other.formula, int(other.value), [p.source.cells for p in other.parts]) == (
        1,
        2,
        ["D2:D4"],
    )


# --- provenance ------------------------------------------------------------------------------


def test_a_zero_cites_the_cells_looked_through() -> None:
    """无一起 rests on every row of the sheet, also where another sheet lacks the column."""
    one: Rows = [["时间", "形式", "主题", "人次"], ["2022-05-06", "集中宣传", "宪法", 5]]
    other: Rows = [["时间", "形式", "主题"], ["2022-05-07", "集中宣传", "宪法"]]
    intake = taken_in(sheet(one, name="甲"), sheet(other, name="乙"))
    found = total(intake, "publicity.participants")
    assert found.value == 0
    assert [(p.label, int(p.value), p.source.cells) for p in found.parts] == [
        ("甲", 0, "D2"),
        ("乙", 0, "A2:C2"),
    ]


def test_each_sheet_is_a_part_with_its_own_cells() -> None:
    """Rows of two sheets: a part each, with the value and the ranges of that sheet."""
    months = [sheet(MEDIATION[:3], name="1月"), sheet([MEDIATION[0], [], MEDIATION[3]], name="3月")]
    accepted = total(taken_in(*months), "mediation.accepted")
    assert accepted.parts == (
        Part("1月", Decimal(2), Source("台账.xlsx", "1月", "A2:G3")),
        Part("3月", Decimal(1), Source("台账.xlsx", "3月", "A3:G3")),
    )


def test_two_tables_of_one_ledger_on_a_sheet_cite_their_own_columns() -> None:
    """Where the second table stands further right, its cells are cited there."""
    moved = [["", "", *row] for row in STUDY]
    one = sheet([*STUDY, [], *moved])
    attended = total(taken_in(one), "training.attended")
    assert attended.value == 100
    assert sum(part.value for part in attended.parts) == 100
    cells = ",".join(part.source.cells for part in attended.parts)
    assert cells == "F2:F3,H6:H7"


def cells_of(source: Source) -> set[str]:
    """Return the addresses that ranges cover."""
    found: set[str] = set()
    for area in source.cells.split(","):
        match = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", area)
        assert match
        first, last = int(match[2]), int(match[4] or match[2])
        found |= {f"{match[1]}{row}" for row in range(first, last + 1)}
    return found


DAYS = st.sampled_from(["2022-12-30", "2023-01-05", "2023-06-06", "2023-12-31", "2024-01-01", ""])
WORDS = st.sampled_from(["调解成功", "调解不成功", "撤回", "调解中", ""])
TYPES = st.sampled_from(["邻里", "合同", "村务管理", ""])
CASES = st.tuples(DAYS, TYPES, WORDS, DAYS, st.sampled_from([0, 1, 3, ""]))
EVENTS = st.tuples(
    DAYS, st.sampled_from(["集中宣传", "入户", "其他活动", ""]), st.sampled_from([0, 12, ""])
)


SOME = {
    n: i
    for n, i in INDICATORS.items()
    if n.startswith(("mediation.", "publicity.e", "publicity.p"))
}
FEW = settings(max_examples=30, deadline=None)


def register(cases: list[tuple[Any, ...]], events: list[tuple[Any, ...]]) -> Intake:
    """Make two sheets of cases and one of events."""
    head = ["序号", "受理日期", "纠纷类型", "调解结果", "结案日期", "调解次数"]
    half = len(cases) // 2
    rows: Rows = [[n, *case] for n, case in enumerate(cases)]
    shown = [["序号", "活动时间", "活动形式", "参加人次", "活动主题"]]
    return taken_in(
        sheet([head, *rows[:half]], name="上"),
        sheet([head, *rows[half:]], name="下"),
        sheet([*shown, *([n, *event, "宪法"] for n, event in enumerate(events))], name="活动"),
    )


@FEW
@given(st.lists(CASES, max_size=8), st.lists(EVENTS, max_size=6))
def test_parts_and_slices_add_up(
    cases: list[tuple[Any, ...]], events: list[tuple[Any, ...]]
) -> None:
    """Over random registers: parts add up to the value, slices of a dimension to the total."""
    found, _ = observed(register(cases, events), dt.date(2023, 11, 30), SOME)
    totals = {o.indicator: o for o in found if not o.cell}
    for observation in found:
        if INDICATORS[observation.indicator].unit != "%":
            assert sum(part.value for part in observation.parts) == observation.value
    for name, whole in totals.items():
        for dimension in {o.cell[0][0] for o in found if o.indicator == name and o.cell}:
            parts = [
                o for o in found if o.indicator == name and o.cell and o.cell[0][0] == dimension
            ]
            assert sum(o.value for o in parts) == whole.value
            assert len({o.cell for o in parts}) == len(parts)


@FEW
@given(st.lists(CASES, max_size=8))
def test_every_row_is_taken_or_left_out(cases: list[tuple[Any, ...]]) -> None:
    """For every count over the cases: rows taken + rows left out = rows of the ledger."""
    intake = register(cases, [])
    for observation in observed(intake, dt.date(2023, 11, 30), SOME)[0]:
        formula = INDICATORS[observation.indicator].formulas[observation.formula]
        if isinstance(formula, Count) and formula.ledger == "mediation" and not observation.cell:
            lost = sum(left.rows for left in observation.left_out)
            assert observation.value + lost == len(intake.frames["mediation"])


@FEW
@given(st.lists(CASES, min_size=1, max_size=8))
def test_the_cells_cited_hold_the_value(cases: list[tuple[Any, ...]]) -> None:
    """Adding up the cited cells of a sum by hand gives its value; counts cite a row each."""
    intake = register(cases, [])
    frame = intake.frames["mediation"]
    for observation in observed(intake, END, SOME)[0]:
        formula = INDICATORS[observation.indicator].formulas[observation.formula]
        if not isinstance(formula, Count | Sum) or formula.ledger != "mediation":
            continue
        for part in observation.parts:
            rows = frame[(frame["_sheet"] == part.source.sheet)].set_index("_row")
            cited = {int(cell.lstrip("ABCDEFG")) for cell in cells_of(part.source)} & set(
                rows.index
            )
            if not observation.value:
                continue
            if isinstance(formula, Sum):
                assert part.source.cells[0] == "F"
                assert rows.loc[sorted(cited), "sessions"].fillna(0).sum() == part.value
            else:
                assert len(cited) == part.value


def test_slices_are_in_reading_order() -> None:
    """Months by the calendar, values as declared, 未填 last."""
    rows: list[list[Any]] = [list(row) for row in MEDIATION]
    rows[1][2], rows[1][3], rows[3][3] = "2023-10-05", "集资纠纷", ""
    found = [o for o in observed(taken_in(sheet(rows)))[0] if o.indicator == "mediation.accepted"]
    assert [o.cell[0][1] for o in found[1:]] == [
        "2月",
        "3月",
        "10月",
        "婚姻家庭",
        "集资纠纷",
        "未填",
    ]


# --- on disk ---------------------------------------------------------------------------------


TEXT = st.text(max_size=6)
NUMBER = st.decimals(-(10**6), 10**6, allow_nan=False, places=20)
SOURCE = st.builds(Source, TEXT, TEXT, TEXT)
PART = st.builds(Part, TEXT, NUMBER, SOURCE)
OBSERVATION = st.builds(
    Observation,
    area=st.just("双龙镇"),
    year=st.just(2023),
    indicator=TEXT,
    cell=st.sampled_from([(), (("month", "7月"),)]),
    value=NUMBER,
    formula=st.integers(0, 3),
    parts=st.lists(PART, max_size=2).map(tuple),
    left_out=st.lists(
        st.builds(LeftOut, TEXT, st.integers(0, 9), st.none() | SOURCE), max_size=2
    ).map(tuple),
    reconciled=st.lists(
        st.builds(Reconciled, st.integers(0, 3), NUMBER, st.lists(PART, max_size=1).map(tuple)),
        max_size=1,
    ).map(tuple),
    hidden=st.booleans(),
)


@FEW
@given(st.lists(OBSERVATION, max_size=3), st.lists(st.builds(Gap, TEXT, TEXT, TEXT), max_size=2))
def test_observations_round_trip(
    tmp_path_factory: pytest.TempPathFactory, observations: list[Observation], gaps: list[Gap]
) -> None:
    """What is kept in observations.parquet comes back equal, Decimals exactly."""
    path: Path = tmp_path_factory.mktemp("keep") / "observations.parquet"
    write_observations(path, "双龙镇", 2023, observations, gaps)
    assert read_observations(path) == (observations, gaps)
    first = path.read_bytes()
    write_observations(path, "双龙镇", 2023, observations, gaps)
    assert path.read_bytes() == first


def test_gaps_that_follow_from_the_ledgers_there_are_not_kept(sample: Workspace) -> None:
    """Few gaps are kept, and with them and the observations all come back in order."""
    town = load(sample, SAMPLE, 2023)
    kept = to_keep(town.rows(), town.indicators, town.gaps)
    assert len(kept) * 10 < len(town.gaps)
    again = completed(town.rows(), town.indicators, town.observations, kept)
    assert again == (town.observations, town.gaps)


def test_conditions_are_worded_from_the_declaration() -> None:
    """A condition without values is 已填 only: an empty cell never meets it."""
    rows: list[list[Any]] = [list(row) for row in MEDIATION]
    rows[1][6] = ""
    indicator = Indicator(
        id="x", title="x", unit="件", formulas=(Count("mediation", where=(Where("closed_on"),)),)
    )
    found, _ = observed(taken_in(sheet(rows)), indicators={"x": indicator})
    assert found[0].value == 2
