"""A workbook copied with findings coloured and commented; everything else stays as it is.

openpyxl drops what it does not know. So only workbooks made of parts it keeps are copied, and the
copy counts only when it reads the same as the original.
"""

from __future__ import annotations

import io
import re
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.writer.excel import ExcelWriter

from analysis.annotate.marks import mark, unmark
from analysis.annotate.pages import Numbered, add_corrections
from analysis.annotate.results import with_results
from analysis.errors import UnreadableFileError
from analysis.intake.files import read_book

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from analysis.intake.sheet import Sheet

_SUFFIXES = frozenset({".xlsx", ".xlsm"})
_MAX_FILE = 20 * 2**20
_MAX_UNPACKED = 40 * 2**20  # openpyxl takes some ten times as much memory
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/[^/]+|customXml/.*|.*/"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/theme/theme\d*\.xml|xl/worksheets/[^/]+\.xml|xl/worksheets/_rels/[^/]+\.rels"
    r"|xl/printerSettings/[^/]+|xl/tables/[^/]+\.xml|xl/(?:comments/)?comments?\d*\.xml"
    r"|xl/drawings/(?:vmlDrawing|commentsDrawing)\d+\.vml",
    re.IGNORECASE,
)
_MACROS = re.compile(r"xl/vbaProject\.bin|xl/_rels/vbaProject\.bin\.rels", re.IGNORECASE)
_LOST_OF_SHEET = re.compile(
    rb"<(?:\w+:)?(?:extLst|AlternateContent|legacyDrawingHF|picture|oleObjects|controls)\b"
)
_NO_COMMENT = re.compile(rb'ObjectType="(?!Note")')
_STRICT = b"purl.oclc.org/ooxml"


def copyable(path: Path) -> bool:
    """Whether openpyxl keeps all that the workbook is made of."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES or path.stat().st_size > _MAX_FILE:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                return False
            return all(_is_kept(archive, name, suffix) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return False


def _is_kept(archive: zipfile.ZipFile, name: str, suffix: str) -> bool:
    if not _KEPT.fullmatch(name):
        return suffix == ".xlsm" and bool(_MACROS.fullmatch(name))
    if name.endswith(".vml"):
        return not _NO_COMMENT.search(archive.read(name))
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        return not _LOST_OF_SHEET.search(archive.read(name))
    return name != "xl/workbook.xml" or _STRICT not in archive.read(name)


def annotated(path: Path, some: Numbered, shown: str, sheets: Mapping[str, str]) -> bytes | None:
    """Return the copy; None where it would not read the same as the original."""
    book = marked(path, some, sheets)
    if book is None:
        return None
    add_corrections(book, some, shown)
    saved = _saved(book)
    copy = with_results(path, saved) if saved else None
    return copy if copy and _reads_the_same(path, copy) else None


def marked(path: Path, some: Numbered, sheets: Mapping[str, str]) -> Workbook | None:
    """Open a workbook with the marks of an earlier round taken away and new ones set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl warns of losing, the comparison shows
        book = _loaded(path)
    if book is not None:
        unmark(book)
        mark(book, some, sheets)
    return book


def _loaded(path: Path) -> Workbook | None:
    macros = path.suffix.lower() == ".xlsm"
    try:
        return openpyxl.load_workbook(path, keep_vba=macros, rich_text=True)
    except Exception:  # noqa: BLE001 - odd files make openpyxl raise anything
        return None


def _saved(book: Workbook) -> bytes | None:
    written = io.BytesIO()
    try:
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).write_data()  # ``book.save`` leaves it open when it fails
    except Exception:  # noqa: BLE001 - the same, of what it kept from them
        return None
    finally:
        if book.vba_archive is not None:  # openpyxl never closes what it kept of macros
            book.vba_archive.close()
    return written.getvalue()


def _reads_the_same(path: Path, copy: bytes) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / f"copy{path.suffix}"
        other.write_bytes(copy)
        try:
            return _content(read_book(path).sheets) == _content(read_book(other).sheets)
        except UnreadableFileError:
            return False


def _content(sheets: Iterable[Sheet]) -> list[Any]:
    """Return all that the reading sees, without pages of ours and blank cells at the ends."""
    return [
        (
            *(sheet.name, sheet.hidden, sorted(sheet.merges), dict(sheet.flaws)),
            *(sheet.hidden_rows, sheet.hidden_columns, _trimmed([*map(_trimmed, sheet.grid)])),
        )
        for sheet in sheets
        if not sheet.own_page()
    ]


def _trimmed(cells: list[Any]) -> list[Any]:
    end = len(cells)
    while end and cells[end - 1] in ("", None, []):
        end -= 1
    return cells[:end]
