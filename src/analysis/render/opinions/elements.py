"""What the DOCX form is made of: texts in the faces of official documents, tables, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

BODY, BOLD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"  # shared/domain.md §7
LATIN: Final = "Times New Roman"
SMALL, NORMAL, LARGE = Pt(9), Pt(10.5), Pt(22)
_W14: Final = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_NO_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def add_text(
    paragraph: Paragraph, text: str, font: str, size: Length, *, centred: bool = False
) -> Paragraph:
    """Add a run; 仿宋 and 黑体 by name, so that quotation marks are set in them too."""
    run = paragraph.add_run(_NO_XML.sub("", text))
    run.font.size = size
    run.font.name = LATIN
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001
    fonts.set(qn("w:eastAsia"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def add_table(word: Word, widths: Sequence[float]) -> Any:  # noqa: ANN401 - a table of python-docx
    """Add an empty table with thin rules and fixed widths, in cm."""
    table = word.add_table(0, len(widths), style="Table Grid")
    table.autofit = False
    margins = parse_xml(
        f"<w:tblCellMar {nsdecls('w')}><w:top w:w='40' w:type='dxa'/>"
        "<w:bottom w:w='40' w:type='dxa'/></w:tblCellMar>"
    )
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # noqa: SLF001 - the schema's order
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def fill(
    cell: _Cell, lines: Iterable[str], font: str, *, centred: bool = False, size: Length = SMALL
) -> None:
    """Write the paragraphs of a cell, in its middle."""
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    for number, line in enumerate(lines):
        add_text(cell.add_paragraph() if number else paragraph, line, font, size, centred=centred)


def add_boxes(cell: _Cell, choices: Sequence[str]) -> None:
    """Add a box for each choice, one below the other."""
    for number, choice in enumerate(choices):
        add_box(cell.add_paragraph() if number else cell.paragraphs[0], choice, SMALL)


def add_box(paragraph: Paragraph, choice: str, size: Length) -> None:
    """Add a box that Word and WPS tick by a click, and that prints as ☐."""
    half_points = int(size.pt * 2)
    paragraph._p.append(  # noqa: SLF001
        parse_xml(
            f"<w:sdt {nsdecls('w')} {_W14}><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/>"
            "<w14:checkedState w14:val='2611' w14:font='MS Gothic'/>"
            "<w14:uncheckedState w14:val='2610' w14:font='MS Gothic'/></w14:checkbox></w:sdtPr>"
            "<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii='MS Gothic' w:eastAsia='MS Gothic'"
            f" w:hAnsi='MS Gothic' w:hint='eastAsia'/><w:sz w:val='{half_points}'/></w:rPr>"
            "<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    add_text(paragraph, choice, BODY, size)


def shade(cell: _Cell) -> None:
    """Give a cell a light ground; after ``fill``, for the schema's order."""
    ground = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EDEDED"/>')
    following: Any = cell._tc.get_or_add_tcPr().find(qn("w:vAlign"))  # noqa: SLF001
    following.addprevious(ground)


def page_number(paragraph: Paragraph) -> None:
    """Write — 1 — in the middle of the foot."""
    add_text(paragraph, "— ", BODY, NORMAL, centred=True)
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)  # noqa: SLF001
    add_text(paragraph, " —", BODY, NORMAL)
