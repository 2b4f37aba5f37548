"""A run over many towns, told as it goes: what ``fazhi build`` and ``fazhi publish`` share."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import typer

from analysis.cli.app import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.build.batch import Options
    from analysis.build.journal import Tally
    from analysis.build.outcome import Summary
    from analysis.workspace import Job, Workspace

Tells = Literal["all", "faults", "failures"]
_FEW = 30  # towns of a county: of more than that, only what went wrong is told one by one
_EVERY = 2.0  # seconds between two lines of progress on a terminal; ten times that in a log


def run_towns(  # noqa: PLR0913 - what, how and where
    workspace: Workspace,
    work: Sequence[Job],
    options: Options,
    jobs: int | None,
    address: str | None = None,
    *,
    tells: Tells = "all",
) -> tuple[Tally, list[Summary]]:
    """Build all and tell how it goes; keep the journal, whatever stops the run.

    ``tells``: of each town (of many only what went wrong), only of what went wrong, or only of what
    failed: of refusals everybody knows.
    """
    from analysis.build.batch import build_all, local, processors  # noqa: PLC0415
    from analysis.build.journal import Tally, journal_path, write_journal  # noqa: PLC0415

    begin, tally = time.monotonic(), Tally(len(work))
    summaries: list[Summary] = []
    progress = _Progress(len(work), tells)
    with ExitStack() as stack:
        if address:
            from analysis.build.cluster import chunk, cluster  # noqa: PLC0415

            executor, workers = stack.enter_context(cluster(address, workspace))
            options = replace(options, chunk=chunk(len(work), workers), ahead=4 * workers)
        else:
            workers = min(jobs or processors(), len(work))
            executor = stack.enter_context(local(workers))
        about = {"engine": options.engine, "workers": workers, "cluster": bool(address)}
        try:
            for summary in build_all(workspace, work, options, executor):
                tally.add(summary, time.monotonic() - begin)
                summaries.append(summary)
                progress.show(summary, tally)
        except KeyboardInterrupt:
            say(f"已中止：还有 {tally.left} 个没有做完，再次运行会接着做。")
            raise
        finally:
            progress.end()
            job = work[0]
            if summaries and not job.draft:
                path = journal_path(workspace, job.year, job.edition)
                write_journal(path, job.year, tally, summaries, {"edition": job.edition, **about})
    return tally, summaries


class _Progress:
    """Lines about each town of a few; of many, what went wrong and now and then how far it is."""

    def __init__(self, towns: int, tells: Tells) -> None:
        self._tells = tells
        self._many = towns > _FEW or tells != "all"
        self._towns = towns
        self._live = sys.stderr.isatty()
        self._last = time.monotonic()

    def show(self, summary: Summary, tally: Tally) -> None:
        done = self._towns - tally.left
        known = self._tells == "failures" and summary.state == "refused"
        if not self._many or not (summary.good or known):
            self._clear()
            _tell(summary, f"[{done}/{self._towns}] ")
        every = _EVERY if self._live else 10 * _EVERY
        if self._many and time.monotonic() - self._last > every:
            self._last = time.monotonic()
            self._clear()
            typer.echo(_how_far(tally), nl=not self._live, err=True)

    def end(self) -> None:
        if self._many:
            self._clear()

    def _clear(self) -> None:
        if self._many and self._live:
            typer.echo("\r\x1b[K", nl=False, err=True)


def _how_far(tally: Tally) -> str:
    minutes, seconds = divmod(round(tally.seconds_left), 60)
    return (
        f"已发布 {tally.count('published', 'unchanged', 'draft')}，"
        f"台账要改 {tally.count('refused')}，出错 {tally.count('failed')}，还剩 {tally.left}；"
        f"每分钟 {tally.per_minute:.0f} 份，约需 {minutes} 分 {seconds} 秒"
    )


def _tell(summary: Summary, number: str) -> None:
    from analysis.build.outcome import WORDS  # noqa: PLC0415

    say(f"{number}{summary.area} {summary.year}年：")
    if summary.page and not summary.reason:
        say(f"  {WORDS[summary.state]}：{summary.page}（{summary.tally}）")
        others = [n.rpartition("/")[2] for n in summary.files if n != summary.page]
        if others and summary.state != "unchanged":
            say(f"  同时写入：{'、'.join(others)}")
    for line in summary.told:
        say(f"  {line}")
    for name, why in summary.missing.items():
        say(f"  没有生成 {name}：{why}")
    if summary.reason:
        say(f"  未发布：{summary.reason}")
        for line in summary.errors:
            say(line)
    if summary.data_check:
        say(f"  数据核对：{summary.data_check}")
