"""行政执法 by dimension: checks by kind, penalties by kind and state, files and hazards by outcome."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows
from analysis.indicators.subjects.short import figure

_CHECKS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("special", "专项检查", ("专项检查", "专项执法")),
    ("joint", "联合执法", ("联合执法", "联合检查")),
    ("random", "双随机", ("双随机检查", "双随机抽查")),
    ("patrol", "日常检查", ("日常检查", "日常巡查")),
)
"""Word of the id, kind of check in the ledger, what reports call it."""

_MEASURES: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("officers", "officers", "出动", "人次", ("{}出动人员", "{}出动执法人员", "{}出动执法力量", "{}出动")),
    ("checked", "checked", "检查对象", "家次", ("{}检查企业", "{}检查单位", "{}检查商户", "{}检查场所")),
    ("problems", "problems", "发现问题", "个", ("{}发现问题", "{}查出问题", "{}排查问题", "{}发现违法行为")),
    ("mended", "mended", "问题已整改", "个", ("{}整改问题", "{}完成整改", "{}督促整改", "{}问题整改")),
)  # fmt: skip
_KNOWN = frozenset({"enforcement.random_checked"})
"""Declared elsewhere, with words of its own."""


def _checks() -> Iterator[Indicator]:
    """Yield who went out, whom they checked and what they found, for each kind of check."""
    for word, kind, names in _CHECKS:
        for end, column, said, unit, patterns in _MEASURES:
            if f"enforcement.{word}_{end}" in _KNOWN:
                continue
            yield figure(
                f"enforcement.{word}_{end}",
                f"{kind}{said}",
                unit,
                added("inspections", column, "held_on", category=kind),
                by=("month",),
                phrases=tuple(p.format(name) for name in names for p in patterns),
                note=f"检查台账中检查类别为“{kind}”的；未写类别的不计。",
            )


def _penalised(word: str, title: str, *phrases: str, **values: str | tuple[str, ...]) -> Indicator:
    """Return the penalties decided in the year that were of one kind or are in one state."""
    return figure(
        f"enforcement.{word}",
        title,
        "件",
        rows("penalties", "decided_on", **values),
        by=("month", "cause"),
        phrases=phrases,
        note="按处罚决定日期计。",
    )


_PENALTIES = (
    _penalised("reprimanded", "通报批评处罚", "通报批评", "给予通报批评", "通报批评处罚",
               "处以通报批评", category="通报批评"),
    _penalised("confiscated", "没收处罚", "没收违法所得", "没收非法财物", "没收处罚", "处以没收",
               "给予没收", category="没收"),
    _penalised("revoked", "暂扣或吊销许可证件处罚", "吊销许可证", "吊销许可证件", "暂扣许可证件",
               "吊销证照", "暂扣证照", category="暂扣或吊销许可证件"),
    _penalised("suspended", "责令停产停业处罚", "责令停产停业", "责令停业", "责令停产",
               "责令停业整顿", "停业整顿", category="责令停产停业"),
    _penalised("quick_procedure", "快速办理行政处罚", "快速办理", "快速办理案件", "快办案件",
               "适用快速办理", "简案快办", procedure="快速办理"),
    _penalised("unperformed", "行政处罚未履行", "处罚未履行", "未履行处罚决定", "未缴纳罚款案件",
               "尚未履行处罚", performed="未履行"),
    _penalised("partly_performed", "行政处罚部分履行", "处罚部分履行", "部分履行处罚决定",
               "分期缴纳罚款", "部分缴纳罚款", performed="部分履行"),
)  # fmt: skip
_OUTCOMES = (
    figure("enforcement.exempted_educated", "不予处罚并批评教育", "件",
           rows("exemptions", "decided_on", educated="是"), by=("month",),
           phrases=("免罚并教育", "不予处罚并批评教育", "教育后免罚", "免罚后批评教育",
                    "免罚并批评教育")),
    figure("enforcement.licences_refused", "不予行政许可", "件",
           rows("licences", "decided_on", result="不予许可"), by=("month", "item"),
           phrases=("不予许可", "不予行政许可", "作出不予许可", "不予许可决定", "不准予许可")),
    figure("enforcement.licences_ended", "终止办理行政许可", "件",
           rows("licences", "decided_on", result="终止"), by=("month", "item"),
           phrases=("终止许可", "终止办理许可", "许可终止", "终止办理行政许可", "终止行政许可")),
    figure("enforcement.case_files_failed", "不合格案卷", "卷",
           rows("case_files", "reviewed_on", grade="不合格"),
           added("case_file_rounds", "failed", "held_on"), by=("month",),
           phrases=("不合格案卷", "案卷不合格", "评查不合格", "不达标案卷")),
    figure("enforcement.case_files_good", "良好案卷", "卷",
           rows("case_files", "reviewed_on", grade="良好"), by=("month",),
           phrases=("良好案卷", "评为良好", "案卷良好", "评查良好")),
    figure("enforcement.case_files_penalty", "评查行政处罚案卷", "卷",
           rows("case_files", "reviewed_on", type="行政处罚"), by=("month", "grade"),
           phrases=("行政处罚案卷", "处罚案卷", "抽查行政处罚案卷", "评查处罚案卷", "处罚类案卷")),
    figure("enforcement.case_files_licence", "评查行政许可案卷", "卷",
           rows("case_files", "reviewed_on", type="行政许可"), by=("month", "grade"),
           phrases=("行政许可案卷", "许可案卷", "评查行政许可案卷", "抽查许可案卷", "许可类案卷")),
    figure("enforcement.case_files_coercion", "评查行政强制案卷", "卷",
           rows("case_files", "reviewed_on", type="行政强制"), by=("month", "grade"),
           phrases=("行政强制案卷", "强制案卷", "评查行政强制案卷", "强制类案卷")),
    figure("enforcement.case_files_check", "评查行政检查案卷", "卷",
           rows("case_files", "reviewed_on", type="行政检查"), by=("month", "grade"),
           phrases=("行政检查案卷", "检查案卷", "评查行政检查案卷", "检查类案卷")),
    figure("enforcement.buildings_standing", "未拆除违法建设", "处",
           rows("illegal_building", "found_on", status="未拆除"), by=("month", "village"),
           phrases=("未拆除违建", "尚未拆除", "待拆除违法建设", "未拆除违法建设", "未拆违建")),
    figure("enforcement.on_site", "现场检查", "次",
           rows("inspections", "held_on", category="现场检查"), by=("month",),
           phrases=("现场检查", "开展现场检查", "实地检查", "上门检查", "开展实地检查")),
    figure("enforcement.off_site", "非现场检查", "次",
           rows("inspections", "held_on", category="非现场检查"), by=("month",),
           phrases=("非现场检查", "书面检查", "开展非现场检查", "网络检查", "非现场监管")),
    figure("safety.hazards_general", "一般安全隐患", "处",
           rows("hazards", "found_on", level="一般隐患"), by=("month", "type", "village"),
           phrases=("一般隐患", "一般安全隐患", "一般性隐患", "一般事故隐患", "排查一般隐患",
                    "发现一般隐患")),
    figure("safety.hazards_larger", "较大安全隐患", "处",
           rows("hazards", "found_on", level="较大隐患"), by=("month", "type", "village"),
           phrases=("较大隐患", "较大安全隐患", "较大事故隐患", "排查较大隐患", "发现较大隐患")),
    figure("safety.hazards_open", "安全隐患未完成整改", "处",
           rows("hazards", "found_on", rectified=("整改中", "未整改")), by=("month", "level"),
           phrases=("未整改隐患", "正在整改隐患", "隐患正在整改", "未完成整改隐患", "隐患未整改",
                    "其余隐患正在整改", "剩余隐患正在整改", "隐患正在限期整改")),
    figure("safety.major_mended", "重大安全隐患已整改", "处",
           rows("hazards", "found_on", level="重大隐患", rectified="已整改"), by=("month",),
           phrases=("整改重大隐患", "重大隐患整改", "重大隐患已整改", "消除重大隐患",
                    "重大安全隐患已整改",
            "重大事故隐患整改", "重大事故隐患已整改", "整改重大事故隐患")),
)  # fmt: skip

INDICATORS = (*_checks(), *_PENALTIES, *_OUTCOMES)
