"""Reading an executed notebook: what is published, in which order, with which numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import executed as make
import pytest
from executed import run
from nbformat import NotebookNode
from nbformat.v4 import new_output, new_raw_cell

from analysis.blocks import BLOCK_MIME, PLOTLY_MIME, REQUIRED
from analysis.errors import NotebookError
from analysis.render.document.markup import clean_html, parse_markdown
from analysis.render.document.model import Document, Piece
from analysis.render.document.pending import Wanted
from analysis.render.document.reading import read_document

FORMATS = (BLOCK_MIME, PLOTLY_MIME, "text/html", "image/svg+xml", "image/png", "text/plain")


def choose(data: Mapping[str, Any]) -> str:
    """Stand in for nbconvert's choice among an output's formats."""
    return next((mime for mime in FORMATS if mime in data), next(iter(data), ""))


def read(*cells: NotebookNode) -> Document:
    """Read a notebook made of these cells."""
    return read_document(make.notebook(*cells), "notebook", choose)


def pieces(document: Document, kind: str) -> list[Piece]:
    """Pick the pieces of one kind."""
    return [piece for piece in document.pieces if piece.kind == kind]


PARTS = [
    make.markdown("## {year}年度的主要举措和成效\n\n有内容。"),
    make.markdown("## 第一责任人职责情况\n\n有内容。"),
    make.markdown("## 存在的不足\n\n有内容。"),
    make.markdown("## {next_year}年工作思路\n\n有内容。"),
]
AUDITING = Wanted("培训台账", ("旁听庭审",), ("没有台账",))


def test_headings_are_numbered_as_in_official_documents() -> None:
    """一、 （一） 1. （1）, each level starting afresh under the one above, with short anchors."""
    document = read(
        make.markdown("# 说明"),
        *(make.markdown(f"{'#' * level} 标题") for level in (2, 3, 3, 4, 5, 4, 2, 3)),
    )
    assert [(p.label, p.anchor) for p in pieces(document, "heading")] == [
        ("一、", "s1"),
        ("（一）", "s1-1"),
        ("（二）", "s1-2"),
        ("1. ", "s1-2-1"),
        ("（1）", "s1-2-1-1"),
        ("2. ", "s1-2-2"),
        ("二、", "s2"),
        ("（一）", "s2-1"),
    ]


@pytest.mark.parametrize("typed", ["一、总体情况", "（一）总体情况", "1. 总体情况", "总体情况"])
def test_a_typed_number_before_a_heading_is_not_printed_twice(typed: str) -> None:
    """An analyst who types 一、 by habit does not get 一、一、."""
    assert pieces(read(make.markdown(f"## {typed}")), "heading")[0].data == "总体情况"


def test_a_year_at_the_start_of_a_heading_is_kept() -> None:
    """2023年度… is words, not a typed number."""
    assert pieces(read(make.markdown("## 2023年度成效")), "heading")[0].data == "2023年度成效"


def test_headings_take_year_and_town_from_the_title_wherever_it_stands() -> None:
    """{year} {next_year} {last_year} {town} are filled; other braces are the analyst's."""
    text = "## {town}{year}年、{next_year}年、{last_year}年{other}"
    document = read(make.markdown(text), make.paragraph("甲"), make.title(year=2024))
    assert pieces(document, "heading")[0].data == "双龙镇2024年、2025年、2023年{other}"


def test_a_placeholder_without_a_title_block_stops_the_export() -> None:
    """An unfilled {year} is never published."""
    with pytest.raises(NotebookError, match="标题块"):
        read(make.markdown("## {year}年成效"))


def test_paragraphs_are_numbered_by_section() -> None:
    """Paragraph 1.2.3 is the third one of 一（二）, and #p-1-2-3 leads to it."""
    document = read(
        make.paragraph("引言"),
        make.markdown("## 甲\n\n甲一\n\n甲二"),
        make.markdown("### 乙"),
        make.block("points", points=[{"runs": [{"text": "要点"}]}]),
        make.paragraph("乙二"),
    )
    numbered = [(p.label, p.anchor) for p in document.pieces if p.kind != "heading"]
    assert numbered == [
        ("0.1", "p-0-1"),
        ("1.1", "p-1-1"),
        ("1.2", "p-1-2"),
        ("1.1.1", "p-1-1-1"),
        ("1.1.2", "p-1-1-2"),
    ]


def test_what_is_not_for_the_reader_is_not_read() -> None:
    """Code, raw cells, parameters, notes and stderr stay in the notebook."""
    raw = new_raw_cell("raw secret")
    document = read(
        raw,
        make.markdown("给分析员的话", "note"),
        make.code(make.stream("year = 2023"), tags=("parameters",)),
        make.code(make.stream("year = 2024"), tags=("injected-parameters",)),
        make.code(make.stream("warning", "stderr"), make.stream("printed")),
    )
    assert [(p.kind, p.data) for p in document.pieces] == [("pre", "printed")]


def test_an_error_output_stops_the_export_without_telling_its_message() -> None:
    """A failed cell is named by its position and error type; its message may hold a cell value."""
    failed = new_output("error", ename="KeyError", evalue="张三", traceback=["张三"])
    with pytest.raises(NotebookError, match=r"第2个单元格.*KeyError") as caught:
        read(make.markdown("文字"), make.code(failed))
    assert "张三" not in str(caught.value)


def test_an_unknown_block_is_refused_with_the_known_ones() -> None:
    """A block kind that the page cannot show stops the export and names what it can."""
    with pytest.raises(NotebookError, match=r"第1个单元格.*“riddle”") as caught:
        read(make.block("riddle"))
    assert all(kind in caught.value.remedy for kind in REQUIRED)


@pytest.mark.parametrize("kind", sorted(kind for kind, keys in REQUIRED.items() if keys))
def test_a_block_that_lacks_a_key_is_refused(kind: str) -> None:
    """An incomplete block is told by cell, kind and missing key instead of printing a hole."""
    with pytest.raises(
        NotebookError, match=f"第1个单元格的内容块“{kind}”缺少.*{REQUIRED[kind][0]}"
    ):
        read(make.block(kind))


def test_an_output_that_cannot_be_shown_is_refused() -> None:
    """An output in no showable format is not silently dropped."""
    with pytest.raises(NotebookError, match="application/x-unknown"):
        read(make.code(make.display({"application/x-unknown": "?"})))


def test_the_annex_follows_the_first_mention() -> None:
    """Entries stand in the order in which the page prints the figures, each once."""
    a, b, c = (make.figure(name, name, "1", "件") for name in "abc")
    document = read(
        make.paragraph("先", run("1件", "b", "1"), "后", run("1件", "a", "1"), figures={**a, **b}),
        make.paragraph("又", run("1件", "a", "1"), figures={**a, **c}),
    )
    assert [entry.figure["indicator"] for entry in document.annex] == ["b", "a", "c"]
    places = {str(e.figure["indicator"]): [p.label for p in e.places] for e in document.annex}
    assert places == {"b": ["第0.1段"], "a": ["第0.1段", "第0.2段"], "c": []}


def test_a_figure_with_two_values_stops_the_export() -> None:
    """A notebook of which only half was run again does not publish two truths."""
    with pytest.raises(NotebookError, match=r"排查.*两个不同的数值"):
        read(
            make.paragraph("甲", figures=make.figure("a", "排查", "1", "件")),
            make.paragraph("乙", figures=make.figure("a", "排查", "2", "件")),
        )


def test_two_title_blocks_are_refused() -> None:
    """There is one report on a page."""
    with pytest.raises(NotebookError, match="两个标题块"):
        read(make.title(), make.title())


def test_gaps_are_gathered_once_and_only_for_the_reviewer() -> None:
    """The same gap of two sentences is one entry; the public edition shows none."""
    gap = {"title": "旁听庭审", "reason": "没有台账", "wanted": "培训台账"}
    cells = [make.paragraph("甲", pending=[gap]), make.paragraph("乙", pending=[gap])]
    assert read(make.title(), *PARTS, *cells).pending == (AUDITING,)
    assert read(make.title(edition="public"), *cells).pending == ()


def test_gaps_are_grouped_by_what_is_wanted() -> None:
    """One missing ledger is one entry that names its figures; a gap that wants nothing stays alone.

    A rate repeats no reason of its half. Several ledgers that were not handed in are one entry at the
    end, the columns or items that a ledger lacks another.
    """

    def pending(*gaps: tuple[str, str, str]) -> tuple[Wanted, ...]:
        blocks = [{"title": t, "reason": r, "wanted": w} for t, r, w in gaps]
        return read(make.title(), *PARTS, make.paragraph("一", pending=blocks)).pending

    one = (
        ("甲", "没有收到《台账》。", "《台账》"),
        ("丙", "分母为 0。", ""),
        ("乙", "没有收到《台账》。", "《台账》"),
        ("丁", "“甲”无数据：“戊”一栏全部未填。", "《台账》的“戊”一栏"),
        ("戊", "“戊”一栏全部未填。", "《台账》的“戊”一栏"),
    )
    alone = (
        Wanted("", ("丙",), ("分母为 0。",)),
        Wanted("《台账》的“戊”一栏", ("丁", "戊"), ("“戊”一栏全部未填。",)),
    )
    assert pending(*one) == (*alone, Wanted("没有收到的台账：《台账》", ("甲", "乙"), ()))
    items = [(t, f"《表》的“{t}”没有填报。", f"《表》的“{t}”") for t in ("子", "丑")]
    columns = [(t, f"《册》的“{t}”一栏缺失。", f"《册》的“{t}”一栏") for t in ("寅", "卯")]
    assert pending(*one, ("己", "没有收到《簿》。", "《簿》"), *items, *columns) == (
        *alone,
        Wanted("没有收到的台账", (), (), {"《台账》": ("甲", "乙"), "《簿》": ("己",)}),
        Wanted("《表》中没有填报的项目", (), (), {"子": ("子",), "丑": ("丑",)}),
        Wanted("《册》没有的栏目", (), (), {"寅": ("寅",), "卯": ("卯",)}),
    )


def test_a_heading_under_which_nothing_stands_is_left_out() -> None:
    """Headings are numbered after empty ones left; neither 署名 nor a hint fills a section."""
    cells = [
        make.title(),
        make.markdown("## 空\n\n### 也空"),
        make.block("nothing"),
        make.markdown("## 甲\n\n### 空的一节"),
        make.block("nothing"),
        make.markdown("### 乙"),
        make.paragraph("文字"),
        make.markdown("## 最后一节"),
        make.block("review", items=[]),
        make.block("closing", organs=[]),
        make.block("table", columns=[], rows=[]),
    ]
    document = read(*cells)
    kept = [(p.label, p.data, p.anchor) for p in pieces(document, "heading")]
    assert kept == [("一、", "甲", "s1"), ("（一）", "乙", "s1-1")]
    assert pieces(document, "paragraph")[0].label == "1.1.1"
    assert [p.data for p in document.contents] == ["甲", "乙"]
    assert [p.data for p in pieces(read(*cells[1:]), "heading")][:2] == ["空", "也空"]


@pytest.mark.parametrize("absent", range(4))
def test_a_required_part_that_no_heading_names_is_pending(absent: int) -> None:
    """The four contents that the rules ask for are looked for among the headings, in any order."""
    assert read(make.title(), *reversed(PARTS)).pending == ()
    there = [part for index, part in enumerate(PARTS) if index != absent]
    (gap,) = read(make.title(), *there).pending
    assert gap.titles == ("报告结构",)
    assert gap.reasons[0].startswith("没有“")


def test_a_cell_without_data_leaves_only_its_gap() -> None:
    """The block "nothing" prints nothing, takes no number, and is listed as 待补充."""
    gap = {"title": "旁听庭审", "reason": "没有台账", "wanted": "培训台账"}
    document = read(make.block("nothing", pending=[gap]), make.paragraph("甲"))
    assert [(p.kind, p.label) for p in document.pieces] == [("paragraph", "0.1")]
    assert document.pending == (AUDITING,)


def test_the_recipients_stand_before_the_narrative() -> None:
    """主送 comes after an overview and before the first sentence."""
    cards = make.block("cards", cards=[])
    heading = make.markdown("## 甲\n\n乙。")
    document = read(make.title(), cards, make.paragraph("引言"), heading)
    kinds = [p.kind for p in document.pieces]
    assert kinds == ["cards", "recipients", "paragraph", "heading", "text"]


def test_a_notebook_without_a_title_block_is_named_by_its_first_heading() -> None:
    """An analyst's own notebook exports too."""
    assert read(make.markdown("# 我的分析")).title["title"] == "我的分析"
    assert read(make.markdown("文字")).title["title"] == "notebook"


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<p onclick='x()' id='main' style='color:red'>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='https://example.cn/'>a</a>", '<a href="https://example.cn/">a</a>'),
        ("<img src='http://x/y.png' alt='图'>", "图"),
        ("<img src='data:image/png;base64,AAAA'>", '<img src="data:image/png;base64,AAAA">'),
        ("<svg><script>alert(1)</script></svg><b>c</b>", "<b>c</b>"),
        ("<custom>1 &lt; 2</custom>", "1 &lt; 2"),
        ("<style>p{}</style>", ""),
        ("<!-- 说明 --><p>a</p>", "<p>a</p>"),
        ("</div></main><p>a", "<p>a</p>"),
        ("a &amp; b", "a &amp; b"),
        ("<?xml version='1.0' encoding='utf-8'?><p>a</p>", "<p>a</p>"),
        ("", ""),
    ],
)
def test_foreign_html_is_written_anew_from_an_allow_list(hostile: str, harmless: str) -> None:
    """No script, style, handler, id, remote picture or unknown tag survives; texts do."""
    assert clean_html(hostile) == harmless


def test_numbers_in_foreign_tables_stand_at_the_right() -> None:
    """A pandas table's number cells are marked, its texts are not."""
    table = clean_html("<table><tr><td>1,234.5</td><td>12件</td></tr></table>")
    assert '<td class="num">1,234.5</td><td>12件</td>' in table


def test_markdown_keeps_its_structure() -> None:
    """Lists, emphasis and tables come through; markup inside a sentence stays inside."""
    fragments = parse_markdown("段**落**\n\n- 甲\n\n<em>a</em>")
    assert [(f.tag, str(f.inside).strip()) for f in fragments] == [
        ("p", "段<strong>落</strong>"),
        ("ul", "<li>甲</li>"),
        ("p", "<em>a</em>"),
    ]
