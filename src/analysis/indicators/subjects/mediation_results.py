"""人民调解: what became of the cases, of the agreements and of what was agreed."""

from __future__ import annotations

from analysis.indicators.model import DECIMALS, Indicator, Ratio
from analysis.indicators.subjects.formulas import added, rows, state

_FORM = "mediation_form"
_AGREED = ("书面", "口头")
INDICATORS = (
    Indicator(
        id="mediation.mediation_rate",
        title="调解率",
        unit="%",
        formulas=(Ratio("mediation.concluded", "mediation.accepted"),),
        decimals=1,
        phrases=("调解率", "调处率", "纠纷调处率", "矛盾纠纷调处率"),
        note="调解率＝调解办结件数÷受理件数；调解中和撤回的计入受理，不计入办结。",
    ),
    Indicator(
        id="mediation.withdrawn",
        title="当事人撤回调解",
        unit="件",
        formulas=(rows("mediation", "accepted_on", result="撤回"),),
        phrases=("撤回申请", "当事人撤回", "撤回调解申请", "撤回调解"),
    ),
    Indicator(
        id="mediation.failed",
        title="调解不成功",
        unit="件",
        formulas=(rows("mediation", "closed_on", result="调解不成功"),),
        phrases=("调解不成功", "调解不成", "未调解成功", "未达成协议", "调解未成功", "未能调解成功", "调解失败"),
    ),
    Indicator(
        id="mediation.pending",
        title="未结调解案件",
        unit="件",
        formulas=(
            rows("mediation", "accepted_on", result="调解中"),
            added(_FORM, "pending", "period"),
        ),
        adds_over=("village", "area"),
        phrases=("正在调解", "尚在调解", "未结案件", "调解未结", "正在调解中", "未调结"),
        note="当年受理、至数据截止仍为“调解中”的案件。",
    ),
    Indicator(
        id="mediation.carried",
        title="上年结转调解案件",
        unit="件",
        formulas=(added(_FORM, "carried", "period"), state("上年结转调解案件")),
        adds_over=("area",),
        phrases=("上年结转", "上年未结"),
    ),
    Indicator(
        id="mediation.difficult",
        title="疑难复杂纠纷",
        unit="件",
        formulas=(
            rows("mediation", "accepted_on", difficulty="疑难复杂"),
            added(_FORM, "difficult", "period"),
        ),
        phrases=("疑难复杂纠纷", "疑难复杂案件", "疑难复杂矛盾纠纷", "重大疑难纠纷", "疑难纠纷",
                 "疑难复杂"),
    ),
    Indicator(
        id="mediation.people",
        title="调解涉及当事人",
        unit="人",
        formulas=(
            added("mediation", "people", "accepted_on"),
            added(_FORM, "people", "period"),
        ),
        phrases=("涉及当事人", "涉及人数", "涉及群众", "调解涉及", "纠纷涉及人数", "涉及双方当事人", "涉及当事人数"),
    ),
    Indicator(
        id="mediation.amount",
        title="调解协议涉及金额",
        unit="元",
        decimals=DECIMALS["元"],
        formulas=(
            added("mediation", "amount", "closed_on"),
            added("mediation_return", "amount", "period"),
            added(_FORM, "amount", "period"),
        ),
        phrases=("涉及金额", "协议涉及金额", "协议金额", "标的额", "纠纷涉及金额", "协议标的额", "涉案标的额", "涉及标的额", "调解协议金额", "调解纠纷涉及金额", "纠纷涉案金额", "涉及标的金额", "调解案件标的金额", "调解涉案金额", "化解纠纷涉及金额", "调解成功涉及金额"),
    ),
    Indicator(
        id="mediation.agreements",
        title="达成调解协议",
        unit="件",
        formulas=(rows("mediation", "closed_on", agreement=_AGREED),),
        phrases=("达成调解协议", "达成协议", "签订调解协议", "签订人民调解协议", "制作调解协议"),
        note="书面协议与口头协议之和；协议、履行、司法确认、回访都按结案日期计。",
    ),
    Indicator(
        id="mediation.written",
        title="达成书面调解协议",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", agreement="书面"),
            added(_FORM, "written", "period"),
        ),
        phrases=("书面协议", "书面调解协议", "达成书面协议", "制作调解协议书", "签订书面协议",
                 "签订调解协议书", "书面调解", "签订人民调解协议书", "制作书面调解协议", "出具调解协议书"),
    ),
    Indicator(
        id="mediation.oral",
        title="达成口头调解协议",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", agreement="口头"),
            added(_FORM, "oral", "period"),
        ),
        phrases=("口头协议", "口头调解协议", "达成口头协议", "口头调解", "口头达成协议"),
    ),
    Indicator(
        id="mediation.performed",
        title="调解协议已履行",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", performed="已履行"),
            added(_FORM, "performed", "period"),
        ),
        phrases=("协议已履行", "履行协议", "协议履行", "履行完毕", "协议履行完毕", "已履行", "已履行调解协议", "已履行协议"),
        note="部分履行的不计入。",
    ),
    Indicator(
        id="mediation.performance_rate",
        title="调解协议履行率",
        unit="%",
        formulas=(Ratio("mediation.performed", "mediation.settled"),),
        decimals=1,
        phrases=("履行率", "调解协议履行率", "人民调解协议履行率", "协议履行率", "协议兑现率", "协议履约率", "履约率"),
        note="履行率＝已履行件数÷调解成功件数；部分履行的不计入已履行。",
    ),
    Indicator(
        id="mediation.confirmed",
        title="经司法确认",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", confirmed="已确认"),
            added(_FORM, "confirmed", "period"),
        ),
        phrases=("司法确认", "办理司法确认", "经司法确认", "申请司法确认", "双方申请司法确认", "协议司法确认"),
    ),
    Indicator(
        id="mediation.confirmation_rate",
        title="司法确认率",
        unit="%",
        formulas=(Ratio("mediation.confirmed", "mediation.written"),),
        decimals=1,
        phrases=("司法确认率", "调解协议司法确认率", "人民调解协议司法确认率"),
        note="司法确认率＝经司法确认件数÷书面协议件数。",
    ),
    Indicator(
        id="mediation.revisited",
        title="调解回访",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", revisited="已回访"),
            added(_FORM, "revisited", "period"),
        ),
        phrases=("回访", "回访案件", "跟踪回访", "纠纷回访", "调解案件回访"),
    ),
    Indicator(
        id="mediation.revisit_rate",
        title="调解回访率",
        unit="%",
        formulas=(Ratio("mediation.revisited", "mediation.settled"),),
        decimals=1,
        phrases=("回访率", "调解回访率", "纠纷回访率", "案件回访率"),
        note="回访率＝已回访件数÷调解成功件数。",
    ),
    Indicator(
        id="mediation.prevented_disputes",
        title="预防矛盾纠纷",
        unit="件",
        formulas=(added(_FORM, "prevented_disputes", "period"),),
        phrases=("预防矛盾纠纷", "预防纠纷", "预防民间纠纷"),
    ),
)  # fmt: skip
