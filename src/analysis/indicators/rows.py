"""The typed rows of one ledger as formulas look at them: masks and labels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.indicators.model import Where
from analysis.intake.found import TableRead
from analysis.ledgers import Ledger

UNFILLED = "未填"

Mask = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class LedgerRows:
    """The typed rows of one ledger of one town, where its tables stand, and the year asked for."""

    ledger: Ledger
    frame: pd.DataFrame
    tables: tuple[TableRead, ...]
    year: int
    cutoff: date

    def everything(self) -> Mask:
        """Return a mask of all rows."""
        return np.ones(len(self.frame), dtype=bool)

    def empty(self, column: str) -> Mask:
        """Return a mask of rows whose cell is empty."""
        return self.frame[column].isna().to_numpy(dtype=bool)

    def fit(self, condition: Where) -> Mask:
        """Return a mask of rows that meet a condition; an empty cell never does."""
        filled = ~self.empty(condition.column)
        holds = self.frame[condition.column].isin(condition.values).to_numpy(dtype=bool)
        return filled & ~holds if condition.exclude else holds if condition.values else filled

    def title(self, column: str) -> str:
        """Return the column's name for readers."""
        return self.ledger.column(column).title

    def labels(self, dimension: str, when: str | None) -> pd.Series[Any] | None:
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

    def ordered(self, dimension: str, present: set[str]) -> list[str]:
        """Order labels: months by calendar, declared values as declared, others by name."""
        if dimension == "month":
            return sorted(present, key=lambda label: (int(label.rstrip("月").split("—")[0]), label))
        known = [value for value in self.ledger.column(dimension).values if value in present]
        rest = sorted(present - set(known), key=lambda label: (label == UNFILLED, label))
        return known + rest
