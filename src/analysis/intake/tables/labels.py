"""The columns of a cross table that say what each row is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.intake.sheet import Sheet
from analysis.intake.tables.dimensions import (
    TOTAL,
    all_dimensions,
    dimensions,
    names_of,
    value_of,
)
from analysis.intake.tables.fields import Field, Parts
from analysis.intake.tables.headings import cell_at
from analysis.intake.tables.match import Located
from analysis.ledgers import Column, Ledger
from analysis.values import is_blank, normalise


def heading_of(paths: Mapping[int, Parts], index: int) -> str:
    """Return the headings of a column from top to bottom as one text."""
    return "/".join(text for text, _ in paths.get(index, ()))


def labels_of(
    ledger: Ledger, sheet: Sheet, bottom: int, paths: Mapping[int, Parts]
) -> tuple[dict[str, int], list[Located]]:
    """Return dimension → column of its labels, and the other columns that are no figures."""
    names = names_of(ledger.id)
    ids = {column.id for column in dimensions(ledger)}
    labels: dict[str, int] = {}
    others: list[Located] = []
    for index, parts in paths.items():
        keys = ["/".join(normalise(text) for text, _ in parts[cut:]) for cut in range(len(parts))]
        column = next((names[key] for key in keys if key in names), None)
        if column is None or column.kind in {"count", "number"}:
            continue
        if column.id not in ids:
            others.append(Located(column, index, heading_of(paths, index), None))
        elif column.id not in labels and _fits(column, sheet, bottom, index):
            labels[column.id] = index
    return labels, others


def _fits(column: Column, sheet: Sheet, bottom: int, index: int) -> bool:
    """Whether no other dimension's values stand below a heading that may mean several (单位)."""
    cells = [
        cell_at(sheet, row, index) for row in range(bottom + 1, min(len(sheet.grid), bottom + 20))
    ]
    filled = [cell for cell in cells if not is_blank(cell)]
    rivals = [d for d in all_dimensions() if d.id != column.id]
    return not any(
        2 * sum(value_of(d, c) is not None for c in filled) > len(filled) for d in rivals
    )


def corner_of(
    dims: Sequence[Column],
    sheet: Sheet,
    bottom: int,
    labels: Mapping[str, int],
    fields: Sequence[Field],
) -> dict[str, int]:
    """Return the dimension of a first column whose corner is empty or names both dimensions."""
    first = min((field.index for field in fields), default=0)
    used = {field.index for field in fields} | set(labels.values())
    below = range(bottom + 1, min(len(sheet.grid), bottom + 20))
    for index in range(first - 1, -1, -1):
        cells = [cell_at(sheet, row, index) for row in below]
        filled = [c for c in cells if not is_blank(c) and not TOTAL.search(normalise(str(c)))]
        if index in used or not filled:
            continue
        for column in dims:
            across = any(column.id in field.values for field in fields)
            many = 2 * sum(value_of(column, cell) is not None for cell in filled) > len(filled)
            if many and column.id not in labels and not across:
                return {column.id: index}
    return {}
