"""Tables of years: who filed, several figures side by side, one figure year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.county.model import CountyYear, Filing, Member
from analysis.county.series import Point, Series
from analysis.county.years import NO_LEDGERS, CountyYears, TownYears
from analysis.indicators.model import Indicator, Ratio
from analysis.report import wording
from analysis.report.grids import NONE
from analysis.report.provenance import Json
from analysis.report.trends import words
from analysis.values import format_number

EARLIER = "以前年度的数由各年台账按现行口径重新计算，出处见各年报告的附录。"
_ALIKE = "走势和变化只按各年都有数的乡镇（可比的）计算。"
_ALWAYS = frozenset({Filing.FILED, Filing.ABSENT})


def filing(years: TownYears | CountyYears) -> Json:
    """Return what was filed in each year: of a county counts, and which towns gave no figures."""
    if isinstance(years, CountyYears):
        found = {member.filing for county in years.counties for member in county.members}
        kinds = [one for one in Filing if one in found | _ALWAYS]
        columns = ["年度", "乡镇数", *map(str, kinds), "说明"]
        return {"columns": columns, "rows": [_county_year(one, kinds) for one in years.counties]}
    rows = [_town_year(years.by_year.get(year), year, years) for year in years.years]
    return {"columns": ["年度", "报送情况", "数据截止", "说明"], "rows": rows}


def _county_year(county: CountyYear, kinds: Sequence[Filing]) -> list[Json]:
    counted = Counter(member.filing for member in county.members)
    told = [
        f"{kind}：{words.named([m.town for m in county.members if m.filing == kind])}。"
        for kind in kinds
        if kind != Filing.FILED and counted[kind]
    ]
    numbers = [len(county.members), *(counted[kind] for kind in kinds)]
    return [
        {"text": f"{county.year}年"},
        *({"text": str(number)} for number in numbers),
        {"text": "".join(told) or "—"},
    ]


def _town_year(member: Member | None, year: int, years: TownYears) -> list[Json]:
    if member is None:
        says = f"只有{year + 1}年对照数据中的上年数。"
        return [{"text": f"{year}年"}, {"text": NO_LEDGERS}, {"text": "—"}, {"text": says}]
    name = f"当年名为“{member.area.name}”。" if member.area.name != years.town.name else ""
    cutoff = {"text": wording.long_date(member.cutoff)} if member.cutoff else {"text": "—"}
    says = f"{name}{member.says}" or "—"
    return [{"text": f"{year}年"}, {"text": str(member.filing)}, cutoff, {"text": says}]


def overview(found: Sequence[Series], years: TownYears | CountyYears) -> Json:
    """Return a row for each figure: its years, their picture, how it changed, what to know."""
    county = isinstance(years, CountyYears)
    columns = ["指标", *(f"{year}年" for year in years.years), "走势", f"比{years.years[0]}年"]
    return {
        "columns": [*columns, "合计的乡镇" if county else "说明"],
        "rows": [_figure(series, newest=years.years[-1], county=county) for series in found],
        "source_line": f"{_ALIKE if county else ''}{EARLIER}",
    }


def _figure(series: Series, newest: int, *, county: bool) -> list[Json]:
    indicator, compared = series.indicator, series.alike or series
    spark = [float(p.value) if p in compared.run and p.value is not None else None
             for p in compared.points]  # fmt: skip
    told = [words.towns(series)] if county else []
    told += [words.divided(series)]
    told += [one.brief or one.says for one in words.remarks(series) if not one.general]
    return [
        {"text": indicator.title + ("" if indicator.unit == "%" else f"（{indicator.unit}）")},
        *(_cell(indicator, point, words.cell(indicator, point), newest) for point in series.points),
        {"text": "", "spark": spark},
        {"text": words.change(compared)},
        {"text": "".join(told) or "—"},
    ]


def by_year(series: Series, years: TownYears | CountyYears) -> Json:
    """Return a row for each year: the value, its halves, of how many towns, what to know."""
    indicator, alike = series.indicator, series.alike
    columns = [
        "年度",
        f"{indicator.title}（{indicator.unit}）",
        *_halves(indicator, years.indicators),
    ]
    columns += ["合计的乡镇"] if isinstance(years, CountyYears) else []
    columns += [f"可比的{len(alike.valued[-1].shares)}个乡镇"] if alike else []
    told: dict[int, str] = {}
    for remark in words.remarks(series):
        told[remark.year] = told.get(remark.year, "") + remark.says
    rows = [
        [
            {"text": f"{point.year}年"},
            *_values(series, place, years),
            {"text": told.get(point.year, "—")},
        ]
        for place, point in enumerate(series.points)
    ]
    return {"columns": [*columns, "说明"], "rows": rows, "source_line": EARLIER}


def _halves(indicator: Indicator, indicators: Mapping[str, Indicator]) -> list[str]:
    formula = indicator.formulas[0]
    if not isinstance(formula, Ratio):
        return []
    return [indicators[name].title for name in (formula.numerator, formula.denominator)]


def _values(series: Series, place: int, years: TownYears | CountyYears) -> list[Json]:
    point, indicator = series.points[place], series.indicator
    text = words.cell(indicator, point)
    row = [_cell(indicator, point, text, years.years[-1])]
    if isinstance(indicator.formulas[0], Ratio):
        both = words.halves(point)
        row += [{"text": half} for half in both] if both else [NONE, NONE]
    if isinstance(years, CountyYears):
        row.append({"text": words.coverage(point)} if point.value is not None else NONE)
    if series.alike:
        row.append({"text": words.cell(indicator, series.alike.points[place])})
    return row


def _cell(indicator: Indicator, point: Point, text: str, newest: int) -> Json:
    """Return a year's cell; the newest year's leads to where its value comes from."""
    if point.value is None:
        return {"text": text, "value": ""}
    marks = {"text": text, "value": format_number(point.value, 4)}
    if point.told:
        return {**marks, "typed": True}
    where = {} if point.year == newest else {"cell": f"year:{point.year}"}
    return {**marks, "indicator": indicator.id, **where}
