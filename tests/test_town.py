"""A town's year: one cell changes exactly what depends on it; nothing stale is served."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from conftest import SAMPLE, copy_sample

from analysis.errors import RefusedError
from analysis.findings import errors
from analysis.indicators import INDICATORS
from analysis.indicators.model import Ratio, Total
from analysis.store import Lately
from analysis.town import LATELY, Town, before, load
from analysis.workspace import Workspace

MATERIALS = "宣传资料发放与宣传栏更换.xlsx"
MEDIATION = "人民调解登记台账（2023年）.xlsx"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a copy of the sample that a test may change."""
    return copy_sample(tmp_path)


def edit(workspace: Workspace, name: str, sheet: str, cell: str, value: object) -> None:
    """Change one cell as a clerk would."""
    path = workspace.raw(SAMPLE, 2023) / name
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def totals(town: Town) -> dict[str, Decimal]:
    """Return the totals by indicator."""
    return {o.indicator: o.value for o in town.observations if not o.cell}


@pytest.mark.slow
def test_one_cell_changes_exactly_what_depends_on_it(workspace: Workspace) -> None:
    """One more booklet in one cell: booklets and all handouts change by one and nothing else does."""
    first = load(workspace, SAMPLE, 2023)
    table = next(t for t in first.tables if t.ledger == "materials")
    rows = first.frames["materials"].to_dict("records")
    row = next(r for r in rows if r["category"] == "宣传读本")
    cell = f"{table.columns['quantity']}{row['_row']}"
    edit(workspace, MATERIALS, table.sheet, cell, int(row["quantity"]) + 1)
    now, then = totals(load(workspace, SAMPLE, 2023)), totals(first)
    assert {n: now[n] - then[n] for n in now if now[n] != then[n]} == {
        "publicity.booklets": Decimal(1),
        "publicity.handouts": Decimal(1),
    }


@pytest.mark.slow
def test_a_case_that_failed_changes_settled_and_its_rate(workspace: Workspace) -> None:
    """One case turned to 调解不成功: settled and the rate fall, accepted and sessions stay."""
    before_ = totals(load(workspace, SAMPLE, 2023))
    town = load(workspace, SAMPLE, 2023)
    table = next(t for t in town.tables if (t.ledger, t.sheet) == ("mediation", "3月"))
    edit(workspace, MEDIATION, "3月", f"{table.columns['result']}5", "调解不成功")
    after = totals(load(workspace, SAMPLE, 2023))
    changed = {name for name in after if after[name] != before_[name]}
    (kind,) = {name for name in changed if name.startswith("mediation.settled_")}
    assert changed - {kind} == {
        "mediation.settled",
        "mediation.failed",
        "mediation.success_rate",
        "mediation.performance_rate",
    }
    assert after["mediation.settled"] == 201
    assert after["mediation.success_rate"] < 100


def test_an_absent_ledger_is_a_gap_and_the_return_steps_in(workspace: Workspace) -> None:
    """Without the register the monthly return gives what it can; the rest are gaps."""
    before_ = load(workspace, SAMPLE, 2023)
    (workspace.raw(SAMPLE, 2023) / MEDIATION).unlink()
    town = load(workspace, SAMPLE, 2023)
    assert totals(town)["mediation.settled"] == 202
    gaps = {gap.indicator: gap for gap in town.gaps}
    lost = set(gaps) - {gap.indicator for gap in before_.gaps}
    assert {"mediation.concluded", "mediation.success_rate", "mediation.escalated"} <= lost
    assert "mediation.settled" not in lost
    assert "《人民调解登记台账》" in gaps["mediation.escalated"].reason


def test_a_bad_date_refuses_the_town_with_address_and_remedy(workspace: Workspace) -> None:
    """2023.13.5 is named with file, sheet and cell; a draft goes on without that row."""
    edit(workspace, MEDIATION, "3月", "C6", "2023.13.5")
    with pytest.raises(RefusedError, match="错误 1 条"):
        load(workspace, SAMPLE, 2023)
    draft = load(workspace, SAMPLE, 2023, draft=True)
    (finding,) = errors(draft.findings)
    assert str(finding.place) == f"{MEDIATION} › 3月 › C6"
    assert finding.code == "C301"
    assert "2023.13.5" in finding.says
    assert finding.remedy
    assert totals(draft)["mediation.settled"] == 201
    settled = next(o for o in draft.observations if o.indicator == "mediation.settled")
    assert any("草稿" in left.reason for left in settled.left_out)


def test_what_is_kept_reads_back_the_same(workspace: Workspace) -> None:
    """The second load comes from data/processed and gives the same observations and findings."""
    first = load(workspace, SAMPLE, 2023)
    LATELY.clear()  # as in another process
    second = load(workspace, SAMPLE, 2023)
    assert second is not first
    assert list(second.observations) == list(first.observations)
    assert list(second.findings) == list(first.findings)
    assert second.gaps == first.gaps
    for name, frame in first.frames.items():
        assert second.frames[name].astype(frame.dtypes.to_dict()).equals(frame)


def test_a_town_loaded_lately_is_not_read_again(workspace: Workspace) -> None:
    """The same inputs give the very same town; last year's findings are not this year's."""
    first, last = load(workspace, SAMPLE, 2022), before(workspace, SAMPLE, 2023)
    assert last is not None
    shutil.rmtree(workspace.processed(SAMPLE, 2022))
    assert load(workspace, SAMPLE, 2022) is first
    assert before(workspace, SAMPLE, 2023) is last
    assert not workspace.processed(SAMPLE, 2022).exists()


def test_a_file_changed_since_is_read_anew(workspace: Workspace) -> None:
    """Neither a ledger nor report.toml nor a town's own text is served as it was."""
    first = load(workspace, SAMPLE, 2022)
    (workspace.raw(SAMPLE, 2022) / "report.toml").write_text('title = "改了"', encoding="utf-8")
    second = load(workspace, SAMPLE, 2022)
    assert (first.settings.title, second.settings.title) == (None, "改了")
    (workspace.raw(SAMPLE, 2022) / "文字材料.md").write_text(
        "# 总体情况\n\n改了。\n", encoding="utf-8"
    )
    assert load(workspace, SAMPLE, 2022).own_text != second.own_text
    (workspace.raw(SAMPLE, 2022) / "公共法律服务月报2022.csv").unlink()
    assert len(load(workspace, SAMPLE, 2022).tables) < len(second.tables)


def test_few_towns_are_remembered() -> None:
    """Of things made lately the oldest goes first; what is kept again is the newest."""
    kept: Lately[str] = Lately(2)
    for name in ("甲", "乙", "甲", "丙"):
        kept.put(name, name)
    assert [kept.get(name) for name in ("甲", "乙", "丙")] == ["甲", None, "丙"]


def test_no_personal_column_reaches_processed_data(sample: Workspace) -> None:
    """Parquet holds declared, non-personal columns and provenance only."""
    from analysis.ledgers import LEDGERS

    town = load(sample, SAMPLE, 2023)
    for name, frame in town.frames.items():
        allowed = {c.id for c in LEDGERS[name].columns if not c.personal}
        extra = {"_file", "_sheet", "_row", *(f"{c}_end" for c in allowed)}
        assert set(frame.columns) <= allowed | extra


def test_last_year_is_recomputed_from_its_own_folder(sample: Workspace) -> None:
    """2022 is last year of 2023; 2021 was never filed."""
    last = before(sample, SAMPLE, 2023)
    assert last is not None
    assert totals(last)["mediation.settled"] == 183
    assert before(sample, SAMPLE, 2022) is None


def test_parts_add_up_to_every_value(sample: Workspace) -> None:
    """On the sample every total is the sum of its parts, and every part names cells."""
    for one in load(sample, SAMPLE, 2023).observations:
        formula = INDICATORS[one.indicator].formulas[one.formula]
        if isinstance(formula, Ratio):
            continue
        assert sum((part.value for part in one.parts), Decimal(0)) == one.value
        if not isinstance(formula, Total):  # of figures, each with cells of its own
            assert all(part.source.cells for part in one.parts)
        if not one.cell:
            assert one.parts
