"""Whether a printed figure is what the ledgers give, as exactly as it is printed."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

from analysis.indicators.model import Indicator, Observation
from analysis.values import format_number, format_rate, round_half_up
from analysis.verify.finding.sections import plain
from analysis.verify.model import Figure

_MONEY: Final = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_AT_LEAST: Final = re.compile("以上|超过|突破|超|逾|不少于|不低于|至少|最少")
_AT_MOST: Final = re.compile("以下|以内|不超过|不高于|不多于|最多|至多")
_MORE: Final = re.compile("余|多|来")
_LESS: Final = re.compile("近|接近")
_ABOUT: Final = re.compile("约|左右")
_SOME: Final = re.compile("数|几|上")
_NUMBER: Final = re.compile(r"(\d[\d,]*)(?:\.(\d+))?")
_SCALE: Final = re.compile("[百千万亿]")
_DECADES: Final = 4  # powers of ten that the numbers of a town lie in
_WHOLE: Final = 0.6  # of the rates that towns print nearly every second one is 100 %
_CLOSE: Final = 0.05  # a percent: most others lie between 80 and 100
_NONE: Final = 0.15
_LEAST: Final = 0.01  # what is counted side by side is the same more often than chance has it


def in_unit(value: Decimal, unit: str, wanted: str) -> Decimal:
    """Return a value in another unit of money; any other value as it is."""
    if unit in _MONEY and wanted in _MONEY:
        return value * _MONEY[unit] / _MONEY[wanted]
    return value


def given(figure: Figure, indicator: Indicator, value: Decimal) -> Decimal:
    """Return a value of the ledgers in the unit that a figure is printed in."""
    return in_unit(value, indicator.unit, figure.unit)


def agrees(figure: Figure, indicator: Indicator, observation: Observation) -> bool:
    """Whether a printed figure may stand for a value, rounding and 余, 近, 以上 allowed for.

    A figure without a value agrees with nothing. Only the whole is 100% and only nothing 0%.
    """
    if figure.value is None:
        return False
    value = given(figure, indicator, observation.value)
    if figure.upper is not None:
        return figure.value <= value <= figure.upper
    if figure.qualifier:
        return within(figure.value, figure.qualifier, value)
    if indicator.unit == "%" and len(observation.parts) == 2:
        part, whole = (p.value for p in observation.parts)
        if whole > 0:
            return _rate_is(figure, part, whole)
    return round_to(value, _step(figure)) == figure.value


def chance(figure: Figure) -> float:
    """Return how likely a figure agrees with the value of something that it is not about.

    Small numbers are frequent and tell little, as Benford's law has it: with a 1 agrees one value
    of 13, with a 37 one of a hundred. What is only a bound, 50件以上, agrees with anything.
    """
    value, qualifier = figure.value, figure.qualifier
    if value is None or any(form.search(qualifier) for form in (_AT_LEAST, _AT_MOST, _SOME)):
        return 1.0
    if not value:
        return _NONE
    room = _room(value) if qualifier else _step(figure)
    if figure.unit == "%":
        return _WHOLE if value == 100 else max(_LEAST, float(room) * _CLOSE)
    end = figure.upper if figure.upper is not None else value + room
    return min(1.0, max(_LEAST, math.log10(end / value) / _DECADES))


def _rate_is(figure: Figure, part: Decimal, whole: Decimal) -> bool:
    assert figure.value is not None  # noqa: S101 - the caller has looked
    decimals = _decimals(figure)
    return Decimal(format_rate(part, whole, decimals).rstrip("%")) == figure.value


def within(printed: Decimal, qualifier: str, value: Decimal) -> bool:
    """Whether a value lies where 余, 近, 约 or 以上 allow it to."""
    step = _room(printed)
    bounds = (
        (_AT_LEAST, printed <= value),
        (_AT_MOST, value <= printed),
        (_SOME, printed <= value < printed * 10),
        (_MORE, printed <= value < printed + step),
        (_LESS, printed - step < value <= printed),
        (_ABOUT, abs(value - printed) * 2 <= step),
    )
    return all(holds for words, holds in bounds if words.search(qualifier))


def _room(printed: Decimal) -> Decimal:
    """Return the power of ten that a round number is a multiple of: 2500 is in hundreds."""
    step = Decimal(1)
    while printed and printed % (step * 10) == 0:
        step *= 10
    return step


def _decimals(figure: Figure) -> int:
    found = _NUMBER.search(plain(figure.text))
    return len(found[2]) if found and found[2] else 0


def _step(figure: Figure) -> Decimal:
    """Return how exactly a number is printed: 1.3万件 in thousands, 12.5万元 in tenths."""
    text = plain(figure.text)
    scale = _SCALE.search(text) if figure.unit not in _MONEY else None
    powers = {"百": 2, "千": 3, "万": 4, "亿": 8}
    return Decimal(1).scaleb((powers[scale[0]] if scale else 0) - _decimals(figure))


def round_to(value: Decimal, step: Decimal) -> Decimal:
    """Round half up to multiples of a step."""
    return round_half_up(value / step, 0) * step


def as_printed(figure: Figure, indicator: Indicator, observation: Observation) -> str:
    """Return a value as the report would print it there, with its unit."""
    if indicator.unit == "%":
        if len(observation.parts) == 2 and observation.parts[1].value > 0:
            part, whole = (p.value for p in observation.parts)
            return format_rate(part, whole, max(1, _decimals(figure)))
        return f"{format_number(observation.value, 2)}%"
    value = given(figure, indicator, observation.value)
    unit = figure.unit if figure.unit in _MONEY else indicator.unit
    return f"{format_number(value, 4)}{unit}"
