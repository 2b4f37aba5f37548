"""Which ledger a sheet holds and which of its rows are data, however the sheet is laid out."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import MEDIATION, RETURN, STUDY, Rows, full_table, ledger_of, sample_cell, sheet

from analysis.intake.sheet import Sheet
from analysis.intake.tables.headings import merged_cells
from analysis.intake.tables.locate import Table, kinds_apart, locate
from analysis.intake.tables.match import near_miss
from analysis.ledgers import LEDGERS, Ledger
from analysis.values import is_blank

EVERY = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())
SIGNED = [(ledger, signature) for ledger in LEDGERS.values() for signature in ledger.signature]


def only(one: Sheet) -> Table:
    """Return the only table of a sheet."""
    (table,) = locate(one)
    return table


def ids(table: Table) -> list[str]:
    """Return the ids of the columns found, from left to right."""
    return [located.column.id for located in table.columns]


def kept(rows: Rows, *merges: str) -> list[int]:
    """Return the 1-based data rows of the only table."""
    return [row + 1 for row in only(sheet(rows, merges)).rows]


def apart(rows: Rows, *merges: str) -> dict[int, str]:
    """Return 1-based row → why it is no data."""
    return {row + 1: reason for row, reason in only(sheet(rows, merges)).apart.items()}


# --- which ledger ----------------------------------------------------------------------------


@EVERY
def test_a_ledger_is_known_by_its_titles(ledger: Ledger) -> None:
    """The declared titles, filled in as declared, give their ledger and every column of it."""
    table = only(sheet(full_table(ledger), name="张三的表"))
    assert (table.ledger.id, table.rival) == (ledger.id, None)
    assert ids(table) == [column.id for column in ledger.columns]
    assert not table.unused
    assert not table.doubles


@EVERY
def test_an_empty_ledger_is_known_by_its_titles(ledger: Ledger) -> None:
    """The titles alone are enough, so that an empty ledger counts as read."""
    table = only(sheet(full_table(ledger, rows=0)))
    assert (table.ledger.id, table.rival, table.rows) == (ledger.id, None, ())


@pytest.mark.parametrize(
    ("ledger", "signature"),
    SIGNED,
    ids=[f"{ledger.id}-{'-'.join(sorted(s))}" for ledger, s in SIGNED],
)
def test_the_smallest_set_of_headings_gives_its_ledger(
    ledger: Ledger, signature: frozenset[str]
) -> None:
    """No other ledger takes, or ties for, the fewest headings that a ledger is known by."""
    columns = [column for column in ledger.columns if column.id in signature]
    table = only(sheet([[c.title for c in columns], [sample_cell(c, 0) for c in columns]]))
    assert (table.ledger.id, table.rival) == (ledger.id, None)


@settings(deadline=None)
@given(st.sampled_from(list(LEDGERS.values())), st.randoms(use_true_random=False))
def test_other_headings_mean_the_same(ledger: Ledger, chance: random.Random) -> None:
    """Each heading by any of its names, in any order: the same ledger, the same columns."""
    columns = list(ledger.columns)
    chance.shuffle(columns)
    names = [chance.choice((c.title, *(h for h in c.headers if "/" not in h))) for c in columns]
    rows = full_table(ledger)[1:]
    order = [ledger.columns.index(column) for column in columns]
    table = only(sheet([names, *([row[i] for i in order] for row in rows)]))
    assert (table.ledger.id, table.rival) == (ledger.id, None)
    assert ids(table) == [column.id for column in columns]


def test_values_tell_ledgers_apart_where_headings_do_not() -> None:
    """时间 形式 主题 地点 参加人数 is 普法 or 学法: the values below 形式 decide, not the order."""
    titles = ["时间", "形式", "主题", "地点", "参加人数"]
    assert ledger_of(sheet([titles, ["2023-01-05", "集体学习", "宪法", "会议室", 30]])) == "study"
    assert ledger_of(sheet([titles, ["2023-01-05", "集中宣传", "宪法", "广场", 30]])) == (
        "publicity_events"
    )


def test_ledgers_that_tie_are_told_and_not_guessed() -> None:
    """Headings that fit two ledgers equally name both: the first declared does not just win."""
    table = only(sheet([["登记日期", "类型", "结果"], ["2023-01-05", "邻里", "已化解"]]))
    assert table.rival
    assert {table.ledger.id, table.rival.id} == {"screening", "mediation"}


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (["日期", "主题", "类别", "应到", "实到"], "study"),
        (["日期", "宣传主题", "形式", "地点", "参加人次"], "publicity_events"),
        (["日期", "名称", "类别", "议题数"], "meetings"),
        (["日期", "名称", "类别", "应考", "实考", "合格"], "exams"),
        (["日期", "资料名称", "数量", "单位", "领取人"], "materials"),
        (["日期", "位置", "内容", "次数"], "boards"),
        (["项目", "数量", "单位"], "state"),
        (["排查时间", "村（居）", "网格员", "类型", "事项", "处置", "结果"], "screening"),
        (["编号", "受理日期", "类型", "调解员", "结果"], "mediation"),
    ],
)
def test_ledgers_that_look_alike_are_not_confused(titles: list[str], wanted: str) -> None:
    """Headings that many ledgers share (日期 主题 类别 名称) go with those that only one has."""
    table = only(sheet([titles]))
    assert (table.ledger.id, table.rival) == (wanted, None)


def test_unknown_headings_are_no_ledger() -> None:
    """A sheet of explanations or of something else is no table."""
    assert (
        locate(sheet([["填表说明"], ["一、受理日期", "填年月日"], ["姓名", "电话", "备注"]])) == []
    )


def test_a_near_miss_names_what_is_lacking() -> None:
    """A heading mistyped so that the ledger is lost: the ledger meant and the heading are named."""
    rows: Rows = [["序号", "案件编号", "受理日其", "纠纷类型", "调解结果", "结案日期"]]
    assert locate(sheet(rows)) == []
    missed = near_miss(sheet(rows))
    assert missed
    assert (missed[0].id, [column.id for column in missed[1]]) == ("mediation", ["accepted_on"])
    assert near_miss(sheet([["姓名", "电话", "家庭住址", "备注", "日期"]])) is None
    petitions = ["类型", "来源", "村（居）", "司法确认", *(f"信访{n}" for n in range(9))]
    assert near_miss(sheet([petitions])) is None


# --- which column ----------------------------------------------------------------------------


def test_a_number_is_the_case_number_only_where_nothing_better_is() -> None:
    """编号 is the case number, 案件编码 goes before it, 序号 is neither; 调解书编号 stands in."""

    def headings(*titles: str) -> dict[str, str]:
        table = only(sheet([[*titles, "受理日期", "调解结果"]]))
        return {located.column.id: located.heading for located in table.columns}

    assert headings("编号")["case_no"] == "编号"
    assert headings("序号", "编号")["case_no"] == "编号"
    assert headings("编号", "案件编码")["case_no"] == "案件编码"
    assert headings("调解书编号", "案件编码")["case_no"] == "案件编码"
    assert "case_no" not in headings("序号", "调解书编号")


def test_units_and_line_breaks_in_headings_do_not_matter() -> None:
    """涉及⏎金额（万元）* is 涉及金额, and its unit is kept."""
    table = only(sheet([["受理\n日期", "调解 结果", "涉及\n金额（万元）*"]]))
    assert ids(table) == ["accepted_on", "result", "amount"]
    assert table.columns[2].unit == "万元"


def test_a_row_of_units_belongs_to_the_header() -> None:
    """Units in a row of their own are those of the headings above, and no data."""
    table = only(
        sheet([["月份", "受理", "调解", "调解成功"], ["", "件", "件次", "件"], ["1月", 1, 1, 1]])
    )
    assert [located.unit for located in table.columns] == [None, "件", "件次", "件"]
    assert table.rows == (2,)


GROUPS: list[tuple[list[str], list[str]]] = [
    (["月份", "本月", "", "", "累计", "", ""], ["", *["受理", "调解", "调解成功"] * 2]),
    (["月份", "累计", "", "", "本月", "", ""], ["", *["受理", "调解", "调解成功"] * 2]),
]


@pytest.mark.parametrize("merges", [["A1:A2", "B1:D1", "E1:G1"], []], ids=["merged", "bare"])
@pytest.mark.parametrize(("upper", "lower"), GROUPS)
def test_this_month_and_to_date_are_two_columns(
    upper: list[str], lower: list[str], merges: list[str]
) -> None:
    """受理 below 本月 and below 累计 are different columns, whichever stands first."""
    table = only(sheet([upper, lower], merges))
    first = ["accepted", "sessions", "settled"]
    to_date = [f"{name}_to_date" for name in first]
    both = first + to_date if upper[1] == "本月" else to_date + first
    assert ids(table) == ["period", *both]


@pytest.mark.parametrize("group", ["1—12月累计", "上年同期", "全年目标", "同比增减"])
def test_a_qualified_figure_is_not_the_figure(group: str) -> None:
    """受理 below 上年同期 or an unusual 累计 is never read as the month's 受理."""
    rows: Rows = [["月份", group, "", ""], ["", "受理", "调解", "调解成功"]]
    assert locate(sheet(rows, ["A1:A2", "B1:D1"])) == []
    both = [["月份", group, "", "", "本月", "", ""], ["", *["受理", "调解", "调解成功"] * 2]]
    table = only(sheet(both, ["A1:A2", "B1:D1", "E1:G1"]))
    assert [located.index for located in table.columns] == [0, 4, 5, 6]


def test_a_bare_group_row_above_the_headings_counts() -> None:
    """上年同期 typed over the headings without merging anything still qualifies those below it."""
    upper = ["", "上年同期", "", "", "今年", "", ""]
    lower = ["月份", *["受理", "调解", "调解成功"] * 2]
    table = only(sheet([["月报表（累计表附后）"], upper, lower, ["1月", *[5] * 6]]))
    assert [located.index for located in table.columns] == [0, 4, 5, 6]
    assert (table.header, table.rows) == ((1, 2), (3,))


def test_parts_below_unknown_groups_are_not_the_whole() -> None:
    """受理 below 村 and below 居: neither is taken for 受理."""
    rows: Rows = [
        ["月份", "村调委会", "", "", "居调委会", "", ""],
        ["", *["受理", "调解", "调解成功"] * 2],
    ]
    assert locate(sheet(rows, ["A1:A2", "B1:D1", "E1:G1"])) == []


def test_of_two_headings_for_one_column_the_clearer_is_taken() -> None:
    """纠纷类型 goes before 类别 although 类别 stands first, and both are told."""
    table = only(sheet([["类别", "受理日期", "调解结果", "纠纷类型"]]))
    assert table.doubles == (("纠纷类型", "类别"),)
    assert next(c.index for c in table.columns if c.column.id == "type") == 3


# --- where the table is ----------------------------------------------------------------------


@settings(deadline=None)
@given(
    top=st.integers(0, 8),
    left=st.integers(0, 5),
    title=st.booleans(),
    unit=st.booleans(),
    unknown=st.integers(0, 7),
)
def test_a_moved_table_is_the_same_table(
    *, top: int, left: int, title: bool, unit: bool, unknown: int
) -> None:
    """Wherever it starts, below titles, with a strange column in it: the same columns and rows."""
    rows: list[list[Any]] = [[*row[:unknown], "经济损失情况", *row[unknown:]] for row in MEDIATION]
    above = [["双龙镇人民调解登记台账"]] * title + [["单位：双龙镇", "", "2023年"]] * unit
    table = only(sheet([*above, *rows], top=top, left=left))
    assert ids(table) == ids(only(sheet(MEDIATION)))
    first = top + len(above)
    assert table.header == (first, first)
    assert table.rows == (first + 1, first + 2, first + 3)


def test_headers_of_one_to_four_rows() -> None:
    """Group headings above, merged across and down, change neither the columns nor the rows."""
    top = ["序号", "案件信息", "", "当事人", "", "调解结果"]
    second = ["", "受理日期", "纠纷类型", "姓名", "身份证号", ""]
    data = [1, "2023-01-05", "邻里", "张三丰", "510", "调解成功"]
    wanted = ["serial", "accepted_on", "type", "party", "party_id", "result"]
    table = only(sheet([top, second, data], ["A1:A2", "B1:C1", "D1:E1", "F1:F2"]))
    assert (ids(table), table.header, table.rows) == (wanted, (0, 1), (2,))
    unmerged = only(sheet([top, second, data]))
    assert (ids(unmerged)[:4], unmerged.rows) == (wanted[:4], (2,))
    third = ["双龙镇"] * 6
    deep = sheet(
        [third, top, top, second, data],
        ["A1:F1", "A2:A4", "B2:C3", "D2:E3", "F2:F4"],
    )
    assert (ids(only(deep)), only(deep).rows) == (wanted, (4,))


def test_unknown_headings_below_a_group_are_no_data() -> None:
    """A header row of which we know no heading still belongs to the header that it is merged with."""
    rows: Rows = [
        ["序号", "受理日期", "调解结果", "当事人", ""],
        ["", "", "", "甲方情况", "乙方情况"],
        [1, "2023-01-05", "调解成功", "张三丰", "李四光"],
    ]
    table = only(sheet(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]))
    assert (table.header, table.rows, table.apart) == ((0, 1), (2,), {})


def test_a_label_merged_beside_the_table_swallows_no_rows() -> None:
    """A side label that reaches from the header into the data is no reason to skip data."""
    rows: Rows = [["调解", *MEDIATION[0]], *(["", *row] for row in MEDIATION[1:])]
    assert kept(rows, "A1:A4") == [2, 3, 4]


@pytest.mark.parametrize(
    "first", [["", "", "", "", "", "", "", "另见卷宗"], [1, "", "", "", "", "", "", "x"]]
)
def test_the_first_data_row_is_never_part_of_the_header(first: list[Any]) -> None:
    """A first row without a single known value is below the header, not in it."""
    rows: Rows = [[*MEDIATION[0], "说明情况"], first, *MEDIATION[1:]]
    table = only(sheet(rows))
    assert table.header == (0, 0)
    assert {*table.rows, *table.apart} == {1, 2, 3, 4}


def test_two_tables_on_one_sheet() -> None:
    """Each has its own rows; what stands between them belongs to neither."""
    rows: Rows = [*MEDIATION, [], ["二、学法培训"], *STUDY, ["注：含线上。"]]
    first, second = locate(sheet(rows))
    assert (first.ledger.id, first.rows) == ("mediation", (1, 2, 3))
    assert (second.ledger.id, second.rows) == ("study", (7, 8))
    assert first.apart == {4: "空白", 5: "说明"}
    assert second.apart == {9: "说明"}


def test_a_repeated_header_is_one_table() -> None:
    """The header again in mid-sheet, of two rows and with unknown headings, is set apart."""
    head = [["序号", "案件", "", "处理", "", ""], ["", "受理日期", "甲", "调解结果", "乙", "丙"]]
    data = [1, "2023-01-05", "x", "调解成功", "y", "z"]
    merges = ["A1:A2", "B1:C1", "D1:F1", "A4:A5", "B4:C4", "D4:F4"]
    table = only(sheet([*head, data, *head, data], merges))
    assert table.rows == (2, 5)
    assert table.apart == {3: "重复的表头", 4: "重复的表头"}


# --- which rows ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ([], "空白"),
        (["", "  ", "\u200b"], "空白"),
        (["合计", "", "", "", "", 3], "合计"),
        (["", "合 计", "", "", "", 3], "合计"),
        (["本月合计：", "", "3件"], "合计"),
        (["大石村小计", "", "", "", "", 3], "合计"),
        (["共计：3件"], "合计"),
        (["累计", "", "", "", "", 3], "合计"),
        (["注：本表按受理日期登记。"], "说明"),
        (["（以下空白）"], "说明"),
        (["填表人：张三", "", "审核人：李四", "", "日期：2023年12月31日"], "说明"),
        (["填表人", "张三", "2023-12-31"], "说明"),
        (["二、续表"], "说明"),
        ([4], "只有序号"),
        (["零报告"], "零报告"),
        (["", "", "无"], "零报告"),
        ([4, "", "2023-03-31", "", "大石村零报告", "零报告"], "零报告"),
        (["", "", "2023-03-31", "", "本月无矛盾纠纷"], "零报告"),
        ([1, 2, 3, 4, 5, 6, 7], "栏号"),
        (["甲", "乙", 1, 2, 3, 4, 5], "栏号"),
        (["①", "②", "③", "④", "⑤", "⑥", "⑦"], "栏号"),
    ],
)
def test_rows_that_are_no_data(row: list[Any], why: str) -> None:
    """Blank, total, note, serial-only, 零报告 and column-number rows are set apart with the reason."""
    for rows in ([MEDIATION[0], row, *MEDIATION[1:]], [*MEDIATION, row]):
        at = rows.index(row) + 1
        assert apart(rows) == {at: why}
        assert kept(rows) == [n for n in (2, 3, 4, 5) if n != at]


@pytest.mark.parametrize(
    "row",
    [
        [4, "累计欠薪案", "2023-04-01", "累计拖欠工资纠纷", "", "调解成功", ""],
        ["合计三家欠薪案", "", "2023-04-01", "", "", "调解成功", ""],
        ["", "", "2023-04-01", "", "", "", ""],
        ["", "", "2023-04-01", "无", "无", "无", "无"],
        [4, "", "4月1日", "", "", "", ""],
        [1, "", "2023-04-01", "", 2, 3, ""],
        ["五户欠薪合计", "", "2023-04-01", "", "", "调解成功", ""],
    ],
)
def test_rows_that_are_data(row: list[Any]) -> None:
    """A text that begins with 合计, a lone date, 无 in some cells: still a row, for the checks."""
    assert kept([*MEDIATION, row]) == [2, 3, 4, 5]


def test_figures_that_count_up_may_be_january() -> None:
    """1 2 3 4 below a header of figures is January's; before 1月 it numbers the columns."""
    head = RETURN[0]
    assert kept([head, [1, 2, 3, 4], [2, 5, 5, 5]]) == [2, 3]
    assert kept([head, [1, 2, 3, 4]]) == [2]
    assert apart([head, [1, 2, 3, 4], ["1月", 5, 5, 5]]) == {2: "栏号"}


def test_a_zero_report_in_a_return_is_a_row_of_noughts() -> None:
    """3月 零报告 in a return stands for figures of 0, so the month was reported."""
    assert kept([*RETURN, ["4月", "零报告", "", ""]]) == [2, 3, 4, 5]


def test_a_case_with_two_parties_is_one_case() -> None:
    """A row that only adds a party to the case merged above it is no second case."""
    rows: Rows = [*MEDIATION[:2], ["", "", "", "", "赵六一", "", ""], *MEDIATION[2:]]
    merges = [f"{letter}2:{letter}3" for letter in "ABCFG"]
    assert apart(rows, *merges) == {3: "续行"}


def test_persons_below_merged_labels_are_all_counted() -> None:
    """In a register of persons a row with a name of its own counts, whatever is merged."""
    rows: Rows = [
        ["序号", "姓名", "科室", "参加时间", "资格考试结果"],
        [1, "张三丰", "综合执法办", "2023-05-06", "合格"],
        [2, "李四光", "", "", ""],
        ["", "王五一", "", "", ""],
    ]
    assert kept(rows, "C2:C4", "D2:D4", "E2:E4") == [2, 3, 4]


def test_a_cell_in_error_is_no_empty_cell() -> None:
    """A row of nothing but #REF! is data, so that it can be told."""
    flaws = {(4, 2): "错误值 #REF!"}
    table = only(sheet([*MEDIATION, ["", "", ""]], flaws=flaws))
    assert table.rows == (1, 2, 3, 4)


ODD_ROWS = st.sampled_from(
    [
        [],
        ["合计", "", "", "", "", 3],
        ["注：略"],
        [9],
        ["零报告"],
        [4, "4号", "2023-04-01", "邻里", "赵六", "调解成功", "2023-04-02"],
        [5, "", "2023.13.5", "", "", "文字", ""],
        list(MEDIATION[0]),
    ],
)


@settings(deadline=None)
@given(st.lists(ODD_ROWS, max_size=12))
def test_every_row_is_data_or_named(below: list[list[Any]]) -> None:
    """Rows in = rows out + rows named, for any mix of rows."""
    table = only(sheet([*MEDIATION[:2], *below]))
    named = kinds_apart(table).total()
    assert len(table.rows) + named == len(below) + 1
    assert named == sum(
        all(map(is_blank, row)) or row[0] in ("合计", "注：略", 9, "零报告", "序号")
        for row in below
    )


def test_a_sheet_merged_to_its_ends_is_read_quickly() -> None:
    """A merge over a million rows and all columns costs no more than the cells that are there."""
    vast = sheet(MEDIATION, ["I1:XFD1048576", "D3:D1048576", "E4:XFD4"])
    assert only(vast).rows == (1, 2, 3)
    assert len(merged_cells(vast)) == 5


def test_a_record_of_words_that_are_headings_too_is_a_record() -> None:
    """人民调解员 and 专职 are headings elsewhere: below 人员类别 and 专兼职 they are what a person is."""
    rows = [
        ["姓名", "性别", "人员类别", "专兼职", "聘任日期"],
        ["样本甲", "男", "人民调解员", "专职", "2021年3月"],
        ["样本乙", "女", "人民调解员", "兼职", "2022年3月"],
    ]
    table = only(sheet(rows))
    assert (table.ledger.id, table.rows) == ("roster", (1, 2))
