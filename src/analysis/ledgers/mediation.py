"""矛盾纠纷排查 and 人民调解: the screening register, the case register, the monthly return.

Classes of dispute: the 18 of the national 人民调解 statistics form (shared/domain.md §3).
"""

from __future__ import annotations

from analysis.ledgers.common import (
    ADDRESS,
    ID_NUMBER,
    PHONE,
    REMARK,
    SERIAL,
    VILLAGE,
    person,
    personal,
)
from analysis.ledgers.model import Column, Ledger, NotBefore

DISPUTE_TYPES = {
    "婚姻家庭": ("婚姻家庭纠纷", "婚姻", "家庭", "婚恋", "婚姻纠纷", "家庭纠纷", "婚恋家庭"),
    "邻里": ("邻里纠纷", "邻里关系", "相邻关系", "相邻纠纷", "邻里矛盾"),
    "房屋宅基地": ("房屋宅基地纠纷", "宅基地", "房屋", "宅基地纠纷", "房屋纠纷", "房屋、宅基地"),
    "合同": ("合同纠纷", "经济合同", "合同债务"),
    "生产经营": ("生产经营纠纷", "经营纠纷"),
    "损害赔偿": ("损害赔偿纠纷", "赔偿", "赔偿纠纷", "人身损害", "人身损害赔偿"),
    "山林土地": ("山林土地纠纷", "土地", "土地纠纷", "山林", "林地", "土地承包", "山林、土地"),
    "征地拆迁": ("征地拆迁纠纷", "征地", "拆迁", "征地、拆迁"),
    "环境污染": ("环境污染纠纷", "环境保护", "环保", "环境保护纠纷"),
    "拖欠农民工工资": ("拖欠农民工工资纠纷", "欠薪", "农民工工资", "拖欠工资"),
    "其他劳动争议": ("其他劳动争议纠纷", "劳动争议", "劳动纠纷", "劳动争议纠纷"),
    "旅游": ("旅游纠纷",),
    "电子商务": ("电子商务纠纷", "网购", "电商"),
    "其他消费": ("其他消费纠纷", "消费", "消费纠纷", "消费维权"),
    "医疗": ("医疗纠纷", "医患", "医患纠纷"),
    "道路交通事故": ("道路交通事故纠纷", "交通事故", "交通事故纠纷", "道路交通", "交通"),
    "物业": ("物业纠纷", "物业服务", "物业管理"),
    "其他": ("其他纠纷", "其它", "其它纠纷", "其他类型"),
}

_TYPE = Column(
    id="type",
    title="纠纷类型",
    kind="category",
    headers=(
        "类型",
        "纠纷类别",
        "案件类型",
        "矛盾类型",
        "矛盾纠纷类型",
        "矛盾纠纷类别",
        "案由",
        "类别",
    ),
    values=DISPUTE_TYPES,
)
_PARTIES = (
    person(
        "party", "当事人", "当事人/姓名", "当事人姓名", "双方当事人", "申请人", "被申请人", "姓名",
        "申请人姓名", "被申请人姓名", "甲方当事人", "乙方当事人", "当事人情况", "涉及人员", "反映人",
        "当事人甲", "当事人乙", "甲方", "乙方", "主要当事人",
    ),
    personal("party_id", "当事人/身份证号", "当事人/身份证", "当事人身份证号"),
    personal("party_phone", "当事人/联系电话", "当事人/电话", "当事人联系电话", "当事人/手机号"),
    personal("party_address", "当事人/住址", "当事人/地址", "当事人住址"),
    ID_NUMBER,
    PHONE,
    ADDRESS,
    personal(
        "summary", "简要情况", "纠纷简要情况", "案情", "案情简介", "主要案情", "纠纷简况", "事项概述",
        "事项", "纠纷内容", "基本情况", "矛盾纠纷简要情况", "基本案情", "案件简介", "诉求内容",
        "矛盾纠纷事项", "纠纷事由", "协议内容", "主要内容",
    ),
)  # fmt: skip

SCREENING = Ledger(
    id="screening",
    title="矛盾纠纷排查台账",
    grain="register",
    about="event",
    row_is="一件矛盾纠纷",
    columns=(
        SERIAL,
        Column(
            id="screened_on",
            title="排查日期",
            kind="date",
            headers=("排查时间", "发现日期", "发现时间", "上报日期", "上报时间", "报送日期", "报送时间",
                     "登记日期"),
            required=True,
        ),
        VILLAGE,
        person("screener", "排查人员", "排查人", "网格员", "排查网格员", "上报人", "责任人", "包案领导",
                 "报送人", "排查人姓名", "网格员姓名"),
        _TYPE,
        Column(
            id="risk",
            title="风险等级",
            kind="category",
            headers=("风险级别", "等级", "风险", "案件难度级别", "难易程度"),
            values={"高": ("高风险", "重大", "红色"), "中": ("中风险", "较大", "一般", "黄色"),
                    "低": ("低风险", "轻微", "简易", "绿色")},
        ),
        Column(id="people", title="涉及人数", kind="count", unit="人", headers=("人数",)),
        *_PARTIES,
        Column(
            id="handling",
            title="处置方式",
            kind="category",
            headers=("处理方式", "处置措施", "化解方式", "处置"),
        ),
        Column(
            id="outcome",
            title="化解结果",
            kind="category",
            headers=("处置结果", "处理结果", "化解情况", "是否化解", "结果"),
            values={"已化解": ("化解", "已调处", "调解成功", "化解成功", "是", "已办结", "成功化解"),
                    "未化解": ("正在化解", "化解中", "否", "跟踪", "调处中", "稳控中", "处理中"),
                    "移送": ("转调委会", "已移送", "移交", "转办", "上报", "移送调委会")},
            closed=True,
        ),
        Column(id="settled_on", title="化解日期", kind="date",
               headers=("化解时间", "办结日期", "办结时间", "处置日期")),
        REMARK,
    ),
    signature=(
        frozenset({"screened_on", "type"}),
        frozenset({"screened_on", "risk"}),
        frozenset({"screened_on", "outcome"}),
    ),
    rules=(NotBefore("settled_on", "screened_on"),),
)  # fmt: skip

MEDIATION = Ledger(
    id="mediation",
    title="人民调解登记台账",
    grain="register",
    about="event",
    row_is="一件纠纷",
    key=("case_no",),
    columns=(
        SERIAL,
        Column(
            id="case_no",
            title="案件编号",
            headers=("案件编码", "编号", "案号", "卷宗号", "调解书编号", "案卷编号", "卷号", "调解编号",
                     "登记编号", "文书编号", "纠纷编号"),
        ),
        Column(
            id="accepted_on",
            title="受理日期",
            kind="date",
            headers=("受理时间", "登记日期", "登记时间", "立案日期", "立案时间", "申请日期", "纠纷受理日期",
                     "纠纷受理时间", "收案日期", "收案时间"),
            required=True,
        ),
        _TYPE,
        Column(
            id="source",
            title="案件来源",
            kind="category",
            headers=("来源", "纠纷来源", "受理方式", "受理来源"),
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
               headers=("调解委员会", "人民调解委员会", "调解组织", "受理调委会", "受理单位")),
        *_PARTIES,
        person("mediator", "调解员", "主办调解员", "调解人员", "人民调解员", "承办人", "承办人员",
                 "调解人", "调解员姓名"),
        Column(
            id="difficulty",
            title="难度级别",
            kind="category",
            headers=("案件难度级别", "难易程度", "是否疑难复杂", "案件难度"),
        ),
        Column(
            id="sessions",
            title="调解次数",
            kind="count",
            unit="件次",
            headers=("调解(件次)", "调解件次", "开展调解次数", "开展次数", "次数"),
        ),
        Column(
            id="result",
            title="调解结果",
            kind="category",
            headers=("结果", "处理结果", "调处结果", "结案方式", "调解情况", "是否成功", "调解是否成功",
                     "化解结果"),
            values={
                "调解成功": ("成功", "已化解", "达成协议", "调解达成协议", "调成", "化解", "是", "已调解",
                             "成功化解", "和解", "达成调解协议", "调解完成"),
                "调解不成功": ("不成功", "未成功", "失败", "未达成协议", "调解失败", "终止", "调解终止",
                               "否", "未化解", "调解不成", "终结"),
                "撤回": ("撤回申请", "申请人撤回", "撤销", "当事人撤回"),
                "调解中": ("正在调解", "在调", "进行中", "未结", "待调解", "办理中", "处理中", "未结案"),
            },
            closed=True,
        ),
        Column(
            id="agreement",
            title="协议形式",
            kind="category",
            headers=("协议", "协议类型", "调解协议形式", "协议书形式", "达成协议形式"),
            values={"书面": ("书面协议", "书面调解协议", "协议书"), "口头": ("口头协议", "口头调解协议"),
                    "无": ("无协议", "未达成", "/", "-", "—")},
        ),
        Column(id="amount", title="涉及金额", kind="number", unit="元",
               headers=("协议金额", "调解协议金", "协议涉及金额", "金额", "涉案金额", "标的额")),
        Column(
            id="performed",
            title="履行情况",
            kind="category",
            headers=("协议履行情况", "是否履行", "履行", "履行结果"),
            values={"已履行": ("履行", "是", "履行完毕", "全部履行", "即时履行", "当场履行"),
                    "部分履行": ("履行中", "正在履行", "分期履行"),
                    "未履行": ("否", "尚未履行"), "无": ("/", "-", "—", "无需履行")},
        ),
        Column(id="confirmed", title="司法确认", kind="flag", headers=("是否司法确认", "司法确认情况")),
        Column(id="closed_on", title="结案日期", kind="date",
               headers=("结案时间", "办结日期", "办结时间", "调解日期", "调解时间", "调结日期", "调结时间",
                        "化解日期", "化解时间", "调解成功日期", "签订协议日期")),
        Column(
            id="escalated",
            title="纠纷转化情况",
            kind="category",
            headers=("转化情况", "是否转化", "纠纷激化情况", "是否激化", "激化情况"),
            values={"未转化": ("无", "否", "没有", "/", "未激化", "-", "—", "0", "未发生", "无转化"),
                    "民转刑": ("转刑事", "转化为刑事案件", "刑事案件"),
                    "群体性上访": ("集体上访", "上访"), "自杀": ("非正常死亡",),
                    "群体性械斗": ("械斗",), "其他重大事故": ("重大事故", "是", "重大案件")},
            closed=True,
        ),
        Column(id="revisited", title="回访", kind="flag", headers=("是否回访", "回访情况")),
        REMARK,
    ),
    signature=(
        frozenset({"accepted_on", "result"}),
        frozenset({"case_no", "accepted_on", "type"}),
        frozenset({"accepted_on", "closed_on", "type"}),
        frozenset({"accepted_on", "mediator", "type"}),
    ),
    rules=(NotBefore("closed_on", "accepted_on"),),
)  # fmt: skip

_FIGURES = (
    ("accepted", "受理", "件", ("受理案件", "受理数", "受理件数", "受理纠纷", "案件总数")),
    ("sessions", "调解", "件次", ("调解件次", "调解次数", "开展调解", "调解数")),
    (
        "settled",
        "调解成功",
        "件",
        ("成功", "成功数", "调解成功数", "成功件数", "化解数", "成功化解"),
    ),
)


def _return_column(prefix: str, column: tuple[str, str, str, tuple[str, ...]]) -> Column:
    """Return the 本月 or the 累计 column of a figure; the two are never added together."""
    column_id, title, unit, headers = column
    names = (title, *headers)
    under = tuple(f"{prefix}/{name}" for name in names) + tuple(f"{prefix}{name}" for name in names)
    monthly = prefix == "本月"
    return Column(
        id=column_id if monthly else f"{column_id}_to_date",
        title=f"{prefix}{title}",
        kind="count",
        unit=unit,
        headers=(*under, *headers, title) if monthly else under,
    )


MEDIATION_RETURN = Ledger(
    id="mediation_return",
    title="人民调解月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    key=("period",),
    columns=(
        SERIAL,
        Column(id="period", title="月份", kind="period", headers=("月", "时间", "报送月份", "统计月份"),
               required=True),
        *(_return_column("本月", figure) for figure in _FIGURES),
        *(_return_column("累计", figure) for figure in _FIGURES),
        Column(id="amount", title="协议涉及金额", kind="number", unit="元",
               headers=("涉及金额", "本月/协议涉及金额", "本月/涉及金额", "协议金额")),
        personal("reporter", "填报人", "报送人", "统计人"),
        REMARK,
    ),
    signature=(
        frozenset({"period", "accepted", "settled"}),
        frozenset({"period", "sessions", "settled"}),
    ),
)  # fmt: skip

LEDGERS = (SCREENING, MEDIATION, MEDIATION_RETURN)
