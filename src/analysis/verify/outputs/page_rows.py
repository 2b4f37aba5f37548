"""What a page says of each figure, in words: a row of the table, and the indicators it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from analysis.cells import Source
from analysis.documents.model import Document
from analysis.indicators.model import Indicator, Part, Ratio, Total
from analysis.report import wording
from analysis.values import format_number
from analysis.verify.model import VERDICTS, Judged, Verdict
from analysis.verify.outputs.veil import Veil

PROBLEMS: Final[tuple[Verdict, ...]] = ("differ", "contradiction", "unsure")
"""Verdicts that somebody has to look at; a figure with a doubt of its own is looked at as well."""

_AROUND: Final = 12  # characters beside a figure that tell which one it is
_PARTS: Final = 12
_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator that rows speak of. ``number``: its entry below the table, from 1."""

    number: int
    id: str
    title: str
    unit: str = ""
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Cells of one sheet: ``sheet`` with its file; per part its label, value and cells."""

    sheet: str
    parts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure of the table. ``before`` and ``after``: the text around it; ``more``: parts left out."""

    number: int
    text: str
    before: str
    after: str
    where: str
    verdict: Verdict
    says: str
    doubts: tuple[str, ...]
    expected: str
    indicator: Named | None
    words: str
    near: tuple[Named, ...]
    places: tuple[Place, ...]
    more: int

    @property
    def word(self) -> str:
        """The verdict as readers are told."""
        return VERDICTS[self.verdict]

    @property
    def problem(self) -> bool:
        """Whether somebody has to look at it."""
        return self.verdict in PROBLEMS or bool(self.doubts)


class Teller:
    """Puts judged figures into words; remembers the indicators that it spoke of, in order."""

    def __init__(self, document: Document, veil: Veil, indicators: Mapping[str, Indicator]) -> None:
        """Keep what the words are taken from."""
        self._document, self._veil, self._indicators = document, veil, indicators
        self._named: dict[str, Named] = {}

    @property
    def named(self) -> tuple[Named, ...]:
        """The indicators that were spoken of so far."""
        return tuple(self._named.values())

    def row(self, number: int, judged: Judged) -> Row:
        """Return the row of a figure."""
        figure, match, hide = judged.figure, judged.match, self._veil.hide
        before, text, after, where = self._around(figure.start, figure.end)
        near = match.near[:_NEAR] if match.indicator is None else ()
        return Row(
            number=number,
            text=text, before=before, after=after, where=where,
            verdict=judged.verdict,
            says=hide(judged.says),
            doubts=tuple(map(hide, judged.doubts)),
            expected=self._expected(judged),
            indicator=self._name(match.indicator) if match.indicator else None,
            words=hide(match.words),
            near=tuple(map(self._name, near)),
            places=tuple(self._places(judged.sources[:_PARTS])),
            more=len(judged.sources[_PARTS:]),
        )  # fmt: skip

    def _around(self, start: int, end: int) -> tuple[str, str, str, str]:
        """Return a figure's text with what stands before and behind it, and its place's name."""
        start, end = self._veil.widen(start, end)
        index, _ = self._document.at(max(start, 0)) if self._document.paragraphs else (0, 0)
        if not self._document.paragraphs:
            return "", "", "", ""
        paragraph, first = self._document.paragraphs[index], self._document.starts[index]
        last = first + len(paragraph.text)
        left, right = max(start - _AROUND, first), min(end + _AROUND, last)
        before, after = self._veil.shown(left, start), self._veil.shown(end, right)
        return (
            f"{'…' if left > first else ''}{before}",
            self._veil.shown(start, end),
            f"{after}{'…' if right < last else ''}",
            self._veil.hide(paragraph.place),
        )

    def _expected(self, judged: Judged) -> str:
        if judged.expected is None:
            return ""
        indicator = self._indicators.get(judged.match.indicator or "")
        if indicator:
            return wording.plain(indicator, judged.expected)
        return f"{_number(judged.expected)}{self._veil.hide(judged.figure.unit)}"

    def _places(self, parts: Sequence[Part]) -> Iterator[Place]:
        """Yield the parts by sheet, in their order; a file's name is said once."""
        hide = self._veil.hide
        for sheet, group in groupby(parts, lambda part: (part.source.file, part.source.sheet)):
            cells = (
                (hide(p.label), _number(p.value), hide(str(Source("", "", p.source.cells))))
                for p in group
            )
            yield Place(hide(str(Source(*sheet, ""))), tuple(cells))

    def _name(self, identifier: str) -> Named:
        if identifier not in self._named:
            number = len(self._named) + 1
            indicator = self._indicators.get(identifier)
            self._named[identifier] = (
                Named(number, identifier, indicator.title, indicator.unit, self._defined(indicator))
                if indicator
                else Named(number, identifier, identifier)
            )
        return self._named[identifier]

    def _defined(self, indicator: Indicator) -> tuple[str, ...]:
        """Return how an indicator is computed: each of its formulas, then what is to be known."""
        words = [self._formula(indicator, index) for index in range(len(indicator.formulas))]
        told = [words[0], *(f"没有以上台账时：{other}" for other in words[1:])]
        return tuple(dict.fromkeys([*told, indicator.note] if indicator.note else told))

    def _formula(self, indicator: Indicator, index: int) -> str:
        match indicator.formulas[index]:
            case Ratio(numerator, denominator) if not indicator.note:
                return f"{self._title(numerator)} ÷ {self._title(denominator)}。"
            case Total(indicators):
                return f"{' ＋ '.join(map(self._title, indicators))}。"
        return wording.definition(indicator, index)

    def _title(self, identifier: str) -> str:
        indicator = self._indicators.get(identifier)
        return indicator.title if indicator else identifier


def _number(value: Decimal) -> str:
    return format_number(value, 4)
