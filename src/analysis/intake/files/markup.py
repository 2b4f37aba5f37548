"""XML from strangers: no entity is resolved, nothing is fetched, nothing is declared."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from analysis.intake.files.refusals import damaged, odd_markup

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([A-Za-z0-9_.-]+)""")
_USUAL = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii"})
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


def checked(xml: bytes, *, any_encoding: bool = False) -> bytes:
    """Return the XML. Raises ``UnreadableFileError`` for a DOCTYPE or an odd encoding."""
    declared = _DECLARED.match(xml[:200].removeprefix(b"\xef\xbb\xbf"))
    odd = declared and declared[1].lower() not in _USUAL
    marks = _DOCTYPES if b"\0" in xml[:8] else _DOCTYPES[:1]
    if any(mark in xml for mark in marks) or (odd and not any_encoding):
        raise odd_markup()
    return xml


def parsed(xml: bytes, part: str = "") -> etree._Element:
    """Parse a small part. Raises ``UnreadableFileError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(checked(xml), parser)
    except etree.XMLSyntaxError as error:
        raise damaged(part) from error


def elements(xml: bytes, tags: tuple[str, ...], part: str = "") -> Iterator[etree._Element]:
    """Yield the elements of these names (in any namespace) when they end; then forget them.

    Raises ``UnreadableFileError``. Memory is taken for one element at a time.
    """
    wanted = tuple(f"{{*}}{tag}" for tag in tags)
    events = etree.iterparse(
        io.BytesIO(xml), ("end",), tag=wanted, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise damaged(part) from error


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute whatever its namespace; "" without."""
    for key, value in element.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def number(text: str | None, default: int = 0) -> int:
    """Return a whole number of an attribute; ``default`` for what is absent or none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
