"""The cover of ``indicators.xlsx``: whose figures, of what state, how to read them, what is where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from analysis.forms.style import set_print
from analysis.indicators.disclose import MERGED
from analysis.render.workbook.sheets import Book, fit_height, set_widths
from analysis.report import wording
from analysis.report.figures import Figures

COVER: Final = "封面"
_WIDTHS: Final = (34.0, 96.0)
_LOW: Final = 20.0  # points


def cover_facts(figures: Figures, *, version: str, draft: bool) -> dict[str, str]:
    """Return what the cover says of the workbook; what is not given is not there."""
    town, settings = figures.town, figures.town.settings
    marks = (("草稿", draft), ("示例数据，明细为虚构", settings.sample))
    facts = {
        "单位": "、".join(settings.organs) or town.area.name,
        "报告年度": f"{town.year}年",
        "数据截止": wording.long_date(town.cutoff),
        "状态": settings.status,
        "版次": version,
        "使用范围": "公开" if figures.public else "送审，不公开",
        "注意": "　".join(words for words, given in marks if given),
    }
    return {name: value for name, value in facts.items() if value}


def how_to_read(figures: Figures) -> tuple[str, ...]:
    """Return the rules of reading, a sentence each."""
    year = figures.town.year
    source = "台账和行数" if figures.public else "台账的文件、工作表和单元格"
    return (
        f"“指标”每行一个指标：“数值”是准确数，“打印为”是报告正文的写法，“来源”是{source}。",
        "单位为%的，数值98.5就是98.5%；它的分子、分母写在“来源”一栏，并各有一行。",
        f"各分表并列{year}年和{year - 1}年的数；“合计”是指标的总数，“核对”是各类别相加与总数的比较。",
        f"涉及个人的台账，人数不足3的类别并入“{MERGED}”，此时空格不是0。",
        "所有数值由台账逐行计算，与报告一致；改动本表不会改动报告。",
    )


def write_cover(
    book: Book, title: str, facts: Mapping[str, str], told: Sequence[str], held: Mapping[str, str]
) -> None:
    """Write the first sheet. ``held``: what stands on each other sheet, by its name."""
    sheet = book.sheet(COVER)
    lines: list[tuple[str, tuple[str, ...]]] = [
        ("title", (title,)),
        *(("cell", pair) for pair in facts.items()),
        ("section", ("怎样看",)),
        *(("line", (f"{number}．{words}",)) for number, words in enumerate(told, start=1)),
        ("section", ("各表内容（点表名可以跳转）",)),
        *(("link", pair) for pair in held.items()),
    ]
    for row, (style, texts) in enumerate(lines):
        if len(texts) == 1:
            book.line(sheet, row, texts[0], style, _WIDTHS)
            continue
        sheet.set_row(row, max(_LOW, fit_height(texts, _WIDTHS)))
        book.row(sheet, row, texts)
        if style == "link":
            _link(book, sheet, row, texts[0])
    set_widths(sheet, _WIDTHS)
    sheet.hide_gridlines(2)
    sheet.print_area(0, 0, len(lines) - 1, 1)
    set_print(sheet)


def _link(book: Book, sheet: Worksheet, row: int, name: str) -> None:
    quoted = name.replace("'", "''")
    sheet.write_url(row, 0, f"internal:'{quoted}'!A1", book.style("link"), name)
