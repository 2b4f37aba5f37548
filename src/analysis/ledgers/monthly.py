"""The government's own work by month: enforcement, petitions, the hotline, services, safety."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.answers import how_many
from analysis.ledgers.common import REMARK, SERIAL, personal
from analysis.ledgers.model import AtMost, Column, Ledger

_PERIOD = Column(
    id="period", title="月份", kind="period",
    headers=("月", "时间", "统计月份", "报送月份", "季度", "统计时间", "时段"), required=True,
)  # fmt: skip
_REPORTER = personal("reporter", "填报人", "报送人", "统计人", "填表人")

ENFORCEMENT_RETURN = Ledger(
    id="enforcement_return",
    title="行政执法工作月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    themes=("执法", "处罚", "立案", "查处"),
    called=("行政执法",),
    key=("period",),
    columns=(
        SERIAL,
        _PERIOD,
        how_many("inspections", "执法检查次数", "次", "检查次数", "开展执法检查", "执法检查", "开展检查次数",
                 "执法检查数", "行政检查", "行政检查次数", "开展检查", "巡查次数"),
        how_many("joint", "联合执法次数", "次", "联合执法", "开展联合执法", "联合执法数", "联合检查次数"),
        how_many("officers", "出动执法人员", "人次", "出动人次", "出动人员", "出动执法人次", "出动人数",
                 "出动执法人员数", "出动执法人员人次", "出动执法力量"),
        how_many("checked", "检查家数", None, "检查企业数", "检查户数", "检查单位数", "检查对象数",
                 "检查市场主体", "检查经营主体", "检查主体数", "检查商户"),
        how_many("problems", "发现问题数", None, "发现问题", "问题数", "查出问题数", "发现违法行为",
                 "发现问题隐患"),
        how_many("mended", "已整改数", None, "整改数", "完成整改", "完成整改数", "已整改", "整改到位",
                 "整改到位数", "整改问题数"),
        how_many("filed", "立案数", "件", "立案", "立案件数", "立案查处", "立案查处数", "立案案件数"),
        how_many("closed", "结案数", "件", "结案", "结案件数", "办结案件", "办结案件数"),
        how_many("penalties", "行政处罚件数", "件", "处罚件数", "行政处罚", "处罚案件数", "行政处罚数",
                 "行政处罚案件", "行政处罚决定数", "处罚数", "行政处罚案件数", "作出行政处罚"),
        Column(id="fines", title="罚款金额", kind="number", unit="元",
               headers=("罚款", "处罚金额", "罚款数额", "罚款总额")),
        how_many("transferred", "移送案件数", "件", "移送案件", "移送线索", "移送线索数", "案件移送数"),
        _REPORTER,
        REMARK,
    ),
    signature=(
        frozenset({"period", "inspections", "penalties"}),
        frozenset({"period", "inspections", "filed"}),
        frozenset({"period", "inspections", "officers"}),
        frozenset({"period", "filed", "penalties"}),
        frozenset({"period", "penalties", "fines"}),
        frozenset({"period", "inspections", "problems"}),
    ),
    rules=(AtMost("mended", "problems"),),
)  # fmt: skip

PETITION_RETURN = Ledger(
    id="petition_return",
    title="信访工作月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    themes=("信访", "来访", "来信", "接访"),
    called=("信访",),
    key=("period",),
    columns=(
        SERIAL,
        _PERIOD,
        how_many("received", "信访总量", "件", "受理信访", "信访件数", "信访件", "受理信访件", "信访受理件数",
                 "受理件数", "受理数", "信访事项", "信访受理数", "受理信访事项", "受理信访件数", "信访量"),
        how_many("letters", "来信", "件", "来信件数", "群众来信", "来信数", "来信(件)"),
        how_many("visits", "来访批次", None, "来访批数", "接待来访批次", "群众来访批次", "来访(批次)", "批次",
                 "来访(批)", "来访/批次", "来访/批", "接访批次", "上访批次", "接待批次"),
        how_many("visitors", "来访人次", "人次", "接待来访人次", "群众来访人次", "来访人数", "来访/人次",
                 "来访(人次)", "接访人次", "接待群众人次", "来访/人", "接待来访群众"),
        how_many("online", "网上信访", "件", "网上信访件数", "网信", "网信件数", "网上投诉", "网上信访件"),
        how_many("closed", "办结数", "件", "办结", "办结件数", "已办结", "信访办结数", "办结信访件",
                 "办结信访件数"),
        how_many("on_time", "按期办结数", "件", "按期办结", "按时办结", "按时办结数", "按期办结件数"),
        how_many("rated", "参评件数", "件", "评价件数", "满意度评价数", "参评数", "评价数", "群众评价数"),
        how_many("satisfied", "满意件数", "件", "满意数", "群众满意数", "满意"),
        how_many("settled", "化解积案数", "件", "积案化解", "化解积案", "积案化解数", "化解信访积案"),
        _REPORTER,
        REMARK,
    ),
    signature=(
        frozenset({"period", "received", "closed"}),
        frozenset({"period", "visits", "visitors"}),
        frozenset({"period", "letters", "visits"}),
        frozenset({"period", "letters", "online"}),
    ),
    rules=(AtMost("on_time", "closed"), AtMost("satisfied", "rated")),
)  # fmt: skip

HOTLINE_RETURN = Ledger(
    id="hotline_return",
    title="12345热线工单月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    themes=("热线", "工单", "12345"),
    called=("热线工单", "12345", "热线"),
    key=("period",),
    columns=(
        SERIAL,
        _PERIOD,
        replace(how_many("received", "受理工单数", "件", "工单数", "工单量", "受理工单", "工单总数", "工单受理数",
                         "接收工单", "接收工单数", "热线工单", "热线工单数", "交办工单数", "热线受理数", "受理热线",
                         "工单受理量", "受理热线工单", "派发工单数"), fallback="handled"),
        how_many("handled", "热线件数", "件", "受理件数", "受理数", "派单数", "接单数", "交办件数", "受理量"),
        how_many("closed", "办结工单数", "件", "办结数", "办结", "办结件数", "工单办结数", "已办结", "办结工单",
                 "已办结工单"),
        how_many("on_time", "按时办结数", "件", "按期办结数", "按期办结", "按时办结", "按时办结工单",
                 "按期办结工单数"),
        how_many("rated", "回访评价数", "件", "回访数", "回访件数", "评价件数", "参评件数", "评价数", "回访工单数"),
        how_many("satisfied", "满意件数", "件", "满意数", "满意", "回访满意数", "满意工单数", "群众满意数"),
        _REPORTER,
        REMARK,
    ),
    signature=(
        frozenset({"period", "received", "closed"}),
        frozenset({"period", "received", "satisfied"}),
        frozenset({"period", "handled", "on_time"}),
        frozenset({"period", "handled", "satisfied"}),
    ),
    rules=(AtMost("on_time", "closed"), AtMost("satisfied", "rated")),
)  # fmt: skip

SERVICE_RETURN = Ledger(
    id="service_return",
    title="政务服务办件月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    themes=("办件", "政务服务", "便民", "帮办", "代办", "好评"),
    called=("政务服务", "便民服务", "办件"),
    key=("period",),
    columns=(
        SERIAL,
        _PERIOD,
        how_many("received", "受理办件数", "件", "办件数", "办件量", "受理办件", "受理件数", "受理数",
                 "办件总量", "办件受理数", "受理业务", "接件数", "受理事项", "收件数", "受理量", "业务受理数"),
        how_many("closed", "办结数", "件", "办结", "办结件数", "办结办件数", "已办结", "办结量", "业务办结数"),
        how_many("online", "网上办理数", "件", "网办数", "网上办件", "网办件数", "网上办件数", "全程网办"),
        how_many("agented", "帮办代办数", "件", "帮办代办", "代办数", "代办件数", "帮办数", "帮办代办件数",
                 "代办", "帮代办"),
        how_many("rated", "评价数", "件", "评价件数", "好差评评价数", "参评数", "评价量", "总评价数"),
        how_many("satisfied", "好评数", "件", "满意数", "满意件数", "好评件数", "好评", "好评量"),
        _REPORTER,
        REMARK,
    ),
    signature=(
        frozenset({"period", "received", "closed"}),
        frozenset({"period", "received", "agented"}),
        frozenset({"period", "received", "satisfied"}),
    ),
    rules=(AtMost("satisfied", "rated"),),
)  # fmt: skip

SAFETY_RETURN = Ledger(
    id="safety_return",
    title="安全生产检查月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    themes=("隐患", "安全"),
    called=("安全生产", "隐患排查"),
    key=("period",),
    columns=(
        SERIAL,
        _PERIOD,
        how_many("inspections", "安全检查次数", "次", "检查次数", "开展安全检查", "安全检查",
                 "安全生产检查次数", "开展检查"),
        how_many("checked", "检查企业数", None, "检查单位数", "检查家数", "检查企业", "检查生产经营单位",
                 "检查场所数", "检查企业(家次)", "检查单位(家次)", "检查点位数"),
        how_many("hazards", "排查隐患数", None, "发现隐患", "发现隐患数", "隐患数", "排查隐患", "隐患总数",
                 "排查安全隐患", "发现安全隐患", "查出隐患", "查出隐患数", "一般隐患", "发现隐患(处)"),
        how_many("mended", "已整改隐患数", None, "整改隐患", "已整改", "已整改数", "整改隐患数", "整改数",
                 "完成整改", "隐患整改数", "整改完成", "整改完成数"),
        _REPORTER,
        REMARK,
    ),
    signature=(frozenset({"period", "hazards", "mended"}),),
    rules=(AtMost("mended", "hazards"),),
)  # fmt: skip

LEDGERS = (ENFORCEMENT_RETURN, PETITION_RETURN, HOTLINE_RETURN, SERVICE_RETURN, SAFETY_RETURN)
