"""Text tables (.csv, .tsv): encoding, separator and quotes, nothing guessed."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
import statistics
from collections import Counter
from itertools import islice
from typing import Final

from analysis.intake.files.page import MAX_CELLS, Page
from analysis.intake.files.refusals import refused, too_big
from analysis.intake.sheet import Book

MAX_TEXT: Final = 40 * 1024 * 1024
MAX_COLUMNS: Final = 16_384
_MAX_FIELD: Final = 2**24
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_NAMED: Final = re.compile(r'^"?sep=(.)"?\r?\n?', re.IGNORECASE)
_MARKS: Final = frozenset("，。、：；！？（）《》“”‘’—…·　％０１２３４５６７８９")
_FEW: Final = 8
_HEAD: Final = 65_536  # characters, and records among them: enough to tell a separator by
_RECORDS: Final = 200
_SEPARATORS: Final = "\t,;|"
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1b]")


def read_text(raw: bytes) -> Book:
    """Read a text table. Raises ``UnreadableFileError``. A cell's row is the record's number."""
    if len(raw) > MAX_TEXT:
        raise too_big()
    text = strictly(raw.rstrip(b"\x1a"))
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise refused(f"第 {line} 行有无法识别的字符，文件可能不是文字表格。")
    named = _NAMED.match(text)
    if named:
        text = text[named.end() :]
    separator = named[1] if named else separator_of(text)
    _check_width(text, separator)
    if text.count(separator) > MAX_CELLS:
        raise too_big()
    page = Page("")
    for r, record in enumerate(_records(text, separator)):
        if (r + 1) * len(record) > MAX_CELLS:
            raise too_big()
        for c, field in enumerate(record):
            page.put(r, c, field)
    remarks = ("首行 sep= 是分隔符说明，已略过，行号从下一行算起。",) if named else ()
    return Book("csv", (page.sheet(),), (), remarks)


def strictly(raw: bytes, first: str = "") -> str:
    """Decode by BOM, then as UTF-8, then as GB18030, each strictly.

    ``first`` is tried before the others. Raises ``UnreadableFileError`` with the line.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _decoded(raw, (encoding,))
    if b"\0" in raw:
        return _wide(raw)
    return _decoded(raw, tuple(filter(None, (first, "utf-8", "gb18030"))))


def _decoded(raw: bytes, encodings: tuple[str, ...]) -> str:
    line = 0
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = max(line, raw.count(b"\n", 0, error.start) + 1)
        else:
            if encoding == "gb18030" and _is_big5(raw, text):
                raise refused("文字编码像是繁体中文（Big5），按简体中文读取会出现错字。")
            return text
    raise refused(f"第 {line} 行起文字编码无法识别（既不是 UTF-8，也不是 GB18030）。")


def _is_big5(raw: bytes, text: str) -> bool:
    """Whether bytes that GB18030 allows are Big5: read so they are common Chinese, else rare signs."""
    try:
        other = raw.decode("big5")
    except UnicodeDecodeError:
        return False
    rare = sum(mark > "\x7f" for mark in text) < _FEW  # too few to tell by
    return not rare and _common(text) < 0.6 < _common(other)


def _common(text: str) -> float:
    """Return the share of what is not ASCII that is Chinese in daily use."""
    odd = [mark for mark in text[:65_536] if mark > "\x7f"]
    usual = sum(mark in _MARKS or _daily(mark) for mark in odd)
    return usual / max(len(odd), 1)


def _daily(mark: str) -> bool:
    """Whether both a simplified and a traditional character set have the sign as a common one."""
    if not "\u4e00" <= mark <= "\u9fff":
        return False
    for encoding, last in (("gb2312", 0xD8), ("big5", 0xC9)):
        with contextlib.suppress(UnicodeEncodeError):
            if mark.encode(encoding)[0] < last:
                return True
    return False


def _wide(raw: bytes) -> str:
    """Decode UTF-16 without BOM when one byte order alone gives lines of readable text."""
    fits = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        bare = re.sub(r"[\r\n\t\u3000]", "", text)
        if "\n" in text and bare.isprintable():
            fits.append(text)
    if len(fits) == 1:
        return fits[0]
    line = raw.count(b"\n", 0, raw.find(b"\0")) + 1
    raise refused(f"第 {line} 行有无法识别的字符（空字节）。")


def separator_of(text: str) -> str:
    """Return the separator that gives most lines the same number of fields; a comma for none."""
    head, cut = list(io.StringIO(text[:_HEAD], newline="")), len(text) > _HEAD
    scores = {mark: _score(head, mark, cut=cut) for mark in _SEPARATORS}
    if not any(count for count, _ in scores.values()):  # stray quotes, which is told later
        scores = {mark: _score(head, mark, cut=cut, strict=False) for mark in _SEPARATORS}
    best = max(scores, key=lambda mark: scores[mark])
    if scores[best][0] < 2:
        wide = _score(head, "，", cut=cut)
        lines = sum(bool(line.strip()) for line in head[:_RECORDS])
        if wide[0] >= 2 and wide[0] * 5 >= lines * 4:
            return "，"
    return best if scores[best][0] else ","


def _score(head: list[str], mark: str, *, cut: bool, strict: bool = True) -> tuple[int, int]:
    """Count the records that have the usual number of fields, and these fields.

    ``strict``: none where quotes do not close before the separator, for then it is another one.
    ``cut``: the last line may end anywhere, in quotes too.
    """
    counts: Counter[int] = Counter()
    reader = csv.reader(head, delimiter=mark, strict=strict)
    try:
        for record in islice(reader, _RECORDS):
            counts[len(record)] += len(record) > 1
    except csv.Error:
        if not cut or reader.line_num < len(head):
            return 0, 0
    fields = max(counts, key=lambda n: (counts[n], n), default=0)
    return counts[fields], fields if counts[fields] else 0


def _check_width(text: str, separator: str) -> None:
    """Refuse a line of millions of columns before a list is made of it."""
    if text.count(separator) <= MAX_COLUMNS:
        return
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if line.count(separator) >= MAX_COLUMNS and line.count('"') < 2:
            says = f"第 {number} 行的列数超过 {MAX_COLUMNS} 列，为安全起见未读取。"
            raise refused(says, "请检查该行是否缺少换行，改正后重试。")


def _records(text: str, separator: str) -> list[list[str]]:
    # strict: a stray quotation mark must not swallow the rows below it
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[list[str]] = []
    long: list[int] = []
    try:
        for record in reader:
            records.append(record)
            if any("\n" in field or "\r" in field for field in record):
                long.append(len(records))
    except csv.Error as error:
        says = f"第 {len(records) + 1} 条记录（约第 {reader.line_num} 行）的引号不配对，无法确定各行的范围。"
        raise refused(says, "请补上或删去多余的双引号，或用 Excel、WPS 另存为 .xlsx。") from error
    _check_swallowed(records, long, separator)
    return records


def _check_swallowed(records: list[list[str]], long: list[int], separator: str) -> None:
    """Refuse a quoted field that holds what looks like whole rows."""
    usual = int(statistics.median(len(record) for record in records)) if long else 0
    for number in long:
        for field in records[number - 1]:
            inner = max((line.count(separator) for line in field.splitlines()[1:-1]), default=0)
            if usual > 1 and "\n" in field and inner >= usual - 1:
                says = f"第 {number} 条记录的引号内像是整行数据，引号可能没有配对。"
                raise refused(says, "请补上或删去多余的双引号，或用 Excel、WPS 另存为 .xlsx。")
