"""The invented country: the same bytes from a seed, read as intended, wrong only where planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import fazhi

from analysis.cli.sample import years_of
from analysis.county.model import CountyYear, Filing, Member
from analysis.county.read import read_year
from analysis.documents.read import read_document
from analysis.errors import RefusedError, UsageError
from analysis.findings import Severity
from analysis.intake.folder import read_folder
from analysis.roster import roster_of
from analysis.sample.country import town_files, write
from analysis.sample.country.keeping import ledgers_of
from analysis.sample.country.parts import PARTS
from analysis.sample.country.towns import MOST, PER_COUNTY, Lot, Town, key_of, lot, town_of
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
        and town.part != "written"
        and {*kept} <= {*ledgers_of(town, YEAR)}
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
    towns = (town_of(SEED, number) for number in range(100))
    town = next(t for t in towns if not (t.part + lot(t, 2022) + lot(t, 2023)))
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
    assert read == set(() if befalls == "silent" else ledgers_of(town, YEAR))
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
    write(tmp_path, PER_COUNTY, (YEAR,), seed=SEED, jobs=1)
    towns = [town_of(SEED, number) for number in range(PER_COUNTY)]
    roster = roster_of(Workspace(tmp_path), YEAR)
    assert roster.absent == tuple(town.name for town in towns if lot(town, YEAR) == "silent")
    given = (*roster.filed, *roster.documents)
    assert {area.key for area in given} == {t.name for t in towns} - {*roster.absent}
    assert len(roster.absent) == 1
    assert not roster.strange
    assert not roster.asked


# --- something to find -----------------------------------------------------------------------

YEARS = (2021, 2022, 2023)


@dataclass(frozen=True)
class Found:
    """A county of ten towns as its reviewer has it: each year, and the town that plays each part."""

    workspace: Workspace
    years: dict[int, CountyYear]
    towns: dict[str, Area]

    def member(self, part: str, year: int = YEAR) -> Member:
        """Return the town that plays a part in a year."""
        return self.years[year].by_town[self.towns[part]]

    def value(self, part: str, name: str, year: int = YEAR) -> Decimal:
        """Return a total of the town that plays a part."""
        return self.member(part, year).totals[name].value


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return the smallest county that has all parts, read once."""
    root = tmp_path_factory.mktemp("county")
    write(root, 10, YEARS, seed=SEED, jobs=1)
    workspace = Workspace(root)
    towns = {str(t.part): Area((t.name,)) for t in (town_of(SEED, number) for number in range(10))}
    return Found(workspace, {year: read_year(workspace, year) for year in YEARS}, towns)


@pytest.mark.parametrize("county", [0, 1, 40])
def test_every_county_has_each_part_once_and_no_part_is_spoilt(county: int) -> None:
    """Of ten towns each part is one's, and nothing befalls who plays it in any year."""
    for seed in range(5):
        towns = [town_of(seed, county * PER_COUNTY + place) for place in range(PER_COUNTY)]
        playing = [town for town in towns if town.part]
        assert sorted(town.part for town in playing) == sorted(PARTS)
        assert set(playing) < {*towns[:10]}
        assert not any(lot(town, year) for town in playing for year in YEARS)


def test_one_is_late_and_the_others_are_in_time(found: Found) -> None:
    """The county noted when each report came; of one that is silent it noted nothing."""
    for year, county in found.years.items():
        late = [member.town for member in county.members if member.filing is Filing.LATE]
        assert late == [found.towns["late"]]
        assert found.member("late", year).says.startswith("收到日期")
    settings = [found.workspace.settings(m.area, m.year) for m in found.years[YEAR].members]
    assert all(one.received_on for one in settings)
    silent = dict(town_files(first_with("silent"), YEAR))
    assert b"received_on" not in silent["report.toml"]


def test_a_word_report_is_read_as_verify_reads_it(found: Found) -> None:
    """Its town has no ledgers; what stands in 自填.csv is what the sentences say."""
    member = found.member("written")
    assert member.filing is Filing.WORD
    assert member.says.startswith("只交了文档，其中7个数字标为自填")
    (path,) = found.workspace.raw(member.area, YEAR).glob("*.docx")
    text = "\n".join(paragraph.text for paragraph in read_document(path).paragraphs)
    assert f"受理矛盾纠纷{member.reported['mediation.accepted'].value}件" in text
    assert f"宣传活动{member.reported['publicity.events'].value}场次" in text
    assert member.reported["publicity.handouts"].about == "余"
    assert len(member.reported) == 7


def test_one_succeeds_too_seldom_and_one_always(found: Found) -> None:
    """Both have cases enough for it to be no chance; the others are near each other."""
    name = "mediation.success_rate"
    assert 50 < found.value("failing", name) < 70
    assert found.value("perfect", name) == 100
    for part in ("failing", "perfect"):
        assert found.member(part).totals[name].parts[1].value >= 130
    odd = {found.towns["failing"], found.towns["perfect"]}
    others = [o for member, o in found.years[YEAR].having(name) if member.town not in odd]
    assert all(o.value > 90 for o in others if o.parts[1].value > 90)


def test_registers_come_after_monthly_returns(found: Found) -> None:
    """The same figures come by another formula after the first year."""
    for name in ("mediation.accepted", "disputes.screened", "publicity.events"):
        by = [found.member("turned", year).totals[name].formula for year in YEARS]
        assert by[0] != by[1] == by[2] == 0


def test_a_renamed_town_is_one_town_over_the_years(found: Found) -> None:
    """Its folders and papers bear the name of their year; it stays the town of county.toml."""
    members = [found.member("renamed", year) for year in YEARS]
    assert len({member.town for member in members}) == 1
    assert [member.area.name[-1] for member in members] == ["乡", "乡", "镇"]
    for member in members:
        organs = found.workspace.settings(member.area, member.year).organs
        assert all(member.area.name in organ for organ in organs)


def test_publicity_of_one_grows_by_half_a_year(found: Found) -> None:
    """So much that chance of a year does not hide it."""
    before, then, now = (found.value("growing", "publicity.events", year) for year in YEARS)
    assert 1.2 < then / before < 1.8
    assert 1.2 < now / then < 1.8


def test_the_county_knows_how_many_live_in_each_town(found: Found) -> None:
    """People and villages of every town, for comparisons per head."""
    assert all(member.population and member.villages for member in found.years[YEAR].members)
    state = found.member("late", 2022).totals["places.population"].value
    assert state == found.member("late", 2022).population


# --- nobody real -----------------------------------------------------------------------------


def texts_of(town: Town) -> Iterator[str]:
    """Yield the text of each file of a town."""
    for name, content in town_files(town, YEAR):
        texts = {"xlsx": "xl/sharedStrings.xml", "docx": "word/document.xml"}
        if part := texts.get(name.rpartition(".")[2]):
            with ZipFile(BytesIO(content)) as book:
                yield book.read(part).decode()
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
    keys = sorted(key_of(town_of(5, number).then(2022), 2) for number in range(2))
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
