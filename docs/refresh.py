"""Build the sample afresh and take the pictures that the READMEs show: ``uv run python docs/refresh.py``.

Writes ``docs/sample`` (the pages as `fazhi build` makes them, for those who only look) and
``docs/images``. Needs the `browser` group and a Chromium. ``tests/test_outputs.py`` tells when the
sample page is no longer what the program makes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

from analysis.render.pdf import find_browser

DOCS = Path(__file__).resolve().parent
FIGURE = "p.narrative a[data-indicator='mediation.settled']"
YEARS = ("2022", "2023")
KEPT = ("*.html", "*.csv", "*.pdf", "*.docx", "*.xlsx")  # no notebook, no manifest: they are long


def build(root: Path) -> Path:
    """Build both years of the sample in all formats, in a root of its own; return its reports."""
    shutil.copytree(DOCS.parent / "data" / "raw", root / "data" / "raw")
    for year in (*YEARS, YEARS[0]):  # the older year once more: it links the newer one then
        formats = "html" if year == YEARS[0] else "html,pdf,docx,xlsx"
        fazhi("build", "--root", str(root), "--year", year, "--formats", formats)
    fazhi("notebooks", "--root", str(root), "--year", YEARS[1])
    return root / "reports"


def towns(year: Path) -> list[Path]:
    """Return the folders of a year's towns; the run's journal lies beside them."""
    return [folder for folder in year.iterdir() if folder.is_dir()]


def fazhi(*arguments: str) -> None:
    """Run the command as users do."""
    command = "from analysis.cli import main; main()"
    subprocess.run([sys.executable, "-c", command, *arguments], check=True)


def keep(reports: Path) -> None:
    """Replace ``docs/sample``."""
    target = DOCS / "sample"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(reports / "assets", target / "assets")
    for year in YEARS:
        for folder in towns(reports / year):
            (target / year / folder.name).mkdir(parents=True)
            for file in (file for pattern in KEPT for file in folder.glob(pattern)):
                shutil.copy(file, target / year / folder.name)


def shots(folder: Path) -> None:
    """Take the pictures of the page: its head, a figure opened, the review, a phone, an analysis."""
    pictures = DOCS / "images"
    page_address = (folder / "report.html").as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = opened(browser, page_address, 1280, 860)
        page.screenshot(path=pictures / "page.png")
        page.locator(FIGURE).first.click()
        page.screenshot(path=pictures / "provenance.png")
        page.keyboard.press("Escape")
        page.evaluate("document.getElementById('review').scrollIntoView()")
        page.wait_for_timeout(400)  # the contents follow, their colours fade over
        page.screenshot(path=pictures / "review.png")
        opened(browser, page_address, 360, 740).screenshot(path=pictures / "phone.png")
        analysis = opened(browser, (folder / "02_mediation.html").as_uri(), 1280, 860)
        analysis.screenshot(path=pictures / "analysis.png")
        browser.close()


def proof(root: Path) -> None:
    """Take the picture of a report that was written by hand, one of its wrong figures opened."""
    written, out = DOCS / "examples" / "写好的报告.md", root / "proof"
    command = "from analysis.cli import main; main()"
    asked = ("--root", str(root), "--year", YEARS[1], "--town", "双龙镇", "--out", str(out))
    subprocess.run([sys.executable, "-c", command, "verify", str(written), *asked], check=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto((out / "verify.html").as_uri())
        page.locator(".figure[data-verdict='differ']").first.click()
        page.screenshot(path=DOCS / "images" / "verify.png")
        browser.close()


def county(root: Path) -> None:
    """Publish an invented county; take the pictures of its first page and of a rate's funnel."""
    fazhi("sample", str(root), "--towns", "30", "--years", "2021-2023")
    fazhi("publish", "--root", str(root))
    reports, pictures = root / "reports", DOCS / "images"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = opened(browser, (reports / "index.html").as_uri(), 1280, 1000)
        page.screenshot(path=pictures / "site.png")
        page = opened(browser, (reports / "2023" / "index.html").as_uri(), 1280, 760)
        page.locator("figure.chart").first.evaluate("figure => figure.scrollIntoView()")
        page.wait_for_timeout(400)
        page.screenshot(path=pictures / "county.png")
        browser.close()


def opened(browser: Any, address: str, width: int, height: int) -> Any:  # noqa: ANN401 - playwright's
    """Open a page of that size and wait for its charts."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address)
    page.wait_for_function("!document.querySelector('.plot:not(.drawn)')")
    return page


def paper(pdf: Path) -> None:
    """Put the first page, the last of the text and one of the attachments side by side."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[n].render(scale=1.1).to_pil() for n in (0, 1, len(document) - 1)]
    gap, (width, height) = 24, pages[0].size
    sheet = Image.new("RGB", (3 * width + 4 * gap, height + 2 * gap), "#e9e6df")
    for n, picture in enumerate(pages):
        sheet.paste(picture, (gap + n * (width + gap), gap))
    sheet.quantize(64).save(DOCS / "images" / "paper.png", optimize=True)


def main() -> None:
    """Do all of it."""
    with tempfile.TemporaryDirectory() as folder:
        reports = build(Path(folder))
        keep(reports)
        (town,) = towns(reports / YEARS[1])
        shots(town)
        paper(town / "report.pdf")
        proof(Path(folder))
        county(Path(folder) / "county")


if __name__ == "__main__":
    main()
