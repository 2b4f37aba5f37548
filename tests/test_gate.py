"""The privacy gate: what is personal is caught, what is public passes."""

from __future__ import annotations

import pytest

from analysis.errors import PrivacyError
from analysis.render.gate.gate import NOTHING, Secrets, guard, leaks
from analysis.render.gate.shapes import is_credit_code, is_id_number

# Area code 990000 does not exist; the check characters are right.


def _id_with_check(first: str) -> str:
    """Return 17 digits completed by their MOD 11-2 check character."""
    return next(first + check for check in "0123456789X" if is_id_number(first + check))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"身份证{_id_with_check('99000019900101001')}。", "身份证号"),
        (f"x{{'n':'{_id_with_check('99000020000229123')}'}}", "身份证号"),
        ("旧号 510231700101123 一个", "十五位身份证号"),
        ("电话13912345678", "手机号"),
        ("电话139 1234 5678", "手机号"),
        ("+86-139-1234-5678", "手机号"),
        ("卡号4111111111111111 ", "银行卡号"),
        ("车牌渝A12345", "车牌号"),
        ("车牌渝AD12345", "车牌号"),
        ('"path": "/home/clerk/report"', "本机路径"),
        (r"C:\Users\clerk", "本机路径"),
    ],
)
def test_shapes_of_personal_data_are_caught(text: str, kind: str) -> None:
    """Each kind of personal number is found in running text and in JSON."""
    assert kind in [found for found, _ in leaks(text, NOTHING)]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码 91500230MA5U00000X 公开",
        "索引号 11500230008664832Q/2024-00012",
        "双龙委文〔2024〕9号，12348热线",
        "全年202件次，2563本，2024年1月22日",
        '"sha": "a13912345678b9"',
        "0.139123456780000",
        "990000199013450018",
        "https://example.invalid/tmp",
    ],
)
def test_public_numbers_pass(text: str) -> None:
    """Credit codes, document numbers, hotlines, counts and hashes are not personal data."""
    assert list(leaks(text, NOTHING)) == []


def test_names_and_texts_of_personal_columns_are_caught() -> None:
    """A party's name or a case's text is caught wherever it appears."""
    secrets = Secrets(frozenset({"冉示甲"}), frozenset({"因屋檐滴水与邻居争吵"}))
    kinds = [kind for kind, _ in leaks("其中冉示甲一案，因屋檐滴水与邻居争吵。", secrets)]
    assert kinds == ["当事人等的姓名", "个人信息栏的内容"]


def test_credit_codes_are_told_by_their_check_character() -> None:
    """The code of GB 32100's own kind is one; with another last character it is none (MOD 31)."""
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100M000100I43")


def test_names_that_are_public_words_pass() -> None:
    """平安 may be a name and is a word of the report."""
    secrets = Secrets(frozenset({"平安"}), frozenset(), public=frozenset({"平安"}))
    assert list(leaks("建设平安双龙", secrets)) == []


def test_the_refusal_names_the_place_and_never_the_value() -> None:
    """The message says file, paragraph and kind; the personal datum is not repeated."""
    page = '<p id="p1-2-1">办理 13912345678 来电</p>'
    with pytest.raises(PrivacyError) as caught:
        guard({"report.html": page})
    message = str(caught.value)
    assert "report.html" in message
    assert "p1-2-1" in message
    assert "手机号" in message
    assert "13912345678" not in message


def test_check_characters_are_computed() -> None:
    """One wrong digit makes an ID number no ID number (MOD 11-2)."""
    good = _id_with_check("99000019900101001")
    assert is_id_number(good)
    wrong = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert not is_id_number(wrong)
