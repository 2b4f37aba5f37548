"""公共法律服务 case by case: visits, legal aid, 公证, 代书; what the advisers of the villages did."""

from __future__ import annotations

from analysis.indicators.model import Formula, Indicator, Ratio
from analysis.indicators.subjects.formulas import added, filled, rows, state
from analysis.indicators.subjects.short import figure


def _of_return(name: str, title: str, unit: str, column: str, *phrases: str) -> Indicator:
    """Return a figure that only the monthly return has."""
    return Indicator(
        id=name,
        title=title,
        unit=unit,
        formulas=(added("legal_service", column, "period"),),
        phrases=phrases,
    )


def _visit(name: str, title: str, formulas: tuple[Formula, ...], *phrases: str) -> Indicator:
    """Return a count of visits; a row of the register is one visit."""
    return Indicator(
        id=name,
        title=title,
        unit="人次",
        formulas=formulas,
        phrases=phrases,
        note="接待登记台账一行为一人次。",
    )


def _aid(name: str, title: str, when: str, others: tuple[Formula, ...], *phrases: str) -> Indicator:
    """Return legal aid cases by one of their dates."""
    return Indicator(
        id=name,
        title=title,
        unit="件",
        formulas=(rows("legal_aid", when), *others),
        phrases=phrases,
    )


def _adviser(
    name: str, title: str, unit: str, column: str, *phrases: str, note: str = ""
) -> Indicator:
    """Return what the advisers did: the record of service, else the monthly return."""
    return figure(
        f"advisers.{name}",
        title,
        unit,
        added("adviser_service", column, "served_on"),
        added("adviser_return", column, "period"),
        phrases=phrases,
        note=note,
    )


_VISITS = (
    _visit("visits.received", "公共法律服务接待群众",
           (rows("visits", "received_on"), added("legal_service", "visitors", "period")),
           "接待群众", "公共法律服务中心接待群众", "公共法律服务窗口接待", "司法所接待群众", "接待群众来访咨询", "接待来访咨询", "接待群众来访来电", "公共法律服务工作站接待来访群众", "公共法律服务接待咨询", "公共法律服务站接待来访", "公共法律服务站接待来访群众", "公共法律服务站接待群众", "公共法律服务中心接待来访群众", "司法所接待来访群众", "法律服务中心接待群众", "接待来访群众"),
    _visit("visits.walk_in", "现场接待来访", (rows("visits", "received_on", channel="来访"),),
           "现场接待", "现场接待来访"),
    _visit("visits.phone", "电话咨询",
           (rows("visits", "received_on", channel="来电"),
            added("legal_service", "hotline", "period")),
           "12348", "12348热线", "接听12348热线", "热线咨询", "电话咨询", "接听热线", "电话解答", "接听法律咨询电话", "接听咨询电话"),
    _visit("visits.online", "线上法律咨询", (rows("visits", "received_on", channel="网络"),),
           "线上咨询", "网上咨询", "线上法律咨询", "微信咨询", "在线解答法律问题", "在线解答咨询"),
    Indicator(
        id="visits.rated",
        title="接待满意度评价",
        unit="人次",
        formulas=(rows("visits", "received_on", filled("satisfied")),),
        phrases=("参与评价", "接待评价", "群众参与评价", "参与满意度评价", "满意度评价"),
    ),
    Indicator(
        id="visits.satisfied",
        title="接待评价为满意",
        unit="人次",
        formulas=(rows("visits", "received_on", satisfied=("满意", "基本满意")),),
        phrases=("评价满意", "群众满意", "满意"),
        note="满意与基本满意之和。",
    ),
    Indicator(
        id="visits.satisfaction_rate",
        title="公共法律服务满意率",
        unit="%",
        formulas=(Ratio("visits.satisfied", "visits.rated"),),
        decimals=1,
        phrases=("满意率", "群众满意率", "公共法律服务满意率", "满意度", "群众满意度", "公共法律服务群众满意度", "公共法律服务满意度", "法律服务满意率"),
        note="满意率＝（满意＋基本满意）人次÷作出评价的人次；未评价的不计。",
    ),
    Indicator(
        id="services.notary",
        title="协助办理公证",
        unit="件",
        formulas=(
            rows("visits", "received_on", type="公证"),
            added("legal_service", "notary", "period"),
        ),
        phrases=("公证", "办理公证", "协助办理公证", "引导办理公证", "公证事项"),
    ),
    Indicator(
        id="services.drafted",
        title="代写法律文书",
        unit="份",
        formulas=(
            rows("visits", "received_on", type="代写文书"),
            added("legal_service", "drafted", "period"),
        ),
        phrases=("代写法律文书", "代书", "代写文书", "代拟法律文书"),
    ),
    _of_return("services.mediated", "公共法律服务站调解纠纷", "件", "mediated",
               "公共法律服务站调解", "公共法律服务站参与调解", "法律服务站调解", "公共法律服务工作站调解", "服务站调解纠纷"),
    _of_return("services.lectures", "公共法律服务法治讲座", "场", "lectures",
               "公共法律服务讲座", "公共法律服务站讲座", "法律服务站讲座", "公共法律服务站举办讲座", "服务站举办法治讲座"),
)  # fmt: skip
_LEGAL_AID = (
    _aid("legal_aid.applied", "法律援助申请", "applied_on", (),
         "法律援助申请", "申请法律援助", "收到法律援助申请", "接受法律援助申请", "接收法律援助申请", "引导群众申请法律援助", "协助申请法律援助", "收转法律援助申请材料"),
    _aid("legal_aid.accepted", "受理法律援助案件", "accepted_on",
         (added("legal_service", "aid_accepted", "period"),),
         "受理法律援助", "受理法律援助案件", "受理法律援助申请", "受理援助案件", "协助办理法律援助", "初审法律援助", "法律援助初审", "办理法律援助初审", "受理法援案件", "初审法律援助申请", "办理法律援助", "受理援助", "办理法律援助案件", "协助申办法援案件", "申办法援案件", "法律援助工作站受理", "法律援助联系点受理援助", "法律援助受理", "办理法律援助事项" ),
    _aid("legal_aid.assigned", "指派法律援助案件", "assigned_on", (),
         "指派法律援助案件", "指派律师", "指派律师办理", "指派法律援助律师", "指派援助案件", "指派案件", "法律援助指派", "指派援助律师"),
    _aid("legal_aid.closed", "办结法律援助案件", "closed_on", (),
         "办结法律援助案件", "办结法律援助", "办结法援案件", "办结援助案件", "法律援助办结", "法律援助结案"),
    Indicator(
        id="legal_aid.closing_rate",
        title="法律援助案件办结率",
        unit="%",
        formulas=(Ratio("legal_aid.closed", "legal_aid.accepted"),),
        decimals=1,
        phrases=("法律援助办结率", "法援案件办结率", "援助案件办结率", "法律援助案件办结率"),
        note="办结率＝当年办结件数÷当年受理件数；办结的可含上年受理的。",
    ),
    _of_return("legal_aid.workers", "农民工法律援助", "件", "aid_workers",
               "农民工法律援助", "为农民工提供法律援助", "农民工法援案件", "涉农民工法律援助"),
    _of_return("legal_aid.elderly", "老年人法律援助", "件", "aid_elderly",
               "老年人法律援助", "为老年人提供法律援助"),
    _of_return("legal_aid.women", "妇女法律援助", "件", "aid_women",
               "妇女法律援助", "为妇女提供法律援助"),
    _of_return("legal_aid.minors", "未成年人法律援助", "件", "aid_minors",
               "未成年人法律援助", "为未成年人提供法律援助"),
    _of_return("legal_aid.disabled", "残疾人法律援助", "件", "aid_disabled",
               "残疾人法律援助", "为残疾人提供法律援助"),
)  # fmt: skip
_ADVISERS = (
    Indicator(
        id="advisers.services",
        title="法律顾问提供服务",
        unit="次",
        formulas=(rows("adviser_service", "served_on"),),
        by=("month", "form"),
        phrases=("法律顾问提供服务", "法律顾问提供法律服务", "法律顾问服务", "提供法律咨询和法律意见", "法律顾问进村服务", "法律顾问到村服务",
                 "律师提供法律服务", "法律顾问开展法律服务", "顾问律师服务", "顾问律师进村服务", "一村一法律顾问服务", "律师服务"),
    ),
    Indicator(
        id="advisers.duty",
        title="法律顾问坐班",
        unit="次",
        formulas=(
            rows("adviser_service", "served_on", form="坐班"),
            added("adviser_return", "duty", "period"),
        ),
        phrases=("坐班", "法律顾问坐班", "到村坐班", "开展坐班", "驻村坐班", "坐班服务", "到村服务", "律师坐班", "坐班值班", "到村值班",
                 "驻村服务", "进村服务", "下村服务", "法律顾问到村坐班", "律师到村坐班", "法律顾问值班", "值班服务", "律师值班", "社区法律顾问值班", "法律顾问驻村坐班"),
    ),
    _adviser("hours", "法律顾问坐班时间", "小时", "hours", "坐班", "坐班时长", "服务时长", "坐班时间", "法律顾问服务", "坐班服务",
                                                 "法律顾问服务时长", "律师服务时长", "律师坐班服务", "法律顾问坐班服务", "律师服务", "顾问律师服务", "法律顾问累计服务"),
    _adviser("consulted", "法律顾问解答咨询", "人次", "consulted",
             "法律顾问解答咨询", "法律顾问解答法律咨询", "律师解答咨询", "顾问解答咨询", "法律顾问提供法律咨询", "法律顾问提供咨询", "法律顾问接待咨询",
             "法律顾问接待群众咨询", "法律顾问接受群众法律咨询", "法律顾问接待群众", "律师提供法律咨询", "律师坐班群众咨询", "律师接待群众咨询", "法律顾问解答群众咨询", "法律顾问为群众解答法律咨询", "社区律师接待咨询", "律师接待咨询", "律师答疑解惑", "律师坐班答疑解惑", "法律顾问答疑解惑", "律师坐班解答咨询", "律师解答法律咨询", "村法律顾问解答咨询", "律师解答群众疑问"),
    _adviser("opinions", "出具法律意见书", "份", "opinions",
             "出具法律意见书", "出具法律意见", "法律意见书", "提供法律意见", "出具书面法律意见", "专项法律意见书", "法律顾问出具法律意见书", "法律顾问出具意见", "法律顾问出具法律意见", "律师出具意见", "律师出具法律意见", "律师出具法律意见书"),
    _adviser("contracts", "法律顾问审查合同", "份", "contracts",
             "法律顾问审查合同", "法律顾问审核合同", "顾问审查合同", "修改合同", "法律顾问审核合同协议", "律师审核合同", "法律顾问参与合同审查",
             "参与合同审查", "律师审查合同协议", "法律顾问合同审查", "法律顾问把关合同", "法律顾问审核协议", "协助审核合同协议"),
    _adviser("documents", "法律顾问代写文书", "份", "documents",
             "法律顾问代写文书", "法律顾问代写法律文书", "律师起草法律文书", "顾问起草文书", "起草法律文书", "法律顾问代书", "律师代书", "村法律顾问代写法律文书", "律师代写法律文书", "协助起草法律文书", "律师代拟文书"),
    _adviser("mediated", "法律顾问参与调解", "件", "mediated",
             "法律顾问参与调解", "参与调解", "参与矛盾纠纷调解", "参与调解纠纷", "律师参与调解", "法律顾问参与纠纷调处", "法律顾问参与调处矛盾纠纷",
             "律师参与纠纷调处", "参与纠纷调处", "参与矛盾纠纷化解", "律师协助调解", "法律顾问参与化解纠纷", "法律顾问协助调处纠纷", "法律顾问协助调解", "律师参与化解纠纷", "村律师参与调处纠纷"),
    _adviser("lectures", "法律顾问法治讲座", "场", "lectures",
             "法律顾问开展法治讲座", "法律顾问举办法治讲座", "律师举办讲座", "法律顾问进村宣讲", "法律顾问开展宣讲", "法律顾问宣讲", "律师举办法治讲座",
             "律师开展讲座", "律师宣讲", "法律顾问开展普法讲座", "法律顾问法治宣讲", "法律顾问下村法治宣讲", "律师讲法治课"),
    Indicator(
        id="advisers.aid",
        title="法律顾问协助申请法律援助",
        unit="件",
        formulas=(added("adviser_return", "aid", "period"),),
        phrases=("法律顾问协助申请法律援助", "法律顾问引导申请法律援助", "律师协助申请法律援助", "驻村律师引导申请法律援助"),
    ),
    Indicator(
        id="advisers.villages",
        title="有法律顾问的村（居）",
        unit="个",
        formulas=(state("有法律顾问的村（居）"),),
        adds_over=("area",),
        phrases=("法律顾问覆盖", "法律顾问覆盖村", "配备法律顾问", "村聘请法律顾问", "村全部聘请法律顾问", "村均聘请法律顾问", "村均配备法律顾问",
                 "村社聘请律师担任法律顾问", "村聘请律师担任法律顾问", "一村一法律顾问", "法律顾问为村提供服务", "法律顾问全覆盖", "村法律顾问全覆盖", "村聘有法律顾问", "村配齐法律顾问", "村实现一村一法律顾问", "村有法律顾问", "村签约法律顾问", "村聘法律顾问", "村落实一村一法律顾问", "村配有法律顾问"),
    ),
    Indicator(
        id="advisers.coverage_rate",
        title="村（居）法律顾问覆盖率",
        unit="%",
        formulas=(Ratio("advisers.villages", "places.villages_all"),),
        adds_over=("area",),
        decimals=1,
        phrases=("法律顾问覆盖率", "村居法律顾问覆盖率", "村（居）法律顾问覆盖率"),
        note="覆盖率＝有法律顾问的村（居）数÷村（社区）总数。",
    ),
)  # fmt: skip
INDICATORS = (*_VISITS, *_LEGAL_AID, *_ADVISERS)
