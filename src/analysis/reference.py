"""The declared world as pages: ``docs/indicators.md`` and ``docs/ledgers.md``.

``python -m analysis.reference`` writes both; a test fails when they are stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from analysis.indicators import SUBJECTS as INDICATOR_SUBJECTS
from analysis.indicators.model import Indicator, Latest, Ratio, Total
from analysis.ledgers import LEDGERS, Column, Ledger
from analysis.ledgers import SUBJECTS as LEDGER_SUBJECTS
from analysis.ledgers.yearly import ITEMS as YEARLY_ITEMS
from analysis.ledgers.yearly import SUBJECTS as YEARLY
from analysis.report import wording
from analysis.store import write_text

_MADE = "<!-- 由 python -m analysis.reference 生成，请勿手改。 -->"
_INDICATORS = (
    "笔记本和文字材料里用“编号”取数，如 `{mediation.settled}`。"
    "一个指标有几种算法时，按所列顺序取第一种有台账的，其余用来核对。"
    "要改口径或增加指标，见[怎样加一个指标](zh/怎样加一个指标.md)。"
)
_YEARLY = "取《基本情况表》（项目、数量两栏）中这一项的最新一行；各乡镇可以相加，以“分”计的除外。表里没有填的项目，不算缺数。"
_LEDGERS = (
    "表头不必与“栏目”一字不差：下面的写法都认得，“日期／时间”“数／人数”之类同义的写法大多也认得；"
    "不能确定的会在数据核对里问。"
)
_GRAINS = {"register": "台账，一行一件", "return": "报表，一行一个时段、村（居）或类型",
           "state": "基本情况，一行一个项目"}  # fmt: skip
_KINDS = {
    "text": "文字", "person": "人名", "category": "分类", "date": "日期", "period": "月、季或年",
    "count": "整数", "number": "数字", "flag": "是／否",
}  # fmt: skip


def indicators_page() -> str:
    """Return ``docs/indicators.md``: every indicator with its definition, by subject."""
    total = sum(len(found) for found in INDICATOR_SUBJECTS.values())
    lines = [
        "# 指标", "", _MADE, "",
        f"共 {total} 个指标。{_INDICATORS}",
    ]  # fmt: skip
    lines += ["", "、".join(f"[{title}](#{_anchor(title)})" for title in INDICATOR_SUBJECTS)]
    for title, indicators in INDICATOR_SUBJECTS.items():
        if title in YEARLY:
            lines += [
                "",
                f"## {title}",
                "",
                _YEARLY,
                "",
                "| 编号 | 指标 | 单位 | 表里和报告里的其他说法 |",
                "|---|---|---|---|",
            ]
            lines += [_yearly_row(indicator) for indicator in indicators]
            continue
        lines += ["", f"## {title}", "", "| 编号 | 指标 | 单位 | 怎样算 | 印法 | 可按什么分组 | 能否相加 | 报告里的常见说法 |",
                  "|---|---|---|---|---|---|---|---|"]  # fmt: skip
        lines += [_indicator_row(indicator) for indicator in indicators]
    return "\n".join(lines) + "\n"


def _anchor(title: str) -> str:
    """Return a heading's anchor as Git hosts make it: letters only."""
    return re.sub(r"\W", "", title)


def _yearly_row(indicator: Indicator) -> str:
    """Return a row without what is the same for all of them; other ways of computing below."""
    _, *others = _definitions(indicator)
    told = [indicator.note] if indicator.terms else [f"没有填报时：{words}" for words in others]
    names = "、".join(name for name in indicator.phrases if name != indicator.title)
    return _row((f"`{indicator.id}`", indicator.title, indicator.unit, "<br>".join([names, *told])))


def _indicator_row(indicator: Indicator) -> str:
    cells = (
        f"`{indicator.id}`",
        indicator.title,
        indicator.unit,
        "<br>".join(_definitions(indicator)),
        _printing(indicator),
        "、".join(_dimensions(indicator)) or "—",
        _adding(indicator),
        "、".join(indicator.phrases),
    )
    return _row(cells)


def _definitions(indicator: Indicator) -> Iterator[str]:
    for index, formula in enumerate(indicator.formulas):
        match formula:
            case Total(parts):
                yield f"{'、'.join(f'`{part}`' for part in parts)} 相加。"
            case _:
                yield wording.definition(indicator, index)
    if indicator.note and not isinstance(indicator.formulas[0], Ratio):
        yield indicator.note


def _printing(indicator: Indicator) -> str:
    display = indicator.display
    words = [f"满 {display.step} 印作“…余”"] if display.step else []
    words += [f"为 0 时印“{display.zero}”"] if display.zero else []
    words += [f"至多 {indicator.decimals} 位小数"] if indicator.decimals else []
    return "，".join(words) or "原数"


def _dimensions(indicator: Indicator) -> Iterator[str]:
    formula = indicator.formulas[0]
    if not isinstance(formula, Ratio | Total | Latest):
        for dimension in indicator.by:
            yield f"{wording.dimension_title(formula, dimension)} `{dimension}`"


def _adding(indicator: Indicator) -> str:
    titles = {"month": "各月", "village": "各村（居）", "area": "各乡镇"}
    words = [title for name, title in titles.items() if name in indicator.adds_over]
    if indicator.unit == "%":
        return "分子分母分别相加再除"
    return "、".join(words) or "不能"


def ledgers_page() -> str:
    """Return ``docs/ledgers.md``: every ledger with its columns and the headings it goes by."""
    lines = [
        "# 台账", "", _MADE, "",
        f"认识 {len(LEDGERS)} 种台账。{_LEDGERS}",
    ]  # fmt: skip
    for title, ledgers in LEDGER_SUBJECTS.items():
        lines += ["", f"## {title}"]
        for ledger in ledgers:
            lines += _ledger_lines(ledger)
    return "\n".join(lines) + "\n"


def _ledger_lines(ledger: Ledger) -> Iterator[str]:
    yield from ("", f"### {ledger.title}", "")
    yield f"`{ledger.id}`，{_GRAINS[ledger.grain]}；每行是{ledger.row_is}。认出它至少要有下列一组栏目："
    yield from ("", *(f"- {'、'.join(_titles(ledger, one))}" for one in ledger.signature), "")
    yield "| 栏目 | 编号 | 内容 | 也认得的表头 |"
    yield "|---|---|---|---|"
    for column in ledger.columns:
        headers = "、".join(column.headers[:_SHOWN]) + (
            "……" if len(column.headers) > _SHOWN else ""
        )
        yield _row((column.title, f"`{column.id}`", _content(column), headers))


_SHOWN = 12


def _titles(ledger: Ledger, signature: frozenset[str]) -> list[str]:
    return [column.title for column in ledger.columns if column.id in signature]


def _content(column: Column) -> str:
    words = [_KINDS[column.kind] + (f"（{column.unit}）" if column.unit else "")]
    words += ["必填"] if column.required else []
    words += ["个人信息，只读不存"] if column.personal else []
    if column.values:
        values = "、".join(value for value in column.values if value not in YEARLY_ITEMS)
        more = (
            "；另有[指标](indicators.md)中的年度统计项目"
            if YEARLY_ITEMS.keys() & column.values
            else ""
        )
        words.append(("限填" if column.closed else "常用") + f"：{values}{more}")
    return "；".join(words)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '／') for cell in cells)} |"


def write_pages(folder: Path) -> None:
    """Write both pages into a folder."""
    write_text(folder / "indicators.md", indicators_page())
    write_text(folder / "ledgers.md", ledgers_page())


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
