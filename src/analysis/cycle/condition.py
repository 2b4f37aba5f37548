"""``fazhi status``: how each town of a year stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analysis.cycle.facts import texts
from analysis.cycle.skeleton import sections
from analysis.cycle.standing import STALE_LEDGERS, STALE_TEXTS, Standing, standing
from analysis.errors import FazhiError, RefusedError
from analysis.findings import Severity
from analysis.indicators.model import Gap
from analysis.intake.listing import has_ledgers, ledger_files
from analysis.releases.content import content_key
from analysis.releases.keep import latest
from analysis.town import Town, before, load
from analysis.workspace import Area, Workspace

NONE, DRAFT, DONE = Standing.NONE, Standing.DRAFT, Standing.DONE
__all__ = ["DONE", "DRAFT", "NONE", "STALE_LEDGERS", "STALE_TEXTS", "Condition", "condition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How one town stands. ``gaps``: what is wanted → how many figures of the report lack it.

    ``released``: the last release, such as 第2版（2024年2月3日）; ``changed``: whether the ledgers,
    texts or settings have changed since.
    """

    area: Area
    ledgers: int = 0
    files: int = 0
    findings: Mapping[Severity, int] = field(default_factory=dict)
    gaps: Mapping[str, int] = field(default_factory=dict)
    texts: int = 0
    texts_expected: int = 0
    report: str = NONE
    status: str = ""
    published_on: date | None = None
    released: str = ""
    changed: bool = False
    trouble: str = ""


def condition(workspace: Workspace, area: Area, year: int) -> Condition:
    """Return how a town stands, read from what is kept while that is fresh. Never raises for a town.

    What cannot be read (a configuration file, say) is its ``trouble``.
    """
    try:
        return _condition(workspace, area, year)
    except FazhiError as error:
        return Condition(area=area, trouble=str(error))


def _condition(workspace: Workspace, area: Area, year: int) -> Condition:
    asked, empty = texts(workspace, area, year)
    settings = workspace.settings(area, year)
    folder = workspace.raw(area, year)
    town = _town(workspace, area, year) if has_ledgers(folder) else None
    last = before(workspace, area, year) if town else None
    released = latest(workspace, area, year)
    key = content_key(workspace, town, last) if town and released else ""
    return Condition(
        area=area,
        ledgers=len({table.ledger for table in town.tables}) if town else 0,
        files=len(ledger_files(folder)),
        findings=Counter(finding.severity for finding in town.findings) if town else {},
        gaps=_by_wanted(workspace, town.gaps) if town else {},
        texts=len(asked) - len(empty),
        texts_expected=len(asked),
        report=standing(workspace, town, last) if town else _unread(workspace, area, year),
        status=settings.status,
        published_on=settings.published_on,
        released=released.name if released else "",
        changed=released is not None and released.key != key,
    )


def _town(workspace: Workspace, area: Area, year: int) -> Town:
    """Return the town's year; with errors, what a draft would hold."""
    try:
        return load(workspace, area, year)
    except RefusedError:
        return load(workspace, area, year, draft=True)


def _by_wanted(workspace: Workspace, gaps: Sequence[Gap]) -> dict[str, int]:
    notebook = workspace.notebook(workspace.configuration().notebooks.annual_report)
    named = {name for section in sections(notebook) for name in section.figures}
    wanted = (gap.wanted or "分母为 0 的比率" for gap in gaps if gap.indicator in named)
    return dict(Counter(wanted))


def _unread(workspace: Workspace, area: Area, year: int) -> str:
    """Tell a report whose ledgers have gone."""
    page = workspace.published(area, year) / "report.html"
    return Standing.OLD_LEDGERS if page.is_file() else NONE
