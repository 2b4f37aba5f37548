"""The site: what its pages say, that old figures stay out, and what is written, kept, removed, packed."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import executed_report
import pytest
from conftest import SAMPLE, fazhi, parse
from invented_site import (
    EVENTS,
    OTHERS,
    RATE,
    SAYS,
    SETTLED,
    county_of,
    filed,
    invented,
    two_counties,
    write_report,
    years,
)

from analysis.county.read import Reader
from analysis.errors import PrivacyError, UsageError
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation
from analysis.render.page.html import FazhiHTMLExporter
from analysis.render.page.siblings import figure_file
from analysis.site.figures import figure_page
from analysis.site.files import pack, site_files
from analysis.site.front import front_page
from analysis.site.listing import downloads_page, list_page
from analysis.site.places import Folders
from analysis.site.search import search_data
from analysis.site.sight import Sight, gathered, sight_of
from analysis.site.write import write, write_site
from analysis.workspace import Workspace

OTHER_EVENTS = [10 * n + 23 for n in range(1, len(OTHERS) + 1)]
"""What the towns without a story had in 2023."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the invented county's reports lie."""
    return tmp_path_factory.mktemp("site") / "reports"


@pytest.fixture(scope="module")
def sight(reports: Path) -> Sight:
    """Return the invented county; tests leave it as it is."""
    return invented(reports)


def lines(page: str, table: str) -> list[Any]:
    """Return the rows, head aside, of the tables of a class; of all tables without one."""
    wanted = f"[@class='{table}']" if table else ""
    return list(parse(page).xpath(f"//table{wanted}//tr[not(parent::thead)]"))


def words(element: Any) -> str:
    """Return what an element says."""
    return " ".join(element.text_content().split())


def rows(page: str, table: str = "") -> dict[str, list[str]]:
    """Return the texts of a table's rows by their first cell."""
    found = [[words(cell) for cell in row] for row in lines(page, table)]
    return {first: others for first, *others in found}


def links(page: str, row: str, table: str) -> list[str]:
    """Return the addresses in the row that begins with a text."""
    (found,) = [line for line in lines(page, table) if words(line[0]) == row]
    return [link.get("href") for link in found.xpath(".//a")]


# --- the first page


def test_the_first_page_tells_every_towns_state_in_every_year(sight: Sight) -> None:
    """Newest year first; a town that is asked for only now had not filed before."""
    page = front_page(sight)
    states = rows(page, "towns")
    assert len(states) == 12
    assert states["乙镇"][:3] == ["台账有错误 旧报告", "已报送", "已报送"]
    assert states["丙镇"][:3] == ["逾期报送", "已报送", "已报送时名老丙乡"]
    assert states["丁镇"][:3] == ["只报文档", "已报送", "已报送"]
    assert states["癸镇"][:3] == ["未报送", "未列入", "未列入"]
    assert "老丙乡" not in states


def test_the_counts_are_those_of_the_states(sight: Sight) -> None:
    """Of each year as many towns in each state as the table below shows."""
    counts = rows(front_page(sight), "counts")
    assert counts["2023年"][:6] == ["8", "1", "1", "1", "1", "12"]
    assert counts["2021年"][:6] == ["11", "0", "0", "0", "0", "11"]


def test_a_refused_town_is_told_with_the_reason_and_its_report_is_called_old(sight: Sight) -> None:
    """The page says what is wrong; the link to what still lies there does not look like a report."""
    page = front_page(sight)
    assert SAYS in page
    assert "标“自填”，不计入合计" in page
    assert links(page, "乙镇", "towns")[0] == "2023/乙镇/report.html"
    (old,) = parse(page).xpath("//a[@href='2023/乙镇/report.html']")
    assert old.text_content() == "旧报告"


def test_only_what_is_there_is_linked(tmp_path: Path) -> None:
    """The county's pages, its report and trends are linked once they lie there as files."""
    reports = tmp_path / "reports"
    invented(reports)
    assert links(front_page(invented(reports)), "2023年", "counts")[-1] == "downloads/2023.html"
    assert "各乡镇对照" not in front_page(invented(reports))
    for name in ("index.html", "trends.html", "甲镇/trends.html"):
        (reports / "2023" / name).write_text("", encoding="utf-8")
    write_report(reports, "示例县", 2023, {})
    page = front_page(invented(reports))
    assert links(page, "2023年", "counts")[-4:] == [
        "2023/index.html", "2023/示例县/report.html", "2023/trends.html", "downloads/2023.html",
    ]  # fmt: skip
    assert links(page, "甲镇", "towns")[-1] == "2023/甲镇/trends.html"


def test_two_towns_of_one_name_stay_apart(tmp_path: Path) -> None:
    """Each stands under its county, with its own report; all pages name the county, too."""
    sight = invented(tmp_path / "reports", two_counties())
    page = parse(front_page(sight))
    heads = [h.text_content() for h in page.xpath("//h2")]
    assert [h for h in heads if h.endswith("县")] == ["东县", "西县"]
    addresses = page.xpath("//table[@class='towns']//a/@href")
    found = [address for address in addresses if "2023" in address]
    assert found == [
        f"2023/{town}/report.html" for town in ("东县/双龙镇", "东县/河口镇", "西县/双龙镇")
    ]
    values = rows(figure_page(sight, EVENTS), "values")
    assert values["东县 双龙镇"][:2] == ["20场次", "21场次"]
    assert values["西县 双龙镇"][:2] == ["40场次", "41场次"]
    assert values["东县合计"][1] == "51场次2个乡镇中2个"
    assert values["全部合计"][1] == "92场次3个乡镇中3个"


# --- an indicator


def test_values_stand_as_printed_with_the_reason_where_there_is_none(sight: Sight) -> None:
    """A refused town's old figure is nowhere; 自填 is called so; a sum says of how many towns."""
    page = figure_page(sight, EVENTS)
    values = rows(page, "values")
    assert values["甲镇"][:3] == ["3场次", "7场次", "12场次※2"]
    assert values["乙镇"][:3] == ["8场次", "9场次", "台账有错误"]
    assert values["丙镇"][:3] == ["5场次", "5场次", "4场次"]
    assert values["丁镇"][:3] == ["6场次", "6场次", "自填 77场次"]
    assert "999" not in page
    assert "2021年未列入，2022年未列入，2023年未报送1个：癸镇" in words(parse(page))


def test_what_a_written_report_says_is_in_no_sum(sight: Sight) -> None:
    """The sum is that of the towns whose ledgers give it, those of 甲镇 and 丙镇 and all others."""
    expected = 12 + 4 + sum(OTHER_EVENTS)
    assert rows(figure_page(sight, EVENTS), "values")["合计"][2] == f"{expected}场次12个乡镇中9个"


def test_sums_of_other_towns_are_not_joined_by_a_line(sight: Sight, tmp_path: Path) -> None:
    """A line over the years stands beside a sum only where all of them are of the same towns."""
    apart = lines(figure_page(sight, EVENTS), "values")[-1]
    same = {year: county_of(year, [filed("甲镇", year, 3)]) for year in (2022, 2023)}
    page = figure_page(invented(tmp_path / "reports", same), EVENTS)
    drawn = [len(line.xpath(".//svg")) for line in (apart, lines(page, "values")[-1])]
    assert drawn == [0, 1]


def test_a_rate_has_both_halves_and_is_pooled_from_them(sight: Sight) -> None:
    """The county's rate is the sum of the settled over the sum of the concluded, no mean of rates."""
    values = rows(figure_page(sight, RATE), "values")
    assert values["甲镇"][-1] == "102件÷112件"
    events = [12, 4, *OTHER_EVENTS]
    settled, concluded = sum(events) + 90 * len(events), sum(events) + 100 * len(events)
    assert values["合计"][-1] == f"{settled}件÷{concluded}件"
    rate = (Decimal(settled) / concluded * 100).quantize(Decimal("0.1"))
    assert values["合计"][2].startswith(f"{rate}%")


def test_a_value_leads_to_its_entry_where_there_is_one(sight: Sight, reports: Path) -> None:
    """A report whose annex lacks the figure is linked as a page, from the town's name."""
    assert links(figure_page(sight, EVENTS), "甲镇", "values") == [
        f"../{year}/甲镇/report.html#f-{EVENTS}" for year in (2021, 2022, 2023)
    ]
    one = filed("甲镇", 2023, 12)
    (reports.parent / "other").mkdir(exist_ok=True)
    bare = invented(reports.parent / "other" / "reports", {2023: county_of(2023, [one])})
    write_report(reports.parent / "other" / "reports", "甲镇", 2023, {})
    assert links(figure_page(bare, EVENTS), "甲镇", "values") == ["../2023/甲镇/report.html"]


def test_a_change_of_formula_is_marked_and_explained(sight: Sight) -> None:
    """The year whose figure comes from another formula wears ※ and the number of the formula."""
    page = parse(figure_page(sight, EVENTS))
    assert page.xpath("//sup/text()") == ["※2"]
    assert "算法不同" in words(page.xpath("//p[contains(@class, 'legend')]")[0])
    assert "※" not in figure_page(sight, SETTLED)


def test_definition_and_places_are_told(sight: Sight) -> None:
    """The formulas in words; what the newest sum adds up, with the cells."""
    page = figure_page(sight, EVENTS)
    assert "《普法活动台账》" in page
    behind = page[page.index('id="behind"') :]
    shares = rows(behind)
    assert shares["甲镇"] == ["12场次", "甲镇/普法活动台账.xlsx › 2023年 › A3:F9"]
    assert len(shares) == 9


def test_a_definition_of_the_countys_own_is_called_so(tmp_path: Path) -> None:
    """What county.toml defines is said to be the county's, and stands under its own subject."""
    counties = {2023: county_of(2023, [filed("甲镇", 2023, 12)])}
    own = replace(counties[2023].indicators[EVENTS], origin="county.toml")
    one = replace(own, id="own/../x", title="自定指标")
    definitions = Definitions({**counties[2023].indicators, EVENTS: own, one.id: one})
    named = replace(counties[2023].members[0].totals[EVENTS], indicator=one.id)
    first = counties[2023].members[0]
    members = (replace(first, totals={**first.totals, one.id: named}),)
    sight = invented(
        tmp_path / "reports",
        {2023: replace(counties[2023], indicators=definitions, members=members)},
    )
    assert "由 county.toml 规定" in figure_page(sight, EVENTS)
    assert rows(list_page(sight))["自定指标"][0] == "本县自定"
    assert "/" not in figure_file(one.id)


def test_what_does_not_add_over_towns_is_not_added(tmp_path: Path) -> None:
    """The sum's place says so, and so do definitions that differ."""
    counties = {2023: county_of(2023, [filed("甲镇", 2023, 1), filed("乙镇", 2023, 2)])}
    alone = replace(counties[2023].indicators[EVENTS], adds_over=())
    definitions = Definitions({**counties[2023].indicators, EVENTS: alone})
    apart = {2023: replace(counties[2023], indicators=definitions)}
    values = rows(figure_page(invented(tmp_path / "a" / "reports", apart), EVENTS), "values")
    assert values["合计"][0] == "不能相加"

    def redefined(total: Observation) -> Observation:
        return replace(total, definition="another")

    first, second = counties[2023].members
    other = replace(second, totals={n: redefined(t) for n, t in second.totals.items()})
    mixed = {2023: replace(counties[2023], members=(first, other))}
    values = rows(figure_page(invented(tmp_path / "b" / "reports", mixed), EVENTS), "values")
    assert values["合计"][0] == "不能合计"


def test_every_indicator_with_a_value_is_listed(sight: Sight) -> None:
    """By subject, each with its page, how many towns have it and what they come to."""
    page = list_page(sight)
    listed = rows(page)
    assert listed["普法活动"][:2] == ["普法宣传", "9"]
    assert set(parse(page).xpath("//tbody//a/@href")) == {figure_file(name) for name in sight.given}


def test_the_files_of_a_year_are_listed(sight: Sight) -> None:
    """Each report that lies there; one of a refused town is called old."""
    listed = rows(downloads_page(sight, 2023))
    assert listed["甲镇"] == ["已报送", "网页"]
    assert listed["乙镇"] == ["台账有错误，旧报告", "网页"]
    assert "癸镇" not in listed


# --- the search


def data(sight: Sight) -> Any:
    """Return what the search looks through."""
    text = search_data(sight)
    start = "window.fazhiSearchData="
    assert text.startswith(start)
    return json.loads(text[len(start) : -2])


def test_a_heading_of_many_reports_stands_once(sight: Sight) -> None:
    """Each text once, with all pages that have it; of a refused town's old report there is none."""
    found = data(sight)
    texts = [text for text, _ in found["headings"]]
    assert len(texts) == len(set(texts))
    places = dict(found["headings"])["扎实开展普法宣传"]
    assert len(places["s2"]) == 31
    assert "旧标题" not in texts
    assert not [p for p in found["pages"] if p[2] == "2023/乙镇/report.html"]


def test_a_former_name_is_found(sight: Sight) -> None:
    """A town is found by the name that it had."""
    (town,) = [one for one in data(sight)["towns"] if one[0] == "丙镇"]
    assert town == ["丙镇", ["逾期报送", "已报送", "已报送"], "2023/丙镇/report.html", "老丙乡"]


def test_headings_and_entries_are_read_from_a_real_report(tmp_path: Path) -> None:
    """The page as the exporter makes it: headings without their numbers, the annex's entries."""
    page, _ = FazhiHTMLExporter().from_notebook_node(executed_report.report())
    folder = tmp_path / "2023" / "双龙镇"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(page, encoding="utf-8")
    report = Folders(tmp_path).town(SAMPLE, 2023).report
    assert report
    tree = parse(page)
    anchors = [a for a, _ in report.headings]
    assert anchors == [
        i for i in tree.xpath("//main//*[self::h2 or self::h3 or self::h4]/@id") if i[0] == "s"
    ]
    assert dict(report.headings)["s1"] == "2023年度推进法治政府建设的主要举措和成效"
    assert {f"f-{name}" for name in report.entries} == set(tree.xpath("//article/@id"))
    assert SETTLED in report.entries


# --- what is written


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    """The same bytes; not a file is replaced."""
    reports = tmp_path / "reports"
    first = write(reports, invented(reports))
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in reports.rglob("*") if p.is_file()}
    again = write(reports, invented_again(reports))
    after = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in reports.rglob("*") if p.is_file()}
    assert first.written > 8
    assert (again.written, again.removed) == (0, 0)
    assert before == after


def invented_again(reports: Path) -> Sight:
    """Gather the invented county once more without writing its reports."""
    return gathered(years(), Folders(reports))


def test_the_page_of_a_lost_indicator_goes_away(tmp_path: Path) -> None:
    """What only the site writes and no longer writes is removed, with other years' lists."""
    reports = tmp_path / "reports"
    write(reports, invented(reports))
    (reports / "indicators" / "gone.html").write_text("", encoding="utf-8")
    (reports / "downloads" / "1999.html").write_text("", encoding="utf-8")
    assert write(reports, invented_again(reports)).removed == 2
    assert not (reports / "indicators" / "gone.html").exists()
    assert (reports / "2023" / "甲镇" / "report.html").exists()


def test_hashes_are_those_of_all_files_of_the_site(tmp_path: Path) -> None:
    """sha256sum agrees; drafts, hidden and hand-changed files and the public edition are not there."""
    reports = tmp_path / "reports"
    sight = invented(reports)
    for name in ("2023/甲镇/report.draft.html", "2023/甲镇/.report.html.1.tmp", "public/2023/x.html",
                 "2023/甲镇/report.手工改动.html", "2023/甲镇/report.ipynb", "2023/build.json"):  # fmt: skip
        (reports / name).parent.mkdir(parents=True, exist_ok=True)
        (reports / name).write_text("", encoding="utf-8")
    (reports / "2023" / "甲镇" / "report.pdf").write_bytes(b"%PDF")
    site = write(reports, sight)
    listed = [
        line.split("  ", 1)[1]
        for line in (reports / "sha256.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert listed == sorted(listed) == site.names
    assert {"index.html", "search.js", "search-data.js", "2023/甲镇/report.pdf"} <= set(listed)
    odd = ("draft", "tmp", "public/", "手工", "ipynb", "json")
    assert not [name for name in listed if any(part in name for part in odd)]
    checked = subprocess.run(
        ["sha256sum", "-c", "--quiet", "sha256.txt"], cwd=reports, check=False, capture_output=True
    )
    assert checked.returncode == 0, checked.stdout


def test_the_archive_holds_exactly_the_files_of_the_site(tmp_path: Path) -> None:
    """Below one folder, names in UTF-8, and packed again the same bytes."""
    reports = tmp_path / "reports"
    site = write(reports, invented(reports))
    sizes = [pack(reports, site.names, site.top, tmp_path / f"{n}.zip") for n in (1, 2)]
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert sizes == [(tmp_path / "1.zip").stat().st_size] * 2
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        assert sorted(archive.namelist()) == sorted(
            f"示例县/{name}" for name in [*site.names, "sha256.txt"]
        )
        assert (
            archive.read("示例县/2023/甲镇/report.html")
            == (reports / "2023" / "甲镇" / "report.html").read_bytes()
        )
    assert site_files(reports) == site.names


@pytest.mark.parametrize("name", ["reports/a.zip", "a.rar", "nowhere/a.zip"])
def test_an_archive_is_not_put_where_it_must_not(tmp_path: Path, name: str) -> None:
    """Not among the files that it packs, not under another kind's name, not in a folder there is not."""
    reports = tmp_path / "reports"
    reports.mkdir()
    with pytest.raises(UsageError):
        pack(reports, [], "示例县", tmp_path / name)


def test_the_gate_looks_at_every_page(tmp_path: Path) -> None:
    """A heading with a telephone number stops the site; nothing with it is written."""
    reports = tmp_path / "reports"
    sight = invented(reports)
    write_report(reports, "甲镇", 2023, {}, ["联系电话13800138000"])
    with pytest.raises(PrivacyError):
        write(reports, sight)
    assert not (reports / "search-data.js").exists()


def test_names_from_towns_are_escaped(tmp_path: Path) -> None:
    """Markup in a county's or a town's name is shown, not obeyed; an address stays one."""
    bad = "&lt;乙#1镇"
    reports = tmp_path / "reports"
    sight = invented(reports, {2023: county_of(2023, [filed(bad, 2023, 3)], "<i>县")})
    page = front_page(sight)
    assert not parse(page).xpath("//th/b | //h1/i | //title/i")
    assert links(page, bad, "towns")[0] == "2023/&lt;乙%231镇/report.html"


@pytest.mark.slow
def test_the_command_writes_the_site_of_a_root(sample: Workspace, tmp_path: Path) -> None:
    """From the ledgers alone: all years, no report needed; it says what was written and packed."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "raw").symlink_to(sample.root / "data" / "raw")
    run = fazhi("publish", "--root", str(tmp_path), "--zip", str(tmp_path / "站点.zip"))
    assert run.code == 0, run.out
    assert "1 个乡镇，2022—2023年" in run.out
    assert "已打包" in run.out
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert rows(page, "towns")["双龙镇"][:2] == ["已报送", "已报送"]
    assert "示例数据" in page
    assert write_site(Reader(Workspace(tmp_path))).written == 0


def test_a_year_without_towns_is_not_shown(sample: Workspace, tmp_path: Path) -> None:
    """An empty folder of a new year does not make everybody look as if they had not filed."""
    raw = tmp_path / "data" / "raw"
    (raw / "2024").mkdir(parents=True)
    (raw / "2023").symlink_to(sample.root / "data" / "raw" / "2023")
    assert sight_of(Reader(Workspace(tmp_path))).years == (2023,)


def test_a_root_without_ledgers_is_told(tmp_path: Path) -> None:
    """One sentence, and no half of a site."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    run = fazhi("publish", "--root", str(tmp_path))
    assert run.code == 2
    assert "还没有台账" in run.out
    assert not (tmp_path / "reports").exists()
