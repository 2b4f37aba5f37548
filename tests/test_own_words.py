"""One sentence and one ratio are changed without touching src/: the page changes in exactly that."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, SAMPLE, copy_sample, fazhi, parse

from analysis.workspace import Workspace

GUIDES = PROJECT / "docs" / "zh"


def example(guide: str, name: str) -> str:
    """Return the example of that name in a guide, without the indent of a list."""
    text = (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
    (block,) = re.findall(rf"<!-- example: {name} -->\s*```\w+\n(.*?)```", text, re.DOTALL)
    return re.sub(r"^ {3}", "", block, flags=re.MULTILINE).strip()


def said(page: str) -> dict[str, str]:
    """Return the report's texts by where they stand; not those of the annex and of the review."""
    tree: Any = parse(page)
    for told in tree.xpath("//section[@class='annex' or @class='review'] | //nav"):
        told.drop_tree()
    found: dict[str, str] = {}
    for place in tree.xpath(
        "//body//*[self::p or self::li or self::td or self::dd or self::h2 or self::h3]"
    ):
        text = re.sub(r"\s+", "", place.text_content())
        found[tree.getroottree().getpath(place)] = text
    return found


def built(workspace: Workspace) -> dict[str, str]:
    """Build the sample's report and return its texts."""
    done = fazhi("build", "--root", str(workspace.root), "--town", SAMPLE.key, "--year", "2023")
    assert done.code == 0, done.out
    page = workspace.published(SAMPLE, 2023) / "report.html"
    return said(page.read_text(encoding="utf-8"))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a county of its own: the sample's ledgers and copies of the notebooks."""
    shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks")
    return copy_sample(tmp_path)


@pytest.mark.slow
def test_a_sentence_and_a_ratio_change_the_page_in_exactly_that(workspace: Workspace) -> None:
    """As 怎样改一句话 and 怎样加一个指标 show it: the sentence in its place, the rate where it stands.

    No other paragraph, card or row differs.
    """
    first = built(workspace)
    notebook = workspace.root / "notebooks" / "10_annual_report.ipynb"
    old, new = (
        example("怎样改一句话", f"sentence-{which}").strip('"') for which in ("before", "after")
    )
    source = notebook.read_text(encoding="utf-8")
    assert source.count(old) == 1
    notebook.write_text(source.replace(old, new), encoding="utf-8")
    second = built(workspace)
    assert first.keys() == second.keys()
    changed = {place for place in first if first[place] != second[place]}
    assert {second[place] for place in changed} == {
        first[place].replace("全年报送排查矛盾纠纷", "全年摸排各类矛盾") for place in changed
    }
    assert changed

    ratio = example("怎样加一个指标", "ratio")
    assert '"mediation.accepted"]' in ratio
    (workspace.root / "county.toml").write_text(
        ratio.replace('"mediation.accepted"]', '"disputes.screened"]'), encoding="utf-8"
    )
    third = built(workspace)
    gone, came = Counter(second.values()), Counter(third.values())
    assert any("成功率159.1%" in line for line in came - gone)
    # The rate and last year's, and the change of it.
    follows = re.compile(r"成功率|^(?:上年)?\d+(?:\.\d)?%$|个百分点")
    assert [line for line in came - gone if not follows.search(line)] == []
