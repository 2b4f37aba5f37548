"""What of a web page is no text of its report: scripts, menus, what is hidden, what fazhi adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lxml import etree, html

Unwanted = Callable[[etree._Element], bool]  # noqa: SLF001 - lxml's name for an element

_TAGS: Final = frozenset({
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "svg", "math", "iframe"),
    *("object", "button", "select", "textarea", "dialog", "audio", "video", "canvas", "head"),
})  # fmt: skip
_HIDDEN: Final = ("display:none", "visibility:hidden")
_ADDED: Final = frozenset({
    *("skip", "organs", "document-number", "facts", "beside", "hint", "cards", "origin", "lead"),
    *("chart-unit", "source-line", "review", "pending", "annex", "findings"),
})  # fmt: skip
"""The classes of what fazhi's page has beside the report's own words (render/page/templates)."""
_ADDED_TAGS: Final = frozenset({"figcaption", "summary"})


def unwanted(root: html.HtmlElement) -> Unwanted:
    """Return what tells the elements that are left out, with all that they hold."""
    return _is_unwanted_of_ours if _is_ours(root) else _is_unwanted


def _is_ours(root: html.HtmlElement) -> bool:
    """Whether fazhi has made the page: each of its paragraphs has a number."""
    return bool(root.xpath("//main[@id='main']//p[@data-paragraph]"))


def _is_unwanted(element: etree._Element) -> bool:
    if element.tag in _TAGS or element.get("hidden") is not None:
        return True
    if (element.get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = "".join((element.get("style") or "").split()).lower()
    return any(words in style for words in _HIDDEN)


def _is_unwanted_of_ours(element: etree._Element) -> bool:
    classes = (element.get("class") or "").split()
    added = element.tag in _ADDED_TAGS or not _ADDED.isdisjoint(classes)
    return added or _is_unwanted(element)
