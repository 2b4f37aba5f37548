"""Tables of web pages, as systems export them under the name of an .xls."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree, html

from analysis.intake.files.page import MAX_CELLS, Page
from analysis.intake.files.refusals import refused, too_big
from analysis.intake.files.text import strictly
from analysis.intake.sheet import Book

_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_CHINESE: Final = frozenset({"gb2312", "gbk", "gb_2312-80", "gb18030", "cp936", "x-gbk"})
_MAX_PAGE: Final = 12 * 1024 * 1024  # a tree takes several times its text
_MAX_SPAN: Final = 65_535
_DEEP: Final = ("depth", "huge", "Excessive")


def read_web(raw: bytes) -> Book:
    """Read every table of a page as a sheet. Raises ``UnreadableFileError``."""
    if len(raw) > _MAX_PAGE:
        raise too_big()
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(decoded(raw), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise refused("文件其实是网页，其中没有可读的表格。") from error
    if any(word in entry.message for entry in parser.error_log for word in _DEEP):
        raise refused("文件其实是网页，且嵌套层数异常，为安全起见未读取。")
    tables = [t for t in root.iter("table") if any(_owner(c) is t for c in t.iter("td", "th"))]
    if not tables:
        if next(root.iter("frameset", "frame", "iframe"), None) is not None:
            says = "文件其实是网页的外框，表格内容在另一个文件夹里。"
            raise refused(says, "请用 Excel 或 WPS 在原电脑上打开后另存为 .xlsx。")
        raise refused("文件其实是网页，其中没有表格。")
    pages = [_page(t, n, len(tables)) for n, t in enumerate(tables, 1)]
    return Book("html", tuple(page.sheet() for page in pages))


def decoded(raw: bytes) -> str:
    """Decode a page by BOM, by what it declares, then strictly as text files are.

    Raises ``UnreadableFileError``.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        text = strictly(raw)
    else:
        match = _CHARSET.search(raw[:4096])
        named = match[1].decode().lower() if match else ""
        text = strictly(raw, "gb18030" if named in _CHINESE else "")
    # lxml refuses a text that declares an encoding; it is decoded already
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _owner(element: etree._Element) -> etree._Element | None:
    """Return the table that a cell or row belongs to."""
    return next(element.iterancestors("table"), None)


def _page(table: etree._Element, number: int, tables: int) -> Page:
    caption = next((c for c in table.iter("caption") if _owner(c) is table), None)
    title = _text(caption) if caption is not None else ""
    page = Page((f"表{number} {title}" if tables > 1 else title).strip())
    taken: dict[int, set[int]] = {}  # columns that cells above reach into, by row
    covered = 0
    rows = [r for r in table.iter("tr") if _owner(r) is table]
    for r, row in enumerate(rows):
        if _unseen(row):
            page.hidden_rows.add(r)
        busy = taken.pop(r, set())
        c = 0
        for cell in row.iterchildren("td", "th"):
            while c in busy:
                c += 1
            down, across = _span(cell, "rowspan", len(rows) - r), _span(cell, "colspan", _MAX_SPAN)
            if c + across > 16_384:
                raise too_big()
            page.put(r, c, _text(cell))
            if (down, across) != (1, 1):
                page.merge((r, c, r + down - 1, c + across - 1))
            covered += (down - 1) * across
            if covered > MAX_CELLS // 5:
                raise too_big()
            for below in range(r + 1, r + down):
                taken.setdefault(below, set()).update(range(c, c + across))
            c += across
    return page


def _span(cell: etree._Element, name: str, most: int) -> int:
    text = (cell.get(name) or "1").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
    if not number:  # rowspan="0": to the end of the table
        return most if name == "rowspan" else 1
    return min(number, most)


def _unseen(row: etree._Element) -> bool:
    return "display:none" in (row.get("style") or "").replace(" ", "").lower()


def _text(cell: etree._Element) -> str:
    """Return the text as the page shows it; tables inside have sheets of their own."""
    parts: list[str] = []
    inner = 0  # how many things not of this cell we are inside of
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        apart = element is not cell and element.tag in {"table", "script", "style"}
        if event == "start":
            inner += apart
            if element is not cell and element.tag in {"br", "p", "div", "li"}:
                parts.append("\n")
            parts.append("" if inner else _flat(element.text))
        else:
            inner -= apart
            parts.append("" if inner or element is cell else _flat(element.tail))
    lines = (re.sub(" +", " ", line).strip(" ") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "").replace("\xa0", " ")
