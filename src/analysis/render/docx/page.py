"""The sheet: A4 with its grid, page numbers, what every page says of itself, properties of the file.

Of python-docx's template only the empty package remains: its styles, theme, numbering, thumbnail
and settings are dropped or replaced.
"""

from __future__ import annotations

import datetime as dt
from typing import Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.render.docx.styles import LINE, NAMESPACE, fonts_xml, styles_xml
from analysis.render.docx.xml import fit_for_xml
from analysis.render.paper import Paper

WIDTH: Final = 8844  # twips: 156 mm, the text block
LEFT: Final = 1587  # twips: 28 mm
_KEPT: Final = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
_NO_TIME: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # same inputs, same bytes
_LONGEST: Final = 255  # characters in a property of the file

# GB/T 9704-2012, 5.2.1 (mm as twips): margins 37, 26, 35, 28. The footer's distance puts the dash
# of the page number 7 mm below the text block (7.5). A wide table is set smaller instead of lying
# on its side: there the page number would leave the place that the standard keeps it at (8).
_SECTION: Final = (
    f"<w:sectPr {nsdecls('w', 'r')}>{{references}}"
    '<w:pgSz w:w="11906" w:h="16838"/>'
    f'<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="{LEFT}"'
    ' w:header="1134" w:footer="1400" w:gutter="0"/>'
    f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
)
_SETTINGS: Final = (
    f"<w:settings {NAMESPACE}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def new_document(paper: Paper) -> WordDocument:
    """Return a document without text: page, styles, header, footers and properties are set."""
    document = Document()
    package, part = document.part.package, document.part
    assert package is not None  # noqa: S101 - tells the checker what a template always has
    for rels in (package.rels, part.rels):
        for name in [name for name, rel in rels.items() if rel.reltype not in _KEPT]:
            del rels[name]
    for kind, xml in (
        ("styles", styles_xml()),
        ("settings", _SETTINGS),
        ("fontTable", fonts_xml()),
    ):
        _add_part(document, kind, kind, xml)
    document.element.body.clear_content()
    old = document.element.body.sectPr
    new = parse_xml(_SECTION.format(references="".join(_references(document, paper))))
    document.element.body.replace(old, new)
    _set_properties(document, paper)
    return document


def _references(document: WordDocument, paper: Paper) -> list[str]:
    """Add header and footers, odd and even, and return what names them in the section."""
    margin = '<w:ind w:{0}Chars="100" w:{0}="280"/><w:jc w:val="{0}"/>'
    number = "<w:r><w:t xml:space='preserve'>— </w:t></w:r>{}<w:r><w:t xml:space='preserve'> —</w:t></w:r>"
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    mark = f"<w:r><w:t>{escape(fit_for_xml(paper.mark))}</w:t></w:r>"
    parts = [
        ("footer", "default", "Footer", margin.format("right"), number.format(field)),
        ("footer", "even", "Footer", margin.format("left"), number.format(field)),
    ]
    if paper.mark:
        parts += [("header", kind, "Header", "", mark) for kind in ("default", "even")]
    made = []
    for kind, pages, style, layout, runs in parts:
        tag = "hdr" if kind == "header" else "ftr"
        xml = f'<w:{tag} {NAMESPACE}><w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{runs}</w:p></w:{tag}>'
        name = _add_part(document, kind, f"{kind}-{pages}", xml)
        made.append(f'<w:{kind}Reference w:type="{pages}" r:id="{name}"/>')
    return sorted(made, reverse=True)  # headers first


def _add_part(document: WordDocument, kind: str, name: str, xml: str) -> str:
    """Add a part of the package and return its relation's id. ``kind`` as in its content type."""
    package = document.part.package
    assert package is not None  # noqa: S101 - the same
    constant = {"fontTable": "FONT_TABLE"}.get(kind, kind.upper())
    part = Part(
        PackURI(f"/word/{name}.xml"),
        getattr(CONTENT_TYPE, f"WML_{constant}"),
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode(),
        package,
    )
    return document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, constant))


def _set_properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = fit_for_xml(paper.title)[:_LONGEST]
    properties.author = fit_for_xml("、".join(paper.organs))[:_LONGEST]
    properties.language = "zh-CN"
    properties.comments = ""
    properties.created = properties.modified = _NO_TIME
