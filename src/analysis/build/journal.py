"""``reports/<year>/build.json``: how a run went, and each town's last end with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.build.outcome import Summary
from analysis.store import read_json, write_json
from analysis.workspace import Edition, Workspace


@dataclass(slots=True)
class Tally:
    """How far a run is. ``seconds``: since its beginning."""

    towns: int
    ends: dict[str, int] = field(default_factory=dict)
    built: int = 0
    seconds: float = 0.0

    def add(self, summary: Summary, seconds: float) -> None:
        """Count one more town."""
        self.ends[summary.state] = self.ends.get(summary.state, 0) + 1
        self.built += bool(summary.steps)
        self.seconds = seconds

    @property
    def left(self) -> int:
        """Towns still to come."""
        return self.towns - sum(self.ends.values())

    @property
    def per_minute(self) -> float:
        """Towns a minute, those without changes aside."""
        return 60 * self.built / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float:
        """An estimate; 0 before the first town is done."""
        return self.left * self.seconds / self.built if self.built else 0.0

    def count(self, *states: str) -> int:
        """Return how many towns ended so."""
        return sum(self.ends.get(state, 0) for state in states)


def journal_path(workspace: Workspace, year: int, edition: Edition) -> Path:
    """Return where a year's journal is; never among the files of the public edition."""
    name = "build.json" if edition == "review" else f"build.{edition}.json"
    return workspace.reports / str(year) / name


def write_journal(
    path: Path, year: int, tally: Tally, summaries: Sequence[Summary], about: Mapping[str, Any]
) -> None:
    """Write how a run went; towns that it did not touch keep what was said of them before.

    ``about``: edition, engine, workers and the like.
    """
    stored = read_json(path)
    before = stored.get("towns", {}) if isinstance(stored, dict) else {}
    towns = {**before, **{summary.area: summary.as_json() for summary in summaries}}
    write_json(path, {
        "year": year,
        **about,
        "seconds": round(tally.seconds, 3),
        "per_minute": round(tally.per_minute, 1),
        "ends": dict(sorted(tally.ends.items())),
        "towns": {name: towns[name] for name in sorted(towns)},
    })  # fmt: skip
