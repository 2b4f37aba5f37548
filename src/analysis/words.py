"""What a cell is, and its words: widths, stray characters, headings, near misses.

Pure functions over one text. `values` hands them on; the rest of the project imports from there.
"""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, TypeAlias

Cell: TypeAlias = (
    str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
)  # what a spreadsheet cell gives: calamine's numbers are float, its empty cells ""

UNITS: Final[tuple[str, ...]] = (
    *("件", "起", "宗", "次", "件次", "场", "场次", "期", "人", "名", "人次", "户"),
    *("份", "本", "册", "张", "个", "篇", "条", "项", "家", "处", "学时", "元", "万元", "%"),
)  # domain §9, with 元 张 户 处 as ledgers have them


class Unreadable(ValueError):  # noqa: N818 - a fact about a cell, not a fault of the program
    """A cell that does not hold what its column asks for.

    `expects` is a short Chinese phrase telling the clerk what would be readable. The cell's own
    text is never part of the message, for it may be personal (domain §8).
    """

    def __init__(self, expects: str) -> None:
        """Keep `expects` as the only argument, so that the error survives pickling."""
        super().__init__(expects)
        self.expects = expects


# --- widths and white space ------------------------------------------------------------------

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)],
)
_CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·"
_GAP_IN_CJK = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")


def is_blank(value: Cell) -> bool:
    """Tell whether a cell shows nothing: None, "" or only white and zero-width characters."""
    if not isinstance(value, str):
        return value is None
    if not value or value[0].isalnum():
        return not value  # most cells are told by their first character
    return not value.translate(_INVISIBLE).strip()


def narrow(text: str) -> str:
    """Turn full-width ASCII (U+FF01 to U+FF5E) and U+3000 to half width, and nothing else."""
    return text if unicodedata.is_normalized("NFKC", text) else text.translate(_NARROW)


def tidy(text: str) -> str:
    """Clean a text that people will read: no zero-width characters, no stray white space.

    A run of white space (line breaks too) disappears between Chinese characters and becomes one
    space anywhere else: "双龙 镇" is "双龙镇", "Q1  report" is "Q1 report".
    """
    if text.isprintable() and " " not in text:
        return text  # most cells: nothing to clean
    return _GAP_IN_CJK.sub("", " ".join(text.translate(_INVISIBLE).split()))


def clean(value: Cell) -> str:
    """Give a text cell as half-width tidy text, any other cell as ""."""
    return tidy(narrow(value)) if isinstance(value, str) else ""


# --- headings --------------------------------------------------------------------------------

_BRACKETS = str.maketrans("【】〔〕〖〗[]{}", "()()()()()", "*※★")
UNIT_PATTERN = "|".join(map(re.escape, UNITS))  # for fullmatch, so in any order
_ASIDE = re.compile(
    rf"\((?:(?:单位:?|(?:共计|合计|总计|共):?[0-9.,_xn]*)?(?P<unit>{UNIT_PATTERN})"
    r"|(?:共计|合计|总计):?[0-9.,_xn]*|单位:[^()]*"
    r"|非?必填|选填|必选|可选|单选|多选|下拉选择|请选择|自动(?:计算|生成)|(?:格式|例如?|如):[^()]*)\)",
)
_WRAPPED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")


def _heading(text: str) -> tuple[str, str | None]:
    """Split a heading into its comparison key and the unit in its trailing brackets."""
    if text.isalnum() and text == text.lower() and unicodedata.is_normalized("NFKC", text):
        return text, None  # most texts: nothing to change, and no bracket
    key = "".join(narrow(text).translate(_INVISIBLE).split()).translate(_BRACKETS).lower()
    unit = None
    while True:
        start = max(key.rfind("("), 0)
        if aside := _ASIDE.fullmatch(key, start):
            unit = unit or aside["unit"]
        if aside and start:
            key = key[:start]
        elif wrapped := _WRAPPED.fullmatch(key):
            key = wrapped[1]
        else:
            return key, unit


@lru_cache(maxsize=1 << 14)
def normalise(text: str) -> str:
    """Give the key by which headings and category values are compared; idempotent.

    Half width, lower case, no white space, no `*`, one kind of bracket, none around the whole.
    A trailing bracket goes when it holds a unit, a total or an instruction, and only then:
    "涉及金额（万元）*" is "涉及金额", but "村（居）" is "村(居)".
    """
    return _heading(text)[0]


def unit_of(heading: str) -> str | None:
    """Find the unit in a heading's trailing bracket, "金额（单位：万元）" -> "万元", or None."""
    return _heading(heading)[1]


def nearest(word: str, options: Iterable[str]) -> str | None:
    """Find the valid option most like `word` (双龙真 -> 双龙镇), or None when none is near.

    Near: three fifths of the characters in common, or half for words of up to two, so that a
    shared ending such as 纠纷 or 镇 alone suggests nothing. The first of equals wins.
    """
    key = normalise(word)
    matcher = difflib.SequenceMatcher(None, "", key)
    best, most = None, 0.5 if len(key) <= 2 else 0.6
    for option in options:
        matcher.set_seq1(normalise(option))
        # The two bounds are quick and rule nearly all out.
        if matcher.real_quick_ratio() < most or matcher.quick_ratio() < most:
            continue
        likeness = matcher.ratio()
        if likeness > most or (best is None and likeness == most):
            best, most = option, likeness
    return best


def text_width(text: str, wide: str = "WF") -> int:
    """Return how many half-width columns a text takes.

    ``wide``: the classes of Unicode's East Asian Width that take two; with "WFA" also quotation
    marks and the like, which Chinese faces set as wide as a character.
    """
    return sum(1 + (unicodedata.east_asian_width(char) in wide) for char in text)
