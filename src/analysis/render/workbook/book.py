"""``indicators.xlsx``: a town's figures and their breakdowns, for an analyst and for an official.

封面 says what is where; 指标 has a row per figure; then a sheet per breakdown (``breakdowns``), 说明
with what a reader has to know, and 缺数. The public edition names no file and no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from analysis.cells import Source
from analysis.indicators.disclose import MERGED
from analysis.render.workbook.breakdowns import Breakdown, Line, breakdowns, sheet_names
from analysis.render.workbook.cover import COVER, cover_facts, how_to_read, write_cover
from analysis.render.workbook.sheets import HEAD, Book, Table, Value, places
from analysis.render.workbook.table import told_gaps, told_sources
from analysis.report.figures import Figures
from analysis.values import format_number, round_half_up

FIGURES, NOTES, GAPS = "指标", "说明", "缺数"
_FIGURES: Final[Mapping[str, float]] = {
    "编号": 22, "指标": 20, "数值": 9, "单位": 6, "打印为": 10, "上年数值": 9, "增减": 20,
    "计划": 13, "口径": 36, "来源": 42, "分列于": 14,
}  # fmt: skip
_NOTES: Final[Mapping[str, float]] = {"类别": 10, "指标": 26, "内容": 62, "位置": 46}
_GAPS: Final[Mapping[str, float]] = {"编号": 30, "指标": 30, "缺数原因": 50, "需要什么": 42}
_ACROSS: Final[Mapping[str, float]] = {"台账": 18, "指标": 26, "单位": 6, "年度": 6}
_ONE_A_ROW: Final = "一行一个指标；单位为%的，按报告的小数位数显示，单元格里是准确数。"
_SHORT: Final = frozenset({"单位", "年度", "核对"})  # set in the middle
_NO_DATA: Final = "下列指标缺少数据，报告没有写入；没有这些工作的，可不处理。"
_NO_NOTE: Final = "没有需要说明的事项。"


def indicators_xlsx(figures: Figures, *, version: str = "", draft: bool = False) -> bytes:
    """Return the workbook, the same bytes for the same figures.

    ``version``: the 版次, if there is one; ``draft``: say so on the cover.
    """
    book = Book(title := f"{figures.town.area.name}{figures.town.year}年法治政府建设指标数据")
    cut, gaps = breakdowns(figures), told_gaps(figures)
    own = sheet_names([COVER, FIGURES, NOTES, GAPS, *(one.name for one in cut)])[4:]
    named = dict(zip(own, cut, strict=True))
    held = {FIGURES: f"{len(figures.totals)}个指标的数值、上年数、口径和来源。"}
    held |= {name: f"{one.title}，{_count(one)}个指标。" for name, one in named.items()}
    held[NOTES] = "指标的说明、未计入的行、核对情况和小数合并。"
    held |= {GAPS: f"{len(gaps)}个指标没有数据的原因和所需材料。"} if gaps else {}
    facts = cover_facts(figures, version=version, draft=draft)
    write_cover(book, title, facts, how_to_read(figures), held)
    _write_figures(book, figures, named)
    for name, one in named.items():
        _write_breakdown(book, name, one)
    notes = list(_notes(figures, cut))
    _write(book, Table(NOTES, NOTES, "" if notes else _NO_NOTE, _NOTES, notes))
    if gaps:
        rows = [[name, figures.indicator(name).title, *_why(figures, name)] for name in gaps]
        _write(book, Table(GAPS, GAPS, _NO_DATA, _GAPS, rows))
    return book.content()


def _count(one: Breakdown) -> int:
    return len({line.indicator.id for line in one.lines})


def _why(figures: Figures, name: str) -> tuple[str, str]:
    return figures.gaps[name].reason, figures.gaps[name].wanted


def _write(book: Book, table: Table) -> Worksheet:
    """Add a table with the way back to the cover under its title."""
    sheet = book.table(table)
    sheet.write_url(1, 0, f"internal:'{COVER}'!A1", book.style("back"), "返回封面")
    book.put(sheet, (1, 1), table.note, "note")
    return sheet


def _write_figures(book: Book, figures: Figures, named: Mapping[str, Breakdown]) -> None:
    shown = {
        name: [
            sheet for sheet, one in named.items() if any(x.indicator.id == name for x in one.lines)
        ]
        for name in figures.totals
    }
    entries = [figures.entry(name) for name in figures.town.indicators if name in figures.totals]
    rows = [_figure(figures, one, shown[one["indicator"]]) for one in entries]
    sheet = _write(book, Table(FIGURES, FIGURES, _ONE_A_ROW, _FIGURES, rows, _SHORT))
    for row, one in enumerate(entries, start=HEAD + 1):
        last = one["last_year"]
        for column, pair in ((2, one), (5, last)):
            if pair and (form := _rate_form(one["unit"], pair)):
                book.put(sheet, (row, column), Decimal(pair["value"]), "cell", form)


def _figure(figures: Figures, entry: Mapping[str, Any], shown: Sequence[str]) -> list[Value]:
    last, plan = entry["last_year"], entry["plan"]
    source = told_sources(figures, entry["indicator"]) or _made_of(figures, entry)
    return [
        entry["indicator"], entry["title"], Decimal(entry["value"]), entry["unit"], entry["text"],
        Decimal(last["value"]) if last else None, last["change"] if last else None,
        f"{plan['text']}，{plan['progress']}" if plan else None, entry["rule"], source,
        "、".join(shown),
    ]  # fmt: skip


def _made_of(figures: Figures, entry: Mapping[str, Any]) -> str:
    """Say what a rate divides and a sum adds."""
    if halves := entry["halves"]:
        both = (halves[half] for half in ("numerator", "denominator"))
        return " ÷ ".join(f"“{half['title']}”{half['text']}" for half in both)
    parts = figures.totals[entry["indicator"]].parts
    return " ＋ ".join(f"“{part.label}”{format_number(part.value, 4)}" for part in parts)


def _rate_form(unit: str, figure: Mapping[str, Any]) -> str:
    """Return the number format by which a rate shows as it is printed; "" where rounding differs."""
    if unit != "%" or not figure["text"].endswith("%"):
        return ""
    printed = Decimal(figure["text"].removesuffix("%"))
    decimals = max(0, -int(printed.as_tuple().exponent))
    same = round_half_up(Decimal(figure["value"]), decimals) == printed
    return places(printed) if same else ""


def _write_breakdown(book: Book, name: str, one: Breakdown) -> None:
    note = f"空格不是0：人数不足3的类别已并入“{MERGED}”。" if one.merged else ""
    if one.across:
        head = {**_ACROSS, **dict.fromkeys(one.labels, 8.0), "合计": 9, "核对": 12}
        rows = [_across(line, one.labels) for line in one.lines]
        _write(book, Table(name, one.title, note, head, rows, _SHORT, pages=0))
        return
    head = {one.by: 24, **{_heading(line): 13.0 for line in one.lines}}
    body = [[label, *(line.value(label) for line in one.lines)] for label in one.labels]
    table = Table(name, one.title, note, head, body, fixed=1, pages=0)
    sheet, last = _write(book, table), table.last
    book.row(sheet, last + 1, ["合计", *(line.total for line in one.lines)], "total")
    book.row(sheet, last + 2, ["核对", *(line.checked for line in one.lines)], "mark")
    sheet.print_area(0, 0, last + 2, len(head) - 1)


def _heading(line: Line) -> str:
    return f"{line.indicator.title}（{line.indicator.unit}）{line.year}年"


def _across(line: Line, labels: Sequence[str]) -> list[Value]:
    values = [line.value(label) for label in labels]
    return [
        line.ledger.removesuffix("台账"), line.indicator.title, line.indicator.unit, line.year,
        *values, line.total, line.checked,
    ]  # fmt: skip


def _notes(figures: Figures, cut: Sequence[Breakdown]) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, figure, words and place of what a reader of the figures has to know."""
    for name in figures.town.indicators:
        if name in figures.totals:
            yield from _notes_of(figures.entry(name))
    for one in cut:
        for title in dict.fromkeys(line.indicator.title for line in one.lines if line.merged):
            words = f"按{one.by}分列时，人数不足3的类别已并入“{MERGED}”。"
            yield "小数合并", title, words, ""


def _notes_of(entry: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    title = entry["title"]
    if entry["note"]:
        yield "说明", title, entry["note"], ""
    for left in entry["left_out"]:
        yield "未计入", title, f"{left['reason']}：{left['rows']}行。", _place(left["source"])
    for other in entry["reconciled"]:
        words = f"报告用{entry['text']}；{other['rule'].rstrip('。')}：{other['text']}。"
        yield "核对一致" if other["agrees"] else "核对不一致", title, words, _place(other["source"])
    if entry["last_year"] and entry["last_year"]["published"]:
        yield "上年数不一致", title, entry["last_year"]["published"], ""


def _place(source: Mapping[str, str] | None) -> str:
    return str(Source(**source)) if source else ""
