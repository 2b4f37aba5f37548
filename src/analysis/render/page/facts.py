"""What a page needs beside its document: style, scripts, what may run, and what lies beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from analysis.render.document.model import Document
from analysis.render.page.assets import Script, plotly_script, reports_above
from analysis.render.page.siblings import (
    COUNTY_PAGE,
    FILES,
    FORMS,
    PAGE,
    above,
    beside,
    site,
    years,
)
from analysis.render.page.towns import TownPages

_PAGES: Final = {"report": PAGE, "county": COUNTY_PAGE}
_SCRIPTS: Final = ("charts.js", "tables.js", "page.js")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page will lie; ``folder`` is None for a page that stands alone.

    ``assets_url``: the folder of the shared plotly.js, "" for ``reports/assets``. ``beside``: files
    beside the page that it links, None for those that lie there.
    """

    folder: Path | None = None
    assets_url: str = ""
    beside: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the template takes. ``missing``: where the shared plotly.js has still to be written."""

    style: Markup
    code: Markup
    policy: str
    plotly_url: str
    plotly_text: Markup
    missing: str
    years: list[tuple[int, str]]
    downloads: list[tuple[str, str]]
    forms: list[tuple[str, str]]
    towns: TownPages
    above: list[tuple[str, str]]
    site: str


def facts_of(document: Document, spot: Spot, source: Callable[[str], str]) -> Facts:
    """Return what the page of a document needs. ``source`` reads a file of the template."""
    code = "\n".join(_lines(source(name)) for name in _SCRIPTS)
    plotly = plotly_script(spot.folder, spot.assets_url) if document.has_charts else Script()
    folder = _report_folder(document, spot)
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(_script_sources(code, plotly)),
        "style-src": "'unsafe-inline'",  # plotly.js adds its style element while it runs
        "img-src": "data: blob:" if document.has_charts else "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return Facts(
        style=Markup(_lines(source("page.css"))),  # noqa: S704 - our own files
        code=Markup(code),  # noqa: S704
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        plotly_url=plotly.url,
        plotly_text=Markup(plotly.text),  # noqa: S704 - plotly's own
        missing=plotly.missing,
        years=years(folder, reports_above(folder), _PAGES.get(document.title["kind"], "")),
        downloads=beside(folder, FILES, spot.beside) if folder else [],
        forms=beside(folder, FORMS, spot.beside) if folder else [],
        site=site(spot.folder, reports_above(spot.folder)),
        above=above(spot.folder, reports_above(spot.folder)),
        towns=TownPages.around(spot.folder, reports_above(spot.folder)),
    )


def _report_folder(document: Document, spot: Spot) -> Path | None:
    """Return the folder of a report or a county's page; None where it stands alone or is another."""
    title = document.title
    is_report = title["kind"] in _PAGES and title.get("year")
    return spot.folder if is_report and reports_above(spot.folder) else None


def _lines(source: str) -> str:
    """Return a source without its indents and empty lines."""
    return "\n".join(filter(None, map(str.strip, source.splitlines())))


def _script_sources(code: str, plotly: Script) -> Iterator[str]:
    """Name the scripts that may run: inline ones by their hash, the shared one by its place."""
    yield _hash(code)
    if plotly.text:
        yield _hash(plotly.text)
    elif plotly.url:
        parts = urlsplit(plotly.url)
        yield f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


@lru_cache(maxsize=4)
def _hash(code: str) -> str:
    """Return the CSP source expression for an inline script."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
