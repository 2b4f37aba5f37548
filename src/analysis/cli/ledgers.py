"""``fazhi validate``, ``read``, ``forms``: ledgers before there is a report."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import Root, Towns, Year, list_findings, picked, say
from analysis.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.findings import Finding


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
    workspace, chosen_year, areas, asked_about = picked(root, year, town)

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
        say(f"{area.key} {chosen_year}年：{tally(findings)}。")
        list_findings(findings)
        refused += bool(bad)
        if mark:
            target = workspace.processed(area, chosen_year) / FOLDER
            raw = workspace.raw(area, chosen_year)
            paths = {shown: raw / name for shown, name in intake.files.items()}
            names = {real: shown for shown, real in intake.files.items()}
            for path in annotate(raw, findings, target, files=paths, sheets=intake.sheets):
                name = path.relative_to(target).as_posix()
                where = target.relative_to(workspace.root).as_posix()
                say(f"  已标注：{where}/{names.get(name, name)}")
    if refused or asked_about:
        raise typer.Exit(1)


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
            say(line)
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


def forms(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="写到哪里。")],
) -> None:
    """写出空白表样，每个主题一个工作簿。"""  # noqa: D400 - Chinese
    from analysis.forms import write_forms  # noqa: PLC0415

    for path in write_forms(folder):
        say(f"已写出：{path}")
