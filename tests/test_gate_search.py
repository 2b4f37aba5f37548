"""The gate's search in one pass finds exactly what looking for one thing after another finds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from analysis.render.gate.shapes import HAN, NUMBERS, OTHERS, plain, shaped
from analysis.render.gate.texts import _sections
from analysis.render.gate.words import SEPARATOR, Words, codes_of, text_of

PIECES = st.sampled_from(
    [*"冉示甲村组社队路街楼栋号室渝护照附a1X9٣ -—\u200b　：/\\@.<>\n\"'𠀀", "13912345678", "渝A12345", "ID=",
     "3组25号", "双龙街25号", "5栋2单元301室", "护照E12345678", "户籍", "/home/a", 'id="p-1"', 'id="s-2"',
     "C:\\Users\\a", "a@b.com", "510231700101123", "6222 0200 1234 5678 903", "<p ", "1234 ", "渝ſ1"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APART = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")


def _one_by_one(text: str) -> Iterator[tuple[str, int]]:
    runs = [(run.start(), run.end() + 4) for run in re.finditer(r"\d(?:[ -]?\d){10,}", text)]
    spans = [(shape, *run) for shape in NUMBERS for run in runs]
    for shape, start, end in (*spans, *((shape, 0, len(text)) for shape in OTHERS)):
        for match in shape.pattern.finditer(text, start, end):
            if shape.holds(match):
                yield shape.kind, match.start()


@given(TEXTS)
def test_shapes_are_found_as_each_pattern_finds_them(text: str) -> None:
    """Looking only where a shape can begin misses nothing, adds nothing and keeps the order."""
    assert list(shaped(text)) == list(_one_by_one(text))


@given(
    st.lists(st.text("甲乙丙丁𠀀a1 ", max_size=9), max_size=20),
    st.text("甲乙丙丁𠀀a1 ", max_size=60),
)
def test_words_are_found_wherever_they_stand(words: list[str], text: str) -> None:
    """Every word of two letters or more, at every position, over one another too."""
    expected = {
        (word, at)
        for word in words
        for at in range(len(text))
        if len(word) > 1 and text.startswith(word, at)
    }
    assert set(Words(words).found(text)) == expected


@given(st.lists(TEXTS, max_size=6))
def test_the_plain_form_of_many_texts_is_that_of_each(texts: list[str]) -> None:
    """Full-width, dashes, spaces, the unseen: nothing changes over the separator between texts."""
    table = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, **_UNSEEN}
    table |= {0x3000: " ", ord("—"): "-"}
    each = [_APART.sub("", text.translate(table)) for text in texts]
    assert plain(SEPARATOR.join(texts)) == SEPARATOR.join(each)


@given(TEXTS)
def test_a_text_survives_as_code_points(text: str) -> None:
    """Half a character too, which JSON may hold."""
    assert text_of(codes_of(f"{text}\ud800")) == f"{text}\ud800"


@given(TEXTS)
def test_a_page_is_cut_before_the_tags_of_anchors(page: str) -> None:
    """Each tag with the id of a paragraph, section or figure begins a part; nothing is lost."""
    cut = re.split(r'(?=<[^<>]*\bid="(?:[ps]-?\d[\d-]*|f-[\w.]+)")', page)
    assert list(filter(None, _sections(page))) == list(filter(None, cut))
