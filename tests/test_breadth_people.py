"""Breadth, work with the people: real workbooks of two invented towns, every figure counted by hand.

青溪镇 keeps registers, 白石镇 only returns and the national statistics form of 人民调解.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from breadth_families import EXPECTED as FAMILIES
from breadth_families import KINDS_EXPECTED as KINDS
from breadth_fresh import EXPECTED as FRESH
from breadth_people import FORM_MERGES, KEEPS_REGISTERS, KEEPS_RETURNS, SENTENCES, TWELVE
from breadth_reported import EXPECTED as REPORTED
from test_breadth_topics import EXPECTED as TOPICS
from test_breadth_topics import RATES as TOPIC_RATES
from workbooks import Rows, read, save, total, values

from analysis.findings import Severity
from analysis.indicators import INDICATORS
from analysis.intake.found import Intake
from analysis.ledgers import LEDGERS
from analysis.ledgers.yearly import SUBJECTS as YEARLY_SUBJECTS


def _town(folder: Path, books: Mapping[str, Rows]) -> Intake:
    """Write a town's workbooks and read them."""
    for name, rows in books.items():
        save(folder / f"{name}.xlsx", rows, FORM_MERGES if name == "调解统计" else ())
    return read(folder)


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read 青溪镇."""
    return _town(tmp_path_factory.mktemp("青溪镇"), KEEPS_REGISTERS)


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """Read 白石镇."""
    return _town(tmp_path_factory.mktemp("白石镇"), KEEPS_RETURNS)


def _read(intake: Intake) -> dict[str, str]:
    """Return file → ledger; a file with two tables or none fails."""
    tables = [(table.file.removesuffix(".xlsx"), table.ledger) for table in intake.tables]
    assert len(dict(tables)) == len(tables)
    return dict(tables)


def _figures(text: str) -> dict[str, Decimal]:
    """Return id → value of a table of both."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    pairs = [(line[i], Decimal(line[i + 1])) for line in lines for i in range(0, len(line), 2)]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def _differences(intake: Intake, wanted: Mapping[str, Decimal]) -> dict[str, str]:
    got = values(intake)
    return {
        name: f"{got.get(name)} for {value}"
        for name, value in wanted.items()
        if name not in got or round(got[name], 1) != value
    }


# --- counted by hand ---------------------------------------------------------------------------

YEARLY = {item.indicator for items in YEARLY_SUBJECTS.values() for item in items}
ELSEWHERE = {*REPORTED, *FRESH, *FAMILIES, *KINDS, *YEARLY, *TOPICS, *TOPIC_RATES}
"""What other sheets prove."""

FROM_REGISTERS = _figures("""
disputes.screened 5  disputes.resolved 3  disputes.resolution_rate 60  mediation.accepted 20
mediation.concluded 18  mediation.settled 16  mediation.success_rate 88.9  training.sessions 13
training.group_study 1  training.centre_group 1  training.before_meeting 1
training.expected 602  training.attended 570  training.attendance_rate 94.7  exam.sat 70
exam.passed 70  exam.pass_rate 100  publicity.events 21  publicity.talks 3  publicity.rallies 2
publicity.participants 3638  publicity.consulted 73  publicity.booklets 300  publicity.bags 250
publicity.leaflets 700  services.stations 1  services.rooms 1  services.legal_aid 3
services.consultations 6  disputes.high_risk 2  disputes.medium_risk 2  disputes.low_risk 1
disputes.unresolved 1  disputes.transferred 1  disputes.transfer_rate 20  disputes.major 3
disputes.major_resolved 1  disputes.major_rate 33.3  disputes.backlog 2
disputes.backlog_resolved 1  disputes.people 57  disputes.sweeps 3  disputes.sweep_staff 100
disputes.sweep_visits 700  disputes.sweep_found 11  disputes.sweep_settled 8  grid.events 4
grid.closed 2  grid.closing_rate 50  grid.staff 1  mediation.type_family 1
mediation.type_neighbours 3  mediation.type_housing 1  mediation.type_contracts 1
mediation.type_business 1  mediation.type_damages 1  mediation.type_land 1
mediation.type_demolition 1  mediation.type_pollution 1  mediation.type_wages 1
mediation.type_labour 1  mediation.type_tourism 1  mediation.type_ecommerce 1
mediation.type_consumers 1  mediation.type_medical 1  mediation.type_traffic 1
mediation.type_property 1  mediation.type_other 1  mediation.source_proactive 4
mediation.source_applied 8  mediation.source_court 1  mediation.source_procuratorate 1
mediation.source_police 3  mediation.source_petitions 2  mediation.source_others 1
mediation.committee_village 12  mediation.committee_town 4  mediation.committee_firm 2
mediation.committee_trade 2  mediation.mediation_rate 90  mediation.withdrawn 1
mediation.failed 2  mediation.pending 2  mediation.difficult 4  mediation.people 90
mediation.amount 220000  mediation.agreements 16  mediation.written 9  mediation.oral 7
mediation.performed 14  mediation.performance_rate 87.5  mediation.confirmed 5
mediation.confirmation_rate 55.6  mediation.revisited 7  mediation.revisit_rate 43.8
mediation.prevented_crime 1  mediation.prevented_crime_people 3  mediation.prevented_petition 2
mediation.prevented_petition_people 24  mediation.prevented_suicide 1
mediation.prevented_suicide_people 1  mediation.prevented_fight 1
mediation.prevented_fight_people 6  training.talks 1  training.talks_attended 58
training.cadres 1  training.cadres_attended 30  training.enforcement 1  training.enforcement_attended 24
training.trials 1  training.trials_attended 18
training.legal_guides 2  training.legal_guides_attended 146  training.grid 1
training.grid_attended 66  training.mediators 1  training.mediators_attended 39
training.villages 1  training.villages_attended 48  training.online 1
training.online_attended 60  training.group_study_attended 55  training.centre_group_attended 12
training.before_meeting_attended 14  training.study_hours 74.5  training.cadre_hours 8
exam.all_sessions 4  exam.all_expected 177  exam.all_sat 165  exam.all_passed 157
exam.all_excellent 62  exam.all_attendance_rate 93.2  exam.all_pass_rate 95.2
exam.all_excellence_rate 37.6  exam.theory_sessions 2  exam.theory_expected 72
exam.theory_excellent 28  exam.theory_attendance_rate 97.2  exam.theory_excellence_rate 40
exam.knowledge_sessions 1  exam.knowledge_expected 80  exam.knowledge_sat 75
exam.knowledge_passed 72  exam.knowledge_excellent 30  exam.knowledge_attendance_rate 93.8
exam.knowledge_pass_rate 96  exam.knowledge_excellence_rate 40  exam.licence_sessions 1
exam.licence_expected 25  exam.licence_sat 20  exam.licence_passed 15  exam.licence_excellent 4
exam.licence_attendance_rate 80  exam.licence_pass_rate 75  exam.licence_excellence_rate 20
publicity.to_schools 1  publicity.to_countryside 1  publicity.to_firms 1  publicity.to_offices 1
publicity.to_communities 1  publicity.to_units 1  publicity.to_homes 1  publicity.to_temples 1
publicity.lectures 1  publicity.yard_meetings 1  publicity.home_visits 1
publicity.school_lessons 1  publicity.shows 1  publicity.films 1  publicity.contests 1
publicity.online 1  publicity.on_constitution 9  publicity.on_civil_code 2
publicity.on_state_security 1  publicity.on_drugs 1  publicity.on_fraud 1
publicity.on_drowning 1  publicity.on_petitions 1  publicity.on_minors 1  publicity.on_labour 1
publicity.youth 1062  publicity.school_participants 420  publicity.talk_participants 185
publicity.handouts 1520  publicity.handbooks 180  publicity.gifts 90  publicity.banners 12
publicity.panels 15  publicity.posts 3  publicity.reads 1970  publicity.broadcasts 1
publicity.screens 1  visits.received 6  visits.walk_in 3  visits.phone 2  visits.online 1
visits.rated 5  visits.satisfied 4  visits.satisfaction_rate 80  services.notary 1
services.drafted 1  legal_aid.applied 4  legal_aid.accepted 3  legal_aid.assigned 3
legal_aid.closed 2  legal_aid.closing_rate 66.7  advisers.services 4  advisers.duty 2
advisers.hours 10.5  advisers.consulted 14  advisers.opinions 2  advisers.contracts 3
advisers.documents 3  advisers.mediated 3  advisers.lectures 2  people.mediators 3
people.mediators_full_time 1  people.mediators_part_time 2  people.legal_guides 2
people.vice_principals 1  people.volunteers 1  people.lecturers 1  people.office_staff 1
people.model_households 2  places.mediation_rooms 1  places.squares 1  places.parks 1
places.corridors 1  places.halls 1  places.boards 2  places.book_corners 1
places.culture_sites 4  places.model_villages 4  places.model_villages_national 1
places.model_villages_provincial 1  places.model_villages_city 1  places.model_villages_county 1
correction.in_register 3  correction.received 2  correction.released 1
resettlement.in_register 3  resettlement.received 2  resettlement.settled 2
""")
FROM_RETURNS = _figures("""
mediation.accepted 100  mediation.settled 97  publicity.events 7  publicity.participants 900
publicity.consulted 50  publicity.board_changes 3  grid.town_staff 4  grid.village_staff 46
services.stations 1  services.rooms 12  services.advisers 4  services.legal_aid 5
services.consultations 75  disputes.sweeps 36  grid.events 45  grid.closed 44
grid.closing_rate 97.8  grid.visits 600  grid.talks 5  grid.grids 46  grid.staff 50
mediation.type_family 18  mediation.type_neighbours 24  mediation.type_housing 8
mediation.type_contracts 7  mediation.type_business 3  mediation.type_damages 6
mediation.type_land 11  mediation.type_demolition 2  mediation.type_pollution 1
mediation.type_wages 3  mediation.type_labour 2  mediation.type_tourism 0
mediation.type_ecommerce 1  mediation.type_consumers 1  mediation.type_medical 1
mediation.type_traffic 6  mediation.type_property 2  mediation.type_other 4
mediation.source_proactive 35  mediation.source_applied 45  mediation.source_court 8
mediation.source_procuratorate 1  mediation.source_police 5  mediation.source_petitions 4
mediation.source_others 2  mediation.committee_village 35  mediation.committee_town 60
mediation.committee_firm 0  mediation.committee_trade 0  mediation.pending 1
mediation.carried 2  mediation.difficult 10  mediation.people 240  mediation.amount 950000
mediation.written 52  mediation.oral 45  mediation.performed 88  mediation.performance_rate 90.7
mediation.confirmed 14  mediation.confirmation_rate 26.9  mediation.revisited 60
mediation.revisit_rate 61.9  mediation.prevented_disputes 14  mediation.prevented_crime 1
mediation.prevented_crime_people 2  mediation.prevented_petition 2
mediation.prevented_petition_people 30  mediation.prevented_suicide 2
mediation.prevented_suicide_people 2  mediation.prevented_fight 1
mediation.prevented_fight_people 8  publicity.lectures 3  publicity.handouts 1400
publicity.banners 9  publicity.panels 14  publicity.texts 2500  publicity.posts 8
publicity.reads 2000  publicity.broadcasts 58  publicity.screens 29  visits.received 90
visits.phone 20  services.notary 3  services.drafted 11  services.mediated 9
services.lectures 3  legal_aid.accepted 7  legal_aid.workers 3  legal_aid.elderly 1
legal_aid.women 2  legal_aid.minors 1  legal_aid.disabled 0  advisers.duty 24  advisers.hours 98
advisers.consulted 130  advisers.opinions 5  advisers.contracts 9  advisers.documents 11
advisers.mediated 10  advisers.lectures 6  advisers.aid 3  advisers.villages 12
advisers.coverage_rate 100  people.mediators 78  people.mediators_full_time 5
people.mediators_part_time 73  people.legal_guides 61  people.vice_principals 3
people.volunteers 40  people.lecturers 6  people.talk_teams 2  people.office_staff 3
people.model_households 24  places.population 31250  places.residents 22480
places.households 9860  places.villages 9  places.communities 3  places.groups 71
places.villages_all 12  places.rules 12  places.rules_rate 100  places.committees 14
places.mediation_rooms 2  places.squares 1  places.parks 2  places.corridors 3  places.halls 1
places.boards 26  places.book_corners 12  places.culture_sites 7  places.model_villages 5
places.model_villages_national 1  places.model_villages_provincial 1
places.model_villages_city 1  places.model_villages_county 2  correction.in_register 7
correction.received 1  correction.released 1  correction.visits 15  correction.talks 17
correction.classes 2  correction.class_people 15  correction.services 2
correction.service_people 14  correction.surveys 1  resettlement.in_register 33
resettlement.received 3  resettlement.helped 31
""")


def test_every_file_of_a_town_with_registers_is_the_ledger_it_is(registers: Intake) -> None:
    """Each register is known by headings that clerks write; nothing in it is at fault."""
    assert _read(registers) == {
        "调解登记": "mediation",
        "纠纷排查": "screening",
        "集中排查": "sweeps",
        "网格": "grid_events",
        "学法": "study",
        "考试": "exams",
        "普法": "publicity_events",
        "资料": "materials",
        "推文": "posts",
        "接待": "visits",
        "援助": "legal_aid",
        "坐班": "adviser_service",
        "矫正": "correction",
        "帮教": "resettlement",
        "名册": "roster",
        "阵地": "places",
        "示范": "honours",
    }
    assert registers.findings == []


def test_every_file_of_a_town_with_returns_is_the_ledger_it_is(returns: Intake) -> None:
    """Each return is known; the 合计 and the note below the form are set apart, all else is used."""
    assert _read(returns) == {
        "调解统计": "mediation_form",
        "网格月报": "grid_return",
        "法律服务": "legal_service",
        "顾问季报": "adviser_return",
        "矫正月报": "correction_return",
        "普法月报": "publicity_return",
        "基本情况": "state",
    }
    assert {f.code for f in returns.findings} == {"T205"}
    assert {f.severity for f in returns.findings} == {Severity.NOTE}


def test_figures_from_registers(registers: Intake) -> None:
    """Every figure that the registers of 青溪镇 give is what counting them by hand gives."""
    assert _differences(registers, FROM_REGISTERS) == {}
    assert values(registers).keys() - ELSEWHERE == FROM_REGISTERS.keys() - ELSEWHERE


def test_figures_from_returns(returns: Intake) -> None:
    """Every figure that the returns and 基本情况 of 白石镇 give is the sum of their columns."""
    assert _differences(returns, FROM_RETURNS) == {}
    assert values(returns).keys() - ELSEWHERE == FROM_RETURNS.keys() - ELSEWHERE


def test_the_form_may_have_a_row_per_month(tmp_path: Path) -> None:
    """The national form kept by month adds up over the year."""
    save(tmp_path / "统计.xlsx", TWELVE)
    got = values(read(tmp_path))
    wanted = {"accepted": 78, "settled": 78, "people": 156, "oral": 12, "written": 66,
              "performed": 78, "confirmed": 12}  # fmt: skip
    assert {name: got[f"mediation.{name}"] for name in wanted} == wanted


def test_the_form_is_second_to_the_register(tmp_path: Path) -> None:
    """With both, the register gives the value and the form is reconciled with it."""
    books = {"调解登记": KEEPS_REGISTERS["调解登记"], "调解统计": KEEPS_RETURNS["调解统计"]}
    accepted = total(_town(tmp_path, books), "mediation.accepted")
    assert accepted.value == 20
    assert [int(other.value) for other in accepted.reconciled] == [100]


def test_an_event_of_two_subjects_counts_once(registers: Intake) -> None:
    """The subjects of events add up to all events: none is counted under two."""
    frame = registers.frames["publicity_events"]
    assert frame["theme"].notna().all()
    assert len(frame) == values(registers)["publicity.events"]


def test_the_persons_of_correction_stay_behind(registers: Intake) -> None:
    """Of 社区矫正 and 安置帮教 only sex, village, dates and state leave intake."""
    kept = {
        "sex",
        "village",
        "received_on",
        "ends_on",
        "released_on",
        "status",
        "freed_on",
        "settled",
    }
    for ledger in ("correction", "resettlement"):
        own = {name for name in map(str, registers.frames[ledger]) if not name.startswith("_")}
        assert own - {"serial"} <= kept
        assert LEDGERS[ledger].about == "person"


@pytest.mark.parametrize(("sentence", "indicator"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_sentences_of_reports_have_an_indicator(sentence: str, indicator: str) -> None:
    """What stands before the figure in a sentence as reports print it is a phrase of its indicator."""
    before, _, rest = sentence.partition("|")
    assert rest[:1].isdigit()
    assert any(before.endswith(phrase) for phrase in INDICATORS[indicator].phrases)


def test_the_sum_of_types_is_what_was_accepted(registers: Intake) -> None:
    """The 18 classes of dispute, each an indicator, add up to the cases accepted."""
    names = [indicator.id for indicator in INDICATORS.values() if "mediation.type_" in indicator.id]
    got = values(registers)
    assert len(names) == 18
    assert sum(got[name] for name in names) == got["mediation.accepted"]
