"""What reading gives, from the file up to the town; all of it can travel between processes."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.cells import column_letters
from analysis.findings import Finding
from analysis.intake.rows.typed import Typed
from analysis.intake.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class TableRead:
    """Where a table was found. Rows are 1-based; ``last_row`` is that of the last data row.

    ``columns`` maps column id to its letter, ``headings`` to its heading as written; personal
    columns are in neither. ``rows`` is the number of records; ``used``: whether they count.
    """

    file: str
    sheet: str
    ledger: str
    header_rows: tuple[int, int]
    first_row: int
    last_row: int
    columns: dict[str, str]
    headings: dict[str, str]
    width: tuple[str, str]
    rows: int
    used: bool = True

    @property
    def header(self) -> str:
        """The header's range in A1 style."""
        return f"{self.width[0]}{self.header_rows[0]}:{self.width[1]}{self.header_rows[1]}"

    @classmethod
    def of(
        cls,
        file: str,
        sheet: str,
        table: Table,
        without: frozenset[str] = frozenset(),
        *,
        used: bool = True,
    ) -> TableRead:
        """Describe a located table; ``without``: ids of columns found that were not taken."""
        first, last = (column_letters(index) for index in table.width)
        hidden = without | {c.id for c in table.ledger.columns if c.personal}
        shown = [found for found in table.columns if found.column.id not in hidden]
        first_of = {found.column.id: found for found in reversed(shown)}  # the leftmost stays
        kept = sorted(first_of.values(), key=lambda found: found.index)
        below = table.header[1] + 2
        return cls(
            file=file,
            sheet=sheet,
            ledger=table.ledger.id,
            header_rows=(table.header[0] + 1, table.header[1] + 1),
            first_row=min((row + 1 for row in table.rows), default=below),
            last_row=max((row + 1 for row in table.rows), default=below - 1),
            columns={found.column.id: column_letters(found.index) for found in kept},
            headings={found.column.id: found.heading for found in kept},
            width=(first, last),
            rows=len(table.records if table.crossed else table.rows),
            used=used,
        )


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet as ``fazhi read`` tells it; ``cells`` counts the cells that hold something.

    ``meant``: for each table, each heading as written and the id of its column, None where the
    heading is not used.
    """

    name: str
    hidden: bool
    cells: int
    tables: tuple[TableRead, ...] = ()
    meant: tuple[dict[str, str | None], ...] = ()


@dataclass(slots=True)
class FileRead:
    """One file: its sheets and typed tables, or why it was refused (``message``), and findings."""

    file: str
    message: str = ""
    sheets: list[SheetRead] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    about: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> list[Finding]:
        """All findings: about the file and its sheets, and of its tables."""
        return [*self.about, *(finding for typed in self.typed for finding in typed.findings)]

    @property
    def status(self) -> str:
        """``read`` or ``refused``."""
        return "refused" if self.message else "read"

    @property
    def tables(self) -> list[TableRead]:
        """The tables of all sheets that count."""
        return [table for sheet in self.sheets for table in sheet.tables if table.used]


@dataclass(slots=True)
class Intake:
    """What a folder gives. ``names`` and ``personal`` are for masking and the privacy gate only.

    They are stored nowhere, nor are ``files`` and ``sheets``: names as shown (persons masked) →
    names as they are, for the annotated copies.
    """

    frames: MutableMapping[str, pd.DataFrame] = field(default_factory=dict)
    tables: list[TableRead] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    names: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    files: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
