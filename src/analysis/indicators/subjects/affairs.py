"""政务公开、政务服务 and what is done for enterprises."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, filled, rows, state
from analysis.indicators.subjects.short import figure, rate

_DISCLOSURE = (
    figure(
        "disclosure.published",
        "主动公开政府信息",
        "条",
        rows("disclosures", "published_on"),
        state("主动公开信息"),
        by=("month", "channel", "category"),
        phrases=("主动公开", "主动公开信息", "主动公开政府信息", "公开信息", "公开政府信息", "公开各类信息", "政务公开",
                 "发布信息", "政务公开信息", "发布政务信息", "发布政府信息", "更新党务、政务信息", "政务信息", "事项信息"),
    ),
    figure(
        "disclosure.wechat",
        "微信公众号发布信息",
        "条",
        state("微信公众号信息"),
        phrases=("微信公众号", "公众号发布信息", "微信公众号推送", "微信公众号发布", "微信公众号发布信息", "公众号推送", "政务新媒体"),
    ),
    figure(
        "disclosure.requests",
        "受理依申请公开",
        "件",
        rows("disclosure_requests", "received_on"),
        state("依申请公开"),
        by=("month", "result", "channel"),
        phrases=("依申请公开", "信息公开申请", "政府信息公开申请", "受理依申请公开", "收到依申请公开"),
    ),
    figure(
        "disclosure.replied",
        "依申请公开已答复",
        "件",
        rows("disclosure_requests", "received_on", filled("replied_on")),
        by=("result",),
        phrases=("答复依申请公开", "依申请公开答复", "依法答复", "按期答复", "均已答复",
                 "答复政府信息公开申请", "答复信息公开申请"),
    ),
    rate(
        "disclosure.reply_rate",
        "依申请公开答复率",
        ("disclosure.replied", "disclosure.requests"),
        "答复率＝已答复÷本年收到的申请。",
        ("依申请公开答复率", "答复率", "信息公开申请答复率", "政府信息公开申请答复率"),
    ),
    figure(
        "disclosure.on_time",
        "依申请公开按期答复",
        "件",
        rows("disclosure_requests", "received_on", on_time="是"),
        phrases=("依申请公开按期答复", "按时答复", "在法定期限内答复", "按时办结申请"),
    ),
    rate(
        "disclosure.on_time_rate",
        "依申请公开按期答复率",
        ("disclosure.on_time", "disclosure.requests"),
        "按期答复率＝按期答复÷本年收到的申请。",
        ("按期答复率", "依申请公开按期答复率", "依申请公开按时答复率", "按时答复率"),
    ),
)  # fmt: skip


def _of_state(name: str, title: str, unit: str, item: str, phrases: tuple[str, ...]) -> Indicator:
    return figure(f"affairs.{name}", title, unit, state(item), phrases=phrases)


_SERVICES = (
    figure(
        "affairs.received",
        "受理政务服务办件",
        "件",
        rows("service_cases", "accepted_on"),
        added("service_return", "received", "period"),
        state("政务服务办件"),
        by=("month", "item", "mode"),
        phrases=("政务服务办件", "办件", "受理办件", "办理政务服务事项", "便民服务事项", "办理便民服务事项", "受理业务",
                 "办理各类事项", "受理政务服务事项", "办理业务", "办理各类便民服务事项", "受理群众办事", "服务事项", "办理各类服务事项", "受理行政审批和服务事项", "办件总量"),
    ),
    figure(
        "affairs.closed",
        "政务服务办件办结",
        "件",
        rows("service_cases", "accepted_on", status="已办结"),
        rows("service_cases", "accepted_on", filled("closed_on")),
        added("service_return", "closed", "period"),
        by=("month", "item"),
        phrases=("办件办结", "办结办件", "办结政务服务事项", "办结便民服务事项", "办结业务"),
    ),
    rate(
        "affairs.completion_rate",
        "政务服务办件办结率",
        ("affairs.closed", "affairs.received"),
        "办结率＝办结办件÷受理办件。",
        ("办件办结率", "政务服务办件办结率", "便民服务办结率", "政务服务办结率", "政务服务事项办结率"),
    ),
    figure(
        "affairs.rated",
        "政务服务办件评价",
        "件",
        rows("service_cases", "accepted_on", satisfied=("满意", "基本满意", "不满意")),
        added("service_return", "rated", "period"),
        by=("month",),
        phrases=("好差评", "收到好差评", "收到评价", "政务服务评价", "办件评价", "好差评评价"),
    ),
    figure(
        "affairs.satisfied",
        "政务服务办件好评",
        "件",
        rows("service_cases", "accepted_on", satisfied=("满意", "基本满意")),
        added("service_return", "satisfied", "period"),
        by=("month",),
        phrases=("好评", "群众好评", "好评办件", "收到好评", "办件满意", "办件好评"),
        note="含基本满意。",
    ),
    rate(
        "affairs.satisfaction_rate",
        "政务服务好评率",
        ("affairs.satisfied", "affairs.rated"),
        "好评率＝满意（含基本满意）的办件÷评价的办件。",
        ("好评率", "政务服务满意率", "办件满意率", "政务服务好评率", "好差评满意率", "服务满意率"),
    ),
    figure(
        "affairs.online",
        "网上办理办件",
        "件",
        rows("service_cases", "accepted_on", mode="网上办理"),
        added("service_return", "online", "period"),
        by=("month",),
        phrases=("网上办理", "网办", "网上办件", "全程网办"),
    ),
    rate(
        "affairs.online_rate",
        "政务服务网办率",
        ("affairs.online", "affairs.received"),
        "网办率＝网上办理的办件÷受理办件。",
        ("网办率", "政务服务网办率", "办件网办率", "网上办理率", "全程网办率"),
    ),
    figure(
        "affairs.agented",
        "帮办代办",
        "件",
        rows("service_cases", "accepted_on", mode="帮办代办"),
        added("service_return", "agented", "period"),
        state("帮办代办"),
        by=("month",),
        phrases=("帮办代办", "代办", "帮办代办事项", "代办事项", "为民代办", "帮代办", "上门代办"),
    ),
    _of_state("items", "政务服务事项", "项", "政务服务事项",
              ("政务服务事项", "进驻事项", "进驻政务服务事项", "可办事项", "便民服务中心进驻事项")),
    _of_state("delegated", "下沉服务事项", "项", "下沉服务事项",
              ("下沉事项", "下放事项", "承接下放事项", "下沉政务服务事项", "下沉便民服务事项", "承接事项")),
    _of_state("powers", "权责清单事项", "项", "权责清单事项",
              ("权责清单", "权责清单事项", "权责事项", "权力清单", "行政权力事项", "梳理权责事项")),
    _of_state("duties", "履职事项清单", "项", "履职事项清单",
              ("履职事项清单", "基本履职事项", "基本履职事项清单", "履职事项")),
    _of_state("certificates", "取消证明事项", "项", "取消证明事项",
              ("取消证明事项", "清理证明事项", "证明事项", "减少证明事项", "取消证明")),
    _of_state("one_thing", "“一件事”集成事项", "项", "“一件事”事项",
              ("一件事", "“一件事”", "“高效办成一件事”", "一件事一次办", "高效办成一件事")),
)  # fmt: skip

_BUSINESS = (
    figure(
        "business.visits",
        "走访服务企业",
        "家次",
        rows("business", "visited_on"),
        state("走访企业"),
        by=("month", "form", "village"),
        phrases=("走访企业", "服务企业", "走访服务企业", "上门服务企业", "入企走访", "走访市场主体", "深入企业"),
        note="台账一行为一家一次，同一家走访两次计两家次。",
    ),
    figure(
        "business.checkups",
        "企业法治体检",
        "家次",
        rows("business", "visited_on", form="法治体检"),
        state("法治体检"),
        by=("month",),
        phrases=("法治体检", "企业法治体检", "开展法治体检", "法律体检", "“法治体检”", "法律风险排查", "提供法律风险排查"),
    ),
    figure(
        "business.problems",
        "收集企业问题诉求",
        "个",
        added("business", "problems", "visited_on"),
        by=("month", "form"),
        phrases=("收集企业问题", "收集企业诉求", "企业诉求", "收集问题", "排查法律风险", "收集问题诉求", "企业反映问题"),
    ),
    figure(
        "business.solved",
        "解决企业问题诉求",
        "个",
        added("business", "solved", "visited_on"),
        added("business", "problems", "visited_on", outcome="已办结"),
        state("解决企业问题"),
        by=("month", "form"),
        phrases=("解决企业问题", "帮助企业解决问题", "解决问题", "协调解决问题", "解决企业诉求", "解决企业困难",
                 "为企业解决", "协调解决企业问题", "帮助解决问题"),
    ),
    rate(
        "business.solution_rate",
        "企业问题诉求解决率",
        ("business.solved", "business.problems"),
        "解决率＝已解决÷收集的企业问题诉求。",
        ("企业问题解决率", "诉求解决率", "企业诉求办结率", "涉企问题解决率"),
    ),
    figure(
        "business.advice",
        "向企业提出法律建议",
        "条",
        added("business", "advice", "visited_on"),
        by=("month",),
        phrases=("提出法律建议", "法律建议", "提供法律建议", "出具法律建议"),
    ),
)  # fmt: skip

INDICATORS = (*_DISCLOSURE, *_SERVICES, *_BUSINESS)
