"""The invented ledgers of 双龙镇: what the project shows, tests and documents itself with."""

from __future__ import annotations

from pathlib import Path

from analysis.sample import (
    leadership,
    materials,
    mediation,
    people,
    publicity,
    screening,
    services,
    texts,
    training,
)
from analysis.sample.targets import TARGETS

_SUBJECTS = (
    mediation, screening, training, publicity, materials, services, leadership, texts,
)  # fmt: skip


def write(root: Path) -> list[Path]:
    """Write ``data/raw/<year>/双龙镇/`` below ``root`` for every sample year; return the files.

    The same bytes every time. Files that are there under another name stay.
    """
    written = []
    for year in TARGETS:
        folder = root / "data" / "raw" / str(year) / people.TOWN
        folder.mkdir(parents=True, exist_ok=True)
        for subject in _SUBJECTS:
            for name, build in subject.FILES.items():
                path = folder / name.format(year=year)
                path.write_bytes(build(year))
                written.append(path)
    return written


__all__ = ["write"]
