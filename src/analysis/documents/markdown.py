"""A Markdown file as paragraphs: marks are dropped, headings have levels, code is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from analysis.documents.lines import one_line, rejoined
from analysis.documents.model import Document, Paragraph
from analysis.documents.plain import text_of

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE: Final = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM: Final = re.compile(r"\s*(?:[-*+]\s+|(?=\d+[.)、．]|[（(]?[一二三四五六七八九十]+[）)、]))")
_QUOTE: Final = re.compile(r"\s{0,3}(?:>\s?)+")
_DIVIDER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT: Final = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_INLINE: Final = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"(\*\*\*|___|\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\*)\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`]*)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])"), r"\1"),
)


def read_markdown(raw: bytes, name: str) -> Document:
    """Read a Markdown file. Raises ``UnreadableFileError``."""
    text = _COMMENT.sub("", _FRONT.sub("", text_of(raw)))
    found = (p for p in _paragraphs(list(_outside_fences(text))) if p.text)
    return Document(name, tuple(replace(p, number=n) for n, p in enumerate(found)))


def _outside_fences(text: str) -> Iterator[str]:
    """Yield the lines that are no code; a fence counts as an empty one."""
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if found and (not fence or (found[1].startswith(fence) and not line.strip(" `~"))):
            fence = "" if fence else found[1]
            yield ""
        elif not fence:
            yield line


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    gathered: list[str] = []
    for line in lines:
        bare = _QUOTE.sub("", line)
        under = _UNDERLINE.match(bare) if gathered else None
        if gathered and (under or _begins(bare)):
            yield Paragraph(_plain(gathered), (1 if under[1][0] == "=" else 2) if under else 0)
            gathered = []
        if under:
            continue
        if _stands_alone(bare):
            yield from _alone(bare)
            continue
        gathered.append(_ITEM.sub("", bare, count=1))
        if line.endswith(("  ", "\\")):  # a line break that is meant
            gathered.append(gathered.pop().removesuffix("\\"))
            yield Paragraph(_plain(gathered))
            gathered = []
    yield Paragraph(_plain(gathered))


def _stands_alone(line: str) -> bool:
    """Whether a line is no part of running text: empty, a heading, a rule, a row of a table."""
    bare = line.strip()
    return not bare or bare.startswith("|") or bool(_HEADING.match(line) or _RULE.match(line))


def _begins(line: str) -> bool:
    """Whether no line before goes on in this one."""
    return _stands_alone(line) or bool(_ITEM.match(line))


def _alone(line: str) -> Iterator[Paragraph]:
    if heading := _HEADING.match(line):
        yield Paragraph(_plain([heading[2]]), len(heading[1]))
    elif line.strip().startswith("|") and not _DIVIDER.match(line):
        for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")):
            yield Paragraph(_plain([cell]), in_table=True)


def _plain(lines: list[str]) -> str:
    """Return lines as one, without marks of emphasis, links and code."""
    text = rejoined(lines)
    for pattern, instead in _INLINE:
        text = pattern.sub(instead, text)
    return one_line(text)
