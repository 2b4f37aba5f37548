"""Figures that reports of towns print, from sheets of an invented town to what a person counts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from breadth_reported import EXPECTED, REGISTERS, SENTENCES, STATE
from workbooks import read, save, total, values

from analysis.findings import Severity
from analysis.indicators import INDICATORS
from analysis.intake.found import Intake

Figures = dict[str, Decimal]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read 柳溪镇."""
    folder = tmp_path_factory.mktemp("柳溪镇")
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


def test_a_case_still_open_refuses_no_town(town: Intake) -> None:
    """A case not yet decided, reviewed, signed or accepted has no date, and that is no 错误."""
    assert [f.says for f in town.findings if f.severity is Severity.ERROR] == []


def test_spellings_are_known(town: Intake) -> None:
    """What clerks write for a kind of study, meeting, review or check is known: nothing is asked."""
    assert [f"{f.place} {f.says}" for f in town.findings if f.code.startswith("C")] == []


def test_what_is_still_open_is_told_of(town: Intake) -> None:
    """A figure counted by a date says how many rows had none yet."""
    for name in ("enforcement.penalties", "review.total", "contracts.signed"):
        assert [left.rows for left in total(town, name).left_out] == [1], name


@pytest.mark.parametrize("name", EXPECTED)
def test_the_sheets_give_the_figure_counted_by_hand(name: str, counted: Figures) -> None:
    """Every figure is what a person counts on the sheets."""
    assert round(counted[name], 1) == Decimal(EXPECTED[name])


@pytest.mark.parametrize(
    ("sentence", "phrase", "name"), SENTENCES, ids=[f"{s[2]}-{s[1]}" for s in SENTENCES]
)
def test_words_of_sentences_are_declared(sentence: str, phrase: str, name: str) -> None:
    """The words that name the figure in a report's sentence are phrases of the indicator."""
    assert phrase in sentence
    assert phrase in INDICATORS[name].phrases
