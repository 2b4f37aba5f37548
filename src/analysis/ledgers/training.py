"""学法、培训、考试: two registers; three different denominators (应到, 应考, 实考)."""

from __future__ import annotations

from analysis.ledgers.common import REMARK, SERIAL, personal
from analysis.ledgers.model import AtMost, Column, Ledger

_DATE_HEADERS = (
    "时间", "学习时间", "学习日期", "培训时间", "培训日期", "开展时间", "开展日期", "活动时间", "举办时间",
    "举办日期", "活动日期",
)  # fmt: skip

STUDY = Ledger(
    id="study",
    title="学法培训台账",
    grain="register",
    about="event",
    row_is="一次学习或培训",
    columns=(
        SERIAL,
        Column(id="held_on", title="日期", kind="date", headers=_DATE_HEADERS, required=True),
        Column(
            id="category",
            title="类别",
            kind="category",
            headers=("学习类别", "学习形式", "培训类别", "形式", "学习方式", "培训形式", "类型", "学法形式"),
            values={
                "集体学习": ("集中学法", "集中学习", "集体学法", "干部职工集中学法", "干部集中学法"),
                "中心组学法": ("理论学习中心组", "中心组学习", "理论学习中心组学法", "党委中心组学法",
                               "党委理论学习中心组学法", "中心组"),
                "会前学法": ("党委会会前学法", "会前学习", "会议学法"),
                "专题讲座": ("法治讲座", "法治专题讲座", "专题研讨", "讲座"),
                "干部培训": ("法治培训", "业务培训", "专题培训", "培训"),
                "旁听庭审": ("庭审旁听",),
                "述法": ("年终述法", "述法述职"),
            },
            required=True,
        ),
        Column(id="topic", title="主题", headers=("学习内容", "内容", "培训内容", "学习主题", "培训主题",
                                                "主要内容")),
        personal("speaker", "主讲人", "主讲", "授课人", "讲师", "领学人"),
        Column(id="expected", title="应到人数", kind="count", unit="人次", headers=("应到", "应参加人数")),
        Column(id="attended", title="实到人数", kind="count", unit="人次",
               headers=("实到", "参加人数", "参训人数", "到会人数", "参学人数", "实际参加人数", "培训人数",
                        "参会人数", "学习人数", "到场人数", "人数", "参训人次", "培训人次", "参加人次")),
        Column(id="hours", title="学时", kind="number", unit="学时", headers=("课时", "学时数")),
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
    columns=(
        SERIAL,
        Column(id="held_on", title="考试日期", kind="date",
               headers=("考试时间", "日期", "时间", "测试时间", "测试日期"), required=True),
        Column(id="name", title="考试名称", headers=("名称", "考试内容", "考试项目", "测试名称")),
        Column(
            id="category",
            title="考试类别",
            kind="category",
            headers=("类别", "类型", "考试类型"),
            values={
                "法治理论考试": ("法治理论", "法治理论知识考试", "领导干部法治理论考试", "理论考试"),
                "应知应会测试": ("应知应会", "应知应会考试", "法律知识测试", "普法测试"),
                "行政执法资格考试": ("执法资格考试", "执法资格", "行政执法考试"),
            },
        ),
        Column(id="expected", title="应考人数", kind="count", unit="人次", headers=("应考", "应参考人数")),
        Column(id="sat", title="实考人数", kind="count", unit="人次",
               headers=("实考", "参考人数", "参加考试人数", "参考"), required=True),
        Column(id="passed", title="合格人数", kind="count", unit="人次",
               headers=("合格", "及格人数", "通过人数", "通过")),
        Column(id="excellent", title="优秀人数", kind="count", unit="人次", headers=("优秀",)),
        REMARK,
    ),
    signature=(frozenset({"held_on", "sat", "passed"}), frozenset({"held_on", "sat", "expected"})),
    rules=(AtMost("sat", "expected"), AtMost("passed", "sat"), AtMost("excellent", "passed")),
)  # fmt: skip

LEDGERS = (STUDY, EXAMS)
