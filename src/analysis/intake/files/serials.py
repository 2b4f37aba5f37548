"""Numbers that are dates: which number formats say so, and which day or time a serial is."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final, Literal

from analysis.values import Cell

Shown = Literal["", "date", "elapsed"]
"""How a number format shows a number: as a number, as a date or time, as a length of time."""

_BUILT_IN: Final[dict[int, Shown]] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), "date"),
    **dict.fromkeys(range(71, 82), "date"),
    46: "elapsed",
}
_LONGEST = 1000  # Excel allows 255; what takes the square of its length must have an end
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NO_LETTERS = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|general|e[+-]', re.IGNORECASE)
_LETTERS = re.compile(r"[ymdhs]|aaa|gg|e|上午|\bbb", re.IGNORECASE)


@cache
def shown_as(number: int, code: str = "") -> Shown:
    """Tell what a number format shows: ``code`` where the file gives one, else the built-in."""
    if not code:
        return _BUILT_IN.get(number, "")
    first = code[:_LONGEST].split(";", 1)[0]
    if _ELAPSED.search(first):
        return "elapsed"
    return "date" if _LETTERS.search(_NO_LETTERS.sub("", first)) else ""


def dated(number: float, shown: Shown, *, since_1904: bool = False) -> Cell:
    """Return a serial as the date, time or length of time it is; else the number itself.

    Below 1 a date is a time of day. Serials no calendar has (negative, 99999999) stay numbers.
    """
    if not shown or number != number:  # noqa: PLR0124 - NaN
        return number
    try:
        if shown == "elapsed":
            return dt.timedelta(milliseconds=round(number * 86_400_000))
        moment = _moment(number, since_1904=since_1904)
    except (OverflowError, ValueError):
        return number
    if number < 0 or moment.year > 9999:
        return number
    if number < 1 and not since_1904:
        return moment.time()
    return moment.date() if number == int(number) else moment


def _moment(number: float, *, since_1904: bool) -> dt.datetime:
    # Day 60 of the 1900 system is a 29 February that never was
    if since_1904:
        epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets have no zones
    else:
        epoch = dt.datetime(1899, 12, 31 if number < 60 else 30)  # noqa: DTZ001
    return epoch + dt.timedelta(milliseconds=round(number * 86_400_000))
