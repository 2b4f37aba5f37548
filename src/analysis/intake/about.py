"""What there is to tell about a file and its sheets as wholes; no cell's value is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis.cells import Source, column_letters, row_ranges
from analysis.findings import Finding
from analysis.intake.sheet import Book, Sheet
from analysis.intake.tables.mapping import EMPTY, Mapping
from analysis.intake.tables.match import near_asked, near_miss
from analysis.intake.tables.table import Table
from analysis.ledgers import Column, Ledger
from analysis.values import is_blank

_SHOWN = 8
_UNSURE = {
    "数字": ("表中的数字是排查数、受理数还是化解数", "请在标题中写明，如“矛盾纠纷排查情况统计表”"),
    "时段": ("表中的数字是哪个月的", "请在标题或工作表名中写明，如“2023年5月”"),
}


def about_file(file: str, book: Book) -> Iterator[Finding]:
    """Yield how a file was read, where that is worth knowing, and its sheets without cells."""
    place = Source(file, "", "")
    if book.misnamed:
        yield Finding("F105", place, book.misnamed)
    for remark in book.remarks:
        yield Finding("F109", place, remark)
    for name in book.others:
        yield Finding("F106", Source(file, name, ""), "是图表或宏表，没有单元格，未读取。")


def no_ledger(file: str) -> Finding:
    """Say that nothing in a file is a ledger."""
    says = "没有找到与已知台账相符的表头。"
    remedy = "请核对表头名称；如不是台账，可移出该文件夹。"
    return Finding("F104", Source(file, "", ""), says, remedy=remedy)


def about_sheet(
    file: str, sheet: Sheet, tables: Sequence[Table], mapping: Path | None, told: Mapping = EMPTY
) -> Iterator[Finding]:
    """Yield what is not read of a sheet and why, and what is hidden and read all the same.

    ``mapping``: the file in which the town answers; ``told``: what it has answered so far.
    """
    place = Source(file, sheet.name, "")
    if not tables and sheet.filled():
        yield from _unknown(sheet, place, mapping, told)
    if tables and sheet.hidden:
        says = f"隐藏的工作表中有{'、'.join(t.ledger.title for t in tables)}，未计入。"
        yield Finding("T202", place, says, remedy="如应计入，请取消隐藏。")
        return
    for table in tables:
        head = Source(file, sheet.name, f"{table.header[0] + 1}:{table.header[1] + 1}")
        if table.rival:
            says = f"表头与《{table.ledger.title}》和《{table.rival.title}》都相符，未计入。"
            remedy = "请把表头改得更明确，如写明“学习类别”“活动形式”。"
            yield Finding("T207", head, says, remedy=remedy)
        elif table.unsure:
            what, remedy = _UNSURE[table.unsure]
            says = f"像是《{table.ledger.title}》的交叉表，但看不出{what}，未计入。"
            yield Finding("T208", head, says, remedy=f"{remedy}。")
        else:
            yield from _asked(table.ledger, table.asked, head, mapping)
    if tables:
        yield from _hidden(sheet, place)


def _asked(
    ledger: Ledger, asked: Iterable[tuple[str, Column]], head: Source, mapping: Path | None
) -> Iterator[Finding]:
    """Ask what an uncertain heading means, with the line that answers."""
    for heading, column in asked:
        last = heading.rpartition("/")[2]
        says = f"表头“{last}”未采用，是否指“{column.title}”？"
        remedy = (
            f'如是，请在 {_answers(mapping)} 的 ["{ledger.title}"] 下写一行：'
            f'"{heading}" = "{column.title}"；如不是，等号后写 "不用"。'
        )
        yield Finding("T207", head, says, remedy=remedy, heading=heading, nearest=column.title)


def _answers(mapping: Path | None) -> str:
    """Return where a town says what its headings mean."""
    return f"data/mappings/{mapping.name}" if mapping else "data/mappings/乡镇名.toml"


def _hidden(sheet: Sheet, place: Source) -> Iterator[Finding]:
    """Name hidden rows and columns that hold something; they are read like the others."""
    rows = [r for r in sorted(sheet.hidden_rows) if r < len(sheet.grid) and _filled(sheet.grid[r])]
    columns = [
        c
        for c in sorted(sheet.hidden_columns)
        if _filled(line[c] for line in sheet.grid if c < len(line))
    ]
    if rows:
        cells = row_ranges((row + 1 for row in rows), "", "")
        says = f"有 {len(rows)} 行是隐藏的（或被筛选掉的），已照常计入。"
        remedy = "如不应计入，请从表中删去。"
        yield Finding("T209", Source(place.file, place.sheet, cells), says, remedy=remedy)
    if columns:
        letters = "、".join(column_letters(column) for column in columns[:_SHOWN])
        more = f" 等 {len(columns)} 列" if len(columns) > _SHOWN else " 列"
        yield Finding("T209", place, f"{letters}{more}是隐藏的，已照常读取。")


def _filled(cells: Iterable[object]) -> bool:
    return any(not is_blank(cell) for cell in cells)  # type: ignore[arg-type]


def _unknown(sheet: Sheet, place: Source, mapping: Path | None, told: Mapping) -> Iterator[Finding]:
    """Name a sheet without a table; what it lacks, and what may be that under another heading."""
    missed = near_miss(sheet, told)
    if missed is None:
        yield Finding("T201", place, "没有与已知台账相符的表头，未计入。")
        return
    ledger, lacking = missed
    columns = "、".join(f"“{column.title}”" for column in lacking)
    says = f"表头像《{ledger.title}》，但没有{columns}一栏，未计入。"
    lines = "、".join(f'"原表头" = "{column.title}"' for column in lacking)
    remedy = (
        f'如表中有这一栏而名称不同，请在 {_answers(mapping)} 的 ["{ledger.title}"] 下写：{lines}。'
    )
    yield Finding("F104", place, says, remedy=remedy)
    yield from _asked(ledger, near_asked(sheet, told), place, mapping)
