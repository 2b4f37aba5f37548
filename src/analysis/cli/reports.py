"""``fazhi build``, ``notebooks``: reports, and the analyses beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import Root, Towns, Year, chosen, list_findings, say, unsettled

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.build.steps import Outcome
    from analysis.workspace import Workspace


def build(  # noqa: PLR0913 - the options of one command
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--formats",
            help="html（网页）、pdf、docx（Word）、xlsx（指标表），用逗号分开。",
            show_default="county.toml 的 [build]，没有就是 html",
        ),
    ] = None,
    edition: Annotated[
        str,
        typer.Option("--edition", help="review（送审）或 public（公开，写入 reports/public/）。"),
    ] = "review",
    *,
    standalone: Annotated[
        bool, typer.Option("--standalone", help="网页只要一个文件，可单独拷走（约 5 MB）。")
    ] = False,
    draft: Annotated[bool, typer.Option("--draft", help="有错误也出草稿，错误行不计入。")] = False,
) -> None:
    """生成报告，写入 reports/年度/乡镇/。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = chosen(root, year, town)

    from analysis.cli import asked  # noqa: PLC0415

    which = asked.edition(edition, draft=draft)
    wanted = asked.formats(formats) if formats else workspace.configuration().build.formats

    from analysis.build.steps import build_town  # noqa: PLC0415
    from analysis.render.pdf import Browser  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    outcomes = []
    with Browser() as browser:
        for number, area in enumerate(areas, start=1):
            say(f"[{number}/{len(areas)}] {area.key} {chosen_year}年：正在读取台账、生成报告……")
            job = Job(area, chosen_year, which, wanted, draft, standalone)
            outcome = build_town(workspace, job, browser)
            _tell(workspace, outcome)
            outcomes.append(outcome)
    failed = [o for o in outcomes if o.error]
    say(f"完成：发布 {len(outcomes) - len(failed)} 个，未发布 {len(failed)} 个。")
    short = any(outcome.failed for outcome in outcomes)
    if failed or short or unsettled(workspace, chosen_year, town):
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
        others = [path.name for path in outcome.files if path != outcome.page]
        if others:
            say(f"  同时写入：{'、'.join(others)}")
    for line in outcome.told:
        say(f"  {line}")
    for name, error in outcome.failed.items():
        say(f"  没有生成 {name}：{error}")
    if outcome.error:
        say(f"  未发布：{outcome.error}")
        list_findings(errors(outcome.findings))
    if outcome.data_check:
        say(f"  数据核对：{below_root(outcome.data_check)}")
