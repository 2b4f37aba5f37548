"""A PDF as paragraphs of text, by where its characters stand on the page (PDFium)."""

from __future__ import annotations

import ctypes
import math
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw as c

from analysis.documents.layout import Row, paragraphs
from analysis.documents.model import Document
from analysis.documents.refusals import SEND, refused

_MAX_PAGES: Final = 400
_MAX_MARKS: Final = 1_000_000
_PASSWORD: Final = c.FPDF_ERR_PASSWORD
_BASELINE: Final = 0.45  # of the type size: what is farther apart stands in another line
_CELL: Final = 1.3  # of the type size: what is farther apart stands in another cell
_SPACE: Final = 0.7  # of the type size: what is nearer, justified lines have too ...
_WORD: Final = 0.2  # ... and what is nearer in Latin words is no space
_TWICE: Final = 0.3  # of the type size: a character printed again so near makes it bold
_ODD: Final = 0.15
_TEXT: Final = "请提供 .docx 格式的报告，或从原文档另存为 PDF（不要扫描或拍照）。"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A character and where it stands, as if the page were upright."""

    code: str
    left: float
    right: float
    base: float


def read_pdf(raw: bytes, name: str) -> Document:
    """Read a PDF. Raises ``UnreadableFileError``."""
    rows, silent, pages = _rows(raw)
    if not rows:
        raise refused("PDF 里没有文字，可能是扫描件或图片。", _TEXT)
    _check_letters("".join(cell for row in rows for cell in row.cells))
    aside = f"第{'、'.join(map(str, silent))}页没有文字（可能是扫描件）" if silent else ""
    return Document(name, tuple(paragraphs(rows, pages)), aside)


def _rows(raw: bytes) -> tuple[list[Row], list[int], int]:
    """Return the rows of all pages, the pages that have pictures only, and the number of pages."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise refused("PDF 设有密码。", "请取消密码后重新保存。") from error
        raise refused("PDF 已损坏，无法打开。", SEND) from error
    try:
        if len(document) > _MAX_PAGES:
            says = f"PDF 超过 {_MAX_PAGES} 页，为安全起见未读取。"
            raise refused(says, "请只保留报告的各页。")
        rows: list[Row] = []
        silent = []
        for number in range(1, len(document) + 1):
            found = list(_page_rows(document[number - 1], number))
            if not found and _has_picture(document[number - 1]):
                silent.append(number)
            rows += found
        return rows, silent, len(document)
    except pdfium.PdfiumError as error:
        raise refused("PDF 已损坏，有的页打不开。", SEND) from error
    finally:
        document.close()


def _check_letters(text: str) -> None:
    """Refuse a PDF whose fonts do not tell what they print. Raises ``UnreadableFileError``."""
    odd = sum(unicodedata.category(mark) in {"Co", "Cn", "Cc"} or mark == "\ufffd" for mark in text)
    if odd > _ODD * len(text):
        raise refused("PDF 的字体没有文字编码，读出来是乱码。", _TEXT)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE])), None) is not None


def _page_rows(page: pdfium.PdfPage, number: int) -> Iterator[Row]:
    """Yield the rows of a page from top to bottom."""
    textpage = page.get_textpage()
    try:
        marks = _marks(textpage)
    finally:
        textpage.close()
    sizes = [mark.right - mark.left for mark in marks if _is_wide(mark.code)]
    sizes = sizes or [2 * (mark.right - mark.left) for mark in marks if mark.code.strip()]
    if not sizes:
        return
    size = statistics.median(sizes)
    marks.sort(key=lambda mark: -mark.base)
    line: list[_Mark] = []
    for mark in marks:
        if line and line[-1].base - mark.base > _BASELINE * size:
            yield from _row(line, number)
            line = []
        line.append(mark)
    yield from _row(line, number)


def _marks(textpage: pdfium.PdfTextPage) -> list[_Mark]:
    """Return the characters of a page that stand in the direction of most."""
    handle, found = textpage.raw, []
    count = textpage.count_chars()
    if count > _MAX_MARKS:
        raise refused("PDF 一页里的字符异常多，为安全起见未读取。", "请只保留报告的各页。")
    for n in range(count):
        code = c.FPDFText_GetUnicode(handle, n)
        if code and c.FPDFText_IsGenerated(handle, n) != 1:
            angle = round(math.degrees(c.FPDFText_GetCharAngle(handle, n))) % 360
            found.append((angle, chr(code), n))
    most = Counter(angle for angle, _, _ in found).most_common(1)
    return [_mark(handle, n, code, angle) for angle, code, n in found if angle == most[0][0]]


def _mark(handle: object, n: int, code: str, angle: int) -> _Mark:
    box = c.FS_RECTF()
    c.FPDFText_GetLooseCharBox(handle, n, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    c.FPDFText_GetCharOrigin(handle, n, x, y)
    if not angle:
        return _Mark(code, box.left, box.right, y.value)
    turn = math.radians(-angle)  # PDFium counts clockwise
    cosine, sine = math.cos(turn), math.sin(turn)
    ends = [a * cosine + b * sine for a in (box.left, box.right) for b in (box.bottom, box.top)]
    return _Mark(code, min(ends), max(ends), y.value * cosine - x.value * sine)


def _row(line: list[_Mark], page: int) -> Iterator[Row]:
    line = sorted(line, key=lambda mark: mark.left)
    shown = [mark for mark in line if not mark.code.isspace()]
    if not shown:
        return
    sizes = [mark.right - mark.left for mark in shown if _is_wide(mark.code)]
    size = statistics.median(sizes or [2 * (mark.right - mark.left) for mark in shown])
    base = statistics.median(mark.base for mark in shown)
    cells = tuple(_cells(line, size or 1.0))
    yield Row(page, cells, shown[0].left, shown[-1].right, base, size or 1.0)


def _cells(line: list[_Mark], size: float) -> Iterator[str]:
    """Yield what stands together in a line; Latin words are parted by their gaps."""
    gathered = ""
    last: _Mark | None = None
    reach = 0.0  # how far the line is filled, with printed spaces too
    for mark in line:
        if mark.code.isspace():
            gathered += " "
        elif last is not None:
            if mark.code == last.code and mark.left - last.left < _TWICE * size:
                continue
            gap = mark.left - reach
            if gap > _CELL * size and gathered.strip():
                yield _whole(gathered)
                gathered = ""
            elif gap > size * (_WORD if (last.code + mark.code).isascii() else _SPACE):
                gathered += " "
        if not mark.code.isspace():
            gathered += mark.code
            last = mark
        reach = max(reach, mark.right) if gathered else mark.right
    if gathered.strip():
        yield _whole(gathered)


def _whole(text: str) -> str:
    """Return a text whose rare characters PDFium has given in two halves as one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()


def _is_wide(code: str) -> bool:
    return unicodedata.east_asian_width(code) == "W"
