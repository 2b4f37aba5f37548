"""The government's own work, from sheets as clerks of an invented town keep them to figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from breadth_families import EXPECTED as FAMILIES
from breadth_families import KINDS_EXPECTED as KINDS
from breadth_fresh import EXPECTED as FRESH
from breadth_government import EXPECTED, MONTHLY, MONTHLY_EXPECTED, REGISTERS, SENTENCES, STATE
from breadth_reported import EXPECTED as REPORTED
from workbooks import read, save, values

from analysis.indicators import INDICATORS
from analysis.indicators.model import Latest, Ratio
from analysis.intake.found import Intake
from analysis.ledgers import LEDGERS

SUBJECTS = [
    "decisions", "documents", "contracts", "review", "reconsideration", "lawsuits", "advice",
    "petitions", "hotline", "backlog", "supervision", "proposals", "disclosure", "affairs",
    "business", "safety", "leadership", "enforcement",
]  # fmt: skip
OWN = sorted(
    name
    for name in INDICATORS
    if name.split(".")[0] in SUBJECTS
    and name not in {"enforcement.trained", *REPORTED, *FRESH, *FAMILIES, *KINDS}
)
Figures = dict[str, Decimal]


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read the registers."""
    folder = tmp_path_factory.mktemp("登记")
    for name, (_, rows) in REGISTERS.items():
        save(folder / f"{name}.xlsx", {name: rows})
    return read(folder)


@pytest.fixture(scope="module")
def monthly(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read the monthly returns and 基本情况 of a town that keeps no registers."""
    folder = tmp_path_factory.mktemp("月报")
    for name, (_, rows) in MONTHLY.items():
        save(folder / f"{name}.xlsx", {name: rows})
    rows = [["项目", "数量", "截止日期"], *([item, n, "2023-12-31"] for item, n in STATE.items())]
    save(folder / "基本情况.xlsx", {"基本情况": rows})
    return read(folder)


@pytest.fixture(scope="module")
def counted(registers: Intake) -> Figures:
    """Compute what the registers give."""
    return values(registers)


@pytest.fixture(scope="module")
def returned(monthly: Intake) -> Figures:
    """Compute what the returns and 基本情况 give."""
    return values(monthly)


@pytest.mark.parametrize("name", REGISTERS | MONTHLY)
def test_a_sheet_is_known_for_its_ledger(name: str, registers: Intake, monthly: Intake) -> None:
    """Each sheet, by headings as clerks write them, is the ledger that it is, and every row is read."""
    ledger, rows = (REGISTERS | MONTHLY)[name]
    tables = [*registers.tables, *monthly.tables]
    assert [t.ledger for t in tables if t.file == f"{name}.xlsx"] == [ledger]
    frames = (registers if name in REGISTERS else monthly).frames
    assert (frames[ledger]["_file"] == f"{name}.xlsx").sum() == len(rows) - 1


def test_the_sheets_are_read_without_a_complaint(registers: Intake, monthly: Intake) -> None:
    """Spellings as clerks write them are known: no finding but notes."""
    findings = [*registers.findings, *monthly.findings]
    assert [f"{f.place} {f.says}" for f in findings if f.code.startswith("C")] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_a_register_gives_the_figure_counted_by_hand(name: str, counted: Figures) -> None:
    """Every figure is what a person counts on the sheets."""
    assert counted.get(name) == Decimal(EXPECTED[name])


@pytest.mark.parametrize("name", MONTHLY_EXPECTED)
def test_returns_give_the_figure_where_no_register_is_kept(name: str, returned: Figures) -> None:
    """Monthly figures are added up; a yearly figure in 基本情况 is taken as it stands."""
    assert returned.get(name) == Decimal(MONTHLY_EXPECTED[name])


def test_every_figure_is_proved_by_one_of_the_two_towns() -> None:
    """No indicator of these subjects is declared without a sheet above that gives it."""
    rates = {n for n in OWN if isinstance(INDICATORS[n].formulas[0], Ratio)}
    assert set(OWN) - rates - set(EXPECTED) - set(MONTHLY_EXPECTED) == set()


@pytest.mark.parametrize("name", [n for n in OWN if isinstance(INDICATORS[n].formulas[0], Ratio)])
def test_a_rate_is_its_halves(name: str, counted: Figures, returned: Figures) -> None:
    """Each rate is its numerator over its denominator, in percent, wherever both are there."""
    formula = INDICATORS[name].formulas[0]
    assert isinstance(formula, Ratio)
    proved = 0
    for found in (counted, returned):
        if formula.numerator in found and found.get(formula.denominator):
            wanted = found[formula.numerator] / found[formula.denominator] * 100
            assert found[name] == wanted
            proved += 1
    assert proved


def test_an_item_of_the_state_is_declared() -> None:
    """Each item of 基本情况 that an indicator takes is one that the ledger knows."""
    items = LEDGERS["state"].column("item").values
    wanted = {
        value
        for name in OWN
        for formula in INDICATORS[name].formulas
        if isinstance(formula, Latest)
        for where in formula.where
        for value in where.values
    }
    assert wanted <= items.keys()


@pytest.mark.parametrize(
    ("sentence", "phrase", "name"), SENTENCES, ids=[f"{s[2]}-{s[1]}" for s in SENTENCES]
)
def test_words_of_real_sentences_are_declared(sentence: str, phrase: str, name: str) -> None:
    """The words before the figure, as reports print them, are phrases of the indicator."""
    assert phrase in sentence
    assert phrase in INDICATORS[name].phrases
