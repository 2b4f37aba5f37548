"""信访: petitions by channel, how they were handled, and whether people were satisfied."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, filled, rows, state
from analysis.indicators.subjects.short import figure, rate

RATED = ("满意", "基本满意", "不满意")
SATISFIED = ("满意", "基本满意")


def _channel(name: str, title: str, channel: str, phrases: tuple[str, ...]) -> Indicator:
    return figure(
        f"petitions.{name}",
        title,
        "件",
        rows("petitions", "received_on", channel=channel),
        *((added("petition_return", name, "period"),) if name in {"letters", "online"} else ()),
        by=("month",),
        phrases=phrases,
    )


_RECEIVED = (
    figure(
        "petitions.received",
        "受理信访诉求",
        "件",
        rows("petitions", "received_on"),
        added("petition_return", "received", "period"),
        state("信访件"),
        by=("month", "channel", "type", "village", "office"),
        phrases=("信访件", "受理信访", "受理信访件", "信访事项", "受理信访事项", "群众诉求", "办理信访件", "收到信访件", "信访总量", "接收信访件", "受理群众诉求", "信访案件", "信访事项受理", "信访受理", "信访件受理", "来信来访", "群众来信来访", "来信来访来电", "处理信访件", "处理信访案件", "受理信访案件", "受理群众信访", "办理信访事项", "办理信访案件", "接待处理信访", "接待群众信访", "受理群众来信来访", "处理群众来信来访", "信访总件次", "登记信访事项", "登记信访件", "接到信访件", "承办信访件", "办理群众信访", "接收信访事项"),
        note="按来访或登记日期计，同一台账里的来信、来访、来电、网上、热线都计。",
    ),
    _channel("letters", "群众来信", "来信", ("来信", "来信信访", "收到来信", "群众来信件", "受理群众来信", "群众来信", "受理来信")),
    _channel("calls", "群众来电", "来电", ("来电", "来电反映", "受理来电", "受理群众来电", "群众来电", "接听来电")),
    _channel("online", "网上信访", "网上信访", ("网上信访", "网上信访件", "网上投诉", "网信")),
    _channel("web", "网络平台留言", "网络平台", ("网络留言", "领导留言板", "网络问政", "书记信箱", "网民留言")),
    figure(
        "petitions.visits",
        "接待群众来访批次",
        "批次",
        rows("petitions", "received_on", channel="来访"),
        added("petition_return", "visits", "period"),
        state("来访批次"),
        by=("month",),
        phrases=("来访", "接待来访", "群众来访", "接待群众来访", "接访", "接待信访群众", "来访批次", "接待来访群众", "来访群众", "接待群众信访", "接待上访群众", "接待来信来访", "登记信访事项批次", "接待群众批次", "信访接待群众批次", "信访办接访群众", "接待来访人员", "接待上访人员"),
        note="台账一行为一批。",
    ),
    figure(
        "petitions.visitors",
        "接待群众来访人次",
        "人次",
        added("petitions", "people", "received_on", channel="来访"),
        added("petition_return", "visitors", "period"),
        state("来访人次"),
        by=("month",),
        phrases=("来访人次", "接待来访群众", "接待群众", "来访群众", "接访群众", "来访", "接待信访群众", "接待群众来访", "接待来访", "信访办接访群众", "接访", "接访来访群众", "群众来访", "受理群众来访", "上访群众", "接待上访群众", "接待来信来访", "接待来访人员", "接待上访人员", "接待来信来访群众", "接待信访人员"),
    ),
    figure(
        "petitions.first",
        "初信初访",
        "件",
        rows("petitions", "received_on", repeat="初信初访"),
        state("初信初访"),
        by=("month", "channel"),
        phrases=("初信初访", "初次信访", "初访", "初信初访件", "初次信访事项", "受理初次信访事项", "受理初次信访"),
    ),
    figure(
        "petitions.repeated",
        "重复信访",
        "件",
        rows("petitions", "received_on", repeat="重复信访"),
        by=("month", "channel"),
        phrases=("重复信访", "重信重访", "重访", "重复信访件"),
    ),
    rate(
        "petitions.repeat_rate",
        "重复信访率",
        ("petitions.repeated", "petitions.received"),
        "重复信访率＝重复信访÷受理信访诉求。",
        ("重复信访率", "重信重访率", "重访率", "信访重复率", "重复率", "重复信访率下降至", "重复信访占", "重复信访占比"),
    ),
)  # fmt: skip

_HANDLED = (
    figure(
        "petitions.closed",
        "信访诉求办结",
        "件",
        rows("petitions", "received_on", status="已办结"),
        rows("petitions", "received_on", filled("closed_on")),
        added("petition_return", "closed", "period"),
        state("信访件办结"),
        by=("month", "channel", "type", "office"),
        phrases=("信访办结", "办结信访件", "办结", "办结信访事项", "已办结", "办结群众诉求", "办结信访案件", "信访案件办结" ),
        note="本年受理并已办结的。",
    ),
    rate(
        "petitions.completion_rate",
        "信访诉求办结率",
        ("petitions.closed", "petitions.received"),
        "办结率＝已办结÷受理，办理中的在分母。",
        ("信访办结率", "办结率", "信访件办结率", "信访事项办结率", "诉求办结率", "结案率", "信访结案率"),
    ),
    figure(
        "petitions.on_time",
        "信访诉求按期办结",
        "件",
        rows("petitions", "received_on", on_time="按期"),
        rows("petitions", "received_on", filled("closed_on"), overdue="未超期"),
        added("petition_return", "on_time", "period"),
        by=("month",),
        phrases=("按期办结", "按时办结", "信访按期办结", "按期办理"),
    ),
    rate(
        "petitions.on_time_rate",
        "信访诉求按期办结率",
        ("petitions.on_time", "petitions.closed"),
        "按期办结率＝按期办结÷已办结。",
        ("按期办结率", "按时办结率", "信访按期办结率", "及时办结率", "信访事项按期办结率", "信访件按期办结率", "信访按时办结率", "按期答复率"),
    ),
    figure(
        "petitions.rated",
        "信访诉求参评",
        "件",
        rows("petitions", "received_on", satisfied=RATED),
        added("petition_return", "rated", "period"),
        by=("month",),
        phrases=("参评", "满意度评价", "回访评价"),
        note="填了满意、基本满意或不满意的。",
    ),
    figure(
        "petitions.satisfied",
        "信访诉求满意",
        "件",
        rows("petitions", "received_on", satisfied=SATISFIED),
        added("petition_return", "satisfied", "period"),
        by=("month",),
        phrases=("满意", "群众满意", "评价满意", "满意件"),
        note="含基本满意。",
    ),
    rate(
        "petitions.satisfaction_rate",
        "信访诉求群众满意率",
        ("petitions.satisfied", "petitions.rated"),
        "满意率＝满意（含基本满意）÷参评，未评价、未回访的不在分母。",
        ("群众满意率", "满意率", "信访满意率", "群众满意度", "满意度", "信访事项群众满意率", "参评满意率", "信访群众满意率", "群众参评满意率", "信访件满意率"),
    ),
    figure(
        "petitions.refused",
        "信访诉求不予受理",
        "件",
        rows("petitions", "received_on", status="不予受理"),
        by=("month",),
        phrases=("不予受理信访", "信访不予受理", "不予受理信访件", "不予受理信访事项", "不予受理"),
    ),
)  # fmt: skip

INDICATORS = (*_RECEIVED, *_HANDLED)
