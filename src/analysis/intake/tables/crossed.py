"""The records of a cross table: its body cell by cell, its own totals apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.intake.sheet import Sheet
from analysis.intake.tables.apart import shows
from analysis.intake.tables.claims import qualifies
from analysis.intake.tables.dimensions import within
from analysis.intake.tables.fields import Field, divides
from analysis.intake.tables.headings import Merged, cell_at
from analysis.intake.tables.pivot import Cross
from analysis.intake.tables.records import Record, Stated, Taken
from analysis.intake.tables.subtotals import spans
from analysis.values import normalise


@dataclass(frozen=True, slots=True)
class Made:
    """What the rows of a cross table give; ``rows`` and ``apart`` as in ``Table``."""

    records: tuple[Record, ...]
    stated: tuple[Stated, ...]
    rows: tuple[int, ...]
    apart: Mapping[int, str]


def labelled_records(
    sheet: Sheet, merged: Merged, cross: Cross, rows: Sequence[int], apart: Mapping[int, str]
) -> Made:
    """Return a record for each dimension value of each row that has a figure."""
    reader = _Body(sheet, merged, cross)
    wider = {row: inner for row in rows if (inner := reader.inner(row, rows))}
    compared = [row for row in rows if reader.compared(row)]
    reasons = {**apart, **dict.fromkeys(wider, "合计"), **dict.fromkeys(compared, "对比")}
    kept = tuple(row for row in rows if row not in reasons)
    held = [pair for row in kept for pair in reader.records(row)]
    totals = {row: reader.label(row) for row, reason in apart.items() if reason == "合计"}
    added = {**spans(kept, totals), **wider}
    stated = [s for row in kept for s in reader.stated(row, (row,), held, totals_only=True)]
    stated += [s for row, span in added.items() for s in reader.stated(row, span, held)]
    return Made(
        tuple(record for record, _ in held),
        tuple(stated),
        kept,
        dict(sorted(reasons.items())),
    )


Held = tuple[Record, tuple[Field, ...]]


class _Body:
    """Reads the rows below the header of a cross table."""

    def __init__(self, sheet: Sheet, merged: Merged, cross: Cross) -> None:
        self._sheet = sheet
        self._merged = merged
        self._cross = cross
        ledger = cross.header.ledger
        self._periods = [name for name in cross.labels if ledger.column(name).kind == "period"]
        detail = [field for field in cross.fields if not field.total]
        detail.sort(key=lambda field: field.index)
        self._groups: list[tuple[Field, ...]] = []
        for _, alike in groupby(detail, key=lambda field: sorted(field.values.items())):
            group: list[Field] = []
            for field in alike:
                if any(field.figure is other.figure for other in group):  # 婚姻 beside 家庭
                    self._groups.append(tuple(group))
                    group = []
                group.append(field)
            self._groups.append(tuple(group))

    def _labelled(self, row: int) -> dict[str, Taken]:
        places = {
            name: self._merged.get((row, index), (row, index))
            for name, index in self._cross.labels.items()
        }
        return {name: Taken(at, cell_at(self._sheet, *at)) for name, at in places.items()}

    def label(self, row: int) -> str:
        """Return the first words of a row."""
        words = (cell for cell in self._sheet.grid[row] if isinstance(cell, str) and shows(cell))
        return next(words, "")

    def compared(self, row: int) -> bool:
        """Whether a row's label says that its figures are others (上年同期)."""
        cells = [taken.cell for taken in self._labelled(row).values()]
        return any(isinstance(cell, str) and qualifies(normalise(cell)) for cell in cells)

    def inner(self, row: int, rows: Sequence[int]) -> tuple[int, ...]:
        """Return the rows whose months lie in this one's quarter, all other labels alike."""
        mine = self._labelled(row)
        return tuple(
            other for other in rows if other != row and self._lies_in(self._labelled(other), mine)
        )

    def _lies_in(self, inner: Mapping[str, Taken], outer: Mapping[str, Taken]) -> bool:
        return bool(self._periods) and all(
            within(str(inner[name].cell), str(outer[name].cell))
            if name in self._periods
            else inner[name].cell == outer[name].cell
            for name in self._cross.labels
        )

    def records(self, row: int) -> Iterator[Held]:
        """Yield the records of a row with the columns that each is made of."""
        labels = self._labelled(row)
        for group in self._groups:
            if not any(self._filled(row, field) for field in group):
                continue
            figures = {
                field.figure.id: Taken((row, field.index), cell_at(self._sheet, row, field.index))
                for field in group
                if field.figure
            }
            bottom = self._cross.header.bottom
            values = {
                name: Taken((bottom, group[0].index), value)
                for name, value in group[0].values.items()
            }
            body = tuple((row, field.index) for field in group)
            yield Record(row, body, {**labels, **values, **figures}), group

    def _filled(self, row: int, field: Field) -> bool:
        place = (row, field.index)
        return shows(cell_at(self._sheet, *place)) or place in self._sheet.flaws

    def stated(
        self, row: int, span: Sequence[int], held: Sequence[Held], *, totals_only: bool = False
    ) -> Iterator[Stated]:
        """Yield the totals that stand in a row, over the records of some rows."""
        for whole in self._cross.fields:
            if (totals_only and not whole.total) or whole.figure is None or whole.figure.running:
                continue
            if not self._filled(row, whole):
                continue
            numbers = tuple(
                number
                for number, (record, group) in enumerate(held)
                if record.row in span
                for field in group
                if field is whole or (whole.total and divides(field, whole))
            )
            yield Stated((row, whole.index), whole.figure.id, numbers)
