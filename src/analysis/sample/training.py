"""学法、考试 and 行政执法培训."""

from __future__ import annotations

from datetime import date

from analysis.sample import chance, people
from analysis.sample.layout import Book, Page, Value, headings, runs
from analysis.sample.targets import TARGETS, Exam

_SPOKEN = {"集体学习": ("集体学习", "集中学法"), "中心组学法": ("中心组学法", "理论学习中心组学法")}
_TOPICS = {
    "集体学习": ("习近平法治思想专题", "宪法", "民法典婚姻家庭编", "行政处罚法", "信访工作条例",
                 "党内法规", "家庭教育促进法", "以案说法警示片"),
    "中心组学法": ("习近平法治思想学习纲要", "全面依法治国战略部署", "依法行政与基层治理",
                   "党政主要负责人法治建设职责"),
    "会前学法": ("土地管理法", "安全生产法", "乡村振兴促进法", "人民调解法", "森林法",
                 "反电信网络诈骗法"),
    "专题讲座": ("民法典与基层治理", "行政执法程序"),
    "干部培训": ("行政执法三项制度", "法律援助与公共法律服务"),
    "旁听庭审": ("行政诉讼案件庭审",),
}  # fmt: skip
_EXPECTED = {"集体学习": 58, "中心组学法": 14, "会前学法": 16, "专题讲座": 62, "干部培训": 45,
             "旁听庭审": 15}  # fmt: skip
_HOURS = {"会前学法": 0.5, "中心组学法": 3}


def _study(page: Page, year: int) -> None:
    random, goal = chance.rng(year, "study"), TARGETS[year].study
    page.title(f"双龙镇{year}年学法培训台账")
    page.header(
        headings("序号", "日期", "类别", "主题", "主讲人", "应到人数", "实到人数", "学时", "备注"),
    )
    held = [
        (chance.workday(random, year, 1 + (2 * i + 1) * 12 // (2 * count)), category, i)
        for category, count in goal.items()
        for i in range(count)
    ]
    records: list[list[Value]] = []
    for serial, (day, category, i) in enumerate(sorted(held), 1):
        expected = _EXPECTED[category] + random.randint(-1, 1)
        attended = expected - random.choice((0, 0, 1, 2, 3))
        records.append([
            serial, day.isoformat(), random.choice(_SPOKEN.get(category, (category,))),
            _TOPICS[category][i], random.choice(people.SPEAKERS), expected, attended,
            _HOURS.get(category, 2), None,
        ])  # fmt: skip
    page.rows(records)
    page.total({column: sum(int(str(r[column])) for r in records) for column in (5, 6)})


def _exam(serial: int, day: date, name: str, category: str, exam: Exam) -> list[Value]:
    counts = (exam.expected, exam.sat, exam.passed, exam.excellent)
    return [serial, day, name, category, *counts, None]


def _exams(page: Page, year: int) -> None:
    random, goal = chance.rng(year, "exams"), TARGETS[year]
    page.title(f"双龙镇{year}年法治考试台账")
    page.header(
        headings("序号", "考试时间", "考试名称", "考试类别", "应考人数", "实考人数", "合格人数",
                 "优秀人数", "备注"),
    )  # fmt: skip
    theory, knowledge = (chance.workday(random, year, month) for month in (9, 11))
    page.rows([
        _exam(1, theory, "领导干部法治理论知识考试", "法治理论考试", goal.theory_exam),
        _exam(2, knowledge, "干部职工应知应会法律法规测试", "应知应会测试", goal.knowledge_exam),
    ])  # fmt: skip


def study_and_exams(year: int) -> bytes:
    """Write 学法培训及考试台账: two sheets."""
    book = Book("学法培训及考试台账")
    _study(book.page("学法培训", (6, 12, 18, 30, 10, 10, 10, 8, 12)), year)
    _exams(book.page("法治考试", (6, 12, 30, 16, 10, 10, 10, 10, 12)), year)
    return book.to_bytes()


def enforcement(year: int) -> bytes:
    """Write 行政执法人员培训考试: a row per official, one merged cell per office."""
    book, goal = Book("行政执法人员培训考试"), TARGETS[year]
    random = chance.rng(year, "enforcement")
    offices = [office for office, count in goal.offices.items() for _ in range(count)]
    failed = set(random.sample(range(len(offices)), len(offices) - goal.officers_passed))
    days = [chance.workday(random, year, month) for month in (5, 9)]
    page = book.page("执法人员", (6, 10, 16, 12, 14, 14, 16, 10))
    page.title(f"双龙镇{year}年行政执法人员培训考试登记表")
    page.header(
        headings("序号", "姓名", "科室", "参加时间", "网络学习学时", "资格考试结果", "执法证号",
                 "备注"),
    )  # fmt: skip
    page.rows([
        [i + 1, people.OFFICERS[i], office, random.choice(days), random.randrange(40, 61, 2),
         "不合格" if i in failed else "合格", f"990000{year}{i + 1:03d}", None]
        for i, office in enumerate(offices)
    ], runs(offices, 2, at_least=2))  # fmt: skip
    return book.to_bytes()


FILES = {
    "{year}年学法培训及考试台账.xlsx": study_and_exams,
    "行政执法人员培训考试.xlsx": enforcement,
}
