"""Where a notebook begins: its parameters are checked, the town is read, the report opened."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import plotly.io
from IPython.core.getipython import get_ipython

from analysis.cells import Source
from analysis.errors import FazhiError, RefusedError, UsageError
from analysis.findings import numbered, tally
from analysis.indicators.model import Observation
from analysis.report import versions, wording
from analysis.report.blocks import show
from analysis.report.figures import Figures
from analysis.report.provenance import exact
from analysis.report.report import Report
from analysis.town import Town, before, load, read_town
from analysis.values import nearest
from analysis.workspace import Area, Workspace

PARAMETERS = ("area", "year", "edition")
EDITIONS = ("review", "public", "draft")
_FEW = 3
_INJECTED = "# Parameters"


def open_report(area: str, year: int, edition: str = "review") -> Report:
    """Read a town's ledgers of a year and open its report.

    ``area``: the folder's name below ``data/raw/<year>/``. ``edition``: ``review`` (送审),
    ``public`` (公开) or ``draft`` (草稿: rows with errors are left out). Raises ``UsageError`` for
    parameters that are mistyped and ``RefusedError`` for ledgers with errors.
    """
    workspace, town_area = checked(area, year, edition)
    # Charts stay JSON for the page; plotly would otherwise choose by its surroundings.
    plotly.io.renderers.default = "plotly_mimetype"
    town = load(workspace, town_area, year, draft=edition == "draft")
    last = before(workspace, town_area, year)
    figures = Figures.of(town, last, public=edition == "public")
    base = versions.Base.of(workspace, town, last)
    report = Report(figures, edition, town.own_text.sections, base)
    report.title()
    return report


def open_data_check(area: str, year: int) -> None:
    """Show the clerk what was read from each file and what has to be mended."""
    workspace, town_area = checked(area, year, "review")
    intake = read_town(workspace, town_area, year)
    settings = workspace.settings(town_area, year)
    try:
        town: Town | None = load(workspace, town_area, year)
    except RefusedError:
        town = None
    findings = town.findings if town else intake.findings
    show({
        "block": "title", "kind": "data_check", "town": town_area.name, "year": year, "organs": [],
        "title": f"{town_area.name}{year}年台账数据核对", "document_number": None,
        "signatory": None, "recipients": None, "signed_on": None,
        "data_cutoff": wording.long_date(settings.data_cutoff) if settings.data_cutoff else None,
        "status": "数据核对", "edition": "review", "sample": settings.sample, "draft": False,
    })  # fmt: skip
    show(_findings(findings, refused=town is None))
    show(_tables(intake.tables))
    if town:
        show(_figures(Figures.of(town, before(workspace, town_area, year))))


def _findings(findings: Iterable[Any], *, refused: bool) -> dict[str, Any]:
    listed = numbered(list(findings))
    verdict = "有错误，暂不能出报告，请按下表修改原表。" if refused else "可以出报告。"
    return {
        "block": "findings",
        "summary": f"{tally(f for _, f in listed)}。{verdict}",
        "items": [
            {
                "number": number,
                "code": f.code,
                "severity": str(f.severity),
                "where": str(f.place),
                "says": f.says if f.says.startswith(f.title) else f"{f.title}：{f.says}",
                "expects": f.expects,
                "remedy": f.remedy,
            }
            for number, f in listed
        ],
    }


def _tables(tables: Iterable[Any]) -> dict[str, Any]:
    from analysis.ledgers import LEDGERS  # noqa: PLC0415

    rows = [
        [
            {"text": str(Source(table.file, table.sheet, table.header))},
            {"text": LEDGERS[table.ledger].title},
            {"text": str(table.rows)},
            {
                "text": "、".join(
                    sorted(set(table.headings.values()), key=list(table.headings.values()).index)
                )
            },
        ]
        for table in tables
    ]
    columns = ["表头位置", "识别为", "明细行数", "采用的列"]
    return {"block": "table", "caption": "读到的台账", "columns": columns, "rows": rows}


def _figures(figures: Figures) -> dict[str, Any]:
    rows = [_figure(figures, name, total) for name, total in figures.totals.items()]
    columns = ["指标", "数值", "怎样算出"]
    pending = list(_lacking(figures))
    return {"block": "table", "caption": "算出的指标", "columns": columns, "rows": rows,
            "pending": pending}  # fmt: skip


def _lacking(figures: Figures) -> Iterator[dict[str, Any]]:
    """Yield what is wanted, each once; of the many figures that a ledger would give, the first few."""
    titles: dict[tuple[str, str], list[str]] = {}
    for gap in figures.gaps.values():
        title = figures.indicator(gap.indicator).title
        titles.setdefault((gap.reason, gap.wanted), []).append(title)
    for (reason, wanted), some in titles.items():
        more = f" 等 {len(some)} 项" if len(some) > _FEW else ""
        yield {"title": f"{'、'.join(some[:_FEW])}{more}", "reason": reason, "wanted": wanted}


def _figure(figures: Figures, name: str, total: Observation) -> list[dict[str, Any]]:
    """Return a figure with its rule and its cells; of hundreds, an annex would hide the findings."""
    indicator, town = figures.indicator(name), figures.town
    places = _places(dict.fromkeys(part.source for part in total.parts if part.source.file))
    rule = wording.rule(indicator, total.formula, town.year, town.cutoff)
    return [
        {"text": indicator.title},
        {"text": wording.printed(indicator, total), "indicator": name, "value": exact(total)},
        {"text": f"{rule}出自 {places}。" if places else rule},
    ]


def _places(sources: Iterable[Source]) -> str:
    """Say where cells stand, the file once for all of its sheets: a register may have twelve."""
    told: list[str] = []
    file = ""
    for source in sources:
        told.append(str(replace(source, file="") if source.file == file else source))
        file = source.file
    return "；".join(told)


def checked(area: str, year: int, edition: str) -> tuple[Workspace, Area]:
    """Refuse what papermill only warns about: unknown names and wrong types."""
    workspace = checked_year(year, edition)
    check_area(area)
    return workspace, workspace.area(area, year)


def check_area(area: str) -> None:
    """Refuse what is no name at all."""
    if not isinstance(area, str) or not area:
        raise UsageError("参数 area 应为乡镇名。", '请写 area = "双龙镇"。')


def checked_year(year: int, edition: str) -> Workspace:
    """Refuse what is wrong with the parameters that every notebook has."""
    for name in _injected():
        if name not in PARAMETERS:
            guess = nearest(name, PARAMETERS)
            remedy = f"您是否指“{guess}”？" if guess else f"可用的参数：{'、'.join(PARAMETERS)}。"
            raise UsageError(f"没有名为“{name}”的参数。", remedy)
    if not isinstance(year, int) or isinstance(year, bool):
        raise UsageError("参数 year 应为四位年份的数字。", "请写 year = 2023，不加引号。")
    if edition not in EDITIONS:
        guess = nearest(str(edition), EDITIONS)
        remedy = f"您是否指“{guess}”？" if guess else f"可用：{'、'.join(EDITIONS)}。"
        raise UsageError(f"没有“{edition}”这种版本。", remedy)
    workspace = Workspace.find()
    if year not in workspace.years():
        listed = "、".join(str(y) for y in workspace.years()) or "（无）"
        raise UsageError(f"data/raw/ 下没有 {year} 年的文件夹。", f"现有年度：{listed}。")
    return workspace


def _injected() -> list[str]:
    """Return the names that papermill's injected cell assigns; empty outside a notebook."""
    shell = get_ipython()
    cells: list[str] = shell.user_ns.get("In", []) if shell is not None else []
    sources = [cell for cell in cells if cell.startswith(_INJECTED)]
    return [
        target.id
        for source in sources
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]


__all__ = ["FazhiError", "open_data_check", "open_report"]
