"""Intake: a town's folder of spreadsheets becomes typed rows and findings.

read (file → sheets) → correct → locate (sheet → tables) → convert (cells → values) → check. A file
is read in a process of its own (``watched``, ``worker``, ``file``), which knows no pandas and starts
at once; ``folder`` puts the files of a town together.
"""
