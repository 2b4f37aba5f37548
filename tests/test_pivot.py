"""Tables that are not one header with a row per record: crossed, turned, side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import YEAR, Rows, observed, sheet, taken_in

from analysis.cells import address
from analysis.indicators.areas import joined
from analysis.indicators.model import Indicator, Sum
from analysis.intake.rows.convert import convert
from analysis.intake.rows.frames import frame_of
from analysis.intake.rows.typed import Typed
from analysis.intake.sheet import Sheet
from analysis.intake.tables.locate import Table, locate
from analysis.intake.tables.outside import account, outside
from analysis.intake.tables.subtotals import spans
from analysis.intake.tables.sums import stated
from analysis.intake.tables.told import figure_told, month_named, period_told
from analysis.intake.whole.overlap import overlaps
from analysis.values import is_blank

TITLE = "2023年人民调解受理案件按类型统计表"
BY_MONTH: Rows = [
    [TITLE],
    ["纠纷类型", "1月", "2月", "3月", "合计"],
    ["婚姻家庭", 1, 2, 3, 6],
    ["邻里", 4, "", 6, 10],
    ["合计", 5, 2, 9, 16],
]
TOWNS: Rows = [
    ["镇办", "当前矛盾纠纷情况", "", "婚姻家庭（共计：n 件）", "", "邻里（共计：n 件）", ""],
    ["", "本月矛盾纠纷总数", "本月未化解纠纷数", "化解数", "未化解数", "化解数", "未化解数"],
    ["合计", 9, 3, 4, 1, 2, 2],
    ["大石村", 5, 1, 3, 1, 1, 0],
    ["小石村", 4, 2, 1, 0, 1, 2],
]
MERGES = ("A1:A2", "B1:C1", "D1:E1", "F1:G1")
ACCEPTED = {
    "a": Indicator(
        id="a",
        title="受理",
        unit="件",
        formulas=(Sum("mediation_types", "accepted", when="period"),),
    ),
}
RETURNED = {
    "a": Indicator(
        id="a",
        title="受理",
        unit="件",
        formulas=(Sum("mediation_return", "accepted", when="period"),),
    ),
}


def only(page: Sheet) -> Table:
    """Return the only table."""
    (table,) = locate(page)
    return table


def typed(page: Sheet) -> Typed:
    """Convert the only table."""
    return convert("报表.xlsx", page, only(page), YEAR)


def records(page: Sheet, *names: str) -> list[tuple[Any, ...]]:
    """Return some columns of the records, None for what is empty, and their cells."""
    frame = frame_of(typed(page))
    columns = [[None if pd.isna(v) else v for v in frame[name]] for name in names]
    if "period" in names:
        columns[names.index("period")] = [day.month for day in frame["period"]]
    return list(zip(*columns, frame["_cells"], strict=True))


def sums(page: Sheet) -> dict[str, tuple[Decimal, Decimal]]:
    """Return each stated total with what its records add up to."""
    table = only(page)
    frame = frame_of(convert("报表.xlsx", page, table, YEAR))
    return {
        address(*each.place): (
            Decimal(str(page.grid[each.place[0]][each.place[1]])),
            Decimal(int(frame[each.column].iloc[list(each.records)].sum())),
        )
        for each in stated(page, table)
    }


# --- crossed ---------------------------------------------------------------------------------


def test_types_by_month_become_a_record_per_cell() -> None:
    """类型 down, 月份 across: each cell with its type, month and address; totals are no records."""
    page = sheet(BY_MONTH, ["A1:E1"])
    assert only(page).ledger.id == "mediation_types"
    assert records(page, "period", "type", "accepted") == [
        (1, "婚姻家庭", 1, "B3"),
        (2, "婚姻家庭", 2, "C3"),
        (3, "婚姻家庭", 3, "D3"),
        (1, "邻里", 4, "B4"),
        (3, "邻里", 6, "D4"),
    ]


def test_a_cross_table_may_lie_either_way() -> None:
    """月份 down and 类型 across gives the same records as the other way round."""
    months: list[list[Any]] = [
        ["月份", "婚姻家庭", "邻里"],
        ["1月", 1, 4],
        ["2月", 2, ""],
        ["3月", 3, 6],
    ]
    turned: Rows = [[TITLE], *months]
    here = {row[:3] for row in records(sheet(turned), "period", "type", "accepted")}
    page = sheet(BY_MONTH)
    assert here == {row[:3] for row in records(page, "period", "type", "accepted")}


def test_totals_of_a_cross_table_are_stated_and_not_counted() -> None:
    """Every 合计 of a row, a column and of all is known with the records that it adds up."""
    page = sheet(BY_MONTH)
    assert set(sums(page)) == {"E3", "E4", "B5", "C5", "D5", "E5"}
    assert all(said == added for said, added in sums(page).values())


def test_groups_of_figures_below_types_are_read() -> None:
    """The screening return: totals before the data, pairs below each type, the month of the sheet."""
    page = sheet(TOWNS, MERGES, name="2023年5月")
    assert only(page).ledger.id == "screening_return"
    names = ("period", "village", "type", "cases", "settled", "unsettled")
    assert records(page, *names) == [
        (5, "大石村", None, 5, None, None, "B4"),
        (5, "大石村", "婚姻家庭", None, 3, 1, "D4:E4"),
        (5, "大石村", "邻里", None, 1, 0, "F4:G4"),
        (5, "小石村", None, 4, None, None, "B5"),
        (5, "小石村", "婚姻家庭", None, 1, 0, "D5:E5"),
        (5, "小石村", "邻里", None, 1, 2, "F5:G5"),
    ]
    assert all(said == added for said, added in sums(page).values())
    assert {"C4", "C5", "B3", "C3", "G3"} <= set(sums(page))


def test_groups_that_are_not_merged_stand_over_the_blanks_beside_them() -> None:
    """婚姻家庭 typed once over two columns is the heading of both, merged or not."""
    names = ("village", "type", "settled", "unsettled")
    bare, merged = sheet(TOWNS, name="5月"), sheet(TOWNS, MERGES, name="5月")
    assert records(bare, *names) == records(merged, *names)


def test_a_label_merged_over_rows_holds_for_each() -> None:
    """月份 merged over the villages below it is the month of each of them."""
    rows: Rows = [
        ["月份", "村居", "婚姻家庭", "邻里"],
        ["1月", "大石村", 1, 2],
        ["", "小石村", 3, 4],
    ]
    found = records(sheet(rows, ["A2:A3"], name="排查数"), "period", "village", "cases")
    assert found[2:] == [(1, "小石村", 3, "C3"), (1, "小石村", 4, "D3")]


def test_a_label_that_is_none_is_told_once() -> None:
    """An unknown class names its cell once, however many records stand in its row."""
    rows: Rows = [*BY_MONTH[:3], ["村务管理", 1, 2, 3, 6]]
    assert [f.place.cells for f in typed(sheet(rows)).findings] == ["A4"]


def test_villages_across_are_known_by_their_ending() -> None:
    """大石村 and 红岩社区 as headings are villages, months stand down."""
    rows: Rows = [["", "大石村", "红岩社区"], ["1月", 1, 2], ["2月", 3, 4]]
    assert records(sheet(rows, name="排查数"), "period", "village", "cases") == [
        (1, "大石村", 1, "B2"),
        (1, "红岩社区", 2, "C2"),
        (2, "大石村", 3, "B3"),
        (2, "红岩社区", 4, "C3"),
    ]


@pytest.mark.parametrize("title", ["矛盾纠纷排查化解情况统计表", "受理和化解统计表", "统计表"])
def test_figures_that_nothing_names_are_not_read(title: str) -> None:
    """Where the title names no figure, or two, the table is unsure and gives no records."""
    table = only(sheet([[title], ["纠纷类型", "1月", "2月"], ["婚姻家庭", 1, 2]]))
    assert (table.unsure, table.records) == ("数字", ())


def test_a_month_that_nothing_names_is_not_guessed() -> None:
    """Village × type without any month, or over a span of months: not read."""
    for title in ("排查统计表", "2023年1-5月排查统计表", "2023年5月排查累计"):
        rows: Rows = [[title], ["村居", "婚姻家庭", "邻里"], ["大石村", 1, 2]]
        assert only(sheet(rows)).unsure == "时段"


def test_other_readings_of_the_same_months_are_not_added() -> None:
    """A quarter among months is their total; 累计 and 上年同期 are no records."""
    rows: Rows = [
        [TITLE],
        ["月份", "婚姻家庭", "邻里", "累计"],
        ["1月", 1, 2, 99],
        ["2月", 3, 4, 99],
        ["一季度", 4, 6, 99],
        ["上年同期", 9, 9, 99],
    ]
    page = sheet(rows)
    table = only(page)
    assert table.apart == {4: "合计", 5: "对比"}
    assert table.unused == ("累计",)
    assert sum(row[1] for row in records(page, "period", "accepted")) == 10
    assert sums(page) == {"B5": (Decimal(4), Decimal(4)), "C5": (Decimal(6), Decimal(6))}


CELLS = st.sampled_from([0, 1, 7, 12.0, "3件", "", "十", "约5", "文字", "-2", 2.5])


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_every_cell_of_the_body_is_one_value_or_told(cells: list[list[Any]]) -> None:
    """Each filled cell of a body is the value of exactly one record, or a finding names it."""
    labels = ["婚姻家庭", "邻里", "合同", "物业"]
    head = ["纠纷类型", "1月", "2月", "3月"]
    rows: Rows = [[TITLE], head, ["医疗", 1, 1, 1], ["旅游", 1, 1, 1]]
    rows = [*rows, ["消费", 2, 2, 2], *([n, *c] for n, c in zip(labels, cells, strict=False))]
    page = sheet(rows)
    table = only(page)
    result = convert("报表.xlsx", page, table, YEAR)
    named = {finding.place.cells for finding in result.findings}
    values = dict(zip(frame_of(result)["_cells"], frame_of(result)["accepted"], strict=True))
    assert len(values) == len(frame_of(result))
    for row in range(2, len(rows)):
        for column in range(1, 4):
            place = address(row, column)
            filled = not is_blank(page.grid[row][column])
            lone = table.apart.get(row)
            assert (place in values) == (filled and not lone)
            if filled and not lone:
                assert pd.isna(values[place]) == (place in named)


def test_a_row_of_a_ledger_with_two_villages_is_no_header() -> None:
    """Two villages or two months in a row of a register do not make it a cross table."""
    rows: Rows = [
        ["受理日期", "纠纷类型", "调解结果", "村（居）", "对方村"],
        ["2023年5月6日", "邻里", "调解成功", "大石村", "小石村"],
        ["2023年5月7日", "邻里", "调解成功", "大石村", "小石村"],
    ]
    table = only(sheet(rows))
    assert (table.ledger.id, table.rows, table.crossed) == ("mediation", (1, 2), False)


# --- turned ----------------------------------------------------------------------------------


def test_headings_down_the_first_column_give_a_record_per_column() -> None:
    """月份 受理 调解 调解成功 down, months across; the 合计 column is stated, not counted."""
    rows: Rows = [
        ["月份", "1月", "2月", "合计"],
        ["受理", 1, 2, 3],
        ["调解", 5, 6, 11],
        ["调解成功", 1, 1, 2],
    ]
    page = sheet(rows)
    assert only(page).ledger.id == "mediation_return"
    assert records(page, "period", "accepted", "sessions", "settled") == [
        (1, 1, 5, 1, "B1:B4"),
        (2, 2, 6, 1, "C1:C4"),
    ]
    assert sums(page)["D3"] == (Decimal(11), Decimal(11))


def test_a_page_of_explanations_is_no_turned_table() -> None:
    """Headings down the first column with explanations beside them are no record."""
    rows: Rows = [
        ["栏目", "填写说明"],
        ["案件编号", "按顺序编"],
        ["受理日期", "填年月日"],
        ["纠纷类型", "从下拉框中选"],
        ["调解结果", "填成功或不成功"],
    ]
    assert locate(sheet(rows)) == []
    explained = ["填统计的月份", "填件数", "填件次", "填件数"]
    assert locate(sheet([list(pair) for pair in zip(HALF, explained, strict=True)])) == []


def test_personal_cells_of_a_turned_register_stay_inside() -> None:
    """A register laid on its side: names are known for masking and never in the frame."""
    rows: Rows = [
        ["受理日期", "2023-01-05", "2023-02-05"],
        ["当事人", "张三丰", "李四光"],
        ["调解结果", "调解成功", "调解不成功"],
    ]
    result = typed(sheet(rows))
    assert result.names == {"张三丰", "李四光"}
    assert "张三丰" not in frame_of(result).to_csv()
    assert frame_of(result)["result"].tolist() == ["调解成功", "调解不成功"]


# --- side by side ----------------------------------------------------------------------------

HALF = ["月份", "受理", "调解", "调解成功"]


@pytest.mark.parametrize("gap", [[], [""]])
def test_two_halves_of_a_table_side_by_side_are_both_read(gap: list[str]) -> None:
    """The same headings again, after an empty column or none: two tables with their own cells."""
    rows: Rows = [[*HALF, *gap, *HALF], ["1月", 1, 1, 1, *gap, "2月", 2, 2, 2]]
    page = sheet(rows)
    tables = locate(page)
    frames = [frame_of(convert("报表.xlsx", page, table, YEAR)) for table in tables]
    assert [frame["accepted"].tolist() for frame in frames] == [[1], [2]]
    assert frames[1]["_cells"].tolist() == ["F2:I2" if gap else "E2:H2"]


def test_an_empty_column_within_a_table_parts_nothing() -> None:
    """A ledger with a blank column in its middle stays one table."""
    rows: Rows = [
        ["序号", "受理日期", "", "纠纷类型", "调解结果"],
        [1, "2023-01-05", "", "邻里", "调解成功"],
    ]
    table = only(sheet(rows))
    assert [c.column.id for c in table.columns] == ["serial", "accepted_on", "type", "result"]


# --- totals and accounts ---------------------------------------------------------------------


def test_each_subtotal_adds_the_rows_since_the_one_before() -> None:
    """小计 per village, 合计 for all; 小计 above its rows adds those below; 累计 is left out."""
    below = {3: "大石村小计", 6: "小计", 7: "合计", 8: "累计"}
    assert spans([1, 2, 4, 5], below) == {3: (1, 2), 6: (4, 5), 7: (1, 2, 4, 5)}
    assert spans([2, 3, 5], {1: "大石村小计", 4: "小石村小计"}) == {1: (2, 3), 4: (5,)}
    assert spans([1, 2], {3: "大石村小计"}) == {3: (1, 2)}
    assert spans([1, 4], {3: "大石村小计"}) == {3: (1, 4)}
    assert spans([2, 3], {1: "合计"}) == {1: (2, 3)}


PAGES = [
    sheet(BY_MONTH, ["A1:E1"]),
    sheet(TOWNS, MERGES, name="5月"),
    sheet([["双龙镇"], ["月份", "1月", "2月"], ["受理", 1, 2], ["调解", 5, 6], ["调解成功", 1, 1]]),
    sheet([[*HALF, "", *HALF], ["1月", 1, 1, 1, "", "2月", 2, 2, 2], ["注：略"]]),
    sheet([["标题"], ["", "单位：件"], HALF, ["1月", 1, 1, 1, "", "旁注"], ["合计", 1, 1, 1]]),
    sheet([["什么也不是"], ["甲", "乙"]]),
    sheet([HALF, ["1月", 1, "", 1]], flaws={(1, 2): "错误值 #REF!"}),
]


@pytest.mark.parametrize("page", PAGES)
def test_every_cell_is_accounted_for(page: Sheet) -> None:
    """Header, data, rows set apart, and cells above and beside are all the cells there are."""
    tables = locate(page)
    counts = account(page, tables)
    assert counts.total() == page.filled()
    told = outside(page, tables)
    assert {kind: len(cells) for kind, cells in told.items()} == {
        kind: count for kind, count in counts.items() if kind in {"above", "beside"}
    }


def test_what_stands_beside_and_above_is_named() -> None:
    """A title and a remark under no heading are told with their cells."""
    page = PAGES[4]
    assert outside(page, locate(page)) == {"above": [(0, 0), (1, 1)], "beside": [(3, 5)]}


# --- what titles tell ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("双龙镇2023年5月矛盾纠纷统计表", "2023年5月"),
        ("三月份", "三月"),
        ("12月报表", "12月"),
        ("2023年一季度统计", "2023年一季度"),
        ("2023年度统计表", "2023年度"),
        ("2023年1-5月统计表", None),
        ("1月至5月", None),
        ("5月累计", None),
        ("1月、2月", None),
        ("填报时间：2023年5月6日", None),
        ("双龙镇", None),
    ],
)
def test_the_period_of_a_title(text: str, period: str | None) -> None:
    """One month, quarter or year in a title is the period; a span, a day or two months is none."""
    found = period_told([text])
    assert (found and found.removesuffix("份")) == period


def test_the_figure_of_a_title() -> None:
    """The longest word decides; two figures, or the name of the work, tell nothing."""

    def told(*texts: str) -> str | None:
        found = figure_told(texts)
        return f"{found[0].id}.{found[1].id}" if found else None

    assert told("人民调解成功案件") == "mediation_types.settled"
    assert told("矛盾纠纷未化解") == "screening_return.unsettled"
    assert told("矛盾纠纷化解") == "screening_return.settled"
    assert told("矛盾纠纷排查化解统计表", "排查数") == "screening_return.cases"
    assert told("排查数、化解数") is None
    assert told("人民调解统计表") is None


def test_only_a_sheet_named_after_a_month_is_a_months_sheet() -> None:
    """3月, 三月份 and 2023年3月 are months; 3月台账说明 and 1-3月 are not."""
    assert month_named("三月份") == "三月"
    assert month_named("2023年3月") == "2023年3月"
    assert month_named("3月台账说明") is month_named("1-3月") is None


def test_cells_are_cited_in_the_fewest_ranges() -> None:
    """Neighbours become rectangles; what stands alone stays alone."""
    assert joined(["C5", "C6", "D5", "D6"]) == "C5:D6"
    assert joined(["D4:E4", "F4:G4", "D5:E5", "F5:G5"]) == "D4:G5"
    assert joined(["C5", "E5", "C7"]) == "C5,E5,C7"


# --- over the whole --------------------------------------------------------------------------


def together(*pages: Sheet) -> pd.DataFrame:
    """Return the rows of several sheets of the same ledger."""
    return pd.concat([frame_of(typed(page)) for page in pages], ignore_index=True)


def test_the_same_figures_divided_twice_are_told() -> None:
    """By type and again by village: each figure of the month once; other months are no matter."""
    ledger = only(PAGES[1]).ledger
    by_type = sheet([["类型", "5月", "6月"], ["邻里", 1, 2], ["医疗", 1, 2]], name="排查数")
    by_village = sheet([["村居", "5月", "6月"], ["大石村", 1, 2], ["红岩村", 1, 2]], name="排查")
    later = sheet([["村居", "7月", "8月"], ["大石村", 1, 2], ["红岩村", 1, 2]], name="排查")
    assert list(overlaps(ledger, together(by_type))) == []
    assert list(overlaps(ledger, together(by_type, later))) == []
    (finding,) = overlaps(ledger, together(by_type, by_village))
    assert finding.code == "W401"
    assert "既按纠纷类型又按村（居）" in finding.says
    again = [finding.place.sheet for finding in overlaps(ledger, together(by_type, by_type))]
    assert again == []  # one and the same place: `same content` tells it


def test_a_town_that_gives_all_in_one_table_is_not_asked() -> None:
    """Totals per village and parts per type of other figures do not count anything twice."""
    page = PAGES[1]
    assert list(overlaps(only(page).ledger, frame_of(typed(page)))) == []


def test_a_figure_names_the_cells_of_its_records() -> None:
    """The sum over a cross table cites its body, and over two tables side by side each half."""
    found = [o for o in observed(taken_in(PAGES[0]), indicators=ACCEPTED)[0] if not o.cell]
    assert [(str(o.value), o.parts[0].source.cells) for o in found] == [("16", "B3:D3,B4,D4")]
    july = [o for o in observed(taken_in(PAGES[3]), indicators=RETURNED)[0] if not o.cell]
    assert [(str(o.value), o.parts[0].source.cells) for o in july] == [("3", "A2:D2,F2:I2")]
