"""普法活动: the year's events, on topic days and between them."""

from __future__ import annotations

from datetime import date
from random import Random

from analysis.sample import chance, people
from analysis.sample.layout import Book, Value, headings
from analysis.sample.targets import TARGETS

_LECTURES = ("学习宣讲会", "宣讲会", "院坝会", "法治讲座")
_BUSY = {1: 0.6, 2: 0.5, 3: 1.6, 4: 1.3, 5: 1.5, 6: 1.3, 11: 1.2, 12: 1.5}
_LECTURE_TOPICS = {
    1: "防范养老诈骗", 2: "民法典邻里关系", 3: "三月法治宣传月：民法典",
    4: "4·15全民国家安全教育日", 5: "民法典宣传月", 6: "6·26国际禁毒日",
    7: "家庭教育促进法", 8: "反电信网络诈骗", 9: "信访法治化",
    10: "农村土地承包法", 11: "防邪知识", 12: "12·4宪法宣传周",
}  # fmt: skip
_CAMPAIGNS = (
    (3, 8, "三月法治宣传月：妇女权益保障"), (3, 15, "3·15消费者权益保护"),
    (3, 22, "三月法治宣传月：民法典"), (4, 15, "4·15全民国家安全教育日"),
    (5, 18, "民法典宣传月"), (6, 26, "6·26国际禁毒日"),
    (8, 10, "反电信网络诈骗专项宣传"), (9, 20, "信访法治化"), (12, 4, "12·4宪法宣传周"),
    (11, 9, "防邪专项宣传"),
)  # fmt: skip
_OTHERS = {  # form → topic, place, how many people at least
    "送法进企业": ("劳动合同与欠薪维权", "镇内企业", 40),
    "送法进校园": ("未成年人保护法", "镇中心小学", 260),
    "LED宣传": ("宪法宣传标语", "场镇显示屏", 0),
    "线上宣传": ("反电信网络诈骗短视频", "镇微信公众号", 0),
}
_UNITS = ("双龙镇平安办", "双龙司法所", "双龙镇社会事务办")
_PARTICIPANTS, _CONSULTED = 6, 7


def _lecture(random: Random, day: date) -> list[Value]:
    village = random.choice(people.PLACES)
    heard = random.randint(25, 70)
    return [
        day, _LECTURE_TOPICS[day.month], random.choice(_LECTURES),
        f"{village}便民服务中心", village, heard, random.randint(0, 9), random.choice(_UNITS), None,
    ]  # fmt: skip


def _campaign(random: Random, day: date, topic: str) -> list[Value]:
    heard, asked = random.randint(120, 320), random.randint(12, 45)
    return [
        day, topic, "集中宣传", "场镇文化广场", people.COMMUNITY, heard, asked, _UNITS[1], None,
    ]  # fmt: skip


def _other(random: Random, day: date, form: str) -> list[Value]:
    topic, place, size = _OTHERS[form]
    heard = random.randint(size, size * 3 // 2) if size else None
    asked = random.randint(2, 12) if size else None
    return [day, topic, form, place, people.COMMUNITY, heard, asked, random.choice(_UNITS), None]


def _events(year: int) -> list[list[Value]]:
    random, goal = chance.rng(year, "publicity"), TARGETS[year].events
    days = chance.workdays(random, year, goal["学习宣讲会"], _BUSY)
    campaigns = _CAMPAIGNS[: goal["集中宣传"]]
    held = [_lecture(random, day) for day in days]
    held += [_campaign(random, date(year, m, d), topic) for m, d, topic in campaigns]
    held += [
        _other(random, chance.workday(random, year, random.choice((3, 5, 9, 10, 11))), form)
        for form in _OTHERS
        for _ in range(goal[form])
    ]
    return sorted(held, key=lambda event: str(event[0]))


def events(year: int) -> bytes:
    """Write 普法活动台账."""
    book = Book("普法活动台账")
    page = book.page("普法活动", (6, 12, 30, 14, 22, 10, 10, 10, 18, 10))
    page.title(f"双龙镇{year}年普法活动台账")
    page.header(
        headings("序号", "活动时间", "活动主题", "活动形式", "活动地点", "村（居）", "参加人次",
                 "咨询人次", "责任单位", "备注"),
    )  # fmt: skip
    records = [[serial, *event] for serial, event in enumerate(_events(year), 1)]
    page.rows(records)
    page.total({
        column: sum(int(str(record[column] or 0)) for record in records)
        for column in (_PARTICIPANTS, _CONSULTED)
    })  # fmt: skip
    return book.to_bytes()


FILES = {"普法活动台账{year}.xlsx": events}
