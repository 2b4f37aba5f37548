"""The page of a verified report: the text whole, nothing private, nothing that runs."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import verified_report as made
from conftest import parse
from hypothesis import example, given
from hypothesis import strategies as st

import analysis.verify.outputs.page
from analysis.cells import Source
from analysis.documents.model import Document, Paragraph
from analysis.indicators.model import Count, Indicator, Part, Ratio, Total
from analysis.verify.model import (
    VERDICTS,
    Figure,
    Judged,
    Match,
    Remark,
    Verdict,
    Verified,
)
from analysis.verify.outputs.page import verify_page
from analysis.verify.outputs.veil import BLOCKS, veil_of

TEMPLATES = Path(analysis.verify.outputs.page.__file__).parent / "templates"
BAD = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;"


def page(verified: Verified | None = None, **indicators: Indicator) -> str:
    """Return the page of a report, of the sample's without one."""
    return verify_page(verified or made.verified(), indicators or made.indicators())


def figure(start: int, end: int, verdict: Verdict = "agree", **more: Any) -> Judged:
    """Judge the figure at a place of a text."""
    found = Figure(start=start, end=end, text="", value=Decimal(1), unit="件", kind="count")
    return Judged(found, more.pop("match", Match()), verdict, more.pop("says", ""), **more)


def text_of(*paragraphs: str, **more: Any) -> Verified:
    """Return a document of these paragraphs."""
    return Verified(document=Document("甲.txt", tuple(map(Paragraph, paragraphs))), **more)


def find(tree: Any, selector: str) -> list[Any]:
    """Return what tags, .classes and #ids, one within the other, find below a node."""
    path = "."
    for step in selector.split():
        tag, *marks = re.findall(r"^\w*|[.#][\w-]+", step)
        path += f"//{tag or '*'}"
        for mark in marks:
            path += (
                f"[@id='{mark[1:]}']"
                if mark[0] == "#"
                else f"[contains(concat(' ', @class, ' '), ' {mark[1:]} ')]"
            )
    return list(tree.xpath(path))


def texts(tree: Any, selector: str) -> list[str]:
    """Return the text of what a selector finds, in order."""
    return [str(one.text_content()) for one in find(tree, selector)]


def test_each_figure_is_a_mark_and_a_row() -> None:
    """Every figure stands marked in the text and numbered in the table; both lead to each other."""
    tree = parse(page())
    count = len(made.verified().judged)
    marks = find(tree, "a.figure")
    numbers = [n for mark in marks for n in mark.get("data-n").split("、")]
    assert sorted(map(int, numbers)) == list(range(1, count + 1))
    assert texts(tree, ".figures tbody th") == [str(n) for n in range(1, count + 1)]
    back = [link.get("href") for link in find(tree, ".figures tbody th a")]
    assert len(back) == count
    by_id = {f"#{mark.get('id')}": mark.get("data-n").split("、") for mark in marks}
    assert all(str(n) in by_id[link] for n, link in enumerate(back, start=1))


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    """No id twice, no anchor without its target."""
    tree = parse(page())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_a_row_tells_what_was_found() -> None:
    """Text with its surroundings, verdict, the ledger's value, reason, doubt, indicator, source."""
    tree = parse(page())
    (row,) = find(tree, "#r4")
    _, printed, verdict, expected, _, _ = row
    assert texts(printed, "b") == ["100%"]
    assert "成功率达100%，无一起" in printed.text_content()
    assert verdict.text_content() == "有矛盾"
    assert expected.text_content() == "98.5%"
    assert texts(row, ".doubt") == ["件和件次是两个口径，不能直接相除。"]
    assert "化解矛盾成功率" in texts(row, ".named")[0]
    second = find(tree, "#r2")[0][-1]
    assert [str(p.text_content()) for p in second.xpath("p")] == [
        "人民调解登记台账.xlsx › 2023年",
        "人民调解登记台账.xlsx › 下半年",
    ]
    assert texts(second, "li")[0] == "一季度 50 H4:H38"
    assert "第4至99行、第101至206行" in texts(tree, "#r3 td")[-1]
    assert texts(tree, "#r9 .near") == ["口径：普法活动、法治讲座"]


def test_two_figures_of_one_span_are_one_mark() -> None:
    """参考率、合格率均达100%: one place with both numbers, worn in the worse verdict."""
    (mark,) = [m for m in find(parse(page()), "a.figure") if "、" in m.get("data-n")]
    assert mark.get("data-n") == "13、14"
    assert mark.get("data-verdict") == "differ"
    assert mark.get("aria-label") == "100%，不符、相符"


def test_counts_stand_in_the_head() -> None:
    """A button for each verdict that occurs; problems are counted with figures that have doubts."""
    buttons = {b.get("data-show"): b.text_content().split() for b in find(parse(page()), "button")}
    assert buttons["all"] == ["全部", "18"]
    assert buttons["differ"] == ["不符", "2"]
    assert buttons["problem"] == ["有问题的", "6"]  # 2 differ, 1 contradiction, 2 unsure, 1 doubt
    bare = parse(page(text_of("3件", judged=(figure(0, 2),))))
    assert {b.get("data-show") for b in find(bare, "button")} == {"all", "agree"}


def test_the_head_says_what_the_text_was_held_against() -> None:
    """Town and year of the ledgers; without them that there were none."""
    assert texts(parse(page()), ".against") == ["与双龙镇2023年台账核对"]
    assert texts(parse(page(made.without_ledgers())), ".against")[0].startswith("未与台账核对，")
    assert texts(parse(page()), "h1") == ["《双龙镇2023年报告（送审稿）.docx》数字核对"]


def test_an_empty_document_has_a_page() -> None:
    """No paragraph, no figure: it says so and has no empty table."""
    tree = parse(
        page(Verified(document=Document("空.txt", ()), remarks=(Remark(0, 0, "没有文字", ""),)))
    )
    assert "没有找到要核对的数字" in texts(tree, ".hint")[0]
    assert texts(tree, "#m1 .title") == ["没有文字"]
    assert not find(tree, "table")


@pytest.mark.parametrize("where", ["text", "words", "name", "source"])
def test_hostile_text_is_shown_and_not_run(where: str) -> None:
    """Markup in the text, in what is said of it, in names and places is text."""
    bad = {place: BAD if place == where else "甲" for place in ("text", "words", "name", "source")}
    said = bad["words"]
    verified = Verified(
        document=Document(bad["name"], (Paragraph(bad["text"], 1, place=bad["name"]),), bad["name"]),
        town=bad["name"],
        judged=(
            figure(
                0, len(bad["text"]), "unsure", says=said, doubts=(said,), expected=Decimal(1),
                match=Match(None, said, (said,)),
                sources=[Part(bad["source"], Decimal(1), Source(*[bad["source"]] * 3))] * 2,
            ),
            figure(0, 1, match=Match(said)),
        ),
        remarks=(Remark(0, 1, said, said),),
    )  # fmt: skip
    tree = parse(page(verified))
    assert len(find(tree, "script")) == 1
    assert not find(tree, "img")
    assert not tree.xpath("//@onerror")
    assert BAD in tree.text_content()


def test_only_the_own_script_and_style_are_let_in() -> None:
    """The policy names both by the hash of their very bytes, and nothing else at all."""
    tree = parse(page())
    policy = dict(
        part.split(" ", 1) for part in tree.xpath("//meta[@http-equiv]/@content")[0].split("; ")
    )
    for kind in ("script", "style"):
        (inline,) = re.findall(f"<{kind}>(.*?)</{kind}>", page(), re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert policy[f"{kind}-src"] == f"'sha256-{digest}'"
    assert policy["default-src"] == "'none'"
    assert not tree.xpath("//@style | //@src | //link")


def test_private_text_is_nowhere_on_the_page() -> None:
    """Not in the text, not where it stands again, not in what is said, not in names or labels."""
    name, phone = "王示例", made.PHONE
    whole = f"联系人{name}，电话{phone}；{name}受理3件。"
    start = whole.index(phone)
    verified = Verified(
        document=Document(f"{name}的报告.docx", (Paragraph(whole, place=name),), name),
        town=name,
        judged=(
            figure(start, start + 4, "differ", says=f"{phone}不像数字", doubts=(f"{name}？",)),
            figure(whole.index("3件"), whole.index("3件") + 2, match=Match(None, name),
                   sources=(Part(name, Decimal(3), Source(f"{name}.xlsx", name, "A1")),) * 2),
        ),
        remarks=(
            Remark(3, 6, "姓名", f"请删去{name}", private=True),
            Remark(start, start + len(phone), "电话", f"请删去{phone}", private=True),
            Remark(0, len(whole), "全段", ""),
        ),
    )  # fmt: skip
    got = page(verified)
    assert name not in got
    assert phone[:4] not in got
    assert phone[-4:] not in got
    tree = parse(got)
    assert texts(tree, "#p0") == [f"联系人{BLOCKS}，电话{BLOCKS}；{BLOCKS}受理3件。"]
    assert texts(tree, "#r1 b")[0] == BLOCKS


def test_blocks_do_not_tell_how_long_the_text_was() -> None:
    """A private stretch that figures and remarks cut through is as long as any other."""
    for length in (1, 5, 18):
        whole = "前" + "私" * length + "后3件"
        cut = figure(length // 2 + 1, length + 3)
        verified = text_of(
            whole, judged=(cut,), remarks=(Remark(1, 1 + length, "", "", private=True),)
        )
        assert texts(parse(page(verified)), "#p0") == [f"前{BLOCKS}后3件"]


LETTERS = st.sampled_from("甲乙丙12件 　<&>\"'%。\t")
TEXTS = st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=4)
SPANS = st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60)), max_size=6)


@given(TEXTS, SPANS, SPANS)
@example(["12件34", "", "56"], [(0, 3), (0, 3), (2, 5), (4, 8)], [(1, 7), (3, 3), (6, 9)])
def test_the_text_is_shown_whole_and_once(
    paragraphs: list[str], figures: list[tuple[int, int]], remarks: list[tuple[int, int]]
) -> None:
    """Wherever figures and remarks lie, what a paragraph shows is the paragraph."""
    verified = text_of(
        *paragraphs,
        judged=tuple(figure(*span) for span in figures),
        remarks=tuple(Remark(*span, "", "") for span in remarks),
    )
    tree = parse(page(verified))
    shown = {one.get("id"): one.text_content() for one in find(tree, ".line")}
    told = {f"p{i}": p.replace("\t", " ") for i, p in enumerate(paragraphs) if p.strip()}
    assert shown == told


@given(TEXTS, SPANS, SPANS)
def test_marks_hold_what_they_mark(
    paragraphs: list[str], figures: list[tuple[int, int]], remarks: list[tuple[int, int]]
) -> None:
    """The marks of a figure together hold its letters; the dots lie under the remarks' alone."""
    verified = text_of(
        *paragraphs,
        judged=tuple(figure(*span) for span in figures),
        remarks=tuple(Remark(*span, "", "") for span in remarks),
    )
    whole = verified.document.text.replace("\t", " ")
    tree = parse(page(verified))
    blank = {f"p{i}" for i, p in enumerate(paragraphs) if not p.strip()}
    if blank:
        return  # a paragraph of spaces is not shown, nor are its marks
    for number, (start, end) in enumerate(figures, start=1):
        own = [m for m in find(tree, "a.figure") if str(number) in m.get("data-n").split("、")]
        marked = "".join(str(m.text_content()) for m in own)
        assert marked == whole[max(start, 0) : max(end, 0)].replace("\n", "")
    dotted = {i for start, end in remarks for i in range(max(start, 0), min(end, len(whole)))}
    expected = "".join(letter for i, letter in enumerate(whole) if i in dotted and letter != "\n")
    assert "".join(texts(tree, ".line .remark")) == expected


@given(TEXTS, SPANS)
@example(["甲乙丙12"], [(0, 2), (2, 4)])
def test_what_is_private_is_not_shown(paragraphs: list[str], spans: list[tuple[int, int]]) -> None:
    """No letter of a private stretch is shown, however the stretches lie over each other."""
    private = tuple(Remark(*span, "", "", private=True) for span in spans)
    veil = veil_of(text_of(*paragraphs, remarks=private))
    size = len(veil.text)
    hidden = {i for a, b in spans for i in range(max(a, 0), min(b, size)) if veil.text[i] != "\n"}
    covered = {i for a, b in veil.stretches for i in range(a, b)}
    assert hidden <= covered
    assert all(before[1] < after[0] for before, after in pairwise(veil.stretches))
    kept = "".join(letter for i, letter in enumerate(veil.text) if i not in covered)
    assert veil.shown(0, size).replace(BLOCKS, "") == kept


@pytest.mark.parametrize(("end", "paragraph"), [(1, "p0"), (2, "p0"), (3, "p0"), (4, "p1")])
def test_a_remark_has_its_note_where_it_ends(end: int, paragraph: str) -> None:
    """The note stands behind the remark's last letter, also where the remark ends with a line."""
    tree = parse(page(text_of("甲乙", "丙丁", remarks=(Remark(0, end, "题", "话"),))))
    (note,) = find(tree, "a.note")
    assert note.getparent().get("id") == paragraph
    assert note.get("href") == "#m1"
    behind = note.tail or ""
    assert behind == {1: "乙", 2: "", 3: "", 4: "丁"}[end]


def test_the_same_report_gives_the_same_bytes() -> None:
    """Nothing of the machine and nothing of the hour is on the page."""
    assert page() == page()
    assert str(Path.cwd()) not in page()
    assert str(Path.home()) not in page()


def test_what_no_page_can_hold_does_no_harm() -> None:
    """Control characters and halves of characters are shown as unreadable; the page is written."""
    got = page(text_of("甲\x00乙\ud800丙\x85丁3件", judged=(figure(7, 9),)))
    got.encode("utf-8")
    tree = parse(got)
    assert texts(tree, "#p0") == ["甲\ufffd乙\ufffd丙\ufffd丁3件"]
    assert texts(tree, "a.figure") == ["3件"]


def test_headings_go_down_by_single_steps() -> None:
    """A document that begins with a third heading or leaps keeps an outline that can be walked."""
    paragraphs = tuple(Paragraph("题", level) for level in (3, 1, 4, 0, 9, 9, 9))
    tree = parse(page(Verified(document=Document("甲", paragraphs))))
    assert [one.tag for one in find(tree, ".line")] == ["h3", "h3", "h4", "p", "h5", "h6", "h6"]


def test_cells_of_a_table_stand_together() -> None:
    """Neighbouring cells are one muted block; a figure in one is marked as any other."""
    tree = parse(page())
    assert texts(tree, ".cells p") == ["项目", "数量", "学法培训", "23次"]
    assert texts(tree, ".cells a.figure") == ["23次"]


def test_an_indicator_is_told_with_its_definition() -> None:
    """Formulas in words, titles instead of ids; an unknown id is told as it is."""
    one = Indicator(id="a", title="受理", unit="件", formulas=(Count("mediation", "accepted_on"),))
    two = Indicator(id="b", title="率", unit="%", formulas=(Ratio("a", "c"),))
    three = Indicator(id="c", title="合计", unit="件", formulas=(Total(("a", "a")),))
    judged = tuple(figure(0, 1, match=Match(name)) for name in ("a", "b", "c", "另"))
    tree = parse(page(text_of("3件", judged=judged), a=one, b=two, c=three))
    told = texts(tree, ".entry")
    assert "每行（一件纠纷）计1件。" in told[0]
    assert "受理 ÷ 合计。" in told[1]
    assert "受理 ＋ 受理。" in told[2]
    assert texts(tree, ".entry h3")[3] == "另"


def test_many_parts_are_cut_off_and_told() -> None:
    """A value of very many cells names the first of them and how many more there are."""
    parts = tuple(Part(str(n), Decimal(n), Source("甲.xlsx", "表", f"A{n}")) for n in range(1, 31))
    tree = parse(page(text_of("3件", judged=(figure(0, 2, expected=Decimal(1), sources=parts),))))
    assert len(find(tree, "#r1 li")) == 12
    assert texts(tree, "#r1 p")[-1] == "另有18处"


def long_report(count: int) -> Verified:
    """Return a report with so many figures, each with its parts."""
    paragraph = "全年组织开展各类活动3件，其中集中开展5次，覆盖群众800余人次。" * 5
    paragraphs = (paragraph,) * (count // 15)
    whole = "\n".join(paragraphs)
    spans = [m.span() for m in re.finditer(r"\d+余?(?:件|人次|次)", whole)]
    parts = tuple(
        Part(f"{n}月", Decimal(n), Source("普法宣传台账.xlsx", "2023年", f"C{n}:C9"))
        for n in (1, 2)
    )
    held: dict[str, Any] = {
        "match": Match("publicity.events", "活动"),
        "expected": Decimal(3),
        "sources": parts,
    }
    judged = (
        figure(*span, verdict, says="台账是3件，文中写3件，两数相差0件，请核对后修改。",
               **(held if verdict in {"agree", "differ", "contradiction"} else {}))
        for span, verdict in zip(spans, list(VERDICTS) * count, strict=False)
    )  # fmt: skip
    return text_of(*paragraphs, judged=tuple(judged))


def test_a_long_report_stays_small() -> None:
    """3,000 figures make a page below 2 MB."""
    verified = long_report(3000)
    assert len(verified.judged) == 3000
    assert len(page(verified).encode()) < 2_000_000


def test_verdicts_can_be_read_without_colours() -> None:
    """Each verdict has its own sign, and its colour stands out from its ground by 4.5 to 1."""
    css = (TEMPLATES / "verify.css").read_text(encoding="utf-8")
    base = dict(re.findall(r"--(\w+): ([^;]+);", re.search(r"\[data-verdict\] \{(.*?)\}", css)[1]))  # type: ignore[index]
    signs = set()
    for verdict in VERDICTS:
        rule = re.search(rf'\[data-verdict="{verdict}"\] \{{(.*?)\}}', css)
        look = base | (dict(re.findall(r"--(\w+): ([^;]+);", rule[1])) if rule else {})
        ground = "#ffffff" if look["tint"] == "transparent" else look["tint"]
        assert contrast(look["tone"], ground) >= 4.5, verdict
        signs.add(look["sign"])
    assert len(signs) == len(VERDICTS)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_script_is_one_that_old_browsers_read() -> None:
    """ES2018 (Chromium 109 reads it): no ?. and no ??, no module, nothing fetched."""
    code = (TEMPLATES / "verify.js").read_text(encoding="utf-8")
    assert not re.search(r"\?\.[A-Za-z(\[]|\?\?|\bimport\b|\bfetch\(|innerHTML|</script", code)


def test_a_town_without_a_year_is_no_error() -> None:
    """What is not known is left out of the head."""
    assert texts(parse(page(replace(made.verified(), year=None))), ".against") == [
        "与双龙镇台账核对"
    ]
