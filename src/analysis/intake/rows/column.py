"""One column is read: each distinct cell once, and what cannot be read is told at its address."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.parse import UnlistedError, expects, is_nothing, parse, text_of
from analysis.intake.rows.typed import Coded
from analysis.intake.sheet import Sheet
from analysis.intake.tables.dates import PARTLY
from analysis.intake.tables.match import Located
from analysis.values import Cell, Unreadable

Places = Sequence[tuple[int, int] | None]
"""Where the cells of a column stand; None for what no cell says."""

_DAY = re.compile(r"([0-9]{1,2})[日号]")
_CODES = {"date": "C301", "period": "C307", "flag": "C304"}
_REMEDY = "请在原表中改正后重新运行。"
_AS_IT_IS = "写错的请在原表中改正；没有写错的不必改，句子里可以按原词取用。"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The year asked for, and the month that a sheet is named after."""

    year: int
    month: str | None

    def day(self, cell: Cell) -> str | None:
        """Return the whole date of a cell that holds only its day (5日) on a month's sheet."""
        match = _DAY.fullmatch(str(cell).strip())
        if match is None or self.month is None:
            return None
        month = self.month if "年" in self.month else f"{self.year}年{self.month}"
        return f"{month}{match[1]}日"


@dataclass(slots=True)
class ColumnReader:
    """Reads one column; each distinct value is parsed once."""

    file: str
    sheet: Sheet
    located: Located
    calendar: Calendar
    findings: list[Finding]
    joined: bool

    def read(self, at: Places, cells: list[Cell]) -> Coded:
        """Return the typed column."""
        flawed = self._flawed(at)
        for number in flawed:
            cells[number] = ""
        keys = _keys(cells)
        distinct = dict(zip(keys, cells, strict=True))
        outcomes = {key: self._outcome(cell) for key, cell in distinct.items()}
        if flawed or any(isinstance(outcome, _Fault) for outcome in outcomes.values()):
            self._tell_all(at, keys, outcomes, flawed)
        index = {key: number for number, key in enumerate(outcomes)}
        values = [o.value if isinstance(o, _Fault) else o for o in outcomes.values()]
        return Coded(values, array("i", map(index.__getitem__, keys)))

    def _flawed(self, at: Places) -> dict[int, str]:
        flaws = self.sheet.flaws
        if not flaws:
            return {}
        return {n: flaws[place] for n, place in enumerate(at) if place and place in flaws}

    def _outcome(self, cell: Cell) -> Any:
        column = self.located.column
        if cell == PARTLY and column.kind == "date":
            return _Fault("C301", f"“{column.title}”的年、月、日没有填全。", "完整的年、月、日")
        if is_nothing(column, cell):
            says = f"“{column.title}”为空。"
            return _Fault("C303", says, expects(column)) if column.required else None
        return self._parse(cell)

    def _parse(self, cell: Cell) -> Any:
        column = self.located.column
        try:
            day = self.calendar.day(cell) if column.kind == "date" else None
            return parse(column, self.located.unit, day or cell, self.calendar.year)
        except Unreadable as fault:
            written = text_of(cell)
            says = f"“{column.title}”写作“{written[:20]}”，无法识别。"
            whole = "" if self.joined else written  # over three cells no one of them is wrong
            return _Fault(_CODES.get(column.kind, "C302"), says, fault.expects, whole)
        except UnlistedError as unlisted:
            written = text_of(cell)
            guess = f"，是否指“{unlisted.nearest}”？" if unlisted.nearest else "。"
            says = f"“{column.title}”写作“{written[:20]}”，不在规定的类别中{guess}"
            near, listed = unlisted.nearest or "", "、".join(column.values)
            if column.closed:
                return _Fault("C304", says, listed, written, near)
            return _Fault("C305", says, "", written, near, written)

    def _tell_all(
        self,
        at: Places,
        keys: list[Any],
        outcomes: Mapping[Any, Any],
        flawed: Mapping[int, str],
    ) -> None:
        """Tell every fault at its cell, once where several records share it."""
        told: set[tuple[int, int]] = set()
        for number, (place, key) in enumerate(zip(at, keys, strict=True)):
            if place is None or place in told:
                continue
            outcome = outcomes[key]
            if number in flawed:
                outcome = _Fault("C306", f"单元格是{flawed[number]}。", "已算出的值")
            if isinstance(outcome, _Fault):
                told.add(place)
                self._tell(outcome, place)

    def _tell(self, fault: _Fault, place: tuple[int, int]) -> None:
        self.findings.append(
            Finding(
                fault.code,
                Source(self.file, self.sheet.name, address(*place)),
                fault.says,
                fault.expects,
                _AS_IT_IS if fault.code == "C305" else _REMEDY,
                heading=self.located.heading,
                written=fault.written,
                nearest=fault.nearest,
            )
        )


def _keys(cells: list[Cell]) -> list[Any]:
    """Return what tells cells apart; 1, 1.0 and TRUE are equal and yet not the same."""
    numbers = set(map(type, cells)) & {int, float, bool}
    if len(numbers) < 2:
        return cells
    return [(type(cell), cell) for cell in cells]


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    says: str
    expects: str
    written: str = ""
    nearest: str = ""
    value: str | None = None
