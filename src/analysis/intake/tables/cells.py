"""What the cells below a heading, and the titles above it, say about what it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from analysis.intake.parse import accepted
from analysis.intake.sheet import Sheet
from analysis.intake.tables.spelling import plain, unit_in
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.values import Cell, Unreadable, is_blank, normalise, parse_date, parse_quantity

_SAMPLE = 20
_TELLS_A_NUMBER = re.compile("[数次量额元率]$|学时|课时|时长|起$")
_NO_CASE = frozenset({"无", "没有", "/", "-", "—", "零报告"})
_OTHER_WORK = re.compile(
    "党日|党课|党建|三会一课|工会|团员|妇联|防汛|防火|消防|护林|采购|入库|出库|考勤|值班|用车|公车"
    "|接种|体检|低保|救助|补贴|征兵|环境卫生|人居环境|乡村振兴|招商|档案|招标|宅基地审批|党员|退役"
    "|残疾|志愿|物业|车辆|维修|技能|农业|养殖|种植|设备|售后|选举|疫苗|报销|资产|高龄|养老|医保|社保|劳务|就业|招聘|劳动保障|民兵|计生|入学|资助|慰问|物品领用|物资"
)
_ALIEN = re.compile(
    "设备|订单|班级|学号|学生姓名|任教|体温|病例|血压|疫苗|接种|门诊|住院|入党|党费|灭火|作物|化肥|工种|退款|定损"
    "|薪资|工资标准|部件|出库|入库|低保|退役|入伍|客户|供应商|论文|考号|仲裁员|被访人|规格型号|宅基地面积"
)
_OF_LAW = re.compile(
    "法|调解|纠纷|信访|诉求|处罚|复议|应诉|合同审|网格|宣传|矛盾|律师|来访|热线|普|干预"
)


@dataclass(slots=True)
class Below:
    """The first cells below a candidate header, by column; looked at only when asked for."""

    sheet: Sheet
    bottom: int
    _seen: dict[int, list[Cell]] = field(default_factory=dict)

    def cells(self, index: int) -> list[Cell]:
        """Return the filled ones of a column."""
        if index not in self._seen:
            rows = self.sheet.grid[self.bottom + 1 : self.bottom + 1 + _SAMPLE]
            found = (row[index] for row in rows if index < len(row))
            self._seen[index] = [cell for cell in found if not is_blank(cell)]
        return self._seen[index]

    def refuses(self, column: Column, index: int, heading: str) -> bool:
        """Whether a heading cannot be a column: 发现问题 over texts is no number of problems."""
        if column.never:
            ends = [str(cell).rstrip().endswith(column.never) for cell in self.cells(index)]
            return 2 * sum(ends) > len(ends)
        if column.kind != "count" or unit_in(heading) or _TELLS_A_NUMBER.search(plain(heading)):
            return False
        told = [cell for cell in self.cells(index) if str(cell).strip() not in _NO_CASE]
        return len(told) > 1 and not any(map(_is_number, told))

    def unlike(self, column: Column, index: int) -> bool:
        """Whether none of the cells is a date where dates are asked for (值班时间: 9:00-11:30)."""
        cells = self.cells(index) if column.kind == "date" else []
        return bool(cells) and not any(map(_is_date, cells))

    def fitting(self, columns: Iterable[tuple[Column, int]]) -> int:
        """Count the category columns most of whose cells hold declared values."""
        fitting = 0
        for column, index in columns:
            if column.values:
                filled = Counter(map(str, self.cells(index)))
                listed = sum(n for text, n in filled.items() if accepted(column, text) is not None)
                fitting += 2 * listed > filled.total()
        return fitting


def _is_number(cell: Cell) -> bool:
    try:
        parse_quantity(cell)
    except Unreadable:
        return False
    return True


def readings(ledger: Ledger, column: Column) -> tuple[Column, ...]:
    """Return the columns that a heading may mean: texts below it may make it another one."""
    return (column, ledger.column(column.texts)) if column.texts else (column,)


def _is_date(cell: Cell) -> bool:
    try:
        parse_date(cell)
    except Unreadable:
        return False
    return True


def lacks_its_theme(ledger: Ledger, headings: Iterable[str], fitting: int) -> bool:
    """Whether nothing, neither a heading nor a value below, says that goods are for publicity."""
    told = "".join(headings)
    return bool(ledger.themes) and not fitting and not any(word in told for word in ledger.themes)


def shunned(ledger: Ledger, headings: Iterable[str]) -> bool:
    """Whether a heading has a word by which the table is another's (法律顾问, 房号, 订单)."""
    told = " ".join(headings)
    return bool(_ALIEN.search(told)) or any(word in told for word in ledger.shuns)


def hinted(ledger: Ledger, headings: Iterable[str]) -> bool:
    """Whether a heading has a word that speaks for a ledger; so it is where none is declared."""
    return not ledger.hints or any(word in text for text in headings for word in ledger.hints)


# --- titles -----------------------------------------------------------------------------------


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return word → the ids of its ledgers, the longest word first."""
    words: dict[str, set[str]] = {}
    for ledger in LEDGERS.values():
        for word in ledger.called:
            words.setdefault(word, set()).add(ledger.id)
    return {word: frozenset(words[word]) for word in sorted(words, key=len, reverse=True)}


def called(texts: Iterable[str]) -> frozenset[str]:
    """Return the ids of the ledgers that titles name; a word in a longer one does not count."""
    found: set[str] = set()
    for text in texts:
        rest = normalise(text)
        for word, ids in _words().items():
            if word in rest:
                found |= ids
                rest = rest.replace(word, " ")
    return frozenset(found)


def of_other_work(texts: Iterable[str]) -> bool:
    """Whether titles speak of other work of a town (主题党日, 消防) and of no law."""
    told = "".join(texts)
    return bool(_OTHER_WORK.search(told)) and not _OF_LAW.search(told)
