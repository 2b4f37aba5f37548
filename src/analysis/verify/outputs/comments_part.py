"""The part of a Word document that holds its comments, and the lists that name it."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from analysis.documents.styles import W
from analysis.documents.word import Word
from analysis.intake.files.markup import parsed

_AUTHOR, _INITIALS = "数据核对", "核"
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES: Final = "[Content_Types].xml"
_NS_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_NS_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_MARKS: Final = ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment says, a paragraph a line, and when."""

    text: str
    when: dt.datetime

    def element(self, number: int) -> etree._Element:
        """Return its XML. Its letters are small whatever the document's usual ones are."""
        date = self.when.strftime("%Y-%m-%dT%H:%M:%SZ")
        said = {"id": str(number), "author": _AUTHOR, "date": date, "initials": _INITIALS}
        comment = etree.Element(f"{W}comment", {f"{W}{key}": value for key, value in said.items()})
        for line in _ILLEGAL.sub("", self.text).splitlines() or [""]:
            comment.append(_paragraph(line))
        return comment


@dataclass(slots=True)
class CommentsPart:
    """The comments of a document, those that it had among them."""

    word: Word
    name: str
    root: etree._Element
    is_new: bool
    next: int
    _lists: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, word: Word) -> CommentsPart:
        """Return the document's own part, or a new one. Raises ``UnreadableFileError``."""
        known = (r.part for r in word.related.values() if r.kind == "comments")
        name = next((part for part in known if word.archive.has(part)), "")
        if name:
            root = parsed(word.archive.read(name), name)
        else:
            root = etree.Element(f"{W}comments", nsmap={"w": W.strip("{}")})
        used = [
            int(number)
            for tree in (root, word.root)
            for element in tree.iter(*(f"{W}{mark}" for mark in _MARKS))
            if re.fullmatch("[0-9]{1,9}", number := element.get(f"{W}id", ""))
        ]
        return cls(word, name or _free_name(word), root, not name, max(used, default=-1) + 1)

    def add(self, comment: Comment) -> int:
        """Add a comment; return its number."""
        number, self.next = self.next, self.next + 1
        self.root.append(comment.element(number))
        return number

    def changed(self) -> dict[str, bytes]:
        """Return the parts to write: the comments, and the lists that name them if they are new."""
        named = dict(self._named()) if self.is_new else {}
        return {**named, self.name: _bytes(self.root)}

    def _named(self) -> Iterator[tuple[str, bytes]]:
        types = parsed(self.word.archive.read(_TYPES), _TYPES)
        said = {"PartName": f"/{self.name}", "ContentType": _KIND}
        types.append(etree.Element(f"{_NS_TYPES}Override", said))
        yield _TYPES, _bytes(types)
        folder, part = posixpath.split(self.word.part)
        name = posixpath.join(folder, "_rels", f"{part}.rels")
        archive = self.word.archive
        if archive.has(name):
            root = parsed(archive.read(name), name)
        else:
            root = etree.Element(f"{_NS_RELATIONS}Relationships")
        taken = {element.get("Id") for element in root}
        free = next(
            f"rIdComments{n}" for n in range(len(taken) + 1) if f"rIdComments{n}" not in taken
        )
        said = {
            "Id": free,
            "Type": _RELATION,
            "Target": posixpath.relpath(self.name, folder or "."),
        }
        root.append(etree.Element(f"{_NS_RELATIONS}Relationship", said))
        yield name, _bytes(root)


def _free_name(word: Word) -> str:
    folder = posixpath.dirname(word.part)
    names = (
        posixpath.join(folder, f"comments{n or ''}.xml") for n in range(len(word.archive.names) + 1)
    )
    return next(name for name in names if not word.archive.has(name))


def _paragraph(line: str) -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    _say(properties, "spacing", before="0", after="0", line="240", lineRule="auto")
    _say(properties, "ind", left="0", firstLineChars="0", firstLine="0")
    _say(properties, "jc", val="left")
    run = etree.SubElement(paragraph, f"{W}r")
    properties = etree.SubElement(run, f"{W}rPr")
    _say(properties, "sz", val="18")
    _say(properties, "szCs", val="18")
    text = etree.SubElement(run, f"{W}t")
    text.text = line
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _say(parent: etree._Element, name: str, **said: str) -> None:
    etree.SubElement(parent, f"{W}{name}", {f"{W}{key}": value for key, value in said.items()})


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
