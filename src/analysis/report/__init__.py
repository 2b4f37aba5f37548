"""The report as notebooks write it: sentences, cards, charts and tables made of observations.

``from analysis.report import open_report`` is all that a notebook needs.
"""

from __future__ import annotations

from analysis.report.opening import open_data_check, open_report

__all__ = ["open_data_check", "open_report"]
