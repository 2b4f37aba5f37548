"""应急与安全: plans, drills, teams, hazards found and mended."""

from __future__ import annotations

from analysis.indicators.subjects.formulas import added, filled, rows, state
from analysis.indicators.subjects.short import figure, rate

INDICATORS = (
    figure(
        "safety.plans",
        "应急预案",
        "个",
        state("应急预案"),
        phrases=("应急预案", "制定应急预案", "修订应急预案", "编制应急预案", "完善应急预案"),
    ),
    figure(
        "safety.teams",
        "应急队伍",
        "支",
        state("应急队伍"),
        phrases=("应急队伍", "应急救援队伍", "组建应急队伍", "应急救援队", "应急抢险队伍"),
    ),
    figure(
        "safety.team_members",
        "应急队员",
        "人",
        state("应急队员"),
        phrases=("应急队员", "应急救援人员", "应急救援队员", "应急人员"),
    ),
    figure(
        "safety.drills",
        "应急演练",
        "次",
        rows("drills", "held_on"),
        state("应急演练"),
        by=("month", "type", "village"),
        phrases=("应急演练", "开展应急演练", "演练", "组织应急演练", "开展演练"),
    ),
    figure(
        "safety.drill_participants",
        "应急演练参演",
        "人次",
        added("drills", "participants", "held_on"),
        by=("month", "type"),
        phrases=("参演", "演练参加", "参演人员", "参与演练", "参加演练", "参加应急演练"),
    ),
    figure(
        "safety.inspections",
        "安全生产检查",
        "次",
        added("safety_return", "inspections", "period"),
        state("安全检查"),
        by=("month",),
        phrases=("安全生产检查", "安全检查", "开展安全检查", "开展安全生产检查", "安全生产大检查"),
    ),
    figure(
        "safety.checked",
        "安全检查企业和场所",
        "家次",
        added("safety_return", "checked", "period"),
        by=("month",),
        phrases=("安全检查企业", "检查企业", "检查生产经营单位", "检查重点场所", "检查场所"),
    ),
    figure(
        "safety.hazards",
        "排查安全隐患",
        "处",
        rows("hazards", "found_on"),
        added("safety_return", "hazards", "period"),
        state("排查安全隐患"),
        by=("month", "type", "level", "village"),
        phrases=("排查隐患", "发现隐患", "安全隐患", "排查安全隐患", "发现安全隐患", "排查整治隐患", "排查出隐患",
                 "排查出安全隐患", "查出隐患", "隐患排查"),
        note="按排查日期计。",
    ),
    figure(
        "safety.major_hazards",
        "重大安全隐患",
        "处",
        rows("hazards", "found_on", level="重大隐患"),
        by=("month",),
        phrases=("重大隐患", "发现重大隐患", "排查重大隐患", "重大风险隐患", "重大安全隐患", "重大事故隐患"),
    ),
    figure(
        "safety.mended",
        "安全隐患已整改",
        "处",
        rows("hazards", "found_on", rectified="已整改"),
        rows("hazards", "found_on", filled("mended_on")),
        added("safety_return", "mended", "period"),
        state("整改安全隐患"),
        by=("month", "type", "level"),
        phrases=("整改隐患", "隐患整改", "已整改隐患", "整改安全隐患", "消除隐患", "消除安全隐患", "督促整改隐患",
                 "整改到位"),
    ),
    rate(
        "safety.mended_rate",
        "安全隐患整改率",
        ("safety.mended", "safety.hazards"),
        "整改率＝已整改÷排查出的隐患，整改中的在分母。",
        ("隐患整改率", "安全隐患整改率", "整改率", "整改完成率"),
    ),
)  # fmt: skip
