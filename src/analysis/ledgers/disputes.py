"""矛盾纠纷排查: the screening register, and what it shares with the case register.

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

TYPE = Column(
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
PARTIES = (
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
        TYPE,
        Column(
            id="risk",
            title="风险等级",
            kind="category",
            headers=("风险级别", "等级", "风险"),
            values={"高": ("高风险", "重大", "红色"), "中": ("中风险", "较大", "一般", "一般风险", "黄色"),
                    "低": ("低风险", "轻微", "绿色")},
        ),
        Column(id="people", title="涉及人数", kind="count", unit="人", headers=("人数",)),
        *PARTIES,
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

LEDGERS = (SCREENING,)
