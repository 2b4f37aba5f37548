"""The picture of a figure over years: gaps stay gaps, breaks are dashed, revised years hollow."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from analysis.county.series import SEVERING, Break, Point, Series
from analysis.report import trends_words as words
from analysis.report.pictures import NOW, content
from analysis.report.provenance import Json

_ALIKE = "#96763a"
_MARKS = {"台账": "circle", words.REVISED: "circle-open", words.DOCUMENT: "diamond-open"}


def years(series: Series) -> Json:
    """Draw a figure's values by year; a county's like-for-like line beside them."""
    figure = go.Figure()
    if series.alike:
        towns = len(series.alike.valued[-1].shares)
        figure.add_trace(_line(series.alike, f"可比的{towns}个乡镇", _ALIKE, dash="dot"))
    figure.add_trace(_line(series, "有数的全部乡镇" if series.alike else "", NOW))
    marks = [_markers(series, kind) for kind in _MARKS if _of(series, kind)]
    for mark in marks:
        figure.add_trace(mark.update(showlegend=len(marks) > 1))
    for point in series.valued:
        _mark_breaks(figure, point)
    shown = [point.year for point in series.points]
    figure.update_layout(
        height=340, showlegend=bool(series.alike) or len(marks) > 1, margin={"t": 30},
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0, "traceorder": "normal"},
    )  # fmt: skip
    figure.update_xaxes(
        automargin=True, fixedrange=True, range=[shown[0] - 0.5, shown[-1] + 0.5],
        tickvals=shown, ticktext=[f"{year}年" for year in shown], tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(automargin=True, fixedrange=True, rangemode="tozero", **_scale(series))
    return content(figure)


def _line(series: Series, name: str, colour: str, dash: str = "solid") -> go.Scatter:
    """Return the line, open where there is no value and where values may not be compared."""
    x: list[float] = []
    y: list[float | None] = []
    for point in series.points:
        if SEVERING.difference({Break.TOWNS}).intersection(point.breaks):
            x.append(point.year - 0.5)
            y.append(None)
        x.append(point.year)
        y.append(None if point.value is None else float(point.value))
    return go.Scatter(
        x=x, y=y, name=name, mode="lines", connectgaps=False, showlegend=bool(name),
        line={"color": colour, "width": 3 if colour == NOW else 2, "dash": dash}, hoverinfo="skip",
    )  # fmt: skip


def _of(series: Series, kind: str) -> list[Point]:
    """Return the years that bear a kind of mark."""

    def mark(point: Point) -> str:
        return words.DOCUMENT if point.told else words.REVISED if point.revised else "台账"

    return [point for point in series.valued if mark(point) == kind]


def _markers(series: Series, kind: str) -> go.Scatter:
    points = _of(series, kind)
    texts = [words.number(series.indicator, point) for point in points]
    return go.Scatter(
        x=[point.year for point in points], y=[float(point.value or 0) for point in points],
        name=kind, mode="markers+text", text=texts, textposition="top center", cliponaxis=False,
        marker={"symbol": _MARKS[kind], "size": 11, "color": NOW, "line": {"width": 2.5, "color": NOW}},
        hovertemplate="%{x}年：%{text}<extra>" + kind + "</extra>",
    )  # fmt: skip


def _mark_breaks(figure: go.Figure, point: Point) -> None:
    """Draw a dashed line before a year that a break sets apart; other towns are told in words."""
    told = [str(kind) for kind in point.breaks if kind != Break.TOWNS]
    if not told:
        return
    at = point.year - 0.5
    figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper",
                     line={"color": "#7a7f87", "width": 1.5, "dash": "dash"})  # fmt: skip
    figure.add_annotation(x=at, y=1, yref="paper", yanchor="bottom", text="<br>".join(told),
                          showarrow=False, font={"size": 11, "color": "#4d525b"})  # fmt: skip


def _scale(series: Series) -> dict[str, Any]:
    """Return an axis of rates that ends at 100, and one of few cases without half ones."""
    highest = float(max(point.value or 0 for point in series.valued))
    if series.indicator.unit == "%" and highest <= 100:
        return {"range": [0, 118], "tickvals": [0, 25, 50, 75, 100], "ticksuffix": "%"}
    return {"range": [0, highest * 1.18 or 1], **({"dtick": 1} if highest <= 5 else {})}
