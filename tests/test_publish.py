"""A town's files put in their place: all or none, nothing of anybody's lost, nothing outdated left."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.build.publish import MANIFEST, publish
from analysis.errors import FazhiError
from analysis.store import as_json, read_json, same_archive, write_all


def made(**files: str) -> dict[str, bytes]:
    """Return files as a build makes them, with the manifest that lists them."""
    contents = {name.replace("_", "."): text.encode() for name, text in files.items()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    return {**contents, MANIFEST: as_json({"files": hashes})}


def held(folder: Path) -> dict[str, str]:
    """Return what a folder holds, the manifest aside."""
    return {p.name: p.read_text("utf-8") for p in folder.iterdir() if p.name != MANIFEST}


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    """Untouched files are replaced without a word."""
    publish(tmp_path, made(report_html="旧", report_pdf="旧"))
    assert publish(tmp_path, made(report_html="新", report_pdf="新")) == []
    assert held(tmp_path) == {"report.html": "新", "report.pdf": "新"}


def test_a_file_changed_by_hand_is_kept(tmp_path: Path) -> None:
    """A Word file that the clerk has edited is not lost, however often the report is built again."""
    publish(tmp_path, made(report_docx="程序写的"))
    for number, name in ((1, "report.手工改动.docx"), (2, "report.手工改动2.docx")):
        (tmp_path / "report.docx").write_text(f"手工改的{number}", encoding="utf-8")
        (told,) = publish(tmp_path, made(report_docx="程序新写的"))
        assert name in told
        assert (tmp_path / name).read_text("utf-8") == f"手工改的{number}"
    assert (tmp_path / "report.docx").read_text("utf-8") == "程序新写的"


def test_a_format_that_is_not_made_again_is_taken_away(tmp_path: Path) -> None:
    """An older PDF beside a newer page would tell other numbers; files of others stay."""
    publish(tmp_path, made(report_html="旧", report_pdf="旧"))
    (tmp_path / "02_mediation.html").write_text("分析", encoding="utf-8")
    (told,) = publish(tmp_path, made(report_html="新"))
    assert "report.pdf" in told
    assert held(tmp_path) == {"report.html": "新", "02_mediation.html": "分析"}


def test_an_edited_file_that_is_not_made_again_is_kept_under_its_mark(tmp_path: Path) -> None:
    """What somebody wrote is never deleted."""
    publish(tmp_path, made(report_html="旧", report_docx="旧"))
    (tmp_path / "report.docx").write_text("手工", encoding="utf-8")
    publish(tmp_path, made(report_html="新"))
    assert held(tmp_path) == {"report.html": "新", "report.手工改动.docx": "手工"}


def test_when_one_file_cannot_be_replaced_none_is(tmp_path: Path) -> None:
    """A target that is in the way stops all, is named, and leaves no half-written file."""
    publish(tmp_path, made(report_html="旧", report_pdf="旧"))
    (tmp_path / "report.pdf").unlink()
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(FazhiError, match=r"report\.pdf"):
        publish(tmp_path, made(report_html="新", report_pdf="新"))
    assert (tmp_path / "report.html").read_text("utf-8") == "旧"
    assert sorted(p.name for p in tmp_path.iterdir()) == [MANIFEST, "report.html", "report.pdf"]


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from(["a.html", "b.pdf", "c.docx"]), st.binary(), min_size=1),
    st.dictionaries(st.sampled_from(["a.html", "b.pdf", "c.docx"]), st.binary(), min_size=1),
)
def test_after_a_build_the_folder_holds_that_build(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    """Whatever was made before: afterwards there is what the manifest lists, and no more."""
    folder = tmp_path_factory.mktemp("town")
    for files in (first, second):
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        publish(folder, {**files, MANIFEST: as_json({"files": hashes})})
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.name != MANIFEST} == second
    assert set(read_json(folder / MANIFEST)["files"]) == set(second)


def test_files_are_written_whole(tmp_path: Path) -> None:
    """No temporary file remains, also for names in Chinese and new folders."""
    write_all(tmp_path / "丰都县" / "双龙镇", {"审核意见表.xlsx": b"1", "report.html": b"2"})
    names = sorted(p.name for p in (tmp_path / "丰都县" / "双龙镇").iterdir())
    assert names == ["report.html", "审核意见表.xlsx"]


def test_an_archive_keeps_its_parts_and_loses_its_times() -> None:
    """Two archives of the same parts, written at different times, become the same bytes."""
    import io
    import zipfile

    def archive(year: int) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as target:
            for name in ("b.xml", "a.xml"):
                target.writestr(zipfile.ZipInfo(name, (year, 2, 3, 4, 5, 6)), name * 99)
        return written.getvalue()

    assert archive(2000) != archive(2020)
    assert same_archive(archive(2000)) == same_archive(archive(2020))
    with zipfile.ZipFile(io.BytesIO(same_archive(archive(2000)))) as read:
        assert {name: read.read(name) for name in read.namelist()} == {
            "b.xml": b"b.xml" * 99,
            "a.xml": b"a.xml" * 99,
        }
