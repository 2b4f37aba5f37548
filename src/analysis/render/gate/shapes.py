"""What personal data look like, whoever they are about: numbers with check digits, plates, doors.

Sources: 公民身份号码: GB 11643 (MOD 11-2 of ISO 7064);
bank cards: ISO/IEC 7812 (Luhn); 统一社会信用代码: GB 32100 (MOD 31), which is public and passes, as do
offices' telephones and hotlines; plates: GA 36.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from string import ascii_letters
from typing import Final

import numpy as np
from numpy.typing import NDArray

from analysis.render.gate.words import Codes, codes_of, text_of

HAN: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
_SPACES: Final = "\u00a0\u3000\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63"
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_CODES: Final = sys.maxunicode + 1
_GONE: Final = _CODES  # no code point
_APART: Final = re.compile(f" (?<=[{HAN}] ) *(?=[{HAN}])")

_ALONE = r"(?<![0-9A-Za-z])(?<!\d\.)"  # not inside a hash, a longer number or its decimals
_END = r"(?![0-9A-Za-z])(?!\.\d*[1-9])"
_GAP = "[ -]?"
_PROVINCES = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])"
_ID = re.compile(
    rf"{_ALONE}(?:\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{4}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}{_GAP}[\dXx]"
    rf"|(?:\d{{4}}{_GAP}){{4}}\d[\dXx]){_END}"
)
_OLD_ID = re.compile(rf"{_ALONE}{_PROVINCES}\d{{4}}{_GAP}\d{{6}}{_GAP}\d{{3}}{_END}")
_MOBILE = re.compile(
    rf"{_ALONE}(?:\+?(?:00)?86{_GAP})?1[3-9]\d(?:{_GAP}\d{{4}}{_GAP}\d{{4}}|[ -]\d{{3}}[ -]\d{{5}})"
    rf"{_END}"
)
_CARD = re.compile(
    rf"{_ALONE}(?:62|60|4\d|5[1-5]|3[5-7]|95)\d\d(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?{_END}"
)
_LONG: Final = 11  # digits; the shortest of these numbers
# Below, what is rare stands first and looks back: that is ten times as fast.
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SECOND = f" 附照行乡胞{ascii_letters}İıſK"  # and digits; the last four are letters to IGNORECASE
_PLATE = re.compile(
    rf"[{_PROVINCE}](?=[A-Z][A-Z·•. ]*\d[A-Z]*\d)"
    r"[A-HJ-NP-Z][·•. ]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|回乡证|台胞证)[^0-9A-Za-z\n]{0,8}(?:[A-Z]{1,2}\d{7,8}|[hm]\d{8,10})(?![0-9A-Za-z])"
)
_EMAIL = re.compile(r"@(?<=[\w.+-]@)(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})")
_PATH = re.compile(
    r"/(?:(?<![A-Za-z0-9_/.-]/)|(?<=file:///))(?:home|Users|root|tmp|var|work|mnt|private)/[\w.]"
)
_DRIVE = re.compile(
    r":(?<![A-Za-z0-9][A-Za-z]:)(?<=[A-Za-z]:)(?:(?:\\{1,2}|/)[Uu]sers|\\{1,2}[\w \-]{2,}\\\w)"
)
_GROUP_DOOR = re.compile(
    r"[组社队村](?:(?<=村)|(?<=[\d一二三四五六七八九十].)) ?附?\d{1,4}(?:-\d{1,3})?号(?![线文令楼院])"
)
_ROOM = re.compile(
    r"[栋幢座楼](?:(?<=\d[栋幢座])|(?<=\d号楼)) ?(?:\d{1,2}单元 ?)?(?:\d{1,4}[室号]|\d{1,2}-\d{1,3})"
)
_ROAD_DOOR = re.compile(
    r"[道路街巷弄](?:(?<=[路街巷弄])|(?<=大道)) ?\d{1,4}(?:-\d{1,3})?号(?:附\d+号)?(?P<room>.{0,8}?\d+室)?"
    r"(?![线文令桥点段标隐])"
)
_NO_ROAD = frozenset("道公铁马线电网水通思出一二三支")  # 公路3号, 思路2号 are no streets
_OFFICE = re.compile(
    "政府|办事处|中心|大厅|机关|法院|检察院|派出所|司法所|调委会|委员会|公司|广场|学校|小学|中学|医院|办公|站|局"
)
_NEAR = 16


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of personal datum: its pattern in plain text, and what else a match must fulfil.

    ``begins``: the letters of which one comes first, for a pattern whose second is of ``_SECOND``.
    """

    kind: str
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = lambda _: True
    begins: str = ""


def plain(text: str) -> str:
    """Return a text as it is searched: half-width, no invisible characters, 冉 某 as 冉某."""
    codes = _plain_codes().take(codes_of(text))
    return _APART.sub("", text_of(codes[codes != _GONE]))


@cache
def _plain_codes() -> Codes:
    """Return what each code point is searched as."""
    table = np.arange(_CODES, dtype=np.uint32)
    table[0xFF01:0xFF5F] -= 0xFEE0  # full-width forms
    for letters, code in ((_SPACES, ord(" ")), (_DASHES, ord("-")), (_UNSEEN, _GONE)):
        table[codes_of(letters)] = code
    return table


def shaped(text: str) -> Iterator[tuple[str, int]]:
    """Yield kind and position of everything in a plain text that has the shape of personal data."""
    kinds = _kinds().take(codes_of(text))
    for shape, (start, end) in product(NUMBERS, _long_numbers(kinds)):
        yield from _told(shape, shape.pattern.finditer(text, start, end))
    begins = np.flatnonzero((kinds[:-1] & _BEGINS) * (kinds[1:] & _GOES_ON)).tolist()
    for shape in OTHERS:
        found = _matches(shape, text, begins) if shape.begins else shape.pattern.finditer(text)
        yield from _told(shape, found)


def _told(shape: Shape, matches: Iterable[re.Match[str]]) -> Iterator[tuple[str, int]]:
    return ((shape.kind, match.start()) for match in matches if shape.holds(match))


def _matches(shape: Shape, text: str, begins: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield the matches that ``finditer`` finds, which all are at some of the positions."""
    end = 0
    for position in begins:
        if position >= end and (match := shape.pattern.match(text, position)):
            yield match
            end = match.end()


_DIGIT, _GAP_KIND, _BEGINS, _GOES_ON = 1, 2, 4, 8


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return what each code point may be: a digit, a gap in a number, a shape's first or second."""
    digits = "".join(filter(str.isdecimal, map(chr, range(0x20000))))  # beyond it there are none
    begins = "".join(shape.begins for shape in OTHERS)
    table = np.zeros(_CODES, dtype=np.uint8)
    for letters, kind in (
        (digits, _DIGIT | _GOES_ON),
        (" -", _GAP_KIND),
        (begins, _BEGINS),
        (_SECOND, _GOES_ON),
    ):
        table[codes_of(letters)] |= kind
    return table


def _long_numbers(kinds: NDArray[np.uint8]) -> list[tuple[int, int]]:
    r"""Return where numbers of many digits stand, a space or a dash between some of them or none.

    That is ``\d(?:[ -]?\d){10,}``, and four characters after it.
    """
    digits = np.flatnonzero(kinds & _DIGIT)
    if len(digits) < _LONG:
        return []
    step = np.diff(digits)
    ends = np.flatnonzero((step > 2) | ((step == 2) & (kinds[digits[:-1] + 1] & _GAP_KIND == 0)))
    first = np.concatenate(([0], ends + 1))
    last = np.concatenate((ends, [len(digits) - 1]))
    long = last - first + 1 >= _LONG
    return list(zip(digits[first[long]].tolist(), (digits[last[long]] + 5).tolist(), strict=True))


def is_id_number(text: str) -> bool:
    """Whether 18 characters are a 公民身份号码: a real date and the right check character."""
    digits, check = text[:17], text[17:].upper()
    if not _is_date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(digits, weights, strict=True))
    return "10X98765432"[total % 11] == check


def is_credit_code(text: str) -> bool:
    """Whether 18 characters are a 统一社会信用代码: the right check character of MOD 31."""
    order = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    if len(text) != 18 or any(c not in order for c in text):
        return False
    total = sum(order.index(c) * 3**i % 31 for i, c in enumerate(text[:17]))
    return order[-total % 31] == text[17]


def _bare(match: re.Match[str]) -> str:
    return re.sub("[ -]", "", match.group())


def _is_id(match: re.Match[str]) -> bool:
    return is_id_number(_bare(match))


def _is_old_id(match: re.Match[str]) -> bool:
    digits = _bare(match)
    return _is_date(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))


def _is_card(match: re.Match[str]) -> bool:
    digits = _bare(match)
    if is_credit_code(digits) or (len(digits) == 18 and is_id_number(digits)):
        return False
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_private_mail(match: re.Match[str]) -> bool:
    return not match["host"].lower().endswith(("gov.cn", ".invalid", ".example"))


def _is_door(match: re.Match[str]) -> bool:
    """Whether a number in a street is a person's door: a room, or no office is named beside it."""
    if match["room"]:
        return True
    road = match.string[max(0, match.start() - 1) : match.start()]
    around = match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    return road not in _NO_ROAD and not _OFFICE.search(around)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        return 1880 <= date(year, month, day).year <= 2100
    except ValueError:
        return False


NUMBERS: Final = (
    Shape("身份证号", _ID, _is_id),
    Shape("十五位身份证号", _OLD_ID, _is_old_id),
    Shape("银行卡号", _CARD, _is_card),
    Shape("手机号", _MOBILE),
)
OTHERS: Final = (
    Shape("车牌号", _PLATE, begins=_PROVINCE),
    Shape("护照等证件号", _PASSPORT, begins="护通回台"),
    Shape("电子邮箱", _EMAIL, _is_private_mail),
    Shape("门牌住址", _GROUP_DOOR, begins="组社队村"),
    Shape("门牌住址", _ROOM, begins="栋幢座楼"),
    Shape("门牌住址", _ROAD_DOOR, _is_door, begins="道路街巷弄"),
    Shape("本机路径", _PATH),
    Shape("本机路径", _DRIVE),
)
