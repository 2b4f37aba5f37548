"""The review panel: what a reviewer has to look at, read from the figures that the page prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import executed as make
import pytest
from executed_report import report
from hypothesis import given
from hypothesis import strategies as st

from analysis.findings import CORRECTED
from analysis.render.document.annex import Entry, Place
from analysis.render.document.panel import Panel, jump_of, panel_of
from analysis.render.page.html import document_of

NARRATIVE, CARDS = Place("第1.1段", "p-1-1"), Place("概览", "cards-1")


def entry(name: str, value: str, unit: str = "件", *places: Place, **more: Any) -> Entry:
    """Make an annex entry that the page prints at ``places``."""
    figure = make.figure(name, name, value, unit, **more)[name]
    return Entry(figure, places)


def rate(value: str = "90") -> Entry:
    """Make a rate of a.part over a.whole that a paragraph prints."""
    halves = {
        "numerator": {"indicator": "a.part", "title": "部分", "text": "9件"},
        "denominator": {"indicator": "a.whole", "title": "总数", "text": "10件"},
    }
    return entry("a.rate", value, "%", NARRATIVE, halves=halves, parts=[])


def panel(*entries: Entry, **block: Any) -> Panel:
    """Return the panel of a review block with nothing to say but ``block``."""
    return panel_of({"items": [], **block}, entries)


@pytest.mark.parametrize(
    ("part", "whole", "unsaid"),
    [
        (NARRATIVE, NARRATIVE, ()),
        (NARRATIVE, CARDS, ("分母",)),
        (None, NARRATIVE, ("分子",)),
        (CARDS, None, ("分子", "分母")),
    ],
)
def test_a_rate_without_its_halves_is_named(
    part: Place | None, whole: Place | None, unsaid: tuple[str, ...]
) -> None:
    """A half counts as said only where a paragraph prints it: a card or the annex do not do."""
    halves = [
        entry("a.part", "9", "件", *([part] if part else [])),
        entry("a.whole", "10", "件", *([whole] if whole else [])),
    ]
    (found,) = panel(rate(), *halves).rates
    assert found.unsaid == unsaid
    assert not found.full


def test_a_rate_of_100_is_told_in_the_table_and_not_twice() -> None:
    """100 % is marked beside both halves; the findings that say the same are not repeated."""
    items = [{"code": "W406", "level": "提示", "where": "指标 › a.rate", "text": "比率为100%"}]
    found = panel(rate("100"), items=items)
    assert found.full_rates == 1
    (row,) = found.rates_table["rows"]
    assert row[-1]["text"].startswith("为100%")
    assert found.findings == ()
    assert [cell["text"] for cell in row[2:4]] == ["部分 9件", "总数 10件"]


def test_corrections_have_a_list_of_their_own() -> None:
    """A line of 更正.xlsx that was applied is told as a correction, not as something to mend."""
    applied = {"code": CORRECTED, "level": "提示", "where": "甲.xlsx › 1月 › C5", "text": "已改"}
    other = {"code": "W404", "level": "警告", "where": "乙.xlsx", "text": "合计不符"}
    found = panel(items=[applied, other])
    assert (found.corrections, found.findings) == ((applied,), (other,))


@pytest.mark.parametrize(
    ("now", "then", "unit", "size"),
    [
        ("130", "100", "件", "30"),
        ("129", "100", "件", None),
        ("70", "100", "件", "30"),
        ("4", "1", "件", None),  # three more are no jump
        ("9", "0", "件", "1000"),  # from nothing: before all others
        ("95", "90", "%", "5"),
        ("94", "90", "%", None),
    ],
)
def test_a_jump_is_large_and_not_only_a_large_share(
    now: str, then: str, unit: str, size: str | None
) -> None:
    """30 % and five cases make a jump of a number, five points one of a rate."""
    figure = entry("a.b", now, unit, last_year={"value": then, "text": then, "change": ""}).figure
    assert jump_of(figure) == (None if size is None else Decimal(size))


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from(["件", "%"]))
def test_no_figure_jumps_from_itself(now: int, then: int, unit: str) -> None:
    """A figure that is last year's is no jump; one that jumps up jumps down on the way back."""

    def size(one: int, other: int) -> Decimal | None:
        last = {"value": str(other), "text": "", "change": ""}
        return jump_of(entry("a.b", str(one), unit, last_year=last).figure)

    assert size(now, now) is None
    if unit == "%":
        assert size(now, then) == size(then, now)


def test_jumps_come_with_the_farthest_first() -> None:
    """The reviewer reads the greatest change first, with both years' figures."""
    last = {"value": "100", "text": "100件", "change": "比上年增加"}
    near = entry("a.near", "140", "件", NARRATIVE, last_year=last)
    far = entry("a.far", "300", "件", NARRATIVE, last_year=last)
    rows = panel(near, far).jumps_table["rows"]
    assert [row[0]["text"] for row in rows] == ["a.far", "a.near"]
    assert [cell["text"] for cell in rows[0][1:3]] == ["300件", "100件"]


def test_only_figures_that_the_page_prints_are_spoken_of() -> None:
    """A figure that stands in the annex only, as the half of a rate, is no remark."""
    unseen = entry("a.unseen", "7", "件")
    changed = entry("a.changed", "7", "件", Place("审核", "review"))
    seen = entry("a.seen", "7", "件", CARDS)
    found = panel(unseen, changed, seen)
    assert [figure["indicator"] for figure in found.without_last] == ["a.seen"]
    assert found.checked == 1


def test_a_second_ledger_that_differs_is_named() -> None:
    """Figures that two ledgers give are counted as agreeing or named as differing."""
    other = {"rule": "报表", "value": "8", "text": "8件", "source": None}
    agree = entry("a.agree", "8", "件", CARDS, reconciled=[{**other, "agrees": True}])
    differ = entry("a.differ", "9", "件", CARDS, reconciled=[{**other, "agrees": False}])
    found = panel(agree, differ)
    assert found.agreed == 1
    assert [figure["indicator"] for figure in found.differing] == ["a.differ"]


def test_changes_since_the_last_version_are_a_table() -> None:
    """Each change shows the figure before and now; without a base there is nothing to compare."""
    change = {
        "indicator": "a.b",
        "title": "甲",
        "before": "3件",
        "after": "4件",
        "change": "增加1件",
    }
    found = panel(changes=[change], base={"number": 1, "date": "2024年1月9日"})
    assert [cell["text"] for cell in found.changes_table["rows"][0]] == [
        "甲",
        "3件",
        "4件",
        "增加1件",
    ]
    assert panel().base is None


def test_the_panel_is_for_the_reviewer_only() -> None:
    """The public page has no panel, nor has a notebook without a review cell."""
    assert document_of(report(), "report").panel is not None
    assert document_of(report(edition="public"), "report").panel is None
    bare = make.notebook(make.title(), make.paragraph("无"))
    assert document_of(bare, "report").panel is None
