"""The typed rows of one ledger as formulas look at them: masks and labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from analysis.indicators.model import Where
from analysis.intake.found import TableRead
from analysis.ledgers import Ledger
from analysis.values import normalise

UNFILLED = "未填"

Mask = np.ndarray[Any, np.dtype[np.bool_]]
Whole = np.ndarray[Any, np.dtype[np.int64]]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Places:
    """Where each row stands: its sheet and table by number, its row, its own cells or ""."""

    sheets: list[tuple[str, str]]
    sheet: Whole
    table: Whole
    row: Whole
    cells: list[str]


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
    _memo: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, name: str, *about: str | None, make: Callable[[], _T]) -> _T:
        """Return what ``make`` gives, made once per name and ``about``."""
        key = (name, *(text or "" for text in about))
        if key not in self._memo:
            self._memo[key] = make()
        found: _T = self._memo[key]
        return found

    def everything(self) -> Mask:
        """Return a mask of all rows."""
        return np.ones(len(self.frame), dtype=bool)

    def empty(self, column: str) -> Mask:
        """Return a mask of rows whose cell is empty."""
        return self._codes(column)[0] < 0

    def fit(self, condition: Where) -> Mask:
        """Return a mask of rows that meet a condition; an empty cell never does."""
        codes, values = self._codes(condition.column)
        wanted = [n for n, value in enumerate(values) if _holds(value, condition)]
        holds = np.isin(codes, wanted)
        filled: Mask = codes >= 0
        return filled & ~holds if condition.exclude else holds if condition.values else filled

    def numbers(self, column: str) -> list[Decimal]:
        """Return a column's exact numbers, one per row; an empty cell adds nothing."""

        def exact() -> list[Decimal]:
            return [Decimal(str(n)) if pd.notna(n) else Decimal(0) for n in self.frame[column]]

        return self.once("numbers", column, make=exact)

    def places(self) -> Places:
        """Return where the rows stand."""
        return self.once("places", make=self._places)

    def _codes(self, column: str) -> tuple[Whole, list[Any]]:
        """Return the number of each row's value, -1 for an empty cell, and the values."""

        def coded() -> tuple[Whole, list[Any]]:
            codes, values = pd.factorize(self.frame[column])
            return codes, list(values)

        return self.once("codes", column, make=coded)

    def _places(self) -> Places:
        keys = list(zip(self.frame["_file"], self.frame["_sheet"], strict=True))
        sheets = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        sheet = np.array([sheets[key] for key in keys], dtype=np.int64)
        row = self.frame["_row"].to_numpy(dtype=np.int64)
        table = np.zeros(len(keys), dtype=np.int64)
        for key, number in sheets.items():  # several tables may stand on one sheet
            here = [n for n, t in enumerate(self.tables) if (t.file, t.sheet) == key]
            starts = [self.tables[n].first_row for n in here]
            mine = sheet == number
            table[mine] = np.array(here)[np.searchsorted(starts, row[mine], side="right") - 1]
        own = self.frame["_cells"].fillna("").tolist() if "_cells" in self.frame else []
        return Places(list(sheets), sheet, table, row, own or [""] * len(keys))

    def title(self, column: str) -> str:
        """Return the column's name for readers."""
        return self.ledger.column(column).title

    def slices(self, dimension: str, when: str | None) -> list[tuple[str, Mask]] | None:
        """Return label and mask of each slice by a dimension, in order; None without its column."""
        return self.once("slices", dimension, when, make=lambda: self._slices(dimension, when))

    def _slices(self, dimension: str, when: str | None) -> list[tuple[str, Mask]] | None:
        labels = self._labels(dimension, when)
        if labels is None:
            return None
        codes, names = pd.factorize(labels)
        numbers = {str(name): number for number, name in enumerate(names)}
        return [(name, codes == numbers[name]) for name in self._ordered(dimension, set(numbers))]

    def _labels(self, dimension: str, when: str | None) -> pd.Series[Any] | None:
        """Return each row's label, 未填 for an empty cell; None when there is no such column."""
        frame = self.frame
        if dimension != "month":
            return pd.Series(frame[dimension].fillna(UNFILLED)) if dimension in frame else None
        if when is None or not len(frame):
            return None
        first = frame[when].dt.month.astype("Int64").astype("str")
        last = frame.get(f"{when}_end", frame[when]).dt.month.astype("Int64").astype("str")
        spans = first + "—" + last + "月"
        return pd.Series((first + "月").where((first == last).to_numpy(), spans))

    def _ordered(self, dimension: str, present: set[str]) -> list[str]:
        """Order labels: months by calendar, declared values as declared, others by name."""
        if dimension == "month":
            return sorted(present, key=_month)
        known = [value for value in self.ledger.column(dimension).values if value in present]
        rest = sorted(present - set(known), key=lambda label: (label == UNFILLED, label))
        return known + rest


def _holds(value: object, condition: Where) -> bool:
    if not condition.within:
        return value in condition.values
    text = normalise(str(value))
    return any(normalise(word) in text for word in condition.values)


def _month(label: str) -> tuple[int, str]:
    """Order months; what has none goes last."""
    first = label.rstrip("月").split("—")[0]
    return (int(first) if first.isdigit() else 13, label)
