"""An analyst's looks: cut like the totals, beside last year, protected, and said where missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from conftest import SAMPLE
from test_build import OTHER, second_town

from analysis.blocks import REQUIRED
from analysis.errors import NotebookError
from analysis.indicators.disclose import MERGED
from analysis.indicators.model import Indicator, Total
from analysis.report import blocks
from analysis.report.figures import Figures
from analysis.report.look import Look
from analysis.report.report import Report
from analysis.report.slices import Cutter
from analysis.town import Town, before, load
from analysis.workspace import Area, Workspace

Json = dict[str, Any]


@pytest.fixture(scope="module")
def towns(sample: Workspace) -> tuple[Town, Town]:
    """Return the sample town of 2023 and of 2022."""
    last = before(sample, SAMPLE, 2023)
    assert last is not None
    return load(sample, SAMPLE, 2023), last


@pytest.fixture
def look(towns: tuple[Town, Town]) -> Look:
    """Return a look at the sample town."""
    return Look(*towns)


@pytest.fixture(scope="module")
def poor(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Return a town that has kept one mediation register, without sources of its cases."""
    root = tmp_path_factory.mktemp("poor")
    second_town(root)
    return load(Workspace(root), Area((OTHER,)), 2023)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Collect what is displayed; every block is one that the page knows, with nothing missing."""
    found: list[Json] = []

    def display(block: blocks.Block) -> None:
        assert set(REQUIRED[block.content["block"]]) <= set(block.content)
        found.append(block.content)

    monkeypatch.setattr(blocks, "display", display)
    return found


def column(table: Json, number: int) -> dict[str, str]:
    """Return first cell → another cell of a table's rows."""
    return {row[0]["text"]: row[number]["text"] for row in table["rows"]}


def accepted(look: Look) -> pd.DataFrame:
    """Return the year's cases, selected by hand."""
    rows = look.frame("mediation")
    chosen: pd.DataFrame = rows[rows["受理日期"].dt.year == 2023]
    return chosen


def counted(series: pd.Series[Any]) -> dict[str, str]:
    """Return counts as a page prints them."""
    return {str(label): str(value) for label, value in series.items()}


# --- the figures are those of the rows -------------------------------------------------------


def test_a_breakdown_counts_what_pandas_counts(look: Look, shown: list[Json]) -> None:
    """Each label's figure is marked and is the number of its rows; the last row adds them up."""
    look.breakdown("mediation.accepted", "type")
    (chart,) = shown
    by_hand = counted(accepted(look)["纠纷类型"].value_counts())
    values = column(chart["table"], 1)
    assert values.pop("合计") == "202"
    assert {label: value for label, value in values.items() if value != "0"} == by_hand
    row = chart["table"]["rows"][0]
    assert row[1] == {
        "text": row[1]["text"], "value": row[1]["text"],
        "indicator": "mediation.accepted", "cell": f"type:{row[0]['text']}",
    }  # fmt: skip
    assert chart["figures"]["mediation.accepted"]["value"] == "202"


def test_a_breakdown_may_be_by_any_category_of_the_ledger(look: Look, shown: list[Json]) -> None:
    """协议形式 is listed by no declaration; its title is as good as its id."""
    look.breakdown("mediation.settled", "协议形式")
    rows = look.frame("mediation", when="结案日期")
    settled = rows[rows["调解结果"] == "调解成功"]
    values = column(shown[0]["table"], 1)
    del values["合计"]
    assert values == counted(settled["协议形式"].value_counts())


def test_last_year_stands_beside_with_the_change(
    look: Look, shown: list[Json], towns: tuple[Town, Town]
) -> None:
    """Labels of either year have a row; the change is the difference."""
    look.breakdown("mediation.accepted", "type")
    last = Look(towns[1], None)
    last.breakdown("mediation.accepted", "type")
    now, then = column(shown[0]["table"], 1), column(shown[0]["table"], 3)
    assert {k: v for k, v in then.items() if v != "0"} == column(shown[1]["table"], 1)
    for label, change in column(shown[0]["table"], 4).items():
        assert int(change.replace("−", "-")) == int(now[label]) - int(then[label])
    assert [trace["name"] for trace in shown[0]["figure"]["data"]] == ["2022年", "2023年"]


def test_the_headline_is_the_finding(look: Look, shown: list[Json]) -> None:
    """It names the largest label, its share, and what grew most."""
    look.breakdown("mediation.accepted", "source")
    assert shown[0]["headline"] == (
        "受理人民调解案件：主动调解最多，102件，占50.5%；比上年增加最多的是依申请调解，多10件"
    )
    assert shown[0]["source_line"] == "数据来源：《人民调解登记台账》"
    assert shown[0]["headline"] in shown[0]["alt"]


def test_months_are_whole_years_side_by_side(look: Look, shown: list[Json]) -> None:
    """Twelve months add up to the year's total; a month without a row is 0, not left out."""
    look.months("training.attended")
    look.months("training.sessions", "bar")
    assert [trace["type"] for trace in shown[0]["figure"]["data"]] == ["scatter", "scatter"]
    assert [trace["type"] for trace in shown[1]["figure"]["data"]] == ["bar", "bar"]
    now, then = column(shown[0]["table"], 1), column(shown[0]["table"], 3)
    assert list(now) == [*(f"{n}月" for n in range(1, 13)), "合计"]
    total = now.pop("合计")
    assert sum(map(int, now.values())) == int(total) == 817
    assert then["6月"] == "0"
    assert "12个月中有6个月多于上年同月" in shown[0]["headline"]


def test_months_end_with_the_data(shown: list[Json], towns: tuple[Town, Town]) -> None:
    """After the cut-off there is nothing to draw: no month falls to 0 that is not over."""
    town = replace(towns[0], cutoff=towns[0].cutoff.replace(month=9, day=30))
    Look(town, towns[1]).months("training.attended")
    last, now = shown[0]["figure"]["data"]
    assert len(now["x"]) == 9
    assert len(last["x"]) == 12


def test_two_dimensions_count_what_pandas_counts(look: Look, shown: list[Json]) -> None:
    """Every meeting of two labels, and both sums, are those of a cross table by hand."""
    look.cross("mediation.accepted", "village", "纠纷类型")
    table = shown[0]["table"]
    by_hand = pd.crosstab(accepted(look)["村（居）"], accepted(look)["纠纷类型"], margins=True)
    by_hand = by_hand.rename(index={"All": "合计"}, columns={"All": "合计"})
    for row in table["rows"]:
        for title, cell in zip(table["columns"][1:], row[1:], strict=True):
            assert cell["text"] == str(by_hand.loc[row[0]["text"], title])
    assert table["rows"][0][1]["cell"].startswith("village:")
    assert "；type:" in table["rows"][0][1]["cell"]


def test_a_rate_by_label_has_its_own_halves(look: Look, shown: list[Json]) -> None:
    """参学率 of a kind of study is its 实到 over its 应到; the headline names the lowest."""
    look.rates("training.attendance_rate", by="类别")
    rows = look.frame("study", when="日期").groupby("类别")[["实到人数", "应到人数"]].sum()
    table = shown[0]["table"]
    uppers = {label: str(int(v)) for label, v in rows["实到人数"].items()}
    assert column(table, 1) == uppers
    lowest = (rows["实到人数"] / rows["应到人数"]).astype(float).idxmin()
    assert f"{lowest}最低" in shown[0]["headline"]
    assert column(table, 3)[str(lowest)] == "91.8%"


def test_equal_rates_are_a_table(look: Look, shown: list[Json]) -> None:
    """Bars of one length show nothing: the finding stands above a table."""
    look.rates("mediation.success_rate", by="type")
    assert shown[0]["block"] == "table"
    assert shown[0]["caption"] == "化解矛盾成功率：各纠纷类型均为100%"


def test_rates_show_both_halves(look: Look, shown: list[Json]) -> None:
    """The table has numerator, denominator, rate, last year and the change in points."""
    look.rates("mediation.success_rate")
    (row,) = shown[0]["rows"]
    assert [c["text"] for c in row] == ["化解矛盾成功率", "202件", "202件", "100%", "97.9%", "+2.1"]
    assert [c.get("indicator") for c in row[1:4]] == [
        "mediation.settled", "mediation.concluded", "mediation.success_rate",
    ]  # fmt: skip


def test_a_sum_of_indicators_is_cut_term_by_term(towns: tuple[Town, Town]) -> None:
    """A Total's July is the sum of its terms' Julys."""
    both = Indicator(id="x.both", title="两项", unit="次",
                     formulas=(Total(("training.group_study", "training.centre_group")),))  # fmt: skip
    one = replace(towns[0].observations[0], indicator="x.both", cell=(), value=Decimal(12))
    town = replace(towns[0], indicators={**towns[0].indicators, "x.both": both},
                   observations=[*towns[0].observations, one])  # fmt: skip
    cutter = Cutter(town, Figures.of(town, None).totals)
    cut = cutter.cut("x.both", ("month",))
    assert isinstance(cut, dict)
    assert sum(o.value for o in cut.values()) == 12
    february = (("month", "2月"),)
    terms = [cutter.cut(name, ("month",)) for name in both.terms]
    assert all(isinstance(term, dict) for term in terms)
    values = [t[february].value for t in terms if isinstance(t, dict) and february in t]
    assert cut[february].value == sum(values)


# --- persons ---------------------------------------------------------------------------------


def test_small_slices_of_persons_are_merged_and_not_set_against_last_year(
    look: Look, shown: list[Json]
) -> None:
    """No slice of the register of persons is 1 or 2, and two years cannot be subtracted."""
    look.breakdown("enforcement.trained", "科室")
    values = column(shown[0]["table"], 1)
    assert MERGED in values
    assert all(int(value) >= 3 for value in values.values())
    assert len(shown[0]["table"]["columns"]) == 3
    assert "不与上年对照" in shown[0]["source_line"]
    assert MERGED not in shown[0]["headline"]


def test_persons_are_not_crossed_nor_listed(look: Look) -> None:
    """Two dimensions, or single rows, would point to a person: refused in a sentence."""
    with pytest.raises(NotebookError, match="一行是一个人"):
        look.cross("enforcement.trained", "科室", "month")
    with pytest.raises(NotebookError, match="一行是一个人"):
        look.frame("enforcement_training")


def test_a_frame_has_titles_and_nothing_personal(look: Look) -> None:
    """Rows come with the columns' titles, without persons and without places in files."""
    rows = look.frame("人民调解登记台账")
    assert {"受理日期", "纠纷类型", "调解结果"} <= set(rows.columns)
    assert not {"当事人", "调解员", "备注"} & set(rows.columns)
    assert not [name for name in rows.columns if name.startswith("_")]
    in_year = look.frame("mediation", when="受理日期")
    assert len(in_year) == 202 < len(rows)


# --- what is missing -------------------------------------------------------------------------


def test_missing_ledgers_are_said_in_their_place(poor: Town, shown: list[Json]) -> None:
    """No chart, no zero: one sentence, and the figure is listed as 待补充."""
    look = Look(poor, None)
    look.figures("training.sessions", "training.attended")
    look.months("training.sessions")
    look.breakdown("training.attended", "类别")
    look.cross("publicity.events", "村（居）", "活动形式")
    look.rates("exam.pass_rate")
    look.cards("exam.pass_rate")
    assert {block["block"] for block in shown} == {"paragraph"}
    assert all("没有收到《" in block["runs"][0]["text"] for block in shown)
    assert all(block["pending"][0]["reason"] for block in shown)


def test_a_missing_column_is_said(poor: Town, shown: list[Json]) -> None:
    """The figure is there but cannot be broken down: the column is named."""
    Look(poor, None).breakdown("mediation.accepted", "案件来源")
    (run,) = shown[0]["runs"]
    assert run["text"] == ("《人民调解登记台账》没有“案件来源”一栏，“受理人民调解案件”不能按它分。")


def test_a_missing_frame_has_its_columns_and_no_rows(poor: Town, shown: list[Json]) -> None:
    """An own cell below does not fail on a column's name; the page says what is missing."""
    rows = Look(poor, None).frame("study", when="日期")
    assert len(rows) == 0
    assert "实到人数" in rows
    assert "没有收到《学法培训台账》" in shown[0]["runs"][0]["text"]


def test_without_last_year_there_is_one_series(poor: Town, shown: list[Json]) -> None:
    """No empty column, no bars of 0, and nothing said of a change."""
    look = Look(poor, None)
    look.months("mediation.accepted")
    look.breakdown("mediation.accepted", "type")
    for chart in shown:
        assert len(chart["figure"]["data"]) == 1
        assert len(chart["table"]["columns"]) == 3
        assert "上年" not in chart["headline"]
    assert shown[1]["headline"] == "受理人民调解案件：全部是邻里，7件"


# --- mistakes and help -----------------------------------------------------------------------


def test_mistakes_are_answered_with_what_is_near(look: Look) -> None:
    """A wrong name, dimension, kind, date or brace stops with a sentence and a remedy."""
    mistakes: dict[str, Callable[[], object]] = {
        "您是否指“mediation.accepted”": lambda: look.months("mediation.acepted"),
        "您是否指“纠纷类型”": lambda: look.breakdown("mediation.accepted", "纠纷类"),
        "可写 line 或 bar": lambda: look.months("mediation.accepted", "lin"),
        "accepted_on（受理日期）": lambda: look.frame("mediation", when="日子"),
        "您是否指“mediation”": lambda: look.frame("mediaton"),
        "可写 {top}": lambda: look.breakdown("mediation.accepted", "type", "{most}最多"),
        "不是比率": lambda: look.rates("mediation.accepted"),
    }
    for expected, mistake in mistakes.items():
        with pytest.raises(NotebookError) as caught:
            mistake()
        assert expected in str(caught.value)


def test_an_own_headline_is_filled_in(look: Look, shown: list[Json]) -> None:
    """{top}, {top_value} and {share} stand for the largest label."""
    look.breakdown("mediation.accepted", "source", "{top}占{share}，共{top_value}件")
    assert shown[0]["headline"] == "主动调解占50.5%，共102件"


@pytest.mark.parametrize("owner", [Look, Report], ids=lambda owner: owner.__name__)
def test_help_begins_in_chinese(owner: type) -> None:
    """What `look.months?` shows begins with a Chinese sentence (docs/decisions/0012)."""
    methods = {name: m for name, m in vars(owner).items() if callable(m) and name[0] != "_"}
    theirs = {"title", "review", "closing"}  # the delivered notebook calls these, with no argument
    for name in methods.keys() - theirs:
        assert re.match(r"[\u4e00-\u9fff].*。", methods[name].__doc__), name
