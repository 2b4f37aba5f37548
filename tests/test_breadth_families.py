"""Figures by kind, channel, state and outcome: from sheets to what a person counts on them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from breadth_families import BY_KIND, EXPECTED, KINDS_EXPECTED, REGISTERS
from workbooks import read, save, values

from analysis.findings import Severity
from analysis.indicators import SUBJECTS
from analysis.intake.found import Intake

Figures = dict[str, Decimal]
FAMILIES = [one for name, held in SUBJECTS.items() if name.endswith("分类") for one in held]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read 柏坪镇."""
    folder = tmp_path_factory.mktemp("柏坪镇")
    for name, (_, rows) in REGISTERS.items():
        save(folder / f"{name}.xlsx", {name: rows})
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
    """What the sheets hold is known: no 错误, and no spelling that is asked about."""
    asked = [f for f in town.findings if f.severity is Severity.ERROR or f.code.startswith("C")]
    assert [f"{f.place} {f.says}" for f in asked] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_the_sheets_give_the_figure_counted_by_hand(name: str, counted: Figures) -> None:
    """Every figure is what a person counts on the sheets."""
    assert round(counted[name], 1) == Decimal(EXPECTED[name])


@pytest.fixture(scope="module")
def by_kind(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    """Read a second town, whose sheets hold every kind of each family, and compute."""
    folder = tmp_path_factory.mktemp("杉坪镇")
    for name, (_, rows) in BY_KIND.items():
        save(folder / f"{name}.xlsx", {name: rows})
    return values(read(folder))


@pytest.mark.parametrize("name", KINDS_EXPECTED)
def test_each_kind_of_a_family_is_counted_for_itself(name: str, by_kind: Figures) -> None:
    """Rows of a kind are counted for that kind, and for no other."""
    assert by_kind[name] == KINDS_EXPECTED[name]


def test_every_figure_of_a_family_is_proved_by_one_of_the_two_towns() -> None:
    """No figure by kind is declared without a sheet that gives it."""
    assert {one.id for one in FAMILIES} - {*EXPECTED, *KINDS_EXPECTED} == set()


def test_a_phrase_of_a_family_means_one_figure() -> None:
    """Words that name a figure by kind name no other figure of that unit, and are four or more."""
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for held in SUBJECTS.values():
        for one in held:
            for phrase in one.phrases:
                meant[phrase, one.unit].add(one.id)
    for one in FAMILIES:
        assert len(set(one.phrases)) == len(one.phrases) >= 4, one.id
        assert all(meant[phrase, one.unit] == {one.id} for phrase in one.phrases), one.id
