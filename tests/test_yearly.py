"""Items of which a town keeps a year's total: each is read by its indicator, under every name."""

from __future__ import annotations

import pytest
from workbooks import read, save, values

from analysis.indicators import INDICATORS
from analysis.indicators import SUBJECTS as LISTED
from analysis.indicators.model import Latest
from analysis.ledgers.yearly import RATES, SUBJECTS, Item, Rate
from analysis.values import normalise

ITEMS = [item for items in SUBJECTS.values() for item in items]
EVERY_RATE = [rate for rates in RATES.values() for rate in rates]


def names(item: Item) -> list[str]:
    """Return every way of writing an item; a pattern stands for itself."""
    return [name for name in (item.title, *item.also) if not name.startswith("*")]


def kept(name: str) -> str:
    """Return the item that an indicator reads."""
    formula = next(one for one in INDICATORS[name].formulas if isinstance(one, Latest))
    return formula.where[0].values[0]


@pytest.mark.parametrize("turn", range(max(len(item.also) for item in ITEMS) + 1))
def test_every_name_of_an_item_gives_its_indicator(
    turn: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A table of all the items, each under another of its names, gives each its own number."""
    told = {item: names(item)[turn % len(names(item))] for item in ITEMS}
    rows = [["项目", "数量", "单位"]]
    rows += [[name, str(n), item.unit] for n, (item, name) in enumerate(told.items(), 1)]
    folder = tmp_path_factory.mktemp("年度统计")
    save(folder / "年度统计.xlsx", {"基本情况": rows})
    found = values(read(folder))
    wrong = {
        name: found.get(item.indicator)
        for n, (item, name) in enumerate(told.items(), 1)
        if found.get(item.indicator) != n
    }
    assert wrong == {}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.indicator)
def test_an_item_has_the_names_that_towns_use(item: Item) -> None:
    """At least three other names, all different, so that clerks and reports are understood."""
    assert len({normalise(name) for name in names(item)}) == len(names(item)) > 3
    assert INDICATORS[item.indicator].unit == item.unit


@pytest.mark.parametrize("rate", EVERY_RATE, ids=lambda rate: rate.indicator)
def test_a_rate_is_read_from_its_two_items(
    rate: Rate, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its halves in a table give it; it has at least three names of reports, all different."""
    rows = [["项目", "数量"]]
    for value, half in zip(("30", "40"), rate.halves, strict=True):
        terms = INDICATORS[half].terms or (half,)
        rows += [[kept(term), value if term == terms[0] else "0"] for term in terms]
    folder = tmp_path_factory.mktemp("年度统计")
    save(folder / "年度统计.xlsx", {"基本情况": rows})
    assert values(read(folder))[rate.indicator] == 75
    assert len(set(rate.phrases)) == len(rate.phrases) >= 3


def test_subjects_of_yearly_items_are_listed_for_themselves() -> None:
    """No subject takes the place of another of the same title; rates follow their items."""
    assert RATES.keys() <= SUBJECTS.keys()
    for subject, items in SUBJECTS.items():
        declared = [item.indicator for item in items]
        declared += [rate.indicator for rate in RATES.get(subject, ())]
        assert [one.id for one in LISTED[subject]] == declared
    assert sum(map(len, LISTED.values())) == len(INDICATORS)
