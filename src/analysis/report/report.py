"""A report being written: what a notebook calls, one call a paragraph, chart or table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.beside.own_text import find
from analysis.errors import NotebookError
from analysis.indicators.model import Gap
from analysis.report import versions, wording
from analysis.report.blocks import show
from analysis.report.charts import chart
from analysis.report.compared import growth
from analysis.report.figures import Figures
from analysis.report.provenance import Json
from analysis.report.remarks import remarks
from analysis.report.sentences import Clause, join, read_clause

_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")


@dataclass(slots=True)
class Report:
    """One town's report of one year. Every method shows one block, or nothing where data lack.

    ``base``: the release that it is compared with, None for a first version.
    """

    figures: Figures
    edition: str
    paragraphs: Mapping[str, Sequence[str]]
    base: versions.Base | None = None
    _used: set[str] = field(default_factory=set)
    _printed: dict[str, None] = field(default_factory=dict)

    def title(self) -> None:
        """Show the head of the document: organs, title, 文号, 签发人, 主送, dates, status."""
        town, settings = self.figures.town, self.figures.town.settings
        default = f"关于{town.area.name}{town.year}年法治政府建设情况的报告"
        signed, issued = settings.signed_on, settings.issued_on or settings.signed_on
        self._show({
            "block": "title",
            "kind": "report",
            "town": town.area.name,
            "year": town.year,
            "organs": list(settings.organs),
            "title": settings.title or default,
            "document_number": settings.document_number,
            "signatory": settings.signatory or None,
            "recipients": settings.recipients,
            "copies_to": list(settings.copies_to),
            "issued_by": settings.issued_by,
            "issued_on": wording.long_date(issued) if issued else None,
            "red_head": settings.red_head,
            "signed_on": wording.long_date(signed) if signed else None,
            "data_cutoff": wording.long_date(town.cutoff),
            "status": settings.status,
            "edition": "public" if self.edition == "public" else "review",
            "sample": settings.sample,
            "draft": self.edition == "draft",
            **versions.told(self.base),
        })  # fmt: skip

    def write(self, *clauses: str) -> None:
        """写一句话，{指标名} 换成数字；没有数据的分句不写，列入待补充。

        A clause is a string. Raises ``NotebookError`` for a name that does not exist.
        """
        self._paragraph(self._read(clauses))

    def points(self, *points: Sequence[str] | str) -> None:
        """写“一是……；二是……”，每一点是一个分句或括号里的几个分句。

        Points left out for want of data are not counted.
        """
        read = [self._read([point] if isinstance(point, str) else point) for point in points]
        kept = [clauses for clauses in read if _worth(clauses)]
        runs = [
            join([c for c in clauses if c.kept], end="。" if clauses is kept[-1] else "；")
            for clauses in kept
        ]
        content = {"block": "points", "points": [{"runs": r} for r in runs]}
        self._show(content if runs else {"block": "nothing"}, *(c for part in read for c in part))

    def own_text(self, heading: str) -> None:
        """放入文字材料中这一标题下的文字，自填的数字有标记。

        Raises ``NotebookError`` for a figure in it that does not exist.
        """
        name = self.figures.town.own_text.name
        key = find(self.paragraphs, heading)
        self._used |= {key} if key else set()
        if key is None or not self.paragraphs[key]:
            self._show(_unwritten(name, heading, there=key is not None))
            return
        for paragraph in self.paragraphs[key]:
            sentences = [s for s in _SENTENCE.findall(paragraph) if s]
            self._paragraph([self._own(s) for s in sentences], origin=name)

    def cards(self, *names: str) -> None:
        """并排显示几个主要数字，带比上年增减，有计划数的带计划。

        Figures without data are left out and listed as 待补充; a 0 without words of its own, such as
        无一起, is no card.
        """
        known = [n for n in names if not isinstance(self.figures.outcome(n), Gap)]
        missing = Clause(gaps=[self.figures.gaps[n] for n in names if n not in known])
        known = [n for n in known if self._tells(n)]
        cards = [self._card(name) for name in known]
        content = {"block": "cards", "cards": cards} if cards else {"block": "nothing"}
        self._show(content, Clause(names=known), missing)

    def chart(self, name: str, by: str = "month", headline: str | None = None) -> None:
        """画一个指标的分组图，by 写 month 或类别栏；headline 可用 {top}、{top_value}、{share}。

        Raises ``NotebookError`` for a breakdown that the indicator does not declare.
        """
        outcome = self.figures.outcome(name)
        allowed = self.figures.indicator(name).by
        if by not in allowed:
            words = "、".join(allowed) or "（无）"
            raise NotebookError(f"“{name}”不能按“{by}”分组。", f"可以按：{words}。")
        if isinstance(outcome, Gap):
            self._show({"block": "nothing"}, Clause(gaps=[outcome]))
            return
        self._show(chart(self.figures, name, by, headline) or {"block": "nothing"})

    def table(self, *names: str, caption: str = "主要指标") -> None:
        """列表：几个指标的本年数、上年数和增减，有计划数的带计划。

        Figures without data are left out and listed as 待补充.
        """
        known = [n for n in names if not isinstance(self.figures.outcome(n), Gap)]
        missing = Clause(gaps=[self.figures.gaps[n] for n in names if n not in known])
        year = self.figures.town.year
        planned = any(self.figures.plan(name) for name in known)
        plan_columns = ["计划", "完成情况"] if planned else []
        columns = ["指标", f"{year}年", *plan_columns, f"{year - 1}年", "增减"]
        content: Json = {
            "block": "table",
            "caption": caption,
            "columns": columns,
            "rows": [self._row(name, planned=planned) for name in known],
        }
        self._show(content if known else {"block": "nothing"}, Clause(names=known), missing)

    def review(self) -> None:
        """Show what a reviewer should look at (送审 only): differences, 100 %, changes since ``base``."""
        if self.figures.public:
            self._show({"block": "nothing"})
            return
        unused = [h for h, texts in self.paragraphs.items() if texts and h not in self._used]
        items = remarks(self.figures.town, unused)
        changes = versions.changes(self.figures, self.base, self._printed)
        self._show({"block": "review", "items": items, **changes})

    def closing(self) -> None:
        """Show 署名 and 成文日期."""
        settings = self.figures.town.settings
        signed = settings.signed_on
        date = wording.long_date(signed) if signed else None
        self._show({"block": "closing", "organs": list(settings.organs), "date": date})

    def _read(self, clauses: Sequence[str]) -> list[Clause]:
        return [read_clause(text, self.figures) for text in clauses]

    def _own(self, sentence: str) -> Clause:
        try:
            return read_clause(sentence, self.figures)
        except NotebookError as error:
            name = self.figures.town.own_text.name
            raise NotebookError(f"{name}：{error.message}", error.remedy) from error

    def _paragraph(self, clauses: list[Clause], origin: str | None = None) -> None:
        runs = join(c for c in clauses if c.kept) if _worth(clauses) else []
        content: Json = {"block": "paragraph", "runs": runs, "origin": origin}
        self._show(content if runs else {"block": "nothing"}, *clauses)

    def _tells(self, name: str) -> bool:
        return bool(self.figures.totals[name].value or self.figures.indicator(name).display.zero)

    def _card(self, name: str) -> Json:
        indicator, total = self.figures.indicator(name), self.figures.totals[name]
        text = wording.number(indicator, total)
        entry = self.figures.entry(name)
        plan, last = entry["plan"], entry["last_year"]
        return {
            "indicator": name,
            "title": indicator.title,
            "value": entry["value"],
            "text": text,
            "unit": "" if indicator.unit == "%" else indicator.unit,
            "plan": plan and f"计划{plan['text']}，{plan['progress']}",
            "last": last and f"上年{last['text']}",
            "change": self.figures.change(name),
        }

    def _row(self, name: str, *, planned: bool) -> list[Json]:
        entry = self.figures.entry(name)
        last = entry["last_year"] or {"text": "无上年数据", "change": "—"}
        total, before = self.figures.totals[name], self.figures.then(name)
        alike = before is not None and self.figures.comparable(name)
        grown = growth(entry["unit"], total.value, before.value) if before and alike else None
        value = {"text": entry["text"], "indicator": name, "value": entry["value"]}
        then = {key: last[key] for key in ("text", "value") if key in last}
        plan = entry["plan"] or {"text": "无计划数", "progress": "—"}
        against = [{"text": plan["text"]}, {"text": plan["progress"]}] if planned else []
        change = {"text": last["change"] or "—"} | (
            {"sort": str(grown)} if grown is not None else {}
        )
        return [{"text": entry["title"]}, value, *against, then, change]

    def _show(self, content: Json, *clauses: Clause) -> None:
        """Add provenance of what is printed and the gaps met, and show the block."""
        names = [name for clause in clauses if clause.kept for name in clause.names]
        pending = [self._pending(gap) for clause in clauses for gap in clause.gaps]
        if names:
            content["figures"] = self.figures.entries(names)
        if pending:
            content["pending"] = pending
        self._printed |= dict.fromkeys(content.get("figures", ()))
        show(content)

    def _pending(self, gap: Gap) -> Json:
        title = self.figures.indicator(gap.indicator).title
        return {"title": title, "reason": gap.reason, "wanted": gap.wanted}


def _worth(clauses: Sequence[Clause]) -> bool:
    """Whether a sentence is written: one that lost every figure says nothing any more."""
    lost = any(not clause.kept for clause in clauses)
    return not lost or any(clause.kept and clause.names for clause in clauses)


def _unwritten(name: str, heading: str, *, there: bool) -> Json:
    """Return the block of a section that the town has not written: only what is wanted."""
    reason = "没有文字材料。" if not name else "这一节还没有写。" if there else "没有这一节。"
    wanted = name or "文字材料（docx、md 或 txt）"
    gap = {"title": f"“{heading}”一节", "reason": reason, "wanted": wanted}
    return {"block": "nothing", "pending": [gap]}
