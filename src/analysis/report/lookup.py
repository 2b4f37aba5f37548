"""Which indicators and ledgers there are: found by a word, explained from their declarations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from IPython.core.getipython import get_ipython

from analysis.errors import UsageError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.find import find as found
from analysis.indicators.model import Gap, Indicator, Ratio, RowFormula, Total
from analysis.ledgers import LEDGERS
from analysis.report import wording
from analysis.report.blocks import say, tabulate
from analysis.report.completion import Names
from analysis.report.figures import Figures
from analysis.report.look import Look
from analysis.report.provenance import Json
from analysis.report.report import Report
from analysis.workspace import Workspace


def find(words: str = "") -> None:
    """按词查找指标：看名字、标题和报告里的说法。例：start.find("调解")；不写词则列出全部。

    Shows values too where a report or a look is open in the same notebook.
    """
    figures = _open_figures()
    rows = [_row(one, figures) for one in found(words.split(), indicators())]
    if not rows:
        say(f"没有找到与“{words}”有关的指标。请换一个词，或运行 start.find() 列出全部。")
        return
    columns = ["名字", "指标", "单位", "台账"]
    columns += [] if figures is None else [f"{figures.town.area.name}{figures.town.year}年"]
    tabulate(f"找到 {len(rows)} 个指标" if words else "全部指标", columns, rows)


def explain(name: str) -> None:
    """说明一个指标：口径、算法、台账、单位、可按什么分组。例：start.explain("mediation.success_rate")。

    ``name``: an id or a title.
    """
    known, figures = indicators(), _open_figures()
    indicator = known[Names(known)[name]]
    facts = [
        ("名字", indicator.id),
        ("单位", indicator.unit),
        *(
            ("算法" if n == 0 else "没有上一种台账时", words)
            for n, words in _rules(indicator, known)
        ),
        ("台账", "、".join(_ledgers(indicator, known))),
        ("可以按什么分组", "、".join(f"{by}（{_by_title(indicator, by)}）" for by in indicator.by)),
        ("说明", indicator.note),
        ("报告里的说法", "、".join(indicator.phrases)),
        ("写进报告", f'report.write("…{{{indicator.id}}}…")'),
    ]
    if figures is not None:
        facts.append((f"{figures.town.area.name}{figures.town.year}年", _value(indicator, figures)))
    rows = [[{"text": title}, {"text": text}] for title, text in facts if text]
    tabulate(indicator.title, ["项目", "内容"], rows)


def ledgers() -> None:
    """列出能识别的台账和它们的栏目。例：start.ledgers()。"""
    rows = [
        [
            {"text": ledger.title},
            {"text": ledger.id},
            {"text": "、".join(c.title for c in ledger.columns if not c.personal)},
        ]
        for ledger in LEDGERS.values()
    ]
    tabulate("能识别的台账（看表头识别，文件名随意）", ["台账", "名字", "栏目"], rows)


def indicators() -> Mapping[str, Indicator]:
    """Return the indicators with the county's own; those declared where there is no county."""
    try:
        return defined(INDICATORS, Workspace.find().configuration())
    except UsageError:
        return INDICATORS


def _row(indicator: Indicator, figures: Figures | None) -> list[Json]:
    cells = [
        indicator.id,
        indicator.title,
        indicator.unit,
        "、".join(_ledgers(indicator, indicators())),
        *([] if figures is None else [_value(indicator, figures)]),
    ]
    return [{"text": text} for text in cells]


def _value(indicator: Indicator, figures: Figures) -> str:
    if indicator.id not in figures.town.indicators:
        return ""
    outcome = figures.outcome(indicator.id)
    if isinstance(outcome, Gap):
        return f"无数据：{outcome.reason}"
    return wording.printed(indicator, outcome)


def _ledgers(indicator: Indicator, known: Mapping[str, Indicator]) -> list[str]:
    """Return the titles of the ledgers that an indicator, or what it is made of, comes from."""
    own = [LEDGERS[f.ledger].title for f in indicator.formulas if isinstance(f, RowFormula)]
    terms = [title for term in indicator.terms for title in _ledgers(known[term], known)]
    return list(dict.fromkeys([*own, *terms]))


def _rules(indicator: Indicator, known: Mapping[str, Indicator]) -> Iterable[tuple[int, str]]:
    """Return each formula in words; rates and sums name what they are made of."""
    titles = [f"{known[term].title}（{term}）" for term in indicator.terms]
    for number, formula in enumerate(indicator.formulas):
        match formula:
            case Ratio():
                yield number, "÷".join(titles)
            case Total():
                yield number, "＋".join(titles)
            case _:
                yield number, wording.definition(indicator, number)


def _by_title(indicator: Indicator, by: str) -> str:
    formulas = [f for f in indicator.formulas if isinstance(f, RowFormula)]
    return wording.dimension_title(formulas[0], by) if formulas else by


def _open_figures() -> Figures | None:
    """Return the figures of the report or look that this notebook opened last."""
    shell = get_ipython()
    names = list(shell.user_ns.values()) if shell is not None else []
    for value in reversed(names):
        if isinstance(value, Look):
            return value.data
        if isinstance(value, Report):
            return value.figures
    return None
