"""From an executed notebook to what is published: the HTML page and the files beside it.

``html`` is the nbconvert exporter; ``document`` reads the notebook; ``blocks`` knows the kinds of
block, ``numbering`` counts, ``annex`` gathers provenance, ``markup`` makes foreign HTML harmless,
``assets`` finds plotly.js; ``templates/fazhi`` is the page itself, macros by subject. ``data``
writes the figures as a table; ``gate`` reads the final bytes again before they are published.
"""
