"""The quick reader (calamine), kept quiet: what it cannot read, or panics at, is None."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import python_calamine as calamine

from analysis.values import Cell

Grid = list[list[Cell]]
_T = TypeVar("_T")


def open_quick(raw: bytes) -> calamine.CalamineWorkbook | None:
    """Open a workbook, or None."""
    return _tried(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)))


def quick_grid(book: calamine.CalamineWorkbook, name: str) -> Grid | None:
    """Return the cells of a sheet from A1, or None."""
    return _tried(lambda: book.get_sheet_by_name(name).to_python(skip_empty_area=False))  # type: ignore[return-value]


def _tried(work: Callable[[], _T]) -> _T | None:
    try:
        with _quiet():
            return work()
    except calamine.CalamineError:
        return None
    except BaseException as error:
        # A panic in Rust derives from BaseException, and its class cannot be imported
        if type(error).__module__ != "pyo3_runtime":
            raise
        return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what a panic prints to file descriptor 2 from the clerk's screen."""
    try:
        kept = os.dup(2)
    except OSError:  # no standard error at all, as under pythonw
        yield
        return
    sys.stderr.flush()
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
