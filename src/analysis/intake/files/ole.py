"""Compound files (OLE2), the outside of an .xls: a directory of streams in chained sectors.

Read as Excel reads them: a sector that two chains claim or a name in capitals is no reason to give
up. Whether the stream is whole is told by its records.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from analysis.intake.files.refusals import damaged

SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
_STREAM: Final = 2
_NONE: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file. Everything raises ``UnreadableFileError`` where the file is broken."""

    def __init__(self, raw: bytes) -> None:
        """Read the directory."""
        self._raw = raw
        try:
            self._sector, self._short = (1 << n for n in struct.unpack_from("<2H", raw, 30))
            first, _, self._least, shorts, _, more, _ = struct.unpack_from("<7I", raw, 48)
            if self._sector not in {512, 4096} or self._short != 64:
                raise damaged()
            self._next = self._table(self._listed(more))
            self._shorts = shorts
            directory = self._chain(first)
            self._entries = [_entry(directory, at) for at in range(0, len(directory) - 127, 128)]
            self._top = self._beside(self._entries[0].child)
        except (struct.error, IndexError, UnicodeError) as error:
            raise damaged() from error

    @property
    def names(self) -> set[str]:
        """The names of the streams and folders of the first level, in small letters."""
        return {entry.name for entry in self._top}

    def stream(self, name: str) -> bytes:
        """Return the stream of the first level with that name in any case; b"" without."""
        for entry in self._top:
            if entry.name == name.lower() and entry.kind == _STREAM:
                if entry.size >= self._least:
                    return self._chain(entry.start)[: entry.size]
                return self._pieces(entry)[: entry.size]
        return b""

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self._sector
        return self._raw[start : start + self._sector]

    def _listed(self, more: int) -> list[int]:
        """Return the sectors that hold the table of chains."""
        found = list(struct.unpack_from("<109I", self._raw, 76))
        seen: set[int] = set()
        while more not in seen and (sector := self._at(more)):
            seen.add(more)
            *part, more = struct.unpack(f"<{self._sector // 4}I", sector)
            found += part
        return found

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        table = b"".join(self._at(number) for number in sectors if number < len(self._raw))
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _chain(self, start: int) -> bytes:
        return b"".join(self._at(number) for number in _followed(start, self._next))

    def _pieces(self, entry: _Entry) -> bytes:
        """Return a short stream, which lies in pieces in the stream of the root."""
        table = self._chain(self._shorts)
        after = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
        small, size = self._root, self._short
        return b"".join(small[n * size : (n + 1) * size] for n in _followed(entry.start, after))

    @cached_property
    def _root(self) -> bytes:
        return self._chain(self._entries[0].start)

    def _beside(self, first: int) -> list[_Entry]:
        """Return an entry and all on its level."""
        found: list[_Entry] = []
        todo, seen = [first], {_NONE}
        while todo:
            number = todo.pop()
            if number not in seen and number < len(self._entries):
                seen.add(number)
                entry = self._entries[number]
                found.append(entry)
                todo += [entry.left, entry.right]
        return found


def _followed(start: int, after: tuple[int, ...]) -> list[int]:
    found: dict[int, None] = {}
    while start < len(after) and start not in found:
        found[start] = None
        start = after[start]
    return list(found)


def _entry(directory: bytes, at: int) -> _Entry:
    length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
    name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
    left, right, child = struct.unpack_from("<3I", directory, at + 68)
    start, size = struct.unpack_from("<2I", directory, at + 116)
    return _Entry(name.lower(), directory[at + 66], left, right, child, start, size)
