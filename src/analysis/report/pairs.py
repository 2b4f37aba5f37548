"""An indicator by one dimension, this year beside last, and what that says in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.indicators.disclose import MERGED
from analysis.indicators.model import Indicator, Observation
from analysis.indicators.rows import UNFILLED
from analysis.report import wording
from analysis.report.slices import Slices
from analysis.values import format_number, format_rate

LAST = ("其他", UNFILLED, MERGED)


@dataclass(frozen=True, slots=True)
class Pair:
    """One indicator by one dimension, this year and last; ``then`` is None without last year.

    ``title``: the dimension's; ``marks``: the dimension's id.
    """

    indicator: Indicator
    by: str
    title: str
    year: int
    now: Mapping[str, Observation]
    then: Mapping[str, Observation] | None

    @property
    def labels(self) -> list[str]:
        """The labels of both years: months by calendar, others by size, 其他 and 未填 last."""
        found = list(dict.fromkeys([*self.now, *(self.then or {})]))
        if self.by == "month":
            return sorted(found, key=month_order)
        return sorted(found, key=lambda label: (label in LAST, -self._size(label)))

    def _size(self, label: str) -> Decimal:
        """Return what ranks a label: its value, of a rate what it is a rate of."""
        if self.indicator.unit != "%":
            return self.value(label)
        one = self.now.get(label)
        return one.parts[1].value if one else Decimal(0)

    def value(self, label: str) -> Decimal:
        """Return this year's value; 0 for a label that no row of the year has."""
        return self.now[label].value if label in self.now else Decimal(0)

    def last(self, label: str) -> Decimal:
        """Return last year's value."""
        return self.then[label].value if self.then and label in self.then else Decimal(0)

    @property
    def total(self) -> Decimal:
        """This year's sum."""
        return sum((one.value for one in self.now.values()), Decimal(0))


def one_dimension(slices: Slices) -> dict[str, Observation]:
    """Return label → observation."""
    return {cell[0][1]: one for cell, one in slices.items()}


def months_of(found: Mapping[str, Observation], last: int) -> dict[str, Observation]:
    """Add the months without a row up to ``last`` as 0, where figures are by single months."""
    if not found or not all(label.removesuffix("月").isdigit() for label in found):
        return dict(found)
    some = next(iter(found.values()))
    empty = {f"{n}月": _zero(some, f"{n}月") for n in range(1, last + 1)}
    return {**empty, **found}


def _zero(one: Observation, label: str) -> Observation:
    return replace(one, cell=(("month", label),), value=Decimal(0), parts=())


def month_order(label: str) -> tuple[int, str]:
    """Return what puts 2月 before 10月."""
    first = label.removesuffix("月").split("—")[0]
    return (int(first), label) if first.isdigit() else (99, label)


def most(pair: Pair) -> str:
    """Say which label is the largest, with its share."""
    unit = pair.indicator.unit
    top = max(pair.value(name) for name in pair.labels if name != MERGED)
    leaders = [name for name in pair.labels if pair.value(name) == top and name != MERGED]
    if len(pair.labels) == 1:
        return f"{pair.indicator.title}：全部是{leaders[0]}，{format_number(top, 4)}{unit}"
    if len(leaders) == len(pair.labels):
        return f"{pair.indicator.title}：各{pair.title}相同，均为{format_number(top, 4)}{unit}"
    if len(leaders) > 1:
        named = "、".join(leaders[:3]) + ("等" if len(leaders) > 3 else "")
        return f"{pair.indicator.title}：{named}并列最多，各{format_number(top, 4)}{unit}"
    share = format_rate(top, pair.total)
    return f"{pair.indicator.title}：{leaders[0]}最多，{format_number(top, 4)}{unit}，占{share}"


def risen(pair: Pair) -> str:
    """Say, after ``most``, what grew most against last year; nothing where nothing did."""
    if pair.then is None:
        return ""
    changes = {label: pair.value(label) - pair.last(label) for label in pair.labels}
    label = max(changes, key=lambda name: changes[name])
    if changes[label] <= 0:
        return ""
    amount = f"{format_number(changes[label], 4)}{pair.indicator.unit}"
    if pair.value(label) == max(pair.value(name) for name in pair.labels):
        return f"；比上年多{amount}，增加也最多"
    return f"；比上年增加最多的是{label}，多{amount}"


def above(pair: Pair) -> str:
    """Say, after ``most``, in how many months this year was above the same month of last year."""
    both = [label for label in pair.labels if label in pair.now]
    if pair.then is None or not both:
        return ""
    more = sum(pair.value(label) > pair.last(label) for label in both)
    return f"；{len(both)}个月中有{more}个月多于上年同月"


def all_equal(pair: Pair) -> bool:
    """Whether a picture of the rates would show nothing."""
    return len({one.value for one in pair.now.values()}) == 1


def lowest(pair: Pair) -> str:
    """Say which label has the lowest rate, with its two halves."""
    labels = [label for label in pair.labels if label in pair.now]
    title, one = pair.indicator.title, pair.now
    low = min(labels, key=lambda label: one[label].value)
    if all_equal(pair):
        return f"{title}：各{pair.title}均为{wording.number(pair.indicator, one[low])}"
    upper, lower = (format_number(part.value, 4) for part in one[low].parts)
    return f"{title}：{low}最低，{wording.number(pair.indicator, one[low])}（{lower}中{upper}）"
