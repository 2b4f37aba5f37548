"""A block is what one cell says: JSON for the page, and a plain view for JupyterLab."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from IPython.display import display

from analysis.blocks import BLOCK_MIME, PLOTLY_MIME


@dataclass(frozen=True, slots=True)
class Block:
    """One block. ``content`` is all that the page is made from; ``html`` only a preview."""

    content: dict[str, Any]
    html: str
    text: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ANN401, ARG002 - IPython's protocol
        bundle: dict[str, Any] = {BLOCK_MIME: self.content, "text/html": self.html}
        if "figure" in self.content:
            bundle = {BLOCK_MIME: self.content, PLOTLY_MIME: self.content["figure"]}
        return bundle | {"text/plain": self.text}

    def __repr__(self) -> str:
        """Return the text, for consoles."""
        return self.text


def show(content: dict[str, Any]) -> None:
    """Show a block as an output of the running cell."""
    text = _text(content)
    display(Block(content, _preview(content, text), text))


def say(text: str) -> None:
    """Show a paragraph."""
    show({"block": "paragraph", "runs": [{"text": text}], "origin": None})


def tabulate(caption: str, columns: list[str], rows: list[list[dict[str, Any]]]) -> None:
    """Show a table."""
    show({"block": "table", "caption": caption, "columns": columns, "rows": rows})


def _runs(runs: list[dict[str, Any]]) -> str:
    return "".join(str(run["text"]) for run in runs)


def _text(content: dict[str, Any]) -> str:
    match content["block"]:
        case "paragraph":
            return _runs(content["runs"])
        case "points":
            return "".join(_runs(point["runs"]) for point in content["points"])
        case "cards":
            return "；".join(f"{c['title']} {c['text']}{c['unit']}" for c in content["cards"])
        case "chart":
            return f"{content['headline']}（{content['alt']}）"
        case "findings":
            return str(content["summary"])
        case "review":
            return f"审核提示 {len(content['items'])} 条"
        case "nothing":
            return "（本格的数字都没有数据，未写入报告，已列入待补充。）"
    return str(content.get("title") or content.get("caption") or "")


def _preview(content: dict[str, Any], text: str) -> str:
    if content["block"] == "table":
        head = "".join(f"<th>{escape(str(title))}</th>" for title in content["columns"])
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell['text']))}</td>" for cell in row) + "</tr>"
            for row in content["rows"]
        )
        title = escape(str(content.get("caption") or ""))
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    items = content.get("items") or []
    listed = "".join(f"<li>{escape(_item(item))}</li>" for item in items)
    return f"<p>{escape(text)}</p>" + (f"<ol>{listed}</ol>" if listed else "")


def _item(item: dict[str, Any]) -> str:
    level = item.get("severity") or item.get("level") or ""
    says = item.get("says") or item.get("text") or ""
    return f"{level} {item.get('where') or ''}：{says}{item.get('remedy') or ''}"
