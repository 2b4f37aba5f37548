"""Rates of the county: pooled from both halves, and each town's within the funnel of its size."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from analysis.county.apart import FEWEST_CASES, FEWEST_TOWNS, LIMITS, Funnel, funnel
from analysis.county.model import CountyYear, Member
from analysis.county.pooled import pooled_total
from analysis.indicators.model import Indicator, Observation
from analysis.report import wording
from analysis.report.county import cells
from analysis.report.provenance import Json
from analysis.values import format_number, format_rate
from analysis.workspace import Area

_TOWN, _FAR, _LINE = "#1f4e79", "#a3241c", "#8a94a0"
_COLUMNS = ("比率", "全县", "分子", "分母", "乡镇数", "范围外", "最低", "最高", "为100%的乡镇")
_STEPS = 40  # points of a limit's curve


def funnel_of(county: CountyYear, name: str) -> Funnel[Area] | None:
    """Return the funnel of a rate; None where too few towns have enough cases."""
    return funnel({member.town: halves(total) for member, total in county.having(name)})


def halves(total: Observation) -> tuple[float, float]:
    """Return numerator and denominator of a rate."""
    part, whole = total.parts
    return float(part.value), float(whole.value)


def table(county: CountyYear, names: Sequence[str]) -> Json:
    """Return the county's rates with both halves, of how many towns, the span of the towns' own."""
    rows = [row for name in names for row in _rows(county, name)]
    return {
        "block": "table",
        "caption": "全县比率（分子、分母分别相加后相除）",
        "columns": list(_COLUMNS),
        "rows": rows,
        "source_line": f"最低、最高和范围只看分母不少于{FEWEST_CASES}的乡镇；"
        f"这样的乡镇不足{FEWEST_TOWNS}个的，不作比较。",
    }


def _rows(county: CountyYear, name: str) -> Iterator[list[Json]]:
    indicator, total = county.indicators[name], pooled_total(county, name)
    if total is None:
        return
    found = [(m, o) for m, o in county.having(name) if o.parts[1].value >= FEWEST_CASES]
    ranked = sorted(found, key=lambda pair: pair[1].value)
    ends = [_told(indicator, *pair) for pair in (ranked[0], ranked[-1])] if ranked else []
    full = sum(1 for _, o in county.having(name) if o.parts[0].value == o.parts[1].value)
    limits = funnel_of(county, name)
    apart = [m.town.key for m, _ in found if limits and limits.apart(m.town)]
    yield [
        {"text": indicator.title},
        cells.pooled(indicator, total, len(total.areas)),
        *({"text": format_number(p.value, 4), "value": str(p.value)} for p in total.parts),
        {"text": str(len(total.areas)), "value": str(len(total.areas))},
        {"text": "、".join(apart) if apart else "无" if limits else "不作比较"},
        *(ends or [cells.NONE, cells.NONE]),
        {"text": str(full), "value": str(full)},
    ]


def hundreds(county: CountyYear) -> Json | None:
    """Return the towns with rates of 100 %, of how many rates that they have; None where none is."""
    rates = [name for name in county.given if county.indicators[name].unit == "%"]
    rows = []
    for member in county.usable:
        own = [name for name in rates if name in member.totals]
        full = [name for name in own if member.totals[name].value == 100]
        if full:
            titles = "、".join(county.indicators[name].title for name in full)
            count = {"text": str(len(full)), "value": str(len(full))}
            rows.append([cells.town(member), count, {"text": str(len(own)), "value": str(len(own))},
                         {"text": titles}])  # fmt: skip
    columns = ["乡镇", "为100%的", "比率共", "哪几项"]
    caption = "为100%的比率"
    return (
        {"block": "table", "caption": caption, "columns": columns, "rows": rows} if rows else None
    )


def _told(indicator: Indicator, member: Member, total: Observation) -> Json:
    rate = wording.number(indicator, total)
    return {"text": f"{rate}（{member.town.name}）", "sort": str(total.value)}


def chart(county: CountyYear, name: str) -> Json | None:
    """Return the funnel of a rate as a chart with its table; None where nothing is compared."""
    limits, total = funnel_of(county, name), pooled_total(county, name)
    if limits is None or total is None:
        return None
    indicator = county.indicators[name]
    found = sorted(county.having(name), key=lambda pair: limits.scores.get(pair[0].town, 0.0))
    apart = [member for member, _ in found if limits.apart(member.town)]
    words = "、".join(f"{m.town.key}（{wording.number(indicator, m.totals[name])}）" for m in apart)
    whole = wording.number(indicator, total)
    says = f"{words}在范围外" if words else "没有乡镇在范围外"
    return {
        "block": "chart",
        "headline": f"{indicator.title}：全县{whole}，{says}",
        "unit": "%",
        "source_line": _explained(limits),
        "alt": f"漏斗图：各乡镇{indicator.title}与分母大小，全县{whole}，{says}。",
        "figure": _figure(indicator, found, limits),
        "table": _table(indicator, found, limits),
    }


def _explained(limits: Funnel[Area]) -> str:
    more = "各乡镇的差别大于偶然，范围已相应放宽。" if limits.spread > 1 else ""
    return (
        "横轴是分母，虚线以内是同样大小的乡镇通常所在的范围（95%和99.8%）；"
        f"在范围外不等于有错，请核实口径和登记。{more}"
    )


_Found = Sequence[tuple[Member, Observation]]


def _table(indicator: Indicator, found: _Found, limits: Funnel[Area]) -> Json:
    rows = []
    for member, total in found:
        part, whole = total.parts
        rate = {"text": wording.number(indicator, total), "value": format_number(total.value, 4),
                "area": member.area.key, "at": indicator.id}  # fmt: skip
        rows.append([
            cells.town(member),
            *({"text": format_number(p.value, 4), "value": str(p.value)} for p in (part, whole)),
            rate,
            {"text": _verdict(member, total, limits)},
        ])  # fmt: skip
    return {"columns": ["乡镇", "分子", "分母", "比率", "与范围相比"], "rows": rows}


def _verdict(member: Member, total: Observation, limits: Funnel[Area]) -> str:
    score = limits.scores.get(member.town)
    if score is None:
        return f"分母少于{FEWEST_CASES}，不作比较"
    side = "低" if score < 0 else "高"
    for words, sigmas in reversed(tuple(LIMITS.items())):
        if abs(score) > sigmas:
            _, whole = halves(total)
            edge = limits.limits(whole, sigmas)[score > 0]
            return f"{side}于{words}范围的{_percent(edge)}"
    return "范围内"


def _percent(share: float) -> str:
    return format_rate(Decimal(str(round(share * 10_000))), Decimal(10_000))


def _figure(indicator: Indicator, found: _Found, limits: Funnel[Area]) -> Json:
    figure = go.Figure()
    largest = max(halves(total)[1] for _, total in found)
    wide = max(largest / FEWEST_CASES, 1.0)  # steps closest where the curves bend most
    sizes = [round(FEWEST_CASES * wide ** (n / _STEPS), 1) for n in range(_STEPS + 1)]
    for words, sigmas in LIMITS.items():
        for side in (0, 1):
            edge = [round(100 * limits.limits(size, sigmas)[side], 3) for size in sizes]
            figure.add_trace(_curve(sizes, edge, words, shown=side == 0, wide=sigmas > 2))
    level = [round(100 * limits.pooled, 3)] * 2
    figure.add_trace(go.Scatter(x=[sizes[0], sizes[-1]], y=level, mode="lines", name="全县",
                                line={"color": _LINE, "width": 1.5}, hoverinfo="skip"))  # fmt: skip
    for far in (False, True):
        some = [(m, o) for m, o in found if limits.apart(m.town) == far]
        figure.add_trace(_points(indicator, some, far=far))
    figure.update_layout(template=None, height=380, showlegend=True,
                         legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0})  # fmt: skip
    figure.update_xaxes(
        title={"text": "分母（个案数）"}, rangemode="tozero", fixedrange=True, automargin=True
    )
    figure.update_yaxes(ticksuffix="%", fixedrange=True, automargin=True)
    content: dict[str, Any] = json.loads(figure.to_json())
    content["layout"].pop("template", None)
    return {"data": content["data"], "layout": content["layout"]}


def _curve(
    sizes: Sequence[float], edge: Sequence[float], words: str, *, shown: bool, wide: bool
) -> go.Scatter:
    line = {"color": _LINE, "width": 1, "dash": "dash" if wide else "dot"}
    return go.Scatter(
        x=list(sizes), y=list(edge), mode="lines", name=f"{words}范围", legendgroup=words,
        showlegend=shown, line=line, hoverinfo="skip",
    )  # fmt: skip


def _points(indicator: Indicator, some: _Found, *, far: bool) -> go.Scatter:
    names = [member.town.key for member, _ in some]
    texts = [
        f"{m.town.key} {wording.number(indicator, o)}"
        f"（{format_number(o.parts[0].value, 4)}÷{format_number(o.parts[1].value, 4)}）"
        for m, o in some
    ]
    look: Mapping[str, Any] = {"color": _FAR if far else _TOWN, "size": 9 if far else 7,
                               "symbol": "diamond" if far else "circle"}  # fmt: skip
    return go.Scatter(
        x=[halves(o)[1] for _, o in some],
        y=[round(float(o.value), 3) for _, o in some],
        mode="markers+text" if far else "markers",
        text=names if far else None,
        textposition="top center",
        customdata=texts,
        name="范围外" if far else "乡镇",
        marker=dict(look),
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )
