"""The same figures of all towns side by side, as they are and per inhabitant."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analysis.county.model import CountyYear, Member
from analysis.county.pooled import pooled_total
from analysis.indicators.model import Indicator
from analysis.report.county import cells
from analysis.report.provenance import Json
from analysis.values import format_number, round_half_up

_SUM = "合计"
_MOST = 200  # towns whose figures have a picture each


def table(years: Sequence[CountyYear], names: Sequence[str], caption: str) -> Json:
    """Return a row for each town that gave a figure, a column for each indicator, the pooled row.

    Each figure has its years as a sparkline. Towns without any are named below the table.
    """
    county = years[-1]
    indicators = [county.indicators[name] for name in names]
    shown = [m for m in county.members if _any(m, names)]
    rows = [
        [
            cells.town(member),
            *(cells.figure(member, i, _history(years, member, i.id)) for i in indicators),
        ]
        for member in shown
    ]
    towns = len(county.usable)
    foot = [cells.pooled(i, pooled_total(county, i.id), towns) for i in indicators]
    return {
        "block": "table",
        "caption": caption,
        "columns": ["乡镇", *map(cells.column, indicators)],
        "rows": [*rows, [{"text": _SUM}, *foot]],
        "source_line": "".join((_span(years), _typed(shown, names), _without(county, shown))),
    }


def per_head(county: CountyYear, names: Sequence[str], per: int, caption: str) -> Json | None:
    """Return figures per so many inhabitants; None where no town's number of them is known."""
    indicators = [county.indicators[name] for name in names]
    shown = [m for m in county.usable if m.population and _any(m, names)]
    if not shown:
        return None
    rows = [
        [
            cells.town(member),
            {"text": format_number(member.population or 0), "value": str(member.population)},
            *(_share(member, one, per) for one in indicators),
        ]
        for member in shown
    ]
    unknown = [m.town.key for m in county.usable if not m.population]
    without = f"没有人口数、未作比较的：{'、'.join(unknown)}。" if unknown else ""
    return {
        "block": "table",
        "caption": caption,
        "columns": ["乡镇", "人口（人）", *(f"每{per}人{cells.column(i)}" for i in indicators)],
        "rows": rows,
        "source_line": f"人口数据 county.toml。{without}",
    }


def _share(member: Member, indicator: Indicator, per: int) -> Json:
    total = member.totals.get(indicator.id)
    if total is None or not member.population:
        return cells.NONE
    share = round_half_up(total.value * per / member.population, 2)
    text = format_number(share, 2)
    return {"text": text, "value": text, "area": member.area.key, "at": indicator.id}


def _any(member: Member, names: Sequence[str]) -> bool:
    return any(name in member.totals or name in member.reported for name in names)


def _history(years: Sequence[CountyYear], member: Member, name: str) -> list[float | None]:
    return cells.history(years, member, name) if _pictured(years) else []


def _pictured(years: Sequence[CountyYear]) -> bool:
    """Whether figures have their years beside them: of very many towns the page would be too heavy."""
    return len(years) > 1 and len(years[-1].members) <= _MOST


def _span(years: Sequence[CountyYear]) -> str:
    if not _pictured(years):
        return ""
    return f"数字旁的小图是{years[0].year}年至{years[-1].year}年的变化。"


def _typed(shown: Sequence[Member], names: Sequence[str]) -> str:
    typed = any(set(names) & set(m.reported) for m in shown if not m.usable)
    return "虚线的数字是乡镇报告中自填的，未经台账核对，不计入合计。" if typed else ""


def _without(county: CountyYear, shown: Sequence[Member]) -> str:
    left = [member.town.key for member in county.members if member not in shown]
    return f"没有数字的乡镇：{'、'.join(left)}。" if left else ""


def planned(county: CountyYear) -> list[tuple[Member, Indicator, Decimal, Decimal]]:
    """Return what towns had planned beside what they reached, in the order of towns."""
    return [
        (member, county.indicators[name], quote.value, member.totals[name].value)
        for member in county.usable
        for name, quote in member.plans.items()
        if name in member.totals
    ]
