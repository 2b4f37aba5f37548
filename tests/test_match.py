"""Figures of invented sentences are matched to the right indicator, or left to be checked by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from importlib.resources import files

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from matched import SURE, UNSURE

from analysis.documents.model import Document, Paragraph
from analysis.indicators import INDICATORS
from analysis.indicators.model import Observation
from analysis.verify.agreement import chance
from analysis.verify.finding.find import find_figures
from analysis.verify.matching.lexicon import Lexicon
from analysis.verify.matching.match import Matcher
from analysis.verify.matching.measures import likeness
from analysis.verify.model import Figure

LEXICON = Lexicon(INDICATORS)


def figures_of(text: str) -> list[Figure]:
    """Return the figures of a sentence, under the heading before ``｜``."""
    paragraphs = tuple(Paragraph(line) for line in text.split("｜"))
    return find_figures(Document("样本", paragraphs))


def matched(
    text: str, values: dict[str, int] | None = None
) -> list[tuple[Decimal | None, str, str | None]]:
    """Return value, measure word and indicator of each figure of a sentence.

    ``values``: what the ledgers give, by indicator.
    """
    figures = figures_of(text)
    matches = Matcher(LEXICON, totals(values or {})).match(figures)
    return [(f.value, f.unit, m.indicator) for f, m in zip(figures, matches, strict=True)]


def totals(values: dict[str, int]) -> dict[str, Observation]:
    """Return values of the ledgers."""
    return {
        name: Observation(indicator=name, area="样本镇", year=2023, cell=(), value=Decimal(value))
        for name, value in values.items()
    }


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


def test_of_nearly_equal_ones_that_with_a_value_is_preferred() -> None:
    """Of two ways that visitors are counted the one that the ledgers give is meant."""
    text = "全年接待来访群众90人次。"
    near = Matcher(LEXICON).match(figures_of(text))[0].near
    assert {"visits.received", "petitions.visitors"} <= set(near)
    for name in ("visits.received", "petitions.visitors"):
        assert matched(text, {name: 91})[0][2] == name


def test_what_has_grown_is_this_years_figure() -> None:
    """Of two figures from which and to which it grew, only the second is the indicator's value."""
    assert [name for _, _, name in matched("法律明白人由33名增至44名。")] == [
        None,
        "people.legal_guides",
    ]


def test_since_a_year_is_more_only_in_a_later_report() -> None:
    """What 2023年以来 was done is the value of 2023, and no value of 2024."""
    figures = figures_of("2023年以来，共排查矛盾纠纷127件。")
    told = [Matcher(LEXICON, year=year).match(figures)[0].indicator for year in (2023, 2024)]
    assert told == ["disputes.screened", None]


def test_what_several_years_gave_ends_where_this_year_begins() -> None:
    """近三年来 holds to the end of a sentence, unless 今年 is said after it."""
    assert matched("近三年来稳步推进，共排查矛盾纠纷127件。")[0][2] is None
    text = "近三年来稳步推进，今年共排查矛盾纠纷127件。"
    assert matched(text)[0][2] == "disputes.screened"


def test_a_heading_of_what_was_mended_is_none_of_what_lacks() -> None:
    """Under 存在的问题 no figure is the year's value; under 问题整改情况 it is."""
    for heading, name in (("存在的问题", None), ("问题整改情况", "disputes.screened")):
        assert matched(f"一、{heading}｜全年共排查矛盾纠纷127件。")[0][2] == name


def test_how_often_is_told_of_indicators_that_are_declared() -> None:
    """Every line of the list of what towns print names an indicator, more than nothing of them all."""
    listed = files("analysis.verify.matching").joinpath("often.csv").read_text(encoding="utf-8")
    names = [line.partition(",")[0] for line in listed.splitlines()[1:]]
    assert set(names) <= set(INDICATORS)
    assert len(set(names)) == len(names) > 500


def test_the_last_of_a_list_is_not_the_whole() -> None:
    """A number after a list counts all of it, not what its last item is called."""
    text = "围绕习近平法治思想、宪法、民法典开展专题学习8次。"
    assert matched(text)[0][2] != "study.civil_code"
    assert matched("开展民法典专题学习8次。")[0][2] == "study.civil_code"


def test_of_what_words_do_not_tell_apart_that_which_agrees_is_meant() -> None:
    """A figure that may be one of several is the one whose value in the ledgers it agrees with."""
    text = "办结45件。"
    both = {"petitions.closed": 45, "enforcement.cases_closed": 37}
    assert matched(text)[0][2] is None
    assert matched(text, both)[0][2] == "petitions.closed"
    assert Matcher(LEXICON, totals(both)).match(figures_of(text))[0].by_value
    swapped = dict(zip(both, reversed(both.values()), strict=True))
    assert matched(text, swapped)[0][2] == "enforcement.cases_closed"


def test_of_several_that_agree_one_is_taken() -> None:
    """Where all that may be meant have the printed value, the figure is right whichever is."""
    both = {"petitions.closed": 45, "enforcement.cases_closed": 45}
    assert matched("办结45件。", both)[0][2] in both
    assert matched("办结45件。", dict.fromkeys(both, 46))[0][2] is None


def test_what_lacks_may_agree() -> None:
    """Under 存在的问题 a figure is no value of the year, unless it is just what the ledgers give."""
    text = "一、存在的问题｜全镇持有行政执法证的仅16人。"
    assert matched(text)[0][2] is matched(text, {"enforcement.certified": 17})[0][2] is None
    (told,) = Matcher(LEXICON, totals({"enforcement.certified": 16})).match(figures_of(text))
    assert (told.indicator, told.by_value) == ("enforcement.certified", True)


def test_a_value_that_differs_changes_nothing() -> None:
    """What the words name is held against the ledgers, though they differ: that is what is sought."""
    (match,) = Matcher(LEXICON, totals({"mediation.settled": 41})).match(
        figures_of("调解成功矛盾纠纷36件。")
    )
    assert (match.indicator, match.by_value) == ("mediation.settled", False)


@given(
    st.integers(1, 10**7),
    st.integers(1, 10**7),
    st.sampled_from(["余", "多"]),
)
def test_a_larger_number_tells_more(one: int, other: int, qualifier: str) -> None:
    """It is likelier that a small number agrees by chance than that a larger one does."""
    low, high = sorted((one, other))
    of_low, of_high = (chance(figures_of(f"排查纠纷{n}件。")[0]) for n in (low, high))
    assert 0 < of_high <= of_low < 1
    (rough,) = figures_of(f"排查纠纷{one}{qualifier}件。")
    assert 0 < chance(figures_of(f"排查纠纷{one}件。")[0]) <= chance(rough) <= 1


def test_a_bound_agrees_with_anything() -> None:
    """50件以上 and 100 % tell little or nothing of what they are values of; a 1 and none little."""
    assert chance(figures_of("排查纠纷50件以上。")[0]) == 1
    assert round(1 / chance(figures_of("排查纠纷1件。")[0])) == 13
    assert (
        chance(figures_of("无一起纠纷发生。")[0]) > chance(figures_of("排查纠纷37件。")[0]) == 0.01
    )
    assert chance(figures_of("调解成功率100%。")[0]) > 0.5 > chance(figures_of("成功率98.2%。")[0])


def test_a_value_alone_makes_no_match() -> None:
    """What the words do not name stays uncertain, though all the ledgers' values agree."""
    for text in ("新修通组公路15公里。", "种植红薯15亩。"):
        assert matched(text, dict.fromkeys(INDICATORS, 15))[0][2] is None, text


def test_what_is_said_of_the_figure_before_holds_within_a_heading() -> None:
    """A bare rate is that of the figures before; under another heading it is nobody's."""
    assert matched("受理信访件120件，办结率100%。")[1][2] == "petitions.completion_rate"
    assert matched("一、信访｜受理信访件120件。｜二、其他｜办结率100%。")[1][2] is None


@pytest.mark.parametrize(
    ("printed", "declared"),
    [("件", "件"), ("起", "件"), ("名", "人"), ("人次", "人"), ("期", "场次"), ("元", "万元")],
)
def test_measure_words_agree(printed: str, declared: str) -> None:
    """A case is 件 or 起, an event 场 or 期, whichever of them is printed."""
    assert likeness(printed, declared) == likeness(declared, printed) > 0.5


@pytest.mark.parametrize(("printed", "declared"), [("%", "件"), ("公里", "次"), ("人", "件")])
def test_other_measure_words_never_agree(printed: str, declared: str) -> None:
    """Persons are no cases, and a rate is no count."""
    assert likeness(printed, declared) == likeness(declared, printed) == 0


def test_reports_that_nothing_was_made_from_are_told() -> None:
    """Of the labelled reports of the benchmark no fewer figures are found and matched than before."""
    command = [sys.executable, str(PROJECT / "benchmarks" / "verify.py")]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    alone, agree, differ = map(json.loads, ended.stdout.splitlines())
    for told in (alone, agree, differ):
        assert told["figures"] > 1500
        assert min(told["found"], told["counts_are_counts"]) > 0.98
    assert alone["matched"] > 0.7
    assert alone["wrong_of_matches"] < 0.065
    assert agree["agree"] > 0.91
    assert differ["differ"] > 0.7
    assert max(agree["differ"], differ["agree"]) < 0.02
