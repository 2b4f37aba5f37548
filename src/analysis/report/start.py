"""What a newcomer asks in ``notebooks/README.ipynb``: which towns, what is wrong, which names.

Every call works in a blank county too, and then says what to do first.
"""

from __future__ import annotations

import subprocess
import sys

from analysis.errors import FazhiError, RefusedError, UsageError
from analysis.findings import tally
from analysis.intake.listing import ledger_files
from analysis.report.blocks import say, tabulate
from analysis.report.lookup import explain, find, indicators, ledgers
from analysis.report.opening import open_data_check
from analysis.report.provenance import Json
from analysis.town import load
from analysis.workspace import Area, Workspace

__all__ = ["build", "check", "explain", "find", "indicators", "ledgers", "towns"]

_FIRST = (
    "请新建文件夹 data/raw/年份/乡镇名/（如 data/raw/2023/双龙镇/），把台账放进去，再运行一次。"
)
_COMMAND = "from analysis.cli import main; main()"


def towns(year: int | None = None) -> None:
    """列出有哪些年份和乡镇、核对结果、下一步做什么。例：start.towns()。

    ``year``: that year only.
    """
    workspace, found = _towns()
    rows = [_town_row(workspace, area, y) for y, area in found if workspace and year in (None, y)]
    if not rows:
        say(f"还没有台账。{_FIRST}")
        return
    tabulate("现有的乡镇", ["年度", "乡镇", "文件数", "核对结果", "下一步"], rows)


def check(town: str | None = None, year: int | None = None) -> None:
    """核对一个乡镇的台账：读到了什么，哪些单元格要改。例：start.check("双龙镇", 2023)。

    Without arguments: the first town of the newest year.
    """
    chosen = _chosen(town, year)
    if chosen is not None:
        open_data_check(*chosen)


def build(town: str | None = None, year: int | None = None) -> None:
    """生成一个乡镇的报告，同命令 fazhi build。例：start.build("双龙镇", 2023)。

    Runs the command in a process of its own: the report is made by fresh kernels, not by this one.
    """
    chosen = _chosen(town, year)
    if chosen is None:
        return
    arguments = ["build", "--town", chosen[0], "--year", str(chosen[1])]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-X", "utf8", "-c", _COMMAND, *arguments],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    sys.stdout.write(done.stdout + done.stderr)


# --- towns -----------------------------------------------------------------------------------


def _towns() -> tuple[Workspace | None, list[tuple[int, Area]]]:
    """Return each year's towns, the newest year first; nothing in a blank county."""
    try:
        workspace = Workspace.find()
    except UsageError:
        return None, []
    years = sorted(workspace.years(), reverse=True)
    return workspace, [(year, area) for year in years for area in workspace.areas(year)]


def _chosen(town: str | None, year: int | None) -> tuple[str, int] | None:
    """Return the town meant; the first of the newest year; say what to do where there is none."""
    workspace, found = _towns()
    if workspace is None or not found:
        say(f"还没有台账。{_FIRST}")
        return None
    year = found[0][0] if year is None else year
    here = [area.key for y, area in found if y == year]
    if town is None and not here:
        years = "、".join(str(y) for y in workspace.years())
        raise UsageError(f"data/raw/ 下没有 {year} 年的乡镇。", f"现有年度：{years}。")
    return (here[0] if town is None else workspace.area(town, year).key), year


def _town_row(workspace: Workspace | None, area: Area, year: int) -> list[Json]:
    assert workspace is not None  # noqa: S101 - a town stands in one
    folder = workspace.raw(area, year)
    files = len(list(ledger_files(folder)))
    result, following = _state(workspace, area, year) if files else (
        "还没有台账", f"把台账放进 data/raw/{year}/{area.key}/"
    )  # fmt: skip
    cells = [f"{year}年", area.key, str(files), result, following]
    return [{"text": text} for text in cells]


def _state(workspace: Workspace, area: Area, year: int) -> tuple[str, str]:
    """Return what checking gave and what to do next."""
    call = f'"{area.key}", {year}'
    try:
        town = load(workspace, area, year)
    except RefusedError as error:
        return error.message, f"运行 start.check({call})，按提示修改原表"
    except FazhiError as error:
        return error.message, error.remedy
    page = workspace.published(area, year) / "report.html"
    if page.is_file():
        where = page.relative_to(workspace.root).as_posix()
        return tally(town.findings), f"报告已出：{where}；改文字请打开 10_annual_report.ipynb"
    return tally(town.findings), f"运行 start.build({call}) 出报告"
