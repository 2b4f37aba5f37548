"""A small written report of the sample town, invented, with figures of every verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from analysis.cells import Source
from analysis.documents.model import Document, Paragraph
from analysis.indicators import INDICATORS
from analysis.indicators.model import Indicator, Part
from analysis.verify.model import Figure, Judged, Match, Remark, Verdict, Verified

PHONE = "13912345678"

TEXT: tuple[Paragraph, ...] = (
    Paragraph("关于双龙镇2023年法治政府建设情况的报告", level=1, place="第1页"),
    Paragraph("县委、县政府：", place="第1页"),
    Paragraph("现将双龙镇2023年法治政府建设情况报告如下：", place="第1页"),
    Paragraph("一、主要举措和成效", level=1, place="第1页"),
    Paragraph("（一）深化基层社会矛盾多元化解", level=2, place="第1页"),
    Paragraph(
        "全年排查矛盾纠纷127件，开展人民调解202件次，成功化解200件，成功率达100%，"
        "无一起矛盾纠纷转化为重大事故。其中婚姻家庭纠纷31件、邻里纠纷45件、其他XX件。",
        place="第1页",
    ),
    Paragraph("（二）扎实开展普法宣传", level=2, place="第1页"),
    Paragraph(
        "2022年以来，开展集中宣传48场次，发放宣传读本2500余本，覆盖群众3万余人次。"
        "组织法治考试2场，参考率、合格率均达100%。咨询请联系李示例（" + PHONE + "）。",
        place="第2页",
    ),
    Paragraph("项目", in_table=True, number=8, place="第2页"),
    Paragraph("数量", in_table=True, number=9, place="第2页"),
    Paragraph("学法培训", in_table=True, number=10, place="第2页"),
    Paragraph("23次", in_table=True, number=11, place="第2页"),
    Paragraph("二、2024年工作思路", level=1, place="第2页"),
    Paragraph(
        "严格落实专题讲座每年不少于2次的要求，计划开展法治培训12次，新增法律明白人20名。",
        place="第2页",
    ),
)


def document() -> Document:
    """Return the report as it was read."""
    return Document("双龙镇2023年报告（送审稿）.docx", TEXT, "1张图片")


def indicators() -> Mapping[str, Indicator]:
    """Return the indicators that fazhi declares."""
    return INDICATORS


def part(label: str, value: int, cells: str, sheet: str = "2023年") -> Part:
    """Make a part of a value, of one ledger of the town."""
    return Part(label, Decimal(value), Source("人民调解登记台账.xlsx", sheet, cells))


def judged(
    text: str,
    verdict: Verdict,
    says: str,
    within: str = "",
    indicator: str | None = None,
    **more: Any,
) -> Judged:
    """Judge the figure that is printed so, in the paragraph that holds ``within``."""
    whole = document().text
    start = whole.index(text, whole.index(within) if within else 0)
    kind = more.pop("kind", "count")
    figure = Figure(
        start=start, end=start + len(text), text=text, value=Decimal(1), unit="件", kind=kind
    )
    match = Match(indicator, more.pop("words", ""), more.pop("near", ()))
    return Judged(figure, match, verdict, says, **more)


MEDIATED: Sequence[Part] = (
    *(part(f"{q}季度", v, c) for q, v, c in (("一", 50, "H4:H38"), ("二", 48, "H39:H80"))),
    part("三季度", 52, "H4:H51", "下半年"),
    part("四季度", 52, "H52:H99", "下半年"),
)


def verified() -> Verified:
    """Return the report held against the sample town's ledgers of 2023."""
    return Verified(
        document=document(), town="双龙镇", year=2023, judged=_judged(), remarks=_remarks()
    )


def without_ledgers() -> Verified:
    """Return the report held against itself."""
    bare = (
        replace(one, expected=None, sources=(), verdict=_bare(one.verdict), match=Match())
        for one in _judged()
    )
    return replace(verified(), town="", year=None, judged=tuple(bare))


def _bare(verdict: Verdict) -> Verdict:
    return "no-data" if verdict in {"agree", "differ", "unsure"} else verdict


def _judged() -> tuple[Judged, ...]:
    exams = "组织法治考试"
    return (
        judged("127件", "agree", "与台账相符。", "", "disputes.screened", words="排查矛盾纠纷",
               expected=Decimal(127), sources=(part("排查", 127, "A4:P130"),)),
        judged("202件次", "agree", "与台账相符。", "", "mediation.sessions", words="开展人民调解",
               expected=Decimal(202), sources=MEDIATED),
        judged("200件", "differ", "台账是202件，文中写200件，少2件。", "", "mediation.settled",
               words="成功化解", expected=Decimal(202), sources=(part("成功", 202, "4:99,101:206"),)),
        judged("100%", "contradiction", "成功化解200件、调解202件次，算不出100%。", "成功率",
               "mediation.success_rate", words="成功率", expected=Decimal("98.5149"), kind="rate",
               doubts=("件和件次是两个口径，不能直接相除。",)),
        judged("无一起", "agree", "与台账相符。", "", "mediation.escalated", expected=Decimal(0)),
        judged("31件", "agree", "与台账相符。", "", "mediation.type_family", expected=Decimal(31),
               doubts=("三项合计与总数对不上。",)),
        judged("45件", "no-data", "没有可核对的台账。"),
        judged("XX件", "unsure", "这里的数字没有填。", kind="missing"),
        judged("48场次", "unsure", "可能是几个指标之一，请人工核对。", "",
               near=("publicity.events", "publicity.lectures")),
        judged("2500余本", "agree", "台账是2563本，写2500余本是对的。", "", "publicity.booklets",
               expected=Decimal(2563)),
        judged("3万余人次", "no-data", "台账里没有这个数。"),
        judged("2场", "agree", "与台账相符。", exams, "exam.all_sessions", expected=Decimal(2)),
        judged("100%", "differ", "台账的参考率是97.1%。", exams, "exam.all_attendance_rate",
               expected=Decimal("97.0588"), kind="rate"),
        judged("100%", "agree", "台账的合格率是100%。", exams, "exam.all_pass_rate",
               expected=Decimal(100), kind="rate"),
        judged("23次", "agree", "与台账相符。", "", "training.sessions", expected=Decimal(23)),
        judged("不少于2次", "requirement", "这是要求，不是做了多少。", "", kind="requirement"),
        judged("12次", "plan", "这是计划，不与当年台账核对。", "计划", kind="plan"),
        judged("20名", "plan", "这是计划，不与当年台账核对。", "新增", kind="plan"),
    )  # fmt: skip


def remark(text: str, title: str, says: str, *, private: bool = False) -> Remark:
    """Make a remark on a piece of the text."""
    start = document().text.index(text)
    return Remark(start, start + len(text), title, says, private)


def _remarks() -> tuple[Remark, ...]:
    return (
        remark("2022年以来", "年份不是报告年度", "报告的是2023年，这里写2022年，请看是否上年留下的。"),
        remark("成功化解200件，成功率达100%", "比率没有写全", "写比率时请把分子、分母都写上，口径要一致。"),
        remark(PHONE, "疑似个人信息", "像手机号码，公开前请删去。", private=True),
    )  # fmt: skip
