"""What a yearly item is, and the rate of two figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One line of 基本情况表: what it counts, in which unit, and what else towns call it.

    ``also``: in tables and in sentences; ``tabled``: in tables only, for a sentence says it of other
    things too (重点项目, 志愿者).
    """

    indicator: str
    title: str
    unit: str
    also: tuple[str, ...]
    tabled: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, indicator: str, title: str, unit: str, *also: str, tabled: tuple[str, ...] = ()
    ) -> Item:
        """Return an item; ``also`` are headings of the line and words of reports alike."""
        return cls(indicator, title, unit, also, tabled)


@dataclass(frozen=True, slots=True)
class Rate:
    """The rate of one indicator over another, of which at least one is a yearly item."""

    indicator: str
    title: str
    halves: tuple[str, str]
    note: str
    phrases: tuple[str, ...]

    @classmethod
    def of(
        cls, indicator: str, title: str, halves: tuple[str, str], note: str, *phrases: str
    ) -> Rate:
        """Return a rate; ``note`` says what is divided by what, ``phrases`` what reports say."""
        return cls(indicator, title, halves, note, phrases)
