"""审核意见表: what a county reviewer fills in and sends back to the town."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import docx
import executed as make
import executed_report
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from executed import run
from nbformat import NotebookNode

from analysis.blocks import BLOCK_MIME, PLOTLY_MIME
from analysis.errors import NotebookError
from analysis.render.document.model import Document
from analysis.render.document.reading import read_document
from analysis.render.opinions import opinion_form, opinions_docx, opinions_xlsx
from analysis.render.opinions.book import COVER, HINTS, LACKS
from analysis.render.opinions.form import (
    HINT_CHOICES,
    LACK_CHOICES,
    ROW_CHOICES,
    VERDICTS,
    OpinionForm,
    Row,
)
from analysis.render.workbook.sheets import HEAD

ROWS = "逐段审核"

LAST = {"value": "100", "text": "100件", "change": "比上年增加5件，增长5%", "published": None}


def choose(data: Mapping[str, Any]) -> str:
    """Prefer blocks, as the exporter does."""
    return next((kind for kind in (BLOCK_MIME, PLOTLY_MIME) if kind in data), next(iter(data)))


def read(*cells: NotebookNode) -> Document:
    """Read a hand-made notebook."""
    return read_document(make.notebook(*cells), "notebook", choose)


@pytest.fixture(scope="module")
def page() -> Document:
    """Return the whole report of the sample town, with one piece of every kind."""
    return read_document(executed_report.report(), "report", choose)


@pytest.fixture(scope="module")
def form(page: Document) -> OpinionForm:
    """Return its form."""
    return opinion_form(page)


def asked(*cells: NotebookNode) -> dict[str, str]:
    """Return the questions of a small report by the labels of its rows."""
    rows = opinion_form(read(make.title(), make.markdown("## 一"), *cells)).rows
    return {row.label: "".join(row.questions) for row in rows if not row.heading}


def about(value: str = "105", unit: str = "件", **entry: Any) -> str:
    """Return what is asked about one figure, another one having a last year."""
    figures = {
        **make.figure("a.b", "甲", value, unit, **{"last_year": LAST, **entry}),
        **make.figure("c.d", "丁", "105", "件", last_year=LAST),
    }
    return asked(make.paragraph("有", run(f"{value}{unit}", "a.b", value), figures=figures))["1.1"]


def shown_figures(document: Document) -> set[tuple[str, str]]:
    """Return label and text of every marked figure of a page."""

    def marks(part: Any) -> set[str]:
        if isinstance(part, Mapping):
            own = {str(part["text"])} if part.get("indicator") or part.get("typed") else set()
            return own.union(*(marks(v) for k, v in part.items() if k not in {"figures", "figure"}))
        return set().union(*map(marks, part)) if isinstance(part, list) else set()

    return {
        (piece.label or "概览", text)
        for piece in document.pieces
        if piece.label or piece.kind == "cards"
        for text in marks(piece.data)
    }


def test_every_numbered_piece_has_a_row_under_its_number(page: Document, form: OpinionForm) -> None:
    """Paragraphs, charts and tables as the page numbers them, in its order, under its headings."""
    labels = [p.label for p in page.pieces if p.label and p.kind != "heading"]
    rows = [row.label for row in form.rows if row.label not in {"", "全文", "概览"}]
    assert rows == labels
    assert {"图1", "表1"} <= set(labels)
    headings = [f"{p.label}{p.data}" for p in page.pieces if p.kind == "heading"]
    assert [row.text for row in form.rows if row.heading] == headings


def test_every_printed_figure_stands_in_its_row(page: Document, form: OpinionForm) -> None:
    """With its name: cards, sentences, points, charts and tables alike."""
    told = {row.label: "\n".join(row.figures) for row in form.rows}
    figures = shown_figures(page)
    assert len(figures) > 40
    for label, text in figures:
        assert text in told[label], (label, text)
    settled = next(row for row in form.rows if "成功化解矛盾纠纷：202件" in row.figures)
    assert re.fullmatch(r"[\d.]+|概览", settled.label)


def test_the_page_is_found_again_by_how_a_paragraph_begins() -> None:
    """Thirty characters, and 〔自述〕 where the town wrote it."""
    long = "我镇把法治建设摆在突出位置，" * 5
    (row,) = opinion_form(read(make.title(), make.paragraph(long, origin="文字材料.md"))).rows
    assert row.text == f"〔自述〕{long[:30]}……"


def test_an_ordinary_figure_is_not_asked_about() -> None:
    """Questions are few, or nobody reads them."""
    assert not about()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"value": "160", "last_year": {**LAST, "change": "比上年增加60件，增长60%"}}, "变化较大"),
        ({"value": "40", "last_year": {**LAST, "change": "比上年减少60件，下降60%"}}, "变化较大"),
        ({"last_year": None}, "“甲”没有上年数"),
        ({"value": "0", "last_year": {**LAST, "value": "1"}}, "是确无发生，还是没有登记"),
        ({"reconciled": [{"agrees": False, "text": "210件"}]}, "台账为105件，报表为210件"),
        ({"last_year": {**LAST, "published": "上年报告公布 90 件，按上年台账重新计算为 100 件。"}},
         "“甲”上年报告公布 90 件"),
        ({"plan": {"value": "120", "text": "120件", "progress": "完成计划的87.5%"}},
         "“甲”为105件，计划120件（完成计划的87.5%），低于计划数"),
        ({"value": "60", "unit": "%", "last_year": {**LAST, "value": "90.1"}}, "变化较大"),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_figure_is_asked_politely(entry: dict[str, Any], words: str) -> None:
    """One question a kind, which names the figure and both numbers."""
    question = about(**entry)
    assert words in question
    assert question.count("请问") == 1
    assert question.endswith("？")


@pytest.mark.parametrize(
    "entry",
    [
        {"value": "129"},  # not a third more
        {"value": "3", "last_year": {**LAST, "value": "1"}},  # two more say little
        {"reconciled": [{"agrees": True, "text": "105件"}]},
        {"plan": {"value": "105", "text": "105件", "progress": "完成计划的100%"}},
        {"value": "95", "unit": "%", "last_year": {**LAST, "value": "90.1"}},
    ],
)
def test_what_is_within_bounds_is_not_asked(entry: dict[str, Any]) -> None:
    """The bounds are the panel's: 30 %, five points of a rate; and the plan itself."""
    assert not about(**entry)


def halved(value: str) -> dict[str, Any]:
    """Return the entries of a rate and of both its halves."""
    halves = {
        "numerator": {"indicator": "n", "title": "子", "text": "9件"},
        "denominator": {"indicator": "d", "title": "母", "text": "9件"},
    }
    return {
        **make.figure("r", "率", value, "%", halves=halves, text=f"{value}%", last_year=LAST | {"value": value}),
        **make.figure("n", "子", "9", "件", last_year=LAST | {"value": "9"}),
        **make.figure("d", "母", "9", "件", last_year=LAST | {"value": "9"}),
    }  # fmt: skip


def test_a_rate_of_100_is_asked_for_its_halves() -> None:
    """Both are named, so that the town need not look them up."""
    rate = make.paragraph(
        "率", run("100%", "r", "100"), run("9件", "n", "9"), run("9件", "d", "9"), figures=halved("100")
    )  # fmt: skip
    assert asked(rate)["1.1"].startswith("“率”为100%（子9件÷母9件），请问分子、分母的口径")


def test_a_rate_without_its_printed_halves_is_asked_for_them() -> None:
    """A paragraph that prints both is not asked."""
    bare = make.paragraph("率", run("95%", "r", "95"), run("9件", "n", "9"), figures=halved("95"))
    assert "“率”95%（子9件÷母9件）没有同时写明分子和分母" in asked(bare)["1.1"]
    full = make.paragraph(
        "率", run("95%", "r", "95"), run("9件", "n", "9"), run("9件", "d", "9"), figures=halved("95")
    )  # fmt: skip
    assert not asked(full)["1.1"]


def test_a_typed_number_is_asked_for_its_evidence() -> None:
    """自填 numbers have no ledger behind them."""
    typed = make.paragraph("建成展馆", {"text": "1个", "typed": True}, origin="文字材料.md")
    assert asked(typed)["1.1"] == "“1个”是自填数，没有经台账核对，请问依据的是什么材料？"


def test_a_figure_is_asked_about_once_where_it_stands_in_a_sentence() -> None:
    """Not in the chart before it, nor in a second paragraph."""
    figures = make.figure("a.b", "甲", "0", "件", last_year=LAST | {"value": "1"})
    says = [make.paragraph("有", run("0件", "a.b", "0"), figures=figures) for _ in range(2)]
    told = asked(make.chart("图", ["1月"], [0], "a.b", figures=figures), *says)
    assert [bool(told[label]) for label in ("图1", "1.1", "1.2")] == [False, True, False]


def test_without_any_last_year_the_whole_is_asked_once() -> None:
    """A town in its first year is not asked figure by figure."""
    figures = make.figure("a.b", "甲", "5", "件") | make.figure("c.d", "乙", "6", "件")
    says = make.paragraph(run("5件", "a.b", "5"), run("6件", "c.d", "6"), figures=figures)
    told = asked(says)
    assert "全部数字都没有上年数" in told["全文"]
    assert not told["1.1"]


def test_a_finding_of_the_page_is_asked_where_its_figure_stands() -> None:
    """And its row in part 2 names the paragraph; what a figure's question asks is not repeated."""
    figures = make.figure("a.b", "甲", "105", "件", last_year=LAST)
    items = [
        {"level": "警告", "where": "指标 › 甲", "text": text, "remedy": ""}
        for text in ("2月没有记录。", "台账为105件，报表为9件。")
    ]
    says = make.paragraph("有", run("105件", "a.b", "105"), figures=figures)
    document = read(make.title(), make.markdown("## 一"), says, make.block("review", items=items))
    form = opinion_form(document)
    assert form.rows[-1].questions == ("“甲”2月没有记录。请问是否属实？",)
    assert [hint.places for hint in form.hints] == ["第1.1段"] * 2


def test_every_item_to_add_has_a_row(page: Document, form: OpinionForm) -> None:
    """Each ledger of a group for itself: the town answers one by one."""
    wanted = [name for one in page.pending for name in (one.parts or [one.wanted or one.titles[0]])]
    assert [lack.wanted for lack in form.lacks] == wanted


def test_the_public_edition_has_no_form() -> None:
    """What a reviewer asks is never published."""
    with pytest.raises(NotebookError, match="公开版没有审核意见表"):
        opinion_form(read(make.title(edition="public")))


def test_the_workbook_has_a_list_to_choose_from_in_every_row(
    page: Document, form: OpinionForm
) -> None:
    """Four parts, frozen headings, nothing locked, the verdict on the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(opinions_xlsx(page)))
    assert book.sheetnames == [COVER, ROWS, HINTS, LACKS]
    reviewed = [row for row in form.rows if not row.heading]
    for name, choices, count in (
        (ROWS, ROW_CHOICES, len(reviewed)),
        (HINTS, HINT_CHOICES, len(form.hints)),
        (LACKS, LACK_CHOICES, len(form.lacks)),
    ):
        sheet = book[name]
        (column,) = (c.column for c in sheet[HEAD + 1] if c.value == "核对")
        cells = {
            (row, column)
            for rule in sheet.data_validations.dataValidation
            if rule.formula1 == f'"{",".join(choices)}"'
            for area in rule.sqref.ranges
            for row, column in area.cells
        }
        assert len(cells) == count
        assert {at for _, at in cells} <= {column}
        assert sheet.freeze_panes == f"B{HEAD + 2}"
        assert sheet.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
        assert not sheet.protection.sheet
    (verdict,) = book[COVER].data_validations.dataValidation
    assert verdict.formula1 == f'"{",".join(VERDICTS)}"'
    blanks = {a.value: b.value for a, b in book[COVER].iter_rows(max_col=2)}
    assert (blanks["审核单位"], blanks["审核日期"]) == (None, None)


def test_the_rows_of_the_workbook_are_those_of_the_form(page: Document, form: OpinionForm) -> None:
    """Number, beginning, figures and questions."""
    sheet = openpyxl.load_workbook(io.BytesIO(opinions_xlsx(page)))[ROWS]
    told = list(sheet.iter_rows(min_row=HEAD + 2, max_col=3, values_only=True))

    def expected(row: Row) -> tuple[str | None, str | None, str | None]:
        figures = "\n".join(row.figures) or None
        return (row.text, None, None) if row.heading else (row.label, row.text or None, figures)

    assert told == [expected(row) for row in form.rows]


def test_a_text_that_begins_like_a_formula_stays_text() -> None:
    """A town's sentence is never run; control characters do not break the files."""
    document = read(make.title(title="=1+1"), make.paragraph("=SUM(A1)\x07甲"))
    book = openpyxl.load_workbook(io.BytesIO(opinions_xlsx(document)))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}
    assert "=SUM(A1)甲" in words_of(opinions_docx(document))


def words_of(content: bytes) -> str:
    """Return all texts of a DOCX, boxes among them."""
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter() if str(node.tag).endswith("}t"))


def test_the_docx_holds_every_part_and_a_box_for_every_choice(
    page: Document, form: OpinionForm
) -> None:
    """Three boxes a row, two a hint, two an item to add, three for the verdict."""
    content = opinions_docx(page)
    word = docx.Document(io.BytesIO(content))
    words = words_of(content)
    for text in (
        *(part for row in form.rows for part in (row.text, *row.figures, *row.questions)),
        *(hint.text for hint in form.hints),
        *(lack.wanted for lack in form.lacks),
        "一、逐段审核", "二、审核提示", "三、待补充", "四、总体意见", "审核单位（盖章）",
    ):  # fmt: skip
        assert text in words
    reviewed = sum(not row.heading for row in form.rows)
    boxes = 3 * reviewed + 2 * len(form.hints) + 2 * len(form.lacks) + 3
    assert words.count("☐") == boxes
    assert b"tblHeader" in word.element.xml.encode()
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_the_docx_names_the_faces_of_official_documents(page: Document) -> None:
    """仿宋_GB2312 and 黑体 for Chinese in every run, no theme's fonts."""
    word = docx.Document(io.BytesIO(opinions_docx(page)))
    xml = word.element.xml + word.styles["Normal"].element.xml
    faces = set(re.findall(r'w:eastAsia="([^"]+)"', xml))
    assert faces <= {"仿宋_GB2312", "黑体", "方正小标宋简体", "MS Gothic"}
    assert {"仿宋_GB2312", "黑体"} <= faces
    assert "Theme" not in xml


def test_empty_parts_say_so() -> None:
    """A report without hints or gaps still has its form."""
    headings = ("举措和成效", "不足和原因", "第一责任人", "工作思路")
    cells = [cell for h in headings for cell in (make.markdown(f"## {h}"), make.paragraph("甲。"))]
    document = read(make.title(organs=["甲", "乙", "丙"], document_number=None), *cells)
    words = words_of(opinions_docx(document))
    assert "没有审核提示。" in words
    assert "没有待补充的内容。" in words
    assert "甲、乙、丙" in words
    assert dict(opinion_form(document).facts)["文号"] == ""
    book = openpyxl.load_workbook(io.BytesIO(opinions_xlsx(document)))
    assert book[LACKS]["A2"].value == "这一部分没有内容。"


def test_the_same_page_gives_the_same_bytes(page: Document) -> None:
    """No clock and no chance in either."""
    assert opinions_docx(page) == opinions_docx(page)
    assert opinions_xlsx(page) == opinions_xlsx(page)
