"""Workbooks of Excel 2007 and later (.xlsx, .xlsm, .xltx), transitional and strict.

The quick reader gives the cells; a scan of the bytes says how many there must be, where the flaws
are and what is hidden. Where the two differ or the XML is unusual, each cell is read from the XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

import python_calamine as calamine
from lxml import etree

from analysis.intake.files.archive import Archive
from analysis.intake.files.markup import attribute, checked, elements, number, parsed
from analysis.intake.files.ooxml import Relation, part_of, relations
from analysis.intake.files.page import Page
from analysis.intake.files.quick import open_quick
from analysis.intake.files.refusals import refused, too_big
from analysis.intake.files.scan import known_well
from analysis.intake.files.serials import shown_as
from analysis.intake.files.xlsx_cells import (
    Parts,
    position,
    read_cells,
    read_strings,
    read_styles,
    zero,
)
from analysis.intake.sheet import Book, Sheet

_VAST: Final = re.compile(rb"""\b(?:uniqueC|c)ount=["'][0-9]{8,}["']""")
_MAX_STRINGS: Final = 2_000_000
_CELL_SHEETS: Final = frozenset({"worksheet"})


@dataclass(frozen=True, slots=True)
class _Workbook:
    archive: Archive
    parts: Parts
    quick: calamine.CalamineWorkbook | None
    odd_styles: frozenset[int]


def read_xlsx(raw: bytes, archive: Archive, main: str) -> Book:
    """Read a workbook, ``main`` is its main part. Raises ``UnreadableFileError``."""
    root = parsed(archive.read(main), "workbook.xml")
    known = relations(archive, main)
    workbook = _workbook(raw, archive, root, known)
    sheets: list[Sheet] = []
    others: list[str] = []
    for element in root.iterfind("{*}sheets/{*}sheet"):
        name = element.get("name") or ""
        identity = attribute(element, "id")
        relation = known.get(identity)
        if not identity:  # a module of macros, which Excel keeps elsewhere
            others.append(name)
            continue
        if relation is None or not archive.has(relation.part):
            raise refused(f"文件内容已损坏：工作表“{name}”不在文件中。")
        if relation.kind in _CELL_SHEETS:
            sheets.append(_sheet(workbook, Page(name, _hidden(element)), relation.part))
        else:
            others.append(name)
    return Book("xlsx", tuple(sheets), tuple(others))


def _hidden(element: etree._Element) -> bool:
    return (element.get("state") or "visible") != "visible"


def _workbook(
    raw: bytes, archive: Archive, root: etree._Element, known: dict[str, Relation]
) -> _Workbook:
    properties = root.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    strings = checked(part_of(archive, known, "sharedStrings"))
    if _VAST.search(strings[:4096]) or strings.count(b"<si") > _MAX_STRINGS:
        raise too_big()
    styles = parsed(part_of(archive, known, "styles") or b"<none/>", "styles.xml")
    names = [element.get("name") for element in root.iterfind("{*}sheets/{*}sheet")]
    quick = open_quick(raw) if len(set(names)) == len(names) else None
    parts = Parts(cache(partial(read_strings, strings)), read_styles(styles), since_1904)
    return _Workbook(archive, parts, quick, _odd_styles(styles))


def _odd_styles(root: etree._Element) -> frozenset[int]:
    """Return the styles whose dates the quick reader takes for numbers: aaaa, e"年"."""
    codes = {f.get("numFmtId"): f.get("formatCode") or "" for f in root.iterfind(".//{*}numFmt")}
    odd = {k for k, code in codes.items() if _odd(code)}
    found = root.iterfind("{*}cellXfs/{*}xf")
    return frozenset(n for n, xf in enumerate(found) if xf.get("numFmtId") in odd)


def _odd(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code[:1000])
    return shown_as(0, code) == "date" and not re.search("[ymdhs]", bare, re.IGNORECASE)


def _sheet(workbook: _Workbook, page: Page, part: str) -> Sheet:
    def read() -> bytes:
        return checked(workbook.archive.read(part))

    if workbook.quick is not None:
        dates = frozenset(n for n, shown in enumerate(workbook.parts.styles) if shown)
        strings = workbook.parts.strings
        sheet = known_well(read, page, workbook.quick, dates, workbook.odd_styles, strings)
        if sheet is not None:
            return sheet
    xml, page = read(), Page(page.name, page.hidden)
    for column in _columns(xml):
        page.hidden_columns.append(column)
    read_cells(xml, page, workbook.parts)
    _merges(xml, page)
    return page.sheet()


def _columns(xml: bytes) -> Iterator[tuple[int, int]]:
    for element in elements(xml, ("col", "row", "sheetData")):
        if not element.tag.endswith("col"):
            return
        if element.get("hidden") in {"1", "true"} or zero(element.get("width")):
            yield number(element.get("min"), 1) - 1, number(element.get("max"), 1) - 1


def _merges(xml: bytes, page: Page) -> None:
    for element in elements(xml, ("mergeCell", "row")):
        if element.tag.endswith("mergeCell"):
            first, _, last = (element.get("ref") or "").partition(":")
            start, end = position(first), position(last or first)
            if start and end:
                page.merge((*start, *end))
