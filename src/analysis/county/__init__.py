"""The county's view: the towns of a year side by side, and years in a row.

``read`` gathers what the towns' ledgers gave, ``model`` is what it gives, ``filing`` tells who filed
and ``own`` what their written reports give; ``pooled`` makes one town's year of them all, ``series``
follows a figure over years, ``apart`` tells towns that stand apart from the others.
"""
