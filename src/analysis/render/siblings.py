"""What lies beside a page in ``reports/``: the town's reports of other years.

A page links only what is there when it is made; a page of an older year learns of a newer one
when it is made again.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

PAGE: Final = "report.html"
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def years(folder: Path | None, reports: Path | None) -> list[tuple[int, str]]:
    """Return year and relative address of the town's reports, newest first; "" for this one.

    ``reports``: the folder that holds a folder for each year. Empty where this is no town's page.
    """
    if folder is None or reports is None:
        return []
    year, *town = folder.relative_to(reports).parts or ("",)
    if not (town and _YEAR.fullmatch(year)):
        return []
    found = [(int(year), "")]
    for other in reports.iterdir():
        if other.name != year and _YEAR.fullmatch(other.name):
            page = other.joinpath(*town, PAGE)
            if page.is_file():
                found.append((int(other.name), Path(os.path.relpath(page, folder)).as_posix()))
    return sorted(found, reverse=True)
