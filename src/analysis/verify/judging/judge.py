"""What is said of a figure: the ledgers' value beside it, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from analysis.indicators.model import Gap, Indicator, Observation, Part
from analysis.values import format_number
from analysis.verify.agreement import agrees, as_printed, chance, given
from analysis.verify.matching.measures import same
from analysis.verify.model import Figure, Judged, Match, Verdict

_BY_CHANCE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What a town's ledgers give: totals and gaps by indicator; ``read``: whether there are any.

    ``before``: last year's totals, which a text that was written over may still hold.
    """

    indicators: Mapping[str, Indicator]
    totals: Mapping[str, Observation] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    read: bool = False
    before: Mapping[str, Observation] = field(default_factory=dict)


def judged(figure: Figure, match: Match, ledgers: Ledgers, doubts: tuple[str, ...] = ()) -> Judged:
    """Judge one figure. ``doubts``: what is wrong with it in itself, a sentence each."""
    one = _held(figure, match, ledgers)
    if figure.kind == "requirement" and (short := _too_seldom(figure, match, ledgers)):
        doubts = (*doubts, short)
    if not doubts:
        return one
    if one.verdict == "agree":  # it is what the ledgers give; what is wrong lies beside it
        return replace(one, doubts=doubts)
    verdict: Verdict = "differ" if one.verdict == "differ" else "contradiction"
    says = one.says if verdict == "differ" else doubts[0]
    return Judged(figure, match, verdict, says, one.expected, one.sources, doubts)


def _held(figure: Figure, match: Match, ledgers: Ledgers) -> Judged:
    if figure.kind == "missing":
        return Judged(figure, match, "contradiction", "这里的数没有填，请补上。")
    if figure.kind == "requirement":
        return Judged(figure, match, "requirement", "这是要求或频次，不是已完成的数。")
    if figure.kind == "plan":
        return Judged(figure, match, "plan", "这是下一步的计划，不是已完成的数。")
    if match.indicator is None:
        return Judged(figure, match, "unsure", _unsure(figure, match, ledgers))
    indicator = ledgers.indicators[match.indicator]
    if not ledgers.read:
        return Judged(figure, match, "no-data", f"应是“{indicator.title}”，没有台账可核对。")
    observation = ledgers.totals.get(match.indicator)
    if observation is None or observation.hidden:
        return Judged(figure, match, "no-data", _no_data(indicator, ledgers))
    return _compared(figure, match, observation, ledgers)


def _compared(figure: Figure, match: Match, observation: Observation, ledgers: Ledgers) -> Judged:
    indicator, sources = ledgers.indicators[observation.indicator], _sources(observation, ledgers)
    expected = given(figure, indicator, observation.value)
    printed = as_printed(figure, indicator, observation) + _halves(indicator, observation)
    if agrees(figure, indicator, observation):
        says = f"与台账相符：“{indicator.title}”为{printed}。"
        if match.by_value:
            says += "只凭文字还不能确定是这个指标，是因数相符认定的，请留意。"
        return Judged(figure, match, "agree", says, expected, sources)
    says = f"台账中“{indicator.title}”为{printed}，这里写{figure.text}，请核对。"
    money = figure.unit.endswith("元") and indicator.unit.endswith("元")
    if not money and not same(figure.unit, indicator.unit):
        says += f"台账按“{indicator.unit}”计，这里的单位是“{figure.unit}”。"
    says += _carried_over(figure, observation, ledgers)
    return Judged(figure, match, "differ", says, expected, sources)


def _carried_over(figure: Figure, now: Observation, ledgers: Ledgers) -> str:
    """Tell that a figure is last year's value of the same; a small number may be so by chance."""
    then = ledgers.before.get(now.indicator)
    if then is None or then.hidden or then.definition != now.definition:
        return ""
    if chance(figure) > _BY_CHANCE or not agrees(figure, ledgers.indicators[now.indicator], then):
        return ""
    return f"这个数与{then.year}年台账的数相同，可能是照抄了上年的数。"


def _halves(indicator: Indicator, observation: Observation) -> str:
    """Return the two numbers of a rate in brackets; nothing for any other value."""
    if indicator.unit != "%" or len(observation.parts) != 2:
        return ""
    return f"（{'÷'.join(f'{p.label}{format_number(p.value, 4)}' for p in observation.parts)}）"


def _sources(observation: Observation, ledgers: Ledgers) -> tuple[Part, ...]:
    """Return the parts of a value with their cells; of a rate or a sum, those of its terms."""
    terms = ledgers.indicators[observation.indicator].terms
    if not terms:
        return observation.parts
    return tuple(
        replace(part, label="：".join(filter(None, (ledgers.indicators[term].title, part.label))))
        for term in terms
        if term in ledgers.totals
        for part in _sources(ledgers.totals[term], ledgers)
    )


def _no_data(indicator: Indicator, ledgers: Ledgers) -> str:
    gap = ledgers.gaps.get(indicator.id)
    if gap is None:
        return f"应是“{indicator.title}”，台账中没有这个数。"
    return f"应是“{indicator.title}”，台账中没有：{gap.reason.rstrip('。')}。"


def _unsure(figure: Figure, match: Match, ledgers: Ledgers) -> str:
    if not match.near:
        return "看不出是哪个指标，请人工核对。"
    titles = "、".join(_possible(figure, name, ledgers) for name in match.near)
    return f"不能确定是哪个指标，可能是{titles}，请人工核对。"


def _possible(figure: Figure, name: str, ledgers: Ledgers) -> str:
    """Return the title of an indicator, and in brackets what the ledgers give."""
    indicator, observation = ledgers.indicators[name], ledgers.totals.get(name)
    if observation is None or observation.hidden:
        return f"“{indicator.title}”"
    return f"“{indicator.title}”（台账{as_printed(figure, indicator, observation)}）"


def _too_seldom(figure: Figure, match: Match, ledgers: Ledgers) -> str:
    """Tell that a frequency asks for more in a year than the ledgers hold; empty if not."""
    observation = ledgers.totals.get(match.indicator or "")
    if observation is None or figure.value is None or figure.times is None:
        return ""
    asked = figure.value * Decimal(figure.times)
    if observation.value >= asked:
        return ""
    indicator = ledgers.indicators[observation.indicator]
    return (
        f"照这里写的频次，全年应有{format_number(asked)}{figure.unit}，"
        f"台账中“{indicator.title}”只有{format_number(observation.value)}{indicator.unit}。"
    )
