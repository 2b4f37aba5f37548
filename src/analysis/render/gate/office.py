"""DOCX and XLSX → every text in them: paragraphs with their runs joined, cells, properties, parts.

Both are zip files of XML (ECMA-376). No part is left out: what is not known to be a paragraph, a cell
or a picture is read element by element, attribute values (descriptions, addresses of links) too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from lxml.etree import XMLParser, _Element, fromstring

from analysis.intake.files.archive import Archive, open_archive

Text = tuple[str, str]
TextsOf = Callable[[str, bytes], Iterator[Text]]

_PARTS: Final = (
    (re.compile(r"word/document\.xml"), "正文"),
    (re.compile(r"word/header\d*\.xml"), "页眉"),
    (re.compile(r"word/footer\d*\.xml"), "页脚"),
    (re.compile(r"word/footnotes\.xml"), "脚注"),
    (re.compile(r"word/endnotes\.xml"), "尾注"),
    (re.compile(r"(word|xl)/(comments|threadedComments|persons).*"), "批注"),
    (re.compile(r"docProps/.*"), "文档属性"),
    (re.compile(r"(word|xl)/(charts|drawings)/.*"), "图表"),
)
_FONTS: Final = re.compile(r"word/fonts/.*\.odttf|docProps/thumbnail\..*|xl/printerSettings/.*")
_CODE: Final = re.compile(r'&(?:[A-Z]|"[^"]*")')  # in a sheet's header: &C is centred
_TELLING: Final = 6  # digits; no telephone has fewer


def docx_texts(name: str, content: bytes, texts_of: TextsOf) -> Iterator[Text]:
    """Yield place and text of a Word document.

    Raises ``UnreadableFileError``, and ``XMLSyntaxError`` for a part that is no XML.
    """
    for part, raw in _members(open_archive(content)):
        yield from _part(name, part, raw, texts_of)


def xlsx_texts(name: str, content: bytes, texts_of: TextsOf) -> Iterator[Text]:
    """Yield place and text of a workbook, its cells by address.

    Raises as ``docx_texts`` does.
    """
    members = dict(_members(open_archive(content)))
    shared = [_run(item) for item in _elements(members, "xl/sharedStrings.xml", "si")]
    titles = dict(_sheets(members))
    for part, raw in members.items():
        if part in titles:
            yield from _cells(f"{name} › {titles[part]}", raw, shared)
        elif part != "xl/sharedStrings.xml":
            yield from _part(name, part, raw, texts_of)


def _members(archive: Archive) -> Iterator[tuple[str, bytes]]:
    return ((entry, archive.read(entry)) for entry in archive.file.namelist() if entry[-1:] != "/")


def _part(name: str, part: str, raw: bytes, texts_of: TextsOf) -> Iterator[Text]:
    """Read one member: XML by its paragraphs, what is embedded as the file that it is."""
    if _FONTS.fullmatch(part):
        return
    if not part.lower().endswith((".xml", ".rels", ".vml")):
        yield from texts_of(f"{name} › {PurePosixPath(part).name}", raw)
        return
    titles = (title for pattern, title in _PARTS if pattern.fullmatch(part))
    place = f"{name}{next(titles, f'（{PurePosixPath(part).name}）')}"
    yield place, part
    yield from _paragraphs(place, _tree(raw))


def _paragraphs(place: str, root: _Element) -> Iterator[Text]:
    """Yield each paragraph as it is read, then what stands in no paragraph, then attributes."""
    loose: list[str] = []
    number = 0
    for element in root.iter():
        if _tag(element) == "p":
            number += 1
            yield (f"{place}第{number}段" if place.endswith("正文") else place), _run(element)
        elif element.text and element.text.strip() and not _within(element, "p"):
            loose.append(_CODE.sub(" ", element.text))
    yield place, "\n".join(loose)
    values = {str(value): None for element in root.iter() for value in element.attrib.values()}
    yield place, "\n".join(values)


def _cells(place: str, raw: bytes, shared: list[str]) -> Iterator[Text]:
    """Yield a sheet's cells as they are shown, then everything else that the sheet says."""
    root = _tree(raw)
    told: set[str] = set()
    for data in root.findall("{*}sheetData"):
        for cell in data.iter("{*}c"):
            for text in _shown(cell, shared):
                if text not in told:
                    told.add(text)
                    yield f"{place} › {cell.get('r')}", text
        data.clear()
    yield from _paragraphs(place, root)


def _shown(cell: _Element, shared: list[str]) -> Iterator[str]:
    """Yield a cell's formula and its value; a figure too short to tell anybody is passed over."""
    kind = cell.get("t")
    for inside in cell:
        text = inside.text or ""
        match _tag(inside):
            case "v" if kind == "s":
                yield shared[int(text)]
            case "v" if kind == "str" or len(text) >= _TELLING:
                yield _whole(text)
            case "f":
                yield text
            case "is":
                yield _run(inside)


def _whole(number: str) -> str:
    """Return a number as its digits: 1.39E10 is a telephone's as well."""
    try:
        value = float(number)
    except ValueError:
        return number
    return f"{value:.0f}" if "e" in number.lower() and value.is_integer() else number


def _sheets(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each sheet's part and its title."""
    targets = {
        str(link.get("Id")): str(link.get("Target"))
        for link in _elements(members, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for sheet in _elements(members, "xl/workbook.xml", "sheet"):
        target = targets[next(str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id"))]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        yield part, str(sheet.get("name"))


def _elements(members: Mapping[str, bytes], part: str, tag: str) -> Iterator[_Element]:
    if part in members:
        yield from _tree(members[part]).iter("{*}" + tag)


def _tree(raw: bytes) -> _Element:
    return fromstring(raw, XMLParser(resolve_entities=False, no_network=True))


def _run(element: _Element) -> str:
    """Return the text of a paragraph or cell, whatever its runs; tabs and breaks stay apart."""
    said = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
    return "".join(said.get(_tag(one), one.text or "") for one in element.iter())


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _within(element: _Element, tag: str) -> bool:
    return any(_tag(above) == tag for above in element.iterancestors())
