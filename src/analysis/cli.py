"""The command ``fazhi``: arguments in, Chinese sentences and exit codes out.

Exit 0: all published; 1: a town was refused or failed; 2: the command was mistyped. Heavy
libraries are imported inside the commands, so that ``fazhi --help`` answers at once.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from analysis.errors import FazhiError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.build import Outcome
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


@app.command()
def build(
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    *,
    draft: Annotated[bool, typer.Option("--draft", help="有错误也出草稿，错误行不计入。")] = False,
) -> None:
    """生成报告，写入 reports/年度/乡镇/。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = _chosen(root, year, town)

    from analysis.build import build_town  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    outcomes = []
    for number, area in enumerate(areas, start=1):
        _say(f"[{number}/{len(areas)}] {area.key} {chosen_year}年：正在读取台账、生成报告……")
        outcome = build_town(workspace, Job(area, chosen_year, draft=draft))
        _tell(workspace, outcome)
        outcomes.append(outcome)
    failed = [o for o in outcomes if o.error]
    _say(f"完成：发布 {len(outcomes) - len(failed)} 个，未发布 {len(failed)} 个。")
    if failed:
        raise typer.Exit(1)


@app.command()
def validate(
    root: Root = None,
    year: Year = None,
    town: Towns = None,
    *,
    mark: Annotated[
        bool, typer.Option("--annotate", help="另存一份标出问题的台账副本，原表不动。")
    ] = False,
) -> None:
    """只核对台账，逐条列出问题和改法，不生成报告。"""  # noqa: D400 - Chinese
    workspace, chosen_year, areas = _chosen(root, year, town)

    from analysis.annotate import FOLDER, annotate  # noqa: PLC0415
    from analysis.findings import errors, tally  # noqa: PLC0415
    from analysis.town import load, read_town  # noqa: PLC0415

    refused = 0
    for area in areas:
        intake = read_town(workspace, area, chosen_year)
        bad = errors(intake.findings)
        findings: Sequence[Finding] = intake.findings
        if not bad:
            findings = load(workspace, area, chosen_year, intake=intake).findings
        _say(f"{area.key} {chosen_year}年：{tally(findings)}。")
        _list(findings)
        refused += bool(bad)
        if mark:
            target = workspace.processed(area, chosen_year) / FOLDER
            raw = workspace.raw(area, chosen_year)
            paths = {shown: raw / name for shown, name in intake.files.items()}
            names = {real: shown for shown, real in intake.files.items()}
            for path in annotate(raw, findings, target, files=paths, sheets=intake.sheets):
                name = path.relative_to(target).as_posix()
                where = target.relative_to(workspace.root).as_posix()
                _say(f"  已标注：{where}/{names.get(name, name)}")
    if refused:
        raise typer.Exit(1)


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(metavar="文件…", help="表格文件或文件夹。")],
    year: Annotated[
        int | None, typer.Option("--year", help="年度。", show_default="路径中的年份")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="每个文件输出一行 JSON。")] = False,
) -> None:
    """逐个读表格文件，说明读到了什么；不写任何文件。"""  # noqa: D400 - Chinese
    from analysis import telling  # noqa: PLC0415
    from analysis.intake.folder import read_file  # noqa: PLC0415

    refused = 0
    paths = list(_expanded(files))
    if not paths:
        raise UsageError("没有找到文件。", "请核对所写的文件夹或文件名。")
    for path in paths:
        found = read_file(path, str(path), year or _year_of(path))
        refused += found.status == "refused"
        lines = [telling.as_json(found)] if as_json else telling.as_lines(found)
        for line in lines:
            _say(line)
    if refused:
        raise typer.Exit(1)


def _expanded(files: Sequence[str]) -> Iterator[Path]:
    """Yield the files named; those of a folder; and where the shell left it to us, of a pattern."""
    for text in files:
        path = Path(text)
        if path.is_dir():
            yield from sorted(f for f in path.rglob("*") if f.is_file())
        elif not path.exists() and any(mark in text for mark in "*?"):
            yield from sorted(f for f in Path(path.anchor or ".").glob(text[len(path.anchor) :]))
        else:
            yield path


def _year_of(path: Path) -> int:
    """Return the year that a folder above the file names, else the year before this one."""
    named = [int(p) for p in path.resolve().parts[:-1] if re.fullmatch(r"20\d\d", p)]
    return named[-1] if named else datetime.now(tz=UTC).year - 1


@app.command()
def forms(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪里。")],
) -> None:
    """写出空白表样，每个主题一个工作簿。"""  # noqa: D400 - Chinese
    from analysis.forms import write_forms  # noqa: PLC0415

    for path in write_forms(folder):
        _say(f"已写出：{path}")


def _chosen(
    root: Path | None, year: int | None, towns: list[str] | None
) -> tuple[Workspace, int, list[Area]]:
    """Return the workspace, the year and the towns asked for; the newest year, all its towns.

    A town marked ``sample`` is left out by default once the year has a town that is not.
    """
    from analysis.workspace import Workspace  # noqa: PLC0415

    if root is not None and not (root / "data" / "raw").is_dir():
        raise UsageError(f"{root} 下没有 data/raw 文件夹。", "请核对 --root。")
    workspace = Workspace.find(root)
    years = workspace.years()
    if not years:
        raise UsageError(
            "data/raw/ 下还没有年度文件夹。", "请新建 data/raw/年份/乡镇/ 并放入台账。"
        )
    chosen = years[-1] if year is None else year
    if chosen not in years:
        raise UsageError(
            f"data/raw/ 下没有 {chosen} 年。", f"现有年度：{'、'.join(map(str, years))}。"
        )
    if towns:
        return workspace, chosen, [workspace.area(key, chosen) for key in dict.fromkeys(towns)]
    areas = workspace.areas(chosen)
    filed = {area.name for area in areas}
    samples = [area for area in areas if workspace.settings(area, chosen).sample]
    if samples and len(samples) < len(areas):
        names = "、".join(area.key for area in samples)
        _say(f"{names}是示例数据，未列入；需要时请用 --town 指明。")
        areas = [area for area in areas if area not in samples]
    absent = [t.name for t in workspace.county().towns if t.name not in filed]
    if absent:
        _say(f"county.toml 所列乡镇中，{'、'.join(absent)}没有报送{chosen}年台账。")
    if not areas:
        raise UsageError(f"data/raw/{chosen}/ 下还没有乡镇文件夹。", "请新建一个并放入台账。")
    return workspace, chosen, areas


def _tell(workspace: Workspace, outcome: Outcome) -> None:
    from analysis.findings import errors, tally  # noqa: PLC0415

    def below_root(path: Path) -> str:
        return path.relative_to(workspace.root).as_posix()

    if outcome.page:
        done = "已出草稿" if outcome.job.draft else "已发布"
        _say(f"  {done}：{below_root(outcome.page)}（{tally(outcome.findings)}）")
    if outcome.error:
        _say(f"  未发布：{outcome.error}")
        _list(errors(outcome.findings))
    if outcome.data_check:
        _say(f"  数据核对：{below_root(outcome.data_check)}")


def _list(findings: Sequence[Finding]) -> None:
    from analysis.telling import told  # noqa: PLC0415

    for line in told(findings):
        _say(line)


def _say(text: str) -> None:
    typer.echo(text)


def _in_chinese(error: TyperException) -> str:
    """Say what was mistyped; typer's own sentences are English."""
    option, param = getattr(error, "option_name", None), getattr(error, "param", None)
    if option and not hasattr(error, "possibilities"):
        return f"{option} 后面要写上值。"
    if option:
        near = getattr(error, "possibilities", None)
        return f"没有选项 {option}" + (f"，您是否指 {near[0]}？" if near else "。")
    if param is not None:
        name = param.metavar or param.opts[0]
        missing = type(error).__name__.startswith("Missing")
        return f"没有写明“{name}”。" if missing else f"{name} 的值不合要求。"
    return "没有这样的命令或参数。"


def main() -> None:
    """Run the command; every error is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # cp936 consoles lack some characters
    try:
        status = app(standalone_mode=False)
    except FazhiError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except TyperException as error:
        typer.echo(f"命令有误：{_in_chinese(error)}请用 fazhi --help 查看用法。", err=True)
        sys.exit(2)
    except typer.Abort:
        typer.echo("已中止。", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
