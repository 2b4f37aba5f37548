"""Comments in a copy of a Word document: on exactly the characters meant, and nothing else changed."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import PROJECT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from analysis.documents.kinds import read_bytes
from analysis.documents.model import Document
from analysis.errors import UnreadableFileError
from analysis.verify.outputs.comments import Note, commented

WHEN = dt.datetime(2024, 1, 22, 8, 30, tzinfo=dt.UTC)
REPORT = PROJECT / "docs" / "sample" / "2023" / "双龙镇" / "report.docx"
SOFFICE = shutil.which("soffice")
CHANGED = {
    "[Content_Types].xml",
    "word/_rels/document.xml.rels",
    "word/comments.xml",
    "word/document.xml",
}


def word(*paragraphs: str) -> bytes:
    """Return a Word document with paragraphs of this content."""
    document = docx.Document()
    for content in paragraphs:
        xml = f"<w:p {nsdecls('w', 'r')}>{content}</w:p>"
        document.element.body.insert(-1, parse_xml(xml))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return the XML of a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def parts(raw: bytes) -> dict[str, bytes]:
    """Return a package's parts."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(raw: bytes) -> Any:
    """Return the tree of a document's text."""
    return etree.fromstring(parts(raw)["word/document.xml"])


def covered(raw: bytes) -> dict[int, str]:
    """Return what each comment's range holds, whatever the reader does not see left out."""
    said: dict[int, str] = {}
    open_: set[int] = set()
    for element in body(raw).iter():
        if element.tag == qn("w:commentRangeStart"):
            open_.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            open_.remove(int(element.get(qn("w:id"))))
        elif element.tag in {qn("w:t"), qn("w:br")} and not unseen(element):
            for number in open_:
                said[number] = said.get(number, "") + (element.text or "\n")
    assert not open_
    return said


def unseen(element: Any) -> bool:
    """Whether a text is hidden or was moved away."""
    if any(above.tag == qn("w:moveFrom") for above in element.iterancestors()):
        return True
    return element.getparent().find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None


def formats(raw: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each character of the text with its formatting and what it stands in."""
    found = []
    for text in body(raw).iter(qn("w:t")):
        properties = text.getparent().find(qn("w:rPr"))
        said = etree.tostring(properties, method="c14n").decode() if properties is not None else ""
        above = tuple(str(e.tag) for e in text.iterancestors())
        found += [(mark, said, above) for mark in text.text or ""]
    return found


def comments(raw: bytes) -> list[tuple[int, str, str | None, str]]:
    """Return number, author, initials and text of the comments."""
    read = docx.Document(io.BytesIO(raw)).comments
    return [(c.comment_id, c.author, c.initials, c.text) for c in read]


def on(document: Document, words: str, text: str = "与台账不符。") -> Note:
    """Return a note on the first place where these words stand."""
    start = document.text.index(words)
    return Note.of(document, start, start + len(words), text)


# --- exactly these characters ----------------------------------------------------------------

WRAPS = (
    "{}", "<w:hyperlink w:anchor='a'>{}</w:hyperlink>", "<w:ins w:id='901' w:author='a'>{}</w:ins>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:smartTag w:uri='u' w:element='e'>{}</w:smartTag>",
    "<w:hyperlink w:anchor='a'><w:ins w:id='902' w:author='a'>{}</w:ins></w:hyperlink>",
)  # fmt: skip
BETWEEN = (
    "", "<w:bookmarkStart w:id='903' w:name='b'/><w:bookmarkEnd w:id='903'/>",
    "<w:del w:id='904' w:author='a'><w:r><w:delText>删去</w:delText></w:r></w:del>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
    "<w:moveFrom w:id='905' w:author='a'><w:r><w:t>移走</w:t></w:r></w:moveFrom>",
)  # fmt: skip
LOOKS = ("", "<w:b/>", "<w:i/><w:sz w:val='30'/>")
TEXT = "全年排查矛盾纠纷１27件，化解122件， 化解率96.1%。"


@st.composite
def cut_paragraphs(draw: st.DrawFn) -> tuple[list[str], str]:
    """Draw pieces of a text, and the XML of runs that show it."""
    places = sorted(draw(st.sets(st.integers(1, len(TEXT) - 1), max_size=6)))
    texts = [TEXT[a:b] for a, b in pairwise([0, *places, len(TEXT)])]
    xml = ""
    for text in texts:
        half = draw(st.integers(0, len(text)))
        look = draw(st.sampled_from(LOOKS))
        inner = run(text, look)
        if 0 < half < len(text) and draw(st.booleans()):  # a run of two texts
            parted = "</w:t><w:lastRenderedPageBreak/><w:t xml:space='preserve'>"
            inner = run(f"{text[:half]}{parted}{text[half:]}", look)
        xml += draw(st.sampled_from(BETWEEN)) + draw(st.sampled_from(WRAPS)).format(inner)
    return texts, xml


@settings(deadline=None)
@given(cut_paragraphs(), st.data())
def test_comments_cover_exactly_the_characters_meant(
    drawn: tuple[list[str], str], data: st.DataObject
) -> None:
    """However a paragraph is cut into runs, its text is the same, and so is what a comment covers.

    Spans may overlap or be the same. No character changes its formatting or what it stands in.
    """
    raw = word(run("前一段。"), drawn[1])
    read = read_bytes(raw, "a.docx")
    text = read.paragraphs[1].text
    assert text == TEXT.replace("， ", "，")
    inside = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(
        lambda span: span[0] < span[1]
    )
    spans = data.draw(st.lists(inside, min_size=1, max_size=4))
    notes = [Note(1, a, b, f"{a}—{b}") for a, b in spans]
    made = commented(raw, notes, WHEN)
    said = covered(made)
    assert [said[n].replace(" ", "") for n in range(len(spans))] == [
        text[a:b].replace(" ", "") for a, b in spans
    ]
    assert formats(made) == formats(raw)
    assert read_bytes(made, "a.docx") == read
    assert [text for *_, text in comments(made)] == [note.text for note in notes]


def test_a_comment_finds_its_line_in_a_broken_paragraph() -> None:
    """After a break, after an empty paragraph, in a cell and in a heading: the words themselves."""
    raw = word(
        "",
        "<w:r><w:t>调解12件</w:t><w:br/><w:t>调解13件</w:t><w:tab/><w:t>又12件</w:t></w:r>",
    )
    document = docx.Document(io.BytesIO(raw))
    document.add_heading("调解14件", 1)
    document.add_table(rows=1, cols=2).cell(0, 1).text = "调解15件"
    target = io.BytesIO()
    document.save(target)
    raw = target.getvalue()
    read = read_bytes(raw, "a.docx")
    words = ["12件", "13件", "又12件", "14件", "15件"]
    made = commented(raw, [on(read, one) for one in words], WHEN)
    assert list(covered(made).values()) == words


def test_spaces_at_a_cut_are_kept() -> None:
    """Word drops the spaces at the ends of a text unless it is told to keep them."""
    raw = word("<w:r><w:t>ab 调解 12</w:t></w:r>")
    made = body(commented(raw, [Note(0, 3, 5, "甲")], WHEN))
    said = [
        (e.text, e.get("{http://www.w3.org/XML/1998/namespace}space")) for e in made.iter(qn("w:t"))
    ]
    assert said == [("ab ", "preserve"), ("调解", "preserve"), (" 12", "preserve")]


def test_a_reference_stands_in_the_paragraph_itself() -> None:
    """Neither a link leads from it, nor is it lost with an insertion that is taken back."""
    raw = word(
        f"<w:hyperlink w:anchor='a'>{run('链接12件')}</w:hyperlink>{run('后')}",
        f"<w:ins w:id='1' w:author='a'>{run('插入13件')}</w:ins>",
    )
    read = read_bytes(raw, "a.docx")
    made = body(commented(raw, [on(read, "12"), on(read, "13")], WHEN))
    found = list(made.iter(qn("w:commentReference")))
    assert [e.getparent().getparent().tag for e in found] == [qn("w:p")] * 2
    ends = [e.getparent().tag for e in made.iter(qn("w:commentRangeEnd"))]
    assert ends == [qn("w:hyperlink"), qn("w:ins")]


def test_a_note_on_a_text_box_is_one_on_the_box() -> None:
    """Word has no comments in text boxes: the range holds the box, from outside."""
    inner = f"<w:p>{run('框内12件')}</w:p>"
    raw = word(
        f"{run('框外')}<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>{run('后')}"
    )
    made = commented(raw, [on(read_bytes(raw, "a.docx"), "12件")], WHEN)
    assert covered(made) == {0: "框内12件"}
    (start,) = body(made).iter(qn("w:commentRangeStart"))
    assert not list(start.iterancestors(qn("w:txbxContent")))


# --- the rest of the document ----------------------------------------------------------------


def test_all_other_parts_are_the_same_bytes() -> None:
    """Of the built report only the text, the comments and the lists of parts are written anew.

    The same notes give the same bytes, and the document can be read as before.
    """
    raw = REPORT.read_bytes()
    read = read_bytes(raw, "a.docx")
    notes = [on(read, "127件"), on(read, "202件次"), on(read, "96.2%"), on(read, "学法培训23次")]
    made = commented(raw, notes, WHEN)
    before, after = parts(raw), parts(made)
    assert after.keys() - before.keys() == {"word/comments.xml"}
    assert {name for name in after if after[name] != before.get(name)} == CHANGED
    assert commented(raw, notes, WHEN) == made
    assert read_bytes(made, "a.docx") == read
    assert list(covered(made).values()) == ["学法培训23次", "96.2%", "127件", "202件次"]
    assert formats(made) == formats(raw)


def test_text_is_untouched_where_nothing_is_said() -> None:
    """Taking the comments out again leaves the paragraphs that had none byte for byte."""
    raw = REPORT.read_bytes()
    made = commented(raw, [on(read_bytes(raw, "a.docx"), "127件")], WHEN)
    old, new = ([etree.tostring(p) for p in body(x).iter(qn("w:p"))] for x in (raw, made))
    assert len(old) == len(new)
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_no_notes_leave_the_file_as_it_is() -> None:
    """Nothing to say: the very bytes."""
    raw = word(run("甲"))
    assert commented(raw, [], WHEN) == raw


def test_comments_that_were_there_are_kept() -> None:
    """New ones have other numbers and stand after them; the part is not named twice."""
    document = docx.Document()
    first = document.add_paragraph("调解12件，").runs[0]
    document.add_comment(first, text="请核。", author="审核人", initials="审")
    document.paragraphs[0].add_run("成功13件。")
    target = io.BytesIO()
    document.save(target)
    raw = target.getvalue()
    read = read_bytes(raw, "a.docx")
    made = commented(raw, [on(read, "12件，成功", "甲"), on(read, "13件", "乙")], WHEN)
    assert comments(made) == [
        (0, "审核人", "审", "请核。"), (1, "数据核对", "核", "甲"), (2, "数据核对", "核", "乙"),
    ]  # fmt: skip
    assert covered(made) == {0: "调解12件，", 1: "12件，成功", 2: "13件"}
    changed = {name for name, content in parts(made).items() if content != parts(raw).get(name)}
    assert changed == {"word/comments.xml", "word/document.xml"}
    again = commented(made, [on(read, "调解", "丙")], WHEN)
    assert [number for number, *_ in comments(again)] == [0, 1, 2, 3]


def test_what_a_note_says_is_text() -> None:
    """Markup is shown, lines are paragraphs, what XML does not allow is dropped; the date is given."""
    raw = word(run("调解12件"))
    says = "<b>&台账\x00\x07为\ufffe13件。\n请改。\U00020bb7"
    made = commented(raw, [Note(0, 2, 5, says)], WHEN)
    assert comments(made) == [(0, "数据核对", "核", "<b>&台账为13件。\n请改。\U00020bb7")]
    read = docx.Document(io.BytesIO(made)).comments
    assert [comment.timestamp for comment in read] == [WHEN]


def test_a_protected_document_stays_protected() -> None:
    """The settings are carried over as they are."""
    document = docx.Document(io.BytesIO(word(run("调解12件"))))
    protection = parse_xml(
        f"<w:documentProtection {nsdecls('w')} w:edit='readOnly' w:enforcement='1'/>"
    )
    document.settings.element.insert(0, protection)
    target = io.BytesIO()
    document.save(target)
    made = commented(target.getvalue(), [Note(0, 0, 2, "甲")], WHEN)
    assert parts(made)["word/settings.xml"] == parts(target.getvalue())["word/settings.xml"]


@pytest.mark.parametrize("note", [Note(1, 0, 1, "甲"), Note(0, 2, 2, "甲"), Note(0, 0, 9, "甲")])
def test_a_note_outside_of_its_paragraph_is_refused(note: Note) -> None:
    """A fault of the program is told, and no wrong place is commented on."""
    with pytest.raises(ValueError, match="paragraph"):
        commented(word(run("调解12件")), [note], WHEN)


def test_what_is_no_word_document_is_refused() -> None:
    """The limits for reading hold here too."""
    with pytest.raises(UnreadableFileError):
        commented(b"PK\x03\x04", [Note(0, 0, 1, "甲")], WHEN)


# --- in an office program --------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_finds_the_same_words(tmp_path: Path) -> None:
    """Each comment is there, around the words meant, with its author."""
    raw = REPORT.read_bytes()
    read = read_bytes(raw, "a.docx")
    words = ["学法培训23次", "127件", "开展人民调解202件次", "202件次", "发放宣传读本2500余本"]
    path = tmp_path / "报告.docx"
    path.write_bytes(commented(raw, [on(read, one, f"核{one}") for one in words], WHEN))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        [str(SOFFICE), home, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shown = (tmp_path / "报告.fodt").read_text(encoding="utf-8")
    found = {}
    for name, note in re.findall(r'<office:annotation (?:[^>]*?)office:name="([^"]+)"[^>]*>(.*?)</office:annotation>', shown, re.DOTALL):  # fmt: skip
        start = shown.index(note) + len(note)
        end = shown.index(f'<office:annotation-end office:name="{name}"/>')
        inner = re.sub(
            r"<office:annotation .*?</office:annotation>", "", shown[start:end], flags=re.DOTALL
        )
        says = re.sub(
            "<[^>]+>|\\s", "", re.sub("<dc:.*?</dc:[a-z]+>|<meta:.*?</meta:[a-z-]+>", "", note)
        )
        found[says] = re.sub("<[^>]+>|\\s", "", inner)
        assert "数据核对" in note
    assert found == {f"核{one}": one for one in words}
