"""Builds executed notebooks by hand, so that the page can be tested without running anything."""

from __future__ import annotations

from typing import Any, cast

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.blocks import BLOCK_MIME, PLOTLY_MIME

JSON = dict[str, Any]


def notebook(*cells: NotebookNode) -> NotebookNode:
    """Make a notebook whose cell ids depend on nothing but their place."""
    for position, cell in enumerate(cells):
        cell["id"] = f"cell-{position}"
    return cast(
        "NotebookNode",
        new_notebook(cells=list(cells), metadata={"language_info": {"name": "python"}}),
    )


def save(nb: NotebookNode, path: str) -> None:
    """Write the notebook as papermill would leave it."""
    nbformat.write(nb, path)


def markdown(source: str, *tags: str) -> NotebookNode:
    """Make a markdown cell."""
    return cast(
        "NotebookNode", new_markdown_cell(source, metadata={"tags": list(tags)} if tags else {})
    )


def code(*outputs: NotebookNode, tags: tuple[str, ...] = ()) -> NotebookNode:
    """Make an executed code cell; its source must never be published."""
    cell = new_code_cell("secret_source = 1", metadata={"tags": list(tags)} if tags else {})
    cell.outputs = list(outputs)
    return cast("NotebookNode", cell)


def display(data: JSON) -> NotebookNode:
    """Make a display output from its MIME bundle."""
    return cast("NotebookNode", new_output("display_data", data=data))


def stream(text: str, name: str = "stdout") -> NotebookNode:
    """Make what a cell printed."""
    return cast("NotebookNode", new_output("stream", name=name, text=text))


def block(block_kind: str, /, **data: Any) -> NotebookNode:
    """Make a cell with one fazhi block, beside the HTML that JupyterLab shows."""
    bundle = {
        BLOCK_MIME: {"block": block_kind, **data},
        "text/html": "<p>shown in JupyterLab only</p>",
    }
    return code(display(bundle))


def title(**changes: Any) -> NotebookNode:
    """Make the title block of 双龙镇's report."""
    return block(
        "title",
        **{
            "town": "双龙镇",
            "year": 2023,
            "organs": ["中共丰都县双龙镇委员会", "丰都县双龙镇人民政府"],
            "title": "关于双龙镇2023年法治政府建设情况的报告",
            "document_number": "双龙委文〔2024〕9号",
            "signatory": None,
            "recipients": "县委、县政府",
            "signed_on": "2024年1月22日",
            "data_cutoff": "2023年12月31日",
            "status": "送审",
            "edition": "review",
            "sample": False,
            "draft": False,
            "kind": "report",
            **changes,
        },
    )


def figure(indicator: str, name: str, value: str, unit: str, **more: Any) -> dict[str, JSON]:
    """Make the provenance entry of one figure, keyed as blocks carry it."""
    entry: JSON = {
        "indicator": indicator,
        "title": name,
        "unit": unit,
        "value": value,
        "text": f"{value}{unit}",
        "rule": f"《{name}台账》中日期在2023年1月1日至2023年12月31日的行，每行计一{unit}。",
        "halves": None,
        "parts": [{"label": "全年", "value": value, "source": source(f"{name}.xlsx", "Sheet1")}],
        "parts_sum": None,
        "breakdowns": [],
        "left_out": [],
        "reconciled": [],
        "last_year": None,
        "note": None,
    }
    return {indicator: {**entry, **more}}


def source(file: str, sheet: str, cells: str = "A4:P205") -> JSON:
    """Make a place in a ledger."""
    return {"file": file, "sheet": sheet, "cells": cells}


def run(text: str, indicator: str = "", value: str = "") -> JSON:
    """Make one run of a sentence, a figure when it names its indicator."""
    return {"text": text, "indicator": indicator, "value": value} if indicator else {"text": text}


def paragraph(*runs: str | JSON, **more: Any) -> NotebookNode:
    """Make a sentence block."""
    return block(
        "paragraph",
        runs=[{"text": part} if isinstance(part, str) else part for part in runs],
        **more,
    )


def plotly(x: list[str], y: list[float], kind: str = "bar") -> JSON:
    """Make a plotly figure as plotly writes it, its 6.5 KB theme stood in for."""
    trace = {"type": kind, "x": x, "y": y}
    return {"data": [trace], "layout": {"template": {"layout": {"font": {"size": 99}}}}}


def plain_chart(x: list[str], y: list[float]) -> NotebookNode:
    """Make what an analyst's own `fig.show()` leaves behind."""
    return code(display({PLOTLY_MIME: plotly(x, y)}))


def chart(headline: str, x: list[str], y: list[int], indicator: str, **more: Any) -> NotebookNode:
    """Make a chart block with its data table."""
    rows = [
        [
            {"text": label},
            {"text": str(n), "indicator": indicator, "cell": f"part:{label}", "value": str(n)},
        ]
        for label, n in zip(x, y, strict=True)
    ]
    return block(
        "chart",
        **{
            "headline": headline,
            "unit": "件",
            "source_line": "数据来源：人民调解登记台账",
            "alt": f"柱状图：{headline}",
            "figure": plotly(x, list(y)),
            "table": {"columns": ["项目", "件数"], "rows": rows},
            **more,
        },
    )
