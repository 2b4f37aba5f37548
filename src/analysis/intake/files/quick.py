"""The quick reader (calamine), kept quiet: what it cannot read, or panics at, is None."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import python_calamine as calamine

from analysis.values import Cell

Grid = list[list[Cell]]
_T = TypeVar("_T")
_REPEATED = frozenset({str, dt.date, dt.datetime})


def open_quick(raw: bytes) -> calamine.CalamineWorkbook | None:
    """Open a workbook, or None."""
    return _tried(lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)))


def quick_grid(book: calamine.CalamineWorkbook, name: str) -> Grid | None:
    """Return the cells of a sheet from A1, or None.

    A text or a date that stands in many cells is kept once: a register says the same few words
    over and over, and so takes half the memory.
    """

    def rows() -> Grid:
        sheet = book.get_sheet_by_name(name)
        # Its rows begin with the first column that holds something.
        left: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
        once: dict[Cell, Cell] = {}
        keep = once.setdefault
        # Numbers stay as they are: 1, 1.0 and TRUE are equal, and yet not the same.
        lines = (
            [keep(cell, cell) if type(cell) in _REPEATED else cell for cell in row]
            for row in sheet.iter_rows()
        )
        return [left + line for line in lines] if left else list(lines)

    return _tried(rows)


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
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
