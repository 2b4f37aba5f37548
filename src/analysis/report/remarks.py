"""What is told to a reviewer: findings of the town, and its own words that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.cells import Source
from analysis.findings import CORRECTED, Finding, Severity, numbered
from analysis.report.provenance import Json
from analysis.town import Town


def remarks(town: Town, unused: Iterable[str]) -> list[Json]:
    """Return the items of the review block. ``unused``: headings of own text that no cell asked for."""
    told = [f for _, f in numbered(town.findings) if _for_reviewers(f)]
    return [
        {
            "code": finding.code,
            "level": str(finding.severity),
            "where": str(finding.place),
            "text": finding.says,
            "remedy": finding.remedy,
        }
        for finding in (*told, *_own_text(town.own_text.name, unused))
    ]


def _for_reviewers(finding: Finding) -> bool:
    """Whether a finding is about the figures, not about how the sheets are kept."""
    return finding.severity is not Severity.NOTE or finding.code.startswith(("W", CORRECTED))


def _own_text(file: str, unused: Iterable[str]) -> Iterator[Finding]:
    for heading in unused:
        says = "这一节没有用到。" if heading else "第一个标题以前的文字没有用到。"
        remedy = "请核对标题。" if heading else "请在前面加上标题。"
        yield Finding("W410", Source(file, heading, ""), says, remedy=remedy)
