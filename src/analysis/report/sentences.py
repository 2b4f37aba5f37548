"""Clauses with figures by name become runs of text: "全年排查矛盾纠纷{disputes.screened}"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.errors import NotebookError
from analysis.indicators.model import Gap
from analysis.report import wording
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.values import nearest

_NAME = re.compile(r"\{([^{}]*)\}")
_FORMS = ("", "any", "change", "last", "number", "plan", "progress")
_SHOWN = frozenset({"", "any", "number"})  # the value itself
_TOWNS = "towns"  # of a run, until the sentence is whole: of how many towns its figure is
_LACKS = {
    "plan": ("没有计划数。", "对照数据（计划）"),
    "progress": ("没有计划数。", "对照数据（计划）"),
}

# Digits that are no count (shared/domain.md §9): years, dates, topic days, document numbers,
# hotlines, names in 《》, “1+N” slogans. Everything else that was typed is marked as 自填.
_NO_COUNT = re.compile(
    r"《[^》]*》|〔\d{4}〕\d+号|\d{4}\s*[—–-]\s*\d{4}年?|\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}\s*[·.．]\s*\d{1,2}(?![\d%])|\d\s*[+＋]\s*[\dNnXx]"
    r"|1(?:2348|2345|10|19|20)(?!\d)|第\d+[条款章届次]",
)
_DIGITS = re.compile(r"\d[\d,.]*(?:余|多)?(?:[万千百])?(?:%|[件次场期个名人份本册条项家元])*")


@dataclass(slots=True)
class Clause:
    """Runs of one clause, the indicators it prints, the gaps it met; ``idle``: says only of a 0."""

    runs: list[Json] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    idle: bool = False

    @property
    def kept(self) -> bool:
        """Whether every figure of the clause has a value, and one worth a clause."""
        return not self.gaps and not self.idle


def read_clause(text: str, figures: Figures) -> Clause:
    """Replace ``{name}`` by figures. Raises ``NotebookError`` for a name that does not exist.

    ``{name}`` prints the value with its unit, ``{name:any}`` too but leaves the clause out where
    it is 0, ``{name:number}`` prints it without, ``{name:last}`` last year's, ``{name:change}`` the change in words, ``{name:plan}`` what was planned,
    ``{name:progress}`` what was reached of it, ``{name[category]}`` that of one category; ``{year}`` ``{last_year}`` ``{next_year}``
    ``{town}`` the report's own; ``{towns}`` ``{usable}`` a county's numbers of towns.
    """
    clause = Clause()
    for index, piece in enumerate(_NAME.split(text)):
        if index % 2 == 0:
            clause.runs += _typed(piece)
        elif piece in _own(figures):
            clause.runs.append({"text": _own(figures)[piece]})
        else:
            _figure(piece, figures, clause)
    return clause


def _own(figures: Figures) -> dict[str, str]:
    year = figures.town.year
    return {
        "year": str(year),
        "last_year": str(year - 1),
        "next_year": str(year + 1),
        "town": figures.town.area.name,
        **_towns(figures),
    }


def _towns(figures: Figures) -> dict[str, str]:
    """Of a county: how many towns had to file, and of how many the ledgers can be used."""
    pooled = figures.town.pooled
    if pooled is None:
        return {}
    return {"towns": f"{pooled.expected}个", "usable": f"{pooled.usable}个"}


def _figure(piece: str, figures: Figures, clause: Clause) -> None:
    name, _, form = "".join(piece.split()).partition(":")
    if form not in _FORMS:
        guess = nearest(form, _FORMS[1:])
        remedy = f"您是否指“{guess}”？" if guess else f"可写 {'、'.join(_FORMS[1:])}。"
        raise NotebookError(f"“{{{piece}}}”中没有“{form}”这种写法。", remedy)
    outcome = figures.outcome(name)
    if isinstance(outcome, Gap):
        clause.gaps.append(outcome)
        return
    clause.idle |= form == "any" and not outcome.value
    clause.names.append(name)
    text = _print(name, form, figures)
    if text is None:
        clause.gaps.append(Gap(name, *_LACKS.get(form, ("没有上一年度的数据。", "上一年度的台账"))))
        return
    run: Json = {"text": text}
    if form in _SHOWN:
        run |= {"indicator": name, "value": figures.entry(name)["value"]}
        run |= {_TOWNS: told} if (told := figures.partial(name)) else {}
    else:
        run |= {"compares": name}
    clause.runs.append(run)


def _print(name: str, form: str, figures: Figures) -> str | None:
    indicator = figures.indicator(name)
    match form:
        case "number":
            return wording.number(indicator, figures.totals[name])
        case "change":
            return figures.change(name)
        case "last":
            then = figures.then(name) if figures.comparable(name) else None
            return then.text if then else None
        case "plan":
            plan = figures.plan(name)
            return wording.quoted(indicator, plan.value) if plan else None
        case "progress":
            return figures.progress(name)
    return wording.printed(indicator, figures.totals[name])


def typed_numbers(text: str) -> list[str]:
    """Return the numbers typed in a text that look like counts."""
    return [run["text"] for run in _typed(text) if run.get("typed")]


def _typed(text: str) -> list[Json]:
    """Split a text so that typed counts stand in runs of their own, marked."""
    runs: list[Json] = []
    plain = ""
    position = 0
    while position < len(text):
        skipped = _NO_COUNT.match(text, position)
        counted = None if skipped else _DIGITS.match(text, position)
        if counted:
            if plain:
                runs.append({"text": plain})
            runs.append({"text": counted.group(), "typed": True})
            plain = ""
        else:
            plain += skipped.group() if skipped else text[position]
        found = skipped or counted
        position = found.end() if found else position + 1
    if plain:
        runs.append({"text": plain})
    return runs


def join(clauses: Iterable[Clause], end: str = "。") -> list[Json]:
    """Join clauses with ，and close the sentence, unless the texts carry their own punctuation."""
    runs: list[Json] = []
    for clause in clauses:
        if runs and not _last_text(runs).endswith(tuple("，。；：、！？")):
            runs.append({"text": "，"})
        runs += clause.runs
    if runs and not _last_text(runs).endswith(tuple("。；：！？")):
        runs.append({"text": end})
    return _merged(_covered(runs))


def _covered(runs: list[Json]) -> list[Json]:
    """Say of how many towns a county's figures are, once for neighbours that are of as many."""
    told = [run.get(_TOWNS, "") if run.get("indicator") else None for run in runs]
    after = [next((t for t in told[n + 1 :] if t is not None), "") for n in range(len(told))]
    return [
        {key: value for key, value in run.items() if key != _TOWNS}
        | ({"text": f"{run['text']}{own}"} if own and own != following else {})
        for run, own, following in zip(runs, told, after, strict=True)
    ]


def _last_text(runs: list[Json]) -> str:
    return str(runs[-1]["text"])


def _merged(runs: list[Json]) -> list[Json]:
    """Join neighbouring plain runs."""
    merged: list[Json] = []
    for run in runs:
        if merged and set(run) == {"text"} and set(merged[-1]) == {"text"}:
            merged[-1] = {"text": merged[-1]["text"] + run["text"]}
        else:
            merged.append(run)
    return merged
