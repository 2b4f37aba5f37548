"""What the reading and the checks found: where, what, what is expected, how to mend it.

Codes are stable: the first digit is the stage (1 file, 2 table, 3 cell, 4 whole).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from analysis.cells import Source


class Severity(StrEnum):
    """错误 refuses the town; 警告 asks to be looked at; 提示 is told only."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


CODES = MappingProxyType(
    {
        "F101": (Severity.ERROR, "文件无法读取"),
        "F102": (Severity.NOTE, "文件不是台账，未读取"),
        "F103": (Severity.WARNING, "同一内容的文件有两份"),
        "F104": (Severity.WARNING, "表格文件中没有可识别的台账"),
        "F105": (Severity.NOTE, "扩展名与内容不符，已按内容读取"),
        "F106": (Severity.NOTE, "有不含单元格的工作表"),
        "F107": (Severity.ERROR, "更正与原表不符，未采用"),
        "F108": (Severity.NOTE, "已按更正表改动"),
        "F109": (Severity.WARNING, "读取时有需要核对的地方"),
        "F110": (Severity.ERROR, "文字材料或对照数据不止一份"),
        "F111": (Severity.ERROR, "文字材料或对照数据无法读取"),
        "T201": (Severity.NOTE, "工作表未识别为台账"),
        "T202": (Severity.WARNING, "隐藏的工作表未计入"),
        "T203": (Severity.WARNING, "两列对应同一栏目，只取其一"),
        "T204": (Severity.NOTE, "表头中有未使用的列"),
        "T205": (Severity.NOTE, "表中有未计入的行"),
        "T206": (Severity.WARNING, "表头的单位与台账不同，该列未采用"),
        "T207": (Severity.WARNING, "表头不能确定，请确认"),
        "T208": (Severity.WARNING, "交叉表中数字的含义不明，未计入"),
        "T209": (Severity.NOTE, "隐藏的行或列"),
        "T210": (Severity.NOTE, "映射文件中有没用到的行"),
        "C301": (Severity.ERROR, "日期无法识别"),
        "C302": (Severity.ERROR, "数字无法识别"),
        "C303": (Severity.ERROR, "必填单元格为空"),
        "C304": (Severity.ERROR, "取值不在规定范围"),
        "C305": (Severity.WARNING, "取值未列入常用类别"),
        "C306": (Severity.ERROR, "单元格是错误值或公式未算出结果"),
        "C307": (Severity.ERROR, "时段无法识别"),
        "C308": (Severity.WARNING, "证件号码已被表格软件截断"),
        "W401": (Severity.ERROR, "同一编号出现多次"),
        "W402": (Severity.ERROR, "日期先后颠倒"),
        "W403": (Severity.ERROR, "部分大于总数"),
        "W404": (Severity.WARNING, "合计与明细之和不符"),
        "W405": (Severity.WARNING, "台账与报表不一致"),
        "W406": (Severity.NOTE, "比率为100%"),
        "W407": (Severity.NOTE, "部分大于总体"),
        "W408": (Severity.WARNING, "报告缺少规定部分"),
        "W409": (Severity.NOTE, "有不属于本年度的行"),
        "W410": (Severity.WARNING, "文字材料中有内容未用到"),
        "W411": (Severity.WARNING, "两个文件中有相同的行，只计一次"),
        "W412": (Severity.WARNING, "有完全相同的行"),
        "W413": (Severity.NOTE, "有的月份没有记录"),
        "W414": (Severity.NOTE, "“其他”占比较大"),
        "W415": (Severity.NOTE, "记录集中在最后几天"),
        "W416": (Severity.WARNING, "台账中没有本年度的行"),
        "W417": (Severity.ERROR, "对照数据中有写错的行"),
        "W418": (Severity.ERROR, "对照数据中同一数字有两个值"),
        "W419": (Severity.WARNING, "上年报告的数与上年台账不一致"),
        "W420": (Severity.NOTE, "有的段落与上年相同"),
        "W421": (Severity.WARNING, "与规定的要求有差距"),
        "W422": (Severity.NOTE, "与未核实的要求有差距"),
        "W423": (Severity.WARNING, "比率与分子、分母不一致"),
    },
)

CORRECTED = "F108"
"""A line of 更正.xlsx that was applied; a reviewer reads these though nothing is to be mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know or to mend.

    ``says`` never holds a value of a personal or an undeclared column. ``expects``: what should
    stand there; ``remedy``: how to mend it. ``place`` without cells is a sheet or a file.
    ``heading`` and ``written``: the column's heading and the cell as the clerk wrote them (declared
    columns that are not personal only); ``nearest``: the valid value most like it.
    """

    code: str
    place: Source
    says: str
    expects: str = ""
    remedy: str = ""
    heading: str = ""
    written: str = ""
    nearest: str = ""

    @property
    def severity(self) -> Severity:
        """What its code declares."""
        return CODES[self.code][0]

    @property
    def title(self) -> str:
        """The code in words."""
        return CODES[self.code][1]

    def __str__(self) -> str:
        """One line for the terminal."""
        expects = f"应为{self.expects}。" if self.expects else ""
        return f"[{self.code} {self.severity}] {self.place}：{self.says}{expects}{self.remedy}"


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that refuse the town."""
    return [f for f in findings if f.severity is Severity.ERROR]


def numbered(findings: Sequence[Finding]) -> list[tuple[int, Finding]]:
    """Number findings from 1, errors first; the same order wherever they are shown."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda f: order.index(f.severity))
    return list(enumerate(ranked, start=1))


def tally(findings: Iterable[Finding]) -> str:
    """Return 错误 1 条、警告 2 条、提示 3 条; 没有发现问题 when there is none."""
    severities = [f.severity for f in findings]
    parts = [f"{s} {severities.count(s)} 条" for s in Severity if s in severities]
    return "、".join(parts) or "没有发现问题"
