"""Items of which a town keeps a year's total: each is read by its indicator, under every name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from workbooks import END, read, save, values

from analysis.indicators import INDICATORS
from analysis.indicators import SUBJECTS as LISTED
from analysis.indicators.model import Count, Latest, Sum
from analysis.indicators.observe import TownRows, observe
from analysis.indicators.subjects.counted import COUNTED
from analysis.intake.found import TableRead
from analysis.intake.parse import accepted
from analysis.ledgers import LEDGERS
from analysis.ledgers.yearly import RATES, SUBJECTS, Item, Rate
from analysis.values import normalise

ITEMS = [item for items in SUBJECTS.values() for item in items]
EVERY_RATE = [rate for rates in RATES.values() for rate in rates]


def names(item: Item) -> list[str]:
    """Return every way of writing an item; a pattern stands for itself."""
    return [name for name in (item.title, *item.also, *item.tabled) if not name.startswith("*")]


def kept(name: str) -> str:
    """Return the item that an indicator reads."""
    formula = next(one for one in INDICATORS[name].formulas if isinstance(one, Latest))
    return formula.where[0].values[0]


def test_a_table_of_all_items_gives_each_its_own_number(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every item of one long table is read by its indicator, and by no other."""
    rows = [["项目", "数量", "单位"]]
    rows += [[item.title, str(n), item.unit] for n, item in enumerate(ITEMS, 1)]
    folder = tmp_path_factory.mktemp("年度统计")
    save(folder / "年度统计.xlsx", {"基本情况": rows})
    found = values(read(folder))
    wanted = {item.indicator: n for n, item in enumerate(ITEMS, 1)}
    assert {name: found.get(name) for name in wanted} == wanted


def test_every_name_of_an_item_means_it() -> None:
    """What clerks write instead of the title is the same item."""
    column = LEDGERS["state"].column("item")
    for item in ITEMS:
        assert {accepted(column, name) for name in names(item)} == {item.title}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.indicator)
def test_an_item_has_the_names_that_towns_use(item: Item) -> None:
    """At least three other names, all different, so that clerks and reports are understood."""
    assert len({normalise(name) for name in names(item)}) == len(names(item)) > 3
    assert INDICATORS[item.indicator].unit == item.unit


def test_a_rate_is_read_from_its_two_items(tmp_path: Path) -> None:
    """The halves of every rate in one table give it, in percent; all differ, so none is mixed up."""
    halves = dict.fromkeys(half for rate in EVERY_RATE for half in rate.halves)
    terms = dict.fromkeys(term for half in halves for term in INDICATORS[half].terms or (half,))
    told = {term: number for number, term in enumerate(terms, 101)}
    rows = [["项目", "数量"], *([kept(term), str(number)] for term, number in told.items())]
    save(tmp_path / "年度统计.xlsx", {"基本情况": rows})
    found = values(read(tmp_path))
    for rate in EVERY_RATE:
        numerator, denominator = (
            sum(told[term] for term in INDICATORS[half].terms or (half,)) for half in rate.halves
        )
        assert found[rate.indicator] == Decimal(numerator) / Decimal(denominator) * 100


@pytest.mark.parametrize("rate", EVERY_RATE, ids=lambda rate: rate.indicator)
def test_a_rate_has_the_names_that_reports_use(rate: Rate) -> None:
    """At least three names, all different."""
    assert len(set(rate.phrases)) == len(rate.phrases) >= 3


def test_subjects_of_yearly_items_are_listed_for_themselves() -> None:
    """No subject takes the place of another of the same title; rates follow their items."""
    for subject, items in SUBJECTS.items():
        declared = [item.indicator for item in items]
        declared += [rate.indicator for rate in RATES[subject]]
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
