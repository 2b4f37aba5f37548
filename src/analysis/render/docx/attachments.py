"""The attachments (附件): each on a new page, with its tables, the data of its charts, its pictures."""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from typing import Final

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart
from docx.shared import Mm

from analysis.errors import NotebookError
from analysis.render.document.paper import Attachment, Exhibit, Paper
from analysis.render.docx.letter import blank, title
from analysis.render.docx.tables import table
from analysis.render.docx.xml import element, fit_for_xml, paragraph

CHART_AS_DATA: Final = "（图见网页或PDF，此处为数据。）"
CHART_WITHOUT_DATA: Final = "（此图没有数据表，图见网页或PDF。）"
PICTURE_ELSEWHERE: Final = "（此图片不能放进Word文档，请见网页或PDF。）"
_WIDEST: Final = Mm(156)
_TALLEST: Final = Mm(150)  # of 225: leaves room for its caption and for 版记 on the last page
_PICTURE: Final = re.compile("data:image/(?:png|jpeg|gif);base64,")


def attachments(paper: Paper, part: DocumentPart) -> Iterator[BaseOxmlElement]:
    """Return all attachments; pictures are put into ``part``. Raises what ``_picture`` raises."""
    several = len(paper.attachments) > 1
    for n, attachment in enumerate(paper.attachments, start=1):
        yield paragraph("AttachmentNumber", f"附件{n}" if several else "附件")
        yield paragraph("Normal", keep=element("keepNext"))
        yield title("AttachmentTitle", attachment.title)
        yield blank()
        yield from _exhibits(attachment, part)


def _exhibits(attachment: Attachment, part: DocumentPart) -> Iterator[BaseOxmlElement]:
    if any(exhibit.kind == "chart" and exhibit.columns for exhibit in attachment.exhibits):
        yield paragraph("Note", CHART_AS_DATA, align=element("jc", val="center"))
    for n, exhibit in enumerate(attachment.exhibits):
        if n:
            yield blank()
        yield from _exhibit(exhibit, part)


def _exhibit(exhibit: Exhibit, part: DocumentPart) -> Iterator[BaseOxmlElement]:
    """Return caption, unit, the table or picture or a sentence instead, and its source."""
    if caption := "　".join(text for text in (exhibit.label, exhibit.caption) if text):
        yield paragraph("Caption", caption)
    if exhibit.kind == "image":
        yield _picture(exhibit, part)
    elif exhibit.columns:
        if exhibit.unit:
            yield paragraph("Unit", f"单位：{exhibit.unit}")
        yield table(exhibit)
    elif exhibit.kind == "chart":
        yield paragraph("Note", CHART_WITHOUT_DATA, align=element("jc", val="center"))
    if exhibit.source_line:
        yield paragraph("Note", exhibit.source_line)


def _picture(exhibit: Exhibit, part: DocumentPart) -> BaseOxmlElement:
    """Return a picture no larger than the page; a kind that Word cannot show is told.

    Raises ``NotebookError`` when the picture's data cannot be read.
    """
    head = _PICTURE.match(exhibit.image)
    if not head:
        return paragraph("Note", PICTURE_ELSEWHERE, align=element("jc", val="center"))
    try:
        data = io.BytesIO(base64.b64decode(exhibit.image[head.end() :], validate=True))
        _, image = part.get_or_add_image(data)
    except (
        binascii.Error,
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    ) as error:
        raise NotebookError(
            "笔记本里有一张图片的数据不完整，没有写成 Word 文档。",
            "请重新运行显示这张图片的单元格。",
        ) from error
    share = min(1, _WIDEST / image.width, _TALLEST / image.height)
    inline = part.new_pic_inline(data, width=int(image.width * share))
    inline.docPr.set("descr", fit_for_xml(exhibit.alt))
    for side in "TBLR":  # where none is given, some programs leave 3 mm around a picture
        inline.set(f"dist{side}", "0")
    return paragraph("Picture", element("r", element("drawing", inline)))
