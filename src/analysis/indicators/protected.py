"""Figures that count people whose number alone can point at them: one or two are not made public.

个人信息保护法 28, 31 (sensitive information; minors), 政府信息公开条例 15: sanctions, drugs, illness, need,
children, complaints. It is told by unit and title, so that an item that a county or a sentence adds is
protected too. Staff, volunteers, stations and meetings are none of these, nor is 0.
"""

from __future__ import annotations

import re
from typing import Final

from analysis.indicators.model import Indicator

_PERSONS: Final = frozenset(("人", "名", "个人", "户", "人次", "户次", "人/次", ""))
_EACH: Final = re.compile(
    "矫正小组|帮教协议|监护责任书|监护协议|告诫书|保护令"
)  # one for each person
_WEAK: Final = re.compile(
    "矫正|解矫|入矫|脱管|刑满|刑释|帮教|会见|吸毒|戒毒|社康|社区康复|戒断|嫌疑|违法犯罪|拘留|受处罚|被处罚|涉案|涉邪|涉毒"
    "|重点人|三失|精神障碍|精神病|患者|感染者|残疾|低保|低收入|特困|救助|困难|困境|留守|孤儿|儿童|未成年|青少年|辍学|独居"
    "|信访老户|上访|稳控|信访人员|违法信访|处分|四种形态|第一种形态|诫勉|问责|责任追究|提醒谈话|滞留境外|三非|受害|欠薪|讨薪"
    "|返贫|轻生|自杀|家暴|遇难|死亡|受伤"
)
_STAFF: Final = re.compile(
    "专干|社工|工作者|工作人员|志愿者|专员|主任|委员|督导员|辅导员|调解员|协管员|民警|干部|队员|讲师|律师|参加|受众|观看|保险|普法"
)


def is_protected(indicator: Indicator) -> bool:
    """Whether an indicator counts persons (households, visits to them) in need of protection."""
    title = indicator.title
    if _EACH.search(title):
        return indicator.unit != "%"
    weak = indicator.unit in _PERSONS and _WEAK.search(title)
    return bool(weak) and not _STAFF.search(title)
