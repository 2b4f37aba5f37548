"""The review of a county's towns and its own report: real ledgers of ten small towns."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from small_county import TOWNS, write_county, write_town, write_year

from analysis.blocks import REQUIRED
from analysis.cells import Source
from analysis.cli.counties import county_views
from analysis.county.model import CountyYear
from analysis.county.pooled import pooled_total, pooled_town
from analysis.county.read import read_year
from analysis.errors import ConfigurationError, NotebookError, UsageError
from analysis.indicators import INDICATORS
from analysis.indicators.model import Observation, Part
from analysis.render.page.spark import sparkline
from analysis.render.page.towns import TownPages
from analysis.report import blocks, provenance
from analysis.report.county.opening import county_figures, scope_of
from analysis.report.county.review import Review
from analysis.report.report import Report
from analysis.report.sentences import Clause, join
from analysis.workspace import Workspace

Json = dict[str, Any]
ODD = {
    "丙镇": {"cases": 150, "failed": 60},
    "丁镇": {"cases": 120, "failed": 0},
    "癸镇": {"events": 60},
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a county of ten towns in 2022 and 2023: 乙镇 refused, 戊镇 absent, three of them odd."""
    root = tmp_path_factory.mktemp("county")
    write_county(root)
    write_year(root, 2022)
    for n, town in enumerate(TOWNS):
        if town != "戊镇":
            write_town(root, 2023, town, **{"cases": 33 + n, **ODD.get(town, {})})
    bad = root / "data/raw/2023/乙镇/人民调解登记簿.csv"
    bad.write_text(bad.read_text("utf-8").replace("2023-03-05", "三月某日"), encoding="utf-8")
    plan = "指标,类型,数值,出处\n普法活动,计划,9,年度计划\n"
    (root / "data/raw/2023/己镇/对照数据.csv").write_text(plan, encoding="utf-8")
    return Workspace(root)


@pytest.fixture(scope="module")
def years(workspace: Workspace) -> list[CountyYear]:
    """Return both years."""
    return [read_year(workspace, year) for year in (2022, 2023)]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Collect what is displayed; every block is one that the page knows, with nothing missing."""
    found: list[Json] = []

    def display(block: blocks.Block) -> None:
        assert set(REQUIRED[block.content["block"]]) <= set(block.content)
        found.append(block.content)

    monkeypatch.setattr(blocks, "display", display)
    return found


@pytest.fixture
def review(workspace: Workspace, years: list[CountyYear]) -> Review:
    """Return the review of 2023."""
    return Review(years, county_figures(workspace, years[-1]))


def rows(block: Json) -> list[list[str]]:
    """Return the texts of a table."""
    return [[cell["text"] for cell in row] for row in block["rows"]]


def test_who_has_not_filed_is_told_first(review: Review, shown: list[Json]) -> None:
    """Every town of the roster has a row with both years; a refused one is visible and not linked."""
    review.filing()
    cards, table = shown
    assert [(c["title"], c["text"]) for c in cards["cards"]] == [
        ("应报送", "10"), ("已报送", "8"), ("台账有错误", "1"), ("未报送", "1"),
    ]  # fmt: skip
    found = {row[0]["text"]: row for row in table["rows"]}
    assert list(found) == list(TOWNS)
    assert [cell["text"] for cell in found["乙镇"][:3]] == ["乙镇", "台账有错误", "已报送"]
    assert "area" not in found["乙镇"][0]
    assert "错误 6 条" in found["乙镇"][-1]["text"]
    assert found["戊镇"][1]["text"] == "未报送"
    assert found["甲镇"][0]["area"] == "甲镇"


def test_figures_stand_side_by_side_and_add_up(review: Review, shown: list[Json]) -> None:
    """The pooled row is the sum of the rows; towns without figures are named, not shown as 0."""
    review.table("mediation.accepted", "publicity.events")
    (table,) = shown
    *towns, total = rows(table)
    assert [row[0] for row in towns] == [t for t in TOWNS if t not in {"乙镇", "戊镇"}]
    for column in (1, 2):
        assert sum(int(row[column]) for row in towns) == int(total[column])
    assert "没有数字的乡镇：乙镇、戊镇" in table["source_line"]
    spark = table["rows"][0][1]["spark"]
    assert spark == [30.0, 33.0]
    refused = next(m for m in review.year.members if m.town.key == "乙镇")
    assert not refused.totals


def test_rates_are_pooled_and_held_against_their_size(review: Review, shown: list[Json]) -> None:
    """The county's rate has both halves and its number of towns; an implausible one is outside."""
    review.rates("mediation.success_rate")
    review.funnel("mediation.success_rate")
    table, chart = shown
    ((title, rate, part, whole, number, outside, low, _, full),) = rows(table)
    assert title == "化解矛盾成功率"
    assert Decimal(rate.rstrip("%")) == round(Decimal(part) * 100 / Decimal(whole), 1)
    assert number == "8"
    assert low == "60%（丙镇）"
    assert full == "1"
    assert "丙镇" in outside
    assert "丙镇（60%）" in chart["headline"]
    verdicts = {row[0]: row[-1] for row in rows(chart["table"])}
    assert re.fullmatch(r"低于99.8%范围的[\d.]+%", verdicts["丙镇"])
    with pytest.raises(NotebookError, match="不是比率"):
        review.rates("mediation.accepted")


def test_who_reports_100_percent_is_told(review: Review, shown: list[Json]) -> None:
    """The towns with rates of 100 %, how many of how many, and which."""
    review.hundreds()
    found = {town: (full, of, names) for town, full, of, names in rows(shown[0])}
    assert found["丁镇"] == ("2", "2", "化解矛盾成功率、调解率")
    assert found["甲镇"][:2] == ("1", "2")
    assert "乙镇" not in found


def test_each_town_is_asked_neutrally(review: Review, shown: list[Json]) -> None:
    """Questions by town: filing, levels, rates, 100 %, plans; nobody is ranked or accused."""
    review.questions("mediation.accepted", "mediation.success_rate", "publicity.events")
    table, asked = shown
    by_town = {one["town"]: " ".join(one["questions"]) for one in asked["towns"]}
    assert "请问何时能改好重报" in by_town["乙镇"]
    assert "还没有收到本年度的台账和报告" in by_town["戊镇"]
    assert "60%（90÷150）" in by_town["丙镇"]
    assert "100%（120÷120）" in by_town["丁镇"]
    assert "计划9场" in by_town["己镇"]
    assert "“普法活动”为60场" in by_town["癸镇"]
    assert "甲镇" not in by_town
    assert {row[0] for row in rows(table)} == {"丙镇", "丁镇", "己镇", "癸镇"}
    assert not re.search(r"虚报|造假|不合格|排名第|倒数", str(shown))


def test_per_head_and_plans(review: Review, shown: list[Json]) -> None:
    """Figures per 1,000 inhabitants come from county.toml; a plan stands beside what was reached."""
    review.per_head("publicity.events")
    review.plans()
    heads, plans = shown
    assert rows(heads)[0][:3] == ["甲镇", "2000", "2"]
    assert [row[:4] for row in rows(plans)] == [["己镇", "普法活动", "9场次", "4场次"]]


def test_figures_that_no_town_has_are_wanted(review: Review, shown: list[Json]) -> None:
    """A name without data is listed as 待补充; a mistyped one is answered with the nearest."""
    review.table("training.sessions", "mediation.accepted")
    assert [gap["title"] for gap in shown[0]["pending"]] == ["学法培训"]
    assert "学法培训" not in str(shown[1]["columns"])
    with pytest.raises(NotebookError, match="您是否指"):
        review.table("mediation.acepted")


def test_the_county_is_written_like_a_town(
    workspace: Workspace, years: list[CountyYear], shown: list[Json]
) -> None:
    """Pooled figures fill sentences, with cells and towns behind them and their coverage."""
    figures = county_figures(workspace, years[-1])
    report = Report(figures, "review", {})
    report.write(
        "全县{towns}乡镇中{usable}可用", "受理{mediation.accepted}，成功率{mediation.success_rate}"
    )
    (block,) = shown
    text = "".join(run["text"] for run in block["runs"])
    total = sum(o.value for _, o in years[-1].having("mediation.accepted"))
    assert text.startswith(f"全县10个乡镇中8个可用，受理{total}件，成功率")
    entry = block["figures"]["mediation.accepted"]
    assert entry["coverage"] == "10个乡镇中8个"
    assert sum(Decimal(part["value"]) for part in entry["parts"]) == total
    first = entry["parts"][0]
    assert first["area"] == "甲镇"
    assert first["source"]["file"] == "甲镇/人民调解登记簿.csv"
    assert first["source"]["cells"]
    assert entry["last_year"]["comparable"] is False
    assert entry["last_year"]["change"].startswith("同样的8个乡镇比上年")


def test_years_are_compared_over_the_same_towns(
    workspace: Workspace, years: list[CountyYear]
) -> None:
    """Two towns fewer are no fall: the change is that of the towns that gave both years."""
    figures = county_figures(workspace, years[-1])
    now, then = figures.alike["publicity.events"]
    assert set(now.areas) == set(then.areas) == {m.town.key for m in years[-1].usable}
    assert now.value - then.value == 56
    assert figures.change("publicity.events") == "同样的8个乡镇比上年增加56场次，增长175%"


def test_words_of_places_are_not_pooled(workspace: Workspace, years: list[CountyYear]) -> None:
    """Types and months add over towns; villages of one name in two towns do not become one."""
    town = pooled_town(workspace, years[-1])
    cut = {o.cell[0][0] for o in town.observations if o.cell}
    assert {"month", "type"} <= cut
    assert "village" not in cut
    kinds = [o for o in town.observations if o.indicator == "mediation.accepted" and o.cell
             and o.cell[0][0] == "type"]  # fmt: skip
    whole = pooled_total(years[-1], "mediation.accepted")
    assert whole is not None
    assert sum(o.value for o in kinds) == whole.value


def test_which_towns_a_name_means(workspace: Workspace, tmp_path: Path) -> None:
    """No name, and the county's own, are all towns; a folder is those in it; others are asked about."""
    assert scope_of(workspace, 2023, "") == scope_of(workspace, 2023, "某示例县") == ()
    write_county(tmp_path)
    for county in ("甲县", "乙县"):
        write_town(tmp_path, 2023, f"{county}/双龙镇")
    (tmp_path / "data/raw/2023/甲县/文字材料.md").write_text("# 总体情况\n\n好。", encoding="utf-8")
    nested = Workspace(tmp_path)
    assert scope_of(nested, 2023, "甲县") == ("甲县",)
    with pytest.raises(UsageError, match="您是否指“甲县”"):
        scope_of(nested, 2023, "甲乡县")
    whole, part = read_year(nested, 2023), read_year(nested, 2023, ("甲县",))
    assert {m.town.key for m in whole.usable} == {"甲县/双龙镇", "乙县/双龙镇"}
    assert [m.town.key for m in part.usable] == ["甲县/双龙镇"]
    assert pooled_town(nested, part).own_text.sections == {"总体情况": ("好。",)}


def test_a_county_named_like_a_town_is_refused(tmp_path: Path) -> None:
    """The county's report would take the place of the town's."""
    write_county(tmp_path)
    write_town(tmp_path, 2023, "某示例县")
    workspace = Workspace(tmp_path)
    with pytest.raises(ConfigurationError, match="同名"):
        pooled_town(workspace, read_year(workspace, 2023))


def test_a_page_holds_only_so_many_towns() -> None:
    """Of many parts the towns are told, of very many towns none: each indicator has a page for these."""
    formula = INDICATORS["mediation.accepted"].formulas[0]

    def parts(towns: int, sheets: int) -> list[Json]:
        names = [f"{n}镇" for n in range(towns)]
        found = tuple(
            Part(name, Decimal(2), Source(f"{name}/台账.xlsx", str(sheet), "A1"))
            for name in names
            for sheet in range(sheets)
        )
        value = sum((part.value for part in found), Decimal(0))
        return provenance.parts(
            formula,
            Observation(area="某县", year=2023, indicator="mediation.accepted", cell=(), value=value,
                        parts=found, areas=tuple(names)),
        )  # fmt: skip

    assert len(parts(30, 2)) == 60
    assert parts(30, 2)[0]["source"]["cells"] == "A1"
    assert [part["value"] for part in parts(30, 12)] == ["24"] * 30
    assert parts(30, 12)[0]["source"] is None
    assert parts(201, 1) == []


def test_a_town_is_found_whatever_its_folder_is_called(tmp_path: Path) -> None:
    """A figure leads to its entry where the report has one, else to the report, else nowhere."""
    reports = tmp_path / "reports"
    page = reports / "2023" / "甲县" / "100%镇#1" / "report.html"
    page.parent.mkdir(parents=True)
    page.write_text('<article class="entry" id="f-a.b">', encoding="utf-8")
    towns = TownPages.around(reports / "2023", reports)
    assert towns.url("甲县/100%镇#1", "a.b") == "甲县/100%25镇%231/report.html#f-a.b"
    assert towns.url("甲县/100%镇#1", "c.d") == "甲县/100%25镇%231/report.html"
    assert towns.url("乙镇", "a.b") == ""
    own = TownPages.around(reports / "2023" / "某县", reports)
    assert own.url("甲县/100%镇#1") == "../甲县/100%25镇%231/report.html"
    assert TownPages.around(None, None).url("甲镇") == ""


def test_sparklines_break_where_there_is_no_value() -> None:
    """A picture for two values or more; a year without one parts the line, and is never 0."""
    assert sparkline([None, 3.0]) == ""
    whole = sparkline([1.0, 2.0, 3.0])
    assert whole.count("<polyline") == 1
    assert 'points="3,15 32,9 61,3"' in whole
    parted = sparkline([1.0, 2.0, None, 3.0, 4.0])
    assert parted.count("<polyline") == 2
    assert sparkline([5.0, 5.0]).count("9") >= 2
    assert 'aria-hidden="true"' in whole


def test_how_many_towns_is_said_once_for_neighbours() -> None:
    """Figures of as many towns in a row: the number stands behind the last of them."""

    def figure(text: str, towns: str) -> Json:
        return {"text": text, "indicator": "a.b", "value": "1"} | (
            {"towns": towns} if towns else {}
        )

    runs = join([
        Clause(runs=[{"text": "受理"}, figure("9件", "（5个乡镇）")]),
        Clause(runs=[{"text": "成功率"}, figure("90%", "（5个乡镇）")]),
        Clause(runs=[{"text": "普法"}, figure("7场", "")]),
        Clause(runs=[{"text": "培训"}, figure("3次", "（4个乡镇）")]),
    ])  # fmt: skip
    text = "".join(run["text"] for run in runs)
    assert text == "受理9件，成功率90%（5个乡镇），普法7场，培训3次（4个乡镇）。"
    assert all("towns" not in run for run in runs)
    assert [run["value"] for run in runs if run.get("indicator")] == ["1"] * 4


def test_the_sample_is_no_town_of_a_real_county(tmp_path: Path) -> None:
    """Invented figures are not added to real ones; where all towns are invented they are the county."""
    for town in ("甲镇", "示例镇"):
        folder = write_town(tmp_path, 2023, town)
        if town == "示例镇":
            (folder / "report.toml").write_text("sample = true", encoding="utf-8")
    county = read_year(Workspace(tmp_path), 2023)
    assert [member.town.key for member in county.members] == ["甲镇"]
    (tmp_path / "data/raw/2023/甲镇/report.toml").write_text("sample = true", encoding="utf-8")
    both = read_year(Workspace(tmp_path), 2023)
    assert [member.sample for member in both.members] == [True, True]


def test_a_folder_named_like_the_county_is_that_county(tmp_path: Path) -> None:
    """One county kept one folder deeper: its own report is that of the folder, made once."""
    write_county(tmp_path)
    write_town(tmp_path, 2023, "某示例县/甲镇")
    workspace = Workspace(tmp_path)
    assert scope_of(workspace, 2023, "某示例县") == ("某示例县",)
    views = [(v.kind, v.area) for v in county_views(workspace, 2023, ("html",))]
    assert views == [("review", ""), ("report", "某示例县"), ("review", "某示例县")]
    assert [v.kind for v in county_views(workspace, 2023, ("html",), "public")] == ["report"]
