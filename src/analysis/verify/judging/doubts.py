"""What is wrong with figures in themselves, without any ledger: sums, rates, units, repetitions.

What is held of figures whoever gives them comes from ``checks``; here is what only a text can get
wrong: the same figure printed twice differently, parts of a sentence that do not add up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, groupby, pairwise
from typing import Final

from analysis.cells import Source
from analysis.checks import check_relations, is_rate
from analysis.indicators.model import Indicator, Observation, Part
from analysis.values import format_number, format_rate
from analysis.verify.agreement import within
from analysis.verify.matching.words import pairs, telling
from analysis.verify.model import DONE, Figure, Match

Found = tuple[Figure, Match]
Doubt = tuple[int, str]
"""The index of a figure, and what is wrong with it in one sentence."""

_OF_WHICH: Final = re.compile("其中|分别(?:为|是)|包括")
_RATE: Final = re.compile(r"(?P<what>[\u4e00-\u9fff]{2})率[^率]{0,6}$")
_CASES: Final = frozenset({"件", "件次", "起", "宗", "例"})
_NARROWED: Final = re.compile(
    r"其中|上年|去年|同比|上半年|下半年|季度|\d月|分别|各|每|截至|自20|以来|近[一二三两]年"
)
_ALTOGETHER: Final = re.compile("全年|累计|共|总计|合计|年内|本年")
_OTHER_RATE: Final = re.compile(
    "按时|按期|及时|限时|当场|如期|提前|网上|首|满意|知晓|覆盖|参与|受理率|调处率|调解率|答复|回复"
)
"""Of rates whose two numbers are others than the ones printed before."""
_TOGETHER: Final = 3
_SUBJECT: Final = 4
_NAME: Final = 10  # characters before a number that name what it counts


def doubts(found: Sequence[Found], indicators: Mapping[str, Indicator]) -> dict[int, list[str]]:
    """Return what is wrong with figures in themselves, by index."""
    told: dict[int, list[str]] = defaultdict(list)
    for index, says in (
        *_related(found, indicators),
        *_twice(found, indicators),
        *(doubt for some in _by_sentence(found) for doubt in _of_sentence(some, found)),
    ):
        if says not in told[index]:
            told[index].append(says)
    return dict(told)


def _by_sentence(found: Sequence[Found]) -> Iterator[list[int]]:
    numbers = range(len(found))
    for _, some in groupby(numbers, key=lambda n: found[n][0].sentence):
        yield list(some)


def _of_sentence(some: Sequence[int], found: Sequence[Found]) -> Iterator[Doubt]:
    figures = [(n, found[n][0]) for n in some]
    yield from _parts(figures)
    yield from _rates(figures)
    yield from _grains(figures)
    yield from _frequencies(figures)


def _related(found: Sequence[Found], indicators: Mapping[str, Indicator]) -> Iterator[Doubt]:
    """Yield what ``checks`` says of the printed figures taken together."""
    at: dict[str, int] = {}
    for n, (figure, match) in enumerate(found):
        if match.indicator and _exact(figure) and not _NARROWED.search(_near(figure)):
            at.setdefault(match.indicator, n)
    totals = {name: _observation(name, found[n][0]) for name, n in at.items()}
    numbers = {indicators[name].title: n for name, n in at.items()}
    for finding in check_relations(totals, indicators):
        if finding.code in {"W407", "W423"} and finding.place.sheet in numbers:
            yield numbers[finding.place.sheet], f"{finding.says}{finding.remedy}"


def _exact(figure: Figure) -> bool:
    told = figure.kind in DONE and not figure.qualifier and figure.upper is None
    return told and figure.value is not None


def _near(figure: Figure) -> str:
    return figure.lead.rpartition("\n")[2][-20:] + figure.before


def _observation(name: str, figure: Figure) -> Observation:
    value = figure.value or Decimal(0)
    part = Part(figure.text, value, Source("报告", "", ""))
    return Observation(area="", year=0, indicator=name, cell=(), value=value, parts=(part,))


def _twice(found: Sequence[Found], indicators: Mapping[str, Indicator]) -> Iterator[Doubt]:
    """Yield the figures that are printed twice and differently."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, (figure, match) in enumerate(found):
        if _for_the_year(figure, match, indicators) and not _NARROWED.search(_near(figure)):
            for name in filter(None, (match.indicator, subject(figure))):
                same[name, figure.unit].append(n)
    told_of: set[int] = set()
    for (name, _), some in same.items():
        for first, second in combinations(some, 2):
            one, other = found[first][0], found[second][0]
            different = not _compatible(one, other) and _alike(one, other)
            if different and second not in told_of:
                told_of.add(second)
                title = f"“{indicators[name].title}”" if name in indicators else "同一说法，"
                yield second, f"{title}前面写{one.text}，这里写{other.text}，请核对。"
                break


def _for_the_year(figure: Figure, match: Match, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a figure is meant for the whole year: it says so, or nothing of it adds up by months.

    200 leaflets at a market and 300 at a school do not contradict each other.
    """
    if figure.value is None or figure.kind not in DONE:
        return False
    if match.indicator and "month" not in indicators[match.indicator].adds_over:
        return True
    if figure.kind == "rate":
        return match.indicator is not None
    return bool(_ALTOGETHER.search(_near(figure)))


def subject(figure: Figure) -> str:
    """Return the telling words around a number, by which it is known again; empty for too few."""
    words = telling(figure.before + figure.after)
    return words if len(words) >= _SUBJECT else ""


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are named alike, so that they are surely meant to be the same."""
    if one.after and one.after == other.before:
        return False  # 8件信访积案已化解7件: the words between them are of both
    first, second = (set(pairs(telling(f.before + f.after)[-_NAME:])) for f in (one, other))
    common = len(first & second)
    return common * 2 > min(len(first), len(second))


def _compatible(one: Figure, other: Figure) -> bool:
    a, b = one.value, other.value
    if a is None or b is None or a == b or one.start == other.start:
        return True
    return any(
        figure.qualifier and within(value, figure.qualifier, held)
        for figure, value, held in ((one, a, b), (other, b, a))
    )


def _parts(figures: Sequence[tuple[int, Figure]]) -> Iterator[Doubt]:
    """Yield a total that the parts listed after it do not add up to."""
    for position, (n, total) in enumerate(figures):
        later = figures[position + 1 :]
        if not later or not _OF_WHICH.search(later[0][1].before):
            continue
        parts = [f for _, f in later if f.kind == "count"]
        mixed = any(f.unit != total.unit for f in parts)  # one of them may be a part all the same
        if total.value is None or mixed or len(parts) < 2 or not _is_list(parts):
            continue
        together = sum((f.value or Decimal(0) for f in parts), Decimal(0))
        rest = any("其他" in f.before for f in parts)
        if together > total.value or (rest and together != total.value):
            listed = "＋".join(format_number(f.value or 0, 4) for f in parts)
            says = f"各部分相加（{listed}＝{format_number(together, 4)}）与总数{total.text}不符，请核对。"
            yield n, says


def _is_list(parts: Sequence[Figure]) -> bool:
    """Whether figures are kinds of one thing: named alike, or listed with 、 only."""
    ends = {telling(f.before)[-2:] for f in parts}
    listed = all(f.before.startswith(("、", "，", ",")) or n == 0 for n, f in enumerate(parts))
    alike = len(ends) == 1 and len(min(ends)) == 2
    return alike or (
        listed and len(parts) >= _TOGETHER and all(f.before[:1] == "、" for f in parts[1:])
    )


def _rates(figures: Sequence[tuple[int, Figure]]) -> Iterator[Doubt]:
    """Yield a rate that is not what the two counts before it give: 受理120件，成功118件，成功率100%."""
    for position, (n, rate) in enumerate(figures):
        other = _OTHER_RATE.search(rate.before[-_NAME:])
        plain = rate.kind == "rate" and _exact(rate) and not other
        named = _RATE.search(rate.before) if plain else None
        halves = _halves(named["what"], figures[:position]) if named else None
        if halves is None or rate.value is None:
            continue
        part, whole = halves
        if part.value is None or not whole.value or is_rate(rate.value, part.value, whole.value):
            continue
        given = format_rate(part.value, whole.value, 2)
        says = f"按前面的数，{part.text}÷{whole.text}＝{given}，这里写{rate.text}，请核对。"
        yield n, says


def _halves(what: str, before: Sequence[tuple[int, Figure]]) -> tuple[Figure, Figure] | None:
    """Return the count that a rate is named by, and the one before it that it is a part of."""
    counts = [f for _, f in before if f.kind == "count" and _exact(f)]
    for position in range(len(counts) - 1, 0, -1):
        part, whole = counts[position], counts[position - 1]
        if what in part.before and what not in whole.before and part.unit == whole.unit:
            within = (part.value or 0) <= (whole.value or 0)
            return (part, whole) if within else None
    return None


def _grains(figures: Sequence[tuple[int, Figure]]) -> Iterator[Doubt]:
    """Yield a rate whose two counts are in different units: 202件次 and 202件.

    Where a count before them is in the unit of the part and not below it, that may be the whole.
    """
    for position, (n, rate) in enumerate(figures):
        if rate.kind != "rate" or position < 2 or _OTHER_RATE.search(rate.before[-_NAME:]):
            continue
        whole, part = figures[position - 2][1], figures[position - 1][1]
        units = {whole.unit, part.unit}
        others = [f for _, f in figures[: position - 2] if f.unit == part.unit]
        explained = any((f.value or 0) >= (part.value or 0) for f in others)
        counts = whole.kind == part.kind == "count"
        if len(units) == 2 and units <= _CASES and counts and not explained:
            says = (
                f"比率前面的两个数单位不同：{whole.text}按“{whole.unit}”计，{part.text}按“{part.unit}”计，"
                f"{rate.text}不能由它们得出，请核对。"
            )
            yield n, says


def _frequencies(figures: Sequence[tuple[int, Figure]]) -> Iterator[Doubt]:
    """Yield a count that is below the frequency just before it: 每两月1次 beside 5次."""
    for (_, asked), (n, done) in pairwise(figures):
        if asked.times is None or asked.value is None or done.value is None:
            continue
        needed = asked.value * asked.times
        counted = _exact(done) and done.kind == "count" and done.unit == asked.unit
        if counted and 1 < done.value < needed and _goes_on(asked, done):
            says = f"前面写的频次合全年{format_number(needed)}{asked.unit}，这里写{done.text}，请核对。"
            yield n, says


def _goes_on(asked: Figure, done: Figure) -> bool:
    """Whether a count is of what the frequency before it asks for: in its clause, or named alike."""
    words, others = (
        set(pairs(telling(text))) for text in (asked.before + asked.after, done.before)
    )
    return asked.after == done.before or bool(words & others)


def all_hundred(found: Iterable[Found]) -> tuple[int, int]:
    """Return how many rates are printed, and how many of them as 100%."""
    rates = [figure.value for figure, _ in found if figure.kind == "rate"]
    return len(rates), sum(value == 100 for value in rates)
