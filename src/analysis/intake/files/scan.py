"""A scan over the bytes of a usual .xlsx sheet, which holds the quick reader to account."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

import python_calamine as calamine

from analysis.intake.files.page import GAP, MAX_CELLS, UNCOMPUTED, Page, error_flaw, finished
from analysis.intake.files.quick import Grid, quick_grid
from analysis.intake.files.xlsx_cells import position
from analysis.intake.sheet import Sheet

_ROW: Final = re.compile(rb'<row r="([0-9]{1,7})"([^>]*)>')
_LETTERS: Final = re.compile(rb'<c r="([A-Z]{1,3})[0-9]')
_FLAWED: Final = re.compile(
    rb'<c r="(?P<at>[A-Z]{1,3}[0-9]{1,7})"(?P<rest>[^>]*)(?<!/)>'
    rb"(?P<f><f(?:\s[^>]*)?(?:/>|>[^<]*</f>))?"
    rb"(?:<v(?:\s[^>]*)?>(?P<v>[^<]*)</v>|<v\s*/>)?</c>",
)
_FAR: Final = re.compile(rb'<c r="([A-Z]{3}[0-9]{1,7})"[^>]*(?<!/)><(?:v|is|f)')
_NO_INDEX: Final = re.compile(rb't="s"[^>]*><v>(?![0-9]{1,9}</v>)')
_COLUMN: Final = re.compile(rb"<col\s([^>]*)>")
_MERGE: Final = re.compile(rb'<mergeCell\s+ref="([A-Z0-9]+):([A-Z0-9]+)"')
_HIDDEN: Final = re.compile(rb'\bhidden="(?:1|true)"|\b(?:width|ht)="0(?:\.0*)?"')


def known_well(  # noqa: PLR0913, PLR0917 - what the sheets of a workbook share
    read: Callable[[], bytes],
    page: Page,
    quick: calamine.CalamineWorkbook,
    dates: frozenset[int],
    odd: frozenset[int],
    strings: Callable[[], list[str]],
) -> Sheet | None:
    """Return the sheet as the quick reader gives it, or None unless nothing can be missing.

    ``read`` unpacks the sheet's XML, which is not held while the quick reader makes its cells;
    ``dates`` are the styles that show dates, ``odd`` those among them that the reader does not know.
    """
    xml = read()
    numbers = _rows(xml)
    if numbers is None or any(b - a > GAP for a, b in pairwise([0, *numbers])):
        return None
    if not _near(xml, max(numbers, default=0), page) or _misread(xml, dates, odd):
        return None
    wanted = _filled(xml)
    valued = _flaws(xml, page) if b't="e"' in xml or b"<f" in xml else 0
    if valued is None:
        return None
    _notes(xml, page)
    del xml
    grid = quick_grid(quick, page.name)
    if grid is None:
        return None
    missing = wanted - valued - sum(len(row) - row.count("") for row in grid)
    if missing and missing != _empty(read(), strings()):
        return None
    return finished(page, _reaching(grid, page))


def _rows(xml: bytes) -> list[int] | None:
    """Return the numbers of the rows, or None when the XML is not written as everybody writes it."""
    start = xml.find(b"<sheetData")
    if start < 0 or b"<!" in xml or b"='" in xml[: start + 4096]:
        return None
    end = xml.rfind(b"</sheetData>")  # within, only cells begin with <c and rows with <row
    numbers = [int(match[1]) for match in _ROW.finditer(xml, start)]
    if xml.count(b"<row", start, end) != len(numbers):
        return None
    if xml.count(b"<c", start + 1, end) != xml.count(b'<c r="', start, end):
        return None
    return numbers


def _near(xml: bytes, rows: int, page: Page) -> bool:
    """Whether all cells, empty ones too, fit into what may be held in memory."""
    if rows * 26 <= MAX_CELLS and not re.search(rb'<c r="[A-Z]{2}', xml):
        return True
    widest = max({match[1] for match in _LETTERS.finditer(xml)}, key=_order, default=b"A")
    place = position(f"{widest.decode()}1") or (0, 0)
    if rows * (place[1] + 1) <= MAX_CELLS:
        return True
    for match in _FAR.finditer(xml):  # refused at once, before each cell is read
        row, column = position(match[1].decode()) or (0, 0)
        if rows * (column + 1) > MAX_CELLS:
            raise page.too_far(row, column)
    return False


def _order(letters: bytes) -> tuple[int, bytes]:
    return len(letters), letters


def _misread(xml: bytes, dates: frozenset[int], odd: frozenset[int]) -> bool:
    """Whether the quick reader would take one thing for another: odd dates, texts without number."""
    if any(b' s="%d"' % style in xml for style in odd):
        return True
    if _NO_INDEX.search(xml):  # the quick reader takes what is no number for 0
        return True
    if not dates or b"<v>-" not in xml:
        return False
    styles = b"|".join(b"%d" % style for style in dates)
    return bool(
        re.search(rb'<c\b[^>]*\ss="(?:%b)"[^>]*>(?:<f[^<]*</f>|<f[^>]*/>)?<v>-' % styles, xml)
    )


def _filled(xml: bytes) -> int:
    """Count the cells that say what they hold."""
    filled = xml.count(b"</v>") - xml.count(b"<v></v>")
    if texts := xml.count(b"<is>"):
        filled += texts - xml.count(b"<is><t></t></is>") - xml.count(b"<is><t/></is>")
    return filled


def _empty(xml: bytes, strings: list[str]) -> int:
    """Count the cells that hold a text of no length, which some exports are full of."""
    numbers = b"|".join(b"%d" % n for n, text in enumerate(strings) if not text)
    return len(re.findall(rb't="s"[^>]*><v>(?:%b)</v>' % numbers, xml)) if numbers else 0


def _flaws(xml: bytes, page: Page) -> int | None:
    """Note error cells and formulas without a result; return how many of them hold a value.

    None when one of them is not written as everybody writes it.
    """
    valued = 0
    done, again = -2, 0
    for found in re.finditer(rb't="e"|<f[\s>/]', xml):
        start = xml.rfind(b"<c ", 0, found.start())
        again = again + 1 if start == done else 0
        if again == 1:  # an error that a formula gave is found twice
            continue
        done = start
        match = _FLAWED.match(xml, start) if start >= 0 and not again else None
        place = position(match["at"].decode()) if match else None
        if match is None or place is None:
            return None
        rest, value = match["rest"], (match["v"] or b"").strip()
        if b't="e"' in rest:
            page.flaw(*place, error_flaw(value.decode(errors="replace")))
            valued += bool(match["v"])
        elif match["f"] and not match["v"] and b't="s' not in rest and b't="inl' not in rest:
            page.flaw(*place, UNCOMPUTED)
    return valued


def _notes(xml: bytes, page: Page) -> None:
    """Note merges and what is hidden."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    for column in _COLUMN.finditer(xml, 0, start):
        if _HIDDEN.search(column[1]):
            first, last = (
                re.search(rb'\b%b="([0-9]+)"' % key, column[1]) for key in (b"min", b"max")
            )
            if first and last:
                page.hidden_columns.append((int(first[1]) - 1, int(last[1]) - 1))
    if b"hidden=" in xml or b'ht="0' in xml:
        page.hidden_rows.update(
            int(row[1]) - 1 for row in _ROW.finditer(xml) if _HIDDEN.search(row[2])
        )
    for merge in _MERGE.finditer(xml, max(end, 0)):
        first_cell, last_cell = position(merge[1].decode()), position(merge[2].decode())
        if first_cell and last_cell:
            page.merge((*first_cell, *last_cell))


def _reaching(grid: Grid, page: Page) -> Grid:
    """Let the grid reach the last flaw, which the quick reader sees as nothing."""
    height, width = max(page.height, len(grid)), max(page.width, len(grid[0]) if grid else 0)
    if (height, width) != (len(grid), len(grid[0]) if grid else 0):
        for row in grid:
            row.extend([""] * (width - len(row)))
        grid += [[""] * width for _ in range(height - len(grid))]
    return grid
