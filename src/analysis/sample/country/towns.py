"""The towns of an invented country: their names, size and habits; the same town whatever the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from random import Random
from typing import Final, Literal, TypeVar

from analysis.sample.country.parts import RENAMED, Part, parts

Lot = Literal["", "silent", "refused", "warned"]
_T = TypeVar("_T")

PER_COUNTY: Final = 30
_COUNTIES: Final = tuple(
    "".join(pair)
    for pair in product(
        "禾稷黍苔芦荻蕙芷蓼蘅茗荞苇葵菱芡莳艾蒲藜",
        "源浦汀渚洲埠泽渡原畴滨涧陂淀圩荡潭澳屿矶",
    )
)
MOST: Final = PER_COUNTY * len(_COUNTIES)
_TOWNS: Final = tuple("".join(p) for p in product("青白碧翠丹素墨霜", "鹭鹤鹿雁鹂鲤驹蝉"))
_VILLAGES: Final = tuple("".join(p) for p in product("前后上下东西南北", "槐柚棠桂榆椿楠柏"))
_COMMUNITIES: Final = ("场镇社区", "文昌社区", "新街社区")
_KINDS: Final = {"镇": 70, "乡": 22, "街道": 8}
_SIZES: Final[Mapping[tuple[int, int], int]] = {
    (10, 40): 6, (100, 250): 82, (300, 600): 8, (1000, 1500): 4,
}  # fmt: skip
_LOTS: Final[Mapping[Lot, int]] = {"silent": 1, "refused": 3, "warned": 5}
_DRAWN: Final = sum(_LOTS.values()) - 2
_BLOCK: Final = 100
_FIRST: Final = 2022  # the year whose figures are a town's own size
_SETTLED: Final = 4  # years after which a town no longer grows or shrinks
_PEOPLE: Final = 1700  # in a village
_KNOWN: Final = (150, 250)  # cases of a town whose rate is looked at: enough to be no chance


@dataclass(frozen=True, slots=True)
class Town:
    """One town. ``cases``: how many disputes it mediates in an ordinary year; all else goes by it.

    ``part``: what it is seen for; most towns for nothing.
    """

    seed: int
    number: int
    county: str
    name: str
    villages: tuple[str, ...]
    cases: int
    part: Part = ""

    @property
    def size(self) -> float:
        """How large it is; 1 for a typical town."""
        return self.cases / 170

    def random(self, *about: object) -> Random:
        """Return the generator of one thing; no two things share their draws."""
        return Random("/".join(map(str, (self.seed, self.number, *about))))

    def in_year(self, year: int, about: str, usual: float) -> int:
        """Return a figure of a year, at least 1: the town's trend and that year's chance."""
        years = max(-_SETTLED, min(year - _FIRST, _SETTLED))
        grows = self.part == "growing" and about == "publicity_events"
        trend = (1.5 if grows else self.random(about, "trend").uniform(0.94, 1.09)) ** years
        return max(1, round(usual * trend * self.random(about, year).uniform(0.92, 1.08)))

    def people(self, year: int = _FIRST) -> int:
        """Return how many people are registered in it."""
        return self.in_year(year, "户籍人口", len(self.villages) * _PEOPLE)

    @property
    def former_name(self) -> str:
        """What it was called before, empty where it never had another name."""
        return f"{self.name[:2]}乡" if self.part == "renamed" else ""

    def then(self, year: int) -> Town:
        """Return it under the name that it had in a year."""
        return replace(self, name=self.former_name) if self.former_name and year < RENAMED else self


@cache
def town_of(seed: int, number: int) -> Town:
    """Return the town of that number, from 0; ``MOST`` there are."""
    county, place = divmod(number, PER_COUNTY)
    name = Random(f"{seed}/{county}/towns").sample(_TOWNS, PER_COUNTY)[place]
    random = Random(f"{seed}/{number}/town")
    part = _part(seed, number)
    drawn = weighted(random, _SIZES)
    low, high = _KNOWN if part in {"failing", "perfect"} else drawn
    cases = random.randint(low, high)
    places = random.randint(5, 9) + min(cases // 60, 12)
    villages = [f"{village}村" for village in random.sample(_VILLAGES, places)]
    villages += random.sample(_COMMUNITIES, random.randint(1, 2))
    kind = "镇" if part == "renamed" else weighted(random, _KINDS)
    return Town(
        seed, number, f"{_counties(seed)[county]}示例县", name + kind, tuple(villages), cases, part
    )


@cache
def _counties(seed: int) -> Sequence[str]:
    return Random(f"{seed}/counties").sample(_COUNTIES, len(_COUNTIES))


def key_of(town: Town, count: int) -> str:
    """Return its folder below the year: 县/镇 in a country of several counties."""
    return town.name if count <= PER_COUNTY else f"{town.county}/{town.name}"


def lot(town: Town, year: int) -> Lot:
    """Return what befalls a town's ledgers in a year; of every hundred towns the same number.

    Towns that play a part are spared. The first county of a hundred towns has one of the silent
    and one of the refused: it is what ``fazhi sample`` writes unless more are asked for.
    """
    block, place = divmod(town.number, _BLOCK)
    random = Random(f"{town.seed}/{year}/{block}/lots")
    plain = [n for n in range(_BLOCK) if not _part(town.seed, block * _BLOCK + n)]
    first = random.sample([n for n in plain if n < PER_COUNTY], 2)
    drawn = iter([*first, *random.sample([n for n in plain if n not in first], _DRAWN)])
    for what, towns in _LOTS.items():
        if place in {next(drawn) for _ in range(towns)}:
            return what
    return ""


def _part(seed: int, number: int) -> Part:
    county, place = divmod(number, PER_COUNTY)
    return parts(seed, county).get(place, "")


def weighted(random: Random, weights: Mapping[_T, float]) -> _T:
    """Draw one by its weight."""
    return random.choices(list(weights), list(weights.values()))[0]
