"""The report as notebooks write it: sentences, cards, charts and tables made of observations.

``from analysis.report import open_report`` is all that a notebook needs; ``open_look`` opens an
analysis, ``open_trends`` a row of years, ``names`` completes the indicators' names, ``start`` answers a newcomer's questions.
"""

from __future__ import annotations

from typing import Any

from analysis.report import start
from analysis.report.county.opening import open_county, open_county_report
from analysis.report.look_opening import open_look
from analysis.report.opening import open_data_check, open_report
from analysis.report.trends.opening import open_trends

__all__ = [
    "names",
    "open_county",
    "open_county_report",
    "open_data_check",
    "open_look",
    "open_report",
    "open_trends",
    "start",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute
    """Give ``names`` when it is asked for: a county's own indicators are read then."""
    if name != "names":
        raise AttributeError(name)
    from analysis.report.completion import Names  # noqa: PLC0415 - only where it is asked for

    return Names(start.indicators())
