"""Figures over years in Chinese words: values, why there is none, what breaks, what was revised."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from analysis.county.series import Break, Point, Released, Series
from analysis.indicators.model import Indicator
from analysis.report import wording
from analysis.report.grids import signed
from analysis.values import format_number, round_half_up
from analysis.workspace import Area

_FEW = 5
REVISED, DOCUMENT = "修订", "据文件"
_GENERAL = frozenset({Break.CUTOFF, Break.RENAMED, Break.TOWNS})


def number(indicator: Indicator, point: Point) -> str:
    """Return a year's value without its unit, or why there is none: 202, 98.5%, 未报送."""
    if point.observation is not None and indicator.unit == "%":
        return wording.number(indicator, point.observation)
    if point.value is None:
        return point.why
    return f"{format_number(point.value, 4)}{'%' if indicator.unit == '%' else ''}"


def halves(point: Point) -> tuple[str, str] | None:
    """Return numerator and denominator of a rate; None where there is none, or only a document's."""
    if point.observation is None:
        return None
    upper, lower = (format_number(part.value, 4) for part in point.observation.parts)
    return upper, lower


def cell(indicator: Indicator, point: Point) -> str:
    """Return what a table of years says of a year: 202（修订）, 98.5%, 180（据文件）, 未报送."""
    marks = [DOCUMENT] if point.told else []
    marks += [REVISED] if point.revised else []
    text = number(indicator, point)
    return f"{text}（{'，'.join(marks)}）" if marks else text


def divided(series: Series) -> str:
    """Return the halves of a rate in all years that have them, in one sentence."""
    if series.indicator.unit != "%":
        return ""
    told = ["/".join(both) for point in series.valued if (both := halves(point))]
    return f"分子/分母：{'、'.join(told)}。" if told else ""


def with_unit(indicator: Indicator, point: Point) -> str:
    """Return a year's value with its unit."""
    return number(indicator, point) + ("" if indicator.unit == "%" else indicator.unit)


def coverage(point: Point) -> str:
    """Return in words of how many towns a county's value is."""
    return f"{point.members}个乡镇中{len(point.shares)}个"


def towns(series: Series) -> str:
    """Say over how many towns each of a county's values is, and which of them the change is of."""
    told = "、".join(str(len(point.shares)) for point in series.valued)
    alike = series.alike
    same = f"，可比的{len(alike.valued[-1].shares)}个" if alike else ""
    return f"{told}个（共{series.points[-1].members}个）{same}。"


def alt(series: Series) -> str:
    """Return the picture of a series in words."""
    indicator = series.indicator
    told = "，".join(f"{p.year}年{cell(indicator, p)}" for p in series.points)
    return f"折线图：{indicator.title}（{indicator.unit}）：{told}。"


def change(series: Series) -> str:
    """Return how a figure changed over the years that compare: +12件（+5.3%）; — for fewer than two.

    Where these begin later than the row of years, from when.
    """
    indicator, run = series.indicator, series.run
    if len(run) < 2:
        return "—"
    step, before = _step(indicator, run[0], run[-1]), _amount(run[0])
    since = "" if run[0].year == series.points[0].year else f"，比{run[0].year}年"
    if indicator.unit == "%":
        return f"{signed(step)}个百分点{since}"
    share = round_half_up(step / before * 100, 1) if before else Decimal(0)
    return f"{signed(step)}{indicator.unit}{f'（{signed(share)}%）' if share else ''}{since}"


def _since(indicator: Indicator, then: Point, now: Point) -> str:
    return wording.change(indicator, _amount(now), _amount(then), f"{then.year}年")


def _amount(point: Point) -> Decimal:
    """Return the value of a year that has one."""
    if point.value is None:
        raise ValueError(point.year)
    return point.value


def headline(series: Series) -> str:
    """Return what the years say in one sentence, over those that may be compared."""
    compared = series.alike or series
    indicator, run = series.indicator, compared.run
    if not run:
        return f"{indicator.title}：各年都没有数据"
    among = f"可比的{len(run[-1].shares)}个乡镇" if series.alike else ""
    return f"{indicator.title}：{among}{_finding(indicator, run)}{_limited(compared)}"


def _finding(indicator: Indicator, run: Sequence[Point]) -> str:
    first, last = run[0], run[-1]
    told = with_unit(indicator, last)
    if len(run) == 1:
        return f"{last.year}年{told}"
    steps = [_step(indicator, before, after) for before, after in pairwise(run)]
    whole = last.year - first.year == len(run) - 1  # no year between is missing
    if len(run) > 2 and whole and not any(steps):
        return f"{first.year}至{last.year}年各年均为{told}"
    if len(run) > 2 and whole and (min(steps) > 0 or max(steps) < 0):
        word = "上升" if steps[0] > 0 else "下降"
        return f"{first.year}至{last.year}年逐年{word}，由{with_unit(indicator, first)}到{told}"
    return f"{last.year}年{told}，{_since(indicator, first, last)}{_extreme(indicator, run)}"


def _step(indicator: Indicator, then: Point, now: Point) -> Decimal:
    """Return how far a year is from another; a rate to what is told of it."""
    step = _amount(now) - _amount(then)
    return round_half_up(step, 1) if indicator.unit == "%" else step


def _extreme(indicator: Indicator, run: Sequence[Point]) -> str:
    """Say which year between the first and the last was above or below both."""
    ends = [_amount(run[0]), _amount(run[-1])]
    top, low = (choose(run[1:-1], key=_amount, default=None) for choose in (max, min))
    if top and _amount(top) > max(ends):
        return f"，{top.year}年最高，为{with_unit(indicator, top)}"
    if low and _amount(low) < min(ends):
        return f"，{low.year}年最低，为{with_unit(indicator, low)}"
    return ""


def _limited(series: Series) -> str:
    """Say after a finding which years were left aside, or that there is none to compare with."""
    run = series.run
    if len(run) == len(series.valued):
        return "，没有可比的年度" if len(run) == 1 else ""
    return f"（{run[0].year}年以前不可比）"


@dataclass(frozen=True, slots=True)
class Remark:
    """What has to be known of a year. ``general``: it is so of the year's other figures, too.

    ``brief``: the same where there is no room for two rules.
    """

    year: int
    says: str
    general: bool = False
    brief: str = ""


def remarks(series: Series) -> Iterator[Remark]:
    """Yield what a reader has to know: breaks in both years' words, revisions, documents."""
    last: Point | None = None
    for point in series.points:
        for kind in point.breaks:
            says = _break(kind, series.indicator, last or point, point)
            brief = _brief(kind, last or point, point) or says
            yield Remark(point.year, says, general=kind in _GENERAL, brief=brief)
        for says in _revisions(series.indicator, point):
            yield Remark(point.year, says)
        if point.told:
            says = f"{point.year}年的数出自{point.told.document}，不是由台账计算。"
            yield Remark(point.year, says)
        last = point if point.value is not None else last


def _brief(kind: Break, then: Point, now: Point) -> str:
    if kind == Break.FORMULA:
        return f"{now.year}年取数的台账与{then.year}年不同，不宜直接比较。"
    return f"{then.year}年发布时用的是原来的口径。" if kind == Break.DEFINITION else ""


def _break(kind: Break, indicator: Indicator, then: Point, now: Point) -> str:
    match kind:
        case Break.FORMULA:
            return _formulas(indicator, then, now)
        case Break.DEFINITION:
            rule = wording.definition(indicator, 0)
            return f"{then.year}年发布时用的是原来的口径，本页各年都按现行口径计算：{rule}"
        case Break.CUTOFF:
            return _cutoffs(then, now)
        case Break.DOCUMENT:
            return f"{then.year}年和{now.year}年的数出处不同，不宜比较。"
        case Break.RENAMED:
            return f"{then.year}年名为“{then.name}”，{now.year}年名为“{now.name}”。"
        case Break.TOWNS:
            return _other_towns(then, now)


def _other_towns(then: Point, now: Point) -> str:
    gone, new = (named(a.shares.keys() - b.shares.keys()) for a, b in ((then, now), (now, then)))
    parts = [f"减少{gone}"] if gone else []
    parts += [f"增加{new}"] if new else []
    return f"{now.year}年合计的乡镇比{then.year}年{'，'.join(parts)}。"


def _formulas(indicator: Indicator, then: Point, now: Point) -> str:
    changed = [t for t in now.shares if t in then.shares
               and then.shares[t].formula != now.shares[t].formula]  # fmt: skip
    if len(now.shares) > 1:
        return f"{now.year}年取数的台账和{then.year}年不同的乡镇：{named(changed)}。"
    rules = [wording.definition(indicator, side.shares[changed[0]].formula) for side in (then, now)]
    return (
        f"{then.year}年取自{rules[0].rstrip('。')}；{now.year}年取自{rules[1].rstrip('。')}。"
        "两年口径不同，不宜直接比较。"
    )


def _cutoffs(then: Point, now: Point) -> str:
    changed = [t for t in now.shares if t in then.shares and _day(then, t)[5:] != _day(now, t)[5:]]
    if len(now.shares) > 1:
        return f"{now.year}年数据截止的日期和{then.year}年不同的乡镇：{named(changed)}。"
    days = [_day(side, changed[0]) for side in (then, now)]
    return f"数据分别截至{days[0]}和{days[1]}，两年的时段不同，不宜直接比较。"


def _day(point: Point, town: Area) -> str:
    return wording.long_date(point.shares[town].cutoff)


def _revisions(indicator: Indicator, point: Point) -> Iterator[str]:
    if not point.name:  # a county's: its towns' pages tell the rest
        if point.revised:
            yield f"{point.year}年有{len(point.revised)}个乡镇的数和发布时不同（修订）：{named(point.revised)}。"
        return
    for one in point.released.values():
        yield _revision(indicator, point, one)


def _revision(indicator: Indicator, point: Point, one: Released) -> str:
    then = wording.quoted(indicator, one.figure.value)
    where = f"{point.year}年{one.version}"
    why = "，口径已改" if one.redefined else ""
    if not one.revised:
        return f"{where}发布后口径已改，数值不变。"
    now = with_unit(indicator, point) if point.value is not None else point.why
    return f"{where}发布时为{then}，现为{now}（修订{why}）。"


def named(towns: Collection[Area]) -> str:
    """Name towns, of many the first few."""
    names = [town.key for town in (sorted(towns) if isinstance(towns, set) else towns)]
    more = f"等{len(names)}个" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more
