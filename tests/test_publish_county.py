"""A county published for real: towns, review, trends, site; read from the HTML and in Chromium."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from conftest import Run, fazhi, parse
from small_county import TOWNS, write_county, write_town, write_year
from test_page import AXE, BROWSERS, FLAGS, Seen

FEW = TOWNS[:9]
BROKEN = "乙镇"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish two years of nine towns; then break a ledger of one and publish again."""
    root = tmp_path_factory.mktemp("published")
    write_county(root, '[build]\nformats = ["html", "docx"]\n')
    write_year(root, 2022)
    for n, town in enumerate(FEW):
        write_town(root, 2023, town, cases=40 + n, failed=20 if town == "丙镇" else 1)
    first = publish(root)
    assert first.code == 0, first.out
    bad = root / "data/raw/2023" / BROKEN / "人民调解登记簿.csv"
    bad.write_text(bad.read_text("utf-8").replace("2023-03-05", "三月某日"), encoding="utf-8")
    second = publish(root)
    assert second.code == 0, second.out
    return root


def publish(root: Path, *more: str) -> Run:
    """Run the command."""
    return fazhi("publish", "--root", str(root), *more)


def page(path: Path) -> Any:
    """Return a page as a tree."""
    return parse(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_second_run_makes_nothing(root: Path) -> None:
    """What was published settles in one run: the next writes no file, and packs the same bytes."""
    pages = {p: p.stat().st_mtime_ns for p in (root / "reports").rglob("*.html")}
    one, other = root.parent / "one.zip", root.parent / "other.zip"
    assert publish(root, "--zip", str(one)).code == 0
    again = publish(root, "--zip", str(other))
    assert "更新文件 0 个" in again.out
    assert {p: p.stat().st_mtime_ns for p in (root / "reports").rglob("*.html")} == pages
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere(root: Path) -> None:
    """Every address on every page is a file of the site, and every anchor stands in it."""
    anchors: dict[Path, set[str]] = {}
    trees = {path: page(path) for path in (root / "reports").rglob("*.html")}
    for path, tree in trees.items():
        anchors[path.resolve()] = set(tree.xpath("//@id"))
    assert len(trees) > 40
    for path, tree in trees.items():
        for address in tree.xpath("//@href | //@src"):
            parts = urlsplit(address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            assert target.is_file(), (path, address)
            if parts.fragment and target in anchors:
                assert unquote(parts.fragment) in anchors[target], (path, address)


def value(path: Path, indicator: str) -> Decimal:
    """Return the exact value of a figure as a page holds it."""
    found = page(path).xpath(f"//*[@data-indicator='{indicator}']/@data-value")
    return Decimal(found[0])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mediation.accepted", "publicity.events"])
def test_the_countys_figures_are_the_sums_of_the_towns_pages(root: Path, name: str) -> None:
    """Read from the HTML: county report, review and indicator page say what the towns' pages add up to."""
    reports = root / "reports"
    towns = [town for town in FEW if town != BROKEN]
    total = sum(value(reports / "2023" / town / "report.html", name) for town in towns)
    assert value(reports / "2023/某示例县/report.html", name) == total
    assert value(reports / "2023/index.html", name) == total
    foot = page(reports / f"indicators/{name}.html").xpath("//tfoot//td")
    texts = ["".join(cell.itertext()) for cell in foot]
    assert any(re.match(rf"{total}\D", f"{text} ") for text in texts), texts


@pytest.mark.slow
def test_the_countys_rate_is_that_of_its_halves(root: Path) -> None:
    """The pooled rate divides the sums of the towns' halves; each town is behind them with its cells."""
    report = page(root / "reports/2023/某示例县/report.html")
    entry = report.xpath("//article[@id='f-mediation.success_rate']")[0]
    text = re.sub(r"\s+", "", "".join(entry.itertext()))
    found = re.search(r"成功化解矛盾纠纷(\d+)件÷调解办结(\d+)件＝([\d.]+)%", text)
    assert found is not None, text
    part, whole, rate = map(Decimal, found.groups())
    assert rate == round(part * 100 / whole, 1)
    behind = report.xpath("//article[@id='f-mediation.settled']//table[@class='parts']//tr")
    assert sum(Decimal(row.xpath("string(td[@class='num'])")) for row in behind) == part
    assert "甲镇/人民调解登记簿.csv" in "".join(behind[0].itertext())
    (link,) = behind[0].xpath(".//a/@href")
    assert unquote(link) == "../甲镇/report.html#f-mediation.settled"


@pytest.mark.slow
def test_a_refused_towns_old_figures_are_not_passed_off_as_new(root: Path) -> None:
    """Its page of before stays, is called old on the site, and its figures stand nowhere else."""
    reports = root / "reports"
    assert (reports / "2023" / BROKEN / "report.html").is_file()
    front = html.unescape((reports / "index.html").read_text("utf-8"))
    assert "旧报告" in front
    review = page(reports / "2023/index.html")
    rows = {
        "".join(row.xpath("th//text()")): ["".join(td.itertext()).strip() for td in row.xpath("td")]
        for row in review.xpath("(//table)[1]/tbody/tr")
    }
    assert rows[BROKEN][:2] == ["台账有错误", "已报送"]
    compared = review.xpath("//figure[.//figcaption[contains(., '各乡镇主要指标')]]//tbody/tr/th")
    assert BROKEN not in {"".join(th.itertext()) for th in compared}
    assert any(BROKEN in text for text in review.xpath("//section[@class='asked']//h3//text()"))
    assert "未报送" in rows["癸镇"][0]


@pytest.mark.slow
def test_the_form_and_the_documents_lie_beside(root: Path) -> None:
    """审核意见表 of the county with a row for each town that is asked; the county's report as Word."""
    import docx

    folder = root / "reports/2023"
    assert (folder / "某示例县/report.docx").is_file()
    form = docx.Document(str(folder / "审核意见表.docx"))
    text = "\n".join(c.text for t in form.tables for r in t.rows for c in r.cells)
    assert "丙镇" in text
    assert "请问分子、分母的口径是否核实过" in text
    assert "癸镇" in text


@pytest.mark.slow
def test_build_county_makes_the_countys_pages_of_one_year(tmp_path: Path) -> None:
    """``fazhi build --county``: towns, county report and review; two counties of one root each their own."""
    write_county(tmp_path)
    for county in ("甲县", "乙县"):
        write_town(tmp_path, 2023, f"{county}/双龙镇", cases=30 if county == "甲县" else 50)
    run = fazhi("build", "--county", "--root", str(tmp_path))
    assert run.code == 0, run.out
    reports = tmp_path / "reports/2023"
    values = {c: value(reports / c / "report.html", "mediation.accepted") for c in ("甲县", "乙县")}
    assert values == {"甲县": 30, "乙县": 50}
    assert value(reports / "某示例县/report.html", "mediation.accepted") == 80
    whole = page(reports / "index.html")
    names = ["".join(th.itertext()) for th in whole.xpath("(//table)[1]/tbody/tr/th")]
    assert {"甲县/双龙镇", "乙县/双龙镇"} <= set(names)
    part = page(reports / "甲县/index.html")
    inner = [
        "".join(th.itertext())
        for th in part.xpath("//figure[.//figcaption[contains(., '各乡镇主要指标')]]//tbody/tr/th")
    ]
    assert inner == ["甲县/双龙镇"]


# --- in Chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the Chromium of the machine."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs `uv sync --group browser`")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine: the pages were not looked at")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


KINDS = (
    "index.html", "2023/index.html", "2023/某示例县/report.html", "2023/甲镇/report.html",
    "2023/甲镇/trends.html", "2023/trends.html",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_bars_a_reader(browser: Any, root: Path, name: str, width: int) -> None:
    """No complaint, no foreign request, no sideways scroll; axe-core finds nothing against WCAG 2.2 AA."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    seen = Seen()
    seen.watch(tab)
    tab.goto((root / "reports" / name).as_uri())
    if name != "index.html":
        tab.locator(".plot.drawn").first.wait_for(state="attached")
    assert seen.complaints == []
    assert all(url.startswith("file:") for url in seen.requests)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = axe.run(tab, options=AXE).response
    found = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in results["violations"]]
    assert found == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_reviewer_finds_his_way(browser: Any, root: Path) -> None:
    """First page → the year's review → a town's figure at its entry → back; the year switch."""
    tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    tab.goto((root / "reports/index.html").as_uri())
    tab.get_by_role("link", name="各乡镇对照").first.click()
    assert tab.title() == "某示例县2023年各乡镇法治政府建设情况对照"
    row = (
        tab.locator("figure", has_text="各乡镇主要指标").locator("tbody tr", has_text="甲镇").first
    )
    row.locator("td a").first.click()
    assert unquote(tab.url).endswith("2023/甲镇/report.html#f-mediation.accepted")
    assert tab.locator("[id='f-mediation.accepted']").is_visible()
    tab.get_by_role("link", name="2023年各乡镇").click()
    assert unquote(tab.url).endswith("reports/2023/index.html")
    tab.get_by_role("navigation", name="各年度报告").get_by_role("link", name="2022年").click()
    assert unquote(tab.url).endswith("reports/2022/index.html")
    tab.get_by_role("link", name="首页").click()
    assert unquote(tab.url).endswith("reports/index.html")


@pytest.mark.browser
@pytest.mark.slow
def test_tables_of_the_review_sort_and_filter(browser: Any, root: Path) -> None:
    """By a click the largest figure stands first and the sum stays below; a word narrows the rows."""
    tab = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    tab.goto((root / "reports/2023/index.html").as_uri())
    figure = tab.locator("figure.table", has_text="各乡镇主要指标")
    figure.get_by_role("button", name="受理人民调解案件（件）").click()
    numbers = [
        int(re.sub(r"\D", "", text))
        for text in figure.locator("tbody tr td:nth-of-type(1)").all_inner_texts()
    ]
    assert numbers == sorted(numbers, reverse=True)
    assert "合计" in figure.locator("tfoot").inner_text()
    first = tab.locator("figure.table", has_text="报送情况")
    first.get_by_role("searchbox").fill("有错误")
    assert first.locator("tbody tr:visible th").all_inner_texts() == [BROKEN]
