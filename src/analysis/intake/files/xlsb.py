"""Binary workbooks (.xlsb), record by record [MS-XLSB]."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from analysis.intake.files.archive import Archive
from analysis.intake.files.ooxml import part_of, relations
from analysis.intake.files.page import Page, error_flaw
from analysis.intake.files.refusals import damaged, refused
from analysis.intake.files.serials import Shown, dated, shown_as
from analysis.intake.sheet import Book, Sheet
from analysis.values import Cell

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_F_TEXT, _F_REAL, _F_BOOL, _F_ERROR = 8, 9, 10, 11
_RICH, _SST_ITEM, _FORMAT, _XF, _COLUMN, _PROPERTIES, _SHEET, _MERGE = (
    *(62, 19, 44, 47, 60, 153, 156, 176),
)  # fmt: skip
_BEGIN_CELL_XFS, _END_CELL_XFS = 617, 618
_CODES: Final = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
    43: "#GETTING_DATA",
}  # fmt: skip


def read_xlsb(archive: Archive, main: str) -> Book:
    """Read a workbook, ``main`` is its main part. Raises ``UnreadableFileError``."""
    known = relations(archive, main)
    try:
        strings = _strings(part_of(archive, known, "sharedStrings"))
        styles = _styles(part_of(archive, known, "styles"))
        since_1904 = False
        sheets: list[Sheet] = []
        others: list[str] = []
        for kind, data in _records(archive.read(main)):
            if kind == _PROPERTIES:
                since_1904 = bool(data[0] & 1)
            elif kind == _SHEET:
                state = struct.unpack_from("<I", data)[0]
                identity, at = _text(data, 8)
                name, _ = _text(data, at)
                relation = known.get(identity)
                if relation is None or not archive.has(relation.part):
                    raise refused(f"文件内容已损坏：工作表“{name}”不在文件中。")
                if relation.kind != "worksheet":
                    others.append(name)
                    continue
                page = Page(name, state != 0)
                _Reader(page, strings, styles, since_1904).read(archive.read(relation.part))
                sheets.append(page.sheet())
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise damaged() from error
    return Book("xlsb", tuple(sheets), tuple(others))


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content: both kind and length are written seven bits a byte."""
    at = 0
    while at < len(part):
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        length = shift = 0
        while shift < 28:
            byte = part[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + length > len(part):
            raise damaged("表格内容提前结束")
        yield kind, part[at : at + length]
        at += length


def _text(data: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", data, at)[0]
    end = at + 4 + 2 * length
    if length == 0xFFFFFFFF:
        return "", at + 4
    if end > len(data):
        raise IndexError
    return data[at + 4 : end].decode("utf-16-le"), end


def _strings(part: bytes) -> list[str]:
    return [_text(data, 1)[0] for kind, data in _records(part) if kind == _SST_ITEM]


def _styles(part: bytes) -> list[Shown]:
    codes: dict[int, str] = {}
    styles: list[Shown] = []
    inside = False
    for kind, data in _records(part):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind in {_BEGIN_CELL_XFS, _END_CELL_XFS}:
            inside = kind == _BEGIN_CELL_XFS
        elif kind == _XF and inside:
            number = struct.unpack_from("<H", data, 2)[0]
            styles.append(shown_as(number, codes.get(number, "")))
    return styles


class _Reader:
    """Puts the cells of one sheet on its page."""

    def __init__(
        self,
        page: Page,
        strings: list[str],
        styles: list[Shown],
        since_1904: bool,  # noqa: FBT001
    ) -> None:
        self.page, self.strings, self.styles, self.since_1904 = page, strings, styles, since_1904
        self.row = 0

    def read(self, part: bytes) -> None:
        """Read the records of the sheet."""
        for kind, data in _records(part):
            if kind == _ROW:
                self.row = struct.unpack_from("<I", data)[0]
                height, flags = struct.unpack_from("<HH", data, 8)
                if flags >> 8 & 0x10 or not height:
                    self.page.hidden_rows.add(self.row)
            elif kind == _COLUMN:
                first, last, width, _, flags = struct.unpack_from("<4IH", data)
                if flags & 1 or not width:
                    self.page.hidden_columns.append((first, last))
            elif kind == _MERGE:
                top, bottom, left, right = struct.unpack_from("<4I", data)
                self.page.merge((top, left, bottom, right))
            elif _RK <= kind <= _F_ERROR or kind == _RICH:
                self._cell(kind, data)

    def _cell(self, kind: int, data: bytes) -> None:
        column, style = struct.unpack_from("<II", data)
        if column >= 16_384 or self.row >= 1_048_576:
            raise damaged(f"工作表“{self.page.name}”有无效的单元格地址")
        if kind in {_ERROR, _F_ERROR}:
            self.page.flaw(self.row, column, error_flaw(_CODES.get(data[8], "")))
        else:
            self.page.put(self.row, column, self._value(kind, data, style & 0xFFFFFF))

    def _value(self, kind: int, data: bytes, style: int) -> Cell:
        match kind:
            case 1:
                return ""
            case 4 | 10:
                return bool(data[8])
            case 6 | 8:
                return _text(data, 8)[0]
            case 62:
                return _text(data, 9)[0]
            case 7:
                return self.strings[int(struct.unpack_from("<I", data, 8)[0])]
            case 2:
                number = _rk(struct.unpack_from("<I", data, 8)[0])
            case _:
                number = float(struct.unpack_from("<d", data, 8)[0])
        shown = self.styles[style] if style < len(self.styles) else ""
        return dated(number, shown, since_1904=self.since_1904)


def _rk(packed: int) -> float:
    if packed & 2:
        number = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))[0]
        number = float(number)
    return number / 100 if packed & 1 else number
