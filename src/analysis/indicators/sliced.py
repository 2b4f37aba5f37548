"""A figure of one category: the declared indicator with one more condition.

So everything that an indicator has (cells, rows left out, last year, disclosure) it has too. A rate
divides its halves, each of that category.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.errors import NotebookError
from analysis.indicators.model import Indicator, Latest, Ratio, RowFormula, Total, Where
from analysis.intake.parse import accepted, listed
from analysis.ledgers import LEDGERS, Column
from analysis.values import nearest, normalise

Frames = Sequence[Mapping[str, pd.DataFrame]]
"""The typed rows by ledger, of each year that is looked at."""

_NAME = re.compile(
    r"(?P<whole>[^\[\]]+)\[(?:(?P<column>[^\[\]=＝]+?)(?P<sign>[=＝含]))?(?P<value>[^\[\]]+)\]"
)

_NUMBERED = re.compile("^serial$|_no$")  # 序号, 案件编号: what tells one case would be told of it


@dataclass(frozen=True, slots=True)
class Slice:
    """The name of a figure of one category; ``column`` is a title or an id, or not given.

    ``within``: of the rows whose text has the value in it, ``[检查内容含控烟]``.
    """

    whole: str
    column: str | None
    value: str
    within: bool = False

    @classmethod
    def read(cls, name: str) -> Slice | None:
        """Return what a name in square brackets says, None for a plain name."""
        found = _NAME.fullmatch(name)
        if found is None:
            return None
        within = found["sign"] == "含"
        return cls(found["whole"].strip(), found["column"], found["value"].strip(), within)

    def of(self, whole: str) -> str:
        """Return the name of the same category of another indicator."""
        sign = "含" if self.within else "="
        told = f"{self.column}{sign}{self.value}" if self.column else self.value
        return f"{whole}[{told}]"


def sliced(
    part: Slice, indicators: Mapping[str, Indicator], frames: Frames
) -> dict[str, Indicator]:
    """Return the figure of a category after those that it is made of, each as an indicator.

    A column that is named may be asked for any word; without its name a word has to be known, of
    the declarations or of the typed rows ``frames``.

    Raises ``NotebookError`` for a category that neither knows, for one that two columns hold, and
    over a register of persons.
    """
    if not normalise(part.value).strip("()"):
        raise NotebookError(f"“{part.of(part.whole)}”中没有写要哪一类。", "请写成 {指标名[类别]}。")
    whole = indicators[part.whole]
    made: dict[str, Indicator] = {}
    for term in whole.terms:
        made |= sliced(replace(part, whole=term), indicators, frames)
    name, title = part.of(part.whole), f"{whole.title}（{part.value}）"
    same = replace(whole, id=name, title=title, by=())
    if whole.terms:
        terms = [part.of(term) for term in whole.terms]
        formula = whole.formulas[0]
        cut = Ratio(*terms) if isinstance(formula, Ratio) else Total(tuple(terms))
        made[name] = replace(same, formulas=(cut,))
    else:
        made[name] = replace(same, formulas=_formulas(part, whole, frames))
    return made


def _formulas(part: Slice, whole: Indicator, frames: Frames) -> tuple[RowFormula, ...]:
    """Return the formulas of which one column holds the value, with that condition."""
    rows = [f for f in whole.formulas if not isinstance(f, Ratio | Total | Latest)]
    if any(LEDGERS[formula.ledger].about == "person" for formula in rows):
        title = LEDGERS[rows[0].ledger].title
        raise NotebookError(
            f"《{title}》一行是一个人，为保护个人信息，“{whole.id}”不能这样细分。",
            "请用 report.chart 按一项分，人数少的会并入其他。",
        )
    found = [
        replace(formula, where=(*formula.where, Where(column.id, (value,), within=part.within)))
        for formula in rows
        for column, value in _held(part, formula, frames)
    ]
    if not found:
        raise _unknown(part, whole, rows, frames)
    titles = sorted({LEDGERS[f.ledger].column(f.where[-1].column).title for f in found})
    if len(titles) > 1:
        raise NotebookError(
            f"“{part.of(part.whole)}”中的“{part.value}”在几栏里都有：{'、'.join(titles)}。",
            f"请写明是哪一栏，例如 {{{part.whole}[{titles[0]}={part.value}]}}。",
        )
    return tuple(found)


def _held(part: Slice, formula: RowFormula, frames: Frames) -> Iterator[tuple[Column, str]]:
    """Yield the columns that can hold the value, with the value as they hold it."""
    for column in _columns(part, formula):
        value = part.value if part.within else _value(part, column, formula, frames)
        if value is not None:
            yield column, value


def _value(part: Slice, column: Column, formula: RowFormula, frames: Frames) -> str | None:
    """Return the value as a category column holds it; None where it cannot hold it."""
    if value := listed(column, part.value):
        return value
    if part.column and (into := accepted(column, part.value)):
        raise NotebookError(
            f"“{column.title}”写“{part.value}”的行都归入“{into}”，不能单独取。", f"请改写“{into}”。"
        )
    written = {normalise(word): word for word in _words(column, formula, frames)}
    value = written.get(normalise(part.value))
    if value is None and part.column and not column.closed:
        guess = nearest(part.value, (*column.values, *written.values()))
        value = None if guess else part.value  # a town that has no such row has 0 of them
    return value


def _columns(part: Slice, formula: RowFormula) -> list[Column]:
    """Return the columns that are meant; none of personal data, none that names a single case."""
    kinds = {"category", "text"} if part.within else {"category"}
    open_ones = [
        c
        for c in LEDGERS[formula.ledger].columns
        if c.kind in kinds and not c.personal and not _NUMBERED.search(c.id)
    ]
    if part.column is None:
        return open_ones
    return [c for c in open_ones if _is_called(c, part.column)]


def _is_called(column: Column, name: str) -> bool:
    """Whether a name is the column's: its id, its title, or a heading that towns write over it."""
    return name == column.id or normalise(name) in map(normalise, (column.title, *column.headers))


def _words(column: Column, formula: RowFormula, frames: Frames) -> Iterator[str]:
    for year in frames:
        frame = year.get(formula.ledger)
        if frame is not None and column.id in frame:
            yield from (str(word) for word in frame[column.id].dropna().unique())


def _unknown(
    part: Slice,
    whole: Indicator,
    rows: Sequence[RowFormula],
    frames: Frames,
) -> NotebookError:
    """Say which columns there are, or which categories the column has."""
    says = f"“{whole.id}”（{whole.title}）中没有“{part.value}”这一类。"
    columns = {c.title: c for formula in rows for c in _columns(part, formula)}
    if not columns:
        every = {c.title: c for f in rows for c in _columns(replace(part, column=None), f)}
        titles = "、".join(every) or "（无）"
        if part.column is None:
            return NotebookError(says, "这个指标没有类别可分。")
        return NotebookError(f"“{whole.id}”没有“{part.column}”一栏可分。", f"可以按：{titles}。")
    words = dict.fromkeys(
        word
        for formula in rows
        for column in columns.values()
        for word in (*column.values, *_words(column, formula, frames))
    )
    guess = nearest(part.value, words)
    listed = "、".join(list(words)[:12]) or "（无）"
    return NotebookError(says, f"您是否指“{guess}”？" if guess else f"可以写：{listed}。")
