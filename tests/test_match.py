"""Figures of invented sentences are matched to the right indicator, or left to be checked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from matched import SURE, UNSURE

from analysis.documents.model import Document, Paragraph
from analysis.indicators import INDICATORS
from analysis.verify.find import find_figures
from analysis.verify.lexicon import Lexicon
from analysis.verify.match import Matcher
from analysis.verify.model import Figure

LEXICON = Lexicon(INDICATORS)


def figures_of(text: str) -> list[Figure]:
    """Return the figures of a sentence, under the heading before ``｜``."""
    paragraphs = tuple(Paragraph(line) for line in text.split("｜"))
    return find_figures(Document("样本", paragraphs))


def matched(
    text: str, valued: frozenset[str] = frozenset()
) -> list[tuple[Decimal | None, str, str | None]]:
    """Return value, measure word and indicator of each figure of a sentence."""
    figures = figures_of(text)
    matches = Matcher(LEXICON, valued).match(figures)
    return [(f.value, f.unit, m.indicator) for f, m in zip(figures, matches, strict=True)]


@pytest.mark.parametrize("line", SURE)
def test_a_figure_is_matched(line: str) -> None:
    """Each figure of a sentence is told to be a value of the indicator that its words name."""
    text, _, wanted = line.partition(" -> ")
    expected = [
        (Decimal(number), unit.strip("-"), name)
        for number, unit, name in (one.split() for one in wanted.split("; "))
    ]
    assert matched(text) == expected


@pytest.mark.parametrize("text", UNSURE)
def test_what_is_not_certain_is_left(text: str) -> None:
    """What was only helped with, compared, or is no indicator at all is never told to be one."""
    found = matched(text)
    assert found
    assert [name for _, _, name in found if name] == []
