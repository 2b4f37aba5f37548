"""Charts of one indicator by one dimension: a headline that says one thing, a table beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from analysis.indicators.model import Indicator, Latest, Observation, Ratio, Total
from analysis.ledgers import LEDGERS
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.values import format_number, format_rate

_NOW, _THEN = "#1f4e79", "#b8c4d0"
_HORIZONTAL_FROM = 7
_FEW = 5

Series = list[tuple[str, Decimal]]


def chart(figures: Figures, name: str, by: str, headline: str | None) -> Json | None:
    """Return the chart block; None when the ledger has nothing to break down."""
    indicator = figures.indicator(name)
    now = _series(figures.slices.get((name, by), []), by, figures.town.cutoff.month)
    if not now or sum(value for _, value in now) == 0:
        return None
    then = _series(figures.last_slices.get((name, by), []), by, 12)
    year = figures.town.year
    formula = indicator.formulas[figures.totals[name].formula]
    if isinstance(formula, Ratio | Total | Latest):
        return None
    title = wording.dimension_title(formula, by)
    words = headline.format(**_top(now)) if headline else _headline(indicator, now)
    return {
        "block": "chart",
        "headline": words,
        "unit": indicator.unit,
        "source_line": f"数据来源：《{LEDGERS[formula.ledger].title}》{_towns(figures, name, by)}",
        "alt": _alt(indicator, title, now, year),
        "figure": _figure(
            now, then, year, horizontal=by != "month" and len(now) >= _HORIZONTAL_FROM
        ),
        "table": _table(indicator, (by, title), now, then, year),
        "figures": figures.entries([name]),
    }


def _towns(figures: Figures, name: str, by: str) -> str:
    """Return of how many towns a county's chart is, each of its years; "" for a town's own."""
    if figures.town.pooled is None:
        return ""
    year = figures.town.year
    both = {year - 1: figures.last_slices, year: figures.slices}
    told = [
        f"{one}年{len({area for o in found for area in o.areas})}个乡镇"
        for one, slices in both.items()
        if (found := slices.get((name, by)))
    ]
    return f"（有这项明细的：{'，'.join(told)}）"


def _series(slices: Sequence[Observation], by: str, last_month: int) -> Series:
    found = {o.cell[0][1]: o.value for o in slices}
    if by == "month" and found and all(label.rstrip("月").isdigit() for label in found):
        months = [f"{month}月" for month in range(1, last_month + 1)]
        return [(month, found.get(month, Decimal(0))) for month in months]
    if by == "month":
        return list(found.items())
    others = ("其他", "未填", "其他（合并）")
    return sorted(found.items(), key=lambda pair: (pair[0] in others, -pair[1]))


def _top(series: Series) -> dict[str, str]:
    label, value = max(series, key=lambda pair: pair[1])
    total = sum((v for _, v in series), Decimal(0))
    return {"top": label, "top_value": format_number(value, 4), "share": format_rate(value, total)}


def _headline(indicator: Indicator, series: Series) -> str:
    top = _top(series)
    unit = indicator.unit
    if len(series) > 1 and series[0][1] == max(v for _, v in series[1:]):
        return f"{indicator.title}：{top['top']}等并列最多，各{top['top_value']}{unit}"
    return f"{indicator.title}：{top['top']}最多，{top['top_value']}{unit}，占{top['share']}"


def _alt(indicator: Indicator, title: str, series: Series, year: int) -> str:
    top, total = _top(series), sum((v for _, v in series), Decimal(0))
    low, least = min(series, key=lambda pair: pair[1])
    unit = indicator.unit
    return (
        f"柱状图：{year}年{indicator.title}按{title}，合计{format_number(total, 4)}{unit}，"
        f"最多的是{top['top']}（{top['top_value']}{unit}），"
        f"最少的是{low}（{format_number(least, 4)}{unit}）。"
    )


def _figure(now: Series, then: Series, year: int, *, horizontal: bool) -> Json:
    labels = [label for label, _ in now]
    figure = go.Figure()
    last = dict(then)
    pairs = [(f"{year}年", dict(now), _NOW)]
    if last:
        pairs.insert(0, (f"{year - 1}年", last, _THEN))
    for title, values, colour in pairs:
        numbers = [float(values.get(label, 0)) for label in labels]
        texts = [format_number(values.get(label, Decimal(0)), 4) for label in labels]
        figure.add_trace(_bar(title, labels, numbers, texts, colour, horizontal=horizontal))
    figure.update_layout(
        template=None,
        barmode="group",
        showlegend=bool(last),
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        height=max(320, 26 * len(labels) * (2 if last else 1)) if horizontal else 320,
    )
    axis = {"automargin": True, "fixedrange": True}
    most = max(value for _, values, _ in pairs for value in values.values())
    values_axis = {"dtick": 1} if most <= _FEW else {}  # no half cases
    labels_axis = {"autorange": "reversed"} if horizontal else {"type": "category"}
    figure.update_xaxes(**axis, **(values_axis if horizontal else labels_axis))
    figure.update_yaxes(**axis, **(labels_axis if horizontal else values_axis))
    content: Json = json.loads(figure.to_json())
    content["layout"].pop("template", None)  # the page gives all charts one look
    return {"data": content["data"], "layout": content["layout"]}


def _bar(  # noqa: PLR0913 - the parts of one trace
    title: str,
    labels: list[str],
    numbers: list[float],
    texts: list[str],
    colour: str,
    *,
    horizontal: bool,
) -> go.Bar:
    x: Any = numbers if horizontal else labels
    y: Any = labels if horizontal else numbers
    return go.Bar(
        x=x,
        y=y,
        name=title,
        orientation="h" if horizontal else "v",
        marker={"color": colour},
        text=texts if colour == _NOW else None,
        textposition="outside" if colour == _NOW else None,
        cliponaxis=False,
        hovertemplate=("%{y}：%{x}" if horizontal else "%{x}：%{y}") + f"<extra>{title}</extra>",
    )


def _table(indicator: Indicator, by: tuple[str, str], now: Series, then: Series, year: int) -> Json:
    """Return the figures behind a chart; ``by``: the dimension and its title."""
    dimension, title = by
    last = dict(then)
    columns = [title, f"{year}年（{indicator.unit}）", "占比"]
    columns += [f"{year - 1}年（{indicator.unit}）"] if last else []
    total = sum((value for _, value in now), Decimal(0))
    rows = [
        [
            {"text": label},
            _mark(indicator, dimension, label, value),
            {"text": format_rate(value, total)},
            *([{"text": format_number(last.get(label, Decimal(0)), 4)}] if last else []),
        ]
        for label, value in now
    ]
    foot = [{"text": "合计"}, {"text": format_number(total, 4)}, {"text": "100%"}]
    foot += [{"text": format_number(sum(last.values(), Decimal(0)), 4)}] if last else []
    return {"columns": columns, "rows": [*rows, foot]}


def _mark(indicator: Indicator, by: str, label: str, value: Decimal) -> Json:
    text = format_number(value, 4)
    return {"text": text, "indicator": indicator.id, "cell": f"{by}:{label}", "value": text}
