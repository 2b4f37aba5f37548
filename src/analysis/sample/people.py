"""Persons and places that do not exist, and cannot: names, 身份证号, telephones, villages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import permutations
from random import Random

TOWN = "双龙镇"
COMMUNITY = "双龙社区"
VILLAGES = (
    "青松村", "白云村", "石桥村", "竹林村", "梨树村", "龙泉村", "大湾村", "新田村", "回龙村",
)  # fmt: skip
PLACES = (*VILLAGES, COMMUNITY)

SIGNATORY = "冉示例"  # in no other column: a name in a personal column may not be printed
FIRM = "重庆样本律师事务所"

_SURNAMES = "冉秦向谭湛隆余郎付彭罗蒋熊易文孙"
_GIVEN = "示例样本虚构甲乙丙丁戊己"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NO_AREA = "990000"  # no such administrative division


def _names() -> list[str]:
    names = [s + a + b for s in _SURNAMES for a, b in permutations(_GIVEN, 2)]
    names.remove(SIGNATORY)
    Random("双龙镇/names").shuffle(names)
    return names


_NAMES = _names()
REPORTER, *_REST = _NAMES[:80]
MEDIATORS = tuple(_REST[:11])
SCREENERS = tuple(_REST[11:31])
CHAIRS = tuple(_REST[31:34])
SPEAKERS = tuple(_REST[34:40])
RECEIVERS = tuple(_REST[40:46])
ADVISERS = tuple(_REST[46:48])
OFFICERS = tuple(_REST[48:78])
_CITIZENS = tuple(_NAMES[80:])


@dataclass(frozen=True, slots=True)
class Person:
    """A party to a dispute."""

    name: str
    id_number: str
    phone: str


def check_character(digits: str) -> str:
    """Return the 18th character of an ID number (GB 11643, MOD 11-2) from its first 17."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return "10X98765432"[total % 11]


def phone(random: Random) -> str:
    """Return a number of 11 digits that begins with 1990000."""
    return f"1990000{random.randrange(10_000):04d}"


@cache
def citizen(index: int) -> Person:
    """Return the same person for the same index, whatever the year."""
    random = Random(f"双龙镇/citizen/{index}")
    born = date(1948, 1, 1) + timedelta(days=random.randrange(20_000))
    digits = f"{_NO_AREA}{born:%Y%m%d}{random.randrange(1, 1000):03d}"
    return Person(_CITIZENS[index], digits + check_character(digits), phone(random))


def two_citizens(random: Random) -> tuple[Person, Person]:
    """Return two different persons."""
    first, second = random.sample(range(len(_CITIZENS)), 2)
    return citizen(first), citizen(second)
