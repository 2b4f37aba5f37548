"""A whole document held against the ledgers, against itself, and against last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.checks import check_parts
from analysis.documents.model import Document
from analysis.indicators.model import Indicator
from analysis.render.gate.gate import NOTHING, Secrets
from analysis.town import Town
from analysis.verify.finding.find import find_figures
from analysis.verify.finding.sections import Sentence, sentences
from analysis.verify.judging.doubts import all_hundred, doubts
from analysis.verify.judging.judge import Ledgers, judged
from analysis.verify.judging.leftovers import repeated, unfilled
from analysis.verify.judging.private import private_remarks
from analysis.verify.judging.years import odd_years, stated_year
from analysis.verify.matching.lexicon import Lexicon
from analysis.verify.matching.match import Matcher
from analysis.verify.model import Figure, Match, Remark, Verified

_RATES = 3  # 100 % everywhere is what a reviewer looks for (shared/domain.md §2)
_REPORT = 5  # headings; a text with fewer is a part of a report


@dataclass(frozen=True, slots=True)
class Against:
    """What documents are held against.

    Without ``town`` only against themselves. ``year``: of the report, else the one that its title
    names; ``cutoff``: until when figures may count, else the end of the year.
    """

    ledgers: Ledgers
    lexicon: Lexicon
    town: str = ""
    year: int | None = None
    cutoff: date | None = None
    secrets: Secrets = NOTHING

    @classmethod
    def of(
        cls, town: Town, lexicon: Lexicon, secrets: Secrets, before: Town | None = None
    ) -> Against:
        """Return what a town's ledgers give. ``lexicon``: of its county's indicators; ``before``: last year's."""
        totals, last = (
            {o.indicator: o for o in (one.observations if one else ()) if not o.cell}
            for one in (town, before)
        )
        gaps = {gap.indicator: gap for gap in town.gaps}
        ledgers = Ledgers(town.indicators, totals, gaps, read=True, before=last)
        return cls(ledgers, lexicon, town.area.key, town.year, town.cutoff, secrets)

    @classmethod
    def nothing(cls, indicators: Mapping[str, Indicator], year: int | None = None) -> Against:
        """Return what a document without ledgers is held against: itself."""
        return cls(Ledgers(indicators), Lexicon(indicators), year=year)


def verify(document: Document, against: Against, previous: Document | None = None) -> Verified:
    """Judge every figure of a document, and remark on what else cannot be right.

    ``previous``: last year's report.
    """
    private = tuple(private_remarks(document, against.secrets))
    year = against.year or stated_year(document)
    figures = [f for f in find_figures(document, year) if not _within(f, private)]
    matches = Matcher(against.lexicon, against.ledgers.totals, year).match(figures)
    found = list(zip(figures, matches, strict=True))
    wrong = doubts(found, against.ledgers.indicators)
    remarks = _remarks(document, found, year, against.cutoff, previous)
    return Verified(
        document=document,
        town=against.town,
        year=year,
        judged=tuple(
            judged(figure, match, against.ledgers, tuple(wrong.get(n, ())))
            for n, (figure, match) in enumerate(found)
        ),
        remarks=tuple(sorted((*private, *remarks), key=lambda r: (r.start, r.end))),
    )


def _within(figure: Figure, private: Sequence[Remark]) -> bool:
    return any(figure.start < r.end and r.start < figure.end for r in private)


def _remarks(
    document: Document,
    found: Sequence[tuple[Figure, Match]],
    year: int | None,
    cutoff: date | None,
    previous: Document | None,
) -> Iterator[Remark]:
    every = list(sentences(document))
    figures = [figure for figure, _ in found]
    yield from unfilled(every, figures)
    if year:
        yield from odd_years(every, year, cutoff or date(year, 12, 31))
    if previous:
        yield from repeated(every, list(sentences(previous)), figures)
    yield from _rates(found)
    yield from _missing_parts(every)


def _rates(found: Sequence[tuple[Figure, Match]]) -> Iterator[Remark]:
    count, full = all_hundred(found)
    if full >= _RATES:
        says = f"{count}项比率中有{full}项写为100%，请核对分子、分母的统计口径；如属实，可不处理。"
        yield Remark(0, 0, "100%较多", says, note=True)


def _missing_parts(every: Sequence[Sentence]) -> Iterator[Remark]:
    headings = list(dict.fromkeys(heading for one in every for heading in one.section))
    if len(headings) >= _REPORT:
        for finding in check_parts(headings):
            yield Remark(0, 0, finding.title, f"{finding.says}{finding.remedy}", note=True)
