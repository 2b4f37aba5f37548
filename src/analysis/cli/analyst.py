"""``fazhi indicators``, ``lab``: what an analyst asks for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.app import Root, say
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
    from analysis.workspace import Workspace  # noqa: PLC0415

    try:
        configuration = Workspace.find(root).configuration()
    except UsageError:  # outside a county's folder: those that are declared
        configuration = Configuration()
    known = defined(INDICATORS, configuration)
    found = find(words or [], known)
    if not found:
        near = guess("".join(words or []), known)
        meant = f"您是否指“{near.title}”（{near.id}）？" if near else "请换一个词。"
        raise UsageError(f"没有名称或说法中含“{' '.join(words or [])}”的指标。", meant)
    for one in found:
        say(f"{{{one.id}}}　{one.title}（{one.unit}）：{wording.definition(one, 0)}")


def lab(
    root: Root = None,
    *,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="是否打开浏览器。")
    ] = True,
) -> None:
    """打开 JupyterLab，从首页开始。"""  # noqa: D400 - Chinese
    from analysis.workspace import Workspace  # noqa: PLC0415

    notebooks = Workspace.find(root).root / "notebooks"
    if not notebooks.is_dir():
        raise UsageError(
            f"{notebooks.parent.name} 下没有 notebooks 文件夹。", "请先运行 fazhi init。"
        )
    start: tuple[str | Path, ...] = (
        ("README.ipynb",) if (notebooks / "README.ipynb").is_file() else ()
    )
    command = [sys.executable, "-m", "jupyterlab", *start]
    done = subprocess.run(  # noqa: S603 - our own interpreter, no shell
        [*command, *([] if browser else ["--no-browser"])], cwd=notebooks, check=False
    )
    raise typer.Exit(done.returncode)
