"""The ledgers that fazhi knows, declared by subject; adding one touches no mechanism."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from analysis.ledgers import (
    affairs,
    cases,
    correction,
    decisions,
    disputes,
    enforcement,
    grid,
    leadership,
    media,
    mediation,
    mediation_returns,
    monthly,
    oversight,
    people,
    petitions,
    places,
    publicity,
    returns,
    review,
    safety,
    services,
    state,
    training,
    visits,
)
from analysis.ledgers.model import AtMost, Column, Grain, Kind, Ledger, NotBefore, Rule

SUBJECTS: Mapping[str, tuple[Ledger, ...]] = MappingProxyType(
    {
        "矛盾纠纷与人民调解": (
            *disputes.LEDGERS,
            *mediation.LEDGERS,
            *mediation_returns.LEDGERS,
            *returns.LEDGERS,
            *grid.LEDGERS,
        ),
        "学法培训考试": training.LEDGERS,
        "普法宣传": (*publicity.LEDGERS, *media.LEDGERS, *places.LEDGERS),
        "公共法律服务": (*services.LEDGERS, *visits.LEDGERS),
        "基本情况": state.LEDGERS,
        "法治会议与履职": leadership.LEDGERS,
        "依法决策": decisions.LEDGERS,
        "行政执法": (*enforcement.LEDGERS, *cases.LEDGERS),
        "复议应诉与合法性审查": review.LEDGERS,
        "信访诉求": petitions.LEDGERS,
        "督查建议提案": oversight.LEDGERS,
        "政务公开服务与涉企": affairs.LEDGERS,
        "应急与安全": safety.LEDGERS,
        "政府工作月报": monthly.LEDGERS,
        "社区矫正与安置帮教": correction.LEDGERS,
        "人员名册": people.LEDGERS,
    }
)
"""Subject → its ledgers; a subject is a blank form and a chapter of ``docs/ledgers.md``."""

LEDGERS: Mapping[str, Ledger] = MappingProxyType(
    {ledger.id: ledger for ledgers in SUBJECTS.values() for ledger in ledgers}
)

__all__ = [
    "LEDGERS",
    "SUBJECTS",
    "AtMost",
    "Column",
    "Grain",
    "Kind",
    "Ledger",
    "NotBefore",
    "Rule",
]
