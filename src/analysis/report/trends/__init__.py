"""Years in a row, as 30_trends shows them.

``opening`` begins it, ``trends`` is what it calls; ``words``, ``tables``, ``pictures`` are what that shows.
"""
