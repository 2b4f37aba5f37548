"""Blank forms: what is filled in reads back as it was typed, and nothing else is read."""

from __future__ import annotations

import datetime as dt
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

import analysis.ledgers
from analysis.errors import FazhiError, UsageError
from analysis.forms import form, write_forms
from analysis.forms.book import CHOICES, GUIDE
from analysis.forms.page import HEADER
from analysis.forms.style import wide
from analysis.forms.wording import FLAGS, LOCAL, MONTHS, asked, choices, examples, heading, how
from analysis.intake.files import read_book
from analysis.intake.folder import read_folder
from analysis.intake.found import Intake
from analysis.intake.sheet import OWN_PAGE
from analysis.intake.tables.locate import locate
from analysis.ledgers import LEDGERS, SUBJECTS, AtMost, Column, Ledger, NotBefore

YEAR = 2023
FIRST = HEADER + 2  # the first row to fill in, 1-based
TOPIC = pytest.mark.parametrize("topic", SUBJECTS)
EVERY = pytest.mark.parametrize("ledger", LEDGERS.values(), ids=LEDGERS.keys())
Row = Mapping[str, Any]
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # to shrink is to read hundreds of files


@cache
def blank(topic: str) -> bytes:
    """Return the form of a topic."""
    return form(topic, SUBJECTS[topic])


def opened(content: bytes) -> Any:
    """Open a workbook as Excel's file says it is."""
    return openpyxl.load_workbook(BytesIO(content))


@cache
def shown(topic: str) -> Any:
    """Return the form of a topic, opened; no test changes it."""
    return opened(blank(topic))


def page(ledger: Ledger) -> Any:
    """Return the blank sheet of a ledger."""
    topic = next(topic for topic in SUBJECTS if ledger in SUBJECTS[topic])
    return shown(topic)[ledger.title]


def widths(sheet: Any) -> list[float]:
    """Return the width of each column; a file names neighbours of one width together."""
    return [
        float(dimension.width)
        for dimension in sheet.column_dimensions.values()
        for _ in range(dimension.min, dimension.max + 1)
    ]


def checks(sheet: Any) -> list[DataValidation]:
    """Return the check of each column from left to right."""
    found = {
        next(iter(dv.sqref.ranges)).min_col: dv for dv in sheet.data_validations.dataValidation
    }
    return [found[index] for index in sorted(found)]


def offered(book: Any, check: DataValidation) -> list[str]:
    """Return what a dropdown offers, wherever the list stands."""
    formula = str(check.formula1)
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    ((sheet, cells),) = book.defined_names[formula].destinations
    return [cell.value for (cell,) in book[sheet][cells]]


def filled(content: bytes, rows: Mapping[str, Sequence[Row]]) -> bytes:
    """Fill in a form as a clerk would; ``rows``: ledger id → rows, column id → cell."""
    book = opened(content)
    for ledger_id, written in rows.items():
        ledger = LEDGERS[ledger_id]
        for number, row in enumerate(written, start=FIRST):
            for index, column in enumerate(asked(ledger), start=1):
                if row.get(column.id) is not None:
                    book[ledger.title].cell(number, index).value = row[column.id]
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def taken_in(content: bytes, year: int = YEAR) -> Intake:
    """Read a form out of a town's folder."""
    with TemporaryDirectory() as name:
        (Path(name) / "表样.xlsx").write_bytes(content)
        return read_folder(Path(name), year)


def expected(column: Column, cell: Any) -> Any:
    """Return what a cell is once it is read."""
    if cell is None:
        return None
    match column.kind:
        case "date":
            return pd.Timestamp(cell)
        case "period":
            return pd.Timestamp(YEAR, int(cell.removesuffix("月")), 1)
        case "number":
            return Decimal(str(cell))
        case "flag":
            return cell == "是"
        case "count":
            return cell
    return str(cell)


def told_apart(frame: pd.DataFrame, ledger: Ledger) -> list[dict[str, Any]]:
    """Return the rows of a frame as the form asks for them, empty cells as None."""
    kept = [column.id for column in asked(ledger) if not column.personal]
    return [
        {name: None if pd.isna(value) else value for name, value in zip(kept, row, strict=True)}
        for row in frame[kept].itertuples(index=False)
    ]


# --- what rows clerks write ------------------------------------------------------------------

TEXT = st.text("宪法民典学习村社乡镇院坝0123456789-.（）", max_size=12).map("某{}".format)
SECRET = st.text("甲乙丙丁戊己庚辛壬癸", min_size=8, max_size=12)
"""Shares no character with ``TEXT``: what a personal column holds is masked wherever it stands."""
OF_KIND: Mapping[str, st.SearchStrategy[Any]] = {
    "text": TEXT,
    "category": TEXT,
    "person": st.sampled_from(["张某某", "李某某", "王某"]),
    "date": st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31)),
    "count": st.integers(0, 10**6),
    "number": st.integers(0, 10**8) | st.integers(0, 10**9).map(lambda n: n / 100),
}


def cells(ledger: Ledger, column: Column) -> st.SearchStrategy[Any]:
    """Return the cells of a column: any valid one, empty where that is allowed."""
    secret = column.personal and column.kind == "text"
    free = SECRET if secret else OF_KIND.get(column.kind, st.nothing())
    if column.never:  # a column of measures holds no names of villages
        free = free.filter(lambda text: not text.endswith(column.never))
    valid = st.sampled_from(choices(column)) if choices(column) else free
    needed = column.required or column.id in ledger.signature[0]
    # In a return, a row of the whole month beside one of a village would count twice.
    needed = needed or (ledger.grain == "return" and column.id in ledger.key)
    return valid if needed else valid | st.none()


def in_order(ledger: Ledger, row: dict[str, Any]) -> dict[str, Any]:
    """Make a row keep the rules of its ledger."""
    for rule in ledger.rules * len(ledger.rules):
        match rule:
            case NotBefore(more, less) | AtMost(less, more):
                if row[more] is not None and row[less] is not None and row[more] < row[less]:
                    row[more], row[less] = row[less], row[more]
    return row


def rows_of(ledger: Ledger) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return rows that a ledger accepts: numbered, no key twice, no two rows the same."""
    columns = asked(ledger)
    row = st.fixed_dictionaries({c.id: cells(ledger, c) for c in columns})
    names = ledger.key or [column.id for column in columns if column.id != "serial"]

    def key(r: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(r[name] for name in names)

    rows = st.lists(row.map(lambda r: in_order(ledger, r)), max_size=8, unique_by=key)
    return rows.map(lambda many: [{**r, "serial": n} for n, r in enumerate(many, start=1)])


# --- promises --------------------------------------------------------------------------------


def reads_back(topic: str, rows: Mapping[str, Sequence[Row]]) -> None:
    """Hold a filled form against what reading it gives."""
    intake = taken_in(filled(blank(topic), rows))
    assert intake.findings == []
    for ledger in SUBJECTS[topic]:
        kept = {c.id: c for c in asked(ledger) if not c.personal}
        wanted = [{i: expected(c, row[i]) for i, c in kept.items()} for row in rows[ledger.id]]
        assert told_apart(intake.frames[ledger.id], ledger) == wanted


@pytest.mark.slow
@TOPIC
def test_a_filled_form_reads_back(topic: str) -> None:
    """Whatever valid rows a clerk types in, they are read without a finding as they are."""

    @settings(max_examples=2, deadline=None, phases=QUICK)
    @given(st.fixed_dictionaries({ledger.id: rows_of(ledger) for ledger in SUBJECTS[topic]}))
    def law(rows: Mapping[str, Sequence[Row]]) -> None:
        reads_back(topic, rows)

    law()


@pytest.mark.slow
@TOPIC
def test_many_filled_forms_read_back(topic: str) -> None:
    """The same over many more rows."""

    @settings(max_examples=15, deadline=None, phases=QUICK)
    @given(st.fixed_dictionaries({ledger.id: rows_of(ledger) for ledger in SUBJECTS[topic]}))
    def law(rows: Mapping[str, Sequence[Row]]) -> None:
        reads_back(topic, rows)

    law()


@TOPIC
def test_the_examples_are_valid(topic: str) -> None:
    """The example rows of the instructions, typed into the form, give no finding."""
    rows = {ledger.id: examples(ledger) for ledger in SUBJECTS[topic]}
    intake = taken_in(filled(blank(topic), rows), 2024)
    assert intake.findings == []
    assert {name: len(frame) for name, frame in intake.frames.items()} == dict.fromkeys(rows, 3)


@TOPIC
def test_a_blank_form_is_read_as_empty(topic: str) -> None:
    """A blank form gives no finding and no row, and each sheet is known for its ledger."""
    intake = taken_in(blank(topic))
    assert intake.findings == []
    assert {table.ledger: table.sheet for table in intake.tables} == {
        ledger.id: ledger.title for ledger in SUBJECTS[topic]
    }
    assert not any(len(frame) for frame in intake.frames.values())


def test_every_ledger_has_one_form() -> None:
    """Every ledger that a module declares is a sheet of exactly one form."""
    there = [ledger.id for topic in SUBJECTS for ledger in SUBJECTS[topic]]
    assert sorted(there) == sorted(LEDGERS)
    declared = [
        ledger.id
        for module in pkgutil.iter_modules(analysis.ledgers.__path__)
        for ledger in getattr(import_module(f"analysis.ledgers.{module.name}"), "LEDGERS", ())
    ]
    assert sorted(there) == sorted(declared)


@EVERY
def test_headings_are_found_again(ledger: Ledger, tmp_path: Path) -> None:
    """The headings of a sheet name exactly the columns they were written for, in their units."""
    path = tmp_path / "表样.xlsx"
    path.write_bytes(form("某某", [ledger]))
    (sheet,) = (one for one in read_book(path).sheets if one.name == ledger.title)
    (table,) = locate(sheet)
    assert table.ledger is ledger
    assert (table.header, table.rival, table.doubles, table.unused) == ((2, 2), None, (), ())
    assert [(f.column, f.unit) for f in table.columns] == [(c, c.unit) for c in asked(ledger)]


@EVERY
def test_what_a_form_leaves_out_is_not_needed(ledger: Ledger) -> None:
    """A form asks for all required columns and for enough to know the ledger; for no totals."""
    left_out = {column.id for column in ledger.columns} - {c.id for c in asked(ledger)}
    assert not any(ledger.column(name).required for name in left_out)
    assert any(not signature & left_out for signature in ledger.signature)
    assert not any(column.running for column in asked(ledger))
    assert all(ledger.column(name).running or ledger.column(name).personal for name in left_out)


@EVERY
def test_every_cell_says_and_checks_what_it_takes(ledger: Ledger) -> None:
    """Each column is checked for its kind; what reading would refuse stops, the rest is asked."""
    found = checks(page(ledger))
    assert len(found) == len(asked(ledger))  # XlsxWriter drops what Excel would not take
    for column, check in zip(asked(ledger), found, strict=True):
        assert next(iter(check.sqref.ranges)).min_row == FIRST
        assert how(ledger, column, listed=False) == check.prompt
        assert check.promptTitle == heading(column)[:32]
        said = (check.type, check.operator, check.formula1, check.formula2, check.errorStyle)
        if choices(column):
            assert check.type == "list"
            stops = column.closed or column.kind == "flag"
            assert check.errorStyle == (None if stops else "warning")
            continue
        days = [(day - dt.date(1899, 12, 30)).days for day in (dt.date(2000, 1, 1),
                                                               dt.date(2099, 12, 31))]  # fmt: skip
        wanted = {
            "count": ("whole", "greaterThanOrEqual", "0", None, None),
            "number": ("decimal", "greaterThanOrEqual", "0", None, None),
            "date": ("date", None, str(days[0]), str(days[1]), None),
        }
        assert said == wanted.get(column.kind, (None, None, None, None, None))


@EVERY
def test_dropdowns_offer_the_declared_values(ledger: Ledger) -> None:
    """A dropdown has the declared values, months or 是 否, and nothing besides."""
    sheet = page(ledger)
    for column, check in zip(asked(ledger), checks(sheet), strict=True):
        declared = {"period": list(MONTHS), "flag": list(FLAGS)}.get(
            column.kind, list(column.values)
        )
        assert (offered(sheet.parent, check) if check.type == "list" else []) == declared


def odd(values: Sequence[str]) -> Ledger:
    """Return a ledger whose category has other values."""
    study = LEDGERS["study"]
    columns = [
        replace(c, values=dict.fromkeys(values, ()), closed=True) if c.id == "category" else c
        for c in study.columns
    ]
    return replace(study, columns=tuple(columns))


@pytest.mark.parametrize(
    "values",
    [[f"第{number}类较长的学习类别名称" for number in range(60)], ["甲,乙", "丙"], ['"甲"', "乙"]],
    ids=["long", "comma", "quoted"],
)
def test_lists_that_no_cell_takes_stand_on_a_hidden_sheet(values: list[str]) -> None:
    """Above 255 characters, or with a mark that would part a value, a list is a named range."""
    ledger = odd(values)
    book = opened(form("某某", [ledger]))
    index = [column.id for column in asked(ledger)].index("category")
    check = checks(book[ledger.title])[index]
    assert check.formula1 == "list_study_category"
    assert offered(book, check) == values
    assert book[CHOICES].sheet_state == "veryHidden"
    assert book[CHOICES]["A1"].value.startswith(OWN_PAGE)


def test_a_list_of_255_characters_stands_in_its_cell() -> None:
    """Excel takes 255 characters, commas included; with one more the list moves."""
    fits, over = ["甲" * 127, "乙" * 127], ["甲" * 127, "乙" * 128]
    assert CHOICES not in opened(form("某某", [odd(fits)])).sheetnames
    assert CHOICES in opened(form("某某", [odd(over)])).sheetnames


@TOPIC
def test_checks_survive_being_saved(topic: str) -> None:
    """Opened and saved by another program, a form keeps every check, comment and name."""
    before = shown(topic)
    after = opened(filled(blank(topic), {}))
    for ledger in SUBJECTS[topic]:
        kept = [
            [(c.type, c.formula1, c.formula2, c.operator, c.errorStyle, str(c.sqref), c.prompt)
             for c in checks(book[ledger.title])]
            for book in (before, after)
        ]  # fmt: skip
        assert kept[0] == kept[1] != []
        line = after[ledger.title][HEADER + 1]
        assert all(cell.comment for cell in line)
    assert after.sheetnames == before.sheetnames


@EVERY
def test_headings_say_how(ledger: Ledger) -> None:
    """Each heading's comment says how to fill it in, its values where they are few, what stays here."""
    for cell, column in zip(page(ledger)[HEADER + 1], asked(ledger), strict=True):
        assert cell.value == heading(column)
        assert cell.comment.text == how(ledger, column)
        few = column.values if len(column.values) <= 30 else ()
        assert all(value in cell.comment.text for value in few)
        assert (LOCAL in cell.comment.text) == column.personal
        assert ("必填" in cell.comment.text) == column.required == cell.value.endswith("*")


@EVERY
def test_cells_keep_what_is_typed(ledger: Ledger) -> None:
    """Words, numbers of files and months are texts, dates dates, in each row that is drawn."""
    sheet = page(ledger)
    for row in (FIRST, FIRST + 25):
        for cell, column in zip(sheet[row], asked(ledger), strict=True):
            wanted = {"date": "yyyy-mm-dd", "count": "General", "number": "General"}
            text = "General" if column.id == "serial" else "@"
            assert cell.number_format == wanted.get(column.kind, text)
            assert cell.border.left.style == cell.border.bottom.style == "thin"
    assert sheet.max_row == HEADER + 1 + (200 if ledger.grain == "register" else 30)


@TOPIC
def test_forms_print_on_a4(topic: str) -> None:
    """Every page is A4 landscape, none smaller than can be read; headings repeat and stay in sight."""
    book = shown(topic)
    for sheet in book:
        if sheet.title == CHOICES:
            continue  # nobody sees it
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        across = int(sheet.page_setup.fitToWidth or 1)
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sum(widths(sheet)) / across < 225  # A4 takes some 130 at full size
        assert across <= max(1, sum(widths(sheet)) // 100)
    for ledger in SUBJECTS[topic]:
        above = [cell for row in book[ledger.title].iter_rows(1, HEADER) for cell in row]
        assert not any(cell.border.left.style for cell in above)
        assert book[ledger.title].print_title_rows == f"${HEADER + 1}:${HEADER + 1}"
        assert book[ledger.title].freeze_panes == f"A{HEADER + 2}"


@TOPIC
def test_texts_have_room(topic: str) -> None:
    """Headings, values and instructions fit into their cells, wrapped at the width of these."""
    book = shown(topic)
    rows = [(book[ledger.title], HEADER + 1) for ledger in SUBJECTS[topic]]
    rows += [(book[GUIDE], number) for number in range(1, book[GUIDE].max_row + 1)]
    for sheet, number in rows:
        room_of = widths(sheet)
        spans = {area.min_row: area.max_col for area in sheet.merged_cells.ranges}
        for cell in sheet[number]:
            if isinstance(cell.value, str):
                last = spans.get(number, cell.column)
                room = sum(room_of[cell.column - 1 : last])
                lines = -(-wide(cell.value) // int(room))
                assert (sheet.row_dimensions[number].height or 15) >= 13 * lines
    for ledger in SUBJECTS[topic]:
        for width, column in zip(widths(book[ledger.title]), asked(ledger), strict=True):
            assert all(wide(value) < width for value in choices(column))


@TOPIC
def test_the_instructions_tell_of_every_column(topic: str) -> None:
    """The page of instructions is marked as ours and has each column with three examples.

    More values than a cell has room for stand in the comment and the dropdown alone.
    """
    guide = shown(topic)[GUIDE]
    assert str(guide["A1"].value).startswith(OWN_PAGE)
    written = [[cell.value for cell in row] for row in guide.iter_rows()]
    for ledger in SUBJECTS[topic]:
        start = next(
            number
            for number, row in enumerate(written)
            if str(row[0]).startswith(f"《{ledger.title}》") and ledger.row_is in str(row[0])
        )
        for column, row in zip(asked(ledger), written[start + 2 :], strict=False):
            told = how(ledger, column, listed=len(column.values) < 100)
            assert row[:2] == [heading(column), told]
            assert (row[2] == "是") == column.required
            assert (row[3] == "仅本地使用") == column.personal
            assert all(row[4:7])


@EVERY
def test_examples_are_of_nobody(ledger: Ledger) -> None:
    """No example names a person or holds a number of one."""
    for row in examples(ledger):
        for column in asked(ledger):
            if column.kind == "person":
                assert str(row[column.id]).endswith("某某")
            elif column.personal:
                assert row[column.id] == "（略）"


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Two runs write the same files, and a second run over the first changes nothing."""
    paths = write_forms(tmp_path / "甲")
    assert [path.stem for path in paths] == list(SUBJECTS)
    first = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in write_forms(tmp_path / "乙")] == first
    assert [path.read_bytes() for path in write_forms(tmp_path / "甲")] == first


def test_a_filled_form_is_not_replaced(tmp_path: Path) -> None:
    """Where one form was filled in, nothing is written at all, and the clerk is told which."""
    last = tmp_path / f"{list(SUBJECTS)[-1]}.xlsx"
    last.write_bytes(b"filled in")
    with pytest.raises(
        FazhiError, match=f"^{last.name} 已存在且内容不同，可能已经填写，没有覆盖。"
    ):
        write_forms(tmp_path)
    assert list(tmp_path.iterdir()) == [last]
    assert last.read_bytes() == b"filled in"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file in place of the folder is told, not crashed on."""
    (tmp_path / "表样").write_bytes(b"")
    with pytest.raises(UsageError, match="“表样”不是文件夹。"):
        write_forms(tmp_path / "表样")


def test_the_docs_list_the_forms() -> None:
    """The page about forms names each workbook and its sheets."""
    text = (Path(__file__).parents[1] / "docs/zh/空白表样.md").read_text(encoding="utf-8")
    rows = [
        f"| {topic}.xlsx | {'、'.join(one.title for one in SUBJECTS[topic])} |"
        for topic in SUBJECTS
    ]
    table = "\n".join(["| 工作簿 | 工作表 |", "|---|---|", *rows])
    shown_there = text.split("<!-- forms:begin -->")[1].split("<!-- forms:end -->")[0].strip()
    assert shown_there == table
