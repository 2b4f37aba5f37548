"""The county's notebooks: its own report, written like a town's, and the review of its towns.

``opening`` begins both, ``review`` is what 20_county_review calls; a module for each thing that it
shows.
"""
