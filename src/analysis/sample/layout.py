"""Workbooks as towns keep them: merged titles, headers of several levels, totals, notes.

The bytes depend on the content alone: fixed creation date, fixed zip entries, no compression (two
builds of zlib compress differently).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Value: TypeAlias = str | int | float | date | None
Heading: TypeAlias = tuple[str, ...]  # from the top level down: ("当事人", "姓名")
Span: TypeAlias = tuple[int, int, int]  # column, first and last record: one merged cell
Range: TypeAlias = tuple[int, int, int, int]  # top, left, bottom, right

_BOX = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "font_size": 10}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"},
    "line": {"font_size": 10, "align": "left", "text_wrap": True},
    "head": {**_BOX, "bold": True, "bg_color": "#E7E6E6"},
    "cell": _BOX,
    "date": {**_BOX, "num_format": "yyyy/m/d"},
}


def headings(*names: str) -> list[Heading]:
    """Return headings of one level."""
    return [(name,) for name in names]


def runs(values: Sequence[str], column: int, at_least: int) -> list[Span]:
    """Return the spans of ``at_least`` or more equal neighbours."""
    spans, start = [], 0
    for i in range(1, len(values) + 1):
        if i == len(values) or values[i] != values[start]:
            if i - start >= at_least:
                spans.append((column, start, i - 1))
            start = i
    return spans


def packed(parts: Iterable[tuple[str, bytes | str]]) -> bytes:
    """Return the zip file of these parts, the same bytes on every machine."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as plain:
        for name, content in parts:
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            plain.writestr(entry, content)
    return file.getvalue()


class Book:
    """A workbook in memory."""

    def __init__(self, title: str) -> None:
        """Start it; only the document properties say that the data are invented."""
        self._file = BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        self._book.set_properties({
            "title": f"示例数据：{title}",
            "comments": "示例数据，人员、编号和数字均为虚构，由 python -m analysis.sample 生成。",
            "created": datetime(2024, 1, 1),  # noqa: DTZ001 - xlsx keeps no time zone
        })  # fmt: skip
        self._styles = {key: self._book.add_format(form) for key, form in _STYLES.items()}

    def page(self, name: str, widths: Sequence[float]) -> Page:
        """Add a sheet with a column for each width; a width of 0 hides its column."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            options = {} if width else {"hidden": True}
            sheet.set_column(column, column, width or 10, None, options)
        return Page(sheet, self._styles, len(widths))

    def to_bytes(self) -> bytes:
        """Close the workbook and return its file."""
        self._book.close()
        with ZipFile(self._file) as written:
            return packed((name, written.read(name)) for name in written.namelist())


class Page:
    """A sheet that is written from the top down."""

    def __init__(self, sheet: Worksheet, styles: Mapping[str, Format], width: int) -> None:
        """Start at the first row; titles and lines are ``width`` columns wide."""
        self._sheet = sheet
        self._styles = styles
        self.width = width
        self.row = 0

    def title(self, text: str) -> None:
        """Write a merged title row."""
        self._merge((self.row, 0, self.row, self.width - 1), text, "title")
        self.skip(1)

    def line(self, text: str) -> None:
        """Write a merged row of plain text: who reports, a note."""
        self._merge((self.row, 0, self.row, self.width - 1), text, "line")
        self.skip(1)

    def skip(self, rows: int) -> None:
        """Go down."""
        self.row += rows

    def header(self, columns: Sequence[Heading]) -> None:
        """Write headings of up to three levels, equal neighbours under one merged cell."""
        depth = max(map(len, columns))
        for level in range(depth):
            start = 0
            while start < len(columns):
                path = columns[start][: level + 1]
                end = start
                while end + 1 < len(columns) and columns[end + 1][: level + 1] == path:
                    end += 1
                if len(path) == level + 1:
                    bottom = depth - 1 if columns[start] == path else level
                    cells = (self.row + level, start, self.row + bottom, end)
                    self._merge(cells, path[-1], "head")
                start = end + 1
        self.skip(depth)

    def rows(self, records: Sequence[Sequence[Value]], spans: Sequence[Span] = ()) -> None:
        """Write records, those in a span as one merged cell with the value of its first."""
        inside = {(i, column) for column, first, last in spans for i in range(first, last + 1)}
        for i, record in enumerate(records):
            for column, value in enumerate(record):
                if (i, column) not in inside:
                    self._write(self.row + i, column, value)
        for column, first, last in spans:
            value = records[first][column]
            self._merge((self.row + first, column, self.row + last, column), value, "cell")
        self.skip(len(records))

    def total(self, sums: Mapping[int, Value]) -> None:
        """Write a 合计 row: the sums by column, the other cells empty."""
        self.rows([["合计", *(sums.get(column) for column in range(1, self.width))]])

    def _write(self, row: int, column: int, value: Value) -> None:
        if isinstance(value, date):
            self._sheet.write_datetime(row, column, value, self._styles["date"])
        else:
            self._sheet.write(row, column, value, self._styles["cell"])

    def _merge(self, cells: Range, value: Value, style: str) -> None:
        top, left, bottom, right = cells
        if (top, left) == (bottom, right):
            self._sheet.write(top, left, value, self._styles[style])
        else:
            self._sheet.merge_range(*cells, value, self._styles[style])
