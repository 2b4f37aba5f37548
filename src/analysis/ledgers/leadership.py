"""党政主要负责人履职: meetings on the rule of law, and the record of interference in cases."""

from __future__ import annotations

from analysis.ledgers.common import REMARK, SERIAL, personal
from analysis.ledgers.model import Column, Ledger

MEETINGS = Ledger(
    id="meetings",
    title="法治会议与履职台账",
    grain="register",
    about="event",
    row_is="一次会议",
    themes=("法", "议题", "研究"),
    called=("会议", "述法"),
    columns=(
        SERIAL,
        Column(id="held_on", title="会议时间", kind="date",
               headers=("会议日期", "召开时间", "召开日期", "日期", "时间", "会议召开日期", "开会日期",
                        "研究日期", "召开会议日期"), required=True),
        Column(id="name", title="会议名称",
               headers=("名称", "会议", "会议主题", "会议内容", "会议议题", "研究内容",
                        "会议主要内容", "议题名称", "会议事项", "议题内容", "研究议题内容",
                        "研究事项内容")),
        Column(
            id="category",
            title="会议类别",
            kind="category",
            headers=("类别", "会议类型", "类型", "会议形式", "会议种类", "会议性质"),
            values={
                "法治建设报告会": ("推进法治建设报告会", "法治建设专题报告会", "法治专题报告会", "报告会"),
                "党委会研究": ("党委会", "党委会议", "党委会议研究", "党委研究"),
                "听取汇报": ("听取法治汇报", "听取工作汇报", "听取法治工作汇报"),
                "法治专题会议": ("专题会议", "法治工作会", "法治政府建设推进会", "专题会"),
                "述法会议": ("述法", "述法会", "年终述法"),
            },
            required=True,
        ),
        Column(id="issues", title="研究事项", kind="count", unit="项", texts="name",
               headers=("议题数", "议题", "研究事项数", "事项数", "研究法治议题",
                        "研究法治议题数", "研究议题数", "审议事项数", "研究法治事项",
                        "法治议题数", "研究法治事项数", "涉法议题数", "研究议题", "法治议题",
                        "审议议题数", "研究法治建设议题数", "研究法治建设议题",
                        "研究法治建设事项", "研究法治工作议题", "涉法议题")),
        personal("place", "会议地点", "召开地点", "开会地点"),
        personal("chair", "主持人", "会议主持人", "主持",
                 "主持领导" ),
        REMARK,
    ),
    signature=(frozenset({"held_on", "category",
               "issues"}), frozenset({"held_on", "name", "issues"}),
               frozenset({"held_on", "name", "category"})),
)  # fmt: skip
INTERFERENCE = Ledger(
    id="interference",
    title="领导干部干预司法活动登记表",
    grain="return",
    about="event",
    row_is="一个报告期",
    called=("干预司法",),
    key=("period",),
    columns=(
        SERIAL,
        Column(id="period", title="报告期", kind="period",
               headers=("季度", "月份", "时间", "登记时间", "时段"),
               required=True),
        Column(
            id="cases",
            title="干预司法活动、插手具体案件处理",
            kind="count",
            unit="起",
            headers=("领导干部违规干预司法活动、插手具体案件处理", "干预司法活动起数", "干预司法活动",
                     "领导干部干预司法活动", "违规干预司法活动、插手具体案件处理", "登记起数",
                     "领导干部干预司法活动、插手具体案件处理", "干预插手案件数",
                     "领导干部干预司法活动、插手具体案件处理起数", "领导干部干预司法活动、插手具体案件处理情况",
                     "插手具体案件处理", "领导干部干预司法、插手案件处理", "干预司法活动、插手具体案件处理起数",
                     "干预司法活动、插手具体案件处理情况", "领导干部干预司法活动插手具体案件处理",
                     "领导干部违规干预司法活动起数"),
            required=True,
        ),
        personal("reporter", "填报人", "报告人", "填表人", "上报人"),
        REMARK,
    ),
    signature=(frozenset({"period", "cases"}),),
)  # fmt: skip
LEDGERS = (MEETINGS, INTERFERENCE)
