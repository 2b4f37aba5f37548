"""Small real outputs in every format, with a given text in a given place: what the gate must see."""

from __future__ import annotations

import base64
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import docx
import nbformat
import numpy as np
import xlsxwriter
from nbformat import v4

Plant = Callable[[str], bytes]


def _halves(text: str) -> tuple[str, str]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def png(text: str, *, packed: bool = False) -> bytes:
    """Return a picture of one pixel that says a text beside it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checked)

    said = text.encode()
    note = chunk(b"tEXt", b"Comment\0" + said)
    if packed:
        note = chunk(b"iTXt", b"Comment\0\1\0zh\0\0" + zlib.compress(said))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + note + pixel + chunk(b"IEND", b"")


def _page(inside: str) -> bytes:
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><body><h2 id="s-1">一、工作</h2>'
        f'<p id="p-1-2">全年办理<b>202</b>件。</p>{inside}</body></html>'
    ).encode()


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


PAGES: Mapping[str, Plant] = {
    "paragraph": lambda x: _page(f'<p id="p-1-3">来电{html.escape(x)}办理</p>'),
    "split by tags": lambda x: _page("<p>来电{}<b>{}</b>办理</p>".format(*map(html.escape, _halves(x)))),
    "entities": lambda x: _page("<p>" + "".join(f"&#x{ord(c):x};" for c in x) + "</p>"),
    "attribute": lambda x: _page(f'<td title="{html.escape(x)}">1</td>'),
    "page data": lambda x: _page(f'<script type="application/json">{_json({"t": [x]})}</script>'),
    "escaped page data": lambda x: _page(
        f'<script type="application/json">{json.dumps({"hovertext": [x]})}</script>'
    ),
    "comment": lambda x: _page(f"<!-- {x} -->"),
    "drawing": lambda x: _page(f"<svg><text><tspan>{html.escape(x)}</tspan></text></svg>"),
    "picture": lambda x: _page(f'<img alt="" src="data:image/png;base64,{_b64(png(x))}">'),
}  # fmt: skip


def _word(fill: Callable[[Any], None], **parts: str) -> bytes:
    document = docx.Document()
    document.add_paragraph("全年办理202件。")
    fill(document)
    sink = io.BytesIO()
    document.save(sink)
    with zipfile.ZipFile(sink, "a") as archive:
        for name, text in parts.items():
            archive.writestr(
                name.replace("__", "/") + ".xml", f"<x><p><t>{html.escape(text)}</t></p></x>"
            )
    return sink.getvalue()


def _runs(document: Any, text: str) -> None:
    paragraph = document.add_paragraph("来电")
    for half in _halves(text):
        paragraph.add_run(half).bold = True


def _described(document: Any, text: str) -> None:
    document.add_picture(io.BytesIO(png("图")))
    document.inline_shapes[0]._inline.docPr.set("descr", text)


def _link(document: Any, text: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    document.part.relate_to(f"https://x.invalid/?q={text}", kind, is_external=True)


DOCUMENTS: Mapping[str, Plant] = {
    "paragraph": lambda x: _word(lambda d: d.add_paragraph(f"来电{x}办理")),
    "split over runs": lambda x: _word(lambda d: _runs(d, x)),
    "table": lambda x: _word(lambda d: d.add_table(1, 1).cell(0, 0).__setattr__("text", x)),
    "header": lambda x: _word(lambda d: d.sections[0].header.add_paragraph(x)),
    "footer": lambda x: _word(lambda d: d.sections[0].footer.add_paragraph(x)),
    "comment": lambda x: _word(lambda d: d.add_comment(d.paragraphs[0].runs, x)),
    "author": lambda x: _word(lambda d: setattr(d.core_properties, "author", x)),
    "keywords": lambda x: _word(lambda d: setattr(d.core_properties, "keywords", x)),
    "description of a picture": lambda x: _word(lambda d: _described(d, x)),
    "picture": lambda x: _word(lambda d: d.add_picture(io.BytesIO(png(x)))),
    "link": lambda x: _word(lambda d: _link(d, x)),
    "footnote": lambda x: _word(lambda _: None, word__footnotes=x),
    "own property": lambda x: _word(lambda _: None, docProps__custom=x),
}


def _book(fill: Callable[[Any, Any], Any], title: str = "指标", **options: Any) -> bytes:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True, **options})
    sheet = book.add_worksheet(title)
    sheet.write_row(0, 0, ["指标", "数值"])
    sheet.write_row(1, 0, ["受理", 202])
    fill(book, sheet)
    book.close()
    return sink.getvalue()


def _rich(book: Any, sheet: Any, text: str) -> None:
    first, second = _halves(text)
    sheet.write_rich_string("B5", book.add_format({"bold": True}), first, second)


BOOKS: Mapping[str, Plant] = {
    "cell": lambda x: _book(lambda _, s: s.write_string("C5", x)),
    "inline cell": lambda x: _book(lambda _, s: s.write_string("C5", x), constant_memory=True),
    "split over runs": lambda x: _book(lambda b, s: _rich(b, s, x)),
    "result of a formula": lambda x: _book(lambda _, s: s.write_formula("C5", "=A1", None, x)),
    "formula": lambda x: _book(lambda _, s: s.write_formula("C5", f'=LEN("{x}")', None, 3)),
    "title of a sheet": lambda x: _book(lambda _, __: None, x.translate(str.maketrans("\\/:", "   "))[:31]),
    "comment": lambda x: _book(lambda _, s: s.write_comment("A1", x)),
    "property": lambda x: _book(lambda b, _: b.set_properties({"title": x})),
    "own property": lambda x: _book(lambda b, _: b.set_custom_property("经办", x)),
    "input message": lambda x: _book(
        lambda _, s: s.data_validation("B1", {"validate": "any", "input_title": "提示", "input_message": x})
    ),
    "list of choices": lambda x: _book(
        lambda _, s: s.data_validation("B1", {"validate": "list", "source": [x, "否"]})
    ),
    "header": lambda x: _book(lambda _, s: s.set_header(f"&C{x}")),
    "name": lambda x: _book(lambda b, _: b.define_name("经办", f'="{x}"')),
    "picture": lambda x: _book(
        lambda _, s: s.insert_image("D1", "a.png", {"image_data": io.BytesIO(png(x))})
    ),
}  # fmt: skip


def _notebook(cell: Any = None, **metadata: Any) -> bytes:
    notebook = v4.new_notebook(cells=[v4.new_markdown_cell("# 报告")], metadata=metadata)
    if cell is not None:
        notebook.cells.append(cell)
    return str(nbformat.writes(notebook)).encode()


def _showing(data: Mapping[str, Any], **metadata: Any) -> bytes:
    output = v4.new_output("display_data", data=dict(data), metadata=metadata)
    return _notebook(v4.new_code_cell("look", outputs=[output]))


def _plotly(**trace: Any) -> bytes:
    return _showing({"application/vnd.plotly.v1+json": {"data": [{"type": "bar", **trace}]}})


def _attached(title: str, mime: str, raw: bytes) -> bytes:
    cell = v4.new_markdown_cell("见附件")
    cell.attachments = {title: {mime: _b64(raw)}}
    return _notebook(cell)


NOTEBOOKS: Mapping[str, Plant] = {
    "source": lambda x: _notebook(v4.new_code_cell(f"look('{x}')")),
    "markdown": lambda x: _notebook(v4.new_markdown_cell("来电{}<b>{}</b>".format(*_halves(x)))),
    "what was printed": lambda x: _notebook(
        v4.new_code_cell("", outputs=[v4.new_output("stream", text=f"{x}\n")])
    ),
    "error": lambda x: _notebook(
        v4.new_code_cell("", outputs=[v4.new_output("error", ename="E", evalue="", traceback=[x])])
    ),
    "HTML": lambda x: _showing({"text/html": "<td>{}<i>{}</i></td>".format(*_halves(x))}),
    "block": lambda x: _showing({"application/vnd.fazhi.block+json": {"rows": [[{"text": x}]]}}),
    "runs of a sentence": lambda x: _showing(
        {"application/vnd.fazhi.block+json": {"runs": [{"text": half} for half in _halves(x)]}}
    ),
    "customdata": lambda x: _plotly(customdata=[[1, x]]),
    "hovertext": lambda x: _plotly(hovertext=[f"<b>{x}</b>"]),
    "text": lambda x: _plotly(text=x),
    "picture": lambda x: _showing({"image/png": _b64(png(x))}),
    "packed text of a picture": lambda x: _showing({"image/png": _b64(png(x, packed=True))}),
    "metadata": lambda x: _notebook(None, authors=[{"name": x}]),
    "metadata of a cell": lambda x: _notebook(v4.new_code_cell("", metadata={"note": x})),
    "metadata of an output": lambda x: _showing({"text/plain": "1"}, note=x),
    "attached text": lambda x: _attached("a.txt", "text/plain", x.encode()),
    "attached picture": lambda x: _attached("a.png", "image/png", png(x)),
    "name of an attachment": lambda x: _attached(f"{x}.png", "image/png", png("")),
}

TABLES: Mapping[str, Plant] = {
    "field": lambda x: f'\ufeff指标,数值\r\n受理,202\r\n"来电{x}",1\r\n'.encode(),
    "heading": lambda x: f"\ufeff指标,{x}\r\n受理,202\r\n".encode(),
}
VALUES: Mapping[str, Plant] = {
    "value": lambda x: _json({"files": [{"note": x}]}).encode(),
    "key": lambda x: _json({x: 1}).encode(),
    "escaped": lambda x: json.dumps({"note": x}).encode(),
}


def _hexed(text: str) -> str:
    return f"<feff{text.encode('utf-16-be').hex()}>"


@dataclass(frozen=True)
class Said:
    """What a PDF says beside its page."""

    title: str = ""
    bookmark: str = ""
    note: str = ""
    link: str = ""
    description: str = ""
    packet: str = ""


def pdf(shown: str = "全年办理", said: Said = Said()) -> bytes:
    """Return a PDF of one page; lines of ``shown`` are its lines."""
    lines = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T* " for line in shown.split("\n"))
    drawn = f"/P <</MCID 0>> BDC BT /F 12 Tf 14 TL 40 780 Td {lines}ET EMC"
    xmp = f"<x:xmpmeta>{said.packet}</x:xmpmeta>"
    objects = (
        "/Catalog/Pages 2 0 R/Outlines 7 0 R/StructTreeRoot 11 0 R/MarkInfo<</Marked true>>/Metadata 14 0 R",
        "/Pages/Kids[3 0 R]/Count 1",
        (
            "/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/StructParents 0"
            "/Annots[9 0 R 10 0 R]"
        ),
        f"/Any/Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]",
        (
            "/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 13 0 R/CIDSystemInfo"
            "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        ),
        "/Outlines/First 8 0 R/Last 8 0 R/Count 1",
        f"/Mark/Title{_hexed(said.bookmark)}/Parent 7 0 R/Dest[3 0 R/Fit]",
        f"/Annot/Subtype/Text/Rect[0 0 9 9]/Contents{_hexed(said.note)}",
        f"/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI<{said.link.encode().hex()}>>>",
        "/StructTreeRoot/K 12 0 R/ParentTree<</Nums[0[12 0 R]]>>",
        f"/StructElem/S/Figure/P 11 0 R/Pg 3 0 R/K 0/Alt{_hexed(said.description)}",
        (
            "/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 752"
            "/Descent -271/CapHeight 737/StemV 58"
        ),
        f"/Metadata/Subtype/XML/Length {len(xmp.encode())}>>stream\n{xmp}\nendstream",
        f"/Info/Title{_hexed(said.title)}",
    )
    return _pdf_of(objects)


def _pdf_of(objects: Sequence[str]) -> bytes:
    """Number the objects of a PDF, the first its catalogue and the last its information."""
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        end = "" if body.endswith("endstream") else ">>"
        written += f"{number} 0 obj\n<</Type{body}{end}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R/Info {size - 1} 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


_FULL = "双龙镇全年依法办理各类群众来信来访事项二百零二件其中"
PAPERS: Mapping[str, Plant] = {
    "text": lambda x: pdf(f"来电{x}办理"),
    "over two lines": lambda x: pdf("{}{}\n{}办理".format(_FULL, *_halves(x))),
    "title": lambda x: pdf(said=Said(title=x)),
    "bookmark": lambda x: pdf(said=Said(bookmark=x)),
    "note": lambda x: pdf(said=Said(note=x)),
    "link": lambda x: pdf(said=Said(link=f"https://x.invalid/?q={x}")),
    "description": lambda x: pdf(said=Said(description=x)),
    "packet": lambda x: pdf(said=Said(packet=x)),
}

FORMATS: Mapping[str, Mapping[str, Plant]] = {
    "report.html": PAGES,
    "report.docx": DOCUMENTS,
    "indicators.xlsx": BOOKS,
    "report.ipynb": NOTEBOOKS,
    "indicators.csv": TABLES,
    "manifest.json": VALUES,
    "report.pdf": PAPERS,
    "chart.png": {"text": png, "packed text": lambda x: png(x, packed=True)},
}


def packed_figures(number: int) -> bytes:
    """Return a notebook whose chart holds a number in plotly's packed form."""
    array = np.array([1, number], dtype="f8")
    return _plotly(x={"dtype": "f8", "bdata": _b64(array.tobytes())})


def number_cell(number: int) -> bytes:
    """Return a workbook that holds a number as a number in C5."""
    return _book(lambda _, s: s.write_number("C5", number))
