"""What a piece of the page prints: by what it is found again, and each of its figures with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from analysis.render.document.model import Piece
from analysis.render.document.paper import piece_text
from analysis.render.opinions.questions import Entry

_SUMMARY: Final = 30  # characters that find a paragraph on the page

Run = Mapping[str, Any]


def summary(piece: Piece) -> str:
    """Return by what a piece is found again: its caption, or how it begins; 〔自述〕 as on the page."""
    match piece.kind:
        case "chart":
            return str(piece.data["headline"])
        case "table":
            return str(piece.data.get("caption") or "")
        case "plot":
            title = (piece.data.get("layout") or {}).get("title") or {}
            return str(title.get("text") or "") if isinstance(title, Mapping) else str(title)
        case "cards":
            return "页首的主要数字"
    text = piece_text(piece)
    cut = text if len(text) <= _SUMMARY else f"{text[:_SUMMARY]}……"
    own = isinstance(piece.data, Mapping) and piece.data.get("origin")
    return f"〔自述〕{cut}" if own else cut


def runs(piece: Piece) -> Iterator[Run]:
    """Yield the runs, cells and cards of a piece in reading order."""
    match piece.kind:
        case "paragraph":
            yield from piece.data["runs"]
        case "points":
            yield from (run for point in piece.data["points"] for run in point["runs"])
        case "table":
            yield from (cell for row in piece.data["rows"] for cell in row)
        case "chart":
            yield from (cell for row in piece.data["table"]["rows"] for cell in row)
        case "cards":
            yield from piece.data["cards"]


def printed(piece: Piece, entries: Mapping[str, Entry]) -> Iterator[str]:
    """Yield each printed figure with what it is."""
    if piece.kind == "table":
        yield from _lines(piece.data["columns"], piece.data["rows"])
    elif piece.kind == "chart":
        yield from _series(piece.data["table"])
    else:
        for run in runs(piece):
            name = str(run.get("indicator") or run.get("compares") or "")
            if name or run.get("typed"):
                title = str(entries.get(name, {}).get("title") or run.get("title") or name)
                more = [str(run[key]) for key in ("change", "plan") if run.get(key)]
                text = "，".join([f"{run['text']}{run.get('unit') or ''}", *more])
                yield f"{title or '自填'}：{text}"


def _lines(columns: Sequence[Any], rows: Sequence[Sequence[Run]]) -> Iterator[str]:
    """Yield the rows of a table, each figure after the title of its column."""
    for label, *cells in rows:
        pairs = zip(columns[1:], cells, strict=False)
        yield f"{label['text']}：" + "，".join(f"{title} {cell['text']}" for title, cell in pairs)


def _series(table: Mapping[str, Any]) -> Iterator[str]:
    """Yield this year's figures of a chart; shares and last year stand in its data on the page."""
    for title in table["columns"][1:2]:
        yield f"{title}：" + "，".join(
            f"{row[0]['text']} {row[1]['text']}" for row in table["rows"]
        )
