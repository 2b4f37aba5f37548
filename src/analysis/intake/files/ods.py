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
_NO_YEAR: Final = re.compile(r"-|0000|[0-9]{5}")
_HOLDS: Final = {
    **dict.fromkeys(("float", "percentage", "currency"), "value"),
    "boolean": "boolean-value", "date": "date-value", "time": "time-value",
}  # fmt: skip
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_FOLDED: Final = frozenset({"collapse", "filter"})
_GROUPS: Final = frozenset({
    *("table-row-group", "table-rows", "table-header-rows"),
    *("table-column-group", "table-columns", "table-header-columns"),
})  # fmt: skip
_FOREIGN: Final = "公式引用了其他文件，文件中暂存的那部分内容不是本表数据，未读取。"
_LAST: Final = 2**21
_MANIFEST: Final = "META-INF/manifest.xml"
_MAX_TREE: Final = MAX_PART // 6  # a tree takes several times its XML


def read_ods(archive: Archive) -> Book:
    """Read a zipped document. Raises ``UnreadableFileError``."""
    content = archive.read("content.xml")
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        listed = archive.has(_MANIFEST) and archive.read(_MANIFEST)
        if listed and b"encryption-data" in listed:  # macros alone may have a password, too
            raise locked()
    return read_fods(content, "ods")


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
    tables = [t for t in body if local(t) == "table"]
    own = [t for t in tables if not _foreign(t)]
    remarks = (_FOREIGN,) if len(own) < len(tables) else ()
    return Book(kind, tuple(_sheet(t, hidden) for t in own), (), remarks)


def _foreign(table: etree._Element) -> bool:
    """Whether this is no sheet but what was kept of another file that formulas refer to."""
    name = attribute(table, "name")
    return name.startswith("'") and "'#" in name and table.find("{*}table-source") is not None


def _sheet(table: etree._Element, hidden: set[str]) -> Sheet:
    page = Page(attribute(table, "name"), attribute(table, "style-name") in hidden)
    column = 0
    for element in _grouped(table, "table-column"):
        said = _said(element)
        repeated = _times(said, "number-columns-repeated")
        if said.get("visibility") in _FOLDED:
            page.hidden_columns.append((column, column + repeated - 1))
        column += repeated
    row = 0
    for element in _grouped(table, "table-row"):
        said = _said(element)
        repeated = _times(said, "number-rows-repeated")
        if said.get("visibility") in _FOLDED:
            page.hidden_rows.update(range(row, min(row + repeated, 1_048_576)))
        _row(page, row, repeated, element)
        row += repeated
    return page.sheet()


def _grouped(table: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or columns, those in (folded) groups too."""
    for child in table:
        if local(child) == name:
            yield child
        elif local(child) in _GROUPS:
            yield from _grouped(child, name)


def _said(element: etree._Element) -> dict[str, str]:
    """Return the attributes by their names alone; of two of one name the first."""
    said: dict[str, str] = {}
    for key, value in element.items():
        name = str(key).rpartition("}")[2]
        if name == "value-type" and value == "error":  # LibreOffice: in a namespace of its own
            said[name] = "error"
        said.setdefault(name, str(value))
    return said


def _times(said: dict[str, str], name: str) -> int:
    text = said.get(name) or "1"
    if not text.isascii() or not text.strip("0") or not text.isdigit():
        raise refused("文件内容已损坏：行或列的重复次数无效。")
    return int(text) if len(text) < 10 else 10**9  # `reach` lets nothing stand there


def _row(page: Page, row: int, repeated: int, element: etree._Element) -> None:
    column = 0
    for cell in element:
        if local(cell) not in _CELLS:
            continue
        said = _said(cell)
        times = _times(said, "number-columns-repeated")
        down = number(said.get("number-rows-spanned"), 1)
        across = number(said.get("number-columns-spanned"), 1)
        if (down, across) != (1, 1):
            page.merge((row, column, row + down - 1, column + across - 1))
        value, flaw = _value(cell, said)
        if value != "" or flaw:
            if repeated * times > 1 and (row + repeated) * (column + times) > MAX_CELLS:
                raise page.too_far(row + repeated - 1, column + times - 1)
            if row >= _LAST or column >= _LAST:
                raise page.too_far(row, column)
            for r in range(row, row + repeated):
                for c in range(column, column + times):
                    if flaw:
                        page.flaw(r, c, flaw)
                    else:
                        page.put(r, c, value)
        column += times


def _value(cell: etree._Element, said: dict[str, str]) -> tuple[Cell, str]:
    """Return what a cell holds, and what is wrong with it."""
    kind = said.get("value-type", "")
    text = "\n".join(_text(p) for p in cell if local(p) == "p")
    formula = bool(said.get("formula"))
    if kind == "error" or (formula and _ERROR_TEXT.fullmatch(text)):
        return "", error_flaw(text)
    if formula and not text and not said.get(_HOLDS.get(kind, "value-type")):
        return "", UNCOMPUTED
    return (_typed(said, kind, text) if kind else text), ""


def _typed(said: dict[str, str], kind: str, text: str) -> Cell:
    holds = said.get(_HOLDS.get(kind, ""), "")
    try:
        match kind:
            case "float" | "percentage" | "currency":
                return float(holds)
            case "boolean":
                return holds == "true"
            case "date":
                return _date(holds.removesuffix("Z")) or text or holds
            case "time":
                return _time(holds)
            case _:
                return text or said.get("string-value", "")
    except ValueError as error:
        raise refused("文件内容已损坏：有一个单元格的数值或日期无效。") from error


def _date(said: str) -> dt.date | None:
    """Return a day or moment, or None for one that no calendar here has (-0001-11-25)."""
    if _NO_YEAR.match(said):
        return None
    return dt.datetime.fromisoformat(said) if "T" in said else dt.date.fromisoformat(said)


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
