"""The four formats, the editions and the single file, built by the command as users build them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pypdfium2
import pytest
from conftest import PROJECT, Run, copy_sample, fazhi, parse
from docx import Document as WordDocument
from test_guides import commands, example

from analysis.cli.asked import edition, formats
from analysis.errors import UsageError
from analysis.settings import Configuration, ReportSettings, read_settings
from analysis.workspace import Workspace

ALL = "html,pdf,docx,xlsx"
MADE = {
    "html": {"report.html", "indicators.csv"},
    "pdf": {"report.pdf"},
    "docx": {"report.docx", "审核意见表.docx"},
    "xlsx": {"indicators.xlsx", "审核意见表.xlsx"},
}
ALWAYS = {"report.ipynb", "manifest.json"}


def built(root: Path, *arguments: str) -> Run:
    """Build the sample town of a root."""
    return fazhi("build", "--root", str(root), "--year", "2023", *arguments)


def held(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A root with the sample town; the older year's page is built."""
    workspace = copy_sample(tmp_path_factory.mktemp("county"))
    run = fazhi("build", "--root", str(workspace.root), "--year", "2022")
    assert run.code == 0, run.out
    return workspace


@pytest.fixture(scope="module")
def four(county: Workspace) -> Path:
    """All four formats of 2023; returns the town's folder."""
    run = built(county.root, "--formats", ALL)
    assert run.code == 0, run.out
    return county.root / "reports" / "2023" / "双龙镇"


@pytest.mark.browser
def test_four_formats_are_made_and_listed(four: Path) -> None:
    """Every format's files lie in the town's folder, and the manifest has the hash of each."""
    assert set(held(four)) == ALWAYS.union(*MADE.values())
    manifest = json.loads((four / "manifest.json").read_text("utf-8"))
    assert manifest["files"] == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in held(four).items()
        if name != "manifest.json"
    }
    assert manifest["pdf"]["browser"]


@pytest.mark.browser
def test_the_same_inputs_give_the_same_bytes_in_every_format(four: Path, county: Workspace) -> None:
    """Built again, in another process, every file is the same."""
    before = held(four)
    assert built(county.root, "--formats", ALL).code == 0
    assert held(four) == before


@pytest.mark.browser
def test_the_page_is_light_and_links_what_is_there(four: Path) -> None:
    """Without the shared plotly.js at most 150 kB; every link beside it leads to a file."""
    content = (four / "report.html").read_bytes()
    assert len(content) <= 150_000
    page = parse(content.decode())
    links = [unquote(link) for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert {"report.pdf", "report.docx", "审核意见表.docx", "indicators.csv"} <= set(links)
    assert "../../2022/双龙镇/report.html" in links
    assert all((four / link).resolve().is_file() for link in links)
    assert page.xpath("//nav[@class='years']/b[@aria-current]/text()") == ["2023年"]


@pytest.mark.browser
def test_every_format_tells_the_same_figures(four: Path) -> None:
    """A sentence with its figures stands alike on the page, in the PDF and in the Word file."""
    page = parse((four / "report.html").read_text("utf-8"))
    (sentence,) = page.xpath("//p[@data-paragraph][contains(., '全年组织学法培训')]")
    text = "".join(sentence.text_content().split())
    pdf = pypdfium2.PdfDocument((four / "report.pdf").read_bytes())
    printed = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert text in "".join(printed.split())
    word = WordDocument(str(four / "report.docx"))
    assert text in {"".join(paragraph.text.split()) for paragraph in word.paragraphs}
    book = openpyxl.load_workbook(four / "indicators.xlsx")
    rows = [[cell.value for cell in row] for row in book["指标"].iter_rows()]
    (row,) = [row for row in rows if "training.sessions" in row]
    assert 23 in row


@pytest.mark.slow
def test_a_pdf_that_cannot_be_made_stops_no_other(tmp_path: Path) -> None:
    """No browser: exit 1 with the remedy, the other formats are written, an older PDF goes."""
    workspace = copy_sample(tmp_path)
    folder = workspace.root / "reports" / "2023" / "双龙镇"
    run = subprocess.run(
        [
            *(sys.executable, "-c", "from analysis.cli import main; main()", "build"),
            *("--root", str(tmp_path), "--formats", "html,pdf,xlsx"),
        ],
        capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PATH": str(tmp_path)},
    )  # fmt: skip
    said = run.stdout + run.stderr
    assert run.returncode == 1, said
    assert "没有生成 pdf：" in said
    assert "安装" in said.split("没有生成 pdf：")[1]
    assert set(held(folder)) == MADE["html"] | MADE["xlsx"] | ALWAYS
    assert "report.pdf" not in (folder / "report.html").read_text("utf-8")


@pytest.mark.slow
def test_the_public_edition_names_no_file_and_no_gap(county: Workspace) -> None:
    """Into reports/public/: figures and rules, but no ledger's file, no gap, nothing to review."""
    run = built(county.root, "--edition", "public", "--formats", "html,docx,xlsx")
    assert run.code == 0, run.out
    public = county.root / "reports" / "public"
    folder = public / "2023" / "双龙镇"
    assert set(held(folder)) == {
        "report.html", "indicators.csv", "report.docx", "indicators.xlsx", "manifest.json",
    }  # fmt: skip
    page = (folder / "report.html").read_text("utf-8")
    assert "202件次" in page
    assert not parse(page).xpath("//*[@id='review' or @id='pending']")
    (script,) = re.findall(r'<script src="([^"]+)"', page)
    assert (folder / script).resolve().is_relative_to(public.resolve())
    files = [p.name for p in (county.root / "data/raw/2023/双龙镇").iterdir()]
    texts = {"report.html": page, "indicators.csv": (folder / "indicators.csv").read_text("utf-8")}
    for name in ("report.docx", "indicators.xlsx"):
        with zipfile.ZipFile(folder / name) as parts:
            texts[name] = "".join(
                parts.read(part).decode(errors="replace") for part in parts.namelist()
            )
    for name, text in texts.items():
        assert not [file for file in files if file in text], name
        assert "待补充" not in text, name
        assert "审核提示" not in text, name


@pytest.mark.slow
def test_a_standalone_page_needs_no_other_file(tmp_path: Path) -> None:
    """One file with plotly.js in it, no link but into itself."""
    copy_sample(tmp_path)
    assert built(tmp_path, "--standalone").code == 0
    folder = tmp_path / "reports" / "2023" / "双龙镇"
    page = (folder / "report.html").read_text("utf-8")
    assert "<script src" not in page
    assert not (tmp_path / "reports" / "assets").exists()
    assert all(link.startswith("#") for link in parse(page).xpath("//a/@href"))


@pytest.mark.slow
def test_formats_of_the_county_and_drafts(tmp_path: Path) -> None:
    """county.toml says what is made when nobody asks; a draft takes nobody's place."""
    copy_sample(tmp_path)
    (tmp_path / "county.toml").write_text('[build]\nformats = ["docx"]\n', encoding="utf-8")
    assert built(tmp_path).code == 0
    folder = tmp_path / "reports" / "2023" / "双龙镇"
    assert set(held(folder)) == MADE["docx"] | ALWAYS
    good = held(folder)
    run = built(tmp_path, "--draft", "--formats", "html,docx")
    assert run.code == 0, run.out
    drafts = {"report.draft.html", "report.draft.docx", "审核意见表.draft.docx"}
    assert set(held(folder)) == set(good) | drafts | {"indicators.draft.csv"}
    assert {name: content for name, content in held(folder).items() if name in good} == good
    with zipfile.ZipFile(folder / "report.draft.docx") as parts:
        heads = [name for name in parts.namelist() if "header" in name]
        assert heads
        assert all("草稿" in parts.read(name).decode() for name in heads)
    links = parse((folder / "report.draft.html").read_text("utf-8")).xpath("//a[@download]/@href")
    assert set(map(unquote, links)) == {
        "report.draft.docx",
        "审核意见表.draft.docx",
        "indicators.draft.csv",
    }


GUIDE = "网页、PDF、Word和公开版"


@pytest.mark.browser
def test_every_command_of_the_guide_runs(tmp_path: Path) -> None:
    """The guide's commands, in its order, in a fresh root: each ends well and does what it says."""
    copy_sample(tmp_path)
    asked = commands(GUIDE)
    assert [line.split()[1] for line in asked] == ["doctor", "build", "build", "build"]
    for line in asked:
        run = fazhi(*line.split()[1:], cwd=tmp_path)
        assert run.code == 0, (line, run.out)
    public = tmp_path / "reports" / "public" / "2023" / "双龙镇"
    assert {"report.html", "report.pdf"} < set(held(public))


def test_the_settings_of_the_guide_are_taken(tmp_path: Path) -> None:
    """[build] formats and the head's further fields are read as the guide writes them."""
    (tmp_path / "county.toml").write_text(example(GUIDE, "formats"), encoding="utf-8")
    (tmp_path / "report.toml").write_text(example(GUIDE, "head"), encoding="utf-8")
    assert read_settings(tmp_path / "county.toml", Configuration).build.formats == (
        "html", "pdf", "docx", "xlsx",
    )  # fmt: skip
    head = read_settings(tmp_path / "report.toml", ReportSettings)
    assert (head.copies_to, head.issued_by, head.red_head) == (
        ("县司法局",),
        "某某镇党政办公室",
        True,
    )


@pytest.mark.browser
def test_the_sample_in_the_documents_is_what_the_program_makes(four: Path) -> None:
    """docs/sample shows today's page and figures: else run ``uv run python docs/refresh.py``."""
    sample = PROJECT / "docs" / "sample" / "2023" / "双龙镇"
    for name in ("report.html", "indicators.csv"):
        assert (sample / name).read_bytes() == (four / name).read_bytes(), name


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("html", ("html",)),
        ("html,pdf", ("html", "pdf")),
        ("PDF，docx、html", ("pdf", "docx", "html")),
        ("xlsx xlsx", ("xlsx",)),
    ],
)
def test_formats_are_read_as_people_type_them(text: str, read: tuple[str, ...]) -> None:
    """Commas of both kinds, capitals and repeats are understood."""
    assert formats(text) == read


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: formats("html,pfd"), "pdf"),
        (lambda: formats("word"), "docx"),
        (lambda: formats(" , "), "html"),
        (lambda: edition("pubic", draft=False), "public"),
        (lambda: edition("public", draft=True), "--draft"),
    ],
)
def test_a_mistyped_format_or_edition_is_answered(call: object, says: str) -> None:
    """The nearest word, or all there are; a draft is never public."""
    with pytest.raises(UsageError, match=says):
        call()  # type: ignore[operator]
