"""The picture of a figure over years: gaps stay gaps, breaks are dashed, revised years hollow."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from analysis.county.series import SEVERING, Break, Point, Series
from analysis.report.pictures import NOW, content
from analysis.report.provenance import Json
from analysis.report.trends import words

_OTHER_TOWNS = "#6b7078"
_OPEN = SEVERING - {Break.TOWNS}
_MARKS = {"台账": "circle", words.REVISED: "circle-open", words.DOCUMENT: "diamond-open"}


def years(series: Series) -> Json:
    """Draw a figure's values by year; of a county like for like, all that it has beside it in grey."""
    figure = go.Figure()
    if series.alike:
        towns = f"各年都有数的{len(series.alike.valued[-1].shares)}个乡镇"
        _draw(figure, series, "有数的全部乡镇", _OTHER_TOWNS)
        _draw(figure, series.alike, towns, NOW, position="bottom center")
    else:
        _draw(figure, series, "", NOW)
    for point in series.points:
        _mark_breaks(figure, point)
        if point.value is None:
            _note(figure, point.year, 0, point.why)
    shown = [point.year for point in series.points]
    figure.update_layout(
        height=340, showlegend=any(trace.showlegend for trace in figure.data), margin={"t": 30},
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0, "traceorder": "normal"},
    )  # fmt: skip
    figure.update_xaxes(
        automargin=True, fixedrange=True, range=[shown[0] - 0.5, shown[-1] + 0.5],
        tickvals=shown, ticktext=[f"{year}年" for year in shown], tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(automargin=True, fixedrange=True, rangemode="tozero", **_scale(series))
    return content(figure)


def _draw(
    figure: go.Figure, series: Series, name: str, colour: str, position: str = "top center"
) -> None:
    """Draw a line and its values, each year marked by what it is; ``name``: none for the only one."""
    figure.add_trace(_line(series, name, colour))
    kinds = dict.fromkeys(_kind(point) for point in series.valued)
    for kind in _MARKS:
        if kind in kinds:
            told = len(kinds) > 1 and colour == NOW
            figure.add_trace(_markers(series, kind, colour, position).update(showlegend=told))


def _line(series: Series, name: str, colour: str) -> go.Scatter:
    """Return the line, open where there is no value and where values may not be compared."""
    x: list[float] = []
    y: list[float | None] = []
    for point in series.points:
        if _OPEN.intersection(point.breaks):
            x.append(point.year - 0.5)
            y.append(None)
        x.append(point.year)
        y.append(None if point.value is None else float(point.value))
    style = {"width": 3} if colour == NOW else {"width": 2, "dash": "dot"}
    return go.Scatter(x=x, y=y, name=name, mode="lines", connectgaps=False, showlegend=bool(name),
                      line={"color": colour, **style}, hoverinfo="skip")  # fmt: skip


def _kind(point: Point) -> str:
    return words.DOCUMENT if point.told else words.REVISED if point.revised else "台账"


def _markers(series: Series, kind: str, colour: str, position: str) -> go.Scatter:
    """Return the years of one kind, each with its value."""
    points = [point for point in series.valued if _kind(point) == kind]
    return go.Scatter(
        x=[point.year for point in points], y=[float(point.value or 0) for point in points],
        name=kind, mode="markers+text", cliponaxis=False,
        text=[words.number(series.indicator, point) for point in points],
        textposition=position,
        textfont={"color": colour},
        marker={"symbol": _MARKS[kind], "size": 11 if colour == NOW else 8, "color": colour,
                "line": {"width": 2.5, "color": colour}},
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
    _note(figure, at, 1, "<br>".join(told))


def _note(figure: go.Figure, x: float, y: float, text: str) -> None:
    """Write at the foot or the top of the picture."""
    figure.add_annotation(x=x, y=y, yref="paper", yanchor="bottom", text=text, showarrow=False,
                          font={"size": 11, "color": "#4d525b"})  # fmt: skip


def _scale(series: Series) -> dict[str, Any]:
    """Return an axis of rates that ends at 100, and one of few cases without half ones."""
    highest = float(max(point.value or 0 for point in series.valued))
    if series.indicator.unit == "%" and highest <= 100:
        return {"range": [0, 118], "tickvals": [0, 25, 50, 75, 100], "ticksuffix": "%"}
    return {"range": [0, highest * 1.18 or 1], **({"dtick": 1} if highest <= 5 else {})}
