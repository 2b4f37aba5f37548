"""The figures for Excel: ``book`` is indicators.xlsx, ``table`` indicators.csv.

``breakdowns`` says which sheets there are, ``cover`` what the first one tells, ``sheets`` writes one.
"""
