"""How each town of a county has filed, and the figures that the county may take from it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import MEDIATION, YEAR, Rows, save

from analysis.beside.reported import REPORTED, Reported
from analysis.cells import Source
from analysis.county.model import CountyYear, Filing, Member
from analysis.county.pooled import coverage, pooled_total
from analysis.county.read import read_year, scopes, slices
from analysis.errors import ConfigurationError, FazhiError, UnreadableFileError
from analysis.indicators import INDICATORS
from analysis.indicators.definition import Definitions
from analysis.indicators.model import Observation, Part, Ratio
from analysis.verify.outputs.export import reported_csv
from analysis.workspace import Area, Workspace

ACCEPTED, RATE = "mediation.accepted", "mediation.success_rate"
WRONG: Rows = [*MEDIATION, [4, "4号", "2023.13.5", "合同", "钱六三", "调解成功", "2023-03-09"]]
OFFICIALS: Rows = [
    ["序号", "姓名", "科室", "参加时间", "网络学习学时", "资格考试结果"],
    *(
        [n, f"样本{n}", office, "2023-05-06", 40, "合格"]
        for n, office in enumerate(("平安办",) * 5 + ("应急办",) + ("农业办",) * 3, 1)
    ),
]


class Root:
    """A root that a test fills: its county.toml and what towns hand in."""

    def __init__(self, root: Path) -> None:
        """Start with a year and no town."""
        self.workspace = Workspace(root)
        self.raw = root / "data" / "raw" / str(YEAR)
        self.raw.mkdir(parents=True)

    def expects(self, *towns: str, due: str = "", former: str = "") -> Root:
        """Write county.toml. ``former``: a name that the first of the towns had."""
        told = ['[county]\nname = "示例县"\n', f'due = "{due}"\n' if due else ""]
        for n, town in enumerate(towns):
            told.append(f'[[county.towns]]\nname = "{town}"\npopulation = 9000\nvillages = 5\n')
            told.append(f'former_names = "{former}"\n' if former and not n else "")
        (self.workspace.root / "county.toml").write_text("".join(told), encoding="utf-8")
        return self

    def town(self, key: str, rows: Rows = MEDIATION, **settings: str) -> Path:
        """Hand in a register and a report.toml."""
        folder = self.raw / key
        save(folder / "台账.xlsx", rows)
        if settings:
            told = "".join(f"{name} = {value}\n" for name, value in settings.items())
            (folder / "report.toml").write_text(told, encoding="utf-8")
        return folder

    def document(self, key: str, name: str = "报告.docx") -> None:
        """Hand in a written report."""
        (self.raw / key).mkdir(parents=True, exist_ok=True)
        (self.raw / key / name).write_bytes(b"PK\x03\x04")

    def reports(self, *towns: str, indicator: str = ACCEPTED) -> Path:
        """Write 自填.csv as fazhi verify does: each town accepted 12 cases."""
        figures = [
            Reported(town, YEAR, indicator, Decimal(12), "", "报告.docx", "第3段", "受理12件。")
            for town in towns
        ]
        path = self.raw / REPORTED
        path.write_text(reported_csv(figures, INDICATORS), encoding="utf-8-sig")
        return path

    def read(self, scope: tuple[str, ...] = ()) -> CountyYear:
        """Return the year."""
        return read_year(self.workspace, YEAR, scope)

    def member(self, key: str) -> Member:
        """Return one town of the year, by its present name."""
        return self.read().by_town[Area.parse(key)]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """Return an empty root."""
    return Root(tmp_path)


def filings(county: CountyYear) -> dict[str, Filing]:
    """Return how each town has filed."""
    return {member.town.key: member.filing for member in county.members}


def accepted(member: Member) -> int | None:
    """Return how many cases a town accepted, None where no ledger says."""
    total = member.totals.get(ACCEPTED)
    return int(total.value) if total else None


# --- every state -----------------------------------------------------------------------------


def test_every_town_has_one_of_five_states_in_the_order_of_the_county(root: Root) -> None:
    """Filed, late, refused, Word only and absent; a town that nobody expected comes last."""
    root.expects("戊镇", "丁镇", "丙镇", "乙镇", "甲镇", due="02-20")
    root.town("甲镇", received_on="2024-02-20")
    root.town("乙镇", received_on="2024-02-21")
    root.town("丙镇", WRONG)
    root.document("丁镇")
    root.town("子镇")
    county = root.read()
    assert list(filings(county).items()) == [
        ("戊镇", Filing.ABSENT), ("丁镇", Filing.WORD), ("丙镇", Filing.REFUSED),
        ("乙镇", Filing.LATE), ("甲镇", Filing.FILED), ("子镇", Filing.FILED),
    ]  # fmt: skip
    assert [member.town.key for member in county.usable] == ["乙镇", "甲镇", "子镇"]
    assert all(bool(member.totals) == member.usable for member in county.members)
    assert {member.population for member in county.members} == {9000, None}
    assert "错误 1 条" in county.by_town[Area(("丙镇",))].says
    assert root.member("甲镇").says == ""


def test_a_year_without_any_folder_has_only_absent_towns(root: Root) -> None:
    """The roster alone is a year."""
    county = read_year(root.expects("甲镇", "乙镇").workspace, YEAR + 1)
    assert set(filings(county).values()) == {Filing.ABSENT}
    assert not county.given


def test_a_folder_with_nothing_but_settings_is_no_filing(root: Root) -> None:
    """report.toml, 文字材料 and a correction table are no ledgers."""
    folder = root.expects("甲镇").town("甲镇", received_on="2024-01-02")
    (folder / "台账.xlsx").rename(folder / "更正.xlsx")
    (folder / "文字材料.md").write_text("# 总体情况", encoding="utf-8")
    assert root.member("甲镇").filing is Filing.ABSENT


@pytest.mark.parametrize("name", ["扫描.jpg", "报告.txt", "报告.html", "材料.zip"])
def test_files_without_any_ledger_are_no_filing_of_figures(root: Root, name: str) -> None:
    """A scan or a text beside a Word report, or alone, is said to hold no ledger."""
    content = b"\xff\xd8\xff\xe0" if name.endswith("jpg") else "全年受理12件。".encode()
    root.expects("甲镇", "乙镇").document("乙镇")
    for town in ("甲镇", "乙镇"):
        (root.raw / town).mkdir(exist_ok=True)
        (root.raw / town / name).write_bytes(content)
    for town in ("甲镇", "乙镇"):
        assert root.member(town).filing is Filing.WORD
        assert "台账" in root.member(town).says


def test_a_refused_town_shows_no_figures_of_an_earlier_build(root: Root) -> None:
    """What its ledgers once gave lies on disk and is not passed off as new."""
    root.expects("甲镇").town("甲镇")
    assert accepted(root.member("甲镇")) == 3
    root.town("甲镇", WRONG)
    assert root.member("甲镇").filing is Filing.REFUSED
    assert accepted(root.member("甲镇")) is None


def test_ledgers_that_changed_are_read_anew(root: Root) -> None:
    """A row added after the last reading counts."""
    root.expects("甲镇").town("甲镇")
    before = root.member("甲镇")
    root.town("甲镇", [*MEDIATION, [4, "4号", "2023-04-05", "合同", "钱六三", "撤回", None]])
    after = root.member("甲镇")
    assert (accepted(before), accepted(after)) == (3, 4)
    assert before.key != after.key


# --- late ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "filing", "says"),
    [
        ({"received_on": "2024-02-20"}, Filing.FILED, ""),
        ({"received_on": "2024-02-21"}, Filing.LATE, "收到日期2024年2月21日晚于报送期限2024年2月20日。"),
        ({"signed_on": "2024-03-01"}, Filing.LATE, "成文日期2024年3月1日晚于报送期限2024年2月20日。"),
        ({"signed_on": "2024-03-01", "received_on": "2024-02-20"}, Filing.FILED, ""),
        ({"signed_on": "2024-01-20", "received_on": "2024-03-02"}, Filing.LATE, "收到日期2024年3月2日晚于报送期限2024年2月20日。"),
        ({}, Filing.FILED, ""),
    ],
)  # fmt: skip
def test_late_is_what_came_after_the_day(
    root: Root, settings: dict[str, str], filing: Filing, says: str
) -> None:
    """By the day that the county noted, else by the day of signing; who knows neither is not late."""
    root.expects("甲镇", due="02-20").town("甲镇", **settings)
    member = root.member("甲镇")
    assert (member.filing, member.says) == (filing, says)


def test_without_a_day_nobody_is_late(root: Root) -> None:
    """A county that names no day calls nobody late."""
    root.expects("甲镇").town("甲镇", received_on="2024-12-31")
    assert root.member("甲镇").filing is Filing.FILED


@pytest.mark.parametrize("towns", [(), ("甲镇",)])
def test_a_day_that_is_none_is_one_clear_error(root: Root, towns: Iterable[str]) -> None:
    """31 February is a fault of county.toml, not of the towns, whether any has filed or not."""
    root.expects("甲镇", "乙镇", due="02-31")
    for town in towns:
        root.town(town, received_on="2024-02-20")
    with pytest.raises(ConfigurationError, match="“02-31”不是一个日期"):
        root.read()


def test_a_written_report_may_be_late_too(root: Root) -> None:
    """What is said of it says both."""
    root.expects("甲镇", due="02-20").document("甲镇")
    (root.raw / "甲镇" / "report.toml").write_text("received_on = 2024-03-02", encoding="utf-8")
    member = root.member("甲镇")
    assert member.filing is Filing.WORD
    assert "晚于报送期限" in member.says
    assert "fazhi verify" in member.says


def test_settings_that_cannot_be_read_are_the_fault_of_their_town(root: Root) -> None:
    """The others have their figures; the town is told what is wrong in which file."""
    root.expects("甲镇", "乙镇").town("甲镇", received_on="昨天")
    root.town("乙镇")
    county = root.read()
    assert filings(county) == {"甲镇": Filing.REFUSED, "乙镇": Filing.FILED}
    assert "report.toml" in county.members[0].says
    assert accepted(county.members[1]) == 3


# --- names -----------------------------------------------------------------------------------


def test_a_renamed_town_stands_under_its_present_name(root: Root) -> None:
    """Its folder may bear the former one; it is neither absent nor there twice."""
    root.expects("甲镇", "乙镇", former="甲乡").town("甲乡")
    root.town("乙镇")
    county = root.read()
    assert filings(county) == {"甲镇": Filing.FILED, "乙镇": Filing.FILED}
    assert county.members[0].area == Area(("甲乡",))
    assert county.members[0].population == 9000


def test_of_two_folders_under_former_names_none_is_lost(root: Root) -> None:
    """Both are shown: which is the town's is for the county to say."""
    text = '[county]\n[[county.towns]]\nname = "甲镇"\nformer_names = ["甲乡", "甲街道"]\n'
    (root.workspace.root / "county.toml").write_text(text, encoding="utf-8")
    root.town("甲乡")
    root.town("甲街道")
    assert sorted(member.area.key for member in root.read().members) == ["甲乡", "甲街道"]


def test_a_folder_like_an_expected_town_is_asked_about(root: Root) -> None:
    """It gives no figures; the town is absent, and the page says which folder may be meant."""
    root.expects("双龙镇").town("双龙真")
    (member,) = root.read().members
    assert (member.town.key, member.filing) == ("双龙镇", Filing.ABSENT)
    assert member.says == "有一个名为“双龙真”的文件夹，请确认是否为这个镇。"


def test_towns_of_one_name_in_two_counties_stay_apart(root: Root) -> None:
    """Each scope has its own, with its own figures; the whole root has both."""
    root.expects("甲县/双龙镇", "乙县/双龙镇").town("甲县/双龙镇")
    root.town("乙县/双龙镇", MEDIATION[:3])
    assert scopes(root.workspace, YEAR) == [(), ("乙县",), ("甲县",)]
    assert [accepted(member) for member in root.read().members] == [3, 2]
    for county, cases in (("甲县", 3), ("乙县", 2)):
        (member,) = root.read((county,)).members
        assert (member.town, accepted(member)) == (Area((county, "双龙镇")), cases)


def test_what_stands_beside_the_towns_of_a_county_is_no_town(root: Root) -> None:
    """report.toml and 文字材料 in the county's folder are the county's own."""
    root.town("甲县/双龙镇")
    for name, text in (("report.toml", 'status = "定稿"'), ("文字材料.md", "# 总体情况")):
        (root.raw / "甲县" / name).write_text(text, encoding="utf-8")
        (root.raw / name).write_text(text, encoding="utf-8")
    assert filings(root.read()) == {"甲县/双龙镇": Filing.FILED}


# --- 自填 ------------------------------------------------------------------------------------


def test_own_figures_are_kept_apart_from_those_of_ledgers(root: Root) -> None:
    """A town with ledgers is not told by its report; one without is, and by nothing else."""
    root.expects("甲镇", "乙镇", "丙镇").town("甲镇")
    root.document("乙镇")
    root.reports("甲镇", "乙镇", "丙镇")
    county = root.read()
    assert filings(county) == {"甲镇": Filing.FILED, "乙镇": Filing.WORD, "丙镇": Filing.WORD}
    assert [len(member.reported) for member in county.members] == [0, 1, 1]
    assert [len(member.totals) > 0 for member in county.members] == [True, False, False]
    total = pooled_total(county, ACCEPTED)
    assert total is not None
    assert total.value == 3


def test_own_figures_of_a_town_that_nobody_knows_are_shown(root: Root) -> None:
    """A county that has only written reports has towns all the same."""
    root.reports("甲镇")
    assert filings(root.read()) == {"甲镇": Filing.WORD}


def test_own_figures_find_a_renamed_town(root: Root) -> None:
    """A report under the former name is that of the town."""
    root.expects("甲镇", "乙镇", former="甲乡").reports("甲乡")
    assert filings(root.read()) == {"甲镇": Filing.WORD, "乙镇": Filing.ABSENT}


def test_own_figures_are_given_to_no_two_towns(root: Root) -> None:
    """A name that two towns bear is neither's; with its county it is one's."""
    root.expects("甲县/双龙镇", "乙县/双龙镇")
    root.reports("双龙镇")
    assert filings(root.read()) == {
        "甲县/双龙镇": Filing.ABSENT, "乙县/双龙镇": Filing.ABSENT, "双龙镇": Filing.WORD,
    }  # fmt: skip
    root.reports("乙县/双龙镇")
    assert filings(root.read()) == {"甲县/双龙镇": Filing.ABSENT, "乙县/双龙镇": Filing.WORD}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (",12,", ",十二,"),
        (",12,", ",NaN,"),
        ("甲镇,2023,mediation.accepted,受理人民调解案件,12,件,,报告.docx,第3段,受理12件。", "甲镇"),
        ("编号", "代码"),
        (",mediation.accepted,", ",mediation.acepted,"),
        ("甲镇,2023", "../甲镇?,2023"),
    ],
)
def test_own_figures_changed_by_hand_are_a_clear_error(root: Root, before: str, after: str) -> None:
    """One Chinese sentence; nothing of the file is used."""
    path = root.reports("甲镇")
    text = path.read_text(encoding="utf-8-sig")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8-sig")
    with pytest.raises(FazhiError) as told:
        root.read()
    if "?" not in after:
        assert isinstance(told.value, UnreadableFileError)
        assert REPORTED in str(told.value)


def test_own_figures_of_another_year_are_not_this_years(root: Root) -> None:
    """A file that was copied on gives nothing."""
    root.expects("甲镇")
    path = root.reports("甲镇")
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("甲镇,2023", "甲镇,2022"), encoding="utf-8-sig"
    )
    assert filings(root.read()) == {"甲镇": Filing.ABSENT}


# --- disclosure ------------------------------------------------------------------------------


def test_no_slice_of_persons_points_at_one(root: Root) -> None:
    """One official of an office is merged with others before the county sees any."""
    root.expects("甲镇").town("甲镇", OFFICIALS)
    name = "enforcement.trained"
    county = root.read()
    found = slices(root.workspace, county, [name])
    assert sum(one.value for one in found) == county.members[0].totals[name].value == 9
    assert min(one.value for one in found) >= 3
    assert "应急办" not in str([one.cell for one in found])


# --- pooled ----------------------------------------------------------------------------------

_REGISTRY = Definitions.of(INDICATORS)
_RATIO = INDICATORS[RATE].formulas[0]
assert isinstance(_RATIO, Ratio)


def _observation(town: str, name: str, value: Decimal, parts: tuple[Part, ...]) -> Observation:
    return Observation(
        area=town, year=YEAR, indicator=name, cell=(), value=value, parts=parts,
        definition=_REGISTRY.keys_of[name],
    )  # fmt: skip


def _town(number: int, settled: int, failed: int) -> Member:
    town, source = f"样本{number}镇", Source("台账.xlsx", "Sheet1", "A2:A9")
    top, whole = Decimal(settled), Decimal(settled + failed)
    totals = {ACCEPTED: _observation(town, ACCEPTED, whole, (Part("", whole, source),))}
    if whole:
        halves = (Part("成功", top, source), Part("调解", whole, source))
        totals[RATE] = _observation(town, RATE, top / whole * 100, halves)
    area = Area((town,))
    return Member(area=area, town=area, year=YEAR, filing=Filing.FILED, totals=totals)


def _county(members: Iterable[Member]) -> CountyYear:
    return CountyYear("示例县", (), YEAR, tuple(members), _REGISTRY)


_CASES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 60)), min_size=1, max_size=8)


@settings(deadline=None)
@given(_CASES, st.randoms(use_true_random=False))
def test_a_pooled_figure_is_the_sum_of_the_towns(
    cases: list[tuple[int, int]], chance: random.Random
) -> None:
    """In whatever order they come; its parts add up to it, one for each town, each with its cells."""
    towns = [_town(n, *one) for n, one in enumerate(cases)]
    mixed = chance.sample(towns, len(towns))
    total, other = (pooled_total(_county(some), ACCEPTED) for some in (towns, mixed))
    assert total is not None
    assert other is not None
    assert total.value == other.value == sum(settled + failed for settled, failed in cases)
    assert sum(part.value for part in total.parts) == total.value
    assert {part.label for part in total.parts} == set(total.areas) == set(other.areas)
    assert all(part.source.cells == "A2:A9" for part in total.parts)


@settings(deadline=None)
@given(_CASES)
def test_a_pooled_rate_is_of_all_cases_and_no_mean(cases: list[tuple[int, int]]) -> None:
    """Sum over sum; a town without cases is not among the towns; none at all gives no rate."""
    county = _county(_town(n, *one) for n, one in enumerate(cases))
    settled, whole = sum(s for s, _ in cases), sum(s + f for s, f in cases)
    total = pooled_total(county, RATE)
    if not whole:
        assert total is None
        return
    assert total is not None
    assert total.value == Decimal(settled) / Decimal(whole) * 100
    assert [part.value for part in total.parts] == [settled, whole]
    assert len(total.areas) == sum(s + f > 0 for s, f in cases)


def test_a_mean_of_rates_would_be_another_figure() -> None:
    """1 of 1 and 50 of 100 are 51 of 101, not 75 %."""
    total = pooled_total(_county([_town(1, 1, 0), _town(2, 50, 50)]), RATE)
    assert total is not None
    assert round(total.value, 1) == Decimal("50.5")


def test_a_figure_over_some_towns_is_theirs_alone() -> None:
    """Two years are compared over the towns that both have; none of them gives nothing."""
    county = _county([_town(1, 5, 0), _town(2, 7, 0), _town(3, 11, 0)])
    some = pooled_total(county, ACCEPTED, [Area(("样本1镇",)), Area(("样本3镇",))])
    assert some is not None
    assert some.value == 16
    assert some.areas == ("样本1镇", "样本3镇")
    assert pooled_total(county, ACCEPTED, []) is None


def test_what_does_not_add_over_towns_is_not_pooled() -> None:
    """An indicator that may not be summed over areas has no county figure."""
    name = next(n for n, one in INDICATORS.items() if "area" not in one.adds_over)
    one = _observation("样本1镇", name, Decimal(5), ())
    area = Area(("样本1镇",))
    member = Member(area=area, town=area, year=YEAR, filing=Filing.FILED, totals={name: one})
    assert pooled_total(_county([member]), name) is None


def test_coverage_says_of_how_many_towns(root: Root) -> None:
    """Refused and absent towns are among those that it is said of, not among those that it is of."""
    root.expects("甲镇", "乙镇", "丙镇", "丁镇").town("甲镇")
    root.town("乙镇")
    root.town("丙镇", WRONG)
    county = root.read()
    total = pooled_total(county, ACCEPTED)
    assert total is not None
    assert coverage(county, total) == "4个乡镇中2个"
    assert total.value == 6
    assert {part.source.file for part in total.parts} == {"甲镇/台账.xlsx", "乙镇/台账.xlsx"}
