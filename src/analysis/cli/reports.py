"""``fazhi build``, ``notebooks``: reports, and the analyses beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import Root, Towns, Year, chosen, list_findings, say, unsettled

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.build.steps import Outcome
    from analysis.workspace import Workspace


def build(
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    *,
    draft: Annotated[bool, typer.Option("--draft", help="有错误也出草稿，错误行不计入。")] = False,
) -> None:
    """生成报告，写入 reports/年度/乡镇/。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = chosen(root, year, town)

    from analysis.build.steps import build_town  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    outcomes = []
    for number, area in enumerate(areas, start=1):
        say(f"[{number}/{len(areas)}] {area.key} {chosen_year}年：正在读取台账、生成报告……")
        outcome = build_town(workspace, Job(area, chosen_year, draft=draft))
        _tell(workspace, outcome)
        outcomes.append(outcome)
    failed = [o for o in outcomes if o.error]
    say(f"完成：发布 {len(outcomes) - len(failed)} 个，未发布 {len(failed)} 个。")
    if failed or unsettled(workspace, chosen_year, town):
        raise typer.Exit(1)


def notebooks(root: Root = None, year: Year = None, town: Towns = None) -> None:
    """运行分析笔记本（02 至 09），网页写入 reports/年度/乡镇/。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = chosen(root, year, town)

    from analysis.build.analyses import build_analyses  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    done = failed = 0
    for number, area in enumerate(areas, start=1):
        say(f"[{number}/{len(areas)}] {area.key} {chosen_year}年：正在运行分析笔记本……")
        for one in build_analyses(workspace, Job(area, chosen_year)):
            done += one.page is not None
            failed += one.error is not None
            if one.page:
                say(f"  已发布：{one.page.relative_to(workspace.root).as_posix()}")
            else:
                say(f"  未发布：{one.error}")
    say(f"完成：发布 {done} 个，未发布 {failed} 个。")
    if failed:
        raise typer.Exit(1)


def _tell(workspace: Workspace, outcome: Outcome) -> None:
    from analysis.findings import errors, tally  # noqa: PLC0415

    def below_root(path: Path) -> str:
        return path.relative_to(workspace.root).as_posix()

    if outcome.page:
        done = "已出草稿" if outcome.job.draft else "已发布"
        say(f"  {done}：{below_root(outcome.page)}（{tally(outcome.findings)}）")
    if outcome.error:
        say(f"  未发布：{outcome.error}")
        list_findings(errors(outcome.findings))
    if outcome.data_check:
        say(f"  数据核对：{below_root(outcome.data_check)}")
