"""法治会议 and the quarterly record of interference in cases, where zero is written four ways."""

from __future__ import annotations

from analysis.sample import chance, people
from analysis.sample.layout import Book, Page, Value, headings
from analysis.sample.targets import TARGETS

_MEETINGS = {  # 会议类别 → how it is named, in which months, 研究事项 at most
    "法治建设报告会": ("推进法治建设报告会", (6, 12), 3),
    "党委会研究": ("党委会议（研究法治建设工作）", (1, 3, 5, 8, 10), 2),
    "听取汇报": ("听取法治政府建设工作汇报", (4, 9), 1),
    "述法会议": ("年终述法会议", (12,), 1),
}
_ZEROS: tuple[Value, ...] = (0, "零报告", 0, "无")


def _meetings(page: Page, year: int) -> None:
    random, goal = chance.rng(year, "meetings"), TARGETS[year].meetings
    page.title(f"双龙镇{year}年法治政府建设会议及履职台账")
    page.header(
        headings("序号", "会议时间", "会议名称", "会议类别", "研究事项（项）", "主持人", "备注"),
    )
    held = sorted(
        (chance.workday(random, year, month), category)
        for category, (_, months, _) in _MEETINGS.items()
        for month in months[: goal[category]]
    )
    records: list[list[Value]] = []
    for serial, (day, category) in enumerate(held, 1):
        name, _, issues = _MEETINGS[category]
        written, count = chance.in_characters(day), random.randint(1, issues)
        chair = random.choice(people.CHAIRS)
        records.append([serial, written, name, category, count, chair, None])
    page.rows(records)


def _interference(page: Page, year: int) -> None:
    page.title(f"双龙镇{year}年领导干部干预司法活动、插手具体案件处理登记表")
    page.header(
        headings("季度", "领导干部违规干预司法活动、插手具体案件处理（起）", "填报人", "备注"),
    )
    page.rows([
        [f"第{quarter}季度", zero, people.REPORTER, None]
        for quarter, zero in zip("一二三四", _ZEROS, strict=True)
    ])  # fmt: skip


def meetings(year: int) -> bytes:
    """Write 法治政府建设会议及履职台账: two sheets."""
    book = Book("法治政府建设会议及履职台账")
    _meetings(book.page("法治会议", (6, 16, 32, 16, 10, 10, 10)), year)
    _interference(book.page("干预司法登记", (12, 28, 10, 20)), year)
    return book.to_bytes()


FILES = {"法治政府建设会议及履职台账.xlsx": meetings}
