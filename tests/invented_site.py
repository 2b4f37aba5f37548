"""A site of invented towns: years, filings and reports made up in memory, no ledger read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from analysis.beside.reported import Reported
from analysis.cells import Source
from analysis.county.model import CountyYear, Filing, Member
from analysis.indicators import INDICATORS
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation, Part
from analysis.site.places import Folders
from analysis.site.sight import Sight, gathered
from analysis.workspace import Area

DEFINITIONS = Definitions.of(INDICATORS)
EVENTS, SETTLED, CONCLUDED = "publicity.events", "mediation.settled", "mediation.concluded"
RATE = "mediation.success_rate"
NO_SOURCE = Source("", "", "")


def counted(area: Area, year: int, name: str, value: int, formula: int = 0) -> Observation:
    """Return a total that comes from one place."""
    part = Part("", Decimal(value), Source("普法活动台账.xlsx", f"{year}年", "A3:F9"))
    return Observation(
        area=area.key, year=year, indicator=name, cell=(), value=Decimal(value),
        parts=(part,), formula=formula, definition=name,
    )  # fmt: skip


def rate(area: Area, year: int, numerator: int, denominator: int) -> Observation:
    """Return a success rate with its halves."""
    halves = (
        Part("成功", Decimal(numerator), NO_SOURCE),
        Part("办结", Decimal(denominator), NO_SOURCE),
    )
    value = Decimal(numerator) / denominator * 100
    return Observation(
        area=area.key, year=year, indicator=RATE, cell=(), value=value, parts=halves, definition=RATE
    )  # fmt: skip


def member(key: str, year: int, found: Iterable[Observation] = (), **more: Any) -> Member:
    """Return a town's year; it has filed unless told otherwise."""
    area = Area.parse(key)
    totals = {one.indicator: one for one in found}
    return Member(**{
        "area": area, "town": area, "year": year, "filing": Filing.FILED, "totals": totals, **more,
    })  # fmt: skip


def filed(key: str, year: int, events: int, formula: int = 0, **more: Any) -> Member:
    """Return a town whose ledgers give publicity events and a success rate."""
    area = Area.parse(key)
    found = [
        counted(area, year, EVENTS, events, formula),
        counted(area, year, SETTLED, events + 90),
        counted(area, year, CONCLUDED, events + 100),
        rate(area, year, events + 90, events + 100),
    ]
    return member(key, year, found, **more)


def reported(key: str, year: int, value: int) -> Member:
    """Return a town that handed in a written report only."""
    own = Reported(key, year, EVENTS, Decimal(value), "", "报告.docx", "第1段", f"{value}场次")
    return member(key, year, filing=Filing.WORD, reported={EVENTS: own})


def county_of(year: int, members: Iterable[Member], name: str = "示例县") -> CountyYear:
    """Return a year of a county."""
    return CountyYear(name, (), year, tuple(members), DEFINITIONS)


def write_report(
    reports: Path, key: str, year: int, values: Mapping[str, str], headings: Iterable[str] = ()
) -> None:
    """Write a page that has what the site reads of a report: headings and entries of an annex."""
    folder = reports / str(year) / key
    folder.mkdir(parents=True, exist_ok=True)
    heads = "".join(
        f'<h2 id="s{n}"><span class="number">{n}、</span>{escape(words)}</h2>'
        for n, words in enumerate(headings, start=1)
    )
    entries = "".join(
        f'<article class="entry" id="f-{name}"><h3>{name}<span class="value">{value}</span></h3></article>'
        for name, value in values.items()
    )
    page = (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{key}{year}年报告</title></head>'
        f'<body><main><h1>{key}{year}年报告</h1>{heads}<h2 id="annex">附录</h2>{entries}</main></body></html>'
    )
    (folder / "report.html").write_text(page, encoding="utf-8")


SAYS = "乙镇2023年台账有错误（错误 1 条），暂不能出报告。"


OTHERS = "戊己庚辛壬子丑"


def years() -> dict[int, CountyYear]:
    """Return three years of twelve towns: every state, a renamed town, a change of formula."""
    others = [f"{name}镇" for name in OTHERS]

    def rest(year: int) -> list[Member]:
        return [filed(name, year, 10 * n + year - 2000) for n, name in enumerate(others, start=1)]

    late = "收到日期2024年3月2日晚于报送期限2024年2月20日。"
    return {
        2021: county_of(2021, [
            filed("甲镇", 2021, 3), filed("乙镇", 2021, 8), filed("老丙乡", 2021, 5, town=Area(("丙镇",))),
            filed("丁镇", 2021, 6), *rest(2021),
        ]),
        2022: county_of(2022, [
            filed("甲镇", 2022, 7), filed("乙镇", 2022, 9), filed("丙镇", 2022, 5),
            filed("丁镇", 2022, 6), *rest(2022),
        ]),
        2023: county_of(2023, [
            filed("甲镇", 2023, 12, formula=1),
            member("乙镇", 2023, filing=Filing.REFUSED, says=SAYS),
            filed("丙镇", 2023, 4, filing=Filing.LATE, says=late),
            reported("丁镇", 2023, 77),
            *rest(2023),
            member("癸镇", 2023, filing=Filing.ABSENT),
        ]),
    }  # fmt: skip


HEADINGS = ("深入学习贯彻习近平法治思想", "扎实开展普法宣传", "依法化解矛盾纠纷", "规范行政执法")


def write_reports(reports: Path, counties: Mapping[int, CountyYear]) -> None:
    """Write a report for each town whose ledgers can be used, and an old one for each refused."""
    for county in counties.values():
        for one in county.members:
            values = {name: str(total.value) for name, total in one.totals.items()}
            if one.filing is Filing.REFUSED:
                write_report(reports, one.area.key, county.year, {EVENTS: "999"}, ["旧标题"])
            elif one.usable:
                own = f"{one.area.name}{county.year}年特色工作"
                write_report(reports, one.area.key, county.year, values, [*HEADINGS, own])


def invented(reports: Path, counties: Mapping[int, CountyYear] | None = None) -> Sight:
    """Return the invented county with its reports written."""
    counties = counties or years()
    write_reports(reports, counties)
    return gathered(counties, Folders(reports))


def many(towns: int) -> dict[int, CountyYear]:
    """Return three years of very many towns."""
    return {
        year: county_of(
            year, [filed(f"{n}号镇", year, n % 90 + year - 2020) for n in range(1, towns + 1)]
        )
        for year in (2021, 2022, 2023)
    }


def two_counties() -> dict[int, CountyYear]:
    """Return two counties that have a town of one name each."""
    return {
        year: county_of(
            year,
            [
                filed("东县/双龙镇", year, 20 + year - 2022),
                filed("东县/河口镇", year, 30),
                filed("西县/双龙镇", year, 40 + year - 2022),
            ],
            "全部乡镇",
        )
        for year in (2022, 2023)
    }
