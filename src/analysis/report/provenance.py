"""Where a value comes from, as the JSON that blocks carry: its parts, their cells, their sum."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import Any

from analysis.cells import Source
from analysis.indicators.model import Formula, Observation, Part, Total
from analysis.values import format_number

Json = dict[str, Any]

_MOST = 120  # parts of a county's figure with their cells; each town's report has its own
_TOWNS = 200
_TERMS = 40


def exact(observation: Observation) -> str:
    """Return the exact value as text; rates to four decimals, which no page prints."""
    return format_number(observation.value, 4)


def place(source: Source | None) -> Json | None:
    """Return file, sheet and cells."""
    return {"file": source.file, "sheet": source.sheet, "cells": source.cells} if source else None


def parts(formula: Formula, total: Observation) -> list[Json]:
    """Return the parts of a value; those of a sum of figures say which figure each is.

    Those of a county's value say which town each is; of very many, a part for each town, and none
    of more towns than a page can hold: the site has a page for each indicator.
    """
    if total.areas:
        return [_part(part, None) | {"area": part.label} for part in _of_towns(total)]
    names = formula.indicators if isinstance(formula, Total) else ()
    return [_part(part, name) for part, name in zip_longest(total.parts, names)]


def _part(part: Part, indicator: str | None) -> Json:
    content = {
        "label": part.label,
        "value": format_number(part.value, 4),
        "source": place(part.source) if part.source.file else None,
    }
    return content | ({"indicator": indicator} if indicator else {})


def _of_towns(total: Observation) -> list[Part]:
    if len(total.areas) > _TOWNS:
        return []
    if len(total.parts) <= _MOST:
        return list(total.parts)
    towns: dict[str, Decimal] = {}
    for part in total.parts:
        towns[part.label] = towns.get(part.label, Decimal(0)) + part.value
    return [Part(town, value, Source("", "", "")) for town, value in towns.items()]


def sum_words(total: Observation) -> str | None:
    """Return 17＋15＝32; None for a value of one part, and of more than anybody adds up."""
    if not 2 <= len(total.parts) <= _TERMS:
        return None
    terms = "＋".join(format_number(part.value, 4) for part in total.parts)
    return f"{terms}＝{format_number(total.value, 4)}"
