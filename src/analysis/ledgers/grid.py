"""网格: the register of events that grid workers report, and the monthly return of their work."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.common import PHONE, REMARK, SERIAL, VILLAGE, person, personal
from analysis.ledgers.model import AtMost, Column, Ledger, NotBefore

GRID_EVENTS = Ledger(
    id="grid_events",
    title="网格事件台账",
    grain="register",
    about="event",
    row_is="一件网格事件",
    shuns=("纠纷", "信访", "工单"),
    hints=("网格", "事件"),
    called=("网格事件", "网格化事件", "事件上报", "网格上报"),
    key=("event_no",),
    columns=(
        replace(SERIAL, headers=tuple(h for h in SERIAL.headers if h != "编号")),
        Column(id="event_no", title="事件编号", headers=("事件编码", "编号", "事件号", "上报编号")),
        Column(id="reported_on", title="上报日期", kind="date",
               headers=("上报时间", "事件上报时间", "发现时间", "采集时间", "登记时间", "登记日期",
                        "事件上报日期", "事件发生时间"),
               required=True),
        VILLAGE,
        Column(id="grid", title="所属网格",
               headers=("网格", "网格名称", "所在网格", "网格编号", "责任网格")),
        Column(id="kind", title="事件类型", kind="category",
               headers=("事件类别", "事件分类", "网格事件类型", "事件种类", "事件性质", "上报类型")),
        person("reporter", "上报网格员", "网格员", "上报人", "网格员姓名", "采集人", "上报人员"),
        PHONE,
        personal("summary", "事件描述", "事件内容", "事件概述", "事件名称", "事件简述", "事件情况",
                 "主要内容", "事件经过"),
        Column(
            id="outcome",
            title="办理状态",
            kind="category",
            headers=("事件状态", "办结情况", "处置状态", "办理情况", "处置情况", "处理状态",
                     "处理情况", "处理结果", "处置结果", "是否办结", "办理结果", "流转状态"),
            values={"已办结": ("办结", "已处置", "已处理", "已完成", "是", "处置完成", "已解决",
                               "自办自结", "结案"),
                    "办理中": ("处置中", "处理中", "正在办理", "否", "未办结", "流转中", "在办"),
                    "移交": ("已移交", "上报", "转办", "已转办", "已上报", "移送")},
        ),
        Column(id="closed_on", title="办结日期", kind="date",
               headers=("办结时间", "处置时间", "处理时间", "处置完成时间", "结案时间")),
        REMARK,
    ),
    signature=(
        frozenset({"reported_on", "kind", "outcome"}),
        frozenset({"reported_on", "kind", "grid"}),
        frozenset({"reported_on", "event_no", "kind"}),
        frozenset({"reported_on", "kind", "closed_on"}),
        frozenset({"reported_on", "kind", "reporter"}),
    ),
    rules=(NotBefore("closed_on", "reported_on"),),
)  # fmt: skip

GRID_RETURN = Ledger(
    id="grid_return",
    title="网格工作月报表",
    grain="return",
    about="event",
    row_is="一个月份、村（居）",
    hints=("网格", "事件"),
    called=("网格工作", "网格化工作", "网格化服务"),
    key=("period", "village"),
    columns=(
        SERIAL,
        Column(id="period", title="月份", kind="period",
               headers=("月", "时间", "统计月份", "报送月份", "统计时间", "时段"), required=True),
        replace(VILLAGE, headers=(*VILLAGE.headers, "单位", "单位名称", "村居网格"),
                ends=("村", "社区", "居委会", "村委会")),
        Column(id="visits", title="入户走访", kind="count", unit="户",
               headers=("走访户数", "网格走访", "走访农户", "走访入户数", "入户走访户数", "走访群众户数",
                        "网格员走访户数")),
        Column(id="reported", title="上报事件数", kind="count", unit="件",
               headers=("上报网格事件", "上报事件", "网格事件数", "上报网格事件数", "事件上报数",
                        "事件总数", "上报事件件数", "采集事件数", "受理事件数")),
        Column(id="closed", title="办结事件数", kind="count", unit="件",
               headers=("办结事件", "事件办结数", "办结网格事件", "已办结事件数", "办结网格事件数",
                        "处置事件数", "办结事件件数")),
        Column(id="disputes", title="排查矛盾纠纷", kind="count", unit="件",
               headers=("上报矛盾纠纷", "排查矛盾纠纷数", "发现矛盾纠纷", "矛盾纠纷数")),
        Column(id="talks", title="开展宣传", kind="count", unit="次",
               headers=("宣传次数", "开展法治宣传", "法治宣传次数", "开展宣传次数", "政策宣传次数")),
        personal("reporter", "填报人", "报送人", "统计人"),
        REMARK,
    ),
    signature=(
        frozenset({"period", "reported", "closed"}),
        frozenset({"village", "reported", "closed"}),
        frozenset({"period", "visits", "reported"}),
    ),
    rules=(AtMost("closed", "reported"),),
)  # fmt: skip

LEDGERS = (GRID_EVENTS, GRID_RETURN)
