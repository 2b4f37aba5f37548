"""The town's own paragraphs, kept in 文字材料 (docx, md, txt) under headings; nothing is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from analysis.beside.files import found, one_of
from analysis.cells import Source
from analysis.documents.word import open_word
from analysis.errors import UnreadableFileError
from analysis.findings import Finding
from analysis.intake.files.text import strictly
from analysis.values import normalise
from analysis.workspace import OWN_TEXT_FILES

_MAX: Final = 50 * 2**20  # pictures among it
_PROMPT: Final = re.compile(r"\s*[〔【\[]\s*提示\s*[〕】\]]")
_LABEL: Final = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.．、](?!\d))\s*"
)
_END: Final = "。：:；;"
_BLANK: Final = re.compile(r"\n\s*\n")

Sections = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class OwnText:
    """What a town has written: ``name`` of the file, "" without one; heading → paragraphs.

    Text above the first heading stands under "". A section that holds prompts only is empty.
    """

    name: str = ""
    sections: Sections = field(default_factory=dict)


def read_own_text(folder: Path, asked: Iterable[str] = ()) -> tuple[OwnText, list[Finding]]:
    """Return the town's own text, and what is wrong with it. Never raises for a bad file.

    A heading is a line that starts with ``#``, has a heading's style in Word, or is, but for its
    number (一、 （一）), one of the headings ``asked`` for. Of several files with text none is taken.
    """
    titles = {bare(title) for title in asked}
    read = [(path, *_read(path, titles)) for path in found(folder, OWN_TEXT_FILES)]
    if len(read) > 1:  # a skeleton that nobody has written in counts for nothing
        read = [one for one in read if one[2] or any(one[1].sections.values())] or read[:1]
    path, findings = one_of([path for path, _, _ in read])
    if path is None:
        return OwnText(), findings
    ((_, own, told),) = read
    return own, told


def _read(path: Path, titles: set[str]) -> tuple[OwnText, list[Finding]]:
    place = Source(path.name, "", "")
    try:
        chunks, aside = _chunks(path)
    except UnreadableFileError as error:
        return OwnText(path.name), [Finding("F111", place, error.message, remedy=error.remedy)]
    findings = []
    if aside:
        says = f"有 {aside}没有采用，只采用文字段落。"
        remedy = "如其中有要写进报告的文字，请改写成段落。"
        findings.append(Finding("W410", place, says, remedy=remedy))
    return OwnText(path.name, _sections(chunks, titles)), findings


def find(sections: Mapping[str, Sequence[str]], title: str) -> str | None:
    """Return the heading that is ``title``, but for number, white space and width; None without."""
    wanted = bare(title)
    return next((heading for heading in sections if bare(heading) == wanted), None)


def bare(heading: str) -> str:
    """Return the key by which headings are compared: no number, no closing mark."""
    return normalise(_LABEL.sub("", heading).strip().rstrip(_END))


def _chunks(path: Path) -> tuple[list[list[str]], str]:
    """Return the paragraphs as lines, and in words what is no text. Raises ``UnreadableFileError``."""
    try:
        if path.stat().st_size > _MAX:
            remedy = "请只保留文字，另存为新文件。"
            raise UnreadableFileError("文件异常庞大，为安全起见未打开。", remedy)
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError("文件打不开，可能正被其他程序打开。", "请关闭后重试。") from error
    if path.suffix.lower() == ".docx":
        return _of_word(raw)
    try:
        text = strictly(raw).replace("\r\n", "\n").replace("\r", "\n")
    except UnreadableFileError as error:
        raise UnreadableFileError(error.message, "请用记事本另存为 UTF-8。") from error
    if path.suffix.lower() == ".md":
        return [chunk.splitlines() for chunk in _BLANK.split(text)], ""
    return [[line] for line in text.splitlines()], ""  # in a .txt every line is a paragraph


def _of_word(raw: bytes) -> tuple[list[list[str]], str]:
    """Return the lines of a Word document that stand in no table or text box, headings with ``#``."""
    word = open_word(raw)
    found = (s.paragraph() for s in word.seen if not s.in_table and not s.in_box)
    chunks = [[f"# {one.text}" if one.level else one.text] for one in found]
    left = ((word.tables, "个表格"), (word.boxes, "个文本框"), (word.pictures, "张图片"))
    return chunks, "、".join(f"{count} {words}" for count, words in left if count)


def _sections(chunks: Iterable[Sequence[str]], asked: set[str]) -> Sections:
    sections: dict[str, list[str]] = {}
    keys: dict[str, str] = {}  # a heading that comes twice, with a number or without, is one
    heading = ""
    for is_heading, text in _parts(chunks, asked):
        if is_heading:
            heading = keys.setdefault(bare(text), text)
            sections.setdefault(heading, [])
        else:
            sections.setdefault(heading, []).append(text)
    return {title: tuple(texts) for title, texts in sections.items()}


def _parts(chunks: Iterable[Sequence[str]], asked: set[str]) -> Iterator[tuple[bool, str]]:
    """Yield headings and paragraphs in order; prompts are left out."""
    for chunk in chunks:
        gathered = ""
        for line in (line.strip() for line in chunk if not _PROMPT.match(line)):
            if line.startswith("#") or (line and bare(line) in asked):
                if gathered:
                    yield False, gathered
                yield True, line.lstrip("#").strip()
                gathered = ""
            else:
                gathered += line
        if gathered:
            yield False, gathered
