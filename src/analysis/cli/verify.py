"""``fazhi verify``: a written report held against the ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import Root, opened, say
from analysis.errors import FazhiError, UsageError

if TYPE_CHECKING:
    from analysis.documents.model import Document
    from analysis.verify.model import Verified
    from analysis.verify.whole import Against
    from analysis.workspace import Workspace

_UNREADABLE = 2


def verify(  # noqa: PLR0913 - the options of one command
    file: Annotated[
        Path,
        typer.Argument(
            metavar="文件", help="报告（docx、html、pdf、txt、md），或存放报告的文件夹。"
        ),
    ],
    root: Root = None,
    year: Annotated[
        int | None, typer.Option("--year", help="报告的年度。", show_default="报告标题中的年份")
    ] = None,
    town: Annotated[str | None, typer.Option("--town", help="乡镇；不写则不与台账核对。")] = None,
    previous: Annotated[
        Path | None, typer.Option("--previous", help="上年的报告，用来找照抄的句子。")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="核对结果写到哪里。", show_default="见说明")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON，不写文件。")] = False,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="另写一份 对照数据.csv，供下一年度用。")
    ] = False,
) -> None:
    """核对写好的报告：找出其中的数，与台账逐个核对。"""  # noqa: D400 - Chinese
