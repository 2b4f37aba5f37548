"""``fazhi init``, ``fazhi new-year``, ``fazhi status``: the yearly cycle."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.app import Root, Year, opened, say
from analysis.words import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from analysis.cycle.condition import Condition
    from analysis.cycle.placing import Placing
    from analysis.roster import Roster

_FEW = 6


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="放在哪里。", show_default="当前文件夹")
    ] = Path(),
    county: Annotated[str, typer.Option("--county", help="县（区、市）名称。")] = "",
    year: Annotated[
        str | None, typer.Option("--year", help="年度。", show_default="上一年")
    ] = None,
    town: Annotated[list[str] | None, typer.Option("--town", help="乡镇、街道，可写多次。")] = None,
) -> None:
    """新建一个项目文件夹：乡镇文件夹、设置、笔记本；已有的文件不动。"""  # noqa: D400 - Chinese
    from analysis.cycle.start import README, start  # noqa: PLC0415

    done = start(folder, _today(), county=county, year=year, towns=town or ())
    for line in done.remarks:
        say(line)
    _placed(done.placing)
    say(f"准备好了（{done.year}年）。接下来请看 {README}。")


def new_year(
    year: Annotated[str, typer.Argument(metavar="年度", help="新的年度，如 2024。")],
    root: Root = None,
) -> None:
    """为新的年度备好各乡镇的文件夹和设置，写出清单；台账和文字不复制。"""  # noqa: D400 - Chinese
    from analysis.cycle.carry import new_year as carry  # noqa: PLC0415

    workspace, _ = opened(root, None)
    done = carry(workspace, year, _today())
    _placed(done.placing)
    for line in done.says:
        say(line)
    say(f"{done.year}年的文件夹已按{done.earlier}年备好，清单见 {done.checklist}。")


def status(
    root: Root = None,
    year: Year = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """各乡镇到了哪一步：台账、问题、缺什么、文字、报告。"""  # noqa: D400 - Chinese
    workspace, chosen_year = opened(root, year)

    from analysis.cycle.condition import condition  # noqa: PLC0415
    from analysis.roster import roster_of  # noqa: PLC0415

    roster = roster_of(workspace, chosen_year)
    towns = [condition(workspace, area, chosen_year) for area in workspace.areas(chosen_year)]
    if as_json:
        say(json.dumps(_as_json(chosen_year, towns, roster), ensure_ascii=False))
    else:
        for line in (*_table(towns), *_below(towns, roster)):
            say(line)
    if roster.asked or any(town.trouble for town in towns):
        raise typer.Exit(1)


def _today() -> date:
    return datetime.now().astimezone(UTC).date()


def _placed(placing: Placing) -> None:
    folders: dict[str, list[str]] = {}
    for name in placing.made:
        above, _, own = name.rpartition("/")
        if own and f"{above}/" in folders:
            folders[f"{above}/"].append(own)
        else:
            folders[name] = []
    for name, inside in folders.items():
        say(f"已新建：{name}" + (f"（{'、'.join(inside)}）" if inside else ""))
    if placing.kept:
        few = "、".join(placing.kept[:_FEW])
        more = f" 等 {len(placing.kept)} 个" if len(placing.kept) > _FEW else ""
        say(f"已有，未改动：{few}{more}。")


_GAPS = 5
_HEADS = ("乡镇", "台账", "错误·警告·提示", "待补充", "文字材料", "报告", "存档", "状态")


def _table(towns: Sequence[Condition]) -> Iterable[str]:
    """Return the lines of the table, columns aligned for characters of two widths."""
    rows = [_HEADS, *(_row(town) for town in towns)]
    widths = [max(text_width(row[column]) for row in rows) for column in range(len(_HEADS))]
    for row in rows:
        cells = (
            text + " " * (width - text_width(text)) for text, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _row(town: Condition) -> tuple[str, ...]:
    if town.trouble:
        return (town.area.key, "—", "—", "—", "—", "—", "—", "设置有误，见下")
    from analysis.findings import Severity  # noqa: PLC0415

    day = town.published_on
    published = f"，{day.year}年{day.month}月{day.day}日发布" if day else ""
    read = bool(town.ledgers or town.findings)
    return (
        town.area.key,
        f"{town.ledgers} 种/{town.files} 个文件" if town.files else "未报送",
        "·".join(str(town.findings.get(s, 0)) for s in Severity) if read else "—",
        f"{sum(town.gaps.values())} 项" if read else "—",
        f"{town.texts}/{town.texts_expected}",
        town.report,
        town.released + ("，有改动" if town.changed else "") or "—",
        f"{town.status}{published}",
    )


def _below(towns: Sequence[Condition], roster: Roster) -> Iterable[str]:
    for town in towns:
        if town.trouble:
            yield f"{town.area.key}：{town.trouble}"
        if town.gaps:
            ranked = sorted(town.gaps.items(), key=lambda item: -item[1])
            listed = "、".join(f"{wanted} {count} 项" for wanted, count in ranked[:_GAPS])
            more = (
                f"等 {len(ranked)} 种，运行 fazhi build 后全部见数据核对"
                if len(ranked) > _GAPS
                else ""
            )
            yield f"{town.area.key}待补充：{listed}{more}。"
    if roster.absent:
        yield f"未报送：{'、'.join(roster.absent)}。"
    yield from roster.remarks()
    yield from roster.questions()


def _as_json(year: int, towns: Sequence[Condition], roster: Roster) -> dict[str, Any]:
    from analysis.findings import Severity  # noqa: PLC0415

    return {
        "year": year,
        "towns": [
            {
                "town": town.area.key,
                "ledgers": town.ledgers,
                "files": town.files,
                "findings": {s.name.lower(): town.findings.get(s, 0) for s in Severity},
                "gaps": dict(town.gaps),
                "texts": town.texts,
                "texts_expected": town.texts_expected,
                "report": town.report,
                "released": town.released or None,
                "changed": town.changed,
                "status": town.status,
                "published_on": str(town.published_on) if town.published_on else None,
                "trouble": town.trouble or None,
            }
            for town in towns
        ],
        "absent": list(roster.absent),
        "former": {area.key: name for area, name in roster.former.items()},
        "asked": {area.key: name for area, name in roster.asked.items()},
        "strange": [area.key for area in roster.strange],
    }
