"""Towns whose figures are far from what is usual for their size: what is asked about, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from analysis.county.apart import FEWEST_CASES, Level, levels
from analysis.county.model import CountyYear, Filing, Member
from analysis.indicators.model import Indicator, Observation
from analysis.report import wording
from analysis.report.county import cells
from analysis.report.county.compared import planned
from analysis.report.county.rates import funnel_of
from analysis.report.provenance import Json
from analysis.values import format_number
from analysis.workspace import Area

_HALF = 0.5  # a count of last year as a size may be 0


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing to ask a town: its figure, what it is held against, the question."""

    member: Member
    indicator: Indicator
    figure: str
    against: str
    asks: str


def found(years: Sequence[CountyYear], names: Sequence[str]) -> list[Apart]:
    """Return what stands apart, in the order of towns: levels, changes, rates, plans."""
    county = years[-1]
    counts = [n for n in names if county.indicators[n].unit != "%"]
    rates = [n for n in names if county.indicators[n].unit == "%"]
    last = years[-2] if len(years) > 1 and years[-2].year == county.year - 1 else None
    told = [
        *(one for name in counts for one in _levels(county, name)),
        *(one for name in counts if last for one in _changes(county, last, name)),
        *(one for name in rates for one in _rates(county, name)),
        *_plans(county),
    ]
    order = {member.town: n for n, member in enumerate(county.members)}
    return sorted(told, key=lambda one: order[one.member.town])


def table(apart: Sequence[Apart]) -> Json:
    """Return them as a table."""
    rows = [
        [
            cells.town(one.member),
            {"text": one.indicator.title},
            {"text": one.figure, "area": one.member.area.key, "at": one.indicator.id},
            {"text": one.against},
        ]
        for one in apart
    ]
    return {
        "block": "table",
        "caption": "与其他乡镇明显不同的数字",
        "columns": ["乡镇", "指标", "本年", "比较"],
        "rows": rows,
        "source_line": "明显不同不等于有错，请按下面的问题逐项核实；数量少的不作比较，不排名次。",
    }


def asked(county: CountyYear, apart: Sequence[Apart]) -> Json:
    """Return the questions to each town as a block, ready for the 审核意见表."""
    towns = []
    for member in county.members:
        asks = [*_about_filing(member), *(one.asks for one in apart if one.member is member)]
        if asks:
            towns.append({"town": member.town.key, "filing": str(member.filing), "questions": asks})
    return {"block": "questions", "towns": towns}


_FILING: Final[dict[Filing, str]] = {
    Filing.LATE: "{says}请问是什么原因？",
    Filing.REFUSED: "{says}请问何时能改好重报？",
    Filing.WORD: "只收到了文档，没有台账，数字无法核对，请问能否补报台账？",
    Filing.ABSENT: "{says}还没有收到本年度的台账和报告，请问何时报送？",
}


def _about_filing(member: Member) -> Iterator[str]:
    if asks := _FILING.get(member.filing):
        yield asks.format(says=member.says)


_Size = Callable[[Member], float | None]
_SIZES: Final[tuple[tuple[str, _Size], ...]] = (
    ("按人口折算", lambda member: member.population),
    ("按村（居）数折算", lambda member: member.villages),
    ("", lambda _: 1.0),
)


def _size(members: Sequence[Member]) -> tuple[str, _Size]:
    """Choose by what counts are made alike: the first that is known of all towns."""
    return next((w, size) for w, size in _SIZES if all(size(member) for member in members))


def _levels(county: CountyYear, name: str) -> Iterator[Apart]:
    indicator = county.indicators[name]
    members = {member.town: (member, total) for member, total in county.having(name)}
    if not members:
        return
    words, size = _size([member for member, _ in members.values()])
    compared = levels({town: (float(o.value), size(m) or 1.0) for town, (m, o) in members.items()})
    for town, level in compared.items():
        if level.apart:
            member, total = members[town]
            yield _apart_level(member, indicator, total, level, words)


def _apart_level(
    member: Member, indicator: Indicator, total: Observation, level: Level, words: str
) -> Apart:
    text, usual = _plain(indicator, total), f"{level.usual:.0f}{indicator.unit}"
    against = f"{words}，一般约{usual}" if words else f"各乡镇的中位数约{usual}"
    return Apart(
        member, indicator, text, against,
        f"“{indicator.title}”为{text}，{against}，请问登记的范围和口径是否与其他乡镇一致？",
    )  # fmt: skip


def _changes(county: CountyYear, last: CountyYear, name: str) -> Iterator[Apart]:
    indicator = county.indicators[name]
    pairs: dict[Area, tuple[Member, Observation, Observation]] = {}
    for member, total in county.having(name):
        earlier = last.by_town.get(member.town)
        if earlier and name in earlier.totals:
            pairs[member.town] = member, total, earlier.totals[name]
    compared = levels(
        {
            town: (float(now.value), float(then.value) + _HALF)
            for town, (_, now, then) in pairs.items()
        }
    )
    for town, level in compared.items():
        member, now, then = pairs[town]
        if level.apart and max(now.value, then.value) >= FEWEST_CASES:
            before, text = _plain(indicator, then), _plain(indicator, now)
            change = wording.change(indicator, now.value, then.value)
            yield Apart(
                member, indicator, text, f"上年{before}，{change}，与多数乡镇的变化不同",
                f"“{indicator.title}”由{before}变为{text}，与多数乡镇的变化不同，请问是什么原因？",
            )  # fmt: skip


def _rates(county: CountyYear, name: str) -> Iterator[Apart]:
    indicator, limits = county.indicators[name], funnel_of(county, name)
    for member, total in county.having(name):
        part, whole = total.parts
        rate = wording.number(indicator, total)
        told = f"{rate}（{format_number(part.value, 4)}÷{format_number(whole.value, 4)}）"
        if limits and limits.apart(member.town):
            side = "低" if limits.scores[member.town] < 0 else "高"
            against = f"{side}于同样大小的乡镇通常所在的范围"
            yield Apart(
                member, indicator, told, against,
                f"“{indicator.title}”为{told}，{against}，请问分子、分母的口径是否核实过？",
            )  # fmt: skip
        elif part.value == whole.value and whole.value >= FEWEST_CASES:
            yield Apart(
                member, indicator, told, "为100%",
                f"“{indicator.title}”为{told}，请问有没有未计入的？",
            )  # fmt: skip


def _plans(county: CountyYear) -> Iterator[Apart]:
    for member, indicator, plan, now in planned(county):
        if now < plan:
            text, meant = wording.plain(indicator, now), wording.plain(indicator, plan)
            yield Apart(
                member, indicator, text, f"计划{meant}",
                f"“{indicator.title}”为{text}，计划{meant}，请问是什么原因？",
            )  # fmt: skip


def _plain(indicator: Indicator, total: Observation) -> str:
    return wording.plain(indicator, total.value)
