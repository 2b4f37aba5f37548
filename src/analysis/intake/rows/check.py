"""What only shows over a whole table: its own totals, rules between columns, rows left aside."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.parse import parse, text_of
from analysis.intake.rows.typed import Typed
from analysis.intake.sheet import Sheet
from analysis.intake.tables.headings import cell_at
from analysis.intake.tables.locate import Located, Table, kinds_apart, totals
from analysis.intake.tables.outside import outside
from analysis.ledgers import AtMost, NotBefore, Rule
from analysis.values import Unreadable, format_number, normalise

_SHOWN = 8
_WRITTEN = 20
_SUM = re.compile("合计|总计|小计|共计|累计|总和")
_PART = re.compile(
    "小计|本[页月季期次].{0,2}计"
    "|^(?:第?[1-4一二三四]季度|[上下]半年|[0-9一二三四五六七八九十]{1,2}月份?)(?:合计|总计|共计)",
)
_REMEDY = "请核对原表。"


def check_table(file: str, sheet: Sheet, table: Table, typed: Typed) -> Iterator[Finding]:
    """Yield what a table's header, its own 合计 and the rows set apart have to tell."""
    head = Source(file, sheet.name, f"{table.header[0] + 1}:{table.header[1] + 1}")
    for kept, other in table.doubles:
        says = f"“{kept}”与“{other}”对应同一栏目，已取前者，后者未计入。"
        yield Finding("T203", head, says, remedy="请改其中一个表头。")
    if table.unused:
        names = "、".join(f"“{name[-20:]}”" for name in table.unused[:_SHOWN])
        more = f"等 {len(table.unused)} 列" if len(table.unused) > _SHOWN else ""
        yield Finding("T204", head, f"{names}{more}未使用，不进入报告。")
    yield from _totals(file, sheet, table, typed)
    for rule in table.ledger.rules:
        yield from _rule(file, sheet, table, typed, rule)


def check_apart(file: str, sheets: Sequence[tuple[Sheet, Sequence[Table]]]) -> Iterator[Finding]:
    """Name what of a file's tables is no data: totals, notes, blank rows, rows above the header.

    One finding for the file, and one for each sheet with cells beside its tables; no text is told.
    """
    kinds: Counter[str] = Counter()
    for sheet, tables in sheets:
        found = outside(sheet, tables) if tables else {}
        above = Counter(row for row, _ in found.get("above", ()))
        kinds["表头以上"] += sum(cells > 1 for cells in above.values())  # one alone is a title
        kinds += sum((kinds_apart(table) for table in tables), Counter[str]())
        beside = [address(*place) for place in found.get("beside", ())]
        if beside:
            says = f"表格旁边没有表头的地方有 {len(beside)} 个单元格，未计入。"
            where = Source(file, sheet.name, ",".join(beside[:_SHOWN]))
            yield Finding("T205", where, says, remedy="如应计入，请补上表头。")
    if kinds := +kinds:
        told = "、".join(f"{kind} {rows} 行" for kind, rows in sorted(kinds.items()))
        yield Finding("T205", Source(file, "", ""), f"{told}，不作为明细计入。")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number that the sheet states for a column, and the rows of the frame that may give it."""

    row: int
    located: Located
    readings: tuple[list[int], ...]


def _totals(file: str, sheet: Sheet, table: Table, typed: Typed) -> Iterator[Finding]:
    """Hold the totals that a sheet states against its detail."""
    for claim in (*_claims_of_rows(sheet, table, typed), *_claims_of_cells(table)):
        column, cell = claim.located.column, cell_at(sheet, claim.row, claim.located.index)
        if (
            column.kind not in {"count", "number"}
            or column.running
            or column.id not in typed.columns
        ):
            continue
        try:
            stated = Decimal(parse(column, claim.located.unit, cell, 0))
        except Unreadable:
            continue
        values = [Decimal(value or 0) for value in typed.columns[column.id].rows()]
        sums = [sum((values[row] for row in rows), Decimal(0)) for rows in claim.readings]
        if stated not in sums:
            where = Source(file, sheet.name, address(claim.row, claim.located.index))
            here, added = (f"{format_number(n, 4)}{column.unit or ''}" for n in (stated, sums[0]))
            says = f"合计为 {here}，明细相加为 {added}。"
            yield Finding(
                "W404", where, says, remedy="报告以明细为准，请核对合计。",
                heading=claim.located.heading, written=text_of(cell)[:_WRITTEN],
            )  # fmt: skip


def _claims_of_cells(table: Table) -> Iterator[_Claim]:
    """Yield the totals that a cross table states: each knows which records it adds up."""
    for stated in table.stated:
        row, index = stated.place
        heading = next((f.heading for f in table.columns if f.index == index), "")
        located = Located(table.ledger.column(stated.column), index, heading, None)
        yield _Claim(row, located, (list(stated.records),))


def _claims_of_rows(sheet: Sheet, table: Table, typed: Typed) -> Iterator[_Claim]:
    rows = {row: bool(_PART.search(_label(sheet, row))) for row in sorted(totals(table))}
    data = [row - 1 for row in typed.row]
    for row in rows:
        readings = _readings(row, rows, data)
        for located in table.columns:
            yield _Claim(row, located, readings)


def _label(sheet: Sheet, row: int) -> str:
    """Return the words by which a row is a total."""
    texts = (normalise(cell) for cell in sheet.grid[row] if isinstance(cell, str))
    return next((text for text in texts if _SUM.search(text)), "")


def _readings(row: int, rows: Mapping[int, bool], data: Sequence[int]) -> tuple[list[int], ...]:
    """Return what a totals row may add up, what it most likely means first.

    ``rows``: each totals row and whether it is a 小计. A 小计 takes the rows between it and the
    totals row before it, or all take those below them where the first stands above its part. The
    first 合计 above all data and the last one take all. A 合计 between may be of its part or of
    all that stands above it.
    """

    def between(start: int, end: int) -> list[int]:
        return [number for number, place in enumerate(data) if start < place < end]

    edges = [-1, *rows, max([*rows, *data]) + 1]
    spans = {here: (edges[n], edges[n + 2]) for n, here in enumerate(rows)}
    part, above = between(spans[row][0], row), between(-1, row)
    if rows[row] and len(rows) > 1:
        first = next(here for here, is_part in rows.items() if is_part)
        leading = not between(spans[first][0], first)
        return (between(row, spans[row][1]) if leading else part,)
    if row == max(rows) or not above:
        return (between(-1, edges[-1]),)
    return (part, above) if part else (above,)


def _rule(file: str, sheet: Sheet, table: Table, typed: Typed, rule: Rule) -> Iterator[Finding]:
    match rule:
        case NotBefore(later, earlier):
            code, told, word, other = "W402", later, "早于", earlier
        case AtMost(part, whole):
            code, told, word, other = "W403", part, "大于", whole
    if told not in typed.columns or other not in typed.columns:
        return
    pairs = [*zip(typed.columns[told].rows(), typed.columns[other].rows(), strict=True)]
    wrong = [
        number
        for number, (one, two) in enumerate(pairs)
        if one is not None and two is not None and (one < two if code == "W402" else one > two)
    ]
    located = next((found for found in table.columns if found.column.id == told), None)
    says = f"“{table.ledger.column(told).title}”{word}“{table.ledger.column(other).title}”。"
    for number in wrong:
        row = typed.row[number] - 1
        expects = f"不{word} {_limit(pairs[number][1])}"
        if located is None or not table.whole_rows or located.index in table.dates:
            cells = typed.cells[number] if typed.cells else f"{row + 1}:{row + 1}"
            yield Finding(code, Source(file, sheet.name, cells), says, expects, _REMEDY)
            continue
        where = Source(file, sheet.name, address(row, located.index))
        written = text_of(cell_at(sheet, row, located.index))
        yield Finding(code, where, says, expects, _REMEDY, heading=located.heading, written=written)


def _limit(value: dt.date | Decimal | int) -> str:
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日的日期"
    return f"{format_number(value, 4)} 的数"
