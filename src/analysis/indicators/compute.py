"""One formula over one ledger: which rows count, their value, their slices and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from analysis.cells import Source, row_ranges
from analysis.indicators.areas import joined
from analysis.indicators.model import (
    Count,
    Indicator,
    Latest,
    LeftOut,
    Part,
    RowFormula,
    Where,
)
from analysis.indicators.rows import LedgerRows, Mask
from analysis.intake.found import TableRead
from analysis.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class Result:
    """The rows that a formula takes, and what each adds to the value (1 without ``column``)."""

    rows: LedgerRows
    taken: Mask
    column: str | None
    left_out: tuple[LeftOut, ...] = ()
    is_slice: bool = False

    @property
    def value(self) -> Decimal:
        """Return the number of rows taken, or the sum of the column over them."""
        if self.column is None:
            return Decimal(int(self.taken.sum()))
        return _add(self.rows.frame[self.column][self.taken])

    def parts(self) -> tuple[Part, ...]:
        """Return the value per file and sheet with the cells that it comes from.

        Where no row was taken, the rows that were looked through, each sheet with a value of 0.
        """
        if not self.taken.any() and not self.is_slice:
            return self._nothing()
        own = ["_cells"] if "_cells" in self.rows.frame else []
        chosen = self.rows.frame.loc[self.taken, ["_file", "_sheet", "_row", *own]]
        parts: list[Part] = []
        if own:
            named = chosen["_cells"].fillna("") != ""
            parts += self._by_cells(chosen[named])
            chosen = chosen[~named]
        for table, group in self._by_table(chosen):
            cells = row_ranges(group["_row"].tolist(), *self._span(table))
            source = Source(table.file, table.sheet, cells)
            parts.append(Part(table.sheet or table.file, self._worth(group), source))
        return tuple(parts)

    def _worth(self, group: pd.DataFrame) -> Decimal:
        if self.column is None:
            return Decimal(len(group))
        return _add(self.rows.frame[self.column][group.index])

    def _by_cells(self, chosen: pd.DataFrame) -> Iterator[Part]:
        """Yield the records that are not whole rows, each sheet's with their own cells."""
        for (file, sheet), group in chosen.groupby(["_file", "_sheet"], sort=False):
            source = Source(str(file), str(sheet), joined(group["_cells"].tolist()))
            yield Part(source.sheet or source.file, self._worth(group), source)

    def _nothing(self) -> tuple[Part, ...]:
        tables = [(t, Source(t.file, t.sheet, t.header)) for t in self.rows.tables]
        if len(self.rows.frame):
            full = replace(self, taken=self.rows.everything())
            return tuple(replace(part, value=Decimal(0)) for part in full.parts())
        return tuple(Part(t.sheet or t.file, Decimal(0), source) for t, source in tables)

    def _by_table(self, chosen: pd.DataFrame) -> Iterator[tuple[TableRead, pd.DataFrame]]:
        """Yield the rows of each table; several may stand on one sheet."""
        for (file, sheet), group in chosen.groupby(["_file", "_sheet"], sort=False):
            here = [t for t in self.rows.tables if (t.file, t.sheet) == (file, sheet)]
            starts = [t.first_row for t in here]
            number = np.searchsorted(starts, group["_row"].to_numpy(), side="right") - 1
            for index, rows in group.groupby(number):
                yield here[int(str(index))], rows

    def _span(self, table: TableRead) -> tuple[str, str]:
        """Return the columns to cite: the summed one, or the whole width of the table."""
        if self.column is None:
            return table.width
        letters = table.columns.get(self.column)  # a sheet without the column adds nothing
        return (letters, letters) if letters else table.width

    def slices(self, indicator: Indicator, when: str | None) -> Iterator[tuple[str, str, Result]]:
        """Yield (dimension, label, result); the slices of one dimension add up to the value."""
        for dimension in indicator.by:
            labels = self.rows.labels(dimension, when)
            if labels is None:
                continue
            for label in self.rows.ordered(dimension, set(labels[self.taken])):
                mask = self.taken & (labels == label).to_numpy(dtype=bool)
                yield dimension, label, replace(self, taken=mask, left_out=(), is_slice=True)


def compute(
    rows: LedgerRows | None, ledger: Ledger, formula: RowFormula
) -> Result | tuple[str, str]:
    """Return what the formula takes, or (reason, what is wanted) when it cannot be computed."""
    if rows is None:
        return f"没有收到《{ledger.title}》。", f"《{ledger.title}》"
    blank = _blank_column(rows, formula)
    if blank:
        where = f"《{ledger.title}》的“{rows.title(blank)}”一栏"
        lacking = blank not in rows.frame
        return f"{where}{'缺失' if lacking else '全部未填'}。", where
    if isinstance(formula, Latest):
        return _latest(rows, formula)
    if isinstance(formula, Count):
        return _select(rows, formula.when, formula.where)
    selected = _select(rows, formula.when, formula.where)
    empty = selected.taken & rows.empty(formula.column)
    left_out = _leave(selected, empty, f"“{rows.title(formula.column)}”未填")
    return Result(rows, selected.taken & ~empty, formula.column, left_out)


def _blank_column(rows: LedgerRows, formula: RowFormula) -> str | None:
    """Return a column that the formula needs and that is missing, or empty in the year's rows."""
    names = _columns(formula)
    missing = next((name for name in names if name not in rows.frame), None)
    if missing or not len(rows.frame):
        return missing
    when = None if isinstance(formula, Latest) else formula.when
    if when and rows.empty(when).all():
        return when
    inside = _select(rows, when, ()).taken
    looked = inside if inside.any() else rows.everything()
    return next((name for name in names if rows.empty(name)[looked].all()), None)


def _columns(formula: RowFormula) -> list[str]:
    names = [condition.column for condition in formula.where]
    match formula:
        case Count(when=when):
            return [*([when] if when else []), *names]
        case Latest(column=column):
            return [*names, column]
    return [*([formula.when] if formula.when else []), *names, formula.column]


def _select(rows: LedgerRows, when: str | None, where: tuple[Where, ...]) -> Result:
    result = Result(rows, rows.everything(), None)
    if when is not None and len(rows.frame):
        result = _dated(result, when)
    for condition in where:
        result = _filtered(result, condition)
    return result


def _dated(result: Result, when: str) -> Result:
    """Keep rows whose date lies in the year and not after the cut-off; name the others."""
    rows = result.rows
    dates, ends = rows.frame[when], rows.frame.get(f"{when}_end", rows.frame[when])
    before = (dates < pd.Timestamp(rows.year, 1, 1)).to_numpy(dtype=bool)
    after = (dates > pd.Timestamp(rows.year, 12, 31)).to_numpy(dtype=bool)
    late = (ends > pd.Timestamp(rows.cutoff)).to_numpy(dtype=bool) & ~after & ~before
    title = rows.title(when)
    for mask, reason in (
        (rows.empty(when), f"没有{title}"),
        (before, f"{title}在{rows.year}年以前"),
        (after, f"{title}在{rows.year}年以后"),
        (late, f"{title}在数据截止日之后"),
    ):
        left_out = _leave(result, mask, reason)
        result = replace(result, taken=result.taken & ~mask, left_out=left_out)
    return result


def _filtered(result: Result, condition: Where) -> Result:
    """Apply a condition; rows whose cell is empty are named apart from those of other values."""
    rows, taken = result.rows, result.taken
    empty, kept = rows.empty(condition.column), rows.fit(condition)
    title, words = rows.title(condition.column), "、".join(condition.values)
    result = replace(result, left_out=_leave(result, taken & empty, f"“{title}”未填"))
    other = f"“{title}”为{words}" if condition.exclude else f"“{title}”不是{words}"
    left_out = _leave(result, taken & ~kept & ~empty, other)
    return replace(result, taken=taken & kept, left_out=left_out)


def _leave(result: Result, mask: Mask, reason: str) -> tuple[LeftOut, ...]:
    if not mask.any():
        return result.left_out
    parts = Result(result.rows, mask, None).parts()
    source = parts[0].source if len(parts) == 1 else None
    return (*result.left_out, LeftOut(reason, int(mask.sum()), source))


def _latest(rows: LedgerRows, formula: Latest) -> Result | tuple[str, str]:
    taken = rows.everything() & ~rows.empty(formula.column)
    for condition in formula.where:
        taken = taken & rows.fit(condition)
    if formula.dated and formula.dated in rows.frame and taken.any():
        dates = rows.frame[formula.dated].fillna(pd.Timestamp(rows.cutoff))
        taken = taken & (dates <= pd.Timestamp(rows.cutoff)).to_numpy(dtype=bool)
        taken = taken & (dates == dates[taken].max()).to_numpy(dtype=bool)
    words = "、".join(value for condition in formula.where for value in condition.values)
    where = f"《{rows.ledger.title}》的“{words}”"
    if taken.sum() > 1:
        return f"{where}出现 {int(taken.sum())} 次，不知取哪一个。", f"{where}（只留一行）"
    if not taken.any():
        return f"{where}没有填报。", where
    return Result(rows, taken, formula.column)


def _add(values: pd.Series[Any]) -> Decimal:
    total = Decimal(str(values.sum())) if len(values) else Decimal(0)
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()
