"""Facts about a town's year that both the checklist and the status tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from analysis.beside.own_text import find, read_own_text
from analysis.cycle.skeleton import sections
from analysis.errors import FazhiError
from analysis.intake.listing import has_ledgers
from analysis.ledgers import LEDGERS
from analysis.settings import ThresholdSettings
from analysis.store import read_json
from analysis.town import input_keys, read_town
from analysis.workspace import Area, Workspace


@dataclass(frozen=True, slots=True)
class Filed:
    """The ledgers of a town's year: title → files, as shown. ``trouble``: why they are not known."""

    ledgers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    trouble: str = ""


def ledgers_filed(workspace: Workspace, area: Area | None, year: int) -> Filed:
    """Return which ledgers a town's folder holds: as read last while that is fresh, else read now."""
    if area is None or not has_ledgers(workspace.raw(area, year)):
        return Filed()
    try:
        tables = _tables(workspace, area, year)
    except FazhiError as error:
        return Filed(trouble=str(error))
    found: dict[str, dict[str, None]] = {}
    for ledger, file in tables:
        found.setdefault(ledger, {})[file] = None
    ordered = [name for name in LEDGERS if name in found]
    return Filed({LEDGERS[name].title: tuple(found[name]) for name in ordered})


def _tables(workspace: Workspace, area: Area, year: int) -> list[tuple[str, str]]:
    cutoff = workspace.settings(area, year).data_cutoff or date(year, 12, 31)
    processed = input_keys(workspace, area, year, cutoff)["processed"]
    stored = read_json(workspace.processed(area, year) / "intake.json")
    if stored and stored.get("key") == processed:
        return [(table["ledger"], table["file"]) for table in stored["tables"]]
    return [(table.ledger, table.file) for table in read_town(workspace, area, year).tables]


def texts(workspace: Workspace, area: Area, year: int) -> tuple[list[str], list[str]]:
    """Return the sections that the report asks the town to write, and those still empty.

    A section with prompts only is empty. Raises ``ConfigurationError``.
    """
    notebook = workspace.notebook(workspace.configuration().notebooks.annual_report)
    asked = [section.heading for section in sections(notebook)]
    own, _ = read_own_text(workspace.raw(area, year), asked)
    filled = {heading for heading, paragraphs in own.sections.items() if paragraphs}
    return asked, [heading for heading in asked if find(own.sections, heading) not in filled]


def said(earlier: int, year: int) -> str:
    """Return how an earlier year is called: 去年, or its number where years lie between."""
    return "去年" if earlier == year - 1 else f"{earlier}年"


def ended(threshold: ThresholdSettings, year: int) -> bool:
    """Tell whether a norm ended before a year."""
    return threshold.last_year is not None and threshold.last_year < year
