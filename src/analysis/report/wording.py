"""Figures and declarations in Chinese words: how a value prints, what a formula means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from analysis.indicators.model import (
    Indicator,
    Latest,
    Observation,
    Ratio,
    RowFormula,
    Sum,
    Total,
    Where,
)
from analysis.ledgers import LEDGERS
from analysis.values import format_about, format_number, format_rate, round_half_up

DIMENSIONS = {"month": "月份"}


def number(indicator: Indicator, observation: Observation) -> str:
    """Return the value as printed, without unit: 202, 2500余, 98.5%, 无一起."""
    value, display = observation.value, indicator.display
    if indicator.unit == "%":
        numerator, denominator = (part.value for part in observation.parts)
        return format_rate(numerator, denominator, indicator.decimals)
    if display.zero and value == 0:
        return display.zero
    if display.step and value == value.to_integral_value():
        return format_about(int(value), display.step)
    return format_number(value, indicator.decimals)


def printed(indicator: Indicator, observation: Observation) -> str:
    """Return the value as a report prints it, with its unit: 202件次, 2500余本, 98.5%, 无一起."""
    text = number(indicator, observation)
    if text == indicator.display.zero or indicator.unit == "%":
        return text
    return indicator.display.some.format(f"{text}{indicator.unit}")


def plain(indicator: Indicator, value: Decimal) -> str:
    """Return an exact value with unit, for provenance: 2563本, 98.51%."""
    if indicator.unit == "%":
        return f"{format_number(round_half_up(value, indicator.decimals), indicator.decimals)}%"
    return f"{format_number(value, 4)}{indicator.unit}"


def quoted(indicator: Indicator, value: Decimal) -> str:
    """Return a figure that a document gives, with its unit, as it would be printed."""
    if indicator.display.zero and value == 0:
        return indicator.display.zero
    return f"{format_number(value, 4)}{indicator.unit}"


def progress(indicator: Indicator, now: Decimal, plan: Decimal) -> str | None:
    """Return what was reached of a plan: 完成计划的104.2%; rates in percentage points."""
    if indicator.unit == "%":
        points = round_half_up(now - plan, 1)
        if points == 0:
            return "与计划持平"
        return f"{'高' if points > 0 else '低'}于计划{format_number(abs(points), 1)}个百分点"
    return f"完成计划的{format_rate(now, plan, 1)}" if plan > 0 else None


def change(indicator: Indicator, now: Decimal, then: Decimal, against: str = "上年") -> str:
    """Return the change against last year in words; rates change by percentage points."""
    if indicator.unit == "%":
        points = round_half_up(now - then, 1)
        if points == 0:
            return f"与{against}持平"
        word = "提高" if points > 0 else "下降"
        return f"比{against}{word}{format_number(abs(points), 1)}个百分点"
    difference = now - then
    if difference == 0:
        return f"与{against}持平"
    word, verb = ("增加", "增长") if difference > 0 else ("减少", "下降")
    amount = f"比{against}{word}{format_number(abs(difference), 4)}{indicator.unit}"
    if then == 0:
        return amount
    return f"{amount}，{verb}{format_rate(abs(difference), then, 1)}"


def rule(indicator: Indicator, index: int, year: int, cutoff: date) -> str:
    """Return in words which rows a formula takes of a year and what it does with them."""
    whole = cutoff >= date(year, 12, 31)
    words = _rule(indicator, index, f"{year}年{'' if whole else f'1月1日至{long_date(cutoff)}'}")
    return f"{words}（口径由 {indicator.origin} 规定）" if indicator.origin else words


def definition(indicator: Indicator, index: int) -> str:
    """Return in words what a formula takes of any year."""
    return _rule(indicator, index, "当年")


def _rule(indicator: Indicator, index: int, period: str) -> str:
    formula = indicator.formulas[index]
    match formula:
        case Ratio():
            return indicator.note or "两个指标相除，以百分比表示。"
        case Total():
            return "各项相加。"
        case Latest():
            words = _conditions(formula)
            column = LEDGERS[formula.ledger].column(formula.column).title
            return f"《{LEDGERS[formula.ledger].title}》中{words}的最新一行，取“{column}”。"
    ledger = LEDGERS[formula.ledger]
    when = f"{ledger.column(formula.when).title}在{period}" if formula.when else ""
    words = "、".join(part for part in (when, _conditions(formula)) if part)
    rows = f"{words}的行" if words else "全部行"
    if isinstance(formula, Sum):
        return f"《{ledger.title}》中{rows}，“{ledger.column(formula.column).title}”相加。"
    return f"《{ledger.title}》中{rows}，每行（{ledger.row_is}）计1{indicator.unit}。"


def _conditions(formula: RowFormula) -> str:
    return "、".join(_condition(formula.ledger, where) for where in formula.where)


def _condition(ledger_id: str, where: Where) -> str:
    title = LEDGERS[ledger_id].column(where.column).title
    if not where.values:
        return f"“{title}”已填"
    values = "或".join(f"“{value}”" for value in where.values)
    held, lacking = where.verbs
    return f"“{title}”已填且{lacking}{values}" if where.exclude else f"“{title}”{held}{values}"


def dimension_title(formula: RowFormula, dimension: str) -> str:
    """Return what a breakdown is by, such as 月份 or 纠纷类型."""
    return DIMENSIONS.get(dimension) or LEDGERS[formula.ledger].column(dimension).title


def long_date(day: date) -> str:
    """Return 2024年1月22日: Arabic digits without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"
