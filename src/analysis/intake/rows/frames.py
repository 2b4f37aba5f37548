"""Typed rows become frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from analysis.intake.rows.typed import DIGEST, Typed
from analysis.ledgers import LEDGERS, Column

_TEXT = pd.StringDtype(na_value=np.nan)  # "str"

Codes = npt.NDArray[np.intp]
"""For each row the index of its value."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one table gives to a column of a frame: its distinct values, and a code for each row."""

    name: str
    kind: str
    values: Sequence[Any]
    codes: Codes


def frame_of(*tables: Typed, contents: bool = True) -> pd.DataFrame:
    """Return the rows of tables of one ledger, below one another; each column is made once.

    A column per declared column that the tables have, in declared order, and provenance: ``_file``,
    ``_sheet``, ``_row`` (1-based), where given ``_cells`` and, if wanted, ``_content``. Dtypes:
    ``count`` Int64, ``number`` decimal(20, 4), ``date`` datetime64[s], ``flag`` boolean, else str.
    A ``period`` gives two columns, its first and its last day.
    """
    columns: dict[str, list[_Part | None]] = {}
    for number, table in enumerate(tables):
        for part in _parts(table, contents=contents):
            columns.setdefault(part.name, [None] * len(tables))[number] = part
    sizes = [len(table.row) for table in tables]
    return pd.DataFrame({name: _array(parts, sizes) for name, parts in columns.items()}, copy=False)


def _parts(table: Typed, *, contents: bool) -> Iterator[_Part]:
    """Yield what a table gives to each column."""
    for column in LEDGERS[table.ledger].columns:
        if coded := table.columns.get(column.id):
            codes: Codes = np.asarray(coded.codes, dtype=np.intp)
            yield from (_Part(*named, codes) for named in _values(column, coded.values))
    same, each = np.zeros(len(table.row), dtype=np.intp), np.arange(len(table.row), dtype=np.intp)
    yield _Part("_file", "text", [table.file], same)
    yield _Part("_sheet", "text", [table.sheet], same)
    yield _Part("_row", "row", table.row, each)
    if table.cells is not None:
        yield _Part("_cells", "text", table.cells, each)
    if contents and (raw := table.contents) is not None:
        digests = [raw[n : n + DIGEST].hex() for n in range(0, len(raw), DIGEST)]
        yield _Part("_content", "text", digests, each)


def _values(column: Column, values: list[Any]) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield name, kind and values of the columns of a frame that a declared column is."""
    if column.kind != "period":
        yield column.id, column.kind, values
        return
    for end, name in enumerate((column.id, f"{column.id}_end")):
        yield name, "date", [value[end] if value else None for value in values]


def _array(parts: Sequence[_Part | None], sizes: Sequence[int]) -> Any:
    """Return one column; where a table does not have it, nothing stands in its rows."""
    values: list[Any] = []
    codes: list[Codes] = []
    kind = ""
    for part, size in zip(parts, sizes, strict=True):
        codes.append(part.codes + len(values) if part else np.full(size, len(values), np.intp))
        values += part.values if part else [None]
        kind = part.kind if part else kind
    return array_of(kind, values, np.concatenate(codes))


def array_of(kind: str, values: list[Any], codes: Codes) -> Any:
    """Return the values of a kind of column as an array, one for each code."""
    make: Callable[[list[Any], Codes], Any] = _ARRAYS.get(kind, _texts)
    return make(values, codes)


def _texts(values: list[str | None], codes: Codes) -> Any:
    array = pa.array(values, pa.large_string()).take(pa.array(codes))
    made: Any = pd.arrays.ArrowStringArray  # ``pd.array`` would look at each text again
    return made(array, dtype=_TEXT)


def _dates(values: list[Any], codes: Codes) -> Any:
    return np.array(values, dtype="datetime64[s]").take(codes)


def _counts(values: list[int | None], codes: Codes) -> Any:
    numbers = np.array([value or 0 for value in values], dtype="int64")
    return pd.arrays.IntegerArray(numbers.take(codes), _missing(values).take(codes))


def _flags(values: list[bool | None], codes: Codes) -> Any:
    flags = np.array([bool(value) for value in values], dtype=bool)
    return pd.arrays.BooleanArray(flags.take(codes), _missing(values).take(codes))


def _numbers(values: list[Any], codes: Codes) -> Any:
    array = pa.array(values, pa.decimal128(20, 4)).take(pa.array(codes))
    return pd.arrays.ArrowExtensionArray(array)


def _rows(values: list[int], codes: Codes) -> Any:
    return np.array(values, dtype="int64").take(codes)


def _missing(values: Sequence[Any]) -> npt.NDArray[np.bool_]:
    return np.array([value is None for value in values], dtype=bool)


_ARRAYS: Mapping[str, Callable[[list[Any], Codes], Any]] = MappingProxyType(
    {"date": _dates, "count": _counts, "flag": _flags, "number": _numbers, "row": _rows}
)
"""How the values of a kind become an array; those of all other kinds are texts."""
