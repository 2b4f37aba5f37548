"""The exporter: the page's marks, its safety, its sameness, and where plotly.js comes from."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import executed as make
import nbformat
import pytest
from executed import run
from executed_report import report
from lxml import html
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode

from analysis.render.page import html as module
from analysis.render.page.assets import FILE_NAME, plotly_js
from analysis.render.page.facts import Spot
from analysis.render.page.html import FazhiHTMLExporter, document_of, page_of

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}&amp;"


@pytest.fixture(scope="session")
def exporter() -> FazhiHTMLExporter:
    """Keep one exporter, as a batch does."""
    return FazhiHTMLExporter()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a root and the folder of one report in it."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    place = tmp_path / "reports" / "2023" / "双龙镇"
    place.mkdir(parents=True)
    return place


def export(exporter: FazhiHTMLExporter, *cells: NotebookNode) -> str:
    """Export a notebook made of these cells."""
    page, _ = exporter.from_notebook_node(make.notebook(*cells))
    return str(page)


def place(folder: Path) -> dict[str, Any]:
    """Say that the page will lie in `folder`."""
    return {"metadata": {"name": "report", "path": str(folder)}}


def tree(page: str) -> Any:
    """Parse a page."""
    return html.document_fromstring(page.encode("utf-8"))


def words(node: Any) -> str:
    """Read a node's text."""
    return "".join(node.itertext())


def test_a_figure_is_marked_on_one_element(exporter: FazhiHTMLExporter) -> None:
    """The link to the annex carries indicator and exact value; the text is as displayed."""
    entry = make.figure("books", "宣传读本", "2537", "本")
    page = export(
        exporter,
        make.paragraph("发放", run("2500余本", "books", "2537"), "。", figures=entry),
        make.paragraph("其他", run("3个", "unknown", "3")),
    )
    (link,) = tree(page).xpath("//p//a[@data-indicator='books']")
    assert dict(link.attrib) == {
        "class": "figure",
        "href": "#f-books",
        "data-indicator": "books",
        "data-value": "2537",
    }
    assert link.text == "2500余本"
    (unlinked,) = tree(page).xpath("//*[@data-indicator='unknown']")
    assert (unlinked.tag, unlinked.get("data-value")) == ("span", "3")


def test_points_are_counted_and_a_single_one_is_not(exporter: FazhiHTMLExporter) -> None:
    """一是 二是 introduce the points of one paragraph, in the order in which they are left."""
    points = [{"runs": [{"text": f"要点{n}。"}]} for n in "甲乙"]
    page = tree(
        export(
            exporter,
            make.block("points", points=points),
            make.block("points", points=points[:1]),
        ),
    )
    texts = [words(p) for p in page.find_class("narrative")]
    assert texts == ["一是要点甲。二是要点乙。", "要点甲。"]


def test_typed_numbers_are_marked_and_explained(exporter: FazhiHTMLExporter) -> None:
    """自填 numbers look different, and the page says what the difference means."""
    page = tree(export(exporter, make.paragraph({"text": "3", "typed": True})))
    (typed,) = page.xpath("//p[@data-paragraph]/span[@class='typed']")
    assert typed.get("title") == "自填，未经台账核对"
    assert "未经台账核对" in words(page.find_class("lead")[0])


def test_table_cells_carry_indicator_cell_and_value(exporter: FazhiHTMLExporter) -> None:
    """Every number of a chart's data table can be found again by indicator and cell."""
    page = tree(export(exporter, make.chart("七月最多", ["1月", "7月"], [17, 22], "settled")))
    marks = [
        (td.get("data-indicator"), td.get("data-cell"), td.get("data-value"), td.text)
        for td in page.xpath("//figure//td")
    ]
    assert marks == [("settled", "part:1月", "17", "17"), ("settled", "part:7月", "22", "22")]


def test_the_annex_is_complete_in_the_html(exporter: FazhiHTMLExporter) -> None:
    """Formula, each part with file, sheet and cells, sum, breakdown, left out, check, last year."""
    page = tree(exporter.from_notebook_node(report())[0])
    entry = page.get_element_by_id("f-mediation.settled")
    text = words(entry)
    for month in range(1, 13):
        assert entry.xpath(f".//tr[th='{month}月']//td[contains(., '{month}月 › A5:S')]")
    for expected in (
        "结案日期在2023年1月1日至2023年12月31日",
        "人民调解登记台账（2023年）.xlsx",
        "17＋15＋16＋14＋18＋17＋22＋16＋18＋15＋16＋18＝202",
        "按类型",
        "没有结案日期：2行",
        "一致《人民调解月报表》",
        "187件，比上年增加15件",
    ):
        assert expected in text
    assert [a.get("href") for a in entry.find_class("places")[0].iter("a")][:2] == [
        "#cards-1",
        "#p-1-2-1",
    ]
    rate = page.get_element_by_id("f-mediation.success_rate")
    assert "成功化解 202件÷调解结束 202件＝100%" in re.sub(r"\s*\n\s*", " ", words(rate)).replace(
        "202件 ÷",
        "202件÷",
    )
    assert rate.xpath(".//a[@href='#f-mediation.settled']")


def test_ids_are_unique_and_links_lead_somewhere(exporter: FazhiHTMLExporter) -> None:
    """Every # link of the whole report has exactly one target."""
    page = tree(exporter.from_notebook_node(report())[0])
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(ids)


def test_headings_go_down_one_level_at_a_time(exporter: FazhiHTMLExporter) -> None:
    """One h1; no level is jumped, so a screen reader's outline is the report's."""
    levels = [
        int(h.tag[1])
        for h in tree(exporter.from_notebook_node(report())[0]).xpath(
            "//*[self::h1 or self::h2 or self::h3 or self::h4]",
        )
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_pending_and_review_are_for_the_reviewer_only(exporter: FazhiHTMLExporter) -> None:
    """送审 shows gaps, hints and the source of the town's words; 公开 shows none of them."""
    review = exporter.from_notebook_node(report())[0]
    public = exporter.from_notebook_node(report(edition="public"))[0]
    body = {name: words(tree(page).body) for name, page in [("r", review), ("p", public)]}
    for text in (
        "待补充",
        "党委研究法治建设议题",
        "审核提示",
        "相差2件",
        "〔自述〕",
        "文字材料.md",
    ):
        assert text in body["r"]
        assert text not in body["p"]


def test_gaps_stand_by_what_is_wanted(exporter: FazhiHTMLExporter) -> None:
    """One line for a column that is empty; ledgers that are not there fold into one."""
    gaps = [
        {"title": title, "reason": reason, "wanted": wanted}
        for title, reason, wanted in (
            ("集中宣传", "“形式”一栏全部未填。", "《普法活动台账》的“形式”一栏"),
            ("学习宣讲会", "“形式”一栏全部未填。", "《普法活动台账》的“形式”一栏"),
            ("行政许可", "没有收到。", "《行政许可办理台账》"),
            ("行政强制", "没有收到。", "《行政强制台账》"),
        )
    ]
    page = tree(export(exporter, make.title(), make.paragraph("甲", pending=gaps)))
    first, *_, last = page.find_class("pending")[0].find_class("remarks")[0]
    assert [line for line in words(first).splitlines() if line][1:] == [
        "《普法活动台账》的“形式”一栏",
        "用于（2个）：集中宣传、学习宣讲会原因：“形式”一栏全部未填。",
    ]
    assert [item.text_content() for item in last.xpath(".//details//li")] == [
        "《行政许可办理台账》：用于行政许可",
        "《行政强制台账》：用于行政强制",
    ]


def test_sample_and_draft_are_marked_on_screen_and_paper(exporter: FazhiHTMLExporter) -> None:
    """示例数据 and 草稿 stand at the top and in the margin of every printed page."""
    page = export(exporter, make.title(sample=True, draft=True))
    assert words(tree(page).find_class("mark")[0]) == "草稿　示例数据，明细为虚构"
    assert '@top-center { content: "草稿　示例数据，明细为虚构"' in page
    assert "示例数据" not in export(exporter, make.title())


def test_a_data_check_has_a_simple_header(exporter: FazhiHTMLExporter) -> None:
    """The clerk's page has no 主送, no 文号; its findings are grouped by severity."""
    items = [
        {"number": 1, "severity": "提示", "code": "D3", "where": "甲.xlsx", "says": "可能重复"},
        {"number": 2, "severity": "错误", "code": "D1", "where": "乙.xlsx", "says": "不是日期"},
    ]
    page = tree(
        export(
            exporter,
            make.title(kind="data_check", title="数据核对"),
            make.block("findings", summary="读了2个文件。", items=items),
        ),
    )
    assert [words(h) for h in page.iter("h2")] == ["错误1条", "提示1条"]
    assert "县委、县政府" not in words(page.body)
    assert "〔2024〕9号" not in words(page.body)


def _hostile_cells() -> list[NotebookNode]:
    entry = make.figure(
        "x",
        HOSTILE,
        "1",
        HOSTILE,
        rule=HOSTILE,
        note=HOSTILE,
        parts=[{"label": HOSTILE, "value": "1", "source": make.source(HOSTILE, HOSTILE, HOSTILE)}],
    )
    gap = {"title": HOSTILE, "reason": HOSTILE, "wanted": HOSTILE}
    card = {"indicator": "x", "title": HOSTILE, "value": "1", "text": HOSTILE, "unit": HOSTILE}
    return [
        make.title(title=HOSTILE, organs=[HOSTILE], recipients=HOSTILE, document_number=HOSTILE),
        make.block("cards", cards=[{**card, "change": HOSTILE}], figures=entry),
        make.paragraph(HOSTILE, run(HOSTILE, "x", HOSTILE), run(HOSTILE, HOSTILE), pending=[gap]),
        make.paragraph(HOSTILE, origin=HOSTILE),
        make.chart(HOSTILE, [HOSTILE], [1], HOSTILE, alt=HOSTILE, unit=HOSTILE),
        make.block("table", caption=HOSTILE, columns=[HOSTILE], rows=[[{"text": HOSTILE}]]),
        make.block("review", items=[dict.fromkeys(["level", "text", "where", "remedy"], HOSTILE)]),
        make.block("findings", items=[dict.fromkeys(["severity", "says", "where"], HOSTILE)]),
        make.block("closing", organs=[HOSTILE], date=HOSTILE),
        make.markdown(f"## {HOSTILE}\n\n{HOSTILE}"),
        make.code(make.stream(HOSTILE), make.display({"text/html": HOSTILE})),
        make.code(make.display({"image/svg+xml": f"<svg>{HOSTILE}</svg>"})),
    ]


def test_hostile_texts_stay_texts(exporter: FazhiHTMLExporter) -> None:
    """Whatever a town types, the page has the scripts, images and handlers it had without it."""
    page = export(exporter, *_hostile_cells())
    root = tree(page)
    assert [s.get("type") for s in root.iter("script")] == [None, "application/json", None]
    assert {img.get("src")[:26] for img in root.iter("img")} == {"data:image/svg+xml;base64,"}
    assert not root.xpath("//@onerror")
    assert words(next(root.iter("h1"))) == HOSTILE
    assert len(root.xpath("//p[contains(., 'alert(1)')]")) > 0
    data = json.loads(root.xpath("//script[@type='application/json']")[0].text)
    assert data["data"][0]["x"] == [HOSTILE]


def test_an_analysts_own_outputs_are_shown(exporter: FazhiHTMLExporter) -> None:
    """A pandas table, a picture, printed text and a plain plotly figure all reach the page."""
    root = tree(
        export(
            exporter,
            make.code(make.display({"text/html": "<table><tr><td>61</td></tr></table>"})),
            make.code(make.display({"image/png": "AAAA\n", "text/plain": "<Figure>"})),
            make.code(make.stream("打印")),
            make.code(make.display({"text/plain": "Decimal('1')"})),
            make.plain_chart(["甲"], [1]),
        ),
    )
    assert root.xpath("string(//td[@class='num'])") == "61"
    assert root.xpath("//img/@src") == ["data:image/png;base64,AAAA"]
    assert [words(pre) for pre in root.iter("pre")] == ["打印", "Decimal('1')"]
    assert len(root.find_class("plot")) == 1
    assert "secret_source" not in words(root.body)


def _without(page: str, text: str) -> list[str]:
    """Give the narrative of a page, without numbers, without one paragraph."""
    return [t for t in map(words, tree(page).find_class("narrative")) if t != text]


def test_a_moved_deleted_or_added_cell_changes_exactly_that(exporter: FazhiHTMLExporter) -> None:
    """The page follows the notebook: everything else keeps its words and its order."""
    a, b, c = (make.paragraph(f"第{n}句。") for n in "甲乙丙")
    whole = export(exporter, make.markdown("## 一节"), a, b, c)
    deleted = export(exporter, make.markdown("## 一节"), a, c)
    moved = export(exporter, make.markdown("## 一节"), b, a, c)
    added = export(exporter, make.markdown("## 一节"), a, b, make.markdown("新句。"), c)
    assert _without(whole, "第乙句。") == _without(deleted, "") == ["第甲句。", "第丙句。"]
    assert _without(moved, "") == ["第乙句。", "第甲句。", "第丙句。"]
    assert _without(added, "新句。") == _without(whole, "")
    shell = re.compile(r"<p class=\"narrative\".*?</p>\s*", re.DOTALL)
    assert len({shell.sub("", page) for page in (whole, deleted, moved, added)}) == 1


def test_the_same_notebook_gives_the_same_bytes(exporter: FazhiHTMLExporter) -> None:
    """A second export, by another exporter, does not differ in one byte."""
    first, _ = exporter.from_notebook_node(report())
    assert FazhiHTMLExporter().from_notebook_node(report())[0] == first


def test_saving_the_notebook_changes_nothing(exporter: FazhiHTMLExporter) -> None:
    """A file's keys are sorted, a notebook in memory has them as they came: the page is the same."""
    saved = nbformat.reads(json.dumps(report(), sort_keys=True), as_version=4)
    assert exporter.from_notebook_node(saved)[0] == exporter.from_notebook_node(report())[0]


def test_the_page_is_light_and_speaks_of_no_machine(
    exporter: FazhiHTMLExporter,
    folder: Path,
) -> None:
    """Without plotly.js a whole report is under 150 KB; no path or foreign address is in it."""
    page, _ = exporter.from_notebook_node(report(), resources=place(folder))
    assert len(page.encode("utf-8")) < 150_000
    assert str(folder.parent) not in page
    assert not re.search(r"https?://", page)
    assert '<html lang="zh-CN">' in page


def test_a_report_links_the_shared_plotly(exporter: FazhiHTMLExporter, folder: Path) -> None:
    """Below reports/ of a root the bundle is linked, and handed over once to be written."""
    page, resources = exporter.from_notebook_node(report(), resources=place(folder))
    url = f"../../assets/{FILE_NAME}"
    assert tree(page).xpath("//script/@src") == [url]
    assert resources["outputs"] == {url: plotly_js()}
    shared = folder / url
    shared.parent.mkdir()
    shared.write_bytes(plotly_js())
    again, resources = exporter.from_notebook_node(report(), resources=place(folder))
    assert again == page
    assert not resources.get("outputs")


def test_a_page_elsewhere_is_one_file(exporter: FazhiHTMLExporter, tmp_path: Path) -> None:
    """Outside a root, and from JupyterLab's export menu, plotly.js is in the page."""
    for resources in (None, place(tmp_path), {**place(tmp_path), "config_dir": "x"}):
        page, given = exporter.from_notebook_node(report(), resources=resources)
        assert plotly_js().decode("utf-8") in page
        assert not given.get("outputs")


def test_the_export_menu_gives_one_file_for_a_report_too(
    exporter: FazhiHTMLExporter,
    folder: Path,
) -> None:
    """A page that is downloaded from JupyterLab leaves the shared file behind, so it has its own."""
    menu = {**place(folder), "config_dir": "somewhere"}
    page, given = exporter.from_notebook_node(report(), resources=menu)
    assert not tree(page).xpath("//script/@src")
    assert not given.get("outputs")


def test_an_address_for_the_assets_is_obeyed(folder: Path) -> None:
    """A site may say where its plotly.js lies; only that place may then run scripts."""
    exporter = FazhiHTMLExporter(assets_url="https://example.gov.cn/assets/")
    page, given = exporter.from_notebook_node(report(), resources=place(folder))
    root = tree(page)
    assert root.xpath("//script/@src") == [f"https://example.gov.cn/assets/{FILE_NAME}"]
    assert "https://example.gov.cn;" in root.xpath("//meta[@http-equiv]/@content")[0]
    assert not given.get("outputs")


def test_a_page_without_charts_has_no_plotly(exporter: FazhiHTMLExporter, folder: Path) -> None:
    """The clerk's page and a text report load nothing."""
    cells = make.notebook(make.title(), make.paragraph("文字"))
    page, given = exporter.from_notebook_node(cells, resources=place(folder))
    assert not tree(page).xpath("//script/@src")
    assert len(page) < 50_000
    assert not given.get("outputs")


def test_only_the_pages_own_scripts_may_run(exporter: FazhiHTMLExporter) -> None:
    """The policy names each inline script by its hash and allows nothing else."""
    root = tree(export(exporter, make.plain_chart(["甲"], [1])))
    policy = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(s.text.encode()).digest()).decode()}'"
        for s in root.iter("script")
        if s.get("type") is None
    ]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src {' '.join(hashes)};" in policy


def test_charts_carry_no_theme(exporter: FazhiHTMLExporter) -> None:
    """plotly's default theme, 6.5 KB a chart, is replaced by the page's own."""
    root = tree(export(exporter, make.plain_chart(["甲"], [1])))
    data = json.loads(root.xpath("//script[@type='application/json']")[0].text)
    assert data == {"data": [{"type": "bar", "x": ["甲"], "y": [1]}], "layout": {}}


def test_the_exporter_is_found_by_name_and_in_the_export_menu() -> None:
    """`--to fazhi_html` works, and JupyterLab lists it as 法治报告 HTML."""
    found = get_exporter("fazhi_html")
    assert found is FazhiHTMLExporter
    assert found.export_from_notebook == "法治报告 HTML"


def test_a_county_template_can_stand_before_ours(tmp_path: Path) -> None:
    """A folder with a page.css of its own changes the look, the rest stays."""
    (tmp_path / "fazhi").mkdir()
    (tmp_path / "fazhi" / "page.css").write_text("body { color: navy }", encoding="utf-8")
    exporter = FazhiHTMLExporter(extra_template_basedirs=[str(tmp_path)])
    page = export(exporter, make.paragraph("文字"))
    assert "<style>body { color: navy }</style>" in page


def _nbconvert(*arguments: str, cwd: Path) -> None:
    """Run `jupyter nbconvert --to fazhi_html` with warnings as errors."""
    command = [sys.executable, "-W", "error::UserWarning", "-m", "nbconvert", "--to", "fazhi_html"]
    done = subprocess.run(
        [*command, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_command_line_gives_the_same_page(exporter: FazhiHTMLExporter, folder: Path) -> None:
    """`jupyter nbconvert`, from any folder, writes the page the API returns, and the bundle."""
    notebook = folder / "report.ipynb"
    make.save(report(), str(notebook))
    expected, _ = exporter.from_filename(str(notebook))
    _nbconvert("report.ipynb", cwd=folder)
    page = folder / "report.html"
    assert page.read_text(encoding="utf-8") == expected
    assert (folder.parents[1] / "assets" / FILE_NAME).read_bytes() == plotly_js()
    page.unlink()
    _nbconvert(str(notebook), cwd=folder.parents[2])
    assert page.read_text(encoding="utf-8") == expected


@pytest.mark.slow
def test_another_output_folder_gets_one_file(folder: Path, tmp_path: Path) -> None:
    """With --output-dir the page does not link to a file it left behind."""
    make.save(report(), str(folder / "report.ipynb"))
    _nbconvert("report.ipynb", "--output-dir", str(tmp_path / "out"), cwd=folder)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.html"]
    assert not tree((tmp_path / "out" / "report.html").read_text("utf-8")).xpath("//script/@src")


def test_the_short_way_gives_the_same_bytes(exporter: FazhiHTMLExporter, folder: Path) -> None:
    """What ``fazhi build`` makes of a notebook is what nbconvert makes of it, plotly.js included."""
    cells = _hostile_cells()
    for notebook in (report(), report(edition="public"), make.notebook(*cells)):
        page, resources = exporter.from_notebook_node(notebook, resources=place(folder))
        document = document_of(notebook, "report")
        short = page_of(document, notebook, "report", Spot(folder.resolve()))
        assert short == (page, resources.get("outputs") or {})
    alone = page_of(document_of(report(), "report"), report(), "report", Spot())
    assert alone == (exporter.from_notebook_node(report())[0], {})


def test_the_short_way_leaves_the_notebook_as_it_is() -> None:
    """No copy is made of it, so nothing may be written into it."""
    notebook = report()
    before = json.dumps(notebook)
    page_of(document_of(notebook, "report"), notebook, "report", Spot())
    assert json.dumps(notebook) == before


def test_compiled_templates_are_kept_and_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside compiled modules, by the options they were compiled with; none where none are kept."""
    notebook = make.notebook(make.title(), make.paragraph(HOSTILE))
    monkeypatch.setattr(module, "__file__", str(tmp_path / "html.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    plain, _ = FazhiHTMLExporter().from_notebook_node(notebook)
    folder = tmp_path / "__pycache__"
    assert not folder.exists()
    folder.mkdir()
    pages = [FazhiHTMLExporter().from_notebook_node(notebook)[0] for _ in range(2)]
    assert pages == [plain, plain]
    kept = {path: path.stat().st_mtime_ns for path in folder.glob("jinja.*.cache")}
    assert len(kept) > 2
    FazhiHTMLExporter().from_notebook_node(notebook)
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.cache")} == kept
    monkeypatch.setattr(module, "_OPTIONS", {**module._OPTIONS, "trim_blocks": False})
    FazhiHTMLExporter().from_notebook_node(notebook)
    assert len([*folder.glob("*.cache")]) == 2 * len(kept)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert module._compiled() is None
