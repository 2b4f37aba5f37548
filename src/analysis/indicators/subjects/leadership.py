"""How the 党政主要负责人 met their duties: meetings held, issues decided, no interference."""

from __future__ import annotations

from analysis.indicators.model import Count, Display, Indicator, Sum
from analysis.indicators.subjects.formulas import added, rows, state
from analysis.indicators.subjects.short import figure


def _meetings(category: str | tuple[str, ...]) -> tuple[Count, ...]:
    return (rows("meetings", "held_on", category=category),)


def _meeting(
    name: str,
    title: str,
    category: str | tuple[str, ...],
    phrases: tuple[str, ...],
    note: str = "",
) -> Indicator:
    return figure(
        f"leadership.{name}",
        title,
        "次",
        *_meetings(category),
        by=("month",),
        phrases=phrases,
        note=note,
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
            "法治专题党委会",
            "专题党委会",
            "党委会议研究部署法治建设",
            "党委会研究贯彻",
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
            "听取研究法治建设工作汇报",
            "听取法治建设情况汇报",
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
            "研究法治议题",
            "法治相关议题",
            "法治建设相关议题",
            "研究法治相关事项",
            "研究部署法治重点工作事项",
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
                 "研究部署法治", "专题研究法治政府建设", "召开会议", "主持研究法治建设", "研究法治建设"),
        note="会议台账所列各类会议合计。",
    ),
    _meeting("government_meetings", "政府会议研究法治工作", "政府会议研究",
             ("政府常务会研究法治", "镇长办公会研究法治", "政府办公会", "镇长办公会", "政府常务会议")),
    _meeting("joint_meetings", "党政联席会研究法治工作", "党政联席会研究",
             ("党政联席会", "党政联席会议专题研究法治", "党政联席会议", "党政联席会研究法治")),
    _meeting("group_meetings", "法治建设领导小组会议", "领导小组会议",
             ("领导小组会议", "法治建设领导小组会议", "依法治镇工作会议", "依法治镇委员会会议", "法治政府建设领导小组会议", "依法治镇领导机构会议", "依法治镇会议", "全面依法治镇委员会会议", "委员会专题会议", "委员会会议")),
    _meeting("topic_meetings", "法治专题会议", ("法治专题会议", "部署会", "推进会"),
             ("法治专题会议", "专题会议", "法治专题会", "法治建设专题会议", "法治工作专题会议", "法治政府建设专题会议", "专题部署会议", "部署会、推进会"),
             "专题会、部署会、推进会都计入；部署会、推进会另列。"),
    _meeting("deployments", "法治工作部署会", "部署会",
             ("部署会", "专题部署会", "法治工作部署会议", "法治建设专题部署会", "部署会议", "法治工作部署会")),
    _meeting("pushes", "法治工作推进会", "推进会", ("推进会", "工作推进会", "法治工作推进会", "法治建设推进会")),
    _meeting("enforcement_meetings", "综合行政执法委员会会议", "执法委员会会议",
             ("综合行政执法委员会会议", "综合行政执法委员会工作会议", "执法委员会会议")),
    figure(
        "leadership.solved",
        "研究解决问题",
        "项",
        added("meetings", "solved", "held_on"),
        state("研究解决问题"),
        by=("month", "category"),
        phrases=("研究解决问题", "研究解决重点问题", "解决重点问题", "解决重点难点问题", "研究解决",
                 "研究解决法治建设重点问题", "研究解决重大涉法问题", "重点难点问题", "重点难点事项",
                 "关键问题", "实际难题"),
        note="会议台账“解决问题数”相加；列入议题的见研究法治事项。",
    ),
    figure(
        "leadership.justice_head",
        "司法所长列席会议",
        "次",
        rows("meetings", "held_on", justice_head="是"),
        state("司法所长列席会议"),
        by=("category",),
        phrases=("司法所长列席", "司法所长列席会议", "司法所列席", "司法所长列席政府领导会议"),
    ),
    figure(
        "leadership.committee_all",
        "党委会议总数",
        "次",
        state("党委会议"),
        phrases=("召开党委会议", "党委会议", "党工委会议", "召开党工委会议"),
        note="全年党委（党工委）会议，不限于研究法治的。",
    ),
    figure(
        "leadership.government_all",
        "政府会议总数",
        "次",
        state("政府会议"),
        phrases=("召开政府会议", "政府工作会议", "政府会议", "召开政府常务会议"),
        note="全年政府会议，不限于研究法治的。",
    ),
    figure("leadership.weekly", "周例会", "次", state("周例会"), phrases=("周例会", "工作例会")),
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
        phrases=("书面述法", "提交书面述法报告", "书面述法报告", "述法报告", "书面述职述法", "完成书面述法"),
    ),
    figure(
        "leadership.accounts_villages",
        "村（社区）书记述法",
        "人",
        rows("accounts", "reported_on", level="村（社区）书记"),
        state("村（社区）书记述法人数"),
        phrases=("村（社区）书记述法", "党支部书记述法", "村书记述法", "党支部书记全部完成年度述法",
                 "村党组织书记述法"),
    ),
    figure(
        "leadership.studies",
        "法治调研课题",
        "个",
        state("法治调研课题"),
        phrases=("法治调研课题", "调研课题", "年度调研课题", "完成调研课题"),
    ),
    figure(
        "leadership.visitors",
        "领导接访群众",
        "人次",
        state("领导接访群众"),
        phrases=("领导接访群众", "累计接待群众", "领导接访人次"),
    ),
    figure(
        "leadership.visits_solved",
        "领导接访解决问题",
        "件",
        state("领导接访解决问题"),
        phrases=("接访解决问题", "现场解决涉法问题", "现场解决问题"),
    ),
    figure(
        "leadership.documents",
        "制定法治建设文件",
        "份",
        state("制定法治文件"),
        phrases=("制定法治建设文件", "印发法治文件", "出台文件", "制定文件", "印发文件", "制定及修订制度", "修订制度", "制定制度", "出台制度",
                 "制定法治文件"),
    ),
)  # fmt: skip

INDICATORS = (*_GENERAL, *_MEETINGS)
