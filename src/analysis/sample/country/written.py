"""The Word report of a town that hands in nothing else, and what ``fazhi verify`` takes from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from analysis.beside.reported import Reported
from analysis.documents.read import read_document
from analysis.indicators import INDICATORS
from analysis.indicators.definition import Definitions
from analysis.sample.country.paper import INVENTED
from analysis.sample.country.towns import Town
from analysis.sample.layout import packed
from analysis.verify.outputs.export import reported, reported_csv
from analysis.verify.whole import Against, verify

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN: Final = "http://schemas.openxmlformats.org"
_TYPES: Final = f"""{_XML}<Types xmlns="{_OPEN}/package/2006/content-types">\
<Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-\
officedocument.wordprocessingml.document.main+xml"/></Types>"""
_ROOT: Final = f"""{_XML}<Relationships xmlns="{_OPEN}/package/2006/relationships">\
<Relationship Id="rId1" Type="{_OPEN}/officeDocument/2006/relationships/officeDocument" \
Target="word/document.xml"/></Relationships>"""
_TEXT: Final = """\
{town}关于{year}年度法治政府建设情况的报告
（{invented}）
县委、县政府：
一、主要举措和成效
（一）化解矛盾纠纷。全年排查矛盾纠纷{screened}件，受理矛盾纠纷{accepted}件，调解成功{settled}件。
（二）开展法治宣传。全年开展普法宣传活动{events}场次，参加群众{participants}人次，发放宣传资料{handouts}余份。
（三）抓好学法培训。全年组织学法培训{sessions}次。
二、存在的不足和原因
台账登记不够及时，部分工作只在年底汇总，没有逐件登记。
三、党政主要负责人履行推进法治建设第一责任人职责情况
党政主要负责人定期听取法治工作汇报，重要事项亲自部署。
四、下一年度安排
建立健全各类台账，做到一事一记。
特此报告。
{town}人民政府
{next}年1月20日"""


def written_report(town: Town, year: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a town's Word report."""
    accepted = town.in_year(year, "mediation", 170 * town.size)
    events = town.in_year(year, "publicity_events", 60 * town.size)
    text = _TEXT.format(
        town=town.name, year=year, next=year + 1, invented=INVENTED.rstrip("。"),
        screened=town.in_year(year, "screening", 110 * town.size),
        accepted=accepted, settled=round(accepted * 0.97), events=events,
        participants=town.in_year(year, "participants", events * 46),
        handouts=town.in_year(year, "materials", 20 * town.size) * 100,
        sessions=town.in_year(year, "study", 20),
    )  # fmt: skip
    return f"{town.name}{year}年度法治政府建设情况报告.docx", _word(text.splitlines())


def reported_by(town: str, year: int, report: Path) -> list[Reported]:
    """Return what a town's Word report gives of its year."""
    return reported(verify(read_document(report), _against(year)), town, _definitions())


def reported_table(figures: Sequence[Reported]) -> bytes:
    """Return 自填.csv as ``fazhi verify`` writes it."""
    return reported_csv(figures, _definitions()).encode("utf-8-sig")


def _word(paragraphs: Sequence[str]) -> bytes:
    """Return a .docx of plain paragraphs, the same bytes every time."""
    return packed(_parts(paragraphs))


def _parts(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "[Content_Types].xml", _TYPES
    yield "_rels/.rels", _ROOT
    told = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    main = f"{_OPEN}/wordprocessingml/2006/main"
    yield (
        "word/document.xml",
        f'{_XML}<w:document xmlns:w="{main}"><w:body>{told}</w:body></w:document>',
    )


@cache
def _definitions() -> Definitions:
    return Definitions.of(INDICATORS)


@cache
def _against(year: int) -> Against:
    return Against.nothing(_definitions(), year)
