"""纠纷 by kind: what was found of each kind and settled, whom mediation concerned, for how much."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows
from analysis.indicators.subjects.short import figure

_KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("family", "婚姻家庭", ("婚姻家庭纠纷", "婚恋家庭纠纷", "家庭纠纷")),
    ("neighbours", "邻里", ("邻里纠纷", "相邻关系纠纷", "邻里矛盾")),
    ("housing", "房屋宅基地", ("房屋宅基地纠纷", "宅基地纠纷")),
    ("contracts", "合同", ("合同纠纷", "经济合同纠纷")),
    ("business", "生产经营", ("生产经营纠纷", "经营纠纷")),
    ("damages", "损害赔偿", ("损害赔偿纠纷", "人身损害纠纷")),
    (
        "land",
        "山林土地",
        ("山林土地纠纷", "土地纠纷", "山林纠纷", "山林权属纠纷", "林地权属纠纷", "草场纠纷"),
    ),
    ("demolition", "征地拆迁", ("征地拆迁纠纷", "征地纠纷", "拆迁纠纷")),
    ("pollution", "环境污染", ("环境污染纠纷", "环境纠纷")),
    ("wages", "拖欠农民工工资", ("拖欠农民工工资纠纷", "欠薪纠纷", "农民工欠薪", "农民工讨薪纠纷")),
    ("labour", "其他劳动争议", ("劳动争议", "劳动纠纷")),
    ("consumers", "其他消费", ("消费纠纷", "消费维权纠纷")),
    ("medical", "医疗", ("医疗纠纷", "医患纠纷")),
    ("traffic", "道路交通事故", ("道路交通事故纠纷", "交通事故纠纷")),
    ("property", "物业", ("物业纠纷", "物业服务纠纷")),
)


def _by_kind() -> Iterator[Indicator]:
    """Yield for each kind: found, settled after it was found, mediated well, persons and sums."""
    for word, kind, names in _KINDS:
        yield figure(
            f"disputes.type_{word}",
            f"排查{kind}纠纷",
            "件",
            rows("screening", "screened_on", type=kind),
            added("screening_return", "cases", "period", type=kind),
            by=("month", "village"),
            phrases=tuple(f"{v}{n}" for n in names for v in ("排查", "排查出", "摸排", "发现")),
            note="按排查日期计，以排查台账的纠纷类型为据。",
        )
        yield figure(
            f"mediation.settled_{word}",
            f"成功调解{kind}纠纷",
            "件",
            rows("mediation", "accepted_on", type=kind, result="调解成功"),
            added("mediation_types", "settled", "period", type=kind),
            by=("month", "village"),
            phrases=tuple(
                p.format(names[0]) for p in ("成功调解{}", "成功化解{}", "{}调解成功", "{}成功化解")
            )
            + tuple(f"成功{v}{n}" for n in names[1:] for v in ("调解", "化解")),
            note="按受理日期计，其中调解成功的。",
        )
        yield figure(
            f"mediation.people_{word}",
            f"{kind}纠纷涉及当事人",
            "人",
            added("mediation", "people", "accepted_on", type=kind),
            by=("month", "village"),
            phrases=tuple(
                p.format(names[0]) for p in ("{}涉及", "{}涉及当事人", "{}涉及人数", "{}涉及群众")
            ),
        )
        yield figure(
            f"mediation.amount_{word}",
            f"{kind}纠纷涉及金额",
            "元",
            added("mediation", "amount", "accepted_on", type=kind),
            by=("month", "village"),
            phrases=tuple(
                p.format(names[0]) for p in ("{}涉及金额", "{}涉案金额", "{}协议金额", "{}标的额")
            )
            + (("涉及农民工工资", "欠薪金额") if word == "wages" else ()),
        )


_STATES = (
    figure("disputes.ordinary", "一般矛盾纠纷", "件",
           rows("screening", "screened_on", major="一般"), by=("month", "village", "type"),
           phrases=("一般矛盾纠纷", "一般纠纷", "一般性矛盾纠纷", "排查一般矛盾纠纷",
                    "普通矛盾纠纷")),
    figure("mediation.partly_performed", "调解协议部分履行", "件",
           rows("mediation", "accepted_on", performed="部分履行"), by=("month", "village"),
           phrases=("协议部分履行", "部分履行协议", "部分履行调解协议", "调解协议部分履行")),
    figure("mediation.unperformed", "调解协议未履行", "件",
           rows("mediation", "accepted_on", performed="未履行"), by=("month", "village"),
           phrases=("协议未履行", "未履行协议", "调解协议未履行", "未履行调解协议")),
    figure("mediation.difficult_settled", "疑难复杂纠纷调解成功", "件",
           rows("mediation", "accepted_on", difficulty="疑难复杂", result="调解成功"),
           by=("month", "village", "type"),
           phrases=("化解疑难复杂纠纷", "成功化解疑难复杂纠纷", "化解疑难纠纷",
                    "调解成功疑难复杂案件", "疑难复杂纠纷调解成功", "成功调处疑难纠纷")),
    figure("disputes.high_risk_resolved", "高风险矛盾纠纷已化解", "件",
           rows("screening", "screened_on", risk="高", outcome="已化解"),
           by=("month", "village", "type"),
           phrases=("化解高风险矛盾纠纷", "高风险纠纷化解", "高风险矛盾纠纷已化解",
                    "化解高风险纠纷")),
)  # fmt: skip

INDICATORS = (*_by_kind(), *_STATES)
