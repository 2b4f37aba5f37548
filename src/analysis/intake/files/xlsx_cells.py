"""The cells of an .xlsx sheet one by one from its XML: slow, and the last word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from analysis.cells import address
from analysis.intake.files.markup import checked, elements, local, number
from analysis.intake.files.page import UNCOMPUTED, Page, error_flaw
from analysis.intake.files.refusals import damaged, refused
from analysis.intake.files.serials import Shown, dated, shown_as
from analysis.values import Cell

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Parts:
    """What the sheets of a workbook share. ``strings`` is read when it is first needed."""

    strings: Callable[[], list[str]]
    styles: tuple[Shown, ...]
    since_1904: bool


def position(text: str) -> tuple[int, int] | None:
    """Return the 0-based row and column of an address such as B7 or $B$7."""
    match = _ADDRESS.fullmatch(text)
    if match is None or match[2] == "0":
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def text_of(element: etree._Element) -> str:
    """Return the text of a string item: its runs joined, without phonetic signs."""
    runs = []
    for child in element:
        if local(child) == "t":
            runs.append(child.text or "")
        elif local(child) == "r":
            runs += [part.text or "" for part in child if local(part) == "t"]
    return unescaped("".join(runs))


def unescaped(text: str) -> str:
    """Resolve _x000D_ and its like, as spreadsheets write control characters."""
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def read_strings(xml: bytes) -> list[str]:
    """Return the shared strings."""
    return [text_of(item) for item in elements(checked(xml), ("si",), "sharedStrings.xml")]


def read_styles(root: etree._Element) -> tuple[Shown, ...]:
    """Return how each cell style shows numbers."""
    codes = {
        number(f.get("numFmtId")): f.get("formatCode") or ""
        for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    ids = [number(xf.get("numFmtId")) for xf in root.iterfind("{*}cellXfs/{*}xf")]
    return tuple(shown_as(n, codes.get(n, "")) for n in ids)


def read_cells(xml: bytes, page: Page, parts: Parts) -> None:
    """Put every cell of a sheet on the page. Raises ``UnreadableFileError``."""
    next_row = 0
    for element in elements(xml, ("row",), page.name):
        row = _number(element.get("r"), next_row + 1, page) - 1
        next_row = row + 1
        if element.get("hidden") in {"1", "true"} or zero(element.get("ht")):
            page.hidden_rows.add(row)
        for place, cell in _placed(element, row, page):
            _put(cell, place, page, parts)


def zero(text: str | None) -> bool:
    """Whether a width or height is given, and is nothing."""
    return bool(text) and not str(text).strip("0.")


def _number(text: str | None, default: int, page: Page) -> int:
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1_048_576:
        raise damaged(f"工作表“{page.name}”有无效的行号")
    return int(text)


def _placed(
    row: etree._Element, at: int, page: Page
) -> Iterator[tuple[tuple[int, int], etree._Element]]:
    column = 0
    for cell in row:
        if local(cell) != "c":
            continue
        place: tuple[int, int] | None = (at, column)
        if (text := cell.get("r")) is not None:
            place = position(text)
        if place is None or place[1] >= 16_384:
            raise damaged(f"工作表“{page.name}”第 {at + 1} 行有无效的单元格地址")
        column = place[1] + 1
        yield place, cell


def _put(cell: etree._Element, place: tuple[int, int], page: Page, parts: Parts) -> None:
    kind = cell.get("t") or "n"
    value = inline = None
    formula = False
    for child in cell:
        match local(child):
            case "v":
                value = child.text or ""
            case "is":
                inline = text_of(child)
            case "f":
                formula = True
    if kind == "e":
        page.flaw(*place, error_flaw((value or "").strip()))
    elif inline is not None:
        page.put(*place, inline)
    elif value:
        page.put(*place, _value(value, kind, cell, place, page, parts))
    elif formula and kind not in {"str", "s", "inlineStr"}:
        page.flaw(*place, UNCOMPUTED)


def _value(  # noqa: PLR0913, PLR0917 - what a cell is made of
    text: str, kind: str, cell: etree._Element, place: tuple[int, int], page: Page, parts: Parts
) -> Cell:
    try:
        match kind:
            case "s":
                index = int(text) if text.strip().isdecimal() else -1
                return parts.strings()[index if index >= 0 else 2**31]
            case "b":
                return text.strip() in {"1", "true"}
            case "d":
                return _iso(text.strip())
            case "n":
                style = number(cell.get("s"))
                shown = parts.styles[style] if 0 <= style < len(parts.styles) else ""
                if not _NUMBER.fullmatch(text.strip()):
                    return unescaped(text)  # a text where a number is announced stays a text
                return dated(float(text), shown, since_1904=parts.since_1904)
            case _:
                return unescaped(text)
    except IndexError as error:
        where = address(*place)
        says = f"文件内容已损坏：工作表“{page.name}”的单元格 {where} 所指的文字不在文件中。"
        raise refused(says) from error
    except ValueError:
        if kind == "s":
            raise damaged(f"工作表“{page.name}”的单元格 {address(*place)}") from None
        return unescaped(text)


def _iso(text: str) -> Cell:
    text = text.removesuffix("Z")
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    if ":" in text and "-" not in text:
        return dt.time.fromisoformat(text.removeprefix("T"))
    return dt.datetime.fromisoformat(text)
