"""Personal data in a written text: where it stands, never what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analysis.documents.model import Document
from analysis.render.gate.gate import NOTHING, Secrets, leaks
from analysis.render.gate.shapes import plain
from analysis.verify.model import Remark

_DATUM: Final = re.compile(
    r"[0-9A-Za-zＡ-Ｚａ-ｚ０-９][\w .@+*-]*[\w*]|[^，。；、：\s]{1,24}", re.ASCII
)


def private_remarks(document: Document, secrets: Secrets = NOTHING) -> Iterator[Remark]:
    """Yield each personal datum once; where it cannot be told apart, the whole paragraph is meant."""
    for start, paragraph in zip(document.starts, document.paragraphs, strict=True):
        text = paragraph.text
        same = len(plain(text)) == len(text)
        for kind, position in leaks(text, secrets):
            span = _span(text, position, secrets) if same else (0, len(text))
            says = f"这里有{kind}，公开前请删去或改用概括的说法。"
            yield Remark(start + span[0], start + span[1], "个人信息", says, private=True)


def _span(text: str, position: int, secrets: Secrets) -> tuple[int, int]:
    """Return from where to where a datum stands: a name that is known, else all that may be of it."""
    names = [len(name) for name in secrets.names if text.startswith(name, position)]
    if names:
        return position, position + max(names)
    found = _DATUM.match(text, position)
    return (position, found.end()) if found else (0, len(text))
