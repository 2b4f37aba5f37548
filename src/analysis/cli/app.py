"""What the commands share: their options, which towns are meant, how a line is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.errors import FazhiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.findings import Finding
    from analysis.workspace import Area, Workspace

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
)

Root = Annotated[
    Path | None, typer.Option("--root", help="含有 data/raw 的文件夹。", show_default="当前文件夹")
]
Year = Annotated[int | None, typer.Option("--year", help="年度。", show_default="最近一年")]
Towns = Annotated[
    list[str] | None, typer.Option("--town", help="乡镇，可写多次。", show_default="全部")
]


@app.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """把乡镇台账变成法治政府建设年度报告。"""  # noqa: D400 - Chinese
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def workspace_of(root: Path | None) -> Workspace:
    """Return the workspace of ``--root``, else of the current folder. Raises ``UsageError``."""
    from analysis.workspace import Workspace  # noqa: PLC0415

    if root is not None and not (root / "data" / "raw").is_dir():
        raise UsageError(f"{root} 下没有 data/raw 文件夹。", "请核对 --root。")
    return Workspace.find(root)


def chosen(
    root: Path | None, year: int | None, towns: list[str] | None
) -> tuple[Workspace, int, list[Area]]:
    """Return the workspace, the year and the towns asked for; see ``picked``."""
    return picked(root, year, towns)[:3]


def picked(
    root: Path | None, year: int | None, towns: list[str] | None
) -> tuple[Workspace, int, list[Area], bool]:
    """Return the workspace, the year and the towns asked for; the newest year, all its towns.

    The last: whether folders were passed over because their names have to be asked about.

    A town marked ``sample`` is left out by default once the year has a town that is not; so is a
    folder without ledgers, or whose name has to be asked about.
    """
    from analysis.roster import named, roster_of, samples_among  # noqa: PLC0415

    workspace, year = opened(root, year)
    if towns:
        keys = dict.fromkeys(towns)
        areas = list(dict.fromkeys(named(workspace, key, year) for key in keys))
        return workspace, year, areas, False
    roster = roster_of(workspace, year)
    areas = list(roster.filed)
    if samples := samples_among(workspace, areas, year):
        names = "、".join(area.key for area in samples)
        say(f"{names}是示例数据，未列入；需要时请用 --town 指明。")
        areas = [area for area in areas if area not in samples]
    if roster.absent:
        say(f"{'、'.join(roster.absent)}没有报送{year}年台账。")
    for line in (*roster.remarks(), *roster.questions()):
        say(line)
    if not areas and roster.asked:
        raise FazhiError("没有可以处理的乡镇。", "请先答复上面的问题，或用 --town 指明。")
    if not areas:
        raise UsageError(f"data/raw/{year}/ 下还没有台账。", "请把台账放入其中乡镇的文件夹。")
    return workspace, year, areas, bool(roster.asked)


def opened(root: Path | None, year: int | None) -> tuple[Workspace, int]:
    """Return the workspace and the year asked for, else the newest. Raises ``UsageError``."""
    workspace = workspace_of(root)
    years = workspace.years()
    if not years:
        raise UsageError(
            "data/raw/ 下还没有年度文件夹。", "请新建 data/raw/年份/乡镇/ 并放入台账。"
        )
    year = years[-1] if year is None else year
    if year not in years:
        raise UsageError(
            f"data/raw/ 下没有 {year} 年。", f"现有年度：{'、'.join(map(str, years))}。"
        )
    return workspace, year


def list_findings(findings: Sequence[Finding]) -> None:
    """Print findings, numbered as everywhere."""
    from analysis.telling import told  # noqa: PLC0415

    for line in told(findings):
        say(line)


def say(text: str) -> None:
    """Print a line."""
    typer.echo(text)
