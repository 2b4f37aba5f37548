"""The parts that some towns play, so that a county has something to find.

Each part is played by one of the first ten towns of every county, every year.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Final, Literal

Part = Literal["", "late", "written", "renamed", "turned", "failing", "perfect", "growing"]
"""What a town is seen for.

- ``late``: it files after the county's day;
- ``written``: it hands in a Word report and no ledgers;
- ``renamed``: from ``RENAMED`` on it is a 镇, a 乡 before;
- ``turned``: it keeps registers only from ``TURNED`` on, monthly returns before;
- ``failing``, ``perfect``: a rate of mediation that others with as many cases do not have;
- ``growing``: its publicity grows by half every year.
"""

RENAMED: Final = 2023
TURNED: Final = 2022
PARTS: Final[tuple[Part, ...]] = (
    "late", "written", "renamed", "turned", "failing", "perfect", "growing",
)  # fmt: skip
_AMONG: Final = 10  # towns of a county, so that a small one has all parts


@cache
def parts(seed: int, county: int) -> dict[int, Part]:
    """Return which of a county's towns play a part, by their place in it."""
    places = Random(f"{seed}/{county}/parts").sample(range(_AMONG), len(PARTS))
    return dict(zip(places, PARTS, strict=True))
