"""``fazhi publish``: all reports, the pages over them, the site that holds them, an archive of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import Root, say, workspace_of

if TYPE_CHECKING:
    from analysis.site.write import Site
    from analysis.workspace import Workspace


def publish(
    root: Root = None,
    archive: Annotated[
        Path | None,
        typer.Option(
            "--zip", help="另外打成一个压缩包，解压后不联网也能看。", show_default="不打包"
        ),
    ] = None,
    *,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="同时生成几个。", show_default="处理器个数")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="不论有没有变化，全部重新生成。")] = False,
) -> None:
    """出各年各乡镇的报告、全县的报告和对照，合成一个站点，写入 reports/index.html。"""  # noqa: D400 - Chinese
    workspace = workspace_of(root)

    from analysis.build.batch import Options  # noqa: PLC0415
    from analysis.cli.counties import (  # noqa: PLC0415
        all_county_views,
        build_pages,
        build_towns,
        settled,
        trends_views,
    )
    from analysis.county.read import Reader  # noqa: PLC0415
    from analysis.site.files import check_target, pack  # noqa: PLC0415
    from analysis.site.write import prepare, write_site  # noqa: PLC0415

    if archive is not None:
        check_target(workspace.reports, archive)  # before all the work
    options = Options(again=again)
    prepare(workspace)
    good = settled(partial(build_towns, workspace, jobs), options)
    reader = Reader(workspace)
    good &= settled(partial(build_pages, reader, all_county_views(reader), jobs), options)
    good &= build_pages(reader, trends_views(reader), jobs, options)[0]
    site = write_site(reader)
    _tell(workspace, site)
    if archive is not None:
        size = pack(workspace.reports, site.names, site.top, archive)
        say(
            f"已打包：{archive}（{len(site.names)} 个文件，{size / 2**20:.1f} MB），"
            f"解压后打开 {site.top}/index.html。"
        )
    if not good:
        raise typer.Exit(1)


def _tell(workspace: Workspace, site: Site) -> None:
    years = f"{site.years[0]}—{site.years[-1]}年" if len(site.years) > 1 else f"{site.years[0]}年"
    removed = f"，删去不再有的 {site.removed} 个" if site.removed else ""
    say(f"站点已生成：{site.front.relative_to(workspace.root).as_posix()}")
    say(
        f"  {site.towns} 个乡镇，{years}，{site.indicators} 项指标；"
        f"更新文件 {site.written} 个{removed}。"
    )
