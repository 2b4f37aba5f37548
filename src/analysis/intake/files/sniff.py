"""What a file is, told from its content and never from its name."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import suppress
from typing import Final

from analysis.errors import UnreadableFileError
from analysis.intake.files.ole import SIGNATURE, names_in

_MAGIC: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "PDF"), (b"{\\rtf", "RTF 文档"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"), (b"II*\0", "图片"), (b"MM\0*", "图片"), (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"), (b"\x1f\x8b", "压缩包（gzip）"), (b"BZh", "压缩包"),
    (b"MZ", "程序"), (b"\x7fELF", "程序"), (b"SQLite format 3", "数据库"), (b"ID3", "音频"),
)  # fmt: skip
_BIFF: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", re.DOTALL)
_TAGS: Final = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|table|meta|frameset|style)\b")
_LEAD: Final = re.compile(
    r"^\s*(?:<\?xml[^>]*\?>|<\?mso[^>]*\?>|<!--.*?-->|\s)*<(?:\w+:)?(\w+)", re.DOTALL
)
_SHEETS_2003: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_FLAT: Final = b"urn:oasis:names:tc:opendocument:xmlns:office"


def kind_of(raw: bytes) -> str:
    """Return `zip`, `xls`, `html`, `xml2003`, `fods`, `text`, `empty`, `locked` or `cut`.

    Anything else is returned as the Chinese name of what it is.
    """
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        return "empty"
    if raw.startswith(SIGNATURE):
        return _compound(raw)
    for magic, name in _MAGIC:
        if raw.startswith(magic):
            return name
    if raw.startswith(b"BM") and raw[6:10] == bytes(4):
        return "图片"
    if raw[:4] == b"RIFF" or raw[4:8] == b"ftyp":
        return "图片或音像"
    if raw.startswith(b"PK") or b"PK\x03\x04" in raw[:65_536]:
        return "zip" if zipfile.is_zipfile(io.BytesIO(raw)) else "cut"
    if _BIFF.match(raw):
        return "xls"
    return _markup(raw)


def _compound(raw: bytes) -> str:
    """Tell what a compound file (OLE2) holds by the names of its streams."""
    names = _streams(raw)

    def holds(name: str) -> bool:
        return name.lower() in names if names else f"{name}\0".encode("utf-16-le") in raw

    if holds("EncryptedPackage"):
        return "locked"
    if holds("Workbook") or holds("Book"):
        return "xls"
    for name, kind in (("WordDocument", "Word 文档"), ("PowerPoint Document", "演示文稿")):
        if holds(name):
            return kind
    if holds("WpsContent") or holds("WPS Text"):
        return "WPS 文字文档"
    return "cut" if len(raw) < 1024 else "旧版 Office 文件，其中找不到表格内容"


def _streams(raw: bytes) -> set[str]:
    with suppress(UnreadableFileError):
        return names_in(raw)
    return set()


def _markup(raw: bytes) -> str:
    head = raw[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[:4] in {b"<\0!\0", b"<\0h\0", b"<\0t\0"}:
        head = head.replace(b"\0", b"")
    low = head.lower()
    if b"mime-version:" in low[:2048] and b"content-type:" in low:
        return "单个文件网页（MHTML）"
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start.startswith(b"<"):
        return "text"
    lead = _LEAD.match(start.decode("latin-1"))
    name = lead[1].lower() if lead else ""
    if name == "workbook" and _SHEETS_2003 in head:
        return "xml2003"
    if name == "document" and _FLAT in head:
        return "fods"
    if _TAGS.search(low):
        return "html"
    return "XML 文件" if low.lstrip().startswith(b"<?xml") else "text"
