"""The start page's calls, the names that Tab offers, and how an error shows in a cell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import copy_sample
from IPython.core.completer import IPCompleter, provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import analysis.report
from analysis.errors import FazhiError, NotebookError
from analysis.indicators import INDICATORS
from analysis.report import blocks, start
from analysis.report.completion import Names, UnknownNameError

Json = dict[str, Any]
COUNTY = """
[indicators."county.extra"]
title = "县定指标"
unit = "件"
formulas = [{ count = "mediation", when = "accepted_on" }]
"""


@pytest.fixture
def names() -> Any:
    """Return the names of the declared indicators."""
    return Names(INDICATORS)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    """Collect the blocks that are displayed."""
    found: list[Json] = []
    monkeypatch.setattr(blocks, "display", lambda block: found.append(block.content))
    return found


def texts(table: Json) -> list[list[str]]:
    """Return a table's cells as text."""
    return [[cell["text"] for cell in row] for row in table["rows"]]


# --- names -----------------------------------------------------------------------------------


def test_names_are_the_ids(names: Any) -> None:
    """Every indicator is an attribute of its subject, and is its id; titles work in brackets."""
    for name, indicator in INDICATORS.items():
        subject, _, own = name.partition(".")
        assert getattr(getattr(names, subject), own) == name
        assert names[name] == names[indicator.title] == name


@pytest.mark.parametrize("jedi", [True, False])
def test_tab_offers_them(names: Any, jedi: bool) -> None:  # noqa: FBT001 - which completer
    """Subjects, indicators and keys are completed, by jedi and by IPython's own completer."""
    shell = InteractiveShell()
    completer = IPCompleter(shell=shell, namespace={"names": names}, use_jedi=jedi)

    def offered(text: str) -> set[str]:
        with provisionalcompleter():
            return {found.text.strip("\"'.") for found in completer.completions(text, len(text))}

    assert {"mediation", "training", "publicity"} <= offered("names.")
    assert "settled" in offered("names.mediation.se")
    assert "mediation.settled" in offered('names["mediation.s')


def test_a_wrong_name_is_answered_with_the_nearest(names: Any) -> None:
    """In a sentence; yet Python's own questions get the answer they expect."""
    with pytest.raises(UnknownNameError, match=r"您是否指“mediation\.settled”"):
        names.mediation.setled  # noqa: B018 - it is the question
    with pytest.raises(NotebookError, match=r"您是否指“mediation\.settled”"):
        names["成功化解矛盾纠份"]
    assert not hasattr(names.mediation, "nonsense")
    assert not hasattr(names.mediation, "_repr_html_")
    exams = [name.removeprefix("exam.") for name in INDICATORS if name.startswith("exam.")]
    assert dir(names.exam) == sorted(exams)


def test_a_countys_own_indicators_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`from analysis.report import names` reads county.toml of the folder it stands in."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "county.toml").write_text(COUNTY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert analysis.report.names["县定指标"] == "county.extra"


# --- start -----------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "data/raw"])
def test_a_blank_county_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: list[Json], folder: str
) -> None:
    """With nothing there, every call works: it names the folder to make, or needs no town."""
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path)
    start.towns()
    start.check()
    start.build()
    for block in shown:
        assert "data/raw/年份/乡镇名/" in block["runs"][0]["text"]
    start.find("调解")
    start.explain("mediation.success_rate")
    start.ledgers()
    assert [block["block"] for block in shown[3:]] == ["table"] * 3


def test_towns_say_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: list[Json]
) -> None:
    """A town that is ready, one without files, one refused: each with its next step."""
    copy_sample(tmp_path, years=(2023,))
    raw = tmp_path / "data" / "raw" / "2023"
    (raw / "丙镇").mkdir()
    (raw / "丁镇").mkdir()
    register = "案件编号,受理日期,纠纷类型,调解结果\n1,2023年13月5日,邻里,调解成功\n"
    (raw / "丁镇" / "调解.csv").write_text(register, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    start.towns()
    rows = {row[1]: row for row in texts(shown[0])}
    assert rows["双龙镇"][4] == '运行 start.build("双龙镇", 2023) 出报告'
    assert rows["丙镇"][2:] == ["0", "还没有台账", "把台账放进 data/raw/2023/丙镇/"]
    assert "错误 1 条" in rows["丁镇"][3]
    assert 'start.check("丁镇", 2023)' in rows["丁镇"][4]


def test_find_searches_ids_titles_and_phrases(shown: list[Json]) -> None:
    """Words of a report lead to the name that a sentence needs; no hit says so."""
    for words in ("mediation.settled", "成功化解", "调解成功"):
        start.find(words)
    start.find("没有这样的词")
    assert all("mediation.settled" in [row[0] for row in texts(t)] for t in shown[:3])
    assert "没有找到" in shown[3]["runs"][0]["text"]


def test_explain_says_definition_formula_and_ledger(shown: list[Json]) -> None:
    """A rate names both halves, a count its rows, for any year."""
    start.explain("化解矛盾成功率")
    start.explain("mediation.accepted")
    rate, count = (dict(texts(table)) for table in shown)
    assert rate["算法"] == "成功化解矛盾纠纷（mediation.settled）÷调解办结（mediation.concluded）"
    assert "人民调解登记台账" in rate["台账"]
    assert count["算法"] == "《人民调解登记台账》中受理日期在当年的行，每行（一件纠纷）计1件。"
    assert "type（纠纷类型）" in count["可以按什么分组"]


# --- errors ----------------------------------------------------------------------------------


def test_an_error_shows_its_sentence_then_its_traceback() -> None:
    """While it is handled: sentence, remedy, hint. Asked again (%tb): the place, and no values."""
    told = "样" + "本甲"  # joined: the line of code that is shown does not hold it
    try:
        raise NotebookError("没有名为“x”的指标。", "您是否指“y”？")
    except FazhiError as error:
        kept = error
        lines = error._render_traceback_()
    assert "\n".join(lines).count("\n") == 1
    assert "没有名为“x”的指标。" in lines[0]
    assert "您是否指“y”？" in lines[0]
    assert "%tb" in lines[1]
    again = "\n".join(kept._render_traceback_())
    assert "test_an_error_shows_its_sentence" in again
    assert told not in again


def test_errors_import_nothing_heavy() -> None:
    """The command answers at once: IPython is not imported with the errors."""
    code = "import sys, analysis.errors; sys.exit('IPython' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
