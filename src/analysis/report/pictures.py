"""Pictures of an analysis: bars and lines of two years."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import plotly.graph_objects as go

from analysis.report import wording
from analysis.report.pairs import Pair
from analysis.report.provenance import Json
from analysis.values import format_number

NOW, THEN = "#1f4e79", "#b8c4d0"
_LONGEST = 10


def bars(pair: Pair) -> Json:
    """Draw horizontal bars, last year's in grey."""
    labels = pair.labels
    figure = go.Figure()
    for title, value, colour in _years(pair):
        figure.add_bar(
            x=[float(value(label)) for label in labels], y=labels, name=title, orientation="h",
            marker={"color": colour}, cliponaxis=False,
            text=[_text(pair, label) for label in labels] if colour == NOW else None,
            textposition="outside" if colour == NOW else None, hovertemplate=f"%{{y}}：%{{x}}<extra>{title}</extra>",
        )  # fmt: skip
    each = 26 if pair.then is None else 40
    figure.update_layout(barmode="group", height=90 + each * len(labels), **_legend(pair))
    figure.update_yaxes(automargin=True, fixedrange=True, autorange="reversed", type="category",
                        tickvals=labels, ticktext=[folded(label) for label in labels])  # fmt: skip
    figure.update_xaxes(automargin=True, fixedrange=True, rangemode="tozero", **_whole(pair))
    return content(figure)


def lines(pair: Pair) -> Json:
    """Draw a line per year over the months; this year's ends with its data."""
    figure = go.Figure()
    for title, value, colour in _years(pair):
        year = pair.now if colour == NOW else pair.then or {}
        labels = [label for label in pair.labels if label in year]
        figure.add_scatter(
            x=labels, y=[float(value(label)) for label in labels], name=title,
            mode="lines+markers", line={"color": colour, "width": 3 if colour == NOW else 2},
            hovertemplate=f"%{{x}}：%{{y}}<extra>{title}</extra>",
        )  # fmt: skip
    figure.update_layout(height=320, **_legend(pair))
    first, *others = pair.labels
    figure.update_xaxes(
        automargin=True, fixedrange=True, type="category", tickangle=0, tickvals=pair.labels,
        ticktext=[first, *(label.removesuffix("月") for label in others)],  # a phone has no room
        categoryorder="array", categoryarray=pair.labels,
    )  # fmt: skip
    figure.update_yaxes(automargin=True, fixedrange=True, rangemode="tozero", **_whole(pair))
    return content(figure)


def _years(pair: Pair) -> list[tuple[str, Callable[[str], Decimal], str]]:
    """Return name, values and colour per year, last year first."""
    years: list[tuple[str, Callable[[str], Decimal], str]] = [(f"{pair.year}年", pair.value, NOW)]
    return years if pair.then is None else [(f"{pair.year - 1}年", pair.last, THEN), *years]


def _text(pair: Pair, label: str) -> str:
    if pair.indicator.unit == "%":
        return wording.number(pair.indicator, pair.now[label]) if label in pair.now else ""
    return format_number(pair.value(label), 4)


def _whole(pair: Pair) -> Json:
    """Return an axis of few cases without half ones, and one of rates that ends at 100."""
    if pair.indicator.unit == "%":
        return {"range": [0, 118], "tickvals": [0, 25, 50, 75, 100], "ticksuffix": "%"}
    highest = max(v for label in pair.labels for v in (pair.value(label), pair.last(label)))
    return {"dtick": 1} if highest <= 5 else {}


def _legend(pair: Pair) -> Json:
    return {
        "showlegend": pair.then is not None,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0,
                   "traceorder": "normal"},
    }  # fmt: skip


def folded(label: str, length: int = _LONGEST) -> str:
    """Break a long label into lines, so that a phone has room for the picture."""
    cuts = [*range(0, len(label), length), len(label)]
    return "<br>".join(label[a:b] for a, b in pairwise(cuts))


def content(figure: go.Figure) -> Json:
    """Return the figure as JSON without plotly's look."""
    figure.update_layout(template=None)
    made: Json = json.loads(figure.to_json())
    made["layout"].pop("template", None)  # the page gives all charts one look
    return {"data": made["data"], "layout": made["layout"]}
