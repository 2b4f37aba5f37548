"""Cells become typed values; what cannot be read is a finding with address and remedy."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.cells import Source, address, column_letters
from analysis.findings import Finding
from analysis.intake.rows.parse import UnlistedError, expects, fits, is_nothing, parse, text_of
from analysis.intake.rows.typed import Coded, Typed
from analysis.intake.sheet import Sheet
from analysis.intake.tables.dates import PARTLY, joined_date
from analysis.intake.tables.headings import cell_at
from analysis.intake.tables.match import Located
from analysis.intake.tables.table import Table
from analysis.ledgers import Column
from analysis.values import Cell, Unreadable, is_blank

_LABELS = frozenset({"category", "date", "period", "text", "flag"})
_NAME = re.compile(
    "[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}"
    "|[\u3400-\u9fff\U00020000-\U0003ffff]+(?:·[\u3400-\u9fff]+)+",
)
_NO_NAME = re.compile(
    "不详|未知|本人|双方|村民|居民|群众|匿名|没有|其他|单位|个人|.*(?:村委会|居委会|调委会|派出所|司法所"
    "|政府|公司|社区|街道|中心|学校|小学|中学|医院|法院|检察院)",
)
_CODED = frozenset({"text", "person"})
_EXACT = 10**15
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?(?:1[5-9]|2\d)")
_DAY = re.compile(r"([0-9]{1,2})[日号]")
_CODES = {"date": "C301", "period": "C307", "flag": "C304"}
_REMEDY = "请在原表中改正后重新运行。"


def convert(file: str, sheet: Sheet, table: Table, year: int) -> Typed:
    """Type the data rows or records of a table. Columns that are not declared, or personal, stay."""
    rows = [record.row for record in table.records] if table.crossed else table.rows
    typed = Typed(table.ledger.id, file, sheet.name, array("q", (row + 1 for row in rows)))
    for located, at, cells in _columns(sheet, table):
        if located.column.kind in _CODED:
            typed.findings += _damaged(file, sheet, located, at, cells)
        if located.column.personal:
            _keep_secret(typed, located.column, cells)
            continue
        unfit = _unit_finding(file, sheet, table, located)
        if unfit:
            typed.findings.append(unfit)
            continue
        calendar, joined = _Calendar(year, table.month), located.index in table.dates
        reader = _Reader(file, sheet, located, calendar, typed.findings, joined)
        typed.columns[located.column.id] = reader.read(at, cells)
    if not table.whole_rows:
        typed.cells = _cells(table)
    return typed


Places = Sequence[tuple[int, int] | None]


def _columns(sheet: Sheet, table: Table) -> Iterator[tuple[Located, Places, list[Cell]]]:
    """Yield each column with its cells and where they stand; None for what no cell says."""
    yield from _recorded(table) if table.crossed else _whole(sheet, table)
    for name, text in table.told.items():
        count = len(table.records if table.crossed else table.rows)
        yield Located(table.ledger.column(name), 0, text, None), [None] * count, [text] * count
    yield from ((Located(column, 0, "", None), [None], [cell]) for column, cell in table.secrets)
    if table.crossed and not table.secrets:
        for located in table.columns:
            if located.column.personal:
                yield located, *_down(sheet, table.rows, located.index)


def _recorded(table: Table) -> Iterator[tuple[Located, Places, list[Cell]]]:
    """Yield the columns of records; each heading of a figure counts for its unit."""
    names = {name for record in table.records for name in record.taken}
    for column in table.ledger.columns:
        if column.id not in names or column.personal:
            continue
        empty = Located(column, table.header[1], column.title, None)
        heads = [found for found in table.columns if found.column.id == column.id] or [empty]
        units = {found.unit for found in heads}
        located = replace(heads[0], unit=next((u for u in units if u), None))
        taken = [record.taken.get(column.id) for record in table.records]
        yield located, [t.place if t else None for t in taken], [t.cell if t else "" for t in taken]


def _whole(sheet: Sheet, table: Table) -> Iterator[tuple[Located, Places, list[Cell]]]:
    merged = _merged(sheet, table)
    for located in _with_fallbacks(table):
        parts = []
        for index in table.dates.get(located.index, (located.index,)):
            at, cells = _down(sheet, table.rows, index)
            if any(column == index for _, column in merged):
                cells = [merged.get(p, c) for p, c in zip(at, cells, strict=True)]
            parts.append((at, cells))
        if len(parts) == 3:
            dates = zip(*(cells for _, cells in parts), strict=True)
            yield located, parts[0][0], [joined_date(trio) for trio in dates]
        else:
            yield located, *parts[0]


class _Down(Sequence[tuple[int, int]]):
    """The places of a column's cells, made only where they are asked for."""

    def __init__(self, rows: Sequence[int], index: int) -> None:
        """Take the rows and the column."""
        self._rows = rows
        self._index = index

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def __getitem__(self, number: Any) -> Any:
        """Return one place."""
        return (self._rows[number], self._index)


def _down(
    sheet: Sheet, rows: Sequence[int], index: int
) -> tuple[Sequence[tuple[int, int]], list[Cell]]:
    return _Down(rows, index), sheet.column(rows, index)


def _cells(table: Table) -> list[str]:
    """Return the cells of each record in A1 style."""
    if table.crossed:
        return [record.cells for record in table.records]
    first, last = (column_letters(index) for index in table.width)
    return [f"{first}{row + 1}:{last}{row + 1}" for row in table.rows]


def _damaged(
    file: str, sheet: Sheet, located: Located, at: Places, cells: list[Cell]
) -> Iterator[Finding]:
    """Yield the numbers that have lost their last digits: a spreadsheet keeps fifteen."""
    lost = {cell for cell in set(cells) if _lost(cell)}
    for place, cell in zip(at, cells, strict=True) if lost else ():
        if cell in lost:
            where = Source(file, sheet.name, address(*place) if place else "")
            says = f"“{located.column.title}”已成为数值，15 位以后的数字已丢失。"
            remedy = "请把该列设为文本格式后重新录入。"
            yield Finding("C308", where, says, remedy=remedy, heading=located.heading)


def _lost(cell: Cell) -> bool:
    if isinstance(cell, str):
        written = "e" in cell or "E" in cell
        return written and _SCIENTIFIC.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and abs(cell) >= _EXACT


def _keep_secret(typed: Typed, column: Column, cells: list[Cell]) -> None:
    texts = {text_of(cell) for cell in set(cells) if not is_blank(cell)}
    if column.kind == "person":
        typed.names |= {name for text in texts for name in _persons(text)}
    else:
        typed.personal |= texts


def _persons(text: str) -> set[str]:
    """Split a cell of names (张三、李四等2人) into names; 李和平 is one name, not two."""
    parts = [re.sub(r"等?[0-9]*人?$", "", part) for part in re.split(r"[、,，;；/\s()（）]+", text)]
    parts += [name for part in parts for name in re.split("[和与]", part)]
    return {n for n in parts if _NAME.fullmatch(n) and not _NO_NAME.fullmatch(n)}


def _with_fallbacks(table: Table) -> list[Located]:
    found = {located.column.id: located for located in table.columns}
    extra = [
        Located(column, found[column.fallback].index, found[column.fallback].heading, None)
        for column in table.ledger.columns
        if column.fallback in found and column.id not in found
    ]
    return [*table.columns, *extra]


def _merged(sheet: Sheet, table: Table) -> dict[tuple[int, int], Cell]:
    """A label merged over several rows holds for each of them; a merged number only once."""
    kinds = {located.index: located.column.kind for located in table.columns}
    kinds |= {index: "date" for trio in table.dates.values() for index in trio}
    first = table.header[1] + 1
    return {
        (row, left): cell_at(sheet, top, left) if kinds[left] in _LABELS else ""
        for top, left, bottom, _ in sheet.merges
        if top >= first and left in kinds
        for row in range(top + 1, min(bottom + 1, len(sheet.grid)))
    }


def _unit_finding(file: str, sheet: Sheet, table: Table, located: Located) -> Finding | None:
    wanted, written = located.column.unit, located.unit
    once = table.ledger.grain == "register"
    if wanted is None or written is None or fits(written, wanted, once=once):
        return None
    return Finding(
        "T206",
        Source(file, sheet.name, address(table.header[1], located.index)),
        f"“{located.heading}”的单位是“{written}”，台账要求“{wanted}”。",
        remedy="两种单位不能互换，请核对后改表头，或另列一栏。",
    )


@dataclass(frozen=True, slots=True)
class _Calendar:
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
class _Reader:
    """Reads one column; each distinct value is parsed once."""

    file: str
    sheet: Sheet
    located: Located
    calendar: _Calendar
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
                _REMEDY,
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
