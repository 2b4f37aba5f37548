"""A document's text cut into runs, so that figures and remarks may lie in and over each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.documents.model import Document
from analysis.verify.outputs.veil import Veil

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text that wears one look: with the dots of a remark or without."""

    text: str
    remarked: bool


@dataclass(slots=True)
class Run:
    """Neighbouring bits that belong to the same figures.

    - ``number``: of all runs with figures, from 1; 0 for one without.
    - ``figures``: their numbers from 1; several share a span such as 均达100%; none: plain text.
    - ``notes``: numbers of the remarks that end with this run.
    """

    number: int
    figures: tuple[int, ...]
    bits: list[Bit] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What the run shows."""
        return "".join(bit.text for bit in self.bits)


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    figures: tuple[int, ...]
    remarks: tuple[int, ...]


def runs_of(document: Document, veil: Veil, figures: Spans, remarks: Spans) -> list[list[Run]]:
    """Return the runs of each paragraph: put together they show its text, all of it, once."""
    bounds = [
        (s, s + len(p.text)) for s, p in zip(document.starts, document.paragraphs, strict=True)
    ]
    atoms = list(_atoms(bounds, veil, figures, remarks))
    last = {number: atom for atom in atoms for number in atom.remarks}
    ends = defaultdict(list)
    for number, atom in sorted(last.items()):
        ends[atom.start].append(number)
    builder = _Builder(veil, ends)
    starts = [atom.start for atom in atoms]
    return [
        builder.runs(atoms[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in bounds
    ]


@dataclass
class _Builder:
    """Joins atoms to runs. ``ends``: where the last atom of a remark begins → its number."""

    veil: Veil
    ends: dict[int, list[int]]
    count: int = 0

    def runs(self, atoms: Iterable[_Atom]) -> list[Run]:
        """Return the runs of one paragraph."""
        runs: list[Run] = []
        for atom in atoms:
            if not runs or runs[-1].figures != atom.figures or _is_over(runs[-1]):
                runs.append(Run(self._number(atom), atom.figures))
            shown = self.veil.shown(atom.start, atom.end)
            runs[-1].bits.append(Bit(shown, bool(atom.remarks)))
            runs[-1].notes += self.ends.get(atom.start, [])
        return runs

    def _number(self, atom: _Atom) -> int:
        self.count += bool(atom.figures)
        return self.count if atom.figures else 0


def _is_over(run: Run) -> bool:
    """Whether a note comes after a plain run, so that the text behind it is another one."""
    return bool(run.notes) and not run.figures


def _atoms(bounds: Spans, veil: Veil, figures: Spans, remarks: Spans) -> Iterator[_Atom]:
    """Yield the text between any two places where something begins or ends, paragraph marks out."""
    size = len(veil.text)
    opens: dict[int, list[int]] = defaultdict(list)
    closes: dict[int, list[int]] = defaultdict(list)
    for sign, spans in ((1, figures), (-1, remarks)):  # a remark's number is below 0
        for number, span in enumerate(spans, start=1):
            start, end = veil.widen(max(span[0], 0), min(span[1], size))
            if start < end:
                opens[start].append(sign * number)
                closes[end].append(sign * number)
    cuts = {place for span in (*bounds, *veil.stretches) for place in span}
    paragraphs = {start for start, end in bounds if start < end}
    marks = {end for _, end in bounds}
    active: set[int] = set()
    inside = False
    for start, end in pairwise(sorted(cuts.union(opens, closes))):
        active.difference_update(closes.get(start, ()))
        active.update(opens.get(start, ()))
        inside = start in paragraphs or (inside and start not in marks)
        if inside:
            yield _atom(start, end, active)


def _atom(start: int, end: int, active: set[int]) -> _Atom:
    figures = tuple(sorted(number for number in active if number > 0))
    remarks = tuple(sorted(-number for number in active if number < 0))
    return _Atom(start, end, figures, remarks)
