"""A file becomes a document by what it is, told from its content before its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from analysis.documents.model import Document
from analysis.documents.refusals import KINDS, SAVE, SEND, refused
from analysis.errors import UnreadableFileError
from analysis.intake.files import SUFFIXES
from analysis.intake.files.archive import open_archive
from analysis.intake.files.ooxml import main_part
from analysis.intake.files.sniff import kind_of

_PAGES: Final = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_MARKDOWN: Final = frozenset({".md", ".markdown"})
_OLD: Final = frozenset({"Word 文档", "WPS 文字文档"})


def document_of(path: Path, name: str) -> Document | UnreadableFileError:
    """Read a document, or return why it is refused: the task of the process that reads files."""
    try:
        document = read_bytes(path.read_bytes(), name)
    except OSError:
        return refused("文件打不开，可能正被其他程序使用。", "请关闭该文件后重试。")
    except UnreadableFileError as error:
        return error
    if not document.paragraphs:
        return refused("文件里没有文字。", KINDS)
    return document


def read_bytes(raw: bytes, name: str) -> Document:
    """Read a document by its content. Raises ``UnreadableFileError``."""
    kind, suffix = kind_of(raw), Path(name).suffix.lower()
    match kind:
        case "empty":
            raise refused("文件是空的，没有任何内容。", SEND)
        case "locked":
            raise refused("文件设有密码。", "请取消密码后重新保存。")
        case "cut":
            raise refused("文件不完整，可能没有传完。", SEND)
        case "单个文件网页（MHTML）":
            raise refused("文件其实是单个文件网页（MHT），没有读取。")
        case "RTF 文档" | "XML 文件":
            raise refused(f"文件其实是{kind}，没有读取。")
        case "xls" | "xml2003" | "fods":
            raise refused("文件其实是表格，不是报告。", KINDS)
    if kind in _OLD:
        raise refused(f"文件其实是旧版 {kind}（.doc、.wps），没有读取。")
    return _reader(kind, suffix, raw)(raw, name)


def _reader(kind: str, suffix: str, raw: bytes) -> Callable[[bytes, str], Document]:
    """Return what reads a kind of document; each brings its own libraries."""
    if kind == "zip":
        _check_package(raw)
        from analysis.documents.word import read_word  # noqa: PLC0415

        return read_word
    if kind == "PDF":
        from analysis.documents.pdf import read_pdf  # noqa: PLC0415

        return read_pdf
    if kind == "html" or (kind == "text" and suffix in _PAGES):
        from analysis.documents.page import read_page  # noqa: PLC0415

        return read_page
    if kind == "text":
        return _text_reader(suffix)
    raise refused(f"文件其实是{kind}，不是文字材料。", KINDS)


def _text_reader(suffix: str) -> Callable[[bytes, str], Document]:
    """Return what reads text of a file with this ending."""
    if suffix in SUFFIXES:
        raise refused("文件是表格，不是报告。", KINDS)
    if suffix in _MARKDOWN:
        from analysis.documents.markdown import read_markdown  # noqa: PLC0415

        return read_markdown
    from analysis.documents.plain import read_plain  # noqa: PLC0415

    return read_plain


def _check_package(raw: bytes) -> None:
    """Refuse a zip file that is no Word document. Raises ``UnreadableFileError``."""
    try:
        archive = open_archive(raw)
    except UnreadableFileError as error:
        raise refused(error.message, error.remedy if "密码" in error.message else SAVE) from error
    folder = main_part(archive).partition("/")[0]
    if folder == "xl":
        raise refused("文件其实是 Excel 工作簿，不是报告。", KINDS)
    if folder == "ppt":
        raise refused("文件其实是演示文稿，不是报告。", KINDS)
    if archive.has("content.xml"):
        raise refused("文件其实是 OpenDocument 文档（.odt、.ods），没有读取。")
    if not archive.has("[Content_Types].xml"):
        raise refused("文件其实是压缩包（zip），不是报告。", "请解压后提供其中的报告。")
