"""What a version of a report says: its figures, the files it was made from, its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. ``value``: to four decimals, a rate's in percent; ``text``: as printed.

    ``definition``: the key of its unit and formulas. ``files``: the ledger files it comes from, as
    shown. ``printed``: how many figures the report prints before it, None for one that it does not.
    """

    indicator: str
    title: str
    value: Decimal
    unit: str
    text: str
    definition: str
    files: tuple[str, ...] = ()
    printed: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What two versions are compared by.

    ``figures`` by indicator; ``files``: hash by name as shown; ``paragraphs``: text by number
    (1.2.3), None while the report is not written.
    """

    figures: Mapping[str, Figure]
    files: Mapping[str, str]
    paragraphs: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """One frozen version. ``key``: of all that it was made from, see ``content.content_key``."""

    number: int
    day: date
    note: str
    key: str
    content: Content

    @property
    def name(self) -> str:
        """How readers know it: 第2版（2024年2月3日）."""
        return f"第{self.number}版（{self.day.year}年{self.day.month}月{self.day.day}日）"
