"""The pages over several towns or years, made by a batch's workers: county pages and trends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass
from typing import Literal

from analysis.build import serve
from analysis.build.batch import Engine, server
from analysis.engine.worker import DiedError, TimedOutError
from analysis.settings import Format
from analysis.workspace import Edition, Workspace

_LIMIT = 3600.0  # seconds for one page: a county of thousands of towns is read for it

Kind = Literal["report", "review", "trends"]
WORDS = {"report": "年度报告", "review": "各乡镇对照", "trends": "历年变化"}


@dataclass(frozen=True, slots=True)
class View:
    """One page. ``area``: a town's key for trends, else the folder of a county, "" for all towns.

    ``formats`` and ``edition``: of a county's report.
    """

    kind: Kind
    year: int
    area: str = ""
    formats: tuple[Format, ...] = ("html",)
    edition: Edition = "review"


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of it: the files below the root, or the ``reason`` why there are none.

    ``missing``: formats that cannot be made here, and why; they are tried again next time.
    """

    view: View
    name: str
    reason: str = ""
    files: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether all that was asked for is there."""
        return not self.reason and not self.missing


def build_views(
    workspace: Workspace, views: Iterable[View], executor: Executor, engine: Engine = "warm"
) -> Iterator[Seen]:
    """Build pages; yield each as it is done. What goes wrong with one stops no other."""
    waiting: dict[Future[Seen], View] = {
        executor.submit(_in_server, workspace, view, engine): view for view in views
    }
    for future in as_completed(waiting):
        yield future.result()


def _in_server(workspace: Workspace, view: View, engine: Engine) -> Seen:
    try:
        seen: Seen = server(engine).call(serve.VIEW, workspace, view, timeout=_LIMIT)
    except DiedError as error:
        return Seen(view, view.area, f"生成网页的进程意外中止（{error}），没有改动已有的网页。")
    except TimedOutError:
        return Seen(view, view.area, f"超过 {round(_LIMIT / 60)} 分钟没有完成，已停止。")
    return seen
