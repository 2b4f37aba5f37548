"""What openpyxl does not carry over: the stored results of formulas, and equal bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from lxml import etree

_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_DAY = (1980, 1, 1, 0, 0, 0)
_TIME = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z")
Result = tuple[str | None, str]
_NONE: Mapping[str, dict[str, Result]] = MappingProxyType({})


def with_results(path: Path, copy: bytes) -> bytes:
    """Return the copy with the results that the original's formulas had when it was saved."""
    with zipfile.ZipFile(path) as original:
        return settled(copy, _results(original))


def settled(book: bytes, stored: Mapping[str, dict[str, Result]] = _NONE) -> bytes:
    """Return a workbook without the time of its writing, formulas with the ``stored`` results."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        parts = {part: stored[name] for name, part in _parts(source).items() if stored.get(name)}
        for info in source.infolist():
            content = source.read(info)
            if info.filename in parts:
                content = _put_back(content, parts[info.filename])
            elif info.filename == "docProps/core.xml":
                content = _TIME.sub(b"2000-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(info.filename, _DAY), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _results(archive: zipfile.ZipFile) -> dict[str, dict[str, Result]]:
    """Return type and text of each formula's stored result, by sheet and address."""
    found: dict[str, dict[str, Result]] = {}
    for name, part in _parts(archive).items():
        xml = archive.read(part)
        if _FORMULA.search(xml):
            found[name] = {
                str(cell.get("r")): (cell.get("t"), value)
                for cell in _tree(xml).iter("{*}c")
                if cell.find("{*}f") is not None and (value := cell.findtext("{*}v"))
            }
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    relations = _tree(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {str(r.get("Id")): str(r.get("Target")) for r in relations}
    parts: dict[str, str] = {}
    for sheet in _tree(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        relation = next((v for k, v in sheet.items() if str(k).endswith("}id")), "")
        target = targets.get(str(relation), "").lstrip("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        if part in archive.namelist():
            parts[str(sheet.get("name"))] = part
    return parts


def _put_back(xml: bytes, stored: dict[str, Result]) -> bytes:
    tree = _tree(xml)
    for cell in tree.iter("{*}c"):
        kind, text = stored.get(str(cell.get("r")), (None, ""))
        value = cell.find("{*}v")
        if text and cell.find("{*}f") is not None and value is not None and not value.text:
            value.text = text
            if kind:
                cell.set("t", kind)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _tree(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(xml, parser)
