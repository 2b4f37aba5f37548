"""Cells become typed values; what cannot be read is a finding with address and remedy."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.locate import Located, Table
from analysis.intake.read import Sheet
from analysis.ledgers import LEDGERS, Column
from analysis.values import (
    Cell,
    Unreadable,
    is_blank,
    nearest,
    normalise,
    parse_count,
    parse_date,
    parse_flag,
    parse_number,
    parse_period,
    tidy,
)

_DECIMAL = pd.ArrowDtype(pa.decimal128(20, 4))
_NOTHING = frozenset({"/", "-", "—", "——", "\\", "－", "--"})
_ZERO = frozenset({"零报告", "无", "没有", "未发生"})
_FILLED_DOWN = frozenset({"category", "date", "period", "text"})
_SCALE = {("万元", "元"): 10000}
_ALIKE = (
    frozenset({"人", "名", "位", "人次"}),
    frozenset({"次", "场", "场次", "期", "回", "堂"}),
    frozenset({"件", "起", "宗", "例"}),
)
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}")
_REMEDY = "请在原表中改正后重新运行。"


@dataclass(slots=True)
class Typed:
    """What a table gives: a frame (declared, non-personal columns and provenance) and findings.

    ``names`` and ``personal`` are the texts of columns of persons and of other personal columns;
    they stay in memory.
    """

    frame: pd.DataFrame
    findings: list[Finding] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    personal: set[str] = field(default_factory=set)


def convert(file: str, sheet: Sheet, table: Table, year: int) -> Typed:
    """Type the data rows of a table.

    The frame has a column per declared column that the sheet has, in declared order, and
    ``_file``, ``_sheet``, ``_row`` (1-based). Dtypes: ``count`` Int64, ``number`` decimal(20, 4),
    ``date`` datetime64[s], ``flag`` boolean, else str.
    """
    typed = Typed(pd.DataFrame(index=range(len(table.rows))))
    filled = _filled_down(sheet, table)
    columns: dict[str, pd.Series[Any]] = {}
    for located in _with_fallbacks(table):
        at = [(row, located.index) for row in table.rows]
        cells = [filled.get(place, _cell(sheet, *place)) for place in at]
        if located.column.personal:
            texts = {tidy(str(cell)) for cell in cells if not is_blank(cell)}
            if located.column.kind == "person":
                typed.names |= {name for text in texts for name in _persons(text)}
            else:
                typed.personal |= texts
            continue
        unfit = _unit_finding(file, sheet, table, located)
        if unfit:
            typed.findings.append(unfit)
            continue
        reader = _Reader(file, sheet, located, year, typed.findings)
        columns |= reader.read(at, cells)
    order = [name for column in table.ledger.columns for name in (column.id, f"{column.id}_end")]
    frame = pd.DataFrame({name: columns[name] for name in order if name in columns})
    frame = frame.reindex(range(len(table.rows)))
    frame["_file"] = pd.Series(file, index=frame.index, dtype="str")
    frame["_sheet"] = pd.Series(sheet.name, index=frame.index, dtype="str")
    frame["_row"] = pd.Series([row + 1 for row in table.rows], index=frame.index, dtype="int64")
    typed.frame = frame
    return typed


def _persons(text: str) -> list[str]:
    """Split a cell of names (张三、李四等2人) into names of two to four characters."""
    return [n for n in re.split(r"[、,，;；/\s和与等0-9人()（）]+", text) if _NAME.fullmatch(n)]


def _with_fallbacks(table: Table) -> list[Located]:
    found = {located.column.id: located for located in table.columns}
    extra = [
        Located(column, found[column.fallback].index, found[column.fallback].heading, None)
        for column in table.ledger.columns
        if column.fallback in found and column.id not in found
    ]
    return [*table.columns, *extra]


def _cell(sheet: Sheet, row: int, column: int) -> Cell:
    line = sheet.grid[row]
    return line[column] if column < len(line) else ""


def _filled_down(sheet: Sheet, table: Table) -> dict[tuple[int, int], Cell]:
    """A label merged over several rows holds for each of them; a merged number does not."""
    kinds = {located.index: located.column.kind for located in table.columns}
    first = table.header[1] + 1
    return {
        (row, left): _cell(sheet, top, left)
        for top, left, bottom, right in sheet.merges
        if left == right and top >= first and kinds.get(left) in _FILLED_DOWN
        for row in range(top + 1, bottom + 1)
    }


def _unit_finding(file: str, sheet: Sheet, table: Table, located: Located) -> Finding | None:
    wanted, written = located.column.unit, located.unit
    if wanted is None or written in (None, wanted) or (written, wanted) in _SCALE:
        return None
    if any({wanted, written} <= alike for alike in _ALIKE):
        return None
    return Finding(
        "T206",
        Source(file, sheet.name, address(table.header[1], located.index)),
        f"“{located.heading}”的单位是“{written}”，台账要求“{wanted}”。",
        remedy="两种单位不能互换，请核对后改表头，或另列一栏。",
    )


@dataclass(slots=True)
class _Reader:
    """Reads one column; each distinct value is parsed once."""

    file: str
    sheet: Sheet
    located: Located
    year: int
    findings: list[Finding]

    def read(self, at: list[tuple[int, int]], cells: list[Cell]) -> dict[str, pd.Series[Any]]:
        column = self.located.column
        parse = _PARSERS[column.kind]
        known: dict[Any, Any] = {}
        values: list[Any] = []
        for place, cell in zip(at, cells, strict=True):
            if place in self.sheet.flaws:
                self._tell("C306", place, f"单元格是{self.sheet.flaws[place]}。", "已算出的值")
                values.append(None)
                continue
            if is_blank(cell) or (column.kind != "category" and str(cell).strip() in _NOTHING):
                if column.required and not is_blank(self._row_start(place)):
                    self._tell("C303", place, f"“{column.title}”为空。", _expects(column))
                values.append(None)
                continue
            key = (type(cell), cell)
            if key not in known:
                known[key] = self._parse(parse, cell)
            outcome = known[key]
            if isinstance(outcome, _Fault):
                self._tell(outcome.code, place, outcome.says, outcome.expects)
            values.append(outcome.value if isinstance(outcome, _Fault) else outcome)
        return _series(column, values, self.located.unit)

    def _row_start(self, place: tuple[int, int]) -> Cell:
        """Return the first filled cell of the row; an altogether blank row is never data."""
        return next((c for c in self.sheet.grid[place[0]] if not is_blank(c)), "")

    def _parse(self, parse: Callable[[Column, Cell, int], Any], cell: Cell) -> Any:  # noqa: ANN401
        column = self.located.column
        written = tidy(str(cell))[:20]
        try:
            return parse(column, cell, self.year)
        except Unreadable as fault:
            code = {"date": "C301", "period": "C307", "flag": "C304"}.get(column.kind, "C302")
            return _Fault(code, f"“{column.title}”写作“{written}”，无法识别。", fault.expects)
        except _UnlistedError as unlisted:
            guess = f"，是否指“{unlisted.nearest}”？" if unlisted.nearest else "。"
            says = f"“{column.title}”写作“{written}”，不在规定的类别中{guess}"
            code = "C304" if column.closed else "C305"
            expects = "、".join(column.values) if column.closed else ""
            return _Fault(code, says, expects, None if column.closed else tidy(str(cell)))

    def _tell(self, code: str, place: tuple[int, int], says: str, expects: str) -> None:
        where = Source(self.file, self.sheet.name, address(*place))
        self.findings.append(Finding(code, where, says, expects, _REMEDY))


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    says: str
    expects: str
    value: str | None = None


class _UnlistedError(Exception):
    def __init__(self, guess: str | None) -> None:
        self.nearest = guess


def _expects(column: Column) -> str:
    if column.closed:
        return "、".join(column.values)
    return {
        "date": "日期，如 2023年5月6日",
        "period": "月份或季度，如 5月、第二季度",
        "count": "整数",
        "number": "数字",
    }.get(column.kind, "")


def _category(column: Column, cell: Cell, _year: int) -> str:
    text = tidy(str(cell))
    if not column.values:
        return text
    found = _lookup(column, normalise(text))
    if found is None:
        raise _UnlistedError(nearest(text, column.values))
    return found


def _lookup(column: Column, key: str) -> str | None:
    exact, parts = _accepted(column.id, column.title, tuple(column.values.items()))
    if key in exact:
        return exact[key]
    return next((value for part, value in parts if part in key), None)


@cache
def _accepted(
    _id: str, _title: str, values: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    exact: dict[str, str] = {}
    parts: list[tuple[str, str]] = []
    for value, aliases in values:
        exact[normalise(value)] = value
        for alias in aliases:
            if alias.startswith("*"):
                parts.append((normalise(alias[1:]), value))
            else:
                exact.setdefault(normalise(alias), value)
    return exact, tuple(parts)


def _count(_column: Column, cell: Cell, _year: int) -> int:
    return 0 if normalise(str(cell)) in _ZERO else parse_count(cell)


def _number(_column: Column, cell: Cell, _year: int) -> Decimal:
    return parse_number(cell)


_PARSERS: Mapping[str, Callable[[Column, Cell, int], Any]] = {
    "text": lambda _column, cell, _year: tidy(str(cell)),
    "category": _category,
    "date": lambda _column, cell, _year: parse_date(cell),
    "period": lambda _column, cell, year: parse_period(cell, year),
    "count": _count,
    "number": _number,
    "flag": lambda _column, cell, _year: parse_flag(cell),
}


def _series(column: Column, values: list[Any], written: str | None) -> dict[str, pd.Series[Any]]:
    match column.kind:
        case "date":
            return {column.id: _dates(values)}
        case "period":
            starts = [value[0] if value else None for value in values]
            ends = [value[1] if value else None for value in values]
            return {column.id: _dates(starts), f"{column.id}_end": _dates(ends)}
        case "count":
            return {column.id: pd.Series(values, dtype="Int64")}
        case "number":
            factor = _SCALE.get((written or "", column.unit or ""), 1)
            scaled = [None if v is None else v * factor for v in values]
            return {column.id: pd.Series(scaled, dtype=_DECIMAL)}
        case "flag":
            return {column.id: pd.Series(values, dtype="boolean")}
        case _:
            return {column.id: pd.Series(values, dtype="str")}


def _dates(values: list[dt.date | None]) -> pd.Series[Any]:
    return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]"))


def empty_frame(ledger_id: str) -> pd.DataFrame:
    """Return the frame of a ledger that was read and has no table."""
    columns = [c.id for c in LEDGERS[ledger_id].columns if not c.personal]
    return pd.DataFrame(columns=[*columns, "_file", "_sheet", "_row"])
