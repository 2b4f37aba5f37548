"""How the site's pages look: their templates, the style and the scripts that they share."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from analysis.render.page.spark import sparkline
from analysis.site.sight import Sight
from analysis.store import key

_PACKAGE: Final = "analysis.site"
_PAGE: Final = "analysis.render.page"
POLICY: Final = "; ".join(
    f"{name} {value}"
    for name, value in {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }.items()
)
SEARCH_SCRIPT: Final = "search.js"


@cache
def template(name: str) -> Template:
    """Return a template. Everything is escaped: each text on a page was typed in a town."""
    return _environment().get_template(name)


@cache
def assets() -> dict[str, bytes]:
    """Return the files that all pages share, by their place below ``reports/``."""
    style, script = _style(), _script()
    return {
        f"assets/site-{key(style)}.css": style.encode(),
        f"assets/site-{key(script)}.js": script.encode(),
        SEARCH_SCRIPT: _own("search.js").encode(),
    }


def page(name: str, sight: Sight, base: str, **about: object) -> str:
    """Return a page of the site. ``base``: the way from its folder to ``reports/``."""
    shared = [place for place in assets() if place != SEARCH_SCRIPT]
    return template(name).render(
        sight=sight, base=base, policy=POLICY, style=shared[0], script=shared[1], **about
    )


def _style() -> str:
    own = (_own("search.css"), _own("site.css"))
    return "\n".join((_of_pages("page.css"), *own))


def _script() -> str:
    return "\n".join((_of_pages("tables.js"), _own("site.js")))


def _of_pages(name: str) -> str:
    """Read what the site has in common with the reports."""
    return files(_PAGE).joinpath("templates", "fazhi", name).read_text(encoding="utf-8")


def _own(name: str) -> str:
    return files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["sparkline"] = sparkline
    return environment
