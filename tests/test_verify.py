"""A written report held against the ledgers, against itself and against last year's."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import PROJECT, SAMPLE, fazhi
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.beside.comparisons import read_comparisons
from analysis.beside.reported import read_reported
from analysis.documents.model import Document, Paragraph
from analysis.documents.read import read_document
from analysis.errors import PrivacyError, UnreadableFileError
from analysis.indicators import INDICATORS
from analysis.render.gate.gate import Secrets
from analysis.render.gate.secrets import secrets_of
from analysis.town import before, load, read_town
from analysis.values import format_number
from analysis.verify.desk import Desk, Read
from analysis.verify.model import Judged, Remark, Verified
from analysis.verify.outputs.export import quotes, reported, reported_csv
from analysis.verify.outputs.files import page_bytes, word_copy
from analysis.verify.outputs.table import pages
from analysis.verify.outputs.told import as_lines, listed
from analysis.verify.whole import Against, verify
from analysis.workspace import Workspace

SEED = PROJECT.parent / "shared" / "seed"
REPORT = SEED / "000_e2fabbbe98248fdd.txt"
PROBLEMS = {"differ", "contradiction"}
Held = Callable[..., Verified]


@cache
def nothing() -> Against:
    """Return what a text without ledgers is held against."""
    return Against.nothing(INDICATORS, 2023)


@pytest.fixture
def alone() -> Against:
    """Return the same to a test that hypothesis has no part in."""
    return nothing()


@pytest.fixture(scope="module")
def ledgers(sample: Workspace) -> Against:
    """Return the sample town's ledgers of 2023."""
    intake = read_town(sample, SAMPLE, 2023)
    town = load(sample, SAMPLE, 2023, intake=intake)
    return Against.of(town, nothing().lexicon, secrets_of(SAMPLE, intake))


def document(text: str, name: str = "报告.txt") -> Document:
    """Return a document of the lines of a text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Document(name, tuple(Paragraph(line) for line in lines))


def doubted(text: str, against: Against) -> list[tuple[str, str]]:
    """Return text and reason of each figure that cannot be right in itself."""
    judged = verify(document(text), against).judged
    return [(j.figure.text, doubt) for j in judged for doubt in j.doubts]


def remarks(text: str, against: Against, previous: str | None = None) -> list[Remark]:
    """Return what is remarked on a text."""
    earlier = document(previous) if previous else None
    return list(verify(document(text), against, earlier).remarks)


# --- the user's report -----------------------------------------------------------------------

seeded = pytest.mark.skipif(not REPORT.is_file(), reason="the user's report is not at hand")


def seed_figures() -> list[dict[str, str]]:
    """Return the 24 figures that a person has read out of the user's report."""
    if not REPORT.is_file():
        return []
    with (SEED / "figures.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def seed_text() -> str:
    """Return the user's report, a paragraph a line."""
    lines = REPORT.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


@pytest.fixture(scope="module")
def seed(ledgers: Against) -> Verified:
    """Return the user's report held against the sample ledgers."""
    return verify(document(seed_text()), ledgers)


@seeded
def test_all_figures_of_the_users_report_are_found(seed: Verified) -> None:
    """The 24 figures, no more and no less, with value and unit."""
    found = [(format_number(j.figure.value or 0), j.figure.unit) for j in seed.judged]
    assert found == [(line["value"], line["unit"]) for line in seed_figures()]


@seeded
def test_all_figures_of_the_users_report_agree(seed: Verified) -> None:
    """Each is matched to its indicator and agrees with the sample ledgers, which give it."""
    assert [(j.figure.text, j.verdict) for j in seed.judged if j.verdict != "agree"] == []
    assert all(j.match.indicator and j.sources for j in seed.judged)


def test_what_is_not_certain_is_told_with_what_the_ledgers_give(ledgers: Against) -> None:
    """Of a figure that may be one of several each is named with its value, for the clerk to see."""
    name = "training.centre_group"
    title, given = INDICATORS[name].title, ledgers.ledgers.totals[name].value
    (one,) = verify(document("中心组专题学习研讨37次。"), ledgers).judged
    assert one.verdict == "unsure"
    assert f"“{title}”（台账{format_number(given)}次）" in one.says
    (other,) = verify(document(f"中心组专题学习研讨{format_number(given)}次。"), ledgers).judged
    assert (other.verdict, other.match.indicator) == ("agree", name)
    assert "因数相符认定" in other.says


def test_last_years_number_is_told(sample: Workspace, ledgers: Against) -> None:
    """A figure that differs and is just what last year's ledgers give may have been carried over."""
    last = before(sample, SAMPLE, 2023)
    assert last is not None
    of_last = {o.indicator: o.value for o in last.observations if not o.cell}
    held = replace(
        ledgers,
        ledgers=replace(
            ledgers.ledgers, before={o.indicator: o for o in last.observations if not o.cell}
        ),
    )
    text = f"成功化解矛盾纠纷{format_number(of_last['mediation.settled'])}件。"
    (one,) = verify(document(text), held).judged
    assert one.verdict == "differ"
    assert "与2022年台账的数相同" in one.says
    settled = held.ledgers.before["mediation.settled"]
    for then, printed in (
        (settled, 37),  # not last year's
        (replace(settled, value=Decimal(1)), 1),  # small, and so by chance
        (replace(settled, definition="another"), settled.value),  # no value of the same
    ):
        kept = replace(held.ledgers, before={"mediation.settled": then})
        (other,) = verify(
            document(f"成功化解矛盾纠纷{printed}件。"), replace(held, ledgers=kept)
        ).judged
        assert other.verdict == "differ"
        assert "2022年" not in other.says


@seeded
def test_the_changed_unit_of_the_users_ratio_is_flagged(seed: Verified) -> None:
    """202件次 mediated and 202件 settled give no rate, though the ledgers' own rate agrees."""
    (told,) = [(j.figure.text, doubt) for j in seed.judged for doubt in j.doubts]
    assert told[0] == "100%"
    assert "202件次按“件次”计，202件按“件”计" in told[1]
    assert seed.wrong


def mutated(text: str, judged: Judged) -> str:
    """Return the report with one figure changed."""
    figure = judged.figure
    if "、" in figure.text:
        new = figure.text.partition("、")[0]  # one of two persons
    elif figure.text.startswith("无"):
        new = "有3起"
    elif figure.unit == "%":
        new = "99%"
    else:
        more = 100 if figure.qualifier else 1
        new = re.sub(r"\d+", lambda n: str(int(n[0]) + more), figure.text)
    return text[: figure.start] + new + text[figure.end :]


@seeded
@pytest.mark.parametrize("number", range(24))
def test_each_changed_figure_of_the_users_report_is_caught(
    number: int, seed: Verified, ledgers: Against
) -> None:
    """One figure changed, whichever: it differs from the ledgers, and the cells are told."""
    one = seed.judged[number]
    changed = verify(document(mutated(seed.document.text, one)), ledgers)
    told = changed.judged[number]
    assert told.verdict == "differ", told.says
    assert told.expected == one.expected
    assert told.sources


# --- our own reports -------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_our_own_report_verifies_clean(ending: str, ledgers: Against) -> None:
    """A report that fazhi made agrees with the ledgers that it was made from, in every format."""
    path = PROJECT / "docs" / "sample" / "2023" / "双龙镇" / f"report.{ending}"
    verified = verify(read_document(path), ledgers)
    assert not verified.wrong
    told = [(j.figure.text, j.says) for j in verified.judged if j.verdict in PROBLEMS or j.doubts]
    assert told == []
    assert sum(j.verdict == "agree" for j in verified.judged) >= 45


# --- what cannot be right in itself ----------------------------------------------------------

DOUBTS = (
    (
        "受理纠纷120件，其中邻里纠纷60件，婚姻家庭纠纷50件，土地纠纷20件。",
        "120件",
        "60＋50＋20＝130",
    ),
    ("受理纠纷100件，其中邻里纠纷60件、合同纠纷20件、其他纠纷10件。", "100件", "＝90"),
    ("受理纠纷120件，调解成功118件，成功率100%。", "100%", "118件÷120件＝98.33%"),
    ("受理纠纷126件，调解成功122件，成功率96.7%。", "96.7%", "96.83%"),
    ("调解纠纷202件次，化解202件，成功率100%。", "100%", "单位不同"),
    ("全年发放宣传资料2000份。总的来看，全年共发放宣传资料3000份。", "3000份", "前面写2000份"),
    ("现有行政村网格员67名。行政村网格员66名分片包干。", "66名", "前面写67名"),
    ("按照每两月1次的要求开展学习，全年学习5次。", "5次", "6次"),
    ("受理人民调解案件100件。成功化解矛盾纠纷120件。", "120件", "大于"),
)
SOUND = (
    "8件信访积案已化解7件。",
    "全年共受理纠纷168件，调处成功165件，调处率100%，成功率98.2%。",
    "受理纠纷120件，其中邻里纠纷60件、婚姻家庭纠纷50件。",
    "受理纠纷120件，其中调解成功118件，涉及金额大的50件。",
    "受理纠纷126件，调解成功122件，成功率96.8%。",
    "受理纠纷202件，调解202件次，化解202件，成功率100%。",
    "达成书面协议122件，已履行189件，履行率93.6%。",
    "发放宣传资料2500余份。共计发放宣传资料2563份。",
    "一季度发放宣传资料200份。二季度发放宣传资料300份。",
    "按照每两月1次的要求开展学习，全年学习6次。",
    "每季度召开例会1次，全年开展培训2次。",
    "每月学习1次，全年学习10余次。",
    "每半月排查一次，对企业半月走访一次。",
    "在集市发放宣传资料200份。在学校发放宣传资料300份。",
    "受理信访件120件，办结100件，按时办结率100%。",
    "调解纠纷202件次，化解202件，群众满意率98%。",
)


@pytest.mark.parametrize(("text", "figure", "why"), DOUBTS)
def test_what_cannot_be_right_in_itself_is_told(
    text: str, figure: str, why: str, alone: Against
) -> None:
    """Sums, rates, units, repetitions and frequencies are held against the text itself."""
    told = doubted(text, alone)
    assert [(f, True) for f, says in told if why in says] == [(figure, True)], told
    judged = {j.figure.text: j for j in verify(document(text), alone).judged}
    assert judged[figure].verdict == "contradiction"


@pytest.mark.parametrize("text", SOUND)
def test_what_may_be_right_is_not_doubted(text: str, alone: Against) -> None:
    """Parts without a remainder, rates rounded half up, quarters and 余 raise no alarm."""
    assert doubted(text, alone) == []


def test_a_number_that_was_not_filled_in_is_told(alone: Against) -> None:
    """A placeholder and a rate without its number are contradictions, whatever the ledgers say."""
    verified = verify(document("投入资金XX万元，群众满意率达%。"), alone)
    assert [(j.figure.text, j.verdict) for j in verified.judged] == [
        ("XX万元", "contradiction"),
        ("%", "contradiction"),
    ]
    assert verified.wrong


def test_a_frequency_is_held_against_the_ledgers(ledgers: Against) -> None:
    """每月2次 asks for 24 a year; the ledgers hold eight group studies."""
    text = "每月组织集中学法活动2次。"
    (one,) = verify(document(text), ledgers).judged
    assert one.verdict == "contradiction"
    assert "24次" in one.says
    assert "8次" in one.says


# --- leftovers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title", "spoken"),
    [
        ("一、2021年度主要工作\n开展宣传。", "年份与报告不符", "2021年度"),
        ("2022年，我镇开展宣传活动。", "可能是上年的文字", "2022年"),
        (
            "截至2024年1月15日，受理案件3件。\n一、2023年工作",
            "超出统计截止日",
            "截至2024年1月15日",
        ),
        (
            "一、2023年度主要举措和成效\n截至2024年1月15日，受理案件3件。",
            "超出统计截止日",
            "截至2024年1月15日",
        ),
        ("落实XX村等地的整改。", "没有填写", "XX"),
        ("联系人____，请联系。", "没有填写", "____"),
    ],
)
def test_leftovers_are_remarked(text: str, title: str, spoken: str, alone: Against) -> None:
    """A stale heading, last year's sentence, a date past the cut-off, an unfilled blank."""
    told = [(r.title, document(text).text[r.start : r.end]) for r in remarks(text, alone)]
    assert (title, spoken) in told


@pytest.mark.parametrize(
    "text",
    [
        "与2022年相比，受理案件下降。",
        "较2022年增长。",
        "2022年以来，我镇坚持学法。",
        "贯彻《2022年工作要点》和〔2022〕9号文件。",
        "落实纲要（2021—2025年）。",
        "四、2024年工作打算\n2024年，我们将继续努力。",
        "四、2024年工作打算\n截至2024年6月底，完成培训。",
        "2024年1月22日",
    ],
)
def test_other_years_that_belong_there_are_let_be(text: str, alone: Against) -> None:
    """Comparisons, names of documents, next year's plan and the date of the letter are no leftovers."""
    assert remarks(text, alone) == []


@pytest.mark.parametrize(
    ("title", "year", "sender"),
    [
        ("样本县甲溪镇2023年法治政府建设情况报告", 2023, "甲溪镇"),
        ("甲溪镇法治政府建设年度报告（2024年度）", 2024, "甲溪镇"),
        ("二〇二四年甲溪镇法治政府建设工作总结", 2024, "甲溪镇"),
        ("中共甲溪镇委员会甲溪镇人民政府关于2024年法治政府建设情况的报告", 2024, "甲溪镇"),
        ("甲溪苗族布依族乡２０２３年法治政府建设工作汇报", 2023, "甲溪苗族布依族乡"),
        ("朔月苏木2024年度法治政府建设工作总结", 2024, "朔月苏木"),
        ("2024年度甲溪路街道法治政府建设情况报告", 2024, "甲溪路街道"),
        ("甲溪地区办事处2024年法治政府建设年度报告", 2024, "甲溪地区"),
        ("全镇2024年法治政府建设工作报告", 2024, ""),
    ],
)
def test_a_title_tells_year_and_sender(title: str, year: int, sender: str, tmp_path: Path) -> None:
    """Of a report among many the title says whose it is and of which year."""
    path = tmp_path / "报告.txt"
    path.write_text(f"{title}\n一、主要举措和成效\n全年开展法治宣传12场。\n", encoding="utf-8")
    read = Desk(None, None).one_of_many(path, path.name)
    assert read.verified
    assert (read.verified.year, read.sender) == (year, sender)


def test_sentences_of_last_years_report_are_told(alone: Against) -> None:
    """A sentence with the same figures is to be mended; one without figures only to be known."""
    then = "全年组织集中学法活动8次，主要领导带头参加。\n把法治建设摆在全镇工作的突出位置来抓。"
    now = f"{then}\n今年新增一处普法长廊，群众反响很好，值得推广。"
    told = [r for r in remarks(now, alone, then) if r.title == "与上年相同"]
    assert [r.note for r in told] == [False, True]
    assert "照抄" in told[0].says


def test_a_sentence_that_differs_by_the_year_only_is_told(alone: Against) -> None:
    """2022 changed to 2023 and nothing else is last year's sentence."""
    then = "2022年全镇组织集中学法活动8次，主要领导带头参加。"
    told = remarks(then.replace("2022", "2023"), alone, then)
    assert any("只差年份" in r.says for r in told)


# --- personal data ---------------------------------------------------------------------------

PHONE = "13800138000"


def test_personal_data_is_a_finding_and_never_repeated(alone: Against) -> None:
    """A telephone number is told by place and kind, and stands in no output."""
    text = f"当事人电话{PHONE}，全年调解纠纷12件，成效明显。"
    verified = verify(document(text), alone)
    (private,) = [r for r in verified.remarks if r.private]
    assert document(text).text[private.start : private.end] == PHONE
    assert verified.wrong
    told = "\n".join(as_lines(verified)) + json.dumps(listed(verified, INDICATORS))
    page = page_bytes(verified, INDICATORS, Secrets(frozenset(), frozenset())).decode()
    assert PHONE not in told + page
    assert [j.figure.text for j in verified.judged] == ["12件"]


def test_a_name_is_hidden_and_the_figure_after_it_is_not(alone: Against) -> None:
    """A known name is blacked out by its own length: what is counted after it is still judged."""
    against = replace(alone, secrets=Secrets(frozenset({"样本大山"}), frozenset()))
    verified = verify(document("村民样本大山与邻居的矛盾纠纷等，全年调解12件。"), against)
    text = verified.document.text
    assert [text[r.start : r.end] for r in verified.remarks if r.private] == ["样本大山"]
    assert [j.figure.text for j in verified.judged] == ["12件"]


def test_the_gate_looks_at_the_page(alone: Against) -> None:
    """A name that only the ledgers know as private stops the page where no remark hides it."""
    verified = verify(document("样本大山与邻居的纠纷调解1件。"), alone)
    with pytest.raises(PrivacyError):
        page_bytes(verified, INDICATORS, Secrets(frozenset({"样本大山"}), frozenset()))


def test_one_page_that_is_stopped_stops_no_other(alone: Against) -> None:
    """Of many reports the one whose page would leak is named with the reason; the others are there."""
    secrets = Secrets(frozenset({"样本大山"}), frozenset())
    one, other = (
        verify(document("样本大山与邻居调解1件。"), alone),
        verify(document("调解2件。"), alone),
    )
    read = [Read("甲.txt", "", one, secrets=secrets), Read("乙.txt", "", other)]
    made = dict(pages(read, INDICATORS))
    assert sorted(made) == ["002.html", "verify.html", "自填.csv"]
    assert "未发布" in made["verify.html"].decode()
    assert "样本大山" not in made["verify.html"].decode()


# --- what is told and written ----------------------------------------------------------------

FIELDS = {
    "text", "start", "end", "value", "unit", "qualifier", "kind", "indicator", "verdict",
    "expected", "sources",
}  # fmt: skip


def test_json_has_the_fields_that_programs_read(ledgers: Against) -> None:
    """Each figure has its fields, numbers as numbers, and the cells that its value comes from."""
    text = "全年排查矛盾纠纷128件，发放传单2000余份。"
    first, second = listed(verify(document(text), ledgers), ledgers.ledgers.indicators)
    assert first.keys() >= FIELDS
    assert (first["value"], first["expected"], first["verdict"]) == (128, 127, "differ")
    assert first["text"] == text[first["start"] : first["end"]]
    assert first["indicator"] == "disputes.screened"
    assert first["sources"][0].keys() == {"label", "value", "file", "sheet", "cells"}
    assert (second["qualifier"], second["verdict"], second["expected"]) == ("余", "agree", 2048)


def test_lines_name_place_figure_and_remedy(ledgers: Against) -> None:
    """The terminal tells where, what was printed and what the ledgers give."""
    lines = list(as_lines(verify(document("总述。\n全年排查矛盾纠纷128件。"), ledgers)))
    assert lines[0] == "报告.txt：按双龙镇2023年台账核对，共 1 个数：不符 1。"
    assert "第2段“全年排查矛盾纠纷128件”" in lines[1]
    assert "为127件，这里写128件" in lines[1]


def test_the_word_copy_has_a_comment_at_each_figure_to_mend(
    tmp_path: Path, ledgers: Against
) -> None:
    """Comments stand on the figures that differ; the text is the same."""
    path = tmp_path / "报告.docx"
    written = Word()
    written.add_paragraph("全年排查矛盾纠纷128件，集中宣传10场次。")
    written.save(str(path))
    verified = verify(read_document(path), ledgers)
    when = datetime(2024, 1, 5, tzinfo=UTC)
    copy = tmp_path / "核对.docx"
    copy.write_bytes(word_copy(path.read_bytes(), verified, when))
    opened = Word(str(copy))
    assert [p.text for p in opened.paragraphs] == ["全年排查矛盾纠纷128件，集中宣传10场次。"]
    (comment,) = opened.comments
    assert "为127件，这里写128件" in comment.text
    assert "出处：" in comment.text


def test_last_years_report_becomes_comparisons(tmp_path: Path, alone: Against) -> None:
    """对照数据 of a report is read without a finding, each figure with its sentence."""
    text = (
        "全年排查矛盾纠纷118件。化解矛盾成功率97.9%。发放传单1900余份。\n"
        "共排查矛盾纠纷119件。现有行政村网格员66名。"
    )
    table, left = quotes(verify(document(text, "上年报告.docx"), alone), INDICATORS)
    (tmp_path / "对照数据.csv").write_text(table, encoding="utf-8-sig")
    read, findings = read_comparisons(tmp_path, INDICATORS)
    assert findings == []
    assert {(q.indicator, str(q.value), q.kind) for q in read} == {
        ("mediation.success_rate", "97.9", "上年"),
        ("grid.village_staff", "66", "上年"),
    }
    assert {q.document for q in read} == {"上年报告.docx"}
    assert left == 3  # two that contradict each other, one with 余


def test_reported_figures_are_read_as_they_were_written(tmp_path: Path, alone: Against) -> None:
    """自填 keeps town, year, value, 余 and sentence; a file changed by hand is refused."""
    verified = verify(document("全年排查矛盾纠纷118件，发放传单1900余份。"), alone)
    figures = reported(verified, "松坪镇", INDICATORS)
    path = tmp_path / "自填.csv"
    path.write_text(reported_csv(figures, INDICATORS), encoding="utf-8-sig")
    assert read_reported(path) == figures
    assert [(f.town, f.year, f.indicator, f.about) for f in figures] == [
        ("松坪镇", 2023, "disputes.screened", ""),
        ("松坪镇", 2023, "publicity.leaflets", "余"),
    ]
    path.write_text("乡镇,年度\n甲,二\n", encoding="utf-8-sig")
    with pytest.raises(UnreadableFileError, match="重新运行"):
        read_reported(path)
    assert read_reported(tmp_path / "没有.csv") == []


PIECES = st.sampled_from(
    (
        *(
            "全年",
            "受理",
            "矛盾纠纷",
            "其中",
            "成功率",
            "达",
            "均达",
            "每季度",
            "不少于",
            "无一起",
            "未发生",
            "近",
            "约",
        ),
        *(
            "12",
            "1,234",
            "3.5",
            "两万",
            "十",
            "100",
            "2022",
            "2023",
            "XX",
            "()",
            "％",
            "%",
            "余",
            "以上",
            "至",
            "万",
        ),
        *(
            "件",
            "件次",
            "人次",
            "场次",
            "万元",
            "起",
            "个",
            "年",
            "月",
            "日",
            "、",
            "，",
            "。",
            "；",
            "：",
            "\n",
            " ",
        ),
        *(
            "一、",
            "（一）",
            "1.",
            "《",
            "》",
            "“",
            "”",
            "〔",
            "〕",
            "下一步",
            "工作打算",
            "\u200b",
            "\ud83d\ude00",
        ),
        *("，13800138000，", "律师", "担任", "、乙某某", "分别为", "和", "办结率", "附件1", "一是"),
    )
)


@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(PIECES, max_size=60).map("".join),
    earlier=st.lists(PIECES, max_size=20).map("".join),
)
def test_any_text_is_verified(text: str, earlier: str) -> None:
    """Whatever is typed: every figure is a piece of the text, in order, and all can be told."""
    one = document(text)
    verified = verify(one, nothing(), document(earlier))
    starts = [j.figure.start for j in verified.judged]
    assert starts == sorted(starts)
    for judged in verified.judged:
        figure = judged.figure
        assert figure.text == one.text[figure.start : figure.end] != ""
        assert figure.sentence.start <= figure.start < figure.end <= figure.sentence.end
    assert list(as_lines(verified))
    assert json.loads(json.dumps(listed(verified, INDICATORS))) is not None
    page = page_bytes(verified, INDICATORS, Secrets(frozenset(), frozenset())).decode()
    assert "13800138000" not in page


# --- the command -----------------------------------------------------------------------------


def run_json(*arguments: str) -> tuple[int, Any]:
    """Run ``fazhi verify --json``; return its exit code and what it printed."""
    run = fazhi("verify", *arguments, "--json")
    return run.code, json.loads(run.out)


def test_the_command_ends_with_what_it_found(tmp_path: Path, sample: Workspace) -> None:
    """0 all agree, 1 something differs, 2 unreadable; the page lies beside the processed data."""
    good, bad = tmp_path / "好.txt", tmp_path / "差.md"
    good.write_text("全年排查矛盾纠纷127件。", encoding="utf-8")
    bad.write_text("# 2023年报告\n\n全年排查矛盾纠纷128件。", encoding="gb18030")
    where = ("--root", str(sample.root), "--year", "2023", "--town", "双龙镇")
    run = fazhi("verify", str(good), *where)
    assert run.code == 0, run.out
    assert (sample.processed(SAMPLE, 2023) / "核对" / "verify.html").is_file()
    code, (figure,) = run_json(str(bad), *where)
    assert (code, figure["verdict"], figure["expected"]) == (1, "differ", 127)
    for name, content in (
        ("坏.docx", b"PK\x03\x04"),
        ("坏.pdf", b"%PDF-1.7"),
        ("坏.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert fazhi("verify", str(path), *where).code == 2
    assert fazhi("verify", str(tmp_path / "没有.docx"), *where).code == 2


def test_a_folder_of_reports_gives_a_table(tmp_path: Path, sample: Workspace) -> None:
    """Each file has a line and a page; a town with ledgers is held against them, others enter 自填."""
    folder, out = tmp_path / "报告", tmp_path / "结果"
    folder.mkdir()
    (folder / "甲.txt").write_text(
        "关于双龙镇2023年法治政府建设情况的报告\n排查矛盾纠纷128件。", "utf-8"
    )
    (folder / "乙.txt").write_text(
        "关于松坪镇2023年法治政府建设情况的报告\n排查矛盾纠纷35件。", "utf-8"
    )
    (folder / "丙.docx").write_bytes(b"PK\x03\x04 not a document")
    run = fazhi("verify", str(folder), "--root", str(sample.root), "--out", str(out))
    assert run.code == 1
    assert "共 3 份，有问题的 1 份，没有读成 1 份。" in run.out
    page = (out / "verify.html").read_text(encoding="utf-8")
    assert all(name in page for name in ("甲.txt", "乙.txt", "丙.docx", "松坪镇"))
    assert len(list(out.glob("0*.html"))) == 2
    figures = read_reported(out / "自填.csv")
    assert ("松坪镇", "disputes.screened", 35) in [
        (f.town, f.indicator, int(f.value)) for f in figures
    ]
    code, told = run_json(str(folder), "--root", str(sample.root))
    assert code == 1
    assert [(one["file"], one["town"], bool(one["error"])) for one in told] == [
        ("丙.docx", None, True),
        ("乙.txt", "松坪镇", False),
        ("甲.txt", "双龙镇", False),
    ]


def test_what_an_earlier_run_wrote_is_no_report(tmp_path: Path) -> None:
    """In the folder of the reports itself, a second run finds the same files as the first."""
    (tmp_path / "甲.txt").write_text("调解纠纷12件。", encoding="utf-8")
    first, second = (fazhi("verify", ".", cwd=tmp_path).out for _ in range(2))
    assert "共 1 份" in first
    assert first == second


def test_without_a_project_a_report_is_held_against_itself(tmp_path: Path) -> None:
    """Far from any ledgers the command still finds what contradicts itself."""
    path = tmp_path / "报告.txt"
    path.write_text("受理纠纷120件，调解成功118件，成功率100%。", encoding="utf-8")
    run = fazhi("verify", str(path), cwd=tmp_path)
    assert run.code == 1
    assert "未与台账核对" in run.out
    assert (tmp_path / "核对" / "verify.html").is_file()


def test_options_that_do_not_fit_are_refused(tmp_path: Path, sample: Workspace) -> None:
    """A folder takes no town; a town without ledgers of that year is named with the years there are."""
    (tmp_path / "甲.txt").write_text("调解12件。", encoding="utf-8")
    run = fazhi("verify", str(tmp_path), "--town", "双龙镇", "--root", str(sample.root))
    assert (run.code, "逐个文件" in run.out) == (2, True)
    run = fazhi(
        *("verify", str(tmp_path / "甲.txt"), "--town", "双龙镇", "--year", "2019"),
        *("--root", str(sample.root)),
    )
    assert (run.code, "现有年度：2022、2023" in run.out) == (2, True)
    run = fazhi("verify", str(tmp_path / "甲.txt"), "--town", "双龙镇", cwd=tmp_path)
    assert (run.code, "没有台账" in run.out) == (2, True)
