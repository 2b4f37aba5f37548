"""What an indicator is (formulas as data) and what it gives: an observation or a gap."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from analysis.cells import Source

Cell = tuple[tuple[str, str], ...]
"""Which slice of an indicator: () is the total, (("month", "7月"),) is July."""


@dataclass(frozen=True, slots=True)
class Where:
    """Rows whose ``column`` holds (or, with ``exclude``, holds none of) the ``values``.

    Without values: rows whose column is filled at all. An empty cell never holds a value.
    ``within``: the values are words, and a row holds one whose text has it in it (检查内容: 控烟).
    """

    column: str
    values: tuple[str, ...] = ()
    exclude: bool = False
    within: bool = False

    @property
    def verbs(self) -> tuple[str, str]:
        """How a row that holds one of the values, and one that does not, is spoken of."""
        return ("含", "不含") if self.within else ("为", "不是")


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a ledger. ``when``: the date column that puts a row into the year; None: all rows."""

    ledger: str
    when: str | None = None
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one column over rows of a ledger."""

    ledger: str
    column: str
    when: str | None = None
    where: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Latest:
    """The figure at the last date not after the cut-off; rows without a date count as current."""

    ledger: str
    column: str
    where: tuple[Where, ...] = ()
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """One indicator over another; both are shown wherever the rate is."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of several indicators."""

    indicators: tuple[str, ...]


DECIMALS = {
    "万元": 4,
    "元": 2,
    "亩": 2,
    "公里": 2,
    "平方米": 2,
    "吨": 2,
    "学时": 1,
    "小时": 1,
    "分": 2,
}
"""How exactly a measured figure is printed at most, by unit; idle zeros are never printed."""

RowFormula = Count | Sum | Latest
Formula = RowFormula | Ratio | Total


@dataclass(frozen=True, slots=True)
class Display:
    """How a value is printed; the exact value always stays in the data.

    ``step``: round down to it and add 余 (2,563 → 2500余). ``zero``: words for 0 (无一起), then
    ``some`` is the pattern for other values (有{}).
    """

    step: int | None = None
    zero: str | None = None
    some: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure that reports print, with everything that a reader may ask about it.

    - ``unit``: with its grain: 件 is a dispute, 件次 a mediation of one; % for a ratio.
    - ``formulas``: alternatives, one per grain of ledger; the first whose ledger is there gives the
      value, the others are reconciled with it.
    - ``by``: what it may be broken down by: ``month`` or a category column of the ledger.
    - ``adds_over``: over what it may be summed; headcounts over no months.
    - ``phrases``: what reports call it; for finding it in written text.
    - ``note``: what the reader has to know about the definition.
    - ``origin``: the file in which a county defines it otherwise than here; empty as declared.
    """

    id: str
    title: str
    unit: str
    formulas: tuple[Formula, ...]
    by: tuple[str, ...] = ()
    adds_over: tuple[Literal["month", "village", "area"], ...] = ("month", "village", "area")
    decimals: int = 0
    display: Display = field(default_factory=Display)
    phrases: tuple[str, ...] = ()
    note: str = ""
    origin: str = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """The indicators that it is made of; none where it comes from rows."""
        match self.formulas[0]:
            case Ratio(numerator, denominator):
                return (numerator, denominator)
            case Total(indicators):
                return indicators
        return ()


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a value and where it stands; the parts of an observation add up to its value."""

    label: str
    value: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the ledger that a value does not hold, and why."""

    reason: str
    rows: int
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What another formula gives for the same indicator."""

    formula: int
    value: Decimal
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One value of an indicator; the only source of numbers for everything that is printed.

    ``formula`` is the index in ``Indicator.formulas``. ``parts`` add up to ``value``; those of a
    ratio are its two halves. ``hidden``: withheld by disclosure control. ``definition``: the key
    of what was computed; values of two definitions are never pooled. ``areas``: the towns that a
    pooled value is of, and ``formulas`` all that theirs come from; empty for a town's own.
    """

    area: str
    year: int
    indicator: str
    cell: Cell
    value: Decimal
    formula: int = 0
    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    reconciled: tuple[Reconciled, ...] = ()
    hidden: bool = False
    definition: str = ""
    areas: tuple[str, ...] = ()
    formulas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Why an indicator has no value, and what would give it one; never shown as 0."""

    indicator: str
    reason: str
    wanted: str
