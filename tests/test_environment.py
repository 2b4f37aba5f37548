"""conda users get what pyproject.toml says: the same libraries with the same lower bounds."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]
_ITEM = re.compile(r"^(?P<indent> *)- (?P<text>.+?) *(?:#.*)?$")


def listed() -> tuple[list[str], list[str]]:
    """Return what environment.yml takes from conda and what from pip, without spaces.

    The file is read line by line: a YAML library would be one more dependency for one file.
    """
    lines = (PROJECT / "environment.yml").read_text(encoding="utf-8").split("dependencies:\n")[1]
    items = [match for line in lines.splitlines() if (match := _ITEM.match(line))]
    outer = min(len(item["indent"]) for item in items)
    texts = [(len(item["indent"]) == outer, item["text"]) for item in items]
    conda = [text.replace(" ", "") for is_outer, text in texts if is_outer and text != "pip:"]
    return conda, [text for is_outer, text in texts if not is_outer]


def project() -> dict[str, object]:
    """Return the project table of pyproject.toml."""
    content = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    table: dict[str, object] = content["project"]
    return table


def test_libraries_and_bounds_are_those_of_the_project() -> None:
    """Every runtime dependency stands in environment.yml as in pyproject.toml, and no other."""
    _, pip = listed()
    wanted = project()["dependencies"]
    assert isinstance(wanted, list)
    assert sorted(item for item in pip if not item.startswith("-e")) == sorted(wanted)


def test_python_is_that_of_the_project() -> None:
    """The lower bound of Python is the project's, and pip is there to install the rest."""
    conda, _ = listed()
    assert sorted(conda) == ["pip", f"python{project()['requires-python']}"]


def test_the_project_itself_is_installed() -> None:
    """`fazhi` is there after one command, from this folder."""
    _, pip = listed()
    assert pip[-1] == "-e ."
