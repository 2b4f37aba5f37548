"""Items of which a town keeps a year's total: each is read by its indicator, under every name."""

from __future__ import annotations

import pandas as pd
import pytest
from workbooks import END, read, save, values

from analysis.indicators import INDICATORS
from analysis.indicators import SUBJECTS as LISTED
from analysis.indicators.model import Count, Latest, Sum
from analysis.indicators.observe import TownRows, observe
from analysis.indicators.subjects.counted import COUNTED
from analysis.intake.found import TableRead
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


def frame(formula: Count | Sum) -> pd.DataFrame:
    """Return rows of a register: two that say the words, one of last year, one of another thing."""
    (condition,) = formula.where
    words = [f"2023年{condition.values[0]}行动", f"关于{condition.values[-1]}", condition.values[0]]
    days = pd.to_datetime(["2023-02-01", "2023-12-31", "2022-12-31", "2023-03-01"])
    columns = {str(formula.when): days, condition.column: [*words, "另外一件事"]}
    if isinstance(formula, Sum):
        columns[formula.column] = [30, 4, 500, 6000]
    return pd.DataFrame({**columns, "_file": "台账.xlsx", "_sheet": "全年", "_row": [2, 3, 4, 5]})


@pytest.mark.parametrize("name", COUNTED)
def test_an_item_without_a_total_is_counted_on_its_register(name: str) -> None:
    """The year's rows that say the word are counted or added up; a stated total goes before."""
    formula = COUNTED[name]
    assert isinstance(formula, Count | Sum)
    table = TableRead(
        file="台账.xlsx", sheet="全年", ledger=formula.ledger, header_rows=(1, 1), first_row=2,
        last_row=5, columns={}, headings={}, width=("A", "D"), rows=4,
    )  # fmt: skip
    rows = TownRows("甲镇", 2023, END, {formula.ledger: frame(formula)}, [table])
    (counted,), gaps = observe(rows, {name: INDICATORS[name]})
    assert counted.value == (34 if isinstance(formula, Sum) else 2)
    assert gaps == []
    assert isinstance(INDICATORS[name].formulas[0], Latest)
