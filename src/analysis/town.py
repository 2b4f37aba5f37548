"""A town's year: its ledgers read and observed, kept in ``data/processed`` while they are fresh."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.beside import Beside, OwnText, Quote, read_beside
from analysis.beside.published import check_published
from analysis.checks import check_observations
from analysis.errors import FazhiError, RefusedError
from analysis.findings import Finding, errors, tally
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.definition import Definitions
from analysis.indicators.keep import read_observations, write_observations
from analysis.indicators.model import Gap, Indicator, LeftOut, Observation, Ratio, Total
from analysis.indicators.observe import TownRows, completed, observe, to_keep
from analysis.intake.folder import read_folder
from analysis.intake.found import Intake, TableRead
from analysis.intake.keep import read_intake, write_intake
from analysis.intake.listing import ledger_files
from analysis.layers import code_key, layer_of
from analysis.roster import filed_as
from analysis.settings import ReportSettings, ThresholdSettings
from analysis.store import Lately, files_key, key, read_json, write_json
from analysis.thresholds import check_thresholds
from analysis.workspace import Area, Workspace

_FORMAT = "1"
_BESIDE = "文字材料或对照数据"
_KEPT, _STAMP = "observations.parquet", "observations.json"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many towns a county's figures are: ``usable`` of the ``expected`` give any."""

    usable: int
    expected: int

    def words(self, total: Observation) -> str:
        """Return it for one figure: 30个乡镇中27个."""
        return f"{self.expected}个乡镇中{len(total.areas)}个"


@dataclass(frozen=True, slots=True)
class Town:
    """What one town's year has come to. ``findings``: of the reading and of the figures.

    ``own_text`` and ``quotes``: what stands beside the ledgers, figures to compare with among it.
    ``dropped``: of a draft, how many rows with errors each ledger lost. ``pooled``: of a county,
    whose figures are those of its towns together; it has no rows of its own.
    """

    area: Area
    year: int
    settings: ReportSettings
    cutoff: date
    frames: Mapping[str, pd.DataFrame]
    tables: Sequence[TableRead]
    findings: Sequence[Finding]
    observations: Sequence[Observation]
    gaps: Sequence[Gap]
    keys: dict[str, str]
    indicators: Mapping[str, Indicator]
    own_text: OwnText
    quotes: tuple[Quote, ...]

    dropped: Mapping[str, int]
    pooled: Coverage | None = None

    def rows(self) -> TownRows:
        """Return the typed rows, for slices and figures that nobody declared."""
        return TownRows(self.area.key, self.year, self.cutoff, self.frames, self.tables)

    def observe(self, indicators: Mapping[str, Indicator]) -> tuple[list[Observation], list[Gap]]:
        """Compute figures that nobody declared, as those that are: a draft says what they miss."""
        observations, gaps = observe(self.rows(), indicators)
        return [_marked(o, self.dropped, indicators) for o in observations], gaps


LATELY: Lately[Town] = Lately(4)
"""The towns' years that this process has loaded last, for a notebook runs where its ledgers were
read. Nobody may change anything in a ``Town``."""
READ: Lately[Intake] = Lately(2)
"""What this process has read last, for the same reason; as it was read, findings of the text aside."""


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

    Raises ``RefusedError`` when the town's files hold errors and this is no draft.
    """
    asked = _Asked.of(workspace, area, year)
    town = LATELY.get(asked.about("report")) if intake is None else None
    if town is None:
        told = () if intake else asked.beside.findings  # ``read_town`` has told them already
        intake = intake or _ledgers(workspace, area, year)
        _refuse(asked, [*intake.findings, *told], draft=draft)
        town = asked.observed("report", intake, told)
    last = before(workspace, area, year) if any(q.kind == "上年" for q in town.quotes) else None
    if last is None:
        return town
    totals = {o.indicator: o for o in last.observations if not o.cell}
    differences = check_published(town.quotes, totals, town.indicators)
    return replace(town, findings=[*town.findings, *differences])


def _refuse(asked: _Asked, findings: Sequence[Finding], *, draft: bool) -> None:
    bad = errors(findings)
    if bad and not draft:
        own = set(bad) - set(asked.beside.findings)
        what, where = ("台账", "原表") if own else (_BESIDE, "这些文件")
        raise RefusedError(
            f"{asked.area.name}{asked.year}年{what}有错误（{tally(findings)}），暂不能出报告。",
            f"请按数据核对结果修改{where}后重试。",
        )


@dataclass(frozen=True, slots=True)
class Brief:
    """What a county needs of a town's year: no rows, no findings; ``key``: of what it is made from."""

    cutoff: date
    observations: Sequence[Observation]
    quotes: tuple[Quote, ...]
    key: str


def brief(workspace: Workspace, area: Area, year: int, slices_of: Collection[str] = ()) -> Brief:
    """Return a town's totals, and breakdowns of the indicators named, as kept while that is fresh.

    Raises as ``load``.
    """
    asked = _Asked.of(workspace, area, year)
    path = asked.kept_at() if not errors(asked.beside.findings) else None
    if path is None:
        town = load(workspace, area, year)
        observations = [o for o in town.observations if not o.cell or o.indicator in slices_of]
    else:
        observations, _ = read_observations(path, slices_of)
    made_from = key(asked.keys["observations"], asked.keys["beside"])
    return Brief(asked.cutoff, observations, asked.beside.quotes, made_from)


def before(workspace: Workspace, area: Area, year: int) -> Town | None:
    """Return the town's previous year, None when it has no usable ledgers."""
    last = filed_as(workspace, area, year - 1)
    if last is None:
        return None
    try:
        asked = _Asked.of(workspace, last, year - 1)
        if town := LATELY.get(asked.about("last year")):
            return town
        intake = _ledgers(workspace, last, year - 1)
        return None if errors(intake.findings) else asked.observed("last year", intake, ())
    except FazhiError:
        return None  # last year's faults are that year's business; the page says 无上年数据


@dataclass(frozen=True, slots=True)
class _Asked:
    """A town's year with everything beside its ledgers; ``keys`` chain what it is made from."""

    workspace: Workspace
    area: Area
    year: int
    settings: ReportSettings
    cutoff: date
    indicators: Definitions
    thresholds: tuple[ThresholdSettings, ...]
    beside: Beside
    keys: dict[str, str]

    @classmethod
    def of(cls, workspace: Workspace, area: Area, year: int) -> _Asked:
        """Read what is small. Raises ``ConfigurationError``."""
        beside = read_beside(workspace, area, year)
        settings, configuration = workspace.settings(area, year), workspace.configuration()
        cutoff = settings.data_cutoff or date(year, 12, 31)
        indicators, asked = defined(INDICATORS, configuration), configuration.thresholds
        keys = input_keys(workspace, area, year, cutoff)
        keys["observations"] = key(keys["observations"], indicators.key)
        keys["beside"] = key(beside.key, *(t.model_dump_json() for t in asked))
        return cls(workspace, area, year, settings, cutoff, indicators, asked, beside, keys)

    def about(self, use: str) -> tuple[object, ...]:
        """Return all that a town's year is made from; ``use``: whose findings it is to tell."""
        where = (self.workspace.root, self.area, self.year, self.settings.model_dump_json())
        return (use, *where, *self.keys.values())

    def kept_at(self) -> Path | None:
        """Return where observations of just these inputs are kept, None where they are not."""
        folder = self.workspace.processed(self.area, self.year)
        path = folder / _KEPT
        fresh = path.is_file() and read_json(folder / _STAMP) == {"key": self.keys["observations"]}
        return path if fresh else None

    def observed(self, use: str, intake: Intake, told: Sequence[Finding]) -> Town:
        """Observe what was read; rows with errors are left out, and then nothing is kept.

        ``told``: findings beside those of the reading.
        """
        bad = errors([*intake.findings, *told])
        frames, dropped = _without(intake, bad) if bad else (intake.frames, {})
        rows = TownRows(self.area.key, self.year, self.cutoff, frames, intake.tables)
        observations, gaps = _observed(self, rows, keep=not bad)
        if dropped:
            observations = [_marked(o, dropped, self.indicators) for o in observations]
        town = Town(
            area=self.area,
            year=self.year,
            settings=self.settings,
            cutoff=self.cutoff,
            frames=frames,
            tables=intake.tables,
            findings=[
                *intake.findings,
                *told,
                *check_observations(observations, self.indicators, self.cutoff),
                *check_thresholds(observations, self.indicators, self.thresholds, self.year),
            ],
            observations=observations,
            gaps=gaps,
            keys=self.keys,
            indicators=self.indicators,
            own_text=self.beside.own_text,
            quotes=self.beside.quotes,
            dropped=dropped,
        )
        return town if bad else LATELY.put(self.about(use), town)


def input_keys(workspace: Workspace, area: Area, year: int, cutoff: date) -> dict[str, str]:
    """Return the chained keys of inputs, processed rows and observations."""
    folder = workspace.raw(area, year)
    told = workspace.mapping(area)
    inputs = key(files_key(folder, ledger_files(folder)), files_key(told.parent, [told]))
    processed = key(_FORMAT, inputs, str(year), code_key(layer_of("intake")))
    observed = key(processed, cutoff.isoformat(), code_key(layer_of("indicators")))
    return {"inputs": inputs, "processed": processed, "observations": observed}


def read_town(workspace: Workspace, area: Area, year: int) -> Intake:
    """Read a town's folder and keep the typed rows, free of personal columns, as parquet.

    What is wrong with the files beside the ledgers is told with what is wrong with these.
    """
    keys = _keys(workspace, area, year)
    about = (workspace.root, area, year, keys["processed"])
    intake = READ.get(about) or READ.put(about, _fresh(workspace, area, year, keys))
    told = read_beside(workspace, area, year).findings
    return replace(intake, findings=[*intake.findings, *told])


def _keys(workspace: Workspace, area: Area, year: int) -> dict[str, str]:
    cutoff = workspace.settings(area, year).data_cutoff or date(year, 12, 31)
    return input_keys(workspace, area, year, cutoff)


def _ledgers(workspace: Workspace, area: Area, year: int) -> Intake:
    """Return a town's ledgers as an earlier run read them, else read anew."""
    keys = _keys(workspace, area, year)
    if intake := READ.get((workspace.root, area, year, keys["processed"])):
        return intake
    kept = read_intake(workspace.processed(area, year), keys["processed"])
    return kept or _fresh(workspace, area, year, keys)


def _fresh(workspace: Workspace, area: Area, year: int, keys: dict[str, str]) -> Intake:
    intake = read_folder(workspace.raw(area, year), year, workspace.mapping(area))
    write_intake(workspace.processed(area, year), keys["processed"], intake)
    return intake


def _observed(asked: _Asked, rows: TownRows, *, keep: bool) -> tuple[list[Observation], list[Gap]]:
    """Return what an earlier run observed of the same, else observe."""
    if keep and (path := asked.kept_at()):
        return completed(rows, asked.indicators, *read_observations(path))
    observations, gaps = observe(rows, asked.indicators)
    if keep:
        folder = asked.workspace.processed(asked.area, asked.year)
        kept = to_keep(rows, asked.indicators, gaps)
        write_observations(folder / _KEPT, rows.area, rows.year, observations, kept)
        write_json(folder / _STAMP, {"key": asked.keys["observations"]})
    return observations, gaps


def _without(
    intake: Intake, bad: list[Finding]
) -> tuple[Mapping[str, pd.DataFrame], dict[str, int]]:
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
    observation: Observation, dropped: Mapping[str, int], indicators: Mapping[str, Indicator]
) -> Observation:
    formula = indicators[observation.indicator].formulas[observation.formula]
    lost = 0 if isinstance(formula, Ratio | Total) else dropped.get(formula.ledger, 0)
    if not lost or observation.cell:
        return observation
    mark = LeftOut("有错误，草稿中未计入", lost)
    return replace(observation, left_out=(*observation.left_out, mark))
