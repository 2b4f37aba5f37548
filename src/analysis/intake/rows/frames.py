"""Typed rows become frames."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.intake.rows.typed import DIGEST, Typed
from analysis.ledgers import LEDGERS, Column

_DECIMAL = pd.ArrowDtype(pa.decimal128(20, 4))


def frame_of(typed: Typed) -> pd.DataFrame:
    """Return a column per declared column that the table has, in declared order, and provenance.

    ``_file``, ``_sheet``, ``_row`` (1-based), where given ``_cells`` and ``_content``. Dtypes:
    ``count`` Int64, ``number`` decimal(20, 4), ``date`` datetime64[s], ``flag`` boolean, else str.
    A ``period`` gives two columns, its first and its last day.
    """
    columns: dict[str, pd.Series[Any]] = {}
    for column in LEDGERS[typed.ledger].columns:
        coded = typed.columns.get(column.id)
        if coded is not None:
            take = np.frombuffer(coded.codes, dtype=np.intc)
            for name, series in _series(column, coded.values).items():
                columns[name] = series.take(take).reset_index(drop=True)
    frame = pd.DataFrame(columns).reindex(range(len(typed.row)))
    frame["_file"] = pd.Series(typed.file, index=frame.index, dtype="str")
    frame["_sheet"] = pd.Series(typed.sheet, index=frame.index, dtype="str")
    frame["_row"] = pd.Series(np.array(typed.row, dtype="int64"), index=frame.index)
    raw = typed.contents
    digests = raw and [raw[n : n + DIGEST].hex() for n in range(0, len(raw), DIGEST)]
    for name, texts in (("_cells", typed.cells), ("_content", digests)):
        if texts is not None:
            frame[name] = pd.Series(texts, index=frame.index, dtype="str")
    return frame


def _series(column: Column, values: list[Any]) -> dict[str, pd.Series[Any]]:
    match column.kind:
        case "date":
            return {column.id: _dates(values)}
        case "period":
            starts = [value[0] if value else None for value in values]
            ends = [value[1] if value else None for value in values]
            return {column.id: _dates(starts), f"{column.id}_end": _dates(ends)}
        case "count":
            return {column.id: pd.Series(values, dtype="Int64")}
        case "number":
            return {column.id: pd.Series(values, dtype=_DECIMAL)}
        case "flag":
            return {column.id: pd.Series(values, dtype="boolean")}
        case _:
            return {column.id: pd.Series(values, dtype="str")}


def _dates(values: list[dt.date | None]) -> pd.Series[Any]:
    return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]"))
