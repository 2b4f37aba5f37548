"""What lies beside a page in ``reports/``: files of the report, its other years.

A page links only what is there when it is made; a page of an older year learns of a newer one
when it is made again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from analysis.store import key

PAGE: Final = "report.html"
COUNTY_PAGE: Final = "index.html"
FIGURES: Final = "indicators"
"""Where the site has a page for each indicator."""
FILES: Final = {
    "report.pdf": "PDF",
    "report.docx": "Word",
    "indicators.xlsx": "指标表（Excel）",
    "indicators.csv": "指标表（CSV）",
}
FORMS: Final = {"审核意见表.docx": "Word", "审核意见表.xlsx": "Excel"}
_PLAIN: Final = re.compile(r"\w[\w.-]*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def years(
    folder: Path | None, reports: Path | None, page_name: str = PAGE
) -> list[tuple[int, str]]:
    """Return year and relative address of the town's reports, newest first; "" for this one.

    ``reports``: the folder that holds a folder for each year. ``page_name``: of the pages that are
    one another's other years. Empty where this page is of no year.
    """
    if folder is None or reports is None:
        return []
    year, *town = folder.relative_to(reports).parts or ("",)
    if not _YEAR.fullmatch(year):
        return []
    found = [(int(year), "")]
    for other in reports.iterdir() if reports.is_dir() else ():
        if other.name != year and _YEAR.fullmatch(other.name):
            page = other.joinpath(*town, page_name)
            if page.is_file():
                found.append((int(other.name), Path(os.path.relpath(page, folder)).as_posix()))
    return sorted(found, reverse=True)


def figure_file(name: str) -> str:
    """Return the file of an indicator's page; a county may have named it as no file can be."""
    return f"{name if _PLAIN.fullmatch(name) else key(name)}.html"


def above(folder: Path | None, reports: Path | None) -> list[tuple[str, str]]:
    """Return words and relative addresses of the pages above one: the site's first, the year's.

    Those that are there when the page is made; of the page itself none.
    """
    if folder is None or reports is None or not folder.is_relative_to(reports):
        return []
    year = folder.relative_to(reports).parts[:1]
    pages = {"首页": reports / COUNTY_PAGE}
    if year and _YEAR.fullmatch(year[0]):
        pages[f"{year[0]}年各乡镇"] = reports / year[0] / COUNTY_PAGE
    return [
        (words, Path(os.path.relpath(page, folder)).as_posix())
        for words, page in pages.items()
        if page.parent != folder and page.is_file()
    ]


def site(folder: Path | None, reports: Path | None) -> str:
    """Return the way to the site's first page's folder, "" where there is no site yet."""
    if folder is None or reports is None or not (reports / COUNTY_PAGE).is_file():
        return ""
    return f"{Path(os.path.relpath(reports, folder)).as_posix()}/"


def beside(
    folder: Path, known: Mapping[str, str], given: Collection[str] | None
) -> list[tuple[str, str]]:
    """Return name and title of known files beside a report: those given, else those that lie there."""
    if given is None:
        return [(name, title) for name, title in known.items() if (folder / name).is_file()]
    titles = {draft: title for name, title in known.items() for draft in (name, draft_name(name))}
    return [(name, title) for name, title in titles.items() if name in given]


def draft_name(name: str) -> str:
    """Return report.draft.html of report.html: a draft never replaces a good report."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.draft.{ending}"
