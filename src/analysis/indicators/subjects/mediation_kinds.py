"""人民调解 by class, source and committee, and what it prevented: each a figure of its own."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows
from analysis.ledgers.disputes import DISPUTE_TYPES, TYPE_IDS

_FORM = "mediation_form"


_ALSO = {
    "婚姻家庭": ("家事纠纷", "婚姻家庭"),
    "邻里": ("邻里间纠纷", "邻里"),
    "房屋宅基地": ("房屋宅基地", "建房纠纷"),
    "损害赔偿": ("损害赔偿", "伤害赔偿纠纷", "人身伤害纠纷", "意外伤害赔偿纠纷"),
    "道路交通事故": ("交通事故赔偿纠纷",),
    "山林土地": ("林权纠纷", "林地林木纠纷", "草场纠纷", "调处草场纠纷"),
    "拖欠农民工工资": (
        "农民工欠薪",
        "农民工工资纠纷",
        "拖欠工资纠纷",
        "讨薪纠纷",
        "农民工讨薪纠纷",
    ),
    "其他劳动争议": ("劳资纠纷", "劳务纠纷", "化解劳资纠纷", "劳动争议纠纷"),
    "征地拆迁": ("占地补偿", "征地补偿纠纷", "占地补偿纠纷"),
    "环境污染": ("噪音扰民纠纷", "油烟污染纠纷", "调处噪音扰民纠纷"),
    "其他": ("其他矛盾纠纷", "其他类纠纷"),
}
"""What reports call some classes besides what the registers call them."""


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
        phrases=tuple(dict.fromkeys((named, f"调解{named}", *others, *_ALSO.get(name, ())))),
        note="按受理日期计；类别依全国人民调解统计表的18类，劳动争议、消费未细分的归入其他一类。"
        if name in {"其他劳动争议", "其他消费"}
        else "按受理日期计；类别依全国人民调解统计表的18类。",
    )


_SOURCES = (
    ("proactive", "主动调解", "主动调解", ("主动调解", "主动介入调解")),
    ("applied", "依申请调解", "依申请调解", ("依申请调解", "依当事人申请调解", "申请调解")),
    ("by_court", "法院委托移送", "法院委托移送调解",
     ("法院委托移送", "法院委托调解", "法院移送", "诉前调解", "法院委派调解", "诉前委派调解",
      "诉前委托调解", "委派调解", "委托调解", "法庭委托调解", "诉前调解案件")),
    ("by_procuratorate", "检察院委托移送", "检察院委托移送调解", ("检察院委托移送", "检察院移送")),
    ("by_police", "公安委托移送", "公安委托移送调解",
     ("公安委托移送", "公安机关移送", "派出所移送", "警调对接", "公调对接", "派出所委托调解", "派出所移交调解", "公安移交调解")),
    ("by_petitions", "信访委托移送", "信访委托移送调解",
     ("信访委托移送", "信访移送", "访调对接", "信访部门移送", "信访部门转来调解")),
    ("by_others", "其他委托移送", "其他部门委托移送调解", ("其他委托移送", "其他部门移送")),
)  # fmt: skip
_COMMITTEES = (
    ("village", "村（居）调委会", ("by_village", "by_community"),
     ("村（居）调委会调解", "村级调委会调解", "村（社区）调委会调解", "村居调委会调解", "村级人民调解委员会调解", "村调委会调解", "村级调委会调处" )),
    ("town", "乡镇（街道）调委会", ("by_town", "by_street"),
     ("镇调委会调解", "镇人民调解委员会调解", "镇调委会受理", "镇调委会调处", "镇调委会调解纠纷", "镇调委会化解")),
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


INDICATORS = (
    *(_type(name) for name in DISPUTE_TYPES),
    *_sources(),
    *_committees(),
    *_harms(),
)
