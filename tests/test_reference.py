"""The pages made from the declarations: never stale, and nothing missing in them."""

from __future__ import annotations

import pytest
from conftest import PROJECT

from analysis.indicators import INDICATORS
from analysis.indicators import SUBJECTS as INDICATOR_SUBJECTS
from analysis.ledgers import LEDGERS
from analysis.ledgers import SUBJECTS as LEDGER_SUBJECTS
from analysis.ledgers.yearly import SUBJECTS as YEARLY
from analysis.reference import indicators_page, ledgers_page


@pytest.mark.parametrize(
    ("name", "page"), [("indicators", indicators_page), ("ledgers", ledgers_page)]
)
def test_the_pages_are_those_of_the_code(name: str, page: object) -> None:
    """docs/ holds what `python -m analysis.reference` writes today; run it when this fails."""
    assert callable(page)
    kept = (PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    assert kept == page(), "uv run python -m analysis.reference"


def test_every_indicator_has_its_line() -> None:
    """Each with its id, title, unit, a definition and its phrases; subjects are chapters.

    Yearly items are defined alike, once at the head of their chapter; their rates each.
    """
    rows = {
        row[1].strip("`"): row
        for line in indicators_page().splitlines()
        if line.startswith("| `")
        for row in [[cell.strip() for cell in line.split("|")]]
    }
    assert rows.keys() == INDICATORS.keys()
    yearly = {one.id for subject in YEARLY for one in INDICATOR_SUBJECTS[subject]}
    for name, indicator in INDICATORS.items():
        title, unit, *told = rows[name][2:-1]
        assert (title, unit) == (indicator.title, indicator.unit)
        if name in yearly:
            assert all(phrase in told[0] for phrase in indicator.phrases if phrase != title)
            assert not indicator.terms or indicator.note in told[0]
        else:
            assert told[0].endswith("。")
            assert told[-1] == "、".join(indicator.phrases)
    chapters = [line[3:] for line in indicators_page().splitlines() if line.startswith("## ")]
    assert chapters == list(INDICATOR_SUBJECTS)
    assert len(INDICATORS) >= 120


def test_every_ledger_has_its_chapter() -> None:
    """Each with its columns; a personal column says that it is read and not kept."""
    page = ledgers_page()
    chapters = [line[4:] for line in page.splitlines() if line.startswith("### ")]
    assert chapters == [ledger.title for ledger in LEDGERS.values()]
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(
        LEDGER_SUBJECTS
    )
    personal = sum(column.personal for ledger in LEDGERS.values() for column in ledger.columns)
    assert page.count("个人信息，只读不存") == personal
