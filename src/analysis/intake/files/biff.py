"""A walk over the records of an .xls: what must arrive, what is hidden, in which encoding.

xlrd reads the cells; this says how many there are, and what xlrd does not tell.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analysis.intake.files.refusals import damaged, locked

_BOFS: Final = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_EOF: Final = 0x000A
_BOUNDSHEET, _CODEPAGE, _FILEPASS, _DATEMODE = 0x0085, 0x0042, 0x002F, 0x0022
_ROWS: Final = frozenset({0x0008, 0x0208})
_COLINFO, _COLWIDTH, _MERGED, _MULRK = 0x007D, 0x0024, 0x00E5, 0x00BD
_CELLS: Final = frozenset({
    *(0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6, 0x0205, 0x0006, 0x0206, 0x0406),
    *(0x0002, 0x0003, 0x0004, 0x0005),
})  # fmt: skip
_BLANKS: Final = frozenset({0x0001, 0x0201, 0x00BE})
_CONTINUE, _NOTHING = 0x003C, 0x0FFF
_UNASKED: Final = frozenset({
    *(0x0016, 0x0017, 0x0018, 0x0218, 0x0023, 0x0223, 0x01AE),  # names, other files
    *(0x001C, 0x005D, 0x00EC, 0x01B6, 0x01B8, 0x0800, 0x0872),  # notes, drawings, links, lists
    *(0x005C, 0x0092, 0x0293, 0x01B0, 0x01B1, 0x015F),  # who wrote it, colours, conditions
    *(0x001A, 0x001B, 0x0041, 0x00A0, 0x00E5, 0x003E, 0x023E),  # breaks, panes, merges, windows
})  # fmt: skip
Record = tuple[int, bytes]


@dataclass(slots=True)
class Walked:
    """One worksheet of the stream. ``cells`` counts the cells that hold something."""

    cells: int = 0
    blanks: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Stream:
    """The globals: ``kinds`` and ``starts`` are those of all sheets, charts and macros too."""

    biff2: bool = False
    biff8: bool = False
    codepage: int | None = None
    kinds: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: list[bytes] = field(default_factory=list)


def records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of one substream, without those of charts inside it.

    Raises ``UnreadableFileError`` where the stream ends before it, or a password is set.
    """
    position, depth = start, 0
    while True:
        if position + 4 > len(stream):
            raise damaged("表格内容提前结束")
        kind, length = struct.unpack_from("<HH", stream, position)
        if position + 4 + length > len(stream):
            raise damaged("表格内容提前结束")
        if kind == _FILEPASS:
            raise locked()
        depth += (kind in _BOFS) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def for_cells(stream: bytes) -> bytes:
    """Return the stream with the records taken out of sight that no cell needs.

    Names, notes, drawings and conditional formats are where xlrd fails, recurses or never ends.
    """
    seen = bytearray(stream)
    position = 0
    apart = False
    while position + 4 <= len(seen):
        kind, length = struct.unpack_from("<HH", seen, position)
        apart = kind in _UNASKED or (apart and kind == _CONTINUE)
        if apart:
            struct.pack_into("<H", seen, position, _NOTHING)
        position += 4 + length
    return bytes(seen)


def walk_globals(stream: bytes) -> Stream:
    """Read what the workbook says of itself."""
    found = Stream()
    for kind, data in records(stream, 0):
        if kind in _BOFS:
            found.biff2 = kind == 0x0009
            found.biff8 = kind == 0x0809 and data[:2] == b"\x00\x06"
        elif kind == _CODEPAGE and len(data) >= 2:
            found.codepage = struct.unpack_from("<H", data)[0]
        elif kind == _BOUNDSHEET and len(data) >= 8:
            found.starts.append(struct.unpack_from("<i", data)[0])
            found.kinds.append(data[5])
            found.names.append(data[6:])
    return found


def walk_sheet(stream: bytes, start: int, *, biff2: bool) -> Walked:
    """Count the cells of a sheet, and note merges and what is hidden."""
    found = Walked()
    try:
        for kind, data in records(stream, start):
            if kind in _CELLS:
                found.cells += 1
            elif kind == _MULRK:
                found.cells += (len(data) - 6) // 6
            elif kind in _BLANKS:
                found.blanks += max(len(data) // 2 - 3, 1)
            else:
                _note(kind, data, found, biff2=biff2)
    except struct.error as error:
        raise damaged() from error
    return found


def _note(kind: int, data: bytes, found: Walked, *, biff2: bool) -> None:
    if kind in _ROWS:
        _row(data, found, biff2=biff2)
    elif kind == _COLINFO:
        first, last, width, _, flags = struct.unpack_from("<5H", data)
        if flags & 1 or not width:
            found.hidden_columns.append((first, last))
    elif kind == _COLWIDTH and biff2:
        first, last, width = struct.unpack_from("<BBH", data)
        if not width:
            found.hidden_columns.append((first, last))
    elif kind == _MERGED:
        count = struct.unpack_from("<H", data)[0]
        for top, bottom, left, right in struct.iter_unpack("<4H", data[2 : 2 + 8 * count]):
            found.merges.append((top, left, bottom, right))


def _row(data: bytes, found: Walked, *, biff2: bool) -> None:
    row, _, _, height = struct.unpack_from("<4H", data)
    folded = not biff2 and len(data) >= 14 and struct.unpack_from("<H", data, 12)[0] & 0x20
    if folded or height & 0x7FFF == 0:
        found.hidden_rows.add(row)
