"""One formula over one ledger: which rows count, their value, their slices and their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

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
from analysis.indicators.rows import LedgerRows, Mask, Whole
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
        return self._worth(np.flatnonzero(self.taken))

    def parts(self) -> tuple[Part, ...]:
        """Return the value per file and sheet with the cells that it comes from.

        Where no row was taken, the rows that were looked through, each sheet with a value of 0.
        """
        chosen = np.flatnonzero(self.taken)
        if not len(chosen) and not self.is_slice:
            return self._nothing()
        places = self.rows.places()
        named: dict[int, list[int]] = {}  # records that are not whole rows, with their own cells
        whole: dict[tuple[int, int], list[int]] = {}
        for row in chosen.tolist():
            sheet = int(places.sheet[row])
            if places.cells[row]:
                named.setdefault(sheet, []).append(row)
            else:
                whole.setdefault((sheet, int(places.table[row])), []).append(row)
        return (
            *(self._part(places.sheets[n], self._joined(rows), rows) for n, rows in named.items()),
            *(
                self._part(places.sheets[n], self._ranges(table, rows), rows)
                for (n, table), rows in _by_sheet(whole)
            ),
        )

    def _part(self, sheet: tuple[str, str], cells: str, rows: Sequence[int]) -> Part:
        source = Source(*sheet, cells)
        return Part(source.sheet or source.file, self._worth(rows), source)

    def _joined(self, rows: Sequence[int]) -> str:
        return joined(self.rows.places().cells[row] for row in rows)

    def _ranges(self, table: int, rows: Sequence[int]) -> str:
        numbers = self.rows.places().row
        return row_ranges((int(numbers[row]) for row in rows), *self._span(self.rows.tables[table]))

    def _worth(self, rows: Sequence[int] | Whole) -> Decimal:
        if self.column is None:
            return Decimal(len(rows))
        numbers = self.rows.numbers(self.column)
        return _tidy(sum((numbers[row] for row in rows), Decimal(0)))

    def _nothing(self) -> tuple[Part, ...]:
        tables = [(t, Source(t.file, t.sheet, t.header)) for t in self.rows.tables]
        if len(self.rows.frame):
            full = replace(self, taken=self.rows.everything())
            return tuple(replace(part, value=Decimal(0)) for part in full.parts())
        return tuple(Part(t.sheet or t.file, Decimal(0), source) for t, source in tables)

    def _span(self, table: TableRead) -> tuple[str, str]:
        """Return the columns to cite: the summed one, or the whole width of the table."""
        if self.column is None:
            return table.width
        letters = table.columns.get(self.column)  # a sheet without the column adds nothing
        return (letters, letters) if letters else table.width

    def slices(self, indicator: Indicator, when: str | None) -> Iterator[tuple[str, str, Result]]:
        """Yield (dimension, label, result); the slices of one dimension add up to the value."""
        for dimension in indicator.by:
            for label, mask in self.rows.slices(dimension, when) or ():
                taken = self.taken & mask
                if taken.any():
                    yield dimension, label, replace(self, taken=taken, left_out=(), is_slice=True)


def _by_sheet(
    groups: Mapping[tuple[int, int], list[int]],
) -> list[tuple[tuple[int, int], list[int]]]:
    """Order groups of rows: sheets as they come, the tables of one from the top."""
    sheets = {sheet: number for number, sheet in enumerate(dict.fromkeys(n for n, _ in groups))}
    return sorted(groups.items(), key=lambda item: (sheets[item[0][0]], item[0][1]))


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
    result = rows.once("dated", when, make=lambda: _dated(rows, when))
    for condition in where:
        result = _filtered(result, condition)
    return result


def _dated(rows: LedgerRows, when: str | None) -> Result:
    """Take rows whose date lies in the year and not after the cut-off; name the others."""
    result = Result(rows, rows.everything(), None)
    if when is None or not len(rows.frame):
        return result
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
    held, lacking = condition.verbs
    other = f"“{title}”{held if condition.exclude else lacking}{words}"
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


def _tidy(total: Decimal) -> Decimal:
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()
