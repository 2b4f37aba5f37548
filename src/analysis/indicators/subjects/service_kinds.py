"""Services by dimension: 接待 by matter, 办件 by state and answer, 依申请公开, 走访企业 by form."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import rows
from analysis.indicators.subjects.short import figure


def _matter(word: str, kind: str, *names: str) -> Indicator:
    """Return how many came about one kind of matter."""
    said = ("{}咨询", "咨询{}")
    return figure(
        f"visits.about_{word}",
        f"接待{kind}类咨询",
        "人次",
        rows("visits", "received_on", type=kind),
        by=("month", "channel"),
        phrases=tuple(p.format(name) for name in (kind, *names) for p in said),
        note="接待登记台账一行为一人次，按咨询类别计。",
    )


_MATTERS = (
    _matter("family", "婚姻家庭", "婚姻家事", "婚姻继承"),
    _matter("labour", "劳动争议", "劳动纠纷", "劳动用工"),
    _matter("contracts", "合同债务", "合同纠纷", "债务纠纷"),
    _matter("neighbours", "邻里", "邻里纠纷", "相邻关系"),
    _matter("land", "土地房屋", "土地纠纷", "宅基地"),
    _matter("damages", "损害赔偿", "人身损害", "交通事故"),
    _matter("aid", "法律援助", "法援", "申请法律援助"),
    _matter("appraisal", "司法鉴定", "鉴定", "办理司法鉴定"),
    figure("visits.dissatisfied", "接待评价为不满意", "人次",
           rows("visits", "received_on", satisfied="不满意"), by=("month", "channel"),
           phrases=("接待不满意", "群众不满意", "评价不满意", "咨询不满意")),
    figure("visits.to_mediation", "接待申请调解", "人次",
           rows("visits", "received_on", type="人民调解"), by=("month", "channel"),
           phrases=("接待申请调解", "申请人民调解", "引导申请调解", "接待调解申请", "引导调解")),
    figure("visits.resettlement", "接待安置帮教事项", "人次",
           rows("visits", "received_on", type="安置帮教"), by=("month", "channel"),
           phrases=("接待安置帮教", "安置帮教咨询", "接待帮教对象", "接待社区矫正和安置帮教")),
)  # fmt: skip


def _case(word: str, title: str, *phrases: str, **values: str) -> Indicator:
    """Return the 办件 of the year in one state, or with one answer."""
    return figure(
        f"affairs.{word}",
        title,
        "件",
        rows("service_cases", "accepted_on", **values),
        by=("month", "item"),
        phrases=phrases,
        note="按受理日期计，以办件台账为据。",
    )


_AFFAIRS = (
    _case("pending", "政务服务办件办理中", "办理中办件", "在办办件", "正在办理办件", "未办结办件", "政务服务正在办理", "政务服务在办",
          status="办理中"),
    _case("refused", "政务服务办件不予受理", "不予受理办件", "办件不予受理", "退回办件",
          "不予受理政务服务事项", status="不予受理"),
    _case("fully_satisfied", "政务服务办件评价满意", "好差评满意", "办件评价满意",
          "满意办件", "政务服务评价满意", satisfied="满意"),
    _case("half_satisfied", "政务服务办件评价基本满意", "好差评基本满意", "办件基本满意",
          "政务服务基本满意", "评价基本满意", satisfied="基本满意"),
    _case("dissatisfied", "政务服务办件差评", "差评", "好差评不满意", "办件不满意", "政务服务差评",
          "办件差评", satisfied="不满意"),
    _case("unrated", "政务服务办件未评价", "办件未评价", "好差评未评价", "未参与评价", "未评价办件",
          satisfied="未评价"),
    figure("affairs.online_closed", "网上办件办结", "件",
           rows("service_cases", "accepted_on", mode="网上办理", status="已办结"), by=("month",),
           phrases=("网上办结", "网办办结", "网上办件办结", "办结网上办件", "线上办结")),
    figure("affairs.agented_closed", "帮办代办办结", "件",
           rows("service_cases", "accepted_on", mode="帮办代办", status="已办结"), by=("month",),
           phrases=("帮办代办办结", "办结帮办代办", "办结代办事项", "代办事项办结", "办结帮代办")),
)  # fmt: skip


def _asked(word: str, title: str, *phrases: str, **values: str) -> Indicator:
    """Return the requests of the year that came or were answered in one way."""
    return figure(
        f"disclosure.{word}",
        title,
        "件",
        rows("disclosure_requests", "received_on", **values),
        by=("month",),
        phrases=phrases,
        note="按收到申请日期计。",
    )


_REQUESTS = (
    _asked("by_fax", "依申请公开传真申请", "传真申请", "通过传真申请", "传真方式申请",
           "依申请公开传真申请", channel="传真申请"),
    _asked("by_others", "依申请公开其他方式申请", "其他方式申请", "其他渠道申请", "通过其他方式申请",
           "依申请公开其他方式", channel="其他"),
    _asked("not_handled", "依申请公开不予处理", "不予处理", "申请不予处理", "依申请公开不予处理",
           "作出不予处理", result="不予处理"),
    _asked("answered_otherwise", "依申请公开其他处理", "其他处理", "依申请公开其他处理",
           "作出其他处理", "申请作其他处理", result="其他"),
    _asked("late", "依申请公开逾期答复", "逾期答复", "超期答复", "依申请公开逾期", "未按期答复",
           on_time="否"),
)  # fmt: skip


def _firms(word: str, title: str, unit: str, form: str, *phrases: str) -> Indicator:
    """Return the visits to enterprises of one form."""
    return figure(
        f"business.{word}",
        title,
        unit,
        rows("business", "visited_on", form=form),
        by=("month",),
        phrases=phrases,
        note="走访服务企业台账一行为一次。",
    )


_BUSINESS = (
    _firms("forums", "企业座谈会", "次", "座谈", "企业座谈会", "召开企业座谈会", "政企座谈会",
           "企业家座谈会", "开展企业座谈", "举办企业座谈会", "政企早餐会", "政企恳谈会", "企业恳谈会",
           "政商恳谈会", "政企沟通会", "政企面对面", "亲清座谈会"),
    _firms("talks", "涉企政策宣讲", "次", "政策宣讲", "惠企政策宣讲", "涉企政策宣讲",
           "开展政策宣讲", "政策宣讲", "入企宣讲", "组织政策宣讲", "宣讲惠企政策", "讲惠企政策",
           "惠企政策宣传", "惠企政策解读", "政策进企业", "助企政策宣讲"),
    figure("business.pending", "企业诉求办理中", "家次",
           rows("business", "visited_on", outcome="办理中"), by=("month", "form"),
           phrases=("企业诉求办理中", "正在解决企业诉求", "企业问题正在办理", "企业诉求正在协调"),
           note="一行为一次走访，其所收问题尚在办理的。"),
)  # fmt: skip


def _advised(word: str, form: str, *phrases: str) -> Indicator:
    """Return how often advisers served in one form."""
    return figure(
        f"advisers.{word}_times",
        f"法律顾问服务：{form}",
        "次",
        rows("adviser_service", "served_on", form=form),
        by=("month", "village"),
        phrases=phrases,
        note="法律顾问服务记录一行为一次，按服务方式计。",
    )


_ADVISERS = (
    _advised("online", "线上服务", "法律顾问线上服务", "线上法律服务", "微信群服务", "开展线上服务",
             "提供线上法律服务"),
    _advised("consulted", "法律咨询", "法律顾问咨询", "法律顾问提供咨询", "律师咨询服务",
             "开展法律咨询服务", "提供律师咨询"),
    _advised("lectures", "法治讲座", "法律顾问讲座", "法律顾问举办讲座", "法律顾问讲座服务", "法律顾问讲座次数"),
    _advised("mediated", "参与调解", "法律顾问调解", "律师参与调处", "法律顾问参与调处", "顾问参与调解", "律师调解", "律师参加现场调解",
                                 "法律顾问参加调解", "参加现场调解"),
    _advised("opinions", "出具法律意见", "法律顾问出具意见", "律师出具意见", "顾问出具法律意见", "律师提出法律意见", "法律顾问提出法律意见",
                                   "给出法律意见", "律师出具法律意见书"),
    _advised("contracts", "审查合同", "法律顾问合同审查", "律师审查合同", "律师合同审查",
             "顾问合同审查"),
    _advised("documents", "代写文书", "法律顾问代书", "律师代写文书", "律师代书", "顾问代写文书"),
)  # fmt: skip

INDICATORS = (*_MATTERS, *_AFFAIRS, *_REQUESTS, *_BUSINESS, *_ADVISERS)
