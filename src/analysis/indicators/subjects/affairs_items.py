"""政务: lists of duties, what may be done online or at once, counters, 信息公开 beyond the register."""

from __future__ import annotations

from analysis.indicators.model import Indicator, Total
from analysis.indicators.subjects.formulas import rows, state
from analysis.indicators.subjects.short import figure, rate


def _kept(name: str, title: str, unit: str, item: str, *phrases: str, note: str = "") -> Indicator:
    """Return a figure of which a town keeps the year's total only."""
    return figure(name, title, unit, state(item), phrases=(*phrases, title), note=note)


_DUTIES = (
    _kept("affairs.duties_shared", "配合履职事项", "项", "配合履职事项", "配合履职事项清单", "配合事项", "配合履职清单", "配合履行职责事项", "乡镇配合履职事项"),
    _kept("affairs.duties_returned", "上级部门收回事项", "项", "上级部门收回事项",
          "收回事项", "上级收回事项", "部门收回事项", "收回不适宜乡镇承担事项", "上级部门收回事项清单",
          "收回乡镇不宜承担事项", "上收事项", "由上级部门收回事项"),
    _kept("affairs.duties_sorted", "梳理工作事项", "项", "梳理工作事项", "工作事项", "底单事项", "形成底单事项", "梳理底单事项", "履职底单事项", "梳理履职底单",
            "底单事项梳理", "从工作事项", "工作事项去重合并",
          note="编制履职事项清单前梳理的事项，归纳后的见履职事项清单。"),
    Indicator(
        id="affairs.duties_all",
        title="三张清单事项",
        unit="项",
        formulas=(Total(("affairs.duties", "affairs.duties_shared", "affairs.duties_returned")),),
        adds_over=("area",),
        phrases=("履职清单", "三张清单", "三张履职清单", "三张清单事项"),
        note="基本履职、配合履职和上级部门收回事项之和。",
    ),
)  # fmt: skip
_COUNTERS = (
    _kept("affairs.papers", "发放证照", "件", "发放证照", "发证", "发放证件", "办理证照", "颁发证照", "核发证照"),
    _kept("affairs.enquiries", "窗口咨询", "件", "窗口咨询", "窗口咨询件", "接受咨询", "办事咨询", "窗口受理咨询", "接待办事咨询", "受理咨询"),
    _kept("affairs.machines", "政务自助机覆盖村（社区）", "个", "政务自助机覆盖村（社区）",
          "政府服务自助机", "政务服务自助机", "自助机", "自助终端覆盖社区", "自助机覆盖村", "自助终端覆盖村"),
    figure(
        "affairs.at_counter",
        "窗口办理办件",
        "件",
        rows("service_cases", "accepted_on", mode="窗口办理"),
        by=("month", "item"),
        phrases=("窗口办件", "窗口办理", "线下办件", "现场办件", "窗口受理", "线下办理", "窗口受理办件",
            "线下窗口办件", "办件窗口", "线下窗口办理",
            "窗口现场办理", "窗口办件量"),
    ),
    _kept("affairs.centres", "便民服务中心", "个", "便民服务中心", "镇便民服务中心",
          "设立便民服务中心", "建成便民服务中心", "建立便民服务中心", "规范化便民服务中心"),
    _kept("affairs.stations", "便民服务站", "个", "便民服务站", "村级便民服务站", "村便民服务站", "设立便民服务站", "建成便民服务站", "便民服务点", "村级便民服务点", "建立便民服务站"),
    _kept("affairs.windows", "综治中心窗口", "个", "综治中心窗口", "常驻窗口", "综治中心设置窗口", "综治中心服务窗口", "设置综治中心窗口", "专业窗口"),
    _kept("business.surveys", "营商环境满意度调查", "份", "营商环境满意度调查",
          "企业满意度调查", "营商环境问卷", "营商环境调查问卷", "发放企业满意度问卷", "企业调查问卷"),
    _kept("services.machine_uses", "自助服务机使用量", "件次", "自助服务机使用量",
          "自助机使用量", "自助机使用", "自助终端使用", "自助服务机使用", "自助机服务", "法律服务自助机使用", "使用自助机"),
    _kept("affairs.online_items", "网上可办事项", "项", "网上可办事项", "网上可办", "可网办事项", "实现网上可办", "网上可办政务服务事项",
            "全程网办事项", "可全程网办", "可全程网办事项", "事项全程网办",
            "全程网办政务服务事项", "实现全程网办", "网办事项", "可网上办理事项",
            "网上可办理事项"),
    rate(
        "affairs.online_items_rate",
        "政务服务事项网上可办率",
        ("affairs.online_items", "affairs.items"),
        "网上可办率＝网上可办事项÷政务服务事项。",
        ("网上可办率", "事项网上可办率", "事项可网办率", "网上可办比例"),
    ),
    _kept("affairs.one_stop", "一次办事项", "项", "一次办事项", "“一次办”事项", "最多跑一次事项", "一次办结事项", "实现一次办", "一次办好事项", "只跑一次事项"),
    rate(
        "affairs.one_stop_rate",
        "政务服务事项一次办率",
        ("affairs.one_stop", "affairs.items"),
        "一次办率＝一次办事项÷政务服务事项。",
        ("一次办率", "“一次办”", "一次办结率", "最多跑一次率", "最多跑一次实现率", "一次办好率", "一次办成率"),
    ),
)  # fmt: skip
_DISCLOSURE = (
    _kept(
        "disclosure.officers",
        "政务信息员",
        "名",
        "政务信息员",
        "专职信息员",
        "政务公开信息员",
        "信息公开工作人员",
        "政务公开工作人员",
        "政务公开专员",
        "政务公开专职人员",
    ),
    _kept(
        "disclosure.carried_in",
        "依申请公开上年结转",
        "件",
        "依申请公开上年结转",
        "结转上年度",
        "上年度结转",
    ),
    _kept(
        "disclosure.carried_out",
        "依申请公开结转下年",
        "件",
        "依申请公开结转下年",
        "结转下年度继续办理",
        "结转下年度",
        "结转下年继续办理",
        "顺延至下年度",
    ),
    _kept(
        "disclosure.reconsiderations",
        "信息公开行政复议",
        "件",
        "信息公开行政复议",
        "政府信息公开行政复议",
        "信息公开复议",
        "因信息公开被复议",
        "依申请公开引发行政复议",
        "依申请公开行政复议",
        "信息公开申请的行政复议",
        "因信息公开引发行政复议",
        "信息公开工作被申请行政复议",
        "由此引发行政复议",
    ),
    _kept(
        "disclosure.lawsuits",
        "信息公开行政诉讼",
        "件",
        "信息公开行政诉讼",
        "政府信息公开行政诉讼",
        "信息公开诉讼",
        "因信息公开被诉",
        "依申请公开引发行政诉讼",
        "依申请公开行政诉讼",
        "信息公开申请的行政诉讼",
        "因信息公开引发行政诉讼",
        "信息公开工作被提起行政诉讼",
        "由此引发行政诉讼",
    ),
    _kept(
        "disclosure.website",
        "政府网站公开信息",
        "条",
        "政府网站公开信息",
        "政府网站公开",
        "门户网站公开",
        "网站公开",
        "通过政府网站公开政务信息",
        "区政府网站公开信息",
        "政府网站发布信息",
        "门户网站发布信息",
        "通过政府网站发布信息",
        "门户网站更新政务信息",
        "门户网站政务信息",
        "政府网站公开本镇信息",
        "政务网站",
        "政务信息公开专栏发布信息",
    ),
    _kept(
        "disclosure.explained",
        "政策解读",
        "条",
        "政策解读",
        "政策解读信息",
        "解读政策",
        "政策解读材料",
        "发布解读信息",
        "发布政策解读",
    ),
    _kept(
        "disclosure.news",
        "工作动态信息",
        "条",
        "工作动态信息",
        "工作动态",
        "发布工作动态",
        "公开工作动态",
        "动态信息",
        "发布动态信息",
    ),
    _kept(
        "disclosure.announced",
        "通知公告",
        "条",
        "通知公告",
        "公示公告",
        "发布通知公告",
        "通知公告信息",
        "发布公示公告",
        "公告公示",
    ),
    _kept(
        "disclosure.papers",
        "主动公开公文",
        "件",
        "主动公开公文",
        "公文类信息",
        "公开文件",
        "主动公开文件",
        "公开公文类信息",
        "公开公文",
        "文件类信息",
        "公开政策文件",
        "政策文件类信息",
        "公开政府文件",
    ),
    _kept(
        "disclosure.open_days",
        "政府开放活动",
        "次",
        "政府开放活动",
        "政府开放月活动",
        "政务开放日",
        "举办政府开放日",
        "开展政府开放日活动",
        "政府开放日活动",
        "政府开放日",
    ),
    _kept(
        "disclosure.open_day_people",
        "政府开放活动参加",
        "人次",
        "政府开放活动参加",
        "参加政府开放活动",
        "参加政府开放日",
        "参加政务开放日",
        "邀请参加政府开放日",
        "邀请群众代表参加政府开放日",
        "政府开放日邀请群众代表",
        "政府开放日邀请代表",
        "邀请群众走进政府",
    ),
)


def _replied(word: str, result: str, *phrases: str) -> Indicator:
    """Return the requests answered in one way."""
    return figure(
        f"disclosure.{word}",
        f"依申请公开{result}",
        "件",
        rows("disclosure_requests", "received_on", result=result),
        by=("month",),
        phrases=(*phrases, f"依申请公开{result}"),
        note="按收到申请日期计。",
    )


def _received(word: str, channel: str, *phrases: str) -> Indicator:
    """Return the requests that came in one way."""
    return figure(
        f"disclosure.{word}",
        f"依申请公开{channel}",
        "件",
        rows("disclosure_requests", "received_on", channel=channel),
        by=("month",),
        phrases=(*phrases, f"依申请公开{channel}"),
    )


_REQUESTS = (
    _replied("granted", "予以公开", "同意公开", "全部公开", "答复予以公开", "予以公开"),
    _replied("partly", "部分公开", "予以部分公开", "答复部分公开", "部分公开"),
    _replied("refused", "不予公开", "决定不予公开", "答复不予公开", "不予公开"),
    _replied("unavailable", "无法提供", "无法提供", "不掌握信息", "信息不存在"),
    _received("by_web", "网络申请", "网上申请", "网络渠道申请", "网站申请", "通过网络申请", "网络申请", "在线申请", "线上申请", "互联网申请"),
    _received("by_letter", "信函申请", "信函方式申请", "邮寄申请", "书信申请", "通过信函申请", "信函申请"),
    _received("in_person", "当面申请", "现场申请", "当面提交申请", "当面方式申请", "当面申请"),
)  # fmt: skip

INDICATORS = (*_DUTIES, *_COUNTERS, *_DISCLOSURE, *_REQUESTS)
