"""信访, 网格, 建议提案, 督查, 矫正帮教 by channel and state: what is still open, what was late."""

from __future__ import annotations

from analysis.indicators.model import Indicator, Where
from analysis.indicators.subjects.formulas import rows
from analysis.indicators.subjects.short import figure, rate


def _petition(
    word: str, title: str, *phrases: str, where: tuple[Where, ...] = (), **values: str
) -> Indicator:
    """Return the petitions of the year that came in one way or stand in one state."""
    return figure(
        f"petitions.{word}",
        title,
        "件",
        rows("petitions", "received_on", *where, **values),
        by=("month", "type", "office"),
        phrases=phrases,
        note="按来访（收到）日期计，以信访诉求台账为据。",
    )


_PETITIONS = (
    _petition("assigned", "上级交办信访", "上级交办信访", "承办上级交办件",
              "办理上级交办信访件", "上级转办信访", "上级交办信访件", "上级交办信访事项", "上级交办信访案件", "县级交办信访件", "交办信访件",
            "交办信访事项", "上级转办信访件", "县级转交办", "转交办信访件", "上级转交办", "信访联席办交办件", channel="上级交办"),
    _petition("pending", "信访诉求办理中", "信访办理中", "正在办理信访", "在办信访件", "信访未办结",
              "未办结信访件", status="办理中"),
    _petition("late", "信访诉求超期", "信访超期", "超期办理信访", "超期信访件", "信访件超期",
              "逾期信访件", on_time="超期"),
    _petition("half_satisfied", "信访诉求基本满意", "信访基本满意", "信访评价基本满意",
              "群众基本满意", "信访件基本满意", satisfied="基本满意"),
    _petition("dissatisfied", "信访诉求不满意", "信访不满意", "信访评价不满意", "群众不满意",
              "信访件不满意", satisfied="不满意"),
    _petition("first_closed", "初信初访办结", "初信初访办结", "办结初信初访",
              "化解初信初访", "初次信访办结", repeat="初信初访", status="已办结"),
    _petition("repeated_closed", "重复信访办结", "重复信访办结", "办结重复信访", "化解重复信访",
              "重访办结", "重复信访化解", repeat="重复信访", status="已办结"),
    _petition("online_closed", "网上信访办结", "网上信访办结", "办结网上信访", "网信办结",
              "办结网信件", channel="网上信访", status="已办结"),
    _petition("letters_closed", "群众来信办结", "办结群众来信", "办结来信", "信件办结", "群众来信事项办结",
              channel="来信", status="已办结"),
    _petition("visits_closed", "群众来访办结", "办结群众来访", "办结来访",
              "来访事项办结", "群众来访事项办结", channel="来访", status="已办结"),
    _petition("calls_closed", "群众来电办结", "办结群众来电", "办结来电",
              "来电诉求办结", "群众来电事项办结", channel="来电", status="已办结"),
    rate("petitions.first_closing_rate", "初信初访办结率",
         ("petitions.first_closed", "petitions.first"),
         "初信初访办结率＝已办结的初信初访÷初信初访。",
         ("初信初访办结率", "初次信访办结率", "初访办结率", "初信初访一次性办结率")),
    figure("backlog.open", "未化解信访积案", "件", rows("backlog", None, outcome="未化解"),
           phrases=("未化解积案", "未化解信访积案", "积案未化解", "剩余积案", "尚未化解积案"),
           note="台账所列而尚未化解的，不问交办在哪一年。"),
    figure("proposals.pending", "建议提案办理中", "件",
           rows("proposals", "received_on", status="办理中"), by=("type",),
           phrases=("建议提案办理中", "正在办理建议提案", "在办建议提案", "未办结建议提案", "代表建议正在推进", "建议提案正在推进")),
    figure("proposals.delegates_closed", "人大代表建议办结", "件",
           rows("proposals", "received_on", type="人大代表建议", status="已办结"),
           phrases=("人大代表建议办结", "办结人大代表建议", "代表建议办结", "办结代表建议",
                    "答复人大代表建议", "办复人大代表建议", "办结人大代表意见建议")),
    figure("proposals.members_closed", "政协提案办结", "件",
           rows("proposals", "received_on", type="政协提案", status="已办结"),
           phrases=("政协提案办结", "办结政协提案", "委员提案办结", "办结委员提案", "答复政协提案",
                    "办复政协提案")),
    figure("grid.pending", "网格事件办理中", "件",
           rows("grid_events", "reported_on", outcome="办理中"), by=("month", "village", "kind"),
           phrases=("网格事件办理中", "正在处置网格事件", "未办结网格事件", "在办网格事件",
                    "在办事件")),
    figure("grid.passed_on", "移交网格事件", "件",
           rows("grid_events", "reported_on", outcome="移交"), by=("month", "village", "kind"),
           phrases=("移交网格事件", "网格事件移交", "转交网格事件", "流转网格事件",
                    "上报流转事件")),
)  # fmt: skip
_CORRECTION = (
    figure("correction.ended", "终止社区矫正", "名", rows("correction", None, status="终止"),
           phrases=("终止社区矫正", "终止矫正", "矫正终止", "终止社区矫正对象"),
           note="台账所列状态为“终止”的，不分年度。"),
    figure("correction.moved", "迁出社区矫正对象", "名", rows("correction", None, status="迁出"),
           phrases=("迁出社区矫正对象", "矫正对象迁出", "迁出矫正对象", "变更执行地",
                    "执行地变更"),
           note="台账所列状态为“迁出”的，不分年度。"),
    figure("resettlement.released", "解除安置帮教", "名",
           rows("resettlement", None, status="已解除"),
           phrases=("解除帮教", "解除安置帮教", "期满解除帮教", "解除帮教对象"),
           note="台账所列状态为“已解除”的，不分年度。"),
    figure("resettlement.unsettled", "未安置刑满释放人员", "名",
           rows("resettlement", None, status="帮教中", settled="未安置"),
           phrases=("未安置", "未安置刑满释放人员", "尚未安置", "未落实安置", "未安置帮教对象"),
           note="在册帮教对象中“安置情况”为未安置的。"),
    rate("resettlement.settlement_rate", "刑满释放人员安置率",
         ("resettlement.settled", "resettlement.in_register"),
         "安置率＝已安置的在册帮教对象÷在册帮教对象。",
         ("安置率", "刑满释放人员安置率", "帮教对象安置率", "刑释人员安置率", "帮扶安置率")),
    figure("resettlement.unconnected", "未衔接刑满释放人员", "名",
           rows("resettlement", None, status="未衔接"),
           phrases=("未衔接", "未衔接刑满释放人员", "尚未衔接", "未衔接帮教对象"),
           note="台账所列状态为“未衔接”的，不分年度。"),
)  # fmt: skip

INDICATORS = (*_PETITIONS, *_CORRECTION)
