"""The privacy gate: the last look at the final bytes of everything that will be published.

It only asserts. Shapes of personal data: shared/domain.md §8 (公民身份号码 GB 11643, MOD 11-2; bank
cards with Luhn; mobiles 1[3-9] and nine digits). 统一社会信用代码 is public and passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.errors import PrivacyError

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
_OLD_ID = re.compile(r"(?<![0-9A-Za-z.])[1-8]\d{5}(\d{2})(\d{2})(\d{2})\d{3}(?![0-9A-Za-z])")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.#])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z.])[3-6]\d{15,18}(?![0-9A-Za-z])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    r"[·•]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])",
)
_PATH = re.compile(
    r"(?<![\w/.:])(?:/(?:home|Users|root|tmp|var|work|mnt)/[\w.]|[A-Za-z]:\\\\?[Uu]sers)"
)
_PLACE = re.compile(r'id="([ps][\d-]+|f-[\w.]+)"')
_LONG = 6


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not appear: names of persons and other texts of personal columns.

    ``public``: words that may appear although a person has them for a name.
    """

    names: frozenset[str]
    texts: frozenset[str]
    public: frozenset[str] = frozenset()


def guard(files: Mapping[str, str], secrets: Secrets) -> None:
    """Raise ``PrivacyError`` naming file, kind and place of what would leak, never the value."""
    found = [
        f"{name}{_where(text, position)}有{kind}"
        for name, text in files.items()
        for kind, position in leaks(text, secrets)
    ]
    if found:
        told = "；".join(dict.fromkeys(found))
        raise PrivacyError(
            f"为保护个人信息，未发布：{told}。", "请在文字材料或台账中改用概括的说法。"
        )


def leaks(text: str, secrets: Secrets) -> Iterator[tuple[str, int]]:
    """Yield kind and position of everything personal in a text."""
    for match in _ID.finditer(text):
        if is_id_number(match.group()):
            yield "身份证号", match.start()
    for match in _OLD_ID.finditer(text):
        if _is_date(1900 + int(match.group(1)), int(match.group(2)), int(match.group(3))):
            yield "十五位身份证号", match.start()
    for match in _CARD.finditer(text):
        if _luhn(match.group()) and not is_id_number(match.group()):
            yield "银行卡号", match.start()
    for kind, pattern in (("手机号", _MOBILE), ("车牌号", _PLATE), ("本机路径", _PATH)):
        for match in pattern.finditer(text):
            yield kind, match.start()
    yield from _known(text, secrets)


def _known(text: str, secrets: Secrets) -> Iterator[tuple[str, int]]:
    words = secrets.names - secrets.public
    long = {t for t in secrets.texts if len(t) >= _LONG} - secrets.public
    for kind, values in (("当事人等的姓名", words), ("个人信息栏的内容", long)):
        for value in sorted(values):
            position = text.find(value)
            if position >= 0:
                yield kind, position


def is_id_number(text: str) -> bool:
    """Whether 18 characters are a 公民身份号码: a real date and the right check character."""
    digits, check = text[:17], text[17:].upper()
    if not _is_date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])):
        return False
    total = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == check


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        return 1880 <= date(year, month, day).year <= 2100
    except ValueError:
        return False


def _luhn(digits: str) -> bool:
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _where(text: str, position: int) -> str:
    """Return the paragraph, section or annex entry that a position of a page lies in."""
    anchors: Iterable[re.Match[str]] = _PLACE.finditer(text, 0, position)
    last = ""
    for anchor in anchors:
        last = anchor.group(1)
    return f"（{last}）" if last else ""
