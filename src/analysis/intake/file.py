"""One file: its sheets, their tables, the typed rows, and all there is to tell about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from analysis.cells import Source
from analysis.errors import UnreadableFileError
from analysis.findings import Finding
from analysis.intake.about import about_file, about_sheet, no_ledger
from analysis.intake.corrections.mend import corrected
from analysis.intake.corrections.table import (
    Correction,
    assign,
    read_corrections,
)
from analysis.intake.files import read_book
from analysis.intake.found import FileRead, SheetRead, TableRead
from analysis.intake.listing import is_correction_table
from analysis.intake.parse import text_of
from analysis.intake.rows.check import check_apart, check_table
from analysis.intake.rows.convert import convert
from analysis.intake.rows.typed import DIGEST, Typed
from analysis.intake.sheet import Book, Sheet
from analysis.intake.tables.locate import locate
from analysis.intake.tables.mapping import EMPTY, read_mapping
from analysis.intake.tables.table import Table
from analysis.values import Cell

_MEASURED = frozenset({"date", "count", "number"})
CLOSED, CLOSE_IT = "文件打不开，可能正被其他程序使用。", "请关闭该文件后重试。"


def read_file(
    path: Path,
    name: str,
    year: int,
    mapping: Path | None = None,
    corrections: Sequence[Correction] = (),
) -> FileRead:
    """Read one file of a town. Never raises for a bad file: the answer says why it is refused.

    ``corrections``: those that the town's own table (更正.xlsx) has for this file.
    """
    try:
        book = read_book(path)
    except OSError:
        return refused(name, CLOSED, CLOSE_IT)
    except UnreadableFileError as error:
        return refused(name, error.message, error.remedy)
    read = FileRead(name, about=[*about_file(name, book)])
    asked, unclear = _handed_back(book, name)
    told = read_mapping(mapping) if mapping else EMPTY
    mended = corrected(
        book.sheets, [*corrections, *asked], name, lambda sheet: locate(sheet, told, name)
    )
    read.about += [*unclear, *mended.findings]
    pages: list[tuple[Sheet, list[Table]]] = []
    for sheet, tables in zip(mended.sheets, mended.tables, strict=True):
        if sheet.own_page():
            read.sheets.append(SheetRead(sheet.name, sheet.hidden, sheet.filled()))
            continue
        read.about += about_sheet(name, sheet, tables, mapping, told)
        used = [] if sheet.hidden else [t for t in tables if not t.rival and not t.unsure]
        typed = [_take(read, sheet, t, year) if t in used else None for t in tables]
        pages.append((sheet, used))
        read.sheets.append(_sheet_read(name, sheet, tables, typed))
    read.about += check_apart(name, pages)
    ours = is_correction_table(name) or (book.sheets and all(s.own_page() for s in book.sheets))
    if not ours and not any(sheet.tables for sheet in read.sheets):
        read.about.append(no_ledger(name))
    return read


def read_corrections_of(path: Path, name: str) -> tuple[list[Correction], list[Finding]]:
    """Read a town's correction table; one that cannot be read is a finding."""
    try:
        return read_corrections(read_book(path), name)
    except OSError:
        return [], refused(name, CLOSED, CLOSE_IT).findings
    except UnreadableFileError as error:
        return [], refused(name, error.message, error.remedy).findings


def _handed_back(book: Book, name: str) -> tuple[list[Correction], list[Finding]]:
    """Return the corrections that an annotated workbook brings back for itself."""
    if is_correction_table(name):
        return [], []  # it speaks of other files
    asked, unclear = read_corrections(book, name)
    mine, unknown = assign(asked, [name])
    return mine, [*unclear, *unknown]


def refused(name: str, message: str, remedy: str) -> FileRead:
    """Return a file that could not be read, and the finding that says so."""
    finding = Finding("F101", Source(name, "", ""), message, remedy=remedy)
    return FileRead(name, f"{message}{remedy}", about=[finding])


def _take(read: FileRead, sheet: Sheet, table: Table, year: int) -> Typed:
    """Type a table's rows and keep what there is to tell about them."""
    typed = convert(read.file, sheet, table, year)
    typed.contents = _contents(sheet, table, typed)
    typed.findings += check_table(read.file, sheet, table, typed)
    read.typed.append(typed)
    return typed


def _contents(sheet: Sheet, table: Table, typed: Typed) -> bytes:
    """Return a digest of each record, its number (序号) left out: the same row is the same text.

    Dates and numbers count as they are read, so that an export in another format is the same. A
    record that is not a whole row of its own is known by its values.
    """
    if table.whole_rows:
        columns = _texts(sheet, table, typed)
        texts = ("\x1f".join(row).rstrip("\x1f") for row in zip(*columns, strict=True))
    else:
        values = [coded.rows() for coded in typed.columns.values()]
        texts = (repr(row) for row in zip(*values, strict=True))
    digests = (hashlib.blake2b(text.encode(), digest_size=DIGEST).digest() for text in texts)
    return b"".join(digests)


def _texts(sheet: Sheet, table: Table, typed: Typed) -> Iterator[list[str]]:
    """Yield the columns of a table's rows as texts, but for the serial number."""
    rows = [row - 1 for row in typed.row]
    measured = {
        found.index: typed.columns[found.column.id]
        for found in table.columns
        if found.column.kind in _MEASURED
        and found.index not in table.dates
        and found.column.id in typed.columns
    }
    serial = {found.index for found in table.columns if found.column.id == "serial"}
    for index in range(table.width[0], max(map(len, sheet.grid))):
        cells = sheet.column(rows, index) if index not in serial else []
        texts = [cell if isinstance(cell, str) else _plain(cell) for cell in cells]
        if coded := measured.get(index):
            read = ["" if value is None else str(value) for value in coded.values]
            texts = [read[code] or text for code, text in zip(coded.codes, texts, strict=True)]
        yield texts or [""] * len(rows)


@lru_cache(maxsize=1 << 16, typed=True)
def _plain(cell: Cell) -> str:
    return "" if cell is None else text_of(cell).removesuffix(" 00:00:00")


def _sheet_read(
    file: str, sheet: Sheet, tables: Sequence[Table], typed: Sequence[Typed | None]
) -> SheetRead:
    """Describe a sheet; ``typed``: what each table gave, None for one that does not count."""
    dropped = [_dropped(table, rows) for table, rows in zip(tables, typed, strict=True)]
    read = tuple(
        TableRead.of(file, sheet.name, table, without, used=rows is not None)
        for table, rows, without in zip(tables, typed, dropped, strict=True)
    )
    meant = tuple(_meant(table, without) for table, without in zip(tables, dropped, strict=True))
    return SheetRead(sheet.name, sheet.hidden, sheet.filled(), read, meant)


def _dropped(table: Table, typed: Typed | None) -> frozenset[str]:
    """Return the columns found that were not taken (T206)."""
    if typed is None:
        return frozenset()
    shown = {found.column.id for found in table.columns if not found.column.personal}
    return frozenset(shown - typed.columns.keys())


def _meant(table: Table, without: frozenset[str]) -> dict[str, str | None]:
    """Return each heading as written and the column that it names, None where it is not used."""
    named = {found.heading: found.column.id for found in table.columns}
    used = {heading: None if name in without else name for heading, name in named.items()}
    others = [heading for _, heading in table.doubles] + [*table.unused]
    return {**used, **{heading: None for heading in others if heading not in used}}
