"""How well `fazhi verify` finds and matches the figures of reports that it was not made for.

Reads a folder of labelled reports (`reports/README.md`) and prints a line of JSON for each of three ways to
verify them: without ledgers; beside ledgers that give what the report says; beside ledgers that give something
else for each of its figures. Each line has the share of the figures found with right value and unit, of those
called counts that are counts, of the figures with an indicator that were matched to it, and of all matches
those to a wrong one; beside ledgers also how many of the figures with an indicator are told to agree, to
differ, or are left to be checked by hand. The ledgers are pretended: what a report does not say has the value
of another report, or one drawn from all of them. `--wrong` lists what is matched wrongly.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from analysis.documents.model import Document, Paragraph
from analysis.indicators import INDICATORS
from analysis.indicators.model import Observation
from analysis.verify.agreement import in_unit
from analysis.verify.finding.find import find_figures
from analysis.verify.judging.judge import Ledgers, judged
from analysis.verify.judging.years import stated_year
from analysis.verify.matching.lexicon import Lexicon
from analysis.verify.matching.match import Matcher
from analysis.verify.model import DONE, Figure, Match, Verdict

REPORTS = Path(__file__).with_name("reports")
GIVEN = 0.5  # of the indicators that no report prints


@dataclass(frozen=True, slots=True)
class Label:
    """What one figure is, and where it stands."""

    start: int
    printed: str
    value: Decimal
    unit: str
    kind: str
    indicators: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether it has an indicator, and the labeller did not hesitate."""
        return not any(name.startswith(("-", "?")) for name in self.indicators)

    def allows(self, indicator: str) -> bool:
        """Whether a match is right, or may be."""
        return indicator in {name.lstrip("?") for name in self.indicators}


def labels(text: str, path: Path) -> Iterator[Label]:
    """Yield the labels of a text; a figure that is shared by two names stands twice."""
    end, before = 0, ""
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            printed = row["printed"]
            start = text.find(printed, end)
            while start > 0 and printed[0].isdigit() and text[start - 1] in "0123456789.":
                start = text.find(printed, start + 1)
            if start < 0 and printed == before:
                start = end - len(printed)
            if start < 0:
                raise SystemExit(f"{path.name}: {printed} does not stand there in this order")
            end, before = start + len(printed), printed
            names = tuple(row["indicator"].split("|"))
            yield Label(start, printed, Decimal(row["value"]), row["unit"], row["kind"], names)


def paired(
    some: list[Label], found: list[tuple[Figure, Match]]
) -> Iterator[tuple[Label | None, Figure | None, Match]]:
    """Yield each label with the figure found there, and figures that no label is of."""
    free = list(found)
    for label in some:
        here = (
            one
            for one in free
            if one[0].start < label.start + len(label.printed) and label.start < one[0].end
        )
        if one := next(here, None):
            free.remove(one)
            yield label, *one
        else:
            yield label, None, Match()
    for figure, match in free:
        yield None, figure, match


@dataclass(frozen=True, slots=True)
class Report:
    """A labelled report, its figures as they are found."""

    document: Document
    year: int | None
    figures: list[Figure]
    labels: list[Label]

    @classmethod
    def read(cls, path: Path) -> Report:
        """Read a text and the labels beside it."""
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        document = Document(path.name, tuple(map(Paragraph, lines)))
        year = stated_year(document)
        some = list(labels(document.text, path.with_suffix(".csv")))
        return cls(document, year, find_figures(document, year), some)

    @property
    def values(self) -> dict[str, Decimal]:
        """What it says of each indicator, in the indicator's unit; the first where it says two."""
        found: dict[str, Decimal] = {}
        for label in self.labels:
            for name in label.indicators if label.kind in DONE and label.sure else ():
                found.setdefault(name, in_unit(label.value, label.unit, INDICATORS[name].unit))
        return found


def pretended(reports: Sequence[Report], number: int, *, same: bool) -> Ledgers:
    """Return ledgers that give what a report says, or of each of its figures something else."""
    chance = random.Random(number)  # noqa: S311 - invented values
    pool = defaultdict(list)
    for report in reports:
        for name, value in report.values.items():
            pool[INDICATORS[name].unit == "%"].append(value)
    given: dict[str, Decimal] = {
        name: chance.choice(pool[one.unit == "%"])
        for name, one in INDICATORS.items()
        if chance.random() < GIVEN
    }
    for other in reports:
        given |= other.values
    own = reports[number].values
    given |= own if same else {name: _changed(value, name) for name, value in own.items()}
    totals = {
        name: Observation(area="样本镇", year=2023, indicator=name, cell=(), value=value)
        for name, value in given.items()
    }
    return Ledgers(INDICATORS, totals, read=True)


def _changed(value: Decimal, name: str) -> Decimal:
    """Return a value that no way of printing the other one allows for."""
    return Decimal("61.7") if INDICATORS[name].unit == "%" else value * 3 + 7


def measure(
    reports: Sequence[Report], beside: Mapping[int, Ledgers] | None, *, wrong: bool
) -> dict[str, float]:
    """Return the shares over all reports, and how many figures they are of."""
    lexicon = Lexicon(INDICATORS)
    figures = right = called = counts = known = matched = told = misses = 0
    verdicts: Counter[Verdict] = Counter()
    for number, report in enumerate(reports):
        ledgers = beside[number] if beside else Ledgers(INDICATORS)
        matches = Matcher(lexicon, ledgers.totals, report.year).match(report.figures)
        found = list(zip(report.figures, matches, strict=True))
        for label, figure, match in paired(report.labels, found):
            done = figure is not None and figure.kind in DONE
            name = match.indicator if done else None
            figures += label is not None
            called += done
            counts += done and label is not None
            told += name is not None
            if label and figure:
                right += (figure.value, figure.unit) == (label.value, label.unit)
            if label and label.kind in DONE and label.sure:
                known += 1
                matched += name is not None and label.allows(name)
                verdicts[judged(figure, match, ledgers).verdict if figure else "unsure"] += 1
            if name and figure and not (label and label.kind in DONE and label.allows(name)):
                misses += 1
                if wrong:
                    whole = report.document.text
                    said = whole[max(0, figure.start - 20) : figure.end].replace("\n", " ")
                    meant = "|".join(label.indicators) if label else "no figure"
                    print(f"{report.document.name} {said}: {name}, not {meant}")
    shares = {
        "figures": figures,
        "found": round(right / figures, 3),
        "counts_are_counts": round(counts / called, 3),
        "matched": round(matched / known, 3),
        "wrong_of_matches": round(misses / told, 3),
    }
    some: tuple[Verdict, ...] = ("agree", "differ", "unsure") if beside else ()
    return shares | {verdict: round(verdicts[verdict] / known, 3) for verdict in some}


def ways(reports: Sequence[Report]) -> Iterator[tuple[str, Mapping[int, Ledgers] | None]]:
    """Yield each way to verify the reports, and what each report is held against."""
    yield "alone", None
    for name, same in (("ledgers_agree", True), ("ledgers_differ", False)):
        yield name, {n: pretended(reports, n, same=same) for n in range(len(reports))}


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=REPORTS)
    options.add_argument("--wrong", action="store_true", help="list what is matched wrongly")
    chosen = options.parse_args()
    every = [Report.read(path) for path in sorted(chosen.folder.glob("*.txt"))]
    for way, held in ways(every):
        print(json.dumps({"way": way} | measure(every, held, wrong=chosen.wrong)))
