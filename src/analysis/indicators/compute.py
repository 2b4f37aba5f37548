"""One formula over one ledger: which rows count, their value, their slices and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from analysis.cells import Source
from analysis.indicators.lacking import absent, unfilled
from analysis.indicators.model import Count, Latest, LeftOut, Part, RowFormula, Where
from analysis.indicators.places import Mask, Whole, tidy
from analysis.indicators.rows import Labels, LedgerRows
from analysis.ledgers import Ledger

_NIL = Decimal(0)


@dataclass(frozen=True, slots=True)
class Result:
    """The rows that a formula takes, and what each adds to the value (1 without ``column``)."""

    rows: LedgerRows
    taken: Mask
    column: str | None
    left_out: tuple[LeftOut, ...] = ()

    def told(self) -> tuple[Decimal, tuple[Part, ...]]:
        """Return the value, and the value per file and sheet with the cells that it comes from.

        Where no row was taken, the rows that were looked through, each sheet with a value of 0.
        """
        for _, value, parts in self._shares(np.flatnonzero(self.taken)):
            return value, parts
        return Decimal(0), self.rows.once("nothing", self.column, lambda: tuple(self._nothing()))

    def cut(self, labels: Labels) -> Iterator[tuple[str, Decimal, tuple[Part, ...]]]:
        """Yield label, value and parts of each slice; slices add up to the value."""
        chosen = np.flatnonzero(self.taken & (labels.codes >= 0))
        for code, value, parts in self._shares(chosen, labels.codes[chosen]):
            yield labels.names[code], value, parts

    def _shares(
        self, chosen: Whole, codes: Whole | None = None
    ) -> Iterator[tuple[int, Decimal, tuple[Part, ...]]]:
        """Yield code, value and parts of the rows of each code; nothing for no rows."""
        if not len(chosen):
            return
        numbers = self.rows.numbers(self.column) if self.column else None
        for code, parts in self.rows.places().parts(chosen, self.column, numbers, codes):
            value = parts[0].value if len(parts) == 1 else tidy(sum((p.value for p in parts), _NIL))
            yield code, value, tuple(parts)

    def _nothing(self) -> Iterator[Part]:
        every = np.arange(len(self.rows.frame))
        for _, parts in self.rows.places().parts(every, self.column, None) if len(every) else ():
            yield from (replace(part, value=_NIL) for part in parts)
        if not len(every):
            for table in self.rows.tables:
                source = Source(table.file, table.sheet, table.header)
                yield Part(table.sheet or table.file, _NIL, source)


def compute(
    rows: LedgerRows | None, ledger: Ledger, formula: RowFormula
) -> Result | tuple[str, str]:
    """Return what the formula takes, or (reason, what is wanted) when it cannot be computed."""
    if rows is None:
        return absent(ledger)
    blank = blank_column(rows, formula)
    if blank:
        where = f"《{ledger.title}》的“{rows.title(blank)}”一栏"
        lacking = blank not in rows.frame
        return f"{where}{'缺失' if lacking else '全部未填'}。", where
    if isinstance(formula, Latest):
        return _latest(rows, formula)
    selected = _select(rows, formula.when, formula.where)
    if isinstance(formula, Count):
        return selected
    column, says = formula.column, f"“{rows.title(formula.column)}”未填"
    return replace(_without(selected, rows.empty(column), says), column=column)


def blank_column(rows: LedgerRows, formula: RowFormula) -> str | None:
    """Return a column that the formula needs and that is missing, or empty in the year's rows."""
    when = None if isinstance(formula, Latest) else formula.when
    names = (*((when,) if when else ()), *(condition.column for condition in formula.where))
    if not isinstance(formula, Count):
        names = (*names, formula.column)
    return rows.once("blank", (when, names), lambda: _blank(rows, when, names))


def _blank(rows: LedgerRows, when: str | None, names: tuple[str, ...]) -> str | None:
    missing = next((name for name in names if name not in rows.frame), None)
    if missing or not len(rows.frame):
        return missing
    if when and rows.empty(when).all():
        return when
    inside = _select(rows, when, ()).taken
    looked = inside if inside.any() else rows.everything()
    return next((name for name in names if rows.empty(name)[looked].all()), None)


def _select(rows: LedgerRows, when: str | None, where: tuple[Where, ...]) -> Result:
    """Take the year's rows that meet the conditions; several figures ask for the same."""
    if not where:
        return rows.once("dated", when, lambda: _dated(rows, when))
    *before, last = where
    return rows.once(
        "select", (when, where), lambda: _filtered(_select(rows, when, tuple(before)), last)
    )


def _dated(rows: LedgerRows, when: str | None) -> Result:
    """Take rows whose date lies in the year and not after the cut-off; name the others."""
    result = Result(rows, rows.everything(), None)
    if when is None or not len(rows.frame):
        return result
    dates, ends = rows.days(when), rows.last_days(when)
    before = dates < np.datetime64(f"{rows.year}-01-01")
    after = dates > np.datetime64(f"{rows.year}-12-31")
    late = (ends > np.datetime64(rows.cutoff)) & ~after & ~before
    title = rows.title(when)
    for mask, reason in (
        (rows.empty(when), f"没有{title}"),
        (before, f"{title}在{rows.year}年以前"),
        (after, f"{title}在{rows.year}年以后"),
        (late, f"{title}在数据截止日之后"),
    ):
        result = _without(result, mask, reason)
    return result


def _filtered(result: Result, condition: Where) -> Result:
    """Apply a condition; rows whose cell is empty are named apart from those of other values."""
    rows, (held, lacking) = result.rows, condition.verbs
    title, words = f"“{rows.title(condition.column)}”", "、".join(condition.values)
    result = _without(result, rows.empty(condition.column), f"{title}未填")
    other = f"{title}{held if condition.exclude else lacking}{words}"
    return _without(result, ~rows.fit(condition), other)


def _without(result: Result, mask: Mask, reason: str) -> Result:
    """Leave rows out and say why; nothing is said where none of them had been taken."""
    out = result.taken & mask
    (chosen,) = out.nonzero()
    if not len(chosen):
        return result
    rows, places = result.rows, result.rows.places()
    source = rows.once("source", out.tobytes(), lambda: places.source(chosen))
    left_out = (*result.left_out, LeftOut(reason, len(chosen), source))
    return Result(rows, result.taken & ~mask, result.column, left_out)


def _latest(rows: LedgerRows, formula: Latest) -> Result | tuple[str, str]:
    taken = rows.fit(Where(formula.column))
    for condition in formula.where:
        taken = taken & rows.fit(condition)
    many = np.count_nonzero(taken)
    if many and formula.dated and formula.dated in rows.frame:
        cutoff, dates = np.datetime64(rows.cutoff), rows.days(formula.dated)
        dates = np.where(np.isnat(dates), cutoff, dates)
        taken = taken & (dates <= cutoff)
        many = np.count_nonzero(taken)
        if many:
            taken = taken & (dates == dates[taken].max())
            many = np.count_nonzero(taken)
    if many == 1:
        return Result(rows, taken, formula.column)
    says, where = unfilled(rows.ledger, formula)
    return (
        (f"{where}出现 {many} 次，不知取哪一个。", f"{where}（只留一行）")
        if many
        else (says, where)
    )
