"""The site that holds all reports together: an index, a page for each indicator, a search.

``sight`` gathers the towns over the years, ``places`` looks at what lies in ``reports/``; ``front``,
``figures``, ``listing`` and ``downloads`` are the pages, ``search`` what can be searched for; ``write``
writes them, ``files`` tells and packs the files of the site. Nothing here computes a figure.
"""
