"""The ledgers as declared: nothing named twice, nothing that points nowhere."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.ledgers import LEDGERS, AtMost, Ledger, NotBefore
from analysis.values import UNITS, normalise

EVERY = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())


def key(heading: str) -> str:
    """Return the key by which headings are compared."""
    return "/".join(normalise(part) for part in heading.split("/"))


def test_ids_and_titles_are_unique() -> None:
    """No two ledgers share an id or a title."""
    assert len({ledger.title for ledger in LEDGERS.values()}) == len(LEDGERS)
    assert all(name == ledger.id for name, ledger in LEDGERS.items())


@EVERY
def test_column_ids_and_titles_are_unique(ledger: Ledger) -> None:
    """No two columns of a ledger share an id or a title, and none takes a name kept for places."""
    for names in ([c.id for c in ledger.columns], [key(c.title) for c in ledger.columns]):
        assert len(set(names)) == len(names)
    assert not any(c.id.startswith("_") or c.id.endswith("_end") for c in ledger.columns)


@EVERY
def test_no_heading_belongs_to_two_columns(ledger: Ledger) -> None:
    """A heading means one column of a ledger only."""
    names = Counter(
        name for c in ledger.columns for name in {key(text) for text in (c.title, *c.headers)}
    )
    assert [name for name, times in names.items() if times > 1] == []


@EVERY
def test_no_category_text_has_two_meanings(ledger: Ledger) -> None:
    """A text means one value of a category only."""
    for column in ledger.columns:
        texts = Counter(
            normalise(text)
            for value, aliases in column.values.items()
            for text in {value, *(alias for alias in aliases if alias[0] != "*")}
        )
        assert [text for text, times in texts.items() if times > 1] == [], column.id


@EVERY
def test_declarations_point_to_columns(ledger: Ledger) -> None:
    """Signatures, keys, rules and fallbacks name columns that there are, of a fitting kind."""
    columns = {column.id: column for column in ledger.columns}
    assert ledger.signature
    for signature in ledger.signature:
        assert signature <= columns.keys()
        assert len(signature) > 1
    assert set(ledger.key) <= columns.keys()
    assert not any(columns[name].personal for name in ledger.key)
    assert all(c.fallback in columns for c in ledger.columns if c.fallback)
    for rule in ledger.rules:
        match rule:
            case NotBefore(later, earlier):
                assert columns[later].kind == columns[earlier].kind == "date"
            case AtMost(part, whole):
                assert {columns[part].kind, columns[whole].kind} <= {"count", "number"}


@EVERY
def test_kinds_and_units_fit(ledger: Ledger) -> None:
    """Only numbers have units, of those that headings may have; only categories have values."""
    for column in ledger.columns:
        assert column.unit is None or (column.unit in UNITS and column.kind in {"count", "number"})
        assert not column.values or column.kind == "category"
        assert not column.closed or column.values
        assert column.kind != "person" or column.personal


@EVERY
def test_what_dates_a_return_is_its_key(ledger: Ledger) -> None:
    """A return names its rows by their period first, so that no period is counted twice."""
    periods = [column.id for column in ledger.columns if column.kind == "period"]
    assert (ledger.grain == "return") == bool(periods)
    if periods:
        assert ledger.key[:1] == tuple(periods)


def test_an_unknown_column_is_an_error() -> None:
    """Asking a ledger for a column that it does not declare raises KeyError."""
    assert LEDGERS["study"].column("held_on").kind == "date"
    with pytest.raises(KeyError):
        LEDGERS["study"].column("nothing")
