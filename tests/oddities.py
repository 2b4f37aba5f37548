"""Writers of what no library writes: old .xls streams, .xlsb records, .ods content, edited zips."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"
Row = Iterable[object]


class Error(str):
    """An error cell, as #REF!."""

    __slots__ = ()


class Serial(float):
    """A number in the style of a date (style 1) or of the odd format (style 2)."""

    style = 1


# --- zips ------------------------------------------------------------------------------------


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Pack parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(path: Path) -> dict[str, bytes]:
    """Unpack a file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, change: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """Change one part of a package in place."""
    parts = parts_of(path)
    parts[part] = change(parts[part])
    path.write_bytes(zipped(parts))
    return path


def xlsx_of(path: Path, cells: str, before: str = "", after: str = "") -> Path:
    """Write a workbook whose sheet data is the given XML; styles: 1 is a date, 2 is aaaa."""
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("表")
    page.write(0, 0, 1, book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
    page.write(1, 0, 1, book.add_format({"num_format": "[$-804]aaaa"}))
    page.write(2, 0, "文字")
    book.close()

    def put(xml: bytes) -> bytes:
        start, end = xml.find(b"<sheetData"), xml.find(b"</sheetData>") + 12
        data = f"{before}<sheetData>{cells}</sheetData>{after}".encode()
        return xml[:start] + data + xml[end:]

    return rewrite(path, put)


# --- BIFF ------------------------------------------------------------------------------------


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


_CODES = {
    "#NULL!": 0,
    "#DIV/0!": 7,
    "#VALUE!": 15,
    "#REF!": 23,
    "#NAME?": 29,
    "#NUM!": 36,
    "#N/A": 42,
}


def _cell(row: int, column: int, value: object, version: int, encoding: str) -> bytes:
    style = value.style if isinstance(value, Serial) else 0
    at = struct.pack("<3H", row, column, style)
    if isinstance(value, Error):
        return _record(0x0205, at + bytes([_CODES[value], 1]))
    if isinstance(value, bool):
        return _record(0x0205, at + bytes([value, 0]))
    if isinstance(value, int | float):
        return _record(0x0203, at + struct.pack("<d", value))
    text = str(value)
    if version == 8:
        raw = text.encode("utf-16-le")
        return _record(0x0204, at + struct.pack("<HB", len(raw) // 2, 1) + raw)
    raw = text.encode(encoding)
    return _record(0x0204, at + struct.pack("<H", len(raw)) + raw)


def biff(  # noqa: PLR0913 - each odd feature is a word
    rows: Iterable[Row],
    version: int = 8,
    *,
    codepage: int | None = None,
    encoding: str = "gbk",
    hidden: int = 0,
    since_1904: bool = False,
    extra: bytes = b"",
    globals_extra: bytes = b"",
) -> bytes:
    """Write the stream of an .xls of BIFF5 or BIFF8 with one sheet, 表."""
    number = 0x0600 if version == 8 else 0x0500
    tail = bytes(8) if version == 8 else b""

    def begin(what: int) -> bytes:
        return _record(0x0809, struct.pack("<4H", number, what, 2000, 1997) + tail)

    if version == 8:
        name = struct.pack("<BB", 1, 1) + "表".encode("utf-16-le")
        code = 'yyyy"年"'.encode("utf-16-le")
        code = struct.pack("<HHB", 164, len(code) // 2, 1) + code
    else:
        name = bytes([len("表".encode(encoding))]) + "表".encode(encoding)
        code = struct.pack("<HB", 164, 10) + b"yyyy/mm/dd"
    styles = _record(0x041E, code)
    for fmt in (0, 164, 46):
        styles += _record(0x00E0, struct.pack("<HH", 0, fmt) + bytes(16 if version == 8 else 12))
    page = _record(0x0042, struct.pack("<H", codepage)) if codepage is not None else b""
    page += _record(0x0022, struct.pack("<H", since_1904)) + globals_extra
    head = begin(5) + page + styles
    length = len(head) + 4 + 6 + len(name) + (2 if version == 8 else 0) * 0 + 4
    head += _record(0x0085, struct.pack("<IBB", length, hidden, 0) + name) + _record(0x000A)
    sheet = begin(16) + extra
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None and value != "":
                sheet += _cell(r, c, value, version, encoding)
    return head + sheet + _record(0x000A)


def biff2(rows: Iterable[Row]) -> bytes:
    """Write a BIFF2 worksheet stream: one sheet and nothing else."""
    out = _record(0x0009, struct.pack("<2H", 2, 16))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            at = struct.pack("<2H3x", r, c)
            if isinstance(value, int | float):
                out += _record(0x0003, at + struct.pack("<d", value))
            else:
                raw = str(value).encode("gbk")
                out += _record(0x0004, at + bytes([len(raw)]) + raw)
    return out + _record(0x000A)


def record(kind: int, *numbers: int) -> bytes:
    """Write a BIFF record of 16-bit numbers."""
    return _record(kind, struct.pack(f"<{len(numbers)}H", *numbers))


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """Put a stream into a compound file (OLE2)."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    sectors = len(stream) // 512
    assert sectors < 126
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<10I", 0, 1, 1, 0, 4096, end, 0, end, 0, 0) + struct.pack("<I", free) * 108
    chain = [0xFFFFFFFD, end, *range(3, 2 + sectors), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = f"{title}\0".encode("utf-16-le") if title else b""
        fields = struct.pack("<HBB3I", len(text), kind, 1, free, free, child)
        return text.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", start, size)

    entries = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream))
    return head + table + entries + entry("", 0, free, 0, 0) * 2 + stream


# --- BIFF12 ----------------------------------------------------------------------------------


def _record12(kind: int, content: bytes = b"") -> bytes:
    out = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(content)
    while length >= 128:
        out += bytes([length & 0x7F | 0x80])
        length >>= 7
    return out + bytes([length]) + content


def _wide(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return struct.pack("<I", len(raw) // 2) + raw


def xlsb(rows: Iterable[Row], *, state: int = 0, since_1904: bool = False) -> bytes:
    """Write an .xlsb with one sheet, 表: first row hidden, column B hidden, A1:B1 merged."""
    sheet = _record12(129) + _record12(60, struct.pack("<4IH", 1, 1, 2560, 0, 1)) + _record12(145)
    strings = b""
    count = 0
    for r, row in enumerate(rows):
        flags = 0x1000 if r == 0 else 0
        sheet += _record12(0, struct.pack("<IIHHBI", r, 0, 300, flags, 0, 0))
        for c, value in enumerate(row):
            style = value.style if isinstance(value, Serial) else 0
            at = struct.pack("<II", c, style)
            if isinstance(value, Error):
                sheet += _record12(3, at + bytes([_CODES[value]]))
            elif isinstance(value, bool):
                sheet += _record12(4, at + bytes([value]))
            elif isinstance(value, Serial | float):
                sheet += _record12(5, at + struct.pack("<d", value))
            elif isinstance(value, int):
                sheet += _record12(2, at + struct.pack("<i", value << 2 | 2))
            elif value:
                sheet += _record12(7, at + struct.pack("<I", count))
                strings += _record12(19, b"\0" + _wide(str(value)))
                count += 1
    sheet += _record12(146) + _record12(176, struct.pack("<4I", 0, 0, 0, 1)) + _record12(130)
    styles = _record12(44, struct.pack("<H", 164) + _wide('yyyy"年"'))
    styles += _record12(617, struct.pack("<I", 3))
    for fmt in (0, 164, 46):
        styles += _record12(47, struct.pack("<HH", 0, fmt) + bytes(12))
    styles += _record12(618)
    bundle = struct.pack("<II", state, 1) + _wide("rId1") + _wide("表")
    book = _record12(131) + _record12(153, struct.pack("<II", since_1904, 0) + _wide(""))
    book += _record12(143) + _record12(156, bundle) + _record12(144) + _record12(132)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _rels(("rId1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _rels(
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("rId2", "styles", "styles.bin"),
                ("rId3", "sharedStrings", "sharedStrings.bin"),
            ),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/styles.bin": styles,
            "xl/sharedStrings.bin": strings,
        }
    )


def _rels(*found: tuple[str, str, str]) -> str:
    base = "http://schemas.openxmlformats.org"
    inner = "".join(
        f'<Relationship Id="{i}" Type="{base}/officeDocument/2006/relationships/{k}" Target="{t}"/>'
        for i, k, t in found
    )
    return f'<Relationships xmlns="{base}/package/2006/relationships">{inner}</Relationships>'


# --- OpenDocument ----------------------------------------------------------------------------

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def flat_ods(table: str, properties: str = "", root: str = "document") -> str:
    """Write an OpenDocument spreadsheet of one sheet, 表, with the given rows."""
    style = f'<style:style style:name="t" style:family="table"><style:table-properties {properties}/></style:style>'
    return (
        f'<office:{root} {_SPACES} xmlns:calcext="urn:org:documentfoundation:calc">'
        f"<office:automatic-styles>{style}</office:automatic-styles>"
        '<office:body><office:spreadsheet><table:table table:name="表" table:style-name="t">'
        f"{table}</table:table></office:spreadsheet></office:body></office:{root}>"
    )


def ods(table: str, properties: str = "", manifest: str = "<manifest/>") -> bytes:
    """Pack an .ods."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": flat_ods(table, properties, "document-content"),
            "META-INF/manifest.xml": manifest,
        }
    )


def ods_cell(value: object, attributes: str = "") -> str:
    """Write a cell of an OpenDocument spreadsheet."""
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value={quoteattr(str(value))} {attributes}/>'
    text = f"<text:p>{escape(str(value))}</text:p>" if value else ""
    kind = 'office:value-type="string"' if value else ""
    return f"<table:table-cell {kind} {attributes}>{text}</table:table-cell>"
