"""The site of a thousand towns over three years, looked at in the Chromium of the machine.

    uv run --group browser python benchmarks/site.py [--towns 1000] [--slow 4] [--json]

Years and reports are invented in memory: what is measured is the site, not the reading of ledgers.
A tenth of the indicators has a value of every town, as the main ledgers give it, the others of one
town in thirty. First paint is the browser's own first-contentful-paint of a page opened from the
disk in a fresh context, the median of some; beside it that of an empty page, for a slow minute of the
machine hits both. A key of the search is an input event until the list stands there, its layout
included. ``--slow``: the browser's processor slowed down so many times, as an office machine is.
Goals: first paint at most 1,000 ms, a key at most 50 ms.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from analysis.cells import Source
from analysis.county.model import CountyYear, Filing, Member
from analysis.indicators import INDICATORS
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation, Part
from analysis.site.places import Folders
from analysis.site.sight import Sight, gathered
from analysis.site.write import write
from analysis.workspace import Area

YEARS = (2021, 2022, 2023)
DEFINITIONS = Definitions.of(INDICATORS)
NAMES = [name for name, one in INDICATORS.items() if not one.terms]
EVERYWHERE = [name for number, name in enumerate(NAMES) if number % 10 == 0]
SELDOM = [name for number, name in enumerate(NAMES) if number % 10]
RATES = [name for name, one in INDICATORS.items() if one.unit == "%" and "%" not in one.title][:30]
KEYS = (
    "双",
    "双龙",
    "双龙镇",
    "普",
    "普法",
    "普法活动",
    "镇 普法",
    "3 调解",
    "镇 2022",
    "法",
    "a",
    "2023",
)
"""What is typed; some of it is in nearly everything."""
_FIRST, _SECOND = "双青素霜翠墨丹白碧紫", "龙鹿鲤鹭雁鹂蝉驹鹤燕"
_NO_SOURCE = Source("", "", "")
_OWN_HEADINGS = 2
_COMMON = (
    "深入学习贯彻习近平法治思想", "提供坚实法治保障，深化基层社会矛盾多元化解",
    "严格执法，提升行政执法执行力", "畅通诉求渠道，依法办理信访和热线", "依法应急，守牢安全底线",
    "扎实开展普法宣传，为法治建设营造良好氛围", "强化责任担当", "存在的不足和原因", "下一步工作打算",
)  # fmt: skip


def town_names(towns: int) -> list[str]:
    """Return so many invented names."""
    pairs = [f"{one}{two}" for one in _FIRST for two in _SECOND]
    return [f"{pairs[n % 100]}{n // 100 or ''}镇" for n in range(towns)]


def observations(town: str, year: int, chance: random.Random) -> Iterator[Observation]:
    """Yield a town's totals: all of the common ones, one in thirty of the others, some rates."""
    for name in (*EVERYWHERE, *chance.sample(SELDOM, len(SELDOM) // 30)):
        value = Decimal(chance.randint(1, 5000))
        part = Part("", value, Source("年度统计台账.xlsx", "全年", "A3:F67,A69:F120"))
        yield Observation(
            area=town, year=year, indicator=name, cell=(), value=value, parts=(part,), definition=name
        )  # fmt: skip
    for name in RATES:
        halves = sorted((chance.randint(1, 500), chance.randint(1, 500)))
        parts = tuple(
            Part(label, Decimal(n), _NO_SOURCE) for label, n in zip("子母", halves, strict=True)
        )
        yield Observation(
            area=town, year=year, indicator=name, cell=(), parts=parts, definition=name,
            value=parts[0].value / parts[1].value * 100,
        )  # fmt: skip


def members(towns: Sequence[str], year: int, chance: random.Random) -> Iterator[Member]:
    """Yield a year's towns; one in fifty is refused, one in fifty has not filed."""
    for town in towns:
        filing = chance.choices((Filing.FILED, Filing.REFUSED, Filing.ABSENT), (48, 1, 1))[0]
        found = observations(town, year, chance) if filing is Filing.FILED else ()
        area = Area((town,))
        yield Member(
            area=area, town=area, year=year, filing=filing,
            totals={one.indicator: one for one in found},
        )  # fmt: skip


def write_reports(reports: Path, county: CountyYear) -> None:
    """Write for each town what the site reads of a report."""
    for member in county.usable:
        own = [f"{member.area.name}的第{n}件特色工作" for n in range(_OWN_HEADINGS)]
        heads = "".join(
            f'<h3 id="s1-{n}">{t}</h3>' for n, t in enumerate((*_COMMON, *own), start=1)
        )
        names = (*EVERYWHERE[:70], *RATES)
        entries = "".join(f'<article class="entry" id="f-{name}"></article>' for name in names)
        folder = reports / str(county.year) / member.area.name
        folder.mkdir(parents=True)
        (folder / "report.html").write_text(
            f"<title>报告</title>{heads}{entries}", encoding="utf-8"
        )


def invented(reports: Path, towns: int) -> Sight:
    """Return the invented county, its reports written."""
    chance, names = random.Random(0), town_names(towns)  # noqa: S311 - the same every time
    counties = {
        year: CountyYear("示例县", (), year, tuple(members(names, year, chance)), DEFINITIONS)
        for year in YEARS
    }
    for county in counties.values():
        write_reports(reports, county)
    return gathered(counties, Folders(reports))


class Looked:
    """A browser that opens pages from the disk."""

    def __init__(self, browser: Any, slow: float) -> None:  # noqa: ANN401 - playwright's
        """``slow``: how many times slower than this machine."""
        self._browser, self._slow = browser, slow

    def opened(self, page: Path) -> Any:  # noqa: ANN401 - playwright's
        """Return the page opened in a context of its own."""
        found = self._browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        client = found.context.new_cdp_session(found)
        client.send("Emulation.setCPUThrottlingRate", {"rate": self._slow})
        found.goto(page.as_uri())
        return found

    def first_paint(self, page: Path, times: int = 5) -> float:
        """Return the median ms until something is painted."""
        return median(self._painted(page) for _ in range(times))

    def _painted(self, page: Path) -> float:
        found = self.opened(page)
        asked = (
            "performance.getEntriesByName('first-contentful-paint').map(e => e.startTime)[0] || 0"
        )
        found.wait_for_function(f"({asked}) > 0")
        milliseconds = float(found.evaluate(asked))
        found.context.close()
        return milliseconds

    def keys(self, page: Path, box: str, words: Sequence[str]) -> dict[str, float]:
        """Return the ms of an input event for each text, layout included; the worst of three."""
        found = self.opened(page)
        found.locator(box).focus()
        found.wait_for_load_state("networkidle")
        typed = """([box, text]) => { const input = document.querySelector(box);
            input.value = text; const begun = performance.now();
            input.dispatchEvent(new Event('input', { bubbles: true })); document.body.offsetHeight;
            return performance.now() - begun; }"""
        spent = {
            text: max(float(found.evaluate(typed, [box, text])) for _ in range(3)) for text in words
        }
        found.context.close()
        return spent


def weights(reports: Path) -> dict[str, float]:
    """Return the KB of the pages that must stay small."""
    pages = {
        "index": [reports / "index.html"],
        "search_data": [reports / "search-data.js"],
        "list": [reports / "indicators" / "index.html"],
        "indicator": list((reports / "indicators").glob("*.html")),
    }
    return {
        f"{n}_kb": round(max(p.stat().st_size for p in found) / 1024, 1)
        for n, found in pages.items()
    }


def heaviest(reports: Path) -> Path:
    """Return the heaviest page of an indicator."""
    return max((reports / "indicators").glob("*.*.html"), key=lambda page: page.stat().st_size)


def look(reports: Path, looked: Looked) -> dict[str, float]:
    """Measure the pages; return what was found in ms."""
    empty = reports / "empty.html"
    empty.write_text("<!DOCTYPE html><title>空</title><p>空", encoding="utf-8")
    pages: Mapping[str, Path] = {
        "empty": empty, "index": reports / "index.html",
        "list": reports / "indicators" / "index.html", "indicator": heaviest(reports),
    }  # fmt: skip
    found = {f"paint_{name}_ms": looked.first_paint(page) for name, page in pages.items()}
    keys = looked.keys(reports / "index.html", "#search", KEYS)
    filtered = looked.keys(reports / "index.html", "[aria-label='筛选：各乡镇各年报告']", KEYS[:3])
    found |= {"key_ms": max(keys.values()), "key_median_ms": median(keys.values())}
    found |= {"filter_ms": max(filtered.values())}
    return {name: round(value, 1) for name, value in found.items()}


def main() -> None:
    """Print what was measured, and last one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--towns", type=int, default=1000)
    parser.add_argument("--slow", type=float, default=1, help="times slower than this machine")
    parser.add_argument("--json", action="store_true", help="the JSON line only")
    told = parser.parse_args()
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    executable = next(filter(None, map(shutil.which, names)), None) or sys.exit("no Chromium")
    with tempfile.TemporaryDirectory(prefix="fazhi-benchmark-") as folder:
        reports = Path(folder) / "reports"
        sight = invented(reports, told.towns)
        begin = time.perf_counter()
        site = write(reports, sight)
        result: dict[str, float] = {
            "towns": told.towns, "years": len(YEARS), "indicators": site.indicators,
            "write_s": round(time.perf_counter() - begin, 1), **weights(reports),
        }  # fmt: skip
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=executable, args=flags)
            result |= look(reports, Looked(browser, told.slow))
            browser.close()
    result["paint_ratio"] = round(
        max(value for name, value in result.items() if name.startswith("paint_"))
        / result["paint_empty_ms"],
        1,
    )
    if not told.json:
        for name, value in result.items():
            print(f"{name:>18} {value:>10}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
