"""审核意见表: what a county reviewer fills in and sends back to the town, as DOCX and as XLSX.

Both lay out the same ``OpinionForm``, which is read from the page: whoever asks by telephone names
what the town has before its eyes. It belongs to the review edition only and is never published.
"""

from __future__ import annotations

from analysis.render.opinions.book import opinions_xlsx
from analysis.render.opinions.form import OpinionForm, opinion_form
from analysis.render.opinions.word import opinions_docx

__all__ = ["OpinionForm", "opinion_form", "opinions_docx", "opinions_xlsx"]
