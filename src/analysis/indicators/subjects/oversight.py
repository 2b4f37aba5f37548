"""督查 and what was mended; proposals of delegates and 政协 members."""

from __future__ import annotations

from analysis.indicators.subjects.formulas import added, filled, rows, state
from analysis.indicators.subjects.short import figure, rate

_SUPERVISION = (
    figure(
        "supervision.times",
        "督查检查",
        "次",
        rows("supervisions", "held_on"),
        state("督查"),
        by=("month", "type"),
        phrases=("督查", "督察", "法治督察", "开展督查", "督导检查", "专项督查", "开展督察",
                 "督查检查", "开展专项督查", "督导", "专项督导", "法治建设督查", "法治督导",
                 "组织督查", "督导检查法治建设", "法治督查",
            "督查轮次", "牵头督查", "督查重点工作", "督查次数", "法治建设督导",
            "专项督查轮次"),
    ),
    figure(
        "supervision.problems",
        "督查发现问题",
        "个",
        added("supervisions", "problems", "held_on"),
        state("督查发现问题"),
        by=("month", "type", "office"),
        phrases=("督查发现问题", "督察发现问题", "反馈问题", "督察反馈问题", "通报问题",
                 "督查通报问题", "查摆问题", "发现问题",
            "督查反馈问题", "专项督查反馈问题"),
    ),
    figure(
        "supervision.mended",
        "督查问题已整改",
        "个",
        added("supervisions", "mended", "held_on"),
        added("supervisions", "problems", "held_on", rectified="已整改"),
        state("督查问题整改"),
        by=("month", "type", "office"),
        phrases=("整改督查问题", "督察问题整改", "督查问题整改", "通报整改问题",
                 "督促整改问题",
            "督查反馈问题整改", "督查反馈问题整改到位", "督察整改问题", "督查整改问题",
            "法治督察整改问题", "反馈问题整改到位",
            "专项督查整改",
            ),
        note="台账只写整改情况的，整改情况为“已整改”的各行问题全部计入。",
    ),
    rate(
        "supervision.mended_rate",
        "督查问题整改率",
        ("supervision.mended", "supervision.problems"),
        "整改率＝已整改问题÷发现问题，整改中的在分母。",
        ("督查问题整改率", "督察问题整改率", "督查反馈问题整改率", "督察反馈问题整改率",
            ),
    ),
)  # fmt: skip

_PROPOSALS = (
    figure(
        "proposals.received",
        "承办建议提案",
        "件",
        rows("proposals", "received_on"),
        by=("type", "office"),
        phrases=("建议提案", "人大代表建议和政协提案", "承办建议提案", "人大代表建议和政协委员提案", "办理人大建议、政协提案",
                 "代表建议和委员提案", "办理建议提案", "人大议案政协提案", "两会建议提案", "人大代表建议、批评和意见及政协提案"),
        note="按交办日期计。",
    ),
    figure(
        "proposals.delegates",
        "承办人大代表建议",
        "件",
        rows("proposals", "received_on", type="人大代表建议"),
        state("人大代表建议"),
        phrases=("人大代表建议", "人大建议", "代表建议", "办理人大代表建议", "人大代表议案建议", "办理代表建议", "人大议案", "人大代表建议批评意见", "办理代表意见建议", "代表议案建议"),
    ),
    figure(
        "proposals.members",
        "承办政协提案",
        "件",
        rows("proposals", "received_on", type="政协提案"),
        state("政协提案"),
        phrases=("政协提案", "政协委员提案", "委员提案", "办理政协提案", "承办政协委员提案", "办理委员提案", "政协委员提案建议"),
    ),
    figure(
        "proposals.closed",
        "建议提案办结",
        "件",
        rows("proposals", "received_on", status="已办结"),
        rows("proposals", "received_on", filled("replied_on")),
        by=("type",),
        phrases=("建议提案办结", "办结建议提案", "答复建议提案", "办复建议提案", "建议提案办复", "建议提案按期办复", "两会建议提案办复", "代表议案建议办结"),
        note="本年交办并已办结或答复的。",
    ),
    rate(
        "proposals.completion_rate",
        "建议提案办结率",
        ("proposals.closed", "proposals.received"),
        "办结率＝已办结÷承办的建议提案。",
        ("建议提案办结率", "提案办结率", "建议办结率", "建议提案答复率", "建议提案办复率", "办复率", "代表建议办复率",
         "提案办复率", "代表建议办结率", "人大代表建议办结率", "建议提案办复率", "政协提案办复率", "代表意见建议办结率"),
    ),
    figure(
        "proposals.rated",
        "建议提案反馈意见",
        "件",
        rows("proposals", "received_on", satisfied=("满意", "基本满意", "不满意")),
        by=("type",),
        phrases=("代表委员反馈", "代表委员评价", "建议提案评价", "收到代表委员反馈", "建议提案反馈"),
    ),
    figure(
        "proposals.satisfied",
        "建议提案满意",
        "件",
        rows("proposals", "received_on", satisfied=("满意", "基本满意")),
        by=("type",),
        phrases=("代表满意", "代表委员评价满意", "建议提案满意", "代表委员表示满意", "委员满意", "代表委员满意"),
        note="含基本满意。",
    ),
    rate(
        "proposals.satisfaction_rate",
        "建议提案满意率",
        ("proposals.satisfied", "proposals.rated"),
        "满意率＝满意（含基本满意）÷反馈意见的建议提案。",
        ("代表满意率", "委员满意率", "建议提案满意率", "代表委员满意率", "提案满意率", "代表委员满意度", "建议满意率", "建议提案办理满意率", "代表建议满意率",
         "代表对办理结果满意率"),
    ),
)  # fmt: skip

INDICATORS = (*_SUPERVISION, *_PROPOSALS)
