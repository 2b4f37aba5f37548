"""XML spreadsheets of Excel 2003 (SpreadsheetML), as systems export them under the name .xls."""

from __future__ import annotations

import datetime as dt
from typing import Final

from lxml import etree

from analysis.intake.files.markup import attribute, checked, local
from analysis.intake.files.page import UNCOMPUTED, Page, error_flaw
from analysis.intake.files.refusals import damaged, refused, too_big
from analysis.intake.sheet import Book
from analysis.values import Cell

_MAX_TREE: Final = 32 * 1024 * 1024  # a tree takes several times its XML


def read_xml2003(xml: bytes) -> Book:
    """Read a workbook. Raises ``UnreadableFileError``."""
    if len(xml) > _MAX_TREE:
        raise too_big()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(checked(xml, any_encoding=True), parser)
    except (etree.XMLSyntaxError, LookupError) as error:
        raise damaged("XML 表格") from error
    pages = [_page(sheet) for sheet in root.iterfind("{*}Worksheet")]
    return Book("xml2003", tuple(page.sheet() for page in pages))


def _page(worksheet: etree._Element) -> Page:
    visible = worksheet.findtext("{*}WorksheetOptions/{*}Visible") or ""
    page = Page(
        attribute(worksheet, "Name"),
        visible.startswith("SheetHidden") or visible == "SheetVeryHidden",
    )
    table = worksheet.find("{*}Table")
    row = column = 0
    for element in table if table is not None else ():
        if local(element) == "Column":
            column = _index(element, column, page)
            last = column + _count(element, "Span")
            if attribute(element, "Hidden") == "1":
                page.hidden_columns.append((column, last))
            column = last + 1
        elif local(element) == "Row":
            row = _index(element, row, page)
            last = row + _count(element, "Span")
            if attribute(element, "Hidden") == "1":
                page.hidden_rows.update(range(row, last + 1))
            _cells(element, row, page)
            row = last + 1
    return page


def _index(element: etree._Element, default: int, page: Page) -> int:
    text = attribute(element, "Index")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not default < int(text) <= 1_048_576:
        raise damaged(f"工作表“{page.name}”有无效的行号或列号")
    return int(text) - 1


def _count(element: etree._Element, name: str) -> int:
    text = attribute(element, name)
    return min(int(text), 1_048_576) if text.isascii() and text.isdigit() else 0


def _cells(row: etree._Element, number: int, page: Page) -> None:
    column = 0
    for cell in row:
        if local(cell) != "Cell":
            continue
        column = _index(cell, column, page)
        down, across = _count(cell, "MergeDown"), _count(cell, "MergeAcross")
        if down or across:
            page.merge((number, column, number + down, column + across))
        data = next((child for child in cell if local(child) == "Data"), None)
        if data is not None:
            _put(data, number, column, page)
        elif attribute(cell, "Formula"):
            page.flaw(number, column, UNCOMPUTED)
        column += across + 1


def _put(data: etree._Element, row: int, column: int, page: Page) -> None:
    text = "".join(str(part) for part in data.itertext())
    kind = attribute(data, "Type")
    if kind == "Error":
        page.flaw(row, column, error_flaw(text.strip()))
        return
    try:
        page.put(row, column, _value(kind, text))
    except ValueError as error:
        says = f"文件内容已损坏：工作表“{page.name}”第 {row + 1} 行第 {column + 1} 列的数值或日期无效。"
        raise refused(says) from error


def _value(kind: str, text: str) -> Cell:
    if not text.strip():
        return text
    match kind:
        case "Number":
            return float(text)
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            moment = dt.datetime.fromisoformat(text.strip().removesuffix("Z"))
            midnight = moment.time() == dt.time()
            return moment.date() if midnight else moment
        case _:
            return text
