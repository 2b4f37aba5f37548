"""人民调解: the register of cases in twelve sheets, and the monthly return that agrees with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from analysis.sample import chance, disputes, people
from analysis.sample.layout import Book, Heading, Page, Value, headings
from analysis.sample.targets import TARGETS

_BUSY = {1: 1.3, 2: 0.8, 3: 1.1, 5: 0.9, 7: 1.2, 8: 1.1, 10: 0.9, 12: 1.0}
_SOURCES = {
    "主动调解": 52,
    "依申请调解": 38,
    "公安委托移送": 5,
    "信访委托移送": 3,
    "法院委托移送": 2,
}
_PENDING_DAYS = (27, 29)  # of December; no other case is accepted after the 24th
_COLUMNS: list[Heading] = [
    *headings("序号", "案件编号", "受理\n日期"),
    ("当事人", "姓名"), ("当事人", "身份证号"), ("当事人", "联系电话"),
    *headings("纠纷类型", "案件来源", "村（居）", "简要情况", "调解员", "调解\n次数", "调解\n结果",
              "协议\n形式", "涉及金额（元）", "履行\n情况", "司法\n确认", "结案\n日期",
              "纠纷转化\n情况", "备注"),
]  # fmt: skip
_WIDTHS = (6, 24, 14, 16, 21, 14, 16, 14, 10, 36, 10, 7, 9, 9, 10, 9, 7, 14, 9, 10)
_SESSIONS, _AMOUNT = 11, 14  # the columns that are totalled


@dataclass(frozen=True, slots=True)
class Case:
    """A dispute as the register holds it; as it is opened, it is 调解中."""

    number: str
    accepted: date
    parties: tuple[people.Person, people.Person]
    kind: disputes.Dispute
    type: str
    matter: str
    source: str
    village: str
    mediator: str
    sessions: int = 1
    result: str = "调解中"
    agreement: str = ""
    amount: int | None = None
    performed: str = ""
    confirmed: str = ""
    closed: date | None = None
    remark: str = ""


def _opened(year: int, number: int, accepted: date, random: Random) -> Case:
    kind, written, matter = disputes.draw(random)
    return Case(
        number=f"（{year}）双龙人调字第{number}号",
        accepted=accepted,
        parties=people.two_citizens(random),
        kind=kind,
        type=written,
        matter=matter,
        source=random.choices(list(_SOURCES), list(_SOURCES.values()))[0],
        village=random.choice(people.PLACES),
        mediator=random.choice(people.MEDIATORS),
    )


def _settled(case: Case, closed: date, random: Random) -> Case:
    money = case.kind.money if random.random() < 0.8 else None
    amount = random.randrange(money[0], money[1] + 1, 50) if money else None
    written = amount is not None or random.random() < 0.3
    confirmed = amount is not None and random.random() < 0.12
    late = amount is not None and random.random() < 0.15
    return replace(
        case,
        result="调解成功",
        agreement=random.choice(("书面", "书面协议")) if written else "口头",
        amount=amount,
        performed="履行中" if late else "已履行",
        confirmed="是" if confirmed else "否",
        closed=closed,
    )


def _failed(case: Case, closed: date) -> Case:
    return replace(
        case,
        sessions=2,
        result="调解不成功",
        agreement="无",
        performed="无",
        confirmed="否",
        closed=closed,
    )


def _pending(year: int, numbers: Iterable[int]) -> list[Case]:
    """Return the cases that the year leaves open; the year after finds the same ones."""
    return [
        _opened(year, number, date(year, 12, day), chance.rng(year, f"pending/{number}"))
        for number, day in zip(numbers, _PENDING_DAYS, strict=True)
    ]


def _carried(year: int) -> list[Case]:
    random = chance.rng(year, "carried")
    return [
        replace(_settled(case, chance.workday(random, year, 1, 4, 20), random), remark="上年结转")
        for case in _pending(year - 1, TARGETS[year].mediation.carried)
    ]


@cache
def cases(year: int) -> tuple[Case, ...]:
    """Return the register of a year: cases carried over, then those accepted, by number."""
    goal, random = TARGETS[year].mediation, chance.rng(year, "mediation")
    days = chance.workdays(random, year, goal.accepted - goal.pending, _BUSY)
    failed = set(random.sample(range(len(days)), goal.failed))
    closed_cases = []
    for i, accepted in enumerate(days):
        case = _opened(year, i + 1, accepted, random)
        longest = min(20, (date(year, 12, 31) - accepted).days)
        closed = accepted + timedelta(days=random.randint(0, longest))
        done = _failed(case, closed) if i in failed else _settled(case, closed, random)
        closed_cases.append(done)
    pending = _pending(year, range(len(days) + 1, goal.accepted + 1))
    return (*_carried(year), *closed_cases, *pending)


def _record(serial: int, case: Case, written: Callable[[date], Value]) -> list[Value]:
    first, second = case.parties
    return [
        serial, case.number, written(case.accepted),
        f"{first.name}、{second.name}", first.id_number, first.phone,
        case.type, case.source, case.village,
        f"{first.name}与{second.name}因{case.matter}产生纠纷，请求调解。",
        case.mediator, case.sessions, case.result, case.agreement, case.amount,
        case.performed, case.confirmed, written(case.closed) if case.closed else None,
        "无", case.remark or None,
    ]  # fmt: skip


def _as_cell(day: date) -> Value:
    return day


def _month(page: Page, year: int, month: int, held: list[Case]) -> None:
    end = chance.in_characters(chance.month_end(year, month))
    written = chance.in_characters if month % 2 else _as_cell
    page.title(f"丰都县双龙镇人民调解登记台账（{year}年{month}月）")
    page.line(f"填报单位：双龙镇人民调解委员会　　填表日期：{end}")
    page.header(_COLUMNS)
    page.rows([_record(i, case, written) for i, case in enumerate(held, 1)])
    page.total({
        _SESSIONS: sum(case.sessions for case in held),
        _AMOUNT: sum(case.amount or 0 for case in held),
    })  # fmt: skip
    page.line("注：本表由各调委会按月填报。")


def register(year: int) -> bytes:
    """Write 人民调解登记台账: a sheet for each month of 受理; January opens with cases carried."""
    book = Book("人民调解登记台账")
    for month in range(1, 13):
        held = [c for c in cases(year) if (c.accepted.year < year or c.accepted.month == month)]
        held = [c for c in held if c.accepted.year == year or month == 1]
        _month(book.page(f"{month}月", _WIDTHS), year, month, held)
    return book.to_bytes()


def _figures(year: int, month: int) -> tuple[int, int, int, float]:
    """Return 受理 and 件次 by 受理日期, 成功 and its 万元 by 结案日期."""
    accepted = [c for c in cases(year) if (c.accepted.year, c.accepted.month) == (year, month)]
    settled = [
        c for c in cases(year) if c.result == "调解成功" and c.closed and c.closed.month == month
    ]
    amount = sum(c.amount or 0 for c in settled)
    return len(accepted), sum(c.sessions for c in accepted), len(settled), amount / 10_000


def monthly_return(year: int) -> bytes:
    """Write 人民调解月报表: 本月 and 累计 for twelve months."""
    book = Book("人民调解月报表")
    page = book.page("月报", (8, 10, 12, 14, 20, 10, 12, 14, 10))
    page.title(f"双龙镇人民调解月报表（{year}年）")
    page.line(f"填报单位：双龙镇人民调解委员会　　统计年度：{year}年")
    names = ("受理（件）", "调解（件次）", "调解成功（件）")
    page.header([
        ("月份",),
        *(("本月", name) for name in (*names, "协议涉及金额（万元）")),
        *(("累计", name) for name in names),
        ("填报人",),
    ])  # fmt: skip
    months = [_figures(year, month) for month in range(1, 13)]
    sums = [tuple(sum(column) for column in zip(*months[: i + 1], strict=True)) for i in range(12)]
    page.rows([
        [f"{i + 1}月", *figures, *total[:3], people.REPORTER]
        for i, (figures, total) in enumerate(zip(months, sums, strict=True))
    ])  # fmt: skip
    accepted, sessions, settled, amount = sums[-1]
    page.total(
        {1: accepted, 2: sessions, 3: settled, 4: round(amount, 4), 5: "/", 6: "/", 7: "/"},
    )
    return book.to_bytes()


FILES = {
    "人民调解登记台账（{year}年）.xlsx": register,
    "人民调解月报表{year}.xlsx": monthly_return,
}
