"""Sentences, points, cards, tables and charts made of observations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE
from hypothesis import given
from hypothesis import strategies as st

from analysis.beside.own_text import find, read_own_text
from analysis.cells import Source
from analysis.errors import NotebookError
from analysis.indicators import INDICATORS
from analysis.indicators.model import Gap, Observation, Part
from analysis.report import report as report_module
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.report.report import Report
from analysis.report.sentences import typed_numbers
from analysis.town import before, load
from analysis.workspace import Workspace

Json = dict[str, Any]


@pytest.fixture(scope="module")
def figures(sample: Workspace) -> Figures:
    """Return the sample town's figures of 2023 beside those of 2022."""
    return Figures.of(load(sample, SAMPLE, 2023), before(sample, SAMPLE, 2023))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Collect the blocks that a report shows instead of displaying them."""
    blocks: list[Json] = []
    monkeypatch.setattr(report_module, "show", blocks.append)
    return blocks


@pytest.fixture
def report(figures: Figures) -> Report:
    """Return a report of the sample town."""
    return Report(figures, "review", {"概况": ["建成1个展馆，化解{mediation.settled}。"]})


def without(figures: Figures, *names: str) -> Figures:
    """Return figures in which some indicators are gaps."""
    gaps = {name: Gap(name, "没有收到台账。", "台账") for name in names}
    totals = {name: o for name, o in figures.totals.items() if name not in names}
    return replace(figures, totals=totals, gaps=gaps)


def text(block: Json) -> str:
    """Return a block's words."""
    runs = block.get("runs") or [run for point in block["points"] for run in point["runs"]]
    return "".join(run["text"] for run in runs)


def marks(block: Json) -> Iterator[tuple[str, str]]:
    """Yield the figures that a paragraph marks."""
    return ((run["indicator"], run["value"]) for run in block["runs"] if "indicator" in run)


def test_a_sentence_prints_figures_with_their_units(report: Report, shown: list[Json]) -> None:
    """Names become figures, clauses are joined with a comma, the sentence ends with a full stop."""
    report.write("全年开展人民调解{mediation.sessions}", "成功率{mediation.success_rate}")
    assert text(shown[0]) == "全年开展人民调解202件次，成功率100%。"
    assert list(marks(shown[0])) == [
        ("mediation.sessions", "202"),
        ("mediation.success_rate", "100"),
    ]


def test_a_clause_without_data_is_left_out_and_listed(figures: Figures, shown: list[Json]) -> None:
    """Only the clause whose figure is a gap goes; it is listed as 待补充 with what is wanted."""
    Report(without(figures, "mediation.settled"), "review", {}).write(
        "开展人民调解{mediation.sessions}",
        "成功化解{mediation.settled}",
    )
    assert text(shown[0]) == "开展人民调解202件次。"
    (gap,) = shown[0]["pending"]
    assert (gap["title"], gap["wanted"]) == ("成功化解矛盾纠纷", "台账")


def test_a_sentence_that_lost_every_figure_is_not_written(
    figures: Figures, shown: list[Json]
) -> None:
    """A lead without figures is not left standing alone when its figures are gone."""
    bare = Report(without(figures, "mediation.settled"), "review", {})
    bare.write("调解工作扎实", "成功化解{mediation.settled}")
    assert shown[0]["block"] == "nothing"
    assert shown[0]["pending"]


def test_points_are_counted_after_empty_ones_left(figures: Figures, shown: list[Json]) -> None:
    """一是 二是 count the points that are written; the last one ends with a full stop."""
    Report(without(figures, "grid.town_staff"), "review", {}).points(
        "有专职网格员{grid.town_staff}",
        ("建成公共法律服务室{services.rooms}", "服务站{services.stations}"),
        "法律援助{services.legal_aid}",
    )
    points = ["".join(run["text"] for run in p["runs"]) for p in shown[0]["points"]]
    assert points == ["建成公共法律服务室10个，服务站1个；", "法律援助2次。"]


def test_an_unknown_name_is_answered_with_the_nearest(report: Report) -> None:
    """A misspelt indicator stops with the valid name that was meant."""
    with pytest.raises(NotebookError, match=r"您是否指“mediation\.settled”"):
        report.write("化解{mediation.setled}")
    with pytest.raises(NotebookError, match="您是否指“change”"):
        report.write("化解{mediation.settled:chang}")
    with pytest.raises(NotebookError, match="可以按：month"):
        report.chart("training.group_study", by="type")


@pytest.mark.parametrize(
    ("clause", "printed"),
    [
        ("{publicity.booklets}", "2500余本。"),
        ("{publicity.booklets:number}", "2500余。"),
        ("{mediation.settled:change}", "比上年增加19件，增长10.4%。"),
        ("{mediation.success_rate:change}", "比上年提高2.1个百分点。"),
        ("{mediation.settled:last}", "183件。"),
        ("{leadership.interference}", "无一起。"),
        ("{town}{last_year}年、{year}年和{next_year}年", "双龙镇2022年、2023年和2024年。"),
    ],
)
def test_forms_of_a_figure(report: Report, shown: list[Json], clause: str, printed: str) -> None:
    """A name may ask for the number alone, last year's value or the change in words."""
    report.write(clause)
    assert text(shown[0]) == printed


def test_own_text_marks_typed_counts_and_prints_figures(report: Report, shown: list[Json]) -> None:
    """The town's paragraph keeps its words, its typed count is 自填, its {name} is a figure."""
    report.own_text("概况")
    assert text(shown[0]) == "建成1个展馆，化解202件。"
    assert [run["text"] for run in shown[0]["runs"] if run.get("typed")] == ["1个"]
    assert shown[0]["origin"] == "文字材料.md"


def test_own_text_that_is_missing_is_pending(report: Report, shown: list[Json]) -> None:
    """A section that the town did not write is listed with the heading to add."""
    report.own_text("存在的不足")
    assert "存在的不足" in shown[0]["pending"][0]["title"]


def test_unused_own_text_is_told(report: Report, shown: list[Json]) -> None:
    """A heading of 文字材料.md that no cell asks for shows among the review items."""
    report.review()
    assert any("概况" in item["where"] for item in shown[0]["items"])


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("完成3场宣讲，覆盖1200余人", ["3场", "1200余人"]),
        ("2023年5月6日、“4·15”、6.26、12348热线、《2024年计划》、〔2021〕33号", []),
        ("“1+5+N”模式，2021—2025年规划，第3条", []),
        ("覆盖率达98.5%", ["98.5%"]),
    ],
)
def test_typed_counts_are_told_from_names_with_digits(words: str, typed: list[str]) -> None:
    """Years, topic days, hotlines and document numbers are no counts."""
    assert typed_numbers(words) == typed


def test_cards_show_value_and_change(report: Report, shown: list[Json]) -> None:
    """A card has the figure, its unit apart, last year's figure and the change against it."""
    report.cards("mediation.settled", "mediation.success_rate")
    first, second = shown[0]["cards"]
    assert (first["text"], first["unit"]) == ("202", "件")
    assert first["last"] == "上年183件"
    assert first["change"].startswith("比上年增加19件")
    assert (second["text"], second["unit"]) == ("100%", "")


def test_a_zero_is_a_card_only_where_it_has_words(figures: Figures, shown: list[Json]) -> None:
    """无一起 is worth a card; 0次 of a kind of study that the town does not hold is none."""
    zero = {name: replace(figures.totals[name], value=Decimal(0)) for name in figures.totals}
    Report(replace(figures, totals=zero), "review", {}).cards(
        "training.group_study", "leadership.interference"
    )
    assert [card["indicator"] for card in shown[0]["cards"]] == ["leadership.interference"]


def test_a_chart_has_alt_text_and_a_table_that_adds_up(
    report: Report, shown: list[Json], figures: Figures
) -> None:
    """The table beside a chart holds every month of the year and adds up to the total."""
    report.chart("mediation.settled", by="month")
    block = shown[0]
    rows = block["table"]["rows"]
    assert [row[0]["text"] for row in rows] == [f"{m}月" for m in range(1, 13)] + ["合计"]
    assert (
        sum(int(row[1]["value"]) for row in rows[:-1]) == figures.totals["mediation.settled"].value
    )
    assert "合计202件" in block["alt"]
    assert [trace["name"] for trace in block["figure"]["data"]] == ["2022年", "2023年"]
    assert "template" not in block["figure"]["layout"]


def test_every_block_brings_the_provenance_of_its_figures(
    report: Report, shown: list[Json]
) -> None:
    """A rate brings its entry and those of both halves; parts add up to the value."""
    report.write("成功率{mediation.success_rate}")
    entries = shown[0]["figures"]
    assert list(entries) == ["mediation.success_rate", "mediation.settled", "mediation.concluded"]
    settled = entries["mediation.settled"]
    assert sum(int(part["value"]) for part in settled["parts"]) == 202
    assert settled["parts_sum"].endswith("＝202")
    assert "“调解结果”为“调解成功”" in settled["rule"]
    assert entries["mediation.success_rate"]["halves"]["denominator"]["text"] == "202件"


def test_no_last_year_is_said(figures: Figures, shown: list[Json]) -> None:
    """Without last year's ledgers a table says 无上年数据 and no change is invented."""
    first_year = replace(figures, last={}, last_slices={})
    report = Report(first_year, "review", {})
    report.table("mediation.settled")
    report.cards("mediation.settled")
    assert [cell["text"] for cell in shown[0]["rows"][0]][2:] == ["无上年数据", "—"]
    assert shown[1]["cards"][0]["change"] is None


def _rate(numerator: int, denominator: int) -> Observation:
    here = Source("", "", "")
    return Observation(
        area="甲镇",
        year=2023,
        indicator="mediation.success_rate",
        cell=(),
        value=Decimal(numerator) / Decimal(denominator) * 100,
        parts=(Part("分子", Decimal(numerator), here), Part("分母", Decimal(denominator), here)),
    )


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_nothing_below_a_hundred_prints_as_a_hundred(one: int, other: int) -> None:
    """A rate prints 100% exactly when numerator and denominator are the same."""
    numerator, denominator = sorted((one, other))
    text_ = wording.printed(INDICATORS["mediation.success_rate"], _rate(numerator, denominator))
    assert (text_ == "100%") == (numerator == denominator)


@given(st.integers(0, 10**6))
def test_rounding_is_display_only(value: int) -> None:
    """余 is printed below the exact count, within one step of it, and only when it is not exact."""
    observation = replace(_rate(1, 1), indicator="publicity.booklets", value=Decimal(value))
    printed = wording.printed(INDICATORS["publicity.booklets"], observation)
    number = int(printed.removesuffix("本").removesuffix("余"))
    assert value - 100 < number <= value
    assert ("余" in printed) == (number < value)


def test_every_formula_has_words(figures: Figures) -> None:
    """The rule of every formula is one sentence generated from its declaration."""
    for indicator in INDICATORS.values():
        for index in range(len(indicator.formulas)):
            words = wording.rule(indicator, index, 2023, figures.town.cutoff)
            assert words.endswith("。")
            assert "None" not in words


def test_own_text_is_read_in_utf8_and_gbk(tmp_path: Path) -> None:
    """Notepad's encodings give the same paragraphs; headings are found whatever their spacing."""
    words = "# 总体 情况\r\n\r\n第一段\r\n接着写。\r\n\r\n第二段。\r\n# 空的一节\r\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        (tmp_path / "文字材料.md").write_bytes(words.encode(encoding))
        own, findings = read_own_text(tmp_path)
        assert not findings
        assert own.sections == {"总体 情况": ("第一段接着写。", "第二段。"), "空的一节": ()}
        assert find(own.sections, "总体情况") == "总体 情况"


def test_the_public_edition_names_no_file(sample: Workspace) -> None:
    """Formula and halves stay; files, sheets, cells and the reconciled return do not."""
    town = load(sample, SAMPLE, 2023)
    for public, named in ((True, False), (False, True)):
        figures = Figures.of(town, None, public=public)
        entries = str([figures.entry(name) for name in figures.totals])
        assert (".xlsx" in entries) is named
        assert (".csv" in entries) is named
        assert "《人民调解登记台账》" in entries
