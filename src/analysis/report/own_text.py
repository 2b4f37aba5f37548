"""The town's own paragraphs, kept in ``文字材料.md`` under headings; nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from analysis.errors import ConfigurationError
from analysis.values import normalise

NAME = "文字材料.md"


def read_own_text(folder: Path) -> Mapping[str, list[str]]:
    """Return heading → paragraphs; empty when there is no such file.

    A heading is a line that starts with ``#``; paragraphs are parted by blank lines. Raises
    ``ConfigurationError`` when the file is neither UTF-8 nor GB18030.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    sections: dict[str, list[str]] = {}
    heading = ""
    for chunk in re.split(r"\n\s*\n|\n(?=#)", _decoded(path)):
        lines = [line.strip() for line in chunk.strip().splitlines() if line.strip()]
        if lines and lines[0].startswith("#"):
            heading = lines.pop(0).lstrip("#").strip()
            sections.setdefault(heading, [])
        if lines:
            sections.setdefault(heading, []).append("".join(lines))
    return sections


def find(sections: Mapping[str, list[str]], title: str) -> str | None:
    """Return the heading that is ``title``, but for white space and width; None without one."""
    wanted = normalise(title)
    return next((heading for heading in sections if normalise(heading) == wanted), None)


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise ConfigurationError(f"{NAME} 的文字编码无法识别。", "请用记事本另存为 UTF-8。")
