"""What verifying a file leaves behind: the page, the Word copy with comments, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from analysis.indicators.model import Indicator
from analysis.render.gate.gate import Secrets, guard
from analysis.verify.model import VERDICTS, Judged, Verified
from analysis.verify.outputs.comments import Note, commented
from analysis.verify.outputs.page import verify_page
from analysis.verify.outputs.veil import veil_of

PAGE = "verify.html"
_FEW = 3
_MARKED = frozenset({"differ", "contradiction", "unsure", "no-data"})


def page_bytes(
    verified: Verified, indicators: Mapping[str, Indicator], secrets: Secrets, name: str = PAGE
) -> bytes:
    """Return the page, looked at by the gate. Raises ``PrivacyError``."""
    page = verify_page(verified, indicators).encode()
    guard({name: page}, secrets)
    return page


def is_word(raw: bytes) -> bool:
    """Whether a file is a Word document, whatever its name says."""
    return raw.startswith(b"PK")


def copy_name(path: Path) -> str:
    """Return what the Word copy with comments is called."""
    return f"{path.stem}.核对.docx"


def word_copy(raw: bytes, verified: Verified, when: datetime) -> bytes:
    """Return a copy of a Word document with a comment at each figure and remark to look at.

    It holds what the document holds, personal data too; the comments add none.
    """
    return commented(raw, list(_notes(verified)), when)


def _notes(verified: Verified) -> Iterator[Note]:
    document, veil = verified.document, veil_of(verified)
    for one in verified.judged:
        if one.verdict in _MARKED or one.doubts:
            says = "".join(dict.fromkeys((one.says, *one.doubts)))
            text = veil.hide(f"{VERDICTS[one.verdict]}：{says}{_where(one)}")
            yield Note.of(document, one.figure.start, one.figure.end, text)
    for remark in verified.remarks:
        start, end = (remark.start, remark.end) if remark.end else (0, _first_line(verified))
        if end:
            yield Note.of(document, start, end, veil.hide(f"{remark.title}：{remark.says}"))


def _where(one: Judged) -> str:
    """Return where the ledgers' value comes from, as the end of a comment."""
    places = list(dict.fromkeys(str(part.source) for part in one.sources if str(part.source)))
    more = f"等{len(places)}处" if len(places) > _FEW else ""
    return f"（出处：{'；'.join(places[:_FEW])}{more}）" if places else ""


def _first_line(verified: Verified) -> int:
    return len(verified.document.paragraphs[0].text) if verified.document.paragraphs else 0
