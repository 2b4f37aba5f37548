"""A file becomes sheets: every cell with its row and column, nothing interpreted yet."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import python_calamine as calamine
from lxml import etree

from analysis.errors import UnreadableFileError
from analysis.intake.sheet import Sheet
from analysis.values import Cell

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"})
TEXTS = frozenset({".csv", ".tsv"})

# A ledger of 200,000 rows unpacks to about 150 MB; a bomb to far more.
_MAX_UNPACKED = 400 * 1024 * 1024
_MAX_RATIO = 200
_MAX_CELLS = 10_000_000  # from A1 to the last cell: memory is taken for all of them

_ADDRESS = re.compile(rb"""\br=["']([A-Z]*)([0-9]+)["']""")
_FLAWED = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f\b""")
_VAST = re.compile(rb"""\b(?:uniqueC|c)ount=["'][0-9]{8,}["']""")
_ERRORS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!"})
_BROKEN = (
    calamine.CalamineError, csv.Error, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error,
    EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook or the one table of a CSV file.

    Raises ``UnreadableFileError``, whose message says what to do.
    """
    try:
        if path.stat().st_size > _MAX_UNPACKED:
            raise _too_big()
        if path.suffix.lower() in TEXTS:
            return [Sheet("", _text_grid(path.read_bytes()))]
        flaws = _inspect(path) if zipfile.is_zipfile(path) else {}
        with _open(path) as workbook:
            return [
                _sheet(workbook, meta, flaws)
                for meta in workbook.sheets_metadata
                if meta.typ is calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as error:
        raise UnreadableFileError("文件设有密码。", "请取消密码后重新保存。") from error
    except _BROKEN as error:
        raise UnreadableFileError(
            "文件已损坏、设有密码，或扩展名与内容不符。",
            "请用 Excel 或 WPS 打开后另存为 .xlsx。",
        ) from error


def _open(path: Path) -> calamine.CalamineWorkbook:
    """Open by extension; where that does not fit, by content (an .xls that is an .xlsx)."""
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError:
        raise
    except calamine.CalamineError:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))


def _sheet(
    workbook: calamine.CalamineWorkbook,
    meta: calamine.SheetMetadata,
    flaws: Mapping[str, Mapping[tuple[int, int], str]],
) -> Sheet:
    sheet = workbook.get_sheet_by_name(meta.name)
    merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    grid: list[list[Cell]] = [[*row] for row in sheet.to_python(skip_empty_area=False)]
    hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
    flawed = flaws.get(meta.name, MappingProxyType({}))
    for row, column in flawed:  # calamine's grid ends at the last cell that it can read
        grid += [[] for _ in range(row + 1 - len(grid))]
        grid[row] += [""] * (column + 1 - len(grid[row]))
    return Sheet(meta.name, grid, hidden, merges, flawed)


def _inspect(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Refuse what would fill the memory; return the flaws of each sheet of an .xlsx by its name.

    A flaw is what calamine reads as an empty cell but is not: an error value, a formula without
    a stored result.
    """
    found: dict[str, dict[tuple[int, int], str]] = {}
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
        packed = max(path.stat().st_size, 1)
        if unpacked > _MAX_UNPACKED or (unpacked > _MAX_RATIO * packed and unpacked > 2**24):
            raise _too_big()
        names = set(archive.namelist())
        if "xl/sharedStrings.xml" in names and _VAST.search(archive.read("xl/sharedStrings.xml")):
            raise _too_big()
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return found
        relations = _parse(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {str(r.get("Id")): str(r.get("Target")).lstrip("/") for r in relations}
        for sheet in _parse(archive.read("xl/workbook.xml")).iter("{*}sheet"):
            relation = next((v for k, v in sheet.items() if str(k).endswith("}id")), "")
            target = targets.get(str(relation), "")
            part = target if target.startswith("xl/") else f"xl/{target}"
            if part in names:
                found[str(sheet.get("name"))] = _sheet_flaws(archive.read(part))
    return found


def _too_big() -> UnreadableFileError:
    return UnreadableFileError(
        "文件展开后异常庞大，为安全起见未打开。",
        "请只保留有数据的行和列，另存为新文件。",
    )


def _sheet_flaws(xml: bytes) -> dict[tuple[int, int], str]:
    places = _ADDRESS.findall(xml)
    rows = max((int(row) for _, row in places), default=0)
    columns = max((_column(letters) for letters in {letters for letters, _ in places}), default=0)
    if rows * columns > _MAX_CELLS:  # one stray cell at XFD1048576 would fill the memory
        raise _too_big()
    if not _FLAWED.search(xml):
        return {}
    found: dict[tuple[int, int], str] = {}
    for cell in _parse(xml).iter("{*}c"):
        match = _ADDRESS.fullmatch(f'r="{cell.get("r")}"'.encode())
        value = cell.findtext("{*}v") or ""
        says = ""
        if cell.get("t") == "e":
            says = f"错误值 {value}" if value in _ERRORS else "错误值"
        elif cell.find("{*}f") is not None and not value and cell.get("t") != "str":
            says = "没有算出结果的公式"
        if says and match:
            found[int(match[2]) - 1, _column(match[1]) - 1] = says
    return found


def _column(letters: bytes) -> int:
    """Return the 1-based number of a column; 0 without letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)


def _text_grid(raw: bytes) -> list[list[Cell]]:
    text = _decode(raw)
    if "\x00" in text:
        raise UnreadableFileError("文件中有无法识别的字符。", "请用 Excel 或 WPS 另存为 .xlsx。")
    head = text[:4096]
    separator = max(",\t;", key=head.count)
    # strict: a stray quotation mark must not swallow the rows below it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return [list(row) for row in reader]


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
