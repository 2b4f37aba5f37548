"""``fazhi release``, ``fazhi diff``: a report frozen as a version, and what changed since."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.cli.app import Root, Towns, Year, chosen, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.cycle.release import Difference, Released
    from analysis.releases.compare import Change
    from analysis.releases.model import Release
    from analysis.workspace import Area

_GROUPS = {
    "printed": "报告中的数字",
    "other": "报告没有印出的数字",
    "paragraph": "文字",
    "file": "台账和其他文件",
}


def release(
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    note: Annotated[str, typer.Option("--note", help="这一版的说明，如“报县司法局”。")] = "",
) -> None:
    """把已生成的报告原样存为一版，写入 data/releases/，以后不再改动。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = chosen(root, year, town)

    from analysis.cycle.release import release as freeze  # noqa: PLC0415
    from analysis.errors import FazhiError  # noqa: PLC0415

    today, refused = datetime.now().astimezone().date(), 0
    for area in areas:
        try:
            done = freeze(workspace, area, chosen_year, today, note)
        except FazhiError as error:
            refused += 1
            say(f"{area.key} {chosen_year}年：{error}")
        else:
            say(f"{area.key} {chosen_year}年：{_told(done, area, chosen_year)}")
    if refused:
        raise typer.Exit(1)


def diff(
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    number: Annotated[
        int | None, typer.Option("--release", help="与第几版比较。", show_default="最后一版")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="每个乡镇输出一行 JSON。")] = False,
) -> None:
    """现在的台账、文字与存档的一版相比有哪些改动；有没有改动都以 0 结束。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = chosen(root, year, town)

    from analysis.cycle.release import difference  # noqa: PLC0415
    from analysis.errors import FazhiError, UsageError  # noqa: PLC0415

    refused = 0
    for area in areas:
        try:
            found = difference(workspace, area, chosen_year, number)
        except UsageError:
            raise
        except FazhiError as error:
            refused += 1
            typer.echo(f"{area.key} {chosen_year}年：{error}", err=True)
            continue
        if as_json:
            say(json.dumps(_as_json(area, chosen_year, found), ensure_ascii=False))
        else:
            for line in _lines(f"{area.key} {chosen_year}年", found):
                say(line)
    if refused:
        raise typer.Exit(1)


def _told(done: Released, area: Area, year: int) -> str:
    if done.new:
        return (
            f"已存为{_name(done.release)}：data/releases/{year}/{area.key}/{done.release.number}/"
        )
    same = f"与第{done.release.number}版相同，没有另存。"
    drawn = "（程序更新后版面或措辞与存档的不同，数字、台账和文字材料没有改动。）"
    return same + (drawn if done.redrawn else "")


def _lines(name: str, found: Difference) -> Iterator[str]:
    if found.base is None:
        yield f"{name}：还没有存档，无从比较。要存一版，请运行 fazhi release。"
        return
    count = f"有 {len(found.changes)} 处改动：" if found.changes else "没有改动。"
    yield f"{name}：与{_name(found.base)}相比，{count}"
    for group, head in _GROUPS.items():
        listed = [change for change in found.changes if _group(change) == group]
        if listed:
            yield f"{head}（{len(listed)}）"
        for change in listed:
            yield f"  {change.line}"
            if change.where:
                yield f"    来自：{'、'.join(change.where)}"
    if not found.written:
        yield "报告不是最新的，各段文字没有比较；请运行 fazhi build 后再比较。"


def _name(one: Release) -> str:
    return f"{one.name[:-1]}，{one.note}）" if one.note else one.name


def _group(change: Change) -> str:
    if change.about != "figure":
        return change.about
    return "printed" if change.printed else "other"


def _as_json(area: Area, year: int, found: Difference) -> dict[str, Any]:
    from analysis.report.versions import as_json  # noqa: PLC0415

    base = found.base
    return {
        "town": area.key,
        "year": year,
        "release": base and {"number": base.number, "date": f"{base.day}", "note": base.note},
        "written": found.written,
        "changes": [as_json(change) for change in found.changes],
    }
