"""``fazhi build``, ``plan``, ``notebooks``: reports, what would be done, the analyses beside them."""

from __future__ import annotations

from typing import Annotated

import typer

from analysis.cli.app import Root, Towns, Year, chosen, picked, say
from analysis.cli.running import run_towns

Formats = Annotated[
    str | None,
    typer.Option(
        "--formats",
        help="html（网页）、pdf、docx（Word）、xlsx（指标表），用逗号分开。",
        show_default="county.toml 的 [build]，没有就是 html",
    ),
]
EditionOption = Annotated[
    str, typer.Option("--edition", help="review（送审）或 public（公开，写入 reports/public/）。")
]
Standalone = Annotated[
    bool, typer.Option("--standalone", help="网页只要一个文件，可单独拷走（约 5 MB）。")
]


def build(  # noqa: PLR0913 - the options of one command
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    formats: Formats = None,
    edition: EditionOption = "review",
    *,
    standalone: Standalone = False,
    draft: Annotated[bool, typer.Option("--draft", help="有错误也出草稿，错误行不计入。")] = False,
    again: Annotated[bool, typer.Option("--again", help="不论有没有变化，全部重新生成。")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="同时生成几个。", show_default="处理器个数")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", help="warm（快）或 kernel（papermill 自带的方式）。")
    ] = "warm",
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="有一个不能发布就停下来。")
    ] = False,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="Dask 调度程序的地址，如 tcp://主机:8786。")
    ] = None,
    county: Annotated[
        bool, typer.Option("--county", help="各乡镇之后，再出全县的报告和各乡镇对照。")
    ] = False,
) -> None:
    """生成报告，写入 reports/年度/乡镇/；只做有变化的。"""  # noqa: D400 - Chinese
    from analysis.cli import asked  # noqa: PLC0415

    which, how = asked.edition(edition, draft=draft), asked.engine(engine)
    workspace, chosen_year, areas, asked_about = picked(root, year, town)
    wanted = asked.formats(formats) if formats else workspace.configuration().build.formats

    from analysis.build.batch import Options  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    work = [Job(area, chosen_year, which, wanted, draft, standalone) for area in areas]
    options = Options(engine=how, again=again, fail_fast=fail_fast)
    tally, summaries = run_towns(workspace, work, options, jobs, cluster)
    published = tally.count("published", "draft", "unchanged")
    same = tally.count("unchanged")
    unchanged = f"（其中 {same} 个没有变化，未重新生成）" if same else ""
    stopped = f"，停止时还有 {tally.left} 个没有做" if tally.left else ""
    refused = tally.count("refused", "failed")
    say(f"完成：发布 {published} 个{unchanged}，未发布 {refused} 个{stopped}。")
    good = not tally.left and all(summary.good for summary in summaries)
    if county and not tally.left:
        from analysis.cli.counties import build_pages, county_views  # noqa: PLC0415
        from analysis.county.read import Reader  # noqa: PLC0415

        views = county_views(workspace, chosen_year, wanted, which)
        good &= build_pages(Reader(workspace), views, jobs, options)[0]
    if asked_about or not good:
        raise typer.Exit(1)


def plan(  # noqa: PLR0913 - the options of one command
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    formats: Formats = None,
    edition: EditionOption = "review",
    *,
    standalone: Standalone = False,
) -> None:
    """说明 fazhi build 会做哪些步骤、为什么，不做。"""  # noqa: D400 - Chinese
    from analysis.cli import asked  # noqa: PLC0415

    which = asked.edition(edition, draft=False)
    workspace, chosen_year, areas = chosen(root, year, town)
    wanted = asked.formats(formats) if formats else workspace.configuration().build.formats

    from analysis.build.inputs import STEPS, Common  # noqa: PLC0415
    from analysis.build.state import standing  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    common = Common.of(workspace, which)
    same = 0
    for area in areas:
        job = Job(area, chosen_year, which, wanted, standalone=standalone)
        stale = standing(workspace, job, common).stale
        same += not stale
        if stale:
            say(f"{area.key} {chosen_year}年：")
        for step, reasons in stale.items():
            more = f" 等 {len(reasons)} 项" if len(reasons) > _REASONS else ""
            say(f"  {STEPS[step]}：{'、'.join(reasons[:_REASONS])}{more}")
    say(f"要做的 {len(areas) - same} 个，没有变化的 {same} 个。")


_REASONS = 3


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
