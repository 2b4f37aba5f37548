"""A Word document as paragraphs of text; hostile until read.

The archive is held against intake's limits and its XML must declare nothing before it is parsed.
What a reader of the document does not see (hidden, moved away, deleted) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from analysis.documents.lines import Line, lines
from analysis.documents.model import Document, Paragraph
from analysis.documents.refusals import SAVE, damaged, refused, too_big
from analysis.documents.seen import BOX, FALLBACK, P, Piece, pieces
from analysis.documents.styles import Styles, W
from analysis.errors import UnreadableFileError
from analysis.intake.files.archive import Archive, open_archive
from analysis.intake.files.markup import checked, parsed
from analysis.intake.files.ooxml import Relation, main_part, relations

_MAX_TEXT: Final = 20 * 2**20  # of XML; the works of a novelist take less
_OLD: Final = b"\xd0\xcf\x11\xe0"
_LONGEST: Final = 60  # characters; what is longer is a paragraph, whatever its style
_TABLE: Final = f"{W}tbl"
_PAGE: Final = re.compile(r"[-—–－·./\d第共页]")
_PICTURES: Final = (f"{W}drawing", f"{W}pict", f"{W}object")
_NOTES: Final = (f"{W}footnoteReference", f"{W}endnoteReference")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of a paragraph as its reader sees it.

    ``pieces``: all that the paragraph shows; the places of ``line`` count over their texts.
    """

    line: Line
    pieces: tuple[Piece, ...]
    element: etree._Element
    number: int
    level: int
    in_table: bool
    in_box: bool

    def paragraph(self) -> Paragraph:
        """Return what the document keeps of it."""
        text = self.line.text
        level = self.level if len(text) <= _LONGEST and not self.in_table else 0
        return Paragraph(text, level, number=self.number, in_table=self.in_table)


@dataclass(frozen=True)
class Word:
    """A Word document that was found safe to read. ``part``: the name of its main part."""

    archive: Archive
    part: str
    root: etree._Element
    styles: Styles
    related: dict[str, Relation]

    @cached_property
    def seen(self) -> tuple[Seen, ...]:
        """All lines, as ``Document.paragraphs`` has them: text boxes stand at the end."""
        found = list(self._lines())
        return (*(s for s in found if not s.in_box), *(s for s in found if s.in_box))

    @cached_property
    def tables(self) -> int:
        """How many tables there are, not counting those in tables and text boxes."""
        return sum(_above(table).isdisjoint({_TABLE, BOX}) for table in self._each(_TABLE))

    @cached_property
    def boxes(self) -> int:
        """How many text boxes there are."""
        return sum(1 for _ in self._each(BOX))

    @cached_property
    def pictures(self) -> int:
        """How many pictures there are, embedded objects among them."""
        found = (p for p in self._each(*_PICTURES) if _above(p).isdisjoint((*_PICTURES, BOX)))
        return sum(1 for picture in found if next(picture.iter(BOX), None) is None)

    def aside(self) -> str:
        """Return in words what is no text, or stands outside of it."""
        counted = (
            (self.pictures, "张图片"),
            (sum(1 for _ in self._each(*_NOTES)), "条脚注"),
            (sum(1 for _ in self._each(f"{W}altChunk")), "个嵌入的文档"),
            (len(set(self._beside())), "处页眉页脚"),
        )
        return "、".join(f"{count} {words}" for count, words in counted if count)

    def _beside(self) -> Iterator[str]:
        """Yield what heads and feet of pages say, but for page numbers."""
        for part in (r.part for r in self.related.values() if r.kind in {"header", "footer"}):
            if self.archive.has(part):
                root = parsed(self.archive.read(part), part)
                text = "".join(p.text for e in root.iter(P) for p in pieces(e, self.styles))
                if said := "".join(_PAGE.sub("", text).split()):
                    yield said

    def _each(self, *tags: str) -> Iterator[etree._Element]:
        """Yield elements, but for those that repeat others for old programs."""
        return (e for e in self.root.iter(*tags) if FALLBACK not in _above(e))

    def _lines(self) -> Iterator[Seen]:
        for number, element in enumerate(self.root.iter(P)):
            above = _above(element)
            if FALLBACK in above or self.styles.is_contents(element):
                continue
            shown = tuple(pieces(element, self.styles))
            level, in_table = self.styles.level(element), _TABLE in above
            for line in lines("".join(piece.text for piece in shown)):
                yield Seen(line, shown, element, number, level, in_table, BOX in above)


def open_word(raw: bytes) -> Word:
    """Open a Word document once it is held against the limits. Raises ``UnreadableFileError``."""
    if raw.startswith(_OLD):
        raise refused("文件其实是旧版 Word 文档（.doc），或设有密码，没有读取。")
    try:
        archive = open_archive(raw)
    except UnreadableFileError as error:
        raise refused(error.message) from error
    _check(archive)
    try:
        return _open(archive)
    except UnreadableFileError as error:
        raise damaged() from error


def read_word(raw: bytes, name: str) -> Document:
    """Read a Word document. Raises ``UnreadableFileError``."""
    word = open_word(raw)
    return Document(name, tuple(seen.paragraph() for seen in word.seen), word.aside())


def _check(archive: Archive) -> None:
    """Hold all XML against the limits. Raises ``UnreadableFileError``."""
    parts = [name for name in archive.names if name.endswith((".xml", ".rels"))]
    if sum(archive.file.getinfo(archive.names[part]).file_size for part in parts) > _MAX_TEXT:
        raise too_big(SAVE)
    for part in parts:
        try:
            checked(archive.read(part))
        except UnreadableFileError as error:
            says = "文件中含有 Word 文档不应有的定义（DOCTYPE），为安全起见未打开。"
            raise refused(says) from error


def _open(archive: Archive) -> Word:
    part = main_part(archive)
    root = parsed(archive.read(part), part)
    if root.tag != f"{W}document":  # the strict form of the standard has names of its own
        raise damaged()
    related = relations(archive, part)
    styles = next((r.part for r in related.values() if r.kind == "styles"), "")
    known = parsed(archive.read(styles), styles) if archive.has(styles) else None
    return Word(archive, part, root, Styles.of(known), related)


def _above(element: etree._Element) -> set[str]:
    """Return the names of all that an element stands in."""
    return {str(above.tag) for above in element.iterancestors()}
