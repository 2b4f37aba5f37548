"""A column of figures of a cross table: what its headings say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.intake.tables.claims import qualifies
from analysis.intake.tables.dimensions import TOTAL, names_of, value_of, within
from analysis.intake.tables.told import figure_told
from analysis.ledgers import Column, Ledger
from analysis.values import Cell, normalise, unit_of

Parts = tuple[tuple[str, Cell], ...]
"""Headings from top to bottom, each as text and as the cell that it is."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of figures: the dimensions that its headings name, and its figure."""

    index: int
    heading: str
    values: Mapping[str, str]
    figure: Column | None
    total: bool


def field_of(ledger: Ledger, dims: Sequence[Column], index: int, parts: Parts) -> Field | None:
    """Return a column of figures; None when nothing in its headings is known."""
    values: dict[str, str] = {}
    rest: list[str] = []
    total = False
    names = names_of(ledger.id)
    for text, cell in parts:
        key = normalise(text)
        found = next(((d.id, v) for d in dims if (v := value_of(d, cell)) is not None), None)
        if TOTAL.fullmatch(key):
            total = True
        elif found and found[0] not in values and key not in names:
            values[found[0]] = found[1]
        elif not (unit_of(f"x（{key}）") and values):
            rest.append(key)
    keys = ["/".join(rest[cut:]) for cut in range(len(rest)) if not any(map(qualifies, rest[:cut]))]
    figure = next(
        (names[k] for k in keys if k in names and names[k].kind in {"count", "number"}), None
    )
    if figure is None and (any(map(qualifies, rest)) or not (values or total)):
        return None
    return Field(index, "/".join(text for text, _ in parts), values, figure, total)


def settled(fields: Sequence[Field]) -> list[Field]:
    """Tell totals from detail: what another column of the same figure divides further is a total.

    A bare 合计 takes the figure of the columns beside it where they have only one.
    """
    figures = {f.figure.id: f.figure for f in fields if f.figure and f.values}
    only = next(iter(figures.values())) if len(figures) == 1 else None
    named = [replace(f, figure=f.figure or (only if f.total else None)) for f in fields]
    by_figure: dict[str, list[Field]] = {}
    for field in named:
        if field.figure:
            by_figure.setdefault(field.figure.id, []).append(field)
    rivals = [by_figure[f.figure.id] if f.figure else [] for f in named]
    return [
        replace(f, total=any(divides(g, f) for g in others))
        for f, others in zip(named, rivals, strict=True)
    ]


def divides(part: Field, whole: Field) -> bool:
    """Whether one column is a part of what another one states."""
    if part.figure is None or part.figure is not whole.figure or part.values == whole.values:
        return False
    return all(
        name in part.values and (part.values[name] == value or within(part.values[name], value))
        for name, value in whole.values.items()
    )


def told_above(ledger: Ledger, field: Field, parts: Parts, texts: Sequence[str]) -> Field:
    """Give a column whose headings name no figure the one that group headings or titles tell."""
    if field.figure:
        return field
    groups = [
        text for text, _ in parts if normalise(text) not in map(normalise, field.values.values())
    ]
    told = figure_told([*reversed(groups), *texts])
    return replace(field, figure=told[1]) if told and told[0] is ledger else field
