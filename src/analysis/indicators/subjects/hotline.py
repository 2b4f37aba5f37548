"""The 12345 hotline, and old petitions settled."""

from __future__ import annotations

from analysis.indicators.model import Count
from analysis.indicators.subjects.formulas import added, rows, state
from analysis.indicators.subjects.petitions import RATED, SATISFIED
from analysis.indicators.subjects.short import figure, rate


def _by_hotline(**values: str | tuple[str, ...]) -> Count:
    return rows("petitions", "received_on", channel="12345热线", **values)


_HOTLINE = (
    figure(
        "hotline.received",
        "12345热线工单",
        "件",
        added("hotline_return", "received", "period"),
        state("12345热线工单"),
        _by_hotline(),
        by=("month",),
        phrases=("12345热线工单", "12345热线", "12345工单", "热线工单", "政务服务热线", "12345政务服务便民热线", "受理热线", "受理工单", "便民热线", "承办12345工单", "12345平台工单", "接收工单", "工单总数", "交办热线", "12345受理", "12345热线承办工单", "12345热线受理", "承办热线工单", "12345热线诉求", "12345热线转办", "12345热线交办", "12345平台诉求", "12345转办件", "12345诉求", "12345政务服务热线", "市长热线", "12345市民热线", "市民热线工单", "受理热线诉求", "政务热线来电", "热线来电诉求", "热线投诉", "签收工单", "接到工单"),
        note="以热线月报表或基本情况为先；信访诉求台账须在信访形式中写明热线。",
    ),
    figure(
        "hotline.closed",
        "12345热线工单办结",
        "件",
        added("hotline_return", "closed", "period"),
        state("12345热线工单办结"),
        _by_hotline(status="已办结"),
        by=("month",),
        phrases=("热线办结", "工单办结", "办结工单", "办结热线工单", "办结12345工单", "热线限时办结"),
    ),
    rate(
        "hotline.completion_rate",
        "12345热线工单办结率",
        ("hotline.closed", "hotline.received"),
        "办结率＝办结工单÷受理工单，办理中的在分母。",
        ("热线办结率", "工单办结率", "12345热线办结率", "热线工单办结率", "办结率", "12345工单办结率"),
    ),
    figure(
        "hotline.on_time",
        "12345热线工单按时办结",
        "件",
        added("hotline_return", "on_time", "period"),
        _by_hotline(on_time="按期"),
        by=("month",),
        phrases=("工单按时办结", "热线按期办结", "按时办结工单", "工单按期办结", "限时办结工单"),
    ),
    rate(
        "hotline.on_time_rate",
        "12345热线工单按时办结率",
        ("hotline.on_time", "hotline.closed"),
        "按时办结率＝按时办结工单÷办结工单。",
        ("热线按期办结率", "工单按时办结率", "工单按期办结率", "热线工单按时办结率", "按时完成率", "工单按时完成率", "按时办结率", "按期办结率"),
    ),
    figure(
        "hotline.rated",
        "12345热线工单回访",
        "件",
        added("hotline_return", "rated", "period"),
        _by_hotline(satisfied=RATED),
        by=("month",),
        phrases=("工单回访", "热线工单回访", "工单评价", "热线评价", "热线回访", "回访工单", "回访诉求人", "12345诉求人回访", "回访12345"),
    ),
    figure(
        "hotline.satisfied",
        "12345热线工单满意",
        "件",
        added("hotline_return", "satisfied", "period"),
        _by_hotline(satisfied=SATISFIED),
        by=("month",),
        phrases=("工单满意", "热线工单满意", "工单评价为满意", "热线评价满意", "热线满意", "回访满意", "热线满意件", "工单满意件"),
        note="含基本满意。",
    ),
    rate(
        "hotline.satisfaction_rate",
        "12345热线工单满意率",
        ("hotline.satisfied", "hotline.rated"),
        "满意率＝满意（含基本满意）工单÷回访评价的工单。",
        ("热线满意率", "工单满意率", "热线工单满意率", "12345热线满意率", "热线群众满意率", "12345热线群众满意率", "满意率", "群众满意率", "市民满意率",
            "工单群众满意率", "热线工单群众满意率", "回访满意率"),
    ),
)  # fmt: skip

_ANSWERS = (
    figure(
        "hotline.fully_satisfied",
        "12345热线工单评价满意",
        "件",
        _by_hotline(satisfied="满意"),
        by=("month",),
        phrases=("工单评价满意", "满意工单"),
        note="不含基本满意；含基本满意的见12345热线工单满意。",
    ),
    figure(
        "hotline.half_satisfied",
        "12345热线工单评价基本满意",
        "件",
        _by_hotline(satisfied="基本满意"),
        by=("month",),
        phrases=("工单基本满意", "基本满意工单"),
    ),
    figure(
        "hotline.dissatisfied",
        "12345热线工单评价不满意",
        "件",
        _by_hotline(satisfied="不满意"),
        by=("month",),
        phrases=("工单不满意", "不满意工单", "热线不满意件", "工单不满意件"),
    ),
    figure(
        "hotline.refused",
        "12345热线工单不予受理",
        "件",
        _by_hotline(status="不予受理"),
        by=("month",),
        phrases=("工单不予受理", "退单", "工单退回", "热线不予受理", "退回工单", "不予受理工单"),
    ),
)  # fmt: skip

_BACKLOG = (
    figure(
        "backlog.total",
        "信访积案",
        "件",
        rows("backlog", None),
        phrases=("信访积案", "积案", "交办积案", "重点信访积案", "信访积案件", "历史信访积案"),
        note="台账所列全部积案，不问交办在哪一年。",
    ),
    figure(
        "backlog.settled",
        "化解信访积案",
        "件",
        rows("backlog", "settled_on", outcome="已化解"),
        added("petition_return", "settled", "period"),
        state("化解信访积案"),
        by=("month", "village", "office"),
        phrases=("化解信访积案", "化解积案", "积案化解", "化解信访历史积案", "成功化解信访积案", "化解历史遗留问题", "办结信访积案", "信访积案化解", "信访积案办结", "化解信访历史遗留问题", "化解“骨头案”", "化解历史遗留信访案件", "化解信访历史遗留案件", "信访积案清零", "积案清零", "信访积案全部清零", "信访积案全部化解", "化解疑难信访积案", "化解重点信访积案", "化解信访老案"),
        note="按化解日期计。",
    ),
    rate(
        "backlog.settlement_rate",
        "信访积案化解率",
        ("backlog.settled", "backlog.total"),
        "化解率＝本年化解的积案÷台账所列积案。",
        ("积案化解率", "信访积案化解率"),
    ),
)  # fmt: skip

INDICATORS = (*_HOTLINE, *_ANSWERS, *_BACKLOG)
