"""Files over files: what stands in two files is counted once and told, never added twice."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import MEDIATION, RETURN, YEAR, Rows, found, save

from analysis.findings import Finding
from analysis.intake.file import read_file
from analysis.intake.rows.frames import frame_of
from analysis.intake.whole.copies import counted_once
from analysis.intake.whole.keys import check_ledger
from analysis.ledgers import LEDGERS

EVENTS: Rows = [
    ["序号", "活动时间", "活动主题", "活动形式", "活动地点", "参加人次", "附注"],
    *([n, f"2023-{n:02}-04", f"主题{n}", "集中宣传", f"地点{n}", 10 * n, f"记{n}"]
      for n in range(1, 11)),
]  # fmt: skip
EVENT = LEDGERS["publicity_events"]


def counted(folder: Path, ledger: str = "publicity_events") -> tuple[pd.DataFrame, list[Finding]]:
    """Read the files of a folder and count their rows once, then check the keys."""
    files = [p for p in sorted(folder.iterdir()) if p.is_file()]
    reads = [read_file(path, path.name, YEAR) for path in files]
    frames = [frame_of(one) for read in reads for one in read.typed if one.ledger == ledger]
    frame, findings = counted_once(LEDGERS[ledger], pd.concat(frames, ignore_index=True))
    return frame, [*findings, *check_ledger(LEDGERS[ledger], frame)]


def rows_of(cells: str) -> int:
    """Count the rows of ranges such as 2:4,6:6."""
    ends = [span.split(":") for span in cells.split(",")]
    return sum(int(last) - int(first) + 1 for first, last in ends)


# --- the situations --------------------------------------------------------------------------


def test_an_export_is_the_copy_of_its_workbook(tmp_path: Path) -> None:
    """Of 台账.csv and 台账.xlsx with the same rows the workbook counts and the .csv is asked about."""
    save(tmp_path / "台账.xlsx", EVENTS)
    with (tmp_path / "台账.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(EVENTS)
    frame, findings = counted(tmp_path)
    assert set(frame["_file"]) == {"台账.xlsx"}
    assert {finding.place.file for finding in findings} == {"台账.csv"}


@pytest.mark.parametrize("name", ["台账 - 副本.xlsx", "台账(1).xlsx", "台账最终版.xlsx"])
def test_a_copy_is_counted_once_and_told_once(name: str, tmp_path: Path) -> None:
    """A copy saved anew under another name adds no row; one W411 names its rows and the others."""
    save(tmp_path / "台账.xlsx", EVENTS)
    save(tmp_path / name, EVENTS)
    frame, findings = counted(tmp_path)
    assert len(frame) == 10
    assert set(frame["_file"]) == {"台账.xlsx"}
    whole, rows = found(findings, "W411")
    assert "副本或另一版本：《普法活动台账》的 10 行都在“台账.xlsx”中" in whole.says
    assert rows.place.cells == "2:11"
    assert "有 10 行与 台账.xlsx › Sheet1 › 第2至11行 相同，只计一次" in rows.says
    assert {f.code for f in findings} == {"W411"}


def test_a_later_state_keeps_what_was_added_and_what_was_changed(tmp_path: Path) -> None:
    """最终版 with a row added and one changed: the eight others count once, all three are kept."""
    later = [*EVENTS[:9], [*EVENTS[9][:5], 999, "改"], *EVENTS[10:], [11, *EVENTS[1][1:5], 7, "加"]]
    save(tmp_path / "台账.xlsx", EVENTS)
    save(tmp_path / "台账最终版.xlsx", later)
    frame, findings = counted(tmp_path)
    assert (len(frame), frame["participants"].sum()) == (12, 550 + 999 + 7)
    whole, rows = found(findings, "W411")
    assert whole.place.file == "台账.xlsx"
    assert "10 行中有 9 行也在“台账最终版.xlsx”中" in whole.says
    assert rows.place.cells == "2:9,11:11"


def test_a_december_workbook_repeats_the_months(tmp_path: Path) -> None:
    """Months 1 to 3 as own files and again in December's workbook: each row counts once."""
    months = {f"{n}月": [EVENTS[0], *EVENTS[3 * n - 2 : 3 * n + 1]] for n in range(1, 4)}
    for name, rows in months.items():
        save(tmp_path / f"{name}.xlsx", rows)
    save(tmp_path / "12月.xlsx", {**months, "12月": [EVENTS[0], EVENTS[10]]})
    frame, findings = counted(tmp_path)
    assert (len(frame), set(frame["_file"])) == (10, {"12月.xlsx"})
    assert [f.place.file for f in found(findings, "W411") if f.place.cells] == [
        "1月.xlsx", "2月.xlsx", "3月.xlsx",
    ]  # fmt: skip


def test_sheets_repeated_in_a_workbook(tmp_path: Path) -> None:
    """A sheet that another holds whole is not counted; one that shares a row with it is."""
    both = [EVENTS[0], EVENTS[2], EVENTS[9]]
    save(
        tmp_path / "a.xlsx",
        {"1月": EVENTS[:4], "1月 (2)": EVENTS[:4], "全年": EVENTS[:9], "补": both},
    )
    frame, findings = counted(tmp_path)
    assert frame["_sheet"].value_counts().to_dict() == {"全年": 8, "补": 2}
    assert [f.place.sheet for f in found(findings, "W411")] == ["1月", "1月 (2)"]
    (doubled,) = found(findings, "W412")
    assert (doubled.place.sheet, "补 › 第2行" in doubled.says) == ("全年", True)


def test_the_same_register_in_another_format_counts_once(tmp_path: Path) -> None:
    """Dates and numbers are compared as read: 2023/1/5 and “50人次” of an export are no other rows."""
    head = ["日期", "主题", "形式", "参加人次"]
    events: list[list[Any]] = [head]
    events += [[dt.date(2023, n, 5), f"主题{n}", "集中宣传", 50 + n] for n in range(1, 9)]
    save(tmp_path / "活动.xlsx", events)
    lines = [",".join(head)]
    lines += [f"2023/{d.month}/{d.day},{theme},{form},{n}人次" for d, theme, form, n in events[1:]]
    (tmp_path / "活动导出.csv").write_bytes("\n".join(lines).encode("gb18030"))
    frame, findings = counted(tmp_path)
    assert (len(frame), set(frame["_file"])) == (8, {"活动.xlsx"})
    assert {f.place.file for f in found(findings, "W411")} == {"活动导出.csv"}


def test_a_csv_beside_its_workbook(tmp_path: Path) -> None:
    """Dates and numbers as text in the csv are those of the workbook: its rows count once."""
    typed = [EVENTS[0], *([r[0], dt.datetime.fromisoformat(r[1]), *r[2:]] for r in EVENTS[1:])]
    save(tmp_path / "台账.xlsx", typed)
    with (tmp_path / "台账.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(EVENTS)
    frame, findings = counted(tmp_path)
    assert len(frame) == 10
    assert len([f for f in found(findings, "W411") if f.place.cells]) == 1


def test_a_county_export_beside_the_own_file(tmp_path: Path) -> None:
    """Same 编号, other columns: each is asked about (W401) and the file is named once."""
    county = [[*row[:3], *row[5:], "县"] for row in MEDIATION]
    county = [
        [*county[0][:-1], "来源"],
        *county[1:],
        ["9", "8号", "2023-03-05", "调解成功", "", "县"],
    ]
    save(tmp_path / "县导出.xlsx", county)
    save(tmp_path / "本镇.xlsx", MEDIATION)
    frame, findings = counted(tmp_path, "mediation")
    assert len(frame) == 3 + 4
    assert len(found(findings, "W401")) == 3
    (whole,) = found(findings, "W411")
    assert (whole.place.file, whole.place.cells) == ("本镇.xlsx", "")
    assert not found(findings, "W412")


def test_the_same_case_number_and_the_same_content(tmp_path: Path) -> None:
    """Key and content equal in two files: W411 only; twice in one file: W401 and no W412."""
    save(tmp_path / "a.xlsx", MEDIATION)
    save(
        tmp_path / "b.xlsx", [*MEDIATION[:2], [5, "7号", "2023-05-05", "邻里", "周五", "调解成功"]]
    )
    frame, findings = counted(tmp_path, "mediation")
    assert (len(frame), {f.code for f in findings}) == (4, {"W411"})
    save(tmp_path / "b.xlsx", [*MEDIATION, MEDIATION[3]])
    frame, findings = counted(tmp_path, "mediation")
    assert (len(frame), {f.code for f in findings}) == (4, {"W411", "W401"})


def test_a_month_in_two_returns(tmp_path: Path) -> None:
    """The same month with the same figures counts once; with other figures it is W401."""
    save(tmp_path / "a.xlsx", RETURN)
    save(tmp_path / "b.xlsx", RETURN[:2])
    frame, findings = counted(tmp_path, "mediation_return")
    assert (len(frame), [f.code for f in findings]) == (3, ["W411"])
    save(tmp_path / "b.xlsx", [RETURN[0], ["1月", 9, 9, 9]])
    frame, findings = counted(tmp_path, "mediation_return")
    assert (len(frame), [f.code for f in findings]) == (4, ["W401"])


def test_identical_rows_of_a_sheet_count_and_are_named(tmp_path: Path) -> None:
    """Two and three equal rows of one sheet: five are counted, one W412 names them by group."""
    save(tmp_path / "a.xlsx", [*EVENTS[:3], EVENTS[1], EVENTS[2], EVENTS[2]])
    frame, findings = counted(tmp_path)
    (finding,) = findings
    assert (len(frame), finding.code, finding.place.cells) == (5, "W412", "2:6")
    assert finding.says == "各栏内容完全相同的行：第2行、第4行；第3行、第5至6行，都已计入。"


def test_events_that_differ_only_in_what_is_not_declared(tmp_path: Path) -> None:
    """Declared columns agree in two files, the place differs: both count, one W412 asks."""
    save(tmp_path / "甲村.xlsx", EVENTS[:3])
    save(tmp_path / "乙村.xlsx", [EVENTS[0], [1, *EVENTS[1][1:4], "另一处", *EVENTS[1][5:]]])
    frame, findings = counted(tmp_path)
    (finding,) = findings
    assert (len(frame), finding.code, finding.place.cells) == (3, "W412", "2:2")
    assert "都已计入" in finding.says
    assert not any(text in finding.says for text in ("地点1", "另一处", "主题1"))


def test_persons_who_differ_by_name_are_not_asked_about(tmp_path: Path) -> None:
    """Two officials of an office, trained the same day, in two files, are two persons."""
    head = ["姓名", "科室", "参加时间", "学时", "考试结果"]
    save(tmp_path / "a.xlsx", [head, ["张三丰", "综合办", "2023-05-06", 60, "合格"]])
    save(tmp_path / "b.xlsx", [head, ["李四光", "综合办", "2023-05-06", 60, "合格"]])
    frame, findings = counted(tmp_path, "enforcement_training")
    assert (len(frame), findings) == (2, [])


def test_ordinals_are_no_case_numbers(tmp_path: Path) -> None:
    """编号 1, 2, 3 of two villages name no case: their rows are neither doubled nor a version."""
    own = [[n, n, *row[2:]] for n, row in enumerate(MEDIATION[1:], start=1)]
    save(tmp_path / "甲.xlsx", [MEDIATION[0], *own])
    other = [[n, n, f"2023-0{n}-17", *row[3:]] for n, row in enumerate(MEDIATION[1:], start=1)]
    save(tmp_path / "乙.xlsx", [MEDIATION[0], *other])
    frame, findings = counted(tmp_path, "mediation")
    assert (len(frame), [f for f in findings if f.code != "W402"]) == (6, [])


def test_one_copy_of_a_file_changes_nothing_but_the_findings(tmp_path: Path) -> None:
    """A copy byte by byte under any name, also one before it in the alphabet, keeps the rows."""
    save(tmp_path / "b.xlsx", [*EVENTS[:3], EVENTS[1]])
    before, _ = counted(tmp_path)
    shutil.copy(tmp_path / "b.xlsx", tmp_path / "a.xlsx")
    after, findings = counted(tmp_path)
    assert (len(before), len(after)) == (3, 3)
    assert len(found(findings, "W412")) == 1


# --- laws ------------------------------------------------------------------------------------

TABLE = st.lists(st.sampled_from("abcde"), min_size=1, max_size=6)
BOOK = st.dictionaries(st.sampled_from(["1月", "2月", "12月"]), TABLE, min_size=1)
BOOKS = st.dictionaries(st.sampled_from(["a.xlsx", "b.csv", "台账(1).xls"]), BOOK, min_size=1)
Books = dict[str, dict[str, list[str]]]


def as_frame(books: Books, order: Sequence[str] = ()) -> pd.DataFrame:
    """Lay rows whose content is a letter out as intake does: each agrees in what is declared."""
    rows: list[dict[str, Any]] = [
        {"held_on": pd.Timestamp(2023, 1, ord(letter) - 96), "topic": letter, "form": "集中宣传",
         "participants": 1, "_file": file, "_sheet": sheet, "_row": row, "_content": letter}
        for file in order or books
        for sheet, letters in books[file].items()
        for row, letter in enumerate(letters, start=2)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def contents(frame: pd.DataFrame) -> Counter[str]:
    """Return the multiset of rows."""
    return Counter(frame["topic"])


@settings(max_examples=25, deadline=None)
@given(BOOKS)
def test_the_order_of_files_does_not_matter(books: Books) -> None:
    """In whatever order files are read, the same rows are kept and the same is told."""
    outcomes = []
    for order in itertools.permutations(books):
        frame, findings = counted_once(EVENT, as_frame(books, order))
        places = sorted(zip(frame["_file"], frame["_sheet"], frame["_row"], strict=True))
        outcomes.append((places, sorted(map(str, findings))))
    assert all(outcome == outcomes[0] for outcome in outcomes)


@settings(max_examples=25, deadline=None)
@given(BOOKS, st.data())
def test_an_exact_copy_under_any_name_changes_no_row_count(
    books: Books, data: st.DataObject
) -> None:
    """Adding a copy of any file, under any name, leaves the multiset of rows as it was."""
    alone, _ = counted_once(EVENT, as_frame(books))
    source = data.draw(st.sampled_from(sorted(books)))
    name = data.draw(st.text("ab台账副本(1)- ", min_size=1, max_size=8).map(lambda n: f"{n}.ods"))
    together, _ = counted_once(EVENT, as_frame({**books, name: books[source]}))
    assert contents(together) == contents(alone)


@settings(max_examples=25, deadline=None)
@given(BOOKS)
def test_rows_in_are_rows_kept_and_rows_named(books: Books) -> None:
    """Rows in = rows kept + rows that the W411 name; each row counts at least once."""
    frame = as_frame(books)
    kept, findings = counted_once(EVENT, frame)
    named = [f for f in found(findings, "W411") if f.place.cells]
    assert len(frame) == len(kept) + sum(rows_of(f.place.cells) for f in named)
    assert contents(kept).keys() == contents(frame).keys()
    assert all(f"有 {rows_of(f.place.cells)} 行" in f.says for f in named)
    assert "_content" not in kept


@settings(max_examples=25, deadline=None)
@given(st.lists(TABLE, min_size=1, max_size=4))
def test_a_row_counts_as_often_as_in_the_file_that_has_it_most_often(
    tables: list[list[str]],
) -> None:
    """Two equal rows in A and two in B are two rows; one in A and two in B are two."""
    books = {f"{n}.xlsx": {"Sheet1": table} for n, table in enumerate(tables)}
    kept, findings = counted_once(EVENT, as_frame(books))
    most: Counter[str] = Counter()
    for table in tables:
        most |= Counter(table)
    assert contents(kept) == most
    doubled = {letter for letter, times in most.items() if times > 1}
    assert bool(found(findings, "W412")) == bool(doubled)


def test_nothing_but_places_and_numbers_is_told(tmp_path: Path) -> None:
    """No cell of a row, personal or not, stands in what is said about copies."""
    save(tmp_path / "a.xlsx", [*EVENTS, EVENTS[1]])
    save(tmp_path / "b.xlsx", EVENTS[:8])
    _, findings = counted(tmp_path)
    told = " ".join(f.says + f.remedy for f in findings)
    assert not re.search("主题|地点|集中宣传|记\\d", told)
