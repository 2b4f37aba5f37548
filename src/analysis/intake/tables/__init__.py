"""A sheet becomes tables: where they are, what their headings mean, which rows are data.

``headings`` finds the rows of headings, ``match`` and ``names`` what each means, ``mapping`` what the
town itself has said. ``locate`` puts it together; ``pivot`` and ``crossed``, ``turned``, ``beside`` and
``dates`` know the other shapes: cross tables, transposed ones, two beside each other, split dates.
"""
