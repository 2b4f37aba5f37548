"""人民调解 in full: by class, source and committee; agreements, what became of them, what they prevented."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.formulas import added, rows, state
from analysis.indicators.model import Indicator, Ratio
from analysis.ledgers.disputes import DISPUTE_TYPES, TYPE_IDS

_FORM = "mediation_form"
_BY = ("month", "village")


def _named(name: str) -> str:
    """Return a class of dispute as reports write it."""
    return name if name.endswith(("工资", "争议")) else f"{name}纠纷"


def _type(name: str) -> Indicator:
    """Return the cases of one class of dispute."""
    word, named = TYPE_IDS[name], _named(name)
    others = tuple(dict.fromkeys(_named(o.removesuffix("纠纷")) for o in DISPUTE_TYPES[name]))
    return Indicator(
        id=f"mediation.type_{word}",
        title=f"调解{named}" if named.endswith("纠纷") else f"调解{named}纠纷",
        unit="件",
        formulas=(
            rows("mediation", "accepted_on", type=name),
            added("mediation_types", "accepted", "period", type=name),
            added(_FORM, f"type_{word}", "period"),
        ),
        by=_BY,
        phrases=tuple(dict.fromkeys((named, f"调解{named}", f"化解{named}", *others))),
        note="按受理日期计；类别依全国人民调解统计表的18类，劳动争议、消费未细分的归入其他一类。"
        if name in {"其他劳动争议", "其他消费"}
        else "按受理日期计；类别依全国人民调解统计表的18类。",
    )


_SOURCES = (
    ("proactive", "主动调解", "主动调解", ("主动调解", "主动介入调解")),
    ("applied", "依申请调解", "依申请调解", ("依申请调解", "依当事人申请调解", "申请调解")),
    ("by_court", "法院委托移送", "法院委托移送调解",
     ("法院委托移送", "法院委托调解", "法院移送", "诉前调解", "法院委派调解")),
    ("by_procuratorate", "检察院委托移送", "检察院委托移送调解", ("检察院委托移送", "检察院移送")),
    ("by_police", "公安委托移送", "公安委托移送调解",
     ("公安委托移送", "公安机关移送", "派出所移送", "警调对接", "公调对接", "派出所委托调解")),
    ("by_petitions", "信访委托移送", "信访委托移送调解",
     ("信访委托移送", "信访移送", "访调对接", "信访部门移送")),
    ("by_others", "其他委托移送", "其他部门委托移送调解", ("其他委托移送", "其他部门移送")),
)  # fmt: skip
_COMMITTEES = (
    ("village", "村（居）调委会", ("by_village", "by_community"),
     ("村（居）调委会调解", "村级调委会调解", "村（社区）调委会调解", "村居调委会调解")),
    ("town", "乡镇（街道）调委会", ("by_town", "by_street"),
     ("镇调委会调解", "乡镇调委会调解", "街道调委会调解")),
    ("firm", "企事业单位调委会", ("by_firm",), ("企事业单位调委会调解", "企业调委会调解")),
    ("trade", "行业性专业性调委会", ("by_trade",), ("行业性专业性调委会调解", "行业调委会调解")),
)  # fmt: skip
_HARMS = (
    ("crime", "防止民转刑", ("防止民转刑", "防止民转刑案件", "防止民间纠纷转化为刑事案件")),
    ("petition", "防止群体性上访", ("防止群体性上访", "防止集体上访", "防止群体上访")),
    ("suicide", "防止自杀", ("防止自杀", "防止民间纠纷引起自杀", "防止非正常死亡")),
    ("fight", "防止群体性械斗", ("防止群体性械斗", "防止械斗")),
)


def _sources() -> Iterator[Indicator]:
    for word, value, title, phrases in _SOURCES:
        yield Indicator(
            id=f"mediation.source_{word.removeprefix('by_')}",
            title=f"{title}案件",
            unit="件",
            formulas=(
                rows("mediation", "accepted_on", source=value),
                added(_FORM, word, "period"),
            ),
            by=_BY,
            phrases=phrases,
            note="按受理日期计。",
        )


def _committees() -> Iterator[Indicator]:
    for word, kind, columns, phrases in _COMMITTEES:
        yield Indicator(
            id=f"mediation.committee_{word}",
            title=f"{kind}调解案件",
            unit="件",
            formulas=(
                rows("mediation", "accepted_on", committee_kind=kind),
                *(added(_FORM, column, "period") for column in columns[:1]),
            ),
            by=("month", "type"),
            phrases=phrases,
            note="按受理日期、调委会类型计。"
            + ("全国统计表中取村、乡镇一栏，居、街道另列。" if len(columns) > 1 else ""),
        )


def _harms() -> Iterator[Indicator]:
    for word, value, phrases in _HARMS:
        yield Indicator(
            id=f"mediation.prevented_{word}",
            title=value,
            unit="件",
            formulas=(
                rows("mediation", "accepted_on", prevented=value),
                added(_FORM, f"prevented_{word}", "period"),
            ),
            phrases=phrases,
            note="登记台账“防止激化情况”一栏所记的件数。",
        )
        yield Indicator(
            id=f"mediation.prevented_{word}_people",
            title=f"{value}涉及人数",
            unit="人",
            formulas=(
                added("mediation", "prevented_people", "accepted_on", prevented=value),
                added(_FORM, f"prevented_{word}_people", "period"),
            ),
            phrases=tuple(f"{phrase}涉及" for phrase in phrases),
            note="与件数成对：几件、涉及几人。",
        )


_AGREED = ("书面", "口头")
_RESULTS = (
    Indicator(
        id="mediation.mediation_rate",
        title="调解率",
        unit="%",
        formulas=(Ratio("mediation.concluded", "mediation.accepted"),),
        decimals=1,
        phrases=("调解率", "调处率"),
        note="调解率＝调解办结件数÷受理件数；调解中和撤回的计入受理，不计入办结。",
    ),
    Indicator(
        id="mediation.withdrawn",
        title="当事人撤回调解",
        unit="件",
        formulas=(rows("mediation", "accepted_on", result="撤回"),),
        by=("month", "type"),
        phrases=("撤回申请", "撤回调解", "撤回"),
    ),
    Indicator(
        id="mediation.failed",
        title="调解不成功",
        unit="件",
        formulas=(rows("mediation", "closed_on", result="调解不成功"),),
        by=("month", "type"),
        phrases=("调解不成功", "调解不成", "未调解成功", "未达成协议"),
    ),
    Indicator(
        id="mediation.pending",
        title="未结调解案件",
        unit="件",
        formulas=(
            rows("mediation", "accepted_on", result="调解中"),
            added(_FORM, "pending", "period"),
        ),
        by=("type", "village"),
        adds_over=("village", "area"),
        phrases=("未结", "正在调解", "未办结", "尚在调解"),
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
        by=("month", "type"),
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
        by=("month", "type"),
        phrases=("涉及当事人", "涉及人数", "涉及群众", "涉及"),
    ),
    Indicator(
        id="mediation.amount",
        title="调解协议涉及金额",
        unit="元",
        formulas=(
            added("mediation", "amount", "closed_on"),
            added("mediation_return", "amount", "period"),
            added(_FORM, "amount", "period"),
        ),
        by=("month", "type"),
        phrases=("涉及金额", "协议涉及金额", "涉案金额", "协议金额", "标的额"),
    ),
    Indicator(
        id="mediation.agreements",
        title="达成调解协议",
        unit="件",
        formulas=(rows("mediation", "closed_on", agreement=_AGREED),),
        by=("month", "type"),
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
        by=("month", "type"),
        phrases=("书面协议", "书面调解协议", "达成书面协议", "制作调解协议书", "签订书面协议",
                 "签订调解协议书"),
    ),
    Indicator(
        id="mediation.oral",
        title="达成口头调解协议",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", agreement="口头"),
            added(_FORM, "oral", "period"),
        ),
        by=("month", "type"),
        phrases=("口头协议", "口头调解协议", "达成口头协议"),
    ),
    Indicator(
        id="mediation.performed",
        title="调解协议已履行",
        unit="件",
        formulas=(
            rows("mediation", "closed_on", performed="已履行"),
            added(_FORM, "performed", "period"),
        ),
        by=("month", "type"),
        phrases=("协议已履行", "履行协议", "协议履行", "履行完毕", "履行"),
        note="部分履行的不计入。",
    ),
    Indicator(
        id="mediation.performance_rate",
        title="调解协议履行率",
        unit="%",
        formulas=(Ratio("mediation.performed", "mediation.settled"),),
        decimals=1,
        phrases=("履行率", "协议履行率"),
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
        by=("month", "type"),
        phrases=("司法确认", "办理司法确认", "经司法确认", "申请司法确认"),
    ),
    Indicator(
        id="mediation.confirmation_rate",
        title="司法确认率",
        unit="%",
        formulas=(Ratio("mediation.confirmed", "mediation.written"),),
        decimals=1,
        phrases=("司法确认率",),
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
        by=("month",),
        phrases=("回访", "开展回访", "回访案件", "跟踪回访"),
    ),
    Indicator(
        id="mediation.revisit_rate",
        title="调解回访率",
        unit="%",
        formulas=(Ratio("mediation.revisited", "mediation.settled"),),
        decimals=1,
        phrases=("回访率",),
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

INDICATORS = (
    *(_type(name) for name in DISPUTE_TYPES),
    *_sources(),
    *_committees(),
    *_RESULTS,
    *_harms(),
)
