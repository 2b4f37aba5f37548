"""The 审核意见表 as DOCX: A4 across, black and white, boxes that are ticked by a click or a pen."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from analysis.render.document.model import Document
from analysis.render.opinions.elements import (
    BODY,
    BOLD,
    LARGE,
    LATIN,
    NORMAL,
    SMALL,
    TITLE,
    add_box,
    add_boxes,
    add_table,
    add_text,
    fill,
    page_number,
    shade,
)
from analysis.render.opinions.form import (
    BLANKS,
    HINT_CHOICES,
    LACK_CHOICES,
    ROW_CHOICES,
    VERDICTS,
    OpinionForm,
    numbered,
    opinion_form,
)
from analysis.store import same_archive

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Row

Texts = str | Sequence[str]  # paragraphs of a cell

_PARTS: Final = ("一、{part}", "二、审核提示", "三、待补充", "四、总体意见")
_ROWS: Final = {"段号": 1.4, "内容摘要": 5.4, "数字": 6.4, "提问": 6.2, "核对": 2.1, "意见": 4.4}
_HINTS: Final = {
    "序号": 1.2, "级别": 1.3, "位置": 4.6, "提示": 8.2, "见于": 3.0, "核对": 2.1, "意见": 5.5,
}  # fmt: skip
_LACKS: Final = {"序号": 1.2, "需要补充": 7.4, "用处和原因": 9.4, "核对": 2.9, "意见": 5.0}
_LONG: Final = 10  # lines; a row of more may be parted between two pages
_CENTRED: Final = frozenset({"段号", "序号", "级别"})


def opinions_docx(document: Document) -> bytes:
    """Return the form for a page of the review edition, the same bytes for the same page."""
    form = opinion_form(document)
    word = docx.Document()
    _set_up(word, form)
    add_text(word.add_paragraph(), "审核意见表", TITLE, LARGE, centred=True)
    _facts(word, form)
    first, columns = _PARTS[0].format(part=form.part), form.columns(_ROWS)
    _Part(word, first, "请逐项核对，在方框内打勾；提问供电话核实时参考。", columns).rows(form)
    _Part(word, _PARTS[1], "程序核对时发现、需要过目的情况。", _HINTS).hints(form)
    _Part(word, _PARTS[2], "缺少数据、报告没有写入的内容。", _LACKS).lacks(form)
    _verdict(word)
    file = io.BytesIO()
    word.save(file)
    return same_archive(file.getvalue())


class _Part:
    """One part of the form: a heading, a line of advice, a table whose headings are repeated."""

    def __init__(self, word: Word, title: str, advice: str, columns: dict[str, float]) -> None:
        """Write the heading and the table's head. ``columns``: widths in cm by title."""
        _heading(word, title)
        add_text(word.add_paragraph(), advice, BODY, NORMAL)
        self._columns = columns
        self._table = add_table(word, list(columns.values()))
        head = self._row(list(columns), bold=True)
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001

    def rows(self, form: OpinionForm) -> None:
        """Write part 1."""
        for row in form.rows:
            if row.heading:
                self._band(row.text)
            else:
                asked = numbered(row.questions)
                self._row([row.label, row.text, row.figures, asked, "", ""], ROW_CHOICES)

    def hints(self, form: OpinionForm) -> None:
        """Write part 2."""
        for number, hint in enumerate(form.hints, start=1):
            told = [hint.text, *([f"建议：{hint.remedy}"] if hint.remedy else [])]
            cells = [str(number), hint.level, hint.where, told, hint.places, "", ""]
            self._row(cells, HINT_CHOICES)
        if not form.hints:
            self._band("没有审核提示。")

    def lacks(self, form: OpinionForm) -> None:
        """Write part 3, what belongs together under one band."""
        group = ""
        for number, lack in enumerate(form.lacks, start=1):
            if lack.group and lack.group != group:
                self._band(lack.group)
            group = lack.group
            self._row([str(number), lack.wanted, lack.told, "", ""], LACK_CHOICES)
        if not form.lacks:
            self._band("没有待补充的内容。")

    def _row(
        self, cells: Sequence[Texts], choices: Sequence[str] = (), *, bold: bool = False
    ) -> _Row:
        """Add a row; the last but one cell holds the boxes."""
        row: _Row = self._table.add_row()
        each = [[text] if isinstance(text, str) else list(text) or [""] for text in cells]
        long = max(map(len, each)) > _LONG
        if not long:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, lines, title in zip(row.cells, each, self._columns, strict=True):
            fill(cell, lines, BOLD if bold else BODY, centred=bold or title in _CENTRED)
            if long:  # it may go on on the next page: its number stands where it begins
                cell.vertical_alignment = WD_ALIGN_VERTICAL.TOP
        if choices:
            add_boxes(row.cells[-2], choices)
        return row

    def _band(self, text: str) -> None:
        row = self._table.add_row()
        whole = row.cells[0].merge(row.cells[-1])
        fill(whole, [text], BOLD)
        shade(whole)
        for paragraph in whole.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _set_up(word: Word, form: OpinionForm) -> None:
    """Set page, fonts, page number, and what the file says of itself."""
    core = word.core_properties
    core.title, core.author, core.comments = f"审核意见表：{form.title}", "fazhi", ""
    core.created = core.modified = datetime(2024, 1, 1)  # noqa: DTZ001 - no clock in any output
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.7)
    section.header_distance = section.footer_distance = Cm(0.9)
    _style(word)
    if form.mark:
        add_text(section.header.paragraphs[0], form.mark, BOLD, SMALL, centred=True)
    page_number(section.footer.paragraphs[0])


def _style(word: Word) -> None:
    """Name the faces in the style, so that nothing falls back on a theme's."""
    normal: Any = word.styles["Normal"]
    normal.font.size = NORMAL
    normal.font.name = LATIN
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [key for key in fonts.attrib if "heme" in key]:
        del fonts.attrib[name]
    fonts.set(qn("w:eastAsia"), BODY)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")  # else 。 may be set in the middle, as in Taiwan
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0


def _heading(word: Word, text: str) -> None:
    paragraph = add_text(word.add_paragraph(), text, BOLD, Pt(14))
    paragraph.paragraph_format.space_before = Pt(14)
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = True


def _facts(word: Word, form: OpinionForm) -> None:
    """Write the head of the form: what is reviewed, and by whom, which stays blank."""
    word.paragraphs[-1].paragraph_format.space_after = Pt(8)
    facts = [*form.facts, *((name, "") for name in BLANKS)]
    table = add_table(word, [2.6, 10.35, 2.6, 10.35])
    for first, second in _pairs(facts):
        row = table.add_row()
        row.height = Cm(0.8)
        for cell, text, font in zip(row.cells, (*first, *second), (BOLD, BODY) * 2, strict=True):
            fill(cell, [text], font, centred=font == BOLD, size=NORMAL)


def _pairs(
    facts: Sequence[tuple[str, str]],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield the facts by two, an empty one at the end where their number is odd."""
    even = [*facts, ("", "")] if len(facts) % 2 else list(facts)
    yield from zip(even[::2], even[1::2], strict=True)


def _verdict(word: Word) -> None:
    """Write part 4: the verdict, room for words, signature and date."""
    _heading(word, _PARTS[3])
    row = add_table(word, [25.9]).add_row()
    cell = row.cells[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
    line = cell.paragraphs[0]
    for choice in VERDICTS:
        add_box(line, choice, NORMAL)
        add_text(line, "　　　", BODY, NORMAL)
    for text in ("意见：", *[""] * 5):
        add_text(cell.add_paragraph(), text, BODY, NORMAL)
    signature = add_text(cell.add_paragraph(), "审核人（签名）：　　　　　　　　", BODY, NORMAL)
    add_text(signature, "审核单位（盖章）：　　　　　　　　　　", BODY, NORMAL)
    add_text(signature, "　　　年　　月　　日", BODY, NORMAL)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
    signature.alignment = WD_ALIGN_PARAGRAPH.RIGHT
