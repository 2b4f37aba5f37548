"""Indicators that a county adds or redefines in ``county.toml``, with the declaration's fields.

Ledgers and columns may be written by id or by their Chinese title. A misspelt name is answered
with the nearest valid one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NoReturn

from analysis.errors import ConfigurationError
from analysis.indicators.definition import Definitions
from analysis.indicators.model import (
    DECIMALS,
    Count,
    Display,
    Formula,
    Indicator,
    Latest,
    Ratio,
    Sum,
    Total,
    Where,
)
from analysis.intake.parse import accepted, listed
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.settings import (
    COUNTY_FILE,
    ConditionSettings,
    Configuration,
    FormulaSettings,
    IndicatorSettings,
)
from analysis.store import Lately
from analysis.values import nearest, normalise

_DEFINED: Lately[tuple[Mapping[str, Indicator], Definitions]] = Lately(4)
_KINDS = ("count", "sum", "latest", "ratio", "total")


def defined(declared: Mapping[str, Indicator], configuration: Configuration) -> Definitions:
    """Return the declared indicators with the county's own: changed in place, new ones at the end.

    The same object for the same declarations and configuration. Raises ``ConfigurationError`` for
    names that there are not, for formulas that lack a part and for indicators that are made of
    themselves.
    """
    asked = configuration.model_dump_json(include={"indicators", "thresholds"})
    about = (id(declared), asked)  # what is kept holds ``declared``: no other gets its id
    kept = _DEFINED.get(about) or _DEFINED.put(about, (declared, _defined(declared, configuration)))
    return kept[1]


def _defined(declared: Mapping[str, Indicator], configuration: Configuration) -> Definitions:
    found = Definitions(declared)
    names = [*declared, *configuration.indicators]
    for name, settings in configuration.indicators.items():
        found[name] = _Definition(name, names).read(settings, declared.get(name))
    for name in configuration.indicators:
        _refuse_circles(name, found)
        found[name] = _worded(found[name], found)
    for threshold in configuration.thresholds:
        if threshold.indicator not in found:
            raise _unknown("指标要求（thresholds）", "指标", threshold.indicator, found)
    return found


def _worded(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Indicator:
    """Say in words what a rate divides where the county has not said it."""
    first = indicator.formulas[0]
    if indicator.note or not isinstance(first, Ratio):
        return indicator
    halves = "÷".join(indicators[name].title for name in indicator.terms)
    return replace(indicator, note=f"{indicator.title}＝{halves}。")


class _Definition:
    """One ``[indicators."…"]`` table being read."""

    def __init__(self, name: str, names: Iterable[str]) -> None:
        self.name, self.names = name, tuple(names)
        self.where = f"指标“{name}”"

    def read(self, settings: IndicatorSettings, declared: Indicator | None) -> Indicator:
        given = {key: value for key, value in settings if value is not None}
        if declared is None:
            self._complete(given)
            decimals = DECIMALS.get(settings.unit or "", 0)
            indicator = Indicator(id=self.name, title="", unit="", formulas=(), decimals=decimals)
        else:
            indicator = declared
        plain = {key: value for key, value in given.items() if key not in {"formulas", "display"}}
        if settings.display:
            plain["display"] = Display(**settings.display.model_dump())
        if settings.formulas:
            formulas = tuple(self._formula(formula) for formula in settings.formulas)
            plain = {"note": "", **plain, "formulas": formulas}
        if "by" not in plain and settings.formulas:
            plain["by"] = self._fitting(indicator.by, settings)
        changed = replace(indicator, **plain, origin=COUNTY_FILE)
        self._check(changed)
        return changed

    def _complete(self, given: Mapping[str, object]) -> None:
        lacking = [key for key in ("title", "unit", "formulas") if not given.get(key)]
        if lacking:
            guess = nearest(self.name, [name for name in self.names if name != self.name])
            meant = f"如要修改已有的指标，您是否指“{guess}”？" if guess else ""
            self._fault(f"是新指标，还缺少{'、'.join(lacking)}。", meant or "请补上。")

    def _check(self, indicator: Indicator) -> None:
        ratio = any(isinstance(formula, Ratio) for formula in indicator.formulas)
        if ratio != (indicator.unit == "%"):
            self._fault("的单位与公式不配：ratio 的单位应为 %，其他公式不应为 %。", "请修改 unit。")
        first = indicator.formulas[0]
        if indicator.terms and len(indicator.formulas) > 1:
            self._fault("的 ratio 或 total 公式只能单独写一个。", "请去掉其余公式。")
        for dimension in indicator.by:
            if isinstance(first, Ratio | Total | Latest):
                self._fault(f"的 by 中有“{dimension}”，但这种公式没有分组。", "请去掉 by。")
            if dimension != "month":
                column = self._column(LEDGERS[first.ledger], dimension)
                if column.kind != "category":
                    self._fault(f"不能按“{dimension}”分组。", "by 只能写 month 或分类的栏目。")
            elif not first.when:
                self._fault("没有写 when，不能按月份分组。", "请补上 when。")

    def _fitting(self, by: tuple[str, ...], settings: IndicatorSettings) -> tuple[str, ...]:
        """Return the breakdowns that the new first formula still has."""
        formula = self._formula((settings.formulas or ())[0])
        if isinstance(formula, Ratio | Total | Latest):
            return ()
        columns = {column.id: column.kind for column in LEDGERS[formula.ledger].columns}
        dated = formula.when is not None
        return tuple(d for d in by if (dated if d == "month" else columns.get(d) == "category"))

    def _formula(self, settings: FormulaSettings) -> Formula:
        kinds = [kind for kind in _KINDS if getattr(settings, kind) is not None]
        if len(kinds) != 1:
            self._fault(
                f"的每个公式应写 {'、'.join(_KINDS)} 之一，现在写了 {len(kinds)} 个。", "请修改。"
            )
        (kind,) = kinds
        if settings.ratio or settings.total:
            self._superfluous(settings, {kind})
            for name in settings.ratio or settings.total or ():
                if name not in self.names:
                    raise _unknown(self.where, "指标", name, self.names)
            return Ratio(*settings.ratio) if settings.ratio else Total(settings.total or ())
        ledger = self._ledger(settings.count or settings.sum or settings.latest or "")
        where = tuple(self._condition(ledger, condition) for condition in settings.where)
        when = self._date(ledger, settings.when)
        if kind == "count":
            self._superfluous(settings, {kind, "when", "where"})
            return Count(ledger.id, when=when, where=where)
        if not settings.column:
            self._fault(f"的 {kind} 公式缺少 column。", "请写明取哪一栏的数字。")
        column = self._column(ledger, settings.column)
        if column.kind not in {"count", "number"}:
            self._fault(f"取的“{column.title}”不是数字栏。", "请换一栏。")
        if column.running:
            self._fault(f"取的“{column.title}”是累计数，不能相加。", "请换成本期数一栏。")
        if kind == "sum":
            self._superfluous(settings, {kind, "column", "when", "where"})
            return Sum(ledger.id, column.id, when=when, where=where)
        self._superfluous(settings, {kind, "column", "dated", "where"})
        return Latest(ledger.id, column.id, where=where, dated=self._date(ledger, settings.dated))

    def _superfluous(self, settings: FormulaSettings, used: set[str]) -> None:
        """Refuse what this kind of formula does not look at: it would silently count other rows."""
        for field in type(settings).model_fields:
            if field not in used and getattr(settings, field):
                self._fault(f"的公式用不到 {field}。", "请去掉这一项，或换一种公式。")

    def _ledger(self, text: str) -> Ledger:
        for ledger in LEDGERS.values():
            if text == ledger.id or normalise(text) == normalise(ledger.title):
                return ledger
        names = [name for one in LEDGERS.values() for name in (one.id, one.title)]
        raise _unknown(self.where, "台账", text, names)

    def _column(self, ledger: Ledger, text: str) -> Column:
        for column in ledger.columns:
            if text == column.id or normalise(text) == normalise(column.title):
                if column.personal:
                    self._fault(
                        f"用到了“{column.title}”，这一栏涉及个人信息，不参与统计。", "请换一栏。"
                    )
                return column
        open_columns = [column for column in ledger.columns if not column.personal]
        names = [name for column in open_columns for name in (column.id, column.title)]
        raise _unknown(self.where, f"《{ledger.title}》的栏目", text, names)

    def _date(self, ledger: Ledger, text: str | None) -> str | None:
        if text is None:
            return None
        column = self._column(ledger, text)
        if column.kind not in {"date", "period"}:
            self._fault(f"的“{column.title}”不是日期栏。", "when 和 dated 请写日期栏。")
        return column.id

    def _condition(self, ledger: Ledger, settings: ConditionSettings) -> Where:
        column = self._column(ledger, settings.column)
        if settings.words:
            return Where(column.id, self._words(column, settings), settings.exclude, within=True)
        values = tuple(self._value(column, value) for value in settings.values)
        return Where(column.id, values, exclude=settings.exclude)

    def _words(self, column: Column, settings: ConditionSettings) -> tuple[str, ...]:
        if settings.values:
            self._fault(f"的条件“{column.title}”同时写了 values 和 words。", "请只写一种。")
        if column.kind not in {"text", "category"}:
            self._fault(f"的“{column.title}”不是文字栏，不能写 words。", "请换一栏。")
        if not all(map(normalise, settings.words)):
            self._fault(f"的条件“{column.title}”中 words 有空的词。", "请去掉或补上。")
        return settings.words

    def _value(self, column: Column, text: str) -> str:
        """Return the declared value that a text stands for; an open category may hold others."""
        if value := listed(column, text):
            return value
        if value := accepted(column, text):
            says = f"要数“{text}”，但“{column.title}”写“{text}”的行都归入“{value}”。"
            self._fault(says, f"请改写“{value}”，或请维护人员把它单列。")
        guess = nearest(text, column.values)
        own = not guess or guess in text or text in guess  # 夜间宣传 is no slip for 宣传
        if column.closed or (column.values and not own):
            raise _unknown(self.where, f"“{column.title}”的取值", text, column.values)
        return text

    def _fault(self, says: str, remedy: str) -> NoReturn:
        raise ConfigurationError(f"{COUNTY_FILE}：{self.where}{says}", remedy)


def _unknown(where: str, what: str, name: str, options: Iterable[str]) -> ConfigurationError:
    listed = list(options)
    guess = nearest(name, listed)
    few = f"可写：{'、'.join(listed[:12])}。"
    remedy = f"您是否指“{guess}”？" if guess else few
    return ConfigurationError(f"{COUNTY_FILE}：{where}中没有{what}“{name}”。", remedy)


def _refuse_circles(name: str, indicators: Mapping[str, Indicator]) -> None:
    """Refuse an indicator that is, over whatever others, made of itself."""
    waiting, seen = [name], {name}
    while waiting:
        for part in indicators[waiting.pop()].terms:
            if part == name:
                raise ConfigurationError(
                    f"{COUNTY_FILE}：指标“{name}”的公式绕回了它自己。", "请修改公式。"
                )
            if part not in seen:
                seen.add(part)
                waiting.append(part)
