"""A copy of a Word document with comments on exactly the characters that are spoken of.

Only the parts that have to change are written anew (the text, the comments, the two lists that name
a new part); all others are carried over byte for byte, whatever the document holds.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from analysis.documents.model import Document
from analysis.documents.seen import BOX, RUN, P
from analysis.documents.styles import W
from analysis.documents.word import Seen, Word, open_word
from analysis.verify.outputs.comments_part import Comment, CommentsPart
from analysis.verify.outputs.runs import split_at

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # of a zip file's calendar


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of some characters: ``document.paragraphs[paragraph].text[start:end]``."""

    paragraph: int
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, document: Document, start: int, end: int, text: str) -> Note:
        """Return the note on ``document.text[start:end]``, which stands in one paragraph."""
        paragraph, offset = document.at(start)
        return cls(paragraph, offset, offset + end - start, text)


def commented(raw: bytes, notes: Sequence[Note], when: dt.datetime) -> bytes:
    """Return a copy of the .docx in which each note is a comment; the same for the same input.

    Raises ``UnreadableFileError``, and ``ValueError`` for a note outside of its paragraph.
    """
    if not notes:
        return raw
    word = open_word(raw)
    part = CommentsPart.of(word)
    seen = word.seen
    by_paragraph: dict[etree._Element, list[tuple[int, int, int]]] = defaultdict(list)
    shown = {}
    for note in notes:
        one = _looked_up(seen, note)
        number = part.add(Comment(note.text, when))
        start, last = one.line.places[note.start], one.line.places[note.end - 1]
        by_paragraph[one.element].append((start, last + 1, number))
        shown[one.element] = one
    for element, marks in by_paragraph.items():
        _mark(shown[element], marks)
    return _rewritten(word, {word.part: _bytes(word.root), **part.changed()})


def _looked_up(seen: Sequence[Seen], note: Note) -> Seen:
    if not 0 <= note.paragraph < len(seen):
        raise ValueError(f"no paragraph {note.paragraph}")
    one = seen[note.paragraph]
    if not 0 <= note.start < note.end <= len(one.line.text):
        raise ValueError(f"{note.start}:{note.end} is not in paragraph {note.paragraph}")
    return one


def _mark(seen: Seen, marks: Sequence[tuple[int, int, int]]) -> None:
    """Put the marks (from, to, comment) of a paragraph around its characters."""
    holders = [run for run in seen.element.iterancestors(RUN) if not _in_box(run)]
    if holders:  # it stands in a text box, where Word allows no comment: the box itself is meant
        for _, _, number in marks:
            _surround(holders[0], holders[0], number)
        return
    cuts = {place for start, end, _ in marks for place in (start, end)}
    runs = split_at(seen.pieces, cuts)
    for start, end, number in marks:
        _surround(runs.beginning[start], runs.ending[end], number)


def _in_box(element: etree._Element) -> bool:
    return any(above.tag == BOX for above in element.iterancestors())


def _surround(first: etree._Element, last: etree._Element, number: int) -> None:
    """Let a comment reach from a run to another.

    Its reference stands in the paragraph itself, so that no link leads from it and no insertion that
    is taken back takes it along.
    """
    first.addprevious(_marker("commentRangeStart", number))
    last.addnext(_marker("commentRangeEnd", number))
    outermost = last
    while (parent := outermost.getparent()) is not None and parent.tag != P:
        outermost = parent
    reference = etree.Element(RUN)
    reference.append(_marker("commentReference", number))
    place = last.getnext() if outermost is last else outermost
    (place if place is not None else last).addnext(reference)


def _marker(name: str, number: int) -> etree._Element:
    return etree.Element(f"{W}{name}", {f"{W}id": str(number)})


def _bytes(root: etree._Element) -> bytes:
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rewritten(word: Word, changed: Mapping[str, bytes]) -> bytes:
    """Return the package with changed and new parts."""
    target, waiting = io.BytesIO(), dict(changed)
    names = {word.archive.names[name.lower()]: name for name in changed if word.archive.has(name)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in word.archive.file.infolist():
            known = names.get(entry.filename)
            content = waiting.pop(known) if known else word.archive.read(_key(entry))
            package.writestr(_entry(entry.filename, entry), content)
        for name, content in waiting.items():
            package.writestr(_entry(name), content)
    return target.getvalue()


def _key(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lstrip("/")


def _entry(name: str, like: zipfile.ZipInfo | None = None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, like.date_time if like else _FIRST_DAY)
    entry.compress_type = like.compress_type if like else zipfile.ZIP_DEFLATED
    entry.external_attr = like.external_attr if like else 0o600 << 16
    entry.create_system = like.create_system if like else 0
    return entry
