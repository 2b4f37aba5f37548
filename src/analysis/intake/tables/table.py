"""A table of a sheet: where it stands, what its columns mean, which of its rows are data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from types import MappingProxyType

from analysis.intake.tables.dates import Trio
from analysis.intake.tables.match import Located
from analysis.intake.tables.records import Record, Stated
from analysis.ledgers import Column, Ledger
from analysis.values import Cell

_NONE: Map[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet; rows are 0-based.

    Every row below the header is in ``rows`` (data) or in ``apart`` (row → why it is not data).
    ``rival``: another ledger that the headings fit just as well; ``unsure``: what the headings and
    titles of a cross table do not tell (``"数字"`` or ``"时段"``); either way it is not read.
    ``asked``: headings not used, with the column that each may be meant for.

    ``records``: where records are not whole rows, all of them; ``stated``: the totals that such a
    table states itself. ``told``: what a title or the sheet's name says of every record.
    ``dates``: date column → the columns of year, month and day. ``month``: that of a sheet named
    after one, for dates that are only a day. ``secrets``: personal cells of a transposed table.
    ``crossed``: records are not whole rows; ``beside``: another table shares the rows.
    """

    ledger: Ledger
    header: tuple[int, int]
    columns: tuple[Located, ...]
    doubles: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    rows: tuple[int, ...]
    apart: Map[int, str]
    width: tuple[int, int]
    rival: Ledger | None = None
    asked: tuple[tuple[str, Column], ...] = ()
    unsure: str = ""
    records: tuple[Record, ...] = ()
    stated: tuple[Stated, ...] = ()
    told: Map[str, str] = field(default_factory=lambda: _NONE)
    dates: Map[int, Trio] = field(default_factory=lambda: MappingProxyType({}))
    month: str | None = None
    secrets: tuple[tuple[Column, Cell], ...] = ()
    crossed: bool = False
    beside: bool = False

    @property
    def whole_rows(self) -> bool:
        """Whether each record is a whole row that no other table shares."""
        return not self.crossed and not self.beside


def kinds_apart(table: Table) -> Counter[str]:
    """Count the rows that are no data, by why."""
    return Counter(table.apart.values())


def totals(table: Table) -> Iterable[int]:
    """Return the 合计 rows of a table of whole rows; those of others are in ``stated``."""
    if table.crossed:
        return iter(())
    return (row for row, reason in table.apart.items() if reason == "合计")
