"""What was read of a town's folder, kept as parquet and JSON; names of persons are not in it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from analysis.cells import Source
from analysis.findings import Finding
from analysis.frames import StoredFrames, frame_bytes
from analysis.intake.found import Intake, TableRead
from analysis.store import as_json, read_json, write_all


def write_intake(folder: Path, key: str, intake: Intake) -> None:
    """Keep typed rows, tables and findings; whatever was kept before is gone."""
    if folder.is_dir():
        for old in folder.glob("*.parquet"):
            old.unlink()
    files = {f"{name}.parquet": frame_bytes(frame) for name, frame in intake.frames.items()}
    content = {
        "key": key,
        "tables": [asdict(table) for table in intake.tables],
        "findings": [asdict(finding) for finding in intake.findings],
    }
    write_all(folder, {**files, "intake.json": as_json(content)})


def read_intake(folder: Path, key: str) -> Intake | None:
    """Return what was kept under that key, None when it is stale."""
    stored = read_json(folder / "intake.json")
    if not stored or stored.get("key") != key:
        return None
    tables = [_table(table) for table in stored["tables"]]
    paths = {table.ledger: folder / f"{table.ledger}.parquet" for table in tables}
    if not all(path.is_file() for path in paths.values()):
        return None
    findings = [Finding(**{**f, "place": Source(**f["place"])}) for f in stored["findings"]]
    return Intake(StoredFrames(paths), tables, findings)


def _table(stored: dict[str, Any]) -> TableRead:
    pairs = {name: tuple(stored[name]) for name in ("width", "header_rows")}
    return TableRead(**{**stored, **pairs})
