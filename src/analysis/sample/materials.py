"""宣传资料发放 and 宣传栏更换: two tables one below the other on one sheet."""

from __future__ import annotations

from datetime import date

from analysis.sample import chance, people
from analysis.sample.layout import Book, Page, Value, headings
from analysis.sample.targets import TARGETS

_MATERIALS = {  # 资料类别 → 单位, how it is written, what is handed out
    "宣传读本": ("本", ("宣传读本", "读本"),
                 ("宪法读本", "民法典读本", "家庭教育促进法读本", "法律援助条例读本",
                  "国家安全法读本", "信访工作条例读本",
                  "民法典婚姻家庭编读本", "反电信网络诈骗法读本")),
    "宣传袋": ("个", ("宣传袋", "环保袋"),
               ("民法典环保袋", "信访法治化环保袋", "禁毒环保袋", "宪法环保袋", "反诈环保袋")),
    "传单": ("份", ("传单", "宣传单"),
             ("国家安全教育宣传单", "禁毒宣传单", "防邪宣传单", "反诈宣传单", "法律援助指南",
              "信访法治化宣传单", "宪法宣传单")),
}  # fmt: skip
_SEASONS = {"民法典": (3, 6, 20), "信访法治化": (9, 4, 22)}  # topic → month, first and last day


def _materials(page: Page, year: int) -> None:
    random = chance.rng(year, "materials")
    page.title(f"双龙镇{year}年宣传资料发放台账")
    page.header(headings("序号", "发放日期", "资料名称", "资料类别", "数量", "单位", "领取人"))
    given: list[tuple[date, list[Value]]] = []
    for category, (measure, written, names) in _MATERIALS.items():
        amounts = chance.spread(random, TARGETS[year].materials[category], len(names))
        days = chance.workdays(random, year, len(names), {1: 0, 2: 0, 3: 3, 4: 2, 6: 2, 12: 2})
        for day, name, amount in zip(days, names, amounts, strict=True):
            kind, receiver = random.choice(written), random.choice(people.RECEIVERS)
            given.append((day, [chance.slashed(day), name, kind, amount, measure, receiver]))
    given.sort(key=lambda row: row[0])
    page.rows([[serial, *record] for serial, (_, record) in enumerate(given, 1)])


def _boards(page: Page, year: int) -> None:
    random, total = chance.rng(year, "boards"), TARGETS[year].board_changes
    page.title(f"双龙镇{year}年宣传栏更换台账")
    page.header(headings("序号", "更换时间", "宣传栏位置", "村（居）", "主题", "更换次数", "备注"))
    rows = len(_SEASONS) * len(people.PLACES)
    twice = set(random.sample(range(rows), total - rows))
    records: list[list[Value]] = []
    for topic, (month, first, last) in _SEASONS.items():
        days = sorted(chance.workday(random, year, month, first, last) for _ in people.PLACES)
        for day, place in zip(days, people.PLACES, strict=True):
            changes = 2 if len(records) in twice else 1
            board = f"{place}村务公开栏旁" if place in people.VILLAGES else "社区文化广场"
            records.append([len(records) + 1, day, board, place, topic, changes, None])
    page.rows(records)
    page.total({5: total})


def materials_and_boards(year: int) -> bytes:
    """Write 宣传资料发放与宣传栏更换."""
    book = Book("宣传资料发放与宣传栏更换")
    page = book.page("宣传资料", (6, 12, 24, 14, 16, 10, 12))
    _materials(page, year)
    page.skip(2)
    _boards(page, year)
    return book.to_bytes()


FILES = {"宣传资料发放与宣传栏更换.xlsx": materials_and_boards}
