"""The document itself: head (版头), title, text, 附件说明, signature, and at the end 版记.

Numbers in brackets are clauses of GB/T 9704-2012.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from docx.oxml.xmlchemy import BaseOxmlElement

from analysis.render.document.paper import Line, Paper
from analysis.render.docx.page import LEFT, WIDTH
from analysis.render.docx.styles import CHARACTER
from analysis.render.docx.xml import element, halves, paragraph, run

_STYLES: Final = {f"h{n}": f"Heading{n}" for n in (1, 2, 3, 4)} | {"body": "BodyText"}
_TITLE_HALVES: Final = 40  # 20 characters of 2号 (22 pt) in 156 mm
_ORGAN_SIZES: Final = (26, 48)  # points of 发文机关标志: above the title's, below what shouts
_ROOM: Final = 440  # points in a line of 发文机关标志: 156 mm, and what rounding takes
_ORGANS: Final = 120  # points of all organs together: the first page has to show text (7.3.3)
_TO_ORGANS: Final = 1984  # twips: 35 mm from the text block to 发文机关标志 (7.2.4)
_IMPRINT: Final = 280  # twips: one character of 4号 (14 pt)
_GOOD_END: Final = re.compile("(?<=[的、，：；》） 年和])|(?=[《（])|(?=关于)|(?<=年度)")
_WHOLE: Final = re.compile(
    "[《（“〔]*"
    "(?:关于|街道|人民政府|委员会|办事处|法治政府|年度?|推进|工作|情况|安排|报告|[0-9A-Za-z.%]+年?|.)"
    "[、，。：；！？》）”〕 ]*"
)
"""A word with the marks that open and close it."""


def letter(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Return the paragraphs from the head to the date, in order."""
    yield from _head(paper)
    yield title("Title", paper.title)
    yield blank()
    if paper.recipients:
        yield paragraph("Salutation", f"{paper.recipients}：")
    yield from (_line(line) for line in paper.body)
    yield from _attachment_lines(paper)
    yield from _signature(paper.signed_by, paper.signed_on)


def title(style: str, text: str) -> BaseOxmlElement:
    """Return a title, a long one in lines of about one length (7.3.1)."""
    return paragraph(style, balanced(text))


def blank() -> BaseOxmlElement:
    """Return an empty line of the grid."""
    return paragraph("Normal")


def balanced(text: str) -> str:
    """Break a title that needs several lines where a word is likely to end, near equal lengths."""
    lines = math.ceil(halves(text) / _TITLE_HALVES)
    if lines < 2 or "\n" in text:
        return text
    target = halves(text) / lines
    good = {match.end() for match in _GOOD_END.finditer(text)}
    torn = {n for match in _WHOLE.finditer(text) for n in range(match.start() + 1, match.end())}
    able = [n for n in range(1, len(text)) if n not in torn]

    def cost(n: int) -> float:
        width = halves(text[:n])
        too_long = width > _TITLE_HALVES or halves(text[n:]) > _TITLE_HALVES * (lines - 1)
        return abs(width - target) + (0 if n in good else 8) + (1000 if too_long else 0)

    if not able:
        return text
    end = min(able, key=cost)
    return f"{text[:end]}\n{balanced(text[end:])}"


def _head(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Return 发文机关标志, 文号 and 签发人 as far as there are any, and two blank lines (7.2)."""
    organs = paper.organs if paper.red_head else ()
    for n, organ in enumerate(organs):
        yield _organ(organ, organs, first=n == 0)
    if organs:
        yield from (blank(), blank())
    if organs or paper.document_number or paper.signatory:
        yield _reference(paper, line=bool(organs))
        yield from (blank(), blank())


def _organ(organ: str, organs: Sequence[str], *, first: bool) -> BaseOxmlElement:
    """Return one organ's line: all as wide as the longest, narrowed where it would not fit."""
    longest = max(1, *(halves(name) / 2 for name in organs))
    smallest, largest = _ORGAN_SIZES
    size = max(min(largest, math.floor(_ROOM / longest), _ORGANS // len(organs)), smallest)
    scale = min(100, math.floor(_ROOM / longest / size * 100))
    side = math.floor((_ROOM - longest * size * scale / 100) * 10)
    before = _TO_ORGANS - size * 4 if first else 0  # its line is 1.2 of its size, the rest above
    name = run(organ)
    look = (element("w", val=scale), element("sz", val=size * 2), element("szCs", val=size * 2))
    name.insert(0, element("rPr", *look))
    return paragraph(
        "Organ",
        name,
        spacing=element("spacing", before=before, line=size * 24, lineRule="exact"),
        indent=element("ind", left=side, right=side),
        align=element("jc", val="distribute" if len(organ) > 1 else "center"),
    )


def _reference(paper: Paper, *, line: bool) -> BaseOxmlElement:
    """Return 文号 at the left and 签发人 at the right, one character in each (7.2.5, 7.2.6).

    ``line``: the red line 4 mm below, as wide as the text block (7.2.7): therefore the paragraph
    itself has no indents, its first line and a tab have.
    """
    below = element("bottom", val="single", sz=12, space=11, color="FF0000")
    right = element("tab", val="right", pos=WIDTH - CHARACTER)
    signatory = (run("\t签发人："), run(paper.signatory, "Kai")) if paper.signatory else ()
    return paragraph(
        "Reference",
        paper.document_number,
        *signatory,
        **({"border": element("pBdr", below)} if line else {}),
        tabs=element("tabs", right),
        indent=element("ind", firstLineChars=100, firstLine=CHARACTER),
        align=element("jc", val="left"),
    )


def _line(line: Line) -> BaseOxmlElement:
    return paragraph(_STYLES[line.kind], line.text)


def _attachment_lines(paper: Paper) -> Iterator[BaseOxmlElement]:
    """Return 附件说明; a long name goes on below its own first character (7.3.4).

    It keeps the signature from standing alone on a page.
    """
    keep = {"keep": element("keepNext")} if paper.signed_by or paper.signed_on else {}
    for n, (text, attachment) in enumerate(
        zip(paper.attachment_lines, paper.attachments, strict=True),
    ):
        if n == 0:
            yield blank()
        before_name = halves(text.removesuffix(attachment.title)) * CHARACTER // 2
        left = 2 * CHARACTER + before_name
        indent = element("ind", left=left, hanging=before_name)
        yield paragraph("AttachmentList", text, **keep, indent=indent)


_LONGEST: Final = 2 * (28 - 2)  # halves: a line less two characters; a longer 署名 goes on below


def _signature(organs: Sequence[str], date: str) -> Iterator[BaseOxmlElement]:
    """Return 署名 and 成文日期 of a document without seal (7.3.5.2).

    署名 ends two characters from the right and the date begins two characters after it begins; a
    longer date ends two characters from the right and moves 署名 to the left.
    """
    if not (organs or date):
        return
    yield paragraph("Normal", keep=element("keepNext"))
    last = min(halves(organs[-1]), _LONGEST) if organs else 0
    after_date = max(4, last - halves(date)) if date else 0
    after_organs = after_date + halves(date) + 4 - last if date else 4
    for organ in organs:
        yield paragraph("Signature", organ, indent=_from_right(after_organs))
    if date:
        yield paragraph("Date", date, indent=_from_right(after_date))


def _from_right(halves_free: int) -> BaseOxmlElement:
    return element("ind", right=max(0, halves_free) * CHARACTER // 2)


_ISSUE: Final = (WIDTH * 3 // 5, WIDTH - WIDTH * 3 // 5)  # 印发机关 has longer names than a date


def imprint(paper: Paper) -> BaseOxmlElement | None:
    """Return 版记 at the foot of the last page, None when there is none (7.4).

    A table that floats to the bottom of the text block; its lines are 0.35 mm outside, 0.25 inside.
    """
    rows = [row for row in (_copies(paper), _issue(paper)) if row is not None]
    if not rows:
        return None
    thick, thin = ({"val": "single", "sz": size, "space": 0, "color": "000000"} for size in (8, 6))
    properties = element(
        "tblPr",
        element(
            "tblpPr", leftFromText=0, rightFromText=0, topFromText=0, bottomFromText=0,
            vertAnchor="margin", horzAnchor="page", tblpX=LEFT, tblpYSpec="bottom",
        ),
        element("tblOverlap", val="never"),
        element("tblW", w=WIDTH, type="dxa"),
        element("tblBorders", element("top", **thick), element("bottom", **thick), element("insideH", **thin)),
        element("tblLayout", type="fixed"),
        _no_margins(),
    )  # fmt: skip
    grid = element("tblGrid", *(element("gridCol", w=width) for width in _ISSUE))
    return element("tbl", properties, grid, *rows)


def _no_margins() -> BaseOxmlElement:
    """Return cells without margins: programs disagree on whether these move a floating table."""
    return element("tblCellMar", *(element(side, w=0, type="dxa") for side in ("left", "right")))


def _copies(paper: Paper) -> BaseOxmlElement | None:
    """Return the row 抄送：…。; a second line begins below the first name (7.4.2)."""
    if not paper.copies_to:
        return None
    text = f"抄送：{'，'.join(paper.copies_to)}。"
    indent = element("ind", left=4 * _IMPRINT, right=_IMPRINT, hanging=3 * _IMPRINT)
    words = paragraph("Imprint", text, indent=indent)
    span = element("tcPr", element("tcW", w=WIDTH, type="dxa"), element("gridSpan", val=2))
    return element("tr", element("trPr", element("cantSplit")), element("tc", span, words))


def _issue(paper: Paper) -> BaseOxmlElement | None:
    """Return the row of 印发机关 and 印发日期 (7.4.3)."""
    if not paper.issued_by:
        return None
    date = f"{paper.issued_on}印发" if paper.issued_on else ""
    cells = (
        element(
            "tc",
            element("tcPr", element("tcW", w=width, type="dxa")),
            paragraph(
                "Imprint",
                text,
                indent=element("ind", **{side: _IMPRINT}),
                align=element("jc", val=side),
            ),
        )
        for text, side, width in zip(
            (paper.issued_by, date), ("left", "right"), _ISSUE, strict=True
        )
    )
    return element("tr", element("trPr", element("cantSplit")), *cells)
