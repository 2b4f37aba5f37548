"""学法、培训、考试: two registers; three different denominators (应到, 应考, 实考)."""

from __future__ import annotations

from analysis.ledgers.common import REMARK, SERIAL, personal
from analysis.ledgers.model import AtMost, Column, Ledger
from analysis.ledgers.themes import STUDIES

_DATE_HEADERS = (
    "时间", "会议时间", "讲座时间", "学习时间", "学习日期", "培训时间", "培训日期", "开展时间", "开展日期",
    "活动时间", "举办时间",
    "举办日期", "活动日期", "旁听日期", "旁听时间", "授课时间", "上课时间", "讲座日期",
)  # fmt: skip

_TAKING_PART = (
    "到", "到会", "到场", "参加", "参会", "参训", "参学", "参培", "出席", "学", "学习", "训", "培训",
    "参加学习", "参加培训", "参加会议", "参加学法", "参与", "听课",
)  # fmt: skip
_SITTING = (
    "考",
    "参考",
    "参加考试",
    "考试",
    "试",
    "参试",
    "测",
    "测试",
    "参测",
    "参加测试",
    "参加",
)


def _counted(befores: tuple[str, ...], acts: tuple[str, ...]) -> tuple[str, ...]:
    """Return 应到人数, 应到人次, 应到 … for each way of saying that persons take part."""
    counts = ("人数", "人次", "人员数", "人员人数", "职工人数", "干部人数")
    told = [f"{before}{act}{count}" for before in befores for act in acts for count in counts]
    alone = [
        f"{before}{act}" for before in befores for act in acts if len(act) > 1 or act in "到考"
    ]
    return tuple(dict.fromkeys((*told, *alone)))


STUDY = Ledger(
    id="study",
    title="学法培训台账",
    grain="register",
    about="event",
    row_is="一次学习或培训",
    shuns=("农技", "补贴", "党员", "训练"),
    hints=("学", "训", "应到", "应参", "实到", "中心组", "庭审"),
    called=("学法", "学习", "培训", "中心组", "旁听庭审"),
    columns=(
        SERIAL,
        Column(id="held_on", title="日期", kind="date", headers=_DATE_HEADERS, required=True),
        Column(
            id="category",
            title="类别",
            kind="category",
            headers=("学习类别", "学习形式", "培训类别", "形式", "学习方式", "培训形式", "类型",
                     "学法形式", "学习类型", "学法方式", "培训方式", "讲座形式", "学法类别", "学习组织形式",
                     "学习培训形式", "学习培训类别", "培训学习形式"),
            values={
                "集体学习": ("集中学法", "集中学习", "集体学法", "干部职工集中学法", "干部集中学法"),
                "中心组学法": ("理论学习中心组", "中心组学习", "理论学习中心组学法", "党委中心组学法",
                               "党委理论学习中心组学法", "中心组", "*中心组"),
                "会前学法": ("党委会会前学法", "会前学习", "会议学法", "*会前学法"),
                "专题讲座": ("法治讲座", "法治专题讲座", "讲座", "专家辅导", "专家讲座"),
                "干部培训": ("法治培训", "业务培训", "专题培训", "培训"),
                "旁听庭审": ("庭审旁听", "观摩庭审", "庭审观摩", "旁听案件庭审"),
                "述法": ("年终述法", "述法述职"),
                "行政执法培训": ("执法培训", "执法人员培训", "行政执法人员培训", "行政执法业务培训",
                                 "执法业务培训"),
                "法律明白人培训": ("法律明白人", "*法律明白人培训", "*法律明白人"),
                "网格员培训": ("*网格员培训", "网格员", "网格员法治培训"),
                "人民调解员培训": ("调解员培训", "调解员", "*调解员培训", "人民调解员", "调解业务培训"),
                "村（居）干部培训": ("村干部培训", "村居干部培训", "*村干部法治培训", "村(社区)干部培训"),
                "网络学法": ("线上学法", "网上学法", "在线学法", "法宣在线", "网络培训", "线上学习",
                             "线上培训"),
                **STUDIES,
            },
            required=True,
        ),
        Column(id="topic", title="主题",
               headers=("学习内容", "内容", "培训内容", "学习主题", "培训主题", "主要内容", "学法主题",
                        "培训名称", "培训班名称", "学习名称", "中心组学习主题", "中心组学习内容", "学习专题",
                        "讲座主题", "讲座内容", "课程名称", "课程", "培训课程", "学法内容", "培训项目",
                        "授课内容", "学习法律法规", "学习法律法规名称", "学习重点", "专题", "会议学习内容",
                        "学习议题", "培训班次名称", "学习培训内容", "学习的内容", "学习篇目", "学习重点内容",
                        "授课主题", "培训专题", "讲座名称", "讲座题目", "学习题目", "授课题目",
                        "培训题目", "研讨主题", "学习法律", "学习法规", "会议主题", "学习会名称",
                        "学习资料名称", "集中学习内容", "学习培训主题")),
        personal("place", "学习地点", "培训地点", "学法地点", "授课地点", "上课地点", "集中学习地点"),
        personal("host", "主持人", "主持", "学习主持人", "会议主持人", "主持人员",
                 ),
        personal("speaker", "主讲人", "主讲", "授课人", "讲师", "领学人", "授课老师", "授课教师",
                 "主讲老师", "主讲人员", "授课人员", "授课讲师", "主讲人姓名", "授课人姓名", "领学人员",
                 "领学人姓名", "宣讲人", "培训讲师", "培训老师", "老师", "讲课人", "教师", "授课专家",
                 "主讲嘉宾", "主讲(领学)人", "中心发言人", "领学"),
        Column(id="expected", title="应到人数", kind="count", unit="人次", headers=_counted(("应",), _TAKING_PART)),
        Column(id="attended", title="实到人数", kind="count", unit="人次",
               headers=(*_counted(("实", "实际"), _TAKING_PART), "参加人数", "参训人数",
                        "到会人数", "参学人数", "培训人数", "参会人数", "学习人数", "到场人数", "人数",
                        "参训人次", "培训人次", "参加人次", "参加培训人数", "参加学习人数", "出席人数",
                        "听课人数", "受训人数", "参与人数", "参学人次", "学习人次", "参会人次",
                        "参培人数", "参与学习人数", "学法人数", "学法人次", "参加学法人数", "参训人员数",
                        "参加人员数")),
        Column(id="hours", title="学时", kind="number", unit="学时",
               headers=("课时", "学时数", "课时数", "学习学时", "培训学时", "培训课时", "学习课时",
                        "培训学时数")),
        REMARK,
    ),
    signature=(
        frozenset({"held_on", "category", "attended"}),
        frozenset({"held_on", "topic", "attended", "expected"}),
        frozenset({"held_on", "topic", "speaker"}),
    ),
    rules=(AtMost("attended", "expected"),),
)  # fmt: skip

EXAMS = Ledger(
    id="exams",
    title="法治考试台账",
    grain="register",
    about="event",
    row_is="一场考试",
    called=("考试", "测试", "测评"),
    columns=(
        SERIAL,
        Column(id="held_on", title="考试日期", kind="date",
               headers=("考试时间", "日期", "时间", "测试时间", "测试日期", "测验日期", "测评日期",
                        "考核日期", "参加考试日期", "组织考试日期", "开考日期"), required=True),
        Column(id="name", title="考试名称",
               headers=("名称", "考试内容", "考试项目", "测试名称", "测试内容", "考试科目", "科目",
                        "测试科目", "测试项目", "试卷名称", "考试主题", "测试主题", "考试(测试)名称",
                        "测验名称")),
        Column(
            id="category",
            title="考试类别",
            kind="category",
            headers=("类别", "类型", "考试类型", "测试类型", "考核类型", "考试性质", "测试类别"),
            values={
                "法治理论考试": ("法治理论", "法治理论知识考试", "领导干部法治理论考试", "理论考试"),
                "应知应会测试": ("应知应会", "应知应会考试", "法律知识测试", "普法测试"),
                "行政执法资格考试": ("执法资格考试", "执法资格", "行政执法考试"),
            },
        ),
        Column(id="expected", title="应考人数", kind="count", unit="人次", headers=_counted(("应",), _SITTING)),
        Column(id="sat", title="实考人数", kind="count", unit="人次",
               headers=(*_counted(("实", "实际"), _SITTING), "参考人数", "参加考试人数",
                        "参考", "参加测试人数", "参试人数", "参测人数"),
               asks=("参加人数", "考试人数", "参加人员数", "人数"), required=True),
        Column(id="passed", title="合格人数", kind="count", unit="人次",
               headers=("合格", "及格人数", "通过人数", "通过", "考试合格人数", "考试通过人数",
                        "测试合格人数", "及格", "合格数", "合格人员数", "合格人次", "成绩合格人数",
                        "考试及格人数", "测试通过人数")),
        Column(id="excellent", title="优秀人数", kind="count", unit="人次",
               headers=("优秀", "优秀数", "优秀人员数", "考试优秀人数", "优秀人次", "成绩优秀人数",
                        "优秀等次人数")),
        Column(id="full_marks", title="满分人数", kind="count", unit="人次",
               headers=("满分", "满分数", "满分人员数", "满分人次", "获满分人数", "取得满分人数", "100分人数")),
        REMARK,
    ),
    signature=(frozenset({"held_on", "sat", "passed"}), frozenset({"held_on", "sat", "expected"}),
               frozenset({"held_on", "expected", "passed"}),
               frozenset({"held_on", "name", "passed"})),
    rules=(AtMost("sat", "expected"), AtMost("passed",
           "sat"), AtMost("excellent", "passed"),
           AtMost("full_marks", "sat")),
)  # fmt: skip

LEDGERS = (STUDY, EXAMS)
