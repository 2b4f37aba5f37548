"""What a 审核意见表 holds, read from the page: its rows are the page's own numbers (1.2.3, 图1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from analysis.errors import NotebookError
from analysis.render.document.model import Document, Piece
from analysis.render.document.paper import warning
from analysis.render.opinions.printed import printed, runs, summary
from analysis.render.opinions.questions import (
    Entry,
    bare_rates,
    questions_about,
    typed_figures,
)

ROW_CHOICES: Final = ("属实", "需说明", "需修改")
HINT_CHOICES: Final = ("已核实", "退回")
LACK_CHOICES: Final = ("补报", "无此项工作")
VERDICTS: Final = ("同意", "修改后同意", "退回重报")
BLANKS: Final = ("审核单位", "审核人", "审核日期")

_COUNTY: Final[Mapping[str, Any]] = {
    "part": "请各乡镇说明", "heads": ("序号", "乡镇", "报送情况"),
}  # fmt: skip
_TOLD_OTHERWISE: Final = ("比率为100%", "台账为")  # findings that a question of the figure asks
_CARDS: Final = "概览"
_RANK: Final[Mapping[str, int]] = {"paragraph": 0, "points": 0, "chart": 1, "table": 1, "cards": 2}
"""Where a figure is asked about: where it stands in a sentence, else in a chart, else elsewhere."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to review: its number on the page, its beginning, its figures, what to ask.

    ``heading``: a heading of the report, which only shows where its rows stand.
    """

    label: str
    text: str
    figures: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """One 审核提示 of the page. ``places``: where the page prints the figure that it is about."""

    level: str
    where: str
    text: str
    remedy: str
    places: str


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing to add (待补充). ``group``: what it is one of, such as 没有收到的台账."""

    group: str
    wanted: str
    told: str


@dataclass(frozen=True, slots=True)
class OpinionForm:
    """The whole form. ``mark``: 草稿 or 示例数据.

    ``part``: what its first part is about; ``heads``: what the first three columns of that are called.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    hints: tuple[Hint, ...]
    lacks: tuple[Lack, ...]
    mark: str
    part: str = "逐段审核"
    heads: tuple[str, str, str] = ("段号", "内容摘要", "数字")

    def columns(self, widths: Mapping[str, float]) -> dict[str, float]:
        """Return the columns of the first part with their widths; ``widths``: as a report's."""
        return dict(
            zip((*self.heads, *list(widths)[len(self.heads) :]), widths.values(), strict=True)
        )


@dataclass(slots=True)
class _Asked:
    """What is asked about each piece: every figure once, in the first place that suits."""

    entries: Mapping[str, Entry]
    hints: Sequence[Hint]
    compared: bool
    _done: set[str] = field(default_factory=set)

    def about(self, piece: Piece) -> tuple[str, ...]:
        """Return the questions about a piece; called in the order of ``_RANK``."""
        names = dict.fromkeys(str(run["indicator"]) for run in runs(piece) if run.get("indicator"))
        known = {name: self.entries[name] for name in names if name in self.entries}
        new = [entry for name, entry in known.items() if name not in self._done]
        self._done |= known.keys()
        typed = [str(run["text"]) for run in runs(piece) if run.get("typed")]
        bare = bare_rates(known.values(), names) if not _RANK[piece.kind] else ()
        return (
            *typed_figures(typed), *questions_about(new, compared=self.compared), *bare,
            *(words for entry in new for words in self._hinted(entry["title"])),
        )  # fmt: skip

    def _hinted(self, title: str) -> Iterator[str]:
        for hint in self.hints:
            if _subject(hint.where) == title and not hint.text.startswith(_TOLD_OTHERWISE):
                says = hint.text if f"“{title}”" in hint.text else f"“{title}”{hint.text}"
                yield f"{says}请问是否属实？"


def opinion_form(document: Document) -> OpinionForm:
    """Read the form from a page of the review edition.

    Raises ``NotebookError`` for a public page: what a reviewer asks is not published.
    """
    if document.title["edition"] == "public":
        raise NotebookError("公开版没有审核意见表。", "请用送审版生成。")
    hints = tuple(_hints(document))
    return OpinionForm(
        title=str(document.title["title"]),
        facts=_facts(document.title),
        rows=tuple(_rows(document, hints)),
        hints=hints,
        lacks=tuple(_lacks(document)),
        mark=warning(document.title),
        **(_COUNTY if document.title["kind"] == "county" else {}),
    )


def numbered(questions: Sequence[str]) -> list[str]:
    """Return several questions with their numbers; a single one has none."""
    if len(questions) < 2:
        return list(questions)
    return [f"{number}．{question}" for number, question in enumerate(questions, start=1)]


def _facts(title: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    year = title.get("year")
    facts = (
        ("报告名称", title["title"]),
        ("单位", "、".join(title.get("organs") or ()) or title.get("town")),
        ("年度", f"{year}年" if year else ""),
        ("文号", title.get("document_number")),
        ("数据截止", title.get("data_cutoff")),
        ("版次", f"第{title['version']}版" if title.get("version") else ""),
    )
    return tuple((name, str(value or "")) for name, value in facts if value or name == "文号")


def _rows(document: Document, hints: Sequence[Hint]) -> Iterator[Row]:
    if document.title["kind"] == "county":
        yield from _of_towns(document)
        return
    entries = {str(e.figure["indicator"]): e.figure for e in document.annex}
    compared = any(entry.get("last_year") for entry in entries.values())
    asked = _Asked(entries, hints, compared)
    shown = [
        piece for piece in document.pieces if piece.label or piece.kind in {"heading", "cards"}
    ]
    ranked = (n for n, piece in enumerate(shown) if piece.kind in _RANK)
    order = sorted(ranked, key=lambda n: _RANK[shown[n].kind])
    questions = {n: asked.about(shown[n]) for n in order}
    whole = [hint.text for hint in hints if hint.where == "指标"]
    if entries and not compared:
        whole.append("全部数字都没有上年数，请问能否补交上年的台账或报告？")
    if whole:
        yield Row("全文", "整份报告", questions=tuple(whole))
    for n, piece in enumerate(shown):
        if piece.kind == "heading":
            yield Row("", f"{piece.label}{piece.data}", heading=True)
        else:
            figures = tuple(printed(piece, entries))
            yield Row(piece.label or _CARDS, summary(piece), figures, questions.get(n, ()))


def _of_towns(document: Document) -> Iterator[Row]:
    """Yield a row for each town that is asked something, with its questions."""
    blocks = (piece.data for piece in document.pieces if piece.kind == "questions")
    for number, one in enumerate((town for block in blocks for town in block["towns"]), start=1):
        yield Row(str(number), one["town"], (one["filing"],), tuple(one["questions"]))


def _hints(document: Document) -> Iterator[Hint]:
    places: dict[str, Iterable[str]] = {
        str(e.figure["title"]): [place.label for place in e.places] for e in document.annex
    }
    for item in document.panel.items if document.panel else ():
        level, where, text, remedy = (
            str(item.get(key) or "") for key in ("level", "where", "text", "remedy")
        )
        shown = "、".join(places.get(_subject(where), ()))
        yield Hint(level, where, text, remedy, shown)


def _subject(where: str) -> str:
    """Return the title of the indicator that a finding is about; "" for none."""
    kind, _, title = where.partition(" › ")
    return title if kind == "指标" else ""


def _lacks(document: Document) -> Iterator[Lack]:
    for wanted in document.pending:
        if wanted.parts:
            for name, titles in wanted.parts.items():
                yield Lack(wanted.wanted, name, "" if titles == (name,) else _used(titles))
        else:
            told = _used(wanted.titles) if wanted.wanted else ""
            reasons = "".join(wanted.reasons)
            name = wanted.wanted or "、".join(wanted.titles)
            yield Lack("", name, "；".join(part for part in (told, reasons) if part))


def _used(titles: Sequence[str]) -> str:
    return f"用于{'、'.join(titles)}" if titles else ""
