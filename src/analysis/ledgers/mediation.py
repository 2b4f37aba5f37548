"""人民调解: the case register and the monthly return."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.common import (
    CASES,
    REMARK,
    SERIAL,
    VILLAGE,
    counted,
    person,
    personal,
)
from analysis.ledgers.disputes import PARTIES, TYPE
from analysis.ledgers.model import Column, Ledger, NotBefore

_SERIAL = replace(SERIAL, headers=tuple(name for name in SERIAL.headers if name != "编号"))
"""编号 is the number of a case here."""

MEDIATION = Ledger(
    id="mediation",
    title="人民调解登记台账",
    grain="register",
    about="event",
    row_is="一件纠纷",
    themes=("调", "纠纷", "协议", "案", "当事", "矛盾", "争议", "甲方", "司法确认", "回访"),
    hints=("调解", "受理", "协议", "案"),
    called=("人民调解", "调解台账", "调解登记", "调解案件", "纠纷调解", "民间纠纷", "诉前调解"),
    key=("case_no",),
    columns=(
        _SERIAL,
        Column(
            id="case_no",
            title="案件编号",
            headers=("案件编码", "案号", "案卷编号", "卷宗号", "卷号", "调解编号", "登记编号",
                     "纠纷编号", "编号", "案卷号", "卷宗编号", "登记号", "调解案号", "调解卷号",
                     "受理编号", "受理登记号", "受理号", "案件号", "案件登记编号",
                     "调解案卷编号", "案卷编码", "调解卷宗号", "卷宗号码", "调解登记编号",
                     "诉前调案号", "收案号", "立案号", "立案编号"),
            fallback="agreement_no",
        ),
        Column(id="agreement_no", title="调解书编号",
               headers=("调解协议书编号", "协议书编号", "文书编号", "协议编号", "协议书文号",
                        "调解协议书文号", "人民调解协议书编号", "协议书号", "调解协议编号", "调解协议书号",
                        "调解协议号", "协议书编码", "文书文号", "协议文号")),
        Column(id="applied_on", title="申请日期", kind="date",
               headers=("当事人申请日期", "申请调解日期", "提出申请日期", "调解申请日期")),
        Column(
            id="accepted_on",
            title="受理日期",
            kind="date",
            headers=("受理时间", "登记日期", "登记时间", "立案日期", "立案时间", "纠纷受理日期",
                     "纠纷受理时间", "收案日期", "收案时间", "受理登记日期", "接案日期",
                     "收案登记日期", "受案日期", "立案受理日期", "登记受理日期",
                     "受理(登记)时间", "受理年月日", "纠纷登记日期"),
            asks=("日期", "时间", "委派日期", "委托日期", "移送日期", "分案日期", "来访日期",
                  "接待日期", "开始日期", "调解开始日期", "事件发生日期"),
            required=True,
        ),
        TYPE,
        Column(
            id="source",
            title="案件来源",
            kind="category",
            headers=("来源", "纠纷来源", "受理方式", "受理来源", "纠纷来源渠道", "案源", "来源渠道",
                     "受理途径", "受理渠道", "来源方式", "案件来源方式", "纠纷受理方式", "来源途径",
                     "纠纷来源途径", "案件受理方式"),
            values={
                "主动调解": ("主动", "主动排查", "排查发现"),
                "依申请调解": ("依申请", "申请", "当事人申请", "群众申请"),
                "法院委托移送": ("法院委托", "法院移送", "法院"),
                "检察院委托移送": ("检察院委托", "检察院移送", "检察院"),
                "公安委托移送": ("公安委托", "公安移送", "公安", "派出所移送", "派出所委托"),
                "信访委托移送": ("信访委托", "信访移送", "信访", "信访交办"),
                "其他委托移送": ("其他委托", "其他移送", "其他", "接受委托移送", "委托移送"),
            },
        ),
        VILLAGE,
        Column(id="committee", title="调委会", kind="category",
               headers=("调解委员会", "人民调解委员会", "调解组织", "受理调委会", "受理单位", "人民调解组织",
                        "调解机构", "调解单位", "受理组织", "所属调委会", "调处单位", "受理机构",
                        "调处组织", "承办调委会", "调解委员会(室)", "调解室", "所属调解组织", "承办单位",
                        "办理单位", "调委会所属")),
        *PARTIES,
        person("mediator", "调解员", "主办调解员", "调解人员", "人民调解员", "承办人", "承办人员",
                 "调解人", "调解员姓名", "首席调解员", "承办调解员", "主持调解员", "调解主持人", "主调解员",
                 "主调人", "主办人", "经办人", "经办调解员", "参与调解员", "调解小组成员",
                 "包案调解员", "调解负责人", "专职调解员", "调解员签名", "主办人员", "调处人", "调处人员",
                 "协助调解员", "承办人姓名", "调解责任人", "主要调解员", "责任调解员",
                 "调解工作人员", "主持人", "调解成员"),
        Column(
            id="difficulty",
            title="难度级别",
            kind="category",
            headers=("案件难度级别", "难易程度", "是否疑难复杂", "案件难度", "案件难度等级", "难度等级",
                     "难度", "难易级别", "疑难复杂程度", "复杂程度", "案件等级", "纠纷等级",
                     "是否疑难复杂案件", "是否重大疑难", "是否疑难案件", "是否重大疑难复杂", "是否疑难",
                     "案件难易级别", "案件级别", "是否疑难复杂纠纷", "纠纷级别", "难易等级", "疑难程度"),
        ),
        Column(
            id="sessions",
            title="调解次数",
            kind="count",
            unit="件次",
            headers=("调解(件次)", "调解件次", "开展调解次数", "开展次数", "次数", "调处次数"),
        ),
        Column(
            id="result",
            title="调解结果",
            kind="category",
            headers=("终结方式", "调解终结方式",
                       "结果", "处理结果", "调处结果", "结案方式", "调解情况", "是否成功",
                     "调解是否成功", "化解结果", "调处情况", "是否调成", "调解结论", "结案情况",
                     "化解情况", "处理情况", "办理结果", "办理情况", "是否达成协议",
                     "是否调解成功", "是否成功调解", "是否化解", "是否达成调解协议",
                     "调解结案方式", "调解结果情况", "达成协议情况", "结案结果", "调处是否成功",
                     "调解结案情况", "调解成功情况"),
            asks=("调解状态", "案件状态", "办理状态", "处理状态"),
            values={
                "调解成功": ("成功", "已化解", "达成协议", "调解达成协议", "调成", "化解", "是",
                "已调解",
                             "成功化解", "和解", "达成调解协议", "调解完成"),
                "调解不成功": ("不成功", "未成功", "失败", "未达成协议", "调解失败", "终止", "调解终止",
                               "否", "未化解", "调解不成", "终结"),
                "撤回": ("撤回申请", "申请人撤回", "撤销", "当事人撤回"),
                "调解中": ("正在调解", "在调", "进行中", "未结", "待调解", "办理中", "处理中",
                "未结案"),
            },
            closed=True,
        ),
        Column(
            id="agreement",
            title="协议形式",
            kind="category",
            headers=("协议", "协议类型", "调解协议形式", "协议书形式", "达成协议形式",
                     "协议方式", "达成协议类型", "达成协议方式", "书面/口头", "口头/书面",
                     "协议(书面/口头)", "协议(口头/书面)", "书面或口头", "调解协议书形式",
                     "协议达成形式", "口头或书面协议", "口头协议/书面协议", "书面协议/口头协议",
                     "调解协议方式", "口头/书面协议", "书面/口头协议", "协议书类型",
                     "协议书类别"),
            values={"书面": ("书面协议", "书面调解协议", "协议书"), "口头": ("口头协议", "口头调解协议"),
                    "无": ("无协议", "未达成", "/", "-", "—")},
        ),
        Column(id="amount", title="涉及金额", kind="number", unit="元",
               headers=("协议金额", "调解协议金", "协议涉及金额", "金额", "涉案金额", "标的额",
                        "达成协议金额", "协议标的额", "标的金额", "涉案标的", "涉案标的额",
                        "涉及标的额", "协议金", "调解金额", "调解标的额", "纠纷金额",
                        "涉及资金", "涉及金额数", "调解涉及金额", "达成协议涉及金额",
                        "案件标的额", "协议涉及资金", "协议标的", "标的", "案件标的",
                        "调解协议标的", "协议约定金额", "协议书金额", "争议标的", "争议金额",
                        "争议标的额", "纠纷标的额", "涉案数额"),
               asks=("赔偿金额",)),
        Column(
            id="performed",
            title="履行情况",
            kind="category",
            headers=("协议履行情况", "是否履行", "履行", "履行结果", "是否履行到位", "是否履行完毕",
                     "协议履行结果", "是否履行协议", "履行状态", "协议履行", "履约情况", "协议履行状态",
                     "协议执行情况", "是否全部履行", "协议是否履行完毕", "调解协议履行情况", "是否按协议履行",
                     "执行情况", "是否履约"),
            values={"已履行": ("履行", "是", "履行完毕", "全部履行", "即时履行", "当场履行"),
                    "部分履行": ("履行中", "正在履行", "分期履行"),
                    "未履行": ("否", "尚未履行"), "无": ("/", "-", "—", "无需履行")},
        ),
        Column(id="confirmed", title="司法确认", kind="flag",
               headers=("是否司法确认", "司法确认情况", "是否经司法确认", "是否进行司法确认", "是否办理司法确认",
                        "法院司法确认")),
        Column(id="closed_on", title="结案日期", kind="date",
               headers=("结案时间", "办结日期", "办结时间", "调结日期", "调结时间", "化解日期",
                        "化解时间", "调解成功日期", "调解结束日期", "调解终结日期",
                        "调解完成日期", "完结日期", "调解结案日期", "调处结束日期", "终结日期",
                        "案件办结日期"),
               asks=("调解日期", "调处日期", "签订协议日期", "达成协议日期", "协议签订日期",
                     "协议达成日期", "调解协议签订日期", "协议书签订日期", "协议日期",
                     "签订日期", "制作协议日期")),
        Column(
            id="escalated",
            title="纠纷转化情况",
            kind="category",
            headers=("转化情况", "是否转化", "纠纷激化情况", "是否激化", "激化情况", "转化", "纠纷转化",
                     "矛盾转化情况", "激化", "是否转化激化", "转化激化情况", "矛盾激化情况", "是否发生转化",
                     "是否发生激化", "民转刑情况", "是否激化转化"),
            values={"未转化": ("无", "否", "没有", "/", "未激化", "-", "—", "0", "未发生",
                "无转化"),
                    "民转刑": ("转刑事", "转化为刑事案件", "刑事案件"),
                    "群体性上访": ("集体上访", "上访"), "自杀": ("非正常死亡",),
                    "群体性械斗": ("械斗",), "其他重大事故": ("重大事故", "是", "重大案件")},
            closed=True,
        ),
        Column(id="revisited", title="回访", kind="flag",
               headers=("是否回访", "回访情况", "案件回访", "回访记录情况", "调解回访")),
        REMARK,
    ),
    signature=(
        frozenset({"accepted_on", "result"}),
        frozenset({"case_no", "accepted_on", "type"}),
        frozenset({"accepted_on", "closed_on", "type"}),
        frozenset({"accepted_on", "mediator", "type"}),
        frozenset({"accepted_on", "agreement_no"}),
        frozenset({"accepted_on", "agreement", "type"}),
        frozenset({"accepted_on", "performed", "type"}),
    ),
    rules=(NotBefore("closed_on", "accepted_on"),),
)  # fmt: skip

_FIGURES = (
    ("accepted", "受理", "件",
     counted(("受理", "共受理"), CASES, "受理案件", "受理数", "案件总数", "案件受理数")),
    ("sessions", "调解", "件次", ("调解件次", "调解次数", "开展调解", "调解数")),
    ("settled", "调解成功", "件",
     counted(("调解成功", "成功调解", "成功"), CASES, "成功", "成功数", "化解数", "成功化解")),
)  # fmt: skip


def _return_column(prefix: str, column: tuple[str, str, str, tuple[str, ...]]) -> Column:
    """Return the 本月 or the 累计 column of a figure; the two are never added together."""
    column_id, title, unit, headers = column
    monthly = prefix == "本月"
    groups = ("本月", "当月", "本期") if monthly else ("累计", "本年累计", "累计数", "全年累计")
    under = tuple(
        heading
        for group in groups
        for name in (title, *headers)
        for heading in (f"{group}/{name}", f"{name}/{group}", f"{group}{name}")
    )
    return Column(
        id=column_id if monthly else f"{column_id}_to_date",
        title=f"{prefix}{title}",
        kind="count",
        unit=unit,
        headers=(*under, *headers, title) if monthly else under,
        running=not monthly,
    )


MEDIATION_RETURN = Ledger(
    id="mediation_return",
    title="人民调解月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    shuns=("村", "社区", "纠纷类", "案件类"),
    called=("人民调解", "调解案件"),
    key=("period",),
    columns=(
        SERIAL,
        Column(id="period", title="月份", kind="period",
               headers=("月", "时间", "报送月份", "统计月份"),
               required=True),
        *(_return_column("本月", figure) for figure in _FIGURES),
        *(_return_column("累计", figure) for figure in _FIGURES),
        Column(id="amount", title="协议涉及金额", kind="number", unit="元",
               headers=("涉及金额", "本月/协议涉及金额", "本月/涉及金额", "协议金额")),
        personal("reporter", "填报人", "填表人", "报送人", "统计人"),
        REMARK,
    ),
    signature=(
        frozenset({"period", "accepted", "settled"}),
        frozenset({"period", "sessions", "settled"}),
    ),
)  # fmt: skip
LEDGERS = (MEDIATION, MEDIATION_RETURN)
