"""The document as a Word file in official layout (GB/T 9704-2012), for Word and WPS.

``styles`` names the faces and sizes, ``page`` the sheet and what every page bears, ``letter`` the
text from the head to the date and 版记, ``attachments`` and ``tables`` what is annexed; ``xml``
writes elements.
"""

from __future__ import annotations

import io
from itertools import chain

from analysis.render.document.paper import Paper
from analysis.render.docx.attachments import attachments
from analysis.render.docx.letter import imprint, letter
from analysis.render.docx.page import new_document
from analysis.render.docx.xml import paragraph
from analysis.store import same_archive

__all__ = ["docx_bytes"]


def docx_bytes(paper: Paper) -> bytes:
    """Return the document as .docx: equal papers, equal bytes.

    Characters that XML forbids are left out. Raises ``NotebookError`` when a picture is broken.
    """
    document = new_document(paper)
    section = document.element.body.sectPr
    # One after another: python-docx numbers a picture by those that already stand in the document.
    for written in chain(letter(paper), attachments(paper, document.part)):
        section.addprevious(written)
    if (table := imprint(paper)) is not None:
        section.addprevious(paragraph("End"))  # two tables that touch would become one
        section.addprevious(table)
    section.addprevious(paragraph("End"))  # the anchor of 版记; no document ends in a table
    sink = io.BytesIO()
    document.save(sink)
    return same_archive(sink.getvalue())
