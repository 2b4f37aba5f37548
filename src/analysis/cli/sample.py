"""``fazhi sample``: an invented country to try things on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.app import say
from analysis.errors import UsageError

_YEARS = re.compile(r"(20\d\d)(?:-(20\d\d))?")


def sample(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪里，应为空文件夹。")],
    towns: Annotated[int, typer.Option("--towns", help="几个乡镇。")] = 30,
    years: Annotated[str, typer.Option("--years", help="年度，如 2023 或 2022-2023。")] = "2023",
    seed: Annotated[int, typer.Option("--seed", help="同样的数得到同样的文件。")] = 0,
    jobs: Annotated[
        int, typer.Option("--jobs", min=0, help="同时几个进程。", show_default="每核一个")
    ] = 0,
) -> None:
    """写出虚构的乡镇台账，供试用和测速；名称、人员和数字都不是真的。"""  # noqa: D400 - Chinese
    wanted = years_of(years)

    from analysis.sample.country import write  # noqa: PLC0415

    files = write(folder, towns, wanted, seed=seed, jobs=jobs)
    say(f"已写出 {towns} 个乡镇、{len(wanted)} 个年度的示例数据，共 {files} 个文件：{folder}")
    say(f"请用 fazhi build --root {folder} 出报告；其中少数乡镇有意写错，用来试数据核对。")


def years_of(text: str) -> range:
    """Return the years of 2023 or 2022-2023. Raises ``UsageError``."""
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"“{text}”不是年度。", "请写 2023 或 2022-2023。")
    first, last = int(match[1]), int(match[2] or match[1])
    if last < first:
        raise UsageError(f"“{text}”的起止年度颠倒了。", f"请写 {last}-{first}。")
    return range(first, last + 1)
