"""Files as they come: every cell arrives where it stands, or the file is refused by name."""

from __future__ import annotations

import datetime as dt
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from oddities import (
    SHEET,
    Error,
    Serial,
    biff,
    biff2,
    compound,
    flat_ods,
    ods,
    ods_cell,
    parts_of,
    record,
    rewrite,
    xlsb,
    xlsx_of,
    zipped,
)

from analysis.errors import UnreadableFileError
from analysis.intake.files import SUFFIXES, read_book, xls
from analysis.intake.files.serials import shown_as
from analysis.intake.sheet import Book, Sheet
from analysis.values import Cell

DAY = dt.date(2023, 3, 15)  # 45000


def book_of(tmp_path: Path, raw: bytes, name: str = "a.xls") -> Book:
    """Read bytes."""
    path = tmp_path / name
    path.write_bytes(raw)
    return read_book(path)


def only(book: Book) -> Sheet:
    """Return the only sheet."""
    (sheet,) = book.sheets
    return sheet


def refusal(tmp_path: Path, raw: bytes, name: str = "a.xlsx") -> str:
    """Return the sentence by which bytes are refused."""
    with pytest.raises(UnreadableFileError) as caught:
        book_of(tmp_path, raw, name)
    assert caught.value.remedy
    assert caught.value.message.endswith("。")
    return caught.value.message


# --- .xlsx -----------------------------------------------------------------------------------

Table = list[list[Any]]
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"),
    max_size=8,
).filter(lambda text: not text.startswith(("=", "{=", "http", "ftp", "mailto", "internal", "external", "#")) and "_x" not in text)  # fmt: skip
VALUE = st.one_of(
    TEXT,
    st.sampled_from(["NA", "None", "无", "/", "TRUE", "0012", " "]),
    st.integers(-(2**40), 2**40),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: float(f"{x:.6g}")),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)
TABLES = st.lists(st.lists(VALUE, max_size=5), min_size=1, max_size=6).filter(
    lambda rows: any(cell != "" for row in rows for cell in row)
)


def cells(rows: Sequence[Sequence[Cell]]) -> dict[tuple[int, int], Cell]:
    """Return what a table holds, by position; numbers as floats."""
    return {
        (r, c): float(v) if isinstance(v, int) and not isinstance(v, bool) else v
        for r, row in enumerate(rows)
        for c, v in enumerate(row)
        if v != ""
    }


@settings(suppress_health_check=list(HealthCheck), max_examples=40, deadline=None)
@given(TABLES)
def test_any_table_of_openpyxl_comes_back(tmp_path: Path, rows: Table) -> None:
    """What openpyxl writes is read back: the same values of the same types, in the same cells."""
    book = openpyxl.Workbook()
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            book.active.cell(r, c).value = value
    book.save(tmp_path / "a.xlsx")
    assert cells(only(read_book(tmp_path / "a.xlsx")).grid) == cells(rows)


@settings(suppress_health_check=list(HealthCheck), max_examples=40, deadline=None)
@given(TABLES)
def test_any_table_of_xlsxwriter_comes_back(tmp_path: Path, rows: Table) -> None:
    """What XlsxWriter writes is read back: the same values of the same types, in the same cells."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    date = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, dt.date):
                page.write_datetime(r, c, value, date)
            elif isinstance(value, str):
                page.write_string(r, c, value)
            else:
                page.write(r, c, value)
    book.close()
    assert cells(only(read_book(tmp_path / "a.xlsx")).grid) == cells(rows)


@settings(suppress_health_check=list(HealthCheck), max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=4), min_size=3, max_size=6), st.booleans())
@example([["", "", ";0"], ["", "", ";0"], ["", ";"]], False)  # noqa: FBT003
def test_any_table_of_texts_comes_back_from_csv(
    tmp_path: Path,
    rows: list[list[str]],
    wide: bool,  # noqa: FBT001 - drawn
) -> None:
    """A CSV in GB18030 or UTF-8 with quoted fields is read back record by record."""
    rows = [["标题一", "标题二"], *rows]
    lines = (",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    raw = "\r\n".join(lines).encode("gb18030" if wide else "utf-8")
    try:
        raw.decode("utf-8")
        known = not wide or raw.isascii()
    except UnicodeDecodeError:
        known = True
    if known and "，" not in raw.decode("gb18030" if wide else "utf-8"):
        assert cells(only(book_of(tmp_path, raw, "a.csv")).grid) == cells(rows)


STRANGE = {
    "no addresses": ("<row><c><v>1</v></c><c><v>2</v></c></row>", {(0, 0): 1.0, (0, 1): 2.0}),
    "rows out of order": (
        '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>',
        {(2, 0): 3.0, (0, 1): 1.0},
    ),
    "ISO date": ('<row r="1"><c r="A1" t="d"><v>2023-03-15</v></c></row>', {(0, 0): DAY}),
    "Chinese date": ('<row r="1"><c r="A1" s="1"><v>45000</v></c></row>', {(0, 0): DAY}),
    "weekday": ('<row r="1"><c r="A1" s="2"><v>45000</v></c></row>', {(0, 0): DAY}),
    "negative date": ('<row r="1"><c r="A1" s="1"><v>-5</v></c></row>', {(0, 0): -5.0}),
    "escaped": ('<row r="1"><c r="A1" t="str"><v>a_x000D_b</v></c></row>', {(0, 0): "a\rb"}),
    "comment": (
        '<row r="1"><c r="A1"><!-- <c r="Z9"><v>7</v></c> --><v>2</v></c></row>',
        {(0, 0): 2.0},
    ),
    "rich text": (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c></row>',
        {(0, 0): "甲 乙"},
    ),
    "text as number": ('<row r="1"><c r="A1"><v>1_000</v></c></row>', {(0, 0): "1_000"}),
    "unknown type": ('<row r="1"><c r="A1" t="zz"><v>某</v></c></row>', {(0, 0): "某"}),
    "dollars": ('<row r="1"><c r="$B$1"><v>2</v></c></row>', {(0, 1): 2.0}),
    "stray format": (
        '<row r="1"><c r="A1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>',
        {(0, 0): 2.0},
    ),
}


@pytest.mark.parametrize(("xml", "wanted"), STRANGE.values(), ids=STRANGE.keys())
def test_strange_xml_is_read(xml: str, wanted: dict[tuple[int, int], Cell], tmp_path: Path) -> None:
    """Cells without address, ISO dates, phonetic runs, stray formats: each value arrives."""
    assert cells(only(read_book(xlsx_of(tmp_path / "a.xlsx", xml))).grid) == wanted


BROKEN = {
    "string missing": ('<c r="A1" t="s"><v>99</v></c>', "A1"),
    "no number": ('<c r="A1" t="s"><v>abc</v></c>', "A1"),
    "negative string": ('<c r="A1" t="s"><v>-1</v></c>', "A1"),
    "cell twice": ('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>', "A1 出现两次"),
    "far away": ('<c r="XFD1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>1</v></c>', "XFD1，"),
    "address": ('<c r="1A"><v>1</v></c>', "第 1 行"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "word"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_cells_are_refused_with_their_place(cell: str, word: str, tmp_path: Path) -> None:
    """A text that is not there, a cell twice, a cell too far: the sentence names the cell."""
    path = xlsx_of(tmp_path / "a.xlsx", f'<row r="1">{cell}</row>')
    assert word in refusal(tmp_path, path.read_bytes())


FLAWED = (
    '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>5</v></c>'
    '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    '<c r="F1"><f t="shared" si="0"/><v/></c><c r="G1" t="str"><v>t="e"</v></c>{}</row>'
)


@pytest.mark.parametrize("more", ["", "<!-- exact -->"])
def test_errors_and_formulas_without_result_are_flaws(more: str, tmp_path: Path) -> None:
    """Error cells and formulas without a result are told with position, by both ways of reading."""
    sheet = only(read_book(xlsx_of(tmp_path / "a.xlsx", FLAWED.format(more))))
    assert dict(sheet.flaws) == {
        (0, 0): "错误值 #N/A",
        (0, 1): "没有算出结果的公式",
        (0, 4): "错误值 #DIV/0!",
        (0, 5): "没有算出结果的公式",
    }
    assert cells(sheet.grid) == {(0, 2): 5.0, (0, 6): 't="e"'}


@pytest.mark.parametrize(
    ("kind", "far"), [("n", "<v>7</v>"), ("str", "<v>备注</v>"), ("e", "<v>#N/A</v>")]
)
def test_stray_cells_far_below_are_counted_and_told(kind: str, far: str, tmp_path: Path) -> None:
    """A stray cell in the last row of a sheet is counted and named; the table above it is read."""
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        f'<row r="1048576"><c r="XFD1048576" t="{kind}">{far}</c></row>'
    )
    book = read_book(xlsx_of(tmp_path / "a.xlsx", cells))
    sheet = only(book)
    assert (sheet.grid, sheet.filled(), list(sheet.afar)) == ([[1.0]], 2, [(1_048_575, 16_383)])
    assert "XFD1048576" in book.remarks[0]


def test_many_cells_below_a_gap_belong_to_the_sheet(tmp_path: Path) -> None:
    """What stands below a gap is no stray where it is much: every cell is in the grid."""
    below = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(15_000, 16_500))
    book = read_book(
        xlsx_of(tmp_path / "a.xlsx", f'<row r="1"><c r="A1"><v>1</v></c></row>{below}')
    )
    sheet = only(book)
    assert (len(sheet.grid), sheet.grid[-1], sheet.filled()) == (16_499, [16_499.0], 1501)
    assert not sheet.afar


def test_a_module_among_the_sheets_is_named(tmp_path: Path) -> None:
    """A macro module of Excel 95, listed among the sheets without a part, is named; sheets are read."""
    path = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')

    def listed(xml: bytes) -> bytes:
        return xml.replace(
            b"</sheets>", '<sheet name="模块" sheetId="9" r:id=""/></sheets>'.encode()
        )

    book = read_book(rewrite(path, listed, "xl/workbook.xml"))
    assert (book.others, only(book).grid) == (("模块",), [[1.0]])


def test_texts_of_no_length_are_empty(tmp_path: Path) -> None:
    """Exports full of empty texts are read; a cell beside them that is lost would be noticed."""
    cells_of = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    path = xlsx_of(tmp_path / "a.xlsx", cells_of)
    rewrite(path, lambda x: x.replace(b"</sst>", b"<si><t/></si></sst>"), "xl/sharedStrings.xml")
    assert cells(only(read_book(path)).grid) == {(0, 1): 2.0}


@pytest.mark.parametrize("more", ["", "<!-- exact -->"])
def test_hidden_rows_columns_and_merges_are_marked(more: str, tmp_path: Path) -> None:
    """Hidden and zero-width columns, hidden rows and merges are marked, cut to the sheet."""
    xml = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="D2"><v>1</v></c></row>'
    )
    before = '<cols><col min="2" max="2" width="9" hidden="1"/><col min="4" max="16384" width="0"/></cols>'
    after = '<mergeCells count="2"><mergeCell ref="A1:XFD1"/><mergeCell ref="Z9:AA9"/></mergeCells>'
    path = xlsx_of(tmp_path / "a.xlsx", xml + more, before, after)
    sheet = only(read_book(path))
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({1}), frozenset({1, 3}))
    assert sheet.merges == ((0, 0, 0, 3),)


def test_sheets_that_hold_no_cells_are_named(tmp_path: Path) -> None:
    """A chart sheet is among the others; hidden and very hidden sheets are read and marked."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("一 '月' & <二>", "藏", "深藏"):
        book.add_worksheet(name).write(0, 0, name)
    book.get_worksheet_by_name("藏").hide()
    book.get_worksheet_by_name("深藏").very_hidden()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=藏!$A$1:$A$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    read = read_book(tmp_path / "a.xlsx")
    assert read.others == ("图",)
    assert [(s.name, s.hidden, s.grid) for s in read.sheets] == [
        ("一 '月' & <二>", False, [["一 '月' & <二>"]]),
        ("藏", True, [["藏"]]),
        ("深藏", True, [["深藏"]]),
    ]


def test_packages_written_otherwise_are_read(tmp_path: Path) -> None:
    """Strict namespaces, absolute targets, part names in other case, prefixes, 1904: all read."""
    path = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1" s="1"><v>45000</v></c></row>')
    usual = parts_of(path)
    strict = {
        name: xml.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, xml in usual.items()
    }
    rels = "xl/_rels/workbook.xml.rels"
    absolute = usual | {rels: usual[rels].replace(b'Target="', b'Target="/xl/')}
    other_case = {("xl/Worksheets/Sheet1.XML" if n == SHEET else n): x for n, x in usual.items()}
    sheet = '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet += '<x:sheetData><x:row r="1"><x:c r="A1" s="1"><x:v>45000</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    prefixed = usual | {SHEET: sheet.encode()}
    for parts in (strict, absolute, other_case, prefixed):
        assert only(book_of(tmp_path, zipped(parts), "b.xlsx")).grid == [[DAY]]
    late = usual | {
        "xl/workbook.xml": usual["xl/workbook.xml"].replace(
            b"<workbookPr", b'<workbookPr date1904="1"'
        )
    }
    assert only(book_of(tmp_path, zipped(late), "b.xlsx")).grid == [[dt.date(2027, 3, 16)]]


# --- other kinds -----------------------------------------------------------------------------

ROWS: Table = [["标题", 1, Error("#N/A")], [True, Serial(45000.5), Serial(45000)]]
WANTED: Table = [["标题", 1.0, ""], [True, dt.datetime(2023, 3, 15, 12), DAY]]  # noqa: DTZ001
OLD = {
    "BIFF8": compound(biff(ROWS)),
    "BIFF8 stream": biff(ROWS),
    "BIFF5, 936": compound(biff(ROWS, 5, codepage=936), "Book"),
    "BIFF5, no code page": biff(ROWS, 5),
    "xlsb": xlsb(ROWS),
}


@pytest.mark.parametrize("raw", OLD.values(), ids=OLD.keys())
def test_binary_workbooks_are_read(raw: bytes, tmp_path: Path) -> None:
    """Texts, numbers, dates, truth and errors of .xls and .xlsb arrive, Chinese as Chinese."""
    book = book_of(tmp_path, raw, "a.xlsb" if raw[:2] == b"PK" else "a.xls")
    sheet = only(book)
    assert (sheet.name, sheet.grid) == ("表", WANTED)
    assert dict(sheet.flaws) == {(0, 2): "错误值 #N/A"}
    assert bool(book.remarks) == (raw == OLD["BIFF5, no code page"])


def test_excel_2_is_read(tmp_path: Path) -> None:
    """Even a BIFF2 sheet gives its cells, and says that no encoding was named."""
    book = book_of(tmp_path, biff2([["标题", 1]]))
    assert only(book).grid == [["标题", 1.0]]
    assert "GB18030" in book.remarks[0]


def test_chinese_under_a_western_code_page_is_refused(tmp_path: Path) -> None:
    """A BIFF5 file that calls its Chinese Western is not read as ±êÌâ."""
    assert "1252" in refusal(tmp_path, biff([["标题", 1]], 5, codepage=1252), "a.xls")


def test_hidden_parts_and_merges_of_an_xls(tmp_path: Path) -> None:
    """Hidden rows and columns, zero widths, merges and hidden sheets of an .xls are marked."""
    extra = record(0x208, 1, 0, 3, 255, 0, 0, 0x20, 0) + record(0x7D, 1, 1, 2560, 0, 1, 0)
    extra += record(0x7D, 2, 2, 0, 0, 0, 0) + record(0xE5, 1, 0, 1, 0, 0)
    sheet = only(book_of(tmp_path, compound(biff(ROWS, hidden=2, extra=extra))))
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (
        True,
        frozenset({1}),
        frozenset({1, 2}),
    )
    assert sheet.merges == ((0, 0, 1, 0),)


def test_1904_in_xls_and_xlsb(tmp_path: Path) -> None:
    """A workbook that counts from 1904 gives dates four years later."""
    for raw in (biff([[Serial(45000)]], since_1904=True), xlsb([[Serial(45000)]], since_1904=True)):
        assert only(book_of(tmp_path, raw)).grid == [[dt.date(2027, 3, 16)]]


def test_hidden_parts_and_merges_of_an_xlsb(tmp_path: Path) -> None:
    """Hidden sheet, row and column and the merge of an .xlsb are marked."""
    sheet = only(book_of(tmp_path, xlsb(ROWS, state=2), "a.xlsb"))
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (
        True,
        frozenset({0}),
        frozenset({1}),
    )
    assert sheet.merges == ((0, 0, 0, 1),)


XLS_ROWS: list[list[object]] = [["甲", 1], ["乙", 2]]


@pytest.mark.parametrize("kind", [0x0018, 0x001C, 0x005D, 0x01B6, 0x01B1, 0x005C, 0x0092, 0x01B8])
def test_records_that_no_cell_needs_do_no_harm(kind: int, tmp_path: Path) -> None:
    """A broken name, note, drawing or colour of an .xls does not cost its cells."""
    odd = record(kind, 0xFFFF, 0xFFFF, 0xFFFF) + record(0x003C, 0xFFFF)
    for raw in (biff(XLS_ROWS, extra=odd), biff(XLS_ROWS, globals_extra=odd)):
        assert only(book_of(tmp_path, compound(raw))).grid[0][0] == "甲"


def test_compound_files_are_read_as_excel_reads_them(tmp_path: Path) -> None:
    """A stream named in capitals and a sector that two chains claim are no damage."""
    raw = compound(biff(XLS_ROWS), "WORKBOOK")
    assert only(book_of(tmp_path, raw)).filled() == 4
    again = bytearray(compound(biff(XLS_ROWS)))
    struct.pack_into("<I", again, 512 + 4, 2)  # the directory goes on into the stream
    assert only(book_of(tmp_path, bytes(again))).filled() == 4


def test_a_stray_cell_of_an_xls_costs_no_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a cell in IV65536 nobody makes a grid of 16 million cells; it is counted and named."""

    def never(_: bytes) -> None:
        pytest.fail("the second reader makes the whole grid")

    monkeypatch.setattr(xls, "open_quick", never)
    book = book_of(tmp_path, biff(XLS_ROWS, extra=record(0x203, 65535, 255, 0, 0, 0, 0, 0)))
    assert (only(book).filled(), list(only(book).afar)) == (5, [(65535, 255)])
    assert "IV65536" in book.remarks[0]


def test_a_number_format_without_end_takes_no_time() -> None:
    """A format of 200,000 brackets, which takes the square of its length to read, is cut."""
    assert shown_as(200, "[" * 200_000) == ""


def test_charts_of_an_xls_keep_their_names(tmp_path: Path) -> None:
    """A chart sheet with a Chinese name is named so, not by the codes of its letters."""
    name = "图".encode("utf-16-le")
    chart = struct.pack("<HHIBBBB", 0x85, 8 + len(name), 0, 0, 2, 1, 1) + name
    book = book_of(tmp_path, biff(XLS_ROWS, globals_extra=chart))
    assert (book.others, only(book).filled()) == (("图",), 4)


ODS = (
    '<table:table-column/><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    "<table:table-row>"
    + ods_cell("甲", 'table:number-columns-spanned="2"')
    + "<table:covered-table-cell/>"
    + '<table:table-cell office:value-type="date" office:date-value="2023-03-15"/></table:table-row>'
    '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
    + ods_cell(2, 'table:number-columns-repeated="2"')
    + "</table:table-row>"
    '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    '<table:table-cell table:formula="of:=1"/><table:table-cell office:value-type="string">'
    '<office:annotation><text:p>批注</text:p></office:annotation><text:p>a<text:s text:c="2"/><office:annotation><text:p>批注</text:p></office:annotation>b</text:p>'
    "<text:p>c</text:p></table:table-cell></table:table-row>"
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
    'table:number-columns-repeated="16384"/></table:table-row>'
)


def test_opendocument_is_read(tmp_path: Path) -> None:
    """Repeats, spans, folded rows and columns, errors, notes of .ods and .fods; empty tails cost nothing."""
    for raw, name in (
        (ods(ODS, 'table:display="false"'), "a.ods"),
        (flat_ods(ODS, 'table:display="false"').encode(), "a.fods"),
    ):
        book = book_of(tmp_path, raw, name)
        sheet = only(book)
        assert (book.remarks, sheet.hidden, sheet.merges) == ((), True, ((0, 0, 0, 1),))
        assert sheet.grid == [["甲", "", DAY], [2.0, 2.0, ""], [2.0, 2.0, ""], ["", "", "a  b\nc"]]
        assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({1, 2}), frozenset({1, 2}))
        assert dict(sheet.flaws) == {(3, 0): "错误值 #DIV/0!", (3, 1): "没有算出结果的公式"}


def test_odd_cells_of_opendocument_are_read(tmp_path: Path) -> None:
    """A formula without value is a flaw, a date no calendar has stays the text that is shown."""
    row = (
        '<table:table-row><table:table-cell table:formula="of:=1" calcext:value-type="float"><text:p/></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="-0001-11-25"><text:p>25.11.-1</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=&quot;&quot;" office:value-type="string"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="16777213"><table:table-cell/></table:table-row>'
    )
    sheet = only(book_of(tmp_path, ods(row), "a.ods"))
    assert sheet.grid == [["", "25.11.-1"]]
    assert dict(sheet.flaws) == {(0, 0): "没有算出结果的公式"}


def test_what_was_kept_of_another_file_is_no_sheet(tmp_path: Path) -> None:
    """Cells of another file that formulas refer to are not read as a sheet, and that is told."""
    row = f"<table:table-row>{ods_cell('甲')}</table:table-row>"
    kept = (
        "</table:table><table:table table:name=\"'file:///家/别.ods'#$表\"><table:table-source/>"
        + row
    )
    book = book_of(tmp_path, ods(row + kept), "a.ods")
    assert (only(book).name, len(book.remarks)) == ("表", 1)
    assert "别.ods" not in book.remarks[0]


def test_a_password_of_macros_locks_no_opendocument(tmp_path: Path) -> None:
    """Only where the content itself is locked an .ods is refused for its password."""
    row, listed = (
        f"<table:table-row>{ods_cell('甲')}</table:table-row>",
        "<m><encryption-data/></m>",
    )
    assert only(book_of(tmp_path, ods(row, manifest=listed), "a.ods")).grid == [["甲"]]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_web_tables_are_read(encoding: str, tmp_path: Path) -> None:
    """A page named .xls: spans, line breaks, tables inside cells, in the encoding it has."""
    page = (
        f'<html><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><table>'
        "<tr><td rowspan=2>甲<br>乙</td><td colspan=2>标 题&nbsp;</td></tr>"
        '<tr style="display: none"><td>1</td><td>2<table><tr><td>内</td></tr></table></td></tr></table></html>'
    )
    book = book_of(tmp_path, page.encode(encoding))
    first, second = book.sheets
    assert first.grid == [["甲\n乙", "标 题", ""], ["", "1", "2"]]
    assert (first.merges, first.hidden_rows) == (((0, 0, 1, 0), (0, 1, 0, 2)), frozenset({1}))
    assert second.grid == [["内"]]
    assert (book.remarks, book.misnamed) == (
        (),
        "扩展名是 .xls，内容其实是网页表格，已按内容读取。",
    )


def test_xml_spreadsheets_of_2003_are_read(tmp_path: Path) -> None:
    """SpreadsheetML: indices, merges, types, errors and hidden rows."""
    xml = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>'
        '<Row ss:Index="2" ss:Hidden="1"><Cell ss:Index="2" ss:MergeAcross="1">'
        '<Data ss:Type="DateTime">2023-03-15T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Number">5</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell>'
        '<Cell ss:Formula="=1"/></Row></Table></Worksheet></Workbook>'
    )
    sheet = only(book_of(tmp_path, xml.encode()))
    assert cells(sheet.grid) == {(1, 1): DAY, (1, 3): 5.0}
    assert (sheet.merges, sheet.hidden_rows) == (((1, 1, 1, 2),), frozenset({1}))
    assert dict(sheet.flaws) == {(1, 4): "错误值 #REF!", (1, 5): "没有算出结果的公式"}


# --- what it is ------------------------------------------------------------------------------


def test_content_goes_before_extension(tmp_path: Path) -> None:
    """A file is read as what it is; the remark names what the extension says and what it is."""
    xlsx = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>').read_bytes()
    for raw, name, word in (
        (xlsx, "b.et", "Excel 工作簿（.xlsx）"),
        (xlsx, "b.csv", "Excel 工作簿（.xlsx）"),
        (biff([[1]]), "b.xlsx", "旧版 Excel 工作簿（.xls）"),
        (b"a,b\n1,2\n", "b.xlsx", "文字表格（.csv）"),
        (b"a\tb\n1\t2\n", "b.xls", "文字表格（.csv）"),
        (ods("<table:table-row>" + ods_cell(1) + "</table:table-row>"), "b.xlsx", "OpenDocument 表格（.ods）"),
    ):  # fmt: skip
        book = book_of(tmp_path, raw, name)
        assert f"扩展名是 {name[1:]}，内容其实是{word}" in book.misnamed
        assert book.sheets[0].grid[-1][-1] in {1.0, "2"}
    assert {".xlsx", ".xls", ".et", ".ods", ".csv", ".xlsb", ".xlsm", ".tsv"} <= SUFFIXES


def _zip_of_zips() -> bytes:
    return zipped({"a.xlsx": b"x" * 100})


REFUSED = {
    "empty": (b"", "空的"),
    "blank": (b"\0" * 5000, "空的"),
    "PDF": (b"%PDF-1.7\n", "PDF"),
    "RTF": (b"{\\rtf1 x}", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n", "图片"),
    "mail page": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "MHTML"),
    "Word": (compound(b"x", "WordDocument"), "Word"),
    "Word zip": (zipped({"word/document.xml": "<x/>", "[Content_Types].xml": "<x/>"}), "Word"),
    "zip": (_zip_of_zips(), "压缩包"),
    "empty zip": (zipped({}), "压缩包"),
    "page without table": (b"<html><body><p>x</p></body></html>", "没有表格"),
    "XML": (b'<?xml version="1.0"?><x/>', "XML"),
    "password": (compound(b"x", "EncryptedPackage"), "密码"),
    "password xls": (biff([[1]], globals_extra=record(0x2F, 0, 0, 0)), "密码"),
    "password ods": (zipped({"content.xml": b"\x8f\x01", "META-INF/manifest.xml": "<m><encryption-data/></m>"}), "密码"),
    "Big5": ("村里,事由\n甲村,鄰里糾紛已調解\n".encode("big5"), "繁体"),
    "NUL": (b"a,b\n1,\x002\n", "第 2 行"),
    "neither encoding": ("甲,乙\n".encode("gbk") + b"\xff\xff,1\n", "第 2 行"),
    "stray quote": ('甲,乙\n1,"2\n3,4\n'.encode(), "引号"),
    "swallowed rows": ('甲,乙,丙\n1,"2,3\n4,5,6\n7,8,9"\n1,2,3\n1,2,3\n'.encode(), "引号"),
    "wide line": (b"a,b\n" + b"," * 100_000, "第 2 行"),
    "xls cell twice": (biff([[1]], extra=record(0x203, 0, 0, 0, 0, 0, 0, 0)), "应有 2 个单元格"),
    "short xls": (biff([[1]])[:-9], "提前结束"),
}  # fmt: skip


@pytest.mark.parametrize(("raw", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_says_what_it_is(raw: bytes, word: str, tmp_path: Path) -> None:
    """Each file that is no readable table is refused in one sentence that says why."""
    assert word in refusal(tmp_path, raw)


def test_a_file_that_is_cut_short_or_damaged_is_refused(tmp_path: Path) -> None:
    """Half a workbook, a wrong checksum and two parts of one name are told apart."""
    path = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    raw = path.read_bytes()
    assert "不完整" in refusal(tmp_path, raw[: len(raw) // 2])
    at = zipfile.ZipFile(io.BytesIO(raw)).getinfo(SHEET).header_offset
    bad = raw[: at + 80] + bytes([raw[at + 80] ^ 255]) + raw[at + 81 :]
    assert "校验" in refusal(tmp_path, bad)
    buffer = io.BytesIO(raw)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "x")
    assert "重名" in refusal(tmp_path, buffer.getvalue())


def test_a_workbook_without_a_cell_is_read(tmp_path: Path) -> None:
    """A workbook that holds nothing gives its sheets, and nothing on them."""
    nothing = "<table:table-row><table:table-cell/></table:table-row>"
    for raw, name in (
        (xlsx_of(tmp_path / "a.xlsx", '<row r="9"><c r="A9" s="1"/></row>').read_bytes(), "b.xlsx"),
        (ods(nothing), "b.ods"),
        (biff([]), "b.xls"),
    ):
        sheet = only(book_of(tmp_path, raw, name))
        assert (sheet.name, sheet.grid) == ("表", [])


def test_a_file_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit of bytes, packed or unpacked, a file is refused by its size."""
    raw = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>').read_bytes()
    monkeypatch.setattr("analysis.intake.files.archive.MAX_UNPACKED", len(raw))
    assert "庞大" in refusal(tmp_path, raw)
    monkeypatch.setattr("analysis.intake.files.MAX_FILE", 6000)
    assert "庞大" in refusal(tmp_path, b"x" * 6001)
    assert only(book_of(tmp_path, b"x,y\n1,2\n", "a.csv")).grid


def test_bytes_around_a_workbook_do_no_harm(tmp_path: Path) -> None:
    """A workbook with something before or after it is read."""
    raw = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>').read_bytes()
    for around in (b"junk" + raw, raw + b"junk"):
        assert only(book_of(tmp_path, around, "b.xlsx")).grid == [[1.0]]


def test_a_file_that_cannot_be_opened_is_left_to_the_caller(tmp_path: Path) -> None:
    """What the system refuses is an OSError, not an unreadable file."""
    with pytest.raises(FileNotFoundError):
        read_book(tmp_path / "a.xlsx")


# --- text ------------------------------------------------------------------------------------

TEXTS = {
    "semicolons": ("标题\n甲;乙\n1;2,5\n3;4\n注\n", [["标题", ""], ["甲", "乙"], ["1", "2,5"], ["3", "4"], ["注", ""]]),
    "bars": ("甲|乙\n1|2\n", [["甲", "乙"], ["1", "2"]]),
    "wide commas": ("甲，乙\n1，2\n", [["甲", "乙"], ["1", "2"]]),
    "line ends": ("甲,乙\r1,2\r", [["甲", "乙"], ["1", "2"]]),
    "line break": ('甲,乙\n"1\n一",2\n', [["甲", "乙"], ["1\n一", "2"]]),
    "quote inside": ('甲,乙\n1"寸,2\n', [["甲", "乙"], ['1"寸', "2"]]),
    "blank lines": ("甲,乙\n\n1,2\n\n\n", [["甲", "乙"], ["", ""], ["1", "2"]]),
    "named": ("sep=;\n甲;乙\n1,5;2\n", [["甲", "乙"], ["1,5", "2"]]),
    "long": ("甲,乙\n" + "长" * 200_000 + ",1\n", [["甲", "乙"], ["长" * 200_000, "1"]]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_text_tables(text: str, wanted: Table, encoding: str, tmp_path: Path) -> None:
    """Separators by structure, quoted line breaks, preambles and notes, in each encoding."""
    if encoding == "utf-16-le" and "\n" not in text:
        with pytest.raises(UnreadableFileError):  # nothing says for certain what it is
            book_of(tmp_path, text.encode(encoding), "a.csv")
        return
    assert only(book_of(tmp_path, text.encode(encoding), "a.csv")).grid == wanted


# --- hostile files ---------------------------------------------------------------------------


def _xlsx(cells: str, after: str = "") -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet().write(0, 0, "文字")
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts[SHEET]
    start, end = xml.find(b"<sheetData"), xml.find(b"</sheetData>") + 12
    parts[SHEET] = xml[:start] + f"<sheetData>{cells}</sheetData>{after}".encode() + xml[end:]
    return zipped(parts)


def _with(part: str, change: tuple[bytes, bytes]) -> bytes:
    parts = dict(_parts(_xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')))
    parts[part] = parts[part].replace(*change)
    return zipped(parts)


def _parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _lying_size() -> bytes:
    raw = bytearray(_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))
    at = raw.rfind(SHEET.encode()) - 46
    raw[at + 24 : at + 28] = struct.pack("<I", 9)
    return bytes(raw)


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(12))
    + b"]>"
)
BOMBS = {
    "zip bomb": lambda: zipped({"xl/workbook.xml": b" " * 2**28}),
    "many entries": lambda: zipped({f"{n}": b"" for n in range(20_000)}),
    "lying size": _lying_size,
    "laughs": lambda: _with("xl/sharedStrings.xml", (b"<sst", LAUGHS + b"<sst")),
    "laughs in the sheet": lambda: _with(SHEET, (b"<worksheet", LAUGHS + b"<worksheet")),
    "laughs in UTF-16": lambda: zipped(
        _parts(_xlsx("")) | {"xl/workbook.xml": ("<?xml version='1.0' encoding='UTF-16'?>" + LAUGHS.decode() + "<x/>").encode("utf-16")}
    ),
    "many strings": lambda: _with("xl/sharedStrings.xml", (b'uniqueCount="', b'uniqueCount="99999999')),
    "far cell": lambda: _xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="9000"><c r="A9000"><v>1</v></c></row>'),
    "far error": lambda: _xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="9000"><c r="XFD9000" t="e"><v>#N/A</v></c></row>'),
    "overlapping merges": lambda: _xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="999"><c r="Z999"><v>1</v></c></row>',
        "<mergeCells>" + '<mergeCell ref="A1:Z999"/>' * 50_000 + "</mergeCells>",
    ),
    "ods repeats": lambda: ods(
        '<table:table-row table:number-rows-repeated="1048576">'
        + ods_cell(1, 'table:number-columns-repeated="16384"') + "</table:table-row>"
    ),
    "deep page": lambda: b"<html><table><tr><td>" + b"<div>" * 200_000 + b"x",
    "deep tables": lambda: b"<html>" + b"<table><tr><td>" * 20_000 + b"x",
    "wide span": lambda: b"<table><tr>" + b"<td rowspan=60000 colspan=9000>x</td>" * 9 + b"</tr>" + b"<tr></tr>" * 60_000,
    "wide line": lambda: b"," * 30_000_000,
    "long text": lambda: b"a" * 70_000_000,
    "xls record": lambda: biff([[1]], extra=struct.pack("<HH", 0x204, 0xFFFF)),
    "deep XML": lambda: _xlsx("<row>" * 100_000),
    "xls far": lambda: compound(biff([], extra=record(0x203, 65535, 65535, 0, 0, 0, 0, 0) * 3)),
}  # fmt: skip

_CHILD = """
import sys, time
from pathlib import Path
from analysis.errors import UnreadableFileError
from analysis.intake.files import read_book
def peak():  # ru_maxrss would count the parent's memory from before exec
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
idle = peak()
for name in sys.argv[1:]:
    begun = time.process_time()
    try:
        read_book(Path(name)); told = "READ"
    except UnreadableFileError as error:
        told = str(error)
    spent = time.process_time() - begun
    grown = (peak() - idle) // 1024
    print(Path(name).name, f"{spent:.1f}", grown, told, sep="\\t")
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by /proc")
@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_refused_within_bounds(make: Any, tmp_path: Path) -> None:
    """What would fill memory is refused, at 300 MB over idle at most."""
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, path], capture_output=True, text=True, check=True, timeout=60
    )
    _, spent, grown, told = done.stdout.strip().split("\t")
    assert told != "READ"
    assert int(grown) <= 300
    assert float(spent) <= 20  # a bound against hanging; the promise is 5 s on an idle machine
    assert not done.stderr


def test_no_entity_reaches_a_cell(tmp_path: Path) -> None:
    """XML that points to a file of this machine is refused before anything is fetched."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    path = xlsx_of(tmp_path / "a.xlsx", '<row r="1"><c r="A1" t="str"><v>&e;</v></c></row>')
    rewrite(path, lambda xml: xml.replace(b"<worksheet", entity + b"<worksheet"))
    assert "DOCTYPE" in refusal(tmp_path, path.read_bytes())
