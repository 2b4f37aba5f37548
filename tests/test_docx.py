"""The Word file: the paper's text, all of it and in order, laid out as GB/T 9704-2012 says."""

from __future__ import annotations

import base64
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from analysis.errors import NotebookError
from analysis.render.document.paper import Attachment, Exhibit, Line, Paper
from analysis.render.docx import docx_bytes
from analysis.render.docx.attachments import (
    CHART_AS_DATA,
    CHART_WITHOUT_DATA,
    PICTURE_ELSEWHERE,
)
from analysis.render.docx.letter import balanced
from analysis.render.docx.page import WIDTH
from analysis.render.docx.styles import CHARACTER, LINE
from analysis.render.docx.tables import layout
from analysis.render.docx.xml import fit_for_xml, halves

TABLE: Final = Exhibit(
    "table", "表1", "案件", ("村居", "件数"), (("甲村", "1,200"), ("乙村", "3"), ("合计", "1,203")),
    "件", "数据来源：《台账》", "表：案件",
)  # fmt: skip
CHART: Final = replace(TABLE, kind="chart", label="图1", caption="案件最多的是甲村")
PAPER: Final = Paper(
    title="关于甲镇2023年法治政府建设情况的报告",
    organs=("中共甲县甲镇委员会", "甲县甲镇人民政府"),
    document_number="甲委文〔2024〕9号",
    signatory="样本甲",
    recipients="县委、县政府",
    body=(
        Line("body", "现将情况报告如下："),
        Line("h1", "一、主要举措和成效"),
        Line("h2", "（一）学习"),
        Line("h3", "1. 计划"),
        Line("h4", "（1）安排"),
        Line("body", "全年学习23次，参学率96.2%。"),
    ),
    signed_by=("中共甲县甲镇委员会", "甲县甲镇人民政府"),
    signed_on="2024年1月22日",
    attachments=(Attachment("统计表", (TABLE,)), Attachment("统计图", (CHART,))),
    copies_to=("县司法局", "县人大办"),
    issued_by="甲镇党政办",
    issued_on="2024年1月23日",
    mark="草稿",
)
# The order that the schema (ISO/IEC 29500) asks of the children that are used here.
ORDER: Final = {
    "pPr": "pStyle keepNext pageBreakBefore widowControl pBdr tabs wordWrap overflowPunct autoSpaceDE"
    " autoSpaceDN adjustRightInd snapToGrid spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts color spacing w sz szCs lang",
    "tblPr": "tblpPr tblOverlap tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption"
    " tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan tcBorders vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar cols docGrid",
    "style": "name basedOn semiHidden qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "styles": "docDefaults latentStyles style",
    "font": "altName charset family",
}


def png(width: int, height: int) -> str:
    """Return the address of a picture of one colour."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\x80" * width) * height)),
        (b"IEND", b""),
    )
    data = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    whole = base64.b64encode(b"\x89PNG\r\n\x1a\n" + data)
    return f"data:image/png;base64,{whole.decode()}"


def opened(paper: Paper) -> WordDocument:
    """Open a paper's file as any reader would."""
    return Document(io.BytesIO(docx_bytes(paper)))


def parts(paper: Paper) -> dict[str, bytes]:
    """Return the file's parts by name."""
    with zipfile.ZipFile(io.BytesIO(docx_bytes(paper))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def found(root: Any, path: str) -> list[Any]:
    """Return what an XPath finds; ``w:`` and ``r:`` are known."""
    names = {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }
    hits: list[Any] = etree.ElementBase.xpath(root, path, namespaces=names)  # type: ignore[assignment]
    return hits


def styled(document: WordDocument, style: str) -> list[Paragraph]:
    """Return the paragraphs of a style, outside tables."""
    return [p for p in document.paragraphs if p.style is not None and p.style.style_id == style]


def value(root: Any, path: str) -> str | None:
    """Return the one attribute that an XPath finds, None when there is none."""
    hits = found(root, path)
    return str(hits[0]) if hits else None


def texts(document: WordDocument) -> list[str]:
    """Return all texts in order, cell by cell; empty ones and line breaks left out."""
    return [text for block in document.iter_inner_content() for text in _texts(block) if text]


def _texts(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text.replace("\n", "")
        return
    for row in block._tbl.tr_lst:
        for cell in row.tc_lst:
            yield "".join(Paragraph(p, block).text for p in cell.p_lst).replace("\n", "")


def expected(paper: Paper) -> list[str]:
    """Return the texts of a paper in the order of the standard."""
    signatory = f"\t签发人：{paper.signatory}" if paper.signatory else ""
    number = len(paper.attachments)
    listed = [
        *(paper.organs if paper.red_head else ()),
        f"{paper.document_number}{signatory}",
        paper.title,
        f"{paper.recipients}：" if paper.recipients else "",
        *(line.text for line in paper.body),
        *paper.attachment_lines,
        *paper.signed_by,
        paper.signed_on,
        *(
            text
            for n, attachment in enumerate(paper.attachments, start=1)
            for text in (f"附件{n}" if number > 1 else "附件", *_attached(attachment))
        ),
        f"抄送：{'，'.join(paper.copies_to)}。" if paper.copies_to else "",
        paper.issued_by,
        f"{paper.issued_on}印发" if paper.issued_by and paper.issued_on else "",
    ]
    return [text for given in listed if (text := fit_for_xml(given).replace("\n", ""))]


def _attached(attachment: Attachment) -> Iterator[str]:
    yield attachment.title
    shown = attachment.exhibits
    if any(e.kind == "chart" and e.columns for e in shown):
        yield CHART_AS_DATA
    for e in shown:
        yield "　".join(text for text in (e.label, e.caption) if text)
        if e.columns:
            yield from (f"单位：{e.unit}" if e.unit else "", *e.columns)
            yield from (text for row in e.rows for text in row)
        elif e.kind == "chart":
            yield CHART_WITHOUT_DATA
        yield e.source_line


ODD: Final = st.text(
    st.characters(codec="utf-8")
    | st.sampled_from(["\x00", "\x0b", "\r", "\n", "\t", "\ud800", "\ufffe", "<", "&", "𬱖", "　"]),
    max_size=40,
)


@st.composite
def exhibits(draw: st.DrawFn) -> Exhibit:
    """Draw a table or chart, with any number of columns and rows."""
    width, height = draw(st.integers(0, 14)), draw(st.integers(0, 4))
    cell = st.sampled_from(["1,234.5%", "合计", "", "—"]) | ODD
    row = st.tuples(*[cell] * width)
    return Exhibit(
        draw(st.sampled_from(["table", "chart"])), "表1", draw(ODD), draw(row),
        draw(st.tuples(*[row] * (height if width else 0))), draw(ODD), draw(ODD), draw(ODD),
    )  # fmt: skip


ATTACHMENTS: Final = st.builds(Attachment, ODD, st.lists(exhibits(), max_size=2).map(tuple))
LINES: Final = st.builds(Line, st.sampled_from(["h1", "h2", "h3", "h4", "body"]), ODD)
SOME: Final = st.lists(ODD, max_size=3).map(tuple)
PAPERS: Final = st.builds(
    Paper,
    title=ODD,
    organs=SOME,
    red_head=st.booleans(),
    document_number=ODD,
    signatory=ODD,
    recipients=ODD,
    body=st.lists(LINES, max_size=4).map(tuple),
    signed_by=SOME,
    signed_on=ODD,
    attachments=st.lists(ATTACHMENTS, max_size=2).map(tuple),
    copies_to=SOME,
    issued_by=ODD,
    issued_on=ODD,
    mark=ODD,
)


@settings(max_examples=60, deadline=None)
@given(PAPERS)
def test_the_file_says_what_the_paper_says(paper: Paper) -> None:
    """Every text, in order, nothing more; characters that XML forbids are dropped, no more."""
    assert texts(opened(paper)) == expected(paper)


def test_a_text_never_becomes_a_field() -> None:
    """Only the page numbers are fields; what looks like one stays text."""
    odd = "{PAGE} { INCLUDEPICTURE } <w:fldSimple w:instr='DATE'/>"
    files = parts(replace(PAPER, title=odd, mark=odd, body=(Line("body", odd),)))

    fields = {name: data.count(b"w:instr=") for name, data in files.items() if b"<w:fld" in data}
    assert fields == {"word/footer-default.xml": 1, "word/footer-even.xml": 1}
    assert b"instrText" not in b"".join(files.values())


def test_the_page_is_the_standards() -> None:
    """A4, margins 37, 26, 35, 28 mm, a grid of 22 lines of 28 characters (5.2)."""
    section = opened(PAPER).sections[0]

    sides = (section.page_width, section.page_height, section.top_margin, section.right_margin,
             section.bottom_margin, section.left_margin)  # fmt: skip
    assert [round(side.mm) for side in sides if side] == [210, 297, 37, 26, 35, 28]
    (grid,) = found(section._sectPr, "w:docGrid")
    assert grid.attrib == {qn("w:type"): "lines", qn("w:linePitch"): str(LINE)}
    height, width = (mm / 25.4 * 1440 for mm in (225, 156))
    assert 22 * LINE <= height < 22 * LINE + 22
    assert 28 * CHARACTER <= width < 28 * CHARACTER + 28


FACES: Final = {
    "Normal": ("仿宋_GB2312", 16),
    "BodyText": ("仿宋_GB2312", 16),
    "Title": ("方正小标宋简体", 22),
    "Heading1": ("黑体", 16),
    "Heading2": ("楷体_GB2312", 16),
    "Heading3": ("仿宋_GB2312", 16),
    "Heading4": ("仿宋_GB2312", 16),
    "Organ": ("方正小标宋简体", 40),
    "AttachmentNumber": ("黑体", 16),
    "AttachmentTitle": ("方正小标宋简体", 22),
    "Caption": ("黑体", 12),
    "Cell": ("宋体", 10.5),
    "Imprint": ("仿宋_GB2312", 14),
    "Footer": ("宋体", 14),
}


@pytest.mark.parametrize("name", FACES)
def test_a_style_names_its_face_for_every_script(name: str) -> None:
    """Face and size of the standard (5.2.2, 7), in all four scripts, itself or by its base."""
    styles = etree.fromstring(parts(PAPER)["word/styles.xml"])
    chain, one = [], name
    while one:
        chain.append(found(styles, f"w:style[@w:styleId='{one}']")[0])
        one = value(chain[-1], "w:basedOn/@w:val") or ""

    def own(path: str) -> str | None:
        return next((hit for style in chain if (hit := value(style, f"w:rPr/{path}"))), None)

    faces = {own(f"w:rFonts/@w:{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert faces == {FACES[name][0]}
    assert own("w:sz/@w:val") == own("w:szCs/@w:val") == f"{FACES[name][1] * 2:g}"


def test_no_theme_and_no_template_is_left() -> None:
    """No theme font, colour, thumbnail or trace of the library; the language is Chinese."""
    files = parts(PAPER)
    everything = b"".join([*files.values(), *(name.encode() for name in files)])

    assert not re.findall(
        rb"asciiTheme|eastAsiaTheme|hAnsiTheme|cstheme|themeColor|theme1", everything
    )
    assert not re.findall(rb"python-docx|Cambria|Calibri|thumbnail|Macintosh|4F81BD", everything)
    styles = etree.fromstring(files["word/styles.xml"])
    assert value(styles, "w:docDefaults//w:lang/@w:eastAsia") == "zh-CN"
    assert not found(styles, "//w:b|//w:i")


def test_headings_stand_in_the_navigation() -> None:
    """Heading 1 to 4 with their outline levels, indented by two characters, never last on a page."""
    document = opened(PAPER)
    styles = etree.fromstring(parts(PAPER)["word/styles.xml"])

    for level, text in enumerate(("一、主要举措和成效", "（一）学习", "1. 计划", "（1）安排")):
        (heading,) = styled(document, f"Heading{level + 1}")
        assert heading.text == text
        layout_ = found(styles, f"w:style[@w:styleId='Heading{level + 1}']/w:pPr")[0]
        assert value(layout_, "w:outlineLvl/@w:val") == str(level)
        assert value(layout_, "w:ind/@w:firstLineChars") == "200"
        assert found(layout_, "w:keepNext")


def test_the_text_stays_on_the_grid() -> None:
    """Exactly one line of the grid, no space around, two characters in, no widow control."""
    styles = etree.fromstring(parts(PAPER)["word/styles.xml"])
    normal = found(styles, "w:style[@w:styleId='Normal']/w:pPr")[0]

    spacing = {k.split("}")[1]: v for k, v in found(normal, "w:spacing")[0].attrib.items()}
    assert spacing == {"before": "0", "after": "0", "line": "579", "lineRule": "exact"}
    assert value(normal, "w:widowControl/@w:val") == "0"
    assert value(normal, "w:jc/@w:val") == "both"
    assert found(normal, "w:overflowPunct[not(@w:val)]")
    assert value(styles, "w:style[@w:styleId='Normal']/w:rPr/w:spacing/@w:val") == "-5"
    assert value(styles, "w:style[@w:styleId='BodyText']/w:pPr/w:ind/@w:firstLineChars") == "200"


def test_blank_lines_are_where_the_standard_has_them() -> None:
    """Two above the title, one below; one above 附件说明 and 署名; 附件标题 in the third line."""
    lines = [p.text for p in opened(PAPER).paragraphs]

    def before(text: str) -> int:
        place = next(n for n, line in enumerate(lines) if line.startswith(text))
        return next(n for n in range(place) if lines[place - 1 - n])

    assert before(PAPER.title) == 2
    assert before("县委、县政府：") == 1
    assert before("附件：1.") == 1
    assert before("中共甲县甲镇委员会") == 1
    assert lines[lines.index("附件1") :][:3] == ["附件1", "", "统计表"]


def test_number_and_signatory_stand_one_character_in() -> None:
    """文号 left, 签发人 right, the name in 楷体; without a red head there is no line (7.2.5, 7.2.6)."""
    (line,) = styled(opened(PAPER), "Reference")

    assert line.text == "甲委文〔2024〕9号\t签发人：样本甲"
    assert value(line._p, "w:pPr/w:ind/@w:firstLineChars") == "100"
    assert value(line._p, "w:pPr/w:tabs/w:tab/@w:val") == "right"
    assert value(line._p, "w:pPr/w:tabs/w:tab/@w:pos") == str(WIDTH - CHARACTER)
    assert value(line._p, "w:r[last()]/w:rPr/w:rStyle/@w:val") == "Kai"
    assert not found(line._p, "w:pPr/w:pBdr")


def test_the_red_head() -> None:
    """Organs red, as wide as the longest, 35 mm down; the red line below is as wide as the text."""
    document = opened(replace(PAPER, red_head=True))
    first, second = styled(document, "Organ")

    assert [first.text, second.text] == list(PAPER.organs)
    assert {value(p._p, "w:pPr/w:jc/@w:val") for p in (first, second)} == {"distribute"}
    assert len({value(p._p, "w:pPr/w:ind/@w:left") for p in (first, second)}) == 1
    assert int(value(first._p, "w:pPr/w:spacing/@w:before") or 0) > 1700
    assert value(second._p, "w:pPr/w:spacing/@w:before") == "0"
    (line,) = styled(document, "Reference")
    assert value(line._p, "w:pPr/w:pBdr/w:bottom/@w:color") == "FF0000"
    assert not found(line._p, "w:pPr/w:ind/@w:left|w:pPr/w:ind/@w:right")
    styles = etree.fromstring(parts(PAPER)["word/styles.xml"])
    assert value(styles, "w:style[@w:styleId='Organ']/w:rPr/w:color/@w:val") == "FF0000"


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=60), min_size=1, max_size=8).map(tuple))
@example(("甲" * 60,))
@example(("甲" * 17, "乙"))
@settings(max_examples=20, deadline=None)
def test_every_organ_has_one_line(organs: tuple[str, ...]) -> None:
    """A long name is set smaller, then narrower, never broken."""
    document = opened(replace(PAPER, red_head=True, organs=organs, attachments=()))

    for line, organ in zip(styled(document, "Organ"), organs, strict=True):
        size = int(value(line._p, "w:r/w:rPr/w:sz/@w:val") or 0) / 2
        scale = int(value(line._p, "w:r/w:rPr/w:w/@w:val") or 0) / 100
        sides = 2 * int(value(line._p, "w:pPr/w:ind/@w:left") or 0)
        assert 26 <= size <= 48
        assert sides >= 0
        assert len(organ) * size * scale * 20 <= WIDTH - sides


def test_what_is_missing_is_not_there() -> None:
    """A paper of nothing but a title is its title: no head, colon, signature, 版记 or header."""
    files = parts(Paper(title="关于甲镇的报告"))

    assert texts(opened(Paper(title="关于甲镇的报告"))) == ["关于甲镇的报告"]
    assert not [name for name in files if "header" in name]
    assert b"<w:tbl>" not in files["word/document.xml"]


@pytest.mark.parametrize(
    ("organ", "date", "right_of_organ", "right_of_date"),
    [
        ("甲县甲镇人民政府办公室", "2024年1月22日", 2, 4.5),  # 11 characters and 6.5
        ("甲镇政府", "2024年1月22日", 6.5, 2),
        ("甲镇政府", "", 2, None),
        ("", "2024年1月22日", None, 2),
    ],
)
def test_the_date_begins_two_characters_after_the_organ(
    organ: str, date: str, right_of_organ: float | None, right_of_date: float | None
) -> None:
    """署名 two characters from the right, or the date when it is longer (7.3.5.2)."""
    document = opened(replace(PAPER, signed_by=(organ,) if organ else (), signed_on=date))

    for style, right in (("Signature", right_of_organ), ("Date", right_of_date)):
        indents = [value(p._p, "w:pPr/w:ind/@w:right") for p in styled(document, style)]
        assert indents == ([] if right is None else [str(int(right * CHARACTER))])
    if right_of_organ is not None and right_of_date is not None:
        start = right_of_organ + len(organ)
        assert start - (right_of_date + halves(date) / 2) == 2


def test_a_long_attachment_name_goes_on_below_itself() -> None:
    """附件说明 is two characters in; its second line begins below the name's first (7.3.4)."""
    one, two = styled(opened(PAPER), "AttachmentList")

    assert [one.text, two.text] == ["附件：1. 统计表", "　　　2. 统计图"]
    for line in (one, two):
        left, hanging = (
            int(value(line._p, f"w:pPr/w:ind/@w:{k}") or 0) for k in ("left", "hanging")
        )
        assert left - hanging == 2 * CHARACTER
        assert hanging == int(4.5 * CHARACTER)  # 附件：and "1. "


def test_every_attachment_begins_a_page() -> None:
    """“附件1” in 黑体 flush left on a new page; a single one has no number (7.3.7)."""
    styles = etree.fromstring(parts(PAPER)["word/styles.xml"])
    single = replace(PAPER, attachments=PAPER.attachments[:1])

    assert found(styles, "w:style[@w:styleId='AttachmentNumber']/w:pPr/w:pageBreakBefore")
    assert [p.text for p in styled(opened(PAPER), "AttachmentNumber")] == ["附件1", "附件2"]
    assert [p.text for p in styled(opened(single), "AttachmentNumber")] == ["附件"]


def test_a_table_repeats_its_heading_and_keeps_its_rows_whole() -> None:
    """Heading on every page, no row torn, numbers flush right, the sum in 黑体 below a line."""
    table = opened(PAPER).tables[0]._tbl
    heading, first, _, total = found(table, "w:tr")

    assert found(heading, "w:trPr/w:tblHeader")
    assert all(found(row, "w:trPr/w:cantSplit") for row in found(table, "w:tr"))
    assert found(first, "w:tc/w:p/w:pPr/w:jc/@w:val") == ["left", "right"]
    assert found(total, "w:tc/w:p/w:r/w:rPr/w:rStyle/@w:val") == ["Hei", "Hei"]
    assert found(total, "w:tc/w:tcPr/w:tcBorders/w:top/@w:val") == ["single", "single"]
    assert not found(first, "w:tc/w:tcPr/w:tcBorders")
    assert value(table, "w:tblPr/w:tblCaption/@w:val") == "表1 案件"
    assert value(table, "w:tblPr/w:tblDescription/@w:val") == "表：案件"


def test_a_short_table_stays_on_one_page_and_a_long_one_goes_on() -> None:
    """Rows are kept together up to twenty; of a longer table only heading and first row are."""
    kept = []
    for rows in (20, 21):
        table = replace(TABLE, rows=(("甲村", "1"),) * rows, source_line="")
        paper = replace(PAPER, attachments=(Attachment("表", (table,)),))
        kept.append(len(found(opened(paper).tables[0]._tbl, "w:tr[w:tc/w:p/w:pPr/w:keepNext]")))

    assert kept == [20, 1]  # heading and all but the last; the heading


@settings(max_examples=200, deadline=None)
@given(exhibits().filter(lambda exhibit: exhibit.columns))
def test_a_table_is_as_wide_as_the_text(exhibit: Exhibit) -> None:
    """Whatever stands in it, its columns fill 156 mm and none is without width."""
    _, widths = layout(exhibit)

    assert sum(widths) == WIDTH
    assert min(widths) > 0


def test_a_wide_table_is_set_smaller() -> None:
    """Twelve columns of numbers fit without a broken one; two stay at 五号 (10.5 pt)."""
    wide = Exhibit("table", "", "", ("村居",) * 12, (("甲村",) + ("12,345.6%",) * 11,))
    size, widths = layout(wide)

    assert layout(TABLE)[0].style == "Cell"
    assert size.points < 9
    assert all(w >= 9 * size.points * 10 + 2 * size.margin for w in widths[1:])


def test_a_chart_is_given_as_its_data() -> None:
    """That the picture stands elsewhere is said once; a chart without data says so itself."""
    bare = Exhibit("chart", "图3", "别的图", figure={"data": []})
    paper = replace(PAPER, attachments=(Attachment("统计图", (CHART, CHART, bare)),))

    written = texts(opened(paper))
    assert written.count(CHART_AS_DATA) == 1
    assert written.count(CHART_WITHOUT_DATA) == 1
    assert len(opened(replace(paper, copies_to=(), issued_by="")).tables) == 2


def test_pictures_are_no_larger_than_the_page() -> None:
    """At most 156 mm wide and 150 high in their own proportion, each with its own number and words."""
    shown = tuple(
        Exhibit("image", "", "", alt=f"图片{n}\x00", image=png(*size))
        for n, size in enumerate(((2000, 1000), (20, 20), (100, 3000)))
    )
    document = opened(replace(PAPER, attachments=(Attachment("图片", shown),)))

    sizes = [(round(s.width.mm), round(s.height.mm)) for s in document.inline_shapes]
    assert sizes == [(156, 78), (7, 7), (5, 150)]
    properties = [s._inline.docPr for s in document.inline_shapes]
    assert [p.get("descr") for p in properties] == ["图片0", "图片1", "图片2"]
    assert len({p.id for p in properties}) == 3


def test_a_picture_that_word_cannot_show_is_told() -> None:
    """An SVG is a sentence, not a hole."""
    svg = Exhibit("image", "", "", image="data:image/svg+xml;base64,PHN2Zy8+")

    assert PICTURE_ELSEWHERE in texts(
        opened(replace(PAPER, attachments=(Attachment("图", (svg,)),)))
    )


@pytest.mark.parametrize("data", ["====", "AAAA", base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()])
def test_a_broken_picture_is_refused_with_the_remedy(data: str) -> None:
    """The sentence says what to run again; no file is made."""
    broken = Exhibit("image", "", "", image=f"data:image/png;base64,{data}")

    with pytest.raises(NotebookError, match="请重新运行显示这张图片的单元格"):
        docx_bytes(replace(PAPER, attachments=(Attachment("图", (broken,)),)))


def test_the_imprint_is_at_the_foot_of_the_last_page() -> None:
    """版记 floats to the bottom of the text block: thick lines outside, a thin one inside (7.4)."""
    table = opened(PAPER).tables[-1]._tbl
    place = found(table, "w:tblPr/w:tblpPr")[0]

    assert place.get(qn("w:vertAnchor")) == "margin"
    assert place.get(qn("w:tblpYSpec")) == "bottom"
    rules = [
        value(table, f"w:tblPr/w:tblBorders/w:{k}/@w:sz") for k in ("top", "insideH", "bottom")
    ]
    assert rules == ["8", "6", "8"]  # eighths of a point: 0.35 and 0.25 mm
    assert ["".join(found(row, ".//w:t/text()")) for row in found(table, "w:tr")] == [
        "抄送：县司法局，县人大办。",
        "甲镇党政办2024年1月23日印发",
    ]
    assert [
        found(table, f"{side}-sibling::*[1][self::w:p]") != []
        for side in ("preceding", "following")
    ] == [True, True]


def test_page_numbers_are_outside() -> None:
    """— 1 —: odd pages right, even pages left, one character in (7.5)."""
    document = opened(PAPER)
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (line,) = footer.paragraphs
        assert "".join(found(line._p, ".//w:t/text()")) == "— 1 —"
        assert found(line._p, "w:fldSimple/@w:instr") == [" PAGE "]
        assert value(line._p, "w:pPr/w:jc/@w:val") == side
        assert value(line._p, f"w:pPr/w:ind/@w:{side}Chars") == "100"


def test_the_mark_is_on_every_page() -> None:
    """草稿 stands in the header of odd and even pages."""
    section = opened(PAPER).sections[0]

    assert [h.paragraphs[0].text for h in (section.header, section.even_page_header)] == [
        "草稿"
    ] * 2


def test_properties_say_what_it_is_and_nothing_of_when() -> None:
    """Title, organs, language; a fixed date; nothing too long for the format."""
    properties = opened(PAPER).core_properties

    assert properties.title == PAPER.title
    assert properties.author == "中共甲县甲镇委员会、甲县甲镇人民政府"
    assert (properties.language, properties.comments) == ("zh-CN", "")
    assert properties.created is not None
    assert properties.created.year == 1980
    assert opened(replace(PAPER, title="长" * 300)).core_properties.title == "长" * 255


def test_the_same_paper_is_the_same_file() -> None:
    """Byte for byte, pictures too; nothing in the archive has a time."""
    paper = replace(
        PAPER,
        attachments=(Attachment("图", (Exhibit("image", "", "", image=png(9, 9)),)),),
    )

    assert docx_bytes(paper) == docx_bytes(paper)
    with zipfile.ZipFile(io.BytesIO(docx_bytes(paper))) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


@pytest.mark.slow
def test_another_process_makes_the_same_file() -> None:
    """Byte for byte, also where hashes differ."""
    program = "import sys, test_docx as t; sys.stdout.buffer.write(t.docx_bytes(t.PAPER))"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "1",
        "PYTHONPATH": str(Path(__file__).parent),
    }

    made = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True
    )
    assert made.stdout == docx_bytes(PAPER)


@pytest.mark.parametrize("paper", [PAPER, replace(PAPER, red_head=True)])
def test_the_xml_is_in_the_schemas_order(paper: Paper) -> None:
    """Word refuses a file whose elements stand in another order; every style and part exists."""
    files = parts(paper)
    roots = {
        n: etree.fromstring(d)
        for n, d in files.items()
        if n.startswith("word/") and n.endswith("xml")
    }

    for root in roots.values():
        for node in root.iter(f"{{{root.nsmap['w']}}}*"):
            if order := ORDER.get(etree.QName(node).localname, "").split():
                places = [order.index(etree.QName(child).localname) for child in node]
                assert places == sorted(places), etree.tostring(node)
    known = set(found(roots["word/styles.xml"], "//w:style/@w:styleId"))
    used = {
        v
        for r in roots.values()
        for v in found(r, "//w:pStyle/@w:val|//w:rStyle/@w:val|//w:basedOn/@w:val")
    }
    assert used <= known
    relations = etree.fromstring(files["word/_rels/document.xml.rels"])
    assert {f"word/{r.get('Target')}" for r in relations} <= set(files)
    assert set(found(roots["word/document.xml"], "//@r:id|//@r:embed")) <= {
        r.get("Id") for r in relations
    }


@given(st.text("甲乙丙的、，《》（）年0123456789 关于报告委员会", max_size=90))
@example("甲" * 19 + "2023" + "乙" * 18)
@example("0" * 9 + "、" * 20)
@example("甲" * 17 + "报告）" + "乙" * 18)
def test_a_title_is_only_broken_into_lines(title: str) -> None:
    """Nothing is lost, no number torn, no line begins with a closing mark."""
    lines = balanced(title).split("\n")

    assert "".join(lines) == title
    for one, two in pairwise(lines):
        assert not re.match("[、，》）]", two)
        assert not re.fullmatch("[0-9]{2}", one[-1:] + two[:1])


def test_a_long_title_breaks_where_a_word_ends() -> None:
    """Two lines of about one length, the words whole (7.3.1); a short one is left alone."""
    assert (
        balanced("关于甲镇2023年法治政府建设情况的报告") == "关于甲镇2023年法治政府建设情况的报告"
    )
    assert balanced("关于甲县甲乙镇人民政府2023年法治政府建设情况的报告") == (
        "关于甲县甲乙镇人民政府2023年\n法治政府建设情况的报告"
    )
