"""政务: lists of duties, what may be done online or at once, counters, 信息公开 beyond the register."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import state
from analysis.indicators.subjects.short import figure, rate


def _kept(name: str, title: str, unit: str, item: str, *phrases: str, note: str = "") -> Indicator:
    """Return a figure of which a town keeps the year's total only."""
    return figure(name, title, unit, state(item), phrases=(*phrases, title), note=note)


_DUTIES = (
    _kept("affairs.duties_shared", "配合履职事项", "项", "配合履职事项", "配合履职事项清单"),
    _kept("affairs.duties_returned", "上级部门收回事项", "项", "上级部门收回事项",
          "收回事项", "收回不适宜乡镇承担事项"),
    _kept("affairs.duties_sorted", "梳理工作事项", "项", "梳理工作事项", "工作事项",
          note="编制履职事项清单前梳理的事项，归纳后的见履职事项清单。"),
)  # fmt: skip
_COUNTERS = (
    _kept("affairs.papers", "发放证照", "件", "发放证照", "发证", "核发证照"),
    _kept("affairs.enquiries", "窗口咨询", "件", "窗口咨询", "窗口咨询件", "受理咨询"),
    _kept("affairs.machines", "政务自助机覆盖村（社区）", "个", "政务自助机覆盖村（社区）",
          "政府服务自助机", "政务服务自助机", "自助机"),
    _kept("affairs.online_items", "网上可办事项", "项", "网上可办事项", "网上可办"),
    rate(
        "affairs.online_items_rate",
        "政务服务事项网上可办率",
        ("affairs.online_items", "affairs.items"),
        "网上可办率＝网上可办事项÷政务服务事项。",
        ("网上可办率", "事项网上可办率"),
    ),
    _kept("affairs.one_stop", "一次办事项", "项", "一次办事项", "“一次办”事项"),
    rate(
        "affairs.one_stop_rate",
        "政务服务事项一次办率",
        ("affairs.one_stop", "affairs.items"),
        "一次办率＝一次办事项÷政务服务事项。",
        ("一次办率", "“一次办”", "一次办结率"),
    ),
)  # fmt: skip
_DISCLOSURE = (
    _kept("disclosure.officers", "政务信息员", "名", "政务信息员", "专职信息员", "信息员"),
    _kept("disclosure.carried_in", "依申请公开上年结转", "件", "依申请公开上年结转", "结转上年度"),
    _kept("disclosure.carried_out", "依申请公开结转下年", "件", "依申请公开结转下年",
          "结转下年度继续办理", "结转下年度"),
    _kept("disclosure.reconsiderations", "信息公开行政复议", "件", "信息公开行政复议",
          "政府信息公开行政复议"),
    _kept("disclosure.lawsuits", "信息公开行政诉讼", "件", "信息公开行政诉讼",
          "政府信息公开行政诉讼"),
)  # fmt: skip

INDICATORS = (*_DUTIES, *_COUNTERS, *_DISCLOSURE)
