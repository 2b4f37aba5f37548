"""Foreign markup made harmless: markdown cells and HTML that a notebook displays.

The tree is written anew from an allow list of tags and attributes with every text escaped, so
nothing that is not named here can reach the page: no script, style, id, handler or remote image.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lxml import html as lxml_html
from lxml.etree import HTMLParser
from markupsafe import Markup, escape
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(
        (
            *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "dl", "dt", "dd", "blockquote"),
            *("table", "thead", "tbody", "tfoot", "tr", "caption", "pre", "code", "div", "span"),
            *("strong", "b", "em", "i", "u", "s", "del", "sub", "sup", "small", "br", "hr"),
        ),
        frozenset[str](),
    ),
    "ol": frozenset({"start"}),
    "li": frozenset({"value"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "td": frozenset({"colspan", "rowspan"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
}
_DROPPED: Final = frozenset(
    (
        *("script", "style", "iframe", "frame", "object", "embed", "template", "noscript", "svg"),
        *("math", "head", "title", "textarea", "select", "button", "audio", "video", "canvas"),
        *("link", "meta", "base", "noframes", "noembed", "xmp", "plaintext"),
    ),
)  # gone with their contents; any other unknown tag only loses itself
_VOID: Final = frozenset({"br", "hr", "img"})
_SAFE_URL: Final = {
    "href": re.compile(r"(https?://|mailto:|#)", re.IGNORECASE),
    "src": re.compile(r"data:image/(png|jpeg|gif|webp);base64,", re.IGNORECASE),
}
_NUMBER: Final = re.compile(r"\s*[-+−]?[\d,]+(\.\d+)?%?\s*")


@dataclass(frozen=True)
class Fragment:
    """One top-level element, made harmless: `whole` with its own tag, `inside` without."""

    tag: str
    text: str
    inside: Markup
    whole: Markup


def is_number(text: str) -> bool:
    """Tell whether a table cell reads as a number, and so stands at the right."""
    return bool(_NUMBER.fullmatch(text or ""))


def clean_html(source: str) -> Markup:
    """Return harmless HTML with the same structure and texts."""
    return Markup("").join([fragment.whole for fragment in parse(source)])


def parse_markdown(source: str, attachments: Mapping[str, Any] | None = None) -> list[Fragment]:
    """Render markdown and return its top-level elements, made harmless."""
    renderer = IPythonRenderer(
        escape=False,  # raw HTML goes through the allow list below instead of showing its tags
        exclude_anchor_links=True,
        attachments=dict(attachments or {}),
    )
    return parse(MarkdownWithMath(renderer=renderer).render(source))


def data_uri(mime: str, data: str) -> str:
    """Turn an image output into an address that asks for no file; SVG can then run no script."""
    if mime == "image/svg+xml":
        data = base64.b64encode(data.encode("utf-8")).decode("ascii")
    return f"data:{mime};base64,{''.join(data.split())}"


def parse(source: str) -> list[Fragment]:
    """Split HTML into its harmless top-level elements; loose text has the tag ""."""
    data = source.encode("utf-8", errors="replace")  # bytes: an <?xml encoding?> cannot upset lxml
    if not data.strip():
        return []
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    fragments: list[Fragment] = []
    for node in lxml_html.fragments_fromstring(data, parser=parser):
        if isinstance(node, str):
            fragments.append(Fragment("", node, escape(node), escape(node)))
            continue
        text = "".join(node.itertext(with_tail=False)).strip()  # type: ignore[arg-type]
        fragments.append(Fragment(str(node.tag).lower(), text, _inside(node), _element(node)))
        if node.tail and node.tail.strip():
            fragments.append(Fragment("", node.tail, escape(node.tail), escape(node.tail)))
    return fragments


def _inside(node: Any) -> Markup:  # noqa: ANN401
    """Write what stands between a node's tags."""
    written = [escape(node.text or "")]
    for child in node:
        written += [_element(child), escape(child.tail or "")]
    return Markup("").join(written)


def _element(node: Any) -> Markup:  # noqa: ANN401
    """Write one node with only its allowed attributes, or only its contents, or nothing."""
    tag = str(node.tag).lower()
    if tag in _DROPPED:
        return Markup("")
    if tag not in _ALLOWED:
        return _inside(node)
    attributes = Markup("").join(
        [
            Markup(' {}="{}"').format(name, value)
            for name, value in node.attrib.items()
            if name in _ALLOWED[tag] and _is_safe(name, value)
        ],
    )
    if tag == "td" and is_number("".join(node.itertext())):
        attributes += Markup(' class="num"')
    if tag == "img" and "src" not in attributes:  # a file or an address: the page asks for nothing
        return escape(node.get("alt", ""))
    # the name is one of the allow list's own
    start = Markup("<{}{}>").format(Markup(tag), attributes)  # noqa: S704
    return start if tag in _VOID else start + _inside(node) + Markup(f"</{tag}>")  # noqa: S704


def _is_safe(name: str, value: str) -> bool:
    """Tell whether an address is of a kind that runs nothing and loads nothing."""
    return name not in _SAFE_URL or bool(_SAFE_URL[name].match(value.strip()))
