"""Intake: a town's folder of spreadsheets becomes typed rows and findings.

``files`` (bytes → sheets) → ``corrections`` (raw cells mended) → ``tables`` (where a table is, what
its headings mean) → ``rows`` (cells → values, checked) → ``whole`` (the rows of all files, each
once). A file is read in a process of its own (``watched``, ``worker``, ``file``), which knows no
pandas and starts at once; ``folder`` asks for file after file of a town. A batch's child, which
serves one town, reads in its own process (``here``), forked from one that was made ready (``warm``).
"""
