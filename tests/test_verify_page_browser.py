"""The page of a verified report in a real Chromium, opened from the disk as a clerk opens it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import verified_report as made
from test_page import AXE, BROWSERS, FLAGS, Seen
from test_verify_page import long_report

from analysis.verify.model import Verified
from analysis.verify.outputs.page import verify_page
from analysis.verify.outputs.table import Line, table_page

sync_api = pytest.importorskip("playwright.sync_api", reason="needs `uv sync --group browser`")

pytestmark = pytest.mark.browser

CONTRADICTION = "a.figure[data-verdict=contradiction]"
HEADING = ".panel h2"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start the Chromium of the machine."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine: the page was not looked at")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the sample's page once."""
    return write(made.verified(), tmp_path_factory.mktemp("verify"))


def write(verified: Verified, folder: Path) -> str:
    """Write a page and return its file:// address."""
    file = folder / "verify.html"
    file.write_text(verify_page(verified, made.indicators()), encoding="utf-8")
    return file.as_uri()


def open_page(browser: Any, address: str, **context: Any) -> tuple[Any, Seen]:
    """Open a page, wide unless told otherwise, and watch it."""
    page = browser.new_context(**{"viewport": DESK, **context}).new_page()
    seen = Seen()
    seen.watch(page)
    page.goto(address)
    return page, seen


def focused(page: Any) -> str:
    """Return what the element with the focus says."""
    return str(page.evaluate("document.activeElement.textContent"))


def test_a_click_tells_all_about_a_figure(browser: Any, address: str) -> None:
    """The panel holds what the row holds and the indicator's definition; nothing else is fetched."""
    page, seen = open_page(browser, address)
    page.locator(CONTRADICTION).click()
    panel = page.locator(".panel")
    for words in (
        "第4号　100%", "有矛盾", "算不出100%", "件和件次是两个口径", "98.5%", "mediation.success_rate",
        "成功率＝调解成功件数÷调解办结件数",
    ):  # fmt: skip
        sync_api.expect(panel).to_contain_text(words)
    page.locator("a.figure", has_text="202件次").click()
    for words in ("人民调解登记台账.xlsx › 2023年", "一季度", "H4:H38", "下半年"):
        sync_api.expect(panel).to_contain_text(words)
    page.locator("a.figure", has_text="48场次").click()
    sync_api.expect(panel).to_contain_text("口径：普法活动、法治讲座")
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith("file:")] == []
    assert len(seen.requests) == 1


def test_two_figures_of_one_place_are_both_told(browser: Any, address: str) -> None:
    """均达100%: the panel shows the one below the other."""
    page, _ = open_page(browser, address)
    page.locator("a.figure[data-n='13、14']").click()
    assert page.locator(HEADING).all_inner_texts() == ["第13号　100%", "第14号　100%"]


def test_the_keyboard_leads_through_the_problems(browser: Any, address: str) -> None:
    """Enter opens; j and k go from one problem or remark to the next; Escape returns the focus."""
    page, _ = open_page(browser, address)
    page.locator(CONTRADICTION).focus()
    page.keyboard.press("Enter")
    assert focused(page) == "第4号　100%"
    seen = []
    for _ in range(3):
        page.keyboard.press("j")
        seen.append(focused(page))
    assert seen == ["提醒2", "第6号　31件", "第8号　XX件"]
    page.keyboard.press("k")
    assert focused(page) == "第6号　31件"
    assert page.locator("[aria-current]").inner_text() == "31件"
    assert page.locator(".panel [role=status]").inner_text() == "第4处，共9处"
    page.keyboard.press("Escape")
    assert focused(page) == "31件"
    assert page.locator("[aria-current]").count() == 0
    assert page.locator(HEADING).count() == 0


def test_the_ends_of_the_way_are_told(browser: Any, address: str) -> None:
    """逐处查看 begins at the first problem; before it and behind the last there is nothing more."""
    page, _ = open_page(browser, address)
    page.get_by_role("button", name="逐处查看有问题的").click()
    assert focused(page) == "第3号　200件"
    page.keyboard.press("k")
    assert page.locator(".panel [role=status]").inner_text() == "前面没有了"
    for _ in range(9):
        page.get_by_role("button", name="下一处").click()
    assert page.locator(".panel [role=status]").inner_text() == "后面没有了"
    assert page.locator(HEADING).inner_text() == "提醒3"


def test_letters_do_nothing_where_no_figure_is_looked_at(browser: Any, address: str) -> None:
    """WCAG 2.1.4: single letters work only with the focus on a mark or the panel open."""
    page, _ = open_page(browser, address)
    page.keyboard.press("j")
    assert page.locator(HEADING).count() == 0


def test_a_filter_shows_only_those(browser: Any, address: str) -> None:
    """Pressed, only figures of the verdict stay marked and listed; pressed again, all are back."""
    page, _ = open_page(browser, address)
    rows = page.locator(".figures tbody tr:visible")
    marks = page.locator("a.figure:not(.off)")
    differ = page.locator("[data-show=differ]")
    differ.click()
    assert differ.get_attribute("aria-pressed") == "true"
    assert page.locator("[data-show=all]").get_attribute("aria-pressed") == "false"
    assert rows.locator("th").all_inner_texts() == ["3", "13"]
    assert marks.all_inner_texts() == ["200件", "100%"]
    assert page.locator(".shown").inner_text() == "只列“不符”2处，共18处"
    background = "mark => getComputedStyle(mark).backgroundColor"
    assert page.locator(CONTRADICTION).evaluate(background) == "rgba(0, 0, 0, 0)"
    marks.first.click()
    page.keyboard.press("j")
    assert page.locator(HEADING).first.inner_text() == "第13号　100%"
    differ.click()
    assert rows.count() == 18
    page.locator("[data-show=problem]").click()
    assert rows.locator("th").all_inner_texts() == ["3", "4", "6", "8", "9", "13"]


def test_a_hidden_row_is_shown_when_it_is_asked_for(browser: Any, address: str) -> None:
    """在表中查看 leads to the row although a filter hid it."""
    page, _ = open_page(browser, address)
    page.locator("[data-show=plan]").click()
    page.locator(CONTRADICTION).click()
    page.locator(".panel .more a").click()
    assert page.url.endswith("#r4")
    assert page.locator("#r4").is_visible()


def test_everything_is_readable_without_javascript(browser: Any, address: str) -> None:
    """Text, remarks and rows are there; a figure leads to its row and the row back to the text."""
    page, seen = open_page(browser, address, java_script_enabled=False)
    assert not page.locator("[data-show=differ]").is_enabled()
    page.locator(CONTRADICTION).click()
    assert page.url.endswith("#r4")
    assert page.locator("#r4", has_text="件和件次是两个口径").is_visible()
    page.locator("#r4 th a").click()
    assert page.locator(CONTRADICTION).get_attribute("id") == page.url.split("#")[1]
    page.locator("#r4 .named a").click()
    assert page.locator(".entry:target", has_text="成功率＝调解成功件数").is_visible()
    assert page.locator("#m1", has_text="年份不是报告年度").is_visible()
    assert seen.complaints == []


def test_a_phone_scrolls_in_one_direction(browser: Any, address: str) -> None:
    """At 360 px nothing is wider than the screen; the panel comes from below and hides no mark."""
    page, _ = open_page(browser, address, viewport=PHONE)
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) == 360
    assert not page.locator(".panel").is_visible()
    for mark in (page.locator(CONTRADICTION), page.locator("a.figure", has_text="20名")):
        mark.click()
        panel, box = page.locator(".panel").bounding_box(), mark.bounding_box()
        assert panel["y"] + panel["height"] == pytest.approx(740, abs=1)
        assert 0 <= box["y"] < box["y"] + box["height"] <= panel["y"]
        assert page.evaluate(width) == 360
    right = "all => Math.max(...all.map(e => e.getBoundingClientRect().right))"
    assert page.locator(".figures td, .figures th").evaluate_all(right) <= 360
    page.get_by_role("button", name="关闭").click()
    assert not page.locator(".panel").is_visible()


def test_on_a_wide_screen_the_panel_stays_beside_the_text(browser: Any, address: str) -> None:
    """Text and panel do not lie over each other, and the panel is in sight wherever one reads."""
    page, _ = open_page(browser, address)
    page.locator("a.figure").last.click()
    sheet, panel = page.locator(".sheet").bounding_box(), page.locator(".panel").bounding_box()
    assert sheet["x"] + sheet["width"] <= panel["x"]
    assert 0 <= panel["y"] < 900
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_print_leads_by_numbers(browser: Any, address: str) -> None:
    """On paper: A4, no panel, each figure with its number behind it, the table behind the text."""
    plumber = pytest.importorskip("pdfplumber")
    page, _ = open_page(browser, address)
    page.locator(CONTRADICTION).click()
    with plumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        assert [round(float(size)) for size in (pdf.pages[0].width, pdf.pages[0].height)] == [
            595,
            842,
        ]
        text = "".join("".join(p.extract_text() for p in pdf.pages).split())
    assert "在表中查看" not in text
    assert "全部数字" in text
    assert made.PHONE not in text
    page.emulate_media(media="print")
    assert not page.locator(".panel").is_visible()
    number = "mark => getComputedStyle(mark, '::after').content"
    for n in (1, 4, 18):
        behind = page.locator(f"a.figure[data-n='{n}']").evaluate(number)
        assert behind.strip('"').endswith(f"\u2060{n}")


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize("verified", [made.verified(), made.without_ledgers()])
def test_nothing_bars_a_reader(
    browser: Any, tmp_path: Path, viewport: dict[str, int], verified: Verified
) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, contrast computed: closed, open and filtered."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = open_page(browser, write(verified, tmp_path), viewport=viewport)

    def found() -> list[tuple[str, str]]:
        results = axe.run(page, options=AXE).response
        assert "color-contrast" in {rule["id"] for rule in results["passes"]}
        return [(v["id"], v["nodes"][0]["html"]) for v in results["violations"]]

    assert found() == []
    page.locator(CONTRADICTION).click()
    assert found() == []
    page.locator("[data-show=plan]").click()
    assert found() == []


def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path) -> None:
    """Markup in the text and in what is said is shown, in the panel too, as it was typed."""
    bad = "</script><img src=x onerror=document.title='hacked'>"
    one = made.judged("127件", "differ", bad, doubts=(bad,))
    verified = Verified(document=made.document(), town=bad, judged=(one,))
    page, seen = open_page(browser, write(verified, tmp_path))
    page.locator("a.figure").click()
    sync_api.expect(page.locator(".panel")).to_contain_text(bad)
    assert page.title().endswith("数字核对")
    assert page.locator("img").count() == 0
    assert seen.complaints == []


def test_a_long_report_stays_usable(browser: Any, tmp_path: Path) -> None:
    """With 3,000 figures a click and a step, and a filter, are answered while one looks."""
    page, _ = open_page(browser, write(long_report(3000), tmp_path))
    spent = """selector => { const begun = performance.now();
        document.querySelector(selector).click(); document.body.offsetHeight;
        return performance.now() - begun; }"""
    assert page.evaluate(spent, "a.figure") < 1000
    assert page.evaluate(spent, "[data-show=problem]") < 3000
    assert page.evaluate(spent, ".begin") < 1000


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_table_of_many_reports_bars_nobody(
    browser: Any, tmp_path: Path, viewport: dict[str, int]
) -> None:
    """The page that lists reports passes axe-core, scrolls in its own box, escapes file names."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    bad = "<img src=x onerror=document.title='hacked'>.docx"
    lines = [
        Line.of(made.verified(), "双龙镇", "001.html"),
        Line(bad, error="文件内容已损坏，无法完整读取。"),
    ]
    file = tmp_path / "verify.html"
    file.write_text(table_page(lines), encoding="utf-8")
    page, _ = open_page(browser, file.as_uri(), viewport=viewport)
    violations = axe.run(page, options=AXE).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert page.locator("tbody th").all_inner_texts() == [made.verified().document.name, bad]
    assert "hacked" not in page.title()
