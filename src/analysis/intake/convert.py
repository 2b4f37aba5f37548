"""Cells become typed values; what cannot be read is a finding with address and remedy."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pyarrow as pa

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.headings import cell_at
from analysis.intake.locate import Table
from analysis.intake.match import Located
from analysis.intake.parse import UnlistedError, expects, fits, is_nothing, parse, text_of
from analysis.intake.sheet import Sheet
from analysis.ledgers import Column
from analysis.values import Cell, Unreadable, is_blank

_DECIMAL = pd.ArrowDtype(pa.decimal128(20, 4))
_LABELS = frozenset({"category", "date", "period", "text", "flag"})
_NAME = re.compile(
    "[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}"
    "|[\u3400-\u9fff\U00020000-\U0003ffff]+(?:·[\u3400-\u9fff]+)+",
)
_NO_NAME = re.compile(
    "不详|未知|本人|双方|村民|居民|群众|匿名|没有|其他|单位|个人|.*(?:村委会|居委会|调委会|派出所|司法所"
    "|政府|公司|社区|街道|中心|学校|小学|中学|医院|法院|检察院)",
)
_CODES = {"date": "C301", "period": "C307", "flag": "C304"}
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
    merged = _merged(sheet, table)
    columns: dict[str, pd.Series[Any]] = {}
    for located in _with_fallbacks(table):
        at = [(row, located.index) for row in table.rows]
        cells = [merged.get(place, cell_at(sheet, *place)) for place in at]
        if located.column.personal:
            _keep_secret(typed, located.column, cells)
            continue
        unfit = _unit_finding(file, sheet, table, located)
        if unfit:
            typed.findings.append(unfit)
            continue
        reader = _Reader(file, sheet, located, year, typed.findings)
        columns |= _series(located.column, reader.read(at, cells))
    order = [name for column in table.ledger.columns for name in (column.id, f"{column.id}_end")]
    frame = pd.DataFrame({name: columns[name] for name in order if name in columns})
    frame = frame.reindex(range(len(table.rows)))
    frame["_file"] = pd.Series(file, index=frame.index, dtype="str")
    frame["_sheet"] = pd.Series(sheet.name, index=frame.index, dtype="str")
    frame["_row"] = pd.Series([row + 1 for row in table.rows], index=frame.index, dtype="int64")
    typed.frame = frame
    return typed


def _keep_secret(typed: Typed, column: Column, cells: list[Cell]) -> None:
    texts = {text_of(cell) for cell in cells if not is_blank(cell)}
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


@dataclass(slots=True)
class _Reader:
    """Reads one column; each distinct value is parsed once."""

    file: str
    sheet: Sheet
    located: Located
    year: int
    findings: list[Finding]

    def read(self, at: list[tuple[int, int]], cells: list[Cell]) -> list[Any]:
        column = self.located.column
        known: dict[Any, Any] = {}
        values: list[Any] = []
        for place, cell in zip(at, cells, strict=True):
            outcome: Any = None
            if place in self.sheet.flaws:
                self._tell("C306", place, f"单元格是{self.sheet.flaws[place]}。", "已算出的值")
            elif is_nothing(column, cell):
                if column.required:
                    self._tell("C303", place, f"“{column.title}”为空。", expects(column))
            else:
                key = (type(cell), cell)
                if key not in known:
                    known[key] = self._parse(cell)
                outcome = known[key]
            if isinstance(outcome, _Fault):
                self._tell(outcome.code, place, outcome.says, outcome.expects)
                outcome = outcome.value
            values.append(outcome)
        return values

    def _parse(self, cell: Cell) -> Any:  # noqa: ANN401
        column = self.located.column
        written = text_of(cell)[:20]
        try:
            return parse(column, self.located.unit, cell, self.year)
        except Unreadable as fault:
            says = f"“{column.title}”写作“{written}”，无法识别。"
            return _Fault(_CODES.get(column.kind, "C302"), says, fault.expects)
        except UnlistedError as unlisted:
            guess = f"，是否指“{unlisted.nearest}”？" if unlisted.nearest else "。"
            says = f"“{column.title}”写作“{written}”，不在规定的类别中{guess}"
            code = "C304" if column.closed else "C305"
            expects = "、".join(column.values) if column.closed else ""
            return _Fault(code, says, expects, None if column.closed else text_of(cell))

    def _tell(self, code: str, place: tuple[int, int], says: str, expects: str) -> None:
        where = Source(self.file, self.sheet.name, address(*place))
        self.findings.append(Finding(code, where, says, expects, _REMEDY))


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    says: str
    expects: str
    value: str | None = None


def _series(column: Column, values: list[Any]) -> dict[str, pd.Series[Any]]:
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
            return {column.id: pd.Series(values, dtype=_DECIMAL)}
        case "flag":
            return {column.id: pd.Series(values, dtype="boolean")}
        case _:
            return {column.id: pd.Series(values, dtype="str")}


def _dates(values: list[dt.date | None]) -> pd.Series[Any]:
    return pd.Series(pd.to_datetime(pd.Series(values, dtype="object")).astype("datetime64[s]"))
