"""A text file as paragraphs: a line each, or lines that were broken at one width joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from analysis.documents.lines import rejoined
from analysis.documents.model import Document, Paragraph
from analysis.documents.refusals import refused, too_big
from analysis.errors import UnreadableFileError
from analysis.intake.files.text import strictly

_MAX_TEXT: Final = 20 * 2**20
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAVE: Final = "请用记事本另存为 UTF-8 编码的 .txt，或另存为 .docx。"
HEADING: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章节部])"
)
_WIDEST, _NARROWEST = 130, 30  # columns; a Chinese character takes two
_SLACK: Final = 5  # columns that a line may be shorter by: no punctuation mark begins a line
_FEW: Final = 4


def read_plain(raw: bytes, name: str) -> Document:
    """Read a text file. Raises ``UnreadableFileError``."""
    found = list(joined(text_of(raw).split("\n")))
    return Document(name, tuple(Paragraph(text, number=n) for n, text in enumerate(found)))


def text_of(raw: bytes) -> str:
    """Decode a text file; one feed ends a line. Raises ``UnreadableFileError``."""
    if len(raw) > _MAX_TEXT:
        raise too_big("请只保留报告的文字，另存为新文件。")
    try:
        text = strictly(raw.rstrip(b"\x1a"))
    except UnreadableFileError as error:
        raise refused(error.message, _SAVE) from error
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise refused(f"第 {line} 行有无法识别的字符，文件可能不是文字。", _SAVE)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a text's lines."""
    width = _broken_at(lines)
    begins = [
        n
        for n, line in enumerate(lines)
        if not (n and width and _goes_on(lines[n - 1], line, width))
    ]
    for start, end in pairwise([*begins, len(lines)]):
        if text := rejoined(lines[start:end]):
            yield text


def columns(text: str) -> int:
    """Return how many columns a text takes: two for a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in text)


def _broken_at(lines: Iterable[str]) -> int:
    """Return the width at which a text was broken into lines; 0 for one that was not."""
    widths = [columns(line.rstrip()) for line in lines if line.strip()]
    widest = max(widths, default=0)
    full = sum(width >= widest - _SLACK for width in widths)
    is_broken = _NARROWEST <= widest <= _WIDEST and full >= max(_FEW, len(widths) // 3)
    return widest if is_broken else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line continues the one before."""
    if not line.strip() or line[0].isspace() or HEADING.match(line):
        return False
    return columns(before.rstrip()) >= width - _SLACK
