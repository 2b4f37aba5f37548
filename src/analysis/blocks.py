"""What passes from a notebook's cells to the page: JSON blocks, their MIME types and kinds.

``report`` writes blocks as outputs, ``render`` reads them; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BLOCK_MIME: Final = "application/vnd.fazhi.block+json"
PLOTLY_MIME: Final = "application/vnd.plotly.v1+json"

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "town", "year", "organs"),
    "cards": ("cards",),
    "paragraph": ("runs",),
    "points": ("points",),
    "chart": ("headline", "figure", "table"),
    "table": ("columns", "rows"),
    "review": ("items",),
    "findings": ("items",),
    "questions": ("towns",),
    "closing": ("organs",),
    "nothing": (),  # a cell whose figures all lack data: only its gaps are published
}
"""Kinds of block and what each must hold. Any may hold ``figures``: provenance by indicator, and
``pending``: gaps, each with ``title``, ``reason`` and ``wanted``."""
