"""Many words sought in a long text at once.

A text is taken as an array of code points; the first letters of every word are a number, and where
one of these numbers stands in the text a word may begin: only there the words are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]

SEPARATOR: Final = "\n\ud800\n"  # between texts: half a character, which no file can hold
_SIZES: Final = (6, 3, 2)  # so many first letters tell a word from others
_BITS: Final = 18
_FACTOR: Final = np.uint32(0x9E3779B1)  # odd and without a pattern (Knuth's multiplicative hash)


def codes_of(text: str) -> Codes:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def text_of(codes: Codes) -> str:
    """Return the text of code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


class Words:
    """Words to be sought in texts; one of fewer than two letters is never found."""

    def __init__(self, words: Iterable[str]) -> None:
        """Remember the words by their first letters."""
        self._by_start: dict[int, dict[str, list[str]]] = {size: {} for size in _SIZES}
        for word in words:
            if size := next((size for size in _SIZES if len(word) >= size), 0):
                self._by_start[size].setdefault(word[:size], []).append(word)
        self._tables = {size: _table(s, size) for size, s in self._by_start.items() if s}

    def found(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each word and every position where it stands in the text, in no useful order."""
        codes = codes_of(text)
        for size, table in self._tables.items():
            starts = self._by_start[size]
            for position in np.flatnonzero(table.take(_hashes(codes, size))).tolist():
                for word in starts.get(text[position : position + size], ()):
                    if text.startswith(word, position):
                        yield word, position


def _table(starts: Iterable[str], size: int) -> NDArray[np.bool_]:
    """Return which hashes the starts of words have."""
    table = np.zeros(1 << _BITS, dtype=np.bool_)
    table[_hashes(codes_of("".join(starts)), size)[::size]] = True
    return table


def _hashes(codes: Codes, size: int) -> Codes:
    """Return a number below 2 ** 18 for the ``size`` letters that begin at each position."""
    count = max(len(codes) - size + 1, 0)
    hashes = codes[:count] * _FACTOR
    for letter in range(1, size):
        hashes += codes[letter : letter + count]
        hashes *= _FACTOR
    hashes >>= np.uint32(32 - _BITS)
    return hashes
