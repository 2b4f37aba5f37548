"""What a yearly item is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line of 基本情况表: what it counts, in which unit, and what else towns call it."""

    indicator: str
    title: str
    unit: str
    also: tuple[str, ...]

    @classmethod
    def of(cls, indicator: str, title: str, unit: str, *also: str) -> Item:
        """Return an item; ``also`` are headings of the line and words of reports alike."""
        return cls(indicator, title, unit, also)
