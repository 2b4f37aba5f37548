"""What a report was made from; light, so that ``fazhi status`` can compare without any renderer."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Mapping

from analysis.layers import code_key, layer_of
from analysis.settings import REPORT_FILE
from analysis.store import key
from analysis.town import Town
from analysis.workspace import Job, Workspace

_LIBRARIES = ("pandas", "plotly", "nbconvert", "papermill", "python-calamine", "jinja2")


def manifest(
    workspace: Workspace, job: Job, town: Town, previous: Town | None, files: Mapping[str, bytes]
) -> dict[str, object]:
    """Say what the report was made from: keys chained from inputs to page, no times, no paths."""
    folder = workspace.raw(job.area, job.year)
    report = workspace.notebook(workspace.configuration().notebooks.annual_report)
    texts = [p.read_bytes().hex() if p.is_file() else "" for p in (folder / REPORT_FILE, report)]
    versions = {name: importlib.metadata.version(name) for name in _LIBRARIES}
    last = previous.keys["observations"] if previous else ""
    executed = key(
        town.keys["observations"], town.keys["beside"], last, *texts, str(versions),
        code_key(layer_of("report")), job.edition,
    )  # fmt: skip
    rendered = key(executed, code_key(layer_of("render")))
    return {
        "area": job.area.key,
        "year": job.year,
        "edition": job.edition,
        "sample": town.settings.sample,
        "keys": {**town.keys, "previous": last, "executed": executed, "rendered": rendered},
        "versions": versions,
        "files": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    }
