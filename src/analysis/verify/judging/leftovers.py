"""Sentences that stand in a report as they stood in last year's, and what was left unfilled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from analysis.beside.repeats import but_for_years, sameness
from analysis.verify.finding.sections import Sentence
from analysis.verify.model import DONE, Figure, Remark

_SHORT: Final = 15  # characters; shorter sentences are leads that every report has
_BLANKS: Final = re.compile(
    r"[XxＸ×]{2,}(?=[年月日村镇县区省市某同志室所局人])|_{3,}|＿{2,}|[〔【\[(（](?:此处|这里|待补充|待填|请填写|填写)[^〕】\])）]*[〕】\])）]"
    r"|[xX×Ｘ]{3,}"
)


def repeated(
    now: Sequence[Sentence], then: Sequence[Sentence], figures: Sequence[Figure]
) -> Iterator[Remark]:
    """Yield the sentences of last year's report, word for word or but for the year.

    Those with figures may have carried these over; of others it is only to be known.
    """
    old = {sameness(sentence.text) for sentence in then}
    years = {but_for_years(key) for key in old}
    counted = {f.sentence.start for f in figures if f.kind in DONE}
    for sentence in now:
        key = sameness(sentence.text)
        if sentence.heading or len(key) < _SHORT or but_for_years(key) not in years:
            continue
        span = sentence.span
        same = "与上年报告的一句完全相同" if key in old else "与上年报告的一句只差年份"
        if span.start in counted:
            says = f"{same}，其中的数也没有变，请核对是否照抄了上年的数。"
            yield Remark(span.start, span.end, "与上年相同", says)
        else:
            says = f"{same}；如确无变化，可不处理。"
            yield Remark(span.start, span.end, "与上年相同", says, note=True)


def unfilled(sentences: Sequence[Sentence], figures: Sequence[Figure]) -> Iterator[Remark]:
    """Yield places that were left to be filled in and have no measure word to tell a figure by."""
    told = [(f.start, f.end) for f in figures if f.kind == "missing"]
    for sentence in sentences:
        for found in _BLANKS.finditer(sentence.text):
            start, end = sentence.start + found.start(), sentence.start + found.end()
            if not any(start < e and s < end for s, e in told):
                yield Remark(start, end, "没有填写", "这里留有没有填写的空，请补上或删去。")
