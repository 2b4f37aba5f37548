"""Figures of reports read after the declarations were written: from sheets to a person's count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from breadth_fresh import BESIDE, EXPECTED, REGISTERS, SENTENCES, STATE
from workbooks import read, save, values

from analysis.findings import Severity
from analysis.indicators import INDICATORS
from analysis.intake.found import Intake

Figures = dict[str, Decimal]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read 松坪镇."""
    folder = tmp_path_factory.mktemp("松坪镇")
    for name, (_, rows) in REGISTERS.items():
        save(folder / f"{name}.xlsx", {name: rows})
    rows = [["项目", "数量", "截止日期"], *([item, n, "2023-12-31"] for item, n in STATE.items())]
    save(folder / "基本情况.xlsx", {"基本情况": rows})
    return read(folder)


@pytest.fixture(scope="module")
def counted(town: Intake) -> Figures:
    """Compute what the sheets give."""
    return values(town)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_sheet_is_known_for_its_ledger(name: str, town: Intake) -> None:
    """Each sheet is the ledger that it is, and every row of it is read."""
    ledger, rows = REGISTERS[name]
    assert [t.ledger for t in town.tables if t.file == f"{name}.xlsx"] == [ledger]
    assert (town.frames[ledger]["_file"] == f"{name}.xlsx").sum() == len(rows) - 1


def test_nothing_is_refused_and_no_spelling_asked_about(town: Intake) -> None:
    """What clerks write is known: no 错误, and no spelling that they would be asked about."""
    asked = [f for f in town.findings if f.severity is Severity.ERROR or f.code.startswith("C")]
    assert [f"{f.place} {f.says}" for f in asked] == []


@pytest.mark.parametrize("name", [*EXPECTED, *BESIDE])
def test_the_sheets_give_the_figure_counted_by_hand(name: str, counted: Figures) -> None:
    """Every figure is what a person counts on the sheets."""
    assert round(counted[name], 1) == Decimal({**EXPECTED, **BESIDE}[name])


@pytest.mark.parametrize(
    ("sentence", "phrase", "name"), SENTENCES, ids=[f"{s[2]}-{s[1]}" for s in SENTENCES]
)
def test_words_of_sentences_are_declared(sentence: str, phrase: str, name: str) -> None:
    """The words that name the figure in a report's sentence are phrases of the indicator."""
    assert phrase in sentence
    assert phrase in INDICATORS[name].phrases
