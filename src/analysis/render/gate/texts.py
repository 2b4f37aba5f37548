"""Final bytes → every text that somebody could read in them, with its place in words.

A page is searched as it is written and as it is read, so that neither ``&#49;`` nor ``138<b>0013</b>``
hides anything; figures, a notebook's outputs and JSON value by value. Pictures give what is written
beside their pixels. A format that nobody has said how to read is refused.
"""

from __future__ import annotations

import base64
import binascii
import csv
import html
import io
import json
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

import numpy as np

from analysis.errors import FazhiError, PrivacyError
from analysis.render.gate.office import docx_texts, xlsx_texts
from analysis.render.gate.pdf import pdf_texts
from analysis.render.page.assets import plotly_js

Text = tuple[str, str]
"""Place and text."""

_ANCHOR = re.compile(r'id="(?<=\bid=")(?:[ps]-?\d[\d-]*|f-[\w.]+)"')
_NAME = re.compile(r'\bid="([\w.-]+)"')
_DATA = re.compile(r"<script[^>]*application/json[^>]*>(.*?)</script>", re.DOTALL)
_CODE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|small|sub|sup|mark|code|font|data|time|wbr|ins|del|abbr|bdi)"
    r"(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_PACKED = re.compile(r"data:([a-z]+/[\w.+-]+)[;\w=-]*;base64,([A-Za-z0-9+/=\s]+)")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PIXELS: Final = frozenset((b"IHDR", b"IDAT", b"PLTE", b"tRNS", b"iCCP", b"gAMA", b"cHRM", b"pHYs"))
_MOST: Final = 2**20  # bytes that are read of a packed text in a picture


def texts_of(name: str, content: bytes) -> Iterator[Text]:
    """Yield place and text of everything readable in a file; its name's ending says its format.

    Raises ``PrivacyError`` for a format that is not known here, and for a file that is not what its
    name says: what cannot be read cannot be searched.
    """
    read = _READERS.get(PurePosixPath(name).suffix.lower())
    if read is None:
        raise PrivacyError(
            f"无法检查“{name}”里有没有个人信息，未发布：程序不认识这种格式。",
            "请改为网页、PDF、Word、Excel、CSV 或笔记本，或者请维护人员补充这种格式的检查办法。",
        )
    try:
        yield from read(name, content)
    except PrivacyError:
        raise
    except (FazhiError, ValueError, KeyError, SyntaxError, zlib.error, struct.error) as error:
        raise PrivacyError(
            f"无法检查“{name}”里有没有个人信息，未发布：文件打不开，可能没有写完整。",
            "请重新生成；如果仍然这样，请把这一行发给维护人员。",
        ) from error


def _page(name: str, content: bytes) -> Iterator[Text]:
    """Read a page section by section; our own copy of plotly.js is not ours to search."""
    if len(content) > len(plotly_js()):
        content = content.replace(plotly_js(), b"")
    for section in _sections(content.decode("utf-8")):
        anchor = _NAME.search(section) if section.startswith("<") else None
        yield from markup_texts(f"{name}（{anchor[1]}）" if anchor else name, section)


def _sections(page: str) -> Iterator[str]:
    """Split a page before each tag that has the anchor of a paragraph, section or figure."""
    begin = 0
    for anchor in _ANCHOR.finditer(page):
        tag = page.rfind("<", begin, anchor.start())
        if tag > begin and page.find(">", tag, anchor.start()) < 0:
            yield page[begin:tag]
            begin = tag
    yield page[begin:]


def markup_texts(place: str, source: str) -> Iterator[Text]:
    """Yield HTML as written (tags and page data too), as read, and the pictures in it."""
    yield place, html.unescape(source)
    seen = _TAG.sub("\n", _INLINE.sub("", _CODE.sub("\n", source)))
    yield place, html.unescape(seen)
    for data in _DATA.findall(source):
        yield place, _lines(json.loads(data))
    for kind, data in _PACKED.findall(source):
        yield from _encoded(place, kind, data)


def _plain(name: str, content: bytes) -> Iterator[Text]:
    if content != plotly_js():
        yield name, content.decode("utf-8-sig")


def _csv(name: str, content: bytes) -> Iterator[Text]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    yield from ((f"{name}第{n}行", "\n".join(row)) for n, row in enumerate(rows, start=1))


def _json(name: str, content: bytes) -> Iterator[Text]:
    yield name, _lines(json.loads(content))


def _notebook(name: str, content: bytes) -> Iterator[Text]:
    """Read a notebook's cells: source, outputs in every format, attachments, metadata."""
    notebook = json.loads(content)
    yield f"{name}的元数据", _lines(notebook["metadata"])
    for number, cell in enumerate(notebook["cells"], start=1):
        place, source = f"{name}第{number}格", _joined(cell["source"])
        yield place, source
        if cell["cell_type"] == "markdown":
            yield from markup_texts(place, source)
        yield f"{place}的元数据", _lines(cell.get("metadata") or {})
        for title, data in (cell.get("attachments") or {}).items():
            yield f"{place}的附件", title
            for mime, value in data.items():
                yield from _encoded(f"{place}的附件", mime, _joined(value))
        for output in cell.get("outputs") or ():
            yield from _output(f"{place}的输出", output)


def _output(place: str, output: Mapping[str, Any]) -> Iterator[Text]:
    yield from _bundle(place, output.get("data") or {})
    rest = {key: value for key, value in output.items() if key != "data"}
    if "text" in rest:
        rest["text"] = _joined(rest["text"])
    yield place, _COLOUR.sub("", _lines(rest))


def _bundle(place: str, data: Mapping[str, Any]) -> Iterator[Text]:
    """Read one thing in all its formats."""
    for mime, value in data.items():
        if mime.endswith("json"):
            yield place, _lines(value)
        elif mime.startswith("image/") and "xml" not in mime:
            yield from _encoded(place, mime, _joined(value))
        elif "html" in mime or "xml" in mime or mime == "text/markdown":
            yield from markup_texts(place, _joined(value))
        else:
            yield place, _joined(value)


_SENTENCE: Final = "runs"  # of a block: what stands in them is printed as one line


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _lines(value: Any) -> str:  # noqa: ANN401 - JSON is a tree of anything
    told: dict[str, None] = {}
    _tell(value, "", told)
    return "\n".join(told)


def _tell(value: Any, before: str, told: dict[str, None]) -> None:  # noqa: ANN401 - as above
    """Add the texts and numbers in JSON, each after its keys; plotly's packed arrays unpacked."""
    if isinstance(value, str):
        told[before + value] = None
        if "<" in value:
            told[before + html.unescape(_TAG.sub("", value))] = None
    elif isinstance(value, dict):
        if "bdata" in value and "dtype" in value:
            packed = np.frombuffer(base64.b64decode(value["bdata"]), dtype=value["dtype"])
            told |= dict.fromkeys(before + _number(number) for number in packed.tolist())
        for key, inside in value.items():
            if key == _SENTENCE:
                told[before + "".join(str(run.get("text", "")) for run in inside)] = None
            _tell(inside, f"{before}{key}：", told)
    elif isinstance(value, list):
        for inside in value:
            _tell(inside, before, told)
    elif isinstance(value, (int, float)):
        told[before + _number(value)] = None


def _number(value: float) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)


def _encoded(place: str, mime: str, data: str) -> Iterator[Text]:
    try:
        raw = base64.b64decode("".join(data.split()), validate=True)
    except binascii.Error as error:
        raise ValueError(mime) from error
    if mime.startswith("image/") and "svg" not in mime:
        yield from picture_texts(place, raw)
    else:
        yield from markup_texts(place, raw.decode("utf-8"))


def picture_texts(place: str, content: bytes) -> Iterator[Text]:
    """Yield what a picture says beside its pixels; of a PNG (ISO/IEC 15948) packed texts too."""
    said = _chunks(content) if content.startswith(_PNG) else iter((content,))
    yield from ((f"{place}的图片", body.decode("utf-8", "ignore")) for body in said)


def _chunks(content: bytes) -> Iterator[bytes]:
    """Yield the bodies of a PNG's chunks that may hold words, and what stands after the last."""
    position, kind = len(_PNG), b""
    while kind != b"IEND" and position + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, position)
        body = content[position + 8 : position + 8 + size]
        if kind == b"zTXt":
            word, packed = body.split(b"\0", 1)
            yield word + b"\n" + _unpacked(packed[1:])
        elif kind == b"iTXt":
            word, rest = body.split(b"\0", 1)
            *about, text = rest[2:].split(b"\0", 2)
            yield b"\n".join((word, *about, _unpacked(text) if rest[0] else text))
        elif kind not in _PIXELS:
            yield body
        position += size + 12
    if kind != b"IEND":
        raise ValueError("IEND")
    yield content[position:]


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, _MOST)


def _docx(name: str, content: bytes) -> Iterator[Text]:
    return docx_texts(name, content, texts_of)


def _xlsx(name: str, content: bytes) -> Iterator[Text]:
    return xlsx_texts(name, content, texts_of)


_READERS: Final[Mapping[str, Callable[[str, bytes], Iterator[Text]]]] = {
    ".html": _page,
    ".svg": _page,
    ".pdf": pdf_texts,
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".ipynb": _notebook,
    ".json": _json,
    ".png": picture_texts,
    ".jpeg": picture_texts,
    ".jpg": picture_texts,
    **dict.fromkeys((".txt", ".md", ".css", ".js", ".rels", ".xml"), _plain),
}
