"""Seeded draws: the same year and subject always give the same rows."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from random import Random

_SPRING_FESTIVAL = {
    2022: (date(2022, 1, 31), date(2022, 2, 6)),
    2023: (date(2023, 1, 21), date(2023, 1, 27)),
}


def rng(year: int, subject: str) -> Random:
    """Return the generator of one subject in one year; no two of them share their draws."""
    return Random(f"双龙镇/{year}/{subject}")


def spread(random: Random, total: int, parts: int) -> list[int]:
    """Cut ``total`` into ``parts`` whole numbers around the mean that add up to it exactly."""
    weights = [random.uniform(0.6, 1.4) for _ in range(parts)]
    done, marks = 0.0, [0]
    for weight in weights:
        done += weight
        marks.append(round(total * done / sum(weights)))
    return [after - before for before, after in pairwise(marks)]


def _is_workday(day: date) -> bool:
    first, last = _SPRING_FESTIVAL[day.year]
    may_or_october = (day.month == 5 and day.day <= 3) or (day.month == 10 and day.day <= 7)
    return day.weekday() < 5 and not may_or_october and not first <= day <= last


def workday(random: Random, year: int, month: int, first: int = 1, last: int = 31) -> date:
    """Return a Monday to Friday that is no long holiday, between two days of a month."""
    days = range(first, min(last, calendar.monthrange(year, month)[1]) + 1)
    return random.choice([d for n in days if _is_workday(d := date(year, month, n))])


def workdays(random: Random, year: int, count: int, busy: Mapping[int, float]) -> list[date]:
    """Return ``count`` workdays in order, months drawn by weight; a month not named weighs 1.

    December ends on the 24th, so that what begins there can still end within the year.
    """
    months = random.choices(range(1, 13), [busy.get(m, 1.0) for m in range(1, 13)], k=count)
    return sorted(workday(random, year, m, last=24 if m == 12 else 31) for m in months)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def in_characters(day: date) -> str:
    """Write 2023年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def dotted(day: date) -> str:
    """Write 2023.1.5."""
    return f"{day.year}.{day.month}.{day.day}"


def slashed(day: date) -> str:
    """Write 2023/1/5."""
    return f"{day.year}/{day.month}/{day.day}"
