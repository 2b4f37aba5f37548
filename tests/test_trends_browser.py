"""Pages of years in a real Chromium: drawn, marked, reached by keyboard, no accessibility fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_page import AXE, Seen, browser, sync_api
from test_trends import SESSIONS, TOWN, beside, county, freeze, study

from analysis.build.trends import WHOLE, build_trends
from analysis.workspace import Workspace

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build a town's page with a break, a revision and a gap, and its county's."""
    root = tmp_path_factory.mktemp("years")
    for year, sessions in ((2020, 4), (2022, 5), (2023, 7)):
        study(root, year, sessions)
        study(root, year, 6, "乙镇")
    study(root, 2021, 6, "乙镇")
    county(root, "甲镇", "乙镇")
    freeze(root, 2022)
    study(root, 2022, 6)
    beside(root, 2023, "report.toml", "data_cutoff = 2023-10-31\n")
    workspace = Workspace(root)
    areas = {"town": TOWN, "county": WHOLE}
    return {name: build_trends(workspace, area, 2023)[0] for name, area in areas.items()}


def opened(browser: Any, page: Path, width: int = 1280) -> tuple[Any, Seen]:
    """Open a page from the disk and wait for its charts."""
    tab = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    seen = Seen()
    seen.watch(tab)
    tab.goto(page.as_uri())
    sync_api.expect(tab.locator(".plot:not(.drawn)")).to_have_count(0)
    return tab, seen


@pytest.mark.parametrize("name", ["town", "county"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_is_sound(browser: Any, pages: dict[str, Path], name: str, width: int) -> None:
    """No complaint, no foreign request, nothing scrolls sideways, axe-core finds nothing."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab, seen = opened(browser, pages[name], width)
    assert seen.complaints == []
    assert all(url.startswith(("file:", "data:", "blob:")) for url in seen.requests)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for table in tab.locator("details.data > summary").all():
        table.click()
    results = axe.run(tab, options=AXE).response
    assert [(v["id"], v["nodes"][0]["html"]) for v in results["violations"]] == []


def test_gap_break_and_revision_are_seen(browser: Any, pages: dict[str, Path]) -> None:
    """Their words stand in the picture, nothing joins what is apart, the legend tells the marks."""
    tab, _ = opened(browser, pages["town"])
    plot = tab.locator("figure.chart", has_text="学法培训").first.locator(".plot")
    notes = plot.locator(".annotation-text").all_text_contents()
    assert notes == ["未报送", "截止日期不同"]
    lines = plot.locator("path.js-line").evaluate_all("all => all.map(p => p.getAttribute('d'))")
    assert not any("L" in (line or "") for line in lines)
    assert plot.locator(".shapelayer path").count() == 1
    legend = plot.locator(".legendtext").all_text_contents()
    assert legend == ["台账", "修订"]


def test_a_number_leads_to_where_it_is_from(browser: Any, pages: dict[str, Path]) -> None:
    """By keyboard: Enter on the county's newest value opens the towns with their cells."""
    tab, _ = opened(browser, pages["county"])
    link = tab.locator(f"td[data-indicator='{SESSIONS}'] a").first
    link.focus()
    tab.keyboard.press("Enter")
    dialog = tab.locator("dialog[open]")
    text = dialog.inner_text()
    assert "2个乡镇中2个" in text
    assert "甲镇/学法.csv" in text
    tab.keyboard.press("Escape")
    assert tab.locator("dialog[open]").count() == 0
