"""The sheet: A4 with its grid, page numbers, what every page says of itself, properties of the file.

Nothing comes from python-docx's template (its theme, styles and properties): the package is our own,
python-docx reads it, numbers the pictures and writes it.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls

from analysis.render.document.paper import Paper
from analysis.render.docx.styles import LINE, NAMESPACE, fonts_xml, styles_xml
from analysis.render.docx.xml import fit_for_xml

WIDTH: Final = 8844  # twips: 156 mm, the text block
LEFT: Final = 1587  # twips: 28 mm
_NO_TIME: Final = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # same inputs, same bytes
_LONGEST: Final = 255  # characters in a property of the file

# GB/T 9704-2012, 5.2.1 (mm as twips): margins 37, 26, 35, 28. The footer's distance puts the dash
# of the page number 7 mm below the text block (7.5). A wide table is set smaller instead of lying
# on its side: there the page number would leave the place that the standard keeps it at (8).
_SECTION: Final = (
    f"<w:sectPr {nsdecls('w', 'r')}>{{}}"
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

_OFFICE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = (
    f'<Types xmlns="{_OFFICE}/content-types">'
    f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
    f'<Default Extension="xml" ContentType="{CONTENT_TYPE.XML}"/>'
    f'<Override PartName="/docProps/core.xml" ContentType="{CONTENT_TYPE.OPC_CORE_PROPERTIES}"/>'
    "{}</Types>"
)
_RELATIONS: Final = f'<Relationships xmlns="{_OFFICE}/relationships">{{}}</Relationships>'
_ROOT: Final = (
    f'<Relationship Id="document" Type="{RELATIONSHIP_TYPE.OFFICE_DOCUMENT}" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{RELATIONSHIP_TYPE.CORE_PROPERTIES}" Target="docProps/core.xml"/>'
)
_PROPERTIES: Final = f"<cp:coreProperties {nsdecls('cp', 'dc', 'dcterms', 'xsi')}/>"


def new_document(paper: Paper) -> WordDocument:
    """Return a document without text: page, styles, header, footers and properties are set."""
    sides = _sides(paper)
    references = "".join(
        f'<w:{kind}Reference w:type="{pages}" r:id="{kind}-{pages}"/>' for kind, pages in sides
    )
    body = f"<w:document {nsdecls('w', 'r')}><w:body>{_SECTION.format(references)}</w:body></w:document>"
    parts = [
        ("document", "DOCUMENT_MAIN", body),
        ("styles", "STYLES", styles_xml()),
        ("settings", "SETTINGS", _SETTINGS),
        ("fontTable", "FONT_TABLE", fonts_xml()),
        *((f"{kind}-{pages}", kind.upper(), xml) for (kind, pages), xml in sides.items()),
    ]
    document = Document(_package(parts))
    _set_properties(document, paper)
    return document


def _sides(paper: Paper) -> dict[tuple[str, str], str]:
    """Return headers and footers by their kind and the pages that they are for."""
    margin = '<w:ind w:{0}Chars="100" w:{0}="280"/><w:jc w:val="{0}"/>'
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    number = dash.format("— ") + field + dash.format(" —")
    mark = dash.format(escape(fit_for_xml(paper.mark)))
    headers = {
        ("header", pages): _side("hdr", "Header", "", mark)
        for pages in ("default", "even")
        if paper.mark
    }
    return headers | {
        ("footer", pages): _side("ftr", "Footer", margin.format(side), number)
        for pages, side in (("default", "right"), ("even", "left"))
    }


def _side(tag: str, style: str, layout: str, runs: str) -> str:
    line = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{runs}</w:p>'
    return f"<w:{tag} {NAMESPACE}>{line}</w:{tag}>"


def _package(parts: Sequence[tuple[str, str, str]]) -> io.BytesIO:
    """Return a .docx of parts: name in ``word/``, what python-docx calls its kind, XML.

    Each is related to the first, which is the document, by its own name.
    """
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{getattr(CONTENT_TYPE, f"WML_{kind}")}"/>'
        for name, kind, _ in parts
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{getattr(RELATIONSHIP_TYPE, kind)}" Target="{name}.xml"/>'
        for name, kind, _ in parts[1:]
    )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(types))
        archive.writestr("_rels/.rels", _RELATIONS.format(_ROOT))
        archive.writestr("docProps/core.xml", _PROPERTIES)
        archive.writestr("word/_rels/document.xml.rels", _RELATIONS.format(related))
        for name, _, xml in parts:
            archive.writestr(f"word/{name}.xml", xml)
    sink.seek(0)
    return sink


def _set_properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = fit_for_xml(paper.title)[:_LONGEST]
    properties.author = fit_for_xml("、".join(paper.organs))[:_LONGEST]
    properties.language = "zh-CN"
    properties.created = properties.modified = _NO_TIME
