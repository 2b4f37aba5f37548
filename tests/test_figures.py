"""Figures of Chinese prose: what is found, what counts nothing, when a figure agrees with a value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cells import Source
from analysis.documents.model import Document, Paragraph
from analysis.indicators.model import Indicator, Observation, Part, Ratio, Total
from analysis.values import format_about, format_number, format_rate
from analysis.verify.agreement import agrees
from analysis.verify.finding.find import find_figures
from analysis.verify.model import Figure

Said = list[tuple[str, str, str, str]]


def document(*paragraphs: str) -> Document:
    """Return a document of these paragraphs."""
    return Document("报告.txt", tuple(Paragraph(text) for text in paragraphs))


def figures(*paragraphs: str, year: int | None = 2023) -> list[Figure]:
    """Return the figures of these paragraphs."""
    return find_figures(document(*paragraphs), year)


def said(text: str) -> Said:
    """Return text, value, unit and kind of each figure of a sentence."""
    return [
        (f.text, format_number(f.value, 4) if f.value is not None else "", f.unit, f.kind)
        for f in figures(text)
    ]


def numeral(number: int) -> str:
    """Write a number below 100 million in Chinese numerals."""
    if number >= 10_000:
        rest = number % 10_000
        zero = "零" if 0 < rest < 1000 else ""
        return f"{numeral(number // 10_000)}万{zero}{numeral(rest) if rest else ''}"
    told, passed = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            told += ("零" if passed and told else "") + "零一二三四五六七八九"[digit] + name
        passed = not digit
    return told or "零"


FOUND: list[tuple[str, Said]] = [
    ("开展集中宣传10场次。", [("10场次", "10", "场次", "count")]),
    ("发放宣传读本2500余本。", [("2500余本", "2500", "本", "count")]),
    ("发放各类资料3万余份。", [("3万余份", "30000", "份", "count")]),
    ("发放资料1.3万份。", [("1.3万份", "13000", "份", "count")]),
    ("受益群众达12,600人次。", [("12,600人次", "12600", "人次", "count")]),
    ("覆盖群众两万余人次。", [("两万余人次", "20000", "人次", "count")]),
    ("组织旁听庭审三次。", [("三次", "3", "次", "count")]),
    ("建立十个调解室。", [("十个", "10", "个", "count")]),
    ("举办讲座近百场。", [("近百场", "100", "场", "count")]),
    ("走访企业百余家。", [("百余家", "100", "家", "count")]),
    ("涉及金额30多万元。", [("30多万元", "30", "万元", "count")]),
    ("涉及金额1.2亿元。", [("1.2亿元", "1.2", "亿元", "count")]),
    ("罚款5000元。", [("5000元", "5000", "元", "count")]),
    ("满意率达98.5％。", [("98.5％", "98.5", "%", "rate")]),
    ("合格率为百分之九十五。", [("百分之九十五", "95", "%", "rate")]),
    ("办结率百分之百。", [("百分之百", "100", "%", "rate")]),
    ("普法覆盖率60%以上。", [("60%以上", "60", "%", "rate")]),
    ("防止民转刑案件1件4人。", [("1件", "1", "件", "count"), ("4人", "4", "人", "count")]),
    (
        "参考率、合格率均达100%。",
        [("100%", "100", "%", "rate"), ("100%", "100", "%", "rate")],
    ),
    (
        "办结率和满意率双百分百。",
        [("百分百", "100", "%", "rate"), ("百分百", "100", "%", "rate")],
    ),
    ("全年无一起越级上访。", [("无一起", "0", "起", "count")]),
    ("全年未发生群体性事件。", [("未发生", "0", "", "count")]),
    ("全镇实现零上访。", [("零", "0", "", "count")]),
    ("转化为刑事案件0件。", [("0件", "0", "件", "count")]),
    ("每季度召开例会3至5次。", [("3至5次", "3", "次", "requirement")]),
    ("每年开展学法不少于4次。", [("不少于4次", "4", "次", "requirement")]),
    ("每两月1次学习研讨。", [("1次", "1", "次", "requirement")]),
    (
        "每日安排2名干部和3名队员值守。",
        [("2名", "2", "名", "requirement"), ("3名", "3", "名", "requirement")],
    ),
    ("下一步计划开展宣讲20场。", [("20场", "20", "场", "plan")]),
    ("投入资金XX万元。", [("XX万元", "", "万元", "missing")]),
    ("群众满意率达%。", [("%", "", "%", "missing")]),
    ("调解纠纷  件，成功（）件。", [("（）件", "", "件", "missing")]),
    ("聘请律师样本甲、样本乙担任法律顾问。", [("样本甲、样本乙", "2", "名", "count")]),
    ("发放资料1万2千余份。", [("1万2千余份", "12000", "份", "count")]),
    ("落实经费四万元。", [("四万元", "4", "万元", "count")]),
    ("整治乱停乱放3500余辆次。", [("3500余辆次", "3500", "辆次", "count")]),
    ("复垦耕地9.6公顷。", [("9.6公顷", "9.6", "公顷", "count")]),
    ("测试平均分94.5分。", [("94.5分", "94.5", "分", "count")]),
    ("全镇人口13.6万，辖8个村。", [("13.6万", "136000", "", "count"), ("8个", "8", "个", "count")]),
    ("参加人数460余人。", [("460余人", "460", "人", "count")]),
    ("无1起执法过错被追究。", [("无1起", "0", "起", "count")]),
    ("无一名干部干预司法。", [("无一名", "0", "名", "count")]),
    ("举办“模拟法庭”进校园3场。", [("3场", "3", "场", "count")]),
    ("启动应急响应5次。", [("5次", "5", "次", "count")]),
    ("对拟签订的26份合同逐一审查。", [("26份", "26", "份", "count")]),
    ("开展“每周一法”学习40期。", [("40期", "40", "期", "count")]),
    ("每年支付服务费30万元。", [("30万元", "30", "万元", "count")]),
    ("初信初访一次化解率达95%。", [("95%", "95", "%", "rate")]),
    (
        "落实出庭应诉制度，出庭应诉率达100%。",
        [("100%", "100", "%", "rate")],
    ),
    (
        "办结率、满意率分别为98%、97%。",
        [("98%", "98", "%", "rate"), ("97%", "97", "%", "rate")],
    ),
]

NOTHING = (
    "贯彻落实《法治政府建设实施纲要（2021—2025年）》。",
    "双龙委文〔2024〕9号",
    "2023年5月6日召开会议，12月底前完成。",
    "开展“4.15”全民国家安全教育日、12·4国家宪法日、3·15消费者权益日宣传。",
    "畅通12345政务服务热线和110报警平台。",
    "一是提高认识，二是压实责任，三是强化保障。",
    "深刻领悟“两个确立”的决定性意义，增强四个意识，坚定四个自信，做到两个维护。",
    "落实行政执法三项制度和三重一大集体决策。",
    "打造一站式服务，实现一窗通办、最多跑一次。",
    "推进一村一法律顾问，做到一案一档、一户一策。",
    "深化“1+3+N”治理模式。",
    "“八五”普法规划第三年，落实党的二十大和二十届三中全会精神。",
    "作为一项重要政治任务进一步抓好，统一思想，逐一落实。",
    "全镇上下形成一个整体，营造一种氛围。",
    "第一责任人切实履行第一议题制度，把好第一道关口。",
    "近三年来，连续5年，3个月内办结。",
    "实行24小时值班值守，建设15分钟法律服务圈。",
    "千家万户齐参与，百年大计抓落实。",
    "坚持每周三集中学习，5G网络覆盖。",
    "做到发现一起、化解一起。",
    "一次拿出方案，一次办好手续。",
    "前3名的单位受到表扬，推行“1+2+N”即1个中心、2个平台。",
    "建立一个长效机制，形成一支过硬队伍精神。",
    "做到宣讲一场、服务一片、化解一批。",
    "走出一条“普治结合”的路子。",
    "聘请律师事务所担任常年法律顾问。",
    "围绕4.15、12.4等节点开展宣传，二期工程正在推进。",
)


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_figures_are_read_as_they_are_printed(text: str, expected: Said) -> None:
    """Digits, numerals, 余, 万, ranges, pairs, shared rates and zero in words give value and unit."""
    assert said(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_names_dates_order_and_slogans_are_no_counts(text: str) -> None:
    """What only looks like a number counts nothing."""
    assert said(text) == []


@given(st.integers(2, 99_999_999))
def test_digits_and_numerals_say_the_same(number: int) -> None:
    """A number in Chinese numerals is read as the same number in digits is."""
    written, digits = figures(f"发放资料{numeral(number)}份。"), figures(f"发放资料{number}份。")
    assert [f.value for f in written] == [f.value for f in digits] == [Decimal(number)]


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from(("件", "场次", "人次", "份", "%", "万元")),
    st.sampled_from(("", "约", "近", "超过", "不少于")),
)
def test_a_figure_is_the_text_it_stands_for(value: Decimal, unit: str, before: str) -> None:
    """Positions cut out of the document just what was printed, with qualifier and unit."""
    text = f"全年完成工作{before}{format_number(value, 2)}{unit}，效果良好。"
    (figure,) = figures(text)
    assert text[figure.start : figure.end] == figure.text
    assert figure.text == f"{before}{format_number(value, 2)}{unit}"
    assert (figure.value, figure.unit, figure.qualifier) == (value, unit, before)


def test_plans_stand_under_the_heading_of_next_year() -> None:
    """The same sentence is done in one part and planned in the other."""
    parts = ("一、2023年工作情况", "开展宣传10场。", "二、2024年工作打算", "每月宣传1场，共12场。")
    assert [f.kind for f in figures(*parts)] == ["count", "plan", "plan"]


def test_headings_and_sentences_are_kept_with_a_figure() -> None:
    """A figure knows the headings that it stands under and its sentence."""
    (figure,) = figures("一、主要成效", "（一）化解纠纷。全年调解纠纷12件，成效明显。")
    assert figure.section == ("主要成效", "化解纠纷")
    assert figure.before == "全年调解纠纷"


def test_what_the_items_of_a_list_did_is_kept_with_each() -> None:
    """The end of the clause is of every item; the last one has it right behind it."""
    first, last = figures("8名班子成员、11名社区书记现场述法。")
    assert (first.tail, last.tail) == ("现场述法", "")


def test_cells_of_tables_stand_in_no_sentence() -> None:
    """A table's figures are not looked at; the page says so elsewhere."""
    cells = Document("表.docx", (Paragraph("127件", in_table=True), Paragraph("调解12件。")))
    assert [f.text for f in find_figures(cells)] == ["12件"]


# --- agreement -------------------------------------------------------------------------------

CASES = Indicator(id="a.cases", title="案件", unit="件", formulas=(Total(("a.x",)),))
RATE = Indicator(id="a.rate", title="比率", unit="%", formulas=(Ratio("a.x", "a.y"),))
MONEY = Indicator(id="a.money", title="金额", unit="元", formulas=(Total(("a.x",)),))


def observed(indicator: Indicator, *halves: int | Decimal) -> Observation:
    """Return a value, of a rate by its two halves."""
    source = Source("甲.xlsx", "表", "A1")
    parts = tuple(Part("数", Decimal(half), source) for half in halves)
    value = Decimal(halves[0])
    if indicator is RATE:
        value = value * 100 / Decimal(halves[1])
    return Observation(
        area="镇", year=2023, indicator=indicator.id, cell=(), value=value, parts=parts
    )


def agreeing(text: str, indicator: Indicator, *halves: int | Decimal) -> bool:
    """Whether the one figure of a text agrees with a value."""
    (figure,) = figures(text)
    return agrees(figure, indicator, observed(indicator, *halves))


@pytest.mark.parametrize(
    ("text", "indicator", "halves", "expected"),
    [
        ("共12件", CASES, (12,), True),
        ("共12件", CASES, (13,), False),
        ("共2500余件", CASES, (2563,), True),
        ("共2500余件", CASES, (2600,), False),
        ("共2500余件", CASES, (2499,), False),
        ("近100件", CASES, (96,), True),
        ("近100件", CASES, (101,), False),
        ("约2000件", CASES, (1800,), True),
        ("约2000件", CASES, (2600,), False),
        ("60件以上", CASES, (75,), True),
        ("60件以上", CASES, (59,), False),
        ("3至5件", CASES, (4,), True),
        ("3至5件", CASES, (6,), False),
        ("1.3万件", CASES, (12_960,), True),
        ("1.3万件", CASES, (12_400,), False),
        ("数十件", CASES, (43,), True),
        ("共3.5万元", MONEY, (35_000,), True),
        ("共3.5万元", MONEY, (35_400,), True),
        ("共3.5万元", MONEY, (35_600,), False),
        ("率96.8%", RATE, (122, 126), True),
        ("率96.7%", RATE, (122, 126), False),
        ("率97%", RATE, (122, 126), True),
        ("率100%", RATE, (999, 1000), False),
        ("率100%", RATE, (7, 7), True),
        ("率99%", RATE, (7, 7), False),
        ("率0%", RATE, (1, 1000), False),
        ("率95%以上", RATE, (96, 100), True),
    ],
)  # fmt: skip
def test_a_figure_agrees_as_exactly_as_it_is_printed(
    text: str, indicator: Indicator, halves: tuple[int, ...], *, expected: bool
) -> None:
    """余, 近, 约, 以上, 万 and decimals allow what they say and no more; 100% is only the whole."""
    assert agreeing(text, indicator, *halves) is expected


@given(st.integers(1, 10**7), st.sampled_from((10, 100, 1000)))
def test_what_is_printed_of_a_value_agrees_with_it(value: int, step: int) -> None:
    """Our own way to print a count, exact or with 余, agrees with the count."""
    assert agreeing(f"发放资料{format_about(value, step)}件", CASES, value)


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_printed_rate_agrees_with_its_halves(part: int, whole: int, decimals: int) -> None:
    """Our own way to print a rate agrees with its two halves."""
    printed = format_rate(Decimal(part), Decimal(whole), decimals)
    assert agreeing(f"办结率{printed}", RATE, part, whole)
