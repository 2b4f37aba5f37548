"""A county's figures: the towns' observations as one, and of how many towns they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from analysis.beside.comparisons import read_comparisons
from analysis.beside.files import beside_files
from analysis.beside.own_text import read_own_text
from analysis.checks import check_observations
from analysis.county.model import CountyYear, Member
from analysis.county.read import slices
from analysis.errors import ConfigurationError, RefusedError
from analysis.findings import errors, tally
from analysis.indicators.model import Gap, Indicator, Observation, Ratio, Total
from analysis.indicators.pool import PoolingError, pooled
from analysis.ledgers import LEDGERS
from analysis.settings import COUNTY_FILE
from analysis.store import files_key, key
from analysis.thresholds import check_thresholds
from analysis.town import Coverage, Town
from analysis.workspace import Area, Workspace

_NONE = "没有乡镇报送这项数据。"
_ALONE = "这项数据不能跨乡镇相加。"


def pooled_total(
    county: CountyYear, name: str, among: Collection[Area] | None = None
) -> Observation | None:
    """Return an indicator over the usable towns that have it; None where it cannot be pooled.

    ``among``: of these towns only, so that two years are compared over the same ones. ``areas`` of
    what is returned tells the towns by their present names.
    """
    found = [
        (member, total)
        for member, total in county.having(name)
        if among is None or member.town in among
    ]
    return _pooled(county, county.indicators[name], found)


def coverage(county: CountyYear, total: Observation) -> str:
    """Return in words of how many towns a pooled figure is: 30个乡镇中27个."""
    return Coverage(len(county.usable), len(county.members)).words(total)


def county_area(county: CountyYear) -> Area:
    """Return under which name the county's own report is kept.

    Raises ``ConfigurationError`` where a town has the same.
    """
    if Area((county.name,)) in {member.area for member in county.members}:
        raise ConfigurationError(
            f"{COUNTY_FILE}：县名“{county.name}”和一个乡镇的文件夹同名。", "请改用县的全称。"
        )
    return county.report_area(county.scope)


def pooled_town(workspace: Workspace, county: CountyYear, *, asked: Sequence[str] = ()) -> Town:
    """Return the county's year as one town's: what its own report is written from.

    Its figures are the pooled ones of the towns, totals and breakdowns; ``report.toml``, 文字材料
    and 对照数据 are those in the county's own folder (``data/raw/<year>/``, or the folder of a county
    in it). ``asked``: headings of own text. Raises ``RefusedError`` where these hold errors.
    """
    folder = workspace.raw(Area(county.scope), county.year)
    settings = workspace.settings(Area(county.scope), county.year)
    sample = settings.sample or any(member.sample for member in county.members)
    settings = settings.model_copy(update={"sample": sample})
    own_text, told = read_own_text(folder, asked)
    quotes, odd = read_comparisons(folder, county.indicators)
    if bad := errors([*told, *odd]):
        raise RefusedError(
            f"{county.name}{county.year}年文字材料或对照数据有错误（{tally(bad)}）：{bad[0]}",
            "请修改后重试。",
        )
    observations = list(_all(workspace, county))
    cutoff = settings.data_cutoff or max(
        (m.cutoff for m in county.usable if m.cutoff), default=date(county.year, 12, 31)
    )
    thresholds = workspace.configuration().thresholds
    beside = files_key(folder, beside_files(folder))
    kept = {member.area.key: member.key for member in county.usable}
    return Town(
        area=county_area(county),
        year=county.year,
        settings=settings,
        cutoff=cutoff,
        frames={},
        tables=(),
        findings=[
            *told,
            *odd,
            *check_observations(observations, county.indicators, cutoff),
            *check_thresholds(observations, county.indicators, thresholds, county.year),
        ],
        observations=observations,
        gaps=list(_gaps(county, {o.indicator for o in observations})),
        keys={"inputs": key(*map(str, kept.items())), "observations": key(*kept.values()),
              "beside": beside},
        indicators=county.indicators,
        own_text=own_text,
        quotes=quotes,
        dropped={},
        pooled=Coverage(len(county.usable), len(county.members)),
    )  # fmt: skip


def _all(workspace: Workspace, county: CountyYear) -> Iterator[Observation]:
    """Yield pooled totals in the order of the registry, each followed by its pooled breakdowns."""
    sliced = _slices(workspace, county)
    for name in county.given:
        total = pooled_total(county, name)
        if total is not None:
            yield total
            for found in sliced.get(name, {}).values():
                one = _pooled(county, county.indicators[name], found)
                if one is not None:
                    yield one


_Found = list[tuple[Member, Observation]]


def _slices(workspace: Workspace, county: CountyYear) -> dict[str, dict[object, _Found]]:
    """Return the towns' breakdowns by indicator and cell; none of registers of persons.

    Small slices of these are merged town by town, and could not be told apart when added.
    """
    names = [name for name in county.given if _broken_down(county.indicators[name])]
    sliced: dict[str, dict[object, _Found]] = {}
    members = {member.area.key: member for member in county.usable}
    for one in slices(workspace, county, names):
        if _shared(county, one):
            cells = sliced.setdefault(one.indicator, {})
            cells.setdefault(one.cell, []).append((members[one.area], one))
    return {
        name: dict(sorted(cells.items(), key=lambda item: _dimension(item[0])))
        for name, cells in sliced.items()
    }


def _shared(county: CountyYear, one: Observation) -> bool:
    """Whether a breakdown's words mean the same in all towns: two have a 东村 each."""
    formula = county.indicators[one.indicator].formulas[one.formula]
    dimension = _dimension(one.cell)
    if dimension == "month" or isinstance(formula, Ratio | Total):
        return dimension == "month"
    return bool(LEDGERS[formula.ledger].column(dimension).values)


def _dimension(cell: object) -> str:
    """Keep the cells of a dimension together, in the order in which they were met."""
    return str(cell[0][0]) if isinstance(cell, tuple) else ""


def _broken_down(indicator: Indicator) -> bool:
    formula = indicator.formulas[0]
    if not indicator.by or isinstance(formula, Ratio | Total):
        return False
    return all(
        LEDGERS[one.ledger].about != "person"
        for one in indicator.formulas
        if not isinstance(one, Ratio | Total)
    )


def _pooled(county: CountyYear, indicator: Indicator, found: _Found) -> Observation | None:
    try:
        one = pooled(indicator, [total for _, total in found], county.name) if found else None
    except PoolingError:
        return None  # it does not add over towns, or all denominators are 0: told town by town
    return one and replace(one, areas=tuple(member.town.key for member, _ in found))


def _gaps(county: CountyYear, known: Collection[str]) -> Iterator[Gap]:
    wanted = {
        name: gap.wanted
        for absent, _ in county.indicators.gaps.values()
        for name, gap in absent.items()
    }
    for name, indicator in county.indicators.items():
        if name not in known:
            reason = _NONE if "area" in indicator.adds_over else _ALONE
            yield Gap(name, reason, wanted.get(name, ""))
