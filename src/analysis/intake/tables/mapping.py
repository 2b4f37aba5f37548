"""What a town has said about its own sheets: ``data/mappings/<town>.toml``.

["人民调解登记台账"]
"化解状况" = "调解结果"
"经手科室" = "不用"

[["表"]]
"文件" = "调解*.xlsx"
"工作表" = "Sheet1"
"表头" = "3:4"
"台账" = "人民调解登记台账"
"""

from __future__ import annotations

import re
import tomllib
from collections import abc
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from analysis.errors import ConfigurationError
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import narrow, nearest, normalise

NOT_USED = "不用"
_TABLES = "表"
_FIELDS = ("文件", "工作表", "表头", "台账")
_BARE_TABLE = re.compile(r"""^(\s*\[{1,2})\s*([^\[\]"'.]*[^\x00-\x7f][^\[\]"'.]*?)\s*(\]{1,2})""")
_BARE_KEY = re.compile(r"""^(\s*)([^="'#\[\]]*[^\x00-\x7f][^="'#\[\]]*?)(\s*=)""")
_ROWS = re.compile(r"(\d{1,7})(?:[:：\-~](\d{1,7}))?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table is: ``top`` and ``bottom`` are the 0-based rows of its header."""

    file: str
    sheet: str
    top: int
    bottom: int
    ledger: Ledger

    def on(self, file: str, sheet: str) -> bool:
        """Whether it speaks of this sheet; a file may be named without its folder."""
        files = (file, PurePosixPath(file).name)
        return any(fnmatchcase(f, self.file) for f in files) and fnmatchcase(sheet, self.sheet)

    def __str__(self) -> str:
        """Return it as the clerk knows it."""
        return f"{self.file} › {self.sheet} › 第{self.top + 1}行《{self.ledger.title}》"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Headings by ledger id, as written → column (None: leave it out); and where tables are."""

    headings: abc.Mapping[str, abc.Mapping[str, Column | None]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    places: tuple[Place, ...] = ()
    words: frozenset[str] = field(init=False, repr=False)
    ends: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep all headings spoken of, and the characters that they end with, for quick looks."""
        words = {
            part for lines in self.headings.values() for line in lines for part in _parts(line)
        }
        object.__setattr__(self, "words", frozenset(words - {""}))
        object.__setattr__(self, "ends", frozenset(word[-1] for word in self.words))

    def says(self, ledger: Ledger, path: tuple[str, ...]) -> bool:
        """Whether it says what this heading means, be it nothing."""
        return self._line(ledger.id, path) is not None

    def column(self, ledger: Ledger, path: tuple[str, ...]) -> Column | None:
        """Return the column that a heading means; None where it is left out or not spoken of."""
        line = self._line(ledger.id, path)
        return None if line is None else self.headings[ledger.id][line]

    def has(self, text: str) -> bool:
        """Whether a cell is a heading, or part of one, that is spoken of."""
        return normalise(text) in self.words

    def places_on(self, file: str, sheet: str) -> abc.Mapping[int, Place]:
        """Return first header row → place, for one sheet."""
        return {place.top: place for place in self.places if place.on(file, sheet)}

    def unused(
        self, seen: Iterable[tuple[str, str]], sheets: Iterable[tuple[str, str]]
    ) -> tuple[str, ...]:
        """Return the lines that nothing was found for, as the clerk wrote them.

        ``seen``: ledger id and heading as written, of all headings of all tables;
        ``sheets``: file and sheet names.
        """
        used = {(name, self._line(name, tuple(heading.split("/")))) for name, heading in seen}
        lines = [
            f"《{LEDGERS[name].title}》“{heading}”"
            for name, lines in self.headings.items()
            for heading in lines
            if (name, heading) not in used
        ]
        there = list(sheets)
        return (*lines, *(str(p) for p in self.places if not any(p.on(*one) for one in there)))

    def _line(self, ledger_id: str, path: tuple[str, ...]) -> str | None:
        """Return the heading spoken of that is this one: the whole of it, else its last part."""
        lines = self.headings.get(ledger_id)
        if not lines:
            return None
        keys = {_key(line): line for line in lines}
        whole = _key("/".join(path))
        return keys.get(whole) or keys.get(whole.rpartition("/")[2])


EMPTY = Mapping()


def read_mapping(path: Path) -> Mapping:
    """Read a town's file; an absent one says nothing. Raises ``ConfigurationError``."""
    if not path.exists():
        return EMPTY
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
        told = tomllib.loads("\n".join(map(_quoted, text.splitlines())))
    except UnicodeDecodeError:
        raise ConfigurationError(
            f"{name} 不是 UTF-8 编码，无法读取。", "请用记事本打开，另存为时选 UTF-8。"
        ) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第{line[1]}行" if line else "文件末尾"
        raise ConfigurationError(
            f"{name} {where}的写法不对。",
            '每行请写成 "表头" = "栏目"，引号和等号用英文半角，同一表头只写一次。',
        ) from None
    except OSError:
        raise ConfigurationError(f"{name} 打不开。", "请关闭正在使用它的程序后重试。") from None
    places = told.pop(_TABLES, [])
    if not isinstance(places, list):
        raise ConfigurationError(f"{name} 中“表”的写法不对。", '请写成 [["表"]]，用两层方括号。')
    headings = {}
    for title, lines in told.items():
        ledger = _ledger(name, title)
        headings[ledger.id] = _columns(name, ledger, lines)
    return Mapping(MappingProxyType(headings), tuple(_place(name, place) for place in places))


def _quoted(line: str) -> str:
    """Put quotes round Chinese names that have none, which TOML asks for and nobody thinks of."""
    line = _BARE_TABLE.sub(r'\1"\2"\3', line)
    return _BARE_KEY.sub(r'\1"\2"\3', line)


def _key(heading: str) -> str:
    return "/".join(_parts(heading))


def _parts(heading: str) -> list[str]:
    return [normalise(part) for part in heading.split("/")]


def _ledger(name: str, title: object) -> Ledger:
    """Return the ledger of that title or id."""
    titles = {ledger.title: ledger for ledger in LEDGERS.values()}
    text = str(title).strip("《》 ")
    if ledger := titles.get(text) or LEDGERS.get(text):
        return ledger
    raise ConfigurationError(f"{name} 中没有名为“{title}”的台账。", _guess(text, titles))


def _columns(name: str, ledger: Ledger, lines: object) -> abc.Mapping[str, Column | None]:
    """Return heading → column, None for one that is left out."""
    if not isinstance(lines, dict):
        raise ConfigurationError(
            f"{name} 中“{ledger.title}”应单独成段。", f'请另起一行写 ["{ledger.title}"]，再写表头。'
        )
    titles = {column.title: column for column in ledger.columns}
    columns: dict[str, Column | None] = {}
    for heading, title in lines.items():
        if not isinstance(title, str) or title not in {NOT_USED, *titles}:
            says = f"{name} 中“{heading}”所指的“{title}”不是《{ledger.title}》的栏目。"
            raise ConfigurationError(says, _guess(str(title), titles))
        columns[heading] = titles.get(title)
    return MappingProxyType(columns)


def _place(name: str, told: Any) -> Place:
    """Return one entry of where a table is."""
    if not isinstance(told, dict) or not {"表头", "台账"} <= told.keys() <= set(_FIELDS):
        raise ConfigurationError(
            f"{name} 中有一处“表”的写法不对。",
            f"请写明表头、台账，可再写文件、工作表，如：{_SAMPLE}",
        )
    rows = _ROWS.fullmatch(narrow(str(told["表头"])).strip())
    top = int(rows[1]) if rows else 0
    bottom = int(rows[2] or top) if rows else 0
    if not 0 < top <= bottom < top + 10:
        raise ConfigurationError(
            f"{name} 中“表头”写作“{told['表头']}”，读不出是哪几行。", '请写行号，如 "3" 或 "3:4"。'
        )
    file, sheet = (str(told.get(key, "*")) for key in ("文件", "工作表"))
    return Place(file, sheet, top - 1, bottom - 1, _ledger(name, told["台账"]))


_SAMPLE = '"表头" = "3:4"，"台账" = "人民调解登记台账"。'


def _guess(word: str, options: Iterable[str]) -> str:
    options = list(options)
    guess = nearest(word, options)
    return f"是否指“{guess}”？" if guess else f"可写：{'、'.join(options)}。"
