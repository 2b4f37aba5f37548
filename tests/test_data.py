"""``indicators.csv``: what an analyst opens in Excel."""

from __future__ import annotations

import csv
import dataclasses
import io

import pytest
from conftest import SAMPLE

from analysis.render.workbook.table import COLUMNS, indicators_csv
from analysis.report.figures import Figures
from analysis.town import before, load
from analysis.workspace import Workspace

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def figures(sample: Workspace) -> Figures:
    """Return the sample town's figures of 2023 beside those of 2022."""
    return Figures.of(load(sample, SAMPLE, 2023), before(sample, SAMPLE, 2023))


@pytest.fixture(scope="module")
def rows(figures: Figures) -> Rows:
    """Read the file back as Excel does."""
    return list(csv.DictReader(io.StringIO(indicators_csv(figures))))


def test_every_figure_stands_there_with_rule_and_cells(figures: Figures, rows: Rows) -> None:
    """A row per total: exact value, unit, rule, last year's value; cells but for rates and sums."""
    totals = {row["指标编号"]: row for row in rows if row["分组"] == "合计"}
    assert totals.keys() == figures.totals.keys()
    for name, row in totals.items():
        indicator = figures.indicator(name)
        assert list(row) == list(COLUMNS)
        assert row["单位"] == indicator.unit
        assert row["口径"]
        assert bool(row["来源"]) == (not indicator.terms)
    assert totals["mediation.sessions"]["数值"] == "202"


def test_slices_follow_their_total_and_add_up_to_it(rows: Rows) -> None:
    """The months of a count are rows of their own below it."""
    months = [r for r in rows if r["指标编号"] == "mediation.accepted" and r["分组"] == "月份"]
    (total,) = (r for r in rows if r["指标编号"] == "mediation.accepted" and r["分组"] == "合计")
    assert sum(int(row["数值"]) for row in months) == int(total["数值"])


def test_gaps_say_what_is_lacking_but_not_every_item_that_nobody_keeps(
    figures: Figures, rows: Rows
) -> None:
    """A ledger that was not sent is told; an item of 基本情况表 that the town does not keep is not."""
    gaps = {row["指标编号"]: row["缺数原因"] for row in rows if row["缺数原因"]}
    assert gaps["petitions.received"] == "没有收到《信访诉求台账》。"
    kept_by_few = {"streets.smoking", "order.cameras", "crime.gang_rate"}
    assert kept_by_few <= figures.gaps.keys()
    assert not kept_by_few & gaps.keys()
    assert not any(row["数值"] for row in rows if row["缺数原因"])


def test_no_cell_is_a_formula(rows: Rows) -> None:
    """Nothing that a town wrote starts a formula when the file is opened."""
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_the_public_edition_names_no_file_and_no_gap(figures: Figures) -> None:
    """Ledgers by title and how many rows; neither files nor what is lacking."""
    public = indicators_csv(dataclasses.replace(figures, public=True))
    table = list(csv.DictReader(io.StringIO(public)))
    assert ".xls" not in public
    assert not any(row["缺数原因"] for row in table)
    assert {row["指标编号"] for row in table} == figures.totals.keys()
    (total,) = (r for r in table if r["指标编号"] == "mediation.accepted" and r["分组"] == "合计")
    assert total["来源"] == "《人民调解登记台账》，202行"


def test_slices_stand_beside_last_years(figures: Figures, rows: Rows) -> None:
    """As in the charts of the report."""
    last = {one.cell[0][1]: one for one in figures.last_slices["mediation.settled", "month"]}
    months = [r for r in rows if r["指标编号"] == "mediation.settled" and r["分组"] == "月份"]
    assert {row["类别"]: int(row["上年数值"]) for row in months} == {
        label: one.value for label, one in last.items()
    }
