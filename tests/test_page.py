"""The page in a real Chromium, opened from the disk as the reviewer opens it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname

import executed as make
import pytest
from executed_report import report

from analysis.render.page.html import FazhiHTMLExporter

sync_api = pytest.importorskip("playwright.sync_api", reason="needs `uv sync --group browser`")

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RATE = "main p.narrative a[data-indicator='mediation.success_rate']"


@dataclass
class Seen:
    """What a page did besides being shown: complaints and requests."""

    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Listen to a page: its console (CSP violations are told there), errors, requests."""
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self.complaints.append(request.url))
        page.on("request", lambda request: self.requests.append(request.url))


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


def write(notebook: Any, folder: Path, name: str) -> str:
    """Export a notebook into a folder and return the page's file:// address."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = {"metadata": {"name": name, "path": str(folder)}}
    page, given = FazhiHTMLExporter().from_notebook_node(notebook, resources=resources)
    for file, content in (given.get("outputs") or {}).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return (folder / f"{name}.html").as_uri()


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Publish the report with the shared plotly.js, and with plotly.js in the page."""
    root = tmp_path_factory.mktemp("root")
    (root / "data" / "raw").mkdir(parents=True)
    marked = report(sample=True)
    return {
        "shared": write(marked, root / "reports" / "2023" / "双龙镇", "report"),
        "embedded": write(marked, tmp_path_factory.mktemp("alone"), "report"),
    }


def open_page(browser: Any, address: str, **context: Any) -> tuple[Any, Seen]:
    """Open a page and wait for its charts."""
    page = browser.new_context(**context).new_page()
    seen = Seen()
    seen.watch(page)
    page.goto(address)
    if context.get("java_script_enabled", True):
        sync_api.expect(page.locator(".plot:not(.drawn)")).to_have_count(0)
    return page, seen


@pytest.mark.parametrize("way", ["shared", "embedded"])
def test_the_page_works_from_the_disk(browser: Any, addresses: dict[str, str], way: str) -> None:
    """No console message, no CSP violation, no failed and no foreign request; charts are drawn."""
    page, seen = open_page(browser, addresses[way])
    page.wait_for_timeout(300)
    assert seen.complaints == []
    files = [url for url in seen.requests if not url.startswith(("data:", "blob:"))]
    assert len(files) == {"shared": 2, "embedded": 1}[way]
    assert all(url.startswith("file:") for url in files)
    bars = page.locator(".plot").evaluate_all(
        "all => all.map(p => p.querySelectorAll('.bars path').length)"
    )
    assert bars == [12, 7, 12, 4]
    assert page.locator("details.data[open]").count() == 0


def test_the_page_works_from_an_intranet_server(browser: Any, addresses: dict[str, str]) -> None:
    """Served over HTTP the same page draws its charts: its policy lets the shared script run."""
    page = Path(url2pathname(urlsplit(addresses["shared"]).path))
    root = page.parents[2]  # reports/
    handler = partial(SimpleHTTPRequestHandler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        place = page.relative_to(root).as_posix()
        address = f"http://127.0.0.1:{server.server_address[1]}/{quote(place)}"
        opened, seen = open_page(browser, address)
        complaints = [said for said in seen.complaints if "favicon" not in said]
        assert opened.locator(".plot.drawn").count() == 4
        opened.close()
        server.shutdown()
    assert complaints == []
    assert all(url.startswith("http://127.0.0.1:") for url in seen.requests)


def test_a_figure_opens_its_annex_entry(browser: Any, addresses: dict[str, str]) -> None:
    """A click shows the one annex entry as a dialog; Escape puts it back and returns the focus."""
    page, _ = open_page(browser, addresses["shared"])
    before = page.locator(".annex").inner_html()
    page.locator("p.narrative a[data-indicator='mediation.settled']").first.click()
    dialog = page.locator("dialog[open]")
    assert "结案日期" in dialog.inner_text()
    assert page.locator("#f-mediation\\.settled").count() == 1
    page.keyboard.press("Escape")
    page.locator(".annex #f-mediation\\.settled").wait_for()
    assert page.evaluate("document.activeElement.dataset.indicator") == "mediation.settled"
    assert page.locator(".annex").inner_html() == before


def test_the_dialog_works_by_keyboard_and_leads_on(browser: Any, addresses: dict[str, str]) -> None:
    """Enter opens; a half of the rate opens in its place; 返回 goes back; Escape ends it all."""
    page, _ = open_page(browser, addresses["shared"])
    page.locator(RATE).focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert "÷" in dialog.inner_text()
    dialog.locator("a[href='#f-mediation.settled']").press("Enter")
    assert "17＋15" in dialog.inner_text()
    assert page.locator(".annex #f-mediation\\.success_rate").count() == 1
    dialog.get_by_role("button", name="返回").press("Enter")
    assert "÷" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert page.locator(RATE).evaluate("link => link === document.activeElement")


def test_the_dialog_leads_to_where_the_figure_stands(
    browser: Any,
    addresses: dict[str, str],
) -> None:
    """见于 closes the dialog and goes to the paragraph; 在附录中查看 goes to the entry itself."""
    page, _ = open_page(browser, addresses["shared"])
    page.locator(RATE).click()
    page.locator("dialog[open] .places a", has_text="第1.2.1段").click()
    assert page.url.endswith("#p-1-2-1")
    page.locator(RATE).click()
    page.locator("dialog[open] .there").click()
    assert page.locator("dialog[open]").count() == 0
    assert page.url.endswith("#f-mediation.success_rate")
    assert page.locator(".annex #f-mediation\\.success_rate").count() == 1


def test_a_phone_scrolls_in_one_direction(browser: Any, addresses: dict[str, str]) -> None:
    """At 360 px the page is no wider than the screen; a wide table scrolls by itself."""
    page, _ = open_page(browser, addresses["shared"], viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("#table-1 .scroll").evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.locator(".contents").is_visible()
    assert not page.locator(".contents a").first.is_visible()
    page.locator(".contents summary").click()
    page.locator(".contents a", has_text="附录").click()
    assert page.url.endswith("#annex")
    page.locator(".annex").first.wait_for()


def test_the_contents_follow_the_reader(browser: Any, addresses: dict[str, str]) -> None:
    """On a wide screen the contents stay in sight and mark the current section."""
    page, _ = open_page(browser, addresses["shared"], viewport={"width": 1280, "height": 800})
    page.evaluate("document.getElementById('s2-2').scrollIntoView()")
    current = page.locator(".contents a[aria-current]")
    sync_api.expect(current).to_contain_text("强化责任担当")
    assert current.bounding_box()["y"] < 800


def test_everything_is_readable_without_javascript(
    browser: Any,
    addresses: dict[str, str],
) -> None:
    """Narrative, data tables and annex are there; a figure's link leads to its entry."""
    page, seen = open_page(
        browser,
        addresses["shared"],
        java_script_enabled=False,
        viewport={"width": 1280, "height": 800},
    )
    assert page.locator("#chart-1 td").first.is_visible()
    assert page.locator("#f-mediation\\.settled .sum").is_visible()
    page.locator(RATE).click()
    assert page.url.endswith("#f-mediation.success_rate")
    assert seen.complaints == []


def test_a_missing_bundle_leaves_the_tables(
    browser: Any,
    addresses: dict[str, str],
    tmp_path: Path,
) -> None:
    """A report that was mailed without the assets folder shows its numbers all the same."""
    shutil.copy(url2pathname(urlsplit(addresses["shared"]).path), tmp_path / "report.html")
    page = browser.new_page()
    page.goto((tmp_path / "report.html").as_uri())
    assert page.locator("details.data[open]").count() == 4
    assert not page.locator(".plot").first.is_visible()


def test_print_is_a_document(browser: Any, addresses: dict[str, str], tmp_path: Path) -> None:
    """On paper: A4, tables open, charts not wider than the text, no dialog, no navigation."""
    page, _ = open_page(browser, addresses["shared"])
    page.locator(RATE).click()
    pdf = page.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 594.95996 841.91998]" in pdf or b"/MediaBox [0 0 595" in pdf
    assert page.locator("dialog[open]").count() == 0
    assert page.locator("details.data[open]").count() == 0
    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()
    decoration = "link => getComputedStyle(link).textDecorationLine"
    assert page.locator(RATE).evaluate(decoration) == "none"
    width = "el => el.getBoundingClientRect().width"
    assert page.locator("#chart-1 .main-svg").first.evaluate(width) <= page.locator(
        "#chart-1",
    ).evaluate(width)
    (tmp_path / "report.pdf").write_bytes(pdf)


def test_hostile_text_runs_nothing(browser: Any, tmp_path: Path) -> None:
    """Markup in a figure, a chart label and a heading is shown as it was typed."""
    bad = "</script><img src=x onerror=document.title='hacked'>"
    entry = make.figure("x", bad, "1", "件", rule=bad)
    cells = make.notebook(
        make.title(title=bad),
        make.markdown("## 节"),
        make.paragraph(make.run(bad, "x", "1"), figures=entry),
        make.chart(bad, [bad], [1], "x"),
    )
    page, seen = open_page(browser, write(cells, tmp_path, "hostile"))
    page.locator("p a.figure").click()
    page.wait_for_timeout(200)
    assert page.title() == bad
    assert seen.complaints == []
    assert page.locator("main img").count() == 0


def first_column(page: Any, table: str) -> list[str]:
    """Return the first cells of a table's rows that are shown, 合计 aside."""
    cells = page.locator(f"{table} tbody tr:not([hidden]) > :first-child")
    return [str(text) for text in cells.all_inner_texts()]


def test_tables_sort_by_a_column_and_come_back(browser: Any, addresses: dict[str, str]) -> None:
    """A heading sorts numbers from the largest, then from the smallest, then as they stood."""
    page, _ = open_page(browser, addresses["shared"])
    table = "#chart-2"
    page.locator(f"{table} summary").click()
    before = first_column(page, table)
    heading = page.locator(f"{table} thead th").nth(1)
    values = f"{table} tbody tr > :nth-child(2)"

    def numbers() -> list[float]:
        return [float(text) for text in page.locator(values).all_inner_texts()]

    heading.get_by_role("button").press("Enter")
    assert heading.get_attribute("aria-sort") == "descending"
    assert numbers() == sorted(numbers(), reverse=True)
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert numbers() == sorted(numbers())
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") is None
    assert first_column(page, table) == before


def test_a_long_table_is_filtered_by_a_word(browser: Any, tmp_path: Path) -> None:
    """Only rows with the word stay; the sum is hidden, for it is of all; an empty word shows all."""
    rows = [[{"text": f"{n}号村"}, {"text": str(n)}] for n in range(1, 13)]
    rows.append([{"text": "合计"}, {"text": "78"}])
    notebook = make.notebook(make.title(), make.block("table", columns=["村", "件"], rows=rows))
    page, _ = open_page(browser, write(notebook, tmp_path, "report"))
    box = page.get_by_role("searchbox")
    box.fill("1号")
    assert first_column(page, ".table") == ["1号村", "11号村"]
    assert page.get_by_role("status").inner_text() == "共12行，显示2行"
    assert not page.locator(".table tfoot").is_visible()
    box.fill("")
    assert len(first_column(page, ".table")) == 12
    assert page.locator(".table tfoot").inner_text().split() == ["合计", "78"]


AXE = {"runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]}}  # fmt: skip


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_bars_a_reader(browser: Any, addresses: dict[str, str], width: int) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, contrast computed; the open dialog included."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page, _ = open_page(browser, addresses["shared"], viewport={"width": width, "height": 900})

    def found() -> list[tuple[str, str]]:
        results = axe.run(page, options=AXE).response
        assert "color-contrast" in {rule["id"] for rule in results["passes"]}
        return [(v["id"], v["nodes"][0]["html"]) for v in results["violations"]]

    assert found() == []
    page.locator("p.narrative a.figure").first.click()
    assert found() == []


@pytest.mark.parametrize("edition", ["review", "public"])
def test_ids_are_unique_and_every_link_leads_somewhere(
    browser: Any, tmp_path: Path, edition: str
) -> None:
    """As the browser sees the page, scripts run: no id twice, no anchor without its target."""
    page, _ = open_page(browser, write(report(edition=edition), tmp_path, "report"))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    links = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
    )
    assert len(ids) == len(set(ids))
    assert {unquote(link) for link in links if link} <= set(ids)


def test_twice_as_large_letters_fit(browser: Any, addresses: dict[str, str]) -> None:
    """At 200 % zoom of a 1280 px screen nothing scrolls sideways and nothing is cut off."""
    page, _ = open_page(browser, addresses["shared"], viewport={"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") == 640
    page.locator("p.narrative a.figure").first.click()
    box = page.locator("dialog[open]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 640


def test_every_kind_of_trace_is_drawn_as_meant(browser: Any, tmp_path: Path) -> None:
    """The bundle is plotly's whole one: a heatmap is no scatter, a box has its whiskers."""
    kinds: dict[str, tuple[dict[str, Any], str]] = {
        "heatmap": ({"z": [[1, 2], [3, 4]]}, ".hm image, .heatmaplayer image"),
        "box": ({"y": [1, 2, 3, 9]}, ".boxlayer path.box"),
        "pie": ({"labels": ["甲", "乙"], "values": [1, 3]}, ".pielayer path.surface"),
        "sankey": (
            {"node": {"label": ["甲", "乙"]}, "link": {"source": [0], "target": [1], "value": [2]}},
            ".sankey path",
        ),
        "treemap": ({"labels": ["甲", "乙"], "parents": ["", "甲"]}, ".treemaplayer path"),
    }
    cells = [
        make.code(make.display({"application/vnd.plotly.v1+json": {
            "data": [{"type": kind, **data}], "layout": {"title": {"text": kind}},
        }}))
        for kind, (data, _) in kinds.items()
    ]  # fmt: skip
    page, seen = open_page(browser, write(make.notebook(make.title(), *cells), tmp_path, "report"))
    assert seen.complaints == []
    for number, (kind, (_, drawn)) in enumerate(kinds.items(), start=1):
        assert page.locator(f"#chart-{number} .plot").locator(drawn).count(), kind
