"""A paper as PDF: printed by the browser of this machine, read back and measured."""

from __future__ import annotations

import io
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ConfigurationError, FazhiError
from analysis.render.document.paper import Attachment, Exhibit, Line, Paper
from analysis.render.pdf import Browser, BrowserError, Printed, find_browser, pdf_of, print_paper
from analysis.render.pdf.faces import LADDER, ROLES, face_of
from analysis.render.pdf.find import VARIABLE, check_version, product_of
from analysis.render.pdf.page import LINE_MM, fits_beside, head_of, page_of

plumber = pytest.importorskip("pdfplumber", reason="needs `uv sync --group browser`")

MM = 25.4 / 72
CELL_MM = 156 / 28
FORBIDDEN = "，。、）》；：！？”’…"
BARS = {"data": [{"type": "bar", "x": ["一村", "二村"], "y": [3, 4]}], "layout": {"title": "旧"}}
TABLE = Exhibit(
    "table",
    "表1",
    "各村调解",
    ("序号", "村", "数量（件）"),
    (*((str(n), f"第{n}村", str(n * 37)) for n in range(1, 41)), ("合计", "", "30340")),
    source_line="数据来源：《人民调解登记台账》",
)
WIDE = Exhibit(
    "table", "表2", "十二列", tuple(f"第{n}列（件）" for n in range(12)), (("村委会",) * 12,)
)
CHART = Exhibit(
    "chart", "图1", "二村最多", ("村", "数"), (("一村", "3"), ("二村", "4")), "件", "",
    "柱形图：一村3件，二村4件", BARS,
)  # fmt: skip
PAPER = Paper(
    title="关于某某镇2023年法治政府建设情况的报告",
    organs=("中共某某县某某镇委员会", "某某县某某镇人民政府"),
    red_head=True,
    document_number="某委〔2024〕3号",
    signatory="张样本　李样本",
    recipients="县委、县政府",
    body=(
        Line("body", "现将有关情况报告如下。"),
        Line("h1", "一、主要举措"),
        Line("h2", "（一）法治学习"),
        Line("h3", "1.集中学习"),
        Line("h4", "（1）会前学法"),
        Line("body", "他说：“这是（测试）《文件》，好。”人民一心，𠮷祥、㙍头、梁䶮。" * 4),
        Line("body", '<b>不是标记</b> & "引号"，Very long Latin word ' + "x" * 90),
        Line("body", "字" * 28 * 50),
    ),
    signed_by=("中共某某县某某镇委员会", "某某县某某镇人民政府"),
    signed_on="2024年1月22日",
    attachments=(Attachment("统计表", (TABLE, WIDE)), Attachment("统计图", (CHART,))),
    copies_to=("县人大常委会办公室", "县司法局"),
    issued_by="某某镇党政办公室",
    issued_on="2024年1月22日",
    mark='草稿"\\　示例数据，明细为虚构',
)


# --- what needs no browser ---------------------------------------------------------------------


def test_browser_is_the_one_named_then_the_one_on_path(tmp_path: Path) -> None:
    """FAZHI_BROWSER comes first, then PATH; neither: none; a wrong name is refused."""
    suffix = ".exe" if sys.platform == "win32" else ""
    for name in ("chromium", "mine"):
        (tmp_path / (name + suffix)).touch(mode=0o755)
    named = str(tmp_path / ("mine" + suffix))

    assert find_browser({"PATH": str(tmp_path), VARIABLE: named}) == Path(named)
    assert find_browser({"PATH": str(tmp_path)}) == tmp_path / ("chromium" + suffix)
    assert find_browser({"PATH": ""}, "linux") is None
    with pytest.raises(ConfigurationError, match=VARIABLE):
        find_browser({"PATH": str(tmp_path), VARIABLE: str(tmp_path / "none")})


def test_browser_is_where_windows_has_it(tmp_path: Path) -> None:
    """Edge and Chrome are not on PATH on Windows: they are found where they are installed."""
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    assert find_browser({"PATH": "", "ProgramFiles(x86)": str(tmp_path)}, "win32") == edge


def test_products_are_told_apart() -> None:
    """Edge, Chrome and Chromium are named by what they answer and by their program."""
    answer = "HeadlessChrome/156.0.8078.108"
    assert product_of(answer, Path("/usr/bin/chromium")) == "Chromium 156.0.8078.108"
    assert product_of(answer, Path("/usr/bin/google-chrome")) == "Google Chrome 156.0.8078.108"
    assert product_of(answer, Path("C:/x/msedge.exe")) == "Microsoft Edge 156.0.8078.108"


@pytest.mark.parametrize("product", ["Chromium 109.0.1.2", "Google Chrome 130.9.9.9", "Chromium"])
def test_old_browser_is_refused(product: str) -> None:
    """Before 131 there are no page numbers: refused, and told which to install."""
    check_version("Chromium 131.0.0.0")
    with pytest.raises(BrowserError, match="131 版以上"):
        check_version(product)


@given(st.lists(st.text("镇委府", min_size=1, max_size=40), min_size=1, max_size=5))
def test_head_is_whole_lines(organs: list[str]) -> None:
    """However many organs, however long: their names, 文号 and red line fit into the head."""
    head = head_of(replace(PAPER, organs=tuple(organs)))
    assert head.height * LINE_MM >= head.above + len(organs) * head.size * 1.3 + 3 * LINE_MM + 4
    assert head.size * min(27, max(map(len, organs))) <= 156


def test_page_holds_texts_as_texts() -> None:
    """What a town typed is never markup, nor does it end the mark's CSS string."""
    page = page_of(PAPER)
    assert "&lt;b&gt;不是标记&lt;/b&gt;" in page
    assert 'content: "草稿\\22 \\5c ' in page


def test_only_narrow_data_stand_beside_a_chart() -> None:
    """Long texts and many rows go below the chart."""
    assert fits_beside(CHART)
    assert not fits_beside(replace(CHART, rows=CHART.rows * 20))
    assert not fits_beside(replace(CHART, rows=(("很长的名称" * 6, "3"),)))
    assert not fits_beside(replace(CHART, columns=(), rows=()))


def test_ladder_ranks_faces() -> None:
    """A face is official, the system's or a preview; an unknown one is a preview."""
    assert face_of("fang", {"仿宋_GB2312": 9, "Noto Serif CJK SC": 1}).rank == "official"
    assert face_of("fang", {"FangSong": 9}).rank == "system"
    assert face_of("fang", {"Unheard Of": 9}).rank == "preview"
    assert face_of("kai", {"A": 1, "LXGW WenKai": 9}).others == ("A",)
    assert all(set(ranks) == {"official", "system", "preview"} for ranks in LADDER.values())


def test_no_browser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a browser the sentence says what to install; nothing starts before it is needed."""
    monkeypatch.setattr("analysis.render.pdf.browser.find_browser", lambda: None)
    with Browser() as browser, pytest.raises(BrowserError, match="apt install chromium"):
        pdf_of(PAPER, browser)


# --- printed ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of the machine once."""
    if find_browser() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine: nothing was printed")
    with Browser() as started:
        yield started


@pytest.fixture(scope="module")
def printed(browser: Browser) -> Printed:
    """Print the paper once."""
    return print_paper(PAPER, browser)


def lines_of(pdf: bytes) -> list[list[list[dict[str, Any]]]]:
    """Return per page, per line of text, its characters from left to right; geometry in points."""
    with plumber.open(io.BytesIO(pdf)) as document:
        pages = []
        for page in document.pages:
            lines: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
            for char in page.chars:
                lines[round(char["bottom"])].append(char)
            pages.append([sorted(lines[y], key=lambda c: c["x0"]) for y in sorted(lines)])
    return pages


def texts_of(pdf: bytes) -> list[str]:
    """Return the text of each page as a reader copies it."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def squeezed(text: str) -> str:
    """Return a text without spaces and line breaks."""
    return re.sub(r"\s", "", text)


@pytest.mark.browser
def test_grid_is_22_lines_of_28_characters(printed: Printed) -> None:
    """A full page has 22 lines 225/22 mm apart, a full line 28 characters of 16 pt; margins hold."""
    page = lines_of(printed.pdf)[2]
    block = [line for line in page if 37 < line[0]["top"] * MM < 262]
    assert len(block) == 22
    assert [len(line) for line in block] == [28] * 22
    assert {round(char["size"], 1) for line in block for char in line} == {16.0}
    assert min(line[0]["x0"] for line in block) * MM == pytest.approx(28, abs=0.3)
    assert max(line[-1]["x1"] for line in block) * MM == pytest.approx(210 - 26, abs=0.3)
    pitch = (block[-1][0]["bottom"] - block[0][0]["bottom"]) * MM / 21
    assert pitch == pytest.approx(LINE_MM, abs=0.02)
    assert block[-1][0]["bottom"] * MM < 262.2


@pytest.mark.browser
def test_page_numbers_stand_outside(printed: Printed) -> None:
    """— 1 — in 14 pt, 7 mm below the text: odd pages right, even pages left, one character in."""
    for number, page in enumerate(lines_of(printed.pdf), start=1):
        foot = page[-1]
        assert "".join(c["text"] for c in foot).strip() == f"— {number} —"
        assert {round(char["size"]) for char in foot} == {14}
        assert foot[0]["bottom"] * MM == pytest.approx(270.3, abs=0.7)
        if number % 2:
            assert 184 - foot[-1]["x1"] * MM == pytest.approx(14 * MM, abs=0.5)
        else:
            assert foot[0]["x0"] * MM - 28 == pytest.approx(14 * MM, abs=0.5)


@pytest.mark.browser
def test_head_and_title_are_set_as_the_standard_says(printed: Printed) -> None:
    """Organs red and of one width 35 mm below the edge; 文号 and 签发人 one cell in; title 22 pt."""
    first, *_ = lines_of(printed.pdf)
    _, one, two, numbers, *_ = first
    for organ in (one, two):
        assert organ[0]["non_stroking_color"] == pytest.approx((0.843, 0, 0.059), abs=0.01)
        assert organ[-1]["x1"] == pytest.approx(two[-1]["x1"], abs=1)
        assert organ[0]["x0"] == pytest.approx(one[0]["x0"], abs=1)
    assert one[0]["top"] * MM == pytest.approx(37 + 35, abs=3)
    assert numbers[0]["x0"] * MM == pytest.approx(28 + CELL_MM, abs=0.6)
    (title,) = (line for line in first if round(line[0]["size"], 1) == 22)
    left, right = title[0]["x0"] * MM - 28, 184 - title[-1]["x1"] * MM
    assert left == pytest.approx(right, abs=1)


@pytest.mark.browser
def test_text_is_the_papers(printed: Printed) -> None:
    """Every heading, paragraph, cell and address can be copied; nothing else but page and mark."""
    text = squeezed("".join(texts_of(printed.pdf)))
    text = re.sub(r"—\d+—", "", text).replace(squeezed(PAPER.mark), "")
    exhibits = [e for a in PAPER.attachments for e in a.exhibits]
    wanted = [PAPER.title, PAPER.document_number, "签发人：张样本李样本", PAPER.recipients + "："]
    wanted += [*PAPER.organs, *(line.text for line in PAPER.body), *PAPER.attachment_lines]
    wanted += [*PAPER.signed_by, PAPER.signed_on, "附件1统计表", "附件2统计图", "单位：件"]
    wanted += [cell for e in exhibits for row in (e.columns, *e.rows) for cell in row]
    wanted += [e.label + e.caption for e in exhibits]
    wanted += ["抄送：县人大常委会办公室，县司法局。", "某某镇党政办公室2024年1月22日印发"]
    assert [w for w in wanted if squeezed(w) not in text] == []
    narrative = squeezed("".join(line.text for line in PAPER.body))
    assert narrative in text


@pytest.mark.browser
def test_mark_is_on_every_page(printed: Printed) -> None:
    """草稿, 示例数据 stand on each page."""
    assert all(squeezed(PAPER.mark) in squeezed(text) for text in texts_of(printed.pdf))


@pytest.mark.browser
def test_pdf_is_tagged_outlined_and_timeless(printed: Printed) -> None:
    """Tags, language, title, alt texts; headings and attachments in the outline; no clock."""
    document = pypdfium2.PdfDocument(printed.pdf)
    outline = [(item.level, item.get_title()) for item in document.get_toc()]
    meta = document.get_metadata_dict()
    tagged = document.is_tagged()
    document.close()
    assert tagged
    assert b"/Lang (zh-CN)" in printed.pdf
    assert meta["Title"] == PAPER.title
    assert {meta["CreationDate"], meta["ModDate"]} == {"D:19800101000000+00'00'"}
    assert outline == [
        (0, PAPER.title),
        (1, "一、主要举措"),
        (2, "（一）法治学习"),
        (3, "1.集中学习"),
        (4, "（1）会前学法"),
        (1, "附件1统计表"),
        (1, "附件2统计图"),
    ]
    assert "柱形图：一村3件，二村4件".encode("utf-16-be").hex().upper().encode() in printed.pdf


@pytest.mark.browser
def test_same_paper_same_bytes(printed: Printed, browser: Browser) -> None:
    """A second time in this browser and once in another: the same file."""
    assert pdf_of(PAPER, browser) == printed.pdf
    with Browser() as other:
        assert pdf_of(PAPER, other) == printed.pdf


@pytest.mark.browser
def test_issue_stands_at_the_foot_of_the_last_page(printed: Printed) -> None:
    """The 版记's last line is the text block's lower edge, its lines as wide as the block."""
    with plumber.open(io.BytesIO(printed.pdf)) as document:
        last = document.pages[-1]
        drawn = [*last.rects, *last.lines, *last.curves]
        lowest = max(drawn, key=lambda one: one["bottom"])
        assert lowest["bottom"] * MM == pytest.approx(262, abs=0.5)
        assert (lowest["x1"] - lowest["x0"]) * MM == pytest.approx(156, abs=0.3)


@pytest.mark.browser
def test_table_is_split_with_its_heading(printed: Printed) -> None:
    """A table over pages repeats its heading; numbers are flush right; a chart is no bitmap."""
    pages = [squeezed(text) for text in texts_of(printed.pdf)]
    with_rows = [text for text in pages if re.search(r"第\d+村\d", text)]
    assert len(with_rows) > 1
    assert all("序号村数量（件）" in text for text in with_rows)
    with plumber.open(io.BytesIO(printed.pdf)) as document:
        assert not any(page.images for page in document.pages)
        table = next(page for page in document.pages if "第12村" in (page.extract_text() or ""))
        ends = {round(w["x1"]) for w in table.extract_words() if re.fullmatch(r"\d{3}", w["text"])}
    assert len(ends) == 1


@pytest.mark.browser
@pytest.mark.parametrize(
    ("organ", "day", "organ_right", "shift"),
    [("中共某某县某某镇委员会", "2024年1月2日", 2, 2), ("某某镇", "2024年12月30日", None, 2)],
)
def test_signature_stands_as_the_standard_says(
    browser: Browser, organ: str, day: str, organ_right: int | None, shift: int
) -> None:
    """7.3.5.2: organ two cells from the right, date two cells right of its start; or date there."""
    paper = Paper(title="报告", body=(Line("body", "正文。"),), signed_by=(organ,), signed_on=day)
    (page,) = lines_of(pdf_of(paper, browser))
    name, date = page[-3], page[-2]
    end = name if organ_right else date
    assert (184 - end[-1]["x1"] * MM) / CELL_MM == pytest.approx(2, abs=0.15)
    assert (date[0]["x0"] - name[0]["x0"]) * MM / CELL_MM == pytest.approx(shift, abs=0.15)


@pytest.mark.browser
def test_lines_break_as_the_rules_say(browser: Browser) -> None:
    """No line begins with closing punctuation; no page ends with a heading."""
    body = tuple(
        line
        for n in range(1, 60)
        for line in (
            Line("h1", "一、工作"),
            Line("h2", "（一）做法"),
            *(Line("body", "字，" * (9 + n) + "完。") for _ in range(n % 4)),
            Line("body", "（甲）" * n + "。"),
        )
    )
    for page in lines_of(pdf_of(Paper(title="报告", body=body), browser)):
        texts = ["".join(char["text"] for char in line) for line in page[:-1]]
        assert not [text for text in texts if text[0] in FORBIDDEN]
        assert not texts[-1].endswith(("做法", "工作"))


@pytest.mark.browser
def test_faces_used_are_told(printed: Printed) -> None:
    """Each role's face is the one DevTools saw; the browser's version comes with it."""
    assert {face.role for face in printed.faces} == set(ROLES)
    assert re.fullmatch(r"(Chromium|Google Chrome|Microsoft Edge) [\d.]+", printed.browser)
    assert printed.preview == any("预览字体" in str(face) for face in printed.faces)


@pytest.mark.browser
def test_character_that_no_face_has_is_named(browser: Browser) -> None:
    """A character that would be a box refuses the PDF and is named; the next paper is printed."""
    bad = replace(PAPER, body=(Line("body", "王\ue123\U0003fff0来了"),), attachments=())
    with pytest.raises(FazhiError, match=r"U\+E123.*U\+3FFF0"):
        print_paper(bad, browser)
    assert print_paper(replace(bad, body=PAPER.body), browser).pdf


@pytest.mark.browser
@pytest.mark.parametrize(
    "figure",
    [
        {"data": [{"type": "nonsense", "x": [1], "y": [2]}]},
        {"data": [{"type": "ohlc", "x": [1], "open": [1]}]},
    ],
)
def test_chart_that_cannot_be_drawn_is_named(browser: Browser, figure: dict[str, Any]) -> None:
    """An unknown or broken trace refuses the PDF and says which chart."""
    charts = (CHART, replace(CHART, label="图2", figure=figure))
    paper = Paper(title="报告", attachments=(Attachment("统计图", charts),))
    with pytest.raises(FazhiError, match=r"^图2画不出来"):
        print_paper(paper, browser)


def without_fonts(folder: Path, monkeypatch: pytest.MonkeyPatch, *kept: str) -> None:
    """Let programs started from here find only the fonts of the folders ``kept``."""
    folders = "".join(f"<dir>{place}</dir>" for place in kept or (str(folder),))
    (folder / "fonts.conf").write_text(
        f"<?xml version='1.0'?><fontconfig>{folders}<cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))


@pytest.mark.browser
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is Linux's")
@pytest.mark.parametrize("kept", [(), ("/usr/share/fonts/truetype/dejavu",)])
def test_without_chinese_fonts_nothing_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: tuple[str, ...]
) -> None:
    """No font at all, or Latin ones only: refused, and told what to install; never boxes."""
    without_fonts(tmp_path, monkeypatch, *kept)
    with Browser() as browser, pytest.raises(FazhiError, match="安装中文字体"):
        print_paper(PAPER, browser)


# --- the process -------------------------------------------------------------------------------


def family() -> list[psutil.Process]:
    """Return what this process has started."""
    return list(psutil.Process().children(recursive=True))


@pytest.mark.browser
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the batch, and after an error in it, no process and no profile remain."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(family())
    with Browser() as browser:
        assert print_paper(Paper(title="报告"), browser).pdf
        assert set(family()) - before
        assert len(os.listdir(tmp_path)) == 1  # noqa: PTH208 - one name
    assert not set(family()) - before
    assert not list(tmp_path.iterdir())
    with pytest.raises(ZeroDivisionError), Browser() as browser, browser.tab():
        1 / 0  # noqa: B018
    assert not set(family()) - before
    assert not list(tmp_path.iterdir())


def hang(browser: Browser) -> None:
    """Let a page think for ever, and wait one second for it."""
    with browser.tab() as tab:
        tab.devtools._limit = 1
        tab.run("while (true) {}")


@pytest.mark.browser
def test_batch_survives_its_browser() -> None:
    """A browser that dies or hangs is an error with a remedy; the next paper gets a new one."""
    with Browser() as browser:
        assert browser.product
        running = browser._running
        assert running is not None
        assert running._process is not None
        running._process.kill()
        with pytest.raises(BrowserError, match="请重试"):
            print_paper(Paper(title="报告"), browser)
        with pytest.raises(BrowserError, match="1秒内"):
            hang(browser)
        assert print_paper(Paper(title="报告"), browser).pdf


@pytest.mark.browser
def test_one_browser_prints_a_batch(browser: Browser) -> None:
    """Thirty towns do not start thirty browsers, and no page stays open."""
    print_paper(Paper(title="甲镇的报告"), browser)
    running = browser._running
    print_paper(Paper(title="乙镇的报告"), browser)
    assert browser._running is running
    assert running is not None
    targets = running.devtools.ask("Target.getTargets")["targetInfos"]
    assert len([t for t in targets if t["type"] == "page"]) <= 1


@pytest.mark.browser
def test_a_page_without_letters_is_told(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is drawn there is no face, and the clerk is told so."""
    monkeypatch.setattr("analysis.render.pdf.browser._LAID_OUT", 2)
    with browser.tab() as tab:
        tab.show("<p id='blank'></p><p id='said'>法治</p>")
        assert sum(tab.fonts("#said").values()) == 2
        with pytest.raises(BrowserError, match="没有排出文字"):
            tab.fonts("#blank")


@pytest.mark.browser
def test_program_that_is_no_browser_is_refused() -> None:
    """A program that ends at once is told, not waited for."""
    with Browser(Path(sys.executable)) as browser, pytest.raises(BrowserError, match="启动"):
        print_paper(PAPER, browser)
