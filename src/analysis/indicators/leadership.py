"""How the 党政主要负责人 met their duties: meetings held, issues decided, no interference."""

from __future__ import annotations

from analysis.indicators.model import Count, Display, Indicator, Sum, Where


def _meetings(category: str) -> tuple[Count, ...]:
    return (Count("meetings", when="held_on", where=(Where("category", (category,)),)),)


INDICATORS = (
    Indicator(
        id="leadership.report_meetings",
        title="推进法治建设报告会",
        unit="次",
        formulas=_meetings("法治建设报告会"),
        by=("month",),
        phrases=("推进法治建设报告会", "法治建设报告会"),
    ),
    Indicator(
        id="leadership.committee_meetings",
        title="党委会研究法治工作",
        unit="次",
        formulas=_meetings("党委会研究"),
        by=("month",),
        phrases=("党委会研究法治", "党委会专题研究"),
    ),
    Indicator(
        id="leadership.briefings",
        title="听取法治工作汇报",
        unit="次",
        formulas=_meetings("听取汇报"),
        by=("month",),
        phrases=("听取汇报", "听取法治工作汇报"),
    ),
    Indicator(
        id="leadership.issues",
        title="研究法治事项",
        unit="项",
        formulas=(Sum("meetings", "issues", when="held_on"),),
        by=("month", "category"),
        phrases=("研究法治事项", "研究解决问题"),
    ),
    Indicator(
        id="leadership.interference",
        title="领导干部违规干预司法活动、插手具体案件处理",
        unit="起",
        formulas=(Sum("interference", "cases", when="period"),),
        display=Display(zero="无一起", some="有{}"),
        phrases=("领导干部违规干预司法活动", "插手具体案件处理"),
        note="“无一起”以登记表（含零报告）为据。",
    ),
)
