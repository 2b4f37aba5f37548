"""Typed rows of one table, as they travel from the process that reads to the one that asked.

No pandas here: the process that reads starts without it. ``frames`` makes frames of them.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

from analysis.findings import Finding

DIGEST = 12


@dataclass(frozen=True, slots=True)
class Coded:
    """A column: its distinct values, and for each row the index of its value."""

    values: list[Any]
    codes: array[int]

    def rows(self) -> list[Any]:
        """Return the value of each row."""
        return [self.values[code] for code in self.codes]


@dataclass(slots=True)
class Typed:
    """What a table gives: typed columns by id, where each row stands, and findings.

    ``row`` is 1-based. ``cells`` (A1 style) only where records are not whole rows of their own.
    ``contents``: a digest of ``DIGEST`` bytes for each row, to find it in other files. ``names`` and
    ``personal`` are the texts of columns of persons and of other personal columns; they stay in
    memory.
    """

    ledger: str
    file: str
    sheet: str
    row: array[int]
    columns: dict[str, Coded] = field(default_factory=dict)
    cells: list[str] | None = None
    contents: bytes | None = None
    findings: list[Finding] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    personal: set[str] = field(default_factory=set)
