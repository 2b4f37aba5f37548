"""What a ledger is: a declaration that names columns and headings, and never counts anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "person", "category", "date", "period", "count", "number", "flag"]
Grain = Literal["register", "return", "state"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a ledger.

    - ``kind``: how a cell is read. A ``period`` is a month, quarter, half year or year and gives
      two columns, ``<id>`` (its first day) and ``<id>_end`` (its last day).
    - ``headers``: headings that mean this column besides ``title``; compared after
      ``values.normalise``, never by similarity. ``"当事人/姓名"`` is a heading under a heading.
    - ``values``: for categories, the accepted value → other ways of writing it.
    - ``closed``: any other value is an 错误, because a figure depends on it; otherwise it is kept as
      written and a 警告.
    - ``unit``: the unit the numbers are kept in (元, 学时 …); a heading in 万元 is converted.
    - ``rough``: a month or year alone is a date too and stands for its first day (聘任日期: 2021年3月).
    - ``required``: an empty cell is an 错误.
    - ``personal``: never leaves intake.
    - ``running``: a running total (累计); it is never added up, nor is a 合计 expected of it.
    - ``fallback``: the column to read instead where no heading names this one.
    - ``ends``: a text that ends so is a value of this category (村: 大石村 above a column).
    - ``asks``: headings that may mean this column but may mean another date or state of things
      (调解时间 is not always 结案日期): never taken for it, always asked about.
    - ``never``: what its cells do not end with; where most do, its heading means something else
      (单位 over 大石村 is no measure).
    - ``texts``: the column that its headings mean where texts stand below them, no numbers.
    - ``told_by``: words in a title, sheet or file name by which figures whose headings name only
      a month, village or type are this column's; in a longer word of another they do not count.

    In ``values``, ``"*读本"`` is any text that contains 读本.
    """

    id: str
    title: str
    kind: Kind = "text"
    headers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    closed: bool = False
    unit: str | None = None
    rough: bool = False
    required: bool = False
    personal: bool = False
    running: bool = False
    fallback: str | None = None
    ends: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    texts: str | None = None
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotBefore:
    """The date in ``later`` is not before the date in ``earlier`` (结案 not before 受理)."""

    later: str
    earlier: str


@dataclass(frozen=True, slots=True)
class AtMost:
    """The number in ``part`` is not above the number in ``whole`` (实到 not above 应到)."""

    part: str
    whole: str


Rule = NotBefore | AtMost


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One kind of ledger.

    - ``grain``: ``register`` (台账: a row per case or event), ``return`` (报表: figures per month,
      village or type), ``state`` (基本情况: figures at a date).
    - ``about``: whether a row is a person (then small cells are protected), a case between persons
      (then the amount of one or two cases is) or an event.
    - ``row_is``: what one row is, with its measure word, for the reader: 一件纠纷.
    - ``key``: columns that name a row; the same key twice is asked about, never added twice.
    - ``signature``: sets of columns; a table that has all of any one set can be this ledger.
    - ``called``: words by which the title of a table, or a sheet's name, says that it is this one.
    - ``themes``: words one of which a heading or a title must have where no category tells it:
      a list of goods is none of publicity materials.
    - ``hints``: words that speak for it where its headings fit another ledger as well.
    - ``shuns``: words in a heading by which a table is another's; a title that names a register outdoes them.
    """

    id: str
    title: str
    grain: Grain
    about: Literal["person", "case", "event"]
    row_is: str
    columns: tuple[Column, ...]
    signature: tuple[frozenset[str], ...]
    themes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    shuns: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    def column(self, column_id: str) -> Column:
        """Return the column with that id; raise ``KeyError`` when the ledger declares none."""
        for column in self.columns:
            if column.id == column_id:
                return column
        raise KeyError(column_id)
