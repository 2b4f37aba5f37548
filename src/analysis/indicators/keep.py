"""Observations and gaps as one table on disk, with values and A1 ranges, never row lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.cells import Source
from analysis.indicators.model import Gap, LeftOut, Observation, Part, Reconciled
from analysis.store import read_frame, write_frame

COLUMNS = (
    "area", "year", "indicator", "cell", "value", "formula", "parts", "left_out", "reconciled",
    "hidden", "definition", "gap", "wanted",
)  # fmt: skip


def write_observations(
    path: Path, area: str, year: int, observations: Sequence[Observation], gaps: Sequence[Gap]
) -> None:
    """Write both to ``observations.parquet``; structured fields are JSON, values exact text."""
    rows = [_row(observation) for observation in observations]
    rows += [
        {"area": area, "year": year, "indicator": g.indicator, "gap": g.reason, "wanted": g.wanted}
        for g in gaps
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    texts = [name for name in COLUMNS if name not in {"year", "formula", "hidden"}]
    types = {**dict.fromkeys(texts, "str"), "year": "int64", "formula": "Int64"}
    write_frame(path, frame.astype({**types, "hidden": "boolean"}))


def read_observations(path: Path) -> tuple[list[Observation], list[Gap]]:
    """Read what ``write_observations`` wrote."""
    observations: list[Observation] = []
    gaps: list[Gap] = []
    for row in read_frame(path).to_dict("records"):
        if isinstance(row["gap"], str):
            gaps.append(Gap(row["indicator"], row["gap"], row["wanted"]))
        else:
            observations.append(_observation(row))
    return observations, gaps


def _row(o: Observation) -> dict[str, Any]:
    return {
        "area": o.area,
        "year": o.year,
        "indicator": o.indicator,
        "cell": _dump(o.cell),
        "value": str(o.value),
        "formula": o.formula,
        "parts": _dump([_part(part) for part in o.parts]),
        "left_out": _dump([[x.reason, x.rows, _source(x.source)] for x in o.left_out]),
        "reconciled": _dump(
            [[r.formula, str(r.value), [_part(part) for part in r.parts]] for r in o.reconciled],
        ),
        "hidden": o.hidden,
        "definition": o.definition,
    }


def _observation(row: dict[Any, Any]) -> Observation:
    return Observation(
        area=row["area"],
        year=int(row["year"]),
        indicator=row["indicator"],
        cell=tuple((dimension, label) for dimension, label in json.loads(row["cell"])),
        value=Decimal(row["value"]),
        formula=int(row["formula"]),
        parts=tuple(_read_part(part) for part in json.loads(row["parts"])),
        left_out=tuple(
            LeftOut(reason, rows, Source(*source) if source else None)
            for reason, rows, source in json.loads(row["left_out"])
        ),
        reconciled=tuple(
            Reconciled(formula, Decimal(value), tuple(_read_part(part) for part in parts))
            for formula, value, parts in json.loads(row["reconciled"])
        ),
        hidden=bool(row["hidden"]),
        definition=row["definition"],
    )


def _dump(content: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _part(part: Part) -> list[Any]:
    return [part.label, str(part.value), _source(part.source)]


def _source(source: Source | None) -> list[str] | None:
    return [source.file, source.sheet, source.cells] if source else None


def _read_part(stored: list[Any]) -> Part:
    label, value, source = stored
    return Part(label, Decimal(value), Source(*source))
