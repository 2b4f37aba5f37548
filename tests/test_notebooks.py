"""Notebook hygiene: what is stored is what an analyst can read, edit and rerun."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest
from conftest import PROJECT

from analysis.indicators import INDICATORS
from analysis.report.look import Look
from analysis.report.report import Report
from analysis.report.sentences import typed_numbers

NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
BUILT = [path for path in NOTEBOOKS if path.stem != "README"]  # the start page is built by nothing
LOOKS = [path for path in NOTEBOOKS if path.stem[:2] in {"02", "03", "04"}]


def _code(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code"]


def _strings(path: Path) -> list[str]:
    """Return the words that a notebook would print."""
    return [
        node.value
        for source in _code(path)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_without_outputs(path: Path) -> None:
    """No output, count or widget state is kept, and the file is valid and stably formatted."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    nbformat.validate(nbformat.from_dict(notebook))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
    dumped = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert path.read_text(encoding="utf-8") == dumped


@pytest.mark.parametrize("path", BUILT, ids=lambda path: path.stem)
def test_exactly_one_parameters_cell(path: Path) -> None:
    """papermill finds the parameters, and they are only area, year and edition."""
    cells = nbformat.read(path, as_version=4).cells
    tagged = [c for c in cells if "parameters" in c.metadata.get("tags", ())]
    assert len(tagged) == 1
    names = [t.id for n in ast.parse(tagged[0].source).body for t in getattr(n, "targets", ())]
    assert set(names) <= {"area", "year", "edition"}
    assert {"area", "year"} <= set(names)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_programming(path: Path) -> None:
    """A notebook says what the report says: no function, class, loop or condition."""
    banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Lambda, ast.Try)
    for source in _code(path):
        assert not [n for n in ast.walk(ast.parse(source)) if isinstance(n, banned)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_is_typed(path: Path) -> None:
    """Numbers reach the report by name only."""
    words = [s for s in _strings(path) if typed_numbers(s)]
    assert words == []


def test_the_report_uses_only_known_names() -> None:
    """Every {name} of the annual report is an indicator, and every method exists."""
    path = PROJECT / "notebooks" / "10_annual_report.ipynb"
    own = {"year", "last_year", "next_year", "town"}
    for source in _code(path):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert node.value.id == "report"
                assert hasattr(Report, node.attr)
    for text in _strings(path):
        for piece in text.split("{")[1:]:
            name = piece.split("}")[0].split(":")[0]
            assert name in INDICATORS or name in own


@pytest.mark.parametrize("path", LOOKS, ids=lambda path: path.stem)
def test_an_analysis_uses_only_known_names(path: Path) -> None:
    """Every call is a look's method, and every indicator in it is declared."""
    calls = [node for source in _code(path) for node in ast.walk(ast.parse(source))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]  # fmt: skip
    assert len(calls) > 8
    for call in calls:
        assert isinstance(call.func, ast.Attribute)
        assert hasattr(Look, call.func.attr)
        words = [a.value for a in call.args if isinstance(a, ast.Constant)]
        several = call.func.attr in {"figures", "cards", "rates"}
        assert set(words if several else words[:1]) <= INDICATORS.keys()


@pytest.mark.parametrize("path", LOOKS, ids=lambda path: path.stem)
def test_every_look_has_a_heading(path: Path) -> None:
    """After the opening, a heading in Chinese stands before each cell."""
    cells = nbformat.read(path, as_version=4).cells[3:]
    cells = [cell for cell in cells if "note" not in cell.metadata.get("tags", ())]
    kinds = [cell.cell_type for cell in cells]
    assert kinds == ["markdown", "code"] * (len(kinds) // 2)
    for cell in cells[::2]:
        assert cell.source.startswith("## ")
        assert cell.source[3] >= "\u4e00"


def test_the_report_prints_every_figure_of_the_users_report() -> None:
    """The 24 figures of the user's report have an indicator in the notebook's sentences."""
    printed = {
        piece.split("}")[0].split(":")[0]
        for text in _strings(PROJECT / "notebooks" / "10_annual_report.ipynb")
        for piece in text.split("{")[1:]
    }
    assert {
        "grid.town_staff", "grid.village_staff", "disputes.screened", "mediation.sessions",
        "mediation.settled", "mediation.success_rate", "mediation.escalated", "services.stations",
        "services.rooms", "services.advisers", "services.new_users", "services.legal_aid",
        "services.files", "enforcement.trained", "publicity.board_changes", "publicity.talks",
        "publicity.rallies", "publicity.booklets", "publicity.bags", "publicity.leaflets",
        "training.group_study", "exam.pass_rate", "leadership.report_meetings",
        "leadership.interference",
    } <= printed  # fmt: skip
