"""A file becomes sheets: every cell with its row and column, nothing interpreted yet."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import python_calamine as calamine
from lxml import etree

from analysis.errors import UnreadableFileError
from analysis.values import Cell

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"})
TEXTS = frozenset({".csv", ".tsv"})

# A ledger of 200,000 rows unpacks to about 150 MB; a bomb to far more.
_MAX_UNPACKED = 400 * 1024 * 1024
_MAX_RATIO = 200
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT_NS = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; 0-based, inclusive."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``grid[r][c]`` is the cell in 0-based row r and column c, counted from A1.

    ``flaws``: cells that hold an error value or a formula without a stored result, by position.
    """

    name: str
    grid: list[list[Cell]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    flaws: Mapping[tuple[int, int], str] = field(default_factory=lambda: MappingProxyType({}))


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook or the one table of a CSV file.

    Raises ``UnreadableFileError``, whose message says what to do.
    """
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        return [Sheet("", _text_grid(path))]
    _refuse_bomb(path)
    try:
        with calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            flaws = _flaws(path) if zipfile.is_zipfile(path) else {}
            return [_sheet(workbook, meta, flaws) for meta in workbook.sheets_metadata
                    if meta.typ is calamine.SheetTypeEnum.WorkSheet]  # fmt: skip
    except calamine.PasswordError as error:
        raise UnreadableFileError("文件设有密码。", "请取消密码后重新保存。") from error
    except (calamine.CalamineError, OSError, etree.XMLSyntaxError, KeyError) as error:
        raise UnreadableFileError(
            "文件已损坏，或扩展名与内容不符。",
            "请用 Excel 或 WPS 打开后另存为 .xlsx。",
        ) from error


def _sheet(
    workbook: calamine.CalamineWorkbook,
    meta: calamine.SheetMetadata,
    flaws: Mapping[str, Mapping[tuple[int, int], str]],
) -> Sheet:
    sheet = workbook.get_sheet_by_name(meta.name)
    merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    grid = sheet.to_python(skip_empty_area=False)
    hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
    return Sheet(meta.name, grid, hidden, merges, flaws.get(meta.name, MappingProxyType({})))


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    packed = max(path.stat().st_size, 1)
    if unpacked > _MAX_UNPACKED or (unpacked > _MAX_RATIO * packed and unpacked > 2**24):
        raise UnreadableFileError(
            "文件解压后异常庞大，为安全起见未打开。",
            "请只保留有数据的行，另存为新文件。",
        )


def _flaws(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Find what calamine reads as an empty cell but is not: error values, uncomputed formulas."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return found
        relations = _parse(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {r.get("Id"): str(r.get("Target")) for r in relations}
        for sheet in _parse(archive.read("xl/workbook.xml")).iter("{*}sheet"):
            target = targets.get(sheet.get(_RELATION), "").lstrip("/")
            part = target if target.startswith("xl/") else f"xl/{target}"
            if part in names:
                found[str(sheet.get("name"))] = _sheet_flaws(archive.read(part))
    return found


def _sheet_flaws(xml: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in xml and b"<f" not in xml:
        return {}
    found: dict[tuple[int, int], str] = {}
    for cell in _parse(xml).iter(f"{_NS}c", f"{_STRICT_NS}c"):
        value = cell.find("{*}v")
        if cell.get("t") == "e":
            found[_position(str(cell.get("r")))] = (
                f"错误值 {value.text if value is not None else ''}"
            )
        elif cell.find("{*}f") is not None and (value is None or not value.text):
            found[_position(str(cell.get("r")))] = "没有算出结果的公式"
    return found


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


def _position(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]) - 1, column - 1


def _text_grid(path: Path) -> list[list[Cell]]:
    text = _decode(path.read_bytes())
    if "\x00" in text:
        raise UnreadableFileError("文件中有无法识别的字符。", "请用 Excel 或 WPS 另存为 .xlsx。")
    head = text[:4096]
    separator = max(",\t;", key=head.count)
    return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]


def _decode(raw: bytes) -> str:
    """Decode by BOM, then UTF-8, then GB18030, each strictly; nothing is guessed."""
    for bom, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(bom):
            return _strict(raw, encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(raw, "gb18030")


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            "文件的文字编码无法识别。",
            "请用 Excel 或 WPS 打开后另存为 .xlsx。",
        ) from error
