"""What a batch's server does: imports all that a report needs, then builds one town in each fork."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.build.outcome import Summary
from analysis.build.state import Standing
from analysis.workspace import Workspace

if TYPE_CHECKING:
    from analysis.build.views import Seen, View

PRELOAD = "analysis.build.serve:preload"
REHEARSE = "analysis.build.serve:rehearse"
BUILD = "analysis.build.serve:build"
VIEW = "analysis.build.serve:view"


def preload() -> None:
    """Import all, inside the shell's surroundings: pandas and plotly look for it."""
    from analysis.engine.shell import shell  # noqa: PLC0415 - first of all
    from analysis.engine.warm import language_info  # noqa: PLC0415
    from analysis.engine.warm import preload as notebooks  # noqa: PLC0415

    notebooks()
    language_info()
    with shell().importing():
        import analysis.build.rehearse  # noqa: PLC0415
        import analysis.report  # noqa: F401, PLC0415
        from analysis.intake.warm import warm_names  # noqa: PLC0415

        warm_names()  # not to be charged to the first file that a child reads


def rehearse(_: Callable[[Any], None], root: Path) -> None:
    """Do ahead what each town would do anew; worth its seconds where many are to come."""
    from analysis.build.rehearse import rehearse as report_of_nothing  # noqa: PLC0415 - heavy
    from analysis.intake.warm import warm  # noqa: PLC0415

    warm()
    report_of_nothing(root)


def build(
    _: Callable[[Any], None],
    workspace: Workspace,
    stands: Standing,
    apart: bool,  # noqa: FBT001 - what passes between processes stands in order
) -> Summary:
    """Build one town and keep what it was made from.

    ``apart``: read each file in a process of its own, which tells the one at fault.
    """
    from analysis.build.steps import build_town  # noqa: PLC0415 - heavy: for the server only
    from analysis.build.told import keep, summary_of  # noqa: PLC0415
    from analysis.engine.server import in_child  # noqa: PLC0415
    from analysis.render.pdf import Browser  # noqa: PLC0415

    begin = time.perf_counter()
    if in_child() and not apart:
        from analysis.intake.here import read_here  # noqa: PLC0415 - where there is a fork

        read_here()
    with Browser() as own:
        outcome = build_town(workspace, stands.job, own, stands)
    summary = summary_of(workspace, outcome, time.perf_counter() - begin)
    keep(workspace, outcome, summary)
    return summary


def view(_: Callable[[Any], None], workspace: Workspace, page: View) -> Seen:
    """Build one page over several towns or years."""
    from analysis.build.county import build_view  # noqa: PLC0415 - heavy: for the server only

    return build_view(workspace, page)
