"""The registers that towns keep: what a row is, how many there are, which columns there may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from analysis.sample.country import happenings
from analysis.sample.country.happenings import Scene
from analysis.sample.country.tables import Record
from analysis.sample.country.towns import Town

_HOLIDAYS: Final = {(1, 1), *((5, day) for day in range(1, 4)), *((10, day) for day in range(1, 8))}


@dataclass(frozen=True, slots=True)
class Register:
    """A register as towns keep it: ``a_year`` rows in a typical town, growing by ``size``.

    ``core``: columns that every town has; ``optional``: those that some have.
    """

    title: str
    row: Callable[[Scene], Record]
    a_year: int
    core: tuple[str, ...]
    optional: tuple[str, ...] = ()
    monthly: str = ""


REGISTERS: Final[Mapping[str, Register]] = {
    "mediation": Register(
        "人民调解登记台账", happenings.mediation, 170,
        ("accepted_on", "type", "result", "closed_on", "sessions"),
        ("case_no", "source", "village", "party", "party_id", "party_phone", "summary",
         "mediator", "agreement", "amount", "performed", "confirmed", "escalated", "difficulty",
         "people", "revisited"), "accepted_on"),
    "screening": Register(
        "矛盾纠纷排查化解台账", happenings.screening, 110, ("screened_on", "type", "outcome"),
        ("village", "screener", "risk", "people", "handling", "summary", "settled_on"),
        "screened_on"),
    "publicity_events": Register(
        "普法活动台账", happenings.event, 60, ("held_on", "topic", "form", "participants"),
        ("village", "place", "consulted", "banners", "unit"), "held_on"),
    "study": Register(
        "学法培训台账", happenings.study, 20, ("held_on", "category", "topic", "expected", "attended"),
        ("speaker", "hours")),
    "exams": Register(
        "法治考试台账", happenings.exam, 2, ("held_on", "name", "category", "expected", "sat", "passed"),
        ("excellent",)),
    "materials": Register(
        "宣传资料发放台账", happenings.material, 25, ("given_on", "name", "category", "quantity"),
        ("measure", "village", "receiver")),
    "meetings": Register(
        "法治会议与履职台账", happenings.meeting, 9, ("held_on", "name", "category", "issues"), ("chair",)),
    "visits": Register(
        "公共法律服务接待登记台账", happenings.visit, 70, ("received_on", "visitor", "matter", "receiver"),
        ("visitor_phone", "village", "channel", "type", "reply", "satisfied"), "received_on"),
    "petitions": Register(
        "信访诉求台账", happenings.petition, 60, ("received_on", "petitioner", "appeal", "status"),
        ("case_no", "petitioner_phone", "village", "channel", "office", "closed_on", "on_time",
         "satisfied")),
    "inspections": Register(
        "执法检查台账", happenings.inspection, 40, ("held_on", "topic", "object", "problems"),
        ("category", "village", "officers", "mended")),
    "penalties": Register(
        "行政处罚案件台账", happenings.penalty, 12, ("category", "decision_no", "decided_on", "amount"),
        ("case_no", "party", "cause", "filed_on", "officer", "procedure", "performed")),
    "hazards": Register(
        "安全隐患排查整改台账", happenings.hazard, 50, ("found_on", "hazard", "rectified", "mended_on"),
        ("place", "village", "level", "inspector")),
}  # fmt: skip


@cache
def _workdays(year: int) -> Sequence[date]:
    """Return the workdays until 24 December, so that what begins can still end in the year."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year, 12, 24) - first).days + 1)]
    return [d for d in days if d.weekday() < 5 and (d.month, d.day) not in _HOLIDAYS]


def rows(
    town: Town, year: int, ledger: str, usual: float, row: Callable[[Scene], Record]
) -> list[Record]:
    """Return the rows of one register in order of their days; ``usual``: how many a year has."""
    random = town.random(year, ledger)
    days = sorted(random.choices(_workdays(year), k=town.in_year(year, ledger, usual)))
    return [row(Scene(town, year, day, serial, random)) for serial, day in enumerate(days, 1)]
