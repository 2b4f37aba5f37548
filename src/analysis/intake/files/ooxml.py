"""The outside of .xlsx and .xlsb: parts, and the relations by which they find each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from analysis.intake.files.archive import Archive
from analysis.intake.files.markup import local, parsed


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the type, and the part."""

    kind: str
    part: str


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return the relations of a part ("" for the whole package) by their id."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not archive.has(listing):
        return {}
    found = {}
    for element in parsed(archive.read(listing), name):
        if local(element) != "Relationship" or element.get("TargetMode") == "External":
            continue
        target = (element.get("Target") or "").replace("\\", "/")
        target = target if target.startswith("/") else posixpath.join("/", folder, target)
        kind = (element.get("Type") or "").rpartition("/")[2]
        found[element.get("Id") or ""] = Relation(kind, posixpath.normpath(target).lstrip("/"))
    return found


def main_part(archive: Archive) -> str:
    """Return the part that a package is about, as `xl/workbook.xml` or `word/document.xml`."""
    found = [r.part for r in relations(archive, "").values() if r.kind == "officeDocument"]
    usual = ("xl/workbook.xml", "xl/workbook.bin", "word/document.xml", "ppt/presentation.xml")
    return next((part for part in (*found, *usual) if archive.has(part)), "")


def part_of(archive: Archive, known: dict[str, Relation], kind: str) -> bytes:
    """Return the content of the only part of a kind, b"" where there is none."""
    part = next((r.part for r in known.values() if r.kind == kind), "")
    return archive.read(part) if part and archive.has(part) else b""
