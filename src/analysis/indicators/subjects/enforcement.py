"""行政执法: the staff, and the inspections that they make."""

from __future__ import annotations

from analysis.indicators.model import Indicator, RowFormula
from analysis.indicators.subjects.formulas import added, rows, state
from analysis.indicators.subjects.short import figure, rate


def _monthly(column: str) -> RowFormula:
    return added("enforcement_return", column, "period")


def _kept(word: str, title: str, unit: str, *phrases: str) -> Indicator:
    """Return a figure of 基本情况 by its own name."""
    return figure(f"enforcement.{word}", title, unit, state(title), phrases=(*phrases, title))


_STAFF = (
    figure(
        "enforcement.staff",
        "行政执法人员",
        "人",
        state("行政执法人员"),
        phrases=("行政执法人员", "执法人员", "现有执法人员", "配备执法人员", "执法队员"),
    ),
    figure(
        "enforcement.certified",
        "持证行政执法人员",
        "人",
        state("持证执法人员"),
        phrases=(
            "持证执法人员", "持证人员", "持有行政执法证", "持有执法证", "取得执法证", "持证上岗", "持证行政执法人员",
            "取得行政执法资格", "持证", "取得行政执法证", "持有有效执法证件",
        ),
    ),
    figure(
        "enforcement.newly_certified",
        "新增持证执法人员",
        "人",
        state("新增持证执法人员"),
        phrases=("新增持证执法人员", "新增持证人员", "新取得执法证", "新增执法人员"),
    ),
    figure(
        "enforcement.dispatched",
        "派驻执法人员",
        "人",
        state("派驻执法人员"),
        phrases=("派驻执法人员", "部门派驻", "派驻人员", "部门派驻执法人员", "派驻执法力量"),
    ),
    _kept("auxiliary", "辅助执法人员", "人", "执法辅助人员", "协管员", "辅助人员", "行政执法辅助人员", "执法协管员"),
    _kept("uncertified", "待取证执法人员", "人", "待考证人员", "未取证执法人员", "待考证执法人员", "未持证执法人员", "待申领执法证"),
    _kept("cancelled", "注销执法证", "人", "注销执法证件", "收回执法证", "注销证件", "注销行政执法证"),
    _kept("trained_staff", "参训执法人员", "人", "参加培训的执法人员", "执法人员参训", "参训的执法人员", "执法人员参加培训"),
    rate(
        "enforcement.trained_rate",
        "执法人员培训覆盖率",
        ("enforcement.trained_staff", "enforcement.staff"),
        "培训覆盖率＝当年参加过培训的执法人员÷行政执法人员，一人多次参训只计一次。",
        ("执法人员培训覆盖率", "执法培训覆盖率", "年度培训覆盖率"),
    ),
    rate(
        "enforcement.certified_rate",
        "行政执法人员持证率",
        ("enforcement.certified", "enforcement.staff"),
        "持证率＝持证行政执法人员÷行政执法人员。",
        ("持证率", "行政执法人员持证率", "执法持证率", "执法人员持证上岗率", "持证上岗率", "执法人员持证率"),
    ),
    figure(
        "enforcement.training_hours",
        "行政执法人员培训总学时",
        "学时",
        added("enforcement_training", "hours", "trained_on"),
        by=("month", "office"),
        phrases=("执法培训学时", "执法人员培训学时", "网络学习学时"),
        note="各人学时之和，不是每人学时。",
    ),
    figure(
        "enforcement.exam_sat",
        "参加行政执法资格考试",
        "人次",
        rows("enforcement_training", "trained_on", exam=("合格", "不合格")),
        by=("office",),
        phrases=("参加行政执法资格考试", "参加执法证考试", "执法资格考试参考", "参加执法资格考试"),
        note="不含未参加的；参加考试不等于通过。",
    ),
    figure(
        "enforcement.exam_passed",
        "行政执法资格考试合格",
        "人次",
        rows("enforcement_training", "trained_on", exam="合格"),
        by=("office",),
        phrases=("通过执法资格考试", "执法资格考试合格", "通过行政执法资格考试", "考取执法证", "通过行政执法证考试", "执法人员通过考试", "执法人员全部通过考核", "通过行政执法培训及考试"),
    ),
    rate(
        "enforcement.exam_pass_rate",
        "行政执法资格考试合格率",
        ("enforcement.exam_passed", "enforcement.exam_sat"),
        "合格率＝合格人次÷实考人次，未参加的不在分母。",
        ("执法资格考试合格率", "执法资格考试通过率", "执法考试通过率", "执法培训合格率", "执法培训班"),
    ),
)  # fmt: skip

_INSPECTIONS = (
    figure(
        "enforcement.inspections",
        "行政执法检查",
        "次",
        rows("inspections", "held_on"),
        _monthly("inspections"),
        state("行政执法检查"),
        by=("month", "category", "village"),
        phrases=("行政执法检查", "执法检查", "开展执法检查", "开展检查", "开展行政检查", "行政检查", "执法巡查", "开展巡查"),
        note="按检查日期计，台账一行为一次检查。",
    ),
    figure(
        "enforcement.joint",
        "联合执法",
        "次",
        rows("inspections", "held_on", category="联合执法"),
        _monthly("joint"),
        state("联合执法"),
        by=("month",),
        phrases=("联合执法", "开展联合执法", "联合执法检查", "联合执法行动", "联合检查", "联合整治"),
        note="检查台账须写明检查类别。",
    ),
    figure(
        "enforcement.special",
        "专项执法检查",
        "次",
        rows("inspections", "held_on", category="专项检查"),
        by=("month",),
        phrases=("专项检查", "专项执法检查", "专项整治", "专项执法", "专项执法行动"),
    ),
    figure(
        "enforcement.random",
        "“双随机、一公开”检查",
        "次",
        rows("inspections", "held_on", category="双随机"),
        by=("month",),
        phrases=("双随机检查", "双随机抽查", "双随机、一公开", "“双随机、一公开”检查", "双随机"),
    ),
    figure(
        "enforcement.random_checked",
        "“双随机”检查对象",
        "家次",
        added("inspections", "checked", "held_on", category="双随机"),
        by=("month",),
        phrases=("随机抽取", "双随机抽取", "“双随机”检查对象"),
    ),
    figure(
        "enforcement.patrols",
        "日常检查和巡查",
        "次",
        rows("inspections", "held_on", category="日常检查"),
        by=("month",),
        phrases=("日常巡查", "日常检查", "道路巡查", "日常检查和巡查"),
    ),
    figure(
        "enforcement.stationed",
        "驻站执法",
        "次",
        rows("inspections", "held_on", category="驻站执法"),
        state("驻站执法"),
        by=("month",),
        phrases=("驻站执法", "开展驻站执法", "驻站检查", "驻点检查", "驻点执法"),
    ),
    figure(
        "enforcement.persuaded",
        "劝导违法行为",
        "次",
        added("inspections", "persuaded", "held_on"),
        state("劝导"),
        by=("month", "category"),
        phrases=("有效劝导", "劝导", "开展劝导", "交通劝导", "劝导教育"),
    ),
    figure(
        "enforcement.officers",
        "出动执法人员",
        "人次",
        added("inspections", "officers", "held_on"),
        _monthly("officers"),
        state("出动执法人员"),
        by=("month", "category"),
        phrases=("出动执法人员", "出动执法力量", "出动人员", "出动执法队员", "出动检查人员"),
    ),
    figure(
        "enforcement.checked",
        "检查市场主体和场所",
        "家次",
        added("inspections", "checked", "held_on"),
        _monthly("checked"),
        by=("month", "category"),
        phrases=("检查企业", "检查经营户", "检查商户", "检查各类场所", "检查经营主体", "检查生产经营单位",
                 "检查市场主体", "检查门店", "检查单位"),
        note="同一家检查两次计两家次。",
    ),
    figure(
        "enforcement.problems",
        "执法检查发现问题",
        "个",
        added("inspections", "problems", "held_on"),
        _monthly("problems"),
        by=("month", "category"),
        phrases=("发现问题", "执法检查发现问题", "查出问题", "发现违法行为", "排查问题", "查处违法行为", "查处违法", "违法行为"),
    ),
    figure(
        "enforcement.mended",
        "执法检查问题已整改",
        "个",
        added("inspections", "mended", "held_on"),
        added("inspections", "problems", "held_on", rectified="已整改"),
        _monthly("mended"),
        by=("month", "category"),
        phrases=("整改问题", "完成整改", "已整改", "督促整改", "责令整改到位", "整改到位"),
        note="台账只写整改情况的，整改情况为“已整改”的检查所发现的问题全部计入。",
    ),
    rate(
        "enforcement.mended_rate",
        "执法检查问题整改率",
        ("enforcement.mended", "enforcement.problems"),
        "整改率＝已整改问题÷发现问题，整改中的在分母。",
        ("执法检查问题整改率", "问题整改率", "整改率", "整改完成率"),
    ),
)  # fmt: skip

INDICATORS = (*_STAFF, *_INSPECTIONS)
