"""The invented country: the same bytes from a seed, read as intended, wrong only where planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import fazhi

from analysis.cli.sample import years_of
from analysis.errors import RefusedError, UsageError
from analysis.findings import Severity
from analysis.intake.folder import read_folder
from analysis.roster import roster_of
from analysis.sample.country import town_files, write
from analysis.sample.country.keeping import ledgers_of
from analysis.sample.country.towns import MOST, Lot, Town, key_of, lot, town_of
from analysis.town import load
from analysis.workspace import Area, Workspace

SEED, YEAR = 5, 2023


def tree(root: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@cache
def first_with(befalls: Lot, *kept: str) -> Town:
    """Return the first town of ordinary size that this befalls and that keeps these ledgers."""
    towns = (town_of(SEED, number) for number in range(MOST))
    return next(
        town
        for town in towns
        if lot(town, YEAR) == befalls
        and 100 <= town.cases <= 250
        and {*kept} <= {*ledgers_of(town)}
    )


def placed(root: Path, town: Town) -> tuple[Workspace, Area]:
    """Write one town's folder below a root."""
    workspace, area = Workspace(root), Area((town.name,))
    folder = workspace.raw(area, YEAR)
    folder.mkdir(parents=True)
    for name, content in town_files(town, YEAR):
        (folder / name).write_bytes(content)
    return workspace, area


# --- the same every time ---------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_in_one_process_or_two(tmp_path: Path) -> None:
    """Neither the run nor the number of processes reaches a file."""
    written = [
        write(tmp_path / name, 28, (YEAR,), seed=SEED, jobs=jobs)
        for name, jobs in (("one", 1), ("two", 2))
    ]
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    assert one == two
    assert written == [len(one) - 1] * 2  # all but county.toml


def test_a_town_is_the_same_whatever_the_others(tmp_path: Path) -> None:
    """Town k alone is town k of many, in a country of one county or of several."""
    write(tmp_path / "few", 3, (YEAR,), seed=SEED, jobs=1)
    write(tmp_path / "many", 31, (YEAR,), seed=SEED, jobs=1)
    for number in range(3):
        town = town_of(SEED, number)
        alone = dict(town_files(town, YEAR))
        for root, count in (("few", 3), ("many", 31)):
            area = Area.parse(key_of(town, count))
            assert tree(Workspace(tmp_path / root).raw(area, YEAR)) == alone


def test_another_seed_gives_another_country() -> None:
    """The seed reaches what is written, not only the names."""
    one, other = (dict(town_files(town_of(seed, 0), YEAR)) for seed in (1, 2))
    assert not {*one.values()} & {*other.values()}


def test_a_workbook_says_that_it_is_invented_and_nothing_of_today() -> None:
    """Zip entries carry a fixed date; properties name the data 示例."""
    for name, content in town_files(first_with(""), YEAR):
        if name.endswith(".xlsx"):
            with ZipFile(BytesIO(content)) as book:
                assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                assert "均为虚构" in book.read("docProps/core.xml").decode()


# --- habits ----------------------------------------------------------------------------------


def test_a_town_keeps_its_habits_over_the_years_and_its_figures_drift() -> None:
    """The same files in both years, but for the year in their names and all that they hold."""
    town = next(t for n in range(100) if not lot(t := town_of(SEED, n), 2022) + lot(t, 2023))
    before, after = dict(town_files(town, 2022)), dict(town_files(town, 2023))
    assert [name.replace("2022", "2023") for name in before] == list(after)
    assert not {*before.values()} & {*after.values()}


def test_of_a_hundred_towns_few_fail_and_one_files_nothing() -> None:
    """In every hundred of towns and every year the planned number is silent, refused, warned."""
    for year, first in ((2022, 0), (2023, 300)):
        lots = [lot(town_of(SEED, number), year) for number in range(first, first + 100)]
        assert [lots.count(what) for what in ("silent", "refused", "warned")] == [1, 3, 5]


def test_no_two_towns_of_thousands_have_one_key() -> None:
    """A key below the year is one town; every county says that it is none."""
    keys = {key_of(town_of(SEED, number), 3000) for number in range(3000)}
    assert len(keys) == 3000
    assert all(re.fullmatch(r".{2}示例县/.{2}(镇|乡|街道)", key) for key in keys)


# --- read as intended ------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(12))
def test_every_ledger_is_read_as_the_one_it_is(tmp_path: Path, number: int) -> None:
    """Whatever the headings, dates and files of a town: each ledger is found, and no other."""
    town = town_of(SEED, number)
    befalls = lot(town, YEAR)
    workspace, area = placed(tmp_path, town)
    intake = read_folder(workspace.raw(area, YEAR), YEAR, workspace.mapping(area))
    read = {ledger for ledger, frame in intake.frames.items() if len(frame)}
    assert read == set(() if befalls == "silent" else ledgers_of(town))
    severities = [finding.severity for finding in intake.findings]
    assert (Severity.ERROR in severities) == (befalls == "refused")
    assert severities.count(Severity.WARNING) <= 1


def test_an_ordinary_town_has_a_report_with_many_figures(tmp_path: Path) -> None:
    """A town that keeps registers gets figures of mediation, publicity and training."""
    town = first_with("", "mediation", "publicity_events", "study")
    loaded = load(*placed(tmp_path, town), YEAR)
    told = {observation.indicator for observation in loaded.observations if not observation.cell}
    assert {"mediation.accepted", "mediation.success_rate", "publicity.events"} <= told
    assert len(told) > 60
    assert loaded.settings.sample


def test_a_town_with_a_planned_error_is_refused(tmp_path: Path) -> None:
    """What is wrong in it stops its report."""
    with pytest.raises(RefusedError):
        load(*placed(tmp_path, first_with("refused")), YEAR)


def test_a_doubtful_town_is_warned_and_has_its_report(tmp_path: Path) -> None:
    """What is doubtful is told and stops nothing."""
    loaded = load(*placed(tmp_path, first_with("warned")), YEAR)
    assert Severity.WARNING in {finding.severity for finding in loaded.findings}


def test_a_silent_town_is_told_as_absent(tmp_path: Path) -> None:
    """The towns of county.toml are those that have folders; one without ledgers has not filed."""
    seed = next(seed for seed in range(2000) if lot(town_of(seed, 1), YEAR) == "silent")
    write(tmp_path, 3, (YEAR,), seed=seed, jobs=1)
    roster = roster_of(Workspace(tmp_path), YEAR)
    assert roster.absent == (town_of(seed, 1).name,)
    assert {area.key for area in roster.filed} == {town_of(seed, n).name for n in (0, 2)}
    assert not roster.strange
    assert not roster.asked


# --- nobody real -----------------------------------------------------------------------------


def texts_of(town: Town) -> Iterator[str]:
    """Yield the text of each file of a town."""
    for name, content in town_files(town, YEAR):
        if name.endswith(".xlsx"):
            with ZipFile(BytesIO(content)) as book:
                yield book.read("xl/sharedStrings.xml").decode()
        else:
            gbk = name.endswith(".csv") and not content.startswith(b"\xef\xbb\xbf")
            yield content.decode("gb18030" if gbk else "utf-8")


def test_numbers_of_persons_are_of_no_place_and_no_network() -> None:
    """What looks like an ID number or a telephone is of the invented scheme."""
    looks = re.compile(r"(?<!\d)(?:\d{17}[\dX]|1\d{10})(?!\d)")
    found = [
        number
        for place in range(12)
        for text in texts_of(town_of(SEED, place))
        for number in looks.findall(text)
    ]
    assert found
    assert all(number.startswith(("990000", "1990000")) for number in found)


# --- the command -----------------------------------------------------------------------------


def test_the_command_writes_towns_and_years(tmp_path: Path) -> None:
    """`fazhi sample` makes a root that fazhi takes; doing it again changes nothing."""
    asked = ("sample", str(tmp_path / "d"), "--towns", "2", "--years", "2022-2023", "--seed", "5")
    first = fazhi(*asked)
    assert first.code == 0, first.out
    before = tree(tmp_path)
    assert fazhi(*asked).code == 0
    assert tree(tmp_path) == before
    workspace = Workspace(tmp_path / "d")
    assert workspace.years() == [2022, 2023]
    assert workspace.configuration().county.name.endswith("示例县")
    keys = sorted(key_of(town_of(5, number), 2) for number in range(2))
    assert [area.key for area in workspace.areas(2022)] == keys


@pytest.mark.parametrize(
    ("text", "years"),
    [("2023", [2023]), ("2022-2023", [2022, 2023]), (" 2021-2023 ", [2021, 2022, 2023])],
)
def test_years_are_one_or_from_one_to_another(text: str, years: list[int]) -> None:
    """The first and the last are both among them."""
    assert [*years_of(text)] == years


@pytest.mark.parametrize(
    ("text", "says"),
    [("23", "不是年度"), ("2023-2022", "请写 2022-2023"), ("2022—2023", "不是年度")],
)
def test_mistyped_years_are_told(text: str, says: str) -> None:
    """Years that cannot be meant are refused in a sentence."""
    with pytest.raises(UsageError) as told:
        years_of(text)
    assert says in str(told.value)


def test_a_mistyped_command_writes_nothing(tmp_path: Path) -> None:
    """Exit code 2, and no folder."""
    done = fazhi("sample", str(tmp_path / "d"), "--years", "23")
    assert (done.code, "不是年度" in done.out) == (2, True)
    assert not (tmp_path / "d").exists()


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_a_number_of_towns_that_cannot_be_is_refused(tmp_path: Path, count: int) -> None:
    """No towns, or more than there are names for."""
    with pytest.raises(UsageError, match="乡镇数"):
        write(tmp_path / "d", count, (YEAR,))


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    """Neither somebody's files, nor another country, nor one with a town added is written into."""
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="已有别的内容"):
        write(tmp_path, 1, (YEAR,), seed=SEED)
    root = tmp_path / "country"
    write(root, 1, (YEAR,), seed=SEED, jobs=1)
    with pytest.raises(UsageError, match="已有别的内容"):
        write(root, 2, (YEAR,), seed=SEED)
    (root / "data" / "raw" / "2023" / "甲镇").mkdir()
    with pytest.raises(UsageError, match="甲镇"):
        write(root, 1, (YEAR,), seed=SEED)
