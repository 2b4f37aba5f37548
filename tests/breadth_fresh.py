"""Sheets of the invented 松坪镇 for figures found in reports read later; counted by hand."""

from __future__ import annotations

from typing import Any

Sheets = dict[str, tuple[str, list[list[Any]]]]

REGISTERS: Sheets = {
    "学法": (
        "study",
        [
            ["学习时间", "学习形式", "学习内容", "应到人数", "实到人数", "学时"],
            ["2023-03-10", "执法人员培训", "行政处罚法", 9, 9, 16],
            ["2023-06-10", "行政执法培训", "案卷制作", 9, 8, 24],
            ["2023-07-01", "法宣在线", "必修课", 40, 40, 25],
            ["2023-09-01", "网络学法", "选修课", 40, 38, 12.5],
            ["2023-10-01", "专题讲座", "民法典", 40, 36, 3],
            ["2022-10-01", "网络学法", "上年旧课", 40, 36, 30],
        ],
    ),
    "公开申请": (
        "disclosure_requests",
        [
            ["申请编号", "收到申请日期", "申请人", "申请内容", "申请方式", "答复日期", "答复类别"],
            ["1号", "2023-02-01", "样本甲", "某征地批文", "网络", "2023-02-18", "予以公开"],
            ["2号", "2023-03-01", "样本乙", "某补偿方案", "邮寄", "2023-03-15", "公开"],
            ["3号", "2023-04-01", "样本丙", "某会议纪要", "网上申请", "2023-04-20", "不予公开"],
            ["4号", "2023-05-01", "样本丁", "某旧档案", "信函", "2023-05-20", "本机关不掌握"],
            ["5号", "2023-06-01", "样本戊", "某合同", "现场申请", "2023-06-20", "部分公开"],
            ["6号", "2022-06-01", "样本己", "上年旧件", "网络", "2022-06-20", "予以公开"],
        ],
    ),
    "办件": (
        "service_cases",
        [
            ["办件编号", "受理日期", "事项名称", "办理方式", "办件状态"],
            ["甲1", "2023-01-05", "社保卡", "窗口", "办结"],
            ["甲2", "2023-01-06", "社保卡", "大厅", "办结"],
            ["甲3", "2023-01-07", "生育登记", "网上", "办结"],
            ["甲4", "2023-01-08", "高龄补贴", "上门服务", "办结"],
        ],
    ),
    "热线": (
        "petitions",
        [
            ["工单编号", "来电日期", "诉求来源", "诉求内容", "承办单位", "办理状态", "满意度"],
            ["乙1", "2023-02-01", "12345热线", "路灯", "规环办", "已办结", "非常满意"],
            ["乙2", "2023-02-02", "12345热线", "噪音", "执法队", "已办结", "满意"],
            ["乙3", "2023-02-03", "12345热线", "积水", "规环办", "已办结", "基本满意"],
            ["乙4", "2023-02-04", "12345热线", "停车", "执法队", "已办结", "不满意"],
            ["乙5", "2023-02-05", "12345热线", "外地", "党政办", "不予受理", ""],
            ["乙6", "2023-02-06", "来访", "低保", "民政办", "已办结", "不满意"],
        ],
    ),
    "处罚": (
        "penalties",
        [
            ["立案号", "当事人", "案由", "适用程序", "立案日期", "处罚决定书文号", "处罚决定日期", "处罚种类", "罚款（元）"],
            ["1号", "样本甲", "占道经营", "简易程序", "2023-02-05", "罚1号", "2023-02-05", "罚款", 50],
            ["2号", "样本乙", "占道经营", "当场处罚", "2023-03-05", "罚2号", "2023-03-05", "罚款", 100],
            ["3号", "样本丙", "违法建设", "一般程序", "2023-03-05", "罚3号", "2023-04-05", "罚款", 7900],
        ],
    ),
    "检查": (
        "inspections",
        [
            ["序号", "检查时间", "检查类型", "检查内容", "检查对象", "出动人次", "检查户数", "发现问题数"],
            [1, "2023-01-10", "双随机", "市容", "抽取商户", 4, 8, 1],
            [2, "2023-04-10", "双随机抽查", "市容", "抽取商户", 4, 7, 0],
            [3, "2023-05-10", "日常巡查", "道路", "沿街", 2, 30, 2],
            [4, "2023-06-10", "巡查", "道路", "沿街", 2, 20, 0],
            [5, "2023-07-10", "巡查", "道路", "沿街", 2, 20, 0],
        ],
    ),
    "阵地": (
        "places",
        [
            ["阵地名称", "阵地类别", "所在村", "建成日期"],
            ["甲广场", "法治文化广场", "甲村", "2023-05-01"],
            ["乙长廊", "法治文化长廊", "乙村", "2023-08-01"],
            ["丙栏", "法治宣传栏", "丙村", "2023-09-01"],
            ["丁公园", "法治文化公园", "丁村", "2019-05-01"],
        ],
    ),
}  # fmt: skip
"""Name of the file and sheet → ledger, and its rows."""

STATE: dict[str, float] = {
    "行政执法人员": 20,
    "参加培训执法人员": 19,
    "协管员": 15,
    "待考证人员": 2,
    "注销执法证件": 3,
    "责任清单事项": 27,
    "基本履职事项": 110,
    "配合履职事项": 60,
    "收回事项": 40,
    "镇便民服务中心": 1,
    "便民服务站": 12,
    "常驻窗口": 6,
    "企业满意度调查": 320,
    "自助机使用量": 2100,
    "门户网站公开信息": 50,
    "政策解读信息": 38,
    "工作动态": 28,
    "通知公告": 7,
    "公文类信息": 53,
    "政府开放日": 2,
    "政府开放日参加人次": 400,
    "法治带头人人数": 45,
    "行政村": 11,
    "社区": 1,
    "建立调委会的村居": 12,
}
"""Items of 基本情况 as towns spell them."""

EXPECTED: dict[str, str] = {
    "training.enforcement_hours": "40",
    "training.online_hours": "37.5",
    "disclosure.granted": "2",
    "disclosure.partly": "1",
    "disclosure.refused": "1",
    "disclosure.unavailable": "1",
    "disclosure.by_web": "2",
    "disclosure.by_letter": "2",
    "disclosure.in_person": "1",
    "affairs.at_counter": "2",
    "hotline.fully_satisfied": "2",
    "hotline.half_satisfied": "1",
    "hotline.dissatisfied": "1",
    "hotline.refused": "1",
    "enforcement.summary_fines": "150",
    "enforcement.ordinary_fines": "7900",
    "enforcement.random_checked": "15",
    "enforcement.patrols": "3",
    "enforcement.trained_staff": "19",
    "enforcement.trained_rate": "95",
    "enforcement.auxiliary": "15",
    "enforcement.uncertified": "2",
    "enforcement.cancelled": "3",
    "leadership.duty_list": "27",
    "affairs.duties_all": "210",
    "affairs.centres": "1",
    "affairs.stations": "12",
    "affairs.windows": "6",
    "business.surveys": "320",
    "services.machine_uses": "2100",
    "disclosure.website": "50",
    "disclosure.explained": "38",
    "disclosure.news": "28",
    "disclosure.announced": "7",
    "disclosure.papers": "53",
    "disclosure.open_days": "2",
    "disclosure.open_day_people": "400",
    "people.law_leaders": "45",
    "places.committee_villages": "12",
    "places.committees_rate": "100",
    "places.sites_built": "2",
}
"""What the sheets give, counted by hand; rates to one decimal."""

BESIDE: dict[str, str] = {
    "training.study_hours": "80.5",
    "disclosure.requests": "5",
    "affairs.online": "1",
    "hotline.received": "5",
    "hotline.satisfied": "3",
    "hotline.satisfaction_rate": "75",
    "enforcement.fines": "8050",
    "enforcement.random": "2",
    "places.culture_sites": "3",
}
"""Wider figures of the same sheets: the narrower ones are no part taken out of them."""

SENTENCES: list[tuple[str, str, str]] = [
    ("松坪镇全年开展行政检查61次", "行政检查", "enforcement.inspections"),
    ("执法人员培训覆盖率达95%", "执法人员培训覆盖率", "enforcement.trained_rate"),
    ("组织班子成员专题学法6次", "班子成员专题学法", "training.leading_group"),
    ("窗口办件5100件，网上办件820件", "窗口办件", "affairs.at_counter"),
    ("发布政策解读12条", "发布政策解读", "disclosure.explained"),
    ("答复政府信息公开申请5件", "答复政府信息公开申请", "disclosure.replied"),
    ("新建法治文化广场2处", "新建法治文化广场", "places.sites_built"),
    ("村（居）调委会覆盖率100%", "调委会覆盖率", "places.committees_rate"),
    ("律师参与矛盾纠纷化解16次", "参与矛盾纠纷化解", "advisers.mediated"),
    ("受理各类社会矛盾纠纷23件", "受理各类社会矛盾纠纷", "mediation.accepted"),
    ("旁听行政诉讼庭审3次", "旁听行政诉讼庭审", "training.trials"),
]
"""A sentence of the kind that reports print, the words that name its figure, and the indicator."""
