"""Files become sheets: every cell with its row and column, or the file is refused by name.

sniff (what it is) → archive (is it safe to unpack) → one reader for each kind → page (limits).
Nothing is interpreted: a date stays a date, a text a text, and what shows an error is a flaw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from analysis.cells import address
from analysis.intake.files.archive import Archive, open_archive
from analysis.intake.files.ods import read_fods, read_ods
from analysis.intake.files.ooxml import main_part
from analysis.intake.files.refusals import cut_short, locked, refused, too_big
from analysis.intake.files.sniff import kind_of
from analysis.intake.files.text import read_text
from analysis.intake.files.web import read_web
from analysis.intake.files.xls import read_xls
from analysis.intake.files.xlsb import read_xlsb
from analysis.intake.files.xlsx import read_xlsx
from analysis.intake.files.xml2003 import read_xml2003
from analysis.intake.sheet import Book

MAX_FILE: Final = 100 * 1024 * 1024

_EXPECTED: Final[dict[str, str]] = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "xlsx"),
    **dict.fromkeys((".xls", ".xlt", ".et", ".ett"), "xls"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".fods": "fods",
}
SUFFIXES: Final = frozenset(_EXPECTED)
"""The extensions that a ledger may have."""

_NAMES: Final = {
    "xlsx": "Excel 工作簿（.xlsx）", "xls": "旧版 Excel 工作簿（.xls）", "csv": "文字表格（.csv）",
    "xlsb": "二进制工作簿（.xlsb）", "ods": "OpenDocument 表格（.ods）",
    "fods": "OpenDocument 表格（.fods）", "html": "网页表格", "xml2003": "XML 表格（Excel 2003）",
}  # fmt: skip
_READERS: Final[dict[str, Callable[[bytes], Book]]] = {
    "xls": read_xls, "html": read_web, "xml2003": read_xml2003, "fods": read_fods, "text": read_text,
}  # fmt: skip


def read_book(path: Path) -> Book:
    """Read a file whole. Raises ``UnreadableFileError``, and ``OSError`` when it cannot be opened."""
    if path.stat().st_size > MAX_FILE:
        raise too_big()
    book = _read(path.read_bytes())
    book = replace(book, remarks=(*book.remarks, *_strays(book)))
    expected = _EXPECTED.get(path.suffix.lower(), book.kind)
    if expected == book.kind:
        return book
    says = f"扩展名是 {path.suffix.lower()}，内容其实是{_NAMES[book.kind]}，已按内容读取。"
    return replace(book, misnamed=says)


def _strays(book: Book) -> list[str]:
    return [
        f"工作表“{sheet.name}”在 {address(*min(sheet.afar))} 等 {len(sheet.afar)} 个单元格有内容，"
        "离其余内容太远，没有作为台账内容，请核对或删去。"
        for sheet in book.sheets
        if sheet.afar
    ]


def _read(raw: bytes) -> Book:
    kind = kind_of(raw)
    match kind:
        case "empty":
            raise refused("文件是空的，没有任何内容。", "请重新导出或重新发送该文件。")
        case "locked":
            raise locked()
        case "cut":
            raise cut_short()
        case "zip":
            return _zipped(raw, open_archive(raw))
    reader = _READERS.get(kind)
    if reader is None:
        raise refused(
            f"文件其实是{kind}，不是表格。", "请把表格另存为 .xlsx；如不是台账，请移出该文件夹。"
        )
    return reader(raw)


def _zipped(raw: bytes, archive: Archive) -> Book:
    main = main_part(archive)
    folder = main.partition("/")[0]
    if main.endswith(".bin"):
        return read_xlsb(archive, main)
    if folder == "xl" or (main and archive.has("xl/workbook.xml")):
        return read_xlsx(raw, archive, main)
    if archive.has("content.xml"):
        return read_ods(archive)
    names = {"word": "Word 文档（.docx）", "ppt": "演示文稿（.pptx）"}
    if folder in names:
        raise refused(f"文件其实是{names[folder]}，不是表格。", "请把其中的表格另存为 .xlsx。")
    if archive.has("[Content_Types].xml") or archive.has("xl/workbook.xml"):
        raise refused("文件缺少必要的部分，可能没有保存完整。")
    raise refused("文件其实是压缩包（zip），不是表格。", "请解压后放入其中的表格文件。")


__all__ = ["SUFFIXES", "read_book"]
