"""What happens in a town, each as the row of a register: a case, an event, a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from analysis.sample import disputes, people
from analysis.sample.country.parts import Part
from analysis.sample.country.tables import Record
from analysis.sample.country.towns import Town, weighted

_SOURCES: Final = {"主动调解": 52, "依申请调解": 38, "公安委托移送": 5, "信访委托移送": 3,
                   "法院委托移送": 2}  # fmt: skip
_FAILED: Final[Mapping[Part, float]] = {"failing": 0.4, "perfect": 0}
_TOPICS: Final = (
    "民法典", "宪法", "国家安全教育", "反电信网络诈骗", "禁毒", "防范养老诈骗", "家庭教育促进法",
    "农村土地承包法", "劳动合同与欠薪维权", "未成年人保护法", "信访法治化", "安全生产法",
)  # fmt: skip
_OFFICES: Final = ("平安办", "社会事务办", "规环办", "农业服务中心", "应急办", "党政办")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a row is made from: whose, when, the how many-eth, and chance."""

    town: Town
    year: int
    day: date
    serial: int
    random: Random

    def of(self, *choices: str) -> str:
        """Draw one."""
        return self.random.choice(choices)

    def number(self, low: int, high: int) -> int:
        """Draw a whole number."""
        return self.random.randint(low, high)

    def chance(self, share: float) -> bool:
        """Tell whether something happens that does so in this share of cases."""
        return self.random.random() < share

    def later(self, days: int) -> date:
        """Return a day up to so many days on, within the year."""
        return min(self.day + timedelta(days=self.number(0, days)), date(self.year, 12, 31))

    @property
    def village(self) -> str:
        """Draw a village."""
        return self.random.choice(self.town.villages)


def mediation(at: Scene) -> Record:
    """Return a dispute that was mediated."""
    kind, written, matter = disputes.draw(at.random)
    first, second = people.two_citizens(at.random)
    record: Record = {
        "case_no": f"（{at.year}）{at.town.name[:2]}人调字第{at.serial}号",
        "accepted_on": at.day, "type": written, "source": weighted(at.random, _SOURCES),
        "village": at.village, "party": f"{first.name}、{second.name}",
        "party_id": first.id_number, "party_phone": first.phone,
        "summary": f"{first.name}与{second.name}因{matter}产生纠纷，请求调解。",
        "mediator": at.random.choice(people.MEDIATORS), "sessions": 1, "people": at.number(2, 5),
        "difficulty": "疑难复杂" if at.chance(0.06) else "一般", "escalated": "未转化",
        "revisited": "已回访" if at.chance(0.7) else "未回访", "result": "调解中",
    }  # fmt: skip
    if at.day.month == 12 and at.chance(0.3):
        return record
    record["closed_on"] = at.later(20)
    if at.chance(_FAILED.get(at.town.part, 0.04)):
        return record | {"result": "调解不成功", "agreement": "无", "sessions": 2,
                         "performed": "无", "confirmed": "未确认"}  # fmt: skip
    amount = at.random.randrange(*kind.money, 50) if kind.money and at.chance(0.8) else None
    return record | {
        "result": "调解成功", "agreement": "书面" if amount or at.chance(0.3) else "口头",
        "amount": amount, "performed": "部分履行" if amount and at.chance(0.15) else "已履行",
        "confirmed": "已确认" if amount and at.chance(0.12) else "未确认",
    }  # fmt: skip


def screening(at: Scene) -> Record:
    """Return a dispute that was found."""
    _, written, matter = disputes.draw(at.random)
    outcome = weighted(at.random, {"已化解": 93, "未化解": 4, "移送": 3})
    return {
        "screened_on": at.day, "village": at.village, "screener": at.of(*people.SCREENERS),
        "type": written, "risk": weighted(at.random, {"低": 70, "中": 25, "高": 5}),
        "people": at.number(2, 6), "outcome": outcome, "handling": at.of("现场调处", "教育疏导"),
        "summary": f"{people.two_citizens(at.random)[0].name}反映{matter}一事",
        "settled_on": at.later(12) if outcome == "已化解" else None,
    }  # fmt: skip


def event(at: Scene) -> Record:
    """Return an event of 普法."""
    forms = {"学习宣讲会": 40, "院坝会": 20, "集中宣传": 18, "法治讲座": 8, "入户宣传": 6,
             "送法进企业": 4, "送法进校园": 4}  # fmt: skip
    form, village = weighted(at.random, forms), at.village
    crowd = (120, 320) if form == "集中宣传" else (20, 80)
    return {
        "held_on": at.day, "topic": at.of(*_TOPICS), "form": form, "village": village,
        "place": f"{village}便民服务中心", "participants": at.number(*crowd),
        "consulted": at.number(0, 12), "banners": at.number(0, 3),
        "unit": at.town.name + at.of("司法所", "平安办", "社会事务办"),
    }  # fmt: skip


def study(at: Scene) -> Record:
    """Return a session of study."""
    kinds = {"集体学习": 35, "中心组学法": 18, "会前学法": 27, "专题讲座": 10, "干部培训": 10}
    expected = at.number(14, 60)
    return {
        "held_on": at.day, "category": weighted(at.random, kinds), "topic": at.of(*_TOPICS),
        "speaker": at.of(*people.SPEAKERS), "expected": expected,
        "attended": expected - at.number(0, 4), "hours": at.number(1, 3),
    }  # fmt: skip


def exam(at: Scene) -> Record:
    """Return an exam."""
    name, category = (
        ("领导干部法治理论知识考试", "法治理论考试"), ("干部职工应知应会法律法规测试", "应知应会测试"),
    )[at.serial % 2]  # fmt: skip
    expected = at.number(25, 70)
    sat = expected - at.number(1, 3)
    passed = sat - at.number(1, 3)
    return {"held_on": at.day, "name": name, "category": category, "expected": expected,
            "sat": sat, "passed": passed, "excellent": passed // at.number(2, 3)}  # fmt: skip


def material(at: Scene) -> Record:
    """Return a hand-out of materials."""
    category = at.of("宣传读本", "宣传袋", "传单", "手册")
    return {
        "given_on": at.day, "name": at.of(*_TOPICS) + category, "category": category,
        "quantity": at.number(50, 500), "measure": "个" if category == "宣传袋" else "份",
        "village": at.village, "receiver": at.of(*people.RECEIVERS),
    }  # fmt: skip


def meeting(at: Scene) -> Record:
    """Return a meeting on the rule of law."""
    category = at.of("法治建设报告会", "党委会研究", "政府会议研究", "党委会研究")
    return {"held_on": at.day, "name": f"研究法治建设工作的会议（{at.serial}）",
            "category": category, "issues": at.number(1, 3),
            "chair": at.of(*people.CHAIRS)}  # fmt: skip


def visit(at: Scene) -> Record:
    """Return a visit to the legal service."""
    visitor = people.two_citizens(at.random)[0]
    return {
        "received_on": at.day, "visitor": visitor.name, "visitor_phone": visitor.phone,
        "village": at.village, "channel": weighted(at.random, {"来访": 70, "来电": 25, "网络": 5}),
        "type": weighted(at.random, {"法律咨询": 70, "法律援助": 8, "人民调解": 15, "公证": 7}),
        "matter": at.of("婚姻家庭", "劳动报酬", "土地承包", "民间借款") + "方面的法律问题",
        "receiver": at.of(*people.SPEAKERS), "reply": "已当场解答",
        "satisfied": "满意" if at.chance(0.9) else "基本满意",
    }  # fmt: skip


def petition(at: Scene) -> Record:
    """Return a petition."""
    petitioner = people.two_citizens(at.random)[0]
    done = at.chance(0.92)
    return {
        "case_no": f"XF{at.year}{at.serial:05d}", "received_on": at.day,
        "petitioner": petitioner.name, "petitioner_phone": petitioner.phone,
        "village": at.village, "channel": at.of("来访", "来信", "来电", "12345热线"),
        "appeal": "反映" + at.of("道路维修", "饮水", "环境卫生", "土地承包", "低保") + "问题",
        "office": at.of(*_OFFICES), "status": "已办结" if done else "办理中",
        "closed_on": at.later(15) if done else None, "on_time": "按期" if done else None,
        "satisfied": weighted(at.random, {"满意": 80, "基本满意": 15, "未评价": 5}),
    }  # fmt: skip


def inspection(at: Scene) -> Record:
    """Return an inspection."""
    problems = at.number(0, 5)
    return {
        "held_on": at.day, "topic": at.of("食品安全", "烟花爆竹", "道路交通", "农资市场"),
        "category": at.of("日常检查", "专项检查", "联合执法"), "village": at.village,
        "object": f"示例{at.of('商行', '超市', '农资店', '餐馆')}{at.number(1, 40)}号",
        "officers": at.number(2, 6), "problems": problems,
        "mended": max(0, problems - at.chance(0.3)),
    }  # fmt: skip


def penalty(at: Scene) -> Record:
    """Return a penalty."""
    fined = at.chance(0.8)
    return {
        "case_no": f"立〔{at.year}〕{at.serial}号", "filed_on": at.day, "decided_on": at.later(10),
        "party": people.two_citizens(at.random)[0].name, "category": "罚款" if fined else "警告",
        "cause": at.of("占道经营", "露天焚烧", "未经许可经营", "违法占地"),
        "decision_no": f"{at.town.name[:2]}罚决〔{at.year}〕{at.serial}号",
        "amount": at.number(1, 40) * 50 if fined else None, "officer": at.of(*people.OFFICERS),
        "procedure": at.of("简易程序", "普通程序"),
        "performed": "已履行" if at.chance(0.9) else "未履行",
    }  # fmt: skip


def hazard(at: Scene) -> Record:
    """Return a hazard and its mending."""
    mended = at.chance(0.93)
    return {
        "found_on": at.day, "place": f"{at.village}沿街商铺", "village": at.village,
        "hazard": at.of("灭火器过期", "线路老化", "疏散通道堆物", "气瓶间通风不良"),
        "level": "较大隐患" if at.chance(0.05) else "一般隐患",
        "rectified": "已整改" if mended else "整改中", "mended_on": at.later(10) if mended else None,
        "inspector": at.of(*people.SCREENERS),
    }  # fmt: skip
