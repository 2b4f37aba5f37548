"""The invented ledgers in data/raw: written the same every time, and adding up as the report says.

Totals are typed here and read back with python-calamine: neither the generator's targets nor the
project's own intake has a say in them.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from analysis.ledgers import LEDGERS
from analysis.sample import write

PROJECT = Path(__file__).parents[1]
YEARS = (2022, 2023)
Rows = list[list[Any]]


def town(root: Path, year: int) -> Path:
    """Return the folder of 双龙镇 in a year."""
    return root / "data" / "raw" / str(year) / "双龙镇"


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of the two sample folders below ``root`` with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for year in YEARS
        for path in town(root, year).rglob("*")
        if path.is_file()
    }


def sheet(year: int, file: str, name: str) -> Rows:
    """Return the cells of one committed sheet."""
    book = CalamineWorkbook.from_path(town(PROJECT, year) / file)
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def records(rows: Rows, heading: str, column: int = 0) -> Rows:
    """Return the numbered rows of the table under ``heading``, without its total and notes."""
    top = next(i for i, row in enumerate(rows) if row[0] == heading)
    below = rows[top + 1 :]
    end = next((i for i, row in enumerate(below) if row[0] == heading), len(below))
    return [row for row in below[:end] if isinstance(row[column], float)]


def cases(year: int) -> Rows:
    """Return all rows of the register of cases."""
    file = f"人民调解登记台账（{year}年）.xlsx"
    return [
        row for month in range(1, 13) for row in records(sheet(year, file, f"{month}月"), "序号")
    ]


def sum_of(rows: Rows, column: int) -> int:
    """Add up one column, its empty cells as nothing."""
    return int(sum(row[column] or 0 for row in rows))


def parse_date(value: object) -> dt.date:
    """Return the date of a cell: a date, or year, month and day in this order."""
    if isinstance(value, dt.date):
        return value
    year, month, day = map(int, re.findall(r"\d+", str(value)))
    return dt.date(year, month, day)


def parsed(value: object) -> dt.date | None:
    """Return the date of a cell, None for an empty one."""
    return parse_date(value) if value != "" else None


def accepted_as(ledger: str, column: str, text: str) -> str | None:
    """Return the declared value that ``text`` stands for; "*读本" is any text that has 读本."""
    for value, names in LEDGERS[ledger].column(column).values.items():
        if text in {value, *names} or any(n[0] == "*" and n[1:] in text for n in names):
            return str(value)
    return None


# --- the same every time ---------------------------------------------------------------------


def test_writing_twice_gives_identical_bytes(tmp_path: Path) -> None:
    """The process, its hash seed and its time zone do not reach the files."""
    write(tmp_path / "here")
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati"}
    command = [sys.executable, "-m", "analysis.sample", str(tmp_path / "there")]
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL)
    assert tree(tmp_path / "here") == tree(tmp_path / "there")


def test_nothing_of_today_is_in_a_workbook(tmp_path: Path) -> None:
    """The clock does not reach the files: properties and zip entries carry fixed dates."""
    for path in write(tmp_path):
        if path.suffix == ".xlsx":
            book = load_workbook(path)
            fixed = dt.datetime(2024, 1, 1)  # noqa: DTZ001 - xlsx keeps no time zone
            assert book.properties.created == book.properties.modified == fixed
            entries = ZipFile(path).infolist()
            assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_data_raw_is_what_the_generator_writes(tmp_path: Path) -> None:
    """The committed sample equals the generator's, byte for byte, no file more or less."""
    written = write(tmp_path)
    expected = tree(tmp_path)
    assert len(written) == len(set(written)) == len(expected) == 24
    committed = tree(PROJECT)
    assert committed.keys() == expected.keys()
    assert [name for name in expected if committed[name] != expected[name]] == []


# --- what it adds up to ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "accepted", "sessions", "settled", "failed"),
    [(2022, 187, 191, 183, 4), (2023, 202, 202, 202, 0)],
)
def test_mediation(year: int, accepted: int, sessions: int, settled: int, failed: int) -> None:
    """S04 S05: 件次 over what was accepted in the year, 件 over what was closed in it."""
    register = cases(year)
    new = [row for row in register if parse_date(row[2]).year == year]
    closed = Counter(row[12] for row in register if row[17] != "")
    assert (len(register), len(new)) == (accepted + 2, accepted)
    assert sum_of(new, 11) == sessions
    assert +closed == +Counter({"调解成功": settled, "调解不成功": failed})
    assert {parse_date(row[17]).year for row in register if row[17] != ""} == {year}
    assert [row[12] for row in register if row[17] == ""] == ["调解中", "调解中"]
    assert {row[18] for row in register} == {"无"}


def test_mediation_pending_and_carried_over() -> None:
    """The two cases that 2022 leaves open are the two that January 2023 closes."""
    open_2022 = [row for row in cases(2022) if row[12] == "调解中"]
    carried = [row for row in cases(2023) if parse_date(row[2]).year == 2022]
    same = slice(1, 2), slice(3, 12)  # number, then parties to 调解次数
    assert [[row[part] for part in same] for row in open_2022] == [
        [row[part] for part in same] for row in carried
    ]
    assert all(parsed(row[17]) is None for row in open_2022)
    assert all(parse_date(row[17]).replace(day=1) == dt.date(2023, 1, 1) for row in carried)


def test_mediation_case_numbers_are_unique() -> None:
    """No case stands twice in the register of one year."""
    for year in YEARS:
        assert set(Counter(row[1] for row in cases(year)).values()) == {1}


def test_mediation_types_are_national_and_few_are_other() -> None:
    """Every 纠纷类型 is one of the 18 or an accepted way of writing it; 其他 is 8 % at most."""
    for year in YEARS:
        types = Counter(accepted_as("mediation", "type", row[6]) for row in cases(year))
        assert None not in types
        assert 0 < types["其他"] <= 0.08 * types.total()
        assert {title for title, _ in types.most_common(4)} == {
            "邻里", "婚姻家庭", "山林土地", "损害赔偿",
        }  # fmt: skip


def test_mediation_dates_are_written_both_ways() -> None:
    """Odd months hold dates as text, even months as dates, as different clerks leave them."""
    for month, kind in ((1, str), (2, dt.date), (11, str), (12, dt.date)):
        rows = records(sheet(2023, "人民调解登记台账（2023年）.xlsx", f"{month}月"), "序号")
        assert {type(row[2]) for row in rows} == {kind}


def test_mediation_totals_of_each_month() -> None:
    """The 合计 row under each month is the sum of the rows above it."""
    for year in YEARS:
        for month in range(1, 13):
            rows = sheet(year, f"人民调解登记台账（{year}年）.xlsx", f"{month}月")
            total = next(row for row in rows if row[0] == "合计")
            held = records(rows, "序号")
            assert (total[11], total[14]) == (sum_of(held, 11), sum_of(held, 14))


def _in_month(year: int, column: int, month: int) -> Callable[[list[Any]], bool]:
    def test(row: list[Any]) -> bool:
        day = parsed(row[column])
        return day is not None and (day.year, day.month) == (year, month)

    return test


def test_monthly_return_agrees_with_the_register() -> None:
    """受理 and 件次 by 受理日期, 成功 and 万元 by 结案日期; 累计 runs; 合计 adds 本月 only."""
    for year in YEARS:
        register = cases(year)
        rows = sheet(year, f"人民调解月报表{year}.xlsx", "月报")
        months = [row for row in rows if re.fullmatch(r"\d+月", str(row[0]))]
        assert [row[0] for row in months] == [f"{m}月" for m in range(1, 13)]
        for month, row in enumerate(months, 1):
            accepted = list(filter(_in_month(year, 2, month), register))
            closed = filter(_in_month(year, 17, month), register)
            settled = [case for case in closed if case[12] == "调解成功"]
            assert row[1:4] == [len(accepted), sum_of(accepted, 11), len(settled)]
            assert round(row[4] * 10_000, 6) == sum_of(settled, 14)
            assert row[5:8] == [sum_of(months[:month], column) for column in (1, 2, 3)]
        total = next(row for row in rows if row[0] == "合计")
        assert total[1:4] == [sum_of(months, column) for column in (1, 2, 3)]
        assert total[5:8] == ["/", "/", "/"]


@pytest.mark.parametrize(("year", "count", "settled"), [(2022, 118, 111), (2023, 127, 122)])
def test_screening(year: int, count: int, settled: int) -> None:
    """S03: one row per dispute screened, all dated in the year; the total stands above them."""
    rows = sheet(year, f"{year}年矛盾纠纷排查化解台账.xlsx", "排查台账")
    held = records(rows, "序号")
    total = next(i for i, row in enumerate(rows) if row[0] == "合计")
    assert len(held) == count
    assert {parse_date(row[1]).year for row in held} == {year}
    assert {type(row[1]) for row in held} == {str, dt.date}
    assert sum(row[9] in {"已化解", "化解"} for row in held) == settled
    assert sum(row[10] != "" for row in held) == settled
    assert rows[total][6] == sum_of(held, 6)
    assert rows[total + 1] == held[0]
    assert rows[1][1] == f"排查情况\n（共计：{count}件）"


def test_screening_as_it_is_kept() -> None:
    """A hidden column, villages merged downwards, blank rows between quarters, a second sheet."""
    book = load_workbook(town(PROJECT, 2023) / "2023年矛盾纠纷排查化解台账.xlsx")
    page = book["排查台账"]
    assert book.sheetnames == ["排查台账", "填表说明"]
    assert page.column_dimensions["L"].hidden
    downwards = [m for m in page.merged_cells.ranges if m.min_row > 4 and m.min_col == m.max_col]
    assert downwards
    assert {m.min_col for m in downwards} == {3}
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=6)]
    assert sum(not any(row) for row in rows) == 3


@pytest.mark.parametrize(
    ("year", "study", "exams"),
    [
        (2022, (7, 4, 5, 2, 1, 1), [(11, 11, 11), (55, 52, 50)]),
        (2023, (8, 4, 6, 2, 2, 1), [(12, 12, 12), (58, 56, 54)]),
    ],
)
def test_study_and_exams(
    year: int, study: tuple[int, ...], exams: list[tuple[int, int, int]]
) -> None:
    """S21 S22: eight 集中学法; all who took 法治理论考试 passed."""
    file = f"{year}年学法培训及考试台账.xlsx"
    rows = sheet(year, file, "学法培训")
    held = records(rows, "序号")
    same = {"集中学法": "集体学习", "理论学习中心组学法": "中心组学法"}
    found = Counter(same.get(row[2], row[2]) for row in held)
    names = ("集体学习", "中心组学法", "会前学法", "专题讲座", "干部培训", "旁听庭审")
    assert found == dict(zip(names, study, strict=True))
    assert all(row[6] <= row[5] for row in held)
    total = next(row for row in rows if row[0] == "合计")
    assert total[5:7] == [sum_of(held, 5), sum_of(held, 6)]
    assert [tuple(row[4:7]) for row in records(sheet(year, file, "法治考试"), "序号")] == exams


@pytest.mark.parametrize(("year", "counts"), [(2022, (44, 9, 5)), (2023, (48, 10, 6))])
def test_publicity_events(year: int, counts: tuple[int, int, int]) -> None:
    """S16 S17: 宣讲会 under its four names, 集中宣传, and the rest."""
    rows = sheet(year, f"普法活动台账{year}.xlsx", "普法活动")
    held = records(rows, "序号")
    forms = Counter(row[3] for row in held)
    lectures = sum(forms[name] for name in ("学习宣讲会", "宣讲会", "院坝会", "法治讲座"))
    assert (lectures, forms["集中宣传"], len(held) - lectures - forms["集中宣传"]) == counts
    assert {row[1].year for row in held} == {year}
    total = next(row for row in rows if row[0] == "合计")
    assert total[6:8] == [sum_of(held, 6), sum_of(held, 7)]


@pytest.mark.parametrize(
    ("year", "given", "changes"),
    [
        (2022, {"本": 2318, "个": 1105, "份": 1860}, 28),
        (2023, {"本": 2563, "个": 1236, "份": 2048}, 30),
    ],
)
def test_materials_and_boards(year: int, given: dict[str, int], changes: int) -> None:
    """S15 S18 S19 S20: two tables on one sheet; only the second has a 合计, for units differ."""
    rows = sheet(year, "宣传资料发放与宣传栏更换.xlsx", "宣传资料")
    second = next(i for i, row in enumerate(rows) if str(row[0]).endswith("宣传栏更换台账"))
    materials, boards = rows[:second], rows[second:]
    amounts: Counter[str] = Counter()
    for row in records(materials, "序号"):
        amounts[row[5]] += int(row[4])
    assert amounts == given
    assert not any(row[0] == "合计" for row in materials)
    assert [any(row) for row in materials[-3:]] == [True, False, False]
    held = records(boards, "序号")
    assert Counter(row[4] for row in held) == {"民法典": 10, "信访法治化": 10}
    assert next(row for row in boards if row[0] == "合计")[5] == sum_of(held, 5) == changes


@pytest.mark.parametrize(
    ("year", "aid", "files", "users"), [(2022, 1, 361, 98), (2023, 2, 394, 112)]
)
def test_legal_service(year: int, aid: int, files: int, users: int) -> None:
    """S11 S12 S13: a GBK file with CRLF, a title line, twelve months and their total."""
    text = (town(PROJECT, year) / f"公共法律服务月报{year}.csv").read_bytes().decode("cp936")
    lines = [line.split(",") for line in text.split("\r\n")]
    months, total = lines[2:14], lines[14]
    assert "\n" not in text.replace("\r\n", "")
    assert [line[0] for line in months] == [f"{month}月" for month in range(1, 13)]
    sums = [sum(int(line[column]) for line in months) for column in range(1, 5)]
    assert sums[1:] == [aid, files, users]
    assert total[:5] == ["合计", *map(str, sums)]


@pytest.mark.parametrize(("year", "committee"), [(2022, 4), (2023, 5)])
def test_leadership(year: int, committee: int) -> None:
    """S23 S24: a 法治建设报告会 in each half year; no interference, however zero is written."""
    file = "法治政府建设会议及履职台账.xlsx"
    held = records(sheet(year, file, "法治会议"), "序号")
    kinds = Counter(row[3] for row in held)
    assert kinds == {"法治建设报告会": 2, "党委会研究": committee, "听取汇报": 2, "述法会议": 1}
    halves = [parse_date(row[1]).month > 6 for row in held if row[3] == "法治建设报告会"]
    assert halves == [False, True]
    quarters = sheet(year, file, "干预司法登记")[2:]
    assert [row[:2] for row in quarters] == [
        ["第一季度", 0], ["第二季度", "零报告"], ["第三季度", 0], ["第四季度", "无"],
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "people"), [(2022, 23), (2023, 25)])
def test_enforcement(year: int, people: int) -> None:
    """S14: one row per official, dated in the year, the office merged over its people."""
    held = records(sheet(year, "行政执法人员培训考试.xlsx", "执法人员"), "序号")
    offices = [row[2] for row in held if row[2]]
    assert len(held) == len({row[1] for row in held}) == people
    assert {row[3].year for row in held} == {year}
    assert offices == ["平安办", "社会事务办", "规环办", "农业服务中心", "应急办"]


@pytest.mark.parametrize(("year", "wardens"), [(2022, 65), (2023, 67)])
def test_state(year: int, wardens: int) -> None:
    """S01 S02 S08 S09 S10: headcounts and stations at the end of the year, two advisers."""
    file = "双龙镇基本情况.xlsx"
    held = {row[1]: row[2] for row in records(sheet(year, file, "基本情况"), "序号")}
    assert held["场镇专职网格员"] == 3
    assert held["行政村网格员"] == wardens
    assert (held["行政村"], held["社区"]) == (9, 1)
    assert (held["公共法律服务站"], held["公共法律服务室"]) == (1, 10)
    assert len(records(sheet(year, file, "法律顾问"), "序号")) == 2


# --- nobody real, nothing copied -------------------------------------------------------------


def _cells() -> list[str]:
    return [
        str(cell)
        for year in YEARS
        for path in town(PROJECT, year).glob("*.xlsx")
        for name in CalamineWorkbook.from_path(path).sheet_names
        for row in sheet(year, path.name, name)
        for cell in row
    ]


def test_persons_cannot_exist() -> None:
    """ID numbers are well formed, in an area that is none; telephones share one invented start."""
    cells = _cells()
    numbers = [cell for cell in cells if re.fullmatch(r"\d{17}[\dX]", cell)]
    phones = [cell for cell in cells if re.fullmatch(r"1\d{10}", cell)]
    weights = [2**place % 11 for place in range(17, -1, -1)]  # ISO 7064: the sum is 1 modulo 11
    for number in numbers:
        digits = [10 if character == "X" else int(character) for character in number]
        assert number.startswith("990000")
        assert sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 1
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert len(numbers) == 189 + 204
    assert len(phones) == len(numbers) + 4  # and the advisers'
    assert all(phone.startswith("1990000") for phone in phones)


def test_names_are_plainly_invented() -> None:
    """Names of parties are a surname and two characters of 示例样本虚构甲乙丙丁戊己."""
    for year in YEARS:
        for row in cases(year):
            for name in row[3].split("、"):
                assert re.fullmatch("[\u4e00-\u9fff][示例样本虚构甲乙丙丁戊己]{2}", name)


def test_signatory_stands_in_no_ledger() -> None:
    """The name printed in the report is in no personal column, so that the gate lets it pass."""
    for year in YEARS:
        report = tomllib.loads((town(PROJECT, year) / "report.toml").read_text("utf-8"))
        assert not any(report["signatory"] in cell for cell in _cells())


def test_only_properties_say_that_a_workbook_is_a_sample() -> None:
    """Each workbook calls itself 示例数据 in its properties; no cell does."""
    for year in YEARS:
        for path in town(PROJECT, year).glob("*.xlsx"):
            assert "示例数据" in load_workbook(path).properties.title
    assert not any("示例数据" in cell for cell in _cells())


@pytest.mark.parametrize(
    ("year", "number", "signed"),
    [
        (2022, "双龙委文〔2023〕7号", dt.date(2023, 1, 18)),
        (2023, "双龙委文〔2024〕9号", dt.date(2024, 1, 22)),
    ],
)
def test_report_file(year: int, number: str, signed: dt.date) -> None:
    """report.toml says what the report is, and that it is a sample; each key has its comment."""
    text = (town(PROJECT, year) / "report.toml").read_text("utf-8")
    assert tomllib.loads(text) == {
        "sample": True,
        "document_number": number,
        "organs": ["中共丰都县双龙镇委员会", "丰都县双龙镇人民政府"],
        "recipients": "县委、县政府",
        "copies_to": ["县司法局"],
        "issued_by": "双龙镇党政办公室",
        "signatory": "冉示例",
        "signed_on": signed,
        "data_cutoff": dt.date(year, 12, 31),
        "status": "送审",
    }
    blocks = text.strip().split("\n\n")
    assert all(block.startswith("# ") and block.count("\n") == 1 for block in blocks)


def test_prose() -> None:
    """文字材料.md has the ten headings, one figure by name, one typed digit, no XX."""
    for year, counts in ((2022, (2, 3)), (2023, (2, 3))):
        text = (town(PROJECT, year) / "文字材料.md").read_text("utf-8")
        parts = dict(part.split("\n\n", 1) for part in text.removeprefix("# ").split("\n\n# "))
        assert len(parts) == 10
        assert re.findall(r"\{.*?\}", text) == ["{mediation.settled}"]
        assert re.findall(r"\d+", text) == ["1"]
        found = [len(parts[name].strip().split("\n\n")) for name in list(parts)[-2:]]
        assert tuple(found) == counts


@pytest.mark.parametrize(
    ("ledger", "column", "file", "name", "place"),
    [
        ("screening", "outcome", "2023年矛盾纠纷排查化解台账.xlsx", "排查台账", 9),
        ("screening", "type", "2023年矛盾纠纷排查化解台账.xlsx", "排查台账", 4),
        ("study", "category", "2023年学法培训及考试台账.xlsx", "学法培训", 2),
        ("publicity_events", "form", "普法活动台账2023.xlsx", "普法活动", 3),
        ("materials", "category", "宣传资料发放与宣传栏更换.xlsx", "宣传资料", 3),
        ("meetings", "category", "法治政府建设会议及履职台账.xlsx", "法治会议", 3),
        ("enforcement_training", "exam", "行政执法人员培训考试.xlsx", "执法人员", 5),
        ("state", "item", "双龙镇基本情况.xlsx", "基本情况", 1),
    ],
)
def test_every_category_is_accepted(
    ledger: str, column: str, file: str, name: str, place: int
) -> None:
    """What the clerks of 双龙镇 write is a declared value or a declared way of writing one."""
    texts = {row[place] for row in records(sheet(2023, file, name), "序号")}
    assert {text for text in texts if accepted_as(ledger, column, text) is None} == set()
