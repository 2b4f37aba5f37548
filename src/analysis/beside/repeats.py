"""Paragraphs that stand in this year's text as they stood in last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analysis.beside.own_text import OwnText
from analysis.cells import Source
from analysis.findings import Finding
from analysis.values import narrow

_FIGURE: Final = re.compile(r"\{[^{}]*\}")
_YEAR: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][〇零○九][〇零○一二三四五六七八九]{2}(?=年)"
)
_MARKS: Final = str.maketrans("。、“”‘’【】〔〕", ".,\"\"''[][]")
_SHORT: Final = 8  # characters; a lead such as 主要做法如下 is no paragraph of its own


def unchanged(now: OwnText, then: OwnText) -> Iterator[Finding]:
    """Yield the paragraphs that are last year's, word for word or but for the number of the year."""
    old = {sameness(text): heading for heading, texts in then.sections.items() for text in texts}
    years = {but_for_years(key) for key in old}
    for heading, texts in now.sections.items():
        for number, text in enumerate(texts, start=1):
            key = sameness(text)
            if len(key) < _SHORT or but_for_years(key) not in years:
                continue
            same = "与上年文字材料中的一段相同" if key in old else "与上年的一段只差年份"
            says = f"第 {number} 段{same}。"
            remedy = "请按今年的情况改写；如确无变化，可不处理。"
            yield Finding("W420", Source(now.name, heading, ""), says, remedy=remedy)


def sameness(text: str) -> str:
    """Return the key by which texts are the same: no white space, figures by name, one width."""
    return "".join(narrow(_FIGURE.sub("", text)).translate(_MARKS).split())


def but_for_years(key: str) -> str:
    """Return a key in which every year is the same."""
    return _YEAR.sub("Y", key)
