"""The page ``verify.html``: a written report with each of its figures marked as it was judged.

One file that fetches nothing. All that it says stands in its text and tables; its script shows the
same nodes beside the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from analysis.documents.model import Document
from analysis.indicators.model import Indicator
from analysis.verify.model import VERDICTS, Remark, Verdict, Verified
from analysis.verify.outputs.page_rows import PROBLEMS, Row, Teller
from analysis.verify.outputs.page_text import Run, runs_of
from analysis.verify.outputs.templating import setting, template
from analysis.verify.outputs.veil import Veil, veil_of

_WORST: Final[tuple[Verdict, ...]] = (
    *PROBLEMS,
    *(verdict for verdict in VERDICTS if verdict not in {*PROBLEMS, "agree"}),
    "agree",
)
"""Which verdict a place in the text wears that two figures share."""
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as it is shown.

    ``tag``: p, td for a cell, or a heading below the page's own; ``place``: where it differs from
    the line before.
    """

    id: str
    tag: str
    level: int
    place: str
    indented: bool
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a run with figures wears: the worst verdict of them all; ``words``: each of theirs."""

    verdict: Verdict
    words: str
    problem: bool
    doubt: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A remark as it is listed. ``quote``: the words that it is about; ``shown``: they are marked."""

    number: int
    title: str
    says: str
    quote: str
    where: str
    shown: bool


def verify_page(verified: Verified, indicators: Mapping[str, Indicator]) -> str:
    """Return the page of a verified document: the same bytes for the same document.

    What a private remark marks is on no place of the page.
    """
    veil, document = veil_of(verified), verified.document
    teller = Teller(document, veil, indicators)
    rows = [teller.row(number, judged) for number, judged in enumerate(verified.judged, start=1)]
    runs = runs_of(
        document,
        veil,
        [(j.figure.start, j.figure.end) for j in verified.judged],
        [(remark.start, remark.end) for remark in verified.remarks],
    )
    return template("verify.html.j2").render(
        name=veil.hide(document.name),
        town=veil.hide(verified.town), year=verified.year, aside=veil.hide(document.aside),
        counts=_counts(rows),
        problems=sum(row.problem for row in rows),
        blocks=_blocks(_lines(document, runs, veil)),
        rows=rows,
        anchors=_anchors(runs),
        notes=list(_notes(verified, runs, veil)),
        named=teller.named,
        mark_of=lambda run: _mark(run, rows),
        **setting(),
    )  # fmt: skip


def _counts(rows: Iterable[Row]) -> list[tuple[Verdict, str, int]]:
    """Return how many figures were judged so, in the order of ``VERDICTS``, without zeros."""
    found = Counter(row.verdict for row in rows)
    return [(verdict, word, found[verdict]) for verdict, word in VERDICTS.items() if found[verdict]]


def _mark(run: Run, rows: Sequence[Row]) -> Mark:
    own = [rows[number - 1] for number in run.figures]
    return Mark(
        verdict=min((row.verdict for row in own), key=_WORST.index),
        words="、".join(dict.fromkeys(row.word for row in own)),
        problem=any(row.problem for row in own),
        doubt=any(row.doubts for row in own),
    )


def _lines(document: Document, runs: Iterable[Sequence[Run]], veil: Veil) -> Iterator[Line]:
    """Yield the paragraphs that hold more than spaces; headings go down by single steps."""
    depth, place = 2, ""
    for index, (paragraph, own) in enumerate(zip(document.paragraphs, runs, strict=True)):
        text = paragraph.text
        if not text.strip():
            continue
        heading = paragraph.level > 0 and not paragraph.in_table
        if heading:
            depth = min(paragraph.level + 2, depth + 1, _DEEPEST)
        yield Line(
            id=f"p{index}",
            tag=f"h{depth}" if heading else "td" if paragraph.in_table else "p",
            level=paragraph.level,
            place=veil.hide(paragraph.place) if paragraph.place != place else "",
            indented=not text[0].isspace(),  # else the writer did it with spaces
            runs=own,
        )
        place = paragraph.place


def _blocks(lines: Iterable[Line]) -> list[tuple[bool, list[Line]]]:
    """Return neighbouring cells together: (whether they are cells, the lines)."""
    return [(cells, list(group)) for cells, group in groupby(lines, lambda one: one.tag == "td")]


def _anchors(runs: Iterable[Iterable[Run]]) -> dict[int, str]:
    """Return where each figure's text begins."""
    anchors: dict[int, str] = {}
    for run in (run for paragraph in runs for run in paragraph):
        for figure in run.figures:
            anchors.setdefault(figure, f"t{run.number}")
    return anchors


def _notes(verified: Verified, runs: Iterable[Iterable[Run]], veil: Veil) -> Iterator[Note]:
    shown = {number for paragraph in runs for run in paragraph for number in run.notes}
    for number, remark in enumerate(verified.remarks, start=1):
        yield Note(
            number=number,
            title=veil.hide(remark.title),
            says=veil.hide(remark.says),
            quote=veil.shown(*veil.widen(remark.start, remark.end)),
            where=veil.hide(_place(verified.document, remark)),
            shown=number in shown,
        )


def _place(document: Document, remark: Remark) -> str:
    if not document.paragraphs:
        return ""
    return document.paragraphs[document.at(max(remark.start, 0))[0]].place
