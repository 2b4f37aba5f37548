"""Written documents: read as their reader sees them, whatever the format, or refused in a sentence."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from conftest import PROJECT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw as c
from workbooks import STUDY, save

from analysis.documents import pdf
from analysis.documents.kinds import read_bytes
from analysis.documents.layout import Row, paragraphs
from analysis.documents.lines import lines, one_line
from analysis.documents.model import Document, Paragraph
from analysis.documents.read import read_document
from analysis.errors import UnreadableFileError
from analysis.intake import limits
from analysis.intake.here import Here
from analysis.values import tidy

SAMPLE_REPORT = PROJECT / "docs" / "sample" / "2023" / "双龙镇"
SPACES = " \t\u00a0\u3000"
MARKS = f"全年调解，“”１２（）12aB%.{SPACES}\u200b\ufeff\u00ad\x07"


def texts(document: Document) -> list[str]:
    """Return the paragraphs that are no cells."""
    return [p.text for p in document.paragraphs if not p.in_table]


def cells(document: Document) -> list[str]:
    """Return the cells."""
    return [p.text for p in document.paragraphs if p.in_table]


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the headings with their levels."""
    return [(p.level, p.text) for p in document.paragraphs if p.level]


# --- lines -----------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.text(alphabet=f"{MARKS}\n", max_size=60))
def test_lines_are_tidy_and_remember_where_they_stood(source: str) -> None:
    """Each line is what ``tidy`` makes of it; each character stands where ``places`` says.

    A space stands where the white space began.
    """
    plain = source.replace("\x07", "")
    assert [line.text for line in lines(source)] == [t for t in map(tidy, plain.split("\n")) if t]
    for line in lines(source):
        assert len(line.text) == len(line.places)
        assert list(line.places) == sorted(set(line.places))
        for mark, place in zip(line.text, line.places, strict=True):
            assert source[place] in SPACES if mark == " " else source[place] == mark
        for (before, _), (place, mark) in pairwise(zip(line.places, line.text, strict=True)):
            if mark == " ":
                assert not set(source[before + 1 : place]) & set(SPACES)
    assert one_line(source) == tidy(plain)


# --- Word ------------------------------------------------------------------------------------


def saved(document: docx.document.Document) -> bytes:
    """Return the file of a Word document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def word(*xml: str) -> bytes:
    """Return a Word document of paragraphs given as XML."""
    document = docx.Document()
    for one in xml:
        document.element.body.insert(
            -1, parse_xml(one.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
        )
    return saved(document)


def test_word_tells_headings_by_style_and_outline() -> None:
    """A heading's style, a style based on it and an outline level count; what is long does not."""
    document = docx.Document()
    document.add_heading("关于工作的报告", 0)
    document.add_heading("一、主要举措", 1)
    document.add_heading("（一）学法", 2)
    own = document.styles.add_style("镇里的标题", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("1.会前学法", style="镇里的标题")
    outlined = document.add_paragraph("二、不足")
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    outlined._p.get_or_add_pPr().append(level)
    normal = document.add_heading("标题样式，大纲级别为正文", 1)
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "9")
    normal._p.get_or_add_pPr().append(level)
    document.add_heading("这是误用了标题样式的正文，" * 6, 1)
    document.add_paragraph("正文。")
    assert headings(read_bytes(saved(document), "a.docx")) == [
        (1, "关于工作的报告"), (1, "一、主要举措"), (2, "（一）学法"), (3, "1.会前学法"), (1, "二、不足"),
    ]  # fmt: skip


def test_word_shows_what_its_reader_sees() -> None:
    """Insertions are read; what is deleted, moved away, hidden, or a reading above is not."""
    read = read_bytes(
        word(
            "<w:p><w:r><w:t>排查1</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>27件</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='a'><w:r><w:delText>9</w:delText></w:r></w:del>"
            "<w:moveFrom w:id='3' w:author='a'><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
            "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>，</w:t></w:r>"
            "<w:r><w:ruby><w:rt><w:r><w:t>du</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>读</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent>"
            "<w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt><w:fldSimple w:instr='DATE'>"
            "<w:r><w:t>域</w:t></w:r></w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        ),
        "a.docx",
    )
    assert texts(read) == ["排查127件，读", "链接控件域"]


def test_word_breaks_share_the_number_of_their_paragraph() -> None:
    """A break makes two paragraphs of one; empty ones are left out and still counted."""
    read = read_bytes(
        word(
            "<w:p><w:r><w:t xml:space='preserve'>　第一 行</w:t><w:br/><w:t>第二行</w:t></w:r></w:p>",
            "<w:p/>".replace("<w:p/>", "<w:p></w:p>"),
            "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>"
            "<w:r><w:t>甲</w:t><w:tab/><w:t>ab</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>",
        ),
        "a.docx",
    )
    assert [(p.text, p.number) for p in read.paragraphs] == [
        ("第一行", 0), ("第二行", 0), ("甲 ab-c", 2),
    ]  # fmt: skip


BOX = (
    "<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="
    "'http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='wps'>"
    "<w:drawing><w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p></w:txbxContent></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内12件</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_word_tables_are_cells_and_text_boxes_stand_at_the_end() -> None:
    """A text box is read once, though the file holds it twice; contents are no text."""
    document = docx.Document(io.BytesIO(word(BOX)))
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、主要举措 1", style="toc 1")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "调解\n成功", "202件"
    document.add_paragraph("表后。")
    document.add_picture(io.BytesIO(picture()))
    read = read_bytes(saved(document), "a.docx")
    assert [p.text for p in read.paragraphs] == [
        "框外",
        "调解",
        "成功",
        "202件",
        "表后。",
        "框内12件",
    ]
    assert cells(read) == ["调解", "成功", "202件"]
    assert read.aside == "1 张图片"


def test_word_tells_what_stands_beside_the_text() -> None:
    """Heads and feet of pages that say more than the number of the page, and footnotes."""
    document = docx.Document(
        io.BytesIO(word("<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"))
    )
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料"
    section.footer.paragraphs[0].text = "— 1 —"
    assert read_bytes(saved(document), "a.docx").aside == "1 条脚注、1 处页眉页脚"


def test_word_hides_what_a_style_hides() -> None:
    """Text in a character style that hides is not read."""
    document = docx.Document()
    style = document.styles.add_style("藏", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph = document.add_paragraph("看见")
    paragraph.add_run("不见", style="藏")
    assert texts(read_bytes(saved(document), "a.docx")) == ["看见"]


# --- pages -----------------------------------------------------------------------------------

GOVERNMENT = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>关于某地2023年法治政府建设情况的报告_某地人民政府</title>
<style>p {{}}</style><script>var a = "1件";</script></head><body>
<div class="top"><a href="/">首页</a> | <a href="/a">政务公开</a></div>
<ul><li><a href="/b">通知公告</a></li></ul>
<nav>导航</nav><form><div id="zoom">
<p style="text-align:center"><span>关于某地2023年法治政府建设情况的报告</span></p>
<P>　　全年排查矛盾纠纷&nbsp;1<span>2</span><b>7</b>件，
化解率<font>96.1%</font>，见<a href="/c">附表</a>。</P>
<div>&emsp;&emsp;一、主要&ldquo;举措&rdquo;<br/>&nbsp;&nbsp;（一）学法<br>调解&#50;02件次</div>
<p style="DISPLAY: none">藏着9件</p><p hidden>藏着8件</p><span aria-hidden="true">藏着7件</span>
<table><caption>表一</caption><tr><th>类别</th><td><p>婚姻</p><p>家庭</p></td><td><a href="#">35</a></td></tr></table>
<p>&nbsp;</p><img src="a.png">
</div></form><footer>主办：某地 ICP备12345号</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_page_of_a_government_site_gives_its_text(charset: str) -> None:
    """Digits in several elements are one number; menus, what is hidden, and the foot are no text."""
    raw = GOVERNMENT.format(charset=charset).encode("gb18030" if charset == "gb2312" else "utf-8")
    read = read_bytes(raw, "报告.html")
    assert texts(read) == [
        "关于某地2023年法治政府建设情况的报告",
        "全年排查矛盾纠纷 127件，化解率96.1%，见附表。",
        "一、主要“举措”",
        "（一）学法",
        "调解202件次",
    ]
    assert cells(read) == ["表一", "类别", "婚姻", "家庭", "35"]
    assert read.aside == "1 张图片"


def test_a_page_has_the_levels_of_its_headings() -> None:
    """h1 to h6 are headings; the page's title is one where the text has none."""
    read = read_bytes(b"<html><title>T</title><body><h2>A</h2><h3> B <i>c</i></h3><p>d", "a.htm")
    assert headings(read) == [(1, "T"), (2, "A"), (3, "B c")]
    read = read_bytes(b"<html><title>T</title><body><h1>A</h1><p>d", "a.htm")
    assert headings(read) == [(1, "A")]


def test_a_page_of_our_own_gives_the_report_and_nothing_else() -> None:
    """The built page has the same paragraphs as the built Word document, up to its attachments.

    Review, sources, cards, captions and marks of origin are left out; cells are cells.
    """
    page = read_document(SAMPLE_REPORT / "report.html")
    paper = read_document(SAMPLE_REPORT / "report.docx")
    other = texts(paper)
    begin, end = other.index("关于双龙镇2023年法治政府建设情况的报告"), other.index("附件1")
    wanted = [text for text in other[begin:end] if not re.match("附件：|2. 统计图", text)]
    assert texts(page) == wanted
    assert (page.aside, paper.aside) == ("", "1 处页眉页脚")
    assert headings(page) == [
        (level + (not text.startswith("关于")), text)
        for level, text in headings(paper)
        if not text.startswith("统计")
    ]
    assert "比上年增加9件，增长7.6%" in cells(page)


# --- PDF -------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """Return a text without its spaces, of which a PDF keeps the wide ones only."""
    return text.replace(" ", "")


def test_the_built_pdf_reads_as_the_built_word_document() -> None:
    """Paragraph by paragraph, over the ends of lines and pages; heads and page numbers are none."""
    printed, paper = (read_document(SAMPLE_REPORT / f"report.{kind}") for kind in ("pdf", "docx"))
    known = {
        "双龙委文〔2024〕9号签发人：冉示例",
        "（图见网页或PDF，此处为数据。）",
        "抄送：县司法局。",
    }
    assert [bare(t) for t in texts(printed) if t not in known] == [
        bare(t) for t in texts(paper) if t not in known
    ]
    assert {"签发人：冉示例", "增减", "比上年增加9件，增长7.6%"} <= set(cells(printed))
    places = {p.text: p.place for p in printed.paragraphs}
    assert places["县委、县政府："] == "第1页"
    assert places["附件1"] == "第6页"
    over = [p for p in printed.paragraphs if p.text.endswith("理的情形发生。")]
    assert [p.place for p in over] == ["第4页"]


def rewritten(document: pdfium.PdfDocument) -> bytes:
    """Return the file of a PDF."""
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def test_pages_that_are_shown_turned_read_the_same() -> None:
    """A page that viewers turn has the same text."""
    document = pdfium.PdfDocument(SAMPLE_REPORT / "report.pdf")
    for page in document:
        page.set_rotation(90)
        page.close()
    plain = read_bytes((SAMPLE_REPORT / "report.pdf").read_bytes(), "a.pdf")
    assert read_bytes(rewritten(document), "a.pdf") == plain


@pytest.mark.parametrize(("angle", "across", "up"), [(90, 0, 595), (180, 595, 842), (270, 842, 0)])
def test_text_that_runs_another_way_is_read(angle: int, across: int, up: int) -> None:
    """Lines up, down and backwards on the page are lines."""
    source, document = pdfium.PdfDocument(SAMPLE_REPORT / "report.pdf"), pdfium.PdfDocument.new()
    printed = source.page_as_xobject(2, document)
    whole = printed.as_pageobject()
    whole.transform(pdfium.PdfMatrix().rotate(angle).translate(across, up))
    page = document.new_page(*((595, 842) if angle == 180 else (842, 595)))
    page.insert_obj(whole)
    page.gen_content()
    page.close()
    printed.close()
    raw = rewritten(document)
    source.close()
    assert "（四）扎实开展普法宣传，为法治建设营造良好氛围" in texts(read_bytes(raw, "a.pdf"))


def test_characters_of_a_line_make_words_and_cells() -> None:
    """A wide gap parts cells unless spaces are printed in it; what is printed twice is bold."""

    def set_at(text: str, *lefts: float, width: float = 1) -> list[pdf._Mark]:
        return [
            pdf._Mark(mark, left, left + width, 0) for mark, left in zip(text, lefts, strict=True)
        ]

    for line, wanted in (
        (set_at("调解次数", 0, 1.1, 2.4, 3.4), ["调解次数"]),
        (set_at("调解次数", 0, 1, 4, 5), ["调解", "次数"]),
        (set_at("图一次数", 0, 1, 3, 4), ["图一 次数"]),
        (set_at("调 　次", 0, 1, 2, 3.5), ["调  次"]),
        (set_at("调调解解", 0, 0.05, 1, 1.05), ["调解"]),
        (set_at("abcd", 0, 0.5, 1.3, 1.8, width=0.5), ["ab cd"]),
        (set_at("1127", 0, 0.5, 1, 1.5, width=0.5), ["1127"]),
        (set_at("\ud842\udfb7头", 0, 0, 1), ["\U00020bb7头"]),
    ):
        assert list(pdf._cells(line, 1)) == wanted


def letters(start: int, length: int) -> str:
    """Return Chinese characters, others for each start."""
    return "".join(chr(0x4E00 + n) for n in range(start, start + length))


def set_in_type(texts: list[str], indent: int, width: int, height: int, gap: float) -> list[Row]:
    """Return the rows of paragraphs set in squares, with a head and page numbers on the pages."""
    rows: list[Row] = []
    page, base = 1, 0.0

    def furniture(number: int) -> None:
        if page > 1:
            rows.append(Row(number, ("内部资料",), 10, 14, 1000, 1))
        rows.append(Row(number, (f"— {number} —",), 20, 24, -1, 1))

    for text in texts:
        first, rest = text[: width - indent], text[width - indent :]
        broken = [first, *(rest[n : n + width] for n in range(0, len(rest), width))]
        for n, line in enumerate(broken):
            if base >= height:
                page, base = page + 1, 0.0
            left = indent if n == 0 else 0
            rows.append(Row(page, (line,), left, left + len(line), 900 - 1.5 * base, 1))
            base += 1
        base += gap
    for number in range(1, page + 1):
        furniture(number)
    return sorted(rows, key=lambda row: (row.page, -row.base))


@settings(deadline=None)
@given(
    st.lists(st.integers(1, 200), min_size=3, max_size=12),
    st.integers(18, 30),
    st.integers(5, 22),
)
def test_indented_paragraphs_are_found_again(lengths: list[int], width: int, height: int) -> None:
    """However long paragraphs are, their lines make them again, over the ends of pages too."""
    lengths += [3 * width, 3 * width]
    wanted = [letters(sum(lengths[:n]), length) for n, length in enumerate(lengths)]
    rows = set_in_type(wanted, 2, width, height, 0)
    read = list(paragraphs(rows, rows[-1].page))
    assert [p.text for p in read] == wanted
    assert all(p.place == f"第{p.place[1:-1]}页" for p in read)


def test_paragraphs_without_indent_are_told_by_short_lines_and_by_space() -> None:
    """A short line ends a paragraph, as does a sentence's end before more space than usual."""
    wanted = ["县委：", "甲" * 70, "二、" + "乙" * 50 + "。", "丙" * 59 + "。", "丁" * 45]
    rows = set_in_type(wanted, 0, 30, 50, 0.5)
    assert [p.text for p in paragraphs(rows, 1)] == wanted
    close = ["甲" * 58 + "。", "乙" * 70, "丙" * 55, "丁" * 89 + "。"]
    rows = set_in_type(close, 0, 30, 50, 0)
    assert [p.text for p in paragraphs(rows, 1)] == close


def test_a_line_that_was_broken_early_goes_on() -> None:
    """A number that is not broken leaves its line short; the next one has no indent."""
    wanted = ["甲" * 80, "全年" * 12, "成功率2023年为100%。", "乙" * 40]
    rows = set_in_type(wanted, 2, 30, 50, 0)
    at = next(n for n, row in enumerate(rows) if row.text == wanted[2])
    line = rows[at]
    early = [
        replace(line, cells=("全" * 20 + "成功率",), right=25),
        replace(line, cells=("2023年为100%。",), left=0, base=line.base - 1.5),
    ]
    below = [replace(row, base=row.base - 1.5) for row in rows[at + 1 :]]
    read = [p.text for p in paragraphs([*rows[:at], *early, *below], 1)]
    assert read == [*wanted[:2], "全" * 20 + "成功率2023年为100%。", wanted[3]]


def test_a_title_over_two_lines_is_one() -> None:
    """Large type in the middle goes on in the next line; what is as large as the text does not."""
    text = set_in_type(["甲" * 80, "乙" * 80], 2, 30, 50, 0)
    title = [
        Row(1, ("关于双龙镇推进法治",), 6, 24, 950, 1.5), Row(1, ("建设的报告",), 10, 20, 946, 1.5),
        Row(1, ("某委",), 14, 16, 940, 1), Row(1, ("某政府",), 13.5, 16.5, 938, 1),
    ]  # fmt: skip
    read = [p.text for p in paragraphs([*title, *text], 1)]
    assert read[:3] == ["关于双龙镇推进法治建设的报告", "某委", "某政府"]


def test_letters_that_mean_nothing_are_refused() -> None:
    """A font that does not tell its letters gives none; a few signs of its own do no harm."""
    pdf._check_letters("全年调解二百零二件\ue000")
    with pytest.raises(UnreadableFileError, match="乱码"):
        pdf._check_letters("\ue000\ue001\ue002全年")


def test_rows_of_cells_are_no_sentences() -> None:
    """A row with gaps gives its cells; numbers that stand alone are a table's or a chart's."""
    rows = [
        Row(1, (letters(0, 30),), 0, 30, 92, 1),
        Row(1, ("类别", "件"), 0, 20, 90, 1),
        Row(1, ("婚姻",), 0, 2, 88, 1),
        Row(1, ("家庭", "35"), 0, 20, 86, 1),
        Row(1, ("图1 成功化解35件",), 5, 15, 84, 1),
        Row(1, ("20",), 0, 2, 82, 1),
        Row(1, ("完",), 0, 2, 80, 1),
    ]
    read = list(paragraphs(rows, 1))
    assert [p.text for p in read if p.in_table] == ["类别", "件", "婚姻", "家庭", "35", "20"]


def picture() -> bytes:
    """Return a small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def scanned(*, with_text: bool) -> bytes:
    """Return a PDF with a page that is a picture, after one with text if wanted."""
    document = pdfium.PdfDocument.new()
    if with_text:
        source = pdfium.PdfDocument(SAMPLE_REPORT / "report.pdf")
        document.import_pages(source, [0])
        source.close()
    page = document.new_page(500, 500)
    bitmap = pdfium.PdfBitmap.new_native(4, 4, c.FPDFBitmap_BGR)
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(bitmap)
    page.insert_obj(image)
    page.gen_content()
    page.close()
    return rewritten(document)


def made(*objects: str, more: str = "") -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{more}>>"
        f"\nstartxref\n{len(body)}\n%%EOF"
    ).encode()


def encrypted() -> bytes:
    """Return a PDF whose password is not known."""
    key = "<" + "41" * 32 + ">"
    return made(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[]/Count 0>>",
        f"<</Filter/Standard/V 1/R 2/O{key}/U{key}/P -4>>",
        more="/Encrypt 3 0 R/ID[<00><00>]",
    )


def unlettered() -> bytes:
    """Return a PDF whose font says that its letters are signs of its own."""
    codes = "1 beginbfrange <41> <5A> <E000> endbfrange"
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        f"1 begincodespacerange <00> <FF> endcodespacerange {codes} endcmap end end"
    )
    show = "BT /F 20 Tf 50 50 Td (ABCDEFG) Tj ET"
    return made(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(show)}>>stream\n{show}\nendstream ",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream ",
    )


def test_pages_that_were_scanned_are_told() -> None:
    """A PDF with text names the pages that have none."""
    assert read_bytes(scanned(with_text=True), "a.pdf").aside == "第2页没有文字（可能是扫描件）"


# --- text ------------------------------------------------------------------------------------

LINES = "关于工作的报告\n\n　　全年排查矛盾纠纷127件，化解122件。\n 调解 202 件次。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_file_has_a_paragraph_a_line(encoding: str, end: str) -> None:
    """In each encoding and with each end of line."""
    read = read_bytes(LINES.replace("\n", end).encode(encoding), "a.txt")
    assert texts(read) == [
        "关于工作的报告",
        "全年排查矛盾纠纷127件，化解122件。",
        "调解 202 件次。",
    ]


@settings(deadline=None)
@given(st.lists(st.integers(1, 150), min_size=3, max_size=9), st.integers(20, 60))
def test_lines_broken_at_one_width_are_joined(lengths: list[int], width: int) -> None:
    """A text that was wrapped gives its paragraphs again; a number is not torn apart."""
    lengths += [5 * width]
    wanted = ["调解12件，"[n % 4 :] + "甲" * length for n, length in enumerate(lengths)]
    wrapped = [
        line
        for text in (f"　　{text}" for text in wanted)
        for line in (text[n : n + width] for n in range(0, len(text), width))
    ]
    assert texts(read_bytes("\n".join(wrapped).encode(), "a.txt")) == wanted


def test_headings_in_wrapped_text_begin_paragraphs() -> None:
    """Though the line before is full and they have no indent."""
    wanted = ["甲" * 60, "一、学法", "乙" * 70, "（二）调解", "丙" * 50]
    wrapped = [text[n : n + 30] for text in wanted for n in range(0, len(text), 30)]
    assert texts(read_bytes("\n".join(wrapped).encode(), "a.txt")) == wanted


def test_short_lines_are_paragraphs() -> None:
    """Lines of any width, and lists of lines alike, are not taken for wrapped text."""
    names = ["甲村调解十件", "乙村调解九件", "丙村调解七件", "丁村调解六件", "戊村调解五件"]
    assert texts(read_bytes("\n".join(names).encode(), "a.txt")) == names
    wanted = ["一、学法", "开展学法23次。", "二、调解", "调解纠纷202件，成功202件，成功率100%。"]
    assert texts(read_bytes("\n".join(wanted).encode(), "a.txt")) == wanted


MARKDOWN = """---
title: 甲
---
# 一、**主要**举措

排查矛盾纠纷**127**件，
化解率*96.1%*，见[附表](a.md)、`代码`。第二句_不变_，a_b_c。
<!-- 写给自己：9件 -->

- 调解202件次
- [x](y)成功202件
1. 学法23次
> 引用5件

```
code 8件
```
| 类别 | 件 |
|---|---:|
| 婚姻 | 35 |

二、不足
---
法治\\*意识不强BREAK
另起一行
***
"""


def test_markdown_is_read_without_its_marks() -> None:
    """Headings have levels, items and cells are paragraphs, code and comments are no text."""
    read = read_bytes(MARKDOWN.replace("BREAK", "  ").encode(), "a.md")
    assert texts(read) == [
        "一、主要举措",
        "排查矛盾纠纷127件，化解率96.1%，见附表、代码。第二句_不变_，a_b_c。",
        "调解202件次", "x成功202件", "1. 学法23次引用5件", "二、不足", "法治*意识不强", "另起一行",
    ]  # fmt: skip
    assert headings(read) == [(1, "一、主要举措"), (2, "二、不足")]
    assert cells(read) == ["类别", "件", "婚姻", "35"]


# --- what a file is --------------------------------------------------------------------------


def zipped(name: str, content: bytes = b"<a/>") -> bytes:
    """Return a zip file with one entry."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def declared() -> bytes:
    """Return a Word document that declares an entity."""
    target = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")))
    with zipfile.ZipFile(target, "w") as new:
        for name in source.namelist():
            said = b'?>\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            content = source.read(name)
            new.writestr(name, content.replace(b"?>", said, 1) if "document" in name else content)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)
REFUSED = [
    ("空.docx", b"", "空的", "重新"),
    ("旧.doc", OLE + "WordDocument\0".encode("utf-16-le"), "旧版", "另存为 .docx"),
    ("密.docx", OLE + "EncryptedPackage\0".encode("utf-16-le"), "密码", "取消密码"),
    ("网页.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "MHT", "另存为 .docx"),
    ("字.rtf", b"{\\rtf1 a}", "RTF", "另存为 .docx"),
    ("图.docx", picture(), "图片", ".docx"),
    ("包.docx", zipped("a.txt"), "压缩包", "解压"),
    ("开.odt", zipped("content.xml"), "OpenDocument", "另存为 .docx"),
    ("表.docx", zipped("xl/workbook.xml"), "Excel", ".docx"),
    ("表.csv", "日期,次数\n1,2\n".encode(), "表格", ".docx"),
    ("弹.docx", zipped("word/document.xml", b" " * 2**26), "庞大", "Word"),
    ("断.docx", word("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")[:-600], "不完整", "重新"),
    ("实体.docx", declared(), "DOCTYPE", "Word"),
    ("无字.docx", word(), "没有文字", ".docx"),
    ("扫描.pdf", scanned(with_text=False), "扫描件", "不要扫描"),
    ("密.pdf", encrypted(), "密码", "取消密码"),
    ("乱.pdf", unlettered(), "乱码", "不要扫描"),
    ("坏.pdf", b"%PDF-1.7\nxx", "损坏", "重新"),
    ("框.html", b"<html><frameset><frame src=a></frameset></html>", "外框", "复制"),
    ("深.html", b"<html><body>" + b"<div>" * 5000 + b"a", "嵌套", "复制"),
    ("码.txt", b"\x81\xff\xfe\x81 a\n", "编码", "UTF-8"),
    ("二进制.txt", b"a\x01\x02b", "无法识别", "UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "says", "remedy"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_is_no_readable_report_is_refused_in_a_sentence(
    tmp_path: Path, name: str, raw: bytes, says: str, remedy: str
) -> None:
    """The reader is told what the file is and how to mend it."""
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(UnreadableFileError) as refused:
        read_document(path)
    assert says in refused.value.message
    assert remedy in refused.value.remedy
    assert refused.value.message.count("。") == 1


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("报告.doc", word("<w:p><w:r><w:t>调解12件。</w:t></w:r></w:p>")),
        ("报告.doc", "<html xmlns:o='x'><body><p>调解12件。".encode("gb18030")),
        ("报告.docx", "调解12件。".encode("gb18030")),
        ("报告.pdf", "<html><body><p>调解12件。".encode()),
        ("报告.html", "<p>调解<b>12件</b>。</p>".encode()),
        ("报告", "调解12件。".encode()),
    ],
)
def test_the_content_tells_what_a_file_is(tmp_path: Path, name: str, raw: bytes) -> None:
    """Whatever its name says."""
    path = tmp_path / name
    path.write_bytes(raw)
    assert read_document(path) == Document(name, (Paragraph("调解12件。"),))


def test_what_is_not_there_or_too_large_is_refused(tmp_path: Path) -> None:
    """No file, a folder, and a file beyond all measure are told before anything is read."""
    for path, says in ((tmp_path / "无.docx", "没有“无.docx”"), (tmp_path, "不是文件")):
        with pytest.raises(UnreadableFileError, match=says):
            read_document(path)
    large = tmp_path / "大.pdf"
    with large.open("wb") as file:
        file.truncate(51 * 2**20)
    with pytest.raises(UnreadableFileError, match="庞大"):
        read_document(large)


# --- the process that reads ------------------------------------------------------------------


def test_a_document_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read by the watched process and stopped there; the next one is read."""
    monkeypatch.setattr(limits, "_SECONDS", 0.01)
    monkeypatch.setattr(limits, "_SECONDS_PER_MEGABYTE", 0)
    with pytest.raises(UnreadableFileError, match="时间异常长"):
        read_document(SAMPLE_REPORT / "report.pdf")
    monkeypatch.undo()
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    assert texts(read_document(tmp_path / "a.txt")) == ["甲"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such reader on Windows")
def test_a_document_is_read_alike_in_a_process_of_ones_own() -> None:
    """What serves one town answers as the watched process does."""
    path = SAMPLE_REPORT / "report.docx"
    assert Here().ask(path, "document", name=path.name) == read_document(path)


def test_spreadsheets_do_not_wait_for_documents(tmp_path: Path) -> None:
    """The process that reads has none of the modules for documents before it is asked for one."""
    save(tmp_path / "a.xlsx", STUDY)
    code = (
        "import sys; from pathlib import Path; from analysis.intake.worker import TASKS;"
        f"TASKS['read'](path=Path({str(tmp_path / 'a.xlsx')!r}), name='a.xlsx', year=2023);"
        "print([m for m in sys.modules if 'documents' in m or m in ('docx', 'pypdfium2')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
