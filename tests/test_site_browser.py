"""The site in a real Chromium, opened from the disk as a reviewer opens it from a USB stick."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from invented_site import (
    EVENTS,
    RATE,
    county_of,
    filed,
    invented,
    many,
    two_counties,
    write_report,
)
from test_page import AXE, BROWSERS, FLAGS, Seen

from analysis.site.files import pack
from analysis.site.write import write

sync_api = pytest.importorskip("playwright.sync_api", reason="needs `uv sync --group browser`")

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
FIGURE, RATE_PAGE = f"indicators/{EVENTS}.html", f"indicators/{RATE}.html"
KINDS = ("index.html", "indicators/index.html", FIGURE, RATE_PAGE, "downloads/2023.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the Chromium of the machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine: the pages were not looked at")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the invented county's site, pack it, and unpack it in a folder elsewhere."""
    made = tmp_path_factory.mktemp("made")
    site = write(made / "reports", invented(made / "reports"))
    pack(made / "reports", site.names, site.top, made / "site.zip")
    stick = tmp_path_factory.mktemp("U盘 1")
    with zipfile.ZipFile(made / "site.zip") as archive:
        archive.extractall(stick)
    shutil.rmtree(made)
    return stick / site.top


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site of two counties."""
    reports = tmp_path_factory.mktemp("counties") / "reports"
    write(reports, invented(reports, two_counties()))
    return reports


def open_page(browser: Any, address: Path, **context: Any) -> tuple[Any, Seen]:
    """Open a page, wide unless told otherwise, and watch it."""
    page = browser.new_context(**{"viewport": DESK, **context}).new_page()
    seen = Seen()
    seen.watch(page)
    page.goto(address.as_uri())
    return page, seen


def search(page: Any, words: str) -> list[str]:
    """Type into the search and return what is found."""
    page.locator("#search").fill(words)
    sync_api.expect(page.locator(".told")).to_contain_text("找到")
    return [" ".join(text.split()) for text in page.locator(".results li").all_inner_texts()]


def town_rows(page: Any) -> list[str]:
    """Return the towns that the first page shows."""
    return [text.strip() for text in page.locator(".towns tbody tr:visible th").all_inner_texts()]


def first(page: Any, table: str) -> list[str]:
    """Return the first column of a table's body."""
    return [text.strip() for text in page.locator(f"{table} tbody th").all_inner_texts()]


# --- nothing but files


@pytest.mark.parametrize("name", KINDS)
def test_pages_fetch_nothing_but_their_own_files(browser: Any, folder: Path, name: str) -> None:
    """By file:// from an unpacked archive: no complaint, no foreign request; style and scripts work."""
    page, seen = open_page(browser, folder / name)
    page.locator("#search").focus()
    search(page, "甲镇")
    assert seen.complaints == []
    assert all(url.startswith("file:") for url in seen.requests)
    assert page.locator(".sheet").evaluate("e => getComputedStyle(e).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_nothing_bars_a_reader(
    browser: Any, folder: Path, name: str, viewport: dict[str, int]
) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, with the search closed and open; no sideways scroll."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = open_page(browser, folder / name, viewport=viewport)

    def found() -> list[tuple[str, str]]:
        results = axe.run(page, options=AXE).response
        assert "color-contrast" in {rule["id"] for rule in results["passes"]}
        return [(v["id"], v["nodes"][0]["html"]) for v in results["violations"]]

    assert found() == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    page.locator("#search").focus()
    search(page, "普法")
    assert found() == []
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_two_counties_bar_nobody(browser: Any, counties: Path) -> None:
    """The first page of several counties passes too, with no id twice."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = open_page(browser, counties / "index.html")
    violations = axe.run(page, options=AXE).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", KINDS)
def test_every_link_leads_somewhere(browser: Any, folder: Path, name: str) -> None:
    """Each address is a file of the archive, and each anchor stands in it."""
    page, _ = open_page(browser, folder / name)
    addresses = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    other = browser.new_page()
    for address in dict.fromkeys(addresses):
        path, _, anchor = address.partition("#")
        if path.endswith(".html") and anchor:
            other.goto(path)
            missing = "id => document.getElementById(id) === null"
            assert not other.evaluate(missing, anchor), address
        assert Path(url2pathname(urlsplit(path).path)).is_file(), address


# --- the first page


def test_a_click_on_a_number_names_the_towns(browser: Any, folder: Path) -> None:
    """未报送 of 2023 leaves the one town; the lists show year and state, and 全部 brings all back."""
    page, _ = open_page(browser, folder / "index.html")
    page.get_by_role("link", name="2023年未报送1个，查看名单").click()
    assert town_rows(page) == ["癸镇"]
    assert page.locator("select[name=state]").input_value() == "未报送"
    assert page.locator(".switch [role=status]").inner_text() == "共12个乡镇，显示1个"
    page.locator("select[name=state]").select_option("")
    assert len(town_rows(page)) == 12


def test_one_year_alone(browser: Any, folder: Path) -> None:
    """The year's list hides the other columns; a state then counts in that year only."""
    page, _ = open_page(browser, folder / "index.html")
    page.locator("select[name=year]").select_option("2022")
    heads = page.locator(".towns thead th:visible").all_inner_texts()
    assert [head.strip() for head in heads] == ["乡镇", "2022年", "历年"]
    page.locator("select[name=state]").select_option("台账有错误")
    assert town_rows(page) == []
    page.locator("select[name=year]").select_option("")
    assert town_rows(page) == ["乙镇"]


def test_what_was_chosen_is_there_when_one_comes_back(browser: Any, folder: Path) -> None:
    """From a report back to the list: it is still the year's late towns."""
    page, _ = open_page(browser, folder / "index.html")
    page.get_by_role("link", name="2023年逾期报送1个，查看名单").click()
    page.locator(".towns tr:visible a", has_text="逾期报送").click()
    assert page.title() == "丙镇2023年报告"
    page.go_back()
    assert town_rows(page) == ["丙镇"]


def test_a_refused_town_is_seen_and_its_report_is_called_old(browser: Any, folder: Path) -> None:
    """Its state is text, not only colour; its link says 旧报告."""
    page, _ = open_page(browser, folder / "index.html")
    cell = page.locator(".towns tr", has_text="乙镇").locator("td").first
    assert " ".join(cell.inner_text().split()) == "台账有错误 旧报告"
    assert page.locator("tr", has_text="乙镇2023年台账有错误（错误 1 条）").is_visible()


def test_two_towns_of_one_name_have_their_own_reports(browser: Any, counties: Path) -> None:
    """Under each county its own 双龙镇; the filter of one list leaves the other alone."""
    page, _ = open_page(browser, counties / "index.html")
    tables = page.locator(".towns")
    for number, county in enumerate(("东县", "西县")):
        link = tables.nth(number).locator("tr", has_text="双龙镇").locator("a").first
        assert link.get_attribute("href") == f"2023/{county}/双龙镇/report.html"
    found = search(page, "西县 双龙 普法活动")
    assert found[0] == "普法活动 西县 双龙镇 指标"
    assert not [text for text in found if "东县" in text]


def test_everything_is_readable_without_javascript(browser: Any, folder: Path) -> None:
    """All towns and years stand there; the lists that would do nothing do not."""
    page, seen = open_page(browser, folder / "index.html", java_script_enabled=False)
    assert len(town_rows(page)) == 12
    assert not page.locator(".switch").is_visible()
    page.get_by_role("link", name="指标").first.click()
    page.get_by_role("link", name="普法活动", exact=True).click()
    assert page.locator(".values tbody tr").count() == 11
    assert seen.complaints == []


# --- the pages of indicators


def test_a_column_is_sorted_and_words_stay_below(browser: Any, folder: Path) -> None:
    """Largest first, then smallest first; what is no figure of the ledgers is last both times."""
    page, _ = open_page(browser, folder / FIGURE)
    head = page.locator(".values thead th", has_text="2023年").get_by_role("button")
    head.click()
    down = first(page, ".values")
    head.press("Enter")
    up = first(page, ".values")
    assert down[:2] == ["丑镇", "子镇"]
    assert up[:2] == ["丙镇", "甲镇"]
    assert set(down[-2:]) == set(up[-2:]) == {"乙镇", "丁镇"}


def test_filters_leave_what_holds_the_word(browser: Any, folder: Path) -> None:
    """The towns whose line holds the word; the sum of all goes meanwhile."""
    page, _ = open_page(browser, folder / FIGURE)
    page.locator(".filter input").fill("台账有错误")
    assert page.locator(".values tbody tr:visible th").all_inner_texts() == ["乙镇"]
    assert page.locator(".filter [role=status]").inner_text() == "共11行，显示1行"
    assert not page.locator(".values tfoot").is_visible()


def test_values_lead_to_the_report_and_back(browser: Any, folder: Path) -> None:
    """首页 › 指标 › the indicator; its value opens the annex entry of that town and year."""
    page, _ = open_page(browser, folder / "index.html")
    page.locator(".overview a", has_text="指标").click()
    page.get_by_role("link", name="普法活动", exact=True).click()
    page.locator(".values tr", has_text="甲镇").get_by_role("link", name="7场次").click()
    assert page.url.endswith(f"/report.html#f-{EVENTS}")
    assert page.title() == "甲镇2022年报告"
    page.go_back()
    crumbs = page.get_by_role("navigation", name="所在位置")
    assert [t.strip() for t in crumbs.inner_text().split("›")] == ["首页", "指标", "普法活动"]
    crumbs.get_by_role("link", name="指标").click()
    page.get_by_role("navigation", name="所在位置").get_by_role("link", name="首页").click()
    assert page.title() == "示例县法治政府建设报告"


def test_the_years_of_the_downloads_are_switched(browser: Any, folder: Path) -> None:
    """Each year's list leads to the others; its files are there."""
    page, _ = open_page(browser, folder / "downloads" / "2023.html")
    page.locator(".overview").get_by_role("link", name="2021年").click()
    assert page.title() == "2021年报告下载"
    assert "乙镇" in first(page, "table")


def test_the_first_column_stays_on_a_phone(browser: Any, folder: Path) -> None:
    """A table scrolled sideways still names its towns."""
    page, _ = open_page(browser, folder / RATE_PAGE, viewport=PHONE)
    page.locator(".scroll").first.evaluate("e => { e.scrollLeft = 200; }")
    box = page.locator(".values tbody th").first.bounding_box()
    assert box["x"] == pytest.approx(page.locator(".scroll").first.bounding_box()["x"], abs=1)


def test_print_leaves_out_what_is_for_the_screen(browser: Any, folder: Path) -> None:
    """On paper all towns stand, without search, lists and buttons."""
    page, _ = open_page(browser, folder / "index.html")
    page.locator("select[name=state]").select_option("未报送")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert len(town_rows(page)) == 12
    assert not page.locator(".search").is_visible()
    assert not page.locator(".switch").is_visible()


def test_a_thousand_towns_stay_usable(browser: Any, tmp_path: Path) -> None:
    """Pages of bounded weight; a key of the search, a sort and a switch are answered while one looks."""
    reports = tmp_path / "reports"
    write(reports, invented(reports, many(1000)))
    weights = {"index.html": 600, RATE_PAGE: 700, FIGURE: 700, "search-data.js": 2000}
    assert {n: k for n, k in weights.items() if (reports / n).stat().st_size > k * 1024} == {}
    spent = """([selector, event]) => { const begun = performance.now();
        const one = document.querySelector(selector);
        if (event) { one.dispatchEvent(new Event(event, { bubbles: true })); } else { one.click(); }
        document.body.offsetHeight; return performance.now() - begun; }"""
    page, _ = open_page(browser, reports / "index.html")
    page.locator("#search").focus()
    assert search(page, "777 普法")[0] == "普法活动 777号镇 指标"
    assert page.evaluate(spent, ["#search", "input"]) < 500
    page.locator("select[name=year]").select_option("2022")
    assert page.evaluate(spent, [".switch", "change"]) < 1000
    page.goto((reports / RATE_PAGE).as_uri())
    assert page.locator(".values tbody tr").count() == 1000
    assert page.evaluate(spent, [".values thead th:nth-child(4) button", ""]) < 3000


# --- the search


def test_words_narrow_one_another(browser: Any, folder: Path) -> None:
    """A town, an indicator, a heading; a town's name beside a word leaves what that town has of it."""
    page, _ = open_page(browser, folder / "index.html")
    assert "丙镇 2023年逾期报送，2022年已报送，2021年已报送" in search(page, "丙镇")
    assert "普法活动 指标" in search(page, "普法")
    narrowed = search(page, "甲 普法")
    assert narrowed[0] == "普法活动 甲镇 指标"
    assert "扎实开展普法宣传 甲镇2023年" in narrowed
    assert not [text for text in narrowed if "丙镇" in text]


def test_writing_and_width_do_not_matter(browser: Any, folder: Path) -> None:
    """Full-width letters and digits, upper case: the id of an indicator and a year are found."""
    page, _ = open_page(browser, folder / "index.html")
    assert "普法活动 指标" in search(page, "ＰＵＢＬＩＣＩＴＹ．Events")
    assert search(page, "老丙乡　２０２１")[0] == "丙镇2021年报告 报告"


def test_a_town_without_a_value_is_not_offered(browser: Any, folder: Path) -> None:
    """癸镇 has nothing, so no indicator of it is found."""
    page, _ = open_page(browser, folder / "index.html")
    page.locator("#search").fill("癸 普法")
    sync_api.expect(page.locator(".told")).to_have_text("没有找到，请换一个词。")
    assert not page.locator(".results").is_visible()


def test_the_keyboard_leads_through_the_search(browser: Any, folder: Path) -> None:
    """Down and up go through the results and back to the box; Escape closes; Enter opens the first."""
    page, _ = open_page(browser, folder / "indicators" / "index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    assert page.url.endswith("#main")
    page.locator("#search").focus()
    search(page, "丁镇")
    focused = "document.activeElement.firstChild && document.activeElement.firstChild.data"
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == "丁镇"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.press("Escape")
    assert not page.locator(".results").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    search(page, "甲 普法活动")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{EVENTS}.html#t*")
    assert page.locator("tr:target th").inner_text().strip() == "甲镇"


def test_a_common_heading_opens_into_its_reports(browser: Any, folder: Path) -> None:
    """Beside others it stands once with how many reports have it; chosen, these are listed."""
    page, _ = open_page(browser, folder / "index.html")
    assert "扎实开展普法宣传 31份报告有此标题" in search(page, "法")
    page.get_by_role("button", name="扎实开展普法宣传").click()
    assert page.locator(".told").inner_text() == "找到31项"
    assert page.locator(".results a:visible").count() == 31
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/report.html#s2")


def test_a_heading_alone_lists_its_reports(browser: Any, folder: Path) -> None:
    """Words that only one heading has: the reports at once, each at that heading."""
    page, _ = open_page(browser, folder / "index.html")
    assert len(search(page, "规范 行政执法")) == 31
    assert page.locator(".results a").first.get_attribute("href").endswith("#s4")


def test_hostile_names_run_nothing(browser: Any, tmp_path: Path) -> None:
    """A heading that is markup is shown as typed, in the results too."""
    bad = "<img src=x onerror=document.title='hacked'>特殊"
    reports = tmp_path / "reports"
    sight = invented(reports, {2023: county_of(2023, [filed("甲镇", 2023, 3)])})
    write_report(reports, "甲镇", 2023, {}, [bad])
    write(reports, sight)
    page, seen = open_page(browser, reports / "index.html")
    page.locator("#search").focus()
    assert search(page, "特殊") == [f"{bad} 甲镇2023年"]
    assert page.locator("img").count() == 0
    assert page.title() == "示例县法治政府建设报告"
    assert seen.complaints == []
