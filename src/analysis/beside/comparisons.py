"""对照数据: last year's published figures and this year's plans, each with where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from analysis.beside.amounts import amount
from analysis.beside.files import found, one_of
from analysis.cells import Source, address
from analysis.errors import UnreadableFileError
from analysis.findings import Finding
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Indicator
from analysis.intake.files import read_book
from analysis.intake.files.refusals import too_big
from analysis.intake.sheet import Sheet
from analysis.values import (
    Cell,
    Unreadable,
    format_number,
    is_blank,
    nearest,
    normalise,
    tidy,
)
from analysis.workspace import COMPARISON_FILES

Kind = Literal["上年", "计划"]

_MAX: Final = 2**20
_FIRST_ROWS: Final = 10
_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "indicator": ("指标", "指标名称", "指标编号", "项目"),
        "kind": ("类型", "类别"),
        "value": ("数值", "数", "值"),
        "document": ("出处", "来源", "文件"),
        "place": ("位置", "页码", "所在位置"),
        "text": ("原文", "原句"),
    }
)
_NEEDED: Final = frozenset({"indicator", "kind", "value"})
_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        **dict.fromkeys(("上年", "上年数", "上一年", "上年度", "去年"), "上年"),
        **dict.fromkeys(("计划", "计划数", "年度计划", "目标", "年度目标"), "计划"),
    }
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure that stands in a document: last year's report, a plan. ``line``: in 对照数据."""

    document: str
    place: str
    text: str
    indicator: str
    kind: Kind
    value: Decimal
    line: Source


def read_comparisons(
    folder: Path, indicators: Mapping[str, Indicator]
) -> tuple[tuple[Quote, ...], list[Finding]]:
    """Return what 对照数据 says, and what is wrong with it. Never raises for a bad file."""
    path, findings = one_of(found(folder, COMPARISON_FILES))
    if path is None:
        return (), findings
    try:
        sheet, header, columns = _table(path)
    except UnreadableFileError as error:
        place = Source(path.name, "", "")
        return (), [Finding("F111", place, error.message, remedy=error.remedy)]
    quotes: list[Quote] = []
    reader = _Reader(path.name, sheet, columns, indicators)
    for row in range(header + 1, len(sheet.grid)):
        try:
            if quote := reader.quote(row):
                quotes.append(quote)
        except _OddRowError as odd:
            findings.append(odd.finding)
    return _without_clashes(quotes, indicators, findings), findings


def _table(path: Path) -> tuple[Sheet, int, dict[str, int]]:
    """Return the sheet, its header row and the column of each heading."""
    try:
        if path.stat().st_size > _MAX:
            raise too_big()
        book = read_book(path)
    except OSError as error:
        raise UnreadableFileError("文件打不开，可能正被其他程序打开。", "请关闭后重试。") from error
    names = {normalise(text): key for key, texts in _HEADINGS.items() for text in texts}
    for sheet in book.sheets:
        for row, line in enumerate(sheet.grid[:_FIRST_ROWS]):
            columns: dict[str, int] = {}
            for index, cell in enumerate(line):
                if key := names.get(normalise(cell)) if isinstance(cell, str) else None:
                    columns.setdefault(key, index)
            if columns.keys() >= _NEEDED:
                return sheet, row, columns
    remedy = "请在一行中依次写上：指标、类型、数值、出处、位置、原文。"
    raise UnreadableFileError("没有找到对照数据的表头。", remedy)


class _OddRowError(Exception):
    """A row that cannot be taken; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.says)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one table."""

    file: str
    sheet: Sheet
    columns: Mapping[str, int]
    indicators: Mapping[str, Indicator]

    def quote(self, row: int) -> Quote | None:
        """Read a row; None for one that gives no figure. Raises ``_OddRowError``."""
        if (
            is_blank(self._cell(row, "value"))
            and (row, self.columns["value"]) not in self.sheet.flaws
        ):
            if is_blank(self._cell(row, "text")):
                return None  # an empty row, or one that was prepared and not filled
            raise self._odd(row, "value", "数值没有填", "请填上原文中的数，或删去这一行。")
        indicator = self._indicator(row)
        kind = self._kind(row)
        document = self._text(row, "document")
        if not document:
            raise self._odd(row, "document", "出处没有填", "请写明这个数出自哪份文件。")
        return Quote(
            document=document,
            place=self._text(row, "place"),
            text=self._text(row, "text"),
            indicator=indicator.id,
            kind=kind,
            value=self._value(row, indicator),
            line=self._place(row, "indicator"),
        )

    def _indicator(self, row: int) -> Indicator:
        written = self._text(row, "indicator")
        meant = _named(written, self.indicators)
        if len(meant) == 1:
            return meant[0]
        if meant:
            listed = "、".join(f"{one.id}（{one.title}）" for one in meant)
            raise self._odd(row, "indicator", f"“{written}”可以指几个指标", f"请写编号：{listed}。")
        words = {word: one for one in self.indicators.values() for word in _words(one)}
        guess = nearest(written, words)
        remedy = f"您是否指“{guess}”（{words[guess].id}）？" if guess else "请照附录写指标的名称。"
        raise self._odd(row, "indicator", f"没有“{written}”这个指标", remedy, guess or "")

    def _kind(self, row: int) -> Kind:
        written = self._text(row, "kind")
        kind = _KINDS.get(normalise(written))
        if kind is None:
            raise self._odd(row, "kind", f"类型“{written}”无法识别", "请写“上年”或“计划”。")
        return kind

    def _value(self, row: int, indicator: Indicator) -> Decimal:
        try:
            return amount(self._cell(row, "value"), indicator)
        except Unreadable as error:
            finding = self._odd(row, "value", "数值无法识别", f"应为{error.expects}。").finding
            raise _OddRowError(finding) from error

    def _cell(self, row: int, key: str) -> Cell:
        line, column = self.sheet.grid[row], self.columns.get(key, -1)
        return line[column] if 0 <= column < len(line) else None

    def _text(self, row: int, key: str) -> str:
        cell = self._cell(row, key)
        if isinstance(cell, float) and cell == int(cell):
            return str(int(cell))
        return "" if is_blank(cell) else tidy(str(cell))

    def _place(self, row: int, key: str) -> Source:
        return Source(self.file, self.sheet.name, address(row, self.columns.get(key, 0)))

    def _odd(self, row: int, key: str, says: str, remedy: str, guess: str = "") -> _OddRowError:
        place = self._place(row, key)
        says = f"第 {row + 1} 行：{says}。"
        return _OddRowError(Finding("W417", place, says, remedy=remedy, nearest=guess))


def _words(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.id, indicator.title, *indicator.phrases)


def _named(written: str, indicators: Mapping[str, Indicator]) -> list[Indicator]:
    """Return the indicators of that id, else of that title, else of that phrase."""
    key = normalise(written)
    rounds = (names.get(key) for names in Definitions.of(indicators).called)
    return next((meant for meant in rounds if meant and key), [])


def _without_clashes(
    quotes: Iterable[Quote], indicators: Mapping[str, Indicator], findings: list[Finding]
) -> tuple[Quote, ...]:
    """Keep one quote of each figure; one that stands twice with different values is asked about."""
    groups: dict[tuple[str, Kind], list[Quote]] = {}
    for quote in quotes:
        groups.setdefault((quote.indicator, quote.kind), []).append(quote)
    findings += _clashes(groups.values(), indicators)
    return tuple(some[0] for some in groups.values() if len({q.value for q in some}) == 1)


def _clashes(
    groups: Iterable[list[Quote]], indicators: Mapping[str, Indicator]
) -> Iterator[Finding]:
    for some in groups:
        if len({quote.value for quote in some}) > 1:
            one = indicators[some[0].indicator]
            told = "，".join(
                f"{quote.line.cells} 为 {format_number(quote.value, 4)}{one.unit}" for quote in some
            )
            says = f"“{one.title}”的{some[0].kind}数写了 {len(some)} 次：{told}。"
            yield Finding("W418", some[-1].line, says, remedy="请只留正确的一行。")
