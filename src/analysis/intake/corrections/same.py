"""Whether what a clerk wrote of a cell is what the cell holds."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from analysis.intake.parse import text_of
from analysis.values import Cell, Unreadable, is_blank, parse_date
from analysis.words import clean, tidy

_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_MIDNIGHT = dt.time()


def seen(cell: Cell) -> str:
    """Return a cell as people see it: no decimals of a whole number, no midnight of a date."""
    if is_blank(cell):
        return ""
    if isinstance(cell, dt.datetime) and cell.time() == _MIDNIGHT:
        cell = cell.date()
    return text_of(cell)


def same(cell: Cell, written: Cell) -> bool:
    """Whether both show the same: 12, 12.0 and "12"; a date in whatever form; or both nothing."""
    if is_blank(cell) or is_blank(written):
        return is_blank(cell) and is_blank(written)
    if _plain(cell) == _plain(written):
        return True
    numbers = _number(cell), _number(written)
    if None not in numbers:
        return numbers[0] == numbers[1]
    try:
        return parse_date(cell) == parse_date(written)
    except Unreadable:
        return False


def as_written(cell: Cell, written: Cell) -> bool:
    """Whether a cell is what was written of it, in which ＊ may mask what names a person."""
    if same(cell, written):
        return True
    masked = isinstance(written, str) and "＊" in written
    form = re.escape(tidy(str(written))).replace("＊", ".")
    return masked and re.fullmatch(form, text_of(cell), re.DOTALL) is not None


def _plain(cell: Cell) -> str:
    return (clean(cell) or seen(cell)).casefold()


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(float(cell)))
    text = clean(cell)
    return Decimal(text) if _NUMBER.fullmatch(text) else None
