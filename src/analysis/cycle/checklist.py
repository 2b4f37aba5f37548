"""``清单.md``: what a year still lacks, town by town; the same state gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.cycle.facts import Filed, ended, ledgers_filed, said, texts
from analysis.cycle.head import lacking
from analysis.errors import FazhiError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.intake.listing import has_ledgers
from analysis.ledgers import LEDGERS, Ledger
from analysis.roster import filed_as, roster_of
from analysis.settings import ThresholdSettings
from analysis.values import format_number
from analysis.workspace import Area, Workspace

CHECKLIST = "清单.md"
_STANDING = ("名册", "基本情况表")


def standing(ledger: Ledger) -> bool:
    """Tell a ledger that says who and what there is: true for years, to be brought up to date."""
    return ledger.grain == "state" or ledger.title.endswith(_STANDING)


def checklist(workspace: Workspace, year: int, earlier: int, areas: Sequence[Area]) -> str:
    """Return the checklist of a year whose towns had ledgers in ``earlier``."""
    lines = [
        f"# {year}年报送清单",
        "",
        f"由 fazhi new-year {year} 写出。情况有变时再运行一次，本表会重写；请不要在这里记事。",
    ]
    lines += _absent(workspace, year, areas)
    lines += _norms(workspace, year)
    for area in areas:
        lines += ["", f"## {area.key}", *_town(workspace, area, year, earlier)]
    return "\n".join(lines) + "\n"


def _absent(workspace: Workspace, year: int, areas: Sequence[Area]) -> Iterator[str]:
    roster = roster_of(workspace, year)
    missing = [area.key for area in areas if not has_ledgers(workspace.raw(area, year))]
    yield from ("", "## 未报送的乡镇", "")
    yield f"{len(missing)} 个：{'、'.join(missing)}。" if missing else "没有。"
    for question in roster.questions():
        yield f"- [ ] {question}"


def _norms(workspace: Workspace, year: int) -> Iterator[str]:
    """Yield the norms that ended, and those that nobody has verified."""
    configuration = workspace.configuration()
    indicators = defined(INDICATORS, configuration)
    lines = [
        f"- [ ] {indicators[norm.indicator].title}{_bounds(norm)}{indicators[norm.indicator].unit}"
        f"（{norm.source}）：{says}"
        for norm in configuration.thresholds
        if (says := _look(norm, year))
    ]
    if lines:
        yield from ("", "## 要核实的指标要求（county.toml）", "", *lines)


def _look(norm: ThresholdSettings, year: int) -> str:
    if ended(norm, year):
        return f"只到{norm.last_year}年，{year}年不再适用，如有新的要求请改写。"
    return "未核实，请找到原文后改为“已核实”。" if norm.status == "未核实" else ""


def _bounds(norm: ThresholdSettings) -> str:
    parts = []
    if norm.at_least is not None:
        parts.append(f"不少于{format_number(norm.at_least, 2)}")
    if norm.at_most is not None:
        parts.append(f"不超过{format_number(norm.at_most, 2)}")
    return "、".join(parts)


def _town(workspace: Workspace, area: Area, year: int, earlier: int) -> Iterator[str]:
    now = ledgers_filed(workspace, area, year)
    then = ledgers_filed(workspace, filed_as(workspace, area, earlier), earlier)
    yield from _block("台账", [*_ledgers(now, then, earlier, said(earlier, year))])
    try:
        _, empty = texts(workspace, area, year)
        heads = [*lacking(workspace.settings(area, year))]
    except FazhiError as error:
        yield from _block("文字和封面信息", [f"- [ ] {error}"])
        return
    yield from _block("文字材料还没有写的部分", [f"- [ ] {heading}" for heading in empty])
    missing = [f"- [ ] {'、'.join(heads)}"] if heads else []
    yield from _block("封面信息还没有填（report.toml）", missing)


def _ledgers(now: Filed, then: Filed, earlier: int, called: str) -> Iterator[str]:
    for year, filed in (("今年", now), (f"{earlier}年", then)):
        if filed.trouble:
            yield f"- [ ] {year}的台账没能读取：{filed.trouble}"
    titles = {ledger.title: ledger for ledger in LEDGERS.values()}
    for title in [*then.ledgers, *(t for t in now.ledgers if t not in then.ledgers)]:
        if title in now.ledgers:
            yield f"- [x] 《{title}》（{'、'.join(now.ledgers[title])}）"
        elif standing(titles[title]):
            files = "、".join(then.ledgers[title])
            yield f"- [ ] {called}报过《{title}》（{files}），今年请更新后放入。"
        else:
            yield f"- [ ] 《{title}》：{earlier}年报过，今年还没有。"


def _block(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"### {title}", "", *lines)
