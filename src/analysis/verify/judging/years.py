"""The year that a text is about, and the years in it that do not belong there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from analysis.documents.model import Document
from analysis.verify.finding.find import planned
from analysis.verify.finding.sections import Sentence, plain
from analysis.verify.model import Remark

_YEAR: Final = re.compile(r"(?<![\d〔\[(（-])(20\d\d)\s?年度?(?![\d—-])")
_OPENING: Final = 12  # paragraphs in which a title or the sentence before the first part stands
_TITLE: Final = re.compile(
    r"(20\d\d)\s?年(?:度)?[^，,。]{0,24}(?:报告|总结|情况|工作|汇报|述法)"
    r"|(?:报告|总结|汇报)\s?\((20\d\d)\s?年度?\)"
)
_NUMERALS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SPELT: Final = re.compile("二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_NAMED: Final = re.compile(
    r"《[^》]*》|〔[^〕]*〕|\([^)]*号\)|(?:20\d\d)\s?年?\s?[-—–~至]+\s?(?:20\d\d)\s?年?"
)
_COMPARED: Final = re.compile(
    "同比|较|比|相比|上年|去年|以来|至今|起|自|从|截至|始于|成立|印发|施行|实施|修订|生效|荣获|获评|被评"
)
_BEYOND: Final = re.compile(r"截[至止]\s?(20\d\d)\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?")


def stated_year(document: Document) -> int | None:
    """Return the year that a report says it is about: of its title, else the one named most."""
    opening = [plain(p.text) for p in document.paragraphs[:_OPENING]]
    for text in opening:
        digits = _SPELT.sub(lambda year: year[0].translate(_NUMERALS), text)
        if found := _TITLE.search(_NAMED.sub("", digits)):
            return int(found[1] or found[2])
    years = Counter(_YEAR.findall(_NAMED.sub("", plain(document.text))))
    return int(years.most_common(1)[0][0]) if years else None


def odd_years(sentences: list[Sentence], year: int, cutoff: date) -> Iterator[Remark]:
    """Yield the years that seem to be left over from another report, and dates past the cut-off."""
    for sentence in sentences:
        text = _NAMED.sub(lambda found: "\0" * len(found[0]), sentence.text)
        if not planned(sentence.section, year):
            yield from _beyond(sentence, text, cutoff)
        for found in _YEAR.finditer(text):
            said = int(found[1])
            start = sentence.start + found.start()
            if sentence.heading and said not in {year, year + 1}:
                says = (
                    f"标题写的是{said}年，报告年度是{year}年，可能是照抄了其他年度的标题，请核对。"
                )
                yield Remark(start, start + len(found[0]), "年份与报告不符", says)
            elif not sentence.heading and said == year - 1 and _opens(text, found):
                says = f"句子从{said}年说起，报告年度是{year}年，可能是上年留下的文字，请核对。"
                yield Remark(start, start + len(found[0]), "可能是上年的文字", says)


def _opens(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence tells of a year as its own, and does not compare with it."""
    before, after = text[: found.start()], text[found.end() :]
    return not before.strip(" 一二三四五六七八九十是、()0123456789.") and not _COMPARED.search(
        after[:12]
    )


def _beyond(sentence: Sentence, text: str, cutoff: date) -> Iterator[Remark]:
    for found in _BEYOND.finditer(text):
        said = (int(found[1]), int(found[2]), int(found[3] or 1))
        if said > (cutoff.year, cutoff.month, cutoff.day):
            start = sentence.start + found.start()
            told = f"{cutoff.year}年{cutoff.month}月{cutoff.day}日"
            says = f"统计到了{found[0][2:]}，晚于本年度的截止日{told}，请核对。"
            yield Remark(start, start + len(found[0]), "超出统计截止日", says)
