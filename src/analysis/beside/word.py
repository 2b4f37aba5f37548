"""A Word document from a town as paragraphs of text; hostile until read.

The archive is held against intake's limits and its XML must declare nothing before python-docx
sees it. Text that a reader of the document does not see (hidden, moved away, deleted) is left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lxml import etree

from analysis.errors import UnreadableFileError
from analysis.intake.files.archive import open_archive
from analysis.intake.files.markup import checked

if TYPE_CHECKING:
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph

_MAX_TEXT: Final = 20 * 2**20  # of XML; the works of a novelist take less
_OLD: Final = b"\xd0\xcf\x11\xe0"
_SAVE: Final = "请用 Word 或 WPS 打开后另存为 .docx，或把文字复制到 文字材料.txt。"
_HEADINGS: Final = ("heading", "title", "标题")
_LONGEST: Final = 60  # characters; what is longer is a paragraph, whatever its style
_BASES: Final = 10
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS: Final = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_UNSEEN: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_MC}Fallback"})
_APART: Final = frozenset({f"{_W}tbl", f"{_W}txbxContent", f"{_MC}Fallback"})
_LEFT: Final = (
    ("个表格", f"{_W}tbl"),
    ("个文本框", f"{_W}txbxContent"),
    ("张图片", f"{_W}drawing"),
)


def read_word(raw: bytes) -> tuple[list[str], str]:
    """Return the paragraphs, headings marked with ``#``, and in words what was left aside.

    Raises ``UnreadableFileError``.
    """
    if raw.startswith(_OLD):
        says = "文件其实是旧版 Word 文档（.doc），或设有密码，没有读取。"
        raise UnreadableFileError(says, _SAVE)
    _check(raw)
    try:
        return _read(raw)
    except Exception as error:  # python-docx raises whatever its first look meets
        raise UnreadableFileError("文件内容已损坏，无法完整读取。", _SAVE) from error


def _check(raw: bytes) -> None:
    """Hold the archive against the limits. Raises ``UnreadableFileError``."""
    try:
        archive = open_archive(raw)
    except UnreadableFileError as error:
        raise UnreadableFileError(error.message, _SAVE) from error
    parts = [name for name in archive.names if name.endswith((".xml", ".rels"))]
    if sum(archive.file.getinfo(archive.names[part]).file_size for part in parts) > _MAX_TEXT:
        raise UnreadableFileError("文件展开后异常庞大，为安全起见未打开。", _SAVE)
    for part in parts:
        content = archive.read(part)
        try:
            checked(content)
        except UnreadableFileError as error:
            says = "文件中含有 Word 文档不应有的定义（DOCTYPE），为安全起见未打开。"
            raise UnreadableFileError(says, _SAVE) from error


def _read(raw: bytes) -> tuple[list[str], str]:
    from docx import Document  # noqa: PLC0415 - most towns have no Word document
    from docx.text.paragraph import Paragraph  # noqa: PLC0415

    document = Document(io.BytesIO(raw))
    body = document.element.body
    lines: list[str] = []
    for element in body.iter(f"{_W}p"):
        if _APART.isdisjoint(above.tag for above in element.iterancestors()):
            heading = _is_heading(Paragraph(element, document._body))  # noqa: SLF001 - its part
            for text in "".join(_seen(element)).split("\n"):
                marked = heading and len(text) <= _LONGEST and text.strip()
                lines.append(f"# {text}" if marked else text)
    counted = ((sum(1 for _ in _outer(body, tag)), words) for words, tag in _LEFT)
    return lines, "、".join(f"{count} {words}" for count, words in counted if count)


def _outer(body: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the elements of a tag that stand in no other part that is left aside."""
    for element in body.iter(tag):
        if _APART.isdisjoint(above.tag for above in element.iterancestors()):
            yield element


def _seen(paragraph: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph as its reader sees it, insertions that are tracked included."""
    for element in paragraph.iter(f"{_W}t", *_BREAKS):
        above = list(element.iterancestors())
        within = above[: above.index(paragraph)]
        if _UNSEEN.isdisjoint(e.tag for e in within) and not any(_is_hidden(e) for e in within):
            if element.tag == f"{_W}t":
                yield element.text or ""
            elif above[0].tag == f"{_W}r":  # a tab stop in the settings is no tab
                yield _BREAKS[str(element.tag)]


def _is_hidden(run: etree._Element) -> bool:
    return run.tag == f"{_W}r" and run.find(f"{_W}rPr/{_W}vanish") is not None


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph has a heading's style or outline level, or a style based on one."""
    level = paragraph._p.find(f"{_W}pPr/{_W}outlineLvl")  # noqa: SLF001 - no other way
    if level is not None and level.get(f"{_W}val") != "9":
        return True
    style: BaseStyle | None = paragraph.style
    for _ in range(_BASES):
        if style is None:
            return False
        if (style.name or "").lower().startswith(_HEADINGS):
            return True
        style = getattr(style, "base_style", None)
    return False
