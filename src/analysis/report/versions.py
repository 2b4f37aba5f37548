"""A report beside the release before it: its figures as a version holds them, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.errors import NotebookError
from analysis.releases.compare import Change, compare
from analysis.releases.content import file_hashes
from analysis.releases.keep import base_of
from analysis.releases.model import Content, Figure, Release
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.town import Town
from analysis.values import format_number
from analysis.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Base:
    """The release that a report is compared with, and the hashes of its own files."""

    release: Release
    files: Mapping[str, str]

    @classmethod
    def of(cls, workspace: Workspace, town: Town, last: Town | None) -> Base | None:
        """Return what a town's report is compared with, None for a first version."""
        release = base_of(workspace, town, last)
        return cls(release, file_hashes(workspace, town)) if release else None


def figures_now(
    figures: Figures, printed: Iterable[str], base: Release | None = None
) -> dict[str, Figure]:
    """Return all declared totals and those printed, in the order of the report, as ``Figure``.

    ``printed``: names in that order. Figures that only ``base`` holds, which nobody declared, are
    computed anew; one that no longer exists is left out.
    """
    places = {name: place for place, name in enumerate(printed)}
    stored = base.content.figures if base else ()
    asked = [name for name in stored if name not in figures.town.indicators]
    declared = [name for name in figures.totals if name in figures.town.indicators]
    names = dict.fromkeys(n for n in (*places, *asked, *declared) if _there(figures, n))
    return {name: _figure(figures, name, places.get(name)) for name in names}


def told(base: Base | None) -> Json:
    """Return which version a report is and which one it is compared with, for the title block."""
    return {"version": base.release.number + 1 if base else 1, "base": _base(base)}


def changes(figures: Figures, base: Base | None, printed: Iterable[str]) -> Json:
    """Return what changed since ``base``, for the review block: ``base`` and ``changes``.

    Paragraphs are not compared, for the report is still being written. A public report names no
    files and tells no changes.
    """
    found: list[Change] = []
    if base and not figures.public:
        now = figures_now(figures, printed, base.release)
        found = compare(base.release.content, Content(now, base.files))
    return {"base": _base(base), "changes": [as_json(change) for change in found]}


def as_json(change: Change) -> Json:
    """Return a change as blocks and ``fazhi diff --json`` give it."""
    return {
        "kind": change.kind,
        "about": change.about,
        "indicator": change.name if change.about == "figure" else None,
        "title": change.title,
        "before": change.before,
        "after": change.after,
        "change": change.words,
        "redefined": change.redefined,
        "printed": change.printed,
        "where": list(change.where),
    }


def _base(base: Base | None) -> Json | None:
    if base is None:
        return None
    return {"number": base.release.number, "date": wording.long_date(base.release.day)}


def _there(figures: Figures, name: str) -> bool:
    """Whether a figure has a value; one whose category no ledger knows any more has none."""
    try:
        figures.outcome(name)
    except NotebookError:
        return False
    return name in figures.totals


def _figure(figures: Figures, name: str, place: int | None) -> Figure:
    indicator, total = figures.indicator(name), figures.totals[name]
    return Figure(
        indicator=name,
        title=indicator.title,
        value=Decimal(format_number(total.value, 4)),
        unit=indicator.unit,
        text=wording.printed(indicator, total),
        definition=total.definition,
        files=tuple(sorted(set(_files(figures, name)))),
        printed=place,
    )


def _files(figures: Figures, name: str) -> Iterator[str]:
    """Yield the files that a figure comes from, those of its terms included."""
    yield from (part.source.file for part in figures.totals[name].parts if part.source.file)
    for term in figures.indicator(name).terms:
        if term in figures.totals:
            yield from _files(figures, term)
