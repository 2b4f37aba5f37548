"""How the 党政主要负责人 met their duties: meetings held, issues decided, no interference."""

from __future__ import annotations

from analysis.indicators.formulas import added, rows, state
from analysis.indicators.model import Count, Display, Indicator, Sum, Where
from analysis.indicators.short import figure


def _meetings(category: str) -> tuple[Count, ...]:
    return (Count("meetings", when="held_on", where=(Where("category", (category,)),)),)


def _meeting(name: str, title: str, category: str, phrases: tuple[str, ...]) -> Indicator:
    return figure(
        f"leadership.{name}", title, "次", *_meetings(category), by=("month",), phrases=phrases
    )


def _duty(name: str, title: str, unit: str, form: str, phrases: tuple[str, ...]) -> Indicator:
    """Return what the two heads did in one way of meeting their duty."""
    return figure(
        f"leadership.{name}",
        title,
        unit,
        rows("duties", "acted_on", form=form),
        by=("month",),
        phrases=phrases,
        note="以党政主要负责人履职纪实台账为据。",
    )


_GENERAL = (
    Indicator(
        id="leadership.report_meetings",
        title="推进法治建设报告会",
        unit="次",
        formulas=_meetings("法治建设报告会"),
        by=("month",),
        phrases=("推进法治建设报告会", "法治建设报告会", "法治专题报告会"),
    ),
    Indicator(
        id="leadership.committee_meetings",
        title="党委会研究法治工作",
        unit="次",
        formulas=_meetings("党委会研究"),
        by=("month",),
        phrases=(
            "党委会研究法治",
            "党委会专题研究",
            "党委会议研究法治",
            "党委会议专题研究",
            "党工委会议专题研究",
            "党委会专题研究法治",
            "党委专题研究",
            "党工委会专题研究",
            "党委会",
        ),
    ),
    Indicator(
        id="leadership.briefings",
        title="听取法治工作汇报",
        unit="次",
        formulas=_meetings("听取汇报"),
        by=("month",),
        phrases=(
            "听取汇报",
            "听取法治工作汇报",
            "听取法治建设工作汇报",
            "专题听取汇报",
            "听取法治汇报",
        ),
    ),
    Indicator(
        id="leadership.issues",
        title="研究法治事项",
        unit="项",
        formulas=(Sum("meetings", "issues", when="held_on"),),
        by=("month", "category"),
        phrases=(
            "研究法治事项",
            "研究解决问题",
            "研究法治议题",
            "审议法治议题",
            "研究议题",
            "法治议题",
        ),
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

_MEETINGS = (
    figure(
        "leadership.meetings",
        "法治工作会议",
        "次",
        rows("meetings", "held_on"),
        by=("month", "category"),
        phrases=("召开法治工作会议", "法治会议", "专题研究法治建设", "专题研究法治", "召开法治建设会议", "研究法治工作",
                 "研究部署法治", "专题研究法治政府建设", "召开会议"),
        note="会议台账所列各类会议合计。",
    ),
    _meeting("government_meetings", "政府会议研究法治工作", "政府会议研究",
             ("政府常务会研究法治", "镇长办公会研究法治", "政府办公会", "镇长办公会", "政府常务会议")),
    _meeting("joint_meetings", "党政联席会研究法治工作", "党政联席会研究",
             ("党政联席会", "党政联席会议专题研究法治", "党政联席会议", "党政联席会研究法治")),
    _meeting("group_meetings", "法治建设领导小组会议", "领导小组会议",
             ("领导小组会议", "法治建设领导小组会议", "依法治镇工作会议", "依法治镇委员会会议", "法治政府建设领导小组会议")),
    _meeting("topic_meetings", "法治专题会议", "法治专题会议",
             ("法治专题会议", "专题会议", "法治专题会", "法治建设专题会议", "法治工作推进会", "法治建设推进会",
              "法治工作部署会", "法治工作专题会议")),
    _meeting("account_meetings", "述法会议", "述法会议", ("述法会议", "述法会", "述法大会", "述法评议会")),
    figure(
        "leadership.accounts",
        "领导干部述法",
        "人",
        rows("accounts", "reported_on"),
        added("meetings", "reporters", "held_on"),
        state("述法人数"),
        by=("month", "form"),
        phrases=("述法", "开展述法", "领导干部述法", "述法人员", "完成述法", "年终述法", "现场述法和书面述法",
                 "班子成员述法"),
        note="述法台账一行为一名干部的一次述法。",
    ),
    figure(
        "leadership.accounts_spoken",
        "现场述法",
        "人",
        rows("accounts", "reported_on", form="现场述法"),
        phrases=("现场述法", "会议述法", "口头述法"),
    ),
    figure(
        "leadership.accounts_written",
        "书面述法",
        "人",
        rows("accounts", "reported_on", form="书面述法"),
        phrases=("书面述法", "提交书面述法报告", "书面述法报告"),
    ),
    figure(
        "leadership.documents",
        "制定法治建设文件",
        "份",
        state("制定法治文件"),
        phrases=("制定法治建设文件", "印发法治文件", "出台文件", "制定文件", "印发文件", "制定制度", "出台制度",
                 "制定法治文件"),
    ),
)  # fmt: skip

_DUTIES = (
    _duty("instructions", "主要负责人作出法治批示", "次", "批示",
          ("作出批示", "批示", "签批", "批示指示", "作出法治批示")),
    _duty("research", "主要负责人开展法治调研", "次", "调研", ("法治调研", "开展调研", "专题调研", "调研法治工作")),
    _duty("deployed", "主要负责人部署法治工作", "次", "部署", ("亲自部署", "部署法治工作", "安排部署")),
    _duty("supervised", "主要负责人督办法治工作", "次", "督办", ("亲自督办", "督办", "督办重要任务")),
    _duty("coordinated", "主要负责人协调法治工作", "次", "协调", ("亲自协调", "协调重点环节", "协调解决")),
    _duty("lessons", "主要负责人讲法治课", "次", "讲法治课", ("讲法治课", "讲授法治课", "法治课", "上法治课")),
    _duty("received", "主要负责人接访", "次", "接访", ("主要领导接访", "主要负责人接访", "带头接访")),
)  # fmt: skip

INDICATORS = (*_GENERAL, *_MEETINGS, *_DUTIES)
