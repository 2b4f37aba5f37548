"""Tables of an analysis: what stands beside a picture, each figure marked with what it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analysis.indicators.model import Indicator, Observation
from analysis.report import wording
from analysis.report.pairs import Pair
from analysis.report.provenance import Json
from analysis.values import format_number, format_rate, round_half_up

NONE: Json = {"text": "—", "value": ""}
"""A cell that stands where a number would."""


def table(pair: Pair) -> Json:
    """Return what stands beside the picture: values, shares, last year, change, their sum."""
    unit, year = pair.indicator.unit, pair.year
    columns = [pair.title, f"{year}年（{unit}）", "占比"]
    columns += [] if pair.then is None else [f"{year - 1}年（{unit}）", "增减"]
    rows = [_row(pair, label) for label in pair.labels]
    then = sum((one.value for one in (pair.then or {}).values()), Decimal(0))
    foot = [{"text": "合计"}, {"text": format_number(pair.total, 4)},
            {"text": "100%"} if pair.total else NONE]  # fmt: skip
    if pair.then is not None:
        foot += [{"text": format_number(then, 4)}, {"text": signed(pair.total - then)}]
    return {"columns": columns, "rows": [*rows, foot]}


def _row(pair: Pair, label: str) -> list[Json]:
    value = pair.value(label)
    share = {"text": format_rate(value, pair.total)} if pair.total else NONE
    row = [{"text": label}, mark(pair.indicator, ((pair.by, label),), value), share]
    if pair.then is not None:
        last = pair.last(label)
        row += [{"text": format_number(last, 4)}, {"text": signed(value - last)}]
    return row


def rate_table(pair: Pair, halves: tuple[str, str]) -> Json:
    """Return rates with both halves; ``halves``: their titles."""
    columns = [pair.title, *halves, f"{pair.year}年"]
    columns += [] if pair.then is None else [f"{pair.year - 1}年", "增减（百分点）"]
    rows = []
    for label in pair.labels:
        now, then = pair.now.get(label), (pair.then or {}).get(label)
        upper, lower = (
            ({"text": format_number(p.value, 4)} for p in now.parts) if now else (NONE,) * 2
        )
        row = [{"text": label}, upper, lower, _rate(pair, label)]
        if pair.then is not None:
            row += [
                {"text": wording.number(pair.indicator, then)} if then else NONE,
                points(now, then),
            ]
        rows.append(row)
    return {"columns": columns, "rows": rows}


def _rate(pair: Pair, label: str) -> Json:
    if label not in pair.now:
        return NONE
    one = pair.now[label]
    marked = mark(pair.indicator, ((pair.by, label),), one.value)
    return {**marked, "text": wording.number(pair.indicator, one)}


def mark(indicator: Indicator, cell: Sequence[tuple[str, str]], value: Decimal) -> Json:
    """Return a table's cell that says which figure it is."""
    text = format_number(value, 4)
    where = "；".join(f"{name}:{label}" for name, label in cell)
    return {"text": text, "indicator": indicator.id, "cell": where, "value": text}


def signed(difference: Decimal) -> str:
    """Return +3, −2 or 0."""
    if difference == 0:
        return "0"
    return f"{'+' if difference > 0 else '−'}{format_number(abs(difference), 4)}"


def points(now: Observation | None, then: Observation | None) -> Json:
    """Return a cell with how a rate changed, in percentage points."""
    return {"text": signed(round_half_up(now.value - then.value, 1))} if now and then else NONE
