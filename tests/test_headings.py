"""Headings as towns write them mean what they say, never what they only resemble."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from heading_rows import ROWS, STRANGE, TRAPS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from workbooks import MEDIATION, sheet

from analysis.errors import ConfigurationError
from analysis.intake.tables.headings import find_headers, merged_cells
from analysis.intake.tables.locate import locate
from analysis.intake.tables.mapping import EMPTY, Mapping, read_mapping
from analysis.intake.tables.match import Header, near_asked, suggest
from analysis.intake.tables.names import FORM, declared, known, likely, meaning, plain, unit_in
from analysis.ledgers import LEDGERS
from analysis.values import normalise

EVERY = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())
LEDGER = LEDGERS["mediation"]


def header(
    titles: list[str], mapping: Mapping = EMPTY, *, above: int = 0, file: str = ""
) -> Header:
    """Return the only header of a sheet with these headings."""
    one = sheet([*([["某表"]] * above), titles, [""] * len(titles)])
    (found,) = find_headers(one, merged_cells(one), mapping, file)
    return found


def means(ledger_id: str, heading: str) -> str | None:
    """Return the id of the column that a heading means in a ledger."""
    found = meaning(ledger_id, (normalise(heading),))
    return found[0].id if found else None


# --- rows as they are ------------------------------------------------------------------------


@pytest.mark.parametrize(("ledger", "row"), ROWS, ids=[f"{n}-{i}" for i, (n, _) in enumerate(ROWS)])
def test_real_rows_are_mapped_right(ledger: str, row: str) -> None:
    """Every heading of a row as counties write them is its column, and none is another."""
    pairs = [pair.rsplit("=", 1) for pair in row.split("|")]
    (table,) = locate(sheet([[heading for heading, _ in pairs]]))
    assert (table.ledger.id, table.rival) == (ledger, None)
    got = {found.index: found.column.id for found in table.columns}
    assert [[h, got.get(i, "-")] for i, (h, _) in enumerate(pairs)] == pairs


@pytest.mark.parametrize(
    ("ledger_id", "over", "under", "column"),
    [
        ("screening", "排查情况", "日期", "screened_on"),
        ("screening", "化解情况", "结果", "outcome"),
        ("mediation", "协议情况", "金额(元)", "amount"),
        ("legal_aid", "受援人信息", "姓名", "recipient"),
        ("penalties", "当事人", "姓名/名称", "party"),
        ("mediation", "未调解情况", "结果", None),
    ],
)
def test_a_group_tells_what_its_headings_are_of(
    ledger_id: str, over: str, under: str, column: str | None
) -> None:
    """化解情况 over 结果 is 化解结果; what it tells of, not the word 情况, is read with it."""
    found = meaning(ledger_id, (normalise(over), normalise(under)))
    assert (found[0].id if found else None) == column


@pytest.mark.parametrize(
    ("titles", "ledger"), [([], "adviser_service"), (["公共法律服务来访登记"], "visits")]
)
def test_a_heading_shuns_a_ledger_unless_a_title_calls_it(titles: list[str], ledger: str) -> None:
    """A 法律顾问 among visitors makes the sheet the advisers', but for a title that says more."""
    row = ["服务时间", "法律顾问", "村（社区）", "咨询人", "咨询内容", "处理结果", "群众满意度"]
    (table,) = locate(sheet([*([title] for title in titles), row]))
    assert table.ledger.id == ledger


@pytest.mark.parametrize(("ledger", "items"), TRAPS, ids=[name for name, _ in TRAPS])
def test_what_looks_alike_is_not_the_same(ledger: str, items: str) -> None:
    """上年受理 is no 受理, 结案日期 no 受理日期, 未化解数 no 化解数: none is mapped to the other."""
    for item in items.split():
        heading, column = item.rsplit(":", 1)
        found = means(ledger, heading)
        assert found is None if column == "*" else found != column, heading


@pytest.mark.parametrize("row", STRANGE)
def test_other_tables_are_no_ledger(row: str) -> None:
    """Lists of other things that a town keeps are taken for none of its ledgers."""
    assert locate(sheet([row.split("|"), ["x"] * (row.count("|") + 1)])) == []


# --- forms of the same meaning ---------------------------------------------------------------

SPELT = [
    "{}",
    " {} ",
    "1.{}",
    "12、{}",
    "①{}",
    "（3）{}",
    "一、{}",
    "{}*",
    "{}：",
    "「{}」",
    "《{}》",
]
SPELT += ["{}（选填）", "{}(必填)", "{}（请如实填写）", "{}(单选)", "{}。"]


@EVERY
@pytest.mark.parametrize("spelt", SPELT)
def test_numbers_marks_and_asides_change_nothing(ledger: object, spelt: str) -> None:
    """A number before a heading, marks round it and asides to the clerk leave its meaning."""
    one = LEDGERS[getattr(ledger, "id", "")]
    assert [means(one.id, spelt.format(c.title)) for c in one.columns] == [
        c.id for c in one.columns
    ]


@pytest.mark.parametrize(
    ("ledger", "heading", "column"),
    [
        ("mediation", "受理时间（年月日）", "accepted_on"),
        ("mediation", "矛盾纠纷种类", "type"),
        ("mediation", "案件结案日期", "closed_on"),
        ("mediation", "调解员（签名）", "mediator"),
        ("mediation", "司法确认与否", "confirmed"),
        ("mediation", "协议是否履行", "performed"),
        ("mediation", "所在村、社区", "village"),
        ("mediation", "3月", None),
        ("screening", "排查人姓名", "screener"),
        ("study", "学法时间", "held_on"),
        ("materials", "数量:册", "quantity"),
        ("exams", "考试日期", "held_on"),
        ("publicity_events", "参加人数/人", "participants"),
        ("publicity_events", "展板（块）", "panels"),
    ],
)
def test_rules_of_form(ledger: str, heading: str, column: str | None) -> None:
    """时间 is 日期, 种类 is 类别, the ledger's own subject may be added; a month is no number."""
    assert means(ledger, heading) == column


def test_parts_of_a_heading_in_two_rows_are_one_heading() -> None:
    """人数 over 应到 and 实到 gives 应到人数 and 实到人数; a 人数 of others is nobody's."""
    rows = [["日期", "类别", "人数", "", "志愿者"], ["", "", "应到", "实到", "人数"]]
    one = sheet(rows, ["A1:A2", "B1:B2", "C1:D1"])
    (table,) = locate(one)
    ids = [found.column.id for found in table.columns]
    assert ids == ["held_on", "category", "expected", "attended"]
    assert table.unused == ("志愿者/人数",)


def test_a_heading_over_a_heading_is_read_together() -> None:
    """人数 below 应到 is 应到人数, although 人数 alone is those who came."""
    assert [found and found[0].id for found in (meaning("study", ("应到", "人数")),)] == [
        "expected"
    ]


def test_a_header_of_five_rows_with_all_that_forms_have() -> None:
    """Titles merged over all, groups, `*`, asides and a row of numbers: the columns, and the data."""
    rows = [
        ["双龙镇台账"] * 6,
        ["人民调解"] * 6,
        ["序号*", "案件（共计：1件）", "", "当事人", "", "调解结果*"],
        ["", "受理情况", "", "", "", ""],
        ["", "受理日期*", "纠纷类型（单选）", "姓名", "身份证号", ""],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "2023-01-05", "邻里", "张三丰", "510", "调解成功"],
    ]
    (table,) = locate(sheet(rows, ["A1:F1", "A2:F2", "A3:A5", "B3:C3", "B4:C4", "D3:E4", "F3:F5"]))
    ids = [found.column.id for found in table.columns]
    assert ids == ["serial", "accepted_on", "type", "party", "party_id", "result"]
    assert (table.rows, table.unused) == ((6,), ())


def test_a_unit_after_a_mark_is_kept() -> None:
    """涉及金额/万元 is in 万元, as 涉及金额（万元） is; 村/社区 has no unit."""
    assert [unit_in(text) for text in ("金额/万元", "金额（万元）", "数量：册", "村/社区", "展板/块")] == [
        "万元", "万元", "册", None, None,
    ]  # fmt: skip


@EVERY
def test_a_form_never_goes_before_a_name(ledger: object) -> None:
    """Every declared name means its own column, whatever forms others have."""
    one = getattr(ledger, "id", "")
    for key, (column, rank) in declared(one).items():
        assert meaning(one, tuple(key.split("/"))) == (column, rank)
        assert known(key.split("/")[0])
        assert likely([key]) == [key]


@settings(deadline=None)  # the first question builds the tables of names
@example("NO")
@example("Nº")
@given(st.text(max_size=12))
def test_the_plain_form_is_stable(text: str) -> None:
    """Any text has a plain form, and the quick question never hides a known heading."""
    assert isinstance(plain(normalise(text)), str)
    if text and known(text):
        assert likely([text]) == [text]


@pytest.mark.parametrize(
    ("ledger", "heading", "column"),
    [
        ("mediation", "协议形式（口头/书面）", "agreement"),
        ("mediation", "案由（纠纷类别）", "type"),
        ("mediation", "纠纷类型（18类）", "type"),
        ("mediation", "被申请人（用人单位）", "party"),
        ("mediation", "调解结果（金额）", None),
        ("screening", "风险等级（红橙黄蓝）", "risk"),
        ("screening", "是否化解成功", "outcome"),
        ("publicity_events", "活动形式（讲座/摆摊/入户）", "form"),
        ("publicity_events", "派发资料（册/份）", "leaflets"),
        ("publicity_events", "参加人次（男/女）", None),
        ("legality_review", "送审机构", "office"),
        ("penalties", "处罚决定书编码", "decision_no"),
    ],
)
def test_brackets_that_explain_change_nothing(
    ledger: str, heading: str, column: str | None
) -> None:
    """A bracket that says the same again, or lists what may be filled in, leaves the meaning."""
    assert means(ledger, heading) == column


def test_groups_of_any_wording_are_this_month_or_to_date() -> None:
    """排查数 below 年初以来累计矛盾纠纷情况 is never the month's; below 本月情况 it is."""
    rows = [["村居", "本月矛盾纠纷情况", "", "年初以来累计矛盾纠纷情况", ""]]
    rows += [["", "排查数", "化解数", "排查数", "化解数"], ["大石村", "3", "2", "9", "8"]]
    (table,) = locate(sheet([["2024年3月"], *rows], ["A2:A3", "B2:C2", "D2:E2"]))
    ids = [found.column.id for found in table.columns]
    assert ids == ["village", "cases", "settled", "cases_to_date", "settled_to_date"]


def test_what_stands_below_a_heading_may_change_it() -> None:
    """发现问题 over numbers counts them, over texts describes them; 单位 over villages is no unit."""
    titles = ["检查时间", "检查对象", "检查内容", "发现问题"]
    days = ["2024-03-01", "2024-04-01"]
    for cells, column in ((["2", "3"], "problems"), (["占道经营", "无照经营"], "found")):
        rows = [[day, "某店", "占道", cell] for day, cell in zip(days, cells, strict=True)]
        (table,) = locate(sheet([titles, *rows]))
        assert table.columns[-1].column.id == column
    goods = [["日期", "单位", "资料名称", "数量"], ["2024-03-01", "大石村", "宪法读本", "20"]]
    (table,) = locate(sheet(goods))
    assert (table.unused, table.asked) == (("单位",), ())


def test_a_rate_is_no_count() -> None:
    """合格（%） and 立案（万元） are not the numbers of 合格 and 立案, wherever they stand."""
    titles = ["考试时间", "应考人数", "实考人数", "合格（%）", "合格（人）", "优秀（%）"]
    (table,) = locate(sheet([titles, ["2024-03-01", "9", "8", "50", "4", "10"]]))
    assert table.unused == ("合格（%）", "优秀（%）")
    assert table.asked == ()


def test_hours_are_no_dates() -> None:
    """值班时间 of 9:00-11:30 leaves the date to 日期."""
    titles = ["日期", "值班律师", "值班地点", "值班时间", "解答咨询人次"]
    (table,) = locate(sheet([titles, ["2024-03-01", "某律师", "村委会", "9:00-11:30", "3"]]))
    assert [found.heading for found in table.columns if found.column.id == "served_on"] == ["日期"]


def test_a_group_over_parts_is_no_column() -> None:
    """调处结果 over 调成 and 未调成 is neither, and the row of parts is no data."""
    upper = ["受理日期", "纠纷类型", "调解员", "调处结果", "", "编号"]
    lower = ["", "", "", "调成", "未调成", ""]
    row = ["2024-03-01", "邻里", "样本甲", "√", "", "1号"]
    one = sheet([upper, lower, row], ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"])
    (table,) = locate(one)
    assert "result" not in {found.column.id for found in table.columns}
    assert table.rows == (2,)


def test_a_title_may_tell_the_ledger() -> None:
    """A title decides between ledgers, stands for what is lacking, and may speak of other work."""
    row = ["日期", "位置", "内容", "责任人"]
    data = ["2024-03-01", "村口", "民法典", "样本甲"]
    (table,) = locate(sheet([["法治宣传栏更新台账"], row, data]))
    assert table.ledger.id == "boards"
    assert locate(sheet([row, data])) == []
    titles = ["时间", "活动主题", "活动地点", "参加人数"]
    assert locate(sheet([["主题党日活动登记"], titles, ["2024-03-01", "x", "y", "20"]])) == []
    assert locate(sheet([titles, ["2024-03-01", "x", "y", "20"]]))


def test_a_sheet_that_is_no_cross_table_from_the_side_is_read() -> None:
    """A turned sheet whose figures are all unknown is no table, and no crash."""
    row = ["村别", "受理（件）", "调解（件）", "成功（件）", "涉及金额（元）"]
    data = [[village, "1", "2", "3", "4"] for village in ("大石村", "小河村", "红星社区")]
    assert isinstance(locate(sheet([["统计"], row, *data])), list)


# --- what is uncertain is asked --------------------------------------------------------------

OPPOSED = [("人数", "人次"), ("件", "件次"), ("受理", "结案"), ("申请", "受理"), ("应到", "实到")]
OPPOSED += [
    ("应考", "实考"),
    ("本月", "累计"),
    ("计划", "实际"),
    ("上年", "本年"),
    ("化解", "未化解"),
]


@EVERY
def test_opposed_words_are_never_merged(ledger: object) -> None:
    """人数 人次, 件 件次, 受理 结案 …: one for the other is neither mapped by form nor asked about."""
    one = LEDGERS[getattr(ledger, "id", "")]
    both = [pair for a, b in OPPOSED for pair in ((a, b), (b, a))]
    names = [named for named in declared(one.id).items() if "/" not in named[0]]
    for (key, (column, rank)), (this, that) in itertools.product(names, both):
        declares_both = any(that in name for name in column.headers)
        if this not in key or (this in that and that in key) or declares_both:
            continue
        other = key.replace(this, that)
        found = meaning(one.id, tuple(other.split("/")))
        assert found is None or found[1] < FORM or found[0] != column, (key, other)
        if found is None and rank < 4:
            assert suggest(one, other) != column, (key, other)


def test_a_near_heading_is_asked_about_and_not_taken() -> None:
    """受理日其 is not read as 受理日期, but the caller learns what it may be meant for."""
    found = header(["序号", "受理日期", "纠纷类型", "调解结果", "协议履行情兄"])
    assert [(heading, column.id) for heading, column in found.asked] == [
        ("协议履行情兄", "performed")
    ]
    assert "performed" not in {one.column.id for one in found.columns}
    (table,) = locate(sheet([["序号", "受理日期", "纠纷类型", "调解结果", "协议履行情兄"]]))
    assert table.asked == found.asked


def test_another_date_of_a_case_is_asked_about() -> None:
    """调解时间 may be 结案日期 or not: asked about, and not where 结案日期 stands."""
    titles = ["受理日期", "纠纷类型", "调解结果", "调解时间"]
    assert [(h, c.id) for h, c in header(titles).asked] == [("调解时间", "closed_on")]
    assert header([*titles, "结案日期"]).asked == ()


def test_a_column_that_is_there_is_not_asked_about() -> None:
    """Where 调解结果 stands, 调解结果吧 is no question."""
    assert header(["受理日期", "调解结果", "调解结课"]).asked == ()


@pytest.mark.parametrize(
    "heading",
    [
        "当事人姓名吗",
        "联系电活",
        "调解员电话号",
        "身份证号马",
        "案情简价",
        "案件编号码",
        "上年受理日期",
        "乱七八糟",
    ],
)
def test_what_may_name_a_person_is_never_asked_about(heading: str) -> None:
    """No question offers a personal column, nor any column for what may be personal."""
    assert suggest(LEDGER, heading) is None


def test_a_date_is_asked_about_as_a_date_only() -> None:
    """回访时间 is a date, and 回访 is none."""
    assert suggest(LEDGER, "回访时间") is None


def test_a_sheet_that_is_nearly_a_ledger_asks_too() -> None:
    """A heading mistyped so that the ledger is lost is asked about."""
    rows = [["序号", "案件编号", "受理日其", "纠纷类型", "调解结果", "结案日期"]]
    assert [(h, c.id) for h, c in near_asked(sheet(rows))] == [("受理日其", "accepted_on")]
    assert near_asked(sheet([["姓名", "电话"]])) == ()


# --- what the town has said ------------------------------------------------------------------

SAID = """
["人民调解登记台账"]
"化解状况" = "调解结果"
"办理经过" = "简要情况"
纠纷类型 = "不用"

[[表]]
文件 = "调解*.xlsx"
表头 = "2"
台账 = "人民调解登记台账"
"""


def said(folder: Path, text: str) -> Mapping:
    """Read a mapping of that text."""
    path = folder / "双龙镇.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def test_a_mapped_heading_is_the_column_that_the_town_says(tmp_path: Path) -> None:
    """A mapped heading goes before every name, one said to be 不用 is left out."""
    titles = ["序号", "受理日期", "化解状况", "调解结果", "办理经过", "纠纷类型"]
    found = header(titles, said(tmp_path, SAID))
    got = {one.heading: one.column.id for one in found.columns}
    assert got == {
        "序号": "serial",
        "受理日期": "accepted_on",
        "化解状况": "result",
        "办理经过": "summary",
    }
    assert found.doubles == (("化解状况", "调解结果"),)
    assert found.unused == ("纠纷类型",)
    assert found.asked == ()


def test_a_mapped_heading_makes_the_ledger(tmp_path: Path) -> None:
    """Headings of which we know too few are a ledger once the town has said what they mean."""
    titles = ["甲栏", "乙栏", "备注"]
    text = '["人民调解登记台账"]\n"甲栏" = "受理日期"\n"乙栏" = "调解结果"\n'
    assert locate(sheet([titles])) == []
    (table,) = locate(sheet([titles]), said(tmp_path, text))
    assert [one.column.id for one in table.columns] == ["accepted_on", "result", "remark"]


def test_a_header_stands_where_the_town_says(tmp_path: Path) -> None:
    """Only in the named file, and from the named row on; the signature is not asked for."""
    mapping = said(tmp_path, SAID)
    rows = [MEDIATION[0], ["受理日期", "当事人"], ["2023-01-05", "张三丰"]]
    (table,) = locate(sheet(rows), mapping, "一月/调解一.xlsx")
    assert table.header == (1, 1)
    assert [one.column.id for one in table.columns] == ["accepted_on", "party"]
    (other,) = locate(sheet(rows), mapping, "学法.xlsx")
    assert other.header == (0, 0)


def test_lines_that_nothing_was_found_for_are_told(tmp_path: Path) -> None:
    """A mapping kept over the years tells which of its lines no sheet needs any more."""
    mapping = said(tmp_path, SAID)
    seen = [("mediation", "化解状况"), ("mediation", "纠纷类型"), ("study", "办理经过")]
    assert mapping.unused(seen, [("调解1.xlsx", "Sheet1")]) == ("《人民调解登记台账》“办理经过”",)
    assert (
        mapping.unused(seen, [("学法.xlsx", "Sheet1")])[1]
        == "调解*.xlsx › * › 第2行《人民调解登记台账》"
    )


def test_the_last_part_of_a_heading_may_be_mapped() -> None:
    """A line may name a heading without the group that it stands below."""
    mapping = Mapping({"mediation": {"乙栏": LEDGER.column("result")}})
    assert mapping.column(LEDGER, ("甲组", "乙栏")) is LEDGER.column("result")
    assert not mapping.says(LEDGER, ("乙栏", "丙栏"))


def test_no_file_says_nothing(tmp_path: Path) -> None:
    """A town without a mapping has an empty one."""
    assert read_mapping(tmp_path / "双龙镇.toml") is EMPTY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '["人民调解登记台帐"]\n"甲" = "调解结果"',
            "没有名为“人民调解登记台帐”的台账。是否指“人民调解登记台账”？",
        ),
        (
            '["人民调解登记台账"]\n"甲" = "调解结课"',
            "“甲”所指的“调解结课”不是《人民调解登记台账》的栏目。是否指“调解结果”？",
        ),
        ('["人民调解登记台账"]\n"甲" = 3', "不是《人民调解登记台账》的栏目。可写："),
        ('["人民调解登记台账"]\n“甲” = “调解结果”', "第2行的写法不对。"),
        ('"人民调解登记台账" = "x"', "“人民调解登记台账”应单独成段。"),
        ('["表"]\n"表头" = "3"', "“表”的写法不对。"),
        ('[["表"]]\n"表头" = "3"', "有一处“表”的写法不对。"),
        ('[["表"]]\n"表头" = "三"\n"台账" = "学法培训台账"', "“表头”写作“三”，读不出是哪几行。"),
        ('[["表"]]\n"表头" = "4:3"\n"台账" = "学法培训台账"', "读不出是哪几行。"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_how_to_mend_it(
    tmp_path: Path, text: str, message: str
) -> None:
    """Unknown ledgers and columns get the nearest valid one; bad TOML is told by its line."""
    with pytest.raises(ConfigurationError) as caught:
        said(tmp_path, text)
    assert message in str(caught.value)
    assert "双龙镇.toml" in str(caught.value)


def test_a_mapping_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A file saved as ANSI is no riddle."""
    path = tmp_path / "双龙镇.toml"
    path.write_bytes('["人民调解登记台账"]'.encode("gb18030"))
    with pytest.raises(ConfigurationError, match="不是 UTF-8 编码"):
        read_mapping(path)


@example("İ")
@example("甲Ａ")
@given(
    st.text(
        st.characters(exclude_characters="/", exclude_categories=["C", "Z"]), min_size=1, max_size=9
    ).filter(normalise)
)
def test_any_heading_can_be_mapped(heading: str) -> None:
    """Whatever a town writes over a column, the town may say what it means."""
    mapping = Mapping({"mediation": {heading: LEDGER.column("result")}})
    (table,) = locate(sheet([["受理日期", heading]]), mapping)
    assert [one.column.id for one in table.columns][-1] == "result"
