"""How well `fazhi verify` finds and matches the figures of reports that it was not made for.

Reads a folder of labelled reports (`reports/README.md`) and prints one line of JSON: the share of
the figures found with right value and unit, of those called counts that are counts, of the figures
with an indicator that were matched to it, and of all matches those to a wrong one; `--wrong` lists these.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from analysis.documents.model import Document, Paragraph
from analysis.indicators import INDICATORS
from analysis.verify.finding.find import find_figures
from analysis.verify.judging.years import stated_year
from analysis.verify.matching.lexicon import Lexicon
from analysis.verify.matching.match import Matcher
from analysis.verify.model import Figure, Match

REPORTS = Path(__file__).with_name("reports")
DONE = {"count", "rate"}


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


def measure(folder: Path, *, wrong: bool) -> dict[str, float]:
    """Return the shares over all reports of a folder, and how many figures they are of."""
    lexicon = Lexicon(INDICATORS)
    figures = right = called = counts = known = matched = told = misses = 0
    for path in sorted(folder.glob("*.txt")):
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        document = Document(path.name, tuple(map(Paragraph, lines)))
        year = stated_year(document)
        some = find_figures(document, year)
        found = list(zip(some, Matcher(lexicon, year=year).match(some), strict=True))
        for label, figure, match in paired(
            list(labels(document.text, path.with_suffix(".csv"))), found
        ):
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
            if name and figure and not (label and label.kind in DONE and label.allows(name)):
                misses += 1
                if wrong:
                    said = document.text[max(0, figure.start - 20) : figure.end].replace("\n", " ")
                    meant = "|".join(label.indicators) if label else "no figure"
                    print(f"{path.stem} {said}: {name}, not {meant}")
    return {
        "figures": figures,
        "found": round(right / figures, 3),
        "counts_are_counts": round(counts / called, 3),
        "matched": round(matched / known, 3),
        "wrong_of_matches": round(misses / told, 3),
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, default=REPORTS)
    options.add_argument("--wrong", action="store_true", help="list what is matched wrongly")
    chosen = options.parse_args()
    print(json.dumps(measure(chosen.folder, wrong=chosen.wrong)))
