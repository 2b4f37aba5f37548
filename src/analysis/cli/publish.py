"""``fazhi publish``: the site that holds all reports together, and an archive of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.app import Root, say, workspace_of


def publish(
    root: Root = None,
    archive: Annotated[
        Path | None,
        typer.Option(
            "--zip", help="另外打成一个压缩包，解压后不联网也能看。", show_default="不打包"
        ),
    ] = None,
) -> None:
    """把各年各乡镇的报告合成一个站点，写入 reports/index.html。"""  # noqa: D400 - Chinese
    workspace = workspace_of(root)

    from analysis.site.files import check_target, pack  # noqa: PLC0415
    from analysis.site.write import write_site  # noqa: PLC0415

    if archive is not None:
        check_target(workspace.reports, archive)  # before all the work
    site = write_site(workspace)
    years = f"{site.years[0]}—{site.years[-1]}年" if len(site.years) > 1 else f"{site.years[0]}年"
    removed = f"，删去不再有的 {site.removed} 个" if site.removed else ""
    say(f"站点已生成：{site.front.relative_to(workspace.root).as_posix()}")
    say(
        f"  {site.towns} 个乡镇，{years}，{site.indicators} 项指标；更新文件 {site.written} 个{removed}。"
    )
    if archive is not None:
        size = pack(workspace.reports, site.names, site.top, archive)
        say(
            f"已打包：{archive}（{len(site.names)} 个文件，{size / 2**20:.1f} MB），解压后打开 {site.top}/index.html。"
        )
