"""Figures that nobody declared, by name: of one category, of an item, sums."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, SAMPLE
from workbooks import save

from analysis.errors import NotebookError
from analysis.indicators.model import Gap
from analysis.indicators.sliced import Slice
from analysis.report import report as report_module
from analysis.report.figures import Figures
from analysis.report.report import Report
from analysis.report.sentences import read_clause
from analysis.report.slices import Cutter, dimension, guarded
from analysis.town import before, load
from analysis.workspace import Area, Workspace


@pytest.fixture(scope="module")
def figures(sample: Workspace) -> Figures:
    """Return the sample town's figures of 2023 beside those of 2022."""
    return Figures.of(load(sample, SAMPLE, 2023), before(sample, SAMPLE, 2023))


def value(figures: Figures, name: str) -> Decimal:
    """Return what the town has of a figure."""
    outcome = figures.outcome(name)
    assert not isinstance(outcome, Gap), outcome
    return outcome.value


def test_every_category_of_a_figure_adds_up_to_it(figures: Figures) -> None:
    """The categories by name are those of the breakdown, and together they are the total."""
    cut = Cutter(figures.town, figures.totals).cut("mediation.accepted", ("type",))
    assert not isinstance(cut, Gap)
    named = {
        label: value(figures, f"mediation.accepted[纠纷类型={label}]") for ((_, label),) in cut
    }
    assert named == {label: one.value for ((_, label),), one in cut.items()}
    assert sum(named.values()) == figures.totals["mediation.accepted"].value


def test_a_category_has_its_own_cells_and_last_year(figures: Figures) -> None:
    """Provenance names the rows of that category only, and the change against the same of last year."""
    name = "mediation.accepted[邻里]"
    now, then = value(figures, name), figures.then(name)
    entry = figures.entry(name)
    assert sum(int(part["value"]) for part in entry["parts"]) == now
    assert "“纠纷类型”为“邻里”" in entry["rule"]
    assert then is not None
    last = Figures.of(figures.before, None) if figures.before else None
    assert last is not None
    assert then.value == value(last, name) != now
    assert entry["last_year"]["change"] == figures.change(name)


def test_a_rate_divides_its_halves_of_that_category(figures: Figures) -> None:
    """The rate of a category is its numerator's over its denominator's, both shown."""
    name = "mediation.success_rate[邻里]"
    halves = figures.entry(name)["halves"]
    assert {half["indicator"] for half in halves.values()} == {
        "mediation.settled[邻里]",
        "mediation.concluded[邻里]",
    }
    rate = value(figures, "mediation.settled[邻里]") / value(figures, "mediation.concluded[邻里]")
    assert value(figures, name) == rate * 100


def test_a_sentence_prints_it_and_its_change(
    figures: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence takes it like any other figure, in every form, and the block brings its entry."""
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(report_module, "show", shown.append)
    name = "mediation.accepted[纠纷类型=邻里关系]"  # another way of writing 邻里
    Report(figures, "review", {}).write(f"邻里纠纷{{{name}}}", f"{{{name}:change}}")
    (block,) = shown
    number = int(value(figures, "mediation.accepted[邻里]"))
    text = "".join(run["text"] for run in block["runs"])
    assert text.startswith(f"邻里纠纷{number}件，比上年")
    assert block["figures"][name]["value"] == str(number)


def test_a_category_that_nobody_wrote_is_zero_where_its_column_is_named(figures: Figures) -> None:
    """A notebook serves every town: one that has no such row has none of them, with cells to see."""
    assert value(figures, "publicity.events[活动形式=夜市]") == 0
    assert figures.entry("publicity.events[活动形式=夜市]")["parts"]


def test_rows_that_mention_a_word_are_counted(figures: Figures) -> None:
    """A text column is asked for a word in it; sums take the same rows, and the rule says so."""
    named = "training.sessions[主题含民法典]"
    rows = figures.town.frames["study"]
    held = rows[rows["topic"].str.contains("民法典") & (rows["held_on"].dt.year == 2023)]
    assert value(figures, named) == len(held) > 0
    assert value(figures, "training.attended[主题含民法典]") == int(held["attended"].sum())
    assert value(figures, "training.sessions[学习内容含民法典]") == len(held)  # as it may be headed
    assert "“主题”含“民法典”" in figures.entry(named)["rule"]
    reasons = [left["reason"] for left in figures.entry(named)["left_out"]]
    assert "“主题”不含民法典" in reasons


@pytest.mark.parametrize(
    ("name", "says", "remedy"),
    [
        ("mediation.accepted[邻居]", "没有“邻居”这一类", "您是否指“邻里”？"),
        ("mediation.accepted[纠纷类型=邻居]", "没有“邻居”这一类", "您是否指“邻里”？"),
        ("mediation.accepted[夜市]", "没有“夜市”这一类", "可以写："),
        ("mediation.accepted[形式=邻里]", "没有“形式”一栏", "纠纷类型"),
        ("mediation.acepted[邻里]", "没有名为", "mediation.accepted"),
        ("mediation.accepted[邻里", "没有名为", ""),
        ("publicity.events[随便什么]", "没有“随便什么”这一类", "可以写："),
        ("publicity.events[活动形式=夜间院坝会]", "都归入“院坝会”", "请改写“院坝会”"),
        ("publicity.events[宣传专题=随便什么]", "都归入“其他”", "请改写“其他”"),
        ("training.sessions[主题含（）]", "没有写要哪一类", "指标名[类别]"),
        ("training.sessions[主题含 ]", "没有写要哪一类", "指标名[类别]"),
        ("mediation.amount[案件编号含1]", "没有“案件编号”一栏", "纠纷类型"),
        ("mediation.amount[序号含1]", "没有“序号”一栏", "纠纷类型"),
        ("mediation.accepted[当事人含张]", "没有“当事人”一栏", "纠纷类型"),
        ("mediation.accepted+training.attended", "不能相加", "单位相同"),
        ("mediation.success_rate+mediation.success_rate", "不能相加", "单位相同"),
        ("mediation.accepted+training.sesions", "没有名为", "training.sessions"),
        ("people.mediators[专职]", "为保护个人信息", "report.chart"),
        ("places.population[大石村]", "没有“大石村”这一类", "没有类别可分"),
    ],
)
def test_what_cannot_be_said_is_refused_with_a_remedy(
    figures: Figures, name: str, says: str, remedy: str
) -> None:
    """A misspelt category, column or figure is named with the nearest; persons are not divided."""
    with pytest.raises(NotebookError) as caught:
        figures.outcome(name)
    assert says in caught.value.message
    assert remedy in caught.value.remedy


def test_a_word_of_two_columns_is_asked_about(figures: Figures) -> None:
    """A word that stands in two columns is not guessed: the sentence has to name the column."""
    with pytest.raises(NotebookError, match="在几栏里都有") as caught:
        figures.outcome("mediation.accepted[其他]")
    assert "{mediation.accepted[案件来源=其他]}" in caught.value.remedy


def test_the_figures_that_documents_show_are_there(figures: Figures) -> None:
    """Every name that the READMEs and guides write into a sentence is one that a town can use."""
    guides = [*PROJECT.glob("README*.md"), *(PROJECT / "docs" / "zh").glob("*.md")]
    told = "\n".join(guide.read_text(encoding="utf-8") for guide in guides)
    names = set(re.findall(r"\{((?:[a-z_]+\.[a-z_]+|基本情况表\[)[^{}:\n]*)(?::[a-z]+)?\}", told))
    names -= {"county.night_market", "基本情况表[项目]"}  # defined there; a placeholder
    assert {"enforcement.penalties[处罚案由=占道经营]", "publicity.events[石桥村]"} <= names
    for name in names:
        assert figures.indicator(name).title


def test_a_draft_says_what_a_figure_misses(tmp_path: Path) -> None:
    """Rows with errors are left out of a draft's undeclared figures too, and these say so."""
    folder = tmp_path / "data/raw/2023/青溪镇"
    folder.mkdir(parents=True)
    rows: list[list[Any]] = [
        ["学习时间", "学习形式", "学习内容", "应到人数", "实到人数"],
        ["2023-02-10", "集体学习", "民法典", 12, 12],
        ["2023年13月", "集体学习", "民法典", 12, 11],
    ]
    save(folder / "学法.xlsx", {"学法": rows})
    town = load(Workspace(tmp_path), Area.parse("青溪镇"), 2023, draft=True)
    drafted = Figures.of(town, None)
    declared = drafted.entry("training.sessions")
    for name in ("training.sessions[主题含民法典]", "training.sessions[集体学习]"):
        assert value(drafted, name) == 1
        (left,) = drafted.entry(name)["left_out"]
        assert (left["reason"], left["rows"]) == ("有错误，草稿中未计入", 1)
    assert value(drafted, "training.sessions+study.civil_code") == 2
    assert drafted.entry("training.sessions") == declared


def test_figures_of_a_copy_are_computed_anew(figures: Figures) -> None:
    """What one report has computed stays its own; a copy with other totals gives its figures too."""
    first = value(figures, "mediation.accepted[邻里]")
    assert value(replace(figures), "mediation.accepted[邻里]") == first


def test_a_chart_takes_whole_figures_only(figures: Figures) -> None:
    """A name of a sentence in a breakdown is refused in words, not with a KeyError."""
    with pytest.raises(NotebookError, match="句子里的写法"):
        dimension(figures.town.indicators, "mediation.accepted[邻里]", "month")
    with pytest.raises(NotebookError, match="句子里的写法"):
        guarded(figures.town.indicators, "mediation.accepted[邻里]", 2)


def test_spaces_in_a_name_change_nothing(figures: Figures) -> None:
    """A name typed with spaces is the same figure and has the same anchor."""
    clause = read_clause("{ training.centre_group + training.before_meeting }", figures)
    other = read_clause("{training.centre_group+training.before_meeting}", figures)
    assert (clause.names, clause.gaps) == (other.names, other.gaps)


def test_names_are_read_as_written() -> None:
    """With and without a column, with either equals sign; a plain name is no slice."""
    assert Slice.read("a.b[丙]") == Slice("a.b", None, "丙")
    assert Slice.read("a.b[甲＝丙]") == Slice.read("a.b[甲=丙]") == Slice("a.b", "甲", "丙")
    assert Slice.read("a.b") is None
    assert Slice.read("a.b[甲含丙]") == Slice("a.b", "甲", "丙", within=True)
    assert Slice("a.b", "甲", "丙").of("c.d") == "c.d[甲=丙]"
    assert Slice("a.b", "甲", "丙", within=True).of("c.d") == "c.d[甲含丙]"


def test_a_sum_is_written_with_a_plus(figures: Figures) -> None:
    """Figures of one unit add up, whatever they are themselves; the terms are the parts."""
    name = "training.centre_group + training.sessions[类别＝会前学法]+study.thought"
    terms = ["training.centre_group", "training.before_meeting", "study.thought"]
    assert value(figures, name) == sum(value(figures, term) for term in terms)
    entry = figures.entry(name)
    assert [part["value"] for part in entry["parts"]] == [
        figures.entry(term)["value"] for term in terms
    ]
    assert entry["last_year"] is not None
    assert set(figures.entries([name])) >= {"training.centre_group", "study.thought"}
    clause = read_clause(f"学习{{{name}}}，{{{name}:change}}", figures)
    assert clause.kept


def test_a_sum_without_one_of_its_terms_is_a_gap(figures: Figures) -> None:
    """A sum of less than was asked for would be wrong: the clause is left out."""
    gap = figures.outcome("training.sessions+disclosure.open_days")
    assert isinstance(gap, Gap)


@pytest.fixture(scope="module")
def counting(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Return the figures of an invented town that counts what nobody has declared."""
    root = tmp_path_factory.mktemp("甲县")
    (root / "county.toml").write_text("", encoding="utf-8")
    for year, cameras in ((2022, 96), (2023, 120)):
        folder = root / "data/raw" / str(year) / "青溪镇"
        folder.mkdir(parents=True)
        rows: list[list[Any]] = [
            ["项目", "数量", "单位"],
            ["行政村", 9, "个"],
            ["监控探头", cameras, "个"],
            ["巡河率", 98, "%"],
        ]
        save(folder / "年度统计.xlsx", {"年度统计": rows})
    workspace = Workspace(root)
    area = Area.parse("青溪镇")
    return Figures.of(load(workspace, area, 2023), before(workspace, area, 2023))


def test_an_item_that_nobody_declared_prints_with_its_own_measure_word(counting: Figures) -> None:
    """Any item of 基本情况表 is a figure by its name: value, cell, measure word, last year."""
    name = "基本情况表[监控探头]"
    clause = read_clause(f"安装{{{name}}}，{{{name}:change}}", counting)
    text = "".join(run["text"] for run in clause.runs)
    assert text == "安装120个，比上年增加24个，增长25%"
    (part,) = counting.entry(name)["parts"]
    assert part["source"] == {"file": "年度统计.xlsx", "sheet": "年度统计", "cells": "B3"}


def test_a_declared_item_is_the_same_by_both_names(counting: Figures) -> None:
    """The item that an indicator reads gives the same figure when it is asked for by itself."""
    assert value(counting, "state[行政村数]") == value(counting, "places.villages") == 9


def test_an_item_that_is_not_there_is_a_gap(counting: Figures) -> None:
    """A town that does not keep the item leaves the clause out, and is told which item."""
    gap = counting.outcome("基本情况表[无人机]")
    assert isinstance(gap, Gap)
    assert "无人机" in gap.reason


def test_a_percentage_without_halves_is_refused(counting: Figures) -> None:
    """No rate is printed whose halves nobody can see."""
    with pytest.raises(NotebookError, match="看不出分子和分母"):
        counting.outcome("基本情况表[巡河率]")
