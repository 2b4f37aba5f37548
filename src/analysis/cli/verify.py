"""``fazhi verify``: written reports held against the ledgers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import Root, say, workspace_of
from analysis.errors import UnreadableFileError, UsageError

if TYPE_CHECKING:
    from analysis.verify.desk import Desk
    from analysis.verify.model import Verified
    from analysis.verify.whole import Against

_UNREADABLE = 2
_ENDINGS = frozenset({".docx", ".html", ".htm", ".pdf", ".txt", ".md"})


def verify(  # noqa: PLR0913, PLR0917 - the options of one command
    file: Annotated[
        Path,
        typer.Argument(
            metavar="文件", help="报告（docx、html、pdf、txt、md），或存放多份报告的文件夹。"
        ),
    ],
    root: Root = None,
    year: Annotated[
        int | None, typer.Option("--year", help="报告的年度。", show_default="报告标题中的年份")
    ] = None,
    town: Annotated[
        str | None,
        typer.Option("--town", help="与哪个乡镇的台账核对。", show_default="不与台账核对"),
    ] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="上年的报告，用来找出照抄的句子。")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="结果写到哪里。", show_default="data/processed/年度/乡镇/核对，或 ./核对"
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON；不写文件。")] = False,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="另写一份 对照数据.csv，供下一年度使用。")
    ] = False,
) -> None:
    """核对写好的报告：找出其中的数，与台账逐个对照。"""  # noqa: D400 - Chinese
    from analysis.verify.desk import Desk  # noqa: PLC0415
    from analysis.workspace import Workspace  # noqa: PLC0415

    desk = Desk(workspace_of(root) if root else Workspace.around(), year)
    if file.is_dir():
        if town or previous or quotes:
            raise UsageError(
                "核对整个文件夹时，不能用 --town、--previous 或 --quotes。", "请逐个文件核对。"
            )
        raise typer.Exit(_folder(desk, file, out, as_json=as_json))
    raise typer.Exit(_file(desk, file, _Asked(town, previous, out, as_json, quotes)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of one file."""

    town: str | None
    previous: Path | None
    out: Path | None
    as_json: bool
    quotes: bool


def _file(desk: Desk, file: Path, asked: _Asked) -> int:
    """Verify one report; return what the command ends with."""
    from analysis.documents.read import read_document  # noqa: PLC0415
    from analysis.verify.outputs.told import as_lines, listed  # noqa: PLC0415
    from analysis.verify.whole import verify as held  # noqa: PLC0415

    try:
        document = read_document(file)
        earlier = read_document(asked.previous) if asked.previous else None
    except UnreadableFileError as error:
        typer.echo(str(error), err=True)
        return _UNREADABLE
    against, area = desk.of_town(asked.town, document) if asked.town else (desk.alone(), None)
    verified = held(document, against, earlier)
    if asked.as_json:
        say(_json(listed(verified, against.ledgers.indicators)))
    else:
        for line in as_lines(verified):
            say(line)
        folder = asked.out or desk.folder(area, against.year)
        for path in _written(file, verified, against, folder, quotes=asked.quotes):
            say(f"已写出：{path}")
    return int(verified.wrong)


def _written(
    file: Path, verified: Verified, against: Against, folder: Path, *, quotes: bool
) -> list[Path]:
    """Write what a clerk or reviewer reads; nothing is written where the gate finds a leak."""
    from analysis.annotate.keep import put  # noqa: PLC0415
    from analysis.verify.outputs import files  # noqa: PLC0415
    from analysis.verify.outputs.export import quotes as quoted  # noqa: PLC0415

    indicators = against.ledgers.indicators
    contents = {files.PAGE: files.page_bytes(verified, indicators, against.secrets)}
    raw = file.read_bytes()
    if files.is_word(raw):
        contents[files.copy_name(file)] = files.word_copy(raw, verified, datetime.now(tz=UTC))
    if quotes:
        text, left = quoted(verified, indicators)
        contents["对照数据.csv"] = text.encode("utf-8-sig")
        say("请逐行确认 对照数据.csv，再放到下一年度的乡镇文件夹。")
        if left:
            say(f"有 {left} 个数没有列入（待核、约数或前后不一），需要时请自行补充。")
    return put(folder, contents)


def _folder(desk: Desk, folder: Path, out: Path | None, *, as_json: bool) -> int:
    """Verify every report in a folder; return what the command ends with."""
    from analysis.annotate.keep import put  # noqa: PLC0415
    from analysis.verify.outputs import files, table  # noqa: PLC0415

    target = (out or desk.folder(None, None)).resolve()
    paths = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _ENDINGS and p.is_file())
    paths = [path for path in paths if not path.name.startswith(("~$", "."))]
    paths = [path for path in paths if target not in path.resolve().parents]  # earlier results
    if not paths:
        raise UsageError(f"“{folder}”中没有报告。", "请核对文件夹；可读 docx、html、pdf、txt、md。")
    read = [desk.one_of_many(path, path.relative_to(folder).as_posix()) for path in paths]
    indicators = desk.alone().ledgers.indicators
    if as_json:
        say(_json(list(table.as_list(read, indicators))))
    else:
        for line in table.as_lines(read):
            say(line)
        made = dict(table.pages(read, indicators))
        put(target, made)
        say(f"已写出：{target / files.PAGE}，各份报告的核对结果从中打开。")
    if any(one.verified and one.verified.wrong for one in read):
        return 1
    return _UNREADABLE if any(one.error for one in read) else 0


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
