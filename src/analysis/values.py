"""Numerals, dates, units and widths: read what people type, print what official reports print.

Pure functions over one cell or one number; nothing here knows a ledger or an indicator. What
cannot be read with certainty raises `Unreadable`: nothing is guessed, for a wrong date or a
wrong count is worse than a question to the clerk. Numbers are `Decimal`, as typed.
"""

import calendar
import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from analysis.words import (
    UNIT_PATTERN,
    UNITS,
    Cell,
    Unreadable,
    clean,
    is_blank,
    narrow,
    nearest,
    normalise,
    tidy,
    unit_of,
)

__all__ = [
    "UNITS", "Cell", "Unreadable", "chinese_numeral", "format_about", "format_number",
    "format_rate", "is_blank", "narrow", "nearest", "normalise", "parse_count", "parse_date",
    "parse_flag", "parse_month", "parse_number", "parse_numeral", "parse_period",
    "parse_quantity", "round_half_up", "tidy", "unit_of",
]  # fmt: skip

# --- numbers ---------------------------------------------------------------------------------

_DIGITS = {char: i for i, pair in enumerate(
    ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"),
) for char in pair}  # fmt: skip
_SCALES = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_FORMAL = str.maketrans("拾佰仟〇○", "十百千零零")
_NUMERAL = "".join(_DIGITS) + "十百千万亿拾佰仟点"
_QUANTITY = re.compile(
    r"(?:(?P<digits>[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    rf" ?(?P<scale>[万亿])?|(?P<numeral>[{_NUMERAL}]+)) ?(?P<unit>{UNIT_PATTERN})?",
)
_LIMIT = 10**15  # a spreadsheet keeps 15 digits: what is longer is a code, or has lost its end
_EXPONENT = {None: "", "": "", "万": "e4", "亿": "e8"}


def _whole_numeral(text: str, scales: tuple[tuple[str, int], ...] = _SCALES) -> int | None:
    """Read a whole Chinese numeral that uses no power above `scales`, or give None."""
    for i, (char, scale) in enumerate(scales):
        head, found, tail = text.partition(char)
        if not found:
            continue
        smaller = scales[i + 1 :]
        many = 1 if scale == 10 and not head else _whole_numeral(head, smaller * (scale > 1000))
        if not many:
            return None
        if not tail:
            return many * scale
        if len(tail) == 1 and scale > 10:  # 一千二 is 1200
            return many * scale + _DIGITS[tail] * scale // 10 if _DIGITS.get(tail) else None
        rest = _whole_numeral(tail.removeprefix("零"), smaller)
        room = scale // 10 if tail[0] == "零" and scale < 10**4 else scale
        return many * scale + rest if rest and rest < room else None
    return _DIGITS.get(text)


def _numeral(text: str) -> Decimal | None:
    whole, point, decimals = text.translate(_FORMAL).partition("点")
    value = _whole_numeral(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    scale = decimals[-1:] if decimals[-1:] in {"万", "亿"} else ""
    digits = [_DIGITS.get(char) for char in decimals.removesuffix(scale)]
    if not digits or None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}{_EXPONENT[scale]}")


def _quantity(value: Cell) -> tuple[Decimal, str | None] | None:
    number, unit = None, None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LIMIT:
        number = Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
    elif match := _QUANTITY.fullmatch(text := clean(value)):
        unit = match["unit"]
        if unit == "%" or (unit is None and text[-1] in "万亿"):
            return None
        if match["digits"]:
            number = Decimal(match["digits"].replace(",", "") + _EXPONENT[match["scale"]])
        else:
            number = _numeral(match["numeral"])
    return (number, unit) if number is not None and abs(number) < _LIMIT else None


def parse_numeral(text: str) -> Decimal:
    """Read a Chinese numeral: 一百零五, 两万三千, 一千二 (1200), 三点五, 壹拾贰.

    Digits without a power (二三) are refused: they may mean "two or three". Raises Unreadable.
    """
    if (number := _numeral(clean(text))) is None:
        msg = "中文数字，如 十二、一百零五"
        raise Unreadable(msg)
    return number


def parse_quantity(value: Cell) -> tuple[Decimal, str | None]:
    """Read a number and its unit as written, 万 and 亿 multiplied out.

    "3.5万元" is (35000, "元"), "2万份" is (20000, "份"), 12.0 is (12, None). Thousands marks
    count only in threes. A bare "2万" is refused, for under a heading in 万元 it has two
    readings; so are percents, 余 and 约, "无" (no number was given), dates, and 10**15 or more.
    Raises Unreadable.
    """
    if (quantity := _quantity(value)) is None:
        msg = "数字，如 12、1,234、十二 或 3.5万元"
        raise Unreadable(msg)
    return quantity


def parse_number(value: Cell) -> Decimal:
    """Read a number as `parse_quantity` does and drop its unit. Raises Unreadable."""
    return parse_quantity(value)[0]


def parse_count(value: Cell) -> int:
    """Read a number that must be whole and not negative. Raises Unreadable."""
    quantity = _quantity(value)
    if quantity is None or quantity[0] < 0 or quantity[0] != int(quantity[0]):
        msg = "不小于 0 的整数，如 12"
        raise Unreadable(msg)
    return int(quantity[0])


_TRUE = frozenset({"是", "有", "已", "√", "✓", "✔", "y", "yes", "true", "1"})
_FALSE = frozenset({"否", "无", "没有", "未", "×", "✗", "✘", "n", "no", "false", "0"})


def parse_flag(value: Cell) -> bool:
    """Read 是/有/√/已/yes/1/TRUE as true, 否/无/×/未/no/0/FALSE as false. Raises Unreadable."""
    if isinstance(value, int | float) and value in {0, 1}:  # bool is an int
        return bool(value)
    word = clean(value).lower()
    if word not in _TRUE | _FALSE:
        msg = "是 或 否"
        raise Unreadable(msg)
    return word in _TRUE


# --- dates -----------------------------------------------------------------------------------

_YEAR = "(?P<y>[0-9〇零○一二三四五六七八九]{4})"
_MONTH = "(?P<m>[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
_WHEN = (
    r"(?: ?[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?)?"
    r"(?: ?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚))?"
    r"(?:(?: |T)?[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?"
    r"| ?[0-9]{1,2}[时点](?:[0-9]{1,2}分?|半)?)?"
)
_DATES = tuple(
    re.compile(form + _WHEN)
    for form in (
        rf"{_YEAR} ?年 ?{_MONTH} ?月 ?(?P<d>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}}) ?[日号]",
        r"(?P<y>[0-9]{4}) ?(?P<s>[-/.、]) ?(?P<m>[0-9]{1,2}) ?(?P=s) ?(?P<d>[0-9]{1,2})(?![0-9])",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])",
    )
)
_PERIODS = (
    re.compile(
        rf"(?:{_YEAR} ?年度? ?)?(?:{_MONTH} ?月份?|第?(?P<q>[1-4一二三四]) ?季度|[Qq](?P<Q>[1-4])"
        r"|(?P<half>[上下])半年|全年)",
    ),
    re.compile(rf"{_YEAR} ?年度?"),
    re.compile(r"(?P<y>[0-9]{4}) ?[-/.] ?(?P<m>[0-9]{1,2})"),
    re.compile(r"(?P<m>[0-9]{1,2})"),
)
_POSITIONAL = str.maketrans({char: str(digit) for char, digit in _DIGITS.items()})
_EPOCH = dt.date(1899, 12, 30)  # day 0 of the 1900 system, true for every serial after 60
_SERIALS = range(29952, 60001)  # 1982-01-01 to 2064-04-08


def _year(text: str) -> int:
    """Read four digits, 2023 or 二〇二三; 0 outside 1900 to 2099 (a typing error)."""
    year = int(text.translate(_POSITIONAL))
    return year if 1900 <= year <= 2099 else 0


def _small(text: str) -> int:
    """Read a month, day or quarter in either script; 0 when it is none."""
    return int(text) if text.isascii() else _whole_numeral(text) or 0


def _date_of_text(text: str) -> dt.date | None:
    if re.fullmatch("[0-9]{5}", text):
        return _EPOCH + dt.timedelta(days=int(text)) if int(text) in _SERIALS else None
    match = next((found for form in _DATES if (found := form.fullmatch(text))), None)
    try:
        return match and dt.date(_year(match["y"]), _small(match["m"]), _small(match["d"]))
    except ValueError:  # 30 February, month 13, a year that is none
        return None


def parse_date(value: Cell) -> dt.date:
    """Read a date cell (its time dropped), a 1900-system serial or a written date.

    Written: year, month, day in this order with 年月日 or one of - / . 、 between them, or eight
    digits; a weekday or time may follow. Serials: 29952 to 60000. Two-digit years, a missing
    year or day, day first, and dates no calendar has are refused. Raises Unreadable.
    """
    day: dt.date | None = None
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
    elif isinstance(value, int | float) and 0 <= value < 10**8:
        serial = int(value) in _SERIALS  # a serial's fraction is the time of day
        day = _date_of_text(str(int(value))) if serial or value == int(value) else None
    else:
        day = _date_of_text(clean(value))
    if day is None:
        msg = "日期，如 2023年5月6日、2023-5-6、2023.5.6 或 20230506"
        raise Unreadable(msg)
    return day


def _span(said: dict[str, str | None]) -> tuple[int, int]:
    """Give first month and number of months of what a pattern of `_PERIODS` found."""
    if month := said.get("m"):
        return _small(month), 1
    if quarter := said.get("q") or said.get("Q"):
        return 3 * _small(quarter) - 2, 3
    if half := said.get("half"):
        return (1 if half == "上" else 7), 6
    return 1, 12


def _months(value: Cell, year: int) -> tuple[int, int, int] | None:
    """Give year, first month and number of months, or None."""
    if isinstance(value, dt.date):
        return value.year, value.month, 1
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (year, int(value), 1) if value in range(1, 13) else None
    text = clean(value)
    match = next((found for form in _PERIODS if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    said = match.groupdict()
    year = _year(said["y"]) if said.get("y") else year
    first, count = _span(said)
    return (year, first, count) if year and 1 <= first <= 12 else None


def parse_period(value: Cell, year: int) -> tuple[dt.date, dt.date]:
    """Read a month, quarter, half year or year; give its first and last day.

    1月, 一月份, 2023-01, 1, a date cell; 一季度, 第1季度, Q1; 上半年; 全年, 2023年.
    `year` counts only where the cell names none. The number 2023.1 is refused: 2023.10 typed
    into a spreadsheet looks the same. Raises Unreadable.
    """
    if (found := _months(value, year)) is None:
        msg = "月份或时期，如 1月、2023年1月、一季度、上半年 或 全年"
        raise Unreadable(msg)
    year, first, count = found
    last = first + count - 1
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def parse_month(value: Cell, year: int) -> dt.date:
    """Read one month as `parse_period` does; give its first day. Raises Unreadable."""
    found = _months(value, year)
    if found is None or found[2] != 1:
        msg = "月份，如 1月、一月 或 2023年1月"
        raise Unreadable(msg)
    return dt.date(found[0], found[1], 1)


# --- printing --------------------------------------------------------------------------------


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round to `decimals` places, halves away from zero, as people do (四舍五入)."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def format_number(value: Decimal | int, decimals: int = 0) -> str:
    """Print plain digits without thousands marks, half up, without idle zeros: "3.50" is "3.5".

    Remembered, for a report prints the same few small numbers again and again.
    """
    text = f"{round_half_up(Decimal(value), decimals):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def format_rate(numerator: Decimal, denominator: Decimal, decimals: int = 1) -> str:
    """Print a rate as percent text, half up: "98.5%".

    Only the whole prints as 100% and only nothing prints as 0%: what would round there stays one
    last place away, so 9999 of 10000 is "99.9%", 10001 of 10000 "100.1%" and 1 of 10000 "0.1%".
    Raises ValueError when the denominator is not above 0.
    """
    if denominator <= 0:
        msg = "a rate needs a denominator above 0"
        raise ValueError(msg)
    percent = round_half_up(numerator * 100 / denominator, decimals)
    step = Decimal(1).scaleb(-decimals)
    if percent == 100:
        percent += step * ((numerator > denominator) - (numerator < denominator))
    elif percent == 0 and numerator:
        percent = step.copy_sign(numerator)
    return format_number(percent, decimals) + "%"


def format_about(value: int, step: int) -> str:
    """Print a count rounded down to `step` with 余: 2563 by 100 is "2500余", 2500 is "2500".

    Below one step the digits are exact. The exact count stays in the data (domain §5).
    """
    if value < step or value % step == 0:
        return str(value)
    return f"{value - value % step}余"


def chinese_numeral(n: int) -> str:
    """Write 1 to 99 as 一 to 九十九, for headings (一、 and 一是). Raises ValueError outside."""
    if not 1 <= n <= 99:
        msg = f"headings are numbered 1 to 99, not {n}"
        raise ValueError(msg)
    tens, ones = divmod(n, 10)
    digits = " 一二三四五六七八九"
    return ((digits[tens] if tens > 1 else "") + ("十" if tens else "") + digits[ones]).strip()
