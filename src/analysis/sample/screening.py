"""矛盾纠纷排查: one sheet with a header of three levels, its total above the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from analysis.sample import chance, disputes, people
from analysis.sample.layout import Book, Page, Value, runs
from analysis.sample.targets import TARGETS

_BUSY = {1: 1.4, 2: 0.7, 6: 1.2, 7: 1.3, 9: 0.9, 12: 1.1}
_WRITTEN = {"已化解": ("已化解", "已化解", "化解"), "未化解": ("未化解", "稳控中"),
            "移送": ("移送", "移送调委会")}  # fmt: skip
_RISKS = {"低": 70, "中": 25, "高": 5}
_HANDLING = ("现场调处", "村居调解", "教育疏导")
_WIDTHS = (6, 12, 10, 10, 16, 8, 8, 34, 12, 12, 12, 0)  # 备注 is hidden
_PEOPLE, _VILLAGE = 6, 2
_GUIDE = (
    "一、本台账由各村（居）网格员排查后报镇平安办汇总，每月二十五日前报送。",
    "二、风险等级分为高、中、低三级，由镇平安办会同司法所核定。",
    "三、化解结果填写已化解、未化解或移送；移送的由接收单位登记办理。",
    "四、没有排查出矛盾纠纷的，实行零报告。",
)


def _villages(random: Random, count: int) -> list[str]:
    """Return villages in the order of reports: often several in a row from one village."""
    found = [random.choice(people.PLACES)]
    while len(found) < count:
        found.append(found[-1] if random.random() < 0.35 else random.choice(people.PLACES))
    return found


def _outcomes(random: Random, goal: dict[str, int]) -> list[str]:
    found = [outcome for outcome, count in goal.items() for _ in range(count)]
    random.shuffle(found)
    return found


def _record(random: Random, day: date, village: str, outcome: str) -> list[Value]:
    _, kind, matter = disputes.draw(random)
    written: Callable[[date], Value] = chance.dotted if random.random() < 0.6 else lambda d: d
    settled = min(day + timedelta(days=random.randint(0, 12)), date(day.year, 12, 31))
    return [
        written(day), village, random.choice(people.SCREENERS),
        kind, random.choices(list(_RISKS), list(_RISKS.values()))[0], random.randint(2, 6),
        f"{people.two_citizens(random)[0].name}反映{matter}一事",
        "移交办理" if outcome == "移送" else random.choice(_HANDLING),
        random.choice(_WRITTEN[outcome]),
        written(settled) if outcome == "已化解" else None,
        random.choice((None, None, "已回访", "持续关注")),
    ]  # fmt: skip


def _records(year: int) -> list[tuple[date, list[Value]]]:
    random, goal = chance.rng(year, "screening"), dict(TARGETS[year].screening)
    days = chance.workdays(random, year, sum(goal.values()), _BUSY)
    told = zip(days, _villages(random, len(days)), _outcomes(random, goal), strict=True)
    return [
        (day, [serial, *_record(random, day, village, outcome)])
        for serial, (day, village, outcome) in enumerate(told, 1)
    ]


def _header(page: Page, count: int) -> None:
    screened = f"排查情况\n（共计：{count}件）"
    page.header([
        ("序号",),
        *((screened, name) for name in ("排查日期", "村（居）", "排查\n人员")),
        *(("纠纷情况", name) for name in ("纠纷类型", "风险等级", "涉及人数", "事项概述")),
        ("处置情况", "办理", "处置方式"), ("处置情况", "办理", "化解结果"),
        ("处置情况", "化解日期"),
        ("备注",),
    ])  # fmt: skip


def register(year: int) -> bytes:
    """Write 矛盾纠纷排查化解台账, quarters apart, and a sheet that explains how to fill it."""
    book, records = Book("矛盾纠纷排查化解台账"), _records(year)
    page = book.page("排查台账", _WIDTHS)
    page.title(f"双龙镇{year}年矛盾纠纷排查化解台账")
    _header(page, len(records))
    page.total({_PEOPLE: sum(int(str(record[_PEOPLE])) for _, record in records)})
    for quarter in range(4):
        held = [record for day, record in records if (day.month - 1) // 3 == quarter]
        villages = [str(record[_VILLAGE]) for record in held]
        page.rows(held, runs(villages, _VILLAGE, at_least=3))
        page.skip(1 if quarter < 3 else 0)
    page.line("注：1.本台账由镇平安办汇总，各村（居）按月报送。")
    page.line("    2.涉及人数为首次排查时掌握的人数。")
    guide = book.page("填表说明", (90,))
    guide.title("填表说明")
    for text in _GUIDE:
        guide.line(text)
    return book.to_bytes()


FILES = {"{year}年矛盾纠纷排查化解台账.xlsx": register}
