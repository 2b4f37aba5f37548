"""``fazhi indicators``, ``lab``: what an analyst asks for."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from analysis.cli.app import Root, say, workspace_of
from analysis.errors import UsageError


def indicators(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="词…", help="名称或常见说法中的词。")
    ] = None,
    root: Root = None,
) -> None:
    """查指标：编号、名称、单位、怎样算。"""  # noqa: D400 - Chinese
    from analysis.indicators import INDICATORS  # noqa: PLC0415
    from analysis.indicators.county import defined  # noqa: PLC0415
    from analysis.indicators.find import find, guess  # noqa: PLC0415
    from analysis.report import wording  # noqa: PLC0415
    from analysis.settings import Configuration  # noqa: PLC0415

    try:
        configuration = workspace_of(root).configuration()
    except UsageError:
        if root is not None:
            raise
        configuration = Configuration()  # outside a county's folder: those that are declared
    known = defined(INDICATORS, configuration)
    found = find(words or [], known)
    if not found:
        near = guess("".join(words or []), known)
        meant = f"您是否指“{near.title}”（{near.id}）？" if near else "请换一个词。"
        raise UsageError(f"没有名称或说法中含“{' '.join(words or [])}”的指标。", meant)
    for one in found:
        say(f"{{{one.id}}}　{one.title}（{one.unit}）：{wording.definition(one, 0)}")


def lab(context: typer.Context, root: Root = None) -> None:
    """打开 JupyterLab，从首页开始；其余参数原样交给 jupyter lab。"""  # noqa: D400 - Chinese
    notebooks = workspace_of(root).root / "notebooks"
    if not notebooks.is_dir():
        raise UsageError(
            f"{notebooks.parent.name} 下没有 notebooks 文件夹。", "请先运行 fazhi init。"
        )
    start = [name for name in ("README.ipynb",) if (notebooks / name).is_file()]
    command = [sys.executable, "-m", "jupyterlab", *start, *context.args]
    done = subprocess.run(command, cwd=notebooks, check=False)  # noqa: S603 - no shell
    raise typer.Exit(done.returncode)
