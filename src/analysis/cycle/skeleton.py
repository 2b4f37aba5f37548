"""The skeleton of 文字材料: what the annual report's notebook asks for, with prompts."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.cycle.prompts import INTRODUCTION, MARK, prompt_for
from analysis.errors import ConfigurationError
from analysis.indicators.model import Indicator

_NAME = re.compile(r"\{([a-z_0-9]+\.[a-z_0-9]+)(?::[a-z]+)?\}")
_FEW = 6


@dataclass(frozen=True, slots=True)
class Section:
    """One heading that the notebook asks the town to write under, and the figures beside it."""

    heading: str
    figures: tuple[str, ...]


def sections(notebook: Path) -> list[Section]:
    """Return the sections of ``report.own_text("…")`` calls in order, each heading once.

    The figures are those named in the cells between the same two headings of the notebook. A cell
    that is no Python (a magic, a slip of the pen) asks for nothing. Raises ``ConfigurationError``.
    """
    found: dict[str, tuple[str, ...]] = {}
    for sources in _parts(_cells(notebook)):
        trees = [tree for source in sources if (tree := _parsed(source))]
        figures = tuple(dict.fromkeys(name for tree in trees for name in _figures(tree)))
        for heading in (heading for tree in trees for heading in _headings(tree)):
            found.setdefault(heading, figures)
    return [Section(heading, figures) for heading, figures in found.items()]


def skeleton(asked: Sequence[Section], indicators: Mapping[str, Indicator]) -> str:
    """Return 文字材料.md with a heading and prompts for each section, and no text."""
    parts = [_section(section, indicators) for section in asked]
    if parts:
        parts[0].insert(1, f"{MARK}{INTRODUCTION}")
    return "\n\n".join("\n\n".join(part) for part in parts) + "\n"


def _section(section: Section, indicators: Mapping[str, Indicator]) -> list[str]:
    known = [f"{{{name}}}（{indicators[name].title}）" for name in section.figures
             if name in indicators]  # fmt: skip
    lines = [f"# {section.heading}", f"{MARK}{prompt_for(section.heading)}"]
    if known:
        more = "等，其他见笔记本这一节" if len(known) > _FEW else ""
        begins = "报告本节已有的数字，要写进句子的照抄花括号："
        lines.append(f"{MARK}{begins}{'、'.join(known[:_FEW])}{more}")
    return lines


def _cells(notebook: Path) -> list[dict[str, Any]]:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        says = f"笔记本 {notebook.name} 无法读取。"
        raise ConfigurationError(says, "请从项目中重新复制一份。") from error
    return list(cells)


def _parts(cells: Sequence[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the code between one heading and the next."""
    sources: list[str] = []
    for cell in cells:
        source = "".join(cell.get("source", ()))
        if cell.get("cell_type") == "markdown" and source.lstrip().startswith("#"):
            yield sources
            sources = []
        elif cell.get("cell_type") == "code":
            sources.append(source)
    yield sources


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return None


def _headings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="own_text"), args=[ast.Constant(value=str(heading)), *_]
            ):
                yield heading


def _figures(tree: ast.Module) -> Iterator[str]:
    """Yield names in braces, and texts that are a name (of a chart, of a card).

    A table sums the report up: its figures belong to no section.
    """
    tables = [node for node in ast.walk(tree) if _is_table(node)]
    summed_up = {id(inner) for node in tables for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in summed_up:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            bare = f"{{{node.value}}}"
            yield from _NAME.findall(bare if _NAME.fullmatch(bare) else node.value)


def _is_table(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "table"
