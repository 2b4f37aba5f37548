"""Figures a town keeps without rows of cases: monthly returns, and the state at the year's end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from analysis.indicators import INDICATORS
from analysis.ledgers.yearly import RATES, SUBJECTS, Item
from analysis.sample.country.tables import Record
from analysis.sample.country.towns import Town

Range = tuple[int, int]  # lowest and highest figure of a month in a typical town
Part = tuple[str, float]  # the figure that it is part of, and its lowest share


@dataclass(frozen=True, slots=True)
class Return:
    """A monthly return: what each column counts."""

    title: str
    columns: Mapping[str, Range | Part]


RETURNS: Final[Mapping[str, Return]] = {
    "legal_service": Return("公共法律服务月报表", {
        "consultations": (15, 60), "legal_aid": (0, 2), "files": (10, 50), "new_users": (2, 15),
        "drafted": (0, 5)}),
    "publicity_return": Return("普法宣传月报表", {
        "events": (2, 8), "lectures": (0, 3), "participants": (100, 600), "consulted": (10, 60),
        "handouts": (100, 800), "banners": (0, 6), "boards": (0, 3)}),
    "hotline_return": Return("12345热线工单月报表", {
        "received": (8, 40), "closed": ("received", 0.9), "on_time": ("closed", 0.9),
        "rated": ("closed", 0.5), "satisfied": ("rated", 0.8)}),
    "petition_return": Return("信访工作月报表", {
        "received": (4, 20), "closed": ("received", 0.8), "on_time": ("closed", 0.9)}),
    "service_return": Return("政务服务办件月报表", {
        "received": (60, 400), "closed": ("received", 0.95), "online": ("received", 0.3),
        "agented": ("received", 0.1), "rated": ("closed", 0.5), "satisfied": ("rated", 0.9)}),
    "enforcement_return": Return("行政执法工作月报表", {
        "inspections": (2, 10), "officers": (6, 40), "checked": (8, 40), "problems": (2, 15),
        "mended": ("problems", 0.8), "filed": (0, 2), "penalties": (0, 2)}),
    "safety_return": Return("安全生产检查月报表", {
        "inspections": (2, 10), "checked": (8, 40), "hazards": (3, 20),
        "mended": ("hazards", 0.8)}),
    "grid_return": Return("网格工作月报表", {
        "visits": (80, 400), "reported": (10, 60), "closed": ("reported", 0.9),
        "disputes": (1, 8), "talks": (1, 6)}),
}  # fmt: skip


def months(town: Town, year: int, ledger: str) -> list[Record]:
    """Return the twelve rows of a monthly return."""
    random, columns = town.random(year, ledger), RETURNS[ledger].columns
    scale = town.in_year(year, ledger, 100 * min(town.size, 3)) / 100
    rows: list[Record] = []
    for month in range(1, 13):
        row: dict[str, int] = {}
        for column, (first, second) in columns.items():
            if isinstance(first, str):
                row[column] = round(row[first] * random.uniform(second, 1))
            else:
                row[column] = round(random.randint(first, int(second)) * scale)
        rows.append({"period": f"{month}月", **row})
    return rows


def mediation_months(cases: Sequence[Record]) -> list[Record]:
    """Return the monthly return that agrees with a register of cases."""
    return [
        {
            "period": f"{month}月",
            "accepted": _in(cases, "accepted_on", month),
            "sessions": sum(
                int(str(c["sessions"])) for c in cases if _month(c, "accepted_on") == month
            ),
            "settled": _in([c for c in cases if c["result"] == "调解成功"], "closed_on", month),
        }
        for month in range(1, 13)
    ]


def screening_months(cases: Sequence[Record]) -> list[Record]:
    """Return the monthly return that agrees with a register of screened disputes."""
    return [
        {
            "period": f"{month}月",
            "cases": _in(cases, "screened_on", month),
            "settled": _in([c for c in cases if c["settled_on"]], "screened_on", month),
            "unsettled": _in([c for c in cases if not c["settled_on"]], "screened_on", month),
        }
        for month in range(1, 13)
    ]


def _in(cases: Sequence[Record], column: str, month: int) -> int:
    return sum(_month(case, column) == month for case in cases)


def _month(case: Record, column: str) -> int:
    day = case.get(column)
    return day.month if isinstance(day, date) else 0


def state(town: Town, year: int, *, full: bool) -> list[Record]:
    """Return 基本情况表: the same items every year; ``full``: all that a town without registers has."""
    kept = town.random("state")
    villages = sum(v.endswith("村") for v in town.villages)
    places = len(town.villages)
    usual = {
        "村（居）民小组": (places * 6, "个"),
        "行政村网格员": (places * 7, "名"), "人民调解员": (places * 4, "名"),
        "法律明白人": (places * 3, "名"), "人民调解委员会": (places + 1, "个"),
    }  # fmt: skip
    people = {"户籍人口": (town.people(year), "人")}
    fixed = {"行政村": (villages, "个"), "社区": (places - villages, "个"),
             "公共法律服务站": (1, "个"), "公共法律服务室": (places, "个")}  # fmt: skip
    drawn = {
        name: (town.in_year(year, name, figure), unit) for name, (figure, unit) in usual.items()
    }
    figures = people | drawn | fixed
    for item in kept.sample(_items(), 90 if full else kept.randint(6, 20)):
        name = kept.choice((item.title, item.title, *item.also[:2]))
        figures[name] = (town.in_year(year, item.title, kept.randint(3, 60)), item.unit)
    day = date(year, 12, 31)
    return [
        {"item": name, "value": figure, "measure": unit, "as_of": day}
        for name, (figure, unit) in figures.items()
    ]


@cache
def _items() -> Sequence[Item]:
    """Return the items that stand alone: no part of another, and told by no register."""
    halves = {half for rates in RATES.values() for rate in rates for half in rate.halves}
    return [
        item
        for items in SUBJECTS.values()
        for item in items
        if item.indicator not in halves and len(INDICATORS[item.indicator].formulas) == 1
    ]
