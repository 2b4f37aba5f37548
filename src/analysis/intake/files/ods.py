"""OpenDocument spreadsheets: .ods (zipped) and .fods (one flat XML file)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from analysis.intake.files.archive import MAX_PART, Archive
from analysis.intake.files.markup import attribute, checked, local, number, parsed
from analysis.intake.files.page import MAX_CELLS, UNCOMPUTED, Page, error_flaw
from analysis.intake.files.refusals import locked, refused, too_big
from analysis.intake.sheet import Book, Sheet
from analysis.values import Cell

_ERROR_TEXT: Final = re.compile(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)|Err:[0-9]{3}")
_LENGTH: Final = re.compile(r"(-?)P(?:([0-9]+)D)?T?(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?")
_FOLDED: Final = frozenset({"collapse", "filter"})
_GROUPS: Final = frozenset({
    *("table-row-group", "table-rows", "table-header-rows"),
    *("table-column-group", "table-columns", "table-header-columns"),
})  # fmt: skip
_MAX_TREE: Final = MAX_PART // 6  # a tree takes several times its XML


def read_ods(archive: Archive) -> Book:
    """Read a zipped document. Raises ``UnreadableFileError``."""
    if archive.has("META-INF/manifest.xml"):
        manifest = archive.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise locked()
    return read_fods(archive.read("content.xml"), "ods")


def read_fods(xml: bytes, kind: str = "fods") -> Book:
    """Read a flat document. Raises ``UnreadableFileError``."""
    if len(xml) > _MAX_TREE:
        raise too_big()
    root = parsed(checked(xml), "content.xml")
    body = root.find("{*}body/{*}spreadsheet")
    if body is None:
        raise refused("文件是 OpenDocument 文档，但不是表格。")
    hidden = {
        attribute(style, "name")
        for style in root.iterfind("{*}automatic-styles/{*}style")
        for table in style.iterfind("{*}table-properties")
        if attribute(table, "display") == "false"
    }
    sheets = [_sheet(t, hidden) for t in body if local(t) == "table"]
    return Book(kind, tuple(sheets))


def _sheet(table: etree._Element, hidden: set[str]) -> Sheet:
    page = Page(attribute(table, "name"), attribute(table, "style-name") in hidden)
    column = 0
    for element in _grouped(table, "table-column"):
        repeated = _times(element, "number-columns-repeated")
        if attribute(element, "visibility") in _FOLDED:
            page.hidden_columns.append((column, column + repeated - 1))
        column += repeated
    row = 0
    for element in _grouped(table, "table-row"):
        repeated = _times(element, "number-rows-repeated")
        cells = list(_cells(element))
        _row(page, row, repeated, element, cells)
        row += repeated
    return page.sheet()


def _grouped(table: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or columns, those in (folded) groups too."""
    for child in table:
        if local(child) == name:
            yield child
        elif local(child) in _GROUPS:
            yield from _grouped(child, name)


def _times(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or "1"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 2**21:
        raise refused("文件内容已损坏：行或列的重复次数无效。")
    return int(text)


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    column = 0
    for cell in row:
        if local(cell) in {"table-cell", "covered-table-cell"}:
            times = _times(cell, "number-columns-repeated")
            yield column, times, cell
            column += times


def _row(
    page: Page,
    row: int,
    repeated: int,
    element: etree._Element,
    cells: list[tuple[int, int, etree._Element]],
) -> None:
    if attribute(element, "visibility") in _FOLDED and repeated < MAX_CELLS:
        page.hidden_rows.update(range(row, min(row + repeated, 1_048_576)))
    for column, times, cell in cells:
        down = number(attribute(cell, "number-rows-spanned"), 1)
        across = number(attribute(cell, "number-columns-spanned"), 1)
        if (down, across) != (1, 1):
            page.merge((row, column, row + down - 1, column + across - 1))
        value, flaw = _value(cell)
        if value == "" and not flaw:
            continue
        if (row + repeated) * (column + times) > MAX_CELLS:
            raise too_big()
        for r in range(row, row + repeated):
            for c in range(column, column + times):
                if flaw:
                    page.flaw(r, c, flaw)
                else:
                    page.put(r, c, value)


def _value(cell: etree._Element) -> tuple[Cell, str]:
    """Return what a cell holds, and what is wrong with it."""
    kind = attribute(cell, "value-type")
    for key, said in cell.items():  # LibreOffice says "error" in a namespace of its own
        if str(key).endswith("}value-type") and said == "error":
            kind = "error"
    text = "\n".join(_text(p) for p in cell if local(p) == "p")
    formula = bool(attribute(cell, "formula"))
    if kind == "error" or (formula and _ERROR_TEXT.fullmatch(text)):
        return "", error_flaw(text)
    if not kind:
        return (text, "") if text or not formula else ("", UNCOMPUTED)
    return _typed(cell, kind, text), ""


def _typed(cell: etree._Element, kind: str, text: str) -> Cell:
    try:
        match kind:
            case "float" | "percentage" | "currency":
                return float(attribute(cell, "value"))
            case "boolean":
                return attribute(cell, "boolean-value") == "true"
            case "date":
                said = attribute(cell, "date-value").removesuffix("Z")
                return (
                    dt.datetime.fromisoformat(said) if "T" in said else dt.date.fromisoformat(said)
                )
            case "time":
                return _time(attribute(cell, "time-value"))
            case _:
                return text or attribute(cell, "string-value")
    except ValueError as error:
        raise refused("文件内容已损坏：有一个单元格的数值或日期无效。") from error


def _time(said: str) -> Cell:
    """Return a time of day; from 24 hours on a length of time."""
    match = _LENGTH.fullmatch(said)
    if match is None:
        raise ValueError
    sign, days, hours, minutes, seconds = match.groups()
    length = dt.timedelta(
        int(days or 0), float(seconds or 0), 0, 0, int(minutes or 0), int(hours or 0)
    )
    if sign or length >= dt.timedelta(1):
        return -length if sign else length
    return (dt.datetime(1900, 1, 1) + length).time()  # noqa: DTZ001 - spreadsheets have no zones


def _text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, without notes; spaces and tabs are elements of their own."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        match local(child):
            case "s":
                parts.append(" " * min(number(attribute(child, "c"), 1), 1000))
            case "tab":
                parts.append("\t")
            case "line-break":
                parts.append("\n")
            case "annotation" | "note" | "ruby-text":
                pass
            case _:
                parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
