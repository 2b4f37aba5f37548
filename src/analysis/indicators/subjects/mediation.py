"""Mediation: what was screened, accepted, mediated, settled; each rate with its own denominator."""

from __future__ import annotations

from analysis.indicators.model import Count, Indicator, Ratio, Sum, Where

_SUCCESS = Where("result", ("调解成功",))
_CONCLUDED = Where("result", ("调解成功", "调解不成功"))
_BY = ("month", "type", "source", "village")

INDICATORS = (
    Indicator(
        id="disputes.screened",
        title="排查矛盾纠纷",
        unit="件",
        formulas=(
            Count("screening", when="screened_on"),
            Sum("screening_return", "cases", when="period"),
        ),
        by=("month", "type", "village", "risk"),
        phrases=("报送矛盾纠纷排查案件", "排查矛盾纠纷", "排查出矛盾纠纷", "摸排矛盾纠纷", "发现矛盾纠纷", "排查矛盾纠纷隐患", "发现矛盾纠纷隐患", "摸排纠纷隐患", "排查各类矛盾", "排查各类矛盾纠纷", "共排查矛盾纠纷", "排查出各类矛盾纠纷", "排查纠纷", "摸排各类矛盾纠纷", "排查发现矛盾纠纷", "排查化解矛盾纠纷", "排查各类纠纷", "排查矛盾", "梳理矛盾隐患", "摸排矛盾苗头", "摸排矛盾隐患", "排查不稳定因素和矛盾纠纷", "排查纠纷隐患", "发现上报矛盾纠纷", "排查矛盾隐患", "收集矛盾纠纷", "上报矛盾纠纷", "登记矛盾纠纷"),
    ),
    Indicator(
        id="disputes.resolved",
        title="排查矛盾纠纷已化解",
        unit="件",
        formulas=(
            Count("screening", when="screened_on", where=(Where("outcome", ("已化解",)),)),
            Sum("screening_return", "settled", when="period"),
        ),
        by=("month", "type", "village"),
        phrases=("排查纠纷已化解", "化解排查纠纷", "已化解", "排查已化解", "就地化解", "排查成功化解"),
    ),
    Indicator(
        id="disputes.resolution_rate",
        title="排查矛盾纠纷化解率",
        unit="%",
        formulas=(Ratio("disputes.resolved", "disputes.screened"),),
        decimals=1,
        phrases=("化解率", "纠纷化解率", "矛盾纠纷化解率", "矛盾化解率", "排查化解率", "纠纷调处化解率"),
        note="化解率＝已化解件数÷排查件数；移送调委会的纠纷不计入已化解。",
    ),
    Indicator(
        id="mediation.accepted",
        title="受理人民调解案件",
        unit="件",
        formulas=(
            Count("mediation", when="accepted_on"),
            Sum("mediation_return", "accepted", when="period"),
            Sum("mediation_types", "accepted", when="period"),
            Sum("mediation_form", "cases", when="period"),
        ),
        by=_BY,
        phrases=("受理矛盾纠纷", "受理调解案件", "受理纠纷", "受理人民调解案件", "受理各类矛盾纠纷", "受理各类社会矛盾纠纷", "受理各类纠纷", "受理民间纠纷", "受理案件", "共受理矛盾纠纷", "接到矛盾纠纷", "受理调解", "受理人民调解", "受理矛盾纠纷案件", "受理民间矛盾纠纷", "受理群众调解诉求", "调解委员会受理调解申请", "人民调解立案", "受理人民调解申请", "人民调解委员会受理案件", "调委会受理案件", "调委会受理纠纷", "调解组织受理纠纷", "调委会受理调解案件", "登记受理纠纷", "接收矛盾纠纷", "受理调解纠纷", "受理矛盾纠纷调解申请"),
        note="全国统计表只有“调解案件总数”的，以其为受理数。",
    ),
    Indicator(
        id="mediation.sessions",
        title="开展人民调解",
        unit="件次",
        formulas=(
            Sum("mediation", "sessions", when="accepted_on"),
            Sum("mediation_return", "sessions", when="period"),
            Sum("mediation_types", "sessions", when="period"),
        ),
        by=("month", "type", "village"),
        phrases=("开展人民调解", "人民调解", "调解矛盾纠纷", "开展调解", "开展矛盾纠纷调解", "调解纠纷", "调解民间纠纷", "调解各类矛盾纠纷", "调解各类民间纠纷", "调解各类纠纷", "调解案件", "调解民事纠纷", "办理调解案件", "人民调解委员会办理调解案件", "办理人民调解案件", "调委会调解纠纷", "调委会调解", "两级调委会调解纠纷", "人民调解委员会调解纠纷", "调解组织调解纠纷", "调解员调解纠纷"),
        note="件次是调解的次数：一件纠纷调解三次，计三件次。",
    ),
    Indicator(
        id="mediation.concluded",
        title="调解办结",
        unit="件",
        formulas=(Count("mediation", when="closed_on", where=(_CONCLUDED,)),),
        by=("month", "type"),
        phrases=("调解办结", "调处矛盾纠纷", "调处纠纷", "调处各类矛盾纠纷", "办结调解案件", "调处民间纠纷", "办结纠纷", "调处案件", "调解结案", "人民调解结案", "调委会调处纠纷", "两级调委会调处纠纷", "处理矛盾纠纷", "处置矛盾纠纷", "解决矛盾纠纷", "调解处理纠纷", "调处矛盾", "调解处理矛盾纠纷"),
        note="调解办结＝当年结案且结果为调解成功或调解不成功；撤回和调解中的不计。",
    ),
    Indicator(
        id="mediation.settled",
        title="成功化解矛盾纠纷",
        unit="件",
        formulas=(
            Count("mediation", when="closed_on", where=(_SUCCESS,)),
            Sum("mediation_return", "settled", when="period"),
            Sum("mediation_types", "settled", when="period"),
            Sum("mediation_form", "settled", when="period"),
        ),
        by=_BY,
        phrases=("成功化解矛盾纠纷", "化解矛盾纠纷", "调解成功", "成功调解", "成功化解", "成功调处", "化解各类矛盾纠纷", "成功调解矛盾纠纷", "调处成功", "成功化解各类矛盾纠纷", "化解纠纷", "就地化解", "化解成功", "成功化解纠纷", "成功调解纠纷", "人民调解组织化解纠纷", "化解民间纠纷", "当事人握手言和", "成功化解矛盾", "化解矛盾", "妥善化解矛盾纠纷", "及时化解矛盾纠纷", "有效化解矛盾纠纷", "成功调解案件", "调解化解纠纷" ),
    ),
    Indicator(
        id="mediation.success_rate",
        title="化解矛盾成功率",
        unit="%",
        formulas=(Ratio("mediation.settled", "mediation.concluded"),),
        decimals=1,
        phrases=("化解矛盾成功率", "调解成功率", "成功率", "调处成功率", "调成率", "纠纷调解成功率", "化解成功率", "人民调解成功率"),
        note="成功率＝调解成功件数÷调解办结件数，两者都按件计，与件次无关。",
    ),
    Indicator(
        id="mediation.escalated",
        title="矛盾纠纷转化为重大事故",
        unit="件",
        formulas=(
            Count(
                "mediation",
                when="accepted_on",
                where=(Where("escalated", ("未转化",), exclude=True),),
            ),
        ),
        phrases=("矛盾纠纷转化为重大事故", "民转刑", "转化为重大事故", "民转刑案件", "发生民转刑案件", "民间纠纷转化为刑事案件", "因调解不及时引发民转刑案件"),
    ),
)  # fmt: skip
