"""``30_trends``: years of towns and counties as they really lie in folders, in words and blocks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import PROJECT, copy_sample, fazhi, parse
from test_series import town_series

from analysis.blocks import REQUIRED
from analysis.build.trends import WHOLE, build_trends
from analysis.county.series import Break
from analysis.county.years import TownYears, county_years, town_years
from analysis.errors import NotebookError, PrivacyError, UsageError
from analysis.indicators import INDICATORS
from analysis.releases.keep import as_json, releases_folder, write_release
from analysis.releases.model import Content, Release
from analysis.report import blocks
from analysis.report.county.opening import county_figures
from analysis.report.figures import Figures
from analysis.report.trends import tables, words
from analysis.report.trends.opening import open_trends
from analysis.report.trends.trends import Trends
from analysis.report.versions import figures_now
from analysis.settings import COUNTY_FILE
from analysis.town import before, load, read_town
from analysis.workspace import Area, Workspace

Json = dict[str, Any]
TOWN = Area(("甲镇",))
SESSIONS, EVENTS = "training.sessions", "publicity.events"
DAY = date(2024, 2, 3)
STUDY = "日期,类别,主题,应到人数,实到人数\n"
RETURN = "月份,本月受理（件）,本月调解（件次）,本月调解成功（件）\n"
REGISTER = "序号,卷宗编号,受理时间,纠纷类别,调解结果,结案时间\n"
BY_HALVES = """
[indicators."training.sessions"]
formulas = [{ count = "study", when = "held_on", where = [{ column = "category", values = ["干部培训"] }] }]
"""


def study(root: Path, year: int, sessions: int, town: str = "甲镇") -> Path:
    """Write a register of study with so many sessions; return its file."""
    path = root / "data" / "raw" / str(year) / town / "学法.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    kinds = ("干部培训", "专题讲座")
    rows = (f"{year}年3月{n + 1}日,{kinds[n % 2]},民法典,20,{19 - n}\n" for n in range(sessions))
    path.write_text(STUDY + "".join(rows), encoding="utf-8")
    return path


def beside(root: Path, year: int, name: str, text: str, town: str = "甲镇") -> None:
    """Write a file into a town's folder."""
    folder = root / "data" / "raw" / str(year) / town
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def county(root: Path, *towns: str, more: str = "") -> None:
    """Write county.toml."""
    listed = "".join(f'[[county.towns]]\nname = "{name}"\n' for name in towns)
    (root / COUNTY_FILE).write_text(f'[county]\nname = "某县"\n{listed}{more}', encoding="utf-8")


def years(root: Path, year: int = 2023, area: Area = TOWN) -> TownYears:
    """Read a town's years."""
    return town_years(Workspace(root), area, year)


def told(root: Path, name: str = SESSIONS) -> list[str]:
    """Return a town's years of a figure as a table says them."""
    series = years(root).series(name)
    return [words.cell(series.indicator, point) for point in series.points]


def says(root: Path, name: str = SESSIONS) -> str:
    """Return all that is remarked of a town's figure."""
    return "".join(remark.says for remark in words.remarks(years(root).series(name)))


def freeze(root: Path, year: int) -> None:
    """Release a town's figures of a year as they are now."""
    workspace = Workspace(root)
    figures = Figures.of(load(workspace, TOWN, year), before(workspace, TOWN, year))
    content = Content(figures_now(figures, []), {}, None)
    said = as_json(TOWN, year, Release(1, DAY, "", "key", content))
    write_release(releases_folder(workspace, TOWN, year), 1, {}, said)


# --- a town's years ----------------------------------------------------------------------------


def test_a_year_without_figures_says_which_kind_of_nothing(tmp_path: Path) -> None:
    """未报送, 台账有错误, 没有数据 and a value are four things; none of them is 0."""
    for year in (2020, 2023):
        study(tmp_path, year, 2)
    beside(tmp_path, 2021, "学法.csv", f"{STUDY}三月八日左右,干部培训,民法典,20,19\n")
    study(tmp_path, 2022, 3, town="乙镇")
    assert told(tmp_path) == ["2", "台账有错误", "未报送", "2"]
    assert told(tmp_path, EVENTS) == ["没有数据", "台账有错误", "未报送", "没有数据"]
    series = years(tmp_path).series(SESSIONS)
    assert [point.value for point in series.points][1:3] == [None, None]


def test_a_document_tells_what_no_ledger_does(tmp_path: Path) -> None:
    """Last year's figure quoted by the next year stands in its place, marked; nothing is compared."""
    study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    quote = (
        f"指标,类型,数值,出处\n{SESSIONS},上年,5,2021年工作报告\n{EVENTS},上年,9,2021年工作报告\n"
    )
    beside(tmp_path, 2022, "对照数据.csv", quote)
    assert told(tmp_path) == ["5（据文件）", "4", "6"]
    assert told(tmp_path, EVENTS) == ["9（据文件）", "没有数据", "没有数据"]
    series = years(tmp_path).series(SESSIONS)
    assert [point.year for point in series.points] == [2021, 2022, 2023]
    assert Break.DOCUMENT in series.points[1].breaks
    assert "2021年的数出自2021年工作报告，不是由台账计算。" in says(tmp_path)
    assert (
        words.headline(series)
        == "学法培训：2023年6次，比2022年增加2次，增长50%（2022年以前不可比）"
    )


def test_ledgers_come_before_documents(tmp_path: Path) -> None:
    """A year that has ledgers shows what they give, whatever the next year quotes."""
    study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    beside(tmp_path, 2023, "对照数据.csv", f"指标,类型,数值,出处\n{SESSIONS},上年,50,2022年报告\n")
    assert told(tmp_path) == ["4", "6"]


def test_a_renamed_town_is_one_row_of_years(tmp_path: Path) -> None:
    """By its new name or its old one; both names are told, and its figures compared."""
    study(tmp_path, 2022, 4, town="甲乡")
    study(tmp_path, 2023, 6)
    county(tmp_path, "甲镇", more='former_names = ["甲乡"]\n')
    assert told(tmp_path) == ["4", "6"]
    series = years(tmp_path, area=Area(("甲乡",))).series(SESSIONS)
    assert series.points == years(tmp_path).series(SESSIONS).points
    assert series.points[1].breaks == (Break.RENAMED,)
    assert says(tmp_path) == "2022年名为“甲乡”，2023年名为“甲镇”。"
    assert words.change(series) == "+2次（+50%）"


def test_another_ledger_is_another_rule(tmp_path: Path) -> None:
    """Cases from a return in one year, from a register in the next: both rules, no change told."""
    beside(tmp_path, 2022, "月报.csv", RETURN + "1月,4,4,4\n2月,5,5,5\n")
    rows = "".join(f"{n},甲{n},2023年{n}月1日,邻里,调解成功,2023年{n}月3日\n" for n in range(1, 7))
    beside(tmp_path, 2023, "登记.csv", REGISTER + rows)
    series = years(tmp_path).series("mediation.accepted")
    assert told(tmp_path, "mediation.accepted") == ["9", "6"]
    assert series.points[1].breaks == (Break.FORMULA,)
    said = says(tmp_path, "mediation.accepted")
    assert re.search(r"2022年取自《人民调解.*报表》.*；2023年取自《人民调解登记台账》", said)
    assert "两年口径不同" in said
    (row,) = tables.overview([series], years(tmp_path))["rows"]
    assert row[-1]["text"] == "2023年取数的台账与2022年不同，不宜直接比较。"
    assert words.change(series) == "—"
    assert words.headline(series).endswith("：2023年6件（2023年以前不可比）")


def test_a_year_that_ends_early_is_set_apart(tmp_path: Path) -> None:
    """Data up to October are not compared with a whole year; two such years are."""
    for year in (2021, 2022, 2023):
        study(tmp_path, year, year - 2018)
    for year in (2022, 2023):
        beside(tmp_path, year, "report.toml", f"data_cutoff = {year}-10-31\n")
    series = years(tmp_path).series(SESSIONS)
    assert [point.breaks for point in series.points] == [(), (Break.CUTOFF,), ()]
    assert says(tmp_path) == (
        "数据分别截至2021年12月31日和2022年10月31日，两年的时段不同，不宜直接比较。"
    )
    assert (
        words.headline(series)
        == "学法培训：2023年5次，比2022年增加1次，增长25%（2022年以前不可比）"
    )


WHOLE_YEAR = (0, (12, 31), False)


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ((3, 4, 5), "2018至2020年逐年上升，由3件到5件"),
        ((5, 4, 0), "2018至2020年逐年下降，由5件到0件"),
        ((4, 4, 4), "2018至2020年各年均为4件"),
        ((4, 4, None, 4), "2021年4件，与2018年持平"),
        ((3, None, 4, 5), "2021年5件，比2018年增加2件，增长66.7%"),
        ((3, 6, 4), "2020年4件，比2018年增加1件，增长33.3%，2019年最高，为6件"),
        ((3, 1, 4), "2020年4件，比2018年增加1件，增长33.3%，2019年最低，为1件"),
        ((0, 4), "2019年4件，比2018年增加4件"),
        ((None, 4), "2019年4件，没有可比的年度"),
        ((None,), "各年都没有数据"),
    ],
)
def test_a_headline_says_what_the_years_say(values: tuple[int | None, ...], finding: str) -> None:
    """A row without a hole may rise or fall year by year; else the ends are told, and a peak."""
    series = town_series([(value, *WHOLE_YEAR) for value in values])
    assert words.headline(series) == f"受理案件：{finding}"


@pytest.mark.parametrize(
    ("values", "change"),
    [
        ((3, 4), "+1件（+33.3%）"),
        ((4, 4), "0件"),
        ((None, 4, 3), "−1件（−25%），比2019年"),
        ((4,), "—"),
    ],
)
def test_a_change_is_short(values: tuple[int | None, ...], change: str) -> None:
    """Signed, with its share; from when, where the row begins without a value."""
    assert words.change(town_series([(value, *WHOLE_YEAR) for value in values])) == change


# --- what was released -------------------------------------------------------------------------


def test_a_revised_figure_is_shown_as_revised(tmp_path: Path) -> None:
    """Released with 4, the ledger has 5 now: both are told; figures that stayed are not marked."""
    study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    freeze(tmp_path, 2022)
    assert told(tmp_path) == ["4", "6"]
    study(tmp_path, 2022, 5)
    assert told(tmp_path) == ["5（修订）", "6"]
    assert says(tmp_path) == "2022年第1版（2024年2月3日）发布时为4次，现为5次（修订）。"
    assert told(tmp_path, "training.before_meeting") == ["0", "0"]


def test_a_released_figure_that_is_gone_is_told(tmp_path: Path) -> None:
    """The folder of a released year is empty now: no value, and what had been released."""
    path = study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    freeze(tmp_path, 2022)
    path.unlink()
    assert told(tmp_path) == ["未报送（修订）", "6"]
    assert "发布时为4次，现为未报送（修订）" in says(tmp_path)


def test_a_definition_changed_after_a_release_is_a_break(tmp_path: Path) -> None:
    """Redefined in county.toml: the older year is computed anew, said to be, and marked."""
    study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    freeze(tmp_path, 2022)
    county(tmp_path, "甲镇", more=BY_HALVES)
    assert told(tmp_path) == ["2（修订）", "3"]
    series = years(tmp_path).series(SESSIONS)
    assert series.points[1].breaks == (Break.DEFINITION,)
    said = says(tmp_path)
    assert "发布时为4次，现为2次（修订，口径已改）。" in said
    assert "2022年发布时用的是原来的口径，本页各年都按现行口径计算：《学法培训台账》" in said
    assert years(tmp_path).series("training.attended").points[1].breaks == ()


def test_a_definition_that_changes_no_value_is_told(tmp_path: Path) -> None:
    """The value as it was released, by another rule now."""
    study(tmp_path, 2022, 1)
    study(tmp_path, 2023, 1)
    freeze(tmp_path, 2022)
    county(tmp_path, "甲镇", more=BY_HALVES)
    assert told(tmp_path) == ["1", "1"]
    assert "发布后口径已改，数值不变。" in says(tmp_path)


# --- a county's years --------------------------------------------------------------------------


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three towns; one of them has not filed in the first year, one not in the second."""
    for year, towns in ((2022, ("甲镇", "乙镇")), (2023, ("甲镇", "丙镇"))):
        for number, town in enumerate(towns):
            study(tmp_path, year, year - 2019 + number, town)
    county(tmp_path, "甲镇", "乙镇", "丙镇")
    return tmp_path


def test_a_county_is_its_towns(three: Path) -> None:
    """3 + 4 and 4 + 5 sessions; of which towns, and the same over the one that has both years."""
    series = county_years(Workspace(three), 2023).series(SESSIONS)
    assert [point.value for point in series.points] == [7, 9]
    assert series.alike is not None
    assert [point.value for point in series.alike.points] == [3, 4]
    assert [words.coverage(point) for point in series.points] == ["3个乡镇中2个"] * 2
    said = "".join(remark.says for remark in words.remarks(series))
    assert said == "2023年合计的乡镇比2022年减少乙镇，增加丙镇。"
    assert words.headline(series) == "学法培训：可比的1个乡镇2023年4次，比2022年增加1次，增长33.3%"


def test_a_county_tells_how_many_towns_revised(three: Path) -> None:
    """One town's ledger changed after its release: the year is marked, the town is named."""
    freeze(three, 2022)
    study(three, 2022, 8)
    series = county_years(Workspace(three), 2023).series(SESSIONS)
    assert words.cell(series.indicator, series.points[0]) == "12（修订）"
    said = [remark.says for remark in words.remarks(series)]
    assert said[0] == "2022年有1个乡镇的数和发布时不同（修订）：甲镇。"


def test_counties_of_one_root_stay_apart(tmp_path: Path) -> None:
    """Two towns of one name in two counties: each county has its own, each town its own years."""
    for year in (2022, 2023):
        study(tmp_path, year, 3, "东县/甲镇")
        study(tmp_path, year, 5, "西县/甲镇")
    workspace = Workspace(tmp_path)
    for scope, value in (("东县", 3), ("西县", 5)):
        series = county_years(workspace, 2023, (scope,)).series(SESSIONS)
        assert [point.value for point in series.points] == [value] * 2
        one = years(tmp_path, area=Area((scope, "甲镇"))).series(SESSIONS)
        assert [point.value for point in one.points] == [value] * 2
    assert [p.value for p in county_years(workspace, 2023).series(SESSIONS).points] == [8, 8]


# --- what the notebook shows -------------------------------------------------------------------


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Collect what is displayed; every block is one that the page knows, with nothing missing."""
    found: list[Json] = []

    def display(block: blocks.Block) -> None:
        assert set(REQUIRED[block.content["block"]]) <= set(block.content)
        found.append(block.content)

    monkeypatch.setattr(blocks, "display", display)
    return found


def of_town(root: Path) -> Trends:
    """Return the rows of years of the town."""
    workspace = Workspace(root)
    figures = Figures.of(load(workspace, TOWN, 2023), before(workspace, TOWN, 2023))
    return Trends(years(root), figures)


def of_county(root: Path) -> Trends:
    """Return the rows of years of the county."""
    workspace = Workspace(root)
    found = county_years(workspace, 2023)
    return Trends(found, county_figures(workspace, found.counties[-1]))


def test_a_table_shows_years_picture_and_change(tmp_path: Path, shown: list[Json]) -> None:
    """Each year's value; the newest leads to its cells, older ones say which year they are of."""
    for year, sessions in ((2021, 3), (2023, 6)):
        study(tmp_path, year, sessions)
    study(tmp_path, 2022, 1, "乙镇")
    of_town(tmp_path).table(SESSIONS, "training.attendance_rate", EVENTS)
    (block,) = shown
    assert block["columns"] == ["指标", "2021年", "2022年", "2023年", "走势", "比2021年", "说明"]
    sessions, rate = block["rows"]
    assert [cell["text"] for cell in sessions] == [
        "学法培训（次）",
        "3",
        "未报送",
        "6",
        "",
        "+3次（+100%）",
        "—",
    ]
    assert sessions[4]["spark"] == [3, None, 6]
    assert (sessions[1]["cell"], "cell" in sessions[3]) == ("year:2021", False)
    assert "indicator" not in sessions[2]
    assert [cell["text"] for cell in rate][1:4] == ["90%", "未报送", "82.5%"]
    assert rate[-1]["text"] == "分子/分母：54/60、99/120。"
    assert [gap["title"] for gap in block["pending"]] == ["普法活动"]
    assert {SESSIONS, "training.attended", "training.expected"} <= set(block["figures"])
    assert block["figures"][SESSIONS]["value"] == sessions[3]["value"]


def test_a_line_is_open_where_there_is_nothing(tmp_path: Path, shown: list[Json]) -> None:
    """The picture has a hole in a year without a value and says why; its table has all years."""
    for year, sessions in ((2020, 3), (2022, 4), (2023, 6)):
        study(tmp_path, year, sessions)
    study(tmp_path, 2021, 1, "乙镇")
    of_town(tmp_path).line(SESSIONS)
    (block,) = shown
    line = block["figure"]["data"][0]
    assert (line["x"], line["y"]) == ([2020, 2021, 2022, 2023], [3, None, 4, 6])
    assert line["connectgaps"] is False
    assert [a["text"] for a in block["figure"]["layout"]["annotations"]] == ["未报送"]
    assert [row[1]["text"] for row in block["table"]["rows"]] == ["3", "未报送", "4", "6"]
    assert block["headline"] == "学法培训：2023年6次，比2020年增加3次，增长100%"
    assert "2021年未报送" in block["alt"]


def test_breaks_and_revisions_are_drawn(tmp_path: Path, shown: list[Json]) -> None:
    """A break is a dashed line with a word and opens the line; a revised year is hollow."""
    study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    freeze(tmp_path, 2022)
    study(tmp_path, 2022, 5)
    beside(tmp_path, 2023, "report.toml", "data_cutoff = 2023-10-31\n")
    of_town(tmp_path).line(SESSIONS)
    figure = shown[0]["figure"]
    assert figure["data"][0]["y"] == [5, None, 6]
    (shape,) = figure["layout"]["shapes"]
    assert (shape["x0"], shape["x1"], shape["line"]["dash"]) == (2022.5, 2022.5, "dash")
    assert [a["text"] for a in figure["layout"]["annotations"]] == ["截止日期不同"]
    marks = {trace["name"]: (trace["marker"]["symbol"], trace["x"]) for trace in figure["data"][1:]}
    assert marks == {"台账": ("circle", [2023]), "修订": ("circle-open", [2022])}


def test_one_year_is_told_and_not_drawn(tmp_path: Path, shown: list[Json]) -> None:
    """With a single value there is a table with the sentence above it."""
    study(tmp_path, 2023, 6)
    of_town(tmp_path).line(SESSIONS)
    assert (shown[0]["block"], shown[0]["caption"]) == (
        "table",
        "学法培训：2023年6次，没有可比的年度",
    )


def test_what_no_year_has_is_said_once(tmp_path: Path, shown: list[Json]) -> None:
    """In its place and listed as 待补充 with the ledger that would give it."""
    study(tmp_path, 2023, 6)
    trends = of_town(tmp_path)
    trends.table(EVENTS)
    trends.line(EVENTS)
    assert [block["block"] for block in shown] == ["paragraph", "nothing"]
    assert shown[0]["runs"][0]["text"] == "“普法活动”各年都没有可用的数据。"
    assert shown[0]["pending"][0]["wanted"] == "《普法活动台账》"


def test_a_county_shows_of_how_many_towns(three: Path, shown: list[Json]) -> None:
    """Coverage for each year, both lines in the picture, every town in the newest year's origin."""
    trends = of_county(three)
    trends.filing()
    trends.table(SESSIONS, "training.attendance_rate")
    trends.line(SESSIONS)
    filing, table, chart = shown
    assert [row[-1]["text"] for row in filing["rows"]] == ["未报送：丙镇。", "未报送：乙镇。"]
    assert table["rows"][0][-1]["text"] == "2、2个（共3个），可比的1个。"
    assert [cell["text"] for cell in table["rows"][0][1:3]] == ["7", "9"]
    assert [row[2]["text"] for row in chart["table"]["rows"]] == ["3个乡镇中2个"] * 2
    named = [trace["name"] for trace in chart["figure"]["data"] if trace["mode"] == "lines"]
    assert named == ["有数的全部乡镇", "各年都有数的1个乡镇"]
    origin = chart["figures"][SESSIONS]
    assert [(part["label"], part["value"]) for part in origin["parts"]] == [
        ("甲镇", "4"),
        ("丙镇", "5"),
    ]
    assert origin["parts"][1]["source"]["file"] == "丙镇/学法.csv"
    assert origin["coverage"] == "3个乡镇中2个"
    assert origin["rule"].startswith("《学法培训台账》")
    rate = table["figures"]["training.attendance_rate"]
    assert (rate["halves"]["numerator"]["text"], rate["text"]) == ("155人次", "86.1%")


def test_mistakes_are_answered_with_what_is_near(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An indicator, an area and a year that do not exist; nothing is shown."""
    monkeypatch.chdir(three)
    with pytest.raises(NotebookError, match=r"您是否指“training\.sessions”（学法培训）"):
        of_county(three).line("training.sesions")
    with pytest.raises(UsageError, match="没有“甲甲镇”"):
        open_trends("甲甲镇", 2023)
    with pytest.raises(UsageError, match="没有 2019 年"):
        open_trends("甲镇", 2019)


@pytest.mark.parametrize("area", ["某县", "全部乡镇", "甲镇", "乙镇"])
def test_an_area_is_a_county_or_a_town(
    area: str, three: Path, shown: list[Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The county by its name, a town by its folder, one that has not filed this year, too."""
    monkeypatch.chdir(three)
    trends = open_trends(area, 2023)
    assert isinstance(trends.data, TownYears) is (area in {"甲镇", "乙镇"})
    assert shown[0]["title"] == f"{area.replace('全部乡镇', '某县')}2022至2023年历年变化"
    trends.line(SESSIONS)


def test_help_begins_in_chinese() -> None:
    """What ``trends.line?`` shows begins in Chinese and gives an example."""
    methods = [getattr(Trends, name) for name in dir(Trends) if not name.startswith("_")]
    for method in methods:
        assert method.__doc__[0] >= "\u4e00"
        assert "例：trends." in method.__doc__


def test_the_notebook_uses_only_known_names() -> None:
    """Every call of the delivered notebook exists, and every figure in it is declared."""
    cells = nbformat.read(PROJECT / "notebooks" / "30_trends.ipynb", as_version=4).cells
    source = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert all(hasattr(Trends, name) for name in re.findall(r"trends\.(\w+)\(", source))
    assert set(re.findall(r'"(\w+\.\w+)"', source)) <= INDICATORS.keys()


# --- pages -------------------------------------------------------------------------------------


@pytest.mark.slow
def test_pages_of_a_town_and_of_its_county(tmp_path: Path) -> None:
    """Run by a real kernel: the same bytes again, made anew only where something changed."""
    workspace = copy_sample(tmp_path)
    county(tmp_path, "双龙镇", "甲镇")
    for year in (2022, 2023):
        study(tmp_path, year, 3)
        head = tmp_path / f"data/raw/{year}/双龙镇/report.toml"  # a sample counts in no real county
        told = head.read_text("utf-8").replace("sample = true", "sample = false")
        head.write_text(told, encoding="utf-8")
    town, _ = build_trends(workspace, Area(("双龙镇",)), 2023)
    whole, _ = build_trends(workspace, WHOLE, 2023)
    assert town == tmp_path / "reports/2023/双龙镇/trends.html"
    assert whole == tmp_path / "reports/2023/trends.html"
    first = town.read_bytes()
    assert build_trends(workspace, Area(("双龙镇",)), 2023) == (town, False)
    town.write_bytes(b"something else")
    assert build_trends(workspace, Area(("双龙镇",)), 2023) == (town, True)
    assert town.read_bytes() == first
    tree = parse(first.decode())
    assert tree.xpath("//h1")[0].text_content() == "双龙镇2022至2023年历年变化"
    entries = {element.get("id") for element in tree.xpath('//article[@class="entry"]')}
    newest = tree.xpath("//*[@data-indicator and not(@data-cell)]")
    assert len(newest) > 10
    assert {f"f-{one.get('data-indicator')}" for one in newest} <= entries
    study(tmp_path, 2022, 4)
    assert build_trends(workspace, WHOLE, 2023) == (whole, True)
    cell = '//*[@data-indicator="training.sessions"][@data-cell="year:2022"]'
    values = {e.get("data-value") for e in parse(whole.read_text("utf-8")).xpath(cell)}
    own = {e.get("data-value") for e in tree.xpath(cell)}
    assert values == {str(int(own.pop()) + 4)}


@pytest.mark.slow
def test_a_real_release_then_a_changed_ledger(tmp_path: Path) -> None:
    """fazhi build, fazhi release, another row in the ledger: the page says 修订 and both values."""
    study(tmp_path, 2022, 4)
    study(tmp_path, 2023, 6)
    chosen = ("--root", str(tmp_path), "--year", "2022", "--town", "甲镇")
    for command in ("build", "release"):
        run = fazhi(command, *chosen)
        assert run.code == 0, run.out
    study(tmp_path, 2022, 5)
    page, _ = build_trends(Workspace(tmp_path), TOWN, 2023)
    text = parse(page.read_text("utf-8")).xpath("//main")[0].text_content()
    assert "5（修订）" in text
    assert re.search(r"发布时为4次，现为5次（修订）", text)


def person_of(workspace: Workspace) -> str:
    """Return an invented person's name of the sample's mediation register."""
    return max(read_town(workspace, Area(("双龙镇",)), 2023).names, key=lambda n: (len(n), n))


@pytest.mark.slow
def test_a_page_with_a_person_on_it_is_not_written(tmp_path: Path) -> None:
    """A name that stands in a document's title is found by the gate; the old page stays."""
    workspace = copy_sample(tmp_path)
    person = person_of(workspace)
    area = Area(("双龙镇",))
    quote = f"指标,类型,数值,出处\n{EVENTS},上年,9,{person}的报告\n"
    beside(tmp_path, 2022, "对照数据.csv", quote, "双龙镇")
    with pytest.raises(PrivacyError):
        build_trends(workspace, area, 2023)
    assert not (workspace.published(area, 2023) / "trends.html").exists()
