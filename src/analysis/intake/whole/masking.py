"""What names a person is masked wherever it would be shown or kept.

Personal columns stay out anyway; but names, numbers and addresses also stand in file and sheet
names, headings, reasons and labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.cells import Source
from analysis.findings import Finding
from analysis.intake.found import Intake
from analysis.intake.rows.typed import Typed
from analysis.ledgers import LEDGERS, Column

if TYPE_CHECKING:
    import pandas as pd

_BEFORE, _AFTER = "(?<![0-9A-Za-z.#])", "(?![0-9A-Za-z])"
_MONTH_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_IDS = rf"[1-9]\d{{5}}(?:1[89]|20)\d\d{_MONTH_DAY}\d{{3}}[0-9Xx]"
_MOBILES = r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
_CARDS, _OLD_IDS = r"[3-6]\d{15,18}", rf"[1-8]\d{{7}}{_MONTH_DAY}\d{{3}}"
_SHORT = re.compile(f"{_BEFORE}(?:{_IDS}|{_MOBILES}){_AFTER}")
"""Shapes that no number of a case has."""
_SHAPES = re.compile(f"{_BEFORE}(?:{_IDS}|{_MOBILES}|{_CARDS}|{_OLD_IDS}){_AFTER}")
"""Those of shared/domain.md §8, looser than the gate's: what it would find is masked before."""

_ZEROS = str.maketrans("123456789", "000000000")
_WORD = 2  # a name as short may be part of a village's: 向阳村, 高山村
_LONG = 6  # as the gate: shorter texts of personal columns (男, 双龙村) are words
_CELLS: Mapping[str, re.Pattern[str]] = MappingProxyType({"text": _SHORT, "category": _SHAPES})
"""The kinds of column whose cells may name a person, and the shapes looked for in them."""


class _Words:
    """Finds many words in a text at once, in time that does not grow with their number."""

    def __init__(self, words: Iterable[str], shortest: int) -> None:
        """Take the words that are long enough."""
        self._words = {word for word in words if len(word) >= shortest}
        self._lengths = sorted({len(word) for word in self._words})
        self._shortest = shortest
        self._forms = {word[:shortest].translate(_ZEROS) for word in self._words}
        self._starts: dict[str, list[int]] = {}

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a word stands; of numbered texts (甲字第1号, 甲字第2号) one is looked through."""
        form = text.translate(_ZEROS)
        if form not in self._starts:
            self._starts[form] = [
                start
                for start in range(len(form) - self._shortest + 1)
                if form[start : start + self._shortest] in self._forms
            ]
        for start in self._starts[form]:
            ends = (start + n for n in self._lengths if start + n <= len(text))
            yield from ((start, end) for end in ends if text[start:end] in self._words)


class Mask:
    """Puts ＊ for each character of what names a person; a text without such stays as it is."""

    def __init__(self, names: Iterable[str], personal: Iterable[str] = ()) -> None:
        """Take names of persons and texts of other personal columns; declared words are none."""
        declared = _declared()
        self._names = _Words(frozenset(names) - declared, 2)
        self._texts = _Words(frozenset(personal) - declared, _LONG)

    def __call__(self, text: str, shapes: re.Pattern[str] = _SHAPES) -> str:
        """Return the text masked."""
        spans = [*self._names.spans(text), *self._texts.spans(text)]
        spans += [match.span() for match in shapes.finditer(text)]
        for start, end in spans:
            text = text[:start] + "＊" * (end - start) + text[end:]
        return text

    def changed(self, texts: Iterable[str], shapes: re.Pattern[str] = _SHAPES) -> dict[str, str]:
        """Return the texts that name a person, each with itself masked; mostly one look finds none."""
        each = set(texts)
        joined = "\0".join(each)
        if self(joined, shapes) == joined:
            return {}
        return {text: shown for text in each if (shown := self(text, shapes)) != text}

    def finding(self, finding: Finding, place: Source | None = None) -> Finding:
        """Return a finding masked, at its place as shown."""
        texts = ("says", "expects", "remedy", "heading", "written")
        shown = {name: self(getattr(finding, name)) for name in texts}
        return replace(finding, place=place or finding.place, **shown)


@cache
def _declared() -> frozenset[str]:
    """Return the words of the declarations and all that stands in them: nothing personal."""
    columns = [column for ledger in LEDGERS.values() for column in ledger.columns]
    words = {ledger.title for ledger in LEDGERS.values()}
    words.update(word for column in columns for word in (column.title, *column.values))
    return frozenset(
        word[start:end]
        for word in words
        for start in range(len(word))
        for end in range(start + 2, len(word) + 1)
    )


def masked(intake: Intake, tables: Sequence[Typed]) -> Intake:
    """Mask names and cells, and say in ``files`` and ``sheets`` what is behind each name as shown.

    ``tables``: those that the frames were made of, whose columns have each text once. What was told
    apart before stays apart: two files that look alike masked are numbered.
    """
    villages = _villages(intake)  # a party to a case may be one
    mask = Mask(intake.names - villages, intake.personal - villages)
    in_villages = Mask(n for n in intake.names - villages if len(n) > _WORD)
    places = {(f.place.file, f.place.sheet) for f in intake.findings}
    places |= {(table.file, table.sheet) for table in intake.tables}
    places |= {(table.file, table.sheet) for table in tables}
    files = _shown((file for file, _ in places), mask)
    sheets = _shown((sheet for _, sheet in places), mask)
    for name, frame in intake.frames.items():
        mine = [table for table in tables if table.ledger == name]
        if any(files[table.file] != table.file for table in mine):
            frame["_file"] = frame["_file"].map(files).astype("str")
        if any(sheets[table.sheet] != table.sheet for table in mine):
            frame["_sheet"] = frame["_sheet"].map(sheets).astype("str")
        for column in LEDGERS[name].columns:
            if column.kind in _CELLS:
                coded = [table.columns[column.id] for table in mine if column.id in table.columns]
                texts = {text for each in coded for text in each.values if text}
                _mask_cells(frame, column, texts, in_villages if column.id == "village" else mask)
    hidden = mask.changed(heading for table in intake.tables for heading in table.headings.values())
    intake.tables = [
        replace(t, file=files[t.file], sheet=sheets[t.sheet],
                headings={column: hidden.get(told, told) for column, told in t.headings.items()})
        for t in intake.tables
    ]  # fmt: skip
    intake.findings = [
        mask.finding(f, Source(files[f.place.file], sheets[f.place.sheet], f.place.cells))
        for f in intake.findings
    ]
    intake.files = {shown: name for name, shown in files.items()}
    intake.sheets = {shown: name for name, shown in sheets.items()}
    return intake


def _villages(intake: Intake) -> frozenset[str]:
    villages = [frame["village"] for frame in intake.frames.values() if "village" in frame]
    texts = {village for cells in villages for village in cells.tolist()}
    return frozenset(text for text in texts if isinstance(text, str))


def _mask_cells(frame: pd.DataFrame, column: Column, texts: set[str], mask: Mask) -> None:
    """Mask cells of a declared column that name a person: 纠纷类型 may hold 张三与李四纠纷."""
    if changed := mask.changed(texts - column.values.keys(), _CELLS[column.kind]):
        cells = frame[column.id]
        frame[column.id] = cells.mask(cells.isin(changed), cells.map(changed))


def _shown(texts: Iterable[str], mask: Callable[[str], str]) -> dict[str, str]:
    shown: dict[str, str] = {}
    alike: Counter[str] = Counter()
    for text in sorted(set(texts)):
        hidden = mask(text)
        alike[hidden] += 1
        shown[text] = hidden if alike[hidden] == 1 else f"{hidden}（{alike[hidden]}）"
    return shown
