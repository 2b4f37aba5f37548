"""Nothing personal gets out: each kind of datum in each place of each format, and no false alarm."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import executed as make
import nbformat
import pytest
from planted import FORMATS, number_cell, packed_figures, pdf, png

from analysis.errors import PrivacyError
from analysis.render.gate.gate import NAME, TEXT, Secrets, guard
from analysis.render.gate.shapes import is_credit_code, is_id_number
from analysis.render.gate.texts import texts_of
from analysis.render.page.assets import plotly_js
from analysis.render.pdf import Browser

PARTY, BRIEF = "冉示甲", "因屋檐滴水与邻居争吵"
SECRETS = Secrets(frozenset({PARTY}), frozenset({BRIEF}))


def _completed(first: str) -> str:
    return next(first + check for check in "0123456789X" if is_id_number(first + check))


DATA: Mapping[str, str] = {
    "身份证号": _completed("99000019900101001"),  # there is no area 990000
    "十五位身份证号": "510231700101123",
    "手机号": "139 1234 5678",
    "银行卡号": "6222020012345678903",
    "车牌号": "渝A·12345",
    "护照等证件号": "护照E12345678",
    "电子邮箱": "ran@mail.test.com",
    "门牌住址": "3组25号",
    "本机路径": "/home/clerk/report",
    NAME: PARTY,
    TEXT: BRIEF,
}
SINGLE = frozenset(  # the datum itself is split there, or there is room for one only
    ("split by tags", "split over runs", "runs of a sentence", "markdown", "HTML", "over two lines",
     "title of a sheet")
)  # fmt: skip
PLACES = [(name, place) for name, places in FORMATS.items() for place in places]


def refused(files: Mapping[str, bytes], secrets: Secrets = SECRETS) -> str:
    """Return what the gate says when it refuses the files."""
    with pytest.raises(PrivacyError) as caught:
        guard(files, secrets)
    return str(caught.value)


@pytest.mark.parametrize(("name", "place"), PLACES, ids=lambda one: one.replace(" ", "-"))
def test_every_datum_is_caught_in_every_place(name: str, place: str) -> None:
    """Each kind of datum, planted there, is named with its kind and file and not repeated."""
    together = {tuple(DATA): "；".join(DATA.values())}  # one file for all of them is faster
    planted = {(kind,): datum for kind, datum in DATA.items()} if place in SINGLE else together
    for kinds, text in planted.items():
        if place == "title of a sheet" and kinds == ("本机路径",):
            continue  # Excel has no such titles
        told = refused({name: FORMATS[name][place](text)})
        assert name in told
        for kind in kinds:
            assert f"有{kind}" in told
            assert DATA[kind] not in told


@pytest.mark.parametrize(("name", "place"), PLACES, ids=lambda one: one.replace(" ", "-"))
def test_the_same_file_without_a_datum_passes(name: str, place: str) -> None:
    """It is the datum that is refused, and not the place where it was planted."""
    guard({name: FORMATS[name][place]("排查化解")}, SECRETS)


@pytest.mark.parametrize(
    ("name", "place", "told"),
    [
        ("report.html", "paragraph", "report.html（p-1-3）有手机号"),
        ("report.docx", "paragraph", "report.docx正文第2段有手机号"),
        ("report.docx", "footer", "report.docx页脚有手机号"),
        ("indicators.xlsx", "cell", "indicators.xlsx › 指标 › C5有手机号"),
        ("indicators.csv", "field", "indicators.csv第3行有手机号"),
        ("report.ipynb", "customdata", "report.ipynb第2格的输出有手机号"),
        ("report.ipynb", "attached text", "report.ipynb第2格的附件有手机号"),
        ("report.pdf", "text", "report.pdf第1页有手机号"),
        ("report.pdf", "bookmark", "report.pdf的书签有手机号"),
    ],
)
def test_the_place_is_said_in_words(name: str, place: str, told: str) -> None:
    """Who has to mend it is led to the paragraph, cell or page."""
    assert told in refused({name: FORMATS[name][place]("13912345678")})


@pytest.mark.parametrize(
    "written",
    [
        "１３９１２３４５６７８",
        "139-1234-5678",
        "139—1234—5678",
        "+86 13912345678",
        "008613912345678",
        "139-123-45678",
        "139\u200b1234\u200b5678",
        "139\u00a01234\u00a05678",
        "No.13912345678",
    ],
)
def test_telephones_are_found_however_they_are_written(written: str) -> None:
    """Full-width digits, dashes, spaces and invisible characters hide nothing."""
    assert "手机号" in refused({"a.html": f"<p>电话{written}。</p>".encode()})


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("{0[0]}{0[1]} {0[2]}", "身份证号"),
        ("{0[0]}-{0[1]}-{0[2]}", "身份证号"),
        ("渝AD12345", "车牌号"),
        ("渝a 12345", "车牌号"),
        ("6222 0200 1234 5678 903", "银行卡号"),
        ("港澳居民来往内地通行证：H12345678", "护照等证件号"),
        ("大石村25号", "门牌住址"),
        ("二社附3号", "门牌住址"),
        ("5栋2单元301室", "门牌住址"),
        ("家住双龙街25号，", "门牌住址"),
        ("龙城大道8号3单元301室", "门牌住址"),
        (r"C:\Users\clerk", "本机路径"),
        (r"D:\法治\2023年\a.xlsx", "本机路径"),
        ("file:///home/clerk/a", "本机路径"),
    ],
)
def test_other_ways_of_writing(written: str, kind: str) -> None:
    """Identity numbers in groups, plates in small letters, doors in streets and houses."""
    number = DATA["身份证号"]
    text = written.format((number[:6], number[6:14], number[14:]))
    assert kind in refused({"a.csv": text.encode()})


def test_numbers_kept_as_numbers_are_found() -> None:
    """A telephone in a number cell and in a chart's packed array is a telephone."""
    assert "C5有手机号" in refused({"a.xlsx": number_cell(13912345678)})
    assert "第2格的输出有手机号" in refused({"a.ipynb": packed_figures(13912345678)})


def test_a_case_is_told_by_part_of_its_description() -> None:
    """A clause that one case alone has is caught; a phrase of many cases is not."""
    stock = "经调解双方自愿达成如下协议"
    briefs = frozenset(f"{stock}，{n}月内由甲方修好乙方家的屋檐和水沟{n}" for n in "一二三")
    secrets = Secrets(frozenset(), briefs)
    assert TEXT in refused({"a.csv": "二月内由甲方修好乙方家的屋檐和水沟二".encode()}, secrets)
    guard({"a.csv": f"{stock}的占八成".encode()}, secrets)


def test_dates_and_counts_of_personal_columns_are_no_secrets() -> None:
    """A remark that is only a date or a count is everywhere."""
    secrets = Secrets(frozenset(), frozenset({"2023年12月31日", "共12件", "20230105"}))
    guard({"a.csv": "截至2023年12月31日，共12件，20230105".encode()}, secrets)
    assert TEXT in refused({"a.csv": b"70521234"}, Secrets(frozenset(), frozenset({"70521234"})))
    guard({"a.csv": b"9970521234"}, Secrets(frozenset(), frozenset({"70521234"})))


@pytest.mark.parametrize(
    "said",
    [
        "律师冉示甲到场",
        "法律顾问律师向示乙、冉示甲坐班",
        "党委书记、镇长冉示甲主持",
        "签发人：冉示甲",
        '"signatory":"冉示甲"',
        "冉示甲律师讲解民法典",
        "冉示甲（主任）",
        "由冉示甲同志主讲",
        "<span>签发人：<b>冉示甲</b></span>",
    ],
)
def test_who_is_named_in_an_office_passes(said: str) -> None:
    """A lawyer's or an official's name is public in that role, though a party has it too."""
    guard({"a.html": f"<p>{said}</p>".encode()}, SECRETS)


@pytest.mark.parametrize(
    "said",
    [
        "冉示甲与邻居争吵",
        "主任与冉示甲谈话",
        "冉示甲律师费",
        "律师到场。冉示甲",
        "当事人：冉示甲",
        "冉 示甲",
        "律师冉示甲到场，村民冉示甲不服",
        "冉示甲委员会",
    ],
)
def test_who_is_named_without_an_office_is_caught(said: str) -> None:
    """An office somewhere near, or once on the page, makes nobody public."""
    assert NAME in refused({"a.html": f"<p>{said}</p>".encode()})


@pytest.mark.parametrize(
    ("name", "said", "caught"),
    [
        ("高鸣", "提高鸣笛治理水平", False),
        ("公平", "公平竞争审查", False),
        ("冉甲", "冉甲", True),
        ("冉甲", "村民冉甲多次来访", True),
        ("冉甲", "与冉甲因界址争执", True),
        ("冉甲", "冉甲一案已办结", True),
        ("平安", "建设平安双龙，平安的环境", False),
        ("平安", "村民平安来访", True),
    ],
)
def test_two_characters_are_a_name_where_a_word_ends(name: str, said: str, caught: bool) -> None:  # noqa: FBT001
    """A short name inside other words is none; one that is a word needs a person before it."""
    secrets = Secrets(frozenset({name}), frozenset())
    if caught:
        assert NAME in refused({"a.csv": said.encode()}, secrets)
    else:
        guard({"a.csv": said.encode()}, secrets)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("report.odt", b"x"),
        ("report", b"x"),
        ("report.docx", b"PK\x03\x04"),
        ("report.pdf", b"%PDF-1.7"),
        ("report.ipynb", b"{"),
        ("report.json", b"\xff\xfe\x00"),
        ("chart.png", png("")[:40]),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes) -> None:
    """An unknown format or a broken file is not published on trust."""
    assert name in refused({name: content})


def test_names_of_files_and_sheets_are_searched_and_not_repeated() -> None:
    """A party's name in a file's name is caught, and the message does not say it."""
    told = refused({f"{PARTY}纠纷.csv": b"1"})
    assert "第1个文件.csv" in told
    assert PARTY not in told


def test_lines_of_a_pdf_are_read_on() -> None:
    """A name that goes on in the next line is caught; two cells of a table make no number."""
    assert NAME in refused({"a.pdf": pdf(f"{'全年依法办理各类来信来访事项' * 2}冉\n示甲办理")})
    guard({"a.pdf": pdf("139\n1234\n5678")}, SECRETS)


CREDIT = "1150023000866483"


def _code(random_: random.Random) -> str:
    first = f"{CREDIT}{random_.choice('0123456789ABCDEFGHJKLMNPQRTUWXY')}"
    return next(first + c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_credit_code(first + c))


def _sentences(r: random.Random) -> Iterator[str]:
    """Yield what stands in real reports and looks a little like personal data."""
    n = r.randrange
    months = "＋".join(str(n(9, 40)) for _ in range(12))
    yield f"全年办理{n(100, 4000)}件次，发放资料{n(1000, 9000)}本、{n(100, 999)}份，其中{months}＝{n(200, 480)}。"
    yield f"双龙委文〔{n(2015, 2026)}〕{n(1, 300)}号，（{n(2019, 2025)}）人调字第{n(1, 400)}号，双府发〔2023〕{n(1, 99)}号。"
    yield f"统一社会信用代码{_code(r)}，索引号 {_code(r)}/{n(2019, 2026)}-{n(1, 99999):05}。"
    yield f"{n(2019, 2025)}年{n(1, 13)}月{n(1, 29)}日至2023-{n(1, 13):02}-{n(1, 29):02}，截至2023.12.31。"
    yield f"来源：人民调解登记台账（2023年）.xlsx › {n(1, 13)}月 › A{n(4, 9)}:P{n(100, 999)}，C{n(5, 9)}:C{n(10, 99)}。"
    yield f"拨打12348、12345、12368、{n(110, 120)}，电话023-70{n(0, 10**6):06}，邮编40{n(0, 9999):04}。"
    yield f"协议涉及金额{n(10, 999)}.{n(0, 100):02}万元，{n(1, 99)},{n(0, 1000):03},{n(0, 1000):03}元，占{n(1, 100)}.{n(0, 9)}%。"
    yield f"sha256：{r.randbytes(32).hex()}，0.{n(10**14, 10**15)}，plotly 3.{n(0, 9)}.{n(0, 9)}，id={r.randbytes(4).hex()}。"
    yield f"在双龙镇龙城大道{n(1, 300)}号镇政府服务中心，大石村{n(1, 9)}组、{n(10, 30)}个村民小组，3号楼前，文件{n(1, 30)}号。"
    yield f"S{n(100, 999)}公路{n(1, 30)}号桥、轨道{n(1, 20)}号线，新APP{n(1, 9)}个，川渝{n(2, 9)}地，G{n(10, 99)}沿线，新CHATGPT。"
    yield f"律师冉示甲、法律顾问冉示甲，镇长冉示甲，主讲人：冉示甲，冉示甲律师值班{n(1, 99)}天。"
    yield "党委书记、人大主席团主席、派出所所长。建设平安双龙、文明双龙，公安平台，提高明显，成功化解。"
    yield f"（一）{n(1, 9)}.{n(1, 9)}亿元；1+{n(2, 9)}+N；八五普法；12·4；{n(1, 12)}—{n(1, 12)}月；第{n(1, 99)}期；{n(1, 9)}×{n(1, 9)}。"
    yield f"https://www.{r.randbytes(3).hex()}.gov.cn/zwgk/{n(10**7, 10**8)}/t2023{n(10**4, 10**5)}.html，slz@cq.gov.cn。"
    yield "\t".join(str(n(0, 5000)) for _ in range(12))


def _clean(seed: int) -> tuple[str, bytes]:
    """Return a file of clean texts: the same for the same seed."""
    r = random.Random(seed)  # noqa: S311 - the same every time
    sentences = list(_sentences(r))
    r.shuffle(sentences)
    cells = "".join(f"<tr><td>{r.randrange(130, 199)}</td><td>{r.randrange(1000, 9999)}</td>"
                    f"<td>{r.randrange(1000, 9999)}</td></tr>" for _ in range(9))  # fmt: skip
    if seed % 50 == 0:
        return "report.pdf", FORMATS["report.pdf"]["text"]("\n".join(sentences))
    if seed % 7 == 0:
        return "report.ipynb", FORMATS["report.ipynb"]["block"]("\n".join(sentences))
    body = "".join(f'<p id="p-1-{n}">{text}</p>' for n, text in enumerate(sentences))
    return "report.html", f"<html><body>{body}<table>{cells}</table></body></html>".encode()


def test_a_thousand_clean_files_raise_no_alarm() -> None:
    """Counts, sums, dates, document numbers, credit codes, ranges, roles: none is personal."""
    people = frozenset({PARTY, "平安", "文明", "安平", "高明", "成功"})
    secrets = Secrets(people, frozenset({BRIEF, "2023年5月", "已按期办结归档"}))
    for seed in range(1000):
        name, content = _clean(seed)
        guard({name: content}, secrets)


@pytest.mark.browser
def test_what_chromium_prints_is_read() -> None:
    """In a PDF that Chromium printed every datum is caught; a table of figures passes."""
    cells = "<table><tr><td>大石村<td>139<td>1234<td>5678</tr></table>"
    halves = [(datum[: len(datum) // 2], datum[len(datum) // 2 :]) for datum in DATA.values()]
    split = "".join(f"<p>全年<b>{first}</b>{second}，办结</p>" for first, second in halves)
    with Browser() as browser:
        clean, planted = (_printed(browser, said) for said in ("<p>全年202件</p>", split))
        guard({"a.pdf": _printed(browser, f"<p>全年202件</p>{cells}"), "b.pdf": clean}, SECRETS)
    told = refused({"a.pdf": planted})
    assert [kind for kind in DATA if f"a.pdf第1页有{kind}" not in told] == []


def _printed(browser: Browser, inside: str) -> bytes:
    with browser.tab() as tab:
        tab.show(f"<style>td{{padding:0 6pt}}</style>{inside}")
        return tab.print()


def test_our_copy_of_plotly_is_not_searched() -> None:
    """The library that a page carries is not ours: only what we write is searched."""
    page = b"<p>1</p><script>" + plotly_js() + b"</script>"
    assert sum(len(text) for _, text in texts_of("a.html", page)) < 1000
    assert list(texts_of("plotly.min.js", plotly_js())) == []


def test_numbers_side_by_side_are_not_one_number() -> None:
    """The cells of a breakdown or a row are not joined: 195, 5143, 4764 are no telephone."""
    cells = [{"label": f"{n}号村", "text": text} for n, text in enumerate(("195", "5143", "4764"))]
    rows = [[{"text": text} for text in ("138", "0013", "8000")]]
    blocks = [
        make.block("table", columns=["甲", "乙", "丙"], rows=rows),
        make.block("paragraph", runs=[{"text": "见附录。"}], figures={"a.b": {"cells": cells}}),
    ]
    content = nbformat.writes(make.notebook(*blocks)).encode()
    guard({"report.ipynb": content})
