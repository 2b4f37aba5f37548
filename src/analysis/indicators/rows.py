"""The typed rows of one ledger as formulas look at them: masks, labels and where rows stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from analysis.indicators.model import Where
from analysis.indicators.places import Mask, Places, Whole, placed
from analysis.intake.found import TableRead
from analysis.ledgers import Ledger
from analysis.values import normalise

UNFILLED = "未填"

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Labels:
    """A dimension of a ledger: its labels in order, and the number of each row's, -1 for none."""

    names: list[str]
    codes: Whole


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """The typed rows of one ledger of one town, where its tables stand, and the year asked for.

    What hundreds of formulas ask of the same rows is worked out once and remembered.
    """

    ledger: Ledger
    frame: pd.DataFrame
    tables: tuple[TableRead, ...]
    year: int
    cutoff: date
    _memo: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, about: Hashable, make: Callable[[], _T]) -> _T:
        """Return what ``make`` gives, made once per name and ``about``."""
        key = (name, about)
        if key not in self._memo:
            self._memo[key] = make()
        found: _T = self._memo[key]
        return found

    def everything(self) -> Mask:
        """Return a mask of all rows."""
        return self.once("everything", None, lambda: np.ones(len(self.frame), dtype=bool))

    def empty(self, column: str) -> Mask:
        """Return a mask of rows whose cell is empty."""

        def missing() -> Mask:
            dated = self._cells(column).dtype.kind == "M"  # days need no numbers for that
            mask: Mask = np.isnat(self.days(column)) if dated else self._codes(column)[0] < 0
            return mask

        return self.once("empty", column, missing)

    def values(self, column: str) -> AbstractSet[Any]:
        """Return the values that a column has."""
        return self._codes(column)[1].keys()

    def fit(self, condition: Where) -> Mask:
        """Return a mask of rows that meet a condition; an empty cell never does."""
        return self.once("fit", condition, lambda: self._fit(condition))

    def _fit(self, condition: Where) -> Mask:
        if not condition.values:
            return ~self.empty(condition.column)
        codes, numbers = self._codes(condition.column)
        holds = np.zeros(len(codes), dtype=bool)
        for wanted in _wanted(condition, numbers):
            holds |= codes == wanted
        return ~self.empty(condition.column) & ~holds if condition.exclude else holds

    def numbers(self, column: str) -> np.ndarray[Any, np.dtype[np.object_]]:
        """Return a column's exact numbers (``Decimal``), one per row; an empty cell adds nothing."""

        def exact() -> np.ndarray[Any, np.dtype[np.object_]]:
            codes, numbers = self._codes(column)
            known = [*(Decimal(str(number)) for number in numbers), Decimal(0)]  # -1: empty
            return np.array(known, dtype=object)[codes]

        return self.once("numbers", column, exact)

    def days(self, column: str) -> np.ndarray[Any, np.dtype[np.datetime64]]:
        """Return a date column, NaT for an empty cell."""
        return self.once("days", column, lambda: self._cells(column).to_numpy("datetime64[s]"))

    def last_days(self, column: str) -> np.ndarray[Any, np.dtype[np.datetime64]]:
        """Return the last days of a period, of a date the days themselves."""
        end = f"{column}_end"
        return self.days(end if end in self.frame else column)

    def places(self) -> Places:
        """Return where the rows stand."""
        return self.once("places", None, lambda: placed(self.frame, self.tables))

    def _cells(self, column: str) -> pd.Series:
        return self.once("cells", column, lambda: self.frame[column])

    def _codes(self, column: str) -> tuple[Whole, dict[Any, int]]:
        """Return the number of each row's value, -1 for an empty cell, and value → number."""

        def coded() -> tuple[Whole, dict[Any, int]]:
            cells = self._cells(column).tolist()
            filled = (cell for cell in dict.fromkeys(cells) if not _is_empty(cell))
            numbers = {cell: number for number, cell in enumerate(filled)}
            codes = [numbers.get(cell, -1) for cell in cells]
            return np.array(codes, dtype=np.int64), numbers

        return self.once("codes", column, coded)

    def title(self, column: str) -> str:
        """Return the column's name for readers."""
        return self.once("title", column, lambda: self.ledger.column(column).title)

    def labels(self, dimension: str, when: str | None) -> Labels | None:
        """Return the labels of a dimension; None without its column, or for months without dates."""
        if dimension != "month":
            return self.once("labels", dimension, lambda: self._categories(dimension))
        if when is None or not len(self.frame):
            return None
        return self.once("months", when, lambda: self._months(when))

    def _categories(self, column: str) -> Labels | None:
        """Label rows by a column, 未填 for an empty cell: values as declared, others by name."""
        if column not in self.frame:
            return None
        codes, numbers = self._codes(column)
        of_row = [*(str(value) for value in numbers), UNFILLED]  # -1: empty
        present = {of_row[code] for code in codes.tolist()}
        known = [value for value in self.ledger.column(column).values if value in present]
        rest = sorted(present - set(known), key=lambda label: (label == UNFILLED, label))
        return _labelled([*known, *rest], of_row, codes)

    def _months(self, when: str) -> Labels:
        """Label rows by month, 1—3月 for a longer period; a row without a date has no label."""
        first, last = (_month(days) for days in (self.days(when), self.last_days(when)))
        spans = np.where((first > 0) & (last > 0), first * 13 + last, -1)
        present, codes = np.unique(spans, return_inverse=True)
        pairs = [divmod(int(span), 13) for span in present]
        of_row = ["" if a < 0 else f"{a}月" if a == b else f"{a}—{b}月" for a, b in pairs]
        names = sorted({name for name in of_row if name}, key=_by_calendar)
        return _labelled(names, of_row, codes)


def _labelled(names: list[str], of_row: list[str], codes: Whole) -> Labels:
    """Number rows by the place of their label in ``names``; ``of_row``: the label of each code."""
    place = {name: number for number, name in enumerate(names)}
    return Labels(names, np.array([place.get(label, -1) for label in of_row])[codes])


def _is_empty(cell: object) -> bool:
    return cell is None or cell is pd.NA or cell != cell  # noqa: PLR0124 - NaN and NaT are not


def _wanted(condition: Where, numbers: dict[Any, int]) -> list[int]:
    """Return the numbers of the values that a condition names, or whose text holds its words."""
    if not condition.within:
        return [numbers[value] for value in condition.values if value in numbers]
    words = [normalise(word) for word in condition.values]
    texts = {number: normalise(str(value)) for value, number in numbers.items()}
    return [number for number, text in texts.items() if any(word in text for word in words)]


def _month(days: np.ndarray[Any, np.dtype[np.datetime64]]) -> Whole:
    """Return 1 to 12, 0 for an empty cell."""
    months = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    return np.where(np.isnat(days), 0, months)


def _by_calendar(label: str) -> tuple[int, str]:
    return int(label.rstrip("月").split("—")[0]), label
