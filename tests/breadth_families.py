"""Sheets of the invented 柏坪镇 for figures by kind, channel, state and outcome; counted by hand."""

from __future__ import annotations

from typing import Any

Sheets = dict[str, tuple[str, list[list[Any]]]]

REGISTERS: Sheets = {
    "检查": (
        "inspections",
        [
            ["检查日期", "检查内容", "检查类别", "检查对象", "出动执法人员", "检查家数", "发现问题数", "已整改数"],
            ["2023-01-10", "燃气", "专项检查", "餐馆", 4, 8, 3, 2],
            ["2023-02-10", "食品", "专项整治", "餐馆", 3, 5, 1, 1],
            ["2023-03-10", "市容", "联合执法", "商户", 9, 20, 6, 5],
            ["2023-04-10", "市容", "双随机", "商户", 2, 4, 1, 0],
            ["2023-05-10", "道路", "日常检查", "沿街", 2, 30, 2, 2],
            ["2023-06-10", "工地", "现场检查", "工地", 2, 1, 0, 0],
            ["2023-07-10", "工地", "非现场检查", "工地", 1, 2, 0, 0],
            ["2022-07-10", "旧案", "专项检查", "工地", 7, 7, 7, 7],
        ],
    ),
    "处罚": (
        "penalties",
        [
            ["立案编号", "被处罚人", "处罚案由", "适用程序", "立案日期", "处罚决定书文号", "处罚决定日期", "处罚种类", "罚款金额（元）", "履行情况"],
            ["1号", "样本甲", "占道", "快速办理", "2023-02-05", "罚1号", "2023-02-06", "通报批评", "", "已履行"],
            ["2号", "样本乙", "占道", "普通程序", "2023-03-05", "罚2号", "2023-03-09", "没收", "", "未履行"],
            ["3号", "样本丙", "违建", "普通程序", "2023-03-05", "罚3号", "2023-04-05", "责令停产停业", "", "未履行"],
            ["4号", "样本丁", "违建", "普通程序", "2023-03-06", "罚4号", "2023-04-06", "罚款", 900, "部分履行"],
            ["5号", "样本戊", "无证", "普通程序", "2023-03-07", "罚5号", "2023-04-07", "暂扣或吊销许可证件", "", "已履行"],
        ],
    ),
    "许可": (
        "licences",
        [
            ["申请人", "许可事项", "受理日期", "许可决定日期", "许可结果", "许可证编号"],
            ["样本甲", "宅基地", "2023-01-05", "2023-01-15", "准予许可", "许1号"],
            ["样本乙", "宅基地", "2023-02-05", "2023-02-15", "不予许可", ""],
            ["样本丙", "林木采伐", "2023-03-05", "2023-03-15", "终止", ""],
            ["样本丁", "林木采伐", "2023-04-05", "2023-04-15", "不予许可", ""],
        ],
    ),
    "案卷": (
        "case_files",
        [
            ["案卷编号", "案卷名称", "案卷类别", "评查日期", "评查得分", "评查结果", "发现问题数"],
            ["卷1", "甲案", "行政处罚", "2023-06-20", 95, "优秀", 0],
            ["卷2", "乙案", "行政处罚", "2023-06-20", 85, "良好", 1],
            ["卷3", "丙案", "行政许可", "2023-06-20", 55, "不合格", 4],
            ["卷4", "丁案", "行政检查", "2023-06-20", 82, "良好", 1],
            ["卷5", "戊案", "行政强制", "2023-06-20", 75, "合格", 1],
        ],
    ),
    "隐患": (
        "hazards",
        [
            ["排查日期", "隐患地点", "隐患内容", "隐患等级", "整改情况", "整改完成日期"],
            ["2023-01-11", "某处", "甲", "一般隐患", "已整改", "2023-01-12"],
            ["2023-02-11", "某处", "乙", "一般隐患", "整改中", ""],
            ["2023-03-11", "某处", "丙", "较大隐患", "未整改", ""],
            ["2023-04-11", "某处", "丁", "重大隐患", "已整改", "2023-05-12"],
        ],
    ),
    "接待": (
        "visits",
        [
            ["接待日期", "来访人", "来访方式", "咨询类别", "咨询内容", "答复意见", "满意度"],
            ["2023-01-11", "样本甲", "来访", "婚姻家庭", "离婚", "已答", "满意"],
            ["2023-02-11", "样本乙", "来电", "婚姻家庭", "继承", "已答", "满意"],
            ["2023-03-11", "样本丙", "来访", "劳动争议", "工伤", "已答", "不满意"],
            ["2023-04-11", "样本丁", "来访", "人民调解", "相邻", "已答", "满意"],
            ["2023-05-11", "样本戊", "来访", "司法鉴定", "伤残", "已答", "满意"],
            ["2023-06-11", "样本己", "来访", "安置帮教", "就业", "已答", "满意"],
        ],
    ),
    "办件": (
        "service_cases",
        [
            ["办件编号", "受理日期", "申请人", "事项名称", "办理方式", "办件状态", "好差评"],
            ["1", "2023-01-02", "样本甲", "老年证", "网上办理", "已办结", "满意"],
            ["2", "2023-02-02", "样本乙", "老年证", "网上办理", "办理中", "未评价"],
            ["3", "2023-03-02", "样本丙", "社保卡", "帮办代办", "已办结", "基本满意"],
            ["4", "2023-04-02", "样本丁", "社保卡", "窗口办理", "不予受理", "不满意"],
            ["5", "2023-05-02", "样本戊", "社保卡", "帮办代办", "已办结", "满意"],
        ],
    ),
    "公开申请": (
        "disclosure_requests",
        [
            ["申请编号", "收到申请日期", "申请人", "申请公开内容", "申请方式", "答复日期", "答复类别", "是否按期答复"],
            ["1号", "2023-02-01", "样本甲", "某批文", "传真申请", "2023-02-18", "不予处理", "是"],
            ["2号", "2023-03-01", "样本乙", "某方案", "其他", "2023-04-25", "其他", "否"],
            ["3号", "2023-04-01", "样本丙", "某纪要", "传真申请", "2023-04-15", "予以公开", "是"],
        ],
    ),
    "走访企业": (
        "business",
        [
            ["走访日期", "企业名称", "走访形式", "走访人员", "收集问题数", "解决问题数", "解决情况"],
            ["2023-03-03", "甲厂", "座谈", "样本甲", 2, 2, "已办结"],
            ["2023-04-03", "乙厂", "政策宣讲", "样本甲", 1, 0, "办理中"],
            ["2023-05-03", "丙厂", "座谈", "样本甲", 0, 0, ""],
        ],
    ),
    "信访": (
        "petitions",
        [
            ["工单编号", "来访日期", "信访人", "信访形式", "初信初访或重复", "诉求内容", "承办单位", "办理状态", "办结时效", "满意度"],
            ["1", "2023-01-02", "样本甲", "来访", "初信初访", "某事", "民政办", "已办结", "按期", "满意"],
            ["2", "2023-02-02", "样本乙", "来信", "初信初访", "某事", "民政办", "已办结", "超期", "基本满意"],
            ["3", "2023-03-02", "样本丙", "上级交办", "重复信访", "某事", "规环办", "已办结", "按期", "不满意"],
            ["4", "2023-04-02", "样本丁", "网上信访", "初信初访", "某事", "规环办", "办理中", "", ""],
            ["5", "2023-05-02", "样本戊", "网上信访", "初信初访", "某事", "规环办", "已办结", "按期", "满意"],
            ["6", "2023-06-02", "样本己", "来电", "初信初访", "某事", "规环办", "已办结", "按期", "满意"],
        ],
    ),
    "网格": (
        "grid_events",
        [
            ["事件编号", "上报日期", "所属网格", "事件类型", "上报网格员", "事件描述", "办理状态"],
            ["1", "2023-01-02", "一网格", "环境", "样本甲", "某事", "已办结"],
            ["2", "2023-02-02", "一网格", "环境", "样本甲", "某事", "办理中"],
            ["3", "2023-03-02", "二网格", "治安", "样本乙", "某事", "移交"],
        ],
    ),
    "审查": (
        "legality_review",
        [
            ["审查编号", "审查事项", "审查类别", "送审单位", "送审日期", "审查日期", "审查意见", "提出意见条数", "采纳意见条数", "是否采纳"],
            ["1", "甲约", "合同", "规环办", "2023-01-02", "2023-01-05", "修改完善", 3, 3, "是"],
            ["2", "乙约", "合同", "规环办", "2023-02-02", "2023-02-05", "修改完善", 4, 2, "部分采纳"],
            ["3", "丙约", "合同", "民政办", "2023-03-02", "2023-03-05", "合法", 0, 0, "无意见"],
            ["4", "甲文", "行政规范性文件", "党政办", "2023-04-02", "2023-04-05", "不合法", 2, 0, "否"],
            ["5", "甲策", "重大行政决策", "党政办", "2023-05-02", "2023-05-05", "合法", 1, 1, "是"],
        ],
    ),
    "履职": (
        "duties",
        [
            ["履职日期", "履职方式", "履职内容", "履职人"],
            ["2023-01-02", "过问", "某事", "样本甲"],
            ["2023-02-02", "听取汇报", "某事", "样本甲"],
            ["2023-03-02", "学法", "某法", "样本乙"],
            ["2023-04-02", "学法", "某法", "样本甲"],
            ["2023-12-02", "述法", "年度", "样本甲"],
        ],
    ),
    "排查": (
        "screening",
        [
            ["排查日期", "村（居）", "排查人员", "纠纷类型", "风险等级", "简要情况", "化解结果", "是否重大纠纷"],
            ["2023-01-02", "甲村", "样本甲", "婚姻家庭", "高", "某事", "已化解", "一般"],
            ["2023-02-02", "甲村", "样本甲", "邻里", "低", "某事", "已化解", "一般"],
            ["2023-03-02", "乙村", "样本甲", "邻里", "高", "某事", "未化解", "重大"],
        ],
    ),
    "调解": (
        "mediation",
        [
            ["案件编号", "受理日期", "纠纷类型", "当事人", "简要情况", "调解员", "难度级别", "调解结果", "协议形式", "涉及金额（元）", "涉及当事人数", "履行情况"],
            ["1", "2023-01-02", "拖欠农民工工资", "样本甲", "某事", "样本子", "疑难复杂", "调解成功", "书面", 52000, 6, "部分履行"],
            ["2", "2023-02-02", "拖欠农民工工资", "样本乙", "某事", "样本子", "一般", "调解成功", "书面", 3000, 2, "已履行"],
            ["3", "2023-03-02", "拖欠农民工工资", "样本丙", "某事", "样本子", "疑难复杂", "调解不成功", "无", "", 3, ""],
            ["4", "2023-04-02", "邻里", "样本丁", "某事", "样本子", "一般", "调解成功", "口头", 100, 2, "未履行"],
        ],
    ),
    "普法": (
        "publicity_events",
        [
            ["活动时间", "活动主题", "活动形式", "宣传专题", "活动地点", "参加人次", "发放宣传资料"],
            ["2023-03-15", "三一五", "集中宣传", "消费者权益", "某广场", 120, 300],
            ["2023-05-15", "民法典", "送法进校园", "民法典", "某小学", 200, 150],
            ["2023-05-25", "民法典", "法治讲座", "民法典", "某村", 60, 50],
            ["2023-06-15", "安全月", "集中宣传", "安全生产", "某广场", 90, 80],
            ["2023-03-08", "三八", "院坝会", "妇女权益", "某院", 40, 30],
            ["2023-04-08", "扫黑", "院坝会", "反有组织犯罪", "某院", 10, 30],
            ["2023-05-08", "法援", "院坝会", "法律援助", "某院", 10, 30],
            ["2023-06-05", "环境日", "院坝会", "生态环境", "某院", 10, 30],
        ],
    ),
    "学法": (
        "study",
        [
            ["日期", "类别", "主题", "应到人数", "实到人数", "学时"],
            ["2023-03-10", "法律明白人培训", "民法典", 30, 28, 8],
            ["2023-06-10", "法律明白人培训", "调解", 30, 30, 4],
            ["2023-07-10", "人民调解员培训", "调解", 20, 19, 6],
            ["2023-08-10", "中心组学法", "宪法", 12, 12, 2],
        ],
    ),
    "示范": (
        "honours",
        [
            ["创建单位", "示范类别", "级别", "命名日期", "命名文号"],
            ["甲村", "民主法治示范村（社区）", "省级", "2023-05-01", "文1号"],
            ["乙村", "民主法治示范村（社区）", "市级", "2020-05-01", "文2号"],
            ["某户", "学法用法示范户", "县级", "2023-06-01", "文3号"],
            ["某所", "法治示范单位", "市级", "2022-06-01", "文4号"],
            ["某馆", "法治文化建设示范基地", "市级", "2022-06-01", "文5号"],
        ],
    ),
    "名册": (
        "roster",
        [
            ["序号", "姓名", "性别", "人员类别", "专兼职", "文化程度", "聘任日期"],
            [1, "样本甲", "男", "人民调解员", "专职", "大专", "2023-03-01"],
            [2, "样本乙", "女", "人民调解员", "兼职", "大专", "2020-03-01"],
            [3, "样本丙", "女", "法律明白人", "兼职", "大专", "2023-04-01"],
            [4, "样本丁", "男", "人民陪审员", "兼职", "大专", "2021-04-01"],
            [5, "样本戊", "男", "村（居）干部", "专职", "大专", "2021-04-01"],
        ],
    ),
    "免罚": (
        "exemptions",
        [
            ["当事人", "违法行为", "不予处罚依据", "不予处罚情形", "不予处罚决定日期", "不予处罚决定书文号", "是否批评教育"],
            ["样本甲", "占道", "某条", "首违", "2023-03-01", "免1号", "是"],
            ["样本乙", "占道", "某条", "首违", "2023-04-01", "免2号", "否"],
        ],
    ),
    "违建": (
        "illegal_building",
        [
            ["发现日期", "当事人", "违建地点", "违建面积", "拆除日期", "拆除面积", "拆除情况"],
            ["2023-01-09", "样本甲", "某处", 120, "2023-02-09", 120, "已拆除"],
            ["2023-02-09", "样本乙", "某处", 20, "", "", "未拆除"],
            ["2023-03-09", "样本丙", "某处", 30, "", "", "未拆除"],
        ],
    ),
    "积案": (
        "backlog",
        [
            ["积案编号", "信访人", "积案内容", "包案领导", "责任单位", "积案化解情况", "化解日期"],
            ["1", "样本甲", "某事", "样本子", "规环办", "已化解", "2023-05-01"],
            ["2", "样本乙", "某事", "样本子", "规环办", "未化解", ""],
        ],
    ),
    "提案": (
        "proposals",
        [
            ["建议提案编号", "建议提案类别", "建议提案标题", "承办单位", "交办日期", "答复日期", "办理状态"],
            ["1", "人大代表建议", "甲", "规环办", "2023-02-01", "2023-05-01", "已办结"],
            ["2", "人大代表建议", "乙", "规环办", "2023-02-01", "2023-05-02", "已办结"],
            ["3", "政协提案", "丙", "民政办", "2023-02-01", "2023-05-03", "已办结"],
            ["4", "政协提案", "丁", "民政办", "2023-02-01", "", "办理中"],
        ],
    ),
    "矫正": (
        "correction",
        [
            ["姓名", "罪名", "矫正类别", "入矫日期", "矫正期满日期", "矫正状态"],
            ["样本甲", "某罪", "缓刑", "2023-01-01", "2024-12-31", "在矫"],
            ["样本乙", "某罪", "缓刑", "2022-01-01", "2024-12-31", "终止"],
            ["样本丙", "某罪", "缓刑", "2022-01-01", "2024-12-31", "迁出"],
        ],
    ),
    "帮教": (
        "resettlement",
        [
            ["姓名", "罪名", "服刑场所", "释放日期", "衔接日期", "帮教状态", "安置情况"],
            ["样本甲", "某罪", "某监狱", "2023-01-01", "2023-01-02", "帮教中", "已安置"],
            ["样本乙", "某罪", "某监狱", "2023-02-01", "2023-02-02", "帮教中", "未安置"],
            ["样本丙", "某罪", "某监狱", "2018-02-01", "2018-02-02", "已解除", "已安置"],
            ["样本丁", "某罪", "某监狱", "2023-03-01", "", "未衔接", ""],
        ],
    ),
    "决策": (
        "decisions",
        [
            ["决策事项名称", "承办单位", "决策日期", "公众参与", "专家论证", "风险评估", "是否合法性审查", "集体讨论", "是否公布"],
            ["甲", "规环办", "2023-03-01", "是", "是", "是", "是", "是", "是"],
            ["乙", "规环办", "2023-04-01", "是", "是", "是", "是", "是", "否"],
        ],
    ),
    "规范性文件": (
        "documents",
        [
            ["规范性文件名称", "发文字号", "承办单位", "印发日期", "征求意见", "是否合法性审查", "是否备案"],
            ["甲办法", "文1号", "党政办", "2023-03-01", "是", "是", "是"],
            ["乙办法", "文2号", "党政办", "2023-04-01", "否", "是", "是"],
        ],
    ),
    "应诉": (
        "litigation",
        [
            ["诉讼案号", "原告", "诉讼案由", "审理法院", "审级", "立案日期", "开庭日期", "负责人是否出庭", "裁判结果"],
            ["1", "样本甲", "某事", "某法院", "一审", "2023-03-01", "2023-04-01", "是", "胜诉"],
            ["2", "样本乙", "某事", "某法院", "再审", "2023-05-01", "2023-06-01", "否", "胜诉"],
        ],
    ),
    "复议": (
        "reconsideration",
        [
            ["复议案号", "复议申请人", "复议案由", "申请日期", "受理日期", "复议结果"],
            ["1", "样本甲", "某事", "2023-02-20", "2023-03-01", "维持"],
            ["2", "样本乙", "某事", "2023-03-20", "2023-04-01", "不予受理"],
        ],
    ),
    "述法": (
        "accounts",
        [
            ["述法人", "述法对象类别", "职务", "述法日期", "述法形式"],
            ["样本甲", "班子成员", "副镇长", "2023-12-06", "现场述法"],
            ["样本乙", "班子成员", "副镇长", "2023-12-06", "书面述法"],
            ["样本丙", "其他干部", "主任", "2023-12-06", "书面述法"],
        ],
    ),
    "阵地": (
        "places",
        [
            ["阵地名称", "阵地类别", "所在村", "建成日期"],
            ["甲屏", "法治宣传电子屏", "甲村", "2020-05-01"],
            ["乙屏", "法治宣传电子屏", "乙村", "2020-05-01"],
            ["丙机", "法律服务自助终端", "丙村", "2020-05-01"],
        ],
    ),
}  # fmt: skip
"""Name of the file and sheet → ledger, and its rows."""

EXPECTED: dict[str, str] = {
    "enforcement.special_officers": "7",
    "enforcement.special_checked": "13",
    "enforcement.special_problems": "4",
    "enforcement.special_mended": "3",
    "enforcement.joint_officers": "9",
    "enforcement.joint_checked": "20",
    "enforcement.random_problems": "1",
    "enforcement.patrol_checked": "30",
    "enforcement.on_site": "1",
    "enforcement.off_site": "1",
    "enforcement.reprimanded": "1",
    "enforcement.confiscated": "1",
    "enforcement.revoked": "1",
    "enforcement.suspended": "1",
    "enforcement.quick_procedure": "1",
    "enforcement.unperformed": "2",
    "enforcement.partly_performed": "1",
    "enforcement.licences_refused": "2",
    "enforcement.licences_ended": "1",
    "enforcement.case_files_failed": "1",
    "enforcement.case_files_good": "2",
    "enforcement.case_files_penalty": "2",
    "enforcement.case_files_licence": "1",
    "enforcement.case_files_check": "1",
    "safety.hazards_general": "2",
    "safety.hazards_larger": "1",
    "safety.hazards_open": "2",
    "safety.major_mended": "1",
    "visits.about_family": "2",
    "visits.about_labour": "1",
    "visits.about_appraisal": "1",
    "visits.to_mediation": "1",
    "visits.dissatisfied": "1",
    "affairs.pending": "1",
    "affairs.refused": "1",
    "affairs.fully_satisfied": "2",
    "affairs.half_satisfied": "1",
    "affairs.dissatisfied": "1",
    "affairs.unrated": "1",
    "affairs.online_closed": "1",
    "affairs.agented_closed": "2",
    "disclosure.by_fax": "2",
    "disclosure.by_others": "1",
    "disclosure.not_handled": "1",
    "disclosure.answered_otherwise": "1",
    "disclosure.late": "1",
    "business.forums": "2",
    "business.talks": "1",
    "business.pending": "1",
    "petitions.assigned": "1",
    "petitions.pending": "1",
    "petitions.late": "1",
    "petitions.half_satisfied": "1",
    "petitions.dissatisfied": "1",
    "petitions.first_closed": "4",
    "petitions.first_closing_rate": "80",
    "petitions.repeated_closed": "1",
    "petitions.online_closed": "1",
    "petitions.letters_closed": "1",
    "petitions.visits_closed": "1",
    "petitions.calls_closed": "1",
    "grid.pending": "1",
    "grid.passed_on": "1",
    "review.contracts_passed": "1",
    "review.contracts_amended": "2",
    "review.contracts_suggested": "7",
    "review.contracts_taken": "5",
    "review.documents_unlawful": "1",
    "review.decisions_passed": "1",
    "review.partly_adopted": "1",
    "review.not_adopted": "1",
    "leadership.asked_after": "1",
    "leadership.heard": "1",
    "leadership.studied": "2",
    "leadership.accounted": "1",
    "disputes.type_family": "1",
    "disputes.type_neighbours": "2",
    "disputes.ordinary": "2",
    "disputes.high_risk_resolved": "1",
    "mediation.settled_wages": "2",
    "mediation.people_wages": "11",
    "mediation.amount_wages": "55000",
    "mediation.settled_neighbours": "1",
    "mediation.partly_performed": "1",
    "mediation.unperformed": "1",
    "mediation.difficult_settled": "1",
    "publicity.on_consumers": "1",
    "publicity.on_safety": "1",
    "publicity.on_women": "1",
    "publicity.rallies_participants": "210",
    "publicity.to_schools_participants": "200",
    "publicity.on_civil_code_participants": "260",
    "publicity.on_civil_code_leaflets": "200",
    "training.legal_guides_hours": "12",
    "training.mediators_hours": "6",
    "training.centre_group_hours": "2",
    "places.model_villages_new": "1",
    "people.model_households_new": "1",
    "places.model_units": "1",
    "people.mediators_new": "1",
    "people.legal_guides_new": "1",
    "people.jurors": "1",
    "people.village_cadres": "1",
    "enforcement.exempted_educated": "1",
    "enforcement.case_files_coercion": "1",
    "enforcement.buildings_standing": "2",
    "visits.resettlement": "1",
    "backlog.open": "1",
    "proposals.pending": "1",
    "proposals.delegates_closed": "2",
    "proposals.members_closed": "1",
    "correction.ended": "1",
    "correction.moved": "1",
    "resettlement.released": "1",
    "resettlement.unsettled": "1",
    "resettlement.unconnected": "1",
    "resettlement.settlement_rate": "50",
    "decisions.published": "1",
    "documents.consulted": "1",
    "lawsuits.retried": "1",
    "lawsuits.not_attended": "1",
    "reconsideration.refused": "1",
    "leadership.accounts_leaders": "2",
    "leadership.accounts_others": "1",
    "places.model_bases": "1",
    "places.screens": "2",
    "services.terminals": "1",
    "publicity.on_organised_crime": "1",
    "publicity.on_legal_aid": "1",
    "publicity.on_ecology": "1",
}
"""What the sheets give, counted by hand; rates to one decimal."""

_DISPUTES = {
    "family": "婚姻家庭", "neighbours": "邻里", "housing": "房屋宅基地", "contracts": "合同",
    "business": "生产经营", "damages": "损害赔偿", "land": "山林土地", "demolition": "征地拆迁",
    "pollution": "环境污染", "wages": "拖欠农民工工资", "labour": "其他劳动争议",
    "consumers": "其他消费", "medical": "医疗", "traffic": "道路交通事故", "property": "物业",
}  # fmt: skip
_FORMS = {
    "to_schools": "送法进校园", "to_countryside": "送法进乡村", "to_firms": "送法进企业",
    "to_offices": "送法进机关", "to_communities": "送法进社区", "lectures": "法治讲座",
    "yard_meetings": "院坝会", "rallies": "集中宣传", "home_visits": "入户宣传",
    "shows": "法治文艺演出", "film_shows": "法治电影放映", "contests": "知识竞赛",
    "online": "线上宣传",
}  # fmt: skip
_ON = {
    "on_constitution": "宪法", "on_civil_code": "民法典", "on_state_security": "国家安全",
    "on_drugs": "禁毒", "on_fraud": "反诈", "on_minors": "未成年人保护", "on_drowning": "防溺水",
    "on_petitions": "信访法治", "on_elderly": "老年人权益", "on_labour": "劳动保障",
    "on_consumers": "消费者权益", "on_organised_crime": "反有组织犯罪", "on_women": "妇女权益",
    "on_legal_aid": "法律援助", "on_safety": "安全生产", "on_ecology": "生态环境",
}  # fmt: skip
_STUDY = {
    "legal_guides": "法律明白人培训", "mediators": "人民调解员培训", "grid": "网格员培训",
    "villages": "村（居）干部培训", "leaders": "领导干部培训", "centre_group": "中心组学法",
    "talks": "专题讲座",
}  # fmt: skip
_CHECKS = {"special": "专项检查", "joint": "联合执法", "random": "双随机", "patrol": "日常检查"}
_REVIEWED = {
    "decisions": "重大行政决策", "documents": "行政规范性文件", "contracts": "合同",
    "enforcement": "行政执法决定",
}  # fmt: skip
_OPINIONS = {"passed": "合法", "amended": "修改完善", "unlawful": "不合法"}
_ADVISERS = {
    "online": "线上服务", "consulted": "法律咨询", "lectures": "法治讲座", "mediated": "参与调解",
    "opinions": "出具法律意见", "contracts": "审查合同", "documents": "代写文书",
}  # fmt: skip
_NAMED = {
    "mediators": "人民调解员", "legal_guides": "法律明白人", "grid": "网格员",
    "volunteers": "普法志愿者", "lecturers": "普法讲师", "vice_principals": "法治副校长",
}  # fmt: skip
_MATTERS = {
    "family": "婚姻家庭", "labour": "劳动争议", "contracts": "合同债务", "neighbours": "邻里",
    "land": "土地房屋", "damages": "损害赔偿", "aid": "法律援助", "appraisal": "司法鉴定",
}  # fmt: skip


def _times(kinds: dict[str, str]) -> list[tuple[int, str]]:
    """Return the first kind once, the second twice and so on, with the number of the row."""
    every = [kind for n, kind in enumerate(kinds.values(), 1) for _ in range(n)]
    return list(enumerate(every, 1))


BY_KIND: Sheets = {
    "排查": ("screening", [
        ["序号", "排查日期", "村（居）", "排查人员", "纠纷类型", "简要情况", "化解结果"],
        *([n, "2023-01-02", "甲村", "样本甲", k, f"某事{n}", "已化解"] for n, k in _times(_DISPUTES)),
    ]),
    "调解": ("mediation", [
        ["案件编号", "受理日期", "纠纷类型", "当事人", "简要情况", "调解员", "调解结果",
         "涉及金额（元）", "涉及当事人数"],
        *([n, "2023-01-02", k, "样本甲", f"某事{n}", "样本子", "调解成功", 100, 2]
          for n, k in _times(_DISPUTES)),
    ]),
    "检查": ("inspections", [
        ["序号", "检查日期", "检查内容", "检查类别", "检查对象", "出动执法人员", "检查家数",
         "发现问题数", "已整改数"],
        *([n, "2023-01-10", "市容", k, "商户", 7, 5, 3, 2] for n, k in _times(_CHECKS)),
    ]),
    "审查": ("legality_review", [
        ["审查编号", "审查事项", "审查类别", "送审单位", "送审日期", "审查日期", "审查意见",
         "提出意见条数", "采纳意见条数"],
        *([f"{n}{o}", f"{n}号{o}", k, "党政办", "2023-01-02", "2023-01-05", o, 2, 1]
          for n, k in _times(_REVIEWED) for o in _OPINIONS.values()),
    ]),
    "普法": ("publicity_events", [
        ["活动时间", "活动主题", "活动形式", "宣传专题", "活动地点", "参加人次", "发放宣传资料"],
        *(["2023-03-15", f"甲{n}", k, "其他", f"甲{n}", 10, 3] for n, k in _times(_FORMS)),
        *(["2023-04-15", f"乙{n}", "广播宣传", k, f"乙{n}", 20, 4] for n, k in _times(_ON)),
    ]),
    "学法": ("study", [
        ["日期", "类别", "主题", "应到人数", "实到人数", "学时"],
        *(["2023-03-10", k, f"主题{n}", 9, 9, 4] for n, k in _times(_STUDY)),
    ]),
    "顾问": ("adviser_service", [
        ["序号", "服务日期", "顾问律师", "律师事务所", "村（居）", "顾问服务方式", "服务内容"],
        *([n, "2023-03-10", "样本甲", "某所", "甲村", k, f"某事{n}"] for n, k in _times(_ADVISERS)),
    ]),
    "名册": ("roster", [
        ["序号", "姓名", "性别", "人员类别", "专兼职", "文化程度", "聘任日期"],
        *([n, f"样本{n}", "男", k, "兼职", "大专", "2023-03-01"] for n, k in _times(_NAMED)),
    ]),
    "接待": ("visits", [
        ["序号", "接待日期", "来访人", "来访方式", "咨询类别", "咨询内容", "答复意见"],
        *([n, "2023-01-11", "样本甲", "来访", k, f"某事{n}", "已答"] for n, k in _times(_MATTERS)),
    ]),
}  # fmt: skip
"""A second town: the first kind of each family stands in its sheet once, the second twice …"""


def _expect(pattern: str, kinds: dict[str, str], each: int = 1) -> dict[str, int]:
    return {pattern.format(word): n * each for n, word in enumerate(kinds, 1)}


KINDS_EXPECTED: dict[str, int] = {
    **_expect("disputes.type_{}", _DISPUTES),
    **_expect("mediation.settled_{}", _DISPUTES),
    **_expect("mediation.people_{}", _DISPUTES, 2),
    **_expect("mediation.amount_{}", _DISPUTES, 100),
    **_expect("enforcement.{}_officers", _CHECKS, 7),
    **_expect("enforcement.{}_checked", _CHECKS, 5),
    **_expect("enforcement.{}_problems", _CHECKS, 3),
    **_expect("enforcement.{}_mended", _CHECKS, 2),
    **_expect("review.{}_passed", _REVIEWED),
    **_expect("review.{}_amended", _REVIEWED),
    **_expect("review.{}_unlawful", _REVIEWED),
    **_expect("review.{}_suggested", _REVIEWED, 6),
    **_expect("review.{}_taken", _REVIEWED, 3),
    **_expect("publicity.{}_participants", _FORMS, 10),
    **_expect("publicity.{}_participants", _ON, 20),
    **_expect("publicity.{}_leaflets", _ON, 4),
    **_expect("training.{}_hours", _STUDY, 4),
    **_expect("advisers.{}_times", _ADVISERS),
    **_expect("people.{}_new", _NAMED),
    **_expect("visits.about_{}", _MATTERS),
}
"""What the second town gives: the place of the kind in its list, times what each row holds."""
