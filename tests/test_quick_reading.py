"""What makes reading quick changes nothing of what is read."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
from conftest import PROJECT
from heading_rows import ROWS, TRAPS
from workbooks import MEDIATION, RETURN, YEAR, sheet

from analysis.intake.rows.convert import convert
from analysis.intake.rows.frames import frame_of
from analysis.intake.rows.typed import Typed
from analysis.intake.tables.claims import ends_of, prospects
from analysis.intake.tables.everywhere import meanings
from analysis.intake.tables.locate import locate
from analysis.intake.tables.match import match
from analysis.intake.tables.names import meaning
from analysis.ledgers import LEDGERS
from analysis.values import normalise

_EVERY_NTH = 40  # all ledgers are asked for each of them


def _rows() -> list[list[str]]:
    """Return rows of headings as towns write them."""
    told = [row for _, row in (*ROWS, *TRAPS)][::_EVERY_NTH]
    return [[pair.rpartition("=")[0] or pair for pair in row.split("|")] for row in told]


def test_a_heading_means_in_all_ledgers_what_it_means_in_each() -> None:
    """One look at all ledgers finds every meaning that asking each of them finds, and no other."""
    for heading in {heading for row in _rows() for heading in row}:
        for parts in ((normalise(heading),), ("案件情况", normalise(heading)), ("应到", "人数")):
            each = {name: found for name in LEDGERS if (found := meaning(name, parts))}
            assert meanings(parts) == {name: found[0] for name, found in each.items()}, parts


def test_no_ledger_is_passed_over_that_headings_make() -> None:
    """Every ledger that a row of headings makes is among its prospects, with columns enough."""
    for row in _rows():
        paths = {index: (heading,) for index, heading in enumerate(row)}
        keys = {index: ends_of(path) for index, path in paths.items()}
        made = [h for ledger in LEDGERS.values() if (h := match(ledger, paths, keys, 0, 0))]
        there = {p.ledger: p for p in prospects(frozenset(paths.items()))}
        assert all(there[header.ledger.id].signed for header in made)
        assert all(len(h.columns) <= there[h.ledger.id].columns for h in made)


def _typed(rows: list[list[object]], name: str) -> Typed:
    page = sheet(rows, name=name)
    (table,) = locate(page)
    return convert("台账.xlsx", page, table, YEAR)


def test_a_frame_of_many_tables_is_their_frames_below_one_another() -> None:
    """Columns that a table lacks are empty in its rows; values, order and dtypes are the same."""
    whole = [[*row] for row in MEDIATION]
    lacking = [[*row[:4], *row[5:6]] for row in whole]
    more = [[*row, "备注" if n == 0 else "已回访"] for n, row in enumerate(whole)]
    tables = [
        _typed(rows, name) for name, rows in (("1月", lacking), ("2月", more), ("3月", whole))
    ]
    tables += [_typed([lacking[0], [1, "9号", "2023-13-05", "邻里", ""]], "4月")]
    below = pd.concat([frame_of(table) for table in tables], ignore_index=True)
    pd.testing.assert_frame_equal(frame_of(*tables), below)
    one = _typed([[*row] for row in RETURN], "月报")
    assert list(frame_of(one)["_row"]) == [2, 3, 4]


def test_after_warming_the_first_town_needs_nothing_more() -> None:
    """Whoever warms has imported all that the reading of a town's folder will need."""
    code = f"""
import sys
from pathlib import Path
from analysis.intake.folder import read_folder
from analysis.intake.here import read_here
from analysis.intake.warm import warm
warm()
read_here()
before = set(sys.modules)
assert read_folder(Path({str(PROJECT / "data/raw/2023/双龙镇")!r}), 2023).frames
print(sorted(set(sys.modules) - before))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
