"""From an executed notebook to what is published: the HTML page.

``html`` is the nbconvert exporter; ``document`` reads the notebook; ``blocks`` knows the kinds of
block, ``annex`` the provenance entries, ``markup`` foreign HTML, ``assets`` where plotly.js comes
from; ``templates/fazhi`` is the page itself, macros by subject.
"""
