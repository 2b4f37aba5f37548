"""公共法律服务月报 as an old program exports it, 基本情况 and 法律顾问."""

from __future__ import annotations

from analysis.sample import chance, people
from analysis.sample.layout import Book, headings
from analysis.sample.targets import TARGETS

_FIGURES = {"接待咨询": "人次", "法律援助": "次", "建立服务档案": "人次", "平台新增用户": "名"}
_AID_MONTHS = (4, 9)


def _months(year: int, figure: str) -> list[int]:
    total = TARGETS[year].service[figure]
    if figure == "法律援助":  # one at a time, in few months
        return [int(month in _AID_MONTHS[:total]) for month in range(1, 13)]
    return chance.spread(chance.rng(year, figure), total, 12)


def monthly_return(year: int) -> bytes:
    """Write 公共法律服务月报 as CSV: GBK, CRLF, a title line padded as Excel pads it."""
    columns = [_months(year, figure) for figure in _FIGURES]
    width = len(columns) + 2
    lines = [
        [f"双龙镇公共法律服务月报表（{year}年）", *[""] * (width - 1)],
        ["月份", *(f"{figure}（{unit}）" for figure, unit in _FIGURES.items()), "填报人"],
    ]
    for month, figures in enumerate(zip(*columns, strict=True), 1):
        lines.append([f"{month}月", *map(str, figures), people.REPORTER])
    lines.append(["合计", *(str(sum(column)) for column in columns), ""])
    return "".join(",".join(line) + "\r\n" for line in lines).encode("cp936")


def state(year: int) -> bytes:
    """Write 双龙镇基本情况: figures at the end of the year, and the lawyers under contract."""
    book, day = Book("双龙镇基本情况"), f"{year}年12月31日"
    page = book.page("基本情况", (6, 24, 12, 8, 18))
    page.title(f"双龙镇基本情况（{year}年）")
    page.header(headings("序号", "项目", "数量", "单位", "截止日期"))
    page.rows([
        [serial, item, value, unit, day]
        for serial, (item, (value, unit)) in enumerate(TARGETS[year].state.items(), 1)
    ])  # fmt: skip
    page = book.page("法律顾问", (6, 10, 26, 44, 30, 14))
    page.title(f"双龙镇村（居）法律顾问名册（{year}年）")
    page.header(headings("序号", "姓名", "律师事务所", "服务村（居）", "聘期", "联系电话"))
    random = chance.rng(2022, "advisers")  # the same lawyers, with the same numbers, every year
    page.rows([
        [serial, name, people.FIRM, "、".join(served), f"{year}年1月1日至{day}",
         people.phone(random)]
        for serial, (name, served) in enumerate(
            zip(people.ADVISERS, (people.PLACES[:5], people.PLACES[5:]), strict=True), 1,
        )
    ])  # fmt: skip
    return book.to_bytes()


FILES = {"公共法律服务月报{year}.csv": monthly_return, "双龙镇基本情况.xlsx": state}
