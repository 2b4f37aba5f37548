"""A report of nothing, made before the first town: what a process does once is then done.

The invented workbook has a few ledgers, a row in each. What reading, counting, wording, pages and the gate
make at their first use comes from declarations, settings and templates, and stays; what came of the
rehearsal is forgotten. The delivered notebooks are played, never a county's own: what its cells do
would be there for every town.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis import beside, town
from analysis.build.steps import build_town
from analysis.engine.server import as_child
from analysis.engine.shell import shell
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.intake.here import reading_here
from analysis.intake.warm import write_workbook
from analysis.ledgers import LEDGERS
from analysis.render.pdf import Browser
from analysis.workspace import Area, Job, Workspace

_LEDGERS = 8
_JOB = Job(Area(("示例",)), 2000, draft=True)  # a draft: whatever is odd in one row stops nothing


def rehearse(root: Path) -> None:
    """Make the report of an invented town; work out the definitions of a root.

    Raises ``ConfigurationError`` for settings that cannot be used.
    """
    with TemporaryDirectory() as folder, as_child(), reading_here():
        workspace = Workspace(Path(folder))
        raw = workspace.raw(_JOB.area, _JOB.year)
        raw.mkdir(parents=True)
        write_workbook(raw / "台账.xlsx", islice(LEDGERS.values(), _LEDGERS))
        build_town(workspace, _JOB, Browser())  # what comes of it says nothing of any town
    defined(INDICATORS, Workspace(root).configuration()).work_out()
    shell().forget()
    for kept in (town.LATELY, town.READ, beside.LATELY):
        kept.clear()
