"""Which rows below a header are data, and why the others are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from analysis.intake.sheet import Sheet
from analysis.intake.tables.headings import Merged, cell_at
from analysis.intake.tables.match import Located
from analysis.ledgers import Ledger
from analysis.values import Cell, Unreadable, is_blank, normalise, parse_date, parse_period

_SUM = "(?:合计|总计|小计|共计|累计|总和)数?"
_TOTAL = re.compile(f"(?:本[页月年季期次])?{_SUM}[:：]?")
_TOTAL_TOLD = re.compile(rf".{{0,8}}{_SUM}(?:[:：]|为|[:：]?\d.{{0,8}})?")
_NOTE = re.compile(
    r"(?:注|备注|说明|填[报表写制].{0,3}|[制审]表.{0,2}|审[核批].{0,2}|(?:单位)?负责人.{0,4}"
    r"|联系(?:人|电话)|单位|(?:统计|报送|填报)时间)(?:[:：].*)?",
)
_NIL = re.compile(
    r"(?:本[月村周季镇年]|[\d一二三四五六七八九十]+月份?)?(?:零报告|零上报|无(?:矛盾)?纠纷)"
)
_NOTHING = frozenset({"无", "本月无", "零", "没有"})
_SERIAL = re.compile(r"[\d.]*|[一二三四五六七八九十百]+")

_MARKED = re.compile("[计和注备说填报写制审核负单联统零无没未]")
"""A row without one of these has none of the words above; keeps data rows cheap."""


def shows(cell: Cell) -> bool:
    """Whether a cell shows something: ``is_blank``, with the usual cells told at once."""
    if cell is None or cell == "":
        return False
    return not isinstance(cell, str) or cell[0].isalnum() or not is_blank(cell)


class Sorter:
    """Tells data rows from all others below one header."""

    def __init__(
        self, sheet: Sheet, ledger: Ledger, columns: Sequence[Located], merged: Merged
    ) -> None:
        """Take a table's ledger and the columns found."""
        self._sheet = sheet
        self._merged = merged
        self._ledger = ledger
        self._flawed: dict[int, set[int]] = {}
        for row, column in sheet.flaws:
            self._flawed.setdefault(row, set()).add(column)
        self._columns = {found.index: found.column for found in columns}
        self._serials = {i for i, c in self._columns.items() if c.id == "serial"}
        personal = {i for i, c in self._columns.items() if c.personal}
        self._own = self._columns.keys() - personal - self._serials

    def why_apart(self, row: int) -> str | None:
        """Say why a row is no data; None for a data row."""
        filled = self._filled(row)
        if not filled:
            return "空白"
        above = set[int]()
        if self._merged:
            above = {c for c in self._columns if self._merged.get((row, c), (row, c))[0] < row}
        if len(filled) == 1 or _MARKED.search(
            "".join([c for c in filled.values() if isinstance(c, str)])
        ):
            told = self._why_told(row, filled, above)
            if told is not None:
                return told or None
        if self._continues(above, filled):
            return "续行"
        return "栏号" if self._numbers(row, filled) else None

    def _why_told(self, row: int, filled: Mapping[int, Cell], above: set[int]) -> str | None:
        """Say what the words of a row tell: why it is no data, ``""`` that it is, None nothing."""
        texts = [_told(cell) for cell in filled.values()]
        if any(_TOTAL.fullmatch(text) for text in texts[:3]):
            return "合计"
        if _TOTAL_TOLD.fullmatch(texts[0]) and not self._dated(row):
            return "合计"
        if len(filled) == 1 and not above:
            return self._why_lone(row, *filled) or ""
        others = len(texts) > 1 and all(_NOTE.fullmatch(text) for text in texts[1:])
        if _NOTE.fullmatch(texts[0]) or others:
            return "说明"
        if self._ledger.grain != "return" and any(map(_NIL.fullmatch, filter(None, texts))):
            return "零报告"
        return None

    def _filled(self, row: int) -> dict[int, Cell]:
        """Return the cells of a row that show something, flawed ones as ``""``."""
        # Written out, for it is asked of every cell; `shows` says the same of one.
        filled: dict[int, Cell] = {
            index: cell
            for index, cell in enumerate(self._sheet.grid[row])
            if cell != ""
            and cell is not None
            and (type(cell) is not str or cell[0].isalnum() or not is_blank(cell))
        }
        if row in self._flawed:
            filled |= dict.fromkeys(self._flawed[row], "")
            filled = dict(sorted(filled.items()))
        return filled

    def _why_lone(self, row: int, column: int) -> str | None:
        text = normalise(str(cell_at(self._sheet, row, column)))
        if _NIL.fullmatch(text) or text in _NOTHING:
            return "零报告"
        if column in self._serials and _SERIAL.fullmatch(text):
            return "只有序号"
        is_data = self._dated(row) or column in self._flawed.get(row, frozenset()) & self._own
        return None if is_data else "说明"

    def _dated(self, row: int) -> bool:
        """Whether a date or period column of the row holds one."""
        return any(
            _reads(column.kind, cell_at(self._sheet, row, index))
            for index, column in self._columns.items()
        )

    def _continues(self, above: set[int], filled: Mapping[int, Cell]) -> bool:
        """Whether all that a row tells of its record is merged with the row above (甲乙 parties)."""
        marks = {c for c in above if c in self._serials or self._columns[c].required}
        own = (self._own | self._serials) - above
        return bool(marks) and self._ledger.about != "person" and not own & filled.keys()

    def _numbers(self, row: int, filled: Mapping[int, Cell]) -> bool:
        """Whether a row numbers the columns (甲 1 2 3).

        Where there are only figures, 1 2 3 4 may be January's: then the row below must start anew.
        """
        if _plain(next(iter(filled.values()))) not in {"1", "甲"}:
            return False
        texts = [_plain(cell) for cell in filled.values()]
        digits = [text for text in texts if text not in "甲乙丙丁戊"]
        if len(digits) < 3 or digits != [str(n + 1) for n in range(len(digits))]:
            return False
        if len(digits) < len(texts):
            return True
        words = {"text", "category", "date", "flag"}
        if any(self._columns[i].kind in words for i in filled.keys() & self._own):
            return True
        below = next(
            (f for r in range(row + 1, len(self._sheet.grid)) if (f := self._filled(r))), {}
        )
        return _plain(next(iter(below.values()), "2")) in {"1", "1月", "一月"}


def _told(cell: Cell) -> str:
    """Return a text that may be one of the words above; ``""`` is none of them."""
    return normalise(cell) if isinstance(cell, str) and _MARKED.search(cell) else ""


def _plain(cell: Cell) -> str:
    """Return ① and (1) and 1.0 as 1."""
    if isinstance(cell, float):
        return str(cell).removesuffix(".0")
    return normalise(unicodedata.normalize("NFKC", str(cell))).removesuffix(".0")


def _reads(kind: str, cell: Cell) -> bool:
    """Whether a cell of a date or period column holds one."""
    try:
        match kind:
            case "date":
                parse_date(cell)
            case "period":
                parse_period(cell, 2000)
            case _:
                return False
    except Unreadable:
        return False
    return True
