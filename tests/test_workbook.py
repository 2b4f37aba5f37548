"""``indicators.xlsx``: what an analyst and a county official open."""

from __future__ import annotations

import dataclasses
import io
import re
from decimal import Decimal
from typing import Any

import nbformat
import openpyxl
import pytest
from conftest import PROJECT, SAMPLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.indicators import INDICATORS
from analysis.render.workbook.book import FIGURES, GAPS, NOTES, indicators_xlsx
from analysis.render.workbook.breakdowns import Line, breakdowns, sheet_names
from analysis.render.workbook.cover import COVER
from analysis.render.workbook.sheets import HEAD, Book, fitting
from analysis.render.workbook.table import told_gaps
from analysis.report.figures import Figures
from analysis.town import before, load
from analysis.values import format_number
from analysis.workspace import Workspace

_SLOW_MACHINES = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def figures(sample: Workspace) -> Figures:
    """Return the sample town's figures of 2023 beside those of 2022."""
    return Figures.of(load(sample, SAMPLE, 2023), before(sample, SAMPLE, 2023))


@pytest.fixture(scope="module")
def book(figures: Figures) -> Any:
    """Open the workbook as a spreadsheet program does."""
    return opened(indicators_xlsx(figures, version="第2版"))


@pytest.fixture(scope="module")
def public(figures: Figures) -> Any:
    """Open the workbook of the public edition."""
    return opened(indicators_xlsx(dataclasses.replace(figures, public=True)))


def opened(content: bytes) -> Any:
    """Read a workbook back."""
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a table by heading."""
    head, *body = sheet.iter_rows(min_row=HEAD + 1, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def texts(book: Any) -> list[str]:
    """Return every text of a workbook."""
    return [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]


def written(*values: Any) -> Any:
    """Write values into one row and read their cells back."""
    book = Book("测试")
    book.row(book.sheet("表"), 0, values)
    return opened(book.content())["表"][1]


def test_every_figure_has_a_row_that_says_where_it_comes_from(figures: Figures, book: Any) -> None:
    """A real number, exact, with unit, last year's value, rule and cells or what it is made of."""
    table = {row["编号"]: row for row in rows(book[FIGURES])}
    assert table.keys() == figures.totals.keys()
    for name, row in table.items():
        entry = figures.entry(name)
        assert isinstance(row["数值"], int | float)
        assert format_number(Decimal(str(row["数值"])), 4) == entry["value"]
        assert (row["单位"], row["打印为"]) == (entry["unit"], entry["text"])
        assert row["口径"] == entry["rule"]
        assert row["来源"]
        last = entry["last_year"]
        assert (row["上年数值"] is None) == (last is None)
        assert row["增减"] == (last["change"] if last else None)
    assert table["mediation.success_rate"]["来源"] == "“成功化解矛盾纠纷”202件 ÷ “调解办结”202件"
    assert "按月份" in table["mediation.settled"]["分列于"]


def test_rates_look_as_printed_and_hold_the_exact_number(book: Any) -> None:
    """96.2309 shows as 96.2, as the report has it; 100 as 100."""
    shown = {
        row[0].value: (row[2].value, row[2].number_format) for row in book[FIGURES].iter_rows()
    }
    assert shown["training.attendance_rate"] == (96.2309, "0.0")
    assert shown["mediation.success_rate"] == (100, "0")


def test_a_breakdown_adds_up_to_its_total(figures: Figures, book: Any) -> None:
    """On every sheet the categories' sum is the figure of the sheet 指标."""
    (months, villages, *others) = breakdowns(figures)
    for shared in (months, villages):
        for row in rows(book[shared.name]):
            assert sum(row[label] or 0 for label in shared.labels) == pytest.approx(row["合计"])
            assert row["核对"] == "与总数一致"
    for one in others:
        *body, total, checked = rows(book[one.name])
        for heading in list(total)[1:]:
            assert sum(row[heading] or 0 for row in body) == pytest.approx(total[heading])
            assert checked[heading] == "与总数一致"


def test_the_data_of_every_chart_are_there(figures: Figures, book: Any) -> None:
    """Each ``report.chart(name, by=…)`` of the annual report finds its bars, last year's too."""
    notebook = nbformat.read(PROJECT / "notebooks" / "10_annual_report.ipynb", 4)
    source = "\n".join(cell.source for cell in notebook.cells)
    charts = re.findall(r'report\.chart\("([\w.]+)", by="(\w+)"', source)
    assert len(charts) == 4
    lines = [line for sheet in breakdowns(figures) for line in sheet.lines]
    for name, by in charts:
        for year, slices in ((2023, figures.slices), (2022, figures.last_slices)):
            bars = {one.cell[0][1]: one.value for one in slices[name, by]}
            assert any((x.indicator.id, x.year, x.values) == (name, year, bars) for x in lines)
    (july,) = (
        row["7月"]
        for row in rows(book["按月份"])
        if (row["指标"], row["年度"]) == ("成功化解矛盾纠纷", 2022)
    )
    assert july == 24
    by_type = {row["纠纷类型"]: row for row in rows(book["纠纷类型·人民调解登记"])}
    assert by_type["邻里"]["受理人民调解案件（件）2023年"] == 42


def test_months_to_come_and_merged_categories_are_empty_not_zero() -> None:
    """0 stands only where rows were counted and none was found."""
    settled = INDICATORS["mediation.settled"]
    some = {"1月": Decimal(3), "2月": Decimal(4)}
    month = Line("《台账》", settled, 2023, some, Decimal(7), merged=False, months=6)
    assert [month.value(f"{n}月") for n in (2, 3, 7)] == [4, 0, None]
    spans = dataclasses.replace(month, values={"1—3月": Decimal(7)})
    assert spans.value("4月") is None
    office = Line("《台账》", settled, 2023, some, Decimal(7), merged=True)
    assert office.value("平安办") is None
    assert dataclasses.replace(office, merged=False).value("平安办") == 0
    short = dataclasses.replace(office, merged=False, total=Decimal(9))
    assert short.value("平安办") is None
    assert short.checked == "各类别比总数少2"


def test_small_cells_stay_merged_and_are_told(book: Any) -> None:
    """Offices with one or two persons are one row, said above the table and in 说明."""
    sheet = book["科室·行政执法人员培训考试"]
    assert "人数不足3" in sheet["B2"].value
    values = [v for row in rows(sheet)[:-1] for v in row.values() if isinstance(v, int)]
    assert min(values) >= 3
    assert any(row["类别"] == "小数合并" for row in rows(book[NOTES]))


def test_notes_tell_definitions_rows_left_out_and_differences(figures: Figures, book: Any) -> None:
    """As many rows as the entries have; a difference says so, with its place."""
    table = rows(book[NOTES])
    entries = [figures.entry(name) for name in figures.totals]
    for kind, count in (
        ("说明", sum(bool(entry["note"]) for entry in entries)),
        ("未计入", sum(len(entry["left_out"]) for entry in entries)),
        ("核对一致", sum(one["agrees"] for entry in entries for one in entry["reconciled"])),
    ):
        assert count
        assert sum(row["类别"] == kind for row in table) == count
    left = next(row for row in table if row["内容"].startswith("受理日期在2023年以前"))
    assert left["位置"] == "人民调解登记台账（2023年）.xlsx › 1月 › A5:T6"


def test_gaps_say_why_and_what_is_wanted(figures: Figures, book: Any) -> None:
    """As in the CSV: no item that nobody need keep."""
    table = {row["编号"]: row for row in rows(book[GAPS])}
    assert tuple(table) == told_gaps(figures)
    assert table["petitions.received"]["缺数原因"] == "没有收到《信访诉求台账》。"
    assert table["petitions.received"]["需要什么"] == "《信访诉求台账》"
    assert "streets.smoking" not in table


def test_the_public_edition_names_no_file_and_no_gap(public: Any) -> None:
    """Ledgers by title, and how many rows; nothing of what lies in the office."""
    assert GAPS not in public.sheetnames
    told = "\n".join(texts(public))
    assert not re.search(r"\.xlsx?|\.docx?|没有收到", told)
    table = {row["编号"]: row for row in rows(public[FIGURES])}
    assert table["mediation.accepted"]["来源"] == "《人民调解登记台账》，202行"


def test_the_cover_says_what_it_is_and_leads_to_every_sheet(book: Any) -> None:
    """Year, unit, cut-off, state, version, the mark of invented data; a link for each sheet."""
    cover = book[COVER]
    assert cover["A1"].value == "双龙镇2023年法治政府建设指标数据"
    facts = {a.value: b.value for a, b in cover.iter_rows(max_col=2)}
    assert facts["数据截止"] == "2023年12月31日"
    assert facts["版次"] == "第2版"
    assert "示例数据" in facts["注意"]
    links = {c.hyperlink.location for row in cover.iter_rows() for c in row if c.hyperlink}
    assert links == {f"'{name}'!A1" for name in book.sheetnames if name != COVER}


def test_tables_can_be_filtered_scrolled_and_printed(book: Any) -> None:
    """Frozen headings, a filter, A4 across, headings on every page, 指标 one page wide."""
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert book[FIGURES].page_setup.fitToWidth in {1, None}
    assert book[FIGURES].page_setup.fitToHeight == 0


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-", "@SUM(A1)", "{=1}", "http://a.cn", "1", "=", ""]
)
def test_what_a_town_wrote_stays_text(text: str) -> None:
    """Neither formula, nor number, nor address."""
    (cell,) = written(text)
    assert cell.value == (text or None)
    assert cell.data_type == ("s" if text else "n")
    assert cell.hyperlink is None


@_SLOW_MACHINES
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**24), max_value=10**24))
def test_numbers_stay_exact(value: Decimal) -> None:
    """What a spreadsheet's number cannot hold is text, with all its digits."""
    (cell,) = written(value)
    assert Decimal(str(cell.value)) == value
    digits = f"{value.copy_abs():f}".replace(".", "").strip("0")
    assert isinstance(cell.value, str) == (len(digits) > 15)


@_SLOW_MACHINES
@given(st.lists(st.text(max_size=40), max_size=5))
def test_sheet_names_are_valid_and_unlike(wanted: list[str]) -> None:
    """Whatever a ledger is called, Excel opens the workbook."""
    names = sheet_names(wanted)
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"


def test_plain_sheet_names_are_kept() -> None:
    """Only the second of two alike gets a number."""
    assert sheet_names(["按月份", "按月份", "按村（居）"]) == [
        "按月份",
        "按月份（2）",
        "按村（居）",
    ]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    """Excel holds 32,767 characters; nothing vanishes without a word."""
    assert fitting("甲" * 40_000).endswith("……（太长，其余见网页的数据来源）")
    (cell,) = written("甲" * 40_000)
    assert 32_000 < len(cell.value) <= 32_767


def test_the_same_figures_give_the_same_bytes(figures: Figures) -> None:
    """No clock, no chance; a draft differs by its mark."""
    assert indicators_xlsx(figures) == indicators_xlsx(figures)
    draft = opened(indicators_xlsx(figures, draft=True))
    assert "草稿　示例数据，明细为虚构" in texts(draft)
