"""Tables and frames on disk as parquet; apart from ``store``, for they bring pandas and pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.store import write_bytes


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as parquet, the same bytes for the same table."""
    write_bytes(path, _parquet(table))


def read_table(path: Path) -> pa.Table:
    """Read a table that ``write_table`` wrote."""
    return _table(path.read_bytes())


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as parquet, the same bytes for the same frame."""
    write_bytes(path, frame_bytes(frame))


def frame_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as parquet."""
    return _parquet(pa.Table.from_pandas(frame, preserve_index=False))


def read_frame(path: Path) -> pd.DataFrame:
    """Read a frame that ``write_frame`` wrote, with its dtypes; times are in seconds."""
    return _frame(path.read_bytes())


class StoredFrames(MutableMapping[str, pd.DataFrame]):
    """Frames on disk by name: all are read at once, each is made a frame when it is asked for."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        """Read the files, so that all frames are of one time however late they are asked for."""
        self._found: dict[str, pd.DataFrame | bytes] = {n: p.read_bytes() for n, p in paths.items()}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one frame."""
        found = self._found[name]
        if isinstance(found, bytes):
            found = self._found[name] = _frame(found)
        return found

    def __setitem__(self, name: str, frame: pd.DataFrame) -> None:
        """Put one frame in the place of another."""
        self._found[name] = frame

    def __delitem__(self, name: str) -> None:
        """Leave one frame out."""
        del self._found[name]

    def __contains__(self, name: object) -> bool:
        """Whether there is a frame of that name."""
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._found)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)


def _parquet(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return bytes(sink.getvalue().to_pybytes())


def _table(content: bytes) -> pa.Table:
    return pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)


def _frame(content: bytes) -> pd.DataFrame:
    frame = _table(content).to_pandas(types_mapper=_decimals, use_threads=False)
    times = {n: "datetime64[s]" for n, kind in frame.dtypes.items() if kind.kind == "M"}
    return pd.DataFrame(frame.astype(times)) if times else frame


def _decimals(kind: pa.DataType) -> pd.ArrowDtype | None:
    return pd.ArrowDtype(kind) if pa.types.is_decimal(kind) else None
