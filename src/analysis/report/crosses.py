"""An indicator by two dimensions: a field of numbers, its finding in words, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from analysis.indicators.model import Indicator
from analysis.report.grids import mark
from analysis.report.pairs import LAST, month_order
from analysis.report.pictures import NOW, content, folded
from analysis.report.provenance import Json
from analysis.report.slices import Slices
from analysis.values import format_number, format_rate

_SCALE = ((0, "#f4f6f8"), (1, NOW))
_WIDTHS = ((4, 4), (7, 2))  # up to so many columns: so many characters in a line above them


@dataclass(frozen=True, slots=True)
class Cross:
    """An indicator by ``dims``, rows before columns; ``titles``: theirs."""

    indicator: Indicator
    dims: tuple[str, str]
    titles: tuple[str, str]
    slices: Slices

    def value(self, row: str, column: str) -> Decimal:
        """Return the value where two labels meet; 0 where no row has both."""
        one = self.slices.get(((self.dims[0], row), (self.dims[1], column)))
        return one.value if one else Decimal(0)

    def labels(self, position: int) -> list[str]:
        """Return the labels of rows (0) or columns (1): months by calendar, else by size."""
        sums: dict[str, Decimal] = {}
        for cell, one in self.slices.items():
            label = cell[position][1]
            sums[label] = sums.get(label, Decimal(0)) + one.value
        if self.dims[position] == "month":
            return sorted(sums, key=month_order)
        return sorted(sums, key=lambda label: (label in LAST, -sums[label]))


def block(cross: Cross, source_line: str) -> Json:
    """Return the chart block."""
    indicator = cross.indicator
    total = sum((one.value for one in cross.slices.values()), Decimal(0))
    top = max(cross.slices.values(), key=lambda one: one.value)
    where = "、".join(label for _, label in top.cell)
    number = f"{format_number(top.value, 4)}{indicator.unit}"
    share = f"，占{format_rate(top.value, total)}" if total else ""
    return {
        "block": "chart",
        "headline": f"{indicator.title}：{where}这一格最多，{number}{share}",
        "unit": indicator.unit,
        "source_line": source_line,
        "alt": f"{indicator.title}按{'和'.join(cross.titles)}交叉的热力图，最多的是{where}，{number}。",
        "figure": _heat(cross),
        "table": _table(cross),
    }


def _heat(cross: Cross) -> Json:
    """Draw the field, the darker the more."""
    rows, columns = cross.labels(0), cross.labels(1)
    width = next((w for most, w in _WIDTHS if len(columns) <= most), 1)
    lines = max(-(-len(label) // width) for label in columns)
    values = [[cross.value(row, column) for column in columns] for row in rows]
    figure = go.Figure(
        go.Heatmap(
            x=[folded(label, width) for label in columns], y=[folded(label) for label in rows],
            z=[[float(v) for v in line] for line in values],
            text=[[format_number(v, 4) if v else "" for v in line] for line in values],
            texttemplate="%{text}", colorscale=_SCALE, showscale=False, xgap=2, ygap=2,
            hovertemplate="%{y}，%{x}：%{z}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_layout(height=50 + 18 * lines + 32 * len(rows))
    figure.update_yaxes(automargin=True, fixedrange=True, autorange="reversed", type="category")
    figure.update_xaxes(automargin=True, fixedrange=True, type="category", side="top", tickangle=0)
    return content(figure)


def _table(cross: Cross) -> Json:
    """Return the same with the sums of rows and columns."""
    rows, columns = cross.labels(0), cross.labels(1)
    sums = [sum((cross.value(row, column) for row in rows), Decimal(0)) for column in columns]
    foot = [{"text": "合计"}, *({"text": format_number(v, 4)} for v in [*sums, sum(sums)])]
    head = ["＼".join(cross.titles), *columns, "合计"]
    return {"columns": head, "rows": [*(_line(cross, row, columns) for row in rows), foot]}


def _line(cross: Cross, row: str, columns: list[str]) -> list[Json]:
    values = [cross.value(row, column) for column in columns]
    cells = [
        mark(cross.indicator, ((cross.dims[0], row), (cross.dims[1], column)), value)
        for column, value in zip(columns, values, strict=True)
    ]
    return [{"text": row}, *cells, {"text": format_number(sum(values, Decimal(0)), 4)}]
