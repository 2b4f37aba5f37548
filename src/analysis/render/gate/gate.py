"""The privacy gate: the last look at the final bytes of everything that will be published.

It only asserts. What is searched for: the shapes of personal data (``shapes``) and what the town's
own personal columns hold (``Secrets``). Where: every text of every file (``texts``).

A person of a personal column may be named in an office (律师冉某某, 冉某某镇长), nowhere else. A name of
two characters counts where a word ends on both its sides: 高明 is no name in 提高明显.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from analysis.errors import PrivacyError
from analysis.render.gate.shapes import HAN, plain, shaped
from analysis.render.gate.texts import texts_of
from analysis.render.gate.words import SEPARATOR, Words

NAME: Final = "当事人等的姓名"
TEXT: Final = "个人信息栏的内容"
_LONG: Final = 6  # characters; a shorter text of a personal column is a common word
_CLAUSE: Final = 12  # so much of a case's description tells the case
_ENDS: Final = re.compile("[,.;:!?、。()《》“”\n]")
_FIGURE: Final = re.compile(
    r"(?:(?:19|20)\d\d[01]\d[0-3]\d|(?!.*\d{7})[\d\s年月日时分,.、:/~+至起止第个人件次元万号%-]*)"
)

_OFFICES = (
    "律师(?!费|函|事务|代理)|法律顾问|镇长|乡长|书记|主任|所长|局长|县长|主席(?!台)|委员(?!会)|站长|队长|校长|组长"
    "|法官|检察官|庭长|院长|民警|辅警|调解员|网格员|主讲人?|授课人?|讲师|教授|主持人?|负责人|领导"
    "|签发人|signatory|述法人|人大代表"
)
_BEFORE = re.compile(rf"(?:{_OFFICES})[:( “]*(?:[{HAN}]{{2,4}}[、,和]){{0,4}}$")
_AFTER = re.compile(rf"[( ]*(?:{_OFFICES}|同志|老师)")
_TAGS = re.compile(r"<[^<>]*>?|[\s\"]+|^[^<>]*>")
_NEAR = 120
_SHOWN = 24
_STANDS_BEFORE = re.compile("(?:^|[^一-鿿]|[与和同对向由为被将把因在给及或])$")
_STANDS_AFTER = re.compile(
    "(?:$|[^一-鿿]|[与和同对向由因被将把在于从家户等一两之的是诉反称说来到要申请拒多某及或系])"
)
_PERSON_BEFORE = re.compile(
    "(?:村民|居民|当事人|申请人|原告|被告|户主|死者|伤者|患者|人员|对象|姓名)[:( ]?$"
)
_WORDS: Final = frozenset(
    ("平安", "文明", "和平", "国庆", "成功", "高明", "安全", "方圆", "安平", "安康", "万全", "全胜")
)  # names, and words of any report


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must not appear: names of persons and other texts of personal columns.

    ``public``: words that may appear although a person has them for a name.
    """

    names: frozenset[str]
    texts: frozenset[str]
    public: frozenset[str] = frozenset()


NOTHING: Final = Secrets(frozenset(), frozenset())


def guard(files: Mapping[str, str | bytes], secrets: Secrets = NOTHING) -> None:
    """Raise ``PrivacyError`` naming file, place and kind of what would leak, never the value.

    ``files``: name (its ending says how it is read) → content; a text is taken as UTF-8.
    """
    found = [
        f"{place}有{kind}"
        for number, (name, content) in enumerate(files.items(), start=1)
        for place, kind in _leaks_of(name, content, secrets, number)
    ]
    if found:
        told = "；".join(dict.fromkeys(found))
        raise PrivacyError(
            f"为保护个人信息，未发布：{told}。", "请在文字材料或台账中改用概括的说法。"
        )


def leaks(text: str, secrets: Secrets = NOTHING) -> Iterator[tuple[str, int]]:
    """Yield kind and position (in the plain form) of everything personal in a text."""
    return _search(plain(text), secrets)


def _search(text: str, secrets: Secrets) -> Iterator[tuple[str, int]]:
    yield from shaped(text)
    yield from _known(text, secrets)


def _leaks_of(
    name: str, content: str | bytes, secrets: Secrets, number: int
) -> Iterator[tuple[str, str]]:
    """Yield place and kind for one file; all its texts are searched as one, which is faster."""
    if any(leaks(name, secrets)):
        name = f"第{number}个文件.{name.rpartition('.')[2]}"
        yield name, "个人信息（文件名中）"
    raw = content.encode() if isinstance(content, str) else content
    found: dict[str, str] = {}  # text → where it stands first
    for place, text in texts_of(name, raw):
        found.setdefault(text, place)
    hits = list(_search(plain(SEPARATOR.join(found)), secrets))
    places, starts = list(found.values()), _starts(found) if hits else []
    for kind, position in hits:
        place = places[bisect(starts, position) - 1]
        yield (name if any(leaks(place, secrets)) else place), kind


def _starts(texts: Iterable[str]) -> list[int]:
    """Return where each of the texts begins in the plain form of all of them."""
    lengths = (len(plain(text)) + len(SEPARATOR) for text in texts)
    return list(accumulate(lengths, initial=0))


def _known(text: str, secrets: Secrets) -> Iterator[tuple[str, int]]:
    sought = _Sought.of(secrets)
    for name, position in sorted(sought.names.found(text)):
        if _is_named(text, name, position):
            yield NAME, position
    for value, position in sorted(sought.texts.found(text)):
        if not _goes_on(text, position, len(value)):
            yield TEXT, position


@dataclass(frozen=True, slots=True)
class _Sought:
    """Secrets in their plain form."""

    names: Words
    texts: Words

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, secrets: Secrets) -> _Sought:
        """Return what is looked for: whole texts, and clauses that only one text has."""
        public = {plain(word) for word in secrets.public}
        texts = {text.strip() for text in _each_plain(secrets.texts)}
        clauses = Counter(
            clause for text in texts for clause in set(_ENDS.split(text)) if len(clause) >= _CLAUSE
        )
        telling = {clause for clause, times in clauses.items() if times == 1}
        long = {t for t in texts if len(t) >= _LONG and not _FIGURE.fullmatch(t)}
        names = set(_each_plain(secrets.names))
        return cls(Words(names - public), Words((long | telling) - public))


def _each_plain(words: Iterable[str]) -> list[str]:
    return plain(SEPARATOR.join(words)).split(SEPARATOR)


def _goes_on(text: str, position: int, length: int) -> bool:
    """Whether a value that begins or ends with a digit stands inside a longer number or hash."""
    end = position + length
    before = position > 0 and _is_latin(text[position]) and _is_latin(text[position - 1])
    return before or (end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end]))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _is_named(text: str, name: str, position: int) -> bool:
    """Whether a name is a person's here, and not that of somebody in an office."""
    end = position + len(name)
    before = _TAGS.sub("", text[max(0, position - _NEAR) : position])[-_SHOWN:]
    after = _TAGS.sub("", text[end : end + _NEAR])[:_SHOWN]
    if _BEFORE.search(before) or _AFTER.match(after):
        return False
    if len(name) > 2 or _PERSON_BEFORE.search(before):
        return True
    if name in _WORDS:
        return False
    near = text[max(0, position - 1) : position], text[end : end + 1]
    return bool(_STANDS_BEFORE.search(near[0]) and _STANDS_AFTER.match(near[1]))
