"""What verifying gave, told to the terminal in Chinese lines, or as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from analysis.indicators.model import Indicator
from analysis.values import format_number
from analysis.verify.model import VERDICTS, Judged, Remark, Verified
from analysis.verify.outputs.veil import Veil, veil_of

_SHOWN = ("differ", "contradiction")
_QUOTED = 24


def tally(verified: Verified) -> str:
    """Return 共 24 个数：相符 21、不符 1、待核 2."""
    verdicts = [one.verdict for one in verified.judged]
    counts = [f"{words} {verdicts.count(v)}" for v, words in VERDICTS.items() if v in verdicts]
    count = f"共 {len(verdicts)} 个数"
    return f"{count}：{'、'.join(counts)}" if counts else f"{count}"


def as_lines(verified: Verified) -> Iterator[str]:
    """Yield the summary and everything to be mended, in the order of the text."""
    against = f"按{verified.town}{verified.year}年台账核对" if verified.town else "未与台账核对"
    veil = veil_of(verified)
    yield veil.hide(f"{verified.document.name}：{against}，{tally(verified)}。")
    told = [
        (j.figure.start, line) for j in verified.judged for line in _of_figure(j, verified, veil)
    ]
    told += [(r.start, _of_remark(r, verified, veil)) for r in verified.remarks]
    yield from (veil.hide(line) for _, line in sorted(told, key=lambda one: one[0]))
    if any(paragraph.in_table for paragraph in verified.document.paragraphs):
        yield "  表格中的数没有核对，请自行核对。"
    if verified.document.aside:
        yield f"  其中{verified.document.aside}没有核对。"


def _of_figure(one: Judged, verified: Verified, veil: Veil) -> Iterator[str]:
    where = _where(one.figure.start, verified)
    begin = one.figure.start - len(one.figure.before[-_QUOTED:])
    quoted = veil.shown(max(0, begin), one.figure.end).strip()
    if one.verdict in _SHOWN:
        yield f"  {VERDICTS[one.verdict]}　{where}“{quoted}”：{one.says}"
    doubts = one.doubts if one.verdict in {"agree", "differ"} else one.doubts[1:]
    for doubt in doubts:
        yield f"  {VERDICTS['contradiction']}　{where}“{quoted}”：{doubt}"


def _of_remark(remark: Remark, verified: Verified, veil: Veil) -> str:
    sort = "提示" if remark.note else "请改"
    where = _where(remark.start, verified) if remark.end else "全文"
    quoted = veil.shown(remark.start, remark.end)
    short = f"{quoted[:_QUOTED]}…" if len(quoted) > _QUOTED else quoted
    shown = f"“{short}”" if short and not remark.private else ""
    return f"  {sort}　{where}{shown}{remark.title}：{remark.says}"


def _where(position: int, verified: Verified) -> str:
    index, _ = verified.document.at(position)
    place = verified.document.paragraphs[index].place
    return f"{place}第{index + 1}段" if place else f"第{index + 1}段"


def listed(verified: Verified, indicators: Mapping[str, Indicator]) -> list[dict[str, Any]]:
    """Return all figures, then what is remarked on, as JSON has them.

    A figure has ``text start end value unit qualifier kind indicator verdict expected sources``
    (numbers exact, null where there is none), ``says``, ``doubts``, the indicators ``near`` where none is
    certain, the ``words`` that it was told by, headings and sentence; positions count characters of
    the document's paragraphs joined by line feeds. A remark has kind ``remark`` (``private`` without its
    text) and verdict ``contradiction``, or null where it is only to be known.
    """
    veil = veil_of(verified)
    every = [_figure(one, indicators, veil) for one in verified.judged]
    for one in verified.judged:
        if one.verdict == "agree":
            every += [_doubt(one, doubt) for doubt in one.doubts]
    return every + [_remark(remark, veil) for remark in verified.remarks]


def _figure(one: Judged, indicators: Mapping[str, Indicator], veil: Veil) -> dict[str, Any]:
    figure = one.figure
    indicator = indicators[one.match.indicator] if one.match.indicator else None
    return {
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "value": _number(figure.value),
        "upper": _number(figure.upper),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "indicator": one.match.indicator,
        "title": indicator.title if indicator else None,
        "verdict": one.verdict,
        "expected": _number(one.expected),
        "sources": [
            {
                "label": part.label,
                "value": _number(part.value),
                "file": part.source.file,
                "sheet": part.source.sheet,
                "cells": part.source.cells,
            }
            for part in one.sources
        ],
        "says": one.says,
        "doubts": list(one.doubts),
        "near": list(one.match.near),
        "words": one.match.words,
        "section": [veil.hide(heading) for heading in figure.section],
        "sentence": [figure.sentence.start, figure.sentence.end],
    }


def _doubt(one: Judged, doubt: str) -> dict[str, Any]:
    figure = one.figure
    return _told(figure.text, figure.start, figure.end, "remark", doubt, wrong=True)


def _remark(remark: Remark, veil: Veil) -> dict[str, Any]:
    kind = "private" if remark.private else "remark"
    text = "" if remark.private else veil.shown(remark.start, remark.end)
    says = f"{remark.title}：{remark.says}"
    return _told(text, remark.start, remark.end, kind, says, wrong=not remark.note)


def _told(  # noqa: PLR0913 - the fields of a line
    text: str, start: int, end: int, kind: str, says: str, *, wrong: bool
) -> dict[str, Any]:
    nothing = dict.fromkeys(("value", "indicator", "expected"))
    return {
        "text": text,
        "start": start,
        "end": end,
        "unit": "",
        "qualifier": "",
        "kind": kind,
        **nothing,
        "verdict": "contradiction" if wrong else None,
        "sources": [],
        "says": says,
    }


def _number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(format_number(value, 6))
