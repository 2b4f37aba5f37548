"""Promises of `analysis.values`: what is read, what is refused, how it is printed."""

import calendar
import datetime as dt
import math
import pickle
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.values import (
    UNITS,
    Cell,
    Unreadable,
    chinese_numeral,
    format_about,
    format_number,
    format_rate,
    is_blank,
    narrow,
    nearest,
    normalise,
    parse_count,
    parse_date,
    parse_flag,
    parse_month,
    parse_number,
    parse_numeral,
    parse_period,
    parse_quantity,
    round_half_up,
    tidy,
    unit_of,
)

MAY_6 = dt.date(2023, 5, 6)
EVENING = dt.datetime(2023, 5, 6, 23, 59)  # noqa: DTZ001 - spreadsheets know no time zone
SPEECH = st.text(
    "0123456789零〇一二三十百千万亿点年月日号季度上下半全周星期第Qq-/.、,， T:()（）%件人次元",
    max_size=14,
)
ANY_TEXT = st.text(max_size=12) | SPEECH
HEADINGS = st.text("案件数村居AaİΣ()（）【】[]件元万次*※ \n:：共计单位0１", max_size=20)


def other_cells() -> list[Cell]:
    """Give cells that are neither number nor text nor date."""
    return [None, "", "  ", True, False, dt.time(9, 30), dt.timedelta(days=3), math.nan, math.inf]


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [None, "", " ", "\n\t", "\u3000", "\xa0", "\u200b", "\ufeff \u2060"]
)
def test_blank(value: Cell) -> None:
    """A cell that shows nothing is blank, whatever invisible characters it holds."""
    assert is_blank(value)


@pytest.mark.parametrize("value", ["0", "无", "-", 0, 0.0, False, dt.time(0, 0), MAY_6])
def test_not_blank(value: Cell) -> None:
    """A zero, a false and a dash are something."""
    assert not is_blank(value)


def test_narrow_touches_only_full_width_ascii() -> None:
    """Digits, letters, ASCII punctuation and U+3000 get narrow; 。、“” ① ㎡ ￥ and カ stay."""
    assert narrow("１２，３４．５％（Ａｂ）：～\u3000") == "12,34.5%(Ab):~ "
    assert narrow("。、“”①㎡￥ｶ〔〕") == "。、“”①㎡￥ｶ〔〕"


@given(ANY_TEXT)
def test_narrow_is_idempotent(text: str) -> None:
    """Narrowing twice is narrowing once."""
    assert narrow(narrow(text)) == narrow(text)


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        (" 双龙\u3000镇\n", "双龙镇"),
        ("受理\r\n日期", "受理日期"),
        ("张\u200b三", "张三"),
        ("Q1 \n report", "Q1 report"),
        ("第 3 季度", "第 3 季度"),
        ("宪法，\n民法", "宪法，民法"),
        ("一 二 三", "一二三"),
        ("１２ 件", "１２件"),
        ("\u200b", ""),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    """Stray white space goes between Chinese characters and becomes one space elsewhere."""
    assert tidy(text) == tidied


@given(ANY_TEXT | st.text("中文ab \u3000\n\u200b\xa0"))
def test_tidy_is_idempotent(text: str) -> None:
    """Tidying twice is tidying once."""
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("受理 日期", "受理日期"),
        ("*受理\n日期", "受理日期"),
        ("＊姓名※", "姓名"),
        ("【纠纷类型】", "纠纷类型"),
        ("【金额（万元）】", "金额"),
        ("ＩＤ号", "id号"),
        ("涉及金额（万元）", "涉及金额"),
        ("涉及金额(万元)（必填）*", "涉及金额"),
        ("参加人数（人次）", "参加人数"),
        ("案件总数\n（共计：127 件）", "案件总数"),
        ("案件总数（共 127 件）", "案件总数"),
        ("案件总数（合计）", "案件总数"),
        ("案件总数（共计：XX件）", "案件总数"),
        ("数量[单位：件]", "数量"),
        ("联系电话（选填）", "联系电话"),
        ("受理日期（格式：2023-5-6）", "受理日期"),
        ("成功率（％）", "成功率"),
        ("村（居）", "村(居)"),
        ("村〔居〕", "村(居)"),
        ("负责人（单位）", "负责人(单位)"),
        ("印章（单位盖章）", "印章(单位盖章)"),
        ("防止自杀（件/人）", "防止自杀(件/人)"),
        ("调解（件）成功", "调解(件)成功"),
        ("（件）", "件"),
        ("（）", ""),
        ("（一）类型（二）", "(一)类型(二)"),
        ("", ""),
    ],
)
def test_normalise(text: str, key: str) -> None:
    """Only a trailing bracket with a unit, a total or an instruction leaves the key."""
    assert normalise(text) == key


@given(ANY_TEXT | HEADINGS)
def test_normalise_is_idempotent(text: str) -> None:
    """A key is its own key."""
    assert normalise(normalise(text)) == normalise(text)


@given(
    st.sampled_from(UNITS),
    st.sampled_from(["（{}）", "({})", "【{}】", "（单位：{}）", "（共计： {}）*"]),
)
def test_every_unit_in_a_heading(unit: str, bracket: str) -> None:
    """Each known unit is found in each kind of trailing bracket, and leaves the key."""
    heading = "涉及金额" + bracket.format(unit)
    assert unit_of(heading) == unit
    assert normalise(heading) == "涉及金额"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("涉及金额（万元）（必填）", "万元"),
        ("涉及金额（必填）（万元）", "万元"),
        ("案件（共计：127件）", "件"),
        ("（人次）", "人次"),
        ("成功率（％）", "%"),
        ("村（居）", None),
        ("金额万元", None),
        ("调解（件）成功", None),
        ("联系电话（选填）", None),
        ("", None),
    ],
)
def test_unit_of(heading: str, unit: str | None) -> None:
    """A heading's unit is the known unit in its trailing brackets, else None."""
    assert unit_of(heading) == unit


@pytest.mark.parametrize(
    ("word", "options", "found"),
    [
        ("双龙真", ["兴义镇", "双龙镇", "双路镇"], "双龙镇"),
        ("邻居", ["婚姻家庭", "邻里"], "邻里"),
        ("婚姻", ["邻里", "婚姻家庭"], "婚姻家庭"),
        ("disputes.screend", ["disputes.settled", "disputes.screened"], "disputes.screened"),
        ("双龙 镇", ["双龙镇"], "双龙镇"),
        ("宠物纠纷", ["邻里纠纷", "医疗纠纷"], None),
        ("高家镇", ["双龙镇", "兴义镇"], None),
        ("天气", ["邻里", "医疗"], None),
        ("甲乙", ["甲丙", "甲丁"], "甲丙"),
        ("双龙镇", [], None),
        ("", ["双龙镇"], None),
    ],
)
def test_nearest(word: str, options: list[str], found: str | None) -> None:
    """A slip of one character is found, a shared ending alone is not; the first of equals wins."""
    assert nearest(word, iter(options)) == found


# --- errors ----------------------------------------------------------------------------------


def test_unreadable_says_what_is_expected_and_not_what_was_read() -> None:
    """The error carries a Chinese phrase, never the cell's text, and crosses processes."""
    with pytest.raises(Unreadable) as caught:
        parse_date("张三 13900000000")
    assert caught.value.expects == "日期，如 2023年5月6日、2023-5-6、2023.5.6 或 20230506"
    assert "张三" not in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).expects == caught.value.expects  # noqa: S301


# --- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("一百五", 150),
        ("一百五十", 150),
        ("一百一十二", 112),
        ("一百十二", 112),
        ("一千二", 1200),
        ("一千零二", 1002),
        ("一千零五十", 1050),
        ("两万三千", 23000),
        ("二万零三百", 20300),
        ("十万零三千", 103000),
        ("一万零五", 10005),
        ("一百二十三万四千五百六十七", 1234567),
        ("一亿二千万", 120000000),
        ("一万亿", 10**12),
        ("壹佰贰拾叁", 123),
        ("壹拾万柒仟", 107000),
        ("三点五", "3.5"),
        ("零点〇五", "0.05"),
        ("三点五万", 35000),
        (" 十 二 ", 12),
    ],
)
def test_parse_numeral(text: str, number: int | str) -> None:
    """Chinese numerals, plain, colloquial and in bank script, have their value."""
    assert parse_numeral(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *["", "二三", "两三千", "十十", "百", "百二", "万", "一百零", "零五", "零百", "一百零五十"],
        *[
            "一百二百",
            "一十百",
            "点五",
            "三点",
            "三点十",
            "三点五万三",
            "十零五",
            "无",
            "12",
            "廿五",
            "一亿亿",
        ],
    ],
)
def test_parse_numeral_refuses(text: str) -> None:
    """What no grammar of numerals gives one value is refused."""
    with pytest.raises(Unreadable, match="中文数字"):
        parse_numeral(text)


def spell(n: int) -> str:
    """Write 1 to 9999 9999 in the long form, independently of the module."""
    if n >= 10**4:
        rest = n % 10**4
        gap = "零" if 0 < rest < 1000 else ""
        return spell(n // 10**4) + "万" + gap + (spell(rest) if rest else "")
    text = "".join(
        "零一二三四五六七八九"[int(d)] + ("千百十"[i - 1 - 3] if i < 4 and d != "0" else "")
        for i, d in enumerate(f"{n:04}", start=1)
    )
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")


@given(st.integers(1, 10**8 - 1))
@example(20300)
@example(10000005)
def test_parse_numeral_reads_every_spelled_number(n: int) -> None:
    """Every number to 99999999 in its long form reads back."""
    assert parse_numeral(spell(n)) == n


@given(st.integers(1, 99))
def test_chinese_numeral_round_trip(n: int) -> None:
    """A heading's number reads back as itself."""
    assert parse_numeral(chinese_numeral(n)) == n


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_numeral(n: int, text: str) -> None:
    """Headings are numbered 一 … 十, 十一 … 九十九, never 一十."""
    assert chinese_numeral(n) == text


@pytest.mark.parametrize("n", [0, -1, 100])
def test_chinese_numeral_refuses(n: int) -> None:
    """There is no heading 0 and none above 99."""
    with pytest.raises(ValueError, match="1 to 99"):
        chinese_numeral(n)


@pytest.mark.parametrize(
    ("value", "number", "unit"),
    [
        (12, "12", None),
        (12.0, "12", None),
        (0.1, "0.1", None),
        (-3.5, "-3.5", None),
        ("12", "12", None),
        (" １２ ", "12", None),
        ("12件", "12", "件"),
        ("12 件次", "12", "件次"),
        ("1,234", "1234", None),
        ("1，234，567.5元", "1234567.5", "元"),
        ("3.5 万元", "35000", "元"),
        ("3.5万 元", "35000", "元"),
        ("2万份", "20000", "份"),
        ("1.2亿元", "120000000", "元"),
        ("2万人次", "20000", "人次"),
        ("十个", "10", "个"),
        ("两万三千", "23000", None),
        ("两万人次", "20000", "人次"),
        ("三点五万元", "35000", "元"),
        ("零", "0", None),
        ("-3", "-3", None),
    ],
)
def test_parse_quantity(value: Cell, number: str, unit: str | None) -> None:
    """A quantity is its exact number and its unit as written, 万 multiplied out."""
    assert parse_quantity(value) == (Decimal(number), unit)
    assert parse_number(value) == Decimal(number)


@pytest.mark.parametrize(
    "value",
    [
        *[
            "无",
            "没有",
            "/",
            "-",
            "—",
            "98%",
            "98.5％",
            "5个百分点",
            "约200",
            "2000余份",
            "两万余人次",
        ],
        *["1,2", "12,34", "0,123", "1,2345", "1 234", "1.2.3", "12.", ".5", "1e5", "0x1F", "nan"],
        *["2万", "两万", "1件4人", "12辆", "3-5", "½", "①", "١٢", "110101199003071234", 1e15],
        *[1.1010119900307123e17, MAY_6, EVENING, *other_cells()],
    ],
)
def test_parse_number_refuses(value: Cell) -> None:
    """Percents, roundings, 无, dates, codes and a 万 with no unit are no exact number."""
    with pytest.raises(Unreadable, match="数字"):
        parse_number(value)


@given(st.floats(-1e14, 1e14))
def test_floats_keep_their_printed_digits(number: float) -> None:
    """A float reads as the shortest decimal that it prints as, not as its binary tail."""
    assert parse_number(number) == Decimal(repr(number))


@given(st.integers(0, 10**15 - 1), st.sampled_from(["{}", "{:,}", " {}", "{}件", "{:,} 人次"]))
def test_counts_read_back(n: int, form: str) -> None:
    """Counts read back from text with and without thousands marks and unit."""
    assert parse_count(form.format(n)) == n


@pytest.mark.parametrize("value", [12.5, -3, "-3", "12.5", "无", "约3", 1e15, *other_cells()])
def test_parse_count_refuses(value: Cell) -> None:
    """A count is whole and not negative."""
    with pytest.raises(Unreadable, match="不小于 0 的整数"):
        parse_count(value)


@given(ANY_TEXT | st.floats() | st.integers())
def test_number_readers_raise_nothing_but_unreadable(value: str | float) -> None:
    """No cell stops the reading of a sheet."""
    for read in (parse_quantity, parse_count, parse_flag):
        try:
            read(value)
        except Unreadable as error:
            assert error.expects  # noqa: PT017


@pytest.mark.parametrize(
    "value", ["是", "有", "已", "√", "✓", "Y", "yes", "TRUE", "1", "１", 1, 1.0, True]
)
def test_flag_true(value: Cell) -> None:
    """Every usual way to tick a box is true."""
    assert parse_flag(value) is True


@pytest.mark.parametrize(
    "value", ["否", "无", "没有", "未", "×", "✗", "N", "no", "False", "0", 0, 0.0, False]
)
def test_flag_false(value: Cell) -> None:
    """Every usual way to cross a box is false."""
    assert parse_flag(value) is False


@pytest.mark.parametrize("value", [None, "", "不详", "已履行", "是否", 2, -1, 0.5, math.nan, MAY_6])
def test_flag_refuses(value: Cell) -> None:
    """Anything else, a blank too, is neither."""
    with pytest.raises(Unreadable, match="是 或 否"):
        parse_flag(value)


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        *[MAY_6, EVENING, 45052, 45052.0, 45052.604, "45052", 20230506],
        *[20230506.0, "20230506", "2023年5月6日", "2023年05月06号", "2023-5-6", "2023-05-06"],
        *["2023/5/6", "2023.5.6", "2023．5．6", "２０２３－５－６", "2023、5、6", "2023. 5. 6"],
        *["2023 年 5 月 6 日", " 2023-5-6\n", "2023-05-06 14:30", "2023-05-06T14:30:00.000"],
        *["2023/5/6 9:05:00", "2023年5月6日星期六", "2023年5月6日（周六）", "2023-5-6 星期六"],
        *[
            "2023年5月6日上午",
            "2023年5月6日上午9时30分",
            "2023年5月6日 下午 2:30",
            "20230506 14:30",
        ],
        *["二〇二三年五月六日", "二○二三年五月六日", "二零二三年5月6日", "2023\u200b-5-6"],
    ],
)
def test_parse_date(value: Cell) -> None:
    """One day in every accepted form is the same day."""
    assert parse_date(value) == MAY_6
    assert type(parse_date(value)) is dt.date


@pytest.mark.parametrize(
    "value",
    [
        *["2025.13.5", "25/3/5", "23年5月6日", "5月6日", "2023年5月", "13/5/2023", "2023.2.30"],
        *["2023-5/6", "2023年5月6", "2023-5-6-7", "2023-5-6至2023-5-8", "2023-5-614:30", "2023-5"],
        *["2023", 2023, "20231306", "20230230", "202356", "2023050", "2203-5-6", "0203年5月6日"],
        *["二三年五月六日", "二〇二三年五月三一日", "二〇二三年十三月六日", "2023.5", 2023.5, "无"],
        *[20230506.5, 29951, 29951.9, 60001, "60001", "29951", -45052, 0, 1, 1e300],
        *[math.nan, -math.inf, *other_cells(), "٢٠٢٣-٥-٦"],
    ],
)
def test_parse_date_refuses(value: Cell) -> None:
    """An incomplete, impossible or ambiguous date is refused, never guessed."""
    with pytest.raises(Unreadable, match="日期"):
        parse_date(value)


def test_huge_integers_are_refused() -> None:
    """An integer too long to print (Python's own limit) is Unreadable like any other."""
    for read in (parse_date, parse_number, parse_count, parse_flag):
        with pytest.raises(Unreadable):
            read(10**6000)


@pytest.mark.parametrize(
    ("serial", "day"),
    [(29952, dt.date(1982, 1, 1)), (45292, dt.date(2024, 1, 1)), (60000, dt.date(2064, 4, 8))],
)
def test_serials(serial: int, day: dt.date) -> None:
    """Serials count days in the 1900 system, leap years included; both ends are accepted."""
    assert parse_date(serial) == parse_date(f"{serial}") == parse_date(serial + 0.5) == day


def written(day: dt.date) -> list[Cell]:
    """Write a day from 1982 on in every accepted form."""
    y, m, d = day.year, day.month, day.day
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in f"{y}")
    chinese = f"{year}年{chinese_numeral(m)}月{chinese_numeral(d)}日"
    texts = [f"{y}{mark}{m}{mark}{d}" for mark in "-/.．、"]
    texts += [f"{y}年{m}月{d}日", f"{y}年{m:02}月{d:02}号", f"{y}年{m}月{d}日星期一", chinese]
    texts += [f"{day:%Y%m%d}", f"{day} 14:30"]
    serial = (day - dt.date(1899, 12, 30)).days
    return [*texts, serial, int(f"{day:%Y%m%d}"), dt.datetime.combine(day, dt.time(8))]


@given(st.dates(dt.date(1982, 1, 1), dt.date(2064, 4, 8)))
def test_dates_round_trip(day: dt.date) -> None:
    """Every day reads back from every form it is written in."""
    assert {parse_date(cell) for cell in written(day)} == {day}


@given(ANY_TEXT | st.floats() | st.integers(), st.integers(1900, 2099))
def test_date_readers_raise_nothing_but_unreadable(value: str | float, year: int) -> None:
    """No cell stops the reading of a sheet, and what is read lies in this or the last century."""
    try:
        assert 1900 <= parse_date(value).year <= 2099
    except Unreadable as error:
        assert error.expects  # noqa: PT017
    try:
        first, last = parse_period(value, year)
        assert first < last
    except Unreadable as error:
        assert error.expects  # noqa: PT017


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1月", "2022-01-01", "2022-01-31"),
        ("01月", "2022-01-01", "2022-01-31"),
        ("1 月份", "2022-01-01", "2022-01-31"),
        ("十二月", "2022-12-01", "2022-12-31"),
        ("2月", "2022-02-01", "2022-02-28"),
        (2, "2022-02-01", "2022-02-28"),
        (12.0, "2022-12-01", "2022-12-31"),
        ("02", "2022-02-01", "2022-02-28"),
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("二〇二四年二月", "2024-02-01", "2024-02-29"),
        ("2023-01", "2023-01-01", "2023-01-31"),
        ("2023.1", "2023-01-01", "2023-01-31"),
        ("2023.10", "2023-10-01", "2023-10-31"),
        ("2023/12", "2023-12-01", "2023-12-31"),
        (MAY_6, "2023-05-01", "2023-05-31"),
        (EVENING, "2023-05-01", "2023-05-31"),
        ("一季度", "2022-01-01", "2022-03-31"),
        ("第二季度", "2022-04-01", "2022-06-30"),
        ("3季度", "2022-07-01", "2022-09-30"),
        ("Ｑ4", "2022-10-01", "2022-12-31"),
        ("2023年第1季度", "2023-01-01", "2023-03-31"),
        ("上半年", "2022-01-01", "2022-06-30"),
        ("2023年下半年", "2023-07-01", "2023-12-31"),
        ("全年", "2022-01-01", "2022-12-31"),
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2023年度", "2023-01-01", "2023-12-31"),
        ("2023年全年", "2023-01-01", "2023-12-31"),
    ],
)
def test_parse_period(value: Cell, first: str, last: str) -> None:
    """A period is its first and last day; a year in the cell beats the year of the sheet."""
    period = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert parse_period(value, 2022) == period
    if (period[1] - period[0]).days < 31:
        assert parse_month(value, 2022) == period[0]
    else:
        with pytest.raises(Unreadable, match="月份，如"):
            parse_month(value, 2022)


@pytest.mark.parametrize(
    "value",
    [
        *["13月", "0月", "00", "13", 0, 13, 1.5, 2023.1, 2023, "2023", "1-6月", "1月至6月", "合计"],
        *[
            "五季度",
            "5季度",
            "Q5",
            "一季",
            "半年",
            "年",
            "0203年1月",
            "2203-01",
            "2023-13",
            "十三月",
        ],
        *["1月合计", "三一月", 45047, *other_cells()],
    ],
)
def test_parse_period_refuses(value: Cell) -> None:
    """Ranges, totals, month 13 and the number 2023.1 (January or October?) are refused."""
    with pytest.raises(Unreadable, match="月份或时期"):
        parse_period(value, 2022)
    with pytest.raises(Unreadable, match="月份，如"):
        parse_month(value, 2022)


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_twelve_months_are_the_year(year: int, month: int) -> None:
    """A month read by number has the calendar's days, and 十二月 ends where 全年 does."""
    first, last = parse_period(month, year)
    assert (last - first).days + 1 == calendar.monthrange(year, month)[1]
    assert parse_period("十二月", year)[1] == parse_period("全年", year)[1]


# --- printing --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.5", 0, "1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("1.005", 2, "1.01"),
        ("2.449", 1, "2.4"),
    ],
)
def test_round_half_up(value: str, decimals: int, rounded: str) -> None:
    """Halves go away from zero (四舍五入), not to the even neighbour."""
    assert round_half_up(Decimal(value), decimals) == Decimal(rounded)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("3.50"), 2, "3.5"),
        (Decimal("3.00"), 2, "3"),
        (Decimal("3.45"), 1, "3.5"),
        (Decimal("2.5"), 0, "3"),
        (1200, 0, "1200"),
        (1200, 2, "1200"),
        (Decimal("1.2E+4"), 0, "12000"),
        (Decimal("1234567.8"), 0, "1234568"),
        (Decimal("-0.04"), 1, "0"),
        (Decimal("-1.25"), 1, "-1.3"),
        (0, 1, "0"),
    ],
)
def test_format_number(value: Decimal | int, decimals: int, text: str) -> None:
    """Numbers print in plain digits: no thousands marks, exponent, idle zero or minus nought."""
    assert format_number(value, decimals) == text


@given(st.decimals(-(10**12), 10**12, places=3))
def test_numbers_read_back_as_printed(value: Decimal) -> None:
    """What is printed with all its decimals reads back as the same number."""
    assert parse_number(format_number(value, 3)) == value


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "text"),
    [
        (197, 200, 1, "98.5%"),
        (202, 202, 1, "100%"),
        (0, 202, 1, "0%"),
        (9997, 10000, 1, "99.9%"),
        (999, 1000, 1, "99.9%"),
        (1, 10000, 1, "0.1%"),
        (-1, 10000, 1, "-0.1%"),
        (10001, 10000, 1, "100.1%"),
        (996, 1000, 0, "99%"),
        (3, 1000, 0, "1%"),
        (2, 3, 2, "66.67%"),
        (1, 8, 1, "12.5%"),
        (1, 800, 2, "0.13%"),
        (49, 50, 1, "98%"),
        (3, 2, 1, "150%"),
    ],
)
def test_format_rate(numerator: int, denominator: int, decimals: int, text: str) -> None:
    """Rates print half up, but only the whole prints as 100% and only nothing as 0%."""
    assert format_rate(Decimal(numerator), Decimal(denominator), decimals) == text


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 3))
@example(10**9 - 1, 10**9, 0)
def test_only_the_whole_is_100_percent(numerator: int, denominator: int, decimals: int) -> None:
    """A printed rate lies on the true side of 0% and 100%, and within one last place of true."""
    printed = Decimal(format_rate(Decimal(numerator), Decimal(denominator), decimals)[:-1])
    assert (printed < 100) == (numerator < denominator)
    assert (printed == 100) == (numerator == denominator)
    assert (printed == 0) == (numerator == 0)
    true = Decimal(numerator) * 100 / Decimal(denominator)
    assert abs(printed - true) < Decimal(1).scaleb(-decimals)


@pytest.mark.parametrize("denominator", [0, -5])
def test_format_rate_refuses(denominator: int) -> None:
    """Nothing out of nothing is no rate, least of all 0% or 100%."""
    with pytest.raises(ValueError, match="denominator above 0"):
        format_rate(Decimal(0), Decimal(denominator))


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (2563, 100, "2500余"),
        (2500, 100, "2500"),
        (2501, 100, "2500余"),
        (99, 100, "99"),
        (100, 100, "100"),
        (101, 100, "100余"),
        (0, 100, "0"),
        (7, 1, "7"),
    ],
)
def test_format_about(value: int, step: int, text: str) -> None:
    """A rounded count is below the true one and says 余; an exact one does not."""
    assert format_about(value, step) == text
