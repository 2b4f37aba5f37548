"""A town's year: its ledgers read and observed, kept in ``data/processed`` while they are fresh."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from analysis.cells import Source
from analysis.checks import check_observations
from analysis.errors import FazhiError, RefusedError
from analysis.findings import Finding, errors, tally
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.definition import definitions_key
from analysis.indicators.keep import read_observations, write_observations
from analysis.indicators.model import Gap, Indicator, LeftOut, Observation, Ratio, Total
from analysis.indicators.observe import TownRows, observe
from analysis.intake.folder import ledger_files, read_folder
from analysis.intake.found import Intake, TableRead
from analysis.layers import code_key, layer_of
from analysis.roster import filed_as
from analysis.settings import ReportSettings
from analysis.store import files_key, key, read_frame, read_json, write_frame, write_json
from analysis.workspace import Area, Workspace

_FORMAT = "1"


@dataclass(frozen=True, slots=True)
class Town:
    """What one town's year has come to. ``findings``: of the reading and of the figures."""

    area: Area
    year: int
    settings: ReportSettings
    cutoff: date
    frames: dict[str, pd.DataFrame]
    tables: Sequence[TableRead]
    findings: Sequence[Finding]
    observations: Sequence[Observation]
    gaps: Sequence[Gap]
    keys: dict[str, str]
    indicators: Mapping[str, Indicator]


def load(
    workspace: Workspace,
    area: Area,
    year: int,
    *,
    draft: bool = False,
    intake: Intake | None = None,
) -> Town:
    """Return a town's year, reading the spreadsheets only when they or the code changed.

    ``intake``: what ``read_town`` has just read, if it has. ``draft``: rows with errors are left
    out and the figures that miss them say so; nothing of a draft is kept on disk.

    Raises ``RefusedError`` when the ledgers hold errors and this is no draft.
    """
    settings = workspace.settings(area, year)
    cutoff = settings.data_cutoff or date(year, 12, 31)
    indicators = defined(INDICATORS, workspace.configuration())
    keys = input_keys(workspace, area, year, cutoff)
    keys["observations"] = key(keys["observations"], definitions_key(indicators))
    intake = intake or _kept(workspace, area, year, keys) or read_town(workspace, area, year)
    bad = errors(intake.findings)
    if bad and not draft:
        raise RefusedError(
            f"{area.name}{year}年台账有错误（{tally(intake.findings)}），暂不能出报告。",
            "请按数据核对结果修改原表后重试。",
        )
    frames, dropped = _without(intake, bad) if bad else (intake.frames, {})
    rows = TownRows(area.key, year, cutoff, frames, intake.tables)
    observations, gaps = _observed(workspace, rows, indicators, keys, keep=not draft)
    observations = [_marked(o, dropped, indicators) for o in observations]
    findings = [*intake.findings, *check_observations(observations, indicators, cutoff)]
    return Town(
        area=area,
        year=year,
        settings=settings,
        cutoff=cutoff,
        frames=frames,
        tables=intake.tables,
        findings=findings,
        observations=observations,
        gaps=gaps,
        keys=keys,
        indicators=indicators,
    )


def before(workspace: Workspace, area: Area, year: int) -> Town | None:
    """Return the town's previous year, None when it has no usable ledgers."""
    last = filed_as(workspace, area, year - 1)
    if last is None:
        return None
    try:
        return load(workspace, last, year - 1)
    except FazhiError:
        return None  # last year's faults are that year's business; the page says 无上年数据


def input_keys(workspace: Workspace, area: Area, year: int, cutoff: date) -> dict[str, str]:
    """Return the chained keys of inputs, processed rows and observations."""
    folder = workspace.raw(area, year)
    told = workspace.mapping(area)
    inputs = key(files_key(folder, ledger_files(folder)), files_key(told.parent, [told]))
    processed = key(_FORMAT, inputs, str(year), code_key(layer_of("intake")))
    observed = key(processed, cutoff.isoformat(), code_key(layer_of("indicators")))
    return {"inputs": inputs, "processed": processed, "observations": observed}


def read_town(workspace: Workspace, area: Area, year: int) -> Intake:
    """Read a town's folder and keep the typed rows, free of personal columns, as parquet."""
    cutoff = workspace.settings(area, year).data_cutoff or date(year, 12, 31)
    keys = input_keys(workspace, area, year, cutoff)
    intake = read_folder(workspace.raw(area, year), year, workspace.mapping(area))
    folder = workspace.processed(area, year)
    if folder.is_dir():
        for old in folder.glob("*.parquet"):
            old.unlink()
    for name, frame in intake.frames.items():
        write_frame(folder / f"{name}.parquet", frame)
    content = {
        "key": keys["processed"],
        "tables": [asdict(table) for table in intake.tables],
        "findings": [asdict(finding) for finding in intake.findings],
    }
    write_json(folder / "intake.json", content)
    return intake


def _kept(workspace: Workspace, area: Area, year: int, keys: dict[str, str]) -> Intake | None:
    """Return what an earlier run read, None when it is stale; names of persons are not in it."""
    folder = workspace.processed(area, year)
    stored = read_json(folder / "intake.json")
    if not stored or stored.get("key") != keys["processed"]:
        return None
    tables = [_table(table) for table in stored["tables"]]
    paths = {table.ledger: folder / f"{table.ledger}.parquet" for table in tables}
    if not all(path.is_file() for path in paths.values()):
        return None
    findings = [Finding(**{**f, "place": Source(**f["place"])}) for f in stored["findings"]]
    frames = {name: read_frame(path) for name, path in paths.items()}
    return Intake(frames, tables, findings)


def _table(stored: dict[str, Any]) -> TableRead:
    pairs = {name: tuple(stored[name]) for name in ("width", "header_rows")}
    return TableRead(**{**stored, **pairs})


def _observed(
    workspace: Workspace,
    rows: TownRows,
    indicators: Mapping[str, Indicator],
    keys: dict[str, str],
    *,
    keep: bool,
) -> tuple[list[Observation], list[Gap]]:
    folder = workspace.processed(Area.parse(rows.area), rows.year)
    path, stamp = folder / "observations.parquet", folder / "observations.json"
    stored = read_json(stamp)
    if keep and path.is_file() and stored == {"key": keys["observations"]}:
        return read_observations(path)
    observations, gaps = observe(rows, indicators)
    if keep:
        write_observations(path, rows.area, rows.year, observations, gaps)
        write_json(stamp, {"key": keys["observations"]})
    return observations, gaps


def _without(intake: Intake, bad: list[Finding]) -> tuple[dict[str, pd.DataFrame], dict[str, int]]:
    """Drop the rows that errors name; return the frames and how many rows each ledger lost."""
    places = {
        (finding.place.file, finding.place.sheet, int(row.group()))
        for finding in bad
        if (row := re.search(r"\d+", finding.place.cells))
    }
    frames: dict[str, pd.DataFrame] = {}
    dropped: dict[str, int] = {}
    for name, frame in intake.frames.items():
        at = zip(frame["_file"], frame["_sheet"], frame["_row"], strict=True)
        wrong = [place in places for place in at]
        frames[name] = frame[[not w for w in wrong]].reset_index(drop=True)
        dropped[name] = sum(wrong)
    return frames, dropped


def _marked(
    observation: Observation, dropped: dict[str, int], indicators: Mapping[str, Indicator]
) -> Observation:
    formula = indicators[observation.indicator].formulas[observation.formula]
    lost = 0 if isinstance(formula, Ratio | Total) else dropped.get(formula.ledger, 0)
    if not lost or observation.cell:
        return observation
    mark = LeftOut("有错误，草稿中未计入", lost)
    return replace(observation, left_out=(*observation.left_out, mark))
