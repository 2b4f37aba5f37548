"""A web page as paragraphs of text: what its reader sees of the report, and not what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

from analysis.documents.lines import one_line
from analysis.documents.model import Document, Paragraph
from analysis.documents.own_page import Unwanted, unwanted
from analysis.documents.refusals import refused, too_big
from analysis.errors import UnreadableFileError
from analysis.intake.files.web import decoded

_MAX_PAGE: Final = 12 * 2**20  # a tree takes several times its text
_DEEP: Final = ("depth", "huge", "Excessive")
_SAVE: Final = "请在浏览器中打开，复制正文到 Word 后保存为 .docx。"
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CELLS: Final = frozenset({"td", "th"})
_BLOCKS: Final = frozenset({
    *_HEADINGS, *_CELLS,
    *("address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt"),
    *("fieldset", "figcaption", "figure", "form", "header", "hr", "legend", "li", "main", "ol", "p"),
    *("pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "details", "br"),
})  # fmt: skip
_WHITE: Final = re.compile("[ \t\r\n\f]+")


@dataclass(slots=True)
class _Block:
    """A paragraph in the making. ``linked``: how many of its letters are a link's."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    level: int = 0
    in_table: bool = False

    def add(self, text: str | None, *, linked: bool) -> None:
        flat = _WHITE.sub(" ", text or "")
        self.parts.append(flat)
        self.linked += _letters(flat) if linked else 0

    def paragraph(self, number: int) -> Paragraph | None:
        """Return what was gathered; None for nothing, and for a link that stands alone."""
        whole = "".join(self.parts)
        text = one_line(whole)
        alone = self.linked >= _letters(whole) and not self.in_table and not self.level
        if not text or alone:  # a page's menus are links
            return None
        level = 0 if self.in_table else self.level
        return Paragraph(text, level, number=number, in_table=self.in_table)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def read_page(raw: bytes, name: str) -> Document:
    """Read a web page. Raises ``UnreadableFileError``."""
    root = _parsed(raw)
    body = root.find("body")
    found = list(_numbered(body, unwanted(root))) if body is not None else []
    title = one_line("".join(root.xpath("string(head/title)")))
    if title and found and not any(p.level == 1 or _is_in(p.text, title) for p in found):
        found = [Paragraph(title, 1), *found]
    if not found:
        if next(root.iter("frameset", "frame", "iframe"), None) is not None:
            raise refused("网页只有外框，正文在另一个文件里。", _SAVE)
        raise refused("网页里没有可读的文字。", _SAVE)
    pictures = sum(1 for _ in body.iter("img")) if body is not None else 0
    return Document(name, tuple(found), f"{pictures} 张图片" if pictures else "")


def _is_in(text: str, title: str) -> bool:
    """Whether a paragraph is the page's title, which often goes on with the name of the site."""
    return len(text) > 3 and text in title


def _parsed(raw: bytes) -> html.HtmlElement:
    if len(raw) > _MAX_PAGE:
        raise too_big("请在浏览器中打开，把正文复制到 Word 后保存为 .docx。")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(decoded(raw), parser=parser)
    except UnreadableFileError as error:
        raise refused(error.message, _SAVE) from error
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise refused("网页里没有可读的文字。", _SAVE) from error
    if any(word in entry.message for entry in parser.error_log for word in _DEEP):
        raise refused("网页的嵌套层数异常，为安全起见未读取。", _SAVE)
    return root


def _numbered(body: etree._Element, without: Unwanted) -> Iterator[Paragraph]:
    number = 0
    for block in _blocks(body, without):
        paragraph = block.paragraph(number)
        if paragraph is not None:
            yield paragraph
            number += 1


def _blocks(body: etree._Element, without: Unwanted) -> Iterator[_Block]:
    """Yield the page's blocks in order; what is left out parts no text but where it is a block."""
    block, skipped, links = _Block(), 0, 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        begins = event == "start"
        if element.tag in _BLOCKS and not skipped:
            yield block
            block = _fresh(element if begins else element.getparent())
        if begins:
            skipped += without(element)
            links += element.tag == "a"
            text = element.text
        else:
            skipped -= without(element)
            links -= element.tag == "a"
            text = element.tail if element is not body else ""
        if not skipped:
            block.add(text, linked=links > 0)
    yield block


def _fresh(element: etree._Element | None) -> _Block:
    """Return a block of what begins in an element: a heading's, a cell's, or plain."""
    block = _Block()
    while element is not None:
        tag = str(element.tag)
        block.level = block.level or _HEADINGS.get(tag, 0)
        block.in_table = block.in_table or tag in _CELLS or tag == "caption"
        element = element.getparent()
    return block
