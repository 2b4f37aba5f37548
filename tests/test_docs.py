"""The documents say what the code does: examples run, names exist, links lead somewhere."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import PROJECT

from analysis.findings import CODES, Severity
from analysis.indicators import INDICATORS
from analysis.intake.file import read_file
from analysis.intake.tables.mapping import read_mapping
from analysis.layers import LAYERS
from analysis.ledgers import LEDGERS

DOCUMENTS = sorted(
    path
    for path in (*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"))
    if not path.name.startswith(".")
)
DECISIONS = [path for path in DOCUMENTS if path.parent.name == "decisions"]
README, CONTRIBUTING = PROJECT / "README.md", PROJECT / "CONTRIBUTING.md"
GUIDES = PROJECT / "docs" / "zh"
MENDING, FIRST_REPORT = GUIDES / "数据问题怎样改.md", GUIDES / "十分钟出第一份报告.md"

_BLOCK = re.compile(
    r"(?:<!-- example: (?P<name>[^>]+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL
)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_DOTTED = re.compile(r"`\{?([a-z_]+)\.([A-Za-z_]+)(?::[a-z]+)?\}?`")
_FILE_ENDINGS = {
    "py",
    "pdf",
    "docx",
    "xlsx",
    "js",
    "css",
    "parquet",
    "toml",
    "md",
    "ipynb",
    "html",
    "csv",
    "json",
    "yml",
}
_FIGURE = re.compile(r"\{([a-z_]+\.[a-z_]+)(?::[a-z]+)?\}")
_OWN = re.compile(r'^\[indicators\."([a-z_.]+)"\]$', re.MULTILINE)  # in an example of county.toml
_COMMAND = re.compile(r"\bfazhi ([a-z]+(?:-[a-z]+)*)([^#\n`]*)")


def read(path: Path) -> str:
    """Return a document's text."""
    return path.read_text(encoding="utf-8")


def blocks(path: Path, kind: str) -> Iterator[tuple[str | None, str]]:
    """Yield name and text of a document's fenced blocks of one kind."""
    for match in _BLOCK.finditer(read(path)):
        if match["kind"] == kind:
            yield match["name"], match["text"]


def example(name: str) -> str:
    """Return the worked example of that name in CONTRIBUTING.md."""
    return next(text for found, text in blocks(CONTRIBUTING, "python") if found == name)


def declared_in_examples() -> set[str]:
    """Return the ids of the indicators that CONTRIBUTING.md shows how to add."""
    return set(re.findall(r'id="([a-z]+\.[a-z]+)"', example("indicator")))


def table(text: str) -> list[list[str]]:
    """Return the cells of the Markdown table rows in a text, without the rule below the heading."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    return [row for row in cells if not set("".join(row)) <= set("-: ")]


def run_python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, so that changed declarations stay there."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True, encoding="utf-8", cwd=folder, check=False,
    )  # fmt: skip


# --- links, names, commands ------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    """Every relative link and picture of a document is a file of the project."""
    targets = [target for target in _LINK.findall(read(path)) if "://" not in target]
    assert [t for t in targets if not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_machine_is_named(path: Path) -> None:
    """No document holds a path of the machine it was written on."""
    assert re.findall(r"(?<![\w.])/(?:home|root|work|tmp|Users)/\S*", read(path)) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_figures_in_examples_exist(path: Path) -> None:
    """Every {indicator} in a document is declared, or one that its example adds."""
    known = INDICATORS.keys() | declared_in_examples() | set(_OWN.findall(read(path)))
    assert [name for name in _FIGURE.findall(read(path)) if name not in known] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_names_in_code_style_exist(path: Path) -> None:
    """`mediation.settled`, `study.category`, `findings.CODES`: an indicator, a column, a name."""
    own = set(re.findall(r'\[indicators\."([^"]+)"\]', read(path)))
    indicators = INDICATORS.keys() | declared_in_examples() | own
    columns = {
        f"{ledger.id}.{column.id}" for ledger in LEDGERS.values() for column in ledger.columns
    }
    modules = {module for layer in LAYERS for module in layer}
    prefixes = {name.split(".")[0] for name in indicators | columns}
    wrong = []
    for prefix, name in _DOTTED.findall(read(path)):
        if name in _FILE_ENDINGS or f"{prefix}.{name}" in indicators | columns:
            continue
        if prefix in modules:
            wrong += [] if _has(prefix, name) else [f"{prefix}.{name}"]
        elif prefix in prefixes:
            wrong.append(f"{prefix}.{name}")
    assert wrong == []


def _has(module: str, name: str) -> bool:
    """Tell whether a module of the package holds a name, or a package a module."""
    holder = importlib.import_module(f"analysis.{module}")
    inside = [Path(folder) / name for folder in getattr(holder, "__path__", ())]
    there = (path.is_dir() or path.with_suffix(".py").is_file() for path in inside)
    return hasattr(holder, name) or any(there)


@pytest.fixture(scope="module")
def helps() -> dict[str, str]:
    """Return what `fazhi --help` says, and `fazhi COMMAND --help` for each command it names."""

    def ask(*arguments: str) -> str:
        code = f"import sys; sys.argv = ['fazhi', *{arguments!r}, '--help']\n"
        return run_python(f"{code}from analysis.cli import main; main()", PROJECT).stdout

    top = ask()
    commands = re.findall(r"^ +([a-z-]+) {2,}\S", top.split("Commands:")[-1], re.MULTILINE)
    return {"": top} | {command: ask(command) for command in commands}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(path: Path, helps: dict[str, str]) -> None:
    """Every `fazhi COMMAND --option` in a document is one that the command knows."""
    assert {"build", "validate"} <= helps.keys()
    wrong = []
    text = "\n".join([*re.findall(r"`([^`\n]+)`", read(path)), *(t for _, t in blocks(path, "sh"))])
    for command, rest in _COMMAND.findall(text):
        options = re.findall(r"--[a-z]+", rest)
        known = helps.get(command, "")
        wrong += [f"{command} {option}" for option in options if option not in known]
        wrong += [] if known else [command]
    assert wrong == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_quick_start_is_two_commands(name: str) -> None:
    """A fresh machine needs exactly these two lines."""
    first, second = [text.strip() for _, text in blocks(PROJECT / name, "sh")][:2]
    assert (first, second) == ("pip install uv && uv run fazhi build", "uv run pytest")
    assert "pipx run uv run fazhi build" in read(PROJECT / name)


def test_the_folder_listing_is_complete() -> None:
    """README names every folder of the project, and nothing that is not there."""
    rows = table(read(README).split("## Folders")[1].split("## ")[0])[1:]
    listed = [row[0].strip("`") for row in rows]
    made = {"reports/"}  # by the build; not in git
    assert [name for name in listed if name not in made and not (PROJECT / name).exists()] == []
    git = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=False
    )
    tracked = [name for name in git.stdout.split("\0") if "/" in name and name[0] not in "._"]
    folders = {f"{name.split('/')[0]}/" for name in tracked}
    assert {f for f in folders if not any(name.startswith(f) for name in listed)} == set()


# --- examples --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_python_in_documents_is_python(path: Path) -> None:
    """Every block of Python parses."""
    for _, text in blocks(path, "python"):
        if ">>>" not in text:
            ast.parse(text)


_WITH_INDICATOR = """
import types
import analysis.indicators as registry
from analysis.indicators.model import Count, Indicator, Latest, Ratio, Sum, Total, Where
added = ({declaration})
assert added.id not in registry.INDICATORS, "the example exists already"
registry.INDICATORS = types.MappingProxyType({{**registry.INDICATORS, added.id: added}})
assert not registry.faults(dict(registry.INDICATORS)), registry.faults(dict(registry.INDICATORS))
"""

_WITH_LEDGER = """
import types
import analysis.ledgers as registry
from analysis.ledgers.common import REMARK, SERIAL, person, personal
from analysis.ledgers.model import AtMost, Column, Ledger, NotBefore
before = set(globals())
{declaration}
(added,) = [value for name, value in list(globals().items()) if isinstance(value, Ledger)]
assert added.id not in registry.LEDGERS, "the example exists already"
registry.LEDGERS = types.MappingProxyType({{**registry.LEDGERS, added.id: added}})
"""


@pytest.mark.parametrize(
    ("declaration", "test", "scaffold"),
    [
        ("indicator", "indicator test", _WITH_INDICATOR),
        ("ledger", "ledger test", _WITH_LEDGER),
    ],
)
def test_worked_examples_run(declaration: str, test: str, scaffold: str, tmp_path: Path) -> None:
    """The declaration of CONTRIBUTING.md and its test, taken as they stand there, pass."""
    (function,) = re.findall(r"def (test_\w+)\(", example(test))
    code = "\n".join([
        scaffold.format(declaration=example(declaration)),
        example(test).replace("from __future__ import annotations\n", ""),
        f"{function}(Path({str(tmp_path)!r}))",
        "print('passed')",
    ])  # fmt: skip
    done = run_python(code, tmp_path)
    assert done.stdout == "passed\n", done.stderr


# --- tables held to the code -----------------------------------------------------------------


def test_the_table_of_findings_is_that_of_the_code() -> None:
    """数据问题怎样改 lists every code as the code declares it; else the right table is printed."""
    rows = [f"| {code} | {severity} | {title} |" for code, (severity, title) in CODES.items()]
    right = "\n".join(["| 代号 | 级别 | 含义 |", "|---|---|---|", *rows])
    shown = read(MENDING).split("<!-- codes:begin -->")[1].split("<!-- codes:end -->")[0].strip()
    assert shown == right, f"put this between the markers:\n\n{right}\n"


def test_every_error_says_how_to_mend_it() -> None:
    """Each code that refuses a town has a section under its own title."""
    sections = re.findall(r"^### (\w\d+) (.+)$", read(MENDING), re.MULTILINE)
    errors = {
        code: title for code, (severity, title) in CODES.items() if severity is Severity.ERROR
    }
    assert {code: title for code, title in sections if code in errors} == errors
    assert [code for code, title in sections if CODES[code][1] != title] == []


def test_the_mapping_that_the_guide_shows_is_read(tmp_path: Path) -> None:
    """数据问题怎样改 shows a mapping file that is taken as it stands, and a question really asked."""
    (text,) = (text for _, text in blocks(MENDING, "toml"))
    path = tmp_path / "双龙镇.toml"
    path.write_text(text, encoding="utf-8")
    mapping = read_mapping(path)
    ledger = LEDGERS["mediation"]
    assert mapping.column(ledger, ("化解状况",)) is ledger.column("result")
    assert mapping.says(ledger, ("经手科室",))
    assert [(p.file, p.top, p.bottom) for p in mapping.places] == [("调解*.xlsx", 2, 3)]
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for row in (
        ["双龙镇调解台账"],
        ["案件编号", "受理日期", "纠纷类型", "当事人", "化解状况"],
        ["1号", "2023-01-05", "邻里", "样本甲", "调解成功"],
    ):
        book.active.append(row)
    book.save(tmp_path / "调解台账.xlsx")
    shown = next(text for _, text in blocks(MENDING, "text") if "T207" in text)
    for said, asked in (
        (path, []),
        (tmp_path / "absent" / path.name, [" ".join(shown.split("\n"))]),
    ):
        found = read_file(tmp_path / "调解台账.xlsx", "调解台账.xlsx", 2023, said).findings
        assert [f"{f}" for f in found if f.code == "T207"] == [text.strip() for text in asked]


def test_the_ledgers_known_are_those_declared() -> None:
    """十分钟出第一份报告 names every ledger that the code knows, in its order."""
    (line,) = re.findall("^已认识的台账：(.+)。$", read(FIRST_REPORT), re.MULTILINE)
    assert line.split("、") == [ledger.title for ledger in LEDGERS.values()]


def test_the_rooms_are_those_of_the_code() -> None:
    """CONTRIBUTING.md lists every layer with its modules."""
    rows = table(read(CONTRIBUTING).split("## The rooms")[1].split("## ")[0])[1:]
    assert [tuple(re.findall(r"`(\w+)`", row[1])) for row in rows] == list(LAYERS)


def test_the_glossary_has_one_word_per_term() -> None:
    """Three filled columns; no Chinese term and no English word stands twice."""
    head, *rows = table(read(PROJECT / "docs" / "glossary.md"))
    assert head[:2] == ["中文", "English"]
    assert [row for row in rows if len(row) != len(head) or not all(row)] == []
    for column in (0, 1):
        words = [row[column].lower() for row in rows]
        assert sorted({word for word in words if words.count(word) > 1}) == []
    assert [row[1] for row in rows if not row[1].isascii()] == []


def test_dependencies_are_those_decided_on() -> None:
    """Decision 2 gives a reason for every runtime dependency, and for no other."""
    project = tomllib.loads(read(PROJECT / "pyproject.toml"))["project"]
    wanted = {re.split(r"[<>=~!\[ ]", name)[0] for name in project["dependencies"]}
    rows = table(read(PROJECT / "docs" / "decisions" / "0002-dependencies.md"))[1:]
    assert {row[0] for row in rows} == wanted


def test_closed_categories_are_those_of_the_code() -> None:
    """Decision 6 lists the closed columns."""
    text = read(PROJECT / "docs" / "decisions" / "0006-closed-and-open-categories.md")
    listed = re.findall(r"`(\w+\.\w+)`", text.split("Closed today:")[1].split("\n- ")[0])
    closed = [
        f"{ledger.id}.{c.id}" for ledger in LEDGERS.values() for c in ledger.columns if c.closed
    ]
    assert sorted(listed) == sorted(closed)


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_decisions_are_short_and_complete(path: Path) -> None:
    """A decision has its number, context, decision and consequence, within forty lines."""
    text = read(path)
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert len(text.splitlines()) <= 40


def test_the_headings_for_own_text_are_those_of_the_notebook() -> None:
    """The guide lists the headings of 文字材料.md that the report asks for, in its order."""
    notebook = json.loads(read(PROJECT / "notebooks" / "10_annual_report.ipynb"))
    cells = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    asked = re.findall(r'report\.own_text\("([^"]+)"\)', cells)
    listed = read(FIRST_REPORT).split("可用的标题：")[1].split("`{")[0]
    assert re.findall(r"^- (.+)$", listed, re.MULTILINE) == asked
