"""The document that an executed notebook holds: what is published, in order, numbered.

Nothing is laid out here: the page's template and the paper turn each `Piece` into what they need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from analysis.render.document.annex import Entry
from analysis.render.document.panel import Panel
from analysis.render.document.pending import Wanted


@dataclass(frozen=True)
class Piece:
    """One thing on the page: its kind (a template macro), its data, its number, its anchor."""

    kind: str
    data: Any = None
    label: str = ""
    anchor: str = ""
    level: int = 0


@dataclass(frozen=True)
class Document:
    """All that the template needs."""

    title: Mapping[str, Any]
    pieces: tuple[Piece, ...]
    annex: tuple[Entry, ...]
    pending: tuple[Wanted, ...]
    has_typed: bool
    panel: Panel | None = None

    @property
    def contents(self) -> tuple[Piece, ...]:
        """The headings that the table of contents lists."""
        return tuple(p for p in self.pieces if p.kind == "heading" and p.level <= 2)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The files that hold the town's own words, named to the reviewer only."""
        if self.title["edition"] == "public":
            return ()
        paragraphs = (piece.data for piece in self.pieces if piece.kind == "paragraph")
        return tuple(dict.fromkeys(str(p["origin"]) for p in paragraphs if p.get("origin")))

    @cached_property
    def annexed(self) -> frozenset[str]:
        """The indicators that have an annex entry to link to."""
        return frozenset(str(entry.figure["indicator"]) for entry in self.annex)

    @property
    def has_charts(self) -> bool:
        """Whether the page needs plotly.js."""
        return any(piece.kind in {"chart", "plot"} for piece in self.pieces)
