"""Observations and gaps as one table on disk, with values and A1 ranges, never row lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from analysis.cells import Source
from analysis.frames import read_table, write_table
from analysis.indicators.model import Gap, LeftOut, Observation, Part, Reconciled

Kind: TypeAlias = "pa.DataType | Mapping[str, Kind]"
"""Of a column: a plain type, or the fields of each of the records that it lists."""

_TEXT, _WHOLE = pa.string(), pa.int64()
_PARTS = dict.fromkeys(("label", "value", "file", "sheet", "cells"), _TEXT)
COLUMNS: Mapping[str, Kind] = {
    "area": _TEXT,
    "year": _WHOLE,
    "indicator": _TEXT,
    "cell": {"dimension": _TEXT, "label": _TEXT},
    "value": _TEXT,
    "formula": _WHOLE,
    "parts": _PARTS,
    "left_out": {"reason": _TEXT, "rows": _WHOLE, "file": _TEXT, "sheet": _TEXT, "cells": _TEXT},
    "reconciled": {"formula": _WHOLE, "value": _TEXT, "parts": _PARTS},
    "hidden": pa.bool_(),
    "definition": _TEXT,
    "gap": _TEXT,
    "wanted": _TEXT,
}
"""The columns of ``observations.parquet``; a row with ``gap`` is one, and has no value."""

_NOTHING = (None, None, None)


def write_observations(
    path: Path, area: str, year: int, observations: Sequence[Observation], gaps: Sequence[Gap]
) -> None:
    """Write both to ``observations.parquet``; values are exact texts."""
    rows = [_row(observation) for observation in observations]
    rows += [
        (area, year, g.indicator, (), None, None, (), (), (), None, None, g.reason, g.wanted)
        for g in gaps
    ]
    columns = _columns(rows, COLUMNS.values())
    write_table(path, pa.table(columns, names=list(COLUMNS)))


def read_observations(
    path: Path, slices_of: Collection[str] | None = None
) -> tuple[list[Observation], list[Gap]]:
    """Read what ``write_observations`` wrote.

    ``slices_of``: of which indicators breakdowns are wanted, None for all; totals always are.
    """
    observations: list[Observation] = []
    gaps: list[Gap] = []
    table = read_table(path)
    if slices_of is not None:
        total = pc.equal(pc.list_value_length(table["cell"]), 0)
        asked = pc.is_in(table["indicator"], pa.array(sorted(slices_of), _TEXT))
        table = table.filter(pc.or_(total, asked))
    columns = (_cells(table.column(name).combine_chunks()) for name in COLUMNS)
    for row in zip(*columns, strict=True):
        *told, gap, wanted = row
        if gap is None:
            observations.append(_observation(told))
        else:
            gaps.append(Gap(row[2], gap, wanted))
    return observations, gaps


def _row(o: Observation) -> tuple[Any, ...]:
    return (
        o.area, o.year, o.indicator, o.cell, str(o.value), o.formula, _parts(o.parts),
        [(x.reason, x.rows, *_source(x.source)) for x in o.left_out],
        [(r.formula, str(r.value), _parts(r.parts)) for r in o.reconciled],
        o.hidden, o.definition, None, None,
    )  # fmt: skip


def _parts(parts: Iterable[Part]) -> list[tuple[str | None, ...]]:
    return [(part.label, str(part.value), *_source(part.source)) for part in parts]


def _source(source: Source | None) -> tuple[str | None, ...]:
    return (source.file, source.sheet, source.cells) if source else _NOTHING


def _observation(row: Sequence[Any]) -> Observation:
    area, year, indicator, cell, value, formula, parts, left_out, reconciled, hidden, of = row
    return Observation(
        area=area,
        year=year,
        indicator=indicator,
        cell=tuple(cell),
        value=Decimal(value),
        formula=formula,
        parts=tuple(_read_part(*part) for part in parts),
        left_out=tuple(
            LeftOut(reason, rows, None if source[0] is None else Source(*source))
            for reason, rows, *source in left_out
        ),
        reconciled=tuple(
            Reconciled(index, Decimal(other), tuple(_read_part(*part) for part in its))
            for index, other, its in reconciled
        ),
        hidden=hidden,
        definition=of,
    )


def _read_part(label: str, value: str, *source: str) -> Part:
    return Part(label, Decimal(value), Source(*source))


def _columns(records: Sequence[Sequence[Any]], kinds: Iterable[Kind]) -> list[pa.Array]:
    """Return the fields of records as columns, lists of records within them included."""
    known = list(kinds)
    fields = list(zip(*records, strict=True)) or [()] * len(known)
    return [_column(field, kind) for field, kind in zip(fields, known, strict=True)]


def _column(field: Sequence[Any], kind: Kind) -> pa.Array:
    if isinstance(kind, pa.DataType):
        return pa.array(field, kind)
    ends = pa.array([0, *accumulate(len(records) for records in field)], pa.int32())
    inner = _columns([record for records in field for record in records], kind.values())
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(inner, names=list(kind)))


def _cells(column: pa.Array) -> list[Any]:
    """Return a column's cells; of a list of records the records as tuples."""
    if not pa.types.is_list(column.type):
        cells: list[Any] = column.to_pylist()
        return cells
    records = list(zip(*(_cells(field) for field in column.flatten().flatten()), strict=True))
    ends = column.offsets.to_pylist()
    return [records[a - ends[0] : b - ends[0]] for a, b in pairwise(ends)]
