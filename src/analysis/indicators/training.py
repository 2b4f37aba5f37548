"""Study, training and exams: 应到, 应考 and 实考 are three different denominators."""

from __future__ import annotations

from analysis.indicators.model import Count, Indicator, Ratio, Sum, Where

_THEORY = (Where("category", ("法治理论考试",)),)

INDICATORS = (
    Indicator(
        id="training.sessions",
        title="学法培训",
        unit="次",
        formulas=(Count("study", when="held_on"),),
        by=("month", "category"),
        phrases=(
            "学法培训",
            "开展学法",
            "组织学习培训",
            "开展学法活动",
            "学法活动",
            "组织学法",
            "开展学法培训",
        ),
    ),
    Indicator(
        id="training.group_study",
        title="集中学法活动",
        unit="次",
        formulas=(Count("study", when="held_on", where=(Where("category", ("集体学习",)),)),),
        by=("month",),
        phrases=(
            "集中学法活动",
            "集中学法",
            "集体学法",
            "组织集中学法",
            "集体学习",
            "干部职工集中学法",
            "开展集中学法",
        ),
    ),
    Indicator(
        id="training.centre_group",
        title="理论学习中心组学法",
        unit="次",
        formulas=(Count("study", when="held_on", where=(Where("category", ("中心组学法",)),)),),
        by=("month",),
        phrases=(
            "理论学习中心组学法",
            "中心组学法",
            "中心组学习",
            "党委理论学习中心组学法",
            "党委理论学习中心组学习",
            "理论学习中心组学习",
            "中心组集中学法",
        ),
    ),
    Indicator(
        id="training.before_meeting",
        title="会前学法",
        unit="次",
        formulas=(Count("study", when="held_on", where=(Where("category", ("会前学法",)),)),),
        by=("month",),
        phrases=("会前学法", "党委会会前学法", "开展会前学法", "政府常务会会前学法"),
    ),
    Indicator(
        id="training.expected",
        title="学法培训应到",
        unit="人次",
        formulas=(Sum("study", "expected", when="held_on"),),
        by=("month", "category"),
        phrases=("应到人次",),
    ),
    Indicator(
        id="training.attended",
        title="学法培训实到",
        unit="人次",
        formulas=(Sum("study", "attended", when="held_on"),),
        by=("month", "category"),
        phrases=("培训人次", "参加学习", "参训", "参训人员", "累计培训", "参加学法", "培训干部"),
    ),
    Indicator(
        id="training.attendance_rate",
        title="参学率",
        unit="%",
        formulas=(Ratio("training.attended", "training.expected"),),
        decimals=1,
        phrases=("参学率", "到课率"),
        note="参学率＝实到人次÷应到人次。",
    ),
    Indicator(
        id="exam.sat",
        title="参加法治理论考试",
        unit="人次",
        formulas=(Sum("exams", "sat", when="held_on", where=_THEORY),),
        phrases=("参加法治理论考试", "参加法治理论知识考试", "参加领导干部法治理论考试"),
    ),
    Indicator(
        id="exam.passed",
        title="法治理论考试合格",
        unit="人次",
        formulas=(Sum("exams", "passed", when="held_on", where=_THEORY),),
        phrases=("法治理论考试合格",),
    ),
    Indicator(
        id="exam.pass_rate",
        title="法治理论考试通过率",
        unit="%",
        formulas=(Ratio("exam.passed", "exam.sat"),),
        decimals=1,
        phrases=("法治理论考试通过率", "通过率", "合格率"),
        note="通过率＝合格人次÷实考人次；参加考试不等于通过。",
    ),
    Indicator(
        id="enforcement.trained",
        title="参加行政执法网络学习及资格考试的干部",
        unit="人",
        formulas=(Count("enforcement_training", when="trained_on"),),
        by=("office",),
        adds_over=("area",),
        phrases=("参加行政执法网络学习及资格考试", "执法人员培训", "参加执法资格考试"),
    ),
)
