"""The declarations: one file a subject; what they have in common is in ``formulas`` and ``short``."""
