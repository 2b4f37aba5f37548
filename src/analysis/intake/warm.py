"""What reading needs once and not for each town, made before the first town is read.

It all comes from the declarations; nothing of a town is in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from analysis.intake.file import read_file
from analysis.intake.found import Intake
from analysis.intake.sheet import Sheet
from analysis.intake.tables.everywhere import meanings
from analysis.intake.tables.locate import locate
from analysis.ledgers import LEDGERS, Ledger
from analysis.values import Cell, normalise

_YEAR = 2000
_USUAL = 4  # of the ways to write a heading the first are those that are met
_CELLS: Mapping[str, Cell] = MappingProxyType(
    {"date": dt.date(_YEAR, 1, 2), "period": "1月", "count": 1, "number": 1, "flag": "是"}
)


def warm_names() -> None:
    """Make the tables of the names of all headings; this needs no pandas."""
    locate(Sheet("", [["序号", "日期"]]))


def warm() -> None:
    """Do all that the first town would do for the others: for a process that others are forked from.

    A workbook with each ledger's own headings is read and put together, so that every module is
    there, every table is made and the usual headings have been looked up.
    """
    from analysis.intake.whole.together import put_together  # noqa: PLC0415 - pandas

    for ledger in LEDGERS.values():
        for column in ledger.columns:
            for heading in (column.title, *column.headers[:_USUAL]):
                meanings(tuple(normalise(part) for part in heading.split("/")))
    with TemporaryDirectory() as folder:
        path, text = Path(folder) / "台账.xlsx", Path(folder) / "台账.csv"
        write_workbook(path)
        text.write_bytes("月份,受理\n1月,1\n".encode("gb18030"))
        read_file(text, text.name, _YEAR)
        read = read_file(path, path.name, _YEAR)
    put_together(Intake(tables=read.tables, findings=read.findings), read.typed)


def write_workbook(path: Path, ledgers: Iterable[Ledger] = tuple(LEDGERS.values())) -> None:
    """Write a workbook with a sheet for each ledger and one row in each."""
    import xlsxwriter  # noqa: PLC0415 - only here

    book = xlsxwriter.Workbook(path, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for ledger in ledgers:
        page = book.add_worksheet()
        page.write_row(0, 0, [column.title for column in ledger.columns])
        for index, column in enumerate(ledger.columns):
            cell = _CELLS.get(column.kind, next(iter(column.values), "无"))
            page.write(1, index, cell, day if column.kind == "date" else None)
    book.close()
