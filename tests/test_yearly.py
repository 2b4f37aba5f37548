"""Items of which a town keeps a year's total: each is read by its indicator, under every name."""

from __future__ import annotations

import pytest
from workbooks import read, save, values

from analysis.indicators import INDICATORS
from analysis.ledgers.yearly import SUBJECTS, Item
from analysis.values import normalise

ITEMS = [item for items in SUBJECTS.values() for item in items]


def names(item: Item) -> list[str]:
    """Return every way of writing an item; a pattern stands for itself."""
    return [name for name in (item.title, *item.also) if not name.startswith("*")]


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
