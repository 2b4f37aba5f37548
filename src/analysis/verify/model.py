"""What a written report says in figures, and what is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from analysis.documents.model import Document
from analysis.indicators.model import Part

Kind = Literal["count", "rate", "requirement", "plan", "missing"]
"""``count``: what was done or is there, measures and money among it; ``rate``: a percentage;
``requirement``: how much or how often something has to be; ``plan``: what is meant to be done;
``missing``: a place where the number was not filled in."""

DONE: Final[frozenset[Kind]] = frozenset({"count", "rate"})
"""What is held against the ledgers' values."""

Verdict = Literal["agree", "differ", "no-data", "requirement", "plan", "contradiction", "unsure"]

VERDICTS: dict[Verdict, str] = {
    "agree": "相符",
    "differ": "不符",
    "contradiction": "有矛盾",
    "unsure": "待核",
    "no-data": "无数据",
    "requirement": "要求",
    "plan": "计划",
}
"""Verdict → how readers are told, those to be mended first but for the first."""


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where in the text of a document."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it is printed.

    - ``text``: with qualifier and unit, ``document.text[start:end]``.
    - ``value``: 万 and 亿 multiplied out, but for 万元 and 亿元, which are units; None where the
      number is missing. ``upper``: the end of a range.
    - ``qualifier``: 余, 近, 以上, 不少于 ...: the value is not meant exactly.
    - ``before`` and ``after``: the words that tell what is counted, around the number, of its own
      clause; ``tail``: where it is an item of a list, what the clause says after the last one;
      ``lead``: the clauses of the sentence before it.
    - ``section``: the headings that it stands under, from the outermost.
    - ``times``: of a frequency, how many periods a year has (每季度 4); None for all else.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str
    kind: Kind
    upper: Decimal | None = None
    qualifier: str = ""
    times: int | None = None
    before: str = ""
    after: str = ""
    tail: str = ""
    lead: str = ""
    sentence: Span = Span(0, 0)
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator that a figure is told to be a value of, and by what words.

    ``indicator``: None where it is not certain; ``near``: the candidates, best first; ``by_value``:
    the words alone were not enough, and the ledgers' value decided.
    """

    indicator: str | None = None
    words: str = ""
    near: tuple[str, ...] = ()
    by_value: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure and what is said of it.

    ``says``: one Chinese sentence, the reason of the verdict. ``expected``: what the ledgers give;
    ``sources``: the parts of that value and where each stands; ``doubts``: what is wrong with the
    figure in itself, a sentence each.
    """

    figure: Figure
    match: Match
    verdict: Verdict
    says: str
    expected: Decimal | None = None
    sources: Sequence[Part] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a text apart from its figures: a leftover year, last year's sentence.

    ``private``: it is personal data, and the text itself must not be repeated anywhere. ``note``: it
    is only to be known. A remark on the whole text starts and ends at 0.
    """

    start: int
    end: int
    title: str
    says: str
    private: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A document that was held against the ledgers of ``town`` in ``year``, or against itself.

    Without ledgers ``town`` is empty and ``year`` is the one that the text is about, if it says.
    """

    document: Document
    town: str = ""
    year: int | None = None
    judged: tuple[Judged, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether something differs, contradicts, or must not stand there."""
        bad = {"differ", "contradiction"}
        doubted = any(j.verdict in bad or j.doubts for j in self.judged)
        return doubted or any(not remark.note for remark in self.remarks)
