"""Figures of a written report as tables: 对照数据 for the next year, 自填 for the county."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from analysis.beside.reported import COLUMNS, Reported
from analysis.indicators.model import Indicator
from analysis.render.workbook.table import safe
from analysis.values import format_number
from analysis.verify.agreement import in_unit
from analysis.verify.judging.doubts import subject
from analysis.verify.model import DONE, Judged, Verified
from analysis.verify.outputs.veil import veil_of

_QUOTES: Final = ("指标", "类型", "数值", "出处", "位置", "原文")


def quotes(verified: Verified, indicators: Mapping[str, Indicator]) -> tuple[str, int]:
    """Return 对照数据 of a report of last year, as CSV, and how many figures could not be taken.

    Only exact figures whose indicator is certain and that are printed once or always the same; the
    others are the clerk's to add.
    """
    told = [j for j in verified.judged if j.figure.kind in DONE]
    taken = list(_certain(told, indicators))
    rows = [
        (name, "上年", _printed(value, indicators[name]), verified.document.name, where, text)
        for name, value, where, text in _placed(taken, verified)
    ]
    return _csv(_QUOTES, rows), len(told) - len(taken)


def reported(
    verified: Verified, sender: str, indicators: Mapping[str, Indicator]
) -> list[Reported]:
    """Return the figures that a report gives of its sender and year, one of each indicator."""
    if not sender or verified.year is None:
        return []
    told = [j for j in verified.judged if j.figure.kind in DONE]
    about = {j.match.indicator: j.figure.qualifier for j in told}
    return [
        Reported(
            sender,
            verified.year,
            name,
            value,
            about[name],
            verified.document.name,
            where,
            text,
        )
        for name, value, where, text in _placed(
            list(_certain(told, indicators, exact=False)), verified
        )
    ]


def reported_csv(figures: Iterable[Reported], indicators: Mapping[str, Indicator]) -> str:
    """Return 自填 as CSV, which ``beside.reported.read_reported`` reads."""
    rows = [
        (
            *(f.town, str(f.year), f.indicator, indicators[f.indicator].title),
            *(format_number(f.value, 4), indicators[f.indicator].unit, f.about),
            *(f.file, f.place, f.text),
        )
        for f in figures
    ]
    return _csv(COLUMNS, rows)


def _certain(
    told: Sequence[Judged], indicators: Mapping[str, Indicator], *, exact: bool = True
) -> Iterator[tuple[str, Decimal, Judged]]:
    """Yield indicator, value in its unit, and figure, of those that can stand for the year."""
    values: dict[str, dict[Decimal, Judged]] = {}
    printed: dict[str, set[Decimal | None]] = defaultdict(set)
    for one in told:
        printed[subject(one.figure)].add(one.figure.value)
    for one in told:
        figure, name = one.figure, one.match.indicator
        clash = subject(figure) and len(printed[subject(figure)]) > 1
        if name is None or figure.value is None or figure.upper is not None or clash:
            continue
        if not (exact and figure.qualifier):
            value = in_unit(figure.value, figure.unit, indicators[name].unit)
            values.setdefault(name, {}).setdefault(value, one)
    for name, some in values.items():
        if len(some) == 1:
            ((value, one),) = some.items()
            yield name, value, one


def _placed(
    taken: Iterable[tuple[str, Decimal, Judged]], verified: Verified
) -> Iterator[tuple[str, Decimal, str, str]]:
    """Yield each with its paragraph and the sentence that it stands in, personal data blacked out."""
    veil = veil_of(verified)
    for name, value, one in taken:
        index, _ = verified.document.at(one.figure.start)
        span = one.figure.sentence
        text = veil.shown(span.start, span.end).strip()
        yield name, value, f"第{index + 1}段", text


def _printed(value: Decimal, indicator: Indicator) -> str:
    return f"{format_number(value, 4)}%" if indicator.unit == "%" else format_number(value, 4)


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return CSV that Excel opens as text; nothing in it is a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(heads)
    writer.writerows(map(safe, rows))
    return target.getvalue()
