"""Where a value comes from, as the JSON that blocks carry: its parts, their cells, their sum."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from analysis.cells import Source
from analysis.indicators.model import Formula, Observation, Part, Total
from analysis.values import format_number

Json = dict[str, Any]


def exact(observation: Observation) -> str:
    """Return the exact value as text; rates to four decimals, which no page prints."""
    return format_number(observation.value, 4)


def place(source: Source | None) -> Json | None:
    """Return file, sheet and cells."""
    return {"file": source.file, "sheet": source.sheet, "cells": source.cells} if source else None


def parts(formula: Formula, total: Observation) -> list[Json]:
    """Return the parts of a value; those of a sum of figures say which figure each is.

    The parts of a value pooled over towns are the towns.
    """
    names = formula.indicators if isinstance(formula, Total) and not total.areas else ()
    return [_part(part, name) for part, name in zip_longest(total.parts, names)]


def _part(part: Part, indicator: str | None) -> Json:
    content = {
        "label": part.label,
        "value": format_number(part.value, 4),
        "source": place(part.source) if part.source.file else None,
    }
    return content | ({"indicator": indicator} if indicator else {})


def sum_words(total: Observation) -> str | None:
    """Return 17＋15＝32; None for a value of one part."""
    if len(total.parts) < 2:
        return None
    terms = "＋".join(format_number(part.value, 4) for part in total.parts)
    return f"{terms}＝{format_number(total.value, 4)}"
