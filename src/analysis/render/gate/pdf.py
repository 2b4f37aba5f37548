"""PDF → its texts: pages as they are read, information, outline, notes, links, descriptions.

Read by PDFium, the library that shows PDFs in Chromium. It puts a space wherever there is a gap; a
wide one parts two cells of a table, whose figures are no telephone number.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import unquote

import pypdfium2 as pdfium
from pypdfium2 import raw

from analysis.errors import PrivacyError

Text = tuple[str, str]

_XMP: Final = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_GAP = re.compile(r"(?<=\S) (?=\S)")
_WRAPPED = re.compile(r"(?m)^(.{20,})\n(?=\S)")
_WIDE: Final = 0.7  # of the type size
_NOTES: Final = (b"Contents", b"T", b"Subj", b"RC", b"V", b"TU")


def pdf_texts(name: str, content: bytes) -> Iterator[Text]:
    """Yield place and text of a PDF. Raises ``PrivacyError`` where it cannot be searched."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise PrivacyError(
            f"无法检查“{name}”里有没有个人信息，未发布：PDF 打不开。", "请重新生成。"
        ) from error
    try:
        if raw.FPDFDoc_GetAttachmentCount(document):
            raise PrivacyError(f"“{name}”里夹带了附件，未发布。", "请去掉附件后重新生成。")
        yield f"{name}的文档属性", "\n".join(document.get_metadata_dict().values())
        yield (
            f"{name}的文档属性",
            "\n".join(x.decode("utf-8", "ignore") for x in _XMP.findall(content)),
        )
        yield f"{name}的书签", "\n".join(mark.get_title() for mark in document.get_toc())
        for number, page in enumerate(document, start=1):
            yield from ((f"{name}第{number}页", text) for text in _page(document, page))
            page.close()
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    text = _written(page)
    yield text
    yield _WRAPPED.sub(r"\1", text)  # a name may go on in the next line
    yield "\n".join(_notes(document, page))
    yield "\n".join(_descriptions(page))


def _written(page: pdfium.PdfPage) -> str:
    """Return a page's text; what stands wide apart is parted by a tab."""
    textpage = page.get_textpage()
    codes = [raw.FPDFText_GetUnicode(textpage, n) for n in range(textpage.count_chars())]
    text = "".join(map(chr, codes))
    characters = list(text)
    for gap in _GAP.finditer(text):
        if raw.FPDFText_IsGenerated(textpage, gap.start()) == 1:  # no space is printed there
            left, right = textpage.get_charbox(gap.start() - 1), textpage.get_charbox(gap.end())
            if right[0] - left[2] > _WIDE * raw.FPDFText_GetFontSize(textpage, gap.end()):
                characters[gap.start()] = "\t"
    textpage.close()
    units = "".join(characters).replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace")


def _notes(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[str]:
    """Yield what annotations and form fields say, and where links lead."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        yield from (_string(raw.FPDFAnnot_GetStringValue, note, key) for key in _NOTES)
        action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
        if action:
            size = raw.FPDFAction_GetURIPath(document, action, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(document, action, buffer, size)
            yield unquote(buffer.value.decode("utf-8", "ignore"))
        raw.FPDFPage_CloseAnnot(note)


def _descriptions(page: pdfium.PdfPage) -> Iterator[str]:
    """Yield what a tagged page says for those who do not see it."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [
        raw.FPDF_StructTree_GetChildAtIndex(tree, n)
        for n in range(raw.FPDF_StructTree_CountChildren(tree) if tree else 0)
    ]
    while waiting:
        element = waiting.pop()
        if not element:
            continue
        for said in (raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetActualText,
                     raw.FPDF_StructElement_GetTitle):  # fmt: skip
            yield _string(said, element)
        waiting += [
            raw.FPDF_StructElement_GetChildAtIndex(element, n)
            for n in range(max(0, raw.FPDF_StructElement_CountChildren(element)))
        ]
    if tree:
        raw.FPDF_StructTree_Close(tree)


def _string(ask: Callable[..., int], *about: object) -> str:
    """Return a string that PDFium copies into a buffer of UTF-16, after having told its size."""
    size = ask(*about, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(
        *about,
        ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if len(about) > 1 else buffer,
        size,
    )
    return buffer.raw[: size - 2].decode("utf-16-le", "ignore")
